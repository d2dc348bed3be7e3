"""The influences that carry a scenario to one concept, with their draws in many worlds: what can move a conclusion.

An influence matters to a concept only if it lies on a walk from a concept that is set to that concept; the value is a
sum over such walks (``aitia.analyse.worlds``), so that all others can be left out of the computation.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from aitia.analyse.compiled import Compiled, Floats, Ints, check_scenario
from aitia.analyse.reach import NEVER, Reach
from aitia.analyse.worlds import Prior, Walks, draws, keys, world_strengths
from aitia.model.outcomes import Scenario

Link = tuple[int, int, int]  # influence, from, to

_ROUNDING: Final = 1e-12
_CELLS: Final = 300_000  # influences times worlds summed at once: fits a core's cache
_COLUMNS: Final = (512, 4_096)  # fewest and most worlds at once


class Carriers:
    """The part of a map that lies between what is set and one concept: k influences, drawn in N worlds.

    ``rows`` are their places in the compiled map and ``ids`` their ids; ``present`` tells in which worlds each exists
    and ``full`` its signed strength if it does, both of shape (k, N). ``steps`` is the most influences on a walk.

    >>> from aitia.analyse.compiled import compile_map
    >>> from aitia.model.assembled import CauseMap, Concept, Influence
    >>> rows = (Influence(cause="a", effect="b", polarity=-1, weight=0.5), Influence(cause="b", effect="c", polarity=1))
    >>> compiled = compile_map(CauseMap(concepts=tuple(Concept(id=n, label=n) for n in "abc"), influences=rows))
    >>> found = Carriers(compiled, Scenario(set={"a": 1.0}), "b", worlds=3)
    >>> found.ids, found.values(found.strengths).tolist()
    (('a>b:-:asserted',), [-0.5, -0.5, -0.5])
    """

    def __init__(
        self,
        compiled: Compiled,
        scenario: Scenario,
        concept: str,
        *,
        worlds: int,
        seed: int = 0,
        prior: Prior = "uniform",
        steps: int | None = None,
    ) -> None:
        check_scenario(compiled, Scenario(set={concept: 1.0}))
        walks = Walks(compiled, scenario, steps=steps)
        target = compiled.index[concept]
        self.steps = walks.limit(target)
        self.compiled = compiled
        self.rows = _relevant(compiled, walks.reach, target, self.steps)
        self.ids = tuple(compiled.ids[row] for row in self.rows.tolist())
        self.polarity: Floats = compiled.polarity[self.rows]
        self.belief: Floats = compiled.belief[self.rows]
        self.weight: Floats = compiled.weight[self.rows]
        self.fixed = prior == "fixed"
        self._lay(compiled, walks.reach, target)
        caps = np.where(np.isnan(self.weight), 1.0, self.weight)
        self.most = float(self._values(caps[:, None], np.abs(self.start))[0])
        self._draw(keys(compiled, seed)[self.rows], worlds, prior)

    @property
    def worlds(self) -> int:
        """How many worlds are drawn."""
        return int(self.chance.shape[1])

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know of the walks."""
        if self.flat:
            return ()
        return (f"chains of up to {self.steps} influences were summed; there are longer ones",)

    @property
    def strengths(self) -> Floats:
        """Signed strengths as things stand, shape (k, N), 0 where an influence does not exist."""
        return np.where(self.present, self.full, 0.0)

    @property
    def passes(self) -> int:
        """How often a sum goes over all influences: once where nothing cycles."""
        return 1 if self.flat else self.steps

    def part(self) -> Compiled:
        """The map with these influences alone."""
        whole, rows = self.compiled, self.rows
        return replace(whole, ids=self.ids, cause=whole.cause[rows], effect=whole.effect[rows],
                       polarity=self.polarity, weight=self.weight, belief=self.belief)  # fmt: skip

    def values(self, strengths: Floats) -> Floats:
        """The concept's value in each world, shape (n,), from signed strengths (k, n) in [-1, 1].

        Walks that cancel leave rounding behind: what is below 1e-12 of the size of a world's walks is 0.
        """
        out = self._values(strengths, self.start)
        small = np.flatnonzero((np.abs(out) <= _ROUNDING * self.most) & (out != 0))
        if len(small):
            exact = self._values(np.abs(strengths[:, small]), np.abs(self.start))
            out[small] = np.where(np.abs(out[small]) <= _ROUNDING * exact, 0.0, out[small])
        return out

    def spread(self, links: list[Link], weights: Floats, base: Floats) -> Floats:
        """Sums over walks along ``links`` from ``base``, shape (places, n): x = base + W x, as far as walks go.

        ``links`` come in an order in which what leads to a place stands before what leads on from it, where there is
        one (``flat``).
        """
        product = np.empty(base.shape[1])
        if self.flat:
            for edge, cause, effect in links:
                np.multiply(weights[edge], base[cause], out=product)
                base[effect] += product
            return base
        now = base.copy()
        for _ in range(self.steps):
            after = base.copy()
            for edge, cause, effect in links:
                np.multiply(weights[edge], now[cause], out=product)
                after[effect] += product
            if np.array_equal(after, now):
                break
            now = after
        return now

    def _values(self, strengths: Floats, start: Floats) -> Floats:
        count = strengths.shape[1]
        out = np.empty(count)
        columns = min(max(_CELLS // max(len(self.rows), 1), _COLUMNS[0]), _COLUMNS[1])
        for at in range(0, count, columns):
            some = strengths[:, at : at + columns]
            base = np.repeat(start[:, None], some.shape[1], axis=1)
            out[at : at + columns] = self.spread(self.links, some, base)[self.target]
        return out

    def _lay(self, compiled: Compiled, found: Reach, target: int) -> None:
        """Number the concepts that take part, in causal order where there is one, and list the links in it."""
        cause, effect = compiled.cause[self.rows], compiled.effect[self.rows]
        nodes = np.unique(np.concatenate((cause, effect, [target])))
        pairs = list(zip(np.searchsorted(nodes, cause).tolist(), np.searchsorted(nodes, effect).tolist(), strict=True))
        place, longest = _layers(len(nodes), pairs)
        self.flat = longest is not None and longest <= self.steps
        self.start: Floats = found.start[nodes]
        self.target = int(np.searchsorted(nodes, target))
        self.size = len(nodes)
        links = [(edge, a, b) for edge, (a, b) in enumerate(pairs)]
        self.links = sorted(links, key=lambda link: (place[link[1]], link[0]))
        self.back = [(edge, b, a) for edge, a, b in sorted(links, key=lambda link: (-place[link[2]], link[0]))]

    def _draw(self, starts: NDArray[np.uint64], worlds: int, prior: Prior) -> None:
        self.chance, sizes = draws(starts, 0, worlds)
        sure = replace(self.part(), belief=np.ones(len(self.rows)))
        self.full: Floats = world_strengths(sure, np.zeros_like(sizes), sizes, prior=prior)
        self.present: NDArray[np.bool_] = self.chance < self.belief[:, None]


def _relevant(compiled: Compiled, found: Reach, target: int, steps: int) -> Ints:
    """The influences on a walk of at most ``steps`` influences from a set concept to ``target``, as rows."""
    into: dict[int, list[int]] = {}
    causes, effects = compiled.cause[found.edges].tolist(), compiled.effect[found.edges].tolist()
    for cause, effect in zip(causes, effects, strict=True):
        into.setdefault(effect, []).append(cause)
    left = {target: 0}
    queue = deque([target])
    while queue:
        node = queue.popleft()
        for cause in into.get(node, ()):
            if cause not in left:
                left[cause] = left[node] + 1
                queue.append(cause)
    reached = np.where(found.distance == NEVER, steps, found.distance).min(axis=0).tolist()
    kept = [
        edge
        for edge, cause, effect in zip(found.edges.tolist(), causes, effects, strict=True)
        if effect in left and reached[cause] + 1 + left[effect] <= steps
    ]
    return np.array(kept, dtype=np.int64)


def _layers(size: int, pairs: list[tuple[int, int]]) -> tuple[list[int], int | None]:
    """For each place the most links of a walk to it, and the longest; (places, None) where links cycle."""
    waiting, depth = [0] * size, [0] * size
    out: list[list[int]] = [[] for _ in range(size)]
    for cause, effect in pairs:
        out[cause].append(effect)
        waiting[effect] += 1
    ready = [node for node in range(size) if not waiting[node]]
    done = 0
    while ready:
        node = ready.pop()
        done += 1
        for effect in out[node]:
            depth[effect] = max(depth[effect], depth[node] + 1)
            waiting[effect] -= 1
            if not waiting[effect]:
                ready.append(effect)
    return depth, max(depth) if done == size else None
