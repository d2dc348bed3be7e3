"""A finished layout as inline SVG: every arrow told apart by colour, dash and label, every box a link."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Final

from aitia.present.geometry import Edge, Node, Picture
from aitia.present.safe import visible

_FITS: Final = 1640.0  # a picture up to this wide is shrunk to a desktop page, wider ones are scrolled
_CLASS: Final = {1: "pos", -1: "neg", 0: "neu"}


def svg(picture: Picture, *, name: str, title: str, about: str, links: Mapping[str, str], line: float) -> str:
    """Draw ``picture``.

    Args:
        picture: the layout.
        name: prefix of the ids used inside; unique on the page.
        title: name of the picture for those who cannot see it.
        about: what it shows, in a sentence.
        links: fragment to link to, by node key.
        line: line height of the words in boxes.
    """
    width, height = _n(picture.width), _n(picture.height)
    role = "group" if links else "img"  # an image may hold no links
    fit = " fit" if picture.width <= _FITS else ""
    out = [
        f'<svg class="graph{fit}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="{role}" '
        f'aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{_e(title)}</title>'
        f'<desc id="{name}-d">{_e(about)}</desc><defs>'
    ]
    out += [
        f'<marker id="{name}-{kind}" viewBox="0 0 10 10" refX="8.5" refY="5" markerWidth="9" markerHeight="9" '
        f'markerUnits="userSpaceOnUse" orient="auto"><path class="head {kind}" d="M0 0.5 10 5 0 9.5Z"/></marker>'
        for kind in _CLASS.values()
    ]
    out.append("</defs>")
    out += [_edge(edge, name) for edge in picture.edges]
    out += [_node(node, links.get(node.key), line) for node in picture.nodes]
    out += [_label(edge) for edge in picture.edges if edge.spot]
    out.append("</svg>")
    return "".join(out)


def _e(text: str) -> str:
    return escape(visible(text))


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _edge(edge: Edge, name: str) -> str:
    first, *rest = edge.points
    path = f"M{_n(first.x)} {_n(first.y)}C" + " ".join(f"{_n(p.x)} {_n(p.y)}" for p in rest)
    kind = _CLASS[edge.sign]
    faint = " faint" if edge.faint else ""
    return (
        f'<path class="edge {kind}{faint}" d="{path}" marker-end="url(#{name}-{kind})">'
        f"<title>{_e(edge.title)}</title></path>"
    )


def _label(edge: Edge) -> str:
    if edge.spot is None:
        return ""
    spot, middle = edge.spot, edge.spot.middle
    place = f'x="{_n(spot.x)}" y="{_n(spot.y)}" width="{_n(spot.w)}" height="{_n(spot.h)}"'
    return (
        f'<rect class="plate {_CLASS[edge.sign]}" rx="7" {place}/>'
        f'<text class="label {_CLASS[edge.sign]}" x="{_n(middle.x)}" y="{_n(middle.y + 3.8)}">{_e(edge.label)}</text>'
    )


def _node(node: Node, link: str | None, line: float) -> str:
    rect, middle = node.rect, node.rect.middle
    rows = len(node.lines) + (0.9 if node.sub else 0)
    y = middle.y - rows * line / 2 + line * 0.78
    words = "".join(
        f'<tspan x="{_n(middle.x)}" y="{_n(y + at * line)}">{_e(words)}</tspan>' for at, words in enumerate(node.lines)
    )
    sub = (
        f'<text class="sub" x="{_n(middle.x)}" y="{_n(y + len(node.lines) * line)}">{_e(node.sub)}</text>'
        if node.sub
        else ""
    )
    tint = f" t-{node.tint}" if node.tint else ""
    box = (
        f'<g class="node{tint}"><title>{_e(node.title)}</title><rect x="{_n(rect.x)}" y="{_n(rect.y)}" '
        f'width="{_n(rect.w)}" height="{_n(rect.h)}" rx="7"/><text>{words}</text>{sub}</g>'
    )
    return f'<a href="#{escape(link)}">{box}</a>' if link else box
