"""One table of months for all readers of dates."""

from __future__ import annotations

import re

import pytest

from aitia.lexicon.calendar import CLOCK, MONTH, MONTH_NAME, MONTHS


@pytest.mark.parametrize(
    ("text", "number"), [("January", 1), ("Sept.", 9), ("Sep", 9), ("MARCH", 3), ("May", 5), ("Dec.", 12)]
)
def test_a_month_is_known_however_it_is_written(text: str, number: int) -> None:
    assert re.fullmatch(MONTH_NAME, text)
    assert re.fullmatch(MONTH, text, re.IGNORECASE)
    assert MONTHS[text.lower().rstrip(".")] == number


@pytest.mark.parametrize("text", ["may", "march", "MAY", "Marching", "Mayor"])
def test_everyday_words_are_no_names_of_months(text: str) -> None:
    assert re.fullmatch(MONTH_NAME, text) is None


@pytest.mark.parametrize("text", ["6:15 p.m. ET", "09.12 BST", "00:00 IST", "14:35 GMT", "10:20h", "16:20"])
def test_a_time_of_day(text: str) -> None:
    assert re.fullmatch(CLOCK, text, re.IGNORECASE)
