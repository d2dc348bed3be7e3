"""Where a text's paragraphs begin and end: at blank lines, and at line ends that are no mere wrapping."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from aitia.model.text import Span

_PARAGRAPH: Final = re.compile(r"(?:[ \t\r\f\v]*\n){2,}")
_LINE_END: Final = re.compile(r"[ \t\r\f\v]*\n")
_FINAL: Final = tuple(".!?:;\"'”’)]…")
_NARROW, _WIDE = 40, 160  # columns between which a text may be wrapped
_FILLED, _LONG = 55, 100  # columns of a line that is filled, and of one that is no line of a wrapped text


def paragraphs(text: str) -> Iterator[Span]:
    """Paragraphs of a text, in order; wrapped lines stay together."""
    position, width = 0, wrap_width(text)
    bounds = [(m.start(), m.end()) for m in _PARAGRAPH.finditer(text)]
    bounds.append((len(text), len(text)))
    starts = [0, *(after for _, after in bounds)]
    wrapped = any(_is_wrapped(text, a, b) for a, (b, _) in zip(starts, bounds, strict=False) if b > a)
    for cut, after in bounds:
        if cut > position:
            yield from _lines(text, position, cut, width, wrapped)
        position = after


def wrap_width(text: str) -> int:
    """The column that a whole text was wrapped at, 0 where it was not: at most line ends the next word had no room."""
    lines = [line.rstrip() for line in text.split("\n")]
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
    width = max((len(line) for pair in pairs for line in pair), default=0)
    if len(pairs) < 2 or not _NARROW <= width <= _WIDE:
        return 0
    full = sum(_is_full(a, b, width) for a, b in pairs)
    return width if full * 10 >= len(pairs) * 8 else 0


def _is_full(line: str, after: str, width: int) -> bool:
    """Whether the next line's first word had no room at the end of a line."""
    return len(line) + 1 + len(after.split(None, 1)[0]) > width


def _is_wrapped(text: str, start: int, end: int) -> bool:
    """Whether the lines of a paragraph, three or more, are about as long as each other, and none is very long."""
    marks = [(m.start(), m.end()) for m in _LINE_END.finditer(text, start, end)]
    widths = [b[0] - a for a, b in zip([start, *(m[1] for m in marks)], marks, strict=False)]
    return len(widths) >= 2 and max(widths) < _LONG and sorted(widths)[len(widths) // 2] > _FILLED


def _lines(text: str, start: int, end: int, width: int, elsewhere: bool) -> Iterator[Span]:
    """A paragraph cut where a line ends a sentence or is a heading; wrapped lines stay together.

    ``elsewhere``: other paragraphs of the text are wrapped, so a filled line that ends no sentence goes on, too.
    """
    marks = [(m.start(), m.end()) for m in _LINE_END.finditer(text, start, end)]
    wrapped = _is_wrapped(text, start, end)
    position = begin = start
    for cut, after in marks:
        line, rest = text[begin:cut].rstrip(), text[after : min(end, after + _WIDE)].lstrip()
        begin = after
        if wrapped and not (line.endswith(_FINAL) and cut - position < 50):
            continue
        if elsewhere and rest and _FILLED < len(line) < _LONG and not line.endswith(_FINAL):
            continue
        if width and rest and _is_full(line, rest, width):
            continue
        if len(line) >= _NARROW and rest[:1].islower() and not line.endswith(_FINAL):
            continue
        yield Span(position, cut)
        position = after
    yield Span(position, end)
