"""Belief: the reference formula on cases worked by hand, and what must always hold."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitia.assembly import belief as module
from aitia.assembly.belief import Errors, belief, noisy_or, sources_of
from aitia.model.assembled import Support
from aitia.model.text import Span


def row(voice: str | None, confidence: float = 1.0, document: str = "d", **more: object) -> Support:
    voices = (voice,) if voice else ()
    return Support(document=document, row="r", voices=voices, confidence=confidence, span=Span(0, 1), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        # INDRA, worked by hand: 1 - product of (systematic + product of random errors)
        ([(0.05, [0.3])], 1 - (0.05 + 0.3)),
        ([(0.05, [0.3, 0.3])], 1 - (0.05 + 0.09)),
        ([(0.05, [0.3, 0.3, 0.3])], 1 - (0.05 + 0.027)),
        ([(0.05, [0.3]), (0.01, [0.1])], 1 - 0.35 * 0.11),
        ([(0.05, [0.2, 0.4])], 1 - (0.05 + 0.08)),
        ([], 0.0),
    ],
)
def test_the_reference_formula(sources: list[tuple[float, list[float]]], expected: float) -> None:
    assert noisy_or(sources, additive=True) == pytest.approx(expected, abs=1e-12)


def test_belief_by_hand() -> None:
    # one voice, one row read with confidence .8: 1 - (.35 + .65 * .2)
    assert belief([row("x", 0.8)], Errors()) == pytest.approx(0.52)
    # its second row helps against misreading only, never against the voice itself
    assert belief([row("x", 0.8), row("x", 0.8)], Errors()) == pytest.approx(1 - (0.35 + 0.65 * 0.04))
    assert belief([row("x", 1.0)] * 50, Errors()) == pytest.approx(0.65)
    # the same voice told by two documents is one source; two unnamed sources of two documents are two
    assert belief([row("x"), row("x", document="e")], Errors()) == pytest.approx(0.65)
    assert belief([row(None), row(None, document="e")], Errors()) == pytest.approx(1 - 0.5**2)
    assert belief([row(None), row(None)], Errors()) == pytest.approx(0.5)


def test_reliability_of_rules_and_voices_can_be_stated() -> None:
    assert belief([row("x", 0.2, rule="r1")], Errors(rules={"r1": 0.1})) == pytest.approx(0.65 * 0.9)
    assert belief([row("x")], Errors(voices={"x": 0.05})) == pytest.approx(0.95)
    assert belief([row("x", certainty="hedged")], Errors()) == pytest.approx(0.65 * 0.6)


def test_a_row_of_two_voices_stands_on_both() -> None:
    both = Support(document="d", row="r", voices=("x", "y"), span=Span(0, 1))
    assert sources_of(both) == ("x", "y")
    assert belief([both], Errors()) == pytest.approx(1 - 0.35**2)


def test_denials_count_against() -> None:
    assert belief([row("x")], Errors(), [row("y")]) == pytest.approx(0.65 * 0.35)
    assert belief([], Errors(), [row("y")]) == 0.0


SUPPORTS = st.lists(
    st.builds(
        row,
        st.sampled_from([None, "a", "b", "c"]),
        st.floats(0, 1),
        st.sampled_from(["d", "e"]),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(SUPPORTS, SUPPORTS, st.sampled_from([None, "a", "z"]), st.floats(0, 1))
def test_a_source_that_agrees_never_lowers_belief(
    supports: list[Support], denials: list[Support], voice: str | None, confidence: float
) -> None:
    before = belief(supports, Errors(), denials)
    after = belief([*supports, row(voice, confidence, "new")], Errors(), denials)
    assert 0.0 <= before <= after + 1e-12 <= 1.0 + 1e-12
    assert belief(list(reversed(supports)), Errors(), denials) == pytest.approx(before, abs=1e-12)
    assert belief(supports, Errors(), [*denials, row(voice, confidence, "new")]) <= before + 1e-12


def test_the_examples_of_the_docstrings() -> None:
    result = doctest.testmod(module)
    assert result.attempted and not result.failed
