"""Monte Carlo: equal to the enumeration of all worlds, and the same draws whatever else changes."""

from __future__ import annotations

import doctest
import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitia.analyse import worlds as module
from aitia.analyse.compiled import Compiled, Floats, compile_map
from aitia.analyse.worlds import Walks, chance_sign, draws, keys, monte_carlo, walk_values, world_strengths
from aitia.errors import UsageError
from aitia.model.assembled import CauseMap, Concept, Influence
from aitia.model.outcomes import Scenario

Row = tuple[int, int, int, float, float | None]  # cause, effect, polarity, belief, weight


def cause_map(rows: list[Row], size: int) -> CauseMap:
    kinds = ("asserted", "hedged", "hypothetical")
    seen: dict[tuple[int, int, int], int] = {}
    influences = []
    for a, b, polarity, belief, weight in rows:
        at = seen[a, b, polarity] = seen.get((a, b, polarity), -1) + 1
        influences.append(Influence(cause=f"c{a}", effect=f"c{b}", polarity=polarity, belief=belief, weight=weight,
                                    certainty=kinds[at % 3]))  # type: ignore[arg-type] # fmt: skip
    concepts = tuple(Concept(id=f"c{i}", label=f"c{i}") for i in range(size))
    return CauseMap(concepts=concepts, influences=tuple(influences))


def random_rows(rng: np.random.Generator, size: int, count: int, *, ordered: bool = False) -> list[Row]:
    rows: list[Row] = []
    for _ in range(count):
        a, b = (int(x) for x in rng.choice(size, 2, replace=False))
        if ordered:
            a, b = min(a, b), max(a, b)
        weight = None if rng.random() < 0.5 else float(rng.integers(1, 8)) / 8
        rows.append((a, b, int(rng.choice((-1, 1))), float(rng.random()), weight))
    return rows


def all_worlds(rows: list[Row], size: int, held: dict[int, float], steps: int) -> Floats:
    """P(up), P(down), P(none) with strength 1 where none is stated, from a list of all walks and all 2^E worlds."""
    bits = np.array(list(itertools.product((False, True), repeat=len(rows))))
    belief = np.array([row[3] for row in rows])
    chance = np.where(bits, belief, 1 - belief).prod(axis=1)
    values = np.zeros((size, len(bits)))

    def walk(at: int, value: float, used: Floats, left: int) -> None:
        for edge, (a, b, polarity, _, weight) in enumerate(rows):
            if left and a == at and b not in held and b != a:
                passed = value * polarity * (1.0 if weight is None else weight)
                alive = used & bits[:, edge]
                values[b] += passed * alive
                walk(b, passed, alive, left - 1)

    for start, value in held.items():
        values[start] = value
        walk(start, value, np.ones(len(bits), dtype=bool), steps)
    return np.array([chance @ (values > 0).T, chance @ (values < 0).T, chance @ (values == 0).T])


def test_doctests() -> None:
    assert doctest.testmod(module).failed == 0
    assert doctest.testmod(module).attempted > 8


@pytest.mark.parametrize("seed", range(12))
def test_fixed_strengths_equal_the_enumeration_of_all_worlds(seed: int) -> None:
    rng = np.random.default_rng(seed)
    size, count = int(rng.integers(3, 8)), (15 if seed == 0 else int(rng.integers(4, 13)))
    rows = random_rows(rng, size, count, ordered=seed % 2 == 0)
    held = {0: 1.0} if seed % 3 else {0: -1.0, size - 1: 0.5}
    steps = 5 if seed % 2 else 15
    exact = all_worlds(rows, size, held, steps)
    got = monte_carlo(compile_map(cause_map(rows, size)), Scenario(set={f"c{i}": v for i, v in held.items()}),
                      worlds=20_000, seed=seed, prior="fixed", steps=steps)  # fmt: skip
    for at, name in enumerate(("p_up", "p_down", "p_none")):
        assert (np.abs(getattr(got, name) - exact[at]) <= 4.5 * got.error + 1e-12).all(), name
    assert np.allclose(got.p_up + got.p_down + got.p_none, 1)


def test_the_error_is_as_stated() -> None:
    """Over many seeds the spread of the answers is the standard error they state."""
    compiled = compile_map(cause_map([(0, 1, 1, 0.3, None), (1, 2, -1, 0.8, None)], 3))
    runs = [monte_carlo(compiled, Scenario(set={"c0": 1.0}), worlds=400, seed=s) for s in range(300)]
    for concept, p in ((1, 0.7), (2, 0.76)):
        spread = np.std([run.p_none[concept] for run in runs])
        assert 0.85 < spread / np.sqrt(p * (1 - p) / 400) < 1.15
        assert 0.9 < np.mean([run.error[concept] for run in runs]) / np.sqrt(p * (1 - p) / 400) < 1.1


def test_uniform_strengths_decide_a_contest() -> None:
    """Two sure influences of opposite sign, one drawn and one stated as 1/4: up in 3 of 4 worlds."""
    compiled = compile_map(cause_map([(0, 1, 1, 1.0, None), (0, 1, -1, 1.0, 0.25)], 2))
    got = monte_carlo(compiled, Scenario(set={"c0": 1.0}))
    assert abs(got.p_up[1] - 0.75) < 4 * got.error[1]
    assert got.p_none[1] == 0


def series(compiled: Compiled, start: Floats, held: list[int], strengths: Floats, steps: int) -> Floats:
    """The sum over walks of one world by powers of a dense matrix."""
    size = len(compiled.concepts)
    matrix = np.zeros((size, size))
    for edge, value in enumerate(strengths):
        if compiled.effect[edge] not in held and compiled.cause[edge] != compiled.effect[edge]:
            matrix[compiled.effect[edge], compiled.cause[edge]] += value
    total = power = start
    for _ in range(steps):
        power = matrix @ power
        total = total + power
    return total


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_walk_values_are_the_matrix_series(seed: int) -> None:
    rng = np.random.default_rng(seed)
    size = int(rng.integers(2, 12))
    rows = [(a, b, p, max(belief, 0.01), w) for a, b, p, belief, w in random_rows(rng, size, int(rng.integers(1, 30)))]
    compiled = compile_map(cause_map(rows, size))
    strengths = rng.normal(size=(len(rows), 5)) * (rng.random((len(rows), 5)) < 0.7)
    held = {0: 0.5, 1: -1.0} if size > 3 else {0: 1.0}
    cut = ["c2"] if size > 4 else []
    scenario = Scenario(set={f"c{i}": v for i, v in held.items()}, cut=tuple(cut))
    start = np.zeros(size)
    start[list(held)] = list(held.values())
    got = walk_values(compiled, scenario, strengths, steps=7)
    for world in range(5):
        wanted = series(compiled, start, [*held, *([2] if cut else [])], strengths[:, world], 7)
        assert np.allclose(got[:, world], wanted, rtol=1e-9, atol=1e-9)


def test_sums_that_cancel_are_nothing() -> None:
    """0.1 * 0.2 * 0.3 against 0.3 * 0.2 * 0.1 differ by rounding; a long weak chain alone does not vanish."""
    rows = [(0, 1, 1, 1.0, 0.1), (1, 2, 1, 1.0, 0.2), (2, 5, 1, 1.0, 0.3),
            (0, 3, 1, 1.0, 0.3), (3, 4, 1, 1.0, 0.2), (4, 5, -1, 1.0, 0.1)]  # fmt: skip
    rows += [(a, a + 1, 1, 1.0, 0.001) for a in range(5, 8)]
    rows += [(0, 9, 1, 1.0, 0.01)] + [(a, a + 1, 1, 1.0, 0.01) for a in range(9, 20)]
    compiled = compile_map(cause_map(rows, 21))
    got = walk_values(compiled, Scenario(set={"c0": 1.0}), (compiled.weight * compiled.polarity)[:, None])
    assert 0.1 * 0.2 * 0.3 != 0.3 * 0.2 * 0.1
    assert got[5, 0] == 0
    assert got[6, 0] == 0
    assert got[20, 0] == pytest.approx(1e-24)


def test_steps_end_walks_and_long_chains_are_followed_to_their_end() -> None:
    compiled = compile_map(cause_map([(a, a + 1, -1, 1.0, 1.0) for a in range(40)], 41))
    scenario = Scenario(set={"c0": 1.0})
    ones = np.full((40, 1), -1.0)
    assert walk_values(compiled, scenario, ones)[40, 0] == 1
    assert walk_values(compiled, scenario, ones, steps=39)[39:, 0].tolist() == [-1, 0]
    assert walk_values(compiled, scenario, ones, steps=0)[:, 0].tolist() == [1, *[0] * 40]
    looped = compile_map(cause_map([*((a, a + 1, -1, 1.0, 1.0) for a in range(40)), (30, 29, 1, 1.0, 0.5)], 41))
    got = monte_carlo(looped, scenario, worlds=10)
    assert got.p_up[40] == 1  # farther than twelve, through a cycle
    assert "cycles" in got.notes[0]
    far = compile_map(cause_map([(a, a + 1, 1, 1.0, 1.0) for a in range(150)], 151))
    got = monte_carlo(far, scenario, worlds=10)
    assert got.p_up[100] == 1
    assert got.p_none[101] == 1
    assert "more than 100" in got.notes[0]
    assert Walks(far, scenario).limit(3) == 3


def test_the_same_seed_gives_the_same_worlds_however_they_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = random_rows(np.random.default_rng(2), 8, 20)
    compiled, scenario = compile_map(cause_map(rows, 8)), Scenario(set={"c0": 1.0})
    one = monte_carlo(compiled, scenario, worlds=3_000, seed=7)
    monkeypatch.setattr(module, "_BLOCK", 100)
    other = monte_carlo(compiled, scenario, worlds=3_000, seed=7)
    assert np.array_equal(one.p_up, other.p_up)
    assert np.array_equal(one.p_down, other.p_down)
    assert not np.array_equal(one.p_up, monte_carlo(compiled, scenario, worlds=3_000, seed=8).p_up)


def test_draws_belong_to_the_influence_and_the_world() -> None:
    rows = random_rows(np.random.default_rng(3), 6, 12)
    causes = cause_map(rows, 6)
    compiled = compile_map(causes)
    starts = keys(compiled, 5)
    exists, sizes = draws(starts, 0, 500)
    assert np.array_equal(draws(starts, 100, 300)[0], exists[:, 100:300])
    assert np.array_equal(draws(starts, 100, 300)[1], sizes[:, 100:300])
    fewer = compile_map(replace(causes, influences=causes.influences[:3] + causes.influences[4:]))
    assert np.array_equal(keys(fewer, 5), np.delete(starts, 3))
    # the numbers are fixed for good: another machine or release must draw the same
    assert starts[:2].tolist() != [0, 0]
    assert draws(np.array([1], dtype=np.uint64), 0, 3)[0][0].tolist() == pytest.approx(
        [KNOWN / 2**32 for KNOWN in splitmix(1, 3)], abs=0
    )


def splitmix(state: int, count: int) -> list[int]:
    """The low 32 bits of SplitMix64 in whole numbers, as its paper gives it."""
    out, mask = [], 2**64 - 1
    for _ in range(count):
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        out.append((z ^ (z >> 31)) & 0xFFFFFFFF)
    return out


def test_draws_look_uniform_and_unrelated() -> None:
    compiled = compile_map(cause_map([(0, b, 1, 0.5, None) for b in range(1, 41)], 41))
    exists, sizes = draws(keys(compiled, 0), 0, 20_000)
    for drawn in (exists, sizes):
        assert abs(drawn.mean() - 0.5) < 0.002
        assert abs(drawn.var() - 1 / 12) < 0.001
        counts, _ = np.histogram(drawn, bins=64, range=(0, 1))
        assert ((counts - drawn.size / 64) ** 2 / (drawn.size / 64)).sum() < 120  # chi square, 63 degrees
        assert np.abs(np.corrcoef(drawn) - np.eye(40)).max() < 0.04
    assert abs(np.corrcoef(exists.ravel(), sizes.ravel())[0, 1]) < 0.005
    assert exists.min() >= 0
    assert max(exists.max(), sizes.max()) < 1
    assert sizes.min() > 0


def test_strengths_hold_signs_weights_and_beliefs() -> None:
    compiled = compile_map(cause_map([(0, 1, -1, 1.0, 0.25), (0, 1, 1, 0.5, None), (0, 1, 1, 0.0, None)], 2))
    exists, sizes = np.array([[0.9], [0.4], [0.0]]), np.array([[0.3], [0.6], [0.5]])
    assert world_strengths(compiled, exists, sizes)[:, 0].tolist() == [-0.25, 0.6, 0]
    assert world_strengths(compiled, exists, sizes, prior="fixed")[:, 0].tolist() == [-0.25, 1, 0]
    assert world_strengths(compiled, exists, sizes, rows=np.array([1, 0, 2]))[:, 0].tolist() == [0, -0.25, 0]


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_a_removed_influence_changes_nothing_it_cannot_reach(seed: int) -> None:
    rng = np.random.default_rng(seed)
    size = int(rng.integers(4, 12))
    rows = random_rows(rng, size, int(rng.integers(4, 20)))
    causes = cause_map(rows, size)
    gone = int(rng.integers(len(rows)))
    without = replace(causes, influences=causes.influences[:gone] + causes.influences[gone + 1 :])
    touched, queue = {rows[gone][1]}, [rows[gone][1]]
    while queue:
        here = queue.pop()
        new = {b for a, b, *_ in rows if a == here} - touched
        touched |= new
        queue += new
    # a third influence of one pair and sign shares its id with the first here: its draws then follow the order
    if len({row.id for row in causes.influences}) < len(rows):
        return
    scenario = Scenario(set={"c0": 1.0})
    one = monte_carlo(compile_map(causes), scenario, worlds=300)
    other = monte_carlo(compile_map(without), scenario, worlds=300)
    for at in set(range(size)) - touched:
        assert (one.p_up[at], one.p_down[at], one.p_none[at]) == (other.p_up[at], other.p_down[at], other.p_none[at])


def test_names_and_order_change_nothing_beyond_the_error() -> None:
    rng = np.random.default_rng(11)
    rows = random_rows(rng, 9, 24)
    plain = monte_carlo(compile_map(cause_map(rows, 9)), Scenario(set={"c0": 1.0}))
    place = [int(x) for x in rng.permutation(9)]
    moved = [(place[a], place[b], *rest) for a, b, *rest in reversed(rows)]
    other = monte_carlo(compile_map(cause_map(moved, 9)), Scenario(set={f"c{place[0]}": 1.0}))
    apart = np.abs(other.p_up[place] - plain.p_up)
    assert (apart <= 4.5 * np.hypot(plain.error, other.error[place])).all()
    assert apart.max() > 0
    same = monte_carlo(compile_map(cause_map(rows[::-1], 9)), Scenario(set={"c0": 1.0}))
    assert np.allclose(same.p_up, plain.p_up, atol=1e-12) or len({(a, b, p) for a, b, p, *_ in rows}) < len(rows)


@pytest.mark.parametrize("options", [{"worlds": 0}, {"worlds": 10**9}, {"prior": "normal"}, {"steps": -1}])
def test_options_out_of_range_are_refused(options: dict[str, object]) -> None:
    compiled = compile_map(cause_map([(0, 1, 1, 0.5, None)], 2))
    with pytest.raises(UsageError, match=next(iter(options))):
        monte_carlo(compiled, Scenario(set={"c0": 1.0}), **options)  # type: ignore[arg-type]


def test_strengths_of_a_wrong_shape_are_refused() -> None:
    compiled = compile_map(cause_map([(0, 1, 1, 0.5, None)], 2))
    with pytest.raises(UsageError, match="strengths have shape"):
        walk_values(compiled, Scenario(set={"c0": 1.0}), np.ones((3, 2)))


def test_cut_and_set_concepts_are_certain() -> None:
    compiled = compile_map(cause_map([(0, 1, 1, 0.5, None), (1, 2, 1, 0.5, None), (3, 0, 1, 0.5, None)], 4))
    got = monte_carlo(compiled, Scenario(set={"c0": -0.5}, cut=("c1",)), worlds=50)
    assert (got.p_down[0], got.p_none[1], got.p_none[2], got.p_none[3]) == (1, 1, 1, 1)
    assert got.error.tolist() == [0, 0, 0, 0]


def test_signs_of_chances() -> None:
    assert [chance_sign(*p) for p in ((0.0, 0.0), (0.2, 0.1), (0.19, 0.1), (0.1, 0.5), (0.001, 0.0))] == [*"0+?-+"]
