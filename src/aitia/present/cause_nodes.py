"""The boxes of the cause graph: which ends of causal links are the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aitia.model.records import CausalLink
from aitia.model.text import Span

_MADE_OF: Final = 0.7  # share of a span that shorter spans must cover to stand for it
_NEAR: Final = 12  # overlapping spans looked back at: keeps merging linear
_POINTERS: Final = frozenset(
    ("it", "this", "that", "they", "these", "those", "she", "which", "this all", "such", "them", "him", "who")
)


def merge(links: Sequence[CausalLink], text: str) -> tuple[list[Span], list[tuple[int, int]]]:
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


def split(spans: Sequence[Span], ends: Sequence[tuple[int, int]]) -> tuple[list[int], list[tuple[int, int]]]:
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
