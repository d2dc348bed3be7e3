"""Gaps between words and deeds: in texts (tests/cases/gaps.toml), and in finished readings made by hand."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from aitia.extract.gaps import find_gaps
from aitia.model.codes import SIGN, Factuality, Relation
from aitia.model.reading import Reading
from aitia.model.records import Actor, Claim, Gap, Tie, TieEvidence
from aitia.model.text import Document, Provenance, Span
from aitia.pipeline import read_documents

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "gaps.toml").read_text(encoding="utf-8")
)["case"]


def marked(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
    return pytest.param(case, marks=marks, id=case["text"][:60])


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    documents = [Document(id=str(i), text=c["text"]) for i, c in enumerate(CASES)]
    return {r.text: r for r in read_documents(documents) if isinstance(r, Reading)}


def words(reading: Reading, gap: Gap) -> str:
    for claim in reading.claims:
        if claim.id == gap.professed:
            return " ".join(reading.quote(s) for s in claim.content)
    for tie in reading.ties:
        if tie.id == gap.professed:
            return reading.quote(tie.evidence[0].sentence)
    return next(reading.quote(e.sentence) for e in reading.events if e.id == gap.professed)


@pytest.mark.parametrize("case", [marked(c) for c in CASES])
def test_case(case: dict[str, Any], readings: dict[str, Reading]) -> None:
    reading = readings[case["text"]]
    shown = [(words(reading, g), g.contradicted_by) for g in reading.gaps]
    if case.get("none"):
        assert shown == []
        return
    for wanted in case["professed"]:
        assert any(wanted in said or said in wanted for said, _ in shown), shown
    rows = {x.id for layer in (reading.ties, reading.events, reading.claims) for x in layer}
    for gap in reading.gaps:
        assert gap.contradicted_by
        assert {gap.professed, *gap.contradicted_by} <= rows


# -- readings made by hand ----------------------------------------------------------------------------------------

TEXT = "Officials deny it. The state arms the group. The state fights the group."


def tie(
    name: str, subject: str, relation: Relation, claim: str, *, factuality: Factuality = "asserted", at: int = 0
) -> Tie:
    evidence = (TieEvidence(sentence=Span(at, at + 5)),)
    return Tie(
        id=name, subject=subject, object="group", relation=relation, sign=SIGN[relation], factuality=factuality,
        evidence=evidence, claim=claim,
    )  # fmt: skip


def reading(*ties: Tie) -> Reading:
    return Reading(
        document=Document(id="d", text=TEXT),
        actors=(
            Actor(id="state", name="State", kind="state", country="TCD"),
            Actor(id="officials", name="Officials", kind="government", country="TCD", code="TCD GOV"),
            Actor(id="group", name="Group", kind="armed_group"),
            Actor(id="paper", name="Paper", kind="organisation"),
        ),
        claims=(
            Claim(id="voice", kind="voice", sources=("author",)),
            Claim(id="said", kind="attributed", sources=("officials",), content=(Span(0, 17),), parent="voice"),
            Claim(id="told", kind="attributed", sources=("paper",), content=(Span(19, 44),), parent="voice"),
        ),
        ties=ties,
        provenance=Provenance(),
    )


def test_what_officials_profess_counts_as_the_state_s() -> None:
    found = list(find_gaps(reading(tie("p", "officials", "opposes", "said"), tie("c", "state", "sponsors", "voice"))))
    assert [(g.professed, g.contradicted_by, g.claim) for g in found] == [("p", ("c",), "said")]


def test_a_denial_against_an_assertion() -> None:
    denied = tie("p", "state", "sponsors", "said", factuality="negated")
    found = list(find_gaps(reading(denied, tie("c", "state", "sponsors", "told"))))
    assert [(g.professed, g.contradicted_by) for g in found] == [("p", ("c",))]


def test_no_gap_where_nothing_is_professed_or_all_agree() -> None:
    assert not list(find_gaps(reading(tie("a", "state", "fights", "voice"), tie("b", "state", "sponsors", "told"))))
    assert not list(find_gaps(reading(tie("a", "state", "opposes", "said"), tie("b", "state", "fights", "voice"))))
    assert not list(find_gaps(replace(reading(), ties=())))


def test_deterministic_and_none_twice() -> None:
    rows = [tie("p", "officials", "opposes", "said"), tie("q", "officials", "opposes", "said"),
            tie("c", "state", "sponsors", "voice"), tie("d", "state", "supports", "told")]  # fmt: skip
    once = list(find_gaps(reading(*rows)))
    assert once == list(find_gaps(reading(*rows)))
    assert len(once) == 1
    assert once[0].contradicted_by == ("c", "d")
