"""What somebody thinks or says where a clause only announces it, with the words themselves behind a colon.

Example: "The minister's reply never varies: the army arms nobody" → The minister, reply never varies, [the army arms
nobody]; "Analysts see a simpler motive: the bank is empty" → Analysts, see a simpler motive, [the bank is empty].
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Final

from aitia.extract.attribution import FIRST_PERSON, SECOND_PERSON, Draft, spans_of, speaks
from aitia.extract.quotes import Quotations
from aitia.language.arcs import conjuncts, prepositions
from aitia.language.frames import surface_subjects
from aitia.language.page import Page, Word
from aitia.language.status import has_neg

# what somebody has to say or thinks, by whoever it belongs to
_SAYINGS: Final = frozenset(
    """account accusation advice answer argument calculation case charge claim complaint conclusion defence defense
    demand diagnosis excuse explanation fear grievance line logic message point position reasoning reply response
    rule slogan story suspicion theory thesis verdict version view warning""".split()
)
# nouns that leave open what is seen or told until the colon
_OPEN: Final = frozenset(
    """account alternative answer argument cause charge complaint conclusion danger difference excuse explanation fact
    fear hope idea kind lesson message motive one phrase picture plan point possibility problem purpose reading reason
    reply risk rule secret sign something story tale theory thing threat truth version view warning word""".split()
)
_BRINGING: Final = frozenset(
    """allege cite claim describe detect draw fear find foresee give have hear hint notice offer perceive point
    predict present propose put recall recount remember repeat report see sense speak suggest suspect tell""".split()
)
_RUNNING: Final = frozenset("be boil change come follow go hang remain rest run sound stay turn vary".split())
_PLAIN: Final = frozenset(
    "always blunt brief clear curt different familiar old plain same short simple straightforward this".split()
)
_FINITE: Final = frozenset(["VBD", "VBZ", "VBP", "MD"])
_NOBODY: Final = frozenset(["it", "this", "that", "there", "what", "which", "nobody", "none", *SECOND_PERSON])
_MAX_LEFT: Final = 24
_MAX_GAP: Final = 4


def read_colons(page: Page, quotations: Quotations, taken: Container[int]) -> Iterator[Draft]:
    """Claims behind the colons of a page; ``taken`` are verbs that introduce a quotation."""
    for sentence in page.content_sentences():
        words = sentence.words
        at = next((n for n, w in enumerate(words) if w.text == ":"), None)
        if at is None or not 2 < at <= _MAX_LEFT or quotations.over(words[at].start) is not None:
            continue
        left, right = words[:at], _told(words, at)
        if not any(w.tag in _FINITE for w in right) or quotations.over(right[0].start) is not None:
            continue
        draft = _by_noun(page, left) or _by_verb(page, left)
        if draft is None or draft.anchor.i in taken:
            continue
        draft.content = spans_of(page, right, left, quotations)
        yield draft


def _told(words: list[Word], at: int) -> list[Word]:
    last = next((n for n in range(at + 1, len(words)) if words[n].text in (";", ":")), len(words))
    return words[at + 1 : last]


def _by_noun(page: Page, left: list[Word]) -> Draft | None:
    """ "The minister's reply never varies", "The argument of the doves is simple"."""
    for noun in left:
        verb = noun.head
        if noun.lemma not in _SAYINGS or noun.pos != "NOUN" or noun.dep != "nsubj" or verb.tag not in _FINITE:
            continue
        if verb.dep not in ("ROOT", "ccomp", "conj") or verb.lemma not in _RUNNING:
            continue  # "The minister's argument collapses": the writer's word
        if verb.lemma == "be" and not any(w.lemma in _PLAIN for w in left if w.i > verb.i):
            continue
        owner = noun.child("poss") or next((w for name, w in prepositions(noun) if name == "of"), None)
        if owner is None or owner.i > verb.i or not _tells(page, owner):
            continue
        return Draft(noun, [w for w in left if w.i >= noun.i], conjuncts(owner), rule="noun/t", strong=True)
    return None


def _by_verb(page: Page, left: list[Word]) -> Draft | None:
    """ "Analysts see a simpler motive", "Residents describe something else", "Most tell one story"."""
    for thing in left[-1 : -_MAX_GAP - 1 : -1]:
        if thing.lemma not in _OPEN and thing.lower != "else":
            continue
        noun = thing.head if thing.lower == "else" else thing
        verb = noun.head if noun.dep == "dobj" else noun.head.head if noun.head.dep == "prep" else None
        if verb is None or verb.lemma not in _BRINGING or verb.tag not in _FINITE or verb.i > noun.i or has_neg(verb):
            continue
        if any(c.dep in ("poss", "relcl") or c.lower in ("the", "this", "that", "no", "any") for c in noun.children):
            continue
        sources = surface_subjects(verb)
        if sources and sources[0].i < verb.i and _tells(page, sources[0]):
            return Draft(verb, [w for w in left if w.i >= verb.i], sources, rule="verb/t", strong=True)
    return None


def _tells(page: Page, teller: Word) -> bool:
    if teller.lower in _NOBODY or teller.lower in FIRST_PERSON:
        return False
    return teller.lower in ("his", "her", "their") or speaks(page, teller)
