"""Sentences and who is in them: ``tests/cases/actors.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from aitia.model.reading import Reading
from aitia.model.text import Document
from aitia.pipeline import read_documents

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "actors.toml").read_text(encoding="utf-8")
)["case"]


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    documents = (Document(id=str(n), text=c["text"], published=c.get("date")) for n, c in enumerate(CASES))
    return [r for r in read_documents(documents) if isinstance(r, Reading)]


def mentions(reading: Reading) -> list[str]:
    """The mentions as lines: ``words = actor``."""
    names = {a.id: a.name for a in reading.actors}
    return [f"{reading.quote(m.span)} = {names[m.actor]}" for m in reading.mentions]


@pytest.mark.parametrize("number", range(len(CASES)), ids=[c["text"][:60] for c in CASES])
def test_case(number: int, readings: list[Reading], request: pytest.FixtureRequest) -> None:
    case, reading = CASES[number], readings[number]
    if "xfail" in case:
        request.applymarker(pytest.mark.xfail(reason=case["xfail"], strict=True))
    got = mentions(reading)
    assert [line for line in case.get("expect", []) if line not in got] == [], got
    for line in case.get("forbid", []):
        words, _, actor = line.partition(" = ")
        bad = [g for g in got if g.startswith(f"{words} = ") and actor in ("*", g.partition(" = ")[2])]
        assert not bad, got
    actors = [f"{a.name} | {a.kind} | {a.country or '-'} | {a.code or '-'}" for a in reading.actors]
    assert [line for line in case.get("kinds", []) if line not in actors] == [], actors


def test_the_writer_is_always_there(readings: list[Reading]) -> None:
    for reading in readings:
        author = next(a for a in reading.actors if a.id == "author")
        assert "author" in author.aliases


def test_a_byline_names_the_writer() -> None:
    text = "A war of choice\n\nBy Nadia Renner\n\nI have seen this war. Chad armed the rebels.\n"
    (reading,) = read_documents([Document(id="b", text=text, author="Nadia Renner")])
    assert isinstance(reading, Reading)
    author = next(a for a in reading.actors if a.id == "author")
    assert author.name == "Nadia Renner"
    assert "author" in author.aliases
    assert "I = Nadia Renner" in mentions(reading)


def test_whoever_acts_is_mentioned_there() -> None:
    text = (
        "Egypt has backed the army since the war began, while the army says the United Arab Emirates arms the militias."
    )
    (reading,) = read_documents([Document(id="c", text=text)])
    assert isinstance(reading, Reading)
    assert any(p.actor == "united_arab_emirates" for e in reading.events for p in e.actors)
    assert "United Arab Emirates = United Arab Emirates" in mentions(reading)
