"""Whether a verb of saying tells what somebody says: not what is wished, needed or counted, and not by a mere thing.

Example: "The minister should say that …" and "No group claimed that …" tell nothing on anybody's word.
"""

from __future__ import annotations

from typing import Final

from aitia.extract.attribution import NO_SPEAKERS, speaks
from aitia.extract.quotes import Quotations
from aitia.language.frames import frame, is_nominal
from aitia.language.page import Page, Word
from aitia.language.status import NEEDED_MODALS
from aitia.lexicon.claims import CueEntry

_COUNTING: Final = frozenset(["count", "put", "record", "tally"])
_COUNTS: Final = frozenset("cost count damage figure loss number population strength toll total".split())
_BLOWS: Final = frozenset("assail attack bash blast hammer savage slam".split())
_EXPECTATIONS: Final = frozenset(["call", "mean", "oblige", "suppose"])
# what is told of somebody with "to" in the passive, rather than done to him: "is said to have left"
RUMOURED: Final = frozenset(
    """acknowledge allege assume believe claim consider deem estimate expect fear feel find hold judge know predict
    presume project reckon report rumor rumour say see show suspect think understand""".split()
)
_WITNESSED: Final = frozenset("ask discover find hear learn notice realise realize see".split())
# what somebody does not see is so, by whoever says that he does not
_OVERLOOKED: Final = frozenset("forget ignore neglect overlook".split())
_ANYBODY: Final = frozenset(["one", "you", "anyone", "anybody", "everyone", "everybody"])
_GRANTED: Final = frozenset("admit concede forget grant remember see understand".split())
_INFERRED: Final = frozenset("demonstrate imply indicate mean prove show signal suggest".split())
_LABELLED: Final = frozenset(
    """brand characterise characterize consider deem denounce depict describe hail label portray present regard see
    view""".split()
)

_WORDS: Final = frozenset(
    """account advice apology assessment condolence condolences congratulations criticism explanation opinion praise
    sympathy thanks view""".split()
)


def was_asked(verb: Word) -> bool:
    """ "The spokeswoman, asked about it, said": the one asked says nothing by that verb."""
    bare = not any(c.dep in ("aux", "auxpass", "nsubj", "agent") for c in verb.children)
    return verb.lemma == "ask" and verb.tag in ("VBN", "VBD") and verb.dep in ("acl", "advcl") and bare


def impersonal(verb: Word) -> bool:
    """ "it is said", "I am told": a passive that tells nobody's deed."""
    subject = verb.child("nsubjpass", "nsubj")
    return subject is not None and subject.lower in ("it", "i", "we") and verb.child("agent") is None


def is_counted(verb: Word, kind: str, words: list[Word]) -> bool:
    """Whether verbs of counting tell a number: "put the dead at 40", "counted 12 bodies", not "put 28 on a list"."""
    if verb.lemma not in _COUNTING or kind not in ("o", "o+p", "p"):
        return True
    if verb.lemma == "put" and kind == "o":
        return any(w.lemma in _COUNTS and w.head is verb for w in words)
    barred = ("TIME",) if verb.lemma == "put" else ("MONEY", "TIME")
    return any(w.pos == "NUM" for w in words) and not any(w.ent in barred for w in words)


def is_mere_stance(entry: CueEntry, kind: str, words: list[Word], quotations: Quotations) -> bool:
    """Whether only what somebody wants, backs or is against is told, in no words of theirs: "opposed the march"."""
    if "stance" not in entry.flags or kind not in ("o", "po"):
        return False
    if any(w.lemma in _WORDS and w.head.lemma == entry.lemma for w in words):
        return False  # "offered his condolences"
    return not any(quotations.over(w.start) is not None for w in words)


def asserts(entry: CueEntry, kind: str, words: list[Word]) -> bool:
    """Whether the source stands for what happens inside the content, rather than judging or deciding on it."""
    if "deed" in entry.flags and kind == "i":
        return False
    if "fact" not in entry.flags:
        return True
    return kind not in ("o", "p", "g") and (kind != "as" or any(w.pos == "VERB" and not is_nominal(w) for w in words))


def is_nobodys(page: Page, verb: Word, kind: str, agents: list[Word]) -> bool:
    """Whether nobody stands for what is told: "no group has claimed", "the delay suggests", "guests are asked to"."""
    if not agents:
        return kind == "i" and verb.lemma not in RUMOURED
    first = agents[0]
    if kind == "t" and verb.lemma in _OVERLOOKED:
        return True  # "they forget that the army shelled it": it did
    if first.lower in _ANYBODY and verb.lemma in _GRANTED and any(c.dep == "aux" for c in verb.children):
        return True  # "one can see why they left"
    if first.lower in ("nobody", "none", "neither") or any(
        c.lower in ("no", "neither") and c.dep in ("det", "neg", "preconj", "cc") for c in first.children
    ):
        return True
    if any(c.lower == "few" for c in first.children) and not any(c.lower == "a" for c in first.children):
        return True  # "few residents believe"
    return verb.lemma in _INFERRED and first.pos == "NOUN" and not speaks(page, first, texts=True)


def is_told(verb: Word, entry: CueEntry, kind: str, agents: list[Word], passive: bool) -> bool:
    """Whether the verb reports what somebody says or holds, not what is wished, needed, expected or merely done."""
    if passive and not agents:
        if kind == "par" and any(c.dep == "aux" and c.lower in NEEDED_MODALS for c in verb.children):
            return False  # "…, it must be said, …"
        if kind == "as":
            if any(c.dep == "aux" and c.lower == "to" for c in verb.children):
                return False  # "seeks to be seen as"
            return verb.lemma in _LABELLED and verb.dep not in ("acl", "advcl")
        return kind in ("t", "i", "of", "par") and verb.lemma not in _EXPECTATIONS
    if any(c.dep == "aux" and c.lower in NEEDED_MODALS for c in verb.children):
        return False
    if verb.tag == "VB" and kind not in ("t", "par") and any(c.dep == "aux" and c.lower == "to" for c in verb.children):
        return False
    if agents and agents[0].lower in ("i", "we"):  # what the writer does or feels is no claim; what he holds is
        if verb.lemma in _WITNESSED:
            return False
        return kind in ("t", "as", "par") or (kind == "i" and "att" not in entry.flags)
    return True


def _is_of_states(page: Page, verb: Word, doer: Word) -> bool:
    """Whether a state attacks a state or group, for no words that are named: "Iran attacked Israel"."""
    if any(c.dep == "prep" and c.lower in ("as", "for", "over") for c in verb.children):
        return False
    kinds = [{page.cast.kind(p.actor) for p in page.cast.who(w)} for w in (doer, *frame(verb).patients)]
    return len(kinds) > 1 and all(k & {"armed_group", "state", "states"} for k in kinds)


def may_speak(page: Page, verb: Word, agents: list[Word], entry: CueEntry, kind: str, passive: bool) -> bool:
    """Whether the subject can say, think or judge what follows; without one only a passive tells anything."""
    if not agents:
        return passive
    first = agents[0]
    if first.lower in ("those", "these") and first.child("relcl", "prep") is not None:
        return kind != "par"  # "those who fled say"
    if first.lower in NO_SPEAKERS:
        return False
    if "text" in entry.flags:
        return speaks(page, first, texts=True)
    if verb.lemma in _BLOWS and any(page.cast.kind(p.actor) == "armed_group" for p in page.cast.who(first)):
        return False  # the army's attacks are no words
    if verb.lemma == "attack" and _is_of_states(page, verb, first):
        return False
    attitude = "att" in entry.flags
    if kind == "par" and verb.dep == "advcl":
        return speaks(page, first, texts=True)  # "as experts warn", but not "as custom asks"
    if kind == "par" or (kind in ("t", "of", "that") and not attitude) or (kind == "that" and first.pos == "NOUN"):
        return True  # whoever believes that something holds can believe
    if verb.lemma == "put" and kind == "o+p":
        return first.pos in ("NOUN", "PROPN", "PRON")  # "the fund puts the dead at 40"
    return speaks(page, first, texts=not attitude)
