"""The best division with proof: cutting planes over negative cycles, then the binary programme, by SciPy's HiGHS.

A variable for each edge says that it stands against the division. Along any cycle their number has the parity of the
cycle's negative edges, which gives the cycle inequalities (Barahona and Mahjoub 1986): for every cycle C and every part
F of it whose size has the other parity, ``sum(F) - sum(C without F) <= |F| - 1``. With sides as binary variables this
is the standard programme of Aref, Mason and Wilson, A modeling and computational study of the frustration index in
signed networks, Networks 75 (2020), with their negative-cycle cuts, the most connected node fixed and a good division
as the value to beat.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from aitia.analyse.frustration_graph import Floats, Graph, Sides, cost

ENUMERATED = 16  # nodes up to which every division is tried
PROGRAMMED = 20_000  # edges above which no linear programme is built
_ROUNDS = 200
_SLACK = 1e-6
_PER_ROUND = 600  # new cuts in one round

Cut = tuple[tuple[int, ...], tuple[int, ...]]  # edges with +1 (F), edges with -1; right side |F| - 1


def enumerate_all(graph: Graph) -> Sides:
    """Return the best of all divisions, the first in order of binary numbers where several are best (small graphs)."""
    free = max(graph.size - 1, 0)
    codes = np.arange(1 << free, dtype=np.int64)
    total = np.zeros(len(codes))
    for a, b, w in zip(graph.one.tolist(), graph.other.tolist(), graph.weight.tolist(), strict=True):
        differ = ((codes >> a) ^ (codes >> b)) & 1
        total += np.where(differ, max(w, 0.0), max(-w, 0.0))
    best = int(total.argmin())
    return np.array([-1 if best >> node & 1 else 1 for node in range(graph.size)], dtype=np.int8)


def prove(
    graph: Graph,
    sides: Sides,
    *,
    base: float,
    bound: float,
    deadline: float,
    cycles: Sequence[tuple[int, ...]] = (),
) -> tuple[Sides, float]:
    """Improve a division until it is proven best, or time is up.

    Args:
        graph: the graph; the cost of every division plus ``base`` must be a whole number.
        sides: a good division.
        base: what the whole costs besides.
        bound: a proven lower bound on the cost of every division of ``graph``.
        deadline: ``time.monotonic()`` at which to stop.
        cycles: negative cycles to start with, as the numbers of their edges.

    Returns:
        The best division found, and a proven lower bound; they meet where the division is proven best.
    """
    best = cost(graph, sides)
    bound = _up(base, bound)
    if bound >= best or graph.edges > PROGRAMMED:
        return sides, min(bound, best)
    cuts, bound = _cutting_planes(graph, [((), cycle) for cycle in cycles], base, bound, best, deadline)
    while bound < best and time.monotonic() < deadline:
        found, bound = _programme(graph, cuts, base, bound, best, deadline)
        if found is None:
            break
        sides, best = found, cost(graph, found)
    return sides, min(bound, best)


def _up(base: float, bound: float) -> float:
    return max(math.ceil(base + bound - 1e-5), 0) - base


def _cutting_planes(
    graph: Graph, cuts: list[Cut], base: float, bound: float, best: float, deadline: float
) -> tuple[list[Cut], float]:
    """Tighten the linear programme until no cycle is violated, the bound meets ``best`` or time is up."""
    from scipy.optimize import linprog

    cuts = list(dict.fromkeys(cuts))
    weight = np.abs(graph.weight)
    values = np.zeros(graph.edges)
    last, stuck = bound, 0
    for turn in range(_ROUNDS):
        if turn or not cuts:
            known = set(cuts)
            fresh = [cut for cut in _violated(graph, values, deadline) if cut not in known]
            if not fresh:
                break
            cuts.extend(fresh)
        matrix, right = _rows(cuts, graph.edges)
        left = deadline - time.monotonic()
        if left <= 0:
            break
        done = linprog(weight, A_ub=matrix, b_ub=right, bounds=(0, 1), method="highs", options={"time_limit": left})
        if done.status:
            break
        values = np.clip(done.x, 0.0, 1.0)
        bound = max(bound, _up(base, done.fun))
        if bound >= best:
            break
        slack = right - matrix @ values
        cuts = [cut for cut, loose in zip(cuts, slack.tolist(), strict=True) if loose < 0.2]
        stuck = stuck + 1 if done.fun < last + 1e-3 else 0
        last = max(last, done.fun)
        if stuck > 6:
            break
    return cuts, bound


def _rows(cuts: list[Cut], edges: int) -> tuple[object, Floats]:
    from scipy.sparse import csr_matrix

    columns = [edge for plus, minus in cuts for edge in (*plus, *minus)]
    entries = [sign for plus, minus in cuts for sign in (1.0,) * len(plus) + (-1.0,) * len(minus)]
    starts = np.concatenate(([0], np.cumsum([len(p) + len(m) for p, m in cuts]))).astype(np.int64)
    right = np.array([len(plus) - 1.0 for plus, _ in cuts])
    return csr_matrix((entries, columns, starts), shape=(len(cuts), edges)), right


def _violated(graph: Graph, values: Floats, deadline: float) -> list[Cut]:
    """Cycle inequalities that ``values`` break, the worst first, found as shortest paths in the doubled graph.

    Each node stands twice; an edge leads over where the parity changes. From a node to its double, the shortest path is
    the cycle with the least ``sum over F of (1 - value) + sum over the rest of value``; below 1 it is violated.
    """
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    size, negative = graph.size, graph.weight < 0
    keep = np.where(negative, 1.0 - values, values) + 1e-9  # stays on its level: even parity
    swap = np.where(negative, values, 1.0 - values) + 1e-9  # goes over
    one, other, up = graph.one, graph.other, size
    rows = np.concatenate((one, other, one + up, other + up, one, other, one + up, other + up))
    columns = np.concatenate((other, one, other + up, one + up, other + up, one + up, other, one))
    lengths = np.concatenate((keep, keep, keep, keep, swap, swap, swap, swap))
    doubled = csr_matrix((lengths, (rows, columns)), shape=(2 * size, 2 * size))
    number = {(a, b): at for at, (a, b) in enumerate(zip(one.tolist(), other.tolist(), strict=True))}
    found: dict[Cut, float] = {}
    for first in range(0, size, 64):
        if time.monotonic() > deadline:
            break
        sources = np.arange(first, min(first + 64, size))
        distances, before = dijkstra(doubled, indices=sources, return_predecessors=True, limit=1.0)
        for row, source in enumerate(sources.tolist()):
            if distances[row, source + size] >= 1.0 - _SLACK:
                continue
            path = [source + size]
            while path[-1] != source:
                path.append(int(before[row, path[-1]]))
            cycle = _cycle(path, size, number, negative, values)
            if cycle is not None and cycle[1] < 1.0 - _SLACK:
                found.setdefault(*cycle)
    return [cut for cut, _ in sorted(found.items(), key=lambda item: (item[1], item[0]))[:_PER_ROUND]]


def _cycle(
    path: list[int], size: int, number: dict[tuple[int, int], int], negative: NDArray[np.bool_], values: Floats
) -> tuple[Cut, float] | None:
    """Return the inequality of the innermost cycle of a path through the doubled graph, and that cycle's length."""
    seen: dict[int, int] = {}
    for at, node in enumerate(path):
        if (since := seen.get(node % size)) is not None:
            path = path[since : at + 1]
            break
        seen[node % size] = at
    if len(path) < 4:
        return None
    plus: list[int] = []
    minus: list[int] = []
    for a, b in pairwise(path):
        low, high = sorted((a % size, b % size))
        edge = number[low, high]
        crossed = (a < size) != (b < size)
        (plus if crossed != bool(negative[edge]) else minus).append(edge)
    length = sum(1.0 - values[e] for e in plus) + sum(values[e] for e in minus)
    return (tuple(sorted(plus)), tuple(sorted(minus))), float(length)


def _programme(
    graph: Graph, cuts: list[Cut], base: float, bound: float, best: float, deadline: float
) -> tuple[Sides | None, float]:
    """Ask HiGHS for a division that costs less than ``best``: one, or None, and a proven lower bound."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_matrix, hstack, vstack

    edges, size = graph.edges, graph.size
    at = np.arange(edges)
    ones = np.ones(edges)
    sign = np.where(graph.weight > 0, 1.0, -1.0)
    # positive: y >= a - b, y >= b - a; negative: y >= a + b - 1, y >= 1 - a - b
    rows = np.concatenate((at, at, at, at + edges, at + edges, at + edges))
    columns = np.concatenate((at, edges + graph.one, edges + graph.other) * 2)
    entries = np.concatenate((-ones, ones, -sign, -ones, -ones, sign))
    links = csr_matrix((entries, (rows, columns)), shape=(2 * edges, edges + size))
    right = np.concatenate((np.where(sign > 0, 0.0, 1.0), np.where(sign > 0, 0.0, -1.0)))
    matrix, most = [links], [right]
    if cuts:
        more, limit = _rows(cuts, edges)
        matrix.append(hstack((more, csr_matrix((len(cuts), size)))))
        most.append(limit)
    weight = np.concatenate((np.abs(graph.weight), np.zeros(size)))
    matrix.append(csr_matrix(np.vstack((weight, -weight))))
    most.append(np.array([best - 1.0 + 1e-6, -bound + 1e-6]))
    heaviest = int(np.argmax(np.bincount(np.concatenate((graph.one, graph.other)), minlength=size)))
    low = np.zeros(edges + size)
    low[edges + heaviest] = 1.0
    whole = np.concatenate((np.zeros(edges), np.ones(size)))
    left = deadline - time.monotonic()
    if left <= 0:
        return None, bound
    done = milp(
        weight,
        integrality=whole,
        bounds=Bounds(low, np.ones(edges + size)),
        constraints=LinearConstraint(vstack(matrix, format="csr"), -np.inf, np.concatenate(most)),
        options={"time_limit": left, "mip_rel_gap": 0.0},
    )
    if done.status == 2:  # nothing costs less
        return None, best
    if done.mip_dual_bound is not None and np.isfinite(done.mip_dual_bound):
        bound = max(bound, min(_up(base, float(done.mip_dual_bound)), best))
    if done.x is None:
        return None, bound
    return np.where(done.x[edges:] > 0.5, 1, -1).astype(np.int8), bound
