"""The actor graph: the strongest actors on a staggered grid, their ties as signed arrows between them.

Boxes stand in cells and so never overlap. Which actor gets which cell is searched by swapping until no swap
shortens the arrows, saves a crossing or frees a box from an arrow through it. No chance: the same ties give
the same picture.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Final

from aitia.model.records import Tie
from aitia.present.geometry import (
    Edge,
    Node,
    Picture,
    Point,
    Rect,
    bezier,
    place_labels,
    segment_hits,
    segments_cross,
    text_width,
    wrap,
)  # fmt: skip
from aitia.present.sections import View, unit

MOST_ACTORS: Final = 16
_MOST_EDGES: Final = 80
_BOX_W, _BOX_H = 152.0, 56.0
_PITCH_X, _PITCH_Y = 244.0, 138.0
_MARGIN = 34.0
_SIZE, _SMALL = 12.5, 11.0
_BOLD = 1.09  # how much wider bold letters are
_WIDEST = 150.0
_PASSES = 7


@dataclass(frozen=True, slots=True)
class _Link:
    """All ties of one sign from one actor to another."""

    source: str
    target: str
    sign: int
    denied: bool
    words: tuple[str, ...]


def actor_picture(shown: View, *, most: int = MOST_ACTORS) -> Picture | None:
    """Lay out the ties between the ``most`` strongest actors; None when no two actors are tied."""
    links = _links(shown.reading.ties)
    strength: dict[str, int] = {}
    for tie in shown.reading.ties:
        if tie.subject != tie.object:
            for end in (tie.subject, tie.object):
                strength[end] = strength.get(end, 0) + 1
    weight = shown.lookup.weight
    ranked = sorted(strength, key=lambda key: (-strength[key], -weight.get(key, 0), key))
    kept = _connected(ranked, links, most)
    links = [link for link in links if link.source in kept and link.target in kept][:_MOST_EDGES]
    keys = [key for key in ranked if key in kept]
    if not links:
        return None
    grid = _Grid(len(keys))
    cells = _arrange(keys, links, grid)
    kinds = {row.id: row for row in shown.actors}
    nodes = []
    for key in keys:
        row = kinds.get(key)
        sub = " · ".join(part for part in (row.kind, row.country) if part) if row else ""
        lines = wrap(shown.lookup.name(key), _BOX_W - 12, _SIZE * _BOLD, 2)
        nodes.append(
            Node(
                key=key,
                rect=grid.rect(cells[key]),
                lines=lines,
                sub=sub,
                title=shown.lookup.name(key),
                tint=row.kind.replace(" ", "-") if row else "",
            )
        )
    rects = {node.key: node.rect for node in nodes}
    edges = _route(links, rects, grid, {key: shown.lookup.name(key) for key in keys})
    return Picture(
        width=grid.width,
        height=grid.height,
        nodes=tuple(nodes),
        edges=tuple(edges),
        left_out=len(strength) - len(keys),
    )


def _links(ties: tuple[Tie, ...]) -> list[_Link]:
    """Ties of one pair, direction, sign and denial as one link with their relations."""
    found: dict[tuple[str, str, int, bool], list[str]] = {}
    for tie in ties:
        if tie.subject != tie.object:
            key = (tie.subject, tie.object, unit(tie.sign), tie.factuality == "negated")
            found.setdefault(key, []).append(tie.relation.replace("_", " "))
    return [_Link(*key, tuple(dict.fromkeys(words))) for key, words in found.items()]


def _connected(ranked: list[str], links: list[_Link], most: int) -> set[str]:
    """Take the strongest actors that are tied to each other; fill up with the strongest of their neighbours."""
    near: dict[str, set[str]] = {}
    for link in links:
        near.setdefault(link.source, set()).add(link.target)
        near.setdefault(link.target, set()).add(link.source)
    first = set(ranked[:most])
    kept = {key for key in first if near[key] & first} or set(ranked[:1])
    for key in ranked:
        if len(kept) < most and key not in kept and near[key] & kept:
            kept.add(key)
    return kept


class _Grid:
    """Cells for boxes, every other row shifted by half a cell."""

    def __init__(self, count: int) -> None:
        self.columns = min(count, max(2, min(5, math.ceil(math.sqrt(count * 1.25)))))
        self.rows = math.ceil(count / self.columns)
        if self.rows * self.columns - count < 2 and count > 6:
            self.rows += 1
        self.cells = self.rows * self.columns
        shift = _PITCH_X / 2 if self.rows > 1 else 0
        self.width = 2 * _MARGIN + (self.columns - 1) * _PITCH_X + _BOX_W + shift
        self.height = 2 * _MARGIN + (self.rows - 1) * _PITCH_Y + _BOX_H
        self.hits = cache(self._hits)
        self.crosses = cache(self._crosses)

    def rect(self, cell: int) -> Rect:
        """Return the box that stands in ``cell``."""
        row, column = divmod(cell, self.columns)
        x = _MARGIN + column * _PITCH_X + (_PITCH_X / 2 if row % 2 else 0)
        return Rect(x, _MARGIN + row * _PITCH_Y, _BOX_W, _BOX_H)

    def _hits(self, a: int, b: int) -> frozenset[int]:
        start, end = self.rect(a).middle, self.rect(b).middle
        return frozenset(c for c in range(self.cells) if c not in (a, b) and segment_hits(start, end, self.rect(c)))

    def _crosses(self, a: int, b: int, c: int, d: int) -> bool:
        if {a, b} & {c, d}:
            return False
        return segments_cross(*(self.rect(cell).middle for cell in (a, b, c, d)))

    def length(self, a: int, b: int) -> float:
        """Distance between two cells in box heights."""
        start, end = self.rect(a).middle, self.rect(b).middle
        return math.hypot(start.x - end.x, start.y - end.y) / 100


def _cost(where: dict[str, int], pairs: list[tuple[str, str]], grid: _Grid, most: float) -> float:
    taken = set(where.values())
    lines = [(where[a], where[b]) for a, b in pairs]
    total = 0.0
    for a, b in lines:
        total += grid.length(a, b) + 6 * len(grid.hits(min(a, b), max(a, b)) & taken)
    for at, (a, b) in enumerate(lines):
        if total >= most:
            return total
        for c, d in lines[:at]:
            if grid.crosses(a, b, c, d):
                total += 2.5
    return total


def _arrange(keys: list[str], links: list[_Link], grid: _Grid) -> dict[str, int]:
    """Give every actor a cell: the most tied in the middle, then swaps as long as they help."""
    pairs = sorted({(min(k.source, k.target), max(k.source, k.target)) for k in links})
    centre = Point(grid.width / 2, grid.height / 2)

    def off_centre(cell: int) -> tuple[float, int]:
        middle = grid.rect(cell).middle
        return math.hypot(middle.x - centre.x, (middle.y - centre.y) * 1.4), cell

    free = sorted(range(grid.cells), key=off_centre)
    where = dict(zip(keys, free, strict=False))
    best = _cost(where, pairs, grid, math.inf)
    for _ in range(_PASSES):
        before = best
        for key in keys:
            for cell in range(grid.cells):
                old = where[key]
                if cell == old:
                    continue
                other = next((k for k, c in where.items() if c == cell), None)
                where[key] = cell
                if other is not None:
                    where[other] = old
                cost = _cost(where, pairs, grid, best)
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


def _curve(start: Rect, end: Rect, apart: float, bow: float) -> tuple[Point, ...]:
    """Draw a curve between two boxes, moved aside by ``apart`` and bent by ``bow`` pixels in its middle."""
    a, b = start.middle, end.middle
    flip = 1 if (a.x, a.y) < (b.x, b.y) else -1
    length = math.hypot(b.x - a.x, b.y - a.y) or 1.0
    nx, ny = -(b.y - a.y) / length * flip, (b.x - a.x) / length * flip
    a, b = (Point(p.x + apart * nx, p.y + apart * ny) for p in (a, b))
    bend = Point((a.x + b.x) / 2 + 2 * bow * nx, (a.y + b.y) / 2 + 2 * bow * ny)
    first, last = _border(start, a, bend, 1), _border(end, b, bend, 4)
    return (
        first,
        Point(first.x + (bend.x - first.x) * 2 / 3, first.y + (bend.y - first.y) * 2 / 3),
        Point(last.x + (bend.x - last.x) * 2 / 3, last.y + (bend.y - last.y) * 2 / 3),
        last,
    )


def _route(links: list[_Link], rects: dict[str, Rect], grid: _Grid, names: dict[str, str]) -> list[Edge]:
    """Curves around boxes, parallel arrows of one pair apart, and labels where there is room."""
    by_pair: dict[tuple[str, str], list[_Link]] = {}
    for link in links:
        by_pair.setdefault((min(link.source, link.target), max(link.source, link.target)), []).append(link)
    canvas = Rect(0, 0, grid.width, grid.height)
    routed: list[tuple[_Link, tuple[Point, ...]]] = []
    for pair, group in sorted(by_pair.items()):
        others = [rect.grown(7) for key, rect in rects.items() if key not in pair]
        for at, link in enumerate(group):
            base = min(1.0, 3 / len(group)) * (at - (len(group) - 1) / 2)
            routed.append((link, _best_curve(link, base, rects, others, canvas)))
    paths = [bezier(points) for _, points in routed]
    blocked = [rect.grown(1) for rect in rects.values()]
    labels = [_label(link) for link, _ in routed]
    spots = place_labels(labels, paths, size=_SMALL, boxes=blocked, bounds=canvas)
    edges = []
    for (link, points), label, spot in zip(routed, labels, spots, strict=True):
        said = "denied: " if link.denied else ""
        edges.append(
            Edge(
                source=link.source,
                target=link.target,
                sign=link.sign,
                faint=link.denied,
                points=points,
                title=f"{said}{names[link.source]} {', '.join(link.words)} {names[link.target]}",
                label=label if spot else "",
                spot=spot,
            )
        )
    return edges


def _label(link: _Link) -> str:
    words = ", ".join(link.words[:2]) + (" …" if len(link.words) > 2 else "")
    label = f"denied: {words}" if link.denied else words
    return label if text_width(label, _SMALL) <= _WIDEST else label.split(",")[0] + " …"


def _best_curve(
    link: _Link, base: float, rects: dict[str, Rect], others: list[Rect], canvas: Rect
) -> tuple[Point, ...]:
    best: tuple[float, tuple[Point, ...]] | None = None
    for extra in (0, 24, -24, 46, -46, 70, -70, 96, -96):
        points = _curve(rects[link.source], rects[link.target], base * 16, base * 16 + extra)
        hit = sum(1 for p in bezier(points) if not canvas.holds(p) or any(rect.holds(p) for rect in others))
        cost = hit * 100 + abs(extra)
        if best is None or cost < best[0]:
            best = (cost, points)
        if hit == 0:
            break
    assert best is not None  # noqa: S101 - the loop has run
    return best[1]
