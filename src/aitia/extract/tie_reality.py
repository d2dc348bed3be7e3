"""Whether a deed that shows a tie is done, under way, striven for, or but a duty.

Example: "efforts to defeat the militia" → striven for; "the duty to defend" → not done.
"""

from __future__ import annotations

from typing import Final

from aitia.extract.tie_tenure import SEEKING
from aitia.language.arcs import OBJECTS
from aitia.language.control import ENDEAVOURS
from aitia.language.page import Word
from aitia.language.status import status

_TAKING_PART: Final = frozenset("aid assist back end halt join reinforce resume strengthen support".split())


def is_under_way(noun: Word) -> bool:
    """Whether somebody's fight is what others may join, help or end: it is there, whatever they do."""
    verb = noun.head
    fought = noun.pos == "NOUN" and noun.lemma in ENDEAVOURS and noun.dep == "dobj" and verb.lemma in _TAKING_PART
    return fought and any(c.dep == "poss" for c in noun.children)


_ENDING: Final = frozenset(["cease", "end", "halt", "quit", "stop"])
_CALLING: Final = frozenset(
    "ask beg call command demand exhort force implore order press pressure tell urge want warn".split()
)


def is_to_end(word: Word) -> bool:
    """Whether somebody is called on to end what he is doing: "urged the regime to cease airstrikes on the rebels"."""
    end = word.head
    if end.lemma not in _ENDING or word.dep not in ("dobj", "xcomp"):
        return False
    to = any(c.dep == "aux" and c.lower == "to" for c in end.children)
    return to and end.dep in ("xcomp", "ccomp", "advcl") and end.head.lemma in _CALLING


_MOVING: Final = frozenset(
    """arrive assemble come cross deploy dispatch depart fly gather go march mobilise mobilize muster return sail send
    travel""".split()
)


def moves_to(verb: Word) -> bool:
    """Whether somebody sets out to do something: "arrived to fight the rebels"."""
    if verb.dep not in ("advcl", "xcomp") or verb.head.lemma not in _MOVING:
        return False
    return any(c.dep == "aux" and c.lower == "to" for c in verb.children) and status(verb.head).factuality == "asserted"


_STRIVING: Final = frozenset(
    """aim attempt battle bid campaign drive effort endeavor endeavour fight mission offensive operation plan push seek
    struggle strive try vow want war work""".split()
)


_RESOLVED: Final = frozenset("committed dedicated determined resolved".split())


def strives(word: Word) -> bool:
    """ "efforts to defeat the militia": the deed is not done, the stand is taken."""
    first = word
    while first.dep == "conj" and first.head.pos == "VERB":
        first = first.head
    infinitive = any(c.dep == "aux" and c.lower == "to" for c in first.children)
    head = first.head
    if first.dep == "pcomp" and head.lower == "to":  # "committed to destroying"
        infinitive, head = True, head.head
    return (
        infinitive
        and (head.lemma in _STRIVING or head.lower in _RESOLVED)
        and not any(c.dep == "mark" or (c.dep == "aux" and c.tag == "MD") for c in head.children)
    )


_ATTEMPTS: Final = frozenset(
    "attempt battle campaign effort endeavor endeavour fight mission offensive operation struggle strive try".split()
)


def attempts(word: Word) -> bool:
    """Whether somebody is at it: who "attempted to seize the port from the rebels" stands against them."""
    first = word
    while first.dep == "conj" and first.head.pos == "VERB":
        first = first.head
    above = first.head
    if above.lemma not in _ATTEMPTS or not strives(word) or any(c.dep == "neg" for c in above.children):
        return False
    return above.pos == "NOUN" or status(above).factuality == "asserted"


_DUTIES: Final = frozenset(
    """authority capacity duty licence license mandate money obligation permission power privilege
    responsibility right""".split()
)
_LACKING: Final = frozenset("deserve lack need require seek want".split())  # "we need a government which represents us"
_FORCING: Final = frozenset("allow ask coerce compel enable force invite oblige permit press pressure require".split())


def is_undone(verb: Word) -> bool:
    """Whether a deed is but somebody's task or hope, or forced on him: "the duty to defend", "contenders to lead"."""
    above = verb.head
    if verb.dep == "relcl" and above.dep in ("dobj", "attr") and above.head.lemma in _LACKING:
        return not any(c.lower in ("the", "this", "that", "those", "these") for c in above.children)
    if not any(c.dep == "aux" and c.lower == "to" for c in verb.children):
        return False
    if verb.dep in ("acl", "relcl"):
        return above.lemma.lower() in _DUTIES | SEEKING
    if any(c.lemma in _DUTIES and c.dep in OBJECTS and c.i < verb.i for c in above.children):
        return True  # "was given powers: to advise the government"
    return verb.dep in ("xcomp", "ccomp") and above.lemma in _FORCING
