"""Qualitative propagation: which way each concept goes if every influence counts by its sign alone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from aitia.analyse.chains import Budget, Chain, Links, all_chains, find_chain, some_chains
from aitia.analyse.compiled import Compiled, check_scenario
from aitia.analyse.reach import NEVER, Reach, reach
from aitia.errors import UsageError
from aitia.model.outcomes import Path, Scenario, Sign

MOST_PATHS: Final = 50_000
MOST_STEPS: Final = 3_000_000
_KEEP: Final = 4
_LONGEST: Final = 200
_SHARE: Final = 40  # one search may use this part of all steps
_SIGNS: Final[tuple[Sign, Sign]] = ("+", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """For each concept in the order of the map: its sign, whether that is proven, and the shortest paths.

    ``total`` counts the simple paths from what is set, None where there are too many to list. ``notes`` are about the
    signs, ``path_notes`` about the paths.
    """

    signs: tuple[Sign, ...]
    exact: tuple[bool, ...]
    paths: tuple[tuple[Path, ...], ...]
    total: int | None
    notes: tuple[str, ...]
    path_notes: tuple[str, ...]


def propagate_signs(compiled: Compiled, scenario: Scenario, *, paths: int = 3, limit: int = MOST_PATHS) -> Signs:
    """The sign of the effect on each concept, by all simple paths from the concepts that are set.

    A path's effect is the product of its polarities and of the sign its first concept is set to. A concept goes "+"
    or "-" where all simple paths to it agree, "?" where they disagree, "0" where there is none. Paths repeat no
    concept and do not enter one that is set or cut; influences nobody believes (belief 0) and those of a concept on
    itself are not followed. Several influences of one sign between two concepts count as one (the best believed).

    Up to ``limit`` paths all are listed. Beyond that, walks decide where they reach a concept with one sign only;
    elsewhere a path of either sign is searched for, and where the search must stop the answer is "?", not exact.

    Args:
        compiled: the map.
        scenario: what is set and cut; only the sign of the values counts.
        paths: how many paths of either effect to give for each concept, the shortest first.
        limit: how many paths to list at most.

    Returns:
        Signs and paths.

    Raises:
        UsageError: the scenario does not fit the map, or ``paths`` is negative.

    Source: R. Axelrod (ed.), Structure of Decision: The Cognitive Maps of Political Elites (Princeton 1976), ch. 3.

    Example:
        >>> from aitia.analyse.compiled import compile_map
        >>> from aitia.model.assembled import CauseMap, Concept, Influence
        >>> arms, fear, war = (Concept(id=name, label=name) for name in ("arms", "fear", "war"))
        >>> rows = tuple(Influence(cause=cause, effect=effect, polarity=polarity)
        ...              for cause, effect, polarity in (("arms", "fear", 1), ("fear", "war", 1), ("arms", "war", -1)))
        >>> got = propagate_signs(compile_map(CauseMap(concepts=(arms, fear, war), influences=rows)),
        ...                       Scenario(set={"arms": 1.0}))
        >>> got.signs, [path.concepts for path in got.paths[2]]
        (('+', '+', '?'), [('arms', 'fear', 'war'), ('arms', 'war')])
    """
    check_scenario(compiled, scenario)
    if paths < 0:
        raise UsageError(f"paths is {paths}; give 0 or more")
    found = reach(compiled, scenario)
    links = _links(compiled, found)
    starts = [Chain((at,), (), int(found.start[at] < 0)) for at in np.flatnonzero(found.start).tolist()]
    chains = all_chains(links, starts, limit)
    total = None if chains is None else sum(map(len, chains.values()))
    notes, path_notes = list(compiled.loop_note), list[str]()
    unsure: set[int] = set()
    if chains is None:
        budget = Budget(4 * MOST_STEPS)  # these are cheap: a few machine words each
        chains = some_chains(links, starts, max(paths, _KEEP), _LONGEST, budget)
        path_notes.append(f"more than {limit:,} paths: those shown are short, of {_LONGEST} influences at most, "
                          "but there may be others as short")  # fmt: skip
        unsure = _decide(links, starts, found, chains)
    if unsure:
        notes.append(f"{len(unsure):,} concepts could not be decided within the limit: shown as ?")
    distance = found.distance.T.tolist()
    signs: list[Sign] = []
    shown: list[tuple[Path, ...]] = []
    for at, reached in enumerate(distance):
        held = bool(found.held[at])
        both = [[] if held else chains.get((at, minus), []) for minus in (0, 1)]
        if found.start[at]:
            signs.append(_SIGNS[int(found.start[at] < 0)])
        elif reached[0] == NEVER and reached[1] == NEVER:
            signs.append("0")
        elif at in unsure or (both[0] and both[1]):
            signs.append("?")
        elif NEVER in reached:  # walks of one sign only; its paths may be too long to be listed
            signs.append(_SIGNS[reached.index(NEVER) ^ 1])
        else:
            signs.append(_SIGNS[0 if both[0] else 1])
        shown.append(tuple(path for kept in both for path in _shown(compiled, found, kept, paths)))
    exact = tuple(at not in unsure for at in range(len(distance)))
    if paths and total is not None and total > sum(map(len, shown)):
        path_notes.append(f"{total:,} paths in all; for each concept up to {paths} of either effect are kept")
    return Signs(signs=tuple(signs), exact=exact, paths=tuple(shown), total=total, notes=tuple(notes),
                 path_notes=tuple(path_notes))  # fmt: skip


def _links(compiled: Compiled, found: Reach) -> Links:
    """Links with one influence for each (cause, effect, sign): the best believed, then the first of the map."""
    links = []
    belief = compiled.belief.tolist()
    for row in found.out:
        best: dict[tuple[int, int], int] = {}
        for edge, effect, minus in row:
            kept = best.get((effect, minus))
            if kept is None or belief[edge] > belief[kept]:
                best[effect, minus] = edge
        links.append([(edge, effect, minus) for (effect, minus), edge in best.items()])
    return links


def _decide(links: Links, starts: list[Chain], found: Reach, chains: dict[tuple[int, int], list[Chain]]) -> set[int]:
    """Look for a path wherever walks reach a concept with a sign that no path has yet; what could not be decided."""
    left = MOST_STEPS
    unsure = set()
    for target in np.flatnonzero(found.mixed & ~found.held).tolist():
        for minus in (0, 1):
            if chains.get((target, minus)):
                continue
            witness = None
            budget = Budget(min(left, MOST_STEPS // _SHARE))
            given = budget.left
            for start in starts:
                witness = find_chain(links, start, target, minus, budget)
                if witness is not None or budget.spent:
                    break
            left -= given - max(budget.left, 0)
            if witness is not None:
                _keep(witness, links, chains)
            elif budget.spent:
                unsure.add(target)
    return unsure


def _keep(witness: Chain, links: Links, chains: dict[tuple[int, int], list[Chain]]) -> None:
    """Enter a path, and those it begins with, wherever none of their sign is known."""
    signs = {edge: minus for node in witness.nodes for edge, _, minus in links[node]}
    minus = witness.minus
    for length in range(len(witness.edges), 0, -1):
        kept = chains.setdefault((witness.nodes[length], minus), [])
        if not kept:
            kept.append(Chain(witness.nodes[: length + 1], witness.edges[:length], minus))
        minus ^= signs[witness.edges[length - 1]]


def _shown(compiled: Compiled, found: Reach, chains: list[Chain], most: int) -> list[Path]:
    """The shortest of the chains, then the best believed, then in the order of the alphabet."""

    def rank(chain: Chain) -> tuple[int, float, tuple[str, ...]]:
        believed = math.prod(float(compiled.belief[edge]) for edge in chain.edges)
        return len(chain.edges), -round(believed, 12), tuple(compiled.concepts[at] for at in chain.nodes)

    chains = [chain for chain in chains if len(chain.edges) <= _LONGEST]
    few = chains if len(chains) <= most else [c for c in chains if len(c.edges) <= len(chains[most - 1].edges)]
    return (
        [
            Path(
                concepts=tuple(compiled.concepts[at] for at in chain.nodes),
                influences=tuple(compiled.ids[edge] for edge in chain.edges),
                sign=_SIGNS[chain.minus ^ int(found.start[chain.nodes[0]] < 0)],  # type: ignore[arg-type]  # never "0" or "?"
            )
            for chain in sorted(few, key=rank)[:most]
        ]
        if most
        else []
    )
