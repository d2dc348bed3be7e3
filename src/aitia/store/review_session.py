"""One person at the queue: the row in turn, a decision on it, the next one; everything goes straight to the journal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from aitia.errors import UsageError
from aitia.model.decisions import ON_ROWS, Decision, DecisionKind
from aitia.model.reading import Reading
from aitia.model.records import CausalLink, Claim, Event, Figure, Option, Tie
from aitia.model.text import Span
from aitia.store.anchoring import REVIEWED, Attached, Orphan, reattach, row_about, row_spans, select
from aitia.store.edits import SPANS, checked
from aitia.store.journal import Problem, append, in_force, read_journal
from aitia.store.reliability import rule_of
from aitia.store.review import Verdict, verdicts
from aitia.store.review_queue import LIMIT, queue, sample
from aitia.store.review_rows import Rows, Waiting

_AHEAD: Final = 20  # rows whose readings are fetched at once


def utc_now() -> str:
    """The time as decisions keep it."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A row in turn, with its reading."""

    waiting: Waiting
    reading: Reading
    row: Any


@dataclass(slots=True)
class State:
    """A journal against the rows that are there: what is judged, and what fits nowhere."""

    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()
    attached: tuple[Attached, ...] = ()
    orphans: tuple[Orphan, ...] = ()
    verdicts: dict[tuple[str, str, str], Verdict] = field(default_factory=dict)


def state_of(rows: Rows) -> State:
    """Read the journal of ``rows`` and find the rows its decisions are about."""
    decisions, problems = read_journal(rows.journal)
    docs = {d.doc for d in decisions if d.kind in ON_ROWS}
    names = {d.document for d in decisions if d.kind in ON_ROWS and d.document}
    attached, orphans = reattach(decisions, rows.readings(docs, names) if docs else ())
    lost = (
        Orphan(decision=d, reason="what it takes back does not stand before it in this journal")
        for d in in_force(decisions)[1]
    )
    return State(decisions, problems, attached, (*orphans, *lost), verdicts(attached))


@dataclass(slots=True)
class Session:
    """The queue and where somebody is in it. Keys of the command line are methods here."""

    rows: Rows
    who: str
    why: str = ""
    tables: Sequence[str] = REVIEWED
    limit: int | None = LIMIT
    weights: Mapping[str, float] | None = None
    fair: bool = False
    now: Callable[[], str] = utc_now
    state: State = field(default_factory=State)
    queue: list[Waiting] = field(default_factory=list)
    at: int = 0
    made: list[tuple[Decision, int]] = field(default_factory=list)
    _held: dict[str, Reading] = field(default_factory=dict)

    def start(self) -> None:
        """Read the journal and line up the rows that nobody has judged."""
        self.state = state_of(self.rows)
        waiting = self.rows.waiting(self.tables)
        judged = self.state.verdicts
        if self.fair:
            self.queue = sample(waiting, judged=judged, limit=self.limit)
        else:
            decided = self._decided() if judged else Counter[str]()
            self.queue = queue(waiting, judged=judged, decided=decided, weights=self.weights, limit=self.limit)

    def _decided(self) -> Counter[str]:
        """How many rows were judged by rule."""
        judged = self.state.verdicts
        out: Counter[str] = Counter()
        for reading in self.rows.readings({doc for doc, _, _ in judged}):
            doc = reading.document.sha256
            for table in REVIEWED:
                out.update(rule_of(row) for row in getattr(reading, table) if (doc, table, row.id) in judged)
        return out

    def item(self) -> Item | None:
        """The row in turn; None at the end."""
        while self.at < len(self.queue):
            waiting = self.queue[self.at]
            reading = self._reading(waiting.doc)
            row = reading and next((r for r in getattr(reading, waiting.table) if r.id == waiting.row), None)
            if reading is not None and row is not None:
                return Item(waiting=waiting, reading=reading, row=row)
            self.at += 1  # gone since the queue was made
        return None

    def _reading(self, doc: str) -> Reading | None:
        if doc not in self._held:
            ahead = {w.doc for w in self.queue[self.at : self.at + _AHEAD]}
            self._held = {r.document.sha256: r for r in self.rows.readings(ahead)}
        return self._held.get(doc)

    def judge(self, kind: DecisionKind, fields: Mapping[str, Any] | None = None, why: str = "") -> Decision:
        """Write an accept, a reject or an edit of the row in turn, and go on to the next.

        Raises UsageError, with what is allowed, where an edit is none; nothing is written then.
        """
        item = self.item()
        if item is None:
            raise UsageError("there is no row left to judge")
        decision = decide(item, kind, fields or {}, who=self.who, when=self.now(), why=why or self.why)
        append(self.rows.journal, decision)
        self.made.append((decision, self.at))
        key = item.waiting.key
        self.state.verdicts |= verdicts(
            Attached(decision=d, doc=key[0], table=key[1], row=key[2])
            for d in in_force([d for d, _ in self.made])[0]
            if (d.doc, d.table, d.row) == key
        )
        self.at += 1
        return decision

    def forward(self) -> None:
        """Leave the row undecided."""
        self.at = min(self.at + 1, len(self.queue))

    def back(self) -> None:
        """Go to the row before."""
        self.at = max(self.at - 1, 0)

    def undo(self) -> Decision:
        """Take back the last decision of this session that still holds, and go to its row."""
        if not self.made:
            raise UsageError("nothing was decided in this session; --list names older decisions, --undo ID undoes them")
        last, at = self.made[-1]
        decision = Decision(kind="undo", undoes=last.id, who=self.who, when=self.now(), why=self.why)
        append(self.rows.journal, decision)
        self.made.pop()
        self.at = at
        key = self.queue[at].key
        earlier = [d for d, _ in self.made if (d.doc, d.table, d.row) == key]
        self.state.verdicts.pop(key, None)
        self.state.verdicts |= verdicts(Attached(decision=d, doc=key[0], table=key[1], row=key[2]) for d in earlier)
        return decision


def decide(
    item: Item, kind: DecisionKind, fields: Mapping[str, Any], *, who: str, when: str, why: str = ""
) -> Decision:
    """A decision on a row, anchored by its id and its words. Raises UsageError where an edit is none."""
    reading, row = item.reading, item.row
    table = item.waiting.table
    if kind == "edit":
        if not fields:
            raise UsageError("an edit sets at least one field")
        given = {name: _quoted(reading, row, name, value) for name, value in fields.items()}
        fields = checked(reading, table, row, given)
    spans = row_spans(reading, table, row)
    return Decision(
        kind=kind,
        table=table,
        row=row.id,
        doc=reading.document.sha256,
        document=reading.document.id,
        quote=select(reading.text, spans[0]) if spans else None,
        about=row_about(reading, row),
        fields=fields if kind == "edit" else {},
        who=who,
        when=when,
        why=why,
    )


def _quoted(reading: Reading, row: Any, name: str, value: Any) -> Any:
    """Words that somebody typed for a span, as a quote of the nearest place where they stand."""
    if name not in SPANS or not isinstance(value, str) or not hasattr(row, name):
        return value
    old: Span = getattr(row, name)
    places = []
    at = reading.text.find(value) if value else -1
    while at >= 0:
        places.append((abs(at - old.start), at))
        at = reading.text.find(value, at + 1)
    if not places:
        raise UsageError(f"{name}: {value!r} does not stand in the text; copy the words as they are")
    start = min(places)[1]
    quote = select(reading.text, (start, start + len(value)))
    return {key: getattr(quote, key) for key in ("exact", "prefix", "suffix", "start", "end")}


def marked(row: Any) -> list[Span]:
    """The words of a row, to be highlighted; the first ones are what its sentence is found by."""
    match row:
        case Event():
            return [row.trigger, *(p.span for p in (*row.actors, *row.recipients) if p.span)]
        case Tie():
            first = row.evidence[0]
            return [s for s in (first.trigger, first.subject, first.object) if s] or [first.sentence]
        case CausalLink():
            return [s for s in (row.cause, row.effect, row.connective) if s]
        case Option():
            return [row.action]
        case Figure():
            return [s for s in (row.number, row.counts) if s]
        case Claim():
            return [s for s in (row.cue, row.source_span, *row.content) if s]
    return []
