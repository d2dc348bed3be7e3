"""What a conclusion hangs on, as a tornado: a row per influence or voice, the one that moves it most on top."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

from aitia.model.assembled import CauseMap
from aitia.model.outcomes import Hinge, Hinges
from aitia.present.figure_style import (
    MARGIN,
    BarKind,
    Key,
    bar,
    box,
    concept_names,
    count,
    figure,
    line,
    nothing,
    number,
    row_label,
    words,
)
from aitia.present.geometry import Point, Rect

_LABELS: Final = 270.0
_WIDTH: Final = 430.0
_NUMBERS: Final = 46.0
_BAR, _STEP, _GAP = 11.0, 14.0, 13.0
_BARS: Final[tuple[tuple[str, BarKind, str], ...]] = (
    ("p_dropped", "neu", "dropped"),
    ("p_flipped", "neg", "flipped"),
    ("p_believed", "none", "believed fully"),
)


def tornado_svg(
    hinges: Hinges, causes: CauseMap, *, most: int = 15, title: str = "What the conclusion hangs on"
) -> str:
    """Draw how P(conclusion) moves when an influence or a voice is dropped, flipped or believed fully.

    Args:
        hinges: what the conclusion hangs on.
        causes: the map, for the names of the concepts.
        most: rows at most; those that change P by less than 0.005 are not drawn in any case.
        title: the heading.

    Returns:
        An SVG file; the scale runs over the part of 0 to 1 that is needed.

    Example:
        >>> row = Hinge(kind="influence", id="a>b:+:asserted", label="a leads to b", p_dropped=0.1, p_believed=0.9)
        >>> hangs = Hinges(concept="b", sign="+", p=0.6, error=0.01, influences=(row,), voices=(), turning=None,
        ...                turning_proven=False)
        >>> "a leads to b" in tornado_svg(hangs, CauseMap(concepts=(), influences=()))
        True
    """
    names = concept_names(causes)
    goes = "more" if hinges.sign == "+" else "less"
    concept = names.get(hinges.concept, hinges.concept)
    lead = [f"Conclusion: {goes} of {concept}. As things stand P = {number(hinges.p)} ± {number(hinges.error, 3)}."]
    rows = sorted((*hinges.influences, *hinges.voices), key=lambda row: -_swing(row, hinges.p))
    moving = [row for row in rows if row.moves(hinges.p)]
    if not moving:
        return nothing("tornado", title, "Nothing to draw: the conclusion hangs on no influence and no voice.", lead)
    shown = moving[: max(most, 1)]
    low, high = _range([hinges.p, *(p for row in shown for _, p, _ in _moves(row))])
    turning = frozenset(hinges.turning or ())
    notes = _turning(hinges)
    if len(rows) > len(shown):
        notes.insert(0, f"Not drawn: {count(len(rows) - len(shown), 'row')} that move it less.")
    body, height = _body(shown, hinges, low, high, turning)
    return figure(
        "tornado",
        title=title,
        about=f"{lead[0]} A row each for {count(len(shown), 'influence or voice', 'influences and voices')}.",
        body=body,
        width=MARGIN + _LABELS + _NUMBERS + _WIDTH + _NUMBERS + MARGIN,
        height=height,
        lead=lead,
        keys=list(_keys(shown, turning)),
        notes=notes + [f"Note: {note}" for note in hinges.notes],
    )


def _moves(row: Hinge) -> list[tuple[BarKind, float, str]]:
    """The bars of a row: how each looks, where it ends, what was done."""
    values = ((kind, getattr(row, field), said) for field, kind, said in _BARS)
    return [(kind, value, said) for kind, value, said in values if value is not None and math.isfinite(value)]


def _swing(row: Hinge, p: float) -> float:
    return max((abs(value - p) for _, value, _ in _moves(row)), default=0.0)


def _range(values: Sequence[float]) -> tuple[float, float]:
    """Tenths that hold all values, at least three of them, within 0 and 1."""
    finite = [min(max(value, 0.0), 1.0) for value in values if math.isfinite(value)] or [0.0, 1.0]
    low, high = math.floor(min(finite) * 10 - 0.2), math.ceil(max(finite) * 10 + 0.2)
    low, high = max(low, 0), min(high, 10)
    while high - low < 3:
        low, high = (low - 1, high) if low > 0 else (low, high + 1)
    return low / 10, high / 10


def _body(
    rows: Sequence[Hinge], hinges: Hinges, low: float, high: float, turning: frozenset[str]
) -> tuple[list[str], float]:
    left = MARGIN + _LABELS + _NUMBERS

    def at(p: float) -> float:
        return left + (min(max(p, low), high) - low) / (high - low) * _WIDTH

    heights = [max(len(_moves(row)) * _STEP, 2 * _STEP) + _GAP for row in rows]
    bottom = 22 + sum(heights)
    error = hinges.error if math.isfinite(hinges.error) else 0.0
    near, far = at(hinges.p - error), at(hinges.p + error)
    out = [box(Rect(near, 18, max(far - near, 1), bottom - 18), "band")]
    for tenth in range(round(low * 10), round(high * 10) + 1):
        x = at(tenth / 10)
        out += [line(Point(x, 18), Point(x, bottom), "grid"),
                words(x, bottom + 14, [number(tenth / 10, 1)], kind="small soft", anchor="middle")]  # fmt: skip
    out.append(words(at(hinges.p), 13, [f"P = {number(hinges.p)}"], kind="bold small", anchor="middle"))
    y = 22.0
    for row, height in zip(rows, heights, strict=True):
        moves = _moves(row)
        middle = y + (height - _GAP) / 2
        mark = "★ " if row.kind == "influence" and row.id in turning else ""
        label = f"{mark}{'voice: ' if row.kind == 'voice' else ''}{row.label or row.id or 'unnamed sources'}"
        out.append(row_label(label, MARGIN + _LABELS, middle, _LABELS))
        for step, (kind, p, said) in enumerate(moves):
            top = middle - len(moves) * _STEP / 2 + step * _STEP
            length = at(p) - at(hinges.p)
            out.append(bar(at(hinges.p), top, length, _BAR, kind, f"{label}, {said}: P = {number(p)}"))
            end = at(p) + (4 if length >= 0 else -4)
            out.append(words(end, top + 9.5, [number(p)], kind="small", anchor="start" if length >= 0 else "end"))
        y += height
    out.append(line(Point(at(hinges.p), 18), Point(at(hinges.p), bottom), "now"))
    return out, bottom + 20


def _keys(rows: Sequence[Hinge], turning: frozenset[str]) -> Iterable[Key]:
    used = {said for row in rows for _, _, said in _moves(row)}
    for _, kind, said in _BARS:
        if said in used:
            yield Key(bar(6, 3, 32, _BAR, kind, ""), f"P when it is {said}")
    yield Key(line(Point(22, 0), Point(22, 16), "now"), "P as things stand, shaded: ± its error")
    if any(row.kind == "influence" and row.id in turning for row in rows):
        yield Key("", "★ of the set that turns the conclusion")


def _turning(hinges: Hinges) -> list[str]:
    if hinges.turning is None:
        return []
    if not hinges.turning:
        return ["The conclusion does not hold as things stand: nothing has to be dropped to turn it."]
    labels = {row.id: row.label for row in hinges.influences}
    said = "; ".join(labels.get(key, key) for key in hinges.turning)
    least = "no smaller set does" if hinges.turning_proven else "a smaller set may exist"
    return [f"★ Dropping {count(len(hinges.turning), 'influence')} turns it ({least}): {said}."]
