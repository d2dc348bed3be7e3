"""Talks that fail are no meeting: "negotiations between Chad and Mali collapsed" → REJECT."""

from __future__ import annotations

from typing import Final

from aitia.extract.event_candidates import Candidate
from aitia.language.status import has_neg, status

FAILING: Final = frozenset(["break", "collapse", "fail", "founder"])


def break_down(one: Candidate) -> None:
    """Talks that fail: "talks between Chad and Mali collapsed" is no meeting."""
    word, verb = one.at.word, one.at.word.head
    if one.type != "CONSULT" or one.sense.part != "noun" or word.dep != "nsubj" or verb.lemma not in FAILING:
        return
    if verb.lemma == "break" and all(c.lower != "down" for c in verb.children):
        return  # "the talks broke new ground"
    if any(c.dep in ("xcomp", "dobj") for c in verb.children):
        return  # "the summit failed to impress them"
    if not has_neg(verb) and status(verb).factuality == "asserted":
        one.type, one.own = "REJECT", one.own | {verb.i}
