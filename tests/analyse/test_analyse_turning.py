"""Turning sets: those that trying all subsets finds, on small maps of every kind."""

from __future__ import annotations

import doctest
import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitia.analyse import turning
from aitia.analyse.carriers import Carriers
from aitia.analyse.compiled import compile_map
from aitia.analyse.turning import Turning, turning_set
from aitia.analyse.worlds import monte_carlo
from aitia.errors import UsageError
from aitia.model.assembled import CauseMap, Concept, Influence
from aitia.model.outcomes import Scenario

UP = Scenario(set={"c0": 1.0})
WORLDS = 150


def map_of(
    size: int, *rows: tuple[int, int, int], beliefs: tuple[float, ...] = (), weight: float | None = None
) -> CauseMap:
    beliefs = beliefs or (1.0,) * len(rows)
    influences = {}
    for (cause, effect, polarity), belief in zip(rows, beliefs, strict=True):
        row = Influence(cause=f"c{cause}", effect=f"c{effect}", polarity=polarity, weight=weight, belief=belief)
        influences[row.id] = row
    return CauseMap(
        concepts=tuple(Concept(id=f"c{i}", label=f"c{i}") for i in range(size)), influences=tuple(influences.values())
    )


def random_map(rng: np.random.Generator, most: int) -> CauseMap:
    size, count = int(rng.integers(3, 7)), int(rng.integers(5, most + 1))
    acyclic, negative = rng.random() < 0.4, rng.choice([0, 0.2, 0.4])
    rows: dict[str, Influence] = {}
    for _ in range(count):
        ends = [int(end) for end in rng.integers(0, size, 2)]
        cause, effect = sorted(ends) if acyclic else ends
        row = Influence(
            cause=f"c{cause}", effect=f"c{effect}", polarity=-1 if rng.random() < negative else 1,
            weight=None if rng.random() < 0.5 else float(rng.choice([0.25, 0.5, 1])),
            belief=float(rng.choice([0.4, 0.7, 1])),
        )  # fmt: skip
        rows[row.id] = row
    return CauseMap(
        concepts=tuple(Concept(id=f"c{i}", label=f"c{i}") for i in range(size)), influences=tuple(rows.values())
    )


def without(causes: CauseMap, gone: set[str]) -> CauseMap:
    return replace(causes, influences=tuple(row for row in causes.influences if row.id not in gone))


def holds(causes: CauseMap, scenario: Scenario, concept: str, sign: str, steps: int) -> bool:
    found = monte_carlo(compile_map(causes), scenario, worlds=WORLDS, steps=steps)
    at = [row.id for row in causes.concepts].index(concept)
    up, down = found.p_up[at], found.p_down[at]
    return bool(up > down if sign == "+" else down > up)


def by_trying_all(causes: CauseMap, scenario: Scenario, concept: str, sign: str, steps: int) -> tuple[str, ...] | None:
    if not holds(causes, scenario, concept, sign, steps):
        return None
    order = sorted(causes.influences, key=lambda row: (row.belief, row.id))
    for count in range(1, len(order) + 1):
        for some in itertools.combinations(order, count):
            names = tuple(row.id for row in some)
            if not holds(without(causes, set(names)), scenario, concept, sign, steps):
                return names
    return None


def test_the_examples_run():
    result = doctest.testmod(turning)
    assert result.attempted and not result.failed


def test_random_maps_have_the_turning_sets_that_trying_all_subsets_finds():
    rng = np.random.default_rng(5)
    sizes = []
    for _ in range(220):
        causes = random_map(rng, 15)
        scenario = Scenario(set={"c0": float(rng.choice([1, -1, 0.5]))})
        concept, sign = causes.concepts[-1].id, str(rng.choice(["+", "-"]))
        steps = Carriers(compile_map(causes), scenario, concept, worlds=1).steps
        want = by_trying_all(causes, scenario, concept, sign, steps)
        found = turning_set(causes, scenario, concept, sign=sign, worlds=WORLDS, steps=steps)
        assert (found.influences if found else None) == want
        assert found is None or found.proven
        sizes.append(len(want) if want else 0)
    assert sizes.count(1) > 30 and sizes.count(2) > 10 and max(sizes) > 2  # not only easy ones


def test_ways_of_one_sign_are_cut_at_their_narrowest():
    wide = [(0, i, 1) for i in range(1, 9)] + [(i, 9, 1) for i in range(1, 9)]
    found = turning_set(map_of(12, *wide, (9, 10, 1), (9, 11, 1), (10, 11, 1)), UP, "c11", sign="+", worlds=50)
    assert found == Turning(influences=("c10>c11:+:asserted", "c9>c11:+:asserted"), proven=True)


@pytest.mark.parametrize("seed", range(15))
def test_cuts_of_larger_maps_are_minimum_cuts(seed):
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_flow

    rng = np.random.default_rng(seed)
    rows = [(int(a), int(b), 1) for a, b in rng.integers(0, 25, (110, 2)) if a != b]
    causes = map_of(25, *rows, beliefs=tuple(rng.choice([0.5, 0.9], len(rows)).tolist()))
    dense = np.zeros((25, 25), dtype=np.int32)
    for row in causes.influences:
        dense[int(row.cause[1:]), int(row.effect[1:])] += 1
    want = maximum_flow(csr_array(dense), 0, 24).flow_value
    found = turning_set(causes, UP, "c24", sign="+", worlds=20)
    assert (len(found.influences) if found else 0) == want
    if found:
        assert found.proven
        for gone in found.influences:
            dense[tuple(int(end[1:]) for end in gone.split(":")[0].split(">"))] -= 1
        assert maximum_flow(csr_array(dense), 0, 24).flow_value == 0


def test_a_large_cut_needs_no_search():
    ways = [(0, i, 1) for i in range(1, 15)] + [(i, 15, 1) for i in range(1, 15)]
    found = turning_set(map_of(16, *ways), UP, "c15", sign="+", worlds=50, budget=1)
    assert found is not None and len(found.influences) == 14 and found.proven


def test_of_sets_of_one_size_the_least_believed_comes_first():
    causes = map_of(4, (0, 1, 1), (1, 2, 1), (2, 3, 1), beliefs=(0.9, 0.8, 0.8))
    assert turning_set(causes, UP, "c3", sign="+") == Turning(influences=("c1>c2:+:asserted",), proven=True)


def test_a_conclusion_that_outweighs_its_opposite_falls_before_all_its_ways_are_cut():
    ways = [(0, i, 1) for i in (1, 2, 3)] + [(1, 5, 1), (2, 5, 1), (3, 5, 1), (0, 4, 1), (4, 5, -1)]
    causes = map_of(6, *ways, weight=1.0)
    found = turning_set(causes, UP, "c5", sign="+", worlds=10)
    assert found == Turning(influences=("c0>c1:+:asserted", "c0>c2:+:asserted"), proven=True)


def test_where_the_budget_ends_a_set_stands_that_turns_but_is_not_proven():
    rng = np.random.default_rng(0)
    rows = [(a, b, 1 if rng.random() < 0.8 else -1) for a in range(12) for b in range(a + 1, 12) if rng.random() < 0.7]
    causes = map_of(12, *rows, beliefs=(0.9,) * len(rows))
    scenario = Scenario(set={"c0": 1.0})
    assert holds(causes, scenario, "c11", "+", 11)
    best = turning_set(causes, scenario, "c11", sign="+", worlds=WORLDS)
    assert best is not None and best.proven and len(best.influences) > 1
    proven = []
    for budget in (0, 20_000, 200_000, 2_000_000):
        found = turning_set(causes, scenario, "c11", sign="+", worlds=WORLDS, budget=budget)
        assert found is not None and not holds(without(causes, set(found.influences)), scenario, "c11", "+", 11)
        assert len(found.influences) == len(best.influences) if found.proven else len(found.influences) > 1
        proven.append(found.proven)
    assert not proven[0] and proven[-1]


def test_nothing_turns_what_does_not_hold_or_is_set():
    causes = map_of(3, (0, 1, 1), (1, 2, -1))
    assert turning_set(causes, UP, "c2", sign="+") is None
    assert turning_set(causes, UP, "c0", sign="+") is None
    assert turning_set(map_of(2), UP, "c1", sign="+") is None
    with pytest.raises(UsageError, match="no concept 'c7'"):
        turning_set(causes, UP, "c7", sign="+")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_neither_order_nor_names_nor_what_cannot_matter_changes_the_set(seed, shuffle):
    causes = random_map(np.random.default_rng(seed), 14)
    concept = causes.concepts[-1].id
    carriers = Carriers(compile_map(causes), UP, concept, worlds=WORLDS)
    values = carriers.values(carriers.strengths)
    sign = "+" if (values > 0).sum() >= (values < 0).sum() else "-"
    found = turning_set(causes, UP, concept, sign=sign, worlds=WORLDS, steps=carriers.steps)
    rows, concepts = list(causes.influences), list(causes.concepts)
    shuffle.shuffle(rows)
    shuffle.shuffle(concepts)
    aside = Concept(id="zz", label="aside")
    rows.append(Influence(cause=concept, effect="zz", polarity=-1))
    other = CauseMap(concepts=(*concepts, aside), influences=tuple(rows))
    assert turning_set(other, UP, concept, sign=sign, worlds=WORLDS, steps=carriers.steps) == found
    if found:
        assert set(found.influences) <= set(carriers.ids)
        assert holds(causes, UP, concept, sign, carriers.steps)
        assert not holds(without(causes, set(found.influences)), UP, concept, sign, carriers.steps)
