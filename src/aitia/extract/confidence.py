"""Give each row the probability that a careful reader would accept it, and drop what stays below a threshold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from aitia.lexicon.confidence import judged, moved
from aitia.model.records import CausalLink, Event, Figure, Option, Tie

Row = TypeVar("Row", Event, Tie, CausalLink, Option, Figure)


def weighed(
    layer: str,
    rows: Iterable[Row],
    threshold: float = 0.0,
    opinions: Mapping[str, float] | None = None,
    looks: Mapping[str, float] | None = None,
) -> tuple[Row, ...]:
    """The rows with their judged confidence, without those below ``threshold`` (0 keeps all).

    ``opinions`` is what the trained heads think of rows, ``looks`` how probably they are right by the look of their
    words, both by id; they move the estimate. Rows of a layer nobody judged, and those of the heads themselves, keep
    the confidence they came with. A tie that several places state is surer than each of them: 1 - (1 - p) to the number
    of places, three at most.
    """
    out = []
    for row in rows:
        p = None if "trained" in row.rule else judged(layer, row.rule)
        if p is not None:
            if isinstance(row, Tie) and len(row.evidence) > 1:
                p = 1 - (1 - p) ** min(3, len(row.evidence))
            if opinions and row.id in opinions:
                looked = (looks or {}).get(row.id, 0.5)
                p = moved(layer, p, opinions[row.id], looked, unreal=is_unreal(row), onesided=is_onesided(row))
            row = replace(row, confidence=round(min(p, 0.99), 3))
        if row.confidence >= threshold:
            out.append(row)
    return tuple(out)


def is_unreal(row: Row) -> bool:
    """Whether a row is told as planned, denied, hypothetical or hedged."""
    if isinstance(row, Event | Tie):
        return row.factuality != "asserted"
    return isinstance(row, CausalLink) and row.certainty != "asserted"


def is_onesided(row: Row) -> bool:
    """Whether a deed has nobody on one of its sides."""
    return isinstance(row, Event) and not (row.actors and row.recipients)
