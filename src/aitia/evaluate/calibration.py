"""How far a row's confidence can be trusted: reliability over judged rows, each weighed by a fit that never saw it.

Confidence is the rate at which rows of the same rule were accepted, moved by the marks of the row (``extract.marks``):
per layer a ridge logistic regression of the verdicts. Cross-fitting in ten parts gives every row a confidence from the
other nine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from aitia.evaluate.judged import LAYERS, Observation

Array = NDArray[np.float64]
_RIDGE: Final = 8.0  # pulls towards the rate of the rule, unmoved
_SEEN: Final = 8  # rows that must bear a mark for it to be weighed
_PARTS: Final = 10
_BINS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The rows whose confidence is between ``low`` and ``high``: their mean confidence and the share accepted."""

    low: float
    high: float
    rows: int
    confidence: float
    accepted: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """How far the confidence of one layer's rows can be trusted.

    Expected calibration error, Brier score and area under the ROC curve, of the rate of a row's rule alone and with
    its marks; ``weights`` are those of the fit on all rows, by mark, with ``intercept`` and ``rule``.
    """

    layer: str
    rows: int
    accepted: float
    error_rule: float
    error: float
    brier_rule: float
    brier: float
    area_rule: float
    area: float
    bins: tuple[Bin, ...]
    weights: dict[str, float]


def reliability(found: Iterable[Observation]) -> list[Reliability]:
    """How far confidence can be trusted, by layer; layers in which all rows share one verdict are left out."""
    everything = list(found)
    out = []
    for layer in LAYERS:
        here = [o for o in everything if o.layer == layer]
        y = np.array([float(o.accepted) for o in here])
        if len(set(y.tolist())) < 2:
            continue
        names = _names(here)
        x = np.array([[o.rule, *(o.marks.get(name, 0.0) for name in names)] for o in here])
        p, alone = _crossed(x, y), 1 / (1 + np.exp(-x[:, 0]))
        weights = fit(x, y)
        out.append(
            Reliability(
                layer=layer,
                rows=len(y),
                accepted=float(y.mean()),
                error_rule=calibration_error(alone, y),
                error=calibration_error(p, y),
                brier_rule=float(((alone - y) ** 2).mean()),
                brier=float(((p - y) ** 2).mean()),
                area_rule=area(alone, y),
                area=area(p, y),
                bins=_bins(p, y),
                weights=dict(zip(("intercept", "rule", *names), map(float, weights), strict=True)),
            )
        )
    return out


def _names(found: list[Observation]) -> list[str]:
    """The marks that enough of the rows bear, in order."""
    borne = Counter(name for o in found for name, value in o.marks.items() if value)
    return sorted(name for name, rows in borne.items() if rows >= _SEEN)


def fit(x: Array, y: Array) -> Array:
    """Ridge logistic regression by Newton's method, drawn towards the first column: intercept, then one weight each."""
    design = np.column_stack([np.ones(len(x)), x])
    pull = np.zeros(design.shape[1])
    pull[1] = 1.0
    w = pull.copy()
    penalty = _RIDGE * np.diag([0.1, *np.ones(design.shape[1] - 1)])
    for _ in range(50):
        p = 1 / (1 + np.exp(-design @ w))
        gradient = design.T @ (p - y) + penalty @ (w - pull)
        hessian = (design * (p * (1 - p))[:, None]).T @ design + penalty
        w = w - np.linalg.solve(hessian, gradient)
    return w


def calibration_error(p: Array, y: Array) -> float:
    """Expected calibration error over bins of equal width."""
    index = _index(p)
    return float(
        sum(abs(p[index == b].mean() - y[index == b].mean()) * (index == b).mean() for b in sorted(set(index.tolist())))
    )


def _crossed(x: Array, y: Array) -> Array:
    order = np.random.default_rng(0).permutation(len(x))
    p = np.empty(len(x))
    for part in range(_PARTS):
        out = order[part::_PARTS]
        rest = np.setdiff1d(order, out)
        w = fit(x[rest], y[rest])
        p[out] = 1 / (1 + np.exp(-np.column_stack([np.ones(len(out)), x[out]]) @ w))
    return p


def _index(p: Array) -> NDArray[np.int64]:
    found: NDArray[np.int64] = np.minimum((p * _BINS).astype(np.int64), _BINS - 1)
    return found


def area(p: Array, y: Array) -> float:
    """How often a right row stands above a wrong one."""
    right, wrong = p[y == 1], p[y == 0]
    return float(np.mean((right[:, None] > wrong) + 0.5 * (right[:, None] == wrong)))


def _bins(p: Array, y: Array) -> tuple[Bin, ...]:
    index = _index(p)
    return tuple(
        Bin(
            low=b / _BINS,
            high=(b + 1) / _BINS,
            rows=int((index == b).sum()),
            confidence=float(p[index == b].mean()),
            accepted=float(y[index == b].mean()),
        )
        for b in range(_BINS)
        if (index == b).any()
    )
