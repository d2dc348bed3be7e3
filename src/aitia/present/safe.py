"""Make the words of strangers harmless to look at: controls become symbols, ids and links are checked.

Every replacement is one code point for one code point, so offsets into the text stay true after it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final
from urllib.parse import urlsplit

_UNKNOWN: Final = 0xFFFD
_BIDI: Final = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_HIDDEN: Final = (0xAD, 0x180E, 0x200B, *range(0x2060, 0x2065), *range(0x206A, 0x2070), 0xFEFF, *range(0xFFF9, 0xFFFC))
_KEPT: Final = frozenset("\t\n\r")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_ID_PARTS: Final = re.compile(r"[^A-Za-z0-9_-]+")


@cache
def _symbols() -> dict[int, int]:
    table = {code: 0x2400 + code for code in range(0x20) if chr(code) not in _KEPT}
    table[0x7F] = 0x2421
    table.update(dict.fromkeys((*range(0x80, 0xA0), *_BIDI, *_HIDDEN, 0xFFFE, 0xFFFF), _UNKNOWN))
    table.update(dict.fromkeys(range(0xE0000, 0xE0080), _UNKNOWN))
    table.update({0x2028: 0x240A, 0x2029: 0x240A})
    return table


def visible(text: str) -> str:
    """``text`` with every control, bidi override, hidden character and lone surrogate as a visible symbol.

    Tab, line feed and carriage return stay. The result is as long as ``text``.
    """
    return _SURROGATES.sub("\ufffd", text).translate(_symbols())


def one_line(text: str) -> str:
    """``text`` made visible on one line: every run of white space is one blank."""
    return visible(" ".join(text.split()))


def safe_id(raw: str) -> str:
    """``raw`` as a name fit for an ``id`` attribute or a link fragment."""
    return _ID_PARTS.sub("_", raw)[:60] or "_"


def web_link(url: str | None) -> str | None:
    """``url`` if it is a plain http(s) address that may be linked, else None."""
    if not url or len(url) > 2000 or visible(url) != url or any(c.isspace() for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None
