"""Whom "who" stands for where the parser hangs its clause on a body's name: "a donor close to the party, who asked"."""

from __future__ import annotations

from typing import Final

from aitia.extract.cast import Cast
from aitia.extract.event_senses import Setting
from aitia.extract.human_nouns import is_human
from aitia.language.arcs import PASSIVE_SUBJECTS, SUBJECTS
from aitia.language.page import Word

_BODIES: Final = frozenset(["government", "igo", "organisation", "state"])
_PEOPLE: Final = frozenset(["person", "population"])


def who_is_meant(words: list[Word], at: Setting, cast: Cast) -> list[Word]:
    """The subject of a clause with "who": of a body named last in a longer phrase, the person the phrase is about."""
    clause = at.word if at.word.dep == "relcl" else at.word.head if at.word.dep in ("conj", "xcomp") else None
    if clause is None or clause.dep != "relcl" or clause.head not in words:
        return words
    personal = any(c.lower == "who" and c.dep in (*SUBJECTS, *PASSIVE_SUBJECTS) for c in clause.children)
    bodies = cast.who(clause.head) if personal and clause.head.tag not in ("NNS", "NNPS") else []
    if not bodies or any(cast.kind(p.actor) not in _BODIES for p in bodies):
        return words
    for above in clause.head.ancestors():
        if above.pos in ("VERB", "AUX"):
            break
        if above.pos in ("NOUN", "PROPN") and _is_somebody(above, cast):
            mention = cast.at(above)  # "a Democrat close to the campaign, who": not the party
            return [above] if mention is None or cast.kind(mention.actor) in _PEOPLE else []
    return words


def _is_somebody(noun: Word, cast: Cast) -> bool:
    mention = cast.at(noun)
    if mention is not None and cast.kind(mention.actor) in _PEOPLE:
        return True
    return noun.tag in ("NN", "NNP") and (is_human(noun) or noun.ent in ("NORP", "PERSON"))
