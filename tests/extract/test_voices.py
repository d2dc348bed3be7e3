"""On whose word a row at a place in the text hangs: ``tests/cases/voices.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from aitia.extract.actors import read_cast
from aitia.extract.claims import read_voices
from aitia.ingest import from_text
from aitia.language.page import Page
from aitia.language.parse import read_pages
from aitia.model.codes import AUTHOR
from aitia.pipeline import apparatus

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "voices.toml").read_text(encoding="utf-8")
)["case"]


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    documents = [from_text(c["text"], id=str(n)) for n, c in enumerate(CASES)]
    out = []
    for page in read_pages((d, apparatus(d)) for d in documents):
        page.cast = read_cast(page)
        page.voices = read_voices(page)
        out.append(page)
    return out


@pytest.mark.parametrize("number", range(len(CASES)), ids=[c["text"][:60] for c in CASES])
def test_case(number: int, pages: list[Page], request: pytest.FixtureRequest) -> None:
    case, page = CASES[number], pages[number]
    if "xfail" in case:
        request.applymarker(pytest.mark.xfail(reason=case["xfail"], strict=True))
    got = []
    for line in case["voices"]:
        words = line.split(" = ")[0]
        start = page.text.index(words)
        sources = page.voices.sources(page.voices.at((start, start + len(words))))
        names = ["author" if s == AUTHOR else page.cast.members[s].name for s in sources]
        got.append(f"{words} = {', '.join(names) or '-'}")
    assert got == case["voices"]
