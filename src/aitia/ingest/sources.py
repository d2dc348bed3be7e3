"""Open whatever a person names, one document at a time; what cannot be read becomes a row and never stops the rest."""

from __future__ import annotations

import io
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from aitia.errors import InputError, TooLarge, UnsupportedInput
from aitia.ingest.decode import Readable, Rejoined, decode, looks_like_text
from aitia.ingest.drafts import Draft, Facts, complete, facts_from, too_long
from aitia.ingest.folders import files_in
from aitia.ingest.frontmatter import front_matter
from aitia.ingest.limits import Limits, megabytes
from aitia.ingest.markdown import plain
from aitia.ingest.pages import draft_from_html
from aitia.ingest.pdf import read_pdf
from aitia.ingest.rows import parse_json, read_json, read_json_lines
from aitia.ingest.tables import read_table
from aitia.ingest.web import fetch, is_url
from aitia.model.text import Document, Unread

_KINDS: Final = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".pdf": "pdf", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv",
    ".tsv": "tsv",
}  # fmt: skip
_CONTENT_TYPES: Final = {
    "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "text/plain": "text",
    "text/markdown": "markdown", "application/json": "json", "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "application/json-lines": "jsonl", "text/csv": "csv", "text/tab-separated-values": "tsv",
}  # fmt: skip
_SPEAKS_LITTLE: Final = ("", "application/octet-stream", "binary/octet-stream", "text/plain")
_DOCUMENTS: Final = frozenset((".doc", ".docx", ".odt", ".rtf", ".epub", ".zip", ".gz", ".bz2", ".xz", ".xls", ".xlsx"))
_ENDING: Final = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,7}")
_READABLE: Final = ".txt, .md, .html, .pdf, .jsonl, .json, .csv, .tsv"
_SNIFF: Final = 1 << 18
_SNIFF_LINES: Final = 5


def open_documents(
    sources: Sequence[str | Path],
    *,
    stdin: BinaryIO | None = None,
    any_language: bool = False,
    allow_private: bool = False,
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> Iterator[Document | Unread]:
    """Give the documents in ``sources`` one at a time and in order, and a row for everything that could not be read.

    A source is a file, a folder (read through by name, hidden files left out), ``-`` for standard input, or an http(s)
    address. In a folder, files that are no documents (pictures, programs) are passed over without a row, while
    documents of a kind that is not read (.docx, .zip) are listed; a folder without any readable file is listed itself.
    Bad input never raises.
    """
    for source in sources:
        shown = str(source)
        items = _guarded(shown, _drafts(source, stdin=stdin, allow_private=allow_private, limits=limits))
        for item in items:
            yield complete(item, limits=limits, any_language=any_language) if isinstance(item, Draft) else item


def _guarded(source: str, items: Iterator[Draft | Unread]) -> Iterator[Draft | Unread]:
    try:
        yield from items
    except InputError as error:
        yield Unread(source=source, row=None, reason=str(error))
    except FileNotFoundError:
        yield Unread(source=source, row=None, reason="no such file or folder; check the path")
    except PermissionError:
        yield Unread(source=source, row=None, reason="no permission to read it; check its access rights")
    except OSError as error:
        yield Unread(source=source, row=None, reason=f"cannot be read: {error.strerror or type(error).__name__}")
    except MemoryError:
        yield Unread(source=source, row=None, reason="too large for the memory of this machine; split it")


def _drafts(
    source: str | Path, *, stdin: BinaryIO | None, allow_private: bool, limits: Limits
) -> Iterator[Draft | Unread]:
    if isinstance(source, str):
        if source == "-":
            stream = stdin or getattr(sys.stdin, "buffer", None)
            if stream is None:
                return _closed()
            return _from_stream(stream, None, source=source, name="stdin", limits=limits)
        if is_url(source):
            return _from_web(source, allow_private=allow_private, limits=limits)
    return _from_path(source, limits=limits)


def _closed() -> Iterator[Draft | Unread]:
    raise InputError("standard input is closed; name a file, or pipe a text into it")
    yield  # a generator: the error comes where the others do


def _from_path(source: str | Path, *, limits: Limits) -> Iterator[Draft | Unread]:
    if source == "":
        raise UnsupportedInput("the path is empty; name a file, a folder, - or an address")
    path = Path(source)
    try:
        mode = path.stat().st_mode
    except ValueError:
        raise UnsupportedInput("not a path: it holds characters no file name can have") from None
    except FileNotFoundError:
        if isinstance(source, str) and re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", source):
            raise UnsupportedInput(
                "only http and https addresses can be read; save the page and read the file"
            ) from None
        raise
    if stat.S_ISDIR(mode):
        yield from _from_folder(path, limits=limits)
        return
    ending = _ending(path)
    kind = _KINDS.get(ending)
    if kind is None and ending:
        raise UnsupportedInput(
            f"no reader for files ending in {ending}; readable are {_READABLE}; save its text as .txt"
        )
    yield from _from_file(path, kind, limits=limits)


def _ending(path: Path) -> str:
    """Return the ending in lower case; what does not look like one (``Report 2014.09``) counts as none."""
    return path.suffix.lower() if _ENDING.fullmatch(path.suffix) else ""


def _from_folder(folder: Path, *, limits: Limits) -> Iterator[Draft | Unread]:
    readable, others = 0, 0
    for path in files_in(folder):
        if isinstance(path, Unread):
            yield path
            continue
        ending = _ending(path)
        kind = _KINDS.get(ending)
        if kind is None and ending in _DOCUMENTS:
            yield Unread(
                source=str(path), row=None, reason=f"no reader for files ending in {ending}; save its text as .txt"
            )
        if kind is None and (ending or not _is_text(path)):
            others += 1
            continue
        readable += 1
        yield from _guarded(str(path), _from_file(path, kind, limits=limits))
    if not readable:
        reason = f"no readable file in the folder ({others} of other kinds); readable are {_READABLE}"
        yield Unread(source=str(folder), row=None, reason=reason)


def _is_text(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return looks_like_text(stream.read(8192))
    except OSError:
        return True  # so that the failure to read it is listed


def _from_file(path: Path, kind: str | None, *, limits: Limits) -> Iterator[Draft | Unread]:
    name = path.stem if _ending(path) else path.name
    size = path.stat().st_size
    if kind in ("text", "markdown", None) and size > _text_bytes(limits):
        with path.open("rb") as stream:
            if kind is None and _kind_of(stream.read(_SNIFF)) != "text":
                size = 0
        if size:
            yield too_long(str(path), None, megabytes(size), limits)
            return
    with path.open("rb") as stream:
        yield from _from_stream(stream, kind, source=str(path), name=name, limits=limits)


def _from_web(url: str, *, allow_private: bool, limits: Limits) -> Iterator[Draft | Unread]:
    page = fetch(url, limits=limits, allow_private=allow_private)
    ending = _ending(Path(page.url.partition("?")[0].partition("#")[0]))
    kind = _CONTENT_TYPES.get(page.kind)
    if page.kind in _SPEAKS_LITTLE:
        kind = _KINDS.get(ending, kind) if page.kind == "text/plain" else _KINDS.get(ending)
    elif kind is None:
        raise UnsupportedInput(
            f"the address gives {page.kind[:60]!r}, which is not read; readable are HTML, text and PDF"
        )
    if kind == "html":
        yield draft_from_html(page.data, source=url, name=page.name, limits=limits, charset=page.charset, url=page.url)
        return
    stream = io.BytesIO(page.data)
    for item in _from_stream(stream, kind, source=url, name=page.name, limits=limits, charset=page.charset):
        yield item.at(page.url) if isinstance(item, Draft) else item


def _from_stream(
    stream: BinaryIO, kind: str | None, *, source: str, name: str, limits: Limits, charset: str | None = None
) -> Iterator[Draft | Unread]:
    input_stream: Readable = stream
    if kind is None:
        head = stream.read(_SNIFF)
        kind, input_stream = _kind_of(head), Rejoined(head, stream)
    match kind:
        case "jsonl":
            yield from read_json_lines(input_stream, source=source, name=name, limits=limits)
        case "csv" | "tsv":
            mark = "\t" if kind == "tsv" else None
            yield from read_table(input_stream, source=source, name=name, limits=limits, delimiter=mark)
        case "json":
            yield from read_json(_whole(input_stream, limits.max_bytes), source=source, name=name, limits=limits)
        case "pdf":
            yield from read_pdf(_whole(input_stream, limits.max_bytes), source=source, name=name, limits=limits)
        case "html":
            data = _whole(input_stream, min(limits.max_bytes, limits.max_html_bytes))
            yield draft_from_html(data, source=source, name=name, limits=limits, charset=charset)
        case _:
            data = input_stream.read(_text_bytes(limits) + 1)
            if len(data) > _text_bytes(limits):
                yield too_long(source, None, f"over {megabytes(_text_bytes(limits))}", limits)
                return
            text = decode(data, encoding=charset)
            matter = front_matter(text) if kind == "markdown" else None
            facts = facts_from(dict(matter.pairs)) if matter else Facts()
            if kind == "markdown":
                start = matter.end if matter else 0
                text = text[:start] + plain(text[start:])
            yield Draft(source=source, row=None, id=name, text=text, facts=facts)


def _text_bytes(limits: Limits) -> int:
    """How many bytes a text within the limits can have at most: UTF-8 takes up to four for a character."""
    return min(limits.max_bytes, 4 * limits.max_characters + 4)


def _whole(stream: Readable, limit: int) -> bytes:
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(f"too large: over {megabytes(limit)}; split it, or raise the setting max_bytes")
    return data


def _kind_of(head: bytes) -> str:
    """Tell by its beginning what a stream without a name holds."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start[:200].lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    if re.match(rb"\[\s*\{\s*\"", start):
        return "json"
    if not start.startswith(b"{"):
        return "text"
    lines = [line for line in start.splitlines() if line.strip()]
    if any(map(_is_row, lines[:_SNIFF_LINES])):
        return "jsonl"
    if re.match(rb"\{\s*\"", start) and re.search(rb'"text"\s*:', start):
        return "jsonl" if len(lines) == 1 else "json"
    return "text"


def _is_row(line: bytes) -> bool:
    try:
        value = parse_json(line)
    except ValueError:
        return False
    return isinstance(value, dict) and "text" in value
