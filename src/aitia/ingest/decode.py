"""Bytes into text: UTF-8, or UTF-16 that says so by its byte order mark. Nothing is guessed."""

from __future__ import annotations

import codecs
import re
import sys
from collections.abc import Iterator
from typing import Final, Protocol

from aitia.errors import InputError, UnsupportedInput

_CHUNK: Final = 1 << 16
_SAMPLE: Final = 8192
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ODD_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\v\f\r\x08\x1b"))
_MAGIC: Final = (
    (b"%PDF-", "a PDF file; give it the ending .pdf"),
    (b"PK\x03\x04", "a ZIP file (or a .docx, .odt, .epub); unpack it or save it as text"),
    (b"\x1f\x8b", "a gzip file; give it the ending .gz"),
    (b"\xd0\xcf\x11\xe0", "an old Office file; save it as text"),
    (b"{\\rtf", "an RTF file; save it as text"),
    (b"\x89PNG", "a picture; only text can be read"),
    (b"\xff\xd8\xff", "a picture; only text can be read"),
    (b"GIF8", "a picture; only text can be read"),
    (b"\x7fELF", "a program; only text can be read"),
)
_ENCODINGS: Final = re.compile(
    r"(?i)utf-?8|utf-?16(?:-?[lb]e)?|(?:us-)?ascii|iso-?8859-\d{1,2}|latin-?\d|(?:windows|cp)-?\d{3,4}|koi8-[ru]|mac-?roman|"
    r"gb2312|gbk|gb18030|big5|shift[_-]?jis|euc-(?:jp|kr)|tis-620"
)


class Readable(Protocol):
    """What bytes are read from."""

    def read(self, size: int = -1, /) -> bytes:
        """Give up to ``size`` bytes, none at the end."""
        ...


class Rejoined:
    """A stream whose beginning was read already."""

    def __init__(self, head: bytes, stream: Readable) -> None:
        self._head = head
        self._stream = stream

    def read(self, size: int = -1, /) -> bytes:
        """Give up to ``size`` bytes, the head first."""
        if size < 0:
            size = sys.maxsize
        head, self._head = self._head[:size], self._head[size:]
        return head + self._stream.read(size - len(head)) if len(head) < size else head


def decode(data: bytes, *, encoding: str | None = None) -> str:
    """Return the text of ``data`` without a leading byte order mark, otherwise unchanged.

    Raises UnsupportedInput for what is no text, InputError for text in an undeclared encoding.
    """
    refuse_binary(data)
    if data.startswith(_UTF16):
        return _decoded(data, "utf-16")
    return _decoded(data, encoding or "utf-8").removeprefix("\ufeff")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        if not _ENCODINGS.fullmatch(encoding):
            raise LookupError(encoding)
        return data.decode(encoding)
    except LookupError:
        raise InputError(f"the encoding {encoding!r} is not known; convert the text to UTF-8") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        name = "UTF-8" if encoding == "utf-8" else encoding.upper()
        raise InputError(
            f"not {name} text: byte 0x{data[error.start]:02x} at position {error.start} (line {line}); "
            "convert it first, for example: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW"
        ) from None


def refuse_binary(data: bytes) -> None:
    """Raise UnsupportedInput where ``data`` is plainly not text."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UnsupportedInput(f"not text: it is {what}")
    if data.startswith(_UTF16):
        return
    sample = data[:_SAMPLE]
    odd = len(sample) - len(sample.translate(None, _ODD_CONTROLS))
    if odd * 20 > len(sample):
        raise UnsupportedInput(
            "not text: it is binary data (or UTF-16 without a byte order mark; then convert it: "
            "iconv -f UTF-16 -t UTF-8 FILE > NEW)"
        )


def looks_like_text(data: bytes) -> bool:
    """Whether the start of a file could be text."""
    try:
        refuse_binary(data)
    except UnsupportedInput:
        return False
    return True


def utf8_chunks(stream: Readable) -> Iterator[bytes]:
    """Return the stream in pieces of bounded size; UTF-16 with a byte order mark is turned into UTF-8 on the way.

    A leading UTF-8 byte order mark is dropped; nothing is validated.
    """
    first = stream.read(_CHUNK)
    if first.startswith(_UTF16):
        decoder = codecs.getincrementaldecoder("utf-16")(errors="replace")
        chunk = first
        while chunk:
            yield decoder.decode(chunk).encode("utf-8", "surrogatepass")
            chunk = stream.read(_CHUNK)
        yield decoder.decode(b"", final=True).encode("utf-8")
        return
    yield first.removeprefix(codecs.BOM_UTF8)
    while chunk := stream.read(_CHUNK):
        yield chunk


class LongLine(bytes):
    """The beginning of a line over the limit; the rest of it was passed over."""


def byte_lines(stream: Readable, *, limit: int) -> Iterator[bytes]:
    """Lines with their line ends; a line over ``limit`` bytes comes as a ``LongLine`` without its rest."""
    held: list[bytes] = []
    size, over = 0, False
    for chunk in utf8_chunks(stream):
        start = 0
        while (end := chunk.find(b"\n", start)) >= 0:
            piece = chunk[start : end + 1]
            start = end + 1
            if over or size + len(piece) > limit:
                yield LongLine((held[0] if held else piece)[:80])
            else:
                yield b"".join((*held, piece)) if held else piece
            held, size, over = [], 0, False
        rest = chunk[start:]
        if rest and not over:
            held.append(rest)
            size += len(rest)
            if size > limit:
                held, over = [held[0][:80]], True
    if held:
        yield LongLine(held[0][:80]) if over else b"".join(held)
