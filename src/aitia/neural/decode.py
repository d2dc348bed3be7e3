"""From pointers to spans: the likeliest cause and effect that do not overlap, and the signal between or beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from aitia.neural.heads import Vector

_TOP: Final = 6  # starts and ends that are tried
_LONGEST: Final = 90  # pieces of a span
Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Linked:
    """Pieces ``[start, end)`` of a cause, its effect and the signal, if any, with their mean log-probability."""

    cause: Run
    effect: Run
    signal: Run | None
    score: float


def runs(starts: Vector, ends: Vector) -> list[tuple[float, Run]]:
    """The likeliest runs of pieces by their two ends, the best first."""
    out = [
        (float(starts[s] + ends[e]), (int(s), int(e) + 1))
        for s in np.argsort(-starts)[:_TOP]
        for e in np.argsort(-ends)[:_TOP]
        if s <= e < s + _LONGEST
    ]
    return sorted(out, key=lambda r: (-r[0], r[1]))


def decode(pointers: Vector) -> Linked | None:
    """The best reading of pointers ``(pieces, 6)``: start and end of cause, effect, signal as log-probabilities.

    The first and last piece are markers; a signal at the first says that there is none.
    """
    inner = pointers[1:-1]
    if len(inner) < 2:
        return None
    best: tuple[float, Run, Run] | None = None
    effects = runs(inner[:, 2], inner[:, 3])
    for p, cause in runs(inner[:, 0], inner[:, 1]):
        for q, effect in effects:
            if best is not None and p + q <= best[0]:
                break
            if cause[1] <= effect[0] or effect[1] <= cause[0]:
                best = (p + q, cause, effect)
    if best is None:
        return None
    total, cause, effect = best
    none = float(pointers[0, 4] + pointers[0, 5])
    signal = None
    for p, run in runs(inner[:, 4], inner[:, 5]):
        if run[1] - run[0] <= 8:
            signal = run if p > none else None
            break
    return Linked(_moved(cause), _moved(effect), _moved(signal) if signal else None, total / 4)


def _moved(run: Run) -> Run:
    """Past the start marker."""
    return run[0] + 1, run[1] + 1
