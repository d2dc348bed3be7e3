"""Confidence comes from judged rows; a threshold leaves out what stays below it."""

from __future__ import annotations

import pytest

import aitia
from aitia.extract import confidence as room
from aitia.extract.rules import read_layers
from aitia.ingest import from_text
from aitia.language.parse import read_pages
from aitia.lexicon import confidence as judged_rows
from aitia.pipeline import Settings

TEXT = (
    "Chad armed the rebels, the minister said. Libya attacked the rebels on Monday because they had seized the port. "
    "France should withdraw its troops."
)


def test_families_are_what_stands_before_the_word() -> None:
    assert judged_rows.family("verb/attack") == "verb"
    assert judged_rows.family("causes/clause:if") == "clause"
    assert judged_rows.family("causes/purpose") == "purpose"


def test_a_rule_few_judged_stays_near_its_family(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {"layer": "events", "rule": "verb/attack", "right": "70", "wrong": "10"},
        {"layer": "events", "rule": "verb/deny", "right": "10", "wrong": "10"},
        {"layer": "events", "rule": "noun/raid", "right": "1", "wrong": "0"},
    ]
    judged_rows._counts.cache_clear()
    monkeypatch.setattr(judged_rows, "table", lambda _: rows)
    rules = ("verb/attack", "verb/deny", "verb/other", "noun/raid", "adjective/x")
    attack, deny, other, raid, new = (judged_rows.judged("events", r) or 0.0 for r in rules)
    less = judged_rows.judged("events", "verb/deny", without=False)
    nobody = judged_rows.judged("moods", "number")
    judged_rows._counts.cache_clear()
    assert nobody is None
    assert deny < other < attack
    assert other == pytest.approx(0.8, abs=0.01)
    assert new == pytest.approx(0.8, abs=0.01)
    assert new < raid < 0.9
    assert less is not None and deny < less < other


def test_every_confidence_is_a_probability_and_the_threshold_holds() -> None:
    whole = aitia.read(TEXT)
    rows = [*whole.events, *whole.ties, *whole.causes, *whole.options, *whole.figures]
    assert rows and all(0 < r.confidence < 1 for r in rows)
    for least in (0.5, 0.75, 0.99):
        item = next(iter(aitia.read_documents([whole.document], settings=Settings(min_confidence=least))))
        assert isinstance(item, aitia.Reading)
        kept = [*item.events, *item.ties, *item.causes, *item.options, *item.figures]
        assert {r.id for r in kept} == {r.id for r in rows if r.confidence >= least}
        assert {a.id for a in item.actors} <= {a.id for a in whole.actors}


def test_more_places_make_a_tie_surer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "judged", lambda *_: 0.6)
    fast = Settings(fast=True)
    once = aitia.read("Chad backs the rebels.", settings=fast).ties
    twice = aitia.read("Chad backs the rebels. Chad backs the rebels, and France knows it.", settings=fast).ties
    assert once[0].confidence == 0.6
    assert twice[0].confidence == pytest.approx(0.84)


def test_marks_move_a_confidence(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = {"ties": {"intercept": 0.0, "rule": 1.0, "head": 0.5, "unreal": -0.3}}
    monkeypatch.setattr(judged_rows, "_weights", lambda: weights)
    assert judged_rows.moved("ties", 0.7, {"head": 0.0}) == pytest.approx(0.7)
    assert judged_rows.moved("ties", 0.7, {"head": 2.0}) > 0.8
    assert judged_rows.moved("ties", 0.7, {"head": -2.0}) < 0.5
    assert judged_rows.moved("ties", 0.7, {"unreal": 1.0}) < 0.7
    assert judged_rows.moved("ties", 0.7, {"unheard of": 1.0}) == pytest.approx(0.7)
    assert judged_rows.moved("options", 0.7, {"head": -2.0}) == 0.7


def test_a_row_bears_the_marks_that_its_words_show() -> None:
    text = "The rebels fled. Libya attacked them, the minister said. France may arm the army."
    [page] = read_pages([(from_text(text, id="x"), frozenset())])
    found = read_layers(page, Settings().provenance()).events
    flight, attack, arming = (page.marks[e.id] for e in found)
    assert {"no target", "told by the main clause"} <= set(flight)
    assert {"target is a pronoun", "attributed"} <= set(attack)
    assert {"unreal", "hypothetical"} <= set(arming) and "unreal" not in attack
    assert attack["length"] == pytest.approx(8 / 30)
