"""How far a row's confidence can be trusted: reliability over judged rows, each weighed by a fit that never saw it.

Confidence is the rate at which rows of the same family of rules were accepted, moved by what the trained heads think,
by the look of the row's words, by whether it is plainly asserted and by whether a deed has both its sides: per layer a
ridge logistic regression of the verdicts. Cross-fitting in ten parts gives every row a confidence from the other nine.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from aitia.evaluate.judged import LAYERS, Observation

Array = NDArray[np.float64]
_RIDGE: Final = 2.0
_PULL: Final = (0.0, 1.0, 0.0, 0.0, 0.0, 0.0)  # without evidence: the family's rate, unmoved
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

    Expected calibration error, Brier score and area under the ROC curve, of the rate of a row's family alone and with
    everything else; ``weights`` are those of the fit on all rows (intercept, family, heads, look, unreal, onesided).
    """

    layer: str
    rows: int
    accepted: float
    error_family: float
    error: float
    brier_family: float
    brier: float
    area_family: float
    area: float
    bins: tuple[Bin, ...]
    weights: tuple[float, ...]


def reliability(found: Iterable[Observation]) -> list[Reliability]:
    """How far confidence can be trusted, by layer; layers in which all rows share one verdict are left out."""
    everything = list(found)
    out = []
    for layer in LAYERS:
        here = [o for o in everything if o.layer == layer]
        y = np.array([float(o.accepted) for o in here])
        if len(set(y.tolist())) < 2:
            continue
        x = np.array([[o.family, o.opinion, o.look, float(o.unreal), float(o.onesided)] for o in here])
        p, alone = _crossed(x, y), 1 / (1 + np.exp(-x[:, 0]))
        weights = fit(x, y)
        out.append(
            Reliability(
                layer=layer,
                rows=len(y),
                accepted=float(y.mean()),
                error_family=calibration_error(alone, y),
                error=calibration_error(p, y),
                brier_family=float(((alone - y) ** 2).mean()),
                brier=float(((p - y) ** 2).mean()),
                area_family=area(alone, y),
                area=area(p, y),
                bins=_bins(p, y),
                weights=tuple(float(w) for w in weights),
            )
        )
    return out


def fit(x: Array, y: Array) -> Array:
    """Ridge logistic regression by Newton's method, drawn towards the family's rate: six weights."""
    design = np.column_stack([np.ones(len(x)), x])
    pull = np.array(_PULL)
    w = pull.copy()
    penalty = _RIDGE * np.diag([0.1, 1.0, 1.0, 1.0, 1.0, 1.0])
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
