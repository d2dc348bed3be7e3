"""The cause map as a figure: what leads to what, in layers from left to right, with the answer to a question on it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from aitia.model.assembled import CauseMap, Influence
from aitia.model.outcomes import Outcome, WhatIf
from aitia.present.figure_style import (
    HEAD,
    LINE,
    SIZE,
    SYMBOL,
    WORD,
    Key,
    arrows,
    concept_names,
    count,
    cross,
    figure,
    find_spots,
    full,
    nothing,
    number,
    sample_arrow,
    supposed,
    thickness,
)  # fmt: skip
from aitia.present.geometry import SAMPLES, Edge, Node, Point, Rect, bezier, wrap
from aitia.present.layered import COLUMNS, Placed, lay_out, layers, parts, place

_MARGIN: Final = 16.0
_LINES: Final = 4
_PORT: Final = 11.5  # between two arrows at a box
_SIZES: Final = ((COLUMNS, 196.0, 104.0), (6, 158.0, 84.0), (1_000_000, 132.0, 72.0))  # up to so many layers: box, gap
_CERTAINTY: Final = {"hedged": "may", "hypothetical": "if", "negated": "denied"}
_RELATION: Final = {"purpose": "aim", "implied": "implied"}
_DOTTED: Final = frozenset(("hedged", "hypothetical"))


def cause_map_svg(
    causes: CauseMap, *, answer: WhatIf | None = None, most: int = 40, title: str = "What leads to what"
) -> str:
    """Draw a cause map, and on it what follows from a scenario.

    Args:
        causes: concepts and influences.
        answer: what follows from a scenario: concepts that are set get a strong frame, all others a symbol.
        most: influences to draw at most; those nearest to what is set, then those believed most, are kept.
        title: the heading.

    Returns:
        An SVG file. Arrows are solid for more, dashed for less, dotted where hedged or hypothetical (then the head and
        the label tell the sign); the more belief, the thicker; a cross where somebody denies it.

    Example:
        >>> from aitia.model.assembled import Concept, Influence
        >>> drought, hunger = (Concept(id=word, label=word) for word in ("drought", "hunger"))
        >>> leads = Influence(cause="drought", effect="hunger", polarity=1)
        >>> "drought (+) hunger" in cause_map_svg(CauseMap(concepts=(drought, hunger), influences=(leads,)))
        True
    """
    held = _held(answer)
    if not causes.influences and not held:
        return nothing("causes", title, "Nothing to draw: there are no influences in this cause map.")
    kept = _nearest(causes.influences, answer, max(most, 0))
    drawn = [causes.influences[at] for at in kept]
    order = dict.fromkeys(c.id for c in causes.concepts)
    order.update(dict.fromkeys(end for row in causes.influences for end in (row.cause, row.effect)))
    index = {concept: at for at, concept in enumerate(order)}
    used = {end for row in drawn for end in (row.cause, row.effect)} | {c for c in held if c in index}
    names = concept_names(causes)
    labels = {index[c]: names.get(c, c) for c in index}
    nodes = {index[c]: c for c in index if c in used}
    if not nodes:
        return nothing("causes", title, f"Nothing to draw: room for {count(most, 'influence')} was asked for.")
    ends = [(index[row.cause], index[row.effect]) for row in drawn]
    outcomes = {row.concept: row for row in answer.outcomes} if answer else {}
    boxes, placed = _boxes(nodes, labels, drawn, ends, outcomes, held)
    edges, crossed = _edges(drawn, ends, labels, placed, [node.rect for node in boxes])
    concepts = {end for row in causes.influences for end in (row.cause, row.effect)}
    return figure(
        "causes",
        title=title,
        about=f"A map of {count(len(nodes), 'concept')} and {count(len(drawn), 'influence')} between them.",
        body=arrows("causes", edges, boxes, crossed),
        width=placed.width,
        height=placed.height,
        lead=[supposed(answer, names)] if answer else [],
        keys=list(_keys(drawn, answer)),
        notes=_notes(len(causes.influences) - len(drawn), len(concepts - used), answer),
    )


def _held(answer: WhatIf | None) -> dict[str, float]:
    """Concepts that are set, and those whose causes are cut (0)."""
    return {} if answer is None else {**dict.fromkeys(answer.scenario.cut, 0.0), **answer.scenario.set}


def _nearest(rows: Sequence[Influence], answer: WhatIf | None, most: int) -> list[int]:
    """Places of the influences to draw: nearest to what is set, most believed, most connected."""
    out: dict[str, list[str]] = {}
    degree: dict[str, int] = {}
    for row in rows:
        out.setdefault(row.cause, []).append(row.effect)
        for end in (row.cause, row.effect):
            degree[end] = degree.get(end, 0) + 1
    held = _held(answer)
    far = dict.fromkeys((concept for concept, value in held.items() if value), 0)
    queue = deque(far)
    while queue:
        here = queue.popleft()
        for there in out.get(here, ()):
            if there not in far:
                far[there] = far[here] + 1
                if there not in held:
                    queue.append(there)

    def rank(at: int) -> tuple[float, float, int, int]:
        row = rows[at]
        into = row.effect in held  # what is held does not feel it
        distance = len(rows) + into if into or row.cause not in far else far[row.cause]
        return distance, -row.belief, -degree[row.cause] - degree[row.effect], at

    return sorted(sorted(range(len(rows)), key=rank)[:most])


def _boxes(
    nodes: Mapping[int, str],
    labels: Mapping[int, str],
    drawn: Sequence[Influence],
    ends: Sequence[tuple[int, int]],
    outcomes: Mapping[str, Outcome],
    held: Mapping[str, float],
) -> tuple[list[Node], Placed]:
    """Lay out the concepts: their boxes, and the arrows between them."""
    links = [at for at, (a, b) in enumerate(ends) if a != b]
    groups = [(sorted({end for at in part for end in ends[at]}), part) for part in parts(links, ends)]
    joined = {node for members, _ in groups for node in members}
    groups += [([node], []) for node in nodes if node not in joined]
    depth = max(1 + max(layers(members, [ends[at] for at in part])[0].values()) for members, part in groups)
    box, gap = next((box, gap) for most, box, gap in _SIZES if depth <= most)
    itself: dict[int, list[str]] = {}
    for row, (a, b) in zip(drawn, ends, strict=True):
        if a == b:
            itself.setdefault(a, []).append(_label(row))
    lines, subs, heights = {}, {}, {}
    for node, concept in nodes.items():
        rows = [*wrap(full(labels[node]), box - 16, SIZE, _LINES)]
        if node in itself:
            rows += wrap(f"(on itself: {', '.join(itself[node])})", box - 16, SIZE, 2)
        lines[node] = tuple(rows)
        subs[node] = _state(outcomes.get(concept), held.get(concept))
        ports = max(sum(ends[at][side] == node for at in links) for side in (0, 1))
        heights[node] = max((len(rows) + (0.9 if subs[node][0] else 0)) * LINE + 14, (ports + 1) * _PORT)
    placed = place([lay_out(*group, ends, heights) for group in groups], box=box, gap=gap, margin=_MARGIN, head=HEAD)
    boxes = [
        Node(
            key=nodes[node], rect=rect, lines=lines[node], sub=subs[node][0], tint=subs[node][1],
            title=full(f"{labels[node]}{': ' if subs[node][0] else ''}{subs[node][0]}"),
        )
        for node, rect in placed.rects.items()
    ]  # fmt: skip
    return boxes, placed


def _state(outcome: Outcome | None, held: float | None) -> tuple[str, str]:
    """What the small text of a box says, and how the box looks."""
    if held is not None:
        sign = "+" if held > 0 else "-" if held < 0 else "0"
        said = {"+": "set: more", "-": "set: less", "0": "held, causes cut"}[sign]
        return f"{SYMBOL[sign]} {said}", "set" if held else "cut"
    if outcome is None or (outcome.sign == "0" and outcome.p_none in (None, 1.0)):
        return "", ""  # nothing reaches it: an empty box says so
    p = {"+": outcome.p_up, "-": outcome.p_down, "0": outcome.p_none, "?": None}[outcome.sign]
    words = f"{SYMBOL[outcome.sign]} {WORD[outcome.sign]}"
    if p is not None:
        words += f" {number(p)}"
    elif outcome.sign == "?" and outcome.p_up is not None and outcome.p_down is not None:
        words = f"? ▲ {number(outcome.p_up)} ▼ {number(outcome.p_down)}"
    elif outcome.value is not None and outcome.sign != "0":
        words += f" {number(abs(outcome.value))}"
    return words, {"+": "up", "-": "down", "?": "open"}.get(outcome.sign, "")


def _label(row: Influence) -> str:
    parts_ = ("+" if row.polarity > 0 else "−", _CERTAINTY.get(row.certainty), _RELATION.get(row.relation))
    return " ".join(part for part in parts_ if part)


def _edges(
    drawn: Sequence[Influence],
    ends: Sequence[tuple[int, int]],
    labels: Mapping[int, str],
    placed: Placed,
    boxes: Sequence[Rect],
) -> tuple[list[Edge], list[int]]:
    """Turn the routes into arrows; and the places of those that somebody denies."""
    rows = [drawn[route.link] for route in placed.routes]
    words = [_label(row) for row in rows]
    paths = [bezier(route.points) for route in placed.routes]
    spots = find_spots(
        words,
        paths,
        boxes=boxes,
        bounds=Rect(0, 0, placed.width, placed.height),
        along=[path[: SAMPLES + 1] for path in paths],
    )
    edges = []
    for route, row, label, spot in zip(placed.routes, rows, words, spots, strict=True):
        cause, effect = ends[route.link]
        against = f", denied by {len(row.denials)}" if row.denials else ""
        edges.append(
            Edge(
                source=row.cause, target=row.effect, sign=1 if row.polarity > 0 else -1, faint=False,
                points=route.points, label=label if spot else "", spot=spot, width=thickness(row.belief),
                look="dot" if row.certainty in _DOTTED else "",
                title=f"{full(labels[cause])} ({label}) {full(labels[effect])}; belief {number(row.belief)}, "
                f"{count(len(row.supports), 'support')}{against}",
            )
        )  # fmt: skip
    return edges, [at for at, row in enumerate(rows) if row.denials or row.certainty == "negated"]


def _keys(drawn: Iterable[Influence], answer: WhatIf | None) -> Iterable[Key]:
    rows = list(drawn)
    yield Key(sample_arrow("causes", 1), "+ more of it brings more (solid)")
    yield Key(sample_arrow("causes", -1), "− more of it brings less (dashed, barred head)")
    if any(row.certainty in _DOTTED for row in rows):
        yield Key(
            sample_arrow("causes", 1, look="dot"), "dotted: hedged (may) or hypothetical (if); the head tells + from −"
        )
    if any(row.denials or row.certainty == "negated" for row in rows):
        yield Key(sample_arrow("causes", 1) + cross(Point(18, 8)), "somebody denies it")
    lines = "".join(f'<path class="edge pos" stroke-width="{w}" d="M2 {y}H38"/>' for w, y in (("1.5", 5), ("4.4", 12)))
    yield Key(lines, "thin to thick: belief 0.1 to 1")
    if answer is not None:
        frame = '<g class="node t-set"><rect x="5" y="2" width="32" height="13" rx="4"/></g>'
        yield Key(frame, "supposed")
        yield Key("", "▲ more · ▼ less · ○ no effect · ? open")


def _notes(left_out: int, concepts: int, answer: WhatIf | None) -> list[str]:
    notes = []
    if left_out:
        how = "farther from what is supposed or less believed" if answer else "less believed"
        notes.append(
            f"Not drawn: {count(left_out, 'more influence')}, {how}"
            + (f", and {count(concepts, 'concept')} that only these join." if concepts else ".")
        )
    return notes + ([f"Note: {note}" for note in answer.notes] if answer else [])
