"""Boxes in cells, and arrows around them.

Which box gets which cell is searched by swapping until no swap shortens the arrows, saves a crossing or frees a box
from an arrow through it. No chance: the same arrows give the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from aitia.present.geometry import Point, Rect, bezier, segment_hits, segments_cross

_PASSES: Final = 7
_BOWS: Final = (0, 24, -24, 46, -46, 70, -70, 96, -96, 124, -124, 154, -154, 186, -186)
_LEANS: Final = (0.5, 0.25, 0.75)


class Cells:
    """Places for boxes, numbered."""

    def __init__(self, rects: Sequence[Rect]) -> None:
        self.rects = tuple(rects)
        self.hits = cache(self._hits)
        self.crosses = cache(self._crosses)

    def outwards(self, centre: Point, cells: Iterable[int]) -> list[int]:
        """Return ``cells``, those nearest to ``centre`` first."""

        def off_centre(cell: int) -> tuple[float, int]:
            middle = self.rects[cell].middle
            return math.hypot(middle.x - centre.x, (middle.y - centre.y) * 1.4), cell

        return sorted(cells, key=off_centre)

    def _hits(self, a: int, b: int) -> frozenset[int]:
        start, end = self.rects[a].middle, self.rects[b].middle
        return frozenset(c for c, rect in enumerate(self.rects) if c not in (a, b) and segment_hits(start, end, rect))

    def _crosses(self, a: int, b: int, c: int, d: int) -> bool:
        if {a, b} & {c, d}:
            return False
        return segments_cross(*(self.rects[cell].middle for cell in (a, b, c, d)))

    def length(self, a: int, b: int) -> float:
        """Distance between two cells in hundreds of pixels."""
        start, end = self.rects[a].middle, self.rects[b].middle
        return math.hypot(start.x - end.x, start.y - end.y) / 100


def strongest(ranked: Sequence[str], pairs: Iterable[tuple[str, str]], most: int) -> set[str]:
    """Take the strongest boxes that are joined to each other; fill up with the strongest of their neighbours."""
    near: dict[str, set[str]] = {}
    for a, b in pairs:
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    first = set(ranked[:most])
    kept = {key for key in first if near[key] & first} or set(ranked[:1])
    for key in ranked:
        if len(kept) < most and key not in kept and near[key] & kept:
            kept.add(key)
    return kept


def _cost(where: dict[str, int], pairs: list[tuple[str, str]], cells: Cells, through: float, most: float) -> float:
    taken = set(where.values())
    lines = [(where[a], where[b]) for a, b in pairs]
    total = 0.0
    for a, b in lines:
        total += cells.length(a, b) + through * len(cells.hits(min(a, b), max(a, b)) & taken)
    for at, (a, b) in enumerate(lines):
        if total >= most:
            return total
        for c, d in lines[:at]:
            if cells.crosses(a, b, c, d):
                total += 2.5
    return total


def arrange(
    keys: Sequence[str],
    pairs: Iterable[tuple[str, str]],
    cells: Cells,
    homes: Mapping[str, Sequence[int]],
    *,
    through: float = 6.0,
) -> dict[str, int]:
    """Give every box a cell: the first box the first free one of its home, then swaps as long as they help.

    Args:
        keys: the boxes, those that should stand first in front.
        pairs: boxes joined by an arrow.
        cells: the places.
        homes: cells each box may stand in, best first; two boxes have the same home or none in common.
        through: what an arrow through a box costs, in hundreds of pixels of arrow; a crossing costs 2.5.
    """
    lines = sorted({(min(pair), max(pair)) for pair in pairs})
    where: dict[str, int] = {}
    free = {home[0]: iter(home) for home in homes.values()}
    for key in keys:
        where[key] = next(free[homes[key][0]])
    best = _cost(where, lines, cells, through, math.inf)
    for _ in range(_PASSES):
        before = best
        for key in keys:
            for cell in sorted(homes[key]):
                old = where[key]
                if cell == old:
                    continue
                other = next((k for k, c in where.items() if c == cell), None)
                where[key] = cell
                if other is not None:
                    where[other] = old
                cost = _cost(where, lines, cells, through, best)
                if cost < best - 1e-9:
                    best = cost
                    continue
                where[key] = old
                if other is not None:
                    where[other] = cell
        if best >= before:
            break
    return where


def _border(rect: Rect, origin: Point, towards: Point, gap: float) -> Point:
    """Find the point where the line from ``origin`` inside ``rect`` to ``towards`` leaves it, and ``gap`` further."""
    dx, dy = towards.x - origin.x, towards.y - origin.y
    length = math.hypot(dx, dy) or 1.0
    to_side = ((rect.x + rect.w if dx > 0 else rect.x) - origin.x) / dx if dx else math.inf
    to_edge = ((rect.y + rect.h if dy > 0 else rect.y) - origin.y) / dy if dy else math.inf
    scale = min(to_side, to_edge, 1.0) + gap / length
    return Point(origin.x + dx * scale, origin.y + dy * scale)


def _curve(start: Rect, end: Rect, apart: float, bow: float, head: float, lean: float = 0.5) -> tuple[Point, ...]:
    """Draw a curve between two boxes, moved aside by ``apart`` and bent by ``bow`` pixels at ``lean`` of its way."""
    a, b = start.middle, end.middle
    flip = 1 if (a.x, a.y) < (b.x, b.y) else -1
    length = math.hypot(b.x - a.x, b.y - a.y) or 1.0
    nx, ny = -(b.y - a.y) / length * flip, (b.x - a.x) / length * flip
    a, b = (Point(p.x + apart * nx, p.y + apart * ny) for p in (a, b))
    bend = Point(a.x * (1 - lean) + b.x * lean + 2 * bow * nx, a.y * (1 - lean) + b.y * lean + 2 * bow * ny)
    first, last = _border(start, a, bend, 1), _border(end, b, bend, head)
    return (
        first,
        Point(first.x + (bend.x - first.x) * 2 / 3, first.y + (bend.y - first.y) * 2 / 3),
        Point(last.x + (bend.x - last.x) * 2 / 3, last.y + (bend.y - last.y) * 2 / 3),
        last,
    )


def around(
    start: Rect,
    end: Rect,
    apart: float,
    others: Sequence[Rect],
    canvas: Rect,
    *,
    head: float = 4.0,
    widest: float = 96.0,
) -> tuple[Point, ...]:
    """Draw the flattest curve from one box to another that stays on the canvas and clear of other boxes, if any does.

    Args:
        start: the box it leaves.
        end: the box it ends at.
        apart: which of several parallel arrows it is (0 the middle one).
        others: what it should not run through.
        canvas: the area to stay in.
        head: where it stops before its box, for the arrowhead.
        widest: how far it may bend aside.
    """
    best: tuple[float, tuple[Point, ...]] | None = None
    leans = (0.5,) if widest < _BOWS[-2] else _LEANS
    for extra, lean in ((bow, lean) for bow in _BOWS if abs(bow) <= widest for lean in leans):
        points = _curve(start, end, apart * 16, apart * 16 + extra, head, lean)
        hit = sum(1 for p in bezier(points) if not canvas.holds(p) or any(rect.holds(p) for rect in others))
        cost = hit * 100 + abs(extra)
        if best is None or cost < best[0]:
            best = (cost, points)
        if hit == 0:
            break
    assert best is not None  # noqa: S101 - the loop has run
    return best[1]
