"""Measures of an actor's place that are made for networks with negative ties."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from aitia.analyse.network import Pair, pairs, signed_ties
from aitia.model.assembled import SignedNetwork
from aitia.model.outcomes import Standing

_DENSE = 1500  # actors up to which the equations are solved directly
_STEPS = 5000
_WORST = 1e10  # condition above which the matrix counts as singular


def standings(network: SignedNetwork) -> tuple[Standing, ...]:
    """Signed degrees and PN centrality of every actor, the highest PN first.

    Degrees count the other actors (not the ties) an actor has a positive, a negative tie to ("out") or from ("in").
    Ties without sign, to oneself, and denied ones take no part.

    >>> from aitia.model.assembled import NetworkActor, SignedTie
    >>> actors = tuple(NetworkActor(id=i, name=i) for i in "abc")
    >>> tie = SignedTie(subject="a", object="b", sign=1)
    >>> [(s.actor, s.positive_out, s.positive_in, s.pn) for s in standings(SignedNetwork(actors=actors, ties=(tie,)))]
    [('a', 1, 0, 1.333333333), ('b', 0, 1, 1.333333333), ('c', 0, 0, 1.0)]
    """
    ties, _ = signed_ties(network)
    ids = sorted({actor.id for actor in network.actors} | {end for tie in ties for end in (tie.subject, tie.object)})
    heads: dict[tuple[str, int], set[str]] = {}
    tails: dict[tuple[str, int], set[str]] = {}
    for tie in ties:
        sign = 1 if tie.sign > 0 else -1
        heads.setdefault((tie.subject, sign), set()).add(tie.object)
        tails.setdefault((tie.object, sign), set()).add(tie.subject)
    values = _pn(ids, pairs(ties))
    rows = [
        Standing(
            actor=name,
            positive_out=len(heads.get((name, 1), ())),
            positive_in=len(tails.get((name, 1), ())),
            negative_out=len(heads.get((name, -1), ())),
            negative_in=len(tails.get((name, -1), ())),
            pn=None if values is None else values[at],
        )
        for at, name in enumerate(ids)
    ]
    return tuple(sorted(rows, key=lambda row: (-(row.pn or 0.0), row.actor)))


def pn_centrality(network: SignedNetwork) -> dict[str, float | None]:
    """PN centrality: high with many friends who have many friends, low with many enemies.

    ``PN = (I - (P - 2N) / (2n - 2))^-1 1`` over n actors, where P and N are the symmetric 0/1 matrices of who has a
    positive, a negative tie with whom (either way; a torn pair has both, so that it counts as a negative one of half
    the weight). An actor without ties has 1; in a complete network of one sign all have 2 (positive) or 1/2 (negative).

    Returns:
        A value for each actor; None for all where the matrix is singular (two actors who are enemies) or n is 1.

    Source: M. G. Everett, S. P. Borgatti, Networks containing negative ties, Social Networks 38 (2014), 111-120.

    Two friends: ``x = 1 + x / 2``, so both have 2. Two enemies: ``x + y = 1`` and nothing else, so there is no answer.

    >>> from aitia.model.assembled import NetworkActor, SignedTie
    >>> friends = SignedNetwork(actors=(), ties=(SignedTie(subject="a", object="b", sign=1),))
    >>> pn_centrality(friends)
    {'a': 2.0, 'b': 2.0}
    >>> pn_centrality(SignedNetwork(actors=(), ties=(SignedTie(subject="a", object="b", sign=-1),)))
    {'a': None, 'b': None}
    """
    return {row.actor: row.pn for row in sorted(standings(network), key=lambda row: row.actor)}


def _pn(ids: list[str], rows: tuple[Pair, ...]) -> list[float] | None:
    """Solve for PN, rounded to nine decimals so that the order of actors leaves no trace."""
    size = len(ids)
    if size < 2:
        return None
    place = {name: at for at, name in enumerate(ids)}
    one = np.array([place[pair.one] for pair in rows], dtype=np.int64)
    other = np.array([place[pair.other] for pair in rows], dtype=np.int64)
    entry = np.array([{1: 1.0, -1: -2.0, 0: -1.0}[pair.sign] for pair in rows]) / (2 * size - 2)
    values = _solve(size, one, other, entry) if size <= _DENSE else _iterate(size, one, other, entry)
    return None if values is None else [round(value, 9) for value in values.tolist()]


def _solve(
    size: int, one: NDArray[np.int64], other: NDArray[np.int64], entry: NDArray[np.float64]
) -> NDArray[np.float64] | None:
    matrix = np.eye(size)
    matrix[one, other] -= entry
    matrix[other, one] -= entry
    if np.linalg.cond(matrix, 1) > _WORST:
        return None
    return np.asarray(np.linalg.solve(matrix, np.ones(size)), dtype=np.float64)


def _iterate(
    size: int, one: NDArray[np.int64], other: NDArray[np.int64], entry: NDArray[np.float64]
) -> NDArray[np.float64] | None:
    """Repeat ``x = 1 + Ax`` until it stands still; it does unless nearly all actors are enemies of each other."""
    values: NDArray[np.float64] = np.ones(size)
    for _ in range(_STEPS):
        sums = np.bincount(one, entry * values[other], size) + np.bincount(other, entry * values[one], size)
        after = np.asarray(1.0 + sums, dtype=np.float64)
        if float(np.abs(after - values).max()) < 1e-12:
            return after
        values = after
    return None
