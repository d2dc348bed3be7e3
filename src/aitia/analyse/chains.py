"""Simple paths in a signed graph: all of them, the shortest few of either sign, or one of a wanted sign.

Signed simple paths between two places of a directed graph are hard to decide in general (NP-hard), so that every
search here has a limit that is counted in steps, not in seconds: the same map gives the same answer everywhere.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

_CONCEPTS: Final = 20

# (influence, effect, 1 for a negative one) of each concept
Links = Sequence[Sequence[tuple[int, int, int]]]


@dataclass(frozen=True, slots=True)
class Chain:
    """A simple path: places of concepts and influences, and 1 where it lowers its end."""

    nodes: tuple[int, ...]
    edges: tuple[int, ...]
    minus: int


@dataclass(slots=True)
class Budget:
    """Steps that may still be spent; ``spent`` says whether a search had to stop."""

    left: int
    spent: bool = field(default=False)

    def take(self, steps: int) -> bool:
        """Spend steps; False where they are used up."""
        self.left -= steps
        if self.left < 0:
            self.spent = True
        return self.left >= 0


def all_chains(links: Links, starts: Sequence[Chain], limit: int) -> dict[tuple[int, int], list[Chain]] | None:
    """Every simple path from ``starts`` by (end, minus), shortest first; None where there are more than ``limit``.

    Very long paths count more than once: 20 concepts a path are allowed for.
    """
    found: dict[tuple[int, int], list[Chain]] = {}
    level, count, room = list(starts), 0, _CONCEPTS * limit
    while level:
        longer = []
        for chain in level:
            for edge, effect, minus in links[chain.nodes[-1]]:
                if effect in chain.nodes:
                    continue
                count += 1
                room -= len(chain.nodes)
                if count > limit or room < 0:
                    return None
                more = Chain((*chain.nodes, effect), (*chain.edges, edge), chain.minus ^ minus)
                found.setdefault((effect, more.minus), []).append(more)
                longer.append(more)
        level = longer
    return found


def some_chains(
    links: Links, starts: Sequence[Chain], keep: int, longest: int, budget: Budget
) -> dict[tuple[int, int], list[Chain]]:
    """A few simple paths by (end, minus), of at most ``longest`` influences, breadth first.

    Only ``keep`` of each go on, so that longer ones may be missed.
    """
    found: dict[tuple[int, int], list[Chain]] = {}
    level = list(starts)
    for _ in range(longest):
        longer = []
        for chain in level:
            for edge, effect, minus in links[chain.nodes[-1]]:
                kept = found.setdefault((effect, chain.minus ^ minus), [])
                if len(kept) >= keep or effect in chain.nodes:
                    continue
                if not budget.take(len(chain.nodes)):
                    return found
                kept.append(Chain((*chain.nodes, effect), (*chain.edges, edge), chain.minus ^ minus))
                longer.append(kept[-1])
        level = longer
    return found


def find_chain(links: Links, start: Chain, target: int, minus: int, budget: Budget) -> Chain | None:
    """A simple path from ``start`` to ``target`` of the wanted sign, or None where there is none (or no budget left).

    Depth first; at each concept the shortest walk of the wanted sign that avoids the path so far decides: if there is
    none the branch is dead, if it is simple it is the answer.
    """
    stack = [start]
    while stack:
        chain = stack.pop()
        walk = _shortest_walk(links, chain, target, minus, budget)
        if budget.spent:
            return None
        if walk is None:
            continue
        if len(set(walk.nodes)) == len(walk.nodes):
            return walk
        for edge, effect, lowers in reversed(links[chain.nodes[-1]]):
            if effect not in chain.nodes and effect != target:
                stack.append(Chain((*chain.nodes, effect), (*chain.edges, edge), chain.minus ^ lowers))
    return None


def _shortest_walk(links: Links, chain: Chain, target: int, minus: int, budget: Budget) -> Chain | None:
    """``chain`` made longer by the shortest walk to (target, minus) that enters no place of it and ``target`` once."""
    first = (chain.nodes[-1], chain.minus)
    came: dict[tuple[int, int], tuple[tuple[int, int], int]] = {}
    closed = set(chain.nodes)
    queue = deque([first])
    while queue:
        here = queue.popleft()
        if not budget.take(len(links[here[0]])):
            return None
        for edge, effect, lowers in links[here[0]]:
            there = (effect, here[1] ^ lowers)
            if effect in closed or there in came:
                continue
            came[there] = (here, edge)
            if effect != target:
                queue.append(there)
            elif there[1] == minus:
                return _unwind(chain, there, first, came)
    return None


def _unwind(
    chain: Chain, end: tuple[int, int], first: tuple[int, int], came: dict[tuple[int, int], tuple[tuple[int, int], int]]
) -> Chain:
    nodes, edges, here = [], [], end
    while here != first:
        nodes.append(here[0])
        here, edge = came[here]
        edges.append(edge)
    return Chain((*chain.nodes, *reversed(nodes)), (*chain.edges, *reversed(edges)), end[1])
