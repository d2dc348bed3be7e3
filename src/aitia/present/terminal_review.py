"""Rows to be judged, and decisions, on a terminal: the sentence in context with the row's words in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from rich.console import Console

from aitia.model.reading import Reading
from aitia.model.text import Span
from aitia.present.printer import Printer, count_words
from aitia.present.safe import one_line, visible
from aitia.present.sections import SIGN_WORD, view
from aitia.present.tables import Row, shorten

KEYS: Final = "a accept   r reject   e edit   n next   b back   u undo   q quit   ? help"
_AROUND: Final = 160  # characters before and after the sentence
_LONGEST: Final = 1500
_WHITE: Final = re.compile(r"\s+")
_STYLE: Final = {
    "name": "bold", "quote": "", "word": "", "for": "bold green", "against": "bold red", "open": "bold", "dim": "dim",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A row as it is put before a person: its words are ``marks`` within ``sentence``."""

    table: str
    row: str
    rule: str
    confidence: float | None
    sentence: Span
    marks: Sequence[Span]
    place: str
    notes: Sequence[str] = ()


def print_row(reading: Reading, shown: Shown, console: Console) -> None:
    """Print one row: what it says, its sentence in context, who says it, and which rule read it how surely."""
    printer = Printer(console, None)
    about = reading.document
    facts = [about.title or about.id, about.publisher or "", about.published or ""]
    printer.heading(shown.table, shown.place)
    printer.line((" · ".join(shorten(f, 90) for f in facts if f), "dim"))
    found = next((r for r in view(reading, implied=True).section(shown.table).rows if r.id == shown.row), None)
    if found is not None:
        printer.line(*_head(found))
    console.print()
    printer.line(*_context(reading.text, shown, console.is_terminal), indent=4, hang=0)
    console.print()
    sure = "" if shown.confidence is None else f" · confidence {shown.confidence:.2f}"
    says = f"said by {found.says}" if found is not None and found.says else "said by the author"
    printer.line((f"{says} · rule {one_line(shown.rule) or '-'}{sure}", "dim"))
    for note in shown.notes:
        printer.line((one_line(note), "bold"))


def _head(row: Row) -> list[tuple[str, str]]:
    sign = [(f"{SIGN_WORD[row.sign]} ", "bold")] if row.sign is not None and row.layer == "ties" else []
    parts = [(f"{part.text} ", _STYLE[part.style]) for part in row.head if part.text]
    return [*sign, *parts, *((f"[{tag}] ", "magenta") for tag in row.tags)]


def _context(text: str, shown: Shown, styled: bool) -> list[tuple[str, str]]:
    """The sentence with its marks, and a little of what stands around it, in pieces.

    Where there are no styles, brackets stand around the words instead.
    """
    start, end = shown.sentence
    end = min(end, start + _LONGEST)
    edges = {start, end}
    marks = [Span(max(m.start, start), min(m.end, end)) for m in shown.marks if m.start < end and m.end > start]
    for mark in marks:
        edges |= {mark.start, mark.end}
    out = [(_before(text, start), "dim")]
    points = sorted(edges)
    inside = False
    for left, right in pairwise(points):
        covered = any(m.start <= left and right <= m.end for m in marks)
        if covered != inside and not styled:
            out.append(("[" if covered else "]", ""))
        inside = covered
        out.append((_flat(text[left:right]), "bold underline" if covered else ""))
    if inside and not styled:
        out.append(("]", ""))
    out.append((_after(text, end), "dim"))
    return [part for part in out if part[0]]


def _before(text: str, start: int) -> str:
    left = text[max(0, start - _AROUND) : start]
    if start > _AROUND:
        left = "…" + left[left.find(" ") + 1 :]
    return _flat(left)


def _after(text: str, end: int) -> str:
    right = text[end : end + _AROUND]
    if end + _AROUND < len(text):
        right = right[: right.rfind(" ") + 1].rstrip() + "…" if " " in right else right + "…"
    return _flat(right)


def _flat(words: str) -> str:
    return visible(_WHITE.sub(" ", words))


def print_journal(answer: Mapping[str, Any], console: Console) -> None:
    """Print what ``aitia review --list`` answers: decisions, orphans, problems, and precision by rule."""
    printer = Printer(console, None)
    rows = answer["decisions"]
    printer.heading("Decisions", count_words(len(rows), "decision"))
    for row in rows:
        _decision(row, printer)
    if not rows:
        printer.line(("Nothing was decided yet.", "dim"))
    if answer["orphans"]:
        printer.heading("Not attached", count_words(len(answer["orphans"]), "decision"))
        for row in answer["orphans"]:
            words = shorten(row["quote"], 80)
            about = f" “{words}”" if words else ""
            printer.line((row["id"], "bold"), (f" {row['kind']} {one_line(row['table'])}{about}: ", ""),
                         (one_line(row["reason"]), ""))  # fmt: skip
    if answer["problems"]:
        printer.heading("Lines left out or doubtful", count_words(len(answer["problems"]), "line"))
        for row in answer["problems"]:
            printer.line((f"line {row['line']}", "bold"), (f" {one_line(row['reason'])}: ", ""),
                         (shorten(row["text"], 100), "dim"))  # fmt: skip
    if answer["precision"]:
        _precision(answer["precision"], printer)


def _decision(row: Mapping[str, Any], printer: Printer) -> None:
    words = shorten(row["quote"], 70)
    said = [f"{row['table']} “{words}”" if words else row["table"], row["why"]]
    if row["fields"]:
        said.insert(1, ", ".join(f"{k} = {_value(v)}" for k, v in row["fields"].items()))
    if row["undoes"]:
        said.insert(0, row["undoes"])
    state = "" if row["holds"] else " (taken back)"
    printer.line(
        (f"{one_line(row['when'])[:19]} ", "dim"), (f"{row['kind']}{state} ", "bold"),
        (one_line(" · ".join(s for s in said if s)), ""), (f" — {one_line(row['who'])}", "italic"),
        (f" {row['id']}", "dim"),
    )  # fmt: skip


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return f"“{value.get('exact', '')}”"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _precision(rows: Sequence[Mapping[str, Any]], printer: Printer) -> None:
    printer.heading("How often each rule is right", "mean and 90 % interval")
    for row in rows:
        few = "  few decisions: rests on its layer" if row["few"] else ""
        printer.line(
            (f"{row['table']:<8} {shorten(row['rule'], 40):<28} ", ""),
            (f"{row['mean']:.2f} ({row['low']:.2f} to {row['high']:.2f})", "bold"),
            (f"  {row['right']} right, {row['wrong']} wrong{few}", "dim"),
        )
