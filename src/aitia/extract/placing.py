"""Whether the name of a state or capital is used for a place ("in Iraq") or for an actor ("with Iraq")."""

from __future__ import annotations

from typing import Final

from aitia.language.page import Word

LOCATIVE: Final = frozenset(
    """in inside within across throughout around near outside at into onto through beyond along off toward towards amid
    over""".split()
)
_COUNTRIES: Final = frozenset(["country", "state", "nation"])
_PLACES: Final = frozenset(["place", "region", "area", "part", "city", "spot", "zone", "theater", "theatre"])
MOTION: Final = frozenset(
    """arrive come cross deploy drive embark enter expand export extend fall flee flow fly go head infiltrate intervene
    invade journey jet land leave march migrate move return run sail send ship smuggle spread stream travel trip
    transport tour visit withdraw pull retreat exit depart escape flight fighter offensive expansion spillover way
    road route deployment trip visit invasion incursion withdrawal pullout return access border airport embassy
    ambassador gateway migration""".split()
)
REGION_NOUNS: Final = frozenset(
    """area border border capital centre center city coast corner countryside desert district east edge end
    frontier governorate half heart heartland hub hill interior island map most mountain much north northeast
    northwest outskirt part port province region remainder rest road shore side south southeast southwest state
    stretch street suburb swath territory third top town tract valley village vicinity war west zone future history size
    fall""".split()
)
ACTING_DEPS: Final = frozenset(["nsubj", "nsubjpass", "poss", "agent"])


def _lists_places(noun: Word) -> bool:
    """ "countries like Libya" after "in": examples of places, not of actors."""
    if noun.lower in ("such", "like") and noun.head is not noun:
        noun = noun.head
    if noun.lemma in _COUNTRIES:
        return noun.dep == "pobj" and noun.head.lower in LOCATIVE
    return noun.lemma in _PLACES


def is_place_use(head: Word, *, capital: bool) -> bool:
    """Whether a state's or capital's name with this syntactic head only says where."""
    word = head
    while word.dep == "conj" and word.head is not word:
        word = word.head
    if word.dep == "npadvmod" or (word.dep == "appos" and word.head.pos == "PROPN" and word.i - word.head.i == 2):
        return True
    if word.dep == "pobj":
        preposition = word.head
        name = preposition.lower
        governor = preposition.head
        if name in LOCATIVE or (name == "of" and governor.lower in LOCATIVE):
            return True
        if name in ("like", "as", "including") and _lists_places(governor):
            return True
        if name == "to" and governor.pos in ("PRON", "NUM", "ADV"):
            return True
        if name in ("to", "from", "for") and governor.lemma in MOTION:
            return True
        if name == "of" and governor.lemma in REGION_NOUNS:
            return True
        if name == "from" and governor.pos in ("NOUN", "PROPN"):
            return True
        if capital and name in ("of", "from", "for", "to", "on", "after", "before", "outside", "than", "as", "like"):
            return True
        return False
    if word.dep in ("compound", "nmod", "amod"):
        return True
    if word.dep == "dobj" and word.head.lemma in (
        "leave",
        "enter",
        "visit",
        "flee",
        "tour",
        "reach",
        "exit",
        "cross",
        "engulf",
        "roil",
        "ravage",
    ):
        return word.head.lemma not in ("visit",) or capital
    if capital:
        return word.dep not in ACTING_DEPS and word.dep not in ("dobj",)
    return False
