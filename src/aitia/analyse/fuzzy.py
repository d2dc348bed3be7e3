"""Fuzzy cognitive maps: activations that feed each other through a squashing function until they settle."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from aitia.analyse.compiled import Compiled, Floats, check_scenario, pair_strengths
from aitia.errors import UsageError
from aitia.model.outcomes import Scenario

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Transfer = Literal["sigmoid", "tanh", "bivalent", "trivalent"]
Inference = Literal["kosko", "modified_kosko", "rescaled"]

TOLERANCE: Final = 1e-9  # a smaller difference from the baseline is no effect
_THRESHOLD: Final = 1e-12
_ITERATIONS: Final = 1_000
_MOST_NUMBERS: Final = 10_000_000  # of a what-if's trajectory: steps times concepts
_FIRST_ROWS: Final = 64
_DENSE: Final = 200  # concepts up to which a dense product is faster whatever the map
_SPARSE: Final = 0.05  # share of pairs with an influence up to which a sparse product pays
_ROWS: Final = 64  # looked at to tell that share


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FuzzyRun:
    """A trajectory: ``states`` of shape (T + 1, C), the initial one first.

    ``converged``: the last step moved no concept by ``threshold`` or more. ``cycle``: steps after which the last
    state comes back (to within ``threshold``), None where it does not or where the run converged.
    """

    states: Floats
    converged: bool
    cycle: int | None


def run_fuzzy(
    weights: Floats | csr_array,
    initial: Floats,
    *,
    transfer: Transfer = "sigmoid",
    inference: Inference = "kosko",
    slope: float = 1.0,
    threshold: float = 1e-3,
    iterations: int = 30,
    held: NDArray[np.bool_] | None = None,
) -> FuzzyRun:
    """Run a fuzzy cognitive map from an initial state.

    With x the state, W the weights and f the transfer function, a step is x' = f(x W) (``kosko``), f(x W + x)
    (``modified_kosko``) or f((2x - 1) W + (2x - 1)) (``rescaled``). f(y) is 1 / (1 + exp(-slope y)) (``sigmoid``),
    tanh(slope y) (``tanh``), 1 for y > 0 and else 0 (``bivalent``), or the sign of y (``trivalent``). A concept that
    nothing acts on keeps its value, and so do held ones. The run ends after ``iterations`` steps, or after the first
    that moves every concept by less than ``threshold``.

    Args:
        weights: W, shape (C, C), ``weights[i, j]`` the influence of concept i on concept j; dense or sparse.
        initial: the state at step 0, shape (C,).
        transfer: f.
        inference: the rule of a step; ``rescaled`` is for activations in [0, 1], so with ``sigmoid`` only.
        slope: steepness of ``sigmoid`` and ``tanh``, above 0.
        threshold: when to stop.
        iterations: the most steps.
        held: which concepts keep their initial value whatever acts on them, shape (C,).

    Returns:
        The trajectory, whether it converged, and its cycle.

    Raises:
        UsageError: an unknown name, a slope not above 0, shapes that do not fit, or a number that is none.

    Source: B. Kosko, "Fuzzy cognitive maps", International Journal of Man-Machine Studies 24 (1986) 65-75; modified
    and rescaled inference: E. Papageorgiou, "A new methodology for decisions in medical informatics using fuzzy
    cognitive maps based on fuzzy rule-extraction techniques", Applied Soft Computing 11 (2011) 500-513.

    Example:
        >>> run = run_fuzzy(np.array([[0.0, 1.0], [0.0, 0.0]]), np.array([1.0, 0.0]), transfer="tanh")
        >>> run.states.round(3).tolist(), run.converged
        ([[1.0, 0.0], [1.0, 0.762], [1.0, 0.762]], True)
    """
    squash = _TRANSFERS.get(transfer)
    if squash is None or inference not in ("kosko", "modified_kosko", "rescaled"):
        raise UsageError(f"no transfer {transfer!r} or inference {inference!r}; use {', '.join(_TRANSFERS)}; "
                         "kosko, modified_kosko, rescaled")  # fmt: skip
    if inference == "rescaled" and transfer != "sigmoid":
        raise UsageError("rescaled inference needs activations from 0 to 1: use it with transfer sigmoid")
    if not (slope > 0 and threshold >= 0 and iterations >= 0):
        raise UsageError(f"slope {slope:g}, threshold {threshold:g} and iterations {iterations} must not be negative, "
                         "and the slope not 0")  # fmt: skip
    size = len(initial)
    if weights.shape != (size, size):
        raise UsageError(f"weights have shape {weights.shape}; {size} concepts need ({size}, {size})")
    step, acted = _step(weights, size)
    if not math.isfinite(np.add.reduce(initial)) and not np.isfinite(initial).all():
        raise UsageError("the initial state holds a number that is none or infinite")
    keep = ~acted if held is None else held | ~acted
    keeps = np.logical_or.reduce(keep)
    states = np.empty((min(iterations, _FIRST_ROWS) + 1, size))
    states[0] = now = np.asarray(initial, dtype=np.float64)
    moved = np.empty(size)
    done, converged = 0, False
    for at in range(1, iterations + 1):
        if at == len(states):
            states = np.concatenate((states, np.empty((min(at, iterations + 1 - at), size))))
        new = states[at]
        if inference == "kosko":
            step(now, new)
        elif inference == "modified_kosko":
            step(now, new)
            new += now
        else:
            centred = 2.0 * now - 1.0
            step(centred, new)
            new += centred
        squash(new, slope)
        if keeps:
            np.copyto(new, now, where=keep)
        done = at
        np.subtract(new, now, moved)
        np.absolute(moved, moved)
        now = new
        if not size or np.maximum.reduce(moved) < threshold:
            converged = True
            break
    states = states[: done + 1]
    return FuzzyRun(states=states, converged=converged, cycle=None if converged else _cycle(states, threshold))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Activations:
    """What a scenario does to each concept, shape (C,): ``change`` from the baseline, its ``low`` and ``high``.

    The three are one where the run settled; else the mean, least and most over its cycle (or its last tenth).
    """

    change: Floats
    low: Floats
    high: Floats
    notes: tuple[str, ...]


def fuzzy_what_if(
    compiled: Compiled,
    scenario: Scenario,
    *,
    transfer: Transfer = "tanh",
    inference: Inference = "kosko",
    slope: float = 1.0,
    iterations: int = _ITERATIONS,
) -> Activations:
    """How activations differ from those of the same map with nothing set.

    Both runs begin at no change: activation 0, or 0.5 for ``sigmoid``, whose activations lie in [0, 1]. A concept set
    to v is held at v ((1 + v) / 2 for ``sigmoid``), one that is cut at where the baseline ends. W holds the stated
    weight of each influence, else its belief, times its polarity; influences between the same two concepts add up,
    within [-1, 1].

    Args:
        compiled: the map, C concepts.
        scenario: what is set and cut.
        transfer: see ``run_fuzzy``.
        inference: see ``run_fuzzy``.
        slope: see ``run_fuzzy``.
        iterations: the most steps of either run.

    Returns:
        The changes, in units of activation.

    Raises:
        UsageError: the scenario does not fit the map, or an option is unknown.

    Source: as ``run_fuzzy``.

    Example:
        >>> from aitia.analyse.compiled import compile_map
        >>> from aitia.model.assembled import CauseMap, Concept, Influence
        >>> a, b = Concept(id="a", label="a"), Concept(id="b", label="b")
        >>> row = Influence(cause="a", effect="b", polarity=-1, weight=0.5)
        >>> compiled = compile_map(CauseMap(concepts=(a, b), influences=(row,)))
        >>> fuzzy_what_if(compiled, Scenario(set={"a": 1.0})).change.round(3).tolist()
        [1.0, -0.462]
    """
    check_scenario(compiled, scenario)
    size = len(compiled.concepts)
    weights = _matrix(compiled)
    iterations = min(iterations, max(_MOST_NUMBERS // size, 100))
    neutral = 0.5 if transfer == "sigmoid" else 0.0
    start = np.full(size, neutral)
    options: dict[str, Any] = {
        "transfer": transfer, "inference": inference, "slope": slope, "threshold": _THRESHOLD, "iterations": iterations,
    }  # fmt: skip
    baseline = run_fuzzy(weights, start, **options)
    usual = _last(baseline).mean(axis=0)
    begin = start.copy()
    held = np.zeros(size, dtype=np.bool_)
    for name, value in scenario.set.items():
        begin[compiled.index[name]] = (1 + value) / 2 if transfer == "sigmoid" else value
        held[compiled.index[name]] = True
    for name in scenario.cut:
        begin[compiled.index[name]] = usual[compiled.index[name]]
        held[compiled.index[name]] = True
    supposed = run_fuzzy(weights, begin, **options, held=held)
    change = _last(supposed) - usual
    notes = [f"{what} {_course(run)}" for what, run in (("the run", supposed), ("the run with nothing set", baseline))
             if not run.converged]  # fmt: skip
    if transfer == "bivalent":
        notes.append("bivalent activations are 0 or 1 and begin at 0: they cannot show that there is less of something")
    return Activations(change=change.mean(axis=0), low=change.min(axis=0), high=change.max(axis=0), notes=tuple(notes))


def _course(run: FuzzyRun) -> str:
    steps = len(run.states) - 1
    if run.cycle is not None:
        return f"goes in a cycle of {run.cycle} steps: values are means over it"
    return f"did not converge in {steps:,} steps: values are means over the last {max(steps // 10, 1):,}"


def _last(run: FuzzyRun) -> Floats:
    """The states that stand for where a run ends: the last, its cycle, or its last tenth."""
    if run.converged:
        return run.states[-1:]
    return run.states[-(run.cycle or max((len(run.states) - 1) // 10, 1)) :]


def _cycle(states: Floats, threshold: float) -> int | None:
    """The fewest steps after which the last state and the one before it come back; None where they do not."""
    if len(states) < 4:
        return None
    back = np.abs(states[1:-1] - states[-1]).max(axis=1, initial=0.0) < max(threshold, 1e-12)
    before = np.abs(states[:-2] - states[-2]).max(axis=1, initial=0.0) < max(threshold, 1e-12)
    found = np.flatnonzero(back & before)
    return len(states) - 2 - int(found[-1]) if len(found) else None


def _matrix(compiled: Compiled) -> Floats | csr_array:
    """W, dense where that is small."""
    cause, effect, strength = pair_strengths(compiled)
    size = len(compiled.concepts)
    if size <= _DENSE:
        dense = np.zeros((size, size))
        dense[cause, effect] = strength
        return dense
    from scipy.sparse import csr_array

    return csr_array((strength, (cause, effect)), shape=(size, size))


def _step(weights: Floats | csr_array, size: int) -> tuple[Callable[[Floats, Floats], Any], NDArray[np.bool_]]:
    """A function that writes x W, and which concepts something acts on."""
    if isinstance(weights, np.ndarray):
        dense = np.asarray(weights, dtype=np.float64)
        # a sum is as good as a look at each number, and quicker: what is not finite stays so
        if not math.isfinite(np.add.reduce(dense, axis=None)) and not np.isfinite(dense).all():
            raise UsageError("the weights hold a number that is none or infinite")
        some = dense[:_ROWS]
        acted = np.logical_or.reduce(some, axis=0)
        for at in range(_ROWS, size, _ROWS):
            if acted.all():
                break
            acted |= np.logical_or.reduce(dense[at : at + _ROWS], axis=0)
        if size <= _DENSE or np.count_nonzero(some) > _SPARSE * some.size:
            return lambda now, out: np.dot(now, dense, out), acted
        from scipy.sparse import csr_array

        into = csr_array(dense.T)
    else:
        into = weights.T.tocsr()
        if not np.isfinite(into.data).all():
            raise UsageError("the weights hold a number that is none or infinite")
        into.eliminate_zeros()
        acted = np.asarray(np.diff(into.indptr) > 0)
    return lambda now, out: np.copyto(out, into @ now), acted


def _sigmoid(values: Floats, slope: float) -> None:
    # 1 / (1 + exp(-y)) = (1 + tanh(y / 2)) / 2, which cannot overflow
    values *= slope / 2
    np.tanh(values, values)
    values += 1.0
    values *= 0.5


def _tanh(values: Floats, slope: float) -> None:
    if slope != 1.0:
        values *= slope
    np.tanh(values, values)


def _bivalent(values: Floats, slope: float) -> None:  # noqa: ARG001  # all transfers are called alike
    np.greater(values, 0.0, out=values)


def _trivalent(values: Floats, slope: float) -> None:  # noqa: ARG001  # all transfers are called alike
    np.sign(values, out=values)


_TRANSFERS: Final[dict[str, Callable[[Floats, float], None]]] = {
    "sigmoid": _sigmoid, "tanh": _tanh, "bivalent": _bivalent, "trivalent": _trivalent,
}  # fmt: skip
