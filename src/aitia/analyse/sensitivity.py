"""Which inputs of a model its output hangs on: Sobol's shares of variance and Morris's elementary effects.

For any vectorised function; ``aitia.analyse.hinges`` puts a cause map in. The sampling and the estimators are SALib's
(Herman & Usher, 2017, "SALib: an open-source Python library for sensitivity analysis", Journal of Open Source
Software 2(9), 97); it is imported when a function is called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from aitia.errors import UsageError

Array = NDArray[np.float64]
Model = Callable[[Array], Array]

LEVELS: Final = 8
_RESAMPLES: Final = 50  # of the bootstrap that the errors come from


@dataclass(frozen=True, slots=True, kw_only=True)
class SobolIndices:
    """Shares of the output's variance, factor by factor; each ``*_error`` is half the width of a 95 % interval."""

    names: tuple[str, ...]
    first: tuple[float, ...]
    total: tuple[float, ...]
    first_error: tuple[float, ...]
    total_error: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MorrisEffects:
    """Elementary effects, factor by factor: their mean, the mean of their sizes, and how much they vary."""

    names: tuple[str, ...]
    mean: tuple[float, ...]
    mean_abs: tuple[float, ...]
    spread: tuple[float, ...]


def sobol(model: Model, factors: Mapping[str, tuple[float, float]], *, samples: int, seed: int = 0) -> SobolIndices:
    """Compute first-order and total Sobol indices of a model with independent, uniform factors.

    With Y = f(X_1 ... X_k):

    - first order ``S_i = Var(E[Y | X_i]) / Var(Y)``: what X_i explains alone;
    - total ``ST_i = E[Var(Y | all but X_i)] / Var(Y)``: what is left to X_i when all else is known, its interactions
      included. ``ST_i = 0`` says that X_i does not matter; the totals add up to more than 1 where factors interact.

    Two scrambled Sobol' samples A and B and, for each factor, A with B's column for it; estimators
    ``S_i = mean(f_B (f_ABi - f_A)) / V`` and ``ST_i = mean((f_A - f_ABi)**2) / 2V``.

    Args:
        model: rows of factor values, (rows, factors), to outputs, (rows,).
        factors: name to (lowest, highest) value, in the order of the columns.
        samples: rows of A; taken up to the next power of two. The model runs on samples * (factors + 2) rows.
        seed: of the scrambling and of the bootstrap that the errors come from.

    Returns:
        The indices, as estimated: a true 0 may come out a little below 0. All 0 where the output does not vary.

    Raises:
        UsageError: no factors, fewer than two samples, an empty range, or an output of the wrong shape or not finite.

    References:
        I. M. Sobol', "Sensitivity estimates for nonlinear mathematical models", Mathematical Modelling and
        Computational Experiments 1(4), 1993, 407-414; I. M. Sobol', Mathematics and Computers in Simulation 55, 2001,
        271-280; A. Saltelli and others, "Variance based sensitivity analysis of model output", Computer Physics
        Communications 181, 2010, 259-270.

    >>> found = sobol(lambda x: 3 * x[:, 0] + 1 * x[:, 1], {"a": (0, 1), "b": (0, 1), "c": (0, 1)}, samples=1024)
    >>> [round(share, 1) for share in found.first], [round(share, 1) for share in found.total]
    ([0.9, 0.1, 0.0], [0.9, 0.1, 0.0])
    """
    problem = _problem(factors)
    if samples < 2:
        raise UsageError(f"samples is {samples}: Sobol indices need at least 2; 1024 is a good number.")
    from SALib.analyze import sobol as analysis
    from SALib.sample import sobol as sampling

    rows = sampling.sample(problem, 1 << (samples - 1).bit_length(), calc_second_order=False, seed=seed)
    output = _run(model, rows)
    if not np.ptp(output):
        zeros = (0.0,) * len(factors)
        return SobolIndices(names=tuple(factors), first=zeros, total=zeros, first_error=zeros, total_error=zeros)
    # SALib takes a seed of 0 for none, and would then draw from NumPy's global generator
    found = analysis.analyze(problem, output, calc_second_order=False, num_resamples=_RESAMPLES, seed=seed + 1)
    return SobolIndices(
        names=tuple(factors),
        first=_floats(found["S1"]),
        total=_floats(found["ST"]),
        first_error=_floats(found["S1_conf"]),
        total_error=_floats(found["ST_conf"]),
    )


def morris(
    model: Model, factors: Mapping[str, tuple[float, float]], *, trajectories: int, seed: int = 0
) -> MorrisEffects:
    """Compute Morris's elementary effects: what happens when one factor at a time takes a step.

    Every factor's range is laid out in 8 levels. A trajectory starts somewhere on that grid and changes every factor
    once, in random order, by ``delta = 4/7`` of its range: ``EE_i = (f(x + delta e_i) - f(x)) / delta``. Over the
    trajectories: ``mean`` (mu), ``mean_abs`` (mu*, which effects of both signs do not cancel out of) and ``spread``
    (sigma: 0 where the factor always does the same, large where it interacts or bends).

    Args:
        model: rows of factor values, (rows, factors), to outputs, (rows,).
        factors: name to (lowest, highest) value, in the order of the columns.
        trajectories: how many; the model runs on trajectories * (factors + 1) rows.
        seed: of the trajectories.

    Returns:
        The effects, in units of the output over the factor's whole range.

    Raises:
        UsageError: no factors, fewer than two trajectories, an empty range, or an output of the wrong shape or not
            finite.

    References:
        M. D. Morris, "Factorial sampling plans for preliminary computational experiments", Technometrics 33, 1991,
        161-174; mu*: F. Campolongo, J. Cariboni, A. Saltelli, Environmental Modelling & Software 22, 2007, 1509-1518.

    >>> found = morris(lambda x: 3 * x[:, 0] - 1 * x[:, 1], {"a": (0, 1), "b": (0, 1)}, trajectories=8)
    >>> [round(effect, 6) for effect in found.mean], [round(effect, 6) for effect in found.mean_abs]
    ([3.0, -1.0], [3.0, 1.0])
    """
    problem = _problem(factors)
    if trajectories < 2:
        raise UsageError(f"trajectories is {trajectories}: Morris's effects need at least 2; 64 is a good number.")
    from SALib.analyze import morris as analysis
    from SALib.sample import morris as sampling

    rows = sampling.sample(problem, trajectories, num_levels=LEVELS, seed=seed)
    found = analysis.analyze(problem, rows, _run(model, rows), num_resamples=2, num_levels=LEVELS, seed=seed)
    return MorrisEffects(
        names=tuple(factors),
        mean=_floats(found["mu"]),
        mean_abs=_floats(found["mu_star"]),
        spread=_floats(found["sigma"]),
    )


def _problem(factors: Mapping[str, tuple[float, float]]) -> dict[str, Any]:
    if not factors:
        raise UsageError("There is no factor to vary: name at least one, with its lowest and highest value.")
    for name, (low, high) in factors.items():
        if not (np.isfinite(low) and np.isfinite(high) and low < high):
            raise UsageError(f"factor {name!r} goes from {low} to {high}: give a finite lower and a higher value.")
    names = [str(number) for number in range(len(factors))]  # SALib groups equal names and reads meaning into some
    return {"num_vars": len(factors), "names": names, "bounds": [list(ends) for ends in factors.values()]}


def _run(model: Model, rows: Array) -> Array:
    output = np.asarray(model(rows), dtype=np.float64)
    if output.shape != (len(rows),):
        raise UsageError(f"the model gave an array of shape {output.shape} for {len(rows)} rows: one number each.")
    if not np.isfinite(output).all():
        at = int(np.flatnonzero(~np.isfinite(output))[0])
        raise UsageError(f"the model gave {output[at]} for the factors {rows[at].tolist()}: it must be finite.")
    return output


def _floats(values: Any) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
