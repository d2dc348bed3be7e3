"""A reading on a terminal: what an analyst wants to know first, each line with its quote and who says it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from aitia.model.codes import AUTHOR
from aitia.model.reading import Reading
from aitia.model.text import Span, Unread
from aitia.present.printer import LIMIT, Printer, count_words
from aitia.present.safe import one_line
from aitia.present.sections import SIGN_WORD, View, view
from aitia.present.tables import ActorRow, Row, Section, quote_marks

_MOST_QUOTES: Final = 8
_STYLE: Final = {
    "name": "bold", "quote": "", "word": "", "for": "bold green", "against": "bold red", "open": "bold", "dim": "dim",
}  # fmt: skip
_EMPTY: Final = {
    "ties": "No tie between two actors was read.",
    "events": "No event was read.",
    "claims": "Nobody but the author is quoted or reported.",
    "causes": "No causal statement was read.",
    "options": "No course of action is argued for or against.",
    "figures": "No number was read.",
    "gaps": "",
}


def print_report(
    reading: Reading,
    console: Console,
    *,
    limit: int | None = LIMIT,
    implied: bool = False,
    unread: Sequence[Unread] = (),
    apart: Sequence[Span] = (),
) -> None:
    """Print ``reading`` as a report for people.

    Args:
        reading: what was read.
        console: where to print; colours follow its own rules (terminal or not, ``NO_COLOR``).
        limit: rows per section, or None for all.
        implied: also show causes that the text does not signal.
        unread: parts of the input that could not be read, to be listed at the end.
        apart: lines that are no content, not to be listed as unread.
    """
    shown = view(reading, implied=implied, apart=apart)
    printer = Printer(console, limit)
    _header(shown, printer)
    _actors(shown, printer)
    for section in shown.sections:
        _section(section, printer)
    _not_read(shown, printer, unread)


def facts(shown: View) -> list[str]:
    """List author, publisher, date and size of the document."""
    document = shown.reading.document
    writer = next((row.name for row in shown.actors if row.id == AUTHOR), "")
    by = document.author or ("" if writer.lower() == AUTHOR else writer)
    parts = [by, document.publisher, document.published, document.genre, document.language]
    return [one_line(part) for part in parts if part] + [count_words(shown.words, "word")]


def counts(shown: View) -> list[tuple[str, str]]:
    """Layer and '18 ties' for every layer."""
    found = [("actors", count_words(len(shown.actors), "actor"))]
    return found + [(s.layer, count_words(len(s.rows), s.noun)) for s in shown.sections]


def title(reading: Reading) -> str:
    """Return the document's title, or its id."""
    return one_line(reading.document.title or reading.document.id) or "Untitled"


def _header(shown: View, printer: Printer) -> None:
    printer.console.print()
    printer.line((title(shown.reading), "bold"), indent=0, hang=0)
    printer.line((" · ".join(facts(shown)), ""), indent=0, hang=0)
    printer.line((" · ".join(words for _, words in counts(shown) if not words.startswith("0 ")), "dim"),
                 indent=0, hang=0)  # fmt: skip


def _actors(shown: View, printer: Printer) -> None:
    printer.heading("Who is in it", count_words(len(shown.actors), "actor"))
    if not shown.actors:
        printer.line(("No actor was read.", "dim"))
        return
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=True, header_style="dim", pad_edge=False)
    wide = printer.width >= 110
    table.add_column("actor", ratio=3 if wide else 4, overflow="fold")
    table.add_column("kind", no_wrap=True, overflow="ellipsis")
    table.add_column("code", overflow="fold", max_width=16 if wide else 11)
    table.add_column("named", justify="right", no_wrap=True)
    table.add_column("also called", ratio=5 if wide else 4, overflow="fold", style="dim")
    table.width = max(printer.width - 2, 20)
    for row in shown.actors[: printer.cut(len(shown.actors))]:
        table.add_row(*(printer.text(words, style) for words, style in _actor_cells(row, wide)))
    printer.console.print(Padding(table, (0, 0, 0, 2)), highlight=False)
    printer.more(len(shown.actors))


def _actor_cells(row: ActorRow, wide: bool) -> Iterable[tuple[str, str]]:
    aliases = row.aliases[: 6 if wide else 3]
    more = len(row.aliases) - len(aliases)
    also = ", ".join(aliases) + (f", {more} more" if more else "")
    code = row.code if not row.country or row.country in row.code else f"{row.country} {row.code}".strip()
    return (row.name, "bold"), (row.kind, ""), (code, ""), (f"{row.mentions}×", ""), (also, "dim")


def _section(section: Section, printer: Printer) -> None:
    if not section.rows and not _EMPTY.get(section.layer):
        return
    printer.heading(section.title, count_words(len(section.rows), section.noun))
    if not section.rows:
        printer.line((_EMPTY[section.layer], "dim"))
        return
    if section.layer == "places":
        _places(section, printer)
        return
    for row in section.rows[: printer.cut(len(section.rows))]:
        _row(row, printer)
    printer.more(len(section.rows))


def _places(section: Section, printer: Printer) -> None:
    names = list(dict.fromkeys(" ".join(p.text for p in row.head if p.text) for row in section.rows))
    kept = names[: None if printer.limit is None else printer.limit * 2]
    printer.line((", ".join(kept) + (f" and {len(names) - len(kept)} more (use --all)" if names[len(kept) :] else ""),
                  ""), hang=0)  # fmt: skip


def _row(row: Row, printer: Printer) -> None:
    parts: list[tuple[str, str]] = []
    if row.sign is not None and row.layer == "ties":
        parts.append((f"{SIGN_WORD[row.sign]} ", {1: "bold green", -1: "bold red"}.get(row.sign, "bold")))
    for at, part in enumerate(row.head):
        if part.text:
            words = part.text.join(quote_marks(part.text)) if part.style == "quote" else part.text
            parts.append((words + (" " if at + 1 < len(row.head) else ""), _STYLE[part.style]))
    parts.extend((f" [{tag}]", "magenta") for tag in row.tags)
    printer.line(*parts, indent=2, hang=4)
    quotes = row.quotes[:_MOST_QUOTES] if row.layer in {"options", "gaps", "claims"} else row.quotes[:1]
    for found in quotes:
        label = [(f"{found.label} ", "dim")] if found.label else []
        hit = "underline" if found.before or found.after else ""
        places = len(row.quotes) if row.layer == "ties" else 1
        opened, closed = quote_marks(found.text)
        quoted = [(opened + found.before, ""), (found.hit, hit), (found.after + closed, "")]
        printer.line(*label, *quoted, *_says(row, found is quotes[-1], places), indent=6, hang=0)
    if not quotes and row.says:
        printer.line(*_says(row, True, 1), indent=5, hang=0)


def _says(row: Row, last: bool, places: int) -> list[tuple[str, str]]:
    if not last:
        return []
    more = f" (and {count_words(places - 1, 'more place')})" if places > 1 else ""
    return [(more, "dim"), (f" — {row.says}" if row.says else "", "italic")]


def _not_read(shown: View, printer: Printer, unread: Sequence[Unread]) -> None:
    if not (shown.unread or shown.hidden or unread):
        return
    passages = count_words(len(shown.unread), "passage")
    printer.heading("What was not read", passages if shown.unread else "")
    for entry in unread:
        where = entry.source + (f", row {entry.row}" if entry.row is not None else "")
        printer.line((one_line(where), "bold"), (f" {one_line(entry.reason)}", ""))
    if shown.hidden:
        printer.line((f"{count_words(shown.hidden, 'cause')} only implied by the order of sentences not shown.", "dim"))
    if shown.unread:
        printer.line(("Nothing but names was read here; look for yourself:", "dim"))
    for found in shown.unread[: printer.cut(len(shown.unread))]:
        printer.line((found.text.join(quote_marks(found.text)), "dim"), indent=4, hang=0)
    printer.more(len(shown.unread))
