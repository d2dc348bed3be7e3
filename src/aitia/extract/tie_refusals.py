"""Whom somebody will not deal with, whose charges he denies, and whose strikes he joins.

Example: "the state does not bargain with bandits" → opposes; "the elders no longer listen to the general" → opposes;
"the dockers joined the strike called by the unions" → supports.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cast import Cast
from aitia.extract.tie_statements import Stated, stated
from aitia.language.arcs import conjuncts, prepositions
from aitia.language.frames import frame
from aitia.language.page import Page, Word
from aitia.language.status import has_neg, status
from aitia.model.codes import Relation

# what one does with those one accepts, and under which preposition they stand ("" is the object)
_DEALING: Final[dict[str, str]] = {
    "bargain": "with", "cooperate": "with", "deal": "with", "negotiate": "with", "parley": "with", "treat": "with",
    "bow": "to", "kneel": "to", "listen": "to", "submit": "to", "yield": "to", "answer": "to",
    "heed": "", "like": "", "obey": "", "respect": "", "trust": "",
}  # fmt: skip
_LASTING: Final = frozenset("heed like listen obey respect trust".split())  # its want is an attitude at any time
_WILL: Final = frozenset("wo would will 'll ’ll shall".split())
_STOPPING: Final = frozenset("cease quit stop".split())
_DENYING: Final = frozenset("deny dismiss dispute rebut rebuff refute reject repudiate".split())
_CHARGES: Final = frozenset("accusation allegation charge slur smear".split())
_BY: Final = frozenset("bring hurl level lodge make raise voice".split())
PROTESTS: Final = frozenset("boycott demonstration march protest rally sit-in strike stoppage uprising walkout".split())
_HEADING: Final = frozenset("announce call convene declare head lead mount organise organize proclaim stage".split())
_JOINING: Final = frozenset("back join heed observe support".split())


def ties_of_refusals(page: Page) -> Iterator[Stated]:
    """Yield who refuses whom, denies whose charges and follows whose calls."""
    cast: Cast = page.cast
    for verb in page.words:
        if verb.pos != "VERB" or not verb.sent.is_content:
            continue
        others: list[Word] = []
        relation: Relation = "opposes"
        if verb.lemma in _DEALING and _is_refused(verb):
            slot = _DEALING[verb.lemma]
            others = frame(verb).at(slot) if slot else frame(verb).patients
        elif verb.lemma in _DENYING and not has_neg(verb):
            others = [w for noun in frame(verb).patients if noun.lemma in _CHARGES for w in _accusers(noun)]
        elif verb.lemma in _JOINING and not has_neg(verb):
            relation = "supports"
            others = [w for noun in frame(verb).patients if noun.lemma in PROTESTS for w in callers(noun)]
        elif verb.lemma == "separate" and not frame(verb).patients and not has_neg(verb):
            others = frame(verb).at("from")  # "voted to separate from Nigeria"
        if not others:
            continue
        state = status(verb)
        if state.needed or (state.hypothetical and verb.lemma not in _DEALING):
            continue
        for a in cast.everyone(frame(verb).agents, places=False):
            for b in cast.everyone(others, places=verb.lemma in _DENYING):
                if a.actor != b.actor:
                    yield stated(page, a, b, relation, verb, [verb], f"refusal/{verb.lemma}", time="current")


def callers(noun: Word) -> list[Word]:
    """Whose a strike or a march is: "the strike called by the unions", "the unions' march"."""
    found = [x for c in noun.children if c.dep == "poss" for x in conjuncts(c)]
    for clause in noun.children:
        if clause.dep == "acl" and clause.tag == "VBN" and clause.lemma in _HEADING:
            found += frame(clause).agents
    return found


def _is_refused(verb: Word) -> bool:
    """Whether a verb tells that one does not, will not or no longer do it: "did not answer" once is no refusal."""
    if verb.head.lemma in _STOPPING and verb.dep == "xcomp" and verb.tag == "VBG":
        return verb.lemma in _LASTING and not has_neg(verb.head)
    denied = [c for c in verb.children if c.dep == "neg" or c.lower in ("never", "no")]
    longer = any(c.lower == "longer" for c in verb.children) or any(
        c.lower == "longer" for d in denied for c in d.children
    )
    if not denied and not longer:
        return False
    if any(c.dep == "mark" and c.lower in ("if", "unless", "whether") for c in verb.children):
        return False
    helpers = {c.lower for c in verb.children if c.dep in ("aux", "auxpass")}
    if longer or verb.lemma in _LASTING:
        return not helpers & {"should", "must", "might", "may", "need", "to"}
    return bool(helpers & (_WILL | {"do", "does"})) or any(c.lower == "never" for c in denied)


def _accusers(noun: Word) -> list[Word]:
    """Whose a charge is: "the bishops' charges", "the Turkish allegation", "charges made by the bishops"."""
    found = [x for c in noun.children if c.dep in ("poss", "amod") and c.i < noun.i for x in conjuncts(c)]
    found += [w for name, w in prepositions(noun) if name in ("by", "from")]
    for clause in noun.children:
        if clause.dep == "acl" and clause.tag == "VBN" and clause.lemma in _BY:
            found += frame(clause).agents
    return found
