"""Texts that are one noun phrase: a cell of a table, a line of a list. It is about whoever it describes."""

from __future__ import annotations

from typing import Final

from aitia.language.page import Page

LONGEST: Final = 20
_FINITE: Final = frozenset(["VBD", "VBZ", "VBP", "MD"])


def is_phrase(page: Page) -> bool:
    """Whether the whole text is a short phrase without a finite verb: "former officials of the Chadian army"."""
    words = page.words
    return len(words) <= LONGEST and bool(words) and not any(w.tag in _FINITE for w in words)
