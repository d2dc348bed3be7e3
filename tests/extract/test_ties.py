"""Sentences and the ties they state: ``tests/cases/ties.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from aitia.model.reading import Reading
from aitia.model.text import Document
from aitia.pipeline import read_documents

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "ties.toml").read_text(encoding="utf-8")
)["case"]


def told(reading: Reading) -> list[str]:
    """The ties as lines: ``subject relation object time factuality``."""
    names = {a.id: a.name for a in reading.actors}
    return [f"{names[t.subject]} {t.relation} {names[t.object]} {t.time} {t.factuality}" for t in reading.ties]


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    documents = (Document(id=str(n), text=c["text"]) for n, c in enumerate(CASES))
    return [r for r in read_documents(documents) if isinstance(r, Reading)]


@pytest.mark.parametrize("number", range(len(CASES)), ids=[c["text"][:60] for c in CASES])
def test_case(number: int, readings: list[Reading], request: pytest.FixtureRequest) -> None:
    case, got = CASES[number], told(readings[number])
    if "xfail" in case:
        request.applymarker(pytest.mark.xfail(reason=case["xfail"], strict=True))
    for line in case.get("expect", []):
        assert any(g.startswith(line) for g in got), (line, got)
    for line in case.get("forbid", []):
        assert not any(line in g for g in got), (line, got)
    if "count" in case:
        assert len(got) == case["count"], got


def test_every_tie_shows_its_words(readings: list[Reading]) -> None:
    for reading in readings:
        for tie in reading.ties:
            for words in tie.evidence:
                assert words.trigger is not None
                assert words.sentence.contains(words.trigger)
                assert words.subject is not None or words.object is not None


def test_a_tie_hangs_on_everybody_who_states_it() -> None:
    text = "The minister said that Turkey backs Hamas. Turkey has backed Hamas for years."
    (reading,) = read_documents([Document(id="t", text=text)])
    assert isinstance(reading, Reading)
    (tie,) = (t for t in reading.ties if t.relation == "supports")
    assert len(tie.claims) == 2
    assert tie.claim == tie.claims[0]
