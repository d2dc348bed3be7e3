"""Word lists as they stand in the code."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of a list that is parted by blanks."""
    return frozenset(text.split())
