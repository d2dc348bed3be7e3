"""Links of "when": what will follow once something is so ("they will go home when staying hurts")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_links import Draft
from aitia.extract.cause_spans import clause, main_part, span
from aitia.language.page import Word
from aitia.model.text import Span

_SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj", "expl")
_COMING: Final = frozenset("will shall wo 'll ’ll would 'd ’d".split())
_TALK: Final = frozenset("say tell add report note think believe ask know see wonder learn decide remember".split())


def when_links(word: Word) -> Iterator[Draft]:
    """Links of "when" at ``word``."""
    if word.lower != "when" or word.dep not in ("advmod", "mark"):
        return
    verb = word.head
    above = next((a for a in verb.ancestors() if a.pos in ("VERB", "AUX")), None)
    if verb.i < word.i or verb.pos not in ("VERB", "AUX") or verb.dep != "advcl" or above is None:
        return
    if verb.child(*_SUBJECTS) is None or above.child(*_SUBJECTS) is None or above.lemma in _TALK:
        return
    if word.sent.words[-1].text == "?":
        return
    coming = any(c.dep == "aux" and c.lower in _COMING for c in above.children)
    if not coming:
        return  # what happened when something else did is a time
    cause = span([w for w in clause(verb) if w.i > word.i])
    effect = span(main_part(above, {verb.i}, word))
    if cause is None or effect is None:
        return
    yield Draft(cause, effect, Span(word.start, word.end), 1, "hypothetical", "causes/clause:when", 0.5)
