"""Agreement pair by pair, and Krippendorff's alpha."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitia.analyse.agreement import agreements, krippendorff_alpha
from aitia.model.outcomes import Item, Position


def item(name: str, **attitudes: str) -> Item:
    held_ = tuple(Position(source=s, attitude=a) for s, a in attitudes.items())  # type: ignore[arg-type]
    return Item(kind="cause", id=name, label=name, positions=held_)


ATTITUDES = st.sampled_from(["asserts", "denies", "split", "hedges", "silent"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from("abcde"), ATTITUDES), max_size=12))
def test_agreements_are_what_counting_by_hand_gives(rows):
    items = [item(str(n), **held_) for n, held_ in enumerate(rows)]
    expected = {}
    for one, other in combinations("abcde", 2):
        both = [
            (r[one], r[other]) for r in rows if r.get(one, "silent") != "silent" and r.get(other, "silent") != "silent"
        ]
        if both:
            same = sum(p in {("asserts", "asserts"), ("denies", "denies")} for p in both)
            apart = sum(p in {("asserts", "denies"), ("denies", "asserts")} for p in both)
            expected[one, other] = (same, apart, len(both) - same - apart)
    found = agreements(items, list("abcde"))
    assert {(a.one, a.other): (a.agree, a.disagree, a.unsettled) for a in found} == expected
    assert [(a.one, a.other) for a in found] == sorted(expected)


def test_of_too_many_pairs_those_that_disagree_stay():
    rows = [item("1", a="asserts", b="asserts", c="denies")]
    assert [(a.one, a.other) for a in agreements(rows, list("abc"), most=2)] == [("a", "c"), ("b", "c")]


def test_alpha_of_the_published_example():
    """Krippendorff 2011, section A: Meg and Owen, ten binary values, alpha 0.095."""
    meg, owen = "0100000010", "1110010000"
    votes = [(Counter(pair)["1"], Counter(pair)["0"]) for pair in zip(meg, owen, strict=True)]
    assert krippendorff_alpha(votes) == pytest.approx(0.095, abs=5e-4)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=10))
def test_alpha_is_what_its_definition_by_pairs_gives(votes):
    """Observed and expected disagreement by listing every pair of values."""
    seen = [[1] * y + [0] * n for y, n in votes if y + n >= 2]
    values = [v for unit in seen for v in unit]
    n = len(values)
    if len(set(values)) < 2:
        assert krippendorff_alpha(votes) is None
        return
    observed = sum(sum(2 * (a != b) for a, b in combinations(u, 2)) / (len(u) - 1) for u in seen) / n
    expected = sum(2 * (a != b) for a, b in combinations(values, 2)) / (n * (n - 1))
    alpha = krippendorff_alpha(votes)
    assert alpha == pytest.approx(1 - observed / expected)
    assert alpha <= 1
