"""What follows from a scenario, concept by concept, as bars: less to the left, more to the right."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from aitia.model.assembled import CauseMap
from aitia.model.outcomes import Outcome, WhatIf
from aitia.present.figure_style import (
    MARGIN,
    SYMBOL,
    WORD,
    BarKind,
    Key,
    bar,
    concept_names,
    count,
    figure,
    line,
    nothing,
    number,
    row_label,
    supposed,
    words,
)
from aitia.present.geometry import Point
from aitia.present.svg import rounded

_LABELS: Final = 240.0
_SIGNS: Final = 26.0
_SIDE: Final = 180.0  # the longest bar
_NUMBERS: Final = 52.0
_ROW, _BAR = 36.0, 18.0
_NONE: Final = 90.0
_TOP: Final = 18.0  # headings of the columns
_TICKS: Final = (-1.0, -0.5, 0.0, 0.5, 1.0)
_ORDER: Final = {"+": 0, "-": 1, "?": 2, "0": 3}


def outcomes_svg(answer: WhatIf, causes: CauseMap, *, most: int = 40, title: str = "What follows") -> str:
    """Draw the outcomes of a scenario, the strongest first.

    Monte Carlo: P(less) to the left, P(more) to the right, P(no effect) beside them. Fuzzy and linear engines: the
    value. Sign engine: the sign, and how many of the paths shown carry which.

    Args:
        answer: the outcomes; concepts that are set or cut are named in the heading and have no row.
        causes: the map, for the names of the concepts.
        most: rows at most.
        title: the heading.

    Returns:
        An SVG file.

    Example:
        >>> from aitia.model.outcomes import Scenario
        >>> rows = (Outcome(concept="hunger", sign="+", p_up=0.8, p_down=0.0, p_none=0.2),)
        >>> answer = WhatIf(engine="montecarlo", scenario=Scenario(set={"drought": 1.0}), outcomes=rows)
        >>> "0.80" in outcomes_svg(answer, CauseMap(concepts=(), influences=()))
        True
    """
    names = concept_names(causes)
    held = {*answer.scenario.set, *answer.scenario.cut}
    rows = [row for row in answer.outcomes if row.concept not in held]
    lead = [supposed(answer, names)]
    if not rows:
        return nothing("outcomes", title, "Nothing to draw: no concept is left that something could follow for.", lead)
    touched = [row for row in rows if _strength(row) > 0 or row.sign != "0"]
    touched.sort(key=_rank)
    if not touched:
        said = f"Nothing follows: no effect on any of {count(len(rows), 'concept')}."
        return nothing("outcomes", title, said, [*lead, *(f"Note: {note}" for note in answer.notes)])
    shown = touched[: max(most, 1)]
    kind = _kind(shown)
    notes = []
    if len(shown) < len(touched):
        notes.append(f"Not drawn: {count(len(touched) - len(shown), 'concept')} with a smaller effect.")
    if len(touched) < len(rows):
        notes.append(f"No effect on {count(len(rows) - len(touched), 'other concept')}.")
    if any(not row.exact for row in shown):
        notes.append("* could not be decided within the limit: there may be more paths.")
    zero = MARGIN + _LABELS + _SIGNS + (_NUMBERS + _SIDE if kind != "signs" else 0)
    width = zero + (260.0 if kind == "signs" else _SIDE + _NUMBERS + (_NONE + _NUMBERS if kind == "chances" else 0))
    drawn = {
        "chances": lambda: _chances(shown, zero),
        "values": lambda: _values(shown, zero),
        "signs": lambda: _signs(shown, zero, answer.scenario.set),
    }[kind]()
    return figure(
        "outcomes",
        title=title,
        about=f"Bars for {count(len(shown), 'concept')}: what happens to it.",
        body=[f'<g transform="translate(0 {rounded(_TOP)})">', *drawn, *_labels(shown, names), "</g>"],
        width=width + MARGIN,
        height=_TOP + _ROW * len(shown) + (0 if kind == "signs" else 24),
        lead=lead,
        keys=_KEYS[kind],
        notes=notes + [f"Note: {note}" for note in answer.notes],
    )


_KEYS: Final[dict[str, list[Key]]] = {
    "chances": [
        Key(bar(6, 2, 32, 13, "neg", ""), "▼ P(less): hatched, to the left"),
        Key(bar(6, 2, 32, 13, "pos", ""), "▲ P(more): solid, to the right"),
        Key(bar(6, 2, 32, 13, "none", ""), "○ P(no effect): empty, apart"),
    ],
    "values": [
        Key(bar(6, 2, 32, 13, "neg", ""), "▼ less: hatched, to the left"),
        Key(bar(6, 2, 32, 13, "pos", ""), "▲ more: solid, to the right"),
    ],
    "signs": [Key("", "▲ more · ▼ less · ? paths disagree · ○ no effect")],
}


def _strength(row: Outcome) -> float:
    """How much happens to a concept, by whatever the engine measures; nought where it measures nothing."""
    chances = [p for p in (row.p_up, row.p_down) if p is not None and math.isfinite(p)]
    if chances:
        return max(chances)
    return abs(row.value) if row.value is not None and math.isfinite(row.value) else 0.0


def _rank(row: Outcome) -> tuple[float, int]:
    return -_strength(row), _ORDER[row.sign]


def _kind(rows: Sequence[Outcome]) -> str:
    if any(row.p_up is not None for row in rows):
        return "chances"
    return "values" if any(row.value is not None for row in rows) else "signs"


def _labels(rows: Sequence[Outcome], names: dict[str, str]) -> Iterable[str]:
    for at, row in enumerate(rows):
        middle = _ROW * at + _ROW / 2
        yield row_label(names.get(row.concept, row.concept), MARGIN + _LABELS, middle, _LABELS)
        look = {"+": "bold for", "-": "bold against"}.get(row.sign, "bold")
        said = SYMBOL[row.sign] + ("" if row.exact else "*")
        yield words(MARGIN + _LABELS + 16, middle + 4, [said], kind=look, anchor="middle", title=WORD[row.sign])


def _axis(zero: float, rows: int, ticks: Iterable[tuple[float, str]]) -> Iterable[str]:
    bottom = _ROW * rows + 4
    for x, text in ticks:
        yield line(Point(x, 0), Point(x, bottom), "axis" if x == zero else "grid")
        yield words(x, bottom + 14, [text], kind="small soft", anchor="middle")


def _headings(zero: float) -> Iterable[str]:
    yield words(zero - 12, -5, ["▼ less"], kind="small bold", anchor="end")
    yield words(zero + 12, -5, ["more ▲"], kind="small bold")


def _chances(rows: Sequence[Outcome], zero: float) -> Iterable[str]:
    yield from _headings(zero)
    yield from _axis(zero, len(rows), [(zero + x * _SIDE, number(abs(x), 1)) for x in _TICKS])
    apart = zero + _SIDE + _NUMBERS + 10
    yield words(apart, -5, ["no effect ○"], kind="small bold")
    yield from _axis(apart, len(rows), [(apart, "0.0"), (apart + _NONE, "1.0")])
    for at, row in enumerate(rows):
        y = _ROW * at + (_ROW - _BAR) / 2
        bars: tuple[tuple[float, float | None, float, BarKind, str], ...] = (
            (zero, row.p_down, -_SIDE, "neg", "P(less)"),
            (zero, row.p_up, _SIDE, "pos", "P(more)"),
            (apart, row.p_none, _NONE, "none", "P(no effect)"),
        )
        for start, p, side, kind, said in bars:
            if p is not None and (p >= 0.005 or kind == "none"):
                length = min(max(p, 0.0), 1.0) * side if math.isfinite(p) else 0.0
                yield from _bar(start, y, length, p, side, kind, said)


def _values(rows: Sequence[Outcome], zero: float) -> Iterable[str]:
    top = _round_up(max(_strength(row) for row in rows))
    digits = max(0, 1 - math.floor(math.log10(top))) if top < 10 else 0
    ticks = [(zero + share * _SIDE, number(share * top, digits)) for share in _TICKS]
    yield from _headings(zero)
    yield from _axis(zero, len(rows), ticks)
    for at, row in enumerate(rows):
        y = _ROW * at + (_ROW - _BAR) / 2
        value = row.value if row.value is not None else math.nan
        side = -_SIDE if value < 0 else _SIDE
        length = value / top * _SIDE if math.isfinite(value) else 0.0
        yield from _bar(zero, y, length, value, side, "neg" if value < 0 else "pos", "value", max(2, digits + 1))


def _bar(
    start: float, y: float, length: float, value: float, side: float, kind: BarKind, said: str, digits: int = 2
) -> Iterable[str]:
    """A bar and its number, outside its end."""
    shown = number(value, digits)
    if abs(length) >= 0.5:
        yield bar(start, y, length, _BAR, kind, f"{said} {shown}")
    at = start + length + (5 if side > 0 else -5)
    yield words(at, y + _BAR / 2 + 4, [shown], anchor="start" if side > 0 else "end")


def _round_up(value: float) -> float:
    """Round up to the next 1, 2 or 5 times a power of ten; 1 for nought."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(power * step for step in (1, 2, 5, 10) if power * step >= value * (1 - 1e-12))


def _signs(rows: Sequence[Outcome], zero: float, held: Mapping[str, float]) -> Iterable[str]:
    for at, row in enumerate(rows):
        up = sum((path.sign == "+") == (held.get(path.concepts[0], 1) > 0) for path in row.paths)
        down = len(row.paths) - up
        said = [f"{count(many, 'path')} to {what}" for many, what in ((up, "more"), (down, "less")) if many]
        start = "paths disagree: " if row.sign == "?" and up and down else ""
        yield words(zero + 10, _ROW * at + _ROW / 2 + 4, [start + (", ".join(said) or WORD[row.sign])])
