"""Language cases of time expressions, and their hard edges."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from aitia.extract.date_rules import published
from aitia.extract.dates import find_times, when_of
from aitia.language.page import Page
from aitia.language.parse import read_pages
from aitia.model.text import Document

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "dates.toml").read_text(encoding="utf-8"))["case"]


def pages(cases: list[dict[str, Any]]) -> list[Page]:
    documents = [Document(id=str(n), text=c["text"], published=c.get("published")) for n, c in enumerate(cases)]
    return list(read_pages((d, ()) for d in documents))


@pytest.fixture(scope="module")
def read() -> dict[int, Page]:
    return dict(enumerate(pages(CASES)))


def params() -> Iterator[object]:
    for number, case in enumerate(CASES):
        marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
        yield pytest.param(number, case, id=case["text"][:60], marks=marks)


@pytest.mark.parametrize(("number", "case"), list(params()))
def test_case(number: int, case: dict[str, Any], read: dict[int, Page]) -> None:
    page = read[number]
    got = [f"{page.quote(w.span)} | {w.start} | {w.end} | {w.precision}" for w in find_times(page)]
    assert [e for e in case.get("expect", []) if e not in got] == [], got
    assert [g for g in got for f in case.get("forbid", []) if fnmatchcase(g, f)] == []
    if "only" in case:
        assert got == case["only"]
    for line in case.get("dates", []):
        form, time = line.split(" | ")
        word = next(w for w in page.words if w.text == form)
        when = when_of(page, word, (0, len(page.text)))
        assert (page.quote(when.span) if when else "-") == time, line


def test_odd_publication_dates_are_no_dates() -> None:
    assert [published(text) for text in (None, "", "soon", "2014-13-01", "0-0-0", "99999-01-01")] == [None] * 6


def test_long_lists_of_numbers_take_linear_time() -> None:
    text = " ".join(f"in {1900 + n % 100} and early-" for n in range(600))
    (page,) = pages([{"text": text, "published": "2014-09-12"}])
    assert len(find_times(page)) == 600
