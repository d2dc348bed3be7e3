"""RSS and Atom files into drafts or addresses: what a feed carries in full is read, the rest is named by its address.

No entity but those of XML itself is resolved and nothing is fetched here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Final
from xml.parsers import expat

from aitia.errors import InputError, UnsupportedInput
from aitia.ingest.decode import refuse_binary
from aitia.ingest.drafts import Draft, facts_from, row_name
from aitia.ingest.web import is_url
from aitia.model.text import Unread

_ATOM: Final = "http://www.w3.org/2005/Atom"
_CONTENT: Final = "http://purl.org/rss/1.0/modules/content/"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_FEED: Final = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_FULL: Final = 600  # characters from which on a summary counts as the text
_BLOCKS: Final = frozenset("p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote tr table section article figure pre".split())
_SILENT: Final = frozenset(("script", "style", "figcaption", "iframe", "noscript"))
_NAMES: Final = {
    "title": "title", f"{_ATOM} title": "title", "guid": "id", f"{_ATOM} id": "id", "link": "url",
    "pubDate": "published", f"{_ATOM} published": "published", f"{_ATOM} updated": "updated", f"{_DC} date": "updated",
    "author": "author", f"{_DC} creator": "author", f"{_ATOM} name": "author", f"{_CONTENT} encoded": "content",
    f"{_ATOM} content": "content", "description": "summary", f"{_ATOM} summary": "summary",
}  # fmt: skip
_RDF: Final = "http://purl.org/rss/1.0/"


@dataclass(frozen=True, slots=True)
class Linked:
    """An item of a feed, or a line of a list, that gives an address and no text."""

    row: int
    url: str


@dataclass(slots=True)
class _Feed:
    title: str = ""
    item: dict[str, str] | None = None
    items: list[dict[str, str]] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def is_feed(head: bytes) -> bool:
    """Whether an XML file begins like a feed."""
    return bool(_FEED.search(head[:4096]))


def read_feed(data: bytes, *, source: str, name: str) -> Iterator[Draft | Linked | Unread]:
    """One draft, or one address, for each item; ``row`` is its place in the feed."""
    refuse_binary(data)
    if not is_feed(data):
        raise UnsupportedInput("an XML file, but neither RSS nor Atom; save its text as .txt")
    feed = _parsed(data)
    if not feed.items:
        raise InputError("empty: there is no item in the feed")
    for row, item in enumerate(feed.items, 1):
        content = item.get("content") or ""
        text = plain_text(content)
        url = (item.get("url") or "").strip()
        if not text:
            summary = plain_text(item.get("summary", ""))
            if len(summary) >= _FULL or not is_url(url):
                text = summary
        if text:
            facts = {
                "title": plain_text(item.get("title", "")),
                "author": item.get("author"),
                "publisher": plain_text(feed.title),
                "published": item.get("published") or item.get("updated"),
                "url": url if is_url(url) else None,
            }
            identity = row_name((item.get("id") or url).strip(), name)
            yield Draft(source=source, row=row, id=identity, text=text, facts=facts_from(facts))
        elif is_url(url):
            yield Linked(row, url)
        else:
            yield Unread(source=source, row=row, reason="the item has neither a text nor an http(s) address")


def read_addresses(text: str, *, source: str) -> Iterator[Linked | Unread]:
    """One address a line; blank lines and lines that begin with # are passed over."""
    seen = False
    for row, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        seen = True
        if is_url(line) and not re.search(r"\s", line):
            yield Linked(row, line)
        else:
            yield Unread(source=source, row=row, reason="not an http(s) address; a .urls file holds one a line")
    if not seen:
        yield Unread(source=source, row=None, reason="empty: there is no address in it")


def _parsed(data: bytes) -> _Feed:
    feed = _Feed()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def refuse(*_: Any) -> None:
        raise InputError("the feed declares entities of its own, which are not resolved; save its texts as .txt")

    def start(name: str, attributes: dict[str, str]) -> None:
        name = name.removeprefix(f"{_RDF} ")
        feed.path.append(name)
        if name in ("item", f"{_ATOM} entry"):
            feed.item = {}
        elif name == f"{_ATOM} link" and feed.item is not None:
            if attributes.get("rel", "alternate") == "alternate":
                feed.item.setdefault("url", attributes.get("href", ""))
        elif _field(feed) is not None:
            feed.text = []
        elif _inside(feed):  # XHTML inside Atom
            feed.text.append(f"<{name.rpartition(' ')[2]}>")

    def end(name: str) -> None:
        name = name.removeprefix(f"{_RDF} ")
        if name in ("item", f"{_ATOM} entry"):
            if feed.item is not None:
                feed.items.append(feed.item)
            feed.item = None
        elif (key := _field(feed)) is not None:
            value = "".join(feed.text)
            if feed.item is None:
                feed.title = feed.title or value
            elif value.strip():
                feed.item.setdefault(key, value)
        elif _inside(feed):
            feed.text.append(f"</{name.rpartition(' ')[2]}>")
        feed.path.pop()

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = feed_text(feed)
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        if not feed.items:
            raise InputError(f"not valid XML ({error}); save its texts as .txt") from None
        feed.items.append({})  # listed: from here on nothing could be read
    return feed


def feed_text(feed: _Feed) -> Any:
    """A handler that keeps what stands between the tags."""

    def text(data: str) -> None:
        feed.text.append(data.replace("<", "&lt;") if _field(feed) is None and _inside(feed) else data)

    return text


def _field(feed: _Feed) -> str | None:
    """The field of an item (or the title of the feed) whose own element is open."""
    key = _NAMES.get(feed.path[-1]) if feed.path else None
    if key is None:
        return None
    depth = len(feed.path)
    if feed.item is not None:
        above = feed.path[-2] if depth > 1 else ""
        direct = above in ("item", f"{_ATOM} entry") or (above == f"{_ATOM} author" and key == "author")
        return key if direct else None
    return key if key == "title" and depth <= 3 and feed.path[-2] in ("channel", f"{_ATOM} feed") else None


def _inside(feed: _Feed) -> bool:
    return feed.item is not None and f"{_ATOM} content" in feed.path


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002 - the interface
        self.silent += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in _SILENT))
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(re.sub(r"\s+", " ", data))


def plain_text(html: str) -> str:
    """The text of a piece of HTML, paragraphs parted by blank lines."""
    parser = _Plain()
    parser.feed(html)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return "\n\n".join(line for line in lines if line)
