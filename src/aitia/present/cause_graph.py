"""The cause graph: what leads to what, layered from left to right.

Spans that mostly overlap, or say the same words, become one box; ``layered`` says where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from aitia.model.records import CausalLink
from aitia.model.text import Span
from aitia.present.cause_nodes import merge, split
from aitia.present.geometry import SAMPLES, Edge, Node, Picture, Rect, bezier, place_labels, wrap
from aitia.present.layered import COLUMNS, Placed, lay_out, layers, parts, place
from aitia.present.sections import View, unit
from aitia.present.tables import shorten

MOST_LINKS: Final = 28
_MARGIN: Final = 14.0
_ROOMY: Final = (206.0, 100.0)  # width of a box and of the gap beside it
_NARROW: Final = (158.0, 80.0)  # the same where a chain has more than COLUMNS boxes
_SIZE, _LINE, _SMALL = 12.0, 15.5, 11.0
_LINES: Final = 5
_WORD: Final = {"hedged": "may", "hypothetical": "if", "negated": "denied"}


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
    depth = max(1 + max(layers(*_graph(group, ends))[0].values()) for group in groups)
    box, gap = _ROOMY if depth <= COLUMNS else _NARROW
    lines = {
        node: wrap(shorten(text[spans[node].start : spans[node].end], 150), box - 16, _SIZE, _LINES)
        for at in kept
        for node in ends[at]
    }
    heights = {node: len(words) * _LINE + 14 for node, words in lines.items()}
    laid = [lay_out(_graph(group, ends)[0], group, ends, heights) for group in groups]
    placed = place(laid, box=box, gap=gap, margin=_MARGIN)
    drawn = [links[row] for row in rows]
    left_out = len(links) - len({rows[at] for at in kept})
    return _draw(shown, drawn, spans, ends, lines, placed, left_out=left_out)


def _graph(links: Iterable[int], ends: Sequence[tuple[int, int]]) -> tuple[list[int], list[tuple[int, int]]]:
    """List the nodes and edges of a part."""
    edges = [ends[at] for at in links]
    return sorted({end for edge in edges for end in edge}), edges


def _draw(
    shown: View,
    links: Sequence[CausalLink],
    spans: Sequence[Span],
    ends: Sequence[tuple[int, int]],
    lines: dict[int, tuple[str, ...]],
    placed: Placed,
    *,
    left_out: int,
) -> Picture:
    text = shown.reading.text
    nodes = [
        Node(
            key=str(node),
            rect=rect,
            lines=lines[node],
            title=shorten(text[spans[node].start : spans[node].end], 400),
        )
        for node, rect in placed.rects.items()
    ]
    paths = [bezier(route.points) for route in placed.routes]
    labels = [_label(links[route.link]) for route in placed.routes]
    spots = place_labels(
        labels,
        paths,
        size=_SMALL * 1.15,  # the labels are bold
        boxes=[node.rect for node in nodes],
        bounds=Rect(0, 0, placed.width, placed.height),
        along=[path[: SAMPLES + 1] for path in paths],
    )
    edges = []
    for route, label, spot in zip(placed.routes, labels, spots, strict=True):
        link = links[route.link]
        a, b = (shorten(text[end.start : end.end], 200) for end in (link.cause, link.effect))
        cause, effect = ends[route.link]
        edges.append(
            Edge(
                source=str(cause),
                target=str(effect),
                sign=unit(link.polarity),
                faint=link.certainty == "negated",
                points=route.points,
                title=f"{a} ({label}) {b}; says {shown.lookup.says(link.claim, link.claims)}",
                label=label if spot else "",
                spot=spot,
            )
        )
    return Picture(width=placed.width, height=placed.height, nodes=tuple(nodes), edges=tuple(edges), left_out=left_out)


def _label(link: CausalLink) -> str:
    words = ["+" if link.polarity > 0 else "−", _WORD.get(link.certainty, "")]
    words.append("aim" if link.relation == "purpose" else "")
    return " ".join(word for word in words if word)
