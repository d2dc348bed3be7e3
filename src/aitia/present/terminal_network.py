"""A signed network on a terminal: its blocs, what stands against them, torn and unbalanced triads, everyone's place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from aitia.model.assembled import SignedNetwork, SignedTie
from aitia.model.codes import SIGN
from aitia.model.outcomes import Balance, SharedEnemy, Shift, Standing, Triad
from aitia.present.printer import LIMIT, Printer, count_words
from aitia.present.safe import one_line
from aitia.present.tables import UNNAMED, quote_marks, shorten

_NAME: Final = 40
_QUOTE: Final = 220
_MANY: Final = 4  # names in a row
_FACES: Final = 24  # names in a bloc
_BAR: Final = 12
_PARTS: Final = " ▏▎▍▌▋▊▉█"
_SIGN: Final = {1: ("+", "bold green"), -1: ("−", "bold red"), 0: ("±", "bold magenta")}
_STAND: Final = {
    "positive": ("friends", "bold green"), "negative": ("enemies", "bold red"),
    "torn": ("both", "bold magenta"), "unstated": ("not said", "dim"),
}  # fmt: skip


def print_network(
    balance: Balance,
    network: SignedNetwork,
    console: Console,
    *,
    limit: int | None = LIMIT,
    enemies: Sequence[SharedEnemy] = (),
    names: Mapping[str, str] | None = None,
) -> None:
    """Print the balance of a network as a report for people.

    Args:
        balance: what ``aitia.analyse.balance`` found.
        network: the network it was found in: its ties have the quotes.
        console: where to print; colours follow its own rules (terminal or not, ``NO_COLOR``).
        limit: rows per section, or None for all.
        enemies: what ``aitia.analyse.enemies_of_enemies`` found; the section is left out where there are none.
        names: names by id, of voices that are no actors of the network, too; they come before the network's own.
    """
    report = _Report(network, Printer(console, limit), names or {})
    report.header(balance)
    report.blocs(balance)
    report.against(balance)
    report.triads(balance)
    report.enemies(enemies)
    report.places(balance.standings)


def print_shift(
    shift: Shift,
    network: SignedNetwork,
    console: Console,
    *,
    limit: int | None = LIMIT,
    names: Mapping[str, str] | None = None,
) -> None:
    """Print what becomes of the balance of a network when ties are supposed.

    Args:
        shift: what ``aitia.analyse.shift`` found.
        network: the network as it was before.
        console: where to print; colours follow its own rules.
        limit: rows per section, or None for all.
        names: names by id, of actors that have no tie in the network, too; they come before the network's own.
    """
    report = _Report(network, Printer(console, limit), names or {})
    report.shift(shift)


class _Report:
    def __init__(self, network: SignedNetwork, printer: Printer, names: Mapping[str, str]) -> None:
        self.out = printer
        self.names = {**{actor.id: actor.name for actor in network.actors}, **names}
        self.rows: dict[str, list[SignedTie]] = {}
        self.ties_of: dict[str, int] = {}
        for tie in network.ties:
            self.rows.setdefault(tie.id, []).append(tie)
            for end in (tie.subject, tie.object):
                self.ties_of[end] = self.ties_of.get(end, 0) + abs(_sign(tie))

    def name(self, actor: str, width: int = _NAME) -> str:
        return shorten(self.names.get(actor) or actor, width) or UNNAMED

    def several(self, actors: Sequence[str], most: int = _MANY) -> str:
        shown = ", ".join(self.name(actor) for actor in actors[:most])
        return shown + (f" and {len(actors) - most:,} more" if len(actors) > most else "")

    def header(self, of: Balance) -> None:
        parts = [count_words(of.actors, "actor"), count_words(of.ties, "signed tie"), _triad_words(of)]
        self.out.console.print()
        self.out.line(("Who stands with whom", "bold"), indent=0, hang=0)
        self.out.line((" · ".join(parts), ""), indent=0, hang=0)
        if of.ties:
            self.out.line(*_verdict(of), indent=0, hang=0)
        for note in of.notes:
            self.out.line((f"Note: {one_line(note)}", "dim"), indent=0, hang=0)

    def blocs(self, of: Balance) -> None:
        self.out.heading("Blocs", count_words(len(of.blocs), "bloc"))
        if not of.blocs:
            self.out.line(("No signed tie between two actors, so there are no sides.", "dim"))
        against = self._opposed(of.blocs)
        for at, bloc in enumerate(of.blocs[: self.out.cut(len(of.blocs))]):
            most = len(bloc) if self.out.limit is None else _FACES
            ways = f"  against {against[at] + 1}" if at in against else "  no bloc against it"
            self.out.line((f"{at + 1}  ", "bold"), (count_words(len(bloc), "actor"), ""), (ways, "dim"))
            first = sorted(bloc, key=lambda actor: -self.ties_of.get(actor, 0))
            self.out.line((self.several(first, most), "bold"), indent=5, hang=0)
        self.out.more(len(of.blocs))

    def _opposed(self, blocs: Sequence[tuple[str, ...]]) -> dict[int, int]:
        """Which bloc stands against which: the two of a part are the ones that signed ties join."""
        home = {actor: at for at, bloc in enumerate(blocs) for actor in bloc}
        found: dict[int, int] = {}
        for ties in self.rows.values():
            for tie in ties:
                one, other = home.get(tie.subject), home.get(tie.object)
                if tie.sign and one is not None and other is not None and one != other:
                    found[one], found[other] = other, one
        return found

    def against(self, of: Balance) -> None:
        if not of.ties:
            return
        self.out.heading("What stands against the blocs", count_words(len(of.frustrated), "tie"))
        if not of.frustrated:
            self.out.line(("Nothing: all friends are within a bloc, all enemies across.", "dim"))
            return
        self.out.line(("friends across the blocs (+), enemies within one (−)", "dim"))
        for tie in self._ties(of.frustrated[: self.out.cut(len(of.frustrated))]):
            self.tie(tie)
        self.out.more(len(of.frustrated))

    def triads(self, of: Balance) -> None:
        if not of.triads:
            return
        self.out.heading("Triads that do not fit", count_words(of.unbalanced + of.torn, "triad"))
        self.out.line(("unbalanced: − an odd number of times; torn (±): somebody says both of a pair", "dim"))
        for triad in of.triads[: self.out.cut(len(of.triads))]:
            self._triad(triad)
        self.out.more(of.unbalanced + of.torn)

    def _triad(self, triad: Triad) -> None:
        a, b, c = triad.actors
        ends = ((a, b), (a, c), (b, c))
        self.out.line((" · ".join(self.name(actor) for actor in triad.actors), "bold"), (f"  {triad.kind}", "magenta"))
        ties = self._ties(triad.ties)
        for (one, other), sign in zip(ends, triad.signs, strict=True):
            own = sorted((t for t in ties if {t.subject, t.object} == {one, other}), key=_backing)
            shown = [next((t for t in own if _sign(t) == wanted), None) for wanted in ((sign,) if sign else (1, -1))]
            for tie in shown:
                if tie is not None:
                    self.tie(tie, indent=4, more=len(own) - sum(s is not None for s in shown))

    def enemies(self, found: Sequence[SharedEnemy]) -> None:
        if not found:
            return
        self.out.heading("Is my enemy's enemy my friend?", count_words(len(found), "pair"))
        counts = {stand: sum(row.stand == stand for row in found) for stand in _STAND}
        said = f"{counts['positive']} friends, {counts['negative']} enemies, {counts['torn']} said to be both"
        self.out.line((f"Of the pairs with an enemy in common: {said}; of {counts['unstated']} nothing is said.", ""),
                      hang=0)  # fmt: skip
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=True, header_style="dim", pad_edge=False)
        table.add_column("two actors", ratio=5, overflow="fold")
        table.add_column("are", no_wrap=True)
        table.add_column("enemies of both", ratio=4, overflow="fold")
        table.width = max(self.out.width - 2, 20)
        for row in found[: self.out.cut(len(found))]:
            word, style = _STAND[row.stand]
            two = f"{self.name(row.one)} – {self.name(row.other)}"
            table.add_row(self.out.text(two, "bold"), self.out.text(word, style),
                          self.out.text(self.several(row.enemies)))  # fmt: skip
        self.out.console.print(Padding(table, (0, 0, 0, 2)), highlight=False)
        self.out.more(len(found))

    def places(self, standings: Sequence[Standing]) -> None:
        rows = [s for s in standings if s.positive_out + s.positive_in + s.negative_out + s.negative_in]
        if not rows:
            return
        self.out.heading("Everyone's place", count_words(len(rows), "actor"))
        self.out.line(("→ others it stands for or against, ← who stand for or against it; PN: 1 is neither", "dim"))
        widest = max(abs(row.pn - 1) if row.pn is not None else 0.0 for row in rows)
        table = Table(box=None, padding=(0, 1, 0, 0), show_header=True, header_style="dim", pad_edge=False)
        table.add_column("actor", overflow="ellipsis", no_wrap=True, ratio=1)
        for words in ("+→", "+←", "−→", "−←", "PN"):
            table.add_column(self.out.text(words), justify="right", no_wrap=True, min_width=4)
        table.add_column("", no_wrap=True, min_width=_BAR)
        table.width = min(max(self.out.width - 2, 20), 96)
        kept = self.out.cut(len(rows))
        for at, row in enumerate(rows):
            if kept - kept // 2 <= at < len(rows) - kept // 2:
                if at == kept - kept // 2:
                    table.add_row(self.out.text(f"… {len(rows) - kept:,} between (use --all)", "dim"))
                continue
            degrees = (row.positive_out, row.positive_in, row.negative_out, row.negative_in)
            cells = [self.out.text(str(n) if n else "·", "" if n else "dim") for n in degrees]
            pn = "–" if row.pn is None else f"{row.pn:.2f}"
            off = 0.0 if row.pn is None or not widest else (row.pn - 1) / widest
            bar = self.out.text(self._bar(off), "green" if off > 0 else "red")
            table.add_row(self.out.text(self.name(row.actor), "bold"), *cells, self.out.text(pn), bar)
        self.out.console.print(Padding(table, (0, 0, 0, 2)), highlight=False)

    def shift(self, of: Shift) -> None:
        self.out.heading("What if", count_words(len(of.supposed), "supposed tie"))
        for key in of.supposed:
            tie = self._supposed(key)
            if tie is None:
                self.out.line((one_line(key), "bold"))
                continue
            self.tie(tie)
            if key not in self.rows:
                self.rows[key] = [tie]
        before, after = of.before, of.after
        rows = (
            ("ties against the blocs", _least(before), _least(after)),
            ("balanced triads", f"{before.balanced:,}", f"{after.balanced:,}"),
            ("unbalanced triads", f"{before.unbalanced:,}", f"{after.unbalanced:,}"),
            ("torn triads", f"{before.torn:,}", f"{after.torn:,}"),
        )
        width = max(len(row[1]) for row in rows)
        for words, one, other in rows:
            style = "" if one == other else "bold"
            self.out.line((f"{words:<23}", ""), (f"{one:>{width}}", ""), (" → ", "dim"), (other, style))
        if of.moved:
            verb = "changes sides" if len(of.moved) == 1 else "change sides"
            self.out.line((self.several(of.moved, _FACES), "bold"), (f" {verb}.", ""), hang=0)
        else:
            self.out.line(("Nobody changes sides.", ""))
        fresh = [key for key in after.frustrated if key not in set(before.frustrated)]
        settled = [key for key in before.frustrated if key not in set(after.frustrated)]
        for title, keys in (("Now against the blocs:", fresh), ("No longer against them:", settled)):
            if keys:
                self.out.line((title, "dim"))
                for tie in self._ties(keys[: self.out.cut(len(keys))]):
                    self.tie(tie, indent=4)
                self.out.more(len(keys))
        if after.blocs != before.blocs:
            self.out.line(("Blocs then:", "dim"))
            for at, bloc in enumerate(after.blocs[: self.out.cut(len(after.blocs))]):
                self.out.line((f"{at + 1}  ", "bold"), (self.several(bloc, _FACES), ""), indent=4, hang=3)
            self.out.more(len(after.blocs))
        for note in after.notes:
            if note not in before.notes:
                self.out.line((f"Note: {one_line(note)}", "dim"), hang=0)

    def tie(self, tie: SignedTie, *, indent: int = 2, more: int = 0) -> None:
        """One tie: sign, who, how, whom; below it the words of the best row behind it, and whose they are."""
        mark, style = _SIGN[_sign(tie)]
        relation = (tie.relation or ("stands for" if tie.sign > 0 else "stands against")).replace("_", " ")
        tags: list[str] = [] if tie.time == "current" else [tie.time]
        tags += [] if tie.factuality == "asserted" else [tie.factuality]
        tail = [(f" [{tag}]", "magenta") for tag in tags]
        if more > 0:
            tail.append((f" (and {count_words(more, 'more tie')})", "dim"))
        self.out.line((f"{mark} ", style), (self.name(tie.subject), "bold"), (f" {relation} ", ""),
                      (self.name(tie.object), "bold"), *tail, indent=indent, hang=4)  # fmt: skip
        best = max(tie.supports, key=lambda s: (bool(s.quote), s.certainty == "asserted", s.confidence), default=None)
        if best is None:
            return
        words = shorten(best.quote, _QUOTE)
        opened, closed = quote_marks(words)
        others = len(tie.supports) - 1
        parts = [(f"{opened}{words}{closed}", "")] if words else []
        if others:
            parts.append((f" (and {count_words(others, 'more place')})", "dim"))
        parts.append((f" — {self.several(best.voices) or UNNAMED}", "italic"))
        self.out.line(*parts, indent=indent + 4, hang=0)

    def _supposed(self, key: str) -> SignedTie | None:
        """Read a tie's id again: two actors that have names here, and a relation with a sign."""
        ends, _, time = key.rpartition(":")
        ends, _, words = ends.rpartition(":")
        relation = next((name for name in SIGN if name == words), None)
        cuts = [at for at, letter in enumerate(ends) if letter == ">"]
        both = next(
            ((ends[:at], ends[at + 1 :]) for at in cuts if {ends[:at], ends[at + 1 :]} <= set(self.names)), None
        )
        if both is None or relation is None or time != "current":
            return None
        return SignedTie(subject=both[0], object=both[1], sign=SIGN[relation], relation=relation)

    def _ties(self, keys: Iterable[str]) -> list[SignedTie]:
        """Look up the ties of some ids; one that stands there twice comes twice, and one unknown not at all."""
        used: dict[str, int] = {}
        found: list[SignedTie] = []
        for key in keys:
            own = self.rows.get(key, [])
            if own:
                found.append(own[min(used.get(key, 0), len(own) - 1)])
                used[key] = used.get(key, 0) + 1
        return found

    def _bar(self, share: float) -> str:
        """A bar of at most ``_BAR`` cells, "+" or "−" before it."""
        eighths = round(min(abs(share), 1.0) * (_BAR - 1) * 8)
        mark = "+" if share > 0 else "−"
        if not eighths:
            return ""
        if self.out.plain:
            return mark + "#" * max(round(eighths / 8), 1)
        return mark + "█" * (eighths // 8) + (_PARTS[eighths % 8] if eighths % 8 else "")


def _sign(tie: SignedTie) -> int:
    return (tie.sign > 0) - (tie.sign < 0)


def _backing(tie: SignedTie) -> tuple[float, str]:
    return -tie.belief, tie.id


def _triad_words(of: Balance) -> str:
    total = of.balanced + of.unbalanced + of.torn
    if not total:
        return "no triads"
    parts = [f"{count:,} {word}" for count, word in
             ((of.balanced, "balanced"), (of.unbalanced, "unbalanced"), (of.torn, "torn")) if count]  # fmt: skip
    return f"{count_words(total, 'triad')} ({', '.join(parts)})"


def _least(of: Balance) -> str:
    return f"{of.frustration_index:,}" if of.optimal else f"{of.bound:,} to {of.frustration_index:,}"


def _verdict(of: Balance) -> list[tuple[str, str]]:
    if not of.frustration_index:
        return [
            ("Balanced: ", "bold green"),
            ("in every connected part, friends within a bloc and enemies across.", ""),
        ]
    ties = count_words(of.frustration_index, "tie")
    verb = "stands" if of.frustration_index == 1 else "stand"
    if of.optimal:
        return [(f"Frustration index {of.frustration_index:,}: ", "bold"),
                (f"{ties} {verb} against the best division into two blocs; none does better.", "")]  # fmt: skip
    return [(f"Frustration index {_least(of)}: ", "bold"),
            (f"{ties} {verb} against the best division found; none has fewer than {of.bound:,}.", "")]  # fmt: skip
