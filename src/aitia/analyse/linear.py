"""The linear steady state: effects pass on in proportion until nothing moves, if ever nothing does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from aitia.analyse.compiled import Compiled, Floats, check_scenario, pair_strengths
from aitia.analyse.reach import Reach, reach
from aitia.errors import UsageError
from aitia.model.outcomes import Scenario

if TYPE_CHECKING:
    from scipy.sparse import csr_array

ROUNDING: Final = 1e-12  # where paths of both signs meet, a value below this part of the largest is no effect
_DENSE: Final = 400  # a part of the map up to this size is solved and its eigenvalues found densely
_MARGIN: Final = 1e-9
_ROUNDS: Final = 20_000
_BOUND_ROUNDS: Final = 300
_NOTED: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SteadyState:
    """Values in the steady state, shape (C,): NaN where there is none.

    ``radius``: the largest spectral radius of what the scenario sets going (0 without cycles), or, on large maps that
    settle, a bound of it.
    """

    values: Floats
    radius: float
    notes: tuple[str, ...]


def steady_state(compiled: Compiled, scenario: Scenario) -> SteadyState:
    """Solve x = W x + s with the set concepts held at s and the cut ones at 0.

    W holds the strength of each concept on each other: the stated weight of an influence, else its belief, times its
    polarity; influences between the same two concepts add up, within [-1, 1]; one of a concept on itself counts. The
    steady state x = (I - W)^-1 s is one that effects can settle in only where the spectral radius of W, without what
    acts on held concepts, is below 1. It is checked for each strongly connected part of what the scenario reaches;
    where a part's is 1 or more, neither the part nor what it acts on has a value.

    Args:
        compiled: the map, C concepts.
        scenario: what is set and cut.

    Returns:
        The values (a set concept at 1 moves one it acts on by W), and the largest spectral radius.

    Raises:
        UsageError: the scenario does not fit the map.

    Source: D. Heise, Causal Analysis (Wiley 1975), ch. 3 (systems with loops).

    Example:
        >>> from aitia.analyse.compiled import compile_map
        >>> from aitia.model.assembled import CauseMap, Concept, Influence
        >>> a, b, c = (Concept(id=name, label=name) for name in "abc")
        >>> rows = tuple(Influence(cause=x, effect=y, polarity=1, weight=0.5) for x, y in ("ab", "bc", "cb"))
        >>> got = steady_state(compile_map(CauseMap(concepts=(a, b, c), influences=rows)), Scenario(set={"a": 1.0}))
        >>> got.values.round(4).tolist(), round(got.radius, 4)
        ([1.0, 0.6667, 0.3333], 0.5)
    """
    check_scenario(compiled, scenario)
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    size = len(compiled.concepts)
    found = reach(compiled, scenario)
    start, held = found.start, found.held
    cause, effect, strength = pair_strengths(compiled)
    free = ~held[effect]
    into = csr_array((strength[free], (effect[free], cause[free])), shape=(size, size))
    moving = np.flatnonzero(found.reached & ~held)
    inside = into[moving][:, moving]
    count, part = connected_components(inside, directed=True, connection="strong")
    radii = _radii(inside, part, count)
    endless = _follow(found, moving[radii[part] >= 1 - _MARGIN].tolist(), size)
    settled = np.flatnonzero(found.reached & ~held & ~endless)
    values = np.where(held, start, 0.0)
    if len(settled):
        given = into[settled] @ start
        solved = _solve(into[settled][:, settled], np.asarray(given))
        # only where paths of both signs meet can what should be 0 be rounding
        slight = np.abs(solved) <= ROUNDING * max(np.abs(solved).max(), 1.0)
        solved[slight & found.mixed[settled]] = 0.0
        values[settled] = solved
    values[endless] = np.nan
    radius = float(radii.max(initial=0.0))
    notes: tuple[str, ...] = ()
    if endless.any():
        where = moving[part == int(radii.argmax())]
        names = ", ".join(compiled.concepts[at] for at in where[:_NOTED])
        more = f" and {len(where) - _NOTED:,} more" if len(where) > _NOTED else ""
        notes = (f"diverges: spectral radius {radius:.3g} in the cycle through {names}{more}; "
                 f"{int(endless.sum()):,} concepts have no steady state",)  # fmt: skip
    return SteadyState(values=values, radius=radius, notes=notes)


def _follow(found: Reach, first: list[int], size: int) -> NDArray[np.bool_]:
    """What the places ``first`` act on, near or far, and themselves."""
    marked = np.zeros(size, dtype=np.bool_)
    marked[first] = True
    while first:
        for _, effect, _ in found.out[first.pop()]:
            if not marked[effect]:
                marked[effect] = True
                first.append(effect)
    return marked


def _radii(inside: csr_array, part: NDArray[np.int32], count: int) -> Floats:
    """Spectral radius of each strongly connected part."""
    diagonal = np.abs(inside.diagonal())
    sizes = np.bincount(part, minlength=count)
    radii = np.zeros(count)
    single = sizes[part] == 1
    radii[part[single]] = diagonal[single]
    order = np.argsort(part, kind="stable")
    ends = np.cumsum(sizes)
    for number in np.flatnonzero(sizes > 1).tolist():
        members = order[ends[number] - sizes[number] : ends[number]]
        radii[number] = _radius(inside[members][:, members])
    return radii


def _radius(matrix: csr_array) -> float:
    """The largest absolute eigenvalue; where a bound below 1 proves that the part settles, that bound."""
    if matrix.shape[0] <= _DENSE:
        return float(np.abs(np.linalg.eigvals(matrix.toarray())).max())
    from scipy.sparse.linalg import ArpackNoConvergence, eigs

    # Collatz and Wielandt: for v > 0 no eigenvalue of W is above the largest (|W| v)_i / v_i
    size, vector, bound = abs(matrix), np.ones(matrix.shape[0]), np.inf
    for _ in range(_BOUND_ROUNDS):
        passed = size @ vector
        bound = min(bound, float((passed / vector).max()))
        if bound < 1 - _MARGIN:
            return bound
        vector += passed
        vector /= vector.max()
    begin = np.random.default_rng(0).random(matrix.shape[0]) + 0.5
    try:
        return float(np.abs(eigs(matrix, k=1, which="LM", v0=begin, return_eigenvectors=False)).max())
    except ArpackNoConvergence as error:
        found = np.abs(error.eigenvalues)
        return float(found.max()) if len(found) else bound


def _solve(inside: csr_array, given: Floats) -> Floats:
    """Solve x = inside x + given for a spectral radius below 1."""
    size = len(given)
    if size <= _DENSE:
        return np.asarray(np.linalg.solve(np.eye(size) - inside.toarray(), given))
    # elimination would fill the matrix up; going round converges, as the radius is below 1
    now = given
    for _ in range(_ROUNDS):
        after = inside @ now
        after += given
        if np.abs(after - now).max() <= 1e-14 * np.abs(after).max():
            return np.asarray(after)
        now = after
    raise UsageError(f"the linear steady state was not found in {_ROUNDS:,} rounds: the map hardly settles; use the "
                     "sign or montecarlo engine")  # fmt: skip
