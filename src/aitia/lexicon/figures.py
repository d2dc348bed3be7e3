"""Words of quantities: numerals, units, bounds ("nearly", "or more") and what makes a number a name or a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from aitia.errors import LexiconError
from aitia.lexicon.tables import table, toml

Kind = Literal["ones", "tens", "scale", "vague", "short", "part", "group", "times", "adverb"]
Bound = Literal["above", "below", "about", "exact"]
_KINDS = ("ones", "tens", "scale", "vague", "short", "part", "group", "times", "adverb")
_BOUNDS = ("above", "below", "about", "exact")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number word and what it is worth."""

    kind: Kind
    value: float


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: its name, how many of them one of the word is, and what it measures."""

    name: str
    factor: float
    kind: str


@cache
def numerals() -> dict[str, Numeral]:
    """Number words by form."""
    return {r["word"]: Numeral(_kind(r["kind"]), float(r["value"])) for r in table("figures_words.csv")}


@cache
def units() -> dict[tuple[str, ...], Unit]:
    """Units by the words of their form."""
    return {
        tuple(r["form"].split()): Unit(r["unit"], float(r["factor"]), r["kind"]) for r in table("figures_units.csv")
    }


@cache
def bounds(place: str) -> dict[str, tuple[tuple[tuple[str, ...], Bound], ...]]:
    """Phrases that open or blur a number, longest first; by last word for ``before``, by first for ``after``."""
    found: dict[str, list[tuple[tuple[str, ...], Bound]]] = {}
    for r in table("figures_modifiers.csv"):
        if r["place"] == place:
            words = tuple(r["phrase"].split())
            found.setdefault(words[-1 if place == "before" else 0], []).append((words, _bound(r["bound"])))
    return {key: tuple(sorted(value, key=lambda p: (-len(p[0]), p[0]))) for key, value in found.items()}


@cache
def words(name: str) -> frozenset[str]:
    """One of the word lists of ``figures.toml``."""
    return frozenset(_settings()[name])


@cache
def currencies() -> dict[str, str]:
    """ISO codes by currency sign."""
    return dict(_settings()["currencies"])


@cache
def currency_codes() -> dict[str, str]:
    """ISO codes by the letters that stand before an amount."""
    return dict(_settings()["codes"])


@cache
def trigger() -> re.Pattern[str]:
    """Finds the places where a quantity may stand."""
    starters = sorted(w for w, n in numerals().items() if n.kind != "short")
    times = sorted(f[0] for f, u in units().items() if u.kind == "time" and len(f) == 1)
    return re.compile(rf"\d|\b(?:{'|'.join(starters)}|{'|'.join(times)})\b", re.IGNORECASE)


@cache
def _settings() -> dict[str, Any]:
    return toml("figures.toml")


def _kind(value: str) -> Kind:
    if value not in _KINDS:
        raise LexiconError(f"figures_words.csv: {value!r} is not a kind of numeral")
    return cast(Kind, value)


def _bound(value: str) -> Bound:
    if value not in _BOUNDS:
        raise LexiconError(f"figures_modifiers.csv: {value!r} is not a bound")
    return cast(Bound, value)
