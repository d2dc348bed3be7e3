"""Markdown into plain text: the signs of emphasis, links and notes go, the words and lines stay."""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = (
    (re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\s]{0,2000}(?:\s\"[^\"\n]{0,200}\")?\)"), ""),  # pictures
    (re.compile(r"\[\^[\w-]{1,30}\](?!:)"), ""),  # marks of notes
    (re.compile(r"\[([^\[\]\n]{1,500})\](?:\([^()\s]{0,2000}(?:\s\"[^\"\n]{0,200}\")?\)|\[[^\[\]\n]{0,100}\])"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"(?<![\w*\\])(\*{1,3})(?![\s*])((?:[^*\n]|\n(?!\s)){1,500})(?<![\s\\])\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w_\\])(_{1,3})(?![\s_])((?:[^_\n]|\n(?!\s)){1,500})(?<![\s\\])\1(?![\w_])"), r"\2"),
    (re.compile(r"^ {0,3}>[ >]{0,20}", re.MULTILINE), ""),  # block quotations
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
)


def plain(markdown: str) -> str:
    r"""Return ``markdown`` without the signs inside its lines. ``#`` stays: it tells headings from sentences.

    >>> plain("Ethiopia *rejected* [Egypt](https://a.example)'s **demand**.")
    "Ethiopia rejected Egypt's demand."
    """
    for pattern, put in _MARKS:
        markdown = pattern.sub(put, markdown)
    return markdown
