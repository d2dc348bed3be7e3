"""One question, four engines: they agree where they must, and say so where they cannot answer."""

from __future__ import annotations

import doctest
from dataclasses import replace
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitia.analyse import whatif as module
from aitia.analyse.whatif import ENGINES, what_if
from aitia.errors import UsageError
from aitia.model.assembled import CauseMap, Concept, Influence
from aitia.model.outcomes import Engine, Scenario

Row = tuple[str, str, int, float]


def cause_map(rows: list[Row], names: str = "abcdef") -> CauseMap:
    influences = tuple(Influence(cause=a, effect=b, polarity=p, belief=q) for a, b, p, q in rows)
    return CauseMap(concepts=tuple(Concept(id=n, label=n) for n in names), influences=influences)


def signs(causes: CauseMap, engine: Engine, **set_to: float) -> str:
    return "".join(o.sign for o in what_if(causes, Scenario(set=set_to), engine=engine).outcomes)


def test_doctests() -> None:
    assert doctest.testmod(module).failed == 0
    assert doctest.testmod(module).attempted > 4


def test_all_engines_are_there() -> None:
    assert get_args(Engine) == ENGINES == ("sign", "fcm", "linear", "montecarlo")


@pytest.mark.parametrize("engine", ENGINES)
class TestEveryEngine:
    def test_outcomes_stand_in_the_order_of_the_map(self, engine: Engine) -> None:
        causes = cause_map([("a", "c", 1, 0.5), ("c", "b", -1, 0.5)])
        answer = what_if(causes, Scenario(set={"a": 1.0}), engine=engine)
        assert answer.engine == engine
        assert [o.concept for o in answer.outcomes] == [*"abcdef"]
        assert [o.sign for o in answer.outcomes] == [*"+-+000"]
        assert [len(o.paths) for o in answer.outcomes] == [0, 1, 1, 0, 0, 0]
        assert answer.outcomes[1].paths[0].influences == ("a>c:+:asserted", "c>b:-:asserted")

    def test_keys_without_a_value_are_none(self, engine: Engine) -> None:
        for outcome in what_if(cause_map([("a", "b", 1, 0.5)]), Scenario(set={"a": 1.0}), engine=engine).outcomes:
            chances = (outcome.p_up, outcome.p_down, outcome.p_none)
            assert (outcome.value is None) == (engine == "sign")
            if engine == "montecarlo":
                assert sum(p for p in chances if p is not None) == pytest.approx(1)
            else:
                assert chances == (None, None, None)

    def test_setting_down_turns_everything(self, engine: Engine) -> None:
        causes = cause_map([("a", "b", 1, 0.5), ("b", "c", -1, 0.5), ("a", "d", -1, 1.0)])
        assert signs(causes, engine, a=1.0) == "++--00"
        assert signs(causes, engine, a=-0.5) == "--++00"

    def test_what_is_held_lets_nothing_through(self, engine: Engine) -> None:
        causes = cause_map([("a", "b", 1, 0.5), ("b", "c", 1, 0.5), ("e", "a", 1, 0.5)])
        answer = what_if(causes, Scenario(set={"a": 1.0}, cut=("b",)), engine=engine)
        assert "".join(o.sign for o in answer.outcomes) == "+00000"
        assert signs(causes, engine, a=1.0, b=-1.0) == "+--000"

    def test_a_map_without_a_path_says_so(self, engine: Engine) -> None:
        answer = what_if(cause_map([("b", "a", 1, 1.0), ("a", "c", 1, 0.0)]), Scenario(set={"a": 1.0}), engine=engine)
        assert "".join(o.sign for o in answer.outcomes) == "+00000"
        assert answer.notes[0].startswith("nothing follows")

    def test_two_answers_are_equal(self, engine: Engine) -> None:
        causes = cause_map([("a", "b", 1, 0.5), ("b", "c", -1, 0.5), ("c", "b", 1, 0.25), ("a", "c", 1, 0.5)])
        one, other = (what_if(causes, Scenario(set={"a": 1.0}), engine=engine) for _ in range(2))
        assert one == other

    def test_self_loops_break_nothing(self, engine: Engine) -> None:
        causes = cause_map([("a", "a", -1, 1.0), ("a", "b", 1, 0.5), ("b", "b", 1, 0.5), ("b", "c", 1, 0.5)])
        answer = what_if(causes, Scenario(set={"a": 1.0}), engine=engine)
        assert "".join(o.sign for o in answer.outcomes) == "+++000"
        told = any("acts on itself" in note for note in answer.notes)
        assert told == (engine in ("sign", "montecarlo"))

    def test_bad_input_is_refused(self, engine: Engine) -> None:
        causes = cause_map([("a", "b", 1, 0.5)])
        with pytest.raises(UsageError, match="no concept 'q'"):
            what_if(causes, Scenario(set={"q": 1.0}), engine=engine)
        with pytest.raises(UsageError, match="both set and cut"):
            what_if(causes, Scenario(set={"a": 1.0}, cut=("a",)), engine=engine)
        with pytest.raises(UsageError, match="empty"):
            what_if(cause_map([], ""), Scenario(set={"a": 1.0}), engine=engine)
        bad = replace(causes, influences=(replace(causes.influences[0], weight=float("nan")),))
        with pytest.raises(UsageError, match="weight nan"):
            what_if(bad, Scenario(set={"a": 1.0}), engine=engine)


@given(st.integers(0, 100_000))
@settings(max_examples=60, deadline=None)
def test_where_paths_agree_all_engines_do(seed: int) -> None:
    """A sign that all simple paths share is that of every engine on a map without cycles; none is none for all."""
    rng = np.random.default_rng(seed)
    names = "abcdef"
    pairs = [(i, j) for i in range(6) for j in range(i + 1, 6) if rng.random() < 0.5]
    rows = [(names[i], names[j], int(rng.choice((-1, 1))), float(rng.uniform(0.1, 1))) for i, j in pairs]
    causes = cause_map(rows)
    certain = signs(causes, "sign", a=1.0)
    for engine in ENGINES[1:]:
        for mine, theirs in zip(signs(causes, engine, a=1.0), certain, strict=True):
            assert theirs == "?" or mine == theirs, engine


def test_a_divergent_map_has_no_numbers() -> None:
    causes = cause_map([("a", "b", 1, 1.0), ("b", "c", 1, 1.0), ("c", "b", 1, 1.0), ("a", "d", 1, 0.5)])
    answer = what_if(causes, Scenario(set={"a": 1.0}), engine="linear")
    assert [(o.sign, o.value, o.exact) for o in answer.outcomes[1:4]] == [
        ("?", None, False), ("?", None, False), ("+", 0.5, True),
    ]  # fmt: skip
    assert answer.notes == ("diverges: spectral radius 1 in the cycle through b, c; 2 concepts have no steady state",)


def test_disagreeing_paths_are_unclear_by_sign_and_weighed_by_the_others() -> None:
    causes = cause_map([("a", "b", 1, 0.9), ("a", "c", 1, 0.5), ("c", "b", -1, 0.2)])
    assert signs(causes, "sign", a=1.0)[1] == "?"
    for engine in ENGINES[1:]:
        assert signs(causes, engine, a=1.0)[1] == "+"
    near = cause_map([("a", "b", 1, 0.9), ("a", "c", 1, 0.9), ("c", "b", -1, 0.9)])
    assert signs(near, "montecarlo", a=1.0)[1] == "+"  # the longer path is the weaker
    assert signs(cause_map([("a", "b", 1, 0.5), ("a", "b", -1, 0.5)]), "montecarlo", a=1.0)[1] == "?"


def test_an_fcm_that_swings_is_unclear() -> None:
    causes = cause_map([("a", "b", 1, 1.0), ("b", "c", 1, 1.0), ("c", "b", -1, 1.0)])
    answer = what_if(causes, Scenario(set={"a": 0.2}), engine="fcm", transfer="trivalent")
    assert answer.outcomes[1].sign == "?"
    assert "cycle of" in answer.notes[0]


def test_monte_carlo_says_how_it_drew() -> None:
    answer = what_if(cause_map([("a", "b", 1, 0.5)]), Scenario(set={"a": 1.0}), engine="montecarlo", worlds=100, seed=4,
                     prior="fixed")  # fmt: skip
    assert "100 worlds, seed 4; standard error of a probability at most 0.05; " in answer.notes[0]
    assert answer.outcomes[1].value == answer.outcomes[1].p_up


@pytest.mark.parametrize(
    "options",
    [
        {"engine": "magic"}, {"paths": -2}, {"prior": "x", "engine": "montecarlo"},
        {"transfer": "x", "engine": "fcm"}, {"inference": "x", "engine": "fcm"},
    ],
)  # fmt: skip
def test_unknown_options_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        what_if(cause_map([("a", "b", 1, 0.5)]), Scenario(set={"a": 1.0}), **options)  # type: ignore[arg-type]


def test_no_paths_when_none_are_asked_for() -> None:
    answer = what_if(cause_map([("a", "b", 1, 0.5)]), Scenario(set={"a": 1.0}), paths=0)
    assert answer.outcomes[1].paths == ()
    assert answer.outcomes[1].sign == "+"
    assert answer.notes == ()
