"""What the stand-alone figures share: paper and pens, heading, legend, notes.

A figure is one SVG 1.1 file with its own style sheet and no reference to anything outside; black on white in print,
light on dark in dark mode. Whatever has a colour has a second mark: a dash, a hatch, a symbol or a word. Lengths are
in pixels.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from string import Template
from typing import Final, Literal, NamedTuple

from aitia.model.assembled import CauseMap
from aitia.model.outcomes import WhatIf
from aitia.present.geometry import Edge, Node, Point, Rect, bezier, place_labels, text_width, wrap
from aitia.present.safe import one_line
from aitia.present.svg import SIGN_CLASS, draw_edge, draw_label, draw_node, escaped, rounded
from aitia.present.tables import shorten

MARGIN: Final = 16.0
HEAD: Final = 13.0  # room an arrowhead takes before its box
SIZE, SMALL, LINE = 12.0, 11.0, 15.5
BOLD: Final = 1.09  # how much wider bold letters are
SYMBOL: Final = {"+": "▲", "-": "▼", "0": "○", "?": "?"}
WORD: Final = {"+": "more", "-": "less", "0": "no effect", "?": "open"}
_TITLE: Final = 17.0
_SAMPLE: Final = 46.0  # width of a sample in the legend
_NARROWEST: Final = 620.0
_TOOLTIP: Final = 400  # characters
_MOST_NOTES: Final = 8

_SHAPES: Final = """
text{font-family:"Liberation Sans","DejaVu Sans",Arial,sans-serif;font-size:12px}
.title{font-size:17px;font-weight:bold}.bold{font-weight:bold}.small{font-size:11px}.tiny{font-size:9.5px}
.edge,.halo{fill:none}.edge.neg{stroke-dasharray:9 5}.edge.neu{stroke-dasharray:14 4 2 4}
.edge.dot{stroke-dasharray:0.1 6;stroke-linecap:round}
.label{font-size:11px;font-weight:bold;text-anchor:middle}
.node text{text-anchor:middle}.node .sub{font-size:11px}
.node.t-set .sub,.node.t-cut .sub,.node.t-up .sub,.node.t-down .sub,.node.t-open .sub{font-weight:bold}
.node.t-set rect{stroke-width:4}.node.t-cut rect{stroke-width:3;stroke-dasharray:7 4}
.cell.more{stroke-width:3;fill:none}.cell.hatched,.bar.neg{fill:url(#hatch)}.cross{fill:none;stroke-width:2.4}.axis{stroke-width:1.4}.now{stroke-width:2}.hull{stroke-width:1.4}
"""
_COLOURS: Final = Template(
    ".paper,.plate,.head.neg,.bar.none{fill:$paper}.shade{fill:$grid}.band{fill:$halo}.hull{fill:$hull;stroke:$line}"
    "text{fill:$ink}.soft,.node .sub{fill:$soft}"
    ".node rect{fill:$node;stroke:$line}.node.t-set rect{fill:$set}.node.t-set rect,.node.t-cut rect{stroke:$ink}"
    ".node.t-set .sub,.node.t-cut .sub{fill:$ink}.node.t-up .sub{fill:$pos}.node.t-down .sub{fill:$neg}"
    ".edge.pos,.plate.pos,.head,.bar.pos{stroke:$pos}.head.pos,.label.pos,.bar.pos,.for{fill:$pos}"
    ".edge.neg,.plate.neg,.head.neg,.bar.neg,.hatch{stroke:$neg}.label.neg,.against{fill:$neg}"
    ".edge.neu,.plate.neu,.head.neu,.bar.neu,.bar.none{stroke:$neu}.head.neu,.label.neu,.bar.neu{fill:$neu}"
    ".halo{stroke:$halo}.axis,.now,.cross{stroke:$ink}.grid{stroke:$grid}.cell{stroke:$line}.cell.more{stroke:$pos}.cell.hatched{stroke:$neg}"
)
_LIGHT: Final = {
    "paper": "#ffffff", "ink": "#14171b", "soft": "#4a525c", "line": "#8b939d", "node": "#f5f3ef", "pos": "#0a6a4b",
    "neg": "#b3261e", "neu": "#4f5966", "halo": "#ffd766", "set": "#fff0bd", "grid": "#dde0e4", "hull": "#fbfaf8",
}  # fmt: skip
_DARK: Final = {
    "paper": "#14171b", "ink": "#eceae5", "soft": "#b4bcc6", "line": "#7d8792", "node": "#252b33", "pos": "#5fd3a4",
    "neg": "#ff8a80", "neu": "#b4bcc6", "halo": "#5e4703", "set": "#4a3d10", "grid": "#363d46", "hull": "#1a1f25",
}  # fmt: skip


BarKind = Literal["pos", "neg", "neu", "none"]


class Key(NamedTuple):
    """A sample in the legend, drawn in a field of 46 by 16 pixels, and what it means."""

    sample: str
    words: str


def full(text: str) -> str:
    """``text`` on one line for a tooltip."""
    return shorten(text, _TOOLTIP)


def words(
    x: float,
    y: float,
    lines: Iterable[str],
    *,
    kind: str = "",
    anchor: Literal["start", "middle", "end"] = "start",
    title: str = "",
) -> str:
    """Lines of text, the base line of the first at ``y``; ``title`` is the tooltip."""
    rows = "".join(
        f'<tspan x="{rounded(x)}" y="{rounded(y + at * LINE)}">{escaped(one_line(line))}</tspan>'
        for at, line in enumerate(lines)
    )
    look = f' class="{kind}"' if kind else ""
    tip = f"<title>{escaped(full(title))}</title>" if title else ""
    return f'<text{look} text-anchor="{anchor}">{tip}{rows}</text>'


def row_label(text: str, right: float, middle: float, width: float, *, most: int = 2) -> str:
    """``text`` right-aligned at ``right``, in at most ``most`` lines around ``middle``, all of it as tooltip."""
    lines = wrap(shorten(text, 150), width, SIZE, most)
    return words(right, middle - len(lines) * LINE / 2 + LINE * 0.76, lines, anchor="end", title=text)


def box(rect: Rect, kind: str, *, title: str = "", round_by: float = 0.0) -> str:
    """A rectangle of class ``kind``."""
    tip = f"<title>{escaped(full(title))}</title>" if title else ""
    rx = f' rx="{rounded(round_by)}"' if round_by else ""
    place = f'x="{rounded(rect.x)}" y="{rounded(rect.y)}" width="{rounded(rect.w)}" height="{rounded(rect.h)}"'
    return f'<rect class="{kind}" {place}{rx}>{tip}</rect>' if tip else f'<rect class="{kind}" {place}{rx}/>'


def line(a: Point, b: Point, kind: str) -> str:
    """A straight line of class ``kind``."""
    return f'<line class="{kind}" x1="{rounded(a.x)}" y1="{rounded(a.y)}" x2="{rounded(b.x)}" y2="{rounded(b.y)}"/>'


def bar(x: float, y: float, width: float, height: float, kind: BarKind, title: str) -> str:
    """A bar from ``x`` to the right (or left where ``width`` is negative): ``neg`` hatched, ``none`` empty."""
    rect = Rect(min(x, x + width), y, abs(width), height)
    return box(rect, f"bar {kind}", title=title)


def cross(at: Point, size: float = 5.0) -> str:
    """A cross: somebody says that it is not so."""
    x, y, s = at.x, at.y, size
    return (
        f'<path class="cross" d="M{rounded(x - s)} {rounded(y - s)}L{rounded(x + s)} {rounded(y + s)}'
        f'M{rounded(x - s)} {rounded(y + s)}L{rounded(x + s)} {rounded(y - s)}"/>'
    )


def thickness(belief: float) -> float:
    """Width of an arrow by its belief."""
    return 1.2 + 3.2 * min(max(belief, 0.0), 1.0) if math.isfinite(belief) else 1.2


def number(value: float, digits: int = 2) -> str:
    """``value`` rounded, with a true minus sign and never a negative nought."""
    if not math.isfinite(value):
        return "not finite"
    if abs(value) >= 10_000:
        return f"{value:.1e}".replace("-", "−")
    return f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−")


def count(many: int, noun: str, plural: str | None = None) -> str:
    """``many`` of them, in words."""
    return f"{many:,} {noun if many == 1 else plural or noun + 's'}"


def arrows(name: str, edges: Sequence[Edge], nodes: Sequence[Node], crossed: Sequence[int] = ()) -> list[str]:
    """Draw arrows, boxes, labels, and a cross on the arrows that are denied (by place in ``edges``)."""
    out = [draw_edge(edge, name) for edge in edges]
    out += [draw_node(node, None, LINE) for node in nodes]
    out += [draw_label(edge) for edge in edges]
    taken = [edge.spot.grown(7) for edge in edges if edge.spot] + [node.rect.grown(5) for node in nodes]
    for at in crossed:
        path = bezier(edges[at].points)
        spots = [path[round(share * (len(path) - 1))] for share in (0.7, 0.3, 0.8, 0.6, 0.4, 0.2, 0.5)]
        out.append(cross(next((p for p in spots if not any(rect.holds(p) for rect in taken)), spots[0])))
    return out


def find_spots(
    labels: Sequence[str],
    paths: Sequence[Sequence[Point]],
    *,
    boxes: Sequence[Rect],
    bounds: Rect,
    along: Sequence[Sequence[Point]] | None = None,
) -> list[Rect | None]:
    """Find a spot for each label: clear of the arrowheads if there is one, else clear of ``boxes`` and other labels."""
    heads = [Rect(path[-1].x - HEAD, path[-1].y - 7, 2 * HEAD, 14) for path in paths]
    size = SMALL * BOLD
    spots = place_labels(labels, paths, size=size, boxes=[*boxes, *heads], bounds=bounds, along=along)
    for at, spot in enumerate(spots):
        if spot is None:
            taken = [*boxes, *(other for other in spots if other)]
            where = [along[at]] if along else None
            spots[at] = place_labels([labels[at]], [paths[at]], size=size, boxes=taken, bounds=bounds, along=where)[0]
    return spots


def sample_arrow(name: str, sign: int, *, look: str = "", width: float = 2.4) -> str:
    """An arrow for the legend."""
    kind = SIGN_CLASS[sign]
    look = f" {look}" if look else ""
    return (
        f'<path class="edge {kind}{look}" stroke-width="{rounded(width)}" d="M2 8L33 8" '
        f'marker-end="url(#{name}-{kind})"/>'
    )


def _definitions(name: str) -> str:
    """Arrowheads, told apart by shape, and the hatch of bars that go down."""
    shapes = {
        "pos": '<path class="head pos" d="M0 1 10 5.5 0 10Z"/>',
        "neg": '<path class="head neg" stroke-width="1.4" d="M0.7 1.2 7.5 5.5 0.7 9.8ZM9.3 0.5V10.5"/>',
        "neu": '<path class="head neu" d="M0 3 10 5.5 0 8Z"/>',
    }
    heads = "".join(
        f'<marker id="{name}-{kind}" viewBox="0 0 11 11" refX="0" refY="5.5" markerWidth="12" markerHeight="12" '
        f'markerUnits="userSpaceOnUse" orient="auto">{shape}</marker>'
        for kind, shape in shapes.items()
    )
    hatch = (
        '<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect class="paper" width="5" height="5"/><line class="hatch" x1="1.5" y1="0" x2="1.5" y2="5" '
        'stroke-width="2.4"/></pattern>'
    )
    return f"<defs>{heads}{hatch}</defs>"


def _style() -> str:
    light, dark = _COLOURS.substitute(_LIGHT), _COLOURS.substitute(_DARK)
    return (
        f"<style>{_SHAPES.strip()}\n{light}\n@media screen and (prefers-color-scheme:dark){{{dark}}}\n"
        "@media print{text{fill:#000}}</style>"
    )


def figure(
    name: str,
    *,
    title: str,
    about: str,
    body: Iterable[str] = (),
    width: float = 0.0,
    height: float = 0.0,
    lead: Sequence[str] = (),
    keys: Sequence[Key] = (),
    notes: Sequence[str] = (),
) -> str:
    """Put a drawing under its heading and over its legend and notes, as an SVG file.

    Args:
        name: prefix of the ids inside.
        title: the heading.
        about: what is drawn, in a sentence, for those who cannot see it.
        body: the drawing, from (0, 0).
        width: its width.
        height: its height.
        lead: lines under the heading.
        keys: the legend.
        notes: what a reader must know, under the legend.
    """
    wide = max(width, _NARROWEST)
    room = wide - 2 * MARGIN
    y = MARGIN + _TITLE
    heading = wrap(shorten(title, 300), room, _TITLE * BOLD, 3) or ("",)
    out = []
    for row in heading:
        out.append(words(MARGIN, y, [row], kind="title", title=title if row is heading[0] else ""))
        y += _TITLE * 1.3
    for text in lead:
        lines = wrap(shorten(text, 600), room, SIZE * 1.02, 4)
        out.append(words(MARGIN, y, lines, kind="soft", title=text))
        y += len(lines) * LINE
    y = y - _TITLE + 12
    out.append(f'<g transform="translate({rounded((wide - width) / 2)} {rounded(y)})">{"".join(body)}</g>')
    y += height + (8 if keys or notes else 0)
    x = MARGIN
    for key in keys:
        start = _SAMPLE + 6 if key.sample else 0.0
        need = start + text_width(key.words, SMALL) + 20
        if x > MARGIN and x + need - 20 > wide - MARGIN:
            x, y = MARGIN, y + 21
        out.append(f'<g transform="translate({rounded(x)} {rounded(y)})">{key.sample}')
        out.append(words(start, 12, [key.words], kind="small") + "</g>")
        x += need
    y += 34 if keys else 12
    shown = [*notes[:_MOST_NOTES], *([f"and {count(len(notes) - _MOST_NOTES, 'note')} more"] if len(notes) > 8 else [])]
    for text in shown:
        lines = wrap(shorten(text, 600), room, SIZE, 4)
        out.append(words(MARGIN, y, lines, kind="soft", title=text))
        y += len(lines) * LINE
    y += MARGIN - 8
    size = f'width="{rounded(wide)}" height="{rounded(y)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" viewBox="0 0 {rounded(wide)} {rounded(y)}" {size} '
        f'role="img" aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{escaped(full(title))}</title>'
        f'<desc id="{name}-d">{escaped(full(about))}</desc>{_style()}{_definitions(name)}'
        f'<rect class="paper" {size}/>{"".join(out)}</svg>\n'
    )


def nothing(name: str, title: str, why: str, lead: Sequence[str] = ()) -> str:
    """A figure that says why there is nothing to draw."""
    return figure(name, title=title, about=why, lead=lead, notes=(why,))


def concept_names(causes: CauseMap) -> dict[str, str]:
    """What the concepts of a map are called."""
    return {concept.id: one_line(concept.label) or concept.id for concept in causes.concepts}


def supposed(answer: WhatIf, names: Mapping[str, str]) -> str:
    """A line that says what a scenario supposes."""
    set_, cut = answer.scenario.set, answer.scenario.cut
    said = [f"{names.get(c, c)} {'▲ more' if value > 0 else '▼ less'}" for c, value in set_.items()]
    said += [f"{names.get(c, c)} ○ held, its causes cut" for c in cut if c not in set_]
    return f"Supposed: {'; '.join(said) or 'nothing'} (engine: {answer.engine})"
