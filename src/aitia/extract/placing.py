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
# words for what only somebody can will, say, feel or be done to: a capital after them is a government
_DEALING: Final = {
    "of": frozenset(
        """agent ally approval backer backing behest blessing client complicity connivance consent creature critic
        enemy favour favor foe friend goodwill hostility instance instrument invention lackey mouthpiece pawn
        patience patronage puppet satellite servant silence stooge support tool vassal will wish wrath""".split()
    ),
    "from": frozenset(
        """approval assurance backing blessing call cash concession condemnation demand denial guarantee help
        instruction message money noise objection order permission pressure promise protest protestation rebuke
        recognition response signal silence statement subsidy support sympathy threat transfer warning word""".split()
    ),
    "on": frozenset("depend dependence dependent influence lean leverage pressure reliance rely urge".split()),
    "to": frozenset(
        """allegiance answer answerable appeal beholden bow challenge concession debt deference embarrassment
        favour favor gift hostile humiliation indebted insult invitation kowtow letter listen loyal loyalty menace
        message obedience obedient protest rebuff rebuke signal subordinate subservient surrender threat turn
        warning""".split()
    ),
    "for": frozenset(
        "as blow contempt embarrassment fondness front humiliation mouthpiece setback sympathy triumph".split()
    ),
    "toward": frozenset("attitude cool conciliatory hostile hostility policy soften stance tilt warm".split()),
}


def _lists_places(noun: Word) -> bool:
    """ "countries like Libya" after "in": examples of places, not of actors."""
    if noun.lower in ("such", "like") and noun.head is not noun:
        noun = noun.head
    if noun.lemma in _COUNTRIES:
        return noun.dep == "pobj" and noun.head.lower in LOCATIVE
    return noun.lemma in _PLACES


def _is_dealt_with(preposition: Word) -> bool:
    """ "a creature of Moscow", "dependence on Damascus", "a letter to Hanoi": no place can be dealt with so."""
    name = "toward" if preposition.lower == "towards" else preposition.lower
    governor = preposition.head
    told = [governor, *(c for c in governor.children if c.dep == "dobj" and governor.pos == "VERB")]  # "sent a letter"
    if not any(w.lemma.lower() in _DEALING.get(name, ()) for w in told):
        return False
    return governor.lower != "as" or not governor.sent.words[0].i < governor.i - 1  # "As for Tehran"


def is_place_use(head: Word, *, capital: bool) -> bool:
    """Whether a state's or capital's name with this syntactic head only says where."""
    word = head
    while word.dep == "conj" and word.head is not word:
        word = word.head
    if word.dep in ("compound", "nmod") and word.head.pos == "VERB" and word.i < word.head.i:
        return False  # "Berlin wavers", taken for a noun
    if capital and head.dep in ("ROOT", "conj") and _is_told_of(head):
        return False
    if word.dep == "npadvmod" or (word.dep == "appos" and word.head.pos == "PROPN" and word.i - word.head.i == 2):
        return True
    if word.dep == "pobj":
        preposition = word.head
        name = preposition.lower
        governor = preposition.head
        if _is_dealt_with(preposition):
            return False
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


def _is_told_of(head: Word) -> bool:
    """ "Beijing, which wants a pipeline": what only somebody does is said of it."""
    clauses = [c for c in head.children if c.dep == "relcl" and c.pos == "VERB"]
    return any(w.lower == "which" and w.dep == "nsubj" for c in clauses for w in c.children)
