"""The ``key: value`` head between two ``---`` lines that Markdown files may carry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_MAX_LINES: Final = 60
_PAIR: Final = re.compile(r"([A-Za-z][\w -]{0,40})\s*:\s?(.*)")
_LINE: Final = re.compile(r"([^\r\n]*)(\r\n|\n|\r|$)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The pairs it holds (keys in lower case) and where the text behind it starts."""

    pairs: dict[str, str]
    end: int


def front_matter(text: str) -> FrontMatter | None:
    r"""Return the front matter of ``text``, None where it has none.

    >>> front_matter("---\ntitle: A siege\n---\nText").pairs
    {'title': 'A siege'}
    """
    if not text.startswith("---"):
        return None
    pairs: dict[str, str] = {}
    position = 0
    for number in range(_MAX_LINES):
        found = _LINE.match(text, position)
        if found is None or found.end() == position:
            return None
        line, position = found[1].rstrip(), found.end()
        if number == 0:
            if line != "---":
                return None
        elif line in ("---", "..."):
            return FrontMatter(pairs, position) if pairs else None
        elif pair := _PAIR.fullmatch(line[:2_000]):
            value = pair[2].strip()
            quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
            pairs[pair[1].strip().lower()] = value[1:-1] if quoted else value
        elif line and not line.startswith((" ", "\t", "-", "#")):
            return None
    return None
