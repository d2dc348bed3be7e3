"""A finished layout as inline SVG: every arrow told apart by colour, dash and label, every box a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from aitia.present.geometry import Edge, Node, Picture, Point
from aitia.present.safe import visible

_FITS: Final = 1640.0  # a picture up to this wide is shrunk to a desktop page, wider ones are scrolled
SIGN_CLASS: Final = {1: "pos", -1: "neg", 0: "neu"}


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
    width, height = rounded(picture.width), rounded(picture.height)
    role = "group" if links else "img"  # an image may hold no links
    fit = " fit" if picture.width <= _FITS else ""
    out = [
        f'<svg class="graph{fit}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="{role}" '
        f'aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{escaped(title)}</title>'
        f'<desc id="{name}-d">{escaped(about)}</desc><defs>'
    ]
    out += [
        f'<marker id="{name}-{kind}" viewBox="0 0 10 10" refX="8.5" refY="5" markerWidth="9" markerHeight="9" '
        f'markerUnits="userSpaceOnUse" orient="auto"><path class="head {kind}" d="M0 0.5 10 5 0 9.5Z"/></marker>'
        for kind in SIGN_CLASS.values()
    ]
    out.append("</defs>")
    out += [draw_edge(edge, name) for edge in picture.edges]
    out += [draw_node(node, links.get(node.key), line) for node in picture.nodes]
    out += [draw_label(edge) for edge in picture.edges if edge.spot]
    out.append("</svg>")
    return "".join(out)


def escaped(text: str) -> str:
    """``text`` made visible and fit to stand in XML."""
    return escape(visible(text))


def rounded(value: float) -> str:
    """A length in pixels, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def path_data(points: Sequence[Point]) -> str:
    """A chain of cubic curves as the ``d`` of a path."""
    first, *rest = points
    return f"M{rounded(first.x)} {rounded(first.y)}C" + " ".join(f"{rounded(p.x)} {rounded(p.y)}" for p in rest)


def draw_edge(edge: Edge, name: str) -> str:
    """An arrow; its head is the marker of the picture ``name`` for its sign."""
    kind = SIGN_CLASS[edge.sign]
    more = (" faint" if edge.faint else "") + (f" {edge.look}" if edge.look else "")
    width = "" if edge.width is None else f' stroke-width="{rounded(edge.width)}"'
    return (
        f'<path class="edge {kind}{more}"{width} d="{path_data(edge.points)}" marker-end="url(#{name}-{kind})">'
        f"<title>{escaped(edge.title)}</title></path>"
    )


def draw_label(edge: Edge) -> str:
    """The label of an arrow on its plate; nothing where it found no spot."""
    if edge.spot is None:
        return ""
    spot, middle = edge.spot, edge.spot.middle
    place = f'x="{rounded(spot.x)}" y="{rounded(spot.y)}" width="{rounded(spot.w)}" height="{rounded(spot.h)}"'
    return (
        f'<rect class="plate {SIGN_CLASS[edge.sign]}" rx="7" {place}/>'
        f'<text class="label {SIGN_CLASS[edge.sign]}" x="{rounded(middle.x)}" y="{rounded(middle.y + 3.8)}">'
        f"{escaped(edge.label)}</text>"
    )


def draw_node(node: Node, link: str | None, line: float) -> str:
    """A box with its words, ``line`` pixels a line, as a link where ``link`` is a fragment."""
    rect, middle = node.rect, node.rect.middle
    rows = len(node.lines) + (0.9 if node.sub else 0)
    y = middle.y - rows * line / 2 + line * 0.78
    words = "".join(
        f'<tspan x="{rounded(middle.x)}" y="{rounded(y + at * line)}">{escaped(words)}</tspan>'
        for at, words in enumerate(node.lines)
    )
    sub = (
        f'<text class="sub" x="{rounded(middle.x)}" y="{rounded(y + len(node.lines) * line)}">'
        f"{escaped(node.sub)}</text>"
        if node.sub
        else ""
    )
    tint = f" t-{node.tint}" if node.tint else ""
    box = (
        f'<g class="node{tint}"><title>{escaped(node.title)}</title><rect x="{rounded(rect.x)}" y="{rounded(rect.y)}" '
        f'width="{rounded(rect.w)}" height="{rounded(rect.h)}" rx="7"/><text>{words}</text>{sub}</g>'
    )
    return f'<a href="#{escape(link)}">{box}</a>' if link else box
