"""What a noun that only counts a course of action among others stands for: "the alternative, letting up, would ..."."""

from __future__ import annotations

from typing import Final

from aitia.extract.cause_spans import verb_phrase
from aitia.language.page import Word

PROPOSED: Final = frozenset(
    "alternative answer choice course cure measure option policy proposal remedy response solution step".split()
)
_BE: Final = frozenset("be is was are were 's ’s".split())


def put_forward(noun: Word) -> list[Word]:
    """The words of the deed that a noun like "the alternative" is said to be: behind a comma, or behind "is to"."""
    if noun.lemma not in PROPOSED:
        return []
    return _set_off(noun) or _equated(noun)


def said_of(noun: Word) -> Word:
    """The subject of which a noun is said: "the plan is the only measure that would end the war": the plan."""
    if noun.lemma in PROPOSED and noun.dep == "attr" and noun.head.lower in _BE:
        subject = noun.head.child("nsubj")
        return subject if subject is not None and subject.i < noun.i else noun
    return noun


def _set_off(noun: Word) -> list[Word]:
    """ "The alternative, letting up now, would"."""
    words = noun.sent.words
    at = noun.i - words[0].i + 1
    if at + 1 >= len(words) or words[at].text != "," or words[at + 1].tag != "VBG":
        return []
    told = words[at + 1 : at + 20]
    end = next((k for k, w in enumerate(told) if w.text == ","), 0)
    return told[:end]


def _equated(noun: Word) -> list[Word]:
    """ "The alternative is to sell gas at market price"."""
    verb = noun.head
    if noun.dep != "nsubj" or verb.lower not in _BE or verb.child("neg") is not None:
        return []
    deed = next((c for c in verb.children if c.dep in ("xcomp", "attr", "ccomp") and c.tag == "VB"), None)
    if deed is None or not any(c.lower == "to" for c in deed.children):
        return []
    return verb_phrase(deed)
