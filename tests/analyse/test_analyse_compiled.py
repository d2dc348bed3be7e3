"""A cause map as arrays: everything that cannot be right is refused, with a word on what to do."""

from __future__ import annotations

import doctest
import math
import time

import numpy as np
import pytest

from aitia.analyse import compiled as module
from aitia.analyse.compiled import check_scenario, compile_map, pair_strengths
from aitia.errors import UsageError
from aitia.model.assembled import CauseMap, Concept, Influence
from aitia.model.outcomes import Scenario


def cause_map(*rows: Influence, names: str = "abcd") -> CauseMap:
    return CauseMap(concepts=tuple(Concept(id=n, label=f"the {n}") for n in names), influences=rows)


def test_doctests() -> None:
    assert doctest.testmod(module).failed == 0
    assert doctest.testmod(module).attempted > 3


def test_arrays_keep_the_order_of_the_map() -> None:
    rows = (Influence(cause="b", effect="a", polarity=-1, belief=0.5),
            Influence(cause="a", effect="c", polarity=1, weight=0.25, belief=0.0))  # fmt: skip
    compiled = compile_map(cause_map(*rows))
    assert compiled.concepts == ("a", "b", "c", "d")
    assert compiled.ids == ("b>a:-:asserted", "a>c:+:asserted")
    assert compiled.cause.tolist() == [1, 0]
    assert compiled.effect.tolist() == [0, 2]
    assert compiled.strength.tolist() == [-0.5, 0.0]  # nobody believes the second
    assert math.isnan(compiled.weight[0])
    assert compiled.live.tolist() == [True, False]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("weight", math.nan), ("weight", math.inf), ("weight", 0.0), ("weight", 1.5), ("weight", -0.5),
        ("weight", "much"), ("belief", math.nan), ("belief", 1.01), ("belief", -0.1), ("belief", None),
        ("polarity", 0), ("polarity", 2), ("polarity", math.nan),
    ],
)  # fmt: skip
def test_numbers_that_cannot_be_are_refused_by_name(field: str, value: object) -> None:
    values: dict[str, object] = {"cause": "a", "effect": "b", "polarity": 1, field: value}
    with pytest.raises(UsageError, match=rf"a>b.*{field}"):
        compile_map(cause_map(Influence(**values)))  # type: ignore[arg-type]


def test_ends_that_are_no_concepts_are_refused() -> None:
    with pytest.raises(UsageError, match="its effect 'z' is not among"):
        compile_map(cause_map(Influence(cause="a", effect="z", polarity=1)))


def test_two_concepts_with_one_id_are_refused() -> None:
    with pytest.raises(UsageError, match="two concepts of the map have the id 'a'"):
        compile_map(cause_map(names="aba"))


def test_influences_of_one_pair_add_up_within_one() -> None:
    rows = [Influence(cause="a", effect="b", polarity=1, weight=0.75, certainty=c) for c in ("asserted", "hedged")]
    rows.append(Influence(cause="b", effect="c", polarity=1, weight=0.5))
    rows.append(Influence(cause="b", effect="c", polarity=-1, weight=0.5))
    assert [part.tolist() for part in pair_strengths(compile_map(cause_map(*rows)))] == [[0], [1], [1.0]]


@pytest.mark.parametrize(
    ("scenario", "message"),
    [
        (Scenario(set={}), "nothing is set"),
        (Scenario(set={"a": math.nan}), "a=nan is not a number"),
        (Scenario(set={"a": math.inf}), "a=inf is not a number"),
        (Scenario(set={"a": True}), "a=True is not a number"),
        (Scenario(set={"a": "+1"}), "is not a number"),  # type: ignore[dict-item]
        (Scenario(set={"a": 0.0}), "a=0 sets nothing"),
        (Scenario(set={"a": -1.5}), "out of range"),
        (Scenario(set={"a": 1.0}, cut=("a",)), "a is both set and cut"),
        (Scenario(set={"a": 1.0}, cut=("q",)), "no concept 'q' in this map"),
    ],
)
def test_scenarios_that_make_no_sense_are_refused(scenario: Scenario, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        check_scenario(compile_map(cause_map()), scenario)


def test_an_empty_map_is_refused() -> None:
    with pytest.raises(UsageError, match="the cause map is empty"):
        check_scenario(compile_map(CauseMap(concepts=(), influences=())), Scenario(set={"a": 1.0}))


@pytest.mark.parametrize("wanted", ["sunni-suport", "Support of the Sunnis", "sunnis", "SUNNI-SUPPORT"])
def test_an_unknown_concept_is_told_its_nearest_by_id_or_label(wanted: str) -> None:
    concepts = (Concept(id="oil", label="price of oil"), Concept(id="sunni-support", label="support of the Sunnis"))
    with pytest.raises(UsageError, match=r"nearest: sunni-support \(support of the Sunnis\)"):
        check_scenario(compile_map(CauseMap(concepts=concepts, influences=())), Scenario(set={wanted: 1.0}))


def test_a_hundred_thousand_influences_compile_in_a_moment() -> None:
    rng = np.random.default_rng(0)
    names = [f"c{i}" for i in range(20_000)]
    ends = rng.integers(0, len(names), (100_000, 2)).tolist()
    rows = tuple(Influence(cause=names[a], effect=names[b], polarity=1, belief=0.5) for a, b in ends)
    causes = CauseMap(concepts=tuple(Concept(id=n, label=n) for n in names), influences=rows)
    before = time.process_time()
    compiled = compile_map(causes)
    assert time.process_time() - before < 6
    assert len(compiled.ids) == 100_000
