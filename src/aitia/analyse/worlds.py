"""Monte Carlo over what is not known: in each world an influence exists or not and has some strength.

The random numbers are counter-based: those of an influence follow from the seed, its id and the number of the world,
so that they stay the same whatever else in the map changes (common random numbers).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from aitia.analyse.compiled import Compiled, Floats, Ints, check_scenario
from aitia.analyse.reach import NEVER, Reach, longest_walks, reach
from aitia.errors import UsageError
from aitia.model.outcomes import Scenario, Sign

Prior = Literal["uniform", "fixed"]

MOST_WORLDS: Final = 10_000_000
MOST_STEPS: Final = 100  # of the default; chains of more influences are not followed unless asked for
_CYCLE_STEPS: Final = 12
_ROUNDING: Final = 1e-12
_BLOCK: Final = 160_000  # influences times worlds (or concepts times worlds) held at once: fits a core's cache
_GAMMA: Final = np.uint64(0x9E3779B97F4A7C15)
_MIX: Final = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_HALF: Final = 2.0**-32


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Chances:
    """P(up), P(down) and P(no effect) of each concept, shape (C,) each, and their largest standard error.

    ``error`` is sqrt(p (1 - p) / N) with p = (k + 1) / (N + 2), so that it is not 0 where k of N worlds is 0 or N;
    it is 0 where nothing was drawn (held concepts, and those that nothing reaches).
    """

    p_up: Floats
    p_down: Floats
    p_none: Floats
    error: Floats
    worlds: int
    steps: int
    notes: tuple[str, ...]


class Walks:
    """Sums over walks from what is set, for many worlds at once; prepared for one map and scenario.

    ``steps`` is the most influences a walk has.
    """

    def __init__(self, compiled: Compiled, scenario: Scenario, *, steps: int | None = None) -> None:
        check_scenario(compiled, scenario)
        self.reach: Reach = reach(compiled, scenario)
        self.notes: tuple[str, ...] = compiled.loop_note
        self.size = len(compiled.concepts)
        edges = self.reach.edges
        # only reached concepts take part, numbered by how much acts on them: rows of one length are quick to add up
        reached = np.flatnonzero(self.reach.reached)
        acting = np.bincount(compiled.effect[edges], minlength=self.size)
        self.nodes: Ints = reached[np.argsort(acting[reached], kind="stable")]
        number = np.full(self.size, -1, dtype=np.int64)
        number[self.nodes] = np.arange(len(self.nodes))
        order = edges[np.argsort(number[compiled.effect[edges]], kind="stable")]
        self.edges: Ints = order
        self._cause = number[compiled.cause[order]]
        self._counts = np.bincount(number[compiled.effect[order]], minlength=len(self.nodes))
        self._start = self.reach.start[self.nodes]
        self._ends = self._limits(steps, longest_walks(compiled, self.reach)[self.nodes])
        self.steps = int(self._ends.max(initial=0))
        self._early = np.unique(self._ends[self._ends < self.steps]).tolist()
        self._mixed = np.flatnonzero(self.reach.mixed[self.nodes])
        self._largest = np.ones(len(order))  # bounds of the sizes of strengths, and of the sums they give
        self._most: Floats | None = None
        self._places: tuple[NDArray[np.int32], NDArray[np.int32]] | None = None  # of the last number of worlds

    def values(self, strengths: Floats, *, tidy: bool = True) -> Floats:
        """Values of the reached concepts (``nodes``), shape (n, R), from strengths of ``edges``, shape (n, edges).

        ``tidy`` makes sums 0 that are rounding alone; strengths that are all drawn never cancel and do not need it.
        """
        found = self._sums(strengths, self._start)
        if not tidy or not len(self._mixed) or not len(found):
            return found
        # walks that cancel leave rounding behind: what is below 1e-12 of the size of its walks is nothing
        sizes = np.abs(strengths)
        largest = sizes.max(axis=0)
        if (largest > self._largest).any():
            self._largest = np.maximum(largest, self._largest)
            self._most = None
        if self._most is None:
            self._most = self._sums(self._largest[None, :], np.abs(self._start))[0, self._mixed]
        small = np.abs(found[:, self._mixed]) <= _ROUNDING * self._most
        rows = np.flatnonzero((small & (found[:, self._mixed] != 0)).any(axis=1))
        if len(rows):
            exact = self._sums(sizes[rows], np.abs(self._start))[:, self._mixed]
            part = found[np.ix_(rows, self._mixed)]
            part[np.abs(part) <= _ROUNDING * exact] = 0.0
            found[np.ix_(rows, self._mixed)] = part
        return found

    def limit(self, concept: int) -> int:
        """The most influences on a walk to a concept (its place in the map), 0 where nothing reaches it."""
        at = np.flatnonzero(self.nodes == concept)
        return int(self._ends[at[0]]) if len(at) else 0

    def block(self) -> int:
        """How many worlds to hand to ``values`` at once."""
        return max(1, _BLOCK // max(len(self.edges), len(self.nodes), 1))

    def _sums(self, strengths: Floats, start: Floats) -> Floats:
        """x(k+1) = s + W x(k), ``steps`` times from x(0) = s; worlds are the blocks of one block-diagonal W."""
        from scipy.sparse import csr_array

        worlds, nodes = len(strengths), len(start)
        base = np.tile(start, worlds)
        if self._places is None or len(self._places[1]) != len(base) + 1:
            places = (self._cause[None, :] + nodes * np.arange(worlds)[:, None]).ravel().astype(np.int32)
            ends = np.concatenate(([0], np.cumsum(np.tile(self._counts, worlds)))).astype(np.int32)
            self._places = places, ends
        flat = np.ascontiguousarray(strengths, dtype=np.float64).ravel()
        matrix = csr_array((flat, *self._places), shape=(len(base), len(base)))
        now, out = base, np.zeros((worlds, nodes))
        early = set(self._early)
        for step in range(self.steps):
            if step in early:
                ready = self._ends == step
                out[:, ready] = now.reshape(worlds, nodes)[:, ready]
            after = matrix @ now
            after += base
            if np.array_equal(after, now):
                last = self._ends >= step
                break
            now = after
        else:
            last = self._ends == self.steps
        out[:, last] = now.reshape(worlds, nodes)[:, last]
        return out

    def _limits(self, steps: int | None, longest: Ints) -> Ints:
        """The most influences on a walk to each reached concept; it depends only on what leads there."""
        if steps is not None and steps < 0:
            raise UsageError(f"steps is {steps}; give 0 or more, or leave it out")
        endless = longest == NEVER
        if steps is not None:
            return np.where(endless, steps, np.minimum(longest, steps))
        nearest = np.where(self.reach.distance == NEVER, self.size, self.reach.distance).min(axis=0)[self.nodes]
        wanted = np.where(endless, np.maximum(_CYCLE_STEPS, nearest), longest)
        if endless.any():
            self.notes += (f"the map has cycles: chains of up to {min(int(wanted[endless].max()), MOST_STEPS)} "
                           "influences were summed where one leads to a concept",)  # fmt: skip
        if (wanted > MOST_STEPS).any():
            self.notes += (f"chains of more than {MOST_STEPS} influences were not followed (give steps to go on)",)
        return np.minimum(wanted, MOST_STEPS)


def walk_values(compiled: Compiled, scenario: Scenario, strengths: Floats, *, steps: int | None = None) -> Floats:
    """The effect on each concept in each world: the sum over walks from the set concepts.

    A walk of k influences from a concept set at v adds v times the product of its strengths; walks have at most
    ``steps`` influences and do not enter a concept that is set or cut. Where a map has no cycle this is the steady
    state of the linear model; sums that cancel to rounding are exactly 0.

    Args:
        compiled: the map, C concepts and E influences.
        scenario: what is set and cut.
        strengths: signed strength of each influence in each of N worlds, shape (E, N), 0 where it does not exist.
        steps: the most influences on a walk. Default: all there are to a concept that no cycle leads to; to others
            12, or as many as the shortest has; never more than 100.

    Returns:
        Values, shape (C, N).

    Raises:
        UsageError: the scenario does not fit the map, or the shape of ``strengths``.

    Source: S. Wright, "The method of path coefficients", Annals of Mathematical Statistics 5 (1934) 161-215.

    Example:
        >>> from aitia.analyse.compiled import compile_map
        >>> from aitia.model.assembled import CauseMap, Concept, Influence
        >>> a, b, c = (Concept(id=name, label=name) for name in "abc")
        >>> rows = (Influence(cause="a", effect="b", polarity=1), Influence(cause="b", effect="c", polarity=-1))
        >>> compiled = compile_map(CauseMap(concepts=(a, b, c), influences=rows))
        >>> walk_values(compiled, Scenario(set={"a": 1.0}), np.array([[0.5, 0.5], [-0.5, 0.0]])).tolist()
        [[1.0, 1.0], [0.5, 0.5], [-0.25, 0.0]]
    """
    walks = Walks(compiled, scenario, steps=steps)
    if strengths.ndim != 2 or len(strengths) != len(compiled.ids):
        raise UsageError(f"strengths have shape {strengths.shape}; the map has {len(compiled.ids)} influences, so "
                         f"({len(compiled.ids)}, worlds) is needed")  # fmt: skip
    worlds = strengths.shape[1]
    out = np.zeros((worlds, walks.size))
    size = walks.block()
    for at in range(0, worlds, size):
        some = strengths.T[at : at + size].take(walks.edges, axis=1)
        out[at : at + size, walks.nodes] = walks.values(some)
    return out.T


def keys(compiled: Compiled, seed: int) -> NDArray[np.uint64]:
    """Where the random numbers of each influence start, shape (E,): a hash of the seed and the influence's id."""
    seen: Counter[str] = Counter()
    out = np.empty(len(compiled.ids), dtype=np.uint64)
    for at, name in enumerate(compiled.ids):
        text = f"{seed}|{seen[name]}|{name}".encode("utf-8", "surrogatepass")
        seen[name] += 1
        out[at] = int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little")
    return out


def draws(starts: NDArray[np.uint64], first: int, last: int) -> tuple[Floats, Floats]:
    """Uniform numbers of worlds ``first`` to ``last`` - 1 for existence and for strength.

    SplitMix64: number w of an influence is the mix of its key + (w + 1) times the golden gamma; 32 bits serve
    existence and 32 strength. Source: G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators",
    OOPSLA 2014.

    Args:
        starts: a key for each influence (``keys``), shape (E,).
        first: number of the first world.
        last: number after the last world.

    Returns:
        Two arrays of shape (E, last - first): existence in [0, 1), strength in (0, 1).

    Example:
        >>> exists, size = draws(np.array([1, 2], dtype=np.uint64), 0, 1000)
        >>> exists.shape, bool(abs(exists.mean() - 0.5) < 0.02), bool(size.min() > 0)
        ((2, 1000), True, True)
    """
    with np.errstate(over="ignore"):
        steps = np.arange(first + 1, last + 1, dtype=np.uint64) * _GAMMA
        mixed = steps[:, None] + starts[None, :]
        mixed ^= mixed >> np.uint64(30)
        mixed *= _MIX[0]
        mixed ^= mixed >> np.uint64(27)
        mixed *= _MIX[1]
        mixed ^= mixed >> np.uint64(31)
    exists = np.multiply(mixed.astype(np.uint32), _HALF, dtype=np.float64)
    size = np.multiply((mixed >> np.uint64(32)).astype(np.uint32), _HALF, dtype=np.float64)
    size += _HALF / 2
    return exists.T, size.T


def world_strengths(
    compiled: Compiled, exists: Floats, sizes: Floats, *, prior: Prior = "uniform", rows: Ints | None = None
) -> Floats:
    """Signed strengths of the influences in each world, 0 where one does not exist.

    Args:
        compiled: the map.
        exists: uniform numbers; an influence exists where its number is below its belief. Shape (E, n).
        sizes: uniform numbers for strengths nobody stated, same shape.
        prior: ``uniform``: a strength that nobody stated is drawn from (0, 1); ``fixed``: it is 1.
        rows: the influences that the rows of ``exists`` stand for; default all.

    Returns:
        Strengths, shape as ``exists``.
    """
    take = slice(None) if rows is None else rows
    fill = _Fill(compiled, take, prior)
    return fill(exists.T, np.array(sizes.T)).T


class _Fill:
    """Makes draws into signed strengths, both of shape (n, E): worlds apart, which is the order of the sums."""

    def __init__(self, compiled: Compiled, rows: Ints | slice, prior: Prior) -> None:
        self.belief = compiled.belief[rows]
        self.polarity = compiled.polarity[rows]
        weight = compiled.weight[rows]
        self.fixed = np.flatnonzero(~np.isnan(weight))
        self.weight = weight[self.fixed]
        self.prior = prior

    def __call__(self, exists: Floats, sizes: Floats) -> Floats:
        """``sizes`` made strengths, in place."""
        if self.prior == "fixed":
            sizes[:] = 1.0
        if len(self.fixed):
            sizes[:, self.fixed] = self.weight
        sizes *= self.polarity
        np.copyto(sizes, 0.0, where=exists >= self.belief)
        return sizes


def monte_carlo(
    compiled: Compiled,
    scenario: Scenario,
    *,
    worlds: int = 10_000,
    seed: int = 0,
    prior: Prior = "uniform",
    steps: int | None = None,
) -> Chances:
    """P(up), P(down) and P(no effect) of each concept, over worlds in which what is not known is drawn.

    In each world an influence exists with its belief, independently; its strength is the stated weight, else drawn
    from ``prior``; a concept's effect is the sum over walks (``walk_values``).

    Args:
        compiled: the map, C concepts.
        scenario: what is set and cut.
        worlds: how many worlds N to draw.
        seed: the same seed gives an influence the same draws in every map.
        prior: ``uniform`` on (0, 1), or ``fixed`` at 1, for strengths that nobody stated.
        steps: the most influences on a walk (see ``walk_values``).

    Returns:
        Chances with their standard error sqrt(p (1 - p) / N).

    Raises:
        UsageError: the scenario does not fit, or a count or the prior is out of range.

    Source: N. Metropolis, S. Ulam, "The Monte Carlo method", Journal of the American Statistical Association 44
    (1949) 335-341.

    Example:
        >>> from aitia.analyse.compiled import compile_map
        >>> from aitia.model.assembled import CauseMap, Concept, Influence
        >>> a, b = Concept(id="a", label="a"), Concept(id="b", label="b")
        >>> row = Influence(cause="a", effect="b", polarity=-1, belief=0.75)
        >>> got = monte_carlo(compile_map(CauseMap(concepts=(a, b), influences=(row,))), Scenario(set={"a": 1.0}))
        >>> bool(abs(got.p_down[1] - 0.75) < 4 * got.error[1]), float(got.p_up[1])
        (True, 0.0)
    """
    if not 1 <= worlds <= MOST_WORLDS:
        raise UsageError(f"worlds is {worlds:,}; give 1 to {MOST_WORLDS:,}")
    if prior not in ("uniform", "fixed"):
        raise UsageError(f"no prior {prior!r}; use uniform or fixed")
    walks = Walks(compiled, scenario, steps=steps)
    up, down = np.zeros(len(walks.nodes), dtype=np.int64), np.zeros(len(walks.nodes), dtype=np.int64)
    starts = keys(compiled, seed)[walks.edges]
    fill = _Fill(compiled, walks.edges, prior)
    size = walks.block()
    tidy = prior == "fixed" or len(fill.fixed) > 0
    for at in range(0, worlds, size):
        exists, sizes = draws(starts, at, min(at + size, worlds))
        values = walks.values(fill(exists.T, sizes.T), tidy=tidy)
        up += (values > 0).sum(axis=0)
        down += (values < 0).sum(axis=0)
    p_up, p_down, error = np.zeros(walks.size), np.zeros(walks.size), np.zeros(walks.size)
    p_up[walks.nodes], p_down[walks.nodes] = up / worlds, down / worlds
    p_none = (worlds - np.zeros(walks.size)) / worlds
    p_none[walks.nodes] = (worlds - up - down) / worlds
    counted = np.stack((up, down, worlds - up - down))
    smoothed = (counted + 1) / (worlds + 2)
    error[walks.nodes] = np.sqrt(smoothed * (1 - smoothed) / worlds).max(axis=0)
    error[walks.reach.held] = 0.0
    return Chances(p_up=p_up, p_down=p_down, p_none=p_none, error=error, worlds=worlds, steps=walks.steps,
                   notes=walks.notes)  # fmt: skip


def chance_sign(p_up: float, p_down: float) -> Sign:
    """The sign that chances amount to.

    "0" where there is no effect in any world; "?" where there is one both up and down and neither is twice as
    probable as the other; else the more probable direction, however probable it is that there is no effect.

    Example:
        >>> chance_sign(0.3, 0.1), chance_sign(0.3, 0.2), chance_sign(0.0, 0.01), chance_sign(0.0, 0.0)
        ('+', '?', '-', '0')
    """
    most, least = max(p_up, p_down), min(p_up, p_down)
    if most == 0:
        return "0"
    if most < 2 * least:
        return "?"
    return "+" if p_up > p_down else "-"
