"""What a journal amounts to, as one answer: every decision, what it is attached to, what fits nowhere, precision."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any, Final

from aitia.assembly.concepts import states_of
from aitia.lexicon.actors import registry
from aitia.model.decisions import Decision
from aitia.model.reading import LAYERS, Reading
from aitia.store.anchoring import Orphan
from aitia.store.assembled import Decisions
from aitia.store.grounded import edited_rows
from aitia.store.journal import journal_dict
from aitia.store.merges import actor_decisions, concept_mapping
from aitia.store.reliability import Precision, errors_of, precisions
from aitia.store.review import apply_all, apply_decisions
from aitia.store.review_rows import Rows
from aitia.store.review_session import State, state_of
from aitia.store.rows import layer_rows

FORMAT: Final = "aitia.review/1"
_WITH_ID: Final = tuple(layer for layer in LAYERS if layer != "mentions")
_COLUMNS: Final = (
    "id", "when", "who", "kind", "holds", "table", "row", "document", "doc", "quote", "about", "fields", "undoes",
    "why", "attached", "orphan",
)  # fmt: skip


def answer_of(rows: Rows) -> tuple[dict[str, Any], State]:
    """The answer of ``aitia review --list``, as plain data, and the state it was made from."""
    state = state_of(rows)
    orphans = [*state.orphans, *_unfit(rows, state)]
    held = _holding(state.decisions)
    where: dict[str, list[dict[str, str]]] = {}
    for one in state.attached:
        where.setdefault(one.decision.id, []).append({"doc": one.doc, "row": one.row, "how": one.how})
    answer = {
        "format": FORMAT,
        "journal": str(rows.journal),
        "decisions": [
            {**journal_dict(d), "holds": d.id in held, "attached": where.get(d.id, [])} for d in state.decisions
        ],
        "orphans": [{**journal_dict(o.decision), "reason": o.reason} for o in orphans],
        "problems": [asdict(p) for p in state.problems],
        "precision": [asdict(p) for p in _precisions(rows, state)],
    }
    return answer, state


def _holding(decisions: tuple[Decision, ...]) -> set[str]:
    """Ids of the decisions that hold, undos too."""
    undone: set[str] = set()
    for decision in reversed(decisions):
        if decision.kind == "undo" and decision.id not in undone:
            undone.add(decision.undoes)
    return {d.id for d in decisions} - undone


def _unfit(rows: Rows, state: State) -> list[Orphan]:
    """Decisions that found their row but cannot be applied to it, and those about keys that contradict each other."""
    left: list[Orphan] = []
    docs = {a.doc for a in state.attached}
    for _ in apply_all(rows.readings(docs) if docs else (), state.decisions, left):
        pass
    known = {o.decision.id for o in state.orphans}
    out = {o.decision.id: o for o in left if o.decision.id not in known}
    return [*out.values(), *actor_decisions(state.decisions)[1], *concept_mapping(state.decisions)[1]]


def _precisions(rows: Rows, state: State) -> tuple[Precision, ...]:
    docs = {a.doc for a in state.attached}
    names = {a.decision.document for a in state.attached}
    return precisions(state.decisions, rows.readings(docs, names)) if docs else ()


def for_catalogue(rows: Rows) -> Decisions:
    """A journal as the decisions that assembly inside a catalogue takes.

    Rows that are gone or other than they were read, with all that follows from a decision; splits, merges, concepts,
    and the errors of rules. Only the documents that the journal names are looked at.
    """
    state = state_of(rows)
    merged = actor_decisions(state.decisions)[0]
    meant = concept_mapping(state.decisions)[0]
    rejected: list[tuple[str, str, str]] = []
    edited: dict[str, list[dict[str, Any]]] = {}
    meanings: list[dict[str, Any]] = []
    docs = {a.doc for a in state.attached}
    attached = {a.decision.id for a in state.attached}
    here = [d for d in state.decisions if d.id in attached]
    for reading, new in _changed(rows, docs, here):
        doc = reading.document.sha256
        meanings += edited_rows(reading, new, states_of(registry()))
        for layer in _WITH_ID:
            before = {row.id: row for row in getattr(reading, layer)}
            after = {row.id: row for row in getattr(new, layer)}
            rejected += [(layer, doc, row) for row in before if row not in after]
            other = {row for row in after if after[row] != before[row]}
            if other:
                edited.setdefault(layer, []).extend(r for r in layer_rows(new, layer) if r["id"] in other)
    return Decisions(
        rejected=tuple(rejected),
        edited=edited,
        grounded=tuple(meanings),
        members=dict(merged.splits),
        actors=dict(merged.merges),
        concepts={k: (to, sign, meant.labels.get(to)) for k, (to, sign) in meant.concepts.items()},
        rules=errors_of(_precisions(rows, state)),
    )


def _changed(rows: Rows, docs: set[str], decisions: list[Decision]) -> Iterator[tuple[Reading, Reading]]:
    """The readings of some texts as they were read and as they were decided to be."""
    for reading in rows.readings(docs) if docs else ():
        yield reading, apply_decisions(reading, decisions)


def decisions_csv(answer: Mapping[str, Any]) -> str:
    """All decisions as a table; no cell is a formula to a spreadsheet."""
    reasons = {o["id"]: o["reason"] for o in answer["orphans"]}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in answer["decisions"]:
        cells = {**row, "attached": "; ".join(f"{a['row']} ({a['how']})" for a in row["attached"]),
                 "orphan": reasons.get(row["id"], "")}  # fmt: skip
        writer.writerow([_cell(cells[name]) for name in _COLUMNS])
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        value = json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""
    text = str(value).encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
