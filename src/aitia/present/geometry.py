"""Shapes of a picture: boxes, curves, and text measured without a font."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

_NARROW: Final = frozenset("ijlIftr.,:;'’‘|!()[]{}-· ")
_WIDE: Final = frozenset("mwMW@%—…&")
SAMPLES: Final = 24
_ARROW: Final = 40  # pixels of an arrow that must stay in sight beside its label


class Point(NamedTuple):
    """A point, y downwards."""

    x: float
    y: float


class Rect(NamedTuple):
    """A rectangle by its upper left corner and size."""

    x: float
    y: float
    w: float
    h: float

    @property
    def middle(self) -> Point:
        """Its centre."""
        return Point(self.x + self.w / 2, self.y + self.h / 2)

    def grown(self, by: float) -> Rect:
        """Return the same rectangle with a margin."""
        return Rect(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)

    def holds(self, point: Point) -> bool:
        """Whether ``point`` lies inside."""
        return self.x < point.x < self.x + self.w and self.y < point.y < self.y + self.h

    def overlaps(self, other: Rect) -> bool:
        """Whether the two share an area."""
        return (
            self.x < other.x + other.w
            and other.x < self.x + self.w
            and self.y < other.y + other.h
            and other.y < self.y + self.h
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A box with wrapped words. ``key`` is what it stands for, ``sub`` a small second text."""

    key: str
    rect: Rect
    lines: tuple[str, ...]
    sub: str = ""
    title: str = ""
    tint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """An arrow: a chain of cubic curves from its first point to its last, and where its label stands.

    ``look`` is a further class for the style sheet, ``width`` that of the line where it is not for the style sheet.
    """

    source: str
    target: str
    sign: int
    faint: bool
    points: tuple[Point, ...]
    title: str
    label: str = ""
    spot: Rect | None = None
    look: str = ""
    width: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A finished layout. ``left_out`` counts what the tables hold and the picture does not."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int = 0


@cache
def _em(char: str) -> float:
    if unicodedata.combining(char):
        return 0.0
    if char in _NARROW:
        return 0.4
    if char in _WIDE:
        return 1.0
    if unicodedata.east_asian_width(char) in "WF" or ord(char) > 0x1F000:
        return 1.3
    return 0.72 if char.isupper() else 0.61


def text_width(text: str, size: float) -> float:
    """Estimate safely how wide ``text`` stands in a sans-serif font of ``size`` pixels."""
    return size * sum(_em(char) for char in text)


def wrap(text: str, width: float, size: float, most: int) -> tuple[str, ...]:
    """Wrap ``text`` in at most ``most`` lines no wider than ``width``; what does not fit becomes an ellipsis."""
    lines: list[str] = []
    line = ""
    for word in _pieces(text.split(), width, size):
        longer = f"{line} {word}" if line else word
        if text_width(longer, size) <= width:
            line = longer
            continue
        lines.append(line)
        line = word
        if len(lines) == most:
            break
    else:
        lines.append(line)
        return tuple(lines)
    last = lines[-1]
    while last and text_width(last + "…", size) > width:
        last = last[:-1]
    lines[-1] = last.rstrip(" ,;:") + "…"
    return tuple(lines)


def _pieces(words: Iterable[str], width: float, size: float) -> Iterable[str]:
    """Words, those too wide for a line broken."""
    for word in words:
        piece = ""
        for char in word:
            if piece and text_width(piece + char, size) > width:
                yield piece
                piece = ""
            piece += char
        yield piece


def bezier(points: Sequence[Point], samples: int = SAMPLES) -> list[Point]:
    """Points along a chain of cubic curves (1 + 3n control points)."""
    found = [points[0]]
    for at in range(0, len(points) - 1, 3):
        a, b, c, d = points[at : at + 4]
        for step in range(1, samples + 1):
            t = step / samples
            u = 1 - t
            found.append(
                Point(
                    u**3 * a.x + 3 * u * u * t * b.x + 3 * u * t * t * c.x + t**3 * d.x,
                    u**3 * a.y + 3 * u * u * t * b.y + 3 * u * t * t * c.y + t**3 * d.y,
                )
            )
    return found


def segment_hits(a: Point, b: Point, rect: Rect) -> bool:
    """Whether the straight line from ``a`` to ``b`` touches ``rect`` (Liang-Barsky clipping)."""
    low, high = 0.0, 1.0
    for start, delta, near, far in (
        (a.x, b.x - a.x, rect.x, rect.x + rect.w),
        (a.y, b.y - a.y, rect.y, rect.y + rect.h),
    ):
        if abs(delta) < 1e-9:
            if not near <= start <= far:
                return False
            continue
        first, second = sorted(((near - start) / delta, (far - start) / delta))
        low, high = max(low, first), min(high, second)
        if low > high:
            return False
    return True


def segments_cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two straight lines cross or run over each other."""

    def side(p: Point, q: Point, r: Point) -> float:
        return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)

    one, two, three, four = side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)
    if abs(one) < 1e-6 and abs(two) < 1e-6:
        return max(min(a.x, b.x), min(c.x, d.x)) < min(max(a.x, b.x), max(c.x, d.x)) or (
            max(min(a.y, b.y), min(c.y, d.y)) < min(max(a.y, b.y), max(c.y, d.y))
        )
    return one * two < 0 and three * four < 0


def place_labels(
    labels: Sequence[str],
    paths: Sequence[Sequence[Point]],
    *,
    size: float,
    boxes: Sequence[Rect],
    bounds: Rect,
    along: Sequence[Sequence[Point]] | None = None,
) -> list[Rect | None]:
    """Find a free spot for each label, the longest first; None where there is none.

    Args:
        labels: the words.
        paths: points along the edges, one path per label; a label should not cover another edge.
        size: font size in pixels.
        boxes: what no label may touch.
        bounds: the area to stay in.
        along: the stretch of each path to stand on, where that is not all of it.
    """
    blocked = list(boxes)
    found: list[Rect | None] = [None] * len(labels)
    for at in sorted(range(len(labels)), key=lambda at: (-text_width(labels[at], size), at)):
        others = [*paths[:at], *paths[at + 1 :]]
        spot = _place(labels[at], (along or paths)[at], size, blocked, others, bounds)
        if spot is not None:
            blocked.append(spot)
            found[at] = spot
    return found


def _place(
    label: str,
    path: Sequence[Point],
    size: float,
    blocked: Sequence[Rect],
    others: Sequence[Sequence[Point]],
    bounds: Rect,
) -> Rect | None:
    """Find a free spot near the middle of ``path``, the one that covers least of the other edges."""
    w, h = text_width(label, size) + 6, size * 1.35
    flat = abs(path[-1].x - path[0].x) < w + _ARROW and abs(path[-1].y - path[0].y) < h
    lift = h * 0.7 if flat else 0.0  # a short level arrow would vanish behind its own label
    best: tuple[int, Rect] | None = None
    for share in (0.5, 0.43, 0.57, 0.36, 0.64, 0.29, 0.71, 0.22, 0.78):
        at = path[round(share * (len(path) - 1))]
        spot = Rect(at.x - w / 2, at.y - h / 2 - lift, w, h)
        inside = bounds.x <= spot.x and spot.x + w <= bounds.x + bounds.w
        inside = inside and bounds.y <= spot.y and spot.y + h <= bounds.y + bounds.h
        if not inside or any(spot.grown(2).overlaps(rect) for rect in blocked):
            continue
        covered = sum(1 for other in others for point in other if spot.holds(point))
        if best is None or covered < best[0]:
            best = (covered, spot)
        if covered == 0:
            break
    return best[1] if best else None
