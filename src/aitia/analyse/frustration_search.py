"""Good divisions, fast and without proof.

Bounded by counts, not by the clock, so that the same comes out again; the clock only stops what takes too long.
"""

from __future__ import annotations

import time
from collections import deque

import numpy as np

from aitia.analyse.frustration_graph import Floats, Graph, Ints, Sides, cost, neighbours

_TABU_NODES = 4000  # above this, sweeps instead of single best moves
_STEPS = 6000  # tabu moves of one restart
_RESTARTS = 12
_SWEEPS = 60


def search(graph: Graph, *, start: Sides | None = None, seed: int = 0, deadline: float = float("inf")) -> Sides:
    """Return the best division found by switching nodes: tabu search, or annealed sweeps where there are many nodes.

    Args:
        graph: the graph to divide.
        start: a division to start from, besides a spanning tree and the leading eigenvector.
        seed: of the generator (NumPy's PCG64).
        deadline: ``time.monotonic()`` at which to stop with what there is.
    """
    if not graph.edges:
        return np.ones(graph.size, dtype=np.int8)
    rng = np.random.default_rng(seed)
    rows = neighbours(graph)
    starts = [_tree(graph, rows), _leading(graph, rng)] + ([start] if start is not None else [])
    if graph.size > _TABU_NODES:
        best = min(starts, key=lambda s: cost(graph, s))
        return _anneal(graph, rows, best, rng, deadline)
    best, least = starts[0], cost(graph, starts[0])
    steps = min(_STEPS, 200 + 40 * graph.size)
    for turn in range(_RESTARTS):
        sides = starts[turn].copy() if turn < len(starts) else _shaken(best, rng)
        found, value = _tabu(graph, rows, sides, rng, steps, deadline)
        if value < least:
            best, least = found, value
        if not least or time.monotonic() > deadline:
            break
    return best


def _shaken(sides: Sides, rng: np.random.Generator) -> Sides:
    shaken = sides.copy()
    shaken[rng.random(len(sides)) < rng.choice([0.1, 0.3, 0.5])] *= -1
    return shaken


def _tree(graph: Graph, rows: tuple[Ints, Ints, Floats]) -> Sides:
    """Follow the heaviest edges out of the heaviest node, so that a spanning tree is satisfied."""
    starts, others, weights = rows
    sides = np.zeros(graph.size, dtype=np.int8)
    heavy = np.bincount(np.concatenate((graph.one, graph.other)), weights=np.abs(np.tile(graph.weight, 2)),
                        minlength=graph.size)  # fmt: skip
    for root in np.lexsort((np.arange(graph.size), -heavy)).tolist():
        if sides[root]:
            continue
        sides[root] = 1
        queue = deque([root])
        while queue:
            node = queue.popleft()
            here = slice(starts[node], starts[node + 1])
            fresh = [(o, w) for o, w in zip(others[here].tolist(), weights[here].tolist(), strict=True) if not sides[o]]
            for other, weight in sorted(fresh, key=lambda p: (-abs(p[1]), p[0])):
                sides[other] = sides[node] * (1 if weight > 0 else -1)
                queue.append(other)
    return sides


def _leading(graph: Graph, rng: np.random.Generator) -> Sides:
    """Signs of the leading eigenvector of the signed adjacency, by power iteration (shifted to be positive)."""
    vector = rng.standard_normal(graph.size)
    shift = 0.5 * float(np.sqrt(np.square(graph.weight).sum() * 2 / graph.size)) * 2
    for _ in range(100):
        moved = np.bincount(graph.one, graph.weight * vector[graph.other], graph.size)
        moved += np.bincount(graph.other, graph.weight * vector[graph.one], graph.size)
        vector = moved + shift * vector
        vector /= max(float(np.abs(vector).max()), 1e-300)
    return np.where(vector < 0, -1, 1).astype(np.int8)


def _pulls(graph: Graph, sides: Sides) -> Floats:
    """What each node would save by switching (negative: what it would cost)."""
    signed = graph.weight * sides[graph.one] * sides[graph.other]
    sums = np.bincount(graph.one, signed, graph.size) + np.bincount(graph.other, signed, graph.size)
    return np.asarray(-sums, dtype=np.float64)


def _tabu(
    graph: Graph,
    rows: tuple[Ints, Ints, Floats],
    sides: Sides,
    rng: np.random.Generator,
    steps: int,
    deadline: float,
) -> tuple[Sides, float]:
    starts, others, weights = rows
    bounds = starts.tolist()
    saves = _pulls(graph, sides)
    value = best_value = cost(graph, sides)
    best = sides.copy()
    closed = np.zeros(graph.size, dtype=np.int64)
    tenure = rng.integers(3, 4 + max(3, graph.size // 8), size=steps).tolist()
    for step in range(steps):
        allowed = np.where((closed <= step) | (value - saves < best_value), saves, -np.inf)
        node = int(allowed.argmax())
        gain = float(saves[node])
        here = slice(bounds[node], bounds[node + 1])
        near = others[here]
        saves[near] += 2 * weights[here] * sides[near] * sides[node]
        saves[node] = -gain
        sides[node] *= -1
        value -= gain
        closed[node] = step + tenure[step]
        if value < best_value:
            best_value, best = value, sides.copy()
            if not best_value:
                break
        if step % 512 == 0 and time.monotonic() > deadline:
            break
    return best, cost(graph, best)


def _anneal(
    graph: Graph, rows: tuple[Ints, Ints, Floats], sides: Sides, rng: np.random.Generator, deadline: float
) -> Sides:
    """Metropolis sweeps over the nodes, cooling; the last ones greedy."""
    starts, others, weights = (r.tolist() for r in rows)
    now = sides.tolist()
    value, best, best_value = cost(graph, sides), sides, cost(graph, sides)
    for heat in [*np.geomspace(2.0, 0.1, _SWEEPS).tolist(), 0.0, 0.0, 0.0]:
        limits = (np.log(rng.random(graph.size)) * heat).tolist()
        for node in range(graph.size):
            side = now[node]
            pull = 0.0
            for at in range(starts[node], starts[node + 1]):
                pull += weights[at] * now[others[at]]
            if pull * side < 0 or -pull * side > limits[node]:
                now[node] = -side
                value += pull * side
        if value < best_value:
            best, best_value = np.array(now, dtype=np.int8), value
        if time.monotonic() > deadline:
            break
    return best
