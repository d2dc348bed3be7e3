"""What to judge first: the rows whose rejection would change conclusions most."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from hashlib import blake2b
from typing import Final

from aitia.store.anchoring import REVIEWED
from aitia.store.review_rows import Waiting

LIMIT: Final = 200
_STEP: Final = 20  # confidence counts in twentieths, so that rules take turns among equals


def queue(
    rows: Iterable[Waiting],
    *,
    judged: Collection[tuple[str, str, str]] = (),
    decided: Mapping[str, int] | None = None,
    weights: Mapping[str, float] | None = None,
    limit: int | None = LIMIT,
) -> list[Waiting]:
    """The rows to be judged, the most telling first; the same rows always come in the same order.

    Heavier rows come first, then rows in contradictions, then rows that alone back an influence or a tie, then those
    the reader is least sure of, then those of the rules with the fewest decisions.

    Args:
        rows: any rows; memory grows with ``limit`` only.
        judged: (doc, table, row) of those that were judged already; they are left out.
        decided: how many decisions there are by rule.
        weights: by row id, or ``DOC/ROW``, how much hangs on a row, say how far a conclusion moves without it.
        limit: how many rows; None for all.
    """
    known, heavy = decided or Counter(), weights or {}

    def place(row: Waiting) -> tuple[object, ...]:
        weight = heavy.get(f"{row.doc}/{row.row}", heavy.get(row.row, 0.0))
        sure = int(row.confidence * _STEP)
        return (
            -weight, not row.contested, not row.alone, sure, known.get(row.rule, 0), row.rule,
            REVIEWED.index(row.table) if row.table in REVIEWED else len(REVIEWED), row.doc, row.row,
        )  # fmt: skip

    done = frozenset(judged)
    open_ = (row for row in rows if row.key not in done)
    return sorted(open_, key=place) if limit is None else heapq.nsmallest(limit, open_, key=place)


def sample(
    rows: Iterable[Waiting], *, judged: Collection[tuple[str, str, str]] = (), limit: int | None = LIMIT
) -> list[Waiting]:
    """Rows in an order that has nothing to do with what they say, for a fair figure of how often rules are right."""

    def place(row: Waiting) -> tuple[bytes, ...]:
        return (blake2b("\0".join(row.key).encode("utf-8", "surrogatepass"), digest_size=8).digest(),)

    done = frozenset(judged)
    open_ = (row for row in rows if row.key not in done)
    return sorted(open_, key=place) if limit is None else heapq.nsmallest(limit, open_, key=place)
