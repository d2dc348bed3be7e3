"""Triads against plain enumeration, and at size."""

from __future__ import annotations

import doctest
import random
from itertools import combinations

import pytest

from aitia.analyse import triads as module
from aitia.analyse.triads import Triads, triads
from aitia.model.assembled import SignedNetwork, SignedTie


def test_the_examples_run() -> None:
    found = doctest.testmod(module)
    assert found.attempted
    assert not found.failed


def random_network(seed: int, actors: int, ties: int, *, noise: float = 0.5) -> SignedNetwork:
    dice = random.Random(seed)
    rows = []
    for _ in range(ties):
        a, b = dice.sample(range(actors), 2)
        sign = -1 if dice.random() < noise else 1
        rows.append(SignedTie(subject=f"n{a:04d}", object=f"n{b:04d}", sign=sign, belief=round(dice.random(), 2)))
    return SignedNetwork(actors=(), ties=tuple(rows))


def plainly(network: SignedNetwork) -> dict[tuple[str, ...], str]:
    signs: dict[frozenset[str], set[int]] = {}
    for tie in network.ties:
        signs.setdefault(frozenset((tie.subject, tie.object)), set()).add(tie.sign)
    ids = sorted({end for pair in signs for end in pair})
    found = {}
    for three in combinations(ids, 3):
        sides = [signs.get(frozenset(two)) for two in combinations(three, 2)]
        if all(sides):
            torn = any(len(side) > 1 for side in sides if side)
            negative = sum(side == {-1} for side in sides)
            found[three] = "torn" if torn else "unbalanced" if negative % 2 else "balanced"
    return found


@pytest.mark.parametrize("seed", range(12))
def test_triads_are_those_of_plain_enumeration(seed: int) -> None:
    network = random_network(seed, 4 + seed * 2, 6 + seed * seed * 3)
    wanted = plainly(network)
    found = triads(network, listed=10**6)
    kinds = list(wanted.values())
    counts = (found.balanced, found.unbalanced, found.torn)
    assert counts == (kinds.count("balanced"), kinds.count("unbalanced"), kinds.count("torn"))
    assert {t.actors: t.kind for t in found.listed} == {k: v for k, v in wanted.items() if v != "balanced"}


def test_small_chunks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    network = random_network(5, 30, 300)
    whole = triads(network)
    monkeypatch.setattr(module, "_CHUNK", 7)
    assert triads(network) == whole


def test_the_four_kinds_of_heider() -> None:
    for signs, balanced in (((1, 1, 1), 1), ((1, 1, -1), 0), ((1, -1, -1), 1), ((-1, -1, -1), 0)):
        ends = (("a", "b"), ("b", "c"), ("c", "a"))
        rows = tuple(SignedTie(subject=s, object=o, sign=g) for (s, o), g in zip(ends, signs, strict=True))
        found = triads(SignedNetwork(actors=(), ties=rows))
        assert (found.balanced, found.unbalanced, found.torn) == (balanced, 1 - balanced, 0)


def test_the_best_backed_come_first_and_their_ties_with_them() -> None:
    network = random_network(3, 25, 200)
    found = triads(network)
    belief = {tie.id: 0.0 for tie in network.ties}
    for tie in network.ties:
        belief[tie.id] = max(belief[tie.id], tie.belief)
    weakest = []
    for triad in found.listed:
        if triad.kind == "unbalanced":
            by_pair: dict[frozenset[str], float] = {}
            for key in triad.ties:
                ends = frozenset(key.partition(":")[0].split(">"))
                assert ends <= set(triad.actors)
                by_pair[ends] = max(by_pair.get(ends, 0.0), belief[key])
            assert len(by_pair) == 3
            weakest.append(min(by_pair.values()))
    assert weakest == sorted(weakest, reverse=True)
    cut = triads(network, listed=4)
    assert cut.listed == (*found.listed[:4], *[t for t in found.listed if t.kind == "torn"][:4])
    assert cut.unbalanced == found.unbalanced


def test_order_and_direction_change_nothing() -> None:
    network = random_network(9, 20, 120)
    turned = tuple(reversed(network.ties))
    assert triads(SignedNetwork(actors=(), ties=turned)) == triads(network)


def test_nothing_gives_nothing() -> None:
    assert triads(SignedNetwork(actors=(), ties=())) == Triads(balanced=0, unbalanced=0, torn=0, listed=())


def test_a_large_sparse_network_and_a_hub() -> None:
    network = random_network(1, 2000, 8000)
    hub = tuple(SignedTie(subject="hub", object=f"n{k:04d}", sign=1) for k in range(2000))
    found = triads(SignedNetwork(actors=(), ties=(*network.ties, *hub)))
    assert found.balanced + found.unbalanced + found.torn > 7000
