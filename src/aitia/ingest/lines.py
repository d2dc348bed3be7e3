"""The first and last lines of a text, with their offsets and the blank lines around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_LINE: Final = re.compile(r"[^\r\n\u2028\u2029]+")
_BREAK: Final = re.compile(r"\r\n|[\r\n\u2028\u2029]")
_TAIL_WINDOW: Final = 20_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something, without its outer blanks."""

    start: int
    end: int
    text: str
    blank_before: bool


def head_lines(text: str, start: int, count: int) -> list[Line]:
    """Return the first ``count`` non-empty lines from ``start`` on, and one more to look ahead to."""
    return _lines(text, start, len(text), count + 1)


def tail_lines(text: str, count: int) -> list[Line]:
    """Return the last ``count`` non-empty lines, in the order of the text."""
    start = max(0, len(text) - _TAIL_WINDOW)
    if start:
        found = _BREAK.search(text, start)
        if found is None:
            return []
        start = found.end()
    return _lines(text, start, len(text), None)[-count:]


def _lines(text: str, start: int, end: int, count: int | None) -> list[Line]:
    lines: list[Line] = []
    behind = start
    for found in _LINE.finditer(text, start, end):
        stripped = found[0].strip()
        if not stripped:
            continue
        first = found.start() + found[0].index(stripped[0])
        blank = len(_BREAK.findall(text, behind, first)) > 1
        behind = first + len(stripped)
        lines.append(Line(first, behind, stripped, blank))
        if len(lines) == count:
            break
    return lines
