"""A comparison of sources on a terminal: who agrees with whom, where they part, and what each says there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from aitia.model.assembled import Support
from aitia.model.outcomes import Agreement, Attitude, Comparison, Item, Position
from aitia.present.printer import LIMIT, Printer, count_words
from aitia.present.safe import one_line
from aitia.present.tables import UNNAMED, quote_marks, shorten

_CELL: Final = 8  # "12:3 +4"
_FEW: Final = 10  # items below which agreement beyond chance is no figure to print
_NAME: Final = 26
_LABEL: Final = 90
_QUOTE: Final = 280  # whole sentences, and what matters may stand at their end
_MANY: Final = 4  # names in a row
_KIND: Final = {"cause": "cause", "tie": "tie", "event": "event", "option": "option", "claim": "said"}
_SIDES: Final[tuple[tuple[Attitude, str, str], ...]] = (
    ("asserts", "yes", "bold green"), ("denies", "no", "bold red"),
    ("split", "both", "bold"), ("hedges", "open", "bold"),
)  # fmt: skip
_OPTION_SIDES: Final = {"asserts": "for", "denies": "against", "split": "both", "hedges": "open"}
_BY: Final = {"voice": "voices", "document": "texts", "publisher": "publishers"}


def print_comparison(comparison: Comparison, console: Console, *, limit: int | None = LIMIT) -> None:
    """Print ``comparison`` as a report for people.

    Args:
        comparison: what ``aitia.analyse.compare`` found.
        console: where to print; colours follow its own rules (terminal or not, ``NO_COLOR``).
        limit: rows per section, or None for all.
    """
    report = _Report(comparison, Printer(console, limit))
    report.header()
    report.matrix()
    report.weighty()
    report.disputed()
    report.gaps()
    report.shared()
    report.alone()


class _Report:
    """The sections of a comparison; each prints nothing where there is nothing."""

    def __init__(self, comparison: Comparison, printer: Printer) -> None:
        self.of = comparison
        self.out = printer
        self.spoken = [(item, [p for p in item.positions if p.attitude != "silent"]) for item in comparison.items]

    def name(self, source: str, width: int = 48) -> str:
        return shorten(self.of.names.get(source) or source, width) or UNNAMED

    def names(self, sources: Sequence[str], most: int = _MANY) -> str:
        shown = [self.name(source) for source in sources[:most]]
        return ", ".join(shown) + (f" and {len(sources) - most:,} more" if len(sources) > most else "")

    def header(self) -> None:
        disputed = sum(item.disputed for item in self.of.items)
        shared = sum(len(speaking) > 1 for _, speaking in self.spoken)
        parts = [
            count_words(len(self.of.sources), "source"), count_words(len(self.of.items), "item"),
            f"{shared:,} shared", f"{disputed:,} disputed",
        ]  # fmt: skip
        self.out.console.print()
        self.out.line((f"Sources compared: {_BY[self.of.by]}", "bold"), indent=0, hang=0)
        self.out.line((" · ".join(parts), ""), indent=0, hang=0)
        firm = [sum(p.attitude in ("asserts", "denies") for p in spoken) > 1 for _, spoken in self.spoken]
        if self.of.alpha is not None and sum(firm) >= _FEW:
            says = "1 all agree, 0 as by chance, below 0 worse"
            self.out.line(
                (f"Krippendorff's alpha {_number(self.of.alpha)} over {sum(firm)} items ({says})", "dim"),
                indent=0,
                hang=0,
            )
        for note in self.of.notes:
            self.out.line((f"Note: {one_line(note)}", "dim"), indent=0, hang=0)

    def matrix(self) -> None:
        pairs = self.of.agreements
        if len(self.of.sources) < 2:
            return
        self.out.heading("Who agrees with whom", count_words(len(pairs), "pair"))
        if not pairs:
            self.out.line(("No two sources speak about the same thing.", "dim"))
            return
        talking = {source for pair in pairs for source in (pair.one, pair.other)}
        shown = [source for source in self.of.sources if source in talking]
        room = (self.out.width - _NAME - 6) // (_CELL + 1)
        self.out.line(("agree:disagree, and +left open", "dim"))
        if len(shown) <= max(room, 2):
            self._grid(shown, pairs)
        else:
            self._pairs(pairs)
        apart = len(self.of.sources) - len(shown)
        if apart:
            verb = "shares" if apart == 1 else "share"
            self.out.line((f"{count_words(apart, 'source')} {verb} nothing with any other.", "dim"))

    def _grid(self, shown: Sequence[str], pairs: Sequence[Agreement]) -> None:
        cells = {(p.one, p.other): _cell(p) for p in pairs} | {(p.other, p.one): _cell(p) for p in pairs}
        table = Table(box=None, padding=(0, 1, 0, 0), show_header=True, header_style="dim", pad_edge=False)
        table.add_column("", justify="right", no_wrap=True)
        table.add_column("", no_wrap=True)
        for at in range(len(shown)):
            table.add_column(str(at + 1), justify="right", no_wrap=True, min_width=_CELL)
        for at, source in enumerate(shown):
            row = [self.out.text(str(at + 1), "dim"), self.out.text(self.name(source, _NAME), "bold")]
            for other in shown:
                words, style = cells.get((source, other), ("·", "dim"))
                row.append(self.out.text("—" if other == source else words, "dim" if other == source else style))
            table.add_row(*row)
        self.out.console.print(Padding(table, (0, 0, 0, 2)), highlight=False)

    def _pairs(self, pairs: Sequence[Agreement]) -> None:
        place = {source: at for at, source in enumerate(self.of.sources)}
        ranked = sorted(pairs, key=lambda p: (-p.disagree, -p.agree, -p.unsettled, place[p.one], place[p.other]))
        width = max(cell_len(_cell(p)[0]) for p in ranked)
        for pair in ranked[: self.out.cut(len(ranked))]:
            words, style = _cell(pair)
            self.out.line((words.rjust(width), style), (f"  {self.name(pair.one)}", "bold"), (" / ", "dim"),
                          (self.name(pair.other), "bold"), hang=width + 2)  # fmt: skip
        self.out.more(len(ranked))

    def weighty(self) -> None:
        found = [(item, speaking) for item, speaking in self.spoken if item.weight]
        if not found and self.of.conclusion is None:
            return
        about = f"What matters for {shorten(self.of.conclusion, 40)}" if self.of.conclusion else "What matters"
        self.out.heading(about, count_words(len(found), "item"))
        if not found:
            self.out.line(("Nothing these sources say moves it.", "dim"))
        found.sort(key=lambda entry: -(entry[0].weight or 0))
        for item, speaking in found[: self.out.cut(len(found))]:
            status, style = ("disputed", "bold red") if item.disputed else ("", "")
            if not status:
                status = "shared" if len(speaking) > 1 else f"only {self.name(speaking[0].source)}"
            self.out.line((f"{_number(item.weight or 0)} ", "bold"), (shorten(item.label, _LABEL), ""),
                          (f"  {status}", style or "dim"), hang=5)  # fmt: skip
        self.out.more(len(found))

    def disputed(self) -> None:
        found = [(item, speaking) for item, speaking in self.spoken if item.disputed]
        self.out.heading("Where they disagree", count_words(len(found), "item"))
        if not found:
            self.out.line(("No source asserts what another denies.", "dim"))
        for item, speaking in found[: self.out.cut(len(found))]:
            self._dispute(item, speaking)
        self.out.more(len(found))

    def _dispute(self, item: Item, speaking: Sequence[Position]) -> None:
        weight = [(f"  weighs {_number(item.weight)}", "bold")] if item.weight else []
        self.out.line((f"{_KIND[item.kind]}  ", "dim"), *_label(item), *weight, hang=4)
        for attitude, word, style in _SIDES:
            held = [p for p in speaking if p.attitude == attitude]
            if not held:
                continue
            word = _OPTION_SIDES[attitude] if item.kind == "option" else word
            self.out.line((f"{word}: ", style), (self.names([p.source for p in held]), ""), indent=6, hang=4)
            if attitude == "split":
                said = [s for s in held[0].supports if s not in held[0].against]
                self._quotes(said[:1], indent=10)
                self._quotes(held[0].against[:1], indent=10)
            else:
                self._quotes(held[0].supports[:1], indent=10)
        told = [p.source for p in item.positions if p.attitude == "silent"]
        silent = len(self.of.sources) - len(speaking) - len(told)
        rest = [f"told on the word of others by {self.names(told)}"] if told else []
        rest += [f"silent: {silent:,} more"] if silent else []
        if rest:
            self.out.line(("; ".join(rest), "dim"), indent=6, hang=4)

    def gaps(self) -> None:
        if not self.of.gaps:
            return
        self.out.heading("Words and deeds", count_words(len(self.of.gaps), "gap"))
        for gap in self.of.gaps[: self.out.cut(len(self.of.gaps))]:
            denied = bool(gap.said_words) and all(words.startswith("not ") for words in gap.said_words)
            said, done = ("friendly", "hostile") if gap.sign > 0 else ("hostile", "friendly")
            stand = f"not {done}" if denied else said
            self.out.line((self.name(gap.actor), "bold"), (f" says it is {stand} to ", ""),
                          (self.name(gap.object), "bold"), (f"; others see it {done}", ""), hang=4)  # fmt: skip
            self.out.line((f"says: {_counted(gap.said_words)}", ""), indent=6, hang=4)
            self._quotes(gap.said[:1], indent=10)
            self.out.line((f"does: {_counted(gap.done_words)}", ""), indent=6, hang=4)
            self._quotes(_fresh(gap.done, gap.said)[:2], indent=10)
        self.out.more(len(self.of.gaps))

    def shared(self) -> None:
        found = [(item, speaking) for item, speaking in self.spoken if len(speaking) > 1 and not item.disputed]
        if not found:
            return
        self.out.heading("What they share", count_words(len(found), "item"))
        for item, speaking in found[: self.out.cut(len(found))]:
            sides: list[tuple[str, str]] = []
            for attitude, word, style in _SIDES:
                held = [p.source for p in speaking if p.attitude == attitude]
                if held:
                    word = _OPTION_SIDES[attitude] if item.kind == "option" else word
                    sides += [("  " if sides else "", ""), (f"{word}: ", style), (self.names(held), "")]
            self.out.line((f"{_KIND[item.kind]}  ", "dim"), *_label(item), hang=4)
            self.out.line(*sides, indent=6, hang=4)
        self.out.more(len(found))

    def alone(self) -> None:
        alone = Counter[str]()
        kinds: dict[str, Counter[str]] = {}
        for item, speaking in self.spoken:
            if len(speaking) == 1:
                source = speaking[0].source
                alone[source] += 1
                kinds.setdefault(source, Counter())[item.kind] += 1
        if not alone:
            return
        self.out.heading("What only one says", count_words(sum(alone.values()), "item"))
        place = {source: at for at, source in enumerate(self.of.sources)}
        order = sorted(alone, key=lambda source: (-alone[source], place[source]))
        for source in order[: self.out.cut(len(order))]:
            parts = [count_words(kinds[source][kind], kind) for kind in _KIND if kinds[source][kind]]
            self.out.line((self.name(source), "bold"), (f"  {', '.join(parts)}", "dim"), hang=4)
        self.out.more(len(order))

    def _quotes(self, rows: Iterable[Support], indent: int) -> None:
        for row in rows:
            words = shorten(row.quote, _QUOTE) or "…"
            who = self.names(row.voices) if row.voices else UNNAMED
            where = [one_line(part) for part in (row.publisher or row.document, row.published) if part]
            self.out.line((words.join(quote_marks(words)), ""), (f" — {who}", "italic"),
                          (f", {' '.join(where)}", "dim"), indent=indent, hang=0)  # fmt: skip


def _label(item: Item) -> list[tuple[str, str]]:
    words = shorten(item.label, _LABEL) or item.kind
    return [(words.join(quote_marks(words)) if item.kind == "option" else words, "bold")]


def _cell(pair: Agreement) -> tuple[str, str]:
    """Write a pair's counts, coloured by what prevails."""
    words = f"{pair.agree:,}:{pair.disagree:,}" + (f" +{pair.unsettled:,}" if pair.unsettled else "")
    if not pair.agree and not pair.disagree:
        return words, "dim"
    return words, "green" if pair.agree > pair.disagree else "red" if pair.disagree > pair.agree else ""


def _number(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _counted(words: Iterable[str]) -> str:
    """Write 'ASSAULT (3), opposes'."""
    return ", ".join(one_line(w) + (f" ({n:,})" if n > 1 else "") for w, n in Counter(words).items()) or "—"


def _fresh(rows: Sequence[Support], shown: Sequence[Support]) -> list[Support]:
    """Keep the first row of each passage; the one that was ``shown`` already goes last."""
    said = {(row.document, row.quote) for row in shown[:1]}
    passages = list({(row.document, row.quote): row for row in reversed(rows)}.values())[::-1]
    return sorted(passages, key=lambda row: (row.document, row.quote) in said)
