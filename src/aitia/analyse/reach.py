"""What can follow from a scenario at all: the influences that carry it, and the shortest walk of either sign."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from aitia.analyse.compiled import Compiled, Floats, Ints
from aitia.model.outcomes import Scenario

NEVER: Final = -1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reach:
    """The part of a map that a scenario reaches.

    ``start``: the value each concept is held at, shape (C,), 0 where it is not set. ``held``: set or cut. ``edges``:
    the influences that carry something (believed, no loop, from a reached concept, not into a held one).
    ``out[c]`` lists (influence, effect, 0 or 1 for a negative one) of concept ``c``. ``distance[s, c]``: influences
    on the shortest walk to ``c`` that raises it (s = 0) or lowers it (s = 1), -1 without one.
    """

    start: Floats
    held: NDArray[np.bool_]
    edges: Ints
    out: list[list[tuple[int, int, int]]]
    distance: Ints

    @property
    def reached(self) -> NDArray[np.bool_]:
        """Which concepts something reaches, the set ones included."""
        return np.asarray((self.distance != NEVER).any(axis=0))

    @property
    def mixed(self) -> NDArray[np.bool_]:
        """Which concepts walks of both signs reach."""
        return np.asarray((self.distance != NEVER).all(axis=0))


def reach(compiled: Compiled, scenario: Scenario) -> Reach:
    """Follow a scenario through the map as far as it goes, breadth first over (concept, sign).

    Args:
        compiled: the map, C concepts and E influences.
        scenario: a checked scenario.

    Returns:
        What is reached; time and space grow as C + E.

    Example:
        >>> from aitia.analyse.compiled import compile_map
        >>> from aitia.model.assembled import CauseMap, Concept, Influence
        >>> aid, war = Concept(id="aid", label="aid"), Concept(id="war", label="war")
        >>> ends = Influence(cause="aid", effect="war", polarity=-1)
        >>> found = reach(compile_map(CauseMap(concepts=(aid, war), influences=(ends,))), Scenario(set={"aid": 1.0}))
        >>> found.distance.tolist()
        [[0, -1], [-1, 1]]
    """
    size = len(compiled.concepts)
    start = np.zeros(size)
    held = np.zeros(size, dtype=np.bool_)
    for name, value in scenario.set.items():
        start[compiled.index[name]] = value
        held[compiled.index[name]] = True
    for name in scenario.cut:
        held[compiled.index[name]] = True
    open_edges = compiled.live & (compiled.cause != compiled.effect) & ~held[compiled.effect]
    candidates = np.flatnonzero(open_edges)
    out: list[list[tuple[int, int, int]]] = [[] for _ in range(size)]
    negative = (compiled.polarity < 0).astype(np.int64)
    for edge, cause, effect, minus in zip(candidates.tolist(), compiled.cause[candidates].tolist(),
                                          compiled.effect[candidates].tolist(), negative[candidates].tolist(),
                                          strict=True):  # fmt: skip
        out[cause].append((edge, effect, minus))
    distance = _distances(out, start, size)
    reached = (distance != NEVER).any(axis=0)
    return Reach(start=start, held=held, edges=candidates[reached[compiled.cause[candidates]]], out=out,
                 distance=distance)  # fmt: skip


def longest_walks(compiled: Compiled, found: Reach) -> Ints:
    """Influences on the longest walk to each concept, shape (C,): -1 where a cycle makes walks to it endless."""
    waiting = np.bincount(compiled.effect[found.edges], minlength=len(compiled.concepts)).tolist()
    depth = [0] * len(waiting)
    ready = [node for node in np.flatnonzero(found.reached).tolist() if not waiting[node]]
    while ready:
        node = ready.pop()
        for _, effect, _ in found.out[node]:
            depth[effect] = max(depth[effect], depth[node] + 1)
            waiting[effect] -= 1
            if not waiting[effect]:
                ready.append(effect)
    return np.where(np.array(waiting, dtype=np.int64) > 0, NEVER, np.array(depth, dtype=np.int64))


def _distances(out: list[list[tuple[int, int, int]]], start: Floats, size: int) -> Ints:
    distance = [[NEVER] * size, [NEVER] * size]
    queue: deque[tuple[int, int]] = deque()
    for node in np.flatnonzero(start).tolist():
        sign = int(start[node] < 0)
        distance[sign][node] = 0
        queue.append((node, sign))
    while queue:
        node, sign = queue.popleft()
        steps = distance[sign][node] + 1
        for _, effect, minus in out[node]:
            if distance[sign ^ minus][effect] == NEVER:
                distance[sign ^ minus][effect] = steps
                queue.append((effect, sign ^ minus))
    return np.array(distance, dtype=np.int64).reshape(2, size)
