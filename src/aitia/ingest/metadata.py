"""Find the apparatus of a printed text: headline, byline, date, outlet, author's bio, handles, "read more".

Only the first dozen and the last few lines are looked at, and a line is taken only when the whole of it has the shape
of apparatus (a wire dateline is the one kind that covers the beginning of a line). What is doubtful stays text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from aitia.ingest.biographies import is_bio, without_rank
from aitia.ingest.frontmatter import front_matter
from aitia.ingest.headlines import is_section, title_in
from aitia.ingest.lines import Line, head_lines, tail_lines
from aitia.ingest.mastheads import (
    ApparatusKind,
    Found,
    byline,
    dateline,
    followed,
    handle,
    name_above_outlet,
    outlet_above_date,
    outlet_line,
    promo,
    published_on,
    running,
)
from aitia.model.text import Span

_HEAD: Final = 12
_TAIL: Final = 8
_MAX_PLAIN: Final = 3
_BODY_LINE: Final = 200
_MAX_LINE: Final = 300
_MIN_BODY: Final = 300
_MAX_BIO: Final = 900


@dataclass(frozen=True, slots=True)
class ApparatusLine:
    """A line that is about the text and not of it. ``span`` covers the line without its outer blanks."""

    span: Span
    kind: ApparatusKind
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Apparatus:
    """All such lines in the order of the text, and what they say. A ``title`` counts as text all the same."""

    lines: tuple[ApparatusLine, ...] = ()
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None


def find_apparatus(text: str) -> Apparatus:
    r"""Return the apparatus lines at the head and the foot of ``text``.

    >>> find_apparatus("By Amina Diallo\n\nThe siege of Nareth was broken on Monday, officials said.").author
    'Amina Diallo'
    """
    matter = front_matter(text)
    start = matter.end if matter else 0
    found: dict[int, tuple[Line, Found]] = {}
    if matter:
        for line in head_lines(text[:start], 0, 62):
            found[line.start] = (line, Found(kind="promo"))
    _read_head(head_lines(text, start, _HEAD), found)
    author = _first(found, "author")
    tail = [line for line in tail_lines(text, _TAIL) if line.start >= start]
    author = _read_tail(text, tail, author, found)
    if all(_is_covered(line, found) for line in (*head_lines(text, start, _HEAD), *tail)):
        return Apparatus()  # nothing would be left to read
    rows = sorted(found.items())
    title = next((hit.value for _, (_, hit) in rows if hit.kind == "title"), None)
    return Apparatus(
        lines=tuple(_row(line, hit) for _, (line, hit) in rows),
        title=title,
        author=author,
        publisher=_first(found, "publisher"),
        published=_first(found, "published"),
    )


def _is_covered(line: Line, found: dict[int, tuple[Line, Found]]) -> bool:
    """Whether nothing of a line is left to read; a wire dateline leaves the rest of its line."""
    hit = found.get(line.start)
    return hit is not None and not hit[1].length


def _read_head(head: list[Line], found: dict[int, tuple[Line, Found]]) -> None:
    plain, title = 0, False
    for number, line in enumerate(head[:_HEAD]):
        after = head[number + 1 :]
        below = after[0].text if after and len(after[0].text) <= _MAX_LINE else None
        short = len(line.text) <= _BODY_LINE
        hit = _about_the_text(line.text, below, first=not title) if short else None
        if begun := dateline(line.text) or (None if hit else running(line.text)):
            found[line.start] = (line, begun)
            return
        if not short:
            return
        if hit is None and not title:
            apparatus_next = below is not None and _follows_a_title(below, after[1].text if len(after) > 1 else None)
            if value := title_in(line, after, apparatus_next=apparatus_next):
                hit, title = Found(kind="title", value=value), True
        if hit is None:
            plain += 1
            if plain > _MAX_PLAIN:
                return
            continue
        found[line.start] = (line, hit)


def _about_the_text(line: str, below: str | None, *, first: bool) -> Found | None:
    if is_section(line):
        return Found(kind="promo", value=line)
    hit = byline(line) or published_on(line) or outlet_line(line) or outlet_above_date(line, below)
    if hit is None and not first:
        hit = name_above_outlet(line, below)
    return hit or handle(line) or promo(line)


def _follows_a_title(line: str, below: str | None) -> bool:
    return any((byline(line), published_on(line), outlet_line(line), name_above_outlet(line, below)))


def _read_tail(text: str, tail: list[Line], author: str | None, found: dict[int, tuple[Line, Found]]) -> str | None:
    """Mark the foot from its end upwards; gives the author, who may be known from the biography alone."""
    plain = 0
    for block in reversed(_blocks(tail)):
        open_lines: list[Line] = []
        for line in block:
            if line.start in found:
                continue
            hit = _below_the_text(line.text) if len(line.text) <= _MAX_LINE else None
            if hit:
                found[line.start] = (line, hit)
                author = author or (followed(line.text) if hit.kind == "handle" else None)
            else:
                open_lines.append(line)
        if not open_lines:
            continue
        whose = _bio_of(text, open_lines, author)
        if whose is None:
            plain += 1
            if plain > 1:
                break
            continue
        author = author or without_rank(whose) or None
        for line in open_lines:
            found[line.start] = (line, Found(kind="bio", value=whose or author))
    return author


def _below_the_text(line: str) -> Found | None:
    return published_on(line) or handle(line) or promo(line)


def _blocks(lines: list[Line]) -> list[list[Line]]:
    """Paragraphs: blank lines part them; in a text without blank lines every line is one."""
    parted = any(line.blank_before for line in lines[1:])
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and parted and not line.blank_before:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _bio_of(text: str, lines: list[Line], author: str | None) -> str | None:
    start, end = lines[0].start, lines[-1].end
    if len(text) - (end - start) < _MIN_BODY or end - start > _MAX_BIO:
        return None
    paragraph = " ".join(line.text for line in lines)
    return is_bio(paragraph, author=author, rest=text[:start] + text[end:])


def _first(found: dict[int, tuple[Line, Found]], name: Literal["author", "publisher", "published"]) -> str | None:
    return next((value for _, (_, hit) in sorted(found.items()) if (value := getattr(hit, name))), None)


def _row(line: Line, hit: Found) -> ApparatusLine:
    end = line.end if hit.length is None else line.start + hit.length
    return ApparatusLine(Span(line.start, end), hit.kind, hit.value)
