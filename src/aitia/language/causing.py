"""Deeds that somebody has done by others, and relative clauses that tell of so many of a group.

Example: "the king had his rival jailed" → jailed: by the king, to his rival; "had two soldiers killed in the ambush" →
killed: two soldiers, by nobody named; "the imams, of whom more were killed" → killed: the imams.
"""

from __future__ import annotations

from typing import Final

from aitia.language.arcs import OBJECTS, conjuncts
from aitia.language.page import Word

_HAVING: Final = frozenset(["get", "have"])
# what one finds, sees or wants done to others, and does not do: "saw his father shot"
_SEEING: Final = frozenset("fear find hear keep leave like need order see want watch wish witness".split())
# what one who has power has done to others
_ORDERED: Final = frozenset(
    """abduct arrest assassinate banish bar beat behead bug deport detain dismiss evict execute exile expel flog free
    frame hang harass imprison indict interrogate jail kidnap kill liquidate lock murder oust poison prosecute purge
    release remove sack shoot silence spy stone strangle throw torture try watch whip""".split()
)
_KIN: Final = frozenset(
    """baby brother child cousin daughter father friend grandson husband kid mother nephew parent relative sister son
    uncle wife""".split()
)
_FIGHTS: Final = frozenset(
    "ambush assault attack battle blast bombing clash crash explosion fighting raid riot shooting".split()
)
_RELATIVES: Final = frozenset(["whom", "which"])
_SO_MANY: Final = frozenset(
    """all both dozens eight eighty eleven few fewer fifteen fifty five forty four half hundreds less many more most
    nine ninety one scores seven seventy several six sixty some ten thirty thousands three twelve twenty two""".split()
)


def had_done(verb: Word) -> list[Word]:
    """Those to whom somebody has a thing done or sees it done, where the parser takes them for the doers."""
    above = verb.head
    if verb.dep != "ccomp" or verb.tag not in ("VBD", "VBN") or above.i > verb.i or above.pos not in ("AUX", "VERB"):
        return []
    if above.lemma not in _HAVING and not (above.lemma in _SEEING and verb.tag == "VBN"):
        return []
    if any(c.dep in ("aux", "auxpass", "mark", *OBJECTS) for c in verb.children):
        return []
    return [x for c in verb.children if c.dep == "nsubj" and above.i < c.i < verb.i for x in conjuncts(c)]


def ordering(verb: Word) -> Word | None:
    """The verb whose subject has it done: "had" of "had his rival jailed"; not of who only suffers it."""
    if verb.lemma not in _ORDERED or any(c.dep == "agent" for c in verb.children):
        return None
    people = had_done(verb)
    above = verb.head
    if not people:
        if verb.dep != "acl" or verb.tag != "VBN" or above.dep not in OBJECTS or above.i > verb.i:
            return None
        last = max(
            (w.i for c in above.children if c is not verb and c.i < verb.i for w in c.subtree()), default=above.i
        )
        if verb.i != max(last, above.i) + 1 or verb.sent.words[verb.i - verb.sent.words[0].i - 1].pos == "PUNCT":
            return None
        people, above = [above], above.head
    if above.lemma not in _HAVING or any(_is_only_suffered(w) for w in people):
        return None
    around = (*verb.children, *(c for w in people for c in w.children))
    led = [c.lower for c in around if c.dep == "prep" and c.i > verb.i]
    led += [m.lower for c in verb.children if c.dep == "advcl" for m in c.children if m.dep in ("advmod", "mark")]
    fights = any(w.lemma in _FIGHTS for c in around if c.dep == "prep" for w in c.children)
    return None if fights or any(name in ("when", "while") for name in led) else above


def _is_only_suffered(person: Word) -> bool:
    """Whether those harmed are one's own, or only so many: "had ten men killed", "had a brother shot"."""
    if any(c.dep == "nummod" for c in person.children) or person.pos == "NUM":
        return True
    return person.lemma in _KIN


def of_whom(counted: Word, verb: Word) -> Word | None:
    """The group of whom so many are told: "the imams, of whom more have been killed" → imams."""
    if verb.dep != "relcl" or not (counted.pos == "NUM" or counted.lower in _SO_MANY):
        return None
    if any(c.dep not in ("advmod", "prep", "punct") for c in counted.children):
        return None
    for of in (c for c in verb.children if c.dep == "prep" and c.lower == "of" and c.i < counted.i):
        if any(c.dep == "pobj" and c.lower in _RELATIVES for c in of.children):
            return verb.head
    return None


def without_whom(subjects: list[Word]) -> list[Word]:
    """The subjects of a clause but "whom", which is its object: "the men whom, she says, soldiers took"."""
    return [w for w in subjects if w.lower != "whom"] or subjects
