"""Who claims are of: ``tests/cases/sources.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from aitia.model.reading import Reading
from aitia.model.text import Document
from aitia.pipeline import read_documents

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "sources.toml").read_text(encoding="utf-8")
)["case"]


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    documents = (Document(id=str(n), text=c["text"]) for n, c in enumerate(CASES))
    return [r for r in read_documents(documents) if isinstance(r, Reading)]


@pytest.mark.parametrize("number", range(len(CASES)), ids=[c["text"][:60] for c in CASES])
def test_case(number: int, readings: list[Reading], request: pytest.FixtureRequest) -> None:
    case, reading = CASES[number], readings[number]
    if "xfail" in case:
        request.applymarker(pytest.mark.xfail(reason=case["xfail"], strict=True))
    names = {a.id: a.name for a in reading.actors}
    got = [f"{reading.quote(c.cue)} = {', '.join(names[s] for s in c.sources) or '-'}" for c in reading.claims if c.cue]
    missing = list(case["sources"])
    for line in got:
        if line in missing:
            missing.remove(line)
    assert missing == [], got
