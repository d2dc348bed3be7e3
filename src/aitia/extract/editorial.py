"""A writer's own "we" and "this newspaper": "We doubt that", "our readers", "survivors told us", "this paper urges".

Only in a text whose writer never says "I" outside quotations, and only at verbs of saying and judging: whom "we" means
at a deed ("we lost the war") is rarely sure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from aitia.extract.pronouns import FIRST
from aitia.language.page import Word

_STATING: Final = frozenset(
    """acknowledge admit advise advocate affirm answer appeal applaud appreciate argue believe call caution classify
    commend concede condemn congratulate contend declare deem demand denounce deplore disagree doubt endorse estimate
    grant insist invite maintain note oppose praise predict print propose protest publish question recommend regret
    reiterate reject remind repeat report salute say stress submit suggest support suspect thank think trust urge warn
    welcome wonder""".split()
)
# verbs that anybody's "we" may have: of the writer only where the text states something in its own name
_HOLDING: Final = frozenset(
    """agree ask conclude expect fear find hope interview judge know learn meet mention mean observe offer prefer see
    speak understand want wish write""".split()
)
_TELLING: Final = frozenset("ask assure give inform remind say seem send show tell write".split())
_OF_PAPERS: Final = frozenset(
    """association bureau colleague column columnist committee contributor correspondent count editor estimate finding
    institute journal leader magazine network newspaper newsroom opinion page paper reader readership recommendation
    report reporter researcher secretariat staff view volunteer""".split()
)
_PAPERS: Final = frozenset(
    "blog column correspondent journal magazine newspaper paper publication reporter website weekly writer".split()
)
_EVERYBODY: Final = frozenset(["can", "could", "may", "might", "must", "need", "ought", "should"])


def writers_we(told: Sequence[Word]) -> Iterator[Word]:
    """Of the first-person pronouns outside quotations, each "we", "us" and "our" that means the writer."""
    if any(w.lower in FIRST for w in told):
        return
    stated = [w for w in told if _says(w, _STATING)]
    stated += [w for w in told if w.lower == "our" and w.dep == "poss" and w.head.lemma in _OF_PAPERS]
    yield from stated
    if stated:
        yield from (w for w in told if _says(w, _HOLDING) or _is_told(w))


def own_paper(word: Word) -> bool:
    """Whether this is the author by a noun: "This newspaper", "this reporter", "the present writer"."""
    if word.pos != "NOUN" or word.tag != "NN" or word.lemma not in _PAPERS:
        return False
    before = [c for c in word.children if c.i < word.i]
    if any(c.dep in ("prep", "relcl", "acl") for c in word.children if c.i > word.i):
        return False
    if [c.lower for c in before] == ["this"]:
        return True
    return [c.lower for c in before] == ["the", "present"] and word.lemma == "writer"


def _says(word: Word, verbs: frozenset[str]) -> bool:
    """Whether "we" is the subject of one of these verbs, not of what everybody should or could say."""
    verb = word.head
    if word.lower != "we" or word.dep != "nsubj" or verb.pos != "VERB" or verb.dep == "advcl":
        return False
    if any(c.dep == "aux" and c.lower in _EVERYBODY for c in verb.children):
        return False
    also = (c for c in verb.children if c.dep == "conj" and c.tag == verb.tag and c.child("nsubj") is None)
    return any(v.lemma in verbs for v in (verb, *also))


def _is_told(word: Word) -> bool:
    """Whether somebody tells or shows "us" something."""
    verb = word.head.head if word.dep == "pobj" and word.head.lower == "to" else word.head
    return word.lower == "us" and verb.pos == "VERB" and verb.lemma in _TELLING and word.dep != "nsubj"
