"""What follows from a scenario on a terminal: what moves and how surely, by which paths, and in whose words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from aitia.model.assembled import CauseMap, Influence, Support
from aitia.model.outcomes import Engine, Outcome, Path, Sign, WhatIf
from aitia.present.printer import LIMIT, Printer, count_words
from aitia.present.safe import one_line
from aitia.present.tables import UNNAMED, quote_marks, shorten

_LABEL: Final = 60
_QUOTE: Final = 200
_PATHS: Final = 2  # of either effect, below each concept
_BAR: Final = 20
_SAID: Final[dict[Sign, tuple[str, str, str]]] = {  # sign, without Unicode, style
    "+": ("▲ more", "+ more", "bold green"), "-": ("▼ less", "- less", "bold red"),
    "?": ("? unclear", "? unclear", "bold yellow"), "0": ("· none", ". none", "dim"),
}  # fmt: skip
_UNDECIDED: Final = "? no answer"
_ENGINE: Final[dict[Engine, str]] = {
    "sign": "By signs alone: a concept is unclear where paths to it disagree.",
    "fcm": "By a fuzzy cognitive map: the value is the change of activation.",
    "linear": "By the linear steady state: the value is how much it changes, what is set being 1.",
    "montecarlo": "By drawn worlds: in how many of 100 there is more of it, less of it, no effect on it.",
}
_TAGS: Final = {"hedged": "hedged", "hypothetical": "hypothetical", "negated": "denied"}
_RELATIONS: Final = {"purpose": "as a purpose", "implied": "implied only"}


def print_whatif(
    answer: WhatIf,
    causes: CauseMap,
    console: Console,
    *,
    limit: int | None = LIMIT,
    names: Mapping[str, str] | None = None,
    unmoved: bool = False,
) -> None:
    """Print what follows from a scenario, for people.

    Args:
        answer: what ``aitia.analyse.whatif`` found.
        causes: the map it was asked of: labels, quotes and voices are looked up there.
        console: where to print; colours follow its own rules (terminal or not, ``NO_COLOR``).
        limit: concepts to show, or None for all.
        names: names of the voices by actor id; a voice without one is shown by its id.
        unmoved: also list the concepts that nothing happens to.
    """
    report = _Report(answer, causes, Printer(console, limit), names or {})
    report.header()
    shown = report.results(unmoved)
    report.paths(shown)
    report.words()


class _Report:
    """The sections of an answer; ``cited`` numbers the influences of the paths as they are printed."""

    def __init__(self, answer: WhatIf, causes: CauseMap, printer: Printer, names: Mapping[str, str]) -> None:
        self.of = answer
        self.out = printer
        self.names = names
        self.labels = {concept.id: concept.label or concept.id for concept in causes.concepts}
        self.influences: dict[str, Influence] = {}
        for row in causes.influences:
            self.influences.setdefault(row.id, row)
        self.cited: dict[str, int] = {}

    def label(self, concept: str, width: int = _LABEL) -> str:
        return shorten(self.labels.get(concept, concept), width) or shorten(concept, width)

    def header(self) -> None:
        parts: list[tuple[str, str]] = [("What if ", "bold")]
        for at, (concept, value) in enumerate(self.of.scenario.set.items()):
            amount = "" if abs(value) == 1 else f" ({value:+g})"
            word, style = ("more", "bold green") if value > 0 else ("less", "bold red")
            parts += [(" and " if at else "", ""), (f"{word} ", style), (self.label(concept), "bold"), (amount, "dim")]
        parts.append(("?", "bold"))
        self.out.console.print()
        self.out.line(*parts, indent=0)
        if self.of.scenario.cut:
            held = ", ".join(self.label(concept) for concept in self.of.scenario.cut)
            self.out.line((f"Held where it is: {held}", ""), indent=0)
        self.out.line((_ENGINE[self.of.engine], "dim"), indent=0)
        for note in self.of.notes:
            self.out.line((f"Note: {one_line(note)}", "dim"), indent=0)

    def results(self, unmoved: bool) -> list[Outcome]:
        """Print the table of outcomes; what it shows."""
        given = {*self.of.scenario.set, *self.of.scenario.cut}
        free = [outcome for outcome in self.of.outcomes if outcome.concept not in given]
        moved = sorted((outcome for outcome in free if outcome.sign != "0"), key=_rank)
        still = [outcome for outcome in free if outcome.sign == "0"]
        self.out.heading("What follows", count_words(len(moved), "concept"))
        if not moved:
            self.out.line(("Nothing: no concept of the map is moved.", ""))
        shown = moved[: self.out.cut(len(moved))]
        if shown:
            self._table(shown)
        self.out.more(len(moved))
        if still and not unmoved:
            self.out.line((f"No effect on {count_words(len(still), 'other concept')}.", "dim"))
        elif still:
            listed = ", ".join(self.label(outcome.concept) for outcome in still)
            self.out.line(("No effect on: ", "bold"), (listed, ""))
        return shown

    def _table(self, shown: Sequence[Outcome]) -> None:
        chances = self.of.engine == "montecarlo"
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=True, header_style="dim", pad_edge=False)
        table.add_column("concept", overflow="fold", ratio=1)
        table.add_column("effect", no_wrap=True)
        if self.of.engine == "sign":
            table.add_column("for more" if self.out.width >= 60 else "more", justify="right", no_wrap=True)
            table.add_column("for less" if self.out.width >= 60 else "less", justify="right", no_wrap=True)
        else:
            if self.out.width >= 70:
                table.add_column("", no_wrap=True, min_width=_BAR)
            for name in ("more", "less", "none") if chances else ("value",):
                table.add_column(name, justify="right", no_wrap=True)
        table.width = max(self.out.width - 2, 20)
        most = max((abs(outcome.value) for outcome in shown if outcome.value is not None), default=0.0)
        for outcome in shown:
            cells = [self.out.text(self.label(outcome.concept), "bold"), self._sign(outcome)]
            if self.of.engine == "sign":
                cells += [self.out.text(_count(self._led(outcome, wanted)), "dim") for wanted in (1, -1)]
            elif chances:
                cells += [self._shares(outcome)] if self.out.width >= 70 else []
                cells += [self.out.text(_percent(p)) for p in (outcome.p_up, outcome.p_down, outcome.p_none)]
            else:
                cells += [self._bar(outcome.value, most)] if self.out.width >= 70 else []
                cells.append(self.out.text("–" if outcome.value is None else f"{outcome.value:+.3g}"))
            table.add_row(*cells)
        self.out.console.print(Padding(table, (0, 0, 0, 2)), highlight=False)
        if self.of.engine == "sign":
            self.out.line(("The counts are of the paths kept to be shown, the shortest ones.", "dim"))

    def _sign(self, outcome: Outcome) -> Text:
        words, plain, style = _SAID[outcome.sign]
        if not outcome.exact:
            return self.out.text(_UNDECIDED, style)
        return self.out.text(plain if self.out.plain else words, style)

    def _shares(self, outcome: Outcome) -> Text:
        """A bar of more, less and none."""
        up = round((outcome.p_up or 0) * _BAR)
        down = min(round((outcome.p_down or 0) * _BAR), _BAR - up)
        marks = ("+", "-", ".") if self.out.plain else ("█", "▒", "·")
        bar = Text(marks[0] * up, style="green")
        bar.append(marks[1] * down, style="red")
        bar.append(marks[2] * (_BAR - up - down), style="dim")
        return bar

    def _bar(self, value: float | None, most: float) -> Text:
        """A bar to the right for more, to the left for less."""
        half = _BAR // 2
        size = 0 if value is None or not most else min(max(round(abs(value) / most * half), 1), half)
        up, down, middle = ("+", "-", "|") if self.out.plain else ("█", "▒", "│")
        left, right = (size, 0) if (value or 0) < 0 else (0, size)
        bar = Text(" " * (half - left) + down * left, style="red")
        bar.append(middle, style="dim")
        bar.append(up * right + " " * (half - right), style="green")
        return bar

    def _effect(self, path: Path) -> int:
        """+1 where a path raises its end, from the way its first concept is set."""
        raised = self.of.scenario.set.get(path.concepts[0], 1.0) > 0
        return 1 if raised == (path.sign == "+") else -1

    def _led(self, outcome: Outcome, effect: int) -> list[Path]:
        return [path for path in outcome.paths if self._effect(path) == effect]

    def paths(self, shown: Sequence[Outcome]) -> None:
        """Print by which paths each concept is reached; the links are numbered."""
        shown = [outcome for outcome in shown if outcome.paths]
        if not shown:
            return
        self.out.heading("By which paths", count_words(len(shown), "concept"))
        for outcome in shown:
            self.out.line((self.label(outcome.concept), "bold"), ("  ", ""),
                          (self._sign(outcome).plain, _SAID[outcome.sign][2]))  # fmt: skip
            for effect, word, style in ((1, "more: ", "green"), (-1, "less: ", "red")):
                led = self._led(outcome, effect)
                for path in led[:_PATHS]:
                    self.out.line((word, style), *self._path(path), indent=4, hang=6)
                if len(led) > _PATHS:
                    self.out.line((f"{word}and {count_words(len(led) - _PATHS, 'more path')} kept", "dim"), indent=4)

    def _path(self, path: Path) -> list[tuple[str, str]]:
        parts: list[tuple[str, str]] = [(self.label(path.concepts[0]), "")]
        for influence, effect in zip(path.influences, path.concepts[1:], strict=True):
            number = self.cited.setdefault(influence, len(self.cited) + 1)
            row = self.influences.get(influence)
            sign, style = ("−", "bold red") if row is not None and row.polarity < 0 else ("+", "bold green")
            parts += [(f" {sign}→", style), (f"[{number}] ", "dim"), (self.label(effect), "")]
        return parts

    def words(self) -> None:
        """Print every link that a path used: how far it is believed, its quote, and who says so."""
        if not self.cited:
            return
        self.out.heading("In whose words", count_words(len(self.cited), "link"))
        width = len(str(len(self.cited))) + 2
        for influence, number in self.cited.items():
            row = self.influences[influence]
            sign, style = ("−→", "bold red") if row.polarity < 0 else ("+→", "bold green")
            parts = [(f"[{number}]".rjust(width) + " ", "dim"), (f"{self.label(row.cause)} ", "bold"),
                     (f"{sign} ", style), (self.label(row.effect), "bold")]  # fmt: skip
            tags = [_TAGS.get(row.certainty, ""), _RELATIONS.get(row.relation, "")]
            parts += [(f" [{tag}]", "magenta") for tag in tags if tag]
            stated = "" if row.weight is None else f", strength {row.weight:.2g}"
            parts.append((f"  belief {row.belief:.2f}{stated}", "dim"))
            self.out.line(*parts, hang=width + 1)
            self._said(row.supports, "", width)
            self._said(row.denials, "denied: ", width)

    def _said(self, supports: Sequence[Support], label: str, width: int) -> None:
        quoted = next((support for support in supports if support.quote), supports[0] if supports else None)
        if quoted is None:
            return
        words = shorten(quoted.quote, _QUOTE)
        opened, closed = quote_marks(words)
        parts = [(label, "red"), (f"{opened}{words}{closed}" if words else "(no words)", "")]
        if len(supports) > 1:
            parts.append((f" (and {count_words(len(supports) - 1, 'more place')})", "dim"))
        self.out.line(*parts, (f" — {self._voices(supports)}", "italic"), indent=width + 3, hang=0)

    def _voices(self, supports: Sequence[Support]) -> str:
        voices = list(dict.fromkeys(voice for support in supports for voice in support.voices))
        named = [shorten(self.names.get(voice) or voice, 48) or UNNAMED for voice in voices[:4]]
        named += [f"{len(voices) - 4:,} more"] if len(voices) > 4 else []
        if any(not support.voices for support in supports):
            named.append(UNNAMED)
        return ", ".join(named)


def _rank(outcome: Outcome) -> tuple[float, int]:
    """What moves most first; by signs alone, what is nearest."""
    near = min((len(path.influences) for path in outcome.paths), default=1_000_000)
    if outcome.p_up is not None and outcome.p_down is not None:
        return -max(outcome.p_up, outcome.p_down), near
    return (0.0 if outcome.value is None else -abs(outcome.value)), near


def _count(paths: Sequence[Path]) -> str:
    return str(len(paths)) if paths else "–"


def _percent(p: float | None) -> str:
    """Chances of 100; what is not 0 or 100 is not rounded to it."""
    if p is None:
        return ""
    if 0 < p < 0.01:
        return "<1"
    return ">99" if 0.99 < p < 1 else f"{100 * p:.0f}"
