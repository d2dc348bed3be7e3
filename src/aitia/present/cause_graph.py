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
from aitia.present.geometry import Edge, Node, Picture, Point, Rect, bezier, place_label, wrap
from aitia.present.sections import View, unit
from aitia.present.tables import shorten

MOST_LINKS: Final = 28
COLUMNS: Final = 4
_BOX_W, _GAP_X, _GAP_Y, _PART_GAP, _MARGIN = 206.0, 100.0, 16.0, 30.0, 14.0
_LANE = 10.0
_SIZE, _LINE, _SMALL = 12.0, 15.5, 11.0
_LINES: Final = 5
_SWEEPS: Final = 10
_MADE_OF: Final = 0.7  # share of a span that shorter spans must cover to stand for it
_NEAR: Final = 12  # overlapping spans looked back at: keeps merging linear
_POINTERS: Final = frozenset(
    ("it", "this", "that", "they", "these", "those", "she", "which", "this all", "such", "them", "him", "who")
)
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
    spans, ends = _merge(links, text)
    rows, ends = _split(spans, ends)
    kept: list[int] = []
    seen = set()
    for part in _parts(range(len(ends)), ends):
        for at in part:
            link = links[rows[at]]
            key = (*ends[at], unit(link.polarity), link.certainty)
            if key not in seen and len(kept) < most:
                kept.append(at)
            seen.add(key)
    if not kept:
        return None
    lines = {
        node: wrap(shorten(text[spans[node].start : spans[node].end], 150), _BOX_W - 16, _SIZE, _LINES)
        for at in kept
        for node in ends[at]
    }
    parts = [_lay_out(part, ends, lines) for part in _parts(kept, ends)]
    placed = _pack(parts)
    drawn = [links[row] for row in rows]
    return _draw(shown, drawn, spans, lines, placed, left_out=len(links) - len({rows[at] for at in kept}))


def _merge(links: Sequence[CausalLink], text: str) -> tuple[list[Span], list[tuple[int, int]]]:
    """One number per distinct end, in the order of the text; and each link as a pair of numbers."""
    order = sorted({Span(*end) for link in links for end in (link.cause, link.effect)})
    spans: list[Span] = []
    number: dict[Span, int] = {}
    by_words: dict[str, int] = {}
    for span in order:
        words = " ".join(text[span.start : min(span.end, span.start + 400)].casefold().split())
        words = words.removeprefix("the ").removeprefix("a ").removeprefix("an ")
        same = by_words.get(words)
        if same is None:
            near = range(len(spans) - 1, max(-1, len(spans) - 1 - _NEAR), -1)
            same = next((at for at in near if _same(spans[at], span)), None)
        if same is None:
            same = len(spans)
            spans.append(span)
        if len(words) > 3 and words not in _POINTERS:
            by_words.setdefault(words, same)
        number[span] = same
    return spans, [(number[Span(*link.cause)], number[Span(*link.effect)]) for link in links]


def _same(a: Span, b: Span) -> bool:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared > 0 and shared >= 0.7 * (max(a.end, b.end) - min(a.start, b.start))


def _split(spans: Sequence[Span], ends: Sequence[tuple[int, int]]) -> tuple[list[int], list[tuple[int, int]]]:
    """Give the arrows of a box made up of other boxes ("A and B led to C") to those, so that chains join.

    Returns the row of each arrow, and the arrows; an arrow from a box to itself is dropped.
    """
    order = sorted(range(len(spans)), key=lambda at: (spans[at].start, -spans[at].end))
    made_of: dict[int, list[int]] = {}
    for place, whole in enumerate(order):
        inside: list[int] = []
        reach = spans[whole].start
        for at in order[place + 1 : place + 1 + _NEAR]:
            if spans[at].start >= reach and spans[at].end <= spans[whole].end and at not in made_of:
                inside.append(at)
                reach = spans[at].end
        covered = sum(spans[at].end - spans[at].start for at in inside)
        if len(inside) > 1 and covered >= _MADE_OF * (spans[whole].end - spans[whole].start):
            made_of[whole] = inside
    rows, arrows = [], []
    for row, (a, b) in enumerate(ends):
        for cause in made_of.get(a, [a]):
            for effect in made_of.get(b, [b]):
                if cause != effect:
                    rows.append(row)
                    arrows.append((cause, effect))
    return rows, arrows


def _parts(links: Iterable[int], ends: Sequence[tuple[int, int]]) -> list[list[int]]:
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
    nodes = sorted({end for at in links for end in ends[at]})
    layer, turned = _layers(nodes, [ends[at] for at in links])
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
) -> Picture:
    text = shown.reading.text
    nodes: list[Node] = []
    routed: list[tuple[int, _Part, list[int], tuple[Point, ...]]] = []
    for part, first, top in placed:
        rects = [
            Rect(_MARGIN + (first + box.layer) * (_BOX_W + _GAP_X), top + box.y, _BOX_W, box.height)
            for box in part.boxes
        ]
        for box, rect in zip(part.boxes, rects, strict=True):
            if box.node is not None:
                title = shorten(text[spans[box.node].start : spans[box.node].end], 400)
                nodes.append(Node(key=str(box.node), rect=rect, lines=lines[box.node], title=title))
        ports = _ports(part, rects)
        for number, (row, chain) in enumerate(zip(part.links, part.chains, strict=True)):
            routed.append((row, part, chain, _path(number, chain, rects, ports)))
    width = max(node.rect.x + node.rect.w for node in nodes) + _MARGIN
    height = max(node.rect.y + node.rect.h for node in nodes) + _MARGIN
    paths = [bezier(points) for *_, points in routed]
    blocked = [node.rect for node in nodes]
    edges = []
    for at, (row, part, chain, points) in enumerate(routed):
        link = links[row]
        words = ["+" if link.polarity > 0 else "−", _WORD.get(link.certainty, "")]
        words.append("aim" if link.relation == "purpose" else "")
        label = " ".join(word for word in words if word)
        middle = paths[at][: len(paths[at]) // max(1, len(chain) - 1) + 1]
        spot = place_label(
            label, middle, size=_SMALL * 1.15, blocked=blocked, others=paths[:at] + paths[at + 1 :],
            bounds=Rect(0, 0, width, height),
        )  # fmt: skip
        if spot is not None:
            blocked.append(spot)
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
