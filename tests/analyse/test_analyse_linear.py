"""The linear steady state: equal to the algebra, and no number where nothing settles."""

from __future__ import annotations

import doctest
import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitia.analyse import linear as module
from aitia.analyse.compiled import compile_map
from aitia.analyse.linear import steady_state
from aitia.model.assembled import CauseMap, Concept, Influence
from aitia.model.outcomes import Scenario

Row = tuple[int, int, int, float]


def cause_map(rows: list[Row], size: int) -> CauseMap:
    influences = tuple(Influence(cause=f"c{a}", effect=f"c{b}", polarity=p, weight=w) for a, b, p, w in rows)
    return CauseMap(concepts=tuple(Concept(id=f"c{i}", label=f"c{i}") for i in range(size)), influences=influences)


def rows_of(rng: np.random.Generator, size: int, count: int, most: float) -> list[Row]:
    pairs = {(int(a), int(b)): 1 for a, b in rng.integers(0, size, (count, 2))}
    return [(a, b, int(rng.choice((-1, 1))), float(rng.uniform(0.01, most))) for a, b in pairs]


def test_doctests() -> None:
    assert doctest.testmod(module).failed == 0
    assert doctest.testmod(module).attempted > 4


@given(st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_values_solve_the_equations_or_there_are_none(seed: int) -> None:
    rng = np.random.default_rng(seed)
    size = int(rng.integers(2, 14))
    rows = rows_of(rng, size, int(rng.integers(1, 40)), 0.9)
    cut = ("c1",) if size > 5 and seed % 2 else ()
    got = steady_state(compile_map(cause_map(rows, size)), Scenario(set={"c0": -0.5}, cut=cut))
    matrix = np.zeros((size, size))
    for a, b, p, w in rows:
        if b != 0 and not (cut and b == 1):
            matrix[b, a] = p * w
    forced = np.zeros(size)
    forced[0] = -0.5
    ahead = {0}
    for _ in range(size):
        ahead |= {b for a in ahead for b in np.flatnonzero(matrix[:, a]).tolist()}
    free = sorted(ahead - {0})
    radius = max(np.abs(np.linalg.eigvals(matrix[np.ix_(free, free)])), default=0.0) if free else 0.0
    assert got.radius == pytest.approx(radius, abs=1e-6)
    if radius < 1:
        assert np.allclose(got.values, np.linalg.solve(np.eye(size) - matrix, forced), atol=1e-9)
        assert not got.notes
    else:
        known = ~np.isnan(got.values)
        assert not known.all()
        assert got.notes[0].startswith("diverges: spectral radius")
        # what has a value does not lean on what has none
        leaning = (matrix[known][:, ~known] != 0).any()
        assert not leaning
        assert np.allclose((np.eye(size) - matrix)[np.ix_(known, known)] @ got.values[known], forced[known])


def test_a_divergent_cycle_takes_only_what_follows_from_it() -> None:
    rows = [(0, 1, 1, 0.5), (1, 2, 1, 1.0), (2, 3, 1, 1.0), (3, 2, 1, 1.0), (3, 4, 1, 0.5), (0, 5, -1, 0.5)]
    got = steady_state(compile_map(cause_map(rows, 7)), Scenario(set={"c0": 1.0}))
    assert np.isnan(got.values).tolist() == [False, False, True, True, True, False, False]
    assert got.values[[0, 1, 5, 6]].tolist() == [1, 0.5, -0.5, 0]
    assert got.notes == ("diverges: spectral radius 1 in the cycle through c2, c3; 3 concepts have no steady state",)
    held = steady_state(compile_map(cause_map(rows, 7)), Scenario(set={"c0": 1.0}, cut=("c3",)))
    assert held.values[2] == 0.5  # the cycle is cut
    assert not held.notes


def test_a_concept_that_acts_on_itself() -> None:
    rows = [(0, 1, 1, 0.5), (1, 1, -1, 0.25)]
    assert steady_state(compile_map(cause_map(rows, 2)), Scenario(set={"c0": 1.0})).values[1] == pytest.approx(0.4)
    rows = [(0, 1, 1, 0.5), (1, 1, 1, 1.0)]
    got = steady_state(compile_map(cause_map(rows, 2)), Scenario(set={"c0": 1.0}))
    assert np.isnan(got.values[1])


def test_a_long_weak_chain_does_not_vanish() -> None:
    rows = [(a, a + 1, 1, 0.01) for a in range(12)]
    got = steady_state(compile_map(cause_map(rows, 13)), Scenario(set={"c0": 1.0}))
    assert got.values[12] == pytest.approx(1e-24, rel=1e-9, abs=0)


def test_order_changes_nothing_and_a_removed_influence_only_what_it_reaches() -> None:
    rng = np.random.default_rng(4)
    for _ in range(30):
        causes = cause_map(rows_of(rng, 9, 14, 0.9), 9)
        scenario = Scenario(set={"c0": 1.0})
        plain = steady_state(compile_map(causes), scenario).values
        order = rng.permutation(9).tolist()
        turned = replace(causes, concepts=tuple(causes.concepts[i] for i in order), influences=causes.influences[::-1])
        assert np.allclose(steady_state(compile_map(turned), scenario).values, plain[order], equal_nan=True)
        gone = causes.influences[0]
        touched = {gone.effect}
        for _ in range(9):
            touched |= {row.effect for row in causes.influences if row.cause in touched}
        without = steady_state(compile_map(replace(causes, influences=causes.influences[1:])), scenario).values
        kept = [at for at in range(9) if f"c{at}" not in touched]
        assert np.allclose(without[kept], plain[kept], equal_nan=True)


def test_large_maps_stay_sparse_and_agree_with_the_dense_way(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(6)
    for most in (0.05, 0.5, 0.95):
        compiled = compile_map(cause_map(rows_of(rng, 120, 360, most), 120))
        scenario = Scenario(set={"c0": 1.0})
        dense = steady_state(compiled, scenario)
        with monkeypatch.context() as patch:
            patch.setattr(module, "_DENSE", 3)
            other = steady_state(compiled, scenario)
        assert np.allclose(other.values, dense.values, atol=1e-10, equal_nan=True)
        assert (other.radius >= 1) == (dense.radius >= 1)
        assert other.radius >= dense.radius - 1e-6


def test_a_large_ring_settles_by_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """All eigenvalues of a ring are of one size, which iteration on vectors does not find."""
    size = 60
    rows = [(0, 1, 1, 1.0)]
    rows += [(a, a + 1 if a < size else 1, 1, 1.0 if a % 2 else 0.5) for a in range(1, size + 1)]
    monkeypatch.setattr(module, "_DENSE", 3)
    got = steady_state(compile_map(cause_map(rows, size + 1)), Scenario(set={"c0": 1.0}))
    assert not got.notes
    assert got.values[1] == pytest.approx(1 / (1 - 0.5**30))


def test_a_hundred_thousand_influences_take_seconds() -> None:
    rng = np.random.default_rng(1)
    compiled = compile_map(cause_map(rows_of(rng, 20_000, 100_000, 0.15), 20_000))
    before = time.process_time()
    got = steady_state(compiled, Scenario(set={"c0": 1.0}))
    assert time.process_time() - before < 15
    assert np.count_nonzero(got.values) > 15_000
