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
    seen: Mapping[str, Mapping[str, float]] | None = None,
) -> tuple[Row, ...]:
    """The rows with their judged confidence, without those below ``threshold`` (0 keeps all).

    ``seen`` are the marks of rows by id (``extract.marks``), which move the estimate of their rules. Rows of a layer
    nobody judged, and those of the trained heads themselves, keep the confidence they came with. A tie that several
    places state is surer than each of them: 1 - (1 - p) to the number of places, three at most.
    """
    out = []
    for row in rows:
        p = None if "trained" in row.rule else judged(layer, row.rule)
        if p is not None:
            if isinstance(row, Tie) and len(row.evidence) > 1:
                p = 1 - (1 - p) ** min(3, len(row.evidence))
            if seen and row.id in seen:
                p = moved(layer, p, seen[row.id])
            row = replace(row, confidence=round(min(max(p, 0.01), 0.99), 3))
        if row.confidence >= threshold:
            out.append(row)
    return tuple(out)
