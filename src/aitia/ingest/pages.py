"""HTML into a draft: the main text and what the page says about itself. Scripts are never run, nothing is fetched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from aitia.errors import InputError, TooLarge
from aitia.ingest.dates import iso_date
from aitia.ingest.decode import decode, refuse_binary
from aitia.ingest.drafts import Draft, Facts, has_content
from aitia.ingest.limits import Limits, megabytes

if TYPE_CHECKING:
    from collections.abc import Callable

_CHARSET: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_FAST_OVER: Final = 500_000
_DATES: Final = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
_MAX_TAGS: Final = 100_000


def draft_from_html(
    data: bytes, *, source: str, name: str, limits: Limits, charset: str | None = None, url: str | None = None
) -> Draft:
    """Read a page; raises InputError where there is nothing to read in it.

    Paragraphs of the text are parted by blank lines. The address is the page's canonical one, or ``url``.
    """
    if len(data) > limits.max_html_bytes:
        raise TooLarge(
            f"too large: {megabytes(len(data))} of HTML, and the limit is {megabytes(limits.max_html_bytes)}; "
            "save its text as .txt, or raise the setting max_html_bytes"
        )
    html = _DECLARATION.sub("", _decoded(data, charset), count=1)
    if not any(map(has_content, html)):
        raise InputError("empty: there is no text in it")
    if html.count("<") > _MAX_TAGS:
        raise TooLarge(f"too large: the page has over {_MAX_TAGS:,} tags; save its text as .txt")
    page = _extract(html)
    lines = (line.strip() for line in (page.text or "").splitlines()) if page is not None else iter(())
    text = "\n\n".join(line for line in lines if line)
    if page is None or not text:
        raise InputError("no main text found in the page; save the article's text as .txt and read that")
    facts = Facts(
        title=_clean(page.title),
        author=_clean(page.author),
        publisher=_clean(page.sitename),
        published=iso_date(page.date),
        url=url or _address(page.url),
    )
    return Draft(source=source, row=None, id=name, text=text, facts=facts)


def _extract(html: str) -> Any:
    import trafilatura

    extract: Callable[..., Any] = trafilatura.bare_extraction
    try:
        return extract(
            html,
            with_metadata=True,
            include_comments=False,
            fast=len(html) > _FAST_OVER,
            date_extraction_params=dict(_DATES),
        )
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise InputError(f"the page cannot be read ({type(error).__name__}); save its text as .txt") from error


def _decoded(data: bytes, charset: str | None) -> str:
    refuse_binary(data)
    declared = _CHARSET.search(data[:4096])
    for encoding in (charset, None, declared[1].decode("ascii") if declared else None):
        try:
            return decode(data, encoding=encoding)
        except InputError:
            continue
    return data.decode("cp1252", errors="replace")  # what browsers do with a page that declares nothing


def _clean(value: str | None) -> str | None:
    return re.sub(r"\s+", " ", value[:1_000]).strip() or None if value else None


def _address(value: str | None) -> str | None:
    return value if value and value.lower().startswith(("http://", "https://")) else None
