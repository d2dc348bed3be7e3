"""Hinges: what the map itself gives when it is really changed; what cannot matter does not; voices by their rows."""

from __future__ import annotations

import doctest
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitia.analyse import carriers as carriers_module
from aitia.analyse import hinges as module
from aitia.analyse.carriers import Carriers
from aitia.analyse.compiled import compile_map
from aitia.analyse.hinges import hinges
from aitia.analyse.worlds import keys, monte_carlo, walk_values
from aitia.errors import UsageError
from aitia.model.assembled import CauseMap, Concept, Influence, Support
from aitia.model.outcomes import Hinges, Scenario
from aitia.model.text import Span

UP = Scenario(set={"c0": 1.0})
WORLDS = 400


def map_of(*influences: Influence, size: int = 6) -> CauseMap:
    rows = {row.id: row for row in influences}
    return CauseMap(
        concepts=tuple(Concept(id=f"c{i}", label=f"c{i}") for i in range(size)), influences=tuple(rows.values())
    )


def row(cause: int, effect: int, polarity: int = 1, **rest: object) -> Influence:
    return Influence(cause=f"c{cause}", effect=f"c{effect}", polarity=polarity, **rest)  # type: ignore[arg-type]


def random_map(seed: int, most: int = 14) -> CauseMap:
    rng = np.random.default_rng(seed)
    size = int(rng.integers(3, 7))
    acyclic = rng.random() < 0.5
    rows = []
    for _ in range(int(rng.integers(3, most + 1))):
        ends = [int(end) for end in rng.integers(0, size, 2)]
        cause, effect = sorted(ends) if acyclic else ends
        weight = None if rng.random() < 0.6 else float(rng.choice([0.25, 0.5, 1]))
        rows.append(
            row(cause, effect, int(rng.choice([-1, 1])), weight=weight, belief=float(rng.choice([0, 0.3, 0.7, 1])))
        )
    return map_of(*rows, size=size)


def chance(causes: CauseMap, concept: str, sign: str, steps: int, scenario: Scenario = UP) -> float:
    found = monte_carlo(compile_map(causes), scenario, worlds=WORLDS, steps=steps)
    at = [row.id for row in causes.concepts].index(concept)
    return float((found.p_up if sign == "+" else found.p_down)[at])


def with_influence(causes: CauseMap, name: str, new: Influence | None) -> CauseMap:
    rows = (new if row.id == name else row for row in causes.influences)
    return replace(causes, influences=tuple(row for row in rows if row is not None))


def quick(causes: CauseMap, concept: str, **rest: object) -> Hinges:
    return hinges(causes, UP, concept, worlds=WORLDS, sensitivity=False, **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize("told", [module, carriers_module])
def test_the_examples_run(told):
    result = doctest.testmod(told)
    assert result.attempted and not result.failed


@pytest.mark.parametrize("seed", range(60))
def test_p_after_a_change_is_that_of_the_changed_map(seed):
    """Dropped and believed: the same draws, so equal to the last world. Flipped has another id: by its draws."""
    causes = random_map(seed)
    compiled = compile_map(causes)
    concept = causes.concepts[-1].id
    steps = Carriers(compiled, UP, concept, worlds=1).steps
    found = quick(causes, concept)
    assert found.p == chance(causes, concept, found.sign, steps)
    by_id = {row.id: row for row in causes.influences}
    for hinge in found.influences:
        old = by_id[hinge.id]
        assert hinge.p_dropped == pytest.approx(
            chance(with_influence(causes, hinge.id, None), concept, found.sign, steps), abs=1e-9
        )
        sure = with_influence(causes, hinge.id, replace(old, belief=1.0))
        assert hinge.p_believed == pytest.approx(chance(sure, concept, found.sign, steps), abs=1e-9)
        assert hinge.p_flipped == pytest.approx(flipped(causes, hinge.id, concept, found.sign, steps), abs=1e-9)


def flipped(causes: CauseMap, name: str, concept: str, sign: str, steps: int) -> float:
    from aitia.analyse.worlds import draws, world_strengths

    compiled = compile_map(causes)
    strengths = world_strengths(compiled, *draws(keys(compiled, 0), 0, WORLDS))
    strengths[compiled.ids.index(name)] *= -1
    values = walk_values(compiled, UP, strengths, steps=steps)[compiled.index[concept]]
    return float((values > 0).mean() if sign == "+" else (values < 0).mean())


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_what_is_not_listed_cannot_move_the_conclusion(seed):
    causes = random_map(seed)
    concept = causes.concepts[-1].id
    steps = Carriers(compile_map(causes), UP, concept, worlds=1).steps
    found = quick(causes, concept)
    listed = {hinge.id for hinge in found.influences}
    for other in causes.influences:
        if other.id not in listed and other.belief:
            for new in (None, replace(other, belief=1.0), replace(other, polarity=-other.polarity)):
                assert chance(with_influence(causes, other.id, new), concept, found.sign, steps) == found.p


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(seed, shuffle):
    causes = random_map(seed)
    rows, concepts = list(causes.influences), list(causes.concepts)
    shuffle.shuffle(rows)
    shuffle.shuffle(concepts)
    one = quick(causes, "c2")
    other = quick(CauseMap(concepts=tuple(concepts), influences=tuple(rows)), "c2")
    assert (one.p, one.turning, one.turning_proven) == (other.p, other.turning, other.turning_proven)
    assert {h.id: h for h in one.influences} == {h.id: h for h in other.influences}


def test_the_strongest_hinge_comes_first_and_errors_are_those_of_paired_worlds():
    causes = map_of(row(0, 1), row(1, 5, belief=0.5), row(0, 2, belief=0.3), row(2, 5, belief=0.3))
    found = quick(causes, "c5")
    assert found.sign == "+"
    largest = [max(abs(p - found.p) for p in (h.p_dropped, h.p_flipped, h.p_believed)) for h in found.influences]
    assert largest == sorted(largest, reverse=True)
    assert found.influences[0].id in {"c0>c1:+:asserted", "c1>c5:+:asserted"}
    weak = next(h for h in found.influences if h.id == "c2>c5:+:asserted")
    by = found.p - weak.p_dropped
    assert weak.error is not None
    assert np.sqrt((by - by**2) / WORLDS) <= weak.error < np.sqrt(2 * found.p * (1 - found.p) / WORLDS)
    assert f"at most {max(h.error for h in found.influences):.4f}" in " ".join(found.notes)


def test_indices_sit_on_the_influences_that_are_not_certain():
    causes = map_of(row(0, 1, weight=0.5), row(1, 5, weight=0.8, belief=0.5), row(0, 5, -1, weight=0.1, belief=0.5))
    found = hinges(causes, UP, "c5", worlds=WORLDS)
    by_id = {h.id: h for h in found.influences}
    sure, strong, weak = (by_id[name] for name in ("c0>c1:+:asserted", "c1>c5:+:asserted", "c0>c5:-:asserted"))
    assert sure.sobol_total == sure.morris == 0
    assert strong.sobol_total == pytest.approx(16 / 17, abs=0.03)  # variances 0.4^2/4 and 0.1^2/4, additive
    assert weak.sobol_first == pytest.approx(1 / 17, abs=0.03)
    assert strong.morris > weak.morris > 0
    assert found == hinges(causes, UP, "c5", worlds=WORLDS)
    assert all(h.sobol_total is None for h in quick(causes, "c5").influences)


def support(quote: str, *voices: str, confidence: float = 0.9) -> Support:
    return Support(document="d", row=quote, span=Span(0, 1), quote=quote, voices=voices, confidence=confidence)


def rescore(supports: tuple[Support, ...], denials: tuple[Support, ...]) -> float:
    return (1 - 0.5 ** len(supports)) * 0.5 ** len(denials)


VOICED = map_of(
    row(0, 1, belief=0.75, supports=(support("one", "ann"), support("two", "bob"))),
    row(1, 5, belief=0.25, supports=(support("three", "ann", "bob"),), denials=(support("no", "cy"),)),
    row(0, 2, belief=0.5, supports=(support("four"),)),
    row(2, 5, belief=0.5, supports=(support("five", confidence=0.1), support("six", "dee"))),
    row(3, 4, belief=0.5, supports=(support("aside", "eve"),)),
)


def test_a_voice_that_is_not_heard_takes_its_rows_with_it():
    found = hinges(VOICED, UP, "c5", worlds=WORLDS, sensitivity=False, beliefs_without=rescore, names={"ann": "Ann"})
    by_id = {h.id: h for h in found.voices}
    assert set(by_id) == {"ann", "bob", "cy", "dee", ""}  # eve speaks of what cannot matter
    assert (by_id["ann"].label, by_id["bob"].label, by_id[""].label) == ("Ann", "bob", "unnamed sources")
    assert by_id["ann"].quotes == ("one", "three")

    def p(beliefs: tuple[float, float, float, float]) -> float:
        new = {old.id: replace(old, belief=b) for old, b in zip(VOICED.influences[:4], beliefs, strict=True)}
        return chance(replace(VOICED, influences=tuple(new.values())), "c5", "+", 5)

    assert found.p == p((0.75, 0.25, 0.5, 0.5))
    assert by_id["ann"].p_dropped == pytest.approx(p((0.5, 0.25, 0.5, 0.5)))  # bob commits to "three" too
    assert by_id["cy"].p_dropped == pytest.approx(p((0.75, 0.5, 0.5, 0.5)))
    assert by_id[""].p_dropped == pytest.approx(p((0.75, 0.25, 0.0, 0.5)))  # "six" is left
    assert by_id["cy"].p_dropped > found.p > by_id[""].p_dropped
    assert by_id["dee"].p_flipped is None and by_id["dee"].sobol_total is None


def test_without_supports_or_a_way_to_score_them_there_are_no_voices():
    assert quick(VOICED, "c5").voices == ()
    assert quick(map_of(row(0, 5)), "c5", beliefs_without=rescore).voices == ()
    with pytest.raises(UsageError, match="beliefs_without gave 2"):
        quick(VOICED, "c5", beliefs_without=lambda supports, denials: 2.0)


def test_quotes_are_the_surest_first():
    found = quick(VOICED, "c5")
    assert next(h for h in found.influences if h.id == "c2>c5:+:asserted").quotes == ("six", "five")


def test_more_influences_than_the_cap_leave_the_most_important_and_a_note():
    rows = [row(0, i, weight=0.5, belief=0.1 * i) for i in (1, 2, 3)] + [row(i, 4, weight=1.0) for i in (1, 2, 3)]
    rows += [row(0, 4, weight=0.01)]
    found = quick(map_of(*rows), "c4", top=6)
    assert len(found.influences) == 6
    assert "c0>c4:+:asserted" not in {h.id for h in found.influences}
    assert any("7 influences can matter; the 6 with" in note for note in found.notes)


def test_large_maps_are_told_with_fewer_worlds_but_the_same_p(monkeypatch):
    monkeypatch.setattr(module, "_CELLS", 600_000)
    rng = np.random.default_rng(1)
    rows = [row(0, i, belief=0.5) for i in range(1, 100)]
    rows += [row(i, 100, int(rng.choice([-1, 1])), belief=0.05) for i in range(1, 100)]
    causes = map_of(*rows, size=101)
    found = hinges(causes, UP, "c100", sensitivity=False)
    assert any("3,030 of 10,000 worlds: 198 influences can matter" in note for note in found.notes)
    want = monte_carlo(compile_map(causes), UP, worlds=10_000)
    assert found.p == max(want.p_up[100], want.p_down[100])
    assert len(found.influences) == module.TOP


def test_conclusions_that_nothing_moves():
    causes = map_of(row(0, 1), row(1, 2, -1))
    held = quick(causes, "c0")
    assert (held.p, held.error, held.influences, held.turning) == (1.0, 0.0, (), None)
    assert "itself set" in held.notes[-1]
    apart = quick(causes, "c4")
    assert (apart.p, apart.influences, apart.turning) == (0.0, (), None)
    assert "nothing that is set moves" in apart.notes[-1]
    wrong = quick(causes, "c2", sign="+")
    assert (wrong.p, wrong.turning, wrong.turning_proven) == (0.0, None, True)
    assert "does not hold" in wrong.notes[-1]
    assert [h.p_flipped for h in wrong.influences] == [1.0, 1.0]
    cut = hinges(causes, Scenario(set={"c0": 1.0}, cut=("c1",)), "c2", worlds=50)
    assert cut.influences == () and cut.p == 0


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ({"concept": "c9"}, "no concept 'c9'"),
        ({"scenario": Scenario(set={})}, "nothing is set"),
        ({"worlds": 0}, "worlds is 0"),
        ({"top": 0}, "top is 0"),
        ({"prior": "normal"}, "no prior 'normal'"),
    ],
)
def test_what_makes_no_sense_is_refused(rest, words):
    asked = {"scenario": UP, "concept": "c1", **rest}
    with pytest.raises(UsageError, match=words):
        hinges(map_of(row(0, 1)), **asked)


@pytest.mark.parametrize("seed", range(40))
def test_carriers_give_the_values_of_the_whole_map(seed):
    causes = random_map(seed, most=20)
    compiled = compile_map(causes)
    for concept in ("c0", "c1", "c2"):
        carriers = Carriers(compiled, UP, concept, worlds=WORLDS, seed=7)
        values = carriers.values(carriers.strengths)
        whole = monte_carlo(compiled, UP, worlds=WORLDS, seed=7)
        at = compiled.index[concept]
        assert ((values > 0).mean(), (values < 0).mean()) == (whole.p_up[at], whole.p_down[at])


def test_ways_that_cancel_leave_nothing():
    rows = (row(0, 1, weight=0.1), row(1, 5, weight=0.3), row(0, 2, weight=0.3), row(2, 5, -1, weight=0.1))
    found = quick(map_of(*rows), "c5")
    assert found.p == 0 and found.turning is None
    assert {h.id: h.p_dropped for h in found.influences} == {
        "c0>c1:+:asserted": 0.0, "c1>c5:+:asserted": 0.0, "c0>c2:+:asserted": 1.0, "c2>c5:-:asserted": 1.0,
    }  # fmt: skip
