"""What the readers hand on: a text with what came along with it, not yet checked.

``complete`` turns a draft into a document, or says why it is none: empty, too long, not English.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from aitia.errors import UsageError
from aitia.ingest.dates import iso_date
from aitia.ingest.language import detect, language_code
from aitia.ingest.limits import Limits
from aitia.ingest.metadata import find_apparatus
from aitia.model.text import Document, Unread

_MAX_FACT: Final = 1_000
_BLANK: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known about a text from outside of it."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    genre: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text as a reader found it. ``row`` is None for a whole file."""

    source: str
    row: int | None
    id: str
    text: str
    facts: Facts = Facts()

    def at(self, url: str) -> Draft:
        """Return the draft with the address it came from, unless it names its own."""
        return self if self.facts.url else replace(self, facts=replace(self.facts, url=url))


_ALIASES: Final = {
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline"),
    "publisher": ("publisher", "source", "outlet"),
    "published": ("published", "date"),
    "url": ("url",),
    "language": ("language", "lang"),
    "genre": ("genre",),
}


def facts_from(row: dict[str, Any]) -> Facts:
    """Return the metadata in a row of a table, front matter or a JSON object; what is not usable is left out."""
    found: dict[str, str | None] = {}
    for name, keys in _ALIASES.items():
        values = (_fact(row.get(key)) for key in keys)
        found[name] = next((value for value in values if value), None)
    return Facts(**{**found, "published": iso_date(found["published"]), "language": language_code(found["language"])})


def _fact(value: object) -> str | None:
    if isinstance(value, list):
        value = ", ".join(item for item in value if isinstance(item, str))
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    return _BLANK.sub(" ", value[:_MAX_FACT]).strip() or None


def row_name(value: object, default: str) -> str:
    """Return the id a row gives itself, as a string; ``default`` where it gives none."""
    if isinstance(value, str) and value.strip():
        return value[:_MAX_FACT]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return default


def document_from(draft: Draft) -> Document:
    """Return the draft as a document; the text's own head and foot fill what came without metadata."""
    known, seen = draft.facts, find_apparatus(draft.text)
    given = {field.name: getattr(known, field.name) for field in fields(Facts)}
    return Document(
        id=draft.id,
        text=draft.text,
        **{
            **given,
            "title": known.title or seen.title,
            "author": known.author or seen.author,
            "publisher": known.publisher or seen.publisher,
            "published": known.published or seen.published,
            "language": known.language or detect(draft.text) or "en",
        },
    )


def complete(draft: Draft, *, limits: Limits, any_language: bool) -> Document | Unread:
    """Return the draft as a document, or why it is not read."""
    if len(draft.text) > limits.max_characters:
        return too_long(draft.source, draft.row, f"{len(draft.text):,} characters", limits)
    if not any(has_content(char) for char in draft.text):
        return Unread(source=draft.source, row=draft.row, reason="empty: there is no text in it")
    document = document_from(draft)
    language = document.language or "en"
    if any_language or language == "en" or language.startswith("en-"):
        return document
    who = "the row says" if draft.facts.language else "detected"
    reason = f"language: {who} {language}, and only English is read; use --any-language to read it all the same"
    return Unread(source=draft.source, row=draft.row, reason=reason)


def has_content(char: str) -> bool:
    """Whether a character is more than blank, control or formatting."""
    return not char.isspace() and unicodedata.category(char) not in ("Cc", "Cf")


def too_long(source: str, row: int | None, size: str, limits: Limits) -> Unread:
    """Return the row for a text over the limit of one document."""
    reason = (
        f"too long: {size}, and the limit for one document is {limits.max_characters:,} characters; "
        "split it, or raise the setting max_characters"
    )
    return Unread(source=source, row=row, reason=reason)


def from_text(
    text: str,
    *,
    id: str = "text",  # noqa: A002 - the contract's own word
    title: str | None = None,
    author: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    url: str | None = None,
    language: str | None = None,
    genre: str | None = None,
) -> Document:
    r"""Make a document of a text at hand; what is not given is filled from the text's own head and foot.

    Nothing is refused here, neither an empty text nor a foreign one.

    >>> from_text("By Amina Diallo\n\nThe siege of Nareth was broken on Monday, officials said.").author
    'Amina Diallo'
    """
    date = iso_date(published)
    if published is not None and date is None:
        raise UsageError(f"published={published!r} is not a date; write it as YYYY, YYYY-MM or YYYY-MM-DD")
    facts = Facts(
        title=title,
        author=author,
        publisher=publisher,
        published=date,
        url=url,
        language=language_code(language),
        genre=genre,
    )
    return document_from(Draft(source="text", row=None, id=id, text=text, facts=facts))
