"""The actor network as a figure: blocs side by side, in each its actors, between them what binds and divides them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from aitia.model.assembled import NetworkActor, SignedNetwork, SignedTie
from aitia.model.outcomes import Balance
from aitia.present.cells import Cells, around, arrange, strongest
from aitia.present.figure_style import (
    BOLD,
    HEAD,
    SIZE,
    SMALL,
    Key,
    arrows,
    box,
    count,
    cross,
    figure,
    find_spots,
    full,
    nothing,
    number,
    sample_arrow,
    thickness,
    words,
)
from aitia.present.geometry import Edge, Node, Point, Rect, bezier, text_width, wrap
from aitia.present.layered import parts
from aitia.present.safe import one_line
from aitia.present.svg import path_data, rounded

MOST_ACTORS: Final = 24
_MOST_LINKS: Final = 48
_BOX_W, _BOX_H = 148.0, 60.0
_PITCH_X, _PITCH_Y = 222.0, 116.0
_PAD, _HEADER = 26.0, 30.0
_BETWEEN, _APART, _MARGIN = 120.0, 34.0, 16.0
_WIDEST: Final = 1240.0
_WIDEST_LABEL: Final = 150.0
_THROUGH: Final = 20.0  # see ``arrange``


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """All ties of one sign and standing from one actor to another."""

    source: str
    target: str
    sign: int
    state: str
    ties: tuple[SignedTie, ...]
    frustrated: bool

    @property
    def belief(self) -> float:
        return max(tie.belief for tie in self.ties)

    @property
    def words(self) -> str:
        said = dict.fromkeys((tie.relation or ("+" if tie.sign > 0 else "−")).replace("_", " ") for tie in self.ties)
        label = ", ".join([*said][:2]) + (" …" if len(said) > 2 else "")
        label = "! " * self.frustrated + (f"{self.state}: " if self.state else "") + label
        return label if text_width(label, SMALL * BOLD) <= _WIDEST_LABEL else label.split(",")[0] + " …"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hull:
    """A bloc with its place in the picture, and the places for its actors."""

    name: str
    actors: tuple[str, ...]
    rect: Rect
    cells: tuple[Rect, ...]


def network_svg(
    network: SignedNetwork,
    balance: Balance | None = None,
    names: Mapping[str, str] | None = None,
    *,
    most: int = MOST_ACTORS,
    title: str = "Who stands with whom",
) -> str:
    """Draw an actor network, its actors grouped into the blocs of its best division.

    Args:
        network: actors and their ties.
        balance: its balance: gives the blocs, and the ties that stand against them.
        names: names of actors by id, where they should be other than the network's.
        most: actors to draw at most; the most tied ones are kept.
        title: the heading.

    Returns:
        An SVG file. Arrows are solid for positive ties, dashed for negative ones, dotted where they are planned,
        hypothetical or prospective; the more belief, the thicker; a cross where somebody denies it; a broad band and
        an exclamation mark where a tie stands against the blocs.

    Example:
        >>> two = tuple(NetworkActor(id=name, name=name) for name in ("Iran", "Iraq"))
        >>> ties = (SignedTie(subject="Iran", object="Iraq", sign=-1, relation="opposes"),)
        >>> "Iran opposes Iraq" in network_svg(SignedNetwork(actors=two, ties=ties))
        True
    """
    against = frozenset(balance.frustrated) if balance else frozenset[str]()
    links = _links(network.ties, against)
    if not links:
        return nothing("network", title, "Nothing to draw: no two actors of this network are tied.")
    strength: dict[str, int] = {}
    for link in links:
        for end in (link.source, link.target):
            strength[end] = strength.get(end, 0) + len(link.ties)
    known = {actor.id: actor for actor in network.actors}
    place = {key: at for at, key in enumerate(dict.fromkeys([*known, *strength]))}
    ranked = sorted(strength, key=lambda key: (-strength[key], place[key]))
    kept = strongest(ranked, [(link.source, link.target) for link in links], max(most, 2))
    inside = [link for link in links if link.source in kept and link.target in kept]
    inside.sort(key=lambda link: (not link.frustrated, -link.belief, place[link.source], place[link.target]))
    drawn = inside[:_MOST_LINKS]
    seen = {end for link in drawn for end in (link.source, link.target)}
    keys = [key for key in ranked if key in seen]
    called = {key: one_line((names or {}).get(key) or (known[key].name if key in known else "")) or key for key in keys}
    hulls = _hulls(keys, balance, drawn)
    boxes = _boxes(keys, hulls, drawn, known, called)
    width = max(hull.rect.x + hull.rect.w for hull in hulls) + _MARGIN
    height = max(hull.rect.y + hull.rect.h for hull in hulls) + _MARGIN
    rects = {node.key: node.rect for node in boxes}
    headings = [Rect(h.rect.x + 10, h.rect.y + 4, text_width(h.name, SIZE) * BOLD + 8, 20) for h in hulls if h.name]
    edges = _route(drawn, rects, headings, Rect(0, 0, width, height), called)
    body = [part for hull in hulls if hull.name for part in _frame(hull)]
    body += [_halo(edge) for edge in edges if edge.look.endswith("torn")]
    crossed = [at for at, edge in enumerate(edges) if edge.faint]
    missing = len(network.ties) - sum(len(link.ties) for link in drawn)
    return figure(
        "network",
        title=title,
        about=f"A network of {count(len(keys), 'actor')}, {count(len(drawn), 'arrow')} between them.",
        body=[*body, *arrows("network", edges, boxes, crossed)],
        width=width,
        height=height,
        lead=_lead(balance),
        keys=list(_keys(drawn)),
        notes=_notes(len(strength) - len(keys), missing, balance),
    )


def _links(ties: Iterable[SignedTie], against: frozenset[str]) -> list[_Link]:
    groups: dict[tuple[str, str, int, str, bool], list[SignedTie]] = {}
    for tie in ties:
        if tie.subject != tie.object:
            sign = (tie.sign > 0) - (tie.sign < 0)
            groups.setdefault((tie.subject, tie.object, sign, _state(tie), tie.id in against), []).append(tie)
    return [
        _Link(source=key[0], target=key[1], sign=key[2], state=key[3], frustrated=key[4], ties=tuple(rows))
        for key, rows in groups.items()
    ]


def _state(tie: SignedTie) -> str:
    if tie.factuality == "negated":
        return "denied"
    if tie.factuality != "asserted":
        return {"planned": "planned", "hypothetical": "if"}[tie.factuality]
    return {"past": "past", "current": "", "prospective": "to come"}[tie.time]


def _hulls(keys: Sequence[str], balance: Balance | None, links: Sequence[_Link]) -> list[_Hull]:
    """Give every bloc its place: blocs with ties between them side by side, from left to right, in rows."""
    rows: list[tuple[str, list[str]]] = []
    for at, members in enumerate(balance.blocs if balance else (), 1):
        bloc = [key for key in keys if key in frozenset(members)]
        if bloc:
            hidden = len(members) - len(bloc)
            rows.append((f"Bloc {at}" + (f" (and {hidden} not drawn)" if hidden else ""), bloc))
    placed = {key for _, bloc in rows for key in bloc}
    alone = [key for key in keys if key not in placed]
    if alone:
        rows.append(("In no bloc" if rows else "", alone))
    home = {key: at for at, (_, bloc) in enumerate(rows) for key in bloc}
    ends = [(home[link.source], home[link.target]) for link in links]
    groups = [sorted({end for at in part for end in ends[at]}) for part in parts(range(len(ends)), ends)]
    joined = {at for group in groups for at in group}
    groups += [[at] for at in range(len(rows)) if at not in joined]
    found: list[_Hull] = []
    x = y = _MARGIN
    bottom = y
    for group in sorted(groups, key=lambda group: (-sum(len(rows[at][1]) for at in group), group)):
        shapes = [_cells(len(rows[at][1])) for at in group]
        wide = sum(shape[1] for shape in shapes) + _BETWEEN * (len(group) - 1)
        if x > _MARGIN and x + wide > _WIDEST:
            x, y = _MARGIN, bottom + _APART
        tall = max(shape[2] for shape in shapes)
        for at, (cells, w, h) in zip(group, shapes, strict=True):
            top = y + (tall - h) / 2
            found.append(
                _Hull(
                    name=rows[at][0],
                    actors=tuple(rows[at][1]),
                    rect=Rect(x, top, w, h),
                    cells=tuple(Rect(cell.x + x, cell.y + top, cell.w, cell.h) for cell in cells),
                )
            )
            x += w + _BETWEEN
        x += _APART - _BETWEEN
        bottom = max(bottom, y + tall)
    return found


def _cells(size: int) -> tuple[list[Rect], float, float]:
    """Places for the actors of a bloc, every other row shifted; width and height of the bloc."""
    columns = 1 if size <= 4 else 2 if size <= 18 else 3
    rows = math.ceil(size / columns) + (size > 6)
    shift = 0.0 if rows == 1 else 46.0 if columns == 1 else _PITCH_X / 2
    cells = [
        Rect(_PAD + column * _PITCH_X + (shift if row % 2 else 0), _HEADER + row * _PITCH_Y, _BOX_W, _BOX_H)
        for row in range(rows)
        for column in range(columns)
    ]
    width = 2 * _PAD + (columns - 1) * _PITCH_X + _BOX_W + shift
    return cells, width, _HEADER + (rows - 1) * _PITCH_Y + _BOX_H + _PAD


def _boxes(
    keys: Sequence[str],
    hulls: Sequence[_Hull],
    links: Sequence[_Link],
    known: Mapping[str, NetworkActor],
    called: Mapping[str, str],
) -> list[Node]:
    """Give every actor its place in its bloc."""
    cells = Cells([cell for hull in hulls for cell in hull.cells])
    homes: dict[str, list[int]] = {}
    first = 0
    for hull in hulls:
        home = cells.outwards(hull.rect.middle, range(first, first + len(hull.cells)))
        homes.update(dict.fromkeys(hull.actors, home))
        first += len(hull.cells)
    where = arrange(keys, [(link.source, link.target) for link in links], cells, homes, through=_THROUGH)
    boxes = []
    for key in keys:
        actor = known.get(key)
        sub = " · ".join(part.replace("_", " ") for part in (actor.kind, actor.country) if part) if actor else ""
        lines = wrap(full(called[key]), _BOX_W - 14, SIZE, 2)
        boxes.append(Node(key=key, rect=cells.rects[where[key]], lines=lines, sub=sub, title=full(called[key])))
    return boxes


def _route(
    links: Sequence[_Link],
    rects: Mapping[str, Rect],
    headings: Sequence[Rect],
    canvas: Rect,
    called: Mapping[str, str],
) -> list[Edge]:
    """Curves around boxes, parallel arrows of one pair apart, and labels where there is room."""
    pairs: dict[tuple[str, str], list[_Link]] = {}
    for link in links:
        pairs.setdefault((min(link.source, link.target), max(link.source, link.target)), []).append(link)
    routed = []
    for pair, group in sorted(pairs.items()):
        others = [*headings, *(rect.grown(7) for key, rect in rects.items() if key not in pair)]
        for at, link in enumerate(group):
            apart = min(1.0, 3 / len(group)) * (at - (len(group) - 1) / 2)
            routed.append(
                (link, around(rects[link.source], rects[link.target], apart, others, canvas, head=HEAD, widest=186))
            )
    paths = [bezier(points) for _, points in routed]
    labels = [link.words for link, _ in routed]
    taken = [*headings, *(rect.grown(1) for rect in rects.values())]
    spots = find_spots(labels, paths, boxes=taken, bounds=canvas)
    for at, (link, _) in enumerate(routed):
        if spots[at] is None and link.frustrated:  # the mark alone where the words find no room
            labels[at] = "!"
            spots[at] = find_spots(["!"], [paths[at]], boxes=[*taken, *(s for s in spots if s)], bounds=canvas)[0]
    edges = []
    for (link, points), label, spot in zip(routed, labels, spots, strict=True):
        said = "; ".join(
            f"{link.state + ': ' if link.state else ''}{full(called[link.source])} "
            f"{(tie.relation or 'tied to').replace('_', ' ')} {full(called[link.target])} (belief {number(tie.belief)})"
            for tie in link.ties[:6]
        )
        edges.append(
            Edge(
                source=link.source,
                target=link.target,
                sign=link.sign,
                faint=link.state == "denied" or any(tie.denials for tie in link.ties),
                points=points,
                title=said + ("; against the blocs" if link.frustrated else ""),
                label=label if spot else "",
                spot=spot,
                look=("dot " if link.state in ("planned", "if", "to come") else "")
                + ("torn" if link.frustrated else ""),
                width=thickness(link.belief),
            )
        )
    return edges


def _frame(hull: _Hull) -> list[str]:
    x, y = hull.rect.x, hull.rect.y
    name = words(x + 14, y + 19, [hull.name], kind="bold")
    return [box(hull.rect, "hull", title=f"{hull.name}: {count(len(hull.actors), 'actor')}", round_by=14), name]


def _halo(edge: Edge) -> str:
    return f'<path class="halo" stroke-width="{rounded((edge.width or 2) + 9)}" d="{path_data(edge.points)}"/>'


def _lead(balance: Balance | None) -> list[str]:
    if balance is None:
        return []
    index = count(balance.frustration_index, "tie stands", "ties stand")
    proven = "no division has fewer" if balance.optimal else f"proven: no division has fewer than {balance.bound:,}"
    triads = f"Triads: {balance.balanced:,} balanced, {balance.unbalanced:,} unbalanced, {balance.torn:,} torn."
    return [f"{index} against these blocs ({proven}). {triads}"]


def _keys(links: Sequence[_Link]) -> Iterable[Key]:
    yield Key(sample_arrow("network", 1), "+ binds (solid)")
    yield Key(sample_arrow("network", -1), "− divides (dashed, barred head)")
    if any(link.sign == 0 for link in links):
        yield Key(sample_arrow("network", 0), "neither")
    if any(link.state in ("planned", "if", "to come") for link in links):
        yield Key(
            sample_arrow("network", 1, look="dot"), "dotted: planned, hypothetical or to come; the head tells + from −"
        )
    if any(link.frustrated for link in links):
        halo = '<path class="halo" stroke-width="11" d="M2 8H33"/>'
        yield Key(halo + sample_arrow("network", 1), "band and !: stands against the blocs")
    if any(link.state == "denied" or any(tie.denials for tie in link.ties) for link in links):
        yield Key(sample_arrow("network", 1) + cross(Point(18, 8)), "somebody denies it")
    lines = "".join(f'<path class="edge pos" stroke-width="{w}" d="M2 {y}H38"/>' for w, y in (("1.5", 5), ("4.4", 12)))
    yield Key(lines, "thin to thick: belief 0.1 to 1")


def _notes(actors: int, ties: int, balance: Balance | None) -> list[str]:
    missing = [count(many, noun) for many, noun in ((actors, "less tied actor"), (ties, "tie")) if many]
    notes = [f"Not drawn: {' and '.join(missing)}."] if missing else []
    return notes + ([f"Note: {note}" for note in balance.notes] if balance else [])
