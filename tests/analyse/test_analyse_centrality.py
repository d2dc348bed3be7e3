"""Signed degrees and PN centrality against worked values, the series and each other."""

from __future__ import annotations

import doctest
from itertools import combinations

import numpy as np
import pytest

from aitia.analyse import centrality
from aitia.analyse.centrality import pn_centrality, standings
from aitia.model.assembled import NetworkActor, SignedNetwork, SignedTie


def test_the_examples_run() -> None:
    found = doctest.testmod(centrality)
    assert found.attempted
    assert not found.failed


def net(rows: list[tuple[str, str, int]], ids: str = "") -> SignedNetwork:
    ties = tuple(SignedTie(subject=a, object=b, sign=s) for a, b, s in rows)
    return SignedNetwork(actors=tuple(NetworkActor(id=i, name=i) for i in ids), ties=ties)


@pytest.mark.parametrize("size", [3, 5, 8])
def test_complete_networks_of_one_sign(size: int) -> None:
    ids = "abcdefgh"[:size]
    friends = pn_centrality(net([(a, b, 1) for a, b in combinations(ids, 2)]))
    enemies = pn_centrality(net([(a, b, -1) for a, b in combinations(ids, 2)]))
    # friends: x = 1 + (n-1)x/(2n-2) = 1 + x/2, so 2; enemies: x = 1 - 2(n-1)x/(2n-2) = 1 - x, so 1/2
    assert set(friends.values()) == {2.0}
    assert set(enemies.values()) == {0.5}


def test_a_worked_triad() -> None:
    # a friend of b, enemy of c; n = 3, so entries are 1/4 and -1/2:
    # a = 1 + b/4 - c/2, b = 1 + a/4, c = 1 - a/2  =>  a(1 - 1/16 - 1/4) = 3/4  =>  a = 12/11, b = 14/11, c = 5/11
    found = pn_centrality(net([("a", "b", 1), ("c", "a", -1)]))
    assert found == {"a": round(12 / 11, 9), "b": round(14 / 11, 9), "c": round(5 / 11, 9)}


def test_a_torn_pair_counts_half_an_enemy() -> None:
    # P - 2N = -1: x = 1 - x/2
    assert pn_centrality(net([("a", "b", 1), ("b", "a", -1)])) == {"a": round(2 / 3, 9), "b": round(2 / 3, 9)}


def test_it_is_the_sum_of_the_walks() -> None:
    """(I - A)^-1 1 = 1 + A1 + AA1 + ... where the series converges."""
    rng = np.random.default_rng(3)
    ids = "abcdefghijkl"
    rows = [(a, b, int(rng.choice([-1, 1]))) for a, b in combinations(ids, 2) if rng.random() < 0.4]
    matrix = np.zeros((12, 12))
    for a, b, sign in rows:
        i, j = ids.index(a), ids.index(b)
        matrix[i, j] = matrix[j, i] = (1 if sign > 0 else -2) / 22
    total = term = np.ones(12)
    for _ in range(400):
        term = matrix @ term
        total = total + term
    found = pn_centrality(net(rows, ids))
    assert np.allclose([found[i] for i in ids], total, atol=1e-8)


def test_two_ways_to_solve_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(8)
    rows = [
        (f"{a:02d}", f"{b:02d}", int(rng.choice([-1, 1]))) for a, b in combinations(range(40), 2) if rng.random() < 0.2
    ]
    direct = pn_centrality(net(rows))
    monkeypatch.setattr(centrality, "_DENSE", 0)
    again = pn_centrality(net(rows))
    assert direct.keys() == again.keys()
    assert all(abs(direct[k] - again[k]) < 2e-9 for k in direct)  # type: ignore[operator]


def test_what_cannot_be_solved_is_none() -> None:
    assert pn_centrality(net([("a", "b", -1)])) == {"a": None, "b": None}
    assert pn_centrality(net([], "a")) == {"a": None}
    assert pn_centrality(net([], "ab")) == {"a": 1.0, "b": 1.0}
    assert standings(net([])) == ()


def test_degrees_count_others_not_ties() -> None:
    rows = [("a", "b", 1), ("a", "b", 1), ("b", "a", -1), ("c", "a", -1), ("a", "a", -1), ("a", "c", 0)]
    found = {row.actor: row for row in standings(net(rows))}
    a = found["a"]
    assert (a.positive_out, a.positive_in, a.negative_out, a.negative_in) == (1, 0, 0, 2)
    b = found["b"]
    assert (b.positive_out, b.positive_in, b.negative_out, b.negative_in) == (0, 1, 1, 0)


def test_the_order_of_actors_and_ties_leaves_no_trace() -> None:
    rng = np.random.default_rng(4)
    rows = [(a, b, int(rng.choice([-1, 1]))) for a, b in combinations("abcdefghij", 2) if rng.random() < 0.5]
    assert standings(net(rows, "abcdefghij")) == standings(net(rows[::-1], "jihgfedcba"))
