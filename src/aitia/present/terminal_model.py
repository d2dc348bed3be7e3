"""An assembled model on a terminal: what leads to what, how well it is backed, and where the sources part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.console import Console

from aitia.model.assembled import ConflictModel, Contradiction, Influence, Support
from aitia.present.printer import LIMIT, Printer, count_words
from aitia.present.safe import one_line
from aitia.present.tables import UNNAMED, quote_marks, shorten

_LABEL: Final = 60
_QUOTE: Final = 240
_DEEP: Final = {"asserted": "", "hedged": "may", "hypothetical": "if", "negated": "denied"}
_STANCE: Final = {
    "advocated": ("for", "bold green"),
    "warned_against": ("against", "bold red"),
    "neutral": ("open", "bold"),
}


def print_model(model: ConflictModel, console: Console, *, limit: int | None = LIMIT) -> None:
    """Print ``model`` as a report for people.

    Args:
        model: what ``aitia.assemble`` made.
        console: where to print; colours follow its own rules (terminal or not, ``NO_COLOR``).
        limit: rows per section, or None for all.
    """
    report = _Report(model, Printer(console, limit))
    report.header()
    report.influences()
    report.concepts()
    report.contradictions()
    report.options()


class _Report:
    """The sections of a model; each prints nothing where there is nothing."""

    def __init__(self, model: ConflictModel, printer: Printer) -> None:
        self.of = model
        self.out = printer
        self.names = {a.id: a.name for a in model.actors}
        self.labels = {c.id: c.label for c in model.causes.concepts}

    def voices(self, supports: Sequence[Support]) -> str:
        found = dict.fromkeys(v for s in supports for v in (s.voices or ("",)))
        return ", ".join(shorten(self.names.get(v, v) if v else UNNAMED, 40) for v in found)

    def header(self) -> None:
        model = self.of
        merged = sum(len({d for d, _ in a.members}) > 1 for a in model.actors)
        parts = [
            count_words(len(model.documents), "document"), count_words(len(model.actors), "actor"),
            *((f"{merged:,} of them in several documents",) if len(model.documents) > 1 else ()),
            count_words(len(model.ties), "tie"), count_words(len(model.causes.concepts), "concept"),
            count_words(len(model.causes.influences), "influence"),
            count_words(len(model.contradictions), "contradiction"),
        ]  # fmt: skip
        self.out.console.print()
        self.out.line(("Conflict model", "bold"), indent=0, hang=0)
        self.out.line((" · ".join(parts), ""), indent=0, hang=0)
        for about in model.documents[: self.out.cut(len(model.documents))]:
            title = [about.title or about.id, about.publisher or "", about.published or ""]
            self.out.line((one_line(" · ".join(t for t in title if t)), "dim"))
        self.out.more(len(model.documents))

    def influences(self) -> None:
        rows = sorted(self.of.causes.influences, key=lambda i: -i.belief)
        if not rows:
            self.out.line(("No causal statement was read.", "dim"), indent=0, hang=0)
            return
        self.out.heading("What leads to what", "belief, and whose word it is")
        for row in rows[: self.out.cut(len(rows))]:
            self.influence(row)
        self.out.more(len(rows))

    def influence(self, row: Influence) -> None:
        sign = "+" if row.polarity > 0 else "−"
        how = ", ".join(w for w in (_DEEP[row.certainty], "aim" if row.relation == "purpose" else "") if w)
        self.out.line(
            (f"{row.belief:4.2f}  ", "dim"),
            (self.label(row.cause), "bold"),
            (f" —{sign}→ ", "bold green" if row.polarity > 0 else "bold red"),
            (self.label(row.effect), "bold"),
            (f"  {how}" if how else "", "dim"),
        )
        for denied, rows in ((False, row.supports), (True, row.denials)):
            for support in rows[:2]:
                says = f"{self.voices([support])} {'denies it: ' if denied else 'says: '}"
                self.out.line((says, "dim"), (quoted(support), ""), indent=8)
            if len(rows) > 2:
                self.out.line((f"and {len(rows) - 2} more", "dim"), indent=8)

    def label(self, concept: str) -> str:
        return shorten(self.labels.get(concept, concept), _LABEL)

    def concepts(self) -> None:
        rows = sorted((c for c in self.of.causes.concepts if len(c.phrases) > 1), key=lambda c: -len(c.phrases))
        if not rows:
            return
        self.out.heading("What was taken for the same", "concept: the words of the texts (− less of it)")
        for concept in rows[: self.out.cut(len(rows))]:
            words = dict.fromkeys(("− " if p.direction < 0 else "") + shorten(p.words, _LABEL) for p in concept.phrases)
            self.out.line((f"{shorten(concept.label, _LABEL)}: ", "bold"), (" | ".join(words), ""))
        self.out.more(len(rows))

    def contradictions(self) -> None:
        rows = self.of.contradictions
        if not rows:
            return
        self.out.heading("What cannot both hold", "")
        for row in rows[: self.out.cut(len(rows))]:
            self.contradiction(row)
        self.out.more(len(rows))

    def contradiction(self, row: Contradiction) -> None:
        names = self.names if row.kind == "tie" or row.subject in self.names else self.labels
        what = {"polarity": "raised or lowered", "denial": "asserted and denied", "tie": "friend and foe"}[row.kind]
        ends = [shorten(names.get(end, end), _LABEL) for end in (row.subject, row.object)]
        self.out.line((" / ".join(ends), "bold"), (f"  {what}", "dim"))
        for side in (row.one, row.other):
            for support in side[:1]:
                self.out.line((f"{self.voices([support])}: ", "dim"), (quoted(support), ""), indent=8)

    def options(self) -> None:
        rows = self.of.options
        if not rows:
            return
        self.out.heading("What is argued for and against", "aitia whatif --option ID runs it")
        for row in rows[: self.out.cut(len(rows))]:
            word, style = _STANCE[row.stance]
            by = ", ".join(shorten(self.names.get(b, b), 40) for b in row.by) or UNNAMED
            self.out.line(
                (f"{shorten(row.id, 60)}  ", "dim"), (word, style), (f" ({by}): ", "dim"),
                (shorten(row.action, _QUOTE), ""),
                (f"  = {'−' if row.direction < 0 else ''}{self.label(row.concept)}", "dim"),
            )  # fmt: skip
        self.out.more(len(rows))


def quoted(support: Support, width: int = _QUOTE) -> str:
    """The words of a support between quotation marks, shortened."""
    words = shorten(support.quote, width)
    left, right = quote_marks(words)
    return f"{left}{words}{right}"
