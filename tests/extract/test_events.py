"""Sentences and the events they report: ``tests/cases/events.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from aitia.model.reading import Reading
from aitia.model.text import Document
from aitia.pipeline import read_documents

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "events.toml").read_text(encoding="utf-8")
)["case"]


def told(reading: Reading) -> list[str]:
    """The events as lines: ``TYPE actors -> recipients [trigger] factuality``."""
    names = {a.id: a.name for a in reading.actors}
    out = []
    for e in reading.events:
        actors = ", ".join(names[p.actor] for p in e.actors)
        recipients = ", ".join(names[p.actor] for p in e.recipients)
        out.append(f"{e.type} {actors} -> {recipients} [{reading.quote(e.trigger)}] {e.factuality}")
    return out


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    texts = sorted({c["text"] for c in CASES})
    return {r.text: r for r in read_documents(Document(id=str(i), text=t) for i, t in enumerate(texts))}


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_case(case: dict[str, Any], readings: dict[str, Reading], request: pytest.FixtureRequest) -> None:
    if "xfail" in case:
        request.applymarker(pytest.mark.xfail(reason=case["xfail"], strict=True))
    got = told(readings[case["text"]])
    for line in case.get("expect", []):
        assert any(g.startswith(line) for g in got), (line, got)
    for line in case.get("forbid", []):
        assert not any(line in g for g in got), (line, got)
    if "count" in case:
        assert len(got) == case["count"], got


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_spans_lie_in_the_text(case: dict[str, Any], readings: dict[str, Reading]) -> None:
    reading = readings[case["text"]]
    ids = [e.id for e in reading.events]
    assert len(ids) == len(set(ids))
    for e in reading.events:
        assert reading.quote(e.trigger).strip()
        assert e.sentence.contains(e.trigger)
        assert e.actors or e.recipients
        assert 0 < e.confidence <= 1
        for p in (*e.actors, *e.recipients):
            assert p.span is None or reading.quote(p.span).strip()


def test_a_long_sentence_is_no_trap() -> None:
    text = "Iran " + "attacked Israel and " * 400 + "left."
    reading = next(iter(read_documents([Document(id="long", text=text)])))
    assert isinstance(reading, Reading)
