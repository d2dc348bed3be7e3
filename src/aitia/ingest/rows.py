"""JSON Lines and JSON into drafts, one row at a time; a broken row never hides the next."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, Final

from aitia.ingest.decode import LongLine, Readable, byte_lines, decode
from aitia.ingest.drafts import Draft, facts_from, row_name
from aitia.ingest.limits import Limits, megabytes
from aitia.model.text import Unread

_MAX_DIGITS: Final = 4_000


def read_json_lines(stream: Readable, *, source: str, name: str, limits: Limits) -> Iterator[Draft | Unread]:
    """One draft per line; ``row`` is the line's number. Blank lines are passed over."""
    seen = False
    for row, line in enumerate(byte_lines(stream, limit=limits.max_row_bytes), start=1):
        if isinstance(line, LongLine):
            seen = True
            yield row_too_large(source, row, limits)
            continue
        if not line.strip():
            continue
        seen = True
        yield _from_line(line, source=source, row=row, name=name)
    if not seen:
        yield Unread(source=source, row=None, reason="empty: there is no row in it")


def read_json(data: bytes, *, source: str, name: str, limits: Limits) -> Iterator[Draft | Unread]:
    """Read a file that holds one object, an array of objects, or JSON Lines after all."""
    text = decode(data)
    try:
        value = parse_json(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            yield from read_json_lines(io.BytesIO(data), source=source, name=name, limits=limits)
        else:
            reason = f"not valid JSON: {error.msg} at line {error.lineno}, column {error.colno}"
            yield Unread(source=source, row=None, reason=reason)
        return
    except ValueError as error:
        yield Unread(source=source, row=None, reason=f"not valid JSON: {error}")
        return
    if not isinstance(value, list):
        yield from_object(value, source=source, row=None, name=name)
        return
    for row, item in enumerate(value, start=1):
        yield from_object(item, source=source, row=row, name=name)
    if not value:
        yield Unread(source=source, row=None, reason="empty: the array has no items")


def parse_json(text: str | bytes) -> Any:
    """Return the value; raises ValueError for anything that is not JSON, however deep or long."""
    try:
        return json.loads(text, parse_int=_integer)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) < _MAX_DIGITS else float(digits)


def _from_line(line: bytes, *, source: str, row: int, name: str) -> Draft | Unread:
    try:
        text = line.rstrip(b"\r\n").decode("utf-8")
    except UnicodeDecodeError as error:
        at = f"byte 0x{line[error.start]:02x} at position {error.start} of the line"
        reason = f"not UTF-8: {at}; convert the file to UTF-8"
        return Unread(source=source, row=row, reason=reason)
    try:
        value = parse_json(text)
    except json.JSONDecodeError as error:
        reason = f"not valid JSON: {error.msg} at column {error.colno}; one object per line is expected"
        return Unread(source=source, row=row, reason=reason)
    except ValueError as error:
        return Unread(source=source, row=row, reason=f"not valid JSON: {error}")
    return from_object(value, source=source, row=row, name=name)


def from_object(value: object, *, source: str, row: int | None, name: str) -> Draft | Unread:
    """Return a draft from one parsed object with a ``text``."""
    if not isinstance(value, dict):
        reason = f'not an object but {_kind(value)}; expected {{"text": "...", "id": ..., ...}}'
        return Unread(source=source, row=row, reason=reason)
    if "text" not in value:
        found = ", ".join(repr(str(key)[:40]) for key in list(value)[:12]) or "none"
        return Unread(source=source, row=row, reason=f'no "text" in it (keys found: {found}); name the key "text"')
    text = value["text"]
    if not isinstance(text, str):
        return Unread(source=source, row=row, reason=f'"text" is {_kind(text)}, not a string')
    return Draft(source=source, row=row, id=row_name(value.get("id"), name), text=text, facts=facts_from(value))


def row_too_large(source: str, row: int, limits: Limits) -> Unread:
    """Return the row for a row over the limit."""
    size = megabytes(limits.max_row_bytes)
    reason = f"too long: the row is over {size}; split the text, or raise the setting max_row_bytes"
    return Unread(source=source, row=row, reason=reason)


def _kind(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, list):
        return "an array"
    return "a string" if isinstance(value, str) else "an object"
