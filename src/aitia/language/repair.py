"""Find words that lost the blank between them, such as "toauthorize"."""

from __future__ import annotations


def fused_at(run: str) -> int:
    """Where a blank is missing inside ``run`` (characters between blanks), or 0."""
    return 0
