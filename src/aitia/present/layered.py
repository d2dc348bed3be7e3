"""Boxes in layers from left to right: what leads to something stands left of it.

Each connected part is laid out by itself (layers by longest path, order by the middle of the neighbours, arrows
over several layers led through free lanes), then the parts are packed side by side. Nodes and links are numbers;
``ends[link]`` is the pair of nodes a link joins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from aitia.present.geometry import Point, Rect

COLUMNS: Final = 4
_GAP_Y, _PART_GAP = 16.0, 30.0
_LANE: Final = 10.0
_SWEEPS: Final = 10


@dataclass(slots=True)
class Box:
    """A place in a layer: a node, or a lane for an arrow that passes through (``node`` None)."""

    layer: int
    height: float
    node: int | None
    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)
    y: float = 0.0

    @property
    def centre(self) -> float:
        """The height of its middle."""
        return self.y + self.height / 2


@dataclass(slots=True)
class Part:
    """A connected part, laid out with its own origin."""

    boxes: list[Box]
    chains: list[list[int]]
    links: tuple[int, ...]
    layers: int
    height: float


class Route(NamedTuple):
    """The arrow of a link, as a chain of cubic curves."""

    link: int
    points: tuple[Point, ...]


class Placed(NamedTuple):
    """A finished layout: the box of each node and the arrow of each link."""

    rects: dict[int, Rect]
    routes: tuple[Route, ...]
    width: float
    height: float


def parts(links: Iterable[int], ends: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Links grouped by connected part: the largest first, then by place in the text."""
    root: dict[int, int] = {}

    def find(node: int) -> int:
        while root.setdefault(node, node) != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    links = list(links)
    for at in links:
        a, b = find(ends[at][0]), find(ends[at][1])
        root[max(a, b)] = min(a, b)
    groups: dict[int, list[int]] = {}
    for at in links:
        groups.setdefault(find(ends[at][0]), []).append(at)
    return sorted(groups.values(), key=lambda group: (-len(group), min(ends[group[0]])))


def layers(nodes: Sequence[int], edges: Sequence[tuple[int, int]]) -> tuple[dict[int, int], set[tuple[int, int]]]:
    """Give every node a layer after all its causes. Edges that would close a circle are turned around."""
    out: dict[int, list[int]] = {node: [] for node in nodes}
    for a, b in edges:
        out[a].append(b)
    state: dict[int, int] = {}
    turned: set[tuple[int, int]] = set()
    finished: list[int] = []
    entered = {b for _, b in edges}
    for start in sorted(nodes, key=lambda node: (node in entered, node)):
        stack = [(start, 0)]
        while stack:
            node, at = stack.pop()
            if at == 0:
                if node in state:
                    continue
                state[node] = 1
            if at < len(out[node]):
                stack.append((node, at + 1))
                child = out[node][at]
                if state.get(child) == 1:
                    turned.add((node, child))
                elif child not in state:
                    stack.append((child, 0))
            else:
                state[node] = 2
                finished.append(node)
    forward = [(b, a) if (a, b) in turned else (a, b) for a, b in edges]
    layer = dict.fromkeys(nodes, 0)
    order = {node: at for at, node in enumerate(reversed(finished))}
    for a, b in sorted(forward, key=lambda edge: order[edge[0]]):
        layer[b] = max(layer[b], layer[a] + 1)
    for node in sorted(nodes, key=lambda n: -order[n]):
        later = [layer[b] for a, b in forward if a == node]
        if later and not any(b == node for _, b in forward):
            layer[node] = min(later) - 1
    return layer, turned


def lay_out(
    nodes: Sequence[int], links: Sequence[int], ends: Sequence[tuple[int, int]], heights: Mapping[int, float]
) -> Part:
    """Lay out one connected part: ``nodes`` (of these ``heights``) and the ``links`` between them, none to itself."""
    layer, turned = layers(nodes, [ends[at] for at in links])
    boxes: list[Box] = []
    index: dict[int, int] = {}
    for node in nodes:
        index[node] = len(boxes)
        boxes.append(Box(layer[node], heights[node], node))
    chains: list[list[int]] = []
    for at in links:
        a, b = ends[at]
        back = (a, b) in turned
        if back:
            a, b = b, a
        chain = [index[a]]
        for between in range(layer[a] + 1, layer[b]):
            chain.append(len(boxes))
            boxes.append(Box(between, _LANE, None))
        chain.append(index[b])
        for first, second in pairwise(chain):
            boxes[first].after.append(second)
            boxes[second].before.append(first)
        chains.append(chain[::-1] if back else chain)
    count = 1 + max(box.layer for box in boxes)
    columns = [[at for at, box in enumerate(boxes) if box.layer == number] for number in range(count)]
    _order(columns, boxes)
    _settle(columns, boxes)
    top = min(box.y for box in boxes)
    for box in boxes:
        box.y -= top
    return Part(boxes, chains, tuple(links), count, max(box.y + box.height for box in boxes))


def _order(columns: list[list[int]], boxes: list[Box]) -> None:
    """Order each column by the middle of its neighbours; keep the order with the fewest crossings."""

    def rank() -> dict[int, int]:
        return {at: place for column in columns for place, at in enumerate(column)}

    def crossings() -> int:
        place, total = rank(), 0
        for column in columns:
            edges = [(place[at], place[other]) for at in column for other in boxes[at].after]
            total += sum(1 for i, e in enumerate(edges) for f in edges[:i] if (e[0] - f[0]) * (e[1] - f[1]) < 0)
        return total

    best, fewest = [list(column) for column in columns], crossings()
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        for column in columns if forward else reversed(columns):
            place = rank()

            def middle(at: int, place: dict[int, int] = place, forward: bool = forward) -> float:
                near = boxes[at].before if forward else boxes[at].after
                return sum(place[n] for n in near) / len(near) if near else float(place[at])

            column.sort(key=middle)
        now = crossings()
        if now < fewest:
            best, fewest = [list(column) for column in columns], now
    columns[:] = best


def _settle(columns: list[list[int]], boxes: list[Box]) -> None:
    """Move every box towards its neighbours' middle; boxes of a column keep their order and a gap."""
    for column in columns:
        y = 0.0
        for at in column:
            boxes[at].y = y
            y += boxes[at].height + _GAP_Y
    for sweep in range(_SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            wanted, offsets, offset = [], [], 0.0
            for at in column:
                box = boxes[at]
                near = [boxes[n].centre for n in (*box.before, *box.after)]
                aim = sum(near) / len(near) - box.height / 2 if near else box.y
                wanted.append(aim - offset)
                offsets.append(offset)
                offset += box.height + _GAP_Y
            for at, value, shift in zip(column, _rising(wanted), offsets, strict=True):
                boxes[at].y = value + shift


def _rising(values: Sequence[float]) -> list[float]:
    """Find the nearest sequence (least squares) that never falls: pool adjacent violators."""
    pools: list[list[float]] = []
    for value in values:
        pools.append([value, 1.0])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, n), (b, m) = pools[-2], pools[-1]
            pools[-2:] = [[(a * n + b * m) / (n + m), n + m]]
    return [value for value, count in pools for _ in range(int(count))]


def place(parts: Sequence[Part], *, box: float, gap: float, margin: float, head: float = 4.0) -> Placed:
    """Pack the parts into one picture of at least ``COLUMNS`` layers, each where it ends highest.

    Args:
        parts: what ``lay_out`` returned.
        box: width of a box.
        gap: width of the gap beside it.
        margin: room around the picture.
        head: where an arrow stops before its box, for the arrowhead.
    """
    rects: dict[int, Rect] = {}
    routes = []
    for part, first, top in _pack(parts, margin):
        drawn = [
            Rect(margin + (first + spot.layer) * (box + gap), top + spot.y, box, spot.height) for spot in part.boxes
        ]
        for spot, rect in zip(part.boxes, drawn, strict=True):
            if spot.node is not None:
                rects[spot.node] = rect
        ports = _ports(part, drawn)
        for number, (link, chain) in enumerate(zip(part.links, part.chains, strict=True)):
            routes.append(Route(link, _path(number, chain, drawn, ports, head)))
    width = max(rect.x + rect.w for rect in rects.values()) + margin
    height = max(rect.y + rect.h for rect in rects.values()) + margin
    return Placed(rects, tuple(routes), width, height)


def _pack(parts: Sequence[Part], margin: float) -> Iterator[tuple[Part, int, float]]:
    """Put each part where it ends highest: part, first column, top."""
    columns = max(COLUMNS, *(part.layers for part in parts))
    heights = [margin] * columns
    for part in sorted(parts, key=lambda part: -part.layers):
        tops = [max(heights[at : at + part.layers]) for at in range(columns - part.layers + 1)]
        first = min(range(len(tops)), key=lambda at: (tops[at], at))
        yield part, first, tops[first]
        for column in range(first, first + part.layers):
            heights[column] = tops[first] + part.height + _PART_GAP


def _ports(part: Part, rects: Sequence[Rect]) -> dict[tuple[int, int, bool], float]:
    """Heights at which arrows leave (True: on the right) and enter a box, spread and in order."""
    sides: dict[tuple[int, bool], list[tuple[float, int]]] = {}
    for number, chain in enumerate(part.chains):
        ordered = chain if part.boxes[chain[0]].layer < part.boxes[chain[-1]].layer else chain[::-1]
        for here, there in pairwise(ordered):
            sides.setdefault((here, True), []).append((rects[there].middle.y, number))
            sides.setdefault((there, False), []).append((rects[here].middle.y, number))
    found = {}
    for (box, right), arrows in sides.items():
        rect = rects[box]
        for place, (_, number) in enumerate(sorted(arrows)):
            found[box, number, right] = rect.y + rect.h * (place + 1) / (len(arrows) + 1)
    return found


def _path(
    number: int, chain: list[int], rects: Sequence[Rect], ports: dict[tuple[int, int, bool], float], head: float
) -> tuple[Point, ...]:
    """Draw a chain of curves from box to box, straight through lanes, with room for the arrowhead at its end."""
    forward = rects[chain[0]].x < rects[chain[-1]].x
    points: list[Point] = []
    for here, there in pairwise(chain):
        a, b = rects[here], rects[there]
        start = Point(a.x + (a.w if forward else 0), ports[here, number, forward])
        end = Point(b.x + (0 if forward else b.w), ports[there, number, not forward])
        if there == chain[-1]:
            end = Point(end.x + (-head if forward else head), end.y)
        if points:
            last = points[-1]
            third = (start.x - last.x) / 3
            points += [Point(last.x + third, last.y), Point(start.x - third, start.y), start]
        else:
            points.append(start)
        bend = (end.x - start.x) / 2
        points += [Point(start.x + bend, start.y), Point(end.x - bend, end.y), end]
    return tuple(points)
