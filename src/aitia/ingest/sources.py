"""Open whatever a person names, one document at a time; what cannot be read becomes a row and never stops the rest."""

from __future__ import annotations

import io
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final

from aitia.errors import InputError, TooLarge, UnsupportedInput
from aitia.ingest.columns import read_columns
from aitia.ingest.decode import Readable, Rejoined, decode, looks_like_text
from aitia.ingest.drafts import Draft, Facts, complete, facts_from, too_long
from aitia.ingest.feeds import Linked, is_feed, read_addresses, read_feed
from aitia.ingest.folders import files_in
from aitia.ingest.frontmatter import front_matter
from aitia.ingest.limits import Limits, megabytes
from aitia.ingest.markdown import plain
from aitia.ingest.packed import PACKED, Unpacked
from aitia.ingest.pages import draft_from_html
from aitia.ingest.pdf import read_pdf
from aitia.ingest.rows import parse_json, read_json, read_json_lines
from aitia.ingest.tables import read_table
from aitia.ingest.web import fetch, is_url
from aitia.model.text import Document, Unread

_KINDS: Final = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".pdf": "pdf", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv",
    ".tsv": "tsv", ".parquet": "parquet", ".rss": "feed", ".atom": "feed", ".xml": "feed", ".urls": "urls",
}  # fmt: skip
_CONTENT_TYPES: Final = {
    "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "text/plain": "text",
    "text/markdown": "markdown", "application/json": "json", "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "application/json-lines": "jsonl", "text/csv": "csv", "text/tab-separated-values": "tsv",
    "application/rss+xml": "feed", "application/atom+xml": "feed", "application/xml": "feed", "text/xml": "feed",
}  # fmt: skip
_SPEAKS_LITTLE: Final = ("", "application/octet-stream", "binary/octet-stream", "text/plain")
_DOCUMENTS: Final = frozenset((".doc", ".docx", ".odt", ".rtf", ".epub", ".zip", ".bz2", ".xz", ".xls", ".xlsx"))
_ENDING: Final = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,7}")
_READABLE: Final = (
    ".txt, .md, .html, .pdf, .jsonl, .json, .csv, .tsv, .parquet, .rss, .atom, .xml, .urls, "
    "and all but .parquet packed as .gz or .zst"
)
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
    address. Of feeds (RSS, Atom) and lists of addresses (.urls) every item is a document; items that carry no text are
    fetched from their address. In a folder, files that are no documents (pictures, programs) are passed over without a
    row, while documents of a kind that is not read (.docx, .zip) are listed; a folder without any readable file is
    listed itself. Bad input never raises.
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
            found = _from_stream(stream, None, source=source, name="stdin", limits=limits)
            return _linked(found, source, allow_private=allow_private, limits=limits)
        if is_url(source):
            found = _from_web(source, allow_private=allow_private, limits=limits)
            return _linked(found, source, allow_private=allow_private, limits=limits)
    return _from_path(source, allow_private=allow_private, limits=limits)


def _closed() -> Iterator[Draft | Unread]:
    raise InputError("standard input is closed; name a file, or pipe a text into it")
    yield  # a generator: the error comes where the others do


def _from_path(source: str | Path, *, allow_private: bool, limits: Limits) -> Iterator[Draft | Unread]:
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
        yield from _from_folder(path, allow_private=allow_private, limits=limits)
        return
    ending = _ending(_inner(path))
    kind = _KINDS.get(ending)
    if (kind is None and ending) or (kind == "parquet" and _packing(path)):
        raise UnsupportedInput(
            f"no reader for files ending in {_shown_ending(path)}; readable are {_READABLE}; save its text as .txt"
        )
    yield from _linked(_from_file(path, kind, limits=limits), str(path), allow_private=allow_private, limits=limits)


def _ending(path: Path) -> str:
    """Return the ending in lower case; what does not look like one (``Report 2014.09``) counts as none."""
    return path.suffix.lower() if _ENDING.fullmatch(path.suffix) else ""


def _packing(path: Path) -> str | None:
    """How a file is packed, by its ending."""
    return PACKED.get(path.suffix.lower())


def _inner(path: Path) -> Path:
    """The name of a file as it would be unpacked."""
    return path.with_suffix("") if _packing(path) else path


def _shown_ending(path: Path) -> str:
    return _ending(_inner(path)) + (path.suffix if _packing(path) else "")


def _linked(
    items: Iterator[Draft | Linked | Unread], source: str, *, allow_private: bool, limits: Limits
) -> Iterator[Draft | Unread]:
    """Fetch what a feed or a list of addresses only names."""
    for item in items:
        if not isinstance(item, Linked):
            yield item
            continue
        try:
            for found in _from_web(item.url, allow_private=allow_private, limits=limits):
                if isinstance(found, Linked):
                    yield Unread(source=source, row=item.row, reason=f"{item.url[:200]}: a list itself; hand it in")
                    break
                yield found if isinstance(found, Draft) else replace(found, source=source, row=item.row)
        except InputError as error:
            yield Unread(source=source, row=item.row, reason=f"{item.url[:200]}: {error}")


def _from_folder(folder: Path, *, allow_private: bool, limits: Limits) -> Iterator[Draft | Unread]:
    readable, others = 0, 0
    for path in files_in(folder):
        if isinstance(path, Unread):
            yield path
            continue
        ending = _ending(_inner(path))
        kind = _KINDS.get(ending)
        if kind == "parquet" and _packing(path):
            kind = None
        if kind is None and (ending in _DOCUMENTS or (ending and _packing(path))):
            reason = f"no reader for files ending in {_shown_ending(path)}; save its text as .txt"
            yield Unread(source=str(path), row=None, reason=reason)
        plain = not _packing(path)
        if (kind is None and (ending or (plain and not _is_text(path)))) or (ending == ".xml" and not _is_feed(path)):
            others += 1
            continue
        readable += 1
        found = _linked(_from_file(path, kind, limits=limits), str(path), allow_private=allow_private, limits=limits)
        yield from _guarded(str(path), found)
    if not readable:
        reason = f"no readable file in the folder ({others} of other kinds); readable are {_READABLE}"
        yield Unread(source=str(folder), row=None, reason=reason)


def _is_feed(path: Path) -> bool:
    """Whether an XML file in a folder is a feed; of others there are many, and they are passed over."""
    try:
        with path.open("rb") as stream:
            return bool(_packing(path)) or is_feed(stream.read(4096))
    except OSError:
        return True  # so that the failure to read it is listed


def _is_text(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return looks_like_text(stream.read(8192))
    except OSError:
        return True  # so that the failure to read it is listed


def _from_file(path: Path, kind: str | None, *, limits: Limits) -> Iterator[Draft | Linked | Unread]:
    inner = _inner(path)
    name = inner.stem if _ending(inner) else inner.name
    packing = _packing(path)
    size = path.stat().st_size
    if kind in ("text", "markdown", None) and not packing and size > _text_bytes(limits):
        with path.open("rb") as stream:
            if kind is None and _kind_of(stream.read(_SNIFF)) != "text":
                size = 0
        if size:
            yield too_long(str(path), None, megabytes(size), limits)
            return
    with path.open("rb") as stream:
        if kind == "parquet":
            yield from read_columns(stream, source=str(path), name=name, limits=limits)
            return
        content = Unpacked(stream, packing, limits) if packing else stream
        yield from _from_stream(content, kind, source=str(path), name=name, limits=limits)


def _from_web(url: str, *, allow_private: bool, limits: Limits) -> Iterator[Draft | Linked | Unread]:
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
    stream: Readable, kind: str | None, *, source: str, name: str, limits: Limits, charset: str | None = None
) -> Iterator[Draft | Linked | Unread]:
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
        case "feed":
            yield from read_feed(_whole(input_stream, limits.max_bytes), source=source, name=name)
        case "urls":
            yield from read_addresses(decode(_whole(input_stream, limits.max_bytes)), source=source)
        case "pdf":
            yield from read_pdf(_whole(input_stream, limits.max_bytes), source=source, name=name, limits=limits)
        case "html":
            data = _whole(input_stream, min(limits.max_bytes, limits.max_html_bytes))
            yield draft_from_html(data, source=source, name=name, limits=limits, charset=charset)
        case "parquet":  # from the web
            raise UnsupportedInput("Parquet is read from files only; save it and read the file")
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
    if start.startswith((b"<?xml", b"<rss", b"<feed")) and is_feed(start):
        return "feed"
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
