"""Language cases of places: what is one, which one, and where deeds happened."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aitia.extract.actors import read_cast
from aitia.extract.places import PlacesExtractor, kilometres, where_of
from aitia.language.page import Page
from aitia.language.parse import read_pages
from aitia.model.records import Place
from aitia.model.text import Document

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "places.toml").read_text(encoding="utf-8"))["case"]


def pages(texts: list[str]) -> Iterator[Page]:
    for page in read_pages((Document(id=str(n), text=t), ()) for n, t in enumerate(texts)):
        page.cast = read_cast(page)
        page.cache["places"] = tuple(PlacesExtractor().extract(page))
        yield page


@pytest.fixture(scope="module")
def read() -> dict[str, Page]:
    return {page.text: page for page in pages([case["text"] for case in CASES])}


def params() -> Iterator[object]:
    for case in CASES:
        marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
        yield pytest.param(case, id=case["text"][:60], marks=marks)


def fits(pattern: str, page: Page, place: Place) -> bool:
    words, _, meaning = pattern.partition(" = ")
    if page.quote(place.span) != words:
        return False
    name, _, country = meaning.partition(", ")
    return name in ("*", place.name) and (not country or country == (place.country or "-"))


@pytest.mark.parametrize("case", list(params()))
def test_case(case: dict[str, Any], read: dict[str, Page]) -> None:
    page = read[case["text"]]
    places = page.cache["places"]
    named = [f"{page.quote(p.span)} = {p.name}, {p.country or '-'}" for p in places]
    assert [e for e in case.get("expect", []) if not any(fits(e, page, p) for p in places)] == [], named
    assert [f for f in case.get("forbid", []) if any(fits(f, page, p) for p in places)] == [], named
    if "only" in case:
        assert named == case["only"]
    for line in case.get("ids", []):
        assert line in [f"{page.quote(p.span)} = {p.geonameid}" for p in places], named
    for line in case.get("at", []):
        words, lat, lon = line.split(" | ")
        (place,) = [p for p in places if page.quote(p.span) == words]
        assert place.lat is not None and place.lon is not None, named
        assert kilometres((place.lat, place.lon), (float(lat), float(lon))) < 160, place
    for line in case.get("scenes", []):
        form, name = line.split(" = ")
        word = next(w for w in page.words if w.text == form)
        found = where_of(page, word.sent.span, word)
        assert next((p.name for p in places if p.id == found), "-") == name, line


def test_ids_are_unique_and_two_runs_agree() -> None:
    text = "Mosul fell. Mosul, Iraq, was retaken; Mosul and Erbil, Erbil and Mosul."
    first, second = (list(page.cache["places"]) for page in pages([text, text]))
    assert first == second and len({p.id for p in first}) == len(first) > 4


def test_an_empty_page_has_no_places() -> None:
    assert [page.cache["places"] for page in pages([" ", "."])] in ([(), ()], [])
