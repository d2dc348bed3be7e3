"""Structural balance: how far a signed network is from two blocs, friends within and enemies across, and which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aitia.analyse.centrality import standings
from aitia.analyse.frustration import Division, divide
from aitia.analyse.frustration_graph import Graph, Sides, make_graph
from aitia.analyse.network import Pair, pairs, signed_ties
from aitia.analyse.triads import LISTED, count_triads
from aitia.errors import UsageError
from aitia.model.assembled import SignedNetwork, SignedTie
from aitia.model.outcomes import Balance

SECONDS = 60.0


def balance(network: SignedNetwork, *, seconds: float = SECONDS, listed: int = LISTED, seed: int = 0) -> Balance:
    """Find the best division of a network into two blocs, its frustration index, its triads and everyone's standing.

    The *frustration index* (line index of balance) is the least number of ties that stand against a division of the
    actors into two blocs: negative within a bloc or positive between them,
    ``min over sides s in {-1, +1} of the number of ties (i, j) with sign * s_i * s_j < 0``. Each tie counts one, so two
    actors with ties of both signs always cost at least one. It is 0 exactly where the network is balanced.

    It is found exactly: block by block (no cycle leaves a block), each shrunk by exact rules, then proven by cutting
    planes over negative cycles and a binary programme (see ``aitia.analyse.frustration_exact``).

    Args:
        network: actors and ties as ``aitia.analyse.network.select`` leaves them; ties without sign, of an actor to
            itself, and denied ones take no part, which the notes say.
        seconds: wall clock for the division, more than 0. When it ends, the best found is given with the greatest
            proven ``bound``, and ``optimal`` is False (only then may another machine find another division).
        listed: how many unbalanced and how many torn triads to list; all are counted.
        seed: of the search for good divisions.

    Returns:
        ``blocs``: for each connected part one bloc, or two (the larger first, then by name); parts by size, then name.
        Actors without a signed tie are in none. Where several divisions are best, the one found first is given: always
        the same one, whatever the order of actors and ties. ``bound`` and ``frustration_index`` agree if ``optimal``.

    Raises:
        UsageError: ``seconds`` is not more than 0.

    Source: F. Harary, On the measurement of structural balance, Behavioral Science 4 (1959); G. Facchetti, G. Iacono,
    C. Altafini, Computing global structural balance in large-scale signed social networks, PNAS 108 (2011); S. Aref,
    A. J. Mason, M. C. Wilson, A modeling and computational study of the frustration index in signed networks, Networks
    75 (2020).

    >>> ties = [("a", "b", 1), ("b", "c", 1), ("c", "a", -1), ("c", "d", -1)]
    >>> network = SignedNetwork(actors=(), ties=tuple(SignedTie(subject=s, object=o, sign=g) for s, o, g in ties))
    >>> found = balance(network)
    >>> found.frustration_index, found.optimal, found.frustrated
    (1, True, ('c>a:-:current',))
    >>> found.blocs
    (('a', 'b', 'c'), ('d',))
    """
    weighed = weigh(network)
    return describe(network, weighed, best_division(weighed, seconds=seconds, seed=seed), listed=listed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The signed ties of a network as a graph: an edge weighs as many ties as its pair has more of one sign.

    ``cancelled`` ties cost one each whatever the division: where a pair has ties of both signs, the fewer ones.
    """

    ids: tuple[str, ...]
    ties: tuple[SignedTie, ...]
    pairs: tuple[Pair, ...]
    graph: Graph
    cancelled: int
    notes: tuple[str, ...]


def weigh(network: SignedNetwork) -> Weighed:
    """Turn a network into a graph, actors in order of their ids so that no other order matters.

    >>> weigh(SignedNetwork(actors=(), ties=())).graph.size
    0
    """
    ties, notes = signed_ties(network)
    ids = tuple(sorted({end for tie in ties for end in (tie.subject, tie.object)}))
    place = {name: at for at, name in enumerate(ids)}
    rows = pairs(ties)
    edges: list[tuple[int, int, float]] = []
    cancelled = 0
    for pair in rows:
        positive = sum(tie.sign > 0 for tie in pair.ties)
        negative = len(pair.ties) - positive
        cancelled += min(positive, negative)
        edges.append((place[pair.one], place[pair.other], float(positive - negative)))
    return Weighed(ids=ids, ties=ties, pairs=rows, graph=make_graph(len(ids), edges), cancelled=cancelled, notes=notes)


def best_division(weighed: Weighed, *, seconds: float, start: Sides | None = None, seed: int = 0) -> Division:
    """Divide a weighed network (see ``balance``).

    >>> best_division(weigh(SignedNetwork(actors=(), ties=())), seconds=1).cost
    0.0
    """
    if not seconds > 0:
        raise UsageError(f"the time limit must be more than 0 seconds, not {seconds}")
    return divide(weighed.graph, seconds=seconds, start=start, seed=seed)


def describe(network: SignedNetwork, weighed: Weighed, division: Division, *, listed: int = LISTED) -> Balance:
    """Say what a division means for the network it was made for.

    >>> network = SignedNetwork(actors=(), ties=(SignedTie(subject="a", object="b", sign=-1),))
    >>> weighed = weigh(network)
    >>> describe(network, weighed, best_division(weighed, seconds=1)).blocs
    (('a',), ('b',))
    """
    side = dict(zip(weighed.ids, division.sides.tolist(), strict=True))
    frustrated = sorted(tie.id for tie in weighed.ties if tie.sign * side[tie.subject] * side[tie.object] < 0)
    bound = round(division.bound) + weighed.cancelled
    found = count_triads(weighed.pairs, listed=listed)
    notes = list(weighed.notes)
    if not weighed.ties:
        notes.append("no signed tie between two actors: there is nothing to divide")
    optimal = bound >= len(frustrated)
    if not optimal:
        notes.append(f"not proven within the time limit: the least is between {bound:,} and {len(frustrated):,}")
    shown = sum(triad.kind == "unbalanced" for triad in found.listed)
    if shown < found.unbalanced or len(found.listed) - shown < found.torn:
        notes.append(f"{len(found.listed):,} of {found.unbalanced + found.torn:,} unbalanced or torn triads are listed")
    return Balance(
        actors=len({actor.id for actor in network.actors} | set(weighed.ids)),
        ties=len(weighed.ties),
        triads=found.listed,
        balanced=found.balanced,
        unbalanced=found.unbalanced,
        torn=found.torn,
        frustration_index=len(frustrated),
        optimal=optimal,
        bound=min(bound, len(frustrated)),
        blocs=_blocs(weighed, division.sides),
        frustrated=tuple(frustrated),
        standings=standings(network),
        notes=tuple(notes),
    )


def components(weighed: Weighed) -> list[list[int]]:
    """List the connected parts: actors (as numbers) that signed ties join, torn ones too, in order of their first.

    >>> two = (SignedTie(subject="a", object="b", sign=1), SignedTie(subject="c", object="d", sign=-1))
    >>> components(weigh(SignedNetwork(actors=(), ties=two)))
    [[0, 1], [2, 3]]
    """
    place = {name: at for at, name in enumerate(weighed.ids)}
    near: list[list[int]] = [[] for _ in weighed.ids]
    for pair in weighed.pairs:
        near[place[pair.one]].append(place[pair.other])
        near[place[pair.other]].append(place[pair.one])
    seen = np.zeros(len(weighed.ids), dtype=np.bool_)
    found: list[list[int]] = []
    for root in range(len(weighed.ids)):
        if seen[root]:
            continue
        seen[root] = True
        members = [root]
        for node in members:
            for other in near[node]:
                if not seen[other]:
                    seen[other] = True
                    members.append(other)
        found.append(sorted(members))
    return found


def _blocs(weighed: Weighed, sides: Sides) -> tuple[tuple[str, ...], ...]:
    rows: list[tuple[int, list[tuple[str, ...]]]] = []
    for members in components(weighed):
        split: Sequence[tuple[str, ...]] = [
            tuple(weighed.ids[at] for at in members if sides[at] == side) for side in (1, -1)
        ]
        rows.append((len(members), sorted((bloc for bloc in split if bloc), key=lambda bloc: (-len(bloc), bloc))))
    rows.sort(key=lambda row: (-row[0], row[1]))
    return tuple(bloc for _, blocs in rows for bloc in blocs)
