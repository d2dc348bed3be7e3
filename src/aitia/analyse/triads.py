"""Triads: three actors with signed ties between each two, balanced or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aitia.analyse.network import Pair, pairs, signed_ties
from aitia.model.assembled import SignedNetwork
from aitia.model.outcomes import Triad

LISTED = 1000
_CHUNK = 1_000_000  # candidates looked at in one go

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Triads:
    """Counts of all triads, and the unbalanced and torn ones (at most so many of either), the best backed first."""

    balanced: int
    unbalanced: int
    torn: int
    listed: tuple[Triad, ...]


def triads(network: SignedNetwork, *, listed: int = LISTED) -> Triads:
    """Count the triads of a network, and list those that are not balanced.

    Ties count either way and of every relation together: a pair's sign is that of its ties. A triad is *balanced* where
    the product of its three signs is +, *unbalanced* where it is -, *torn* where a pair has ties of both signs.

    Args:
        network: actors and ties; ties without sign, to oneself, and denied ones take no part.
        listed: how many unbalanced, and how many torn triads to list. First come those whose weakest pair is believed
            best (a pair is believed as its best tie is), then by the actors' ids.

    Source: F. Heider, Attitudes and cognitive organization, Journal of Psychology 21 (1946); D. Cartwright, F. Harary,
    Structural balance, Psychological Review 63 (1956).

    >>> from aitia.model.assembled import NetworkActor, SignedTie
    >>> ties = [("a", "b", 1), ("b", "c", 1), ("c", "a", -1)]
    >>> found = triads(SignedNetwork(actors=(), ties=tuple(SignedTie(subject=s, object=o, sign=g) for s, o, g in ties)))
    >>> found.balanced, found.unbalanced, found.listed[0].actors, found.listed[0].signs
    (0, 1, ('a', 'b', 'c'), (1, -1, 1))
    """
    return count_triads(pairs(signed_ties(network)[0]), listed=listed)


def count_triads(rows: Sequence[Pair], *, listed: int = LISTED) -> Triads:
    """Do the same from pairs (see ``aitia.analyse.network.pairs``)."""
    ids = sorted({end for pair in rows for end in (pair.one, pair.other)})
    place = {name: at for at, name in enumerate(ids)}
    ends = np.array([(place[pair.one], place[pair.other]) for pair in rows], dtype=np.int64).reshape(-1, 2)
    signs = np.array([pair.sign for pair in rows], dtype=np.int64)
    belief = np.array([max(tie.belief for tie in pair.ties) for pair in rows], dtype=np.float64)
    counts = {1: 0, -1: 0, 0: 0}
    kept: dict[int, Ints] = {-1: np.zeros((0, 3), dtype=np.int64), 0: np.zeros((0, 3), dtype=np.int64)}
    for found in _triangles(len(ids), ends):
        product = signs[found].prod(axis=1)
        for sign in counts:
            chosen = found[product == sign]
            counts[sign] += len(chosen)
            if sign < 1 and len(chosen):
                kept[sign] = _best(np.concatenate((kept[sign], chosen)), belief, listed)
    shown = tuple(
        _triad(tuple(rows[at] for at in row), "unbalanced" if sign else "torn")
        for sign in (-1, 0)
        for row in kept[sign].tolist()
    )
    return Triads(balanced=counts[1], unbalanced=counts[-1], torn=counts[0], listed=shown)


def _best(found: Ints, belief: NDArray[np.float64], listed: int) -> Ints:
    """Rows of three pairs (sorted, so that they sort as their actors do): those whose weakest pair is the strongest."""
    weakest = belief[found].min(axis=1)
    order = np.lexsort((found[:, 2], found[:, 1], found[:, 0], -weakest))
    return found[order[:listed]]


def _triangles(size: int, ends: Ints) -> Iterator[Ints]:
    """Yield arrays of the three pair numbers of each triangle, each row in rising order.

    Every pair points from its end with fewer pairs to the other; a triangle is two pairs out of one actor whose far
    ends are a pair themselves. No actor points to more than sqrt(2 * pairs) others, so that work grows no faster than
    pairs to the power 1.5 (N. Chiba, T. Nishizeki, SIAM Journal on Computing 14, 1985).
    """
    if len(ends) < 3:
        return
    degree = np.bincount(ends.ravel(), minlength=size)
    rank = np.empty(size, dtype=np.int64)
    rank[np.lexsort((np.arange(size), degree))] = np.arange(size)
    ranked = np.sort(rank[ends], axis=1)
    order = np.lexsort((ranked[:, 1], ranked[:, 0]))
    low, high = ranked[order, 0], ranked[order, 1]
    keys = low * size + high
    starts = np.searchsorted(low, np.arange(size + 1))
    later = starts[low + 1] - np.arange(len(low)) - 1  # pairs of the same actor after this one
    sums = np.concatenate(([0], np.cumsum(later)))
    first = 0
    while first < len(low):
        last = max(int(np.searchsorted(sums, sums[first] + _CHUNK, side="right")) - 1, first + 1)
        times = later[first:last]
        one = np.repeat(np.arange(first, last), times)
        within = np.arange(len(one)) - np.repeat(np.cumsum(times) - times, times)
        two = one + 1 + within
        wanted = high[one] * size + high[two]
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        hit = keys[at] == wanted
        yield np.sort(order[np.stack((one[hit], two[hit], at[hit]), axis=1)], axis=1)
        first = last


def _triad(three: tuple[Pair, ...], kind: str) -> Triad:
    first, second, third = three  # a-b, a-c, b-c, as pairs are in order of their ids
    return Triad(
        actors=(first.one, first.other, third.other),
        signs=(first.sign, second.sign, third.sign),
        kind="torn" if kind == "torn" else "unbalanced",
        ties=tuple(tie.id for pair in (first, second, third) for tie in pair.ties),
    )
