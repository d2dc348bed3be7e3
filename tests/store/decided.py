"""Decisions for tests."""

from __future__ import annotations

from typing import Any

from aitia.model.decisions import Decision
from aitia.model.reading import Reading
from aitia.store.review_rows import Waiting
from aitia.store.review_session import Item, decide


def decision(number: int = 0, **parts: Any) -> Decision:
    """An accept that differs from others by its number."""
    given = {"kind": "accept", "table": "causes", "row": f"cause-{number}", "doc": "d" * 64, "who": "tester",
             "when": f"2026-01-01T00:00:00.{number:06}Z"}  # fmt: skip
    return Decision(**{**given, **parts})


def undo(of: Decision, number: int = 0) -> Decision:
    return Decision(kind="undo", undoes=of.id, who="tester", when=f"2026-01-02T00:00:00.{number:06}Z")


def judged(reading: Reading, table: str, row: str, kind: Any, number: int = 0, **fields: Any) -> Decision:
    """A decision on a row of a reading, as the command makes it."""
    found = next(r for r in getattr(reading, table) if r.id == row)
    waiting = Waiting(doc=reading.document.sha256, table=table, row=row, rule="", confidence=1.0)
    item = Item(waiting=waiting, reading=reading, row=found)
    return decide(item, kind, fields, who="tester", when=f"2026-01-03T00:00:00.{number:06}Z")
