"""The smallest set of influences whose removal turns a conclusion."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from aitia.analyse.carriers import Carriers, Link
from aitia.analyse.compiled import Floats, compile_map
from aitia.analyse.worlds import Prior
from aitia.model.assembled import CauseMap
from aitia.model.outcomes import Scenario

Set = tuple[int, ...]  # influences by rank, ascending
_Step = tuple[int, int, bool]  # influence, place, along it (or against)

BUDGET: Final = 1_000_000_000  # influence strengths multiplied: some seconds
_COLUMNS: Final = 1_024  # worlds summed at once
_SLACK: Final = 1e-9  # of the size of a world's walks: bounds never claim more than this exactly


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """A set of influences whose removal turns a conclusion; ``proven`` says that no smaller one does."""

    influences: tuple[str, ...]
    proven: bool


def turning_set(
    causes: CauseMap,
    scenario: Scenario,
    concept: str,
    *,
    sign: Literal["+", "-"],
    worlds: int = 10_000,
    seed: int = 0,
    prior: Prior = "uniform",
    steps: int | None = None,
    budget: int = BUDGET,
) -> Turning | None:
    """Find the fewest influences that a conclusion cannot do without.

    The conclusion "``concept`` goes ``sign``" holds where P(sign) > P(opposite), over the Monte Carlo worlds of
    ``aitia.analyse.worlds``; it is turned where that is no longer so after influences were removed, the same random
    numbers kept. Found exactly, by sets of growing size:

    - A set that turns the conclusion takes at least one influence from a walk of the conclusion's sign. Removing what
      lies on walks of the opposite sign alone raises the value in every world, so it turns nothing. The same holds
      again after each removal, and that is what the search branches over.
    - With y the value in a world (of the conclusion's sign) and g_e what the walks of that sign through influence e
      add to it, y after the removal of T is at least y - sum of g_e over T. A branch is left where this bound, with the
      largest g_e for the influences yet to be chosen, leaves the conclusion standing; everything else is computed.
    - Influences in a row, with nothing else leading to or from the concepts between them, do the same: one stands for
      all.
    - Where no walk of the opposite sign exists, the answer is a minimum cut between what is set and ``concept``
      (maximum flow), whatever the beliefs: without a cut P(sign) stays above 0.

    Of sets of one size the first is taken in the order of its influences sorted by belief, then id: what is least
    believed comes first. The search stops when its budget is spent; then the better of a minimum cut and a greedy
    choice stands, and ``proven`` says whether all smaller sets had been excluded.

    Args:
        causes: the map.
        scenario: what is set and cut.
        concept: whose change is the conclusion.
        sign: "+" if it goes up, "-" if it goes down.
        worlds: how many worlds to draw.
        seed: of the draws.
        prior: of strengths that nobody stated.
        steps: the most influences on a walk (see ``walk_values``).
        budget: the most strengths to multiply in the search, over all its worlds: a limit that does not depend on
            the machine.

    Returns:
        The set, or None where the conclusion does not hold or nothing can turn it (the concept is itself set).

    Raises:
        UsageError: the scenario or the concept does not fit the map.

    Source: minimum cut and maximum flow: L. R. Ford, D. R. Fulkerson, "Maximal flow through a network", Canadian
    Journal of Mathematics 8 (1956) 399-404; the rest is this package's own.

    Example:
        >>> from aitia.model.assembled import Concept, Influence
        >>> pairs = (("aid", "trust"), ("trust", "peace"), ("aid", "peace"))
        >>> rows = tuple(Influence(cause=a, effect=b, polarity=1, belief=0.9) for a, b in pairs)
        >>> concepts = tuple(Concept(id=name, label=name) for name in ("aid", "trust", "peace"))
        >>> causes = CauseMap(concepts=concepts, influences=rows)
        >>> turning_set(causes, Scenario(set={"aid": 1.0}), "peace", sign="+")
        Turning(influences=('aid>peace:+:asserted', 'aid>trust:+:asserted'), proven=True)
    """
    carriers = Carriers(compile_map(causes), scenario, concept, worlds=worlds, seed=seed, prior=prior, steps=steps)
    return find_turning(carriers, sign, budget=budget)


def find_turning(carriers: Carriers, sign: Literal["+", "-"], *, budget: int = BUDGET) -> Turning | None:
    """``turning_set`` for influences that are already drawn.

    Args:
        carriers: the influences that matter to the concept, in their worlds.
        sign: "+" if the conclusion is that it goes up, "-" if it goes down.
        budget: the most strengths to multiply in the search.

    Returns:
        The set, or None.

    Example:
        >>> from aitia.model.assembled import Concept, Influence
        >>> concepts = (Concept(id="rain", label="rain"), Concept(id="mud", label="mud"))
        >>> row = Influence(cause="rain", effect="mud", polarity=1)
        >>> compiled = compile_map(CauseMap(concepts=concepts, influences=(row,)))
        >>> find_turning(Carriers(compiled, Scenario(set={"rain": -1.0}), "mud", worlds=10), "-")
        Turning(influences=('rain>mud:+:asserted',), proven=True)
    """
    if not len(carriers.rows):
        return None
    search = _Search(carriers, 1.0 if sign == "+" else -1.0, budget)
    if not search.holds:
        return None
    found = search.cut()
    proven = not search.cover.opposed
    if not proven:
        try:
            found = min(found, search.greedy(found), key=lambda s: (len(s), s))
            found = search.smallest(found)
            proven = True
        except _OutOfBudget as spent:
            found, proven = spent.best or found, spent.size >= len(spent.best or found)
    return Turning(influences=tuple(carriers.ids[search.order[rank]] for rank in found), proven=proven)


class _OutOfBudget(Exception):
    """The search's budget is spent: the best set so far, and the size up to which smaller ones are excluded."""

    def __init__(self) -> None:
        super().__init__()
        self.best: Set | None = None
        self.size = 1


class _Search:
    """Influences are called by rank: by belief, then id."""

    def __init__(self, carriers: Carriers, sign: float, budget: int) -> None:
        self.carriers, self.sign, self.left = carriers, sign, budget
        ids, belief = carriers.ids, carriers.belief.tolist()
        self.order = sorted(range(len(ids)), key=lambda e: (belief[e], ids[e], e))
        self.rank = {edge: rank for rank, edge in enumerate(self.order)}
        self.ends = {edge: (cause, effect) for edge, cause, effect in carriers.links}
        self.arcs: dict[int, list[_Step]] = {}
        for edge, cause, effect in carriers.links:
            self.arcs.setdefault(cause, []).append((edge, effect, True))
            self.arcs.setdefault(effect, []).append((edge, cause, False))
        self.cover = _Cover(carriers, sign)
        self.candidates = self._representatives()
        strengths = carriers.strengths
        # worlds without any walk stay as they are
        self.strengths: Floats = strengths[:, carriers.values(np.abs(strengths)) != 0]

    @property
    def holds(self) -> bool:
        """Whether the conclusion holds as things stand."""
        return self._stands(self.strengths)

    def turned(self, removed: Set) -> bool:
        """Whether the conclusion no longer holds without these influences."""
        self._spend(1)
        strengths = self.strengths.copy()
        strengths[[self.order[rank] for rank in removed]] = 0.0
        return not self._stands(strengths)

    def _stands(self, strengths: Floats) -> bool:
        values = self.carriers.values(strengths) * self.sign
        return int((values > 0).sum()) > int((values < 0).sum())

    def cut(self) -> Set:
        """The first minimum cut between what is set and the concept."""
        chosen: set[int] = set()
        used = self._flow()
        for edge in self.order:
            # a full influence is in some minimum cut if no other way leads past it
            if edge in used and not self._past(edge, used, chosen):
                chosen.add(edge)
                self._drain(edge, used)
        return tuple(sorted(self.rank[edge] for edge in chosen))

    def greedy(self, enough: Set) -> Set:
        """Take away what carries most, one by one, until the conclusion turns; then give back what was not needed."""
        removed: list[int] = []
        while len(removed) < len(enough):
            gains = self._flows(tuple(removed))[1]
            best = max(
                self.candidates, key=lambda rank: (0 if rank in removed else gains[self.order[rank]].sum(), -rank)
            )
            removed.append(best)
            if self.turned(tuple(sorted(removed))):
                for rank in sorted(removed, reverse=True):
                    rest = tuple(sorted(r for r in removed if r != rank))
                    if self.turned(rest):
                        removed.remove(rank)
                return tuple(sorted(removed))
        return enough

    def smallest(self, known: Set) -> Set:
        """The first of the smallest sets, knowing one that turns the conclusion."""
        size = 1
        best: list[Set] = []
        try:
            for size in range(1, len(known) + 1):
                self._branch((), size, set(), best)
                if best:
                    return best[0]
        except _OutOfBudget as spent:
            spent.size, spent.best = size, best[0] if best else known
            raise
        return known

    def _branch(self, removed: Set, more: int, seen: set[Set], best: list[Set]) -> None:
        """Extend ``removed`` by ``more`` influences in every way that can turn the conclusion."""
        value, gains, slack = self._flows(removed)
        rest = [rank for rank in self.candidates if rank not in removed]
        gain = gains[[self.order[rank] for rank in rest]]
        others = min(more - 1, len(rest))
        most = np.partition(gain, len(rest) - others, axis=0)[len(rest) - others :].sum(axis=0) if others else 0.0
        for at, rank in enumerate(rest):
            added = tuple(sorted((*removed, rank)))
            if added in seen or not gain[at].any() or (more == 1 and best and added >= best[0]):
                continue
            lowest = value - gain[at] - most
            if int((lowest > slack).sum()) > int((lowest < slack).sum()):
                continue
            seen.add(added)
            if more > 1:
                self._branch(added, more - 1, seen, best)
            elif self.turned(added):
                best[:] = [added]

    def _flows(self, removed: Set) -> tuple[Floats, Floats, Floats]:
        """Value, what each influence adds to it, and slack, in each world, without the influences removed."""
        self._spend(5)
        sizes = np.abs(self.strengths)
        sizes[[self.order[rank] for rank in removed]] = 0.0
        plus, minus, gains = self.cover.flows(sizes)
        return plus - minus, gains, (plus + minus) * _SLACK

    def _spend(self, times: int) -> None:
        self.left -= times * self.strengths.size * self.carriers.passes
        if self.left < 0:
            raise _OutOfBudget

    def _representatives(self) -> list[int]:
        """Of influences in a row without a side way, the first by rank; in order of rank."""
        carriers = self.carriers
        into: dict[int, list[int]] = {}
        out: dict[int, list[int]] = {}
        for edge, cause, effect in carriers.links:
            out.setdefault(cause, []).append(edge)
            into.setdefault(effect, []).append(edge)
        best = list(range(len(carriers.rows)))
        # in causal order, so that a row is followed from its beginning
        for edge, cause, _ in carriers.links:
            before = into.get(cause, [])
            if len(before) == 1 and len(out[cause]) == 1 and not carriers.start[cause] and cause != carriers.target:
                best[edge] = best[before[0]]
        first: dict[int, int] = {}
        for rank, edge in enumerate(self.order):
            first.setdefault(best[edge], rank)
        return sorted(first.values())

    def _flow(self) -> set[int]:
        """The influences on the most walks with none in common, from what is set to the concept."""
        used: set[int] = set()
        sources = np.flatnonzero(self.carriers.start).tolist()
        while True:
            came = self._search(sources, self.carriers.target, used, set())
            step = came.get(self.carriers.target)
            if step is None:
                return used
            while step is not None:
                edge, node, forward = step
                (used.add if forward else used.discard)(edge)
                step = came[node]

    def _drain(self, edge: int, used: set[int]) -> None:
        """Take one walk over ``edge`` out of the flow."""
        used.discard(edge)
        for node, onward in zip(self.ends[edge], (False, True), strict=True):
            while node != self.carriers.target:
                step = next((arc for arc in self.arcs[node] if arc[2] == onward and arc[0] in used), None)
                if step is None:
                    break
                used.discard(step[0])
                node = step[1]

    def _past(self, edge: int, used: set[int], gone: set[int]) -> bool:
        """Whether the flow could go another way than over ``edge``."""
        cause, effect = self.ends[edge]
        return effect in self._search([cause], effect, used, gone)

    def _search(self, sources: list[int], target: int, used: set[int], gone: set[int]) -> dict[int, _Step | None]:
        """How each place was come to: forward along influences without flow, backward along those with it."""
        came: dict[int, _Step | None] = dict.fromkeys(sources)
        queue = deque(sources)
        while queue and target not in came:
            node = queue.popleft()
            for edge, other, forward in self.arcs.get(node, ()):
                if other not in came and edge not in gone and (edge in used) != forward:
                    came[other] = (edge, node, forward)
                    queue.append(other)
        return came


class _Cover:
    """The influences twice over, for what raises and what lowers: walks of the two signs summed apart."""

    def __init__(self, carriers: Carriers, sign: float) -> None:
        self.carriers = carriers
        size = carriers.size
        self.falls: NDArray[np.bool_] = carriers.polarity < 0
        self.links = [twin for link in carriers.links for twin in self._twins(link)]
        self.back = [twin for link in carriers.back for twin in self._twins(link)]
        start = carriers.start * sign
        self.start: Floats = np.concatenate((np.maximum(start, 0), np.maximum(-start, 0)))
        ones = np.ones((len(carriers.rows), 1))
        self.opposed = bool(self._forward(ones)[size + carriers.target, 0])

    def flows(self, sizes: Floats) -> tuple[Floats, Floats, Floats]:
        """Walks for and against the conclusion, (n,) each, and those for it by influence, (k, n), from (k, n) sizes.

        Where walks come round again, those by influence may count too many, never too few.
        """
        carriers, size, count = self.carriers, self.carriers.size, sizes.shape[1]
        plus, minus, gains = np.empty(count), np.empty(count), np.empty_like(sizes)
        for at in range(0, count, _COLUMNS):
            some = slice(at, min(at + _COLUMNS, count))
            there = self._forward(sizes[:, some])
            end = np.zeros_like(there)
            end[carriers.target] = 1.0
            onward = carriers.spread(self.back, sizes[:, some], end)
            for edge, cause, effect in carriers.links:
                same, other = (size, 0) if self.falls[edge] else (0, size)
                gains[edge, some] = there[cause] * onward[effect + same] + there[cause + size] * onward[effect + other]
            plus[some], minus[some] = there[carriers.target], there[size + carriers.target]
        gains *= sizes
        return plus, minus, gains

    def _forward(self, sizes: Floats) -> Floats:
        return self.carriers.spread(self.links, sizes, np.repeat(self.start[:, None], sizes.shape[1], axis=1))

    def _twins(self, link: Link) -> tuple[Link, Link]:
        edge, a, b = link
        size = self.carriers.size
        if self.falls[edge]:
            return (edge, a, b + size), (edge, a + size, b)
        return (edge, a, b), (edge, a + size, b + size)
