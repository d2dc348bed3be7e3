"""CSV and TSV into drafts, streamed.

Quoting follows RFC 4180 to the letter, so that a quote somebody forgot to close costs its own row and not the rest of
the file: the row is listed and reading goes on at the next line.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from aitia.ingest.decode import LongLine, Readable, byte_lines
from aitia.ingest.drafts import Draft, facts_from, row_name
from aitia.ingest.limits import Limits
from aitia.ingest.rows import row_too_large
from aitia.model.text import Unread

_DELIMITERS: Final = (",", ";", "\t", "|")
_MAX_TRIES: Final = 20
_MAX_SPENT: Final = 64 * 2**20
_LINE_COST: Final = 200  # what handling a short line costs, in bytes


@dataclass(frozen=True, slots=True)
class _Broken:
    """Why a record cannot be split into fields."""

    reason: str
    too_large: bool = False


@dataclass(frozen=True, slots=True)
class _Record:
    row: int
    fields: list[str] | _Broken
    lines: list[bytes]


def read_table(
    stream: Readable, *, source: str, name: str, limits: Limits, delimiter: str | None = None
) -> Iterator[Draft | Unread]:
    """One draft per record. ``row`` is the number of the line on which the record starts; the header is line 1."""
    lines = _Lines(byte_lines(stream, limit=limits.max_row_bytes))
    header = _header(lines, delimiter)
    if header is None:
        yield Unread(source=source, row=None, reason="empty: there is no header line in it")
        return
    if isinstance(header, _Broken):
        yield Unread(source=source, row=1, reason=header.reason)
        return
    columns, mark = header
    if "text" not in columns:
        found = ", ".join(repr(column[:40]) for column in columns[:20])
        reason = f"no column named text (columns found: {found}); name the column that holds the text 'text'"
        yield Unread(source=source, row=1, reason=reason)
        return
    seen = False
    for record in _records(lines, mark, len(columns), limits):
        seen = True
        if isinstance(record.fields, _Broken):
            bad = record.fields
            yield (
                row_too_large(source, record.row, limits)
                if bad.too_large
                else Unread(source=source, row=record.row, reason=bad.reason)
            )
            continue
        values = dict(
            zip(reversed(columns), reversed(record.fields), strict=True)
        )  # of two columns of a name, the first
        text = values["text"]
        yield Draft(
            source=source,
            row=record.row,
            id=row_name(values.get("id"), name),
            text=text,
            facts=facts_from(dict(values)),
        )
    if not seen:
        yield Unread(source=source, row=None, reason="empty: there is no row below the header")


class _Lines:
    """Numbered lines that can be given back."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self._returned: deque[bytes] = deque()
        self.number = 0
        self.spent = 0

    @property
    def patient(self) -> bool:
        """Whether records may still run over several lines: false once too many bytes were read again and again."""
        return self.spent <= _MAX_SPENT

    def take(self) -> bytes | None:
        line = self._returned.popleft() if self._returned else next(self._lines, None)
        self.number += line is not None
        return line

    def give_back(self, lines: list[bytes]) -> None:
        self._returned.extendleft(reversed(lines))
        self.number -= len(lines)
        self.spent += sum(map(len, lines)) + _LINE_COST * len(lines)


def _header(lines: _Lines, delimiter: str | None) -> tuple[list[str], str] | _Broken | None:
    first = lines.take()
    while first is not None and not first.strip():
        first = lines.take()
    if first is None:
        return None
    best: tuple[list[str], str] | _Broken = _Broken("the header line is too long")
    if isinstance(first, LongLine):
        return best
    for mark in (delimiter,) if delimiter else _DELIMITERS:
        fields = _split([first], mark)
        if fields is None or isinstance(fields, _Broken):
            if isinstance(best, _Broken):
                best = _Broken("the header line has a quote that is not closed")
            continue
        columns = [field.strip().lower() for field in fields]
        if isinstance(best, _Broken) or ("text" in columns and "text" not in best[0]) or len(columns) > len(best[0]):
            if not isinstance(best, _Broken) and "text" in best[0] and "text" not in columns:
                continue
            best = (columns, mark)
    return best


def _records(lines: _Lines, mark: str, width: int, limits: Limits) -> Iterator[_Record]:
    while True:
        record = _record(lines, mark, limits.max_row_bytes)
        if record is None:
            return
        fields = record.fields
        if isinstance(fields, list) and len(fields) != width:
            if len(fields) == width + 1 and not fields[-1]:
                fields = fields[:-1]
            else:
                fields = _Broken(
                    f"{len(fields)} fields where the header has {width}; quote fields that hold the delimiter"
                )
        if isinstance(fields, _Broken) and len(record.lines) > 1:
            lines.give_back(record.lines[1:])
        if isinstance(fields, _Broken) and mark == "\t" and not isinstance(record.lines[0], LongLine):
            fields = _bare(record.lines[0], width) or fields
        yield _Record(record.row, fields, record.lines)


def _bare(line: bytes, width: int) -> list[str] | None:
    """Tab-separated values as many tools write them: quotes mean nothing."""
    try:
        fields = line.decode("utf-8").rstrip("\r\n").split("\t")
    except UnicodeDecodeError:
        return None
    return fields if len(fields) == width else None


def _record(lines: _Lines, mark: str, limit: int) -> _Record | None:
    first = lines.take()
    while first is not None and not first.strip(b"\r\n"):
        first = lines.take()
    if first is None:
        return None
    row, held, size = lines.number, [first], len(first)
    if isinstance(first, LongLine):
        return _Record(row, _Broken("", too_large=True), held)
    fields = _split(held, mark)
    tries = 0
    while fields is None:
        # a field is open, and a line with an even number of quotes leaves it (or another) open
        line = lines.take() if lines.patient else None
        while line is not None and not isinstance(line, LongLine) and line.count(b'"') % 2 == 0:
            held.append(line)
            size += len(line)
            line = lines.take() if size <= limit else None
        if line is None or isinstance(line, LongLine) or tries == _MAX_TRIES:
            if line is not None:
                lines.give_back([line])
            return _Record(row, _Broken("a quote is opened and never closed"), held)
        held.append(line)
        size += len(line)
        fields = _split(held, mark)
        tries += 1
        lines.spent += size if tries > 1 else 0
    return _Record(row, fields, held)


def _split(lines: list[bytes], mark: str) -> list[str] | _Broken | None:
    """Return the fields of one record; None where a quoted field is still open at the end."""
    try:
        text = b"".join(lines).decode("utf-8")
    except UnicodeDecodeError as error:
        return _Broken(f"not UTF-8: byte 0x{error.object[error.start]:02x}; convert the file to UTF-8")
    text = text.removesuffix("\n").removesuffix("\r")
    fields: list[str] = []
    position = 0
    while True:
        if text.startswith('"', position):
            end = _closing(text, position + 1)
            if end < 0:
                return None
            fields.append(text[position + 1 : end].replace('""', '"'))
            position = end + 1
            if position < len(text) and text[position] != mark:
                return _Broken("text behind a closing quote; a quote inside a quoted field is written twice")
        else:
            end = text.find(mark, position)
            end = len(text) if end < 0 else end
            fields.append(text[position:end])
            position = end
        if position >= len(text):
            return fields
        position += 1


def _closing(text: str, position: int) -> int:
    while (position := text.find('"', position)) >= 0:
        if not text.startswith('""', position):
            return position
        position += 2
    return -1
