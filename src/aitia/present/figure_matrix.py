"""How far sources agree: a matrix of sources by sources, two numbers in every cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aitia.model.outcomes import Agreement, Comparison
from aitia.present.figure_style import MARGIN, Key, box, count, figure, nothing, number, row_label, words
from aitia.present.geometry import Rect
from aitia.present.safe import one_line

_LABELS: Final = 230.0
_HEADER: Final = 24.0
_CELL_W, _CELL_H = 58.0, 32.0


def agreement_svg(comparison: Comparison, *, most: int = 20, title: str = "Who agrees with whom") -> str:
    """Draw on how many items each two sources agree and disagree.

    Args:
        comparison: sources and their agreements.
        most: sources at most; those with the most items in common with others are kept, none without any.
        title: the heading.

    Returns:
        An SVG file. Cells are bordered thick where two sources agree more, hatched where they disagree more.

    Example:
        >>> agree = Agreement(one="a", other="b", agree=3, disagree=1)
        >>> names = {"a": "Ann", "b": "Bob"}
        >>> rows = Comparison(sources=("a", "b"), names=names, items=(), agreements=(agree,), gaps=())
        >>> "Ann and Bob agree on 3 items, disagree on 1" in agreement_svg(rows)
        True
    """
    between = {pair: row for row in comparison.agreements for pair in ((row.one, row.other), (row.other, row.one))}
    shared = dict.fromkeys(comparison.sources, 0)
    for row in comparison.agreements:
        for source in (row.one, row.other):
            if source in shared:
                shared[source] += row.agree + row.disagree + row.unsettled
    if len(comparison.sources) < 2:
        return nothing("agreement", title, "Nothing to draw: a comparison needs two sources.")
    speaking = [source for source in shared if shared[source]]
    if not speaking:
        return nothing("agreement", title, "Nothing to draw: no two sources speak about the same thing.")
    kept = frozenset(sorted(speaking, key=lambda source: -shared[source])[: max(most, 2)])
    sources = [source for source in speaking if source in kept]
    names = {s: one_line(comparison.names.get(s, "")) or s or "unnamed sources" for s in sources}
    notes = []
    if len(sources) < len(speaking):
        notes.append(f"Not drawn: {count(len(speaking) - len(sources), 'source')} with fewer items in common.")
    if len(speaking) < len(shared):
        notes.append(
            f"Not drawn: {count(len(shared) - len(speaking), 'source')} with no item in common with any other."
        )
    if comparison.alpha is not None:
        notes.append(f"Krippendorff's alpha over all items: {number(comparison.alpha)}.")
    keys = [
        Key(box(Rect(6, 1, 34, 14), "cell more"), "they agree on more"),
        Key(box(Rect(6, 1, 34, 14), "cell hatched"), "they disagree on more"),
        Key(words(23, 12, ["–"], kind="soft", anchor="middle"), "no item in common"),
    ]
    if any(row.unsettled for row in comparison.agreements):
        keys.append(Key(words(23, 12, ["~2"], kind="small", anchor="middle"), "unsettled: one hedges or says both"))
    return figure(
        "agreement",
        title=title,
        about=f"A matrix of {count(len(sources), 'source')}: items they agree and disagree on.",
        body=list(_cells(sources, names, between)),
        width=MARGIN + _LABELS + 10 + _CELL_W * len(sources) + MARGIN,
        height=_HEADER + _CELL_H * len(sources) + 8,
        lead=["In each cell: items both speak to and agree on / disagree on."],
        keys=keys,
        notes=notes + [f"Note: {note}" for note in comparison.notes],
    )


def _cells(sources: Sequence[str], names: dict[str, str], between: dict[tuple[str, str], Agreement]) -> list[str]:
    left = MARGIN + _LABELS + 10
    out = []
    for at, source in enumerate(sources):
        x, y = left + at * _CELL_W + _CELL_W / 2, _HEADER + at * _CELL_H
        out.append(words(x, _HEADER - 8, [str(at + 1)], kind="bold", anchor="middle", title=names[source]))
        out.append(words(left - 8, y + _CELL_H / 2 + 4, [str(at + 1)], kind="bold", anchor="end"))
        out.append(row_label(names[source], left - 32, y + _CELL_H / 2, _LABELS - 24))
        for place, other in enumerate(sources):
            cell = Rect(left + place * _CELL_W, y, _CELL_W, _CELL_H)
            out.append(_cell(cell, names[source], names[other], between.get((source, other)), same=source == other))
    return out


def _cell(cell: Rect, one: str, other: str, row: Agreement | None, *, same: bool) -> str:
    middle = cell.middle
    if same:
        return box(cell, "cell shade")
    if row is None or not row.agree + row.disagree + row.unsettled:
        return box(cell, "cell paper", title=f"{one} and {other}: no item in common") + words(
            middle.x, middle.y + 4, ["–"], kind="soft", anchor="middle"
        )
    said = f"{one} and {other} agree on {count(row.agree, 'item')}, disagree on {row.disagree:,}"
    look = "more" if row.agree > row.disagree else "hatched" if row.disagree > row.agree else "paper"
    inner = cell.grown(-2)
    out = box(cell, "cell paper", title=said) + (box(inner, f"cell {look}", title=said) if look != "paper" else "")
    if look == "hatched":
        out += box(Rect(middle.x - 22, middle.y - 9, 44, 18), "paper", title=said)
    if row.unsettled:
        said += f", unsettled {row.unsettled:,}"
        out += words(cell.x + cell.w - 4, cell.y + cell.h - 4, [f"~{row.unsettled:,}"], kind="tiny soft", anchor="end")
    return out + words(middle.x, middle.y + 4, [f"{row.agree:,} / {row.disagree:,}"], anchor="middle", title=said)
