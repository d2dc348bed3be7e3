"""Signs of effects: equal to the listing of all simple paths, however they are found."""

from __future__ import annotations

import doctest
import itertools
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitia.analyse import chains, reach, signs
from aitia.analyse.compiled import compile_map
from aitia.analyse.signs import propagate_signs
from aitia.errors import UsageError
from aitia.model.assembled import CauseMap, Concept, Influence
from aitia.model.outcomes import Scenario

Edge = tuple[int, int, int]


def cause_map(edges: list[Edge], size: int, *, prefix: str = "c") -> CauseMap:
    concepts = tuple(Concept(id=f"{prefix}{i}", label=f"{prefix}{i}") for i in range(size))
    rows = [Influence(cause=f"{prefix}{a}", effect=f"{prefix}{b}", polarity=p) for a, b, p in edges]
    return CauseMap(concepts=concepts, influences=tuple(rows))


def by_listing(edges: list[Edge], size: int, held: dict[int, int], cut: tuple[int, ...] = ()) -> list[str]:
    """The sign of each concept from all simple paths, written as plainly as can be."""
    found: list[set[int]] = [set() for _ in range(size)]

    def walk(path: list[int], sign: int) -> None:
        for a, b, polarity in edges:
            if a == path[-1] and b not in path and b not in held and b not in cut:
                found[b].add(sign * polarity)
                walk([*path, b], sign * polarity)

    for start, value in held.items():
        found[start] = {value}
        walk([start], value)
    return ["?" if len(one) == 2 else "0" if not one else "+" if one == {1} else "-" for one in found]


@pytest.mark.parametrize("module", [chains, reach, signs])
def test_doctests(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_modules_have_examples() -> None:
    assert doctest.testmod(signs).attempted > 3


@pytest.mark.parametrize("limit", [signs.MOST_PATHS, 0])
def test_all_signed_digraphs_of_four_nodes(limit: int) -> None:
    """What acts on the concept that is set does not matter (below), so 3^9 cases stand for all 3^12 and all starts."""
    pairs = [(a, b) for a in range(4) for b in range(1, 4) if a != b]
    assert len(pairs) == 9
    scenario = Scenario(set={"c0": 1.0})
    for polarities in itertools.product((0, 1, -1), repeat=9):
        edges = [(a, b, p) for (a, b), p in zip(pairs, polarities, strict=True) if p]
        got = propagate_signs(compile_map(cause_map(edges, 4)), scenario, paths=0, limit=limit)
        assert list(got.signs) == by_listing(edges, 4, {0: 1}), edges
        assert all(got.exact)


def test_what_acts_on_a_set_concept_does_not_matter() -> None:
    rng = np.random.default_rng(3)
    for _ in range(100):
        edges = [(a, b, int(rng.choice((-1, 1)))) for a in range(4) for b in range(4) if a != b and rng.random() < 0.6]
        without = [edge for edge in edges if edge[1] != 0]
        asked = Scenario(set={"c0": -1.0})
        one, other = (propagate_signs(compile_map(cause_map(e, 4)), asked) for e in (edges, without))
        assert (one.signs, one.paths) == (other.signs, other.paths)


graphs = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from((1, -1))), max_size=18, unique=True)


@given(graphs, st.dictionaries(st.integers(0, 7), st.sampled_from((1, -1)), min_size=1, max_size=3),
       st.integers(0, 7))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_random_digraphs_of_eight_nodes(edges: list[Edge], held: dict[int, int], cut: int) -> None:
    cuts = () if cut in held else (cut,)
    scenario = Scenario(set={f"c{i}": float(v) for i, v in held.items()}, cut=tuple(f"c{i}" for i in cuts))
    wanted = by_listing([e for e in edges if e[0] != e[1]], 8, held, cuts)
    for limit in (signs.MOST_PATHS, 0):
        got = propagate_signs(compile_map(cause_map(edges, 8)), scenario, limit=limit)
        assert list(got.signs) == wanted
        assert all(got.exact)
        for at, shown in enumerate(got.paths):
            raises = {(path.sign == "+") == (scenario.set[path.concepts[0]] > 0) for path in shown}
            expected = {"+": {True}, "-": {False}, "?": {True, False}, "0": set()}[wanted[at]]
            assert raises == (set() if at in held else expected)


def test_dense_random_digraphs_of_eight_nodes() -> None:
    rng = np.random.default_rng(5)
    for density in (0.15, 0.2, 0.25, 0.3):
        for _ in range(25):
            edges = [(a, b, int(rng.choice((-1, 1, 1, 1)))) for a in range(8) for b in range(8)
                     if a != b and rng.random() < density]  # fmt: skip
            wanted = by_listing(edges, 8, {0: 1})
            for limit in (signs.MOST_PATHS, 0):
                got = propagate_signs(compile_map(cause_map(edges, 8)), Scenario(set={"c0": 1.0}), limit=limit)
                assert list(got.signs) == wanted


def test_a_walk_that_is_no_path_decides_nothing() -> None:
    """0 +> 1 +> 2, and 1 -> 3 +> 1: a walk can go round and change sign, a path cannot."""
    edges = [(0, 1, 1), (1, 2, 1), (1, 3, -1), (3, 1, 1)]
    for limit in (signs.MOST_PATHS, 0):
        got = propagate_signs(compile_map(cause_map(edges, 4)), Scenario(set={"c0": 1.0}), limit=limit)
        assert got.signs == ("+", "+", "+", "-")


def test_paths_are_the_shortest_and_the_best_believed() -> None:
    def row(a: str, b: str, polarity: int, belief: float = 0.9) -> Influence:
        return Influence(cause=a, effect=b, polarity=polarity, belief=belief)

    concepts = tuple(Concept(id=n, label=n) for n in "awxyzt")
    rows = [row("a", m, 1) for m in "wxyz"]
    rows += [row("w", "t", 1, 0.2), row("x", "t", 1, 0.8), row("y", "t", 1, 0.5), row("z", "x", 1), row("z", "t", -1)]
    got = propagate_signs(compile_map(CauseMap(concepts=concepts, influences=tuple(rows))), Scenario(set={"a": -1.0}),
                          paths=2)  # fmt: skip
    # +: z lowers t, and a is set down; -: the two best believed of length 2, not a>z>x>t
    assert [p.concepts for p in got.paths[5]] == [("a", "z", "t"), ("a", "x", "t"), ("a", "y", "t")]
    assert [p.sign for p in got.paths[5]] == ["-", "+", "+"]
    assert got.paths[5][1].influences == ("a>x:+:asserted", "x>t:+:asserted")
    assert got.signs[5] == "?"
    assert "paths in all" in got.path_notes[0]


def test_influences_of_no_belief_and_loops_are_not_followed() -> None:
    rows = (Influence(cause="c0", effect="c1", polarity=1, belief=0.0),
            Influence(cause="c0", effect="c2", polarity=1),
            Influence(cause="c2", effect="c2", polarity=-1))  # fmt: skip
    causes = CauseMap(concepts=cause_map([], 3).concepts, influences=rows)
    got = propagate_signs(compile_map(causes), Scenario(set={"c0": 1.0}))
    assert got.signs == ("+", "0", "+")
    assert got.notes == ("not followed, as it acts on itself: c2>c2:-:asserted",)


def test_order_and_names_change_nothing() -> None:
    rng = np.random.default_rng(8)
    for _ in range(20):
        edges = [(int(a), int(b), int(p)) for a, b, p in zip(rng.integers(0, 9, 16), rng.integers(0, 9, 16),
                                                             rng.choice((-1, 1), 16), strict=True)]  # fmt: skip
        edges = list(dict.fromkeys(edges))
        plain = propagate_signs(compile_map(cause_map(edges, 9)), Scenario(set={"c0": 1.0}))
        place = rng.permutation(9).tolist()  # node i is renamed to place[i]
        moved = [(place[a], place[b], p) for a, b, p in edges]
        rng.shuffle(moved)
        moved = [(int(a), int(b), int(p)) for a, b, p in moved]
        other = propagate_signs(compile_map(cause_map(moved, 9)), Scenario(set={f"c{place[0]}": 1.0}))
        assert [other.signs[place[i]] for i in range(9)] == list(plain.signs)
        assert [len(other.paths[place[i]]) for i in range(9)] == [len(p) for p in plain.paths]


def test_what_cannot_be_decided_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    edges = [(0, 1, 1), (1, 2, 1), (1, 3, -1), (3, 1, 1)]
    monkeypatch.setattr(signs, "MOST_STEPS", 1)
    got = propagate_signs(compile_map(cause_map(edges, 4)), Scenario(set={"c0": 1.0}), limit=0)
    assert got.signs[2] == "?"
    assert got.exact[2] is False
    assert any("could not be decided" in note for note in got.notes)
    assert got.exact[0] is True


def test_a_negative_number_of_paths_is_refused() -> None:
    with pytest.raises(UsageError, match="paths is -1"):
        propagate_signs(compile_map(cause_map([], 2)), Scenario(set={"c0": 1.0}), paths=-1)


def test_a_hundred_thousand_influences_take_seconds() -> None:
    rng = np.random.default_rng(1)
    ends = rng.integers(0, 20_000, (100_000, 2)).tolist()
    edges = [(a, b, 1 if (a + b) % 3 else -1) for a, b in ends]
    compiled = compile_map(cause_map(edges, 20_000))
    before = time.process_time()
    got = propagate_signs(compiled, Scenario(set={"c0": 1.0}))
    assert time.process_time() - before < 20
    assert got.signs.count("?") > 15_000
    assert any("paths" in note for note in got.path_notes)


def test_a_very_long_chain_is_no_trouble() -> None:
    size = 20_000
    compiled = compile_map(cause_map([(i, i + 1, -1) for i in range(size - 1)], size))
    got = propagate_signs(compiled, Scenario(set={"c0": 1.0}), paths=1)
    assert got.signs[-2:] == ("+", "-")
    assert all(got.exact)
