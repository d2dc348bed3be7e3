"""Between characters of a sentence and the word pieces the encoder sees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

MAX_PIECES: Final = 160
Offsets = Sequence[tuple[int, int]]


def pieces_of(offsets: Offsets, start: int, end: int) -> tuple[int, int] | None:
    """The pieces ``[first, last + 1)`` that lie at least partly in the characters ``[start, end)``, if any.

    The first and last piece of a sentence are markers with the empty span (0, 0) and belong to nothing.
    """
    first = last = -1
    for i, (a, b) in enumerate(offsets):
        if a < end and start < b:
            if first < 0:
                first = i
            last = i
    return (first, last + 1) if first >= 0 else None


def between(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    """The pieces between two runs of pieces, the start marker where they touch or overlap."""
    low, high = (a, b) if a[0] <= b[0] else (b, a)
    return (low[1], high[0]) if high[0] > low[1] else (0, 1)
