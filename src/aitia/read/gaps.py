"""Where words and deeds part: the same two actors tied with opposite signs by different voices, or by word and deed."""

from __future__ import annotations

from collections.abc import Iterator

from aitia.model.reading import Reading
from aitia.model.records import Gap


def find_gaps(reading: Reading) -> Iterator[Gap]:
    """Yield the gaps of a reading whose ties, events and claims are complete."""
    yield from ()
