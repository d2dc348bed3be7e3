"""The actor graph: the strongest actors on a staggered grid, their ties as signed arrows between them.

Boxes stand in cells and so never overlap; ``cells`` says which actor gets which cell.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from aitia.model.records import Tie
from aitia.present.cells import Cells, around, arrange, strongest
from aitia.present.geometry import Edge, Node, Picture, Point, Rect, bezier, place_labels, text_width, wrap
from aitia.present.sections import View, unit

MOST_ACTORS: Final = 16
_MOST_EDGES: Final = 80
_BOX_W, _BOX_H = 152.0, 56.0
_PITCH_X, _PITCH_Y = 244.0, 138.0
_MARGIN = 34.0
_SIZE, _SMALL = 12.5, 11.0
_BOLD = 1.09  # how much wider bold letters are
_WIDEST = 150.0


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
    kept = strongest(ranked, [(link.source, link.target) for link in links], most)
    links = [link for link in links if link.source in kept and link.target in kept][:_MOST_EDGES]
    keys = [key for key in ranked if key in kept]
    if not links:
        return None
    cells, width, height = _grid(len(keys))
    home = cells.outwards(Point(width / 2, height / 2), range(len(cells.rects)))
    where = arrange(keys, [(link.source, link.target) for link in links], cells, dict.fromkeys(keys, home))
    kinds = {row.id: row for row in shown.actors}
    nodes = []
    for key in keys:
        row = kinds.get(key)
        sub = " · ".join(part for part in (row.kind, row.country) if part) if row else ""
        lines = wrap(shown.lookup.name(key), _BOX_W - 12, _SIZE * _BOLD, 2)
        nodes.append(
            Node(
                key=key,
                rect=cells.rects[where[key]],
                lines=lines,
                sub=sub,
                title=shown.lookup.name(key),
                tint=row.kind.replace(" ", "-") if row else "",
            )
        )
    rects = {node.key: node.rect for node in nodes}
    edges = _route(links, rects, Rect(0, 0, width, height), {key: shown.lookup.name(key) for key in keys})
    return Picture(
        width=width,
        height=height,
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


def _grid(count: int) -> tuple[Cells, float, float]:
    """Cells for boxes, every other row shifted by half a cell; width and height of the picture."""
    columns = min(count, max(2, min(5, math.ceil(math.sqrt(count * 1.25)))))
    rows = math.ceil(count / columns)
    if rows * columns - count < 2 and count > 6:
        rows += 1
    shift = _PITCH_X / 2 if rows > 1 else 0
    rects = [
        Rect(_MARGIN + column * _PITCH_X + (shift if row % 2 else 0), _MARGIN + row * _PITCH_Y, _BOX_W, _BOX_H)
        for row in range(rows)
        for column in range(columns)
    ]
    width = 2 * _MARGIN + (columns - 1) * _PITCH_X + _BOX_W + shift
    return Cells(rects), width, 2 * _MARGIN + (rows - 1) * _PITCH_Y + _BOX_H


def _route(links: list[_Link], rects: dict[str, Rect], canvas: Rect, names: dict[str, str]) -> list[Edge]:
    """Curves around boxes, parallel arrows of one pair apart, and labels where there is room."""
    by_pair: dict[tuple[str, str], list[_Link]] = {}
    for link in links:
        by_pair.setdefault((min(link.source, link.target), max(link.source, link.target)), []).append(link)
    routed: list[tuple[_Link, tuple[Point, ...]]] = []
    for pair, group in sorted(by_pair.items()):
        others = [rect.grown(7) for key, rect in rects.items() if key not in pair]
        for at, link in enumerate(group):
            base = min(1.0, 3 / len(group)) * (at - (len(group) - 1) / 2)
            routed.append((link, around(rects[link.source], rects[link.target], base, others, canvas)))
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
