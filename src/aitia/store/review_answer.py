"""What a journal amounts to, as one answer: every decision, what it is attached to, what fits nowhere, precision."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from aitia.model.decisions import Decision
from aitia.store.anchoring import Orphan
from aitia.store.assembled import Decisions
from aitia.store.journal import journal_dict
from aitia.store.merges import actor_decisions, concept_mapping
from aitia.store.reliability import Precision, errors_of, precisions
from aitia.store.review import apply_all
from aitia.store.review_rows import Rows
from aitia.store.review_session import State, state_of

FORMAT: Final = "aitia.review/1"
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
    """A journal as the decisions that assembly inside a catalogue takes: rejects, merges, concepts, errors of rules.

    Edits and splits are not among them: a catalogue stands on rows as they were read.
    """
    state = state_of(rows)
    merged = actor_decisions(state.decisions)[0]
    meant = concept_mapping(state.decisions)[0]
    rejected = tuple((table, doc, row) for (doc, table, row), v in sorted(state.verdicts.items()) if not v.kept)
    return Decisions(
        rejected=rejected,
        actors=dict(merged.merges),
        concepts={k: (to, sign, meant.labels.get(to)) for k, (to, sign) in meant.concepts.items()},
        rules=errors_of(_precisions(rows, state)),
    )


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
