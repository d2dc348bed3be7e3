"""A reading as one self-contained web page: text with highlights, the layers beside it, two pictures, tables.

No script, no network: highlights link to rows and rows to the text by fragments. All words of the text are
escaped and made visible (``safe``); a content security policy forbids everything but the page's own style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from importlib import resources
from typing import Final

from aitia.model.reading import Reading
from aitia.model.text import Span
from aitia.present.cause_graph import cause_picture
from aitia.present.geometry import Picture
from aitia.present.graph import actor_picture
from aitia.present.marks import LAYERS, Mark, Piece, cut
from aitia.present.printer import count_words
from aitia.present.safe import one_line, safe_id, visible, web_link
from aitia.present.sections import SIGN_WORD, View, spans, view
from aitia.present.svg import svg
from aitia.present.tables import ActorRow, Part, Quote, Row, Section, quote_marks
from aitia.present.terminal import counts, facts, title

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_LAYER_NAME: Final = {
    "actors": "actors", "ties": "ties", "events": "events", "figures": "figures", "claims": "claims",
    "causes": "causes", "options": "options",
}  # fmt: skip
_MOST_HERE: Final = 60
_TAG_WIDTH: Final = 24  # longer labels stand as plain words
_PARAGRAPH: Final = re.compile(r"(?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)\s*")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def html_report(reading: Reading, *, implied: bool = False, apart: Sequence[Span] = ()) -> str:
    """Write ``reading`` as one HTML page that needs nothing else.

    Args:
        reading: what was read.
        implied: also show causes that the text does not signal.
        apart: lines that are no content, not to be listed as unread.
    """
    page = _Page(view(reading, implied=implied, apart=apart), implied)
    return "".join(page.parts())


@cache
def _style() -> str:
    return resources.files("aitia.present").joinpath("report.css").read_text(encoding="utf-8")


def _e(text: str) -> str:
    """Words of a stranger as text or attribute value. A carriage return must not be lost on the way."""
    return escape(visible(text)).replace("\r", "&#13;")


class _Page:
    """One report in the making: the rows and their ids on the page."""

    def __init__(self, shown: View, implied: bool) -> None:
        self.shown = shown
        self.implied = implied
        self.text = shown.reading.text
        self.ids = self._fragments()
        self.titles = {(s.layer, row.id): row.title for s in shown.sections for row in s.rows}
        self.titles |= {("actors", row.id): row.name for row in shown.actors}

    def _fragments(self) -> dict[tuple[str, str], str]:
        """Make an id for every row: its own, made safe and unique."""
        taken: set[str] = set()
        found: dict[tuple[str, str], str] = {}
        keys = [("actors", row.id) for row in self.shown.actors]
        keys += [(s.layer, row.id) for s in self.shown.sections for row in s.rows]
        for layer, key in keys:
            name = base = f"row-{safe_id(key)}"
            if name in taken:
                name = base = f"row-{layer}-{safe_id(key)}"
            count = len(taken)
            while name in taken:
                count += 1
                name = f"{base}-{count}"
            taken.add(name)
            found[layer, key] = name
        return found

    def parts(self) -> Iterator[str]:
        """Write the page from top to bottom."""
        yield "<!doctype html>\n" + '<html lang="en"><head><meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield '<meta name="referrer" content="no-referrer"><link rel="icon" href="data:,">'
        yield f"<title>{_e(title(self.shown.reading))} · aitia</title><style>{_style()}</style></head>"
        yield '<body><a class="skip" href="#text">Skip to the text</a><div class="page">'
        yield from self._header()
        yield '<main><div class="columns">'
        yield from self._text_pane()
        yield from self._layer_pane()
        yield "</div>"
        yield from self._actor_picture()
        yield from self._cause_picture()
        yield "</main>"
        yield from self._footer()
        yield "</div></body></html>\n"

    def _header(self) -> Iterator[str]:
        url = web_link(self.shown.reading.document.url)
        link = f' · <a href="{_e(url)}" rel="noopener noreferrer nofollow">source</a>' if url else ""
        yield f'<header><p class="brand">aitia reading</p><h1 dir="auto">{_e(title(self.shown.reading))}</h1>'
        yield f'<p class="byline"><span dir="auto">{_e(" · ".join(facts(self.shown)))}</span>{link}</p>'
        yield '<nav aria-label="Layers"><ul>'
        for layer, words in counts(self.shown):
            empty = words.startswith("0 ")
            yield f"<li><span>{words}</span></li>" if empty else f'<li><a href="#{layer}">{words}</a></li>'
        if self.shown.reading.ties:
            yield '<li><a href="#actor-graph">actor graph</a></li>'
        if self.shown.section("causes").rows:
            yield '<li><a href="#cause-graph">cause graph</a></li>'
        yield "</ul></nav></header>"

    # The text

    def _text_pane(self) -> Iterator[str]:
        language = self.shown.reading.document.language or ""
        lang = f' lang="{language}"' if _LANGUAGE.fullmatch(language) else ""
        yield '<section class="pane" id="text" aria-labelledby="h-text"><h2 id="h-text">The text</h2>'
        yield '<fieldset class="keys"><legend>Highlights to show</legend>'
        for layer in LAYERS:
            yield f'<label><input type="checkbox" id="show-{layer}" checked>'
            yield f'<span class="m k-{layer}">{_LAYER_NAME[layer]}</span></label>'
        yield f'</fieldset><div class="over" tabindex="0" role="region" aria-label="Text"><article class="prose"{lang}>'
        yield from self._prose()
        yield "</article></div></section>"

    def _prose(self) -> Iterator[str]:
        marks = [
            Mark(layer, row, span)
            for layer, row, span in spans(self.shown.reading, implied=self.implied)
            if (layer, row) in self.ids
        ]
        starts = self._anchors()
        breaks = [match.end() for match in _PARAGRAPH.finditer(self.text)]
        starting: list[Mark] = []
        ordered = sorted(marks, key=lambda mark: mark.span)
        next_break = next_mark = 0
        ends = [*(end for end in breaks if end < len(self.text)), len(self.text)]
        yield '<p dir="auto">'
        for piece in cut(len(self.text), marks, {*starts, *breaks}):
            yield self._piece(piece, piece.span.start in starts)
            at = piece.span.end
            if at == ends[next_break]:
                next_break += 1
                while next_mark < len(ordered) and ordered[next_mark].span.start < at:
                    starting.append(ordered[next_mark])
                    next_mark += 1
                yield "</p>"
                yield from self._here(starting)
                starting = []
                yield '<p dir="auto">' if at < len(self.text) else ""
        if not self.text:
            yield "</p>"

    def _anchors(self) -> set[int]:
        """Where rows point to in the text."""
        found = {row.first.start for row in self.shown.actors if row.first}
        found |= {q.span.start for s in self.shown.sections for row in s.rows for q in row.quotes}
        found |= {p.span.start for s in self.shown.sections for row in s.rows for p in row.head if p.span}
        return found | {q.span.start for q in self.shown.unread}

    def _piece(self, piece: Piece, anchor: bool) -> str:
        words = _e(self.text[piece.span.start : piece.span.end])
        name = f' id="s-{piece.span.start}"' if anchor else ""
        mark = piece.mark
        if mark is None:
            return f"<span{name}>{words}</span>" if name else words
        target = self.ids[mark.layer, mark.row]
        more = f" (and {piece.more} more here)" if piece.more else ""
        hint = f"{mark.layer.removesuffix('s')}: {self.titles[mark.layer, mark.row][:160]}{more}"
        classes = " ".join(f"k-{layer}" for layer in piece.layers)
        skip = "" if piece.first else ' tabindex="-1"'
        return f'<a class="m {classes}"{name} href="#{target}" title="{_e(hint)}"{skip}>{words}</a>'

    def _here(self, marks: list[Mark]) -> Iterator[str]:
        """All rows that begin in a paragraph: highlights can hide each other, this list hides none."""
        rows = list(dict.fromkeys((mark.layer, mark.row) for mark in marks if mark.layer != "actors"))
        if not rows:
            return
        yield f'<details class="here"><summary>{count_words(len(rows), "row")} in this paragraph</summary><ul>'
        for layer, key in rows[:_MOST_HERE]:
            words = _e(self.titles[layer, key])
            yield f'<li>{layer.removesuffix("s")}: <a href="#{self.ids[layer, key]}">{words}</a></li>'
        if len(rows) > _MOST_HERE:
            yield f"<li>and {len(rows) - _MOST_HERE} more</li>"
        yield "</ul></details>"

    # The layers

    def _layer_pane(self) -> Iterator[str]:
        yield '<section class="pane" id="layers" aria-labelledby="h-layers"><h2 id="h-layers">What was read in it</h2>'
        yield '<div class="over" tabindex="0" role="region" aria-label="Layers">'
        yield from self._actors()
        for section in self.shown.sections:
            yield from self._section(section)
        yield from self._not_read()
        yield "</div></section>"

    def _actors(self) -> Iterator[str]:
        rows = self.shown.actors
        yield '<details class="layer" id="actors" open><summary><h3>Who is in it</h3><span class="count">'
        yield f'{count_words(len(rows), "actor")}</span></summary><div class="scroll"><table>'
        yield "<caption>Actors, most important first</caption><thead><tr>"
        yield '<th scope="col">Actor</th><th scope="col">Kind</th><th scope="col">Code</th>'
        yield '<th scope="col">Named</th><th scope="col">Also called</th></tr></thead><tbody>'
        for row in rows:
            yield self._actor(row)
        yield "</tbody></table></div></details>"

    def _actor(self, row: ActorRow) -> str:
        name = f'<bdi class="name">{_e(row.name)}</bdi>'
        if row.first:
            name = f'<a href="#s-{row.first.start}">{name}</a>'
        code = row.code if not row.country or row.country in row.code else f"{row.country} {row.code}".strip()
        return (
            f'<tr id="{self.ids["actors", row.id]}"><td>{name}</td><td>{_e(row.kind)}</td><td>{_e(code)}</td>'
            f'<td class="num">{row.mentions}×</td><td><bdi>{_e(", ".join(row.aliases))}</bdi></td></tr>'
        )

    def _section(self, section: Section) -> Iterator[str]:
        if not section.rows:
            return
        yield f'<details class="layer" id="{section.layer}" open><summary><h3>{section.title}</h3>'
        yield f'<span class="count">{count_words(len(section.rows), section.noun)}</span></summary><ol class="rows">'
        for row in section.rows:
            yield self._row(row)
        yield "</ol>"
        if section.layer == "causes" and self.shown.hidden:
            yield f'<p class="note">{count_words(self.shown.hidden, "cause")} only implied by the order of sentences '
            yield "not shown.</p>"
        yield "</details>"

    def _row(self, row: Row) -> str:
        mark = {1: ' class="s-pos"', -1: ' class="s-neg"'}.get(row.sign or 0, "")
        head = " ".join(self._part(part) for part in row.head if part.text)
        if row.layer == "ties":
            style = {1: "for", -1: "against"}.get(row.sign or 0, "open")
            head = f'<span class="{style}">{SIGN_WORD[row.sign or 0]}</span> {head}'
        tags = "".join(f' <span class="tag">{_e(tag)}</span>' for tag in row.tags)
        says = f' <span class="says">— <bdi>{_e(row.says)}</bdi></span>' if row.says else ""
        quotes = [self._quote(q) for q in row.quotes] or [""]
        quotes[-1] += says
        body = "".join(f'<p class="quotes">{q}</p>' for q in quotes if q)
        return f'<li id="{self.ids[row.layer, row.id]}"{mark}><p class="row-head">{head}{tags}</p>{body}</li>'

    def _part(self, part: Part) -> str:
        if part.style != "quote":
            return f'<bdi class="{part.style}">{_e(part.text)}</bdi>'
        opened, _ = quote_marks(part.text)
        words = f'<q dir="auto">{_e(part.text)}</q>' if opened else f'<span dir="auto">{_e(part.text)}</span>'
        return f'<a class="quote" href="#s-{part.span.start}">{words}</a>' if part.span else words

    def _quote(self, found: Quote) -> str:
        kind = "tag" if len(found.label) < _TAG_WIDTH else "lead"
        label = f'<span class="{kind}">{_e(found.label)}</span> ' if found.label else ""
        hit = f"<b>{_e(found.hit)}</b>" if found.before or found.after else _e(found.hit)
        words = f"{_e(found.before)}{hit}{_e(found.after)}".join(quote_marks(found.text))
        return f'{label}<a href="#s-{found.span.start}"><bdi>{words}</bdi></a>'

    def _not_read(self) -> Iterator[str]:
        if not self.shown.unread:
            return
        passages = count_words(len(self.shown.unread), "passage")
        yield '<details class="layer" id="unread"><summary><h3>What was not read</h3>'
        yield f'<span class="count">{passages}</span></summary>'
        yield '<p class="note">Nothing but names was read here; look for yourself.</p><ol class="rows">'
        for found in self.shown.unread:
            yield f'<li><p class="quotes">{self._quote(found)}</p></li>'
        yield "</ol></details>"

    # The pictures

    def _actor_picture(self) -> Iterator[str]:
        picture = actor_picture(self.shown)
        rows = self.shown.section("ties").rows
        if not rows:
            return
        links = {row.id: self.ids["actors", row.id] for row in self.shown.actors}
        about = f"{len(rows)} ties between actors as signed arrows. The table below the picture has the same content."
        yield '<section class="picture" id="actor-graph" aria-labelledby="h-ag">'
        yield '<h2 id="h-ag">Who stands how to whom</h2>'
        if picture:
            drawn = svg(picture, name="ag", title="Who stands how to whom", about=about, links=links, line=15.5)
            yield from _figure(drawn, picture, "actor-graph", _ACTOR_LEGEND, "actor", "stand in the table only")
        yield from self._table(rows, "Ties between actors", ("Who", "how", "to whom"))
        yield "</section>"

    def _cause_picture(self) -> Iterator[str]:
        picture = cause_picture(self.shown, implied=self.implied)
        rows = self.shown.section("causes").rows
        if not rows:
            return
        about = f"{len(rows)} causal statements as arrows from cause to effect. The table below has the same content."
        yield '<section class="picture" id="cause-graph" aria-labelledby="h-cg"><h2 id="h-cg">What leads to what</h2>'
        if picture:
            drawn = svg(picture, name="cg", title="What leads to what", about=about, links={}, line=15.5)
            yield from _figure(drawn, picture, "cause-graph", _CAUSE_LEGEND, "statement", "stand in the table only")
        yield from self._table(rows, "Causal statements", ("Cause", "", "effect"))
        yield "</section>"

    def _table(self, rows: tuple[Row, ...], caption: str, columns: tuple[str, str, str]) -> Iterator[str]:
        yield f'<details><summary>The same as a table</summary><div class="scroll"><table><caption>{caption}</caption>'
        yield "<thead><tr>" + "".join(f'<th scope="col">{c or "leads to"}</th>' for c in columns)
        yield '<th scope="col">Remarks</th><th scope="col">Says</th><th scope="col">Row</th></tr></thead><tbody>'
        for row in rows:
            first, *middle, last = row.head
            how = " ".join(part.text for part in middle if part.text != "→")
            sign = "" if row.layer == "causes" else SIGN_WORD[row.sign or 0] + " "
            style = middle[0].style if middle else "word"
            yield f'<tr><td><bdi>{_e(first.text)}</bdi></td><td class="{style}">{sign}{_e(how)}</td>'
            yield f"<td><bdi>{_e(last.text)}</bdi></td><td>{_e(', '.join(row.tags))}</td>"
            yield f'<td><bdi>{_e(row.says)}</bdi></td><td><a href="#{self.ids[row.layer, row.id]}">row</a></td></tr>'
        yield "</tbody></table></div></details>"

    def _footer(self) -> Iterator[str]:
        made = self.shown.reading.provenance
        words = ["aitia " + one_line(made.version)] if made.version else ["aitia"]
        words += [one_line(word) for word in (made.reader, *made.models) if word]
        yield f"<footer><p>{_e(' · '.join(words))}. Nothing here is a fact: every row is somebody's word, as quoted. "
        yield f"Text sha256 <code>{self.shown.reading.document.sha256}</code>.</p></footer>"


def _line(kind: str, words: str) -> str:
    return (
        f'<li><svg width="46" height="12" aria-hidden="true"><path class="edge {kind}" d="M1 6H36"/>'
        f'<path class="head {kind.split()[0]}" d="M35 1.5 45 6 35 10.5Z"/></svg>{words}</li>'
    )


_ACTOR_LEGEND: Final = (
    _line("pos", "friendly (+)") + _line("neg", "hostile (−)") + _line("neu", "neither (·)")
    + _line("neu faint", "thin: denied")
    + '<li><span class="swatch t-state"></span>state, government</li>'
    '<li><span class="swatch t-armed"></span>armed group</li>'
    '<li><span class="swatch t-org"></span>organisation</li>'
    '<li><span class="swatch t-pop"></span>population</li>'
    '<li><span class="swatch t-person"></span>person</li>'
)  # fmt: skip
_CAUSE_LEGEND: Final = (
    _line("pos", "brings about, raises (+)") + _line("neg", "prevents, lowers (−)") + _line("pos faint", "thin: denied")
    + "<li>may: hedged</li><li>if: conditional</li><li>aim: a purpose</li>"
)  # fmt: skip


def _figure(drawn: str, picture: Picture, kind: str, legend: str, noun: str, rest: str) -> Iterator[str]:
    left = f" {count_words(picture.left_out, 'more ' + noun)} {rest}." if picture.left_out else ""
    yield f'<figure class="{kind}"><ul class="legend" aria-label="Legend">{legend}</ul>'
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="Picture">{drawn}</div>'
    yield f'<figcaption class="note">As the text has it, on whose word is in the rows.{left}</figcaption></figure>'
