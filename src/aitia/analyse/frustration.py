"""The best division of a weighted signed graph into two sides: block by block, shrunk, searched, then proven."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from aitia.analyse.frustration_bounds import packing, spectral
from aitia.analyse.frustration_exact import ENUMERATED, PROGRAMMED, enumerate_all, prove
from aitia.analyse.frustration_graph import Graph, Sides, blocks, cost, part
from aitia.analyse.frustration_reduce import reduce
from aitia.analyse.frustration_search import search


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """Two sides, what stands against them, and the least that any division can cost (proven)."""

    sides: Sides
    cost: float
    bound: float

    @property
    def optimal(self) -> bool:
        """Whether no division costs less."""
        return self.bound >= self.cost


def divide(
    graph: Graph, *, seconds: float, start: Sides | None = None, seed: int = 0, enumerated: int = ENUMERATED
) -> Division:
    """Divide the nodes into two sides so that as little weight as possible stands against it.

    Args:
        graph: edges with whole weights.
        seconds: wall clock after which the best found is returned.
        start: a division to improve on.
        seed: of the search.
        enumerated: kernels of so many nodes are solved by trying every division.

    Returns:
        The division, node by node; the first node of each connected part has side +1.
    """
    deadline = time.monotonic() + seconds
    solved: list[tuple[np.ndarray, Sides]] = []
    bound = 0.0
    parts = [part(graph, edges) for edges in blocks(graph)]
    for at in sorted(range(len(parts)), key=lambda k: (parts[k][0].edges, k)):
        small, nodes = parts[at]
        if small.edges == 1:
            solved.append((nodes, np.array([1, 1 if small.weight[0] > 0 else -1], dtype=np.int8)))
            continue
        sides, least = _block(small, None if start is None else start[nodes], seed, deadline, enumerated)
        solved.append((nodes, sides))
        bound += least
    sides = _join(graph.size, solved)
    return Division(sides=sides, cost=cost(graph, sides), bound=bound)


def _block(graph: Graph, start: Sides | None, seed: int, deadline: float, enumerated: int) -> tuple[Sides, float]:
    kernel = reduce(graph)
    rest = kernel.graph
    if not rest.edges:
        return kernel.lift(np.ones(rest.size, dtype=np.int8)), kernel.base
    if rest.size <= enumerated:
        sides = enumerate_all(rest)
        return kernel.lift(sides), kernel.base + cost(rest, sides)
    now = time.monotonic()
    sides = search(
        rest, start=None if start is None else start[kernel.nodes], seed=seed, deadline=now + (deadline - now) / 2
    )
    now = time.monotonic()
    found = cost(rest, sides)
    share = 0.33 if rest.edges <= PROGRAMMED else 0.95  # of the time left, where nothing else comes after it
    least, cycles = packing(rest, sides, deadline=now + (deadline - now) * share)
    if least < found:
        least = max(least, spectral(rest, good=found, least=least, deadline=now + (deadline - now) / 2))
    sides, least = prove(rest, sides, base=kernel.base, bound=least, cycles=cycles, deadline=deadline)
    return kernel.lift(sides), kernel.base + least


def _join(size: int, solved: list[tuple[np.ndarray, Sides]]) -> Sides:
    """Put the sides of the blocks together, turning each so that it agrees with its neighbours."""
    holding: dict[int, list[int]] = {}
    for at, (nodes, _) in enumerate(solved):
        for node in nodes.tolist():
            holding.setdefault(node, []).append(at)
    sides = np.zeros(size, dtype=np.int8)
    used = [False] * len(solved)
    for root in range(size):
        if sides[root]:
            continue
        sides[root] = 1
        stack = [root]
        while stack:
            node = stack.pop()
            for at in holding.get(node, ()):
                if used[at]:
                    continue
                used[at] = True
                nodes, local = solved[at]
                turn = sides[node] * local[int(np.searchsorted(nodes, node))]
                fresh = sides[nodes] == 0
                sides[nodes] = local * turn
                stack.extend(nodes[fresh].tolist())
    return sides
