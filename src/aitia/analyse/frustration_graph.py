"""Weighted signed graphs as arrays: what the search for the best division into two blocs works on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Sides = NDArray[np.int8]  # +1 or -1 for each node
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """``size`` nodes; edge ``k`` joins ``one[k]`` < ``other[k]`` with ``weight[k]``, not 0, its sign the edge's.

    No two edges join the same nodes. Weights are whole numbers, or halves, quarters and so on (never rounded).
    """

    size: int
    one: Ints
    other: Ints
    weight: Floats

    @property
    def edges(self) -> int:
        """How many edges there are."""
        return len(self.weight)


def make_graph(size: int, edges: Iterable[tuple[int, int, float]]) -> Graph:
    """Make a graph of edges (one, other, weight) between different nodes, no two between the same ones."""
    rows = sorted((min(a, b), max(a, b), w) for a, b, w in edges if w)
    return Graph(
        size=size,
        one=np.array([a for a, _, _ in rows], dtype=np.int64),
        other=np.array([b for _, b, _ in rows], dtype=np.int64),
        weight=np.array([w for _, _, w in rows], dtype=np.float64),
    )


def against(graph: Graph, sides: Sides) -> NDArray[np.bool_]:
    """Tell for each edge whether it stands against the division: negative within a side or positive across."""
    stands: NDArray[np.bool_] = graph.weight * sides[graph.one] * sides[graph.other] < 0
    return stands


def cost(graph: Graph, sides: Sides) -> float:
    """Total weight of the edges that stand against the division."""
    return float(np.abs(graph.weight[against(graph, sides)]).sum())


def neighbours(graph: Graph) -> tuple[Ints, Ints, Floats]:
    """Return the graph as rows: the neighbours of node ``i`` are ``others[starts[i]:starts[i + 1]]``, with weights."""
    ends = np.concatenate((graph.one, graph.other))
    others = np.concatenate((graph.other, graph.one))
    order = np.lexsort((others, ends))
    starts = np.zeros(graph.size + 1, dtype=np.int64)
    np.cumsum(np.bincount(ends, minlength=graph.size), out=starts[1:])
    return starts, others[order], np.concatenate((graph.weight, graph.weight))[order]


def blocks(graph: Graph) -> list[list[int]]:
    """Split the edges into blocks: edges that lie on a common cycle, or single bridges. Lists of edge numbers.

    Depth-first search with a stack of edges (Hopcroft and Tarjan 1973), without recursion. Every cycle lies within one
    block, so each can be divided by itself: the best division of the whole is put together from theirs.
    """
    adjacent: list[list[tuple[int, int]]] = [[] for _ in range(graph.size)]
    for edge, (a, b) in enumerate(zip(graph.one.tolist(), graph.other.tolist(), strict=True)):
        adjacent[a].append((b, edge))
        adjacent[b].append((a, edge))
    depth = [-1] * graph.size
    low = [0] * graph.size
    found: list[list[int]] = []
    held: list[int] = []
    for root in range(graph.size):
        if depth[root] >= 0:
            continue
        depth[root] = low[root] = 0
        path: list[tuple[int, int, Any]] = [(root, -1, iter(adjacent[root]))]
        while path:
            node, entered, rest = path[-1]
            step = next(rest, None)
            if step is None:
                path.pop()
                if path:
                    above = path[-1][0]
                    low[above] = min(low[above], low[node])
                    if low[node] >= depth[above]:
                        cut = _last(held, entered)
                        found.append(sorted(held[cut:]))
                        del held[cut:]
                continue
            other, edge = step
            if edge == entered:
                continue
            if depth[other] < 0:
                depth[other] = low[other] = depth[node] + 1
                held.append(edge)
                path.append((other, edge, iter(adjacent[other])))
            elif depth[other] < depth[node]:
                held.append(edge)
                low[node] = min(low[node], depth[other])
    return sorted(found)


def _last(held: list[int], edge: int) -> int:
    at = len(held) - 1
    while held[at] != edge:
        at -= 1
    return at


def part(graph: Graph, chosen: list[int]) -> tuple[Graph, Ints]:
    """Return the graph of some edges, and which node of the whole each of its nodes is."""
    rows = np.array(chosen, dtype=np.int64)
    nodes, places = np.unique(np.concatenate((graph.one[rows], graph.other[rows])), return_inverse=True)
    half = len(rows)
    small = Graph(size=len(nodes), one=places[:half], other=places[half:], weight=graph.weight[rows])
    return small, nodes
