"""Fuzzy cognitive maps: trajectories of another program, number for number, and what a scenario changes."""

from __future__ import annotations

import doctest
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitia.analyse import fuzzy as module
from aitia.analyse.compiled import compile_map
from aitia.analyse.fuzzy import fuzzy_what_if, run_fuzzy
from aitia.errors import UsageError
from aitia.model.assembled import CauseMap, Concept, Influence
from aitia.model.outcomes import Scenario

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("fcm_trajectories.json").read_text("utf-8"))["cases"]
OPTIONS = ("transfer", "inference", "slope", "threshold", "iterations")


def cause_map(rows: list[tuple[str, str, int, float]], names: str) -> CauseMap:
    influences = tuple(Influence(cause=a, effect=b, polarity=p, weight=w) for a, b, p, w in rows)
    return CauseMap(concepts=tuple(Concept(id=n, label=n) for n in names), influences=influences)


def test_doctests() -> None:
    assert doctest.testmod(module).failed == 0
    assert doctest.testmod(module).attempted > 5


@pytest.mark.parametrize("sparse", [False, True])
@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['transfer']}-{c['inference']}-{len(c['initial'])}")
def test_trajectories_equal_the_reference(case: dict[str, Any], sparse: bool) -> None:
    size = len(case["initial"])
    weights = np.zeros((size, size))
    for cause, effect, weight in case["weights"]:
        weights[cause, effect] = weight
    if sparse:
        from scipy.sparse import csr_array

        weights = csr_array(weights)
    run = run_fuzzy(weights, np.array(case["initial"]), **{name: case[name] for name in OPTIONS})
    assert run.states.shape == np.array(case["states"]).shape
    assert np.abs(run.states - np.array(case["states"])).max() < 1e-9
    assert run.converged == (len(case["states"]) <= case["iterations"])


def test_every_transfer_and_inference_has_a_reference() -> None:
    found = {(case["transfer"], case["inference"]) for case in CASES}
    wanted = {(t, i) for t in ("sigmoid", "tanh", "bivalent", "trivalent") for i in ("kosko", "modified_kosko")}
    assert found == wanted | {("sigmoid", "rescaled")}


def test_a_large_map_runs_alike_dense_and_sparse() -> None:
    rng = np.random.default_rng(0)
    weights = np.where(rng.random((500, 500)) < 0.01, rng.uniform(-1, 1, (500, 500)), 0)
    begin = rng.random(500)
    one = run_fuzzy(weights, begin, transfer="sigmoid")  # taken as sparse
    plain = begin
    for state in one.states[1:]:
        fed = (weights != 0).any(axis=0)
        plain = np.where(fed, 1 / (1 + np.exp(-(plain @ weights))), plain)
        assert np.allclose(state, plain, atol=1e-12)


def test_a_cycle_is_told_with_its_length() -> None:
    ring = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [-1.0, 0.0, 0.0]])
    run = run_fuzzy(ring, np.array([1.0, 1.0, 1.0]), transfer="trivalent", iterations=20)
    assert (run.converged, run.cycle) == (False, 6)
    run = run_fuzzy(ring, np.array([1.0, 1.0, 1.0]), transfer="tanh", slope=3.0, threshold=1e-9, iterations=500)
    assert (run.converged, run.cycle) == (False, 6)
    assert run_fuzzy(ring, np.array([1.0, 1.0, 1.0]), transfer="tanh", slope=0.5, iterations=200).converged


def test_extreme_numbers_do_not_overflow() -> None:
    with np.errstate(all="raise", under="ignore"):
        run = run_fuzzy(np.array([[0.0, -1.0], [1.0, 0.0]]), np.array([1.0, 1.0]), slope=1e4)
    assert np.isfinite(run.states).all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"transfer": "step"}, "no transfer 'step'"), ({"inference": "mine"}, "inference 'mine'"),
        ({"transfer": "tanh", "inference": "rescaled"}, "rescaled inference needs"), ({"slope": 0.0}, "slope"),
        ({"slope": float("nan")}, "slope"), ({"iterations": -1}, "iterations"),
    ],
)  # fmt: skip
def test_options_that_make_no_sense_are_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        run_fuzzy(np.zeros((2, 2)), np.zeros(2), **change)


def test_numbers_and_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(UsageError, match="weights have shape"):
        run_fuzzy(np.zeros((2, 3)), np.zeros(2))
    with pytest.raises(UsageError, match="weights hold a number"):
        run_fuzzy(np.array([[0.0, np.nan], [0.0, 0.0]]), np.zeros(2))
    with pytest.raises(UsageError, match="initial state holds"):
        run_fuzzy(np.zeros((2, 2)), np.array([0.0, np.inf]))


def test_a_what_if_is_worked_by_hand() -> None:
    """a +0.5> b -0.8> c under tanh: tanh(0.5), tanh(-0.8 tanh(0.5)); d is fed by nobody and stays."""
    compiled = compile_map(cause_map([("a", "b", 1, 0.5), ("b", "c", -1, 0.8), ("d", "c", 1, 1.0)], "abcd"))
    got = fuzzy_what_if(compiled, Scenario(set={"a": 1.0}))
    assert got.change == pytest.approx([1, np.tanh(0.5), np.tanh(-0.8 * np.tanh(0.5)), 0], abs=1e-12)
    cut = fuzzy_what_if(compiled, Scenario(set={"a": 1.0}, cut=("b",)))
    assert cut.change.tolist() == [1, 0, 0, 0]


def test_sigmoid_activations_move_about_a_half() -> None:
    compiled = compile_map(cause_map([("a", "b", 1, 0.5), ("b", "c", -1, 1.0)], "abc"))
    up = fuzzy_what_if(compiled, Scenario(set={"a": 1.0}), transfer="sigmoid").change
    down = fuzzy_what_if(compiled, Scenario(set={"a": -1.0}), transfer="sigmoid").change

    def squash(x: float) -> float:
        return 1 / (1 + np.exp(-x))

    assert up[:2] == pytest.approx([0.5, squash(0.5) - squash(0.25)], abs=1e-9)
    assert down[:2] == pytest.approx([-0.5, squash(0) - squash(0.25)], abs=1e-9)
    assert up[2] < 0 < down[2]
    assert fuzzy_what_if(compiled, Scenario(set={"a": 1.0}, cut=("b",)), transfer="sigmoid").change[1:].tolist() == [
        0, 0,
    ]  # fmt: skip


def test_what_does_not_settle_is_said() -> None:
    rows = [("a", "b", 1, 1.0), ("b", "c", 1, 1.0), ("c", "b", -1, 1.0)]
    got = fuzzy_what_if(compile_map(cause_map(rows, "abc")), Scenario(set={"a": 0.2}), transfer="trivalent")
    assert "cycle of" in " ".join(got.notes)
    assert got.low[1] < got.high[1]
    assert "bivalent" in fuzzy_what_if(compile_map(cause_map(rows, "abc")), Scenario(set={"a": 1.0}),
                                       transfer="bivalent").notes[-1]  # fmt: skip


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_order_changes_nothing_and_a_removed_influence_only_what_it_reaches(seed: int) -> None:
    rng = np.random.default_rng(seed)
    names = "abcdefgh"
    rows = list(dict.fromkeys((names[rng.integers(8)], names[rng.integers(8)], int(rng.choice((-1, 1))))
                              for _ in range(12)))  # fmt: skip
    causes = cause_map([(*row, round(float(rng.uniform(0.05, 0.6)), 3)) for row in rows], names)
    scenario = Scenario(set={"a": 1.0})
    plain = fuzzy_what_if(compile_map(causes), scenario).change
    order = rng.permutation(8).tolist()
    turned = replace(causes, concepts=tuple(causes.concepts[i] for i in order), influences=causes.influences[::-1])
    assert np.allclose(fuzzy_what_if(compile_map(turned), scenario).change, plain[order], atol=1e-9)
    gone = causes.influences[0]
    touched = {gone.effect}
    for _ in names:
        touched |= {row.effect for row in causes.influences if row.cause in touched}
    without = fuzzy_what_if(compile_map(replace(causes, influences=causes.influences[1:])), scenario).change
    for at, name in enumerate(names):
        assert name in touched or without[at] == pytest.approx(plain[at], abs=1e-9)
