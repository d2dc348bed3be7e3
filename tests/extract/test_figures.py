"""Figures: sentences and the quantities read from them (tests/cases/figures.toml), and the examples of the lexicon."""

from __future__ import annotations

import csv
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from aitia.extract.numbers import quantities
from aitia.model.records import Figure
from aitia.model.text import Document
from aitia.pipeline import read_documents

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "figures.toml").read_text(encoding="utf-8")
)["case"]


def marked(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
    return pytest.param(case, marks=marks, id=case["text"][:60])


@pytest.fixture(scope="module")
def figures() -> dict[str, tuple[Figure, ...]]:
    documents = [Document(id=str(i), text=c["text"]) for i, c in enumerate(CASES)]
    return {r.text: r.figures for r in read_documents(documents)}


def line(text: str, figure: Figure) -> str:
    def shown(value: float | None) -> str:
        return "-" if value is None else f"{value:.6g}" if value < 1 else f"{value:.10g}"

    number = text[figure.number[0] : figure.number[1]]
    return f"{number} | {shown(figure.low)} | {shown(figure.high)} | {figure.unit or '-'}"


@pytest.mark.parametrize("case", [marked(c) for c in CASES])
def test_case(case: dict[str, Any], figures: dict[str, tuple[Figure, ...]]) -> None:
    found = [line(case["text"], f) for f in figures[case["text"]]]
    if case.get("none"):
        assert found == []
    elif case.get("only"):
        assert found == case["expect"]
    else:
        assert [x for x in case["expect"] if x not in found] == []


def test_rows_are_sound(figures: dict[str, tuple[Figure, ...]]) -> None:
    for text, rows in figures.items():
        assert len({f.id for f in rows}) == len(rows)
        for f in rows:
            assert text[f.number[0] : f.number[1]].strip()
            assert f.low is not None or f.high is not None
            assert f.low is None or f.high is None or f.low <= f.high


@pytest.mark.parametrize("name", ["figures_words.csv", "figures_modifiers.csv", "figures_units.csv"])
def test_every_entry_has_an_example_that_works(name: str) -> None:
    text = resources.files("aitia.lexicon").joinpath("data", name).read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    silent = [r["example"] for r in rows if not list(quantities(r["example"]))]
    assert silent == []
    bounds = {"above": (True, False), "below": (False, True), "about": (True, True), "exact": (True, True)}
    for r in rows:
        if name == "figures_modifiers.csv":
            found = next(iter(quantities(r["example"])))
            assert (found.low is not None, found.high is not None) == bounds[r["bound"]], r["example"]
        elif name == "figures_units.csv":
            found = next(iter(quantities(r["example"])))
            assert found.unit is not None, r["example"]
            assert found.unit.name == r["unit"], r["example"]


def test_hostile_numbers_are_quick_and_harmless() -> None:
    nasty = ("9" * 5000, "1,000 " * 3000, "twenty " * 5000, "one and a half " * 2000, "- " * 5000 + "5", "$" * 5000)
    for text in nasty:
        for found in quantities(text):
            assert text[found.start : found.end]
