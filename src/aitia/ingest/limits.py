"""How much the ingest stage takes in before it says no."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on what is read. Everything over a bound becomes an ``Unread`` row that names it.

    ``max_bytes`` bounds one file that has to be held whole (text, HTML, PDF, one JSON value); JSON Lines and CSV are
    streamed and bounded per row by ``max_row_bytes``. ``max_characters`` bounds the text of one document.
    """

    max_bytes: int = 64 * 2**20
    max_html_bytes: int = 20 * 2**20
    max_row_bytes: int = 16 * 2**20
    max_characters: int = 2_000_000
    max_pages: int = 5_000
    max_web_bytes: int = 20 * 2**20
    web_seconds: float = 20.0
    max_redirects: int = 5


def megabytes(size: int) -> str:
    """Read ``size`` in bytes as a person reads it."""
    return f"{size / 2**20:.1f} MB" if size >= 2**20 // 10 else f"{size:,} bytes"
