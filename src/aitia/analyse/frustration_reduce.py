"""Shrink a signed graph without changing what its best division costs, and carry a division back.

Three exact rules, taken as long as one applies: edges between the same two nodes are one edge (what cancels out always
costs); a node that one edge outweighs all others together goes with that edge (this takes away tree parts and chains);
a node with three edges becomes a triangle of its neighbours (the star-triangle exchange of Ising spin models).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np

from aitia.analyse.frustration_graph import Graph, Ints, Sides, make_graph

_FINEST = 2.0**-20  # weights are halved no further, so that sums of them stay exact


@dataclass(frozen=True, slots=True, kw_only=True)
class Kernel:
    """What is left of a graph: every division of ``graph`` costs ``base`` less than ``lift`` makes of it."""

    size: int
    base: float
    graph: Graph
    nodes: Ints
    steps: tuple[tuple[int, tuple[tuple[int, float], ...]], ...]

    def lift(self, sides: Sides) -> Sides:
        """Return the best division of the whole that agrees with ``sides`` on the kernel."""
        whole = np.ones(self.size, dtype=np.int8)
        whole[self.nodes] = sides
        for node, pulls in reversed(self.steps):
            if sum(weight * int(whole[other]) for other, weight in pulls) < 0:
                whole[node] = -1
        return whole


def reduce(graph: Graph) -> Kernel:
    """Shrink ``graph``. A node that is taken away later takes the side that its ``pulls`` (neighbour, weight) ask for.

    Source: the first two rules and the third are common for max-cut and Ising ground states, e.g. Liers, Jünger,
    Reinelt, Rinaldi, Computing exact ground states of hard Ising spin glass problems by branch-and-cut (2004).
    """
    adjacent: list[dict[int, float]] = [{} for _ in range(graph.size)]
    for a, b, w in zip(graph.one.tolist(), graph.other.tolist(), graph.weight.tolist(), strict=True):
        adjacent[a][b] = adjacent[b][a] = w
    base = 0.0
    gone = [False] * graph.size
    steps: list[tuple[int, tuple[tuple[int, float], ...]]] = []
    queue = deque(range(graph.size))
    waiting = [True] * graph.size

    def add(a: int, b: int, weight: float) -> float:
        old = adjacent[a].get(b, 0.0)
        new = old + weight
        if new:
            adjacent[a][b] = adjacent[b][a] = new
        elif old:
            del adjacent[a][b], adjacent[b][a]
        return min(abs(old), abs(weight)) if old * weight < 0 else 0.0

    while queue:
        node = queue.popleft()
        waiting[node] = False
        pulls = sorted(adjacent[node].items())
        if gone[node] or (len(pulls) > 3 and 2 * max(abs(w) for _, w in pulls) < sum(abs(w) for _, w in pulls)):
            continue
        strongest, pull = max(pulls, key=lambda p: abs(p[1]), default=(node, 0.0))
        if 2 * abs(pull) >= sum(abs(w) for _, w in pulls):
            steps.append((node, ((strongest, pull),) if pulls else ()))
            new = [(strongest, o, w if pull > 0 else -w) for o, w in pulls if o != strongest]
        else:
            (a, x), (b, y), (c, z) = pulls
            halves = ((a, b, x, y, z), (a, c, x, z, y), (b, c, y, z, x))
            new = [(i, j, (abs(p) + abs(q) - abs(r)) / 2 * (1 if p * q > 0 else -1)) for i, j, p, q, r in halves]
            if any(w % _FINEST for _, _, w in new):
                continue
            steps.append((node, tuple(pulls)))
        gone[node] = True
        for other, _ in pulls:
            del adjacent[other][node]
        adjacent[node].clear()
        base += sum(add(*edge) for edge in new)
        for other, _ in pulls:
            if not waiting[other]:
                waiting[other] = True
                queue.append(other)
    left = [node for node in range(graph.size) if not gone[node]]
    place = {node: at for at, node in enumerate(left)}
    edges = [(place[a], place[b], w) for a in left for b, w in adjacent[a].items() if a < b]
    return Kernel(
        size=graph.size,
        base=base,
        graph=make_graph(len(left), edges),
        nodes=np.array(left, dtype=np.int64),
        steps=tuple(steps),
    )
