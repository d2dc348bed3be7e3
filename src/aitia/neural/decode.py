"""From pointers to spans: the likeliest cause and effect that do not overlap, and the signal between or beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from aitia.neural.heads import FACTOR, Vector

_TOP: Final = 6  # starts and ends that are tried
_WIDE: Final = 60  # spans that are tried
_LONGEST: Final = 90  # pieces of a span
Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Linked:
    """Pieces ``[start, end)`` of a cause, its effect and the signal, if any, with their mean log-probability.

    ``chance`` is how probable it was that there is one more, when it was looked for.
    """

    cause: Run
    effect: Run
    signal: Run | None
    score: float
    chance: float = 1.0


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
    best = _apart(runs(inner[:, 0], inner[:, 1]), runs(inner[:, 2], inner[:, 3]))
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


def _apart(causes: list[tuple[float, Run]], effects: list[tuple[float, Run]]) -> tuple[float, Run, Run] | None:
    """The best cause and effect that share no piece, with their sum; both are ordered from the best."""
    best: tuple[float, Run, Run] | None = None
    for p, cause in causes:
        for q, effect in effects:
            if best is not None and p + q <= best[0]:
                break
            if cause[1] <= effect[0] or effect[1] <= cause[0]:
                best = (p + q, cause, effect)
    return best


def _moved(run: Run) -> Run:
    """Past the start marker."""
    return run[0] + 1, run[1] + 1


def spans_linked(logits: Vector) -> Linked | None:
    """The best reading of the logits of ``causal_spans``, ``(pieces, outputs)``: spans are scored whole, by both ends.

    As ``decode``, the signal is none where the start marker is the likeliest.
    """
    size = len(logits)
    if size < 4:
        return None
    scores = [_of_spans(logits, part) for part in range(3)]
    best = _apart(_best(scores[0]), _best(scores[1]))
    if best is None:
        return None
    signal = int(np.argmax(scores[2]))
    run = (signal // size, signal % size + 1)
    return Linked(best[1], best[2], run if run[0] > 0 else None, best[0] / 2)


def _of_spans(logits: Vector, part: int) -> Vector:
    """Log-probabilities ``(pieces, pieces)`` of the spans of one part by their first and last piece."""
    size = len(logits)
    first, last = (logits[:, 6 + (2 * part + k) * FACTOR : 6 + (2 * part + k + 1) * FACTOR] for k in (0, 1))
    scores = logits[:, 2 * part, None] + logits[None, :, 2 * part + 1] + first @ last.T * np.float32(FACTOR**-0.5)
    allowed = np.triu(np.ones((size, size), dtype=bool))
    allowed[0, 1:] = allowed[:, -1] = False
    allowed[0, 0] = part == 2
    scores = np.where(allowed, scores, np.float32(-1e4))
    top = scores.max()
    out: Vector = scores - (top + np.log(np.exp(scores - top).sum()))
    return out


def _best(scores: Vector) -> list[tuple[float, Run]]:
    """The likeliest spans, the best first."""
    size = len(scores)
    order = np.argsort(-scores, axis=None, kind="stable")[:_WIDE]
    return [(float(scores[i // size, i % size]), (int(i) // size, int(i) % size + 1)) for i in order]
