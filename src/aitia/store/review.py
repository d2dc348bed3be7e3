"""Decisions applied on top of readings: rejected rows gone, edits made, later decisions over earlier ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from aitia.errors import UsageError
from aitia.model.decisions import Decision
from aitia.model.reading import Reading
from aitia.model.records import Claim, Gap
from aitia.store.anchoring import Attached, Orphan, decisions_of, reattach
from aitia.store.edits import CORE, checked, edited

CHECKED: Final = 0.98  # confidence of a row that a person accepted or corrected
_TABLES: Final = ("events", "ties", "causes", "options", "figures")


@dataclass(slots=True)
class Verdict:
    """What the decisions on one row amount to: the last accept or reject, and the edits that hold."""

    doc: str
    table: str
    row: str
    kept: bool = True
    fields: dict[str, Any] | None = None
    last: Decision | None = None

    @property
    def right(self) -> bool:
        """Whether the row was read rightly: kept, and no edit of what it says."""
        return self.kept and not (set(self.fields or ()) & CORE.get(self.table, frozenset()))


def verdicts(attached: Iterable[Attached]) -> dict[tuple[str, str, str], Verdict]:
    """What the attached decisions amount to, by (doc, table, row); the later decision wins.

    An edit of a rejected row brings it back; a row accepted after an edit keeps the edit.
    """
    out: dict[tuple[str, str, str], Verdict] = {}
    for one in attached:
        key = one.doc, one.table, one.row
        verdict = out.setdefault(key, Verdict(*key))
        verdict.last = one.decision
        verdict.kept = one.decision.kind != "reject"
        if one.decision.kind == "edit":
            verdict.fields = {**(verdict.fields or {}), **one.decision.fields}
    return out


def apply_decisions(reading: Reading, decisions: Iterable[Decision]) -> Reading:
    """The reading as people decided it should be. Decisions on other documents are passed over.

    Rejected rows are gone; edits are made where they are still valid; rows that were accepted or edited have the
    confidence of a person's eye and a rule that says so. What hangs on a rejected row follows: rows told in a rejected
    claim alone are left out (nobody else says them), and gaps without their rows.
    """
    return apply_to(reading, list(decisions))[0]


def apply_to(reading: Reading, decisions: Sequence[Decision]) -> tuple[Reading, tuple[Orphan, ...]]:
    """As ``apply_decisions``; also the decisions on this reading that could not be applied, and why."""
    attached, orphans = reattach(decisions, (reading,))
    doc = reading.document.sha256
    here = [o for o in orphans if o.decision.doc == doc or o.decision.document == reading.document.id]
    if not attached:
        return reading, tuple(here)
    changed: dict[str, Any] = {}
    for table in sorted({a.table for a in attached}):
        found = {row: v for (_, t, row), v in verdicts(attached).items() if t == table}
        rows = []
        for row in getattr(reading, table):
            verdict = found.get(row.id)
            new = row if verdict is None else _decided(reading, row, verdict, here)
            if new is not None:
                rows.append(new)
        changed[table] = tuple(rows)
    return _consistent(replace(reading, **changed), reading), tuple(here)


def _decided(reading: Reading, row: Any, verdict: Verdict, here: list[Orphan]) -> Any:
    """A row after its decisions; None where it was rejected."""
    if not verdict.kept:
        if not _needed(reading, row):
            return None
        if verdict.last is not None:
            here.append(Orphan(decision=verdict.last, reason="actors and the writer's own voice cannot be rejected"))
        return row
    new = row
    if verdict.fields and verdict.last is not None:
        try:
            new = edited(reading, row, checked(reading, verdict.table, row, verdict.fields))
        except UsageError as error:
            here.append(Orphan(decision=verdict.last, reason=f"its edit cannot be made: {error}"))
            return row
    if hasattr(row, "rule") and not row.rule.startswith(("accepted/", "edited/")):
        new = replace(new, rule=f"{'edited' if verdict.fields else 'accepted'}/{row.rule}", confidence=CHECKED)
    return new


def _needed(reading: Reading, row: Any) -> bool:
    """Whether a reading cannot be without a row: its writer's voice, and its actors."""
    return (isinstance(row, Claim) and row.kind == "voice") or row in reading.actors


def _consistent(reading: Reading, before: Reading) -> Reading:
    """The reading without what hung on rows that are gone."""
    held = {c.id: c for c in reading.claims}
    gone = {c.id: c for c in before.claims if c.id not in held}
    if gone:
        changes: dict[str, Any] = {t: tuple(_on_claims(getattr(reading, t), held)) for t in _TABLES}
        changes["claims"] = tuple(replace(c, parent=_parent(c.parent, gone)) for c in reading.claims)
        reading = replace(reading, **changes)
    places = {p.id for p in reading.places}
    if len(places) < len(before.places):
        events = (e if e.where is None or e.where in places else replace(e, where=None) for e in reading.events)
        reading = replace(reading, events=tuple(events))
    rows = {e.id for e in reading.events} | {t.id for t in reading.ties} | held.keys()
    return replace(reading, gaps=tuple(_gaps(reading, rows, held)))


def _on_claims(rows: Iterable[Any], held: dict[str, Claim]) -> Iterator[Any]:
    """The rows that somebody still says, on the word of who is left."""
    for row in rows:
        claims = tuple(c for c in (row.claims or (row.claim,)) if c in held)
        if claims:
            yield replace(row, claim=claims[0], claims=claims if len(claims) > 1 else ())


def _parent(parent: str | None, gone: dict[str, Claim]) -> str | None:
    while parent in gone:
        parent = gone[parent].parent
    return parent


def _gaps(reading: Reading, rows: set[str], held: dict[str, Claim]) -> Iterator[Gap]:
    for gap in reading.gaps:
        against = tuple(r for r in gap.contradicted_by if r in rows)
        if gap.professed in rows and against and gap.claim in held:
            yield replace(gap, contradicted_by=against)


def apply_all(
    readings: Iterable[Reading], decisions: Iterable[Decision], orphans: list[Orphan] | None = None
) -> Iterator[Reading]:
    """Readings with the decisions of a journal applied, one by one, in their order.

    Args:
        readings: any number of readings; only one is held at a time.
        decisions: a whole journal.
        orphans: filled with what could not be applied to a document that is there, if given.
    """
    for reading, found in decisions_of(decisions, readings):
        if not found:
            yield reading
            continue
        new, left = apply_to(reading, found)
        if orphans is not None:
            orphans += left
        yield new
