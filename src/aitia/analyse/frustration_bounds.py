"""Proven lower bounds on what any division of a signed graph costs, without a linear programme."""

from __future__ import annotations

import time
from itertools import pairwise

import numpy as np

from aitia.analyse.frustration_graph import Graph, Sides, against

_FAR = 2000  # nodes looked at for one cycle of the packing
_DENSE = 2000  # nodes up to which eigenvalues are computed
_SMALL = 300  # nodes up to which all the rounds are run
_ROUNDS = 200
_TRIED = 4  # rounds after which it shows whether this leads anywhere


def spectral(graph: Graph, *, good: float, least: float = 0.0, deadline: float = float("inf")) -> float:
    """Bound the cost of every division by the largest eigenvalue.

    For sides s, ``cost = (sum |w| - s'As / 2) / 2``, and ``s'As = s'(A + D)s <= n * largest eigenvalue of (A + D)`` for
    every diagonal D that sums to zero. D is improved in steps (the dual of the semidefinite relaxation: Delorme and
    Poljak 1993, Laplacian eigenvalues and the maximum cut problem); every D gives a valid bound.

    Args:
        graph: the graph; 0.0 is returned where it has more than 2,000 nodes.
        good: the cost of a good division, which sets the length of the steps.
        least: a bound to beat; the search ends early where that looks hopeless, as in sparse graphs.
        deadline: ``time.monotonic()`` at which to stop.
    """
    from scipy.linalg import eigh

    size = graph.size
    if not graph.edges or size > _DENSE:
        return 0.0
    matrix = np.zeros((size, size))
    matrix[graph.one, graph.other] = matrix[graph.other, graph.one] = graph.weight
    total = float(np.abs(graph.weight).sum())
    shift = np.zeros(size)
    best, scale = 0.0, 1.0
    for turn in range(_ROUNDS if size <= _SMALL else _ROUNDS // 4):
        values, vectors = eigh(matrix + np.diag(shift), subset_by_index=(size - 1, size - 1), check_finite=False)
        bound = (total - size * float(values[0]) / 2) / 2 - 1e-9 * total
        scale = scale if bound > best else scale * 0.7
        best = max(best, bound)
        slope = size * vectors[:, 0] ** 2 - 1.0
        length = float(slope @ slope)
        hopeless = turn >= _TRIED and best < 0.9 * least
        if length < 1e-9 or scale < 1e-3 or hopeless or time.monotonic() > deadline:
            break
        shift -= scale * 4 * max(good - bound, 0.25) / length * slope
        shift -= shift.mean()
    return best


def packing(graph: Graph, sides: Sides, *, deadline: float = float("inf")) -> tuple[float, list[tuple[int, ...]]]:
    """Bound the cost of every division from below by negative cycles that share no edge (nor part of its weight).

    Each such cycle costs at least its lightest weight, whatever the division. Around each edge that stands against
    ``sides`` the shortest cycle of edges that do not is taken, first triangles, then longer ones.

    Returns:
        The bound, and the cycles, each as its edges in order of their numbers.
    """
    bad = against(graph, sides)
    room: list[dict[int, float]] = [{} for _ in range(graph.size)]
    need: list[tuple[int, int, float]] = []
    number: dict[tuple[int, int], int] = {}
    cycles: list[tuple[int, ...]] = []
    rows = zip(graph.one.tolist(), graph.other.tolist(), graph.weight.tolist(), bad.tolist(), strict=True)
    for at, (a, b, w, no) in enumerate(rows):
        number[a, b] = number[b, a] = at
        if no:
            need.append((a, b, abs(w)))
        else:
            room[a][b] = room[b][a] = abs(w)
    total = 0.0
    for longest in (2, 3, 4, 6, graph.size):
        left: list[tuple[int, int, float]] = []
        for a, b, weight in need:
            while weight and (path := _path(room, a, b, longest)):
                steps = list(pairwise(path))
                taken = min(weight, *(room[x][y] for x, y in steps))
                for x, y in steps:
                    room[x][y] -= taken
                    room[y][x] -= taken
                    if not room[x][y]:
                        del room[x][y], room[y][x]
                weight -= taken
                total += taken
                cycles.append(tuple(sorted((number[a, b], *(number[step] for step in steps)))))
            if weight:
                left.append((a, b, weight))
            if time.monotonic() > deadline:
                return total, cycles
        need = left
    return total, cycles


def _path(room: list[dict[int, float]], start: int, goal: int, longest: int) -> list[int]:
    """Return the nodes of a shortest path of at most ``longest`` edges, sought from both ends; [] if none is found."""
    if not room[start] or not room[goal]:
        return []
    seen: tuple[dict[int, int], dict[int, int]] = ({start: start}, {goal: goal})
    edge: list[list[int]] = [[start], [goal]]
    for _ in range(longest):
        side = 0 if len(edge[0]) <= len(edge[1]) else 1
        ahead: list[int] = []
        for node in edge[side]:
            for other in room[node]:
                if other in seen[side]:
                    continue
                seen[side][other] = node
                if other in seen[1 - side]:
                    return _joined(seen, other)
                ahead.append(other)
        edge[side] = ahead
        if not ahead or len(seen[0]) + len(seen[1]) > _FAR:
            return []
    return []


def _joined(seen: tuple[dict[int, int], dict[int, int]], middle: int) -> list[int]:
    path = [middle]
    while seen[0][path[-1]] != path[-1]:
        path.append(seen[0][path[-1]])
    path.reverse()
    while seen[1][path[-1]] != path[-1]:
        path.append(seen[1][path[-1]])
    return path
