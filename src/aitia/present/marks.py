"""The text cut into pieces at every edge of every span: nested and overlapping highlights become flat.

One sweep over sorted edges; a heap knows the shortest span that covers a piece. Joined together, the pieces
are the text again, character by character.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from aitia.model.text import Span

LAYERS: Final = ("actors", "ties", "events", "figures", "claims", "causes", "options")
_RANK: Final = ("events", "figures", "ties", "actors", "options", "causes", "claims")  # who wins on the same words


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlighted span of one row."""

    layer: str
    row: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text with the same highlights all through.

    ``mark`` is the shortest span over it, ``first`` tells that this span begins here, ``more`` counts the others.
    """

    span: Span
    layers: tuple[str, ...]
    mark: Mark | None
    first: bool
    more: int


def cut(length: int, marks: Sequence[Mark], starts: Iterable[int] = ()) -> Iterator[Piece]:
    """Cut ``[0, length)`` at all edges of ``marks`` and at ``starts``. Marks outside the text are left out."""
    inside = [mark for mark in marks if 0 <= mark.span.start < mark.span.end <= length]
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for number, mark in enumerate(inside):
        opening.setdefault(mark.span.start, []).append(number)
        closing.setdefault(mark.span.end, []).append(number)
    edges = sorted({0, length, *opening, *closing, *(at for at in starts if 0 <= at < length)})
    open_layers = dict.fromkeys(LAYERS, 0)
    heap: list[tuple[int, int, int]] = []
    count = 0
    for at, start in enumerate(edges[:-1]):
        for number in closing.get(start, ()):
            open_layers[inside[number].layer] -= 1
            count -= 1
        for number in opening.get(start, ()):
            mark = inside[number]
            open_layers[mark.layer] += 1
            count += 1
            heapq.heappush(heap, (mark.span.end - mark.span.start, _RANK.index(mark.layer), number))
        while heap and inside[heap[0][2]].span.end <= start:
            heapq.heappop(heap)
        best = inside[heap[0][2]] if heap else None
        yield Piece(
            span=Span(start, edges[at + 1]),
            layers=tuple(layer for layer in LAYERS if open_layers[layer]),
            mark=best,
            first=best is not None and best.span.start == start,
            more=max(count - 1, 0),
        )
