"""Decisions for tests."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import made
from aitia.model.decisions import Decision
from aitia.model.reading import Reading
from aitia.model.records import Claim, Gap
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


TEXT = (
    "Sanctions weakened the regime. The army attacked the rebels in Homs. The minister said that aid to the rebels "
    "prolonged the war. Aid to the rebels did not prolong the war, the envoy said."
)


def example() -> Reading:
    """A reading with a row of most kinds."""
    said = (
        Claim(id="minister", kind="attributed", sources=("minister",), cue=made.at(TEXT, "said"), parent="voice",
              content=(made.at(TEXT, "aid to the rebels prolonged the war"),)),
        Claim(id="told", kind="attributed", sources=("rebels",), cue=made.at(TEXT, "said#2"), parent="minister",
              content=(made.at(TEXT, "did not prolong"),)),
    )  # fmt: skip
    out = made.reading(
        TEXT,
        actors={"army": ["The army"], "rebels": ["the rebels"], "minister": ["The minister"]},
        causes=[
            {"cause": "Sanctions", "effect": "the regime", "polarity": -1, "rule": "verb", "confidence": 0.8},
            {"cause": "aid to the rebels", "effect": "the war", "rule": "verb", "claim": "minister", "confidence": 0.8},
        ],
        events=[{"type": "ASSAULT", "actors": ["army"], "recipients": ["rebels"]}],
        ties=[{"subject": "army", "object": "rebels", "relation": "fights", "sign": -1}],
        claims=said,
    )
    sentence = made.at(TEXT, "The army attacked the rebels in Homs.")
    event = replace(out.events[0], trigger=made.at(TEXT, "attacked"), sentence=sentence)
    return replace(
        out, events=(event,), gaps=(Gap(id="gap", professed="minister", contradicted_by=("event-1",), claim="voice"),)
    )
