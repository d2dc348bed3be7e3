"""What a conclusion hangs on, on a terminal: each influence and voice with what becomes of P, and who says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from aitia.model.assembled import CauseMap, Influence
from aitia.model.outcomes import Hinge, Hinges
from aitia.present.printer import LIMIT, Printer, count_words
from aitia.present.safe import one_line
from aitia.present.tables import UNNAMED, quote_marks, shorten

_BAR: Final = 6
_WIDE: Final = 100  # columns from which numbers and words share a line
_LABEL: Final = 60
_QUOTE: Final = 280
_MANY: Final = 4  # names in a row
_PARTS: Final = " ▏▎▍▌▋▊▉█"
_COLUMNS: Final = ("dropped", "flipped", "believed", "Sobol")
_SIGN: Final = {1: ("+→", "bold green"), -1: ("−→", "bold red")}
_WORD: Final = {"+": "goes up", "-": "goes down"}


def print_hinges(
    hinges: Hinges,
    causes: CauseMap,
    console: Console,
    *,
    limit: int | None = LIMIT,
    names: Mapping[str, str] | None = None,
) -> None:
    """Print what a conclusion hangs on as a report for people.

    Args:
        hinges: what ``aitia.analyse.hinges`` found.
        causes: the map it was found in.
        console: where to print; colours follow its own rules (terminal or not, ``NO_COLOR``).
        limit: influences and voices to print, each, or None for all.
        names: names of voices, by actor id.
    """
    report = _Report(hinges, causes, Printer(console, limit), names or {})
    report.header()
    report.influences()
    report.voices()
    report.turning()


class _Report:
    def __init__(self, hinges: Hinges, causes: CauseMap, printer: Printer, names: Mapping[str, str]) -> None:
        self.of, self.out, self.names = hinges, printer, names
        self.labels = {concept.id: concept.label for concept in causes.concepts}
        self.rows = {row.id: row for row in causes.influences}
        self.wide = printer.width >= _WIDE

    def header(self) -> None:
        of = self.of
        self.out.console.print()
        conclusion = f"{self._label(of.concept)} {_WORD[of.sign]}"
        self.out.line(("What it hangs on: ", ""), (conclusion, "bold"), indent=0, hang=0)
        error = f" (standard error {of.error:.3f})" if of.error >= 0.0005 else ""
        self.out.line((f"P = {of.p:.2f}{error}", "bold"), (" as things stand", ""), indent=0, hang=0)
        for note in of.notes:
            self.out.line((f"Note: {one_line(note)}", "dim"), indent=0, hang=0)

    def influences(self) -> None:
        found = self._moving(self.of.influences)
        self.out.heading("Influences", count_words(len(found), "influence"))
        if not self.of.influences:
            self.out.line(("No influence leads from what is set to this concept.", "dim"))
            return
        self._still(self.of.influences, found)
        if not found:
            return
        self.out.line(("the largest change of P; P when dropped, flipped, believed; Sobol's total", "dim"))
        self._columns(_COLUMNS, "influence")
        for hinge in found[: self.out.cut(len(found))]:
            row = self.rows.get(hinge.id)
            label = self._influence(row) if row else [(shorten(hinge.label, 2 * _LABEL), "bold")]
            numbers = [hinge.p_dropped, hinge.p_flipped, hinge.p_believed, hinge.sobol_total]
            self._row(hinge, numbers, label)
            self._quote(hinge, row)
        self.out.more(len(found))

    def voices(self) -> None:
        found = self._moving(self.of.voices)
        if not self.of.voices:
            return
        self.out.heading("Voices", count_words(len(found), "voice"))
        self._still(self.of.voices, found)
        if not found:
            return
        self.out.line(("change of P, and P when the voice is not heard", "dim"))
        for hinge in found[: self.out.cut(len(found))]:
            self._row(hinge, [hinge.p_dropped], [(self._voice(hinge), "bold")])
            self._quote(hinge, None)
        self.out.more(len(found))

    def _moving(self, hinges: Sequence[Hinge]) -> Sequence[Hinge]:
        """What changes the conclusion; with ``--all`` the others, too."""
        return hinges if self.out.limit is None else [h for h in hinges if h.moves(self.of.p)]

    def _still(self, hinges: Sequence[Hinge], shown: Sequence[Hinge]) -> None:
        left = len(hinges) - len(shown)
        if left and shown:
            verb = "changes" if left == 1 else "change"
            self.out.line((f"{left:,} more {verb} P by less than 0.005 (use --all)", "dim"))
        elif left:
            self.out.line(("None changes P by 0.005 or more (--all shows them).", "dim"))

    def turning(self) -> None:
        of = self.of
        self.out.heading("What would turn it", "")
        if of.turning is None:
            self.out.line(("Nothing: the conclusion does not hold, or no influence moves the concept.", "dim"))
            return
        count = len(of.turning)
        begin = "Without this influence" if count == 1 else f"Without these {count} influences"
        sure = "" if count == 1 else "; no smaller set does that" if of.turning_proven else (
            "; whether a smaller set does that was not settled within the limit of the search"
        )  # fmt: skip
        ways = "up than down" if of.sign == "+" else "down than up"
        ending = f"{self._label(of.concept)} is no more likely to go {ways}"
        self.out.line((f"{begin}, {ending}{sure}:", ""), hang=0)
        for name in of.turning:
            row = self.rows.get(name)
            self.out.line(*(self._influence(row) if row else [(one_line(name), "bold")]), indent=6, hang=4)

    def _columns(self, names: tuple[str, ...], last: str) -> None:
        head = " " * (7 + _BAR) + "".join(f"  {name:>{_wide(name)}}" for name in names)
        self.out.line((head + (f"  {last}" if self.wide else ""), "dim"))

    def _row(self, hinge: Hinge, numbers: list[float | None], label: list[tuple[str, str]]) -> None:
        by = hinge.change(self.of.p)
        style = "dim" if not by else "red" if by < 0 else "green"
        parts = [(f"{_signed(by):>5} ", f"bold {style}"), (f"{self._bar(abs(by))} ", style)]
        for name, number in zip(_COLUMNS, numbers, strict=False):
            parts.append((f"  {_plain(number):>{_wide(name)}}", ""))
        if not self.wide:
            self.out.line(*label, hang=4)
            self.out.line(*parts)
            return
        table = Table.grid(padding=0)
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        table.add_row(self._text(*parts, ("  ", "")), self._text(*label))
        room = max(self.out.console.width - self.out.width, 0)
        self.out.console.print(Padding(table, (0, room, 0, 2), expand=False), highlight=False)

    def _text(self, *parts: tuple[str, str]) -> Text:
        whole = Text()
        for words, style in parts:
            whole.append_text(self.out.text(words, style))
        return whole

    def _bar(self, share: float) -> str:
        """A bar as long as ``share`` of its room."""
        eighths = round(min(share, 1.0) * _BAR * 8)
        if self.out.plain:
            return ("#" * round(eighths / 8)).ljust(_BAR)
        full, part = divmod(eighths, 8)
        return ("█" * full + (_PARTS[part] if part else "")).ljust(_BAR)

    def _influence(self, row: Influence) -> list[tuple[str, str]]:
        sign, style = _SIGN[1 if row.polarity > 0 else -1]
        tags = [tag for tag in (row.certainty, row.relation) if tag not in ("asserted", "cause")]
        return [
            (f"{self._label(row.cause)} ", "bold"), (f"{sign} ", style), (self._label(row.effect), "bold"),
            *((f" [{tag}]", "magenta") for tag in tags), (f"  belief {row.belief:.2f}", "dim"),
        ]  # fmt: skip

    def _quote(self, hinge: Hinge, row: Influence | None) -> None:
        """The words behind a hinge; for an influence also who says them, and how many more places do."""
        if not hinge.quotes:
            return
        words = shorten(hinge.quotes[0], _QUOTE)
        said = next((s for s in row.supports if s.quote == hinge.quotes[0]), None) if row else None
        parts = [(words.join(quote_marks(words)), "")]
        if row and said:
            who = [shorten(self.names.get(voice) or voice, 40) for voice in said.voices[:_MANY]] or [UNNAMED]
            parts.append((f" — {', '.join(who)}", "italic"))
            where = [one_line(part) for part in (said.publisher or said.document, said.published) if part]
            parts.append((f", {' '.join(where)}" if where else "", "dim"))
            more = len(row.supports) - 1
            parts.append((f" (and {count_words(more, 'more place')})" if more else "", "dim"))
        self.out.line(*parts, indent=6, hang=0)

    def _label(self, concept: str) -> str:
        return shorten(self.labels.get(concept) or concept, _LABEL)

    def _voice(self, hinge: Hinge) -> str:
        return shorten(self.names.get(hinge.id) or hinge.label, _LABEL) if hinge.id else "unnamed sources"


def _wide(name: str) -> int:
    return max(len(name), 5)


def _plain(value: float | None) -> str:
    """'0.31', or a dash for what was not computed; a share estimated a little below 0 is 0."""
    return "—" if value is None else f"{max(value, 0.0):.2f}"


def _signed(value: float) -> str:
    """'+0.31', '−0.05', '0.00'."""
    words = f"{value:+.2f}".replace("-", "−")
    return "0.00" if words in ("+0.00", "−0.00") else words
