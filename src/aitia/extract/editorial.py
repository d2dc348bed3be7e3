"""The writer's own "we" and "this newspaper": who says "we argue" or "this paper urges" is the author of the text.

Only where the writer never says "I": a leader, a statement, a communiqué. "We" in a quotation is its speaker's, and
"we" that does more than put a view may be a people or a state.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.language.page import Word

_VIEWS: Final = frozenset(
    """acknowledge admit advise advocate affirm appeal applaud appreciate argue ask believe call classify commend
    concede condemn conclude congratulate contend declare deem demand denounce deplore doubt endorse estimate
    expect fear find grant hope insist invite judge maintain note oppose praise prefer propose publish
    question recommend regret reiterate reject remind repeat report say stress submit suggest suspect thank
    think trust understand urge warn welcome wish wonder write""".split()
)
_STAFF: Final = frozenset(
    """association bureau colleague columnist committee correspondent institute leader member network newspaper
    organisation organization reader reporter researcher secretariat volunteer""".split()
)
_PRESENT: Final = frozenset(["VBP", "VB"])
_PAPERS: Final = frozenset(
    "blog column correspondent journal magazine newspaper paper publication reporter website weekly writer".split()
)
_MODALS: Final = frozenset("can could may might must should do would".split())


def editorial_we(told: list[Word]) -> Iterator[Word]:
    """Those of the words outside quotations that are the writer's "we": subjects of verbs by which one puts a view."""
    for word in told:
        verb = word.head
        if word.lower == "our" and verb.lemma in _STAFF and word.dep == "poss":
            yield word
        if word.lower != "we" or word.dep != "nsubj" or verb.tag not in _PRESENT:
            continue
        aux = {c.lower for c in verb.children if c.dep == "aux"}
        if verb.tag == "VB" and not aux & _MODALS:
            continue
        also = (c for c in verb.children if c.dep == "conj" and c.tag == verb.tag and c.child("nsubj") is None)
        if any(v.lemma in _VIEWS for v in (verb, *also)) and verb.dep != "advcl":
            yield word


def own_paper(word: Word) -> bool:
    """ "This newspaper", "this reporter", "the present writer": the author by a noun."""
    if word.pos != "NOUN" or word.tag != "NN" or word.lemma not in _PAPERS:
        return False
    before = [c for c in word.children if c.i < word.i]
    if any(c.dep in ("prep", "relcl", "acl") for c in word.children if c.i > word.i):
        return False
    if [c.lower for c in before] == ["this"]:
        return True
    return [c.lower for c in before] == ["the", "present"] and word.lemma == "writer"
