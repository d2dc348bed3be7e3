"""Ties that follow from what is done to a measure: who blocks a resolution against somebody stands by him.

Example: "Russia vetoed a resolution condemning Syria" → supports; "rejected a bill to arm the rebels" → opposes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cast import Cast
from aitia.extract.tie_statements import Stated, stated
from aitia.language.arcs import SUBJECTS, conjuncts, prepositions
from aitia.language.frames import frame
from aitia.language.page import Page, Word
from aitia.language.status import has_neg, status
from aitia.lexicon.ties import tie_verbs
from aitia.model.codes import SIGN, Relation
from aitia.model.records import Participant

_BLOCKING: Final = frozenset("block defeat filibuster oppose quash reject resist scuttle shelve stall veto".split())
_PASSING: Final = frozenset(
    """adopt advocate approve back draft endorse favor favour introduce pass propose ratify sign support table
    urge""".split()
)
_MEASURES: Final = frozenset(
    """act amendment ban bill blockade boycott condemnation declaration decree draft effort embargo initiative law
    legislation letter measure motion move petition plan probe proposal resolution sanction siege statement suit tariff
    text""".split()
)
_HOSTILE: Final = frozenset(
    """accuse ban blacklist blame boycott bar censure condemn criticise criticize curb deplore deport denounce expel
    indict impeach investigate penalise penalize prosecute prohibit punish rebuke remove sanction""".split()
)
_KIND: Final = frozenset("aid arm assist compensate fund protect recognise recognize reimburse resettle".split())
_AGAINST: Final = frozenset(
    "ban blockade boycott embargo probe sanction siege tariff".split()
)  # "sanctions on", "an embargo of"

_RELIEVING: Final = frozenset(
    "abolish cancel drop ease end lift loosen relax remove repeal rescind revoke scrap suspend waive".split()
)
_RELIEF: Final = frozenset("abolition easing end ending lifting loosening relaxation removal repeal suspension".split())
_WISHING: Final = frozenset(
    """advocate agree argue ask back call campaign demand favor favour insist lobby plead press promise propose push
    recommend seek support urge vote vow want""".split()
)


def ties_of_measures(page: Page) -> Iterator[Stated]:
    """Support and opposition that show in what somebody does to a measure for or against somebody."""
    cast: Cast = page.cast
    for verb in page.words:
        if verb.pos != "VERB" or not verb.sent.is_content:
            continue
        sign = -1 if verb.lemma in _BLOCKING else 1 if verb.lemma in _PASSING else 0
        roles = frame(verb) if sign or verb.lemma in _WISHING else None
        if roles is None:
            continue
        measures = roles.patients
        if verb.lemma == "vote":
            sign, measures = (-1, roles.at("against")) if roles.at("against") else (1, roles.at("for"))
        state = status(verb)
        if state.needed or state.hypothetical or state.negated:
            continue
        yield from _relieved(page, verb, sign if verb.lemma in _BLOCKING else 1)
        for measure in measures if sign else ():
            for meant, target in aimed(measure, cast):
                for a in cast.everyone(roles.agents):
                    if a.actor != target.actor:
                        relation: Relation = "supports" if sign * meant > 0 else "opposes"
                        rule = f"measure/{verb.lemma}"
                        yield stated(page, a, target, relation, verb, [verb], rule, time=state.time)


def _relieved(page: Page, verb: Word, sign: int) -> Iterator[Stated]:
    """ "wants the embargo on Cuba lifted", "called for an end to the siege of Gaza", "voted to lift the ban on"."""
    cast: Cast = page.cast
    roles = frame(verb)
    found = [*roles.patients, *(w for name, w in prepositions(verb) if name in ("for", "on", "of"))]
    found += [c for p in verb.children if p.dep == "prep" for c in p.children if c.dep == "pcomp"]
    found += [c for c in verb.children if c.dep in ("ccomp", "xcomp") and not has_neg(c)]
    for word in found:
        measures: list[Word] = []
        if word.lemma in _RELIEF and word.pos == "NOUN":
            measures = [w for name, w in prepositions(word) if name in ("of", "to")]
        elif word.lemma in _RELIEVING and word.pos == "VERB":
            measures = frame(word).patients
            if word.tag in ("VBN", "VBD") and not measures:  # "wants the embargo lifted"
                measures = [x for c in word.children if c.dep in SUBJECTS for x in conjuncts(c)]
            elif word.tag in ("VBN", "VBD") and word.dep in ("ccomp", "xcomp", "oprd"):
                measures = [*measures, *roles.patients]
        for target in (p for m in measures for sense, p in aimed(m, cast) if sense < 0):
            relation: Relation = "supports" if sign > 0 else "opposes"
            for a in cast.everyone(roles.agents):
                if a.actor != target.actor:
                    yield stated(
                        page, a, target, relation, verb, [verb], f"measure/{verb.lemma}", time=status(verb).time
                    )


def aimed(measure: Word, cast: Cast) -> list[tuple[int, Participant]]:
    """Whom a measure is for (1) or against (-1)."""
    if measure.lemma.lower() not in _MEASURES:
        return []
    out: list[tuple[int, Participant]] = []
    for name, word in prepositions(measure):
        if name == "against" or (name in ("on", "of") and measure.lemma in _AGAINST):
            out.extend((-1, p) for p in cast.everyone([word]))
    for c in measure.children:
        if c.dep not in ("acl", "relcl") or has_neg(c):
            continue
        sign = _effect(c)
        if sign:
            out.extend((sign, p) for p in cast.everyone(frame(c).patients, proxies=False))
    return out


def _effect(verb: Word) -> int:
    if verb.tag == "VBN" and not any(c.dep == "aux" for c in verb.children):
        return 0  # "a resolution backed by France": who moved it
    if verb.lemma in _HOSTILE:
        return -1
    if verb.lemma in _KIND:
        return 1
    signs = {SIGN[e.relation] for e in tie_verbs().get(verb.lemma, ()) if "dobj" in e.slots}
    return signs.pop() if len(signs) == 1 else 0
