"""Where words come from: documents, spans, and what made a reading."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Span(NamedTuple):
    """Half-open range ``[start, end)`` in Unicode code points of ``Document.text``."""

    start: int
    end: int

    def overlaps(self, other: tuple[int, int]) -> bool:
        """Whether the two ranges share a character."""
        return self.start < other[1] and other[0] < self.end

    def contains(self, other: tuple[int, int]) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other[0] and other[1] <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text and what is known about it from outside.

    ``text`` is never altered: every span of every record counts in it. ``published`` is an ISO date
    (``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``) or None.
    """

    id: str
    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    genre: str | None = None

    @property
    def sha256(self) -> str:
        """Hex digest of the text in UTF-8: the identity of the content."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Something that was handed in and could not be read, and why.

    ``row`` counts from 1 within ``source`` (line, record or file position) or is None for a whole file.
    """

    source: str
    row: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What made a reading: enough to make it again."""

    version: str = ""
    reader: str = ""
    models: tuple[str, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)
