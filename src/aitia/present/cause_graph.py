"""The cause graph: what leads to what, layered from left to right.

Spans that mostly overlap, or say the same words, become one box. Each connected part is laid out by itself
(layers by longest path, order by the middle of the neighbours, arrows over several layers led through free
lanes), then the parts are packed side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from aitia.model.records import CausalLink
from aitia.model.text import Span
from aitia.present.cause_nodes import merge, parts, split
from aitia.present.geometry import SAMPLES, Edge, Node, Picture, Point, Rect, bezier, place_labels, wrap
from aitia.present.sections import View, unit
from aitia.present.tables import shorten

MOST_LINKS: Final = 28
COLUMNS: Final = 4
_GAP_Y, _PART_GAP, _MARGIN = 16.0, 30.0, 14.0
_ROOMY: Final = (206.0, 100.0)  # width of a box and of the gap beside it
_NARROW: Final = (158.0, 80.0)  # the same where a chain has more than COLUMNS boxes
_LANE = 10.0
_SIZE, _LINE, _SMALL = 12.0, 15.5, 11.0
_LINES: Final = 5
_SWEEPS: Final = 10
_WORD: Final = {"hedged": "may", "hypothetical": "if", "negated": "denied"}


@dataclass(slots=True)
class _Box:
    """A place in a layer: a node, or a lane for an arrow that passes through (``node`` None)."""

    layer: int
    height: float
    node: int | None
    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)
    y: float = 0.0

    @property
    def centre(self) -> float:
        return self.y + self.height / 2


@dataclass(slots=True)
class _Part:
    """A connected part, laid out with its own origin."""

    boxes: list[_Box]
    chains: list[list[int]]
    links: list[int]
    layers: int
    height: float


def cause_picture(shown: View, *, implied: bool = False, most: int = MOST_LINKS) -> Picture | None:
    """Lay out the causal links, the most connected parts first; None when there are none."""
    links = [link for link in shown.reading.causes if implied or link.relation != "implied"]
    text = shown.reading.text
    spans, ends = merge(links, text)
    rows, ends = split(spans, ends)
    kept: list[int] = []
    seen = set()
    for part in parts(range(len(ends)), ends):
        for at in part:
            link = links[rows[at]]
            key = (*ends[at], unit(link.polarity), link.certainty)
            if key not in seen and len(kept) < most:
                kept.append(at)
            seen.add(key)
    if not kept:
        return None
    groups = parts(kept, ends)
    depth = max(1 + max(_layers(*_graph(group, ends))[0].values()) for group in groups)
    box, gap = _ROOMY if depth <= COLUMNS else _NARROW
    lines = {
        node: wrap(shorten(text[spans[node].start : spans[node].end], 150), box - 16, _SIZE, _LINES)
        for at in kept
        for node in ends[at]
    }
    placed = _pack([_lay_out(group, ends, lines) for group in groups])
    drawn = [links[row] for row in rows]
    left_out = len(links) - len({rows[at] for at in kept})
    return _draw(shown, drawn, spans, lines, placed, left_out=left_out, box=box, gap=gap)


def _graph(links: Iterable[int], ends: Sequence[tuple[int, int]]) -> tuple[list[int], list[tuple[int, int]]]:
    """List the nodes and edges of a part."""
    edges = [ends[at] for at in links]
    return sorted({end for edge in edges for end in edge}), edges


def _layers(nodes: list[int], edges: list[tuple[int, int]]) -> tuple[dict[int, int], set[tuple[int, int]]]:
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


def _lay_out(links: list[int], ends: Sequence[tuple[int, int]], lines: dict[int, tuple[str, ...]]) -> _Part:
    nodes, edges = _graph(links, ends)
    layer, turned = _layers(nodes, edges)
    boxes: list[_Box] = []
    index: dict[int, int] = {}
    for node in nodes:
        index[node] = len(boxes)
        boxes.append(_Box(layer[node], len(lines[node]) * _LINE + 14, node))
    chains: list[list[int]] = []
    for at in links:
        a, b = ends[at]
        back = (a, b) in turned
        if back:
            a, b = b, a
        chain = [index[a]]
        for between in range(layer[a] + 1, layer[b]):
            chain.append(len(boxes))
            boxes.append(_Box(between, _LANE, None))
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
    return _Part(boxes, chains, links, count, max(box.y + box.height for box in boxes))


def _order(columns: list[list[int]], boxes: list[_Box]) -> None:
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


def _settle(columns: list[list[int]], boxes: list[_Box]) -> None:
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


def _pack(parts: Sequence[_Part]) -> list[tuple[_Part, int, float]]:
    """Put each part where it ends highest: part, first column, top."""
    columns = max(COLUMNS, *(part.layers for part in parts))
    heights = [_MARGIN] * columns
    placed = []
    for part in sorted(parts, key=lambda part: -part.layers):
        tops = [max(heights[at : at + part.layers]) for at in range(columns - part.layers + 1)]
        first = min(range(len(tops)), key=lambda at: (tops[at], at))
        placed.append((part, first, tops[first]))
        for column in range(first, first + part.layers):
            heights[column] = tops[first] + part.height + _PART_GAP
    return placed


def _draw(
    shown: View,
    links: Sequence[CausalLink],
    spans: Sequence[Span],
    lines: dict[int, tuple[str, ...]],
    placed: Sequence[tuple[_Part, int, float]],
    *,
    left_out: int,
    box: float,
    gap: float,
) -> Picture:
    text = shown.reading.text
    nodes: list[Node] = []
    routed: list[tuple[int, _Part, list[int], tuple[Point, ...]]] = []
    for part, first, top in placed:
        rects = [
            Rect(_MARGIN + (first + place.layer) * (box + gap), top + place.y, box, place.height)
            for place in part.boxes
        ]
        for place, rect in zip(part.boxes, rects, strict=True):
            if place.node is not None:
                title = shorten(text[spans[place.node].start : spans[place.node].end], 400)
                nodes.append(Node(key=str(place.node), rect=rect, lines=lines[place.node], title=title))
        ports = _ports(part, rects)
        for number, (row, chain) in enumerate(zip(part.links, part.chains, strict=True)):
            routed.append((row, part, chain, _path(number, chain, rects, ports)))
    width = max(node.rect.x + node.rect.w for node in nodes) + _MARGIN
    height = max(node.rect.y + node.rect.h for node in nodes) + _MARGIN
    paths = [bezier(points) for *_, points in routed]
    labels = [_label(links[row]) for row, *_ in routed]
    spots = place_labels(
        labels,
        paths,
        size=_SMALL * 1.15,  # the labels are bold
        boxes=[node.rect for node in nodes],
        bounds=Rect(0, 0, width, height),
        along=[path[: SAMPLES + 1] for path in paths],
    )
    edges = []
    for (row, part, chain, points), label, spot in zip(routed, labels, spots, strict=True):
        link = links[row]
        a, b = (shorten(text[end.start : end.end], 200) for end in (link.cause, link.effect))
        ends = part.boxes[chain[0]].node, part.boxes[chain[-1]].node
        edges.append(
            Edge(
                source=str(ends[0]),
                target=str(ends[1]),
                sign=unit(link.polarity),
                faint=link.certainty == "negated",
                points=points,
                title=f"{a} ({label}) {b}; says {shown.lookup.says(link.claim, link.claims)}",
                label=label if spot else "",
                spot=spot,
            )
        )
    return Picture(width=width, height=height, nodes=tuple(nodes), edges=tuple(edges), left_out=left_out)


def _label(link: CausalLink) -> str:
    words = ["+" if link.polarity > 0 else "−", _WORD.get(link.certainty, "")]
    words.append("aim" if link.relation == "purpose" else "")
    return " ".join(word for word in words if word)


def _ports(part: _Part, rects: Sequence[Rect]) -> dict[tuple[int, int, bool], float]:
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
    number: int, chain: list[int], rects: Sequence[Rect], ports: dict[tuple[int, int, bool], float]
) -> tuple[Point, ...]:
    """Draw a chain of curves from box to box, straight through lanes, with room for the arrowhead at its end."""
    forward = rects[chain[0]].x < rects[chain[-1]].x
    points: list[Point] = []
    for here, there in pairwise(chain):
        a, b = rects[here], rects[there]
        start = Point(a.x + (a.w if forward else 0), ports[here, number, forward])
        end = Point(b.x + (0 if forward else b.w), ports[there, number, not forward])
        if there == chain[-1]:
            end = Point(end.x + (-4 if forward else 4), end.y)
        if points:
            last = points[-1]
            third = (start.x - last.x) / 3
            points += [Point(last.x + third, last.y), Point(start.x - third, start.y), start]
        else:
            points.append(start)
        bend = (end.x - start.x) / 2
        points += [Point(start.x + bend, start.y), Point(end.x - bend, end.y), end]
    return tuple(points)
