"""Confidence comes from judged rows; a threshold leaves out what stays below it."""

from __future__ import annotations

import pytest

import aitia
from aitia.extract import confidence as room
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


def test_a_family_few_judged_stays_near_its_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = {"events": {"verb": (80, 20), "noun": (1, 0)}}
    monkeypatch.setattr(judged_rows, "_counts", lambda: counts)
    verb, noun, new = (judged_rows.judged("events", f"{f}/x") for f in ("verb", "noun", "adjective"))
    assert verb is not None and noun is not None and new is not None
    assert verb == pytest.approx(0.8, abs=0.01)
    assert 0.8 < noun < 0.9
    assert new == pytest.approx(0.797, abs=0.01)
    assert judged_rows.judged("figures", "number") is None


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


def test_the_heads_move_a_confidence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judged_rows, "_weights", lambda: {"ties": (0.0, 1.0, 0.5, 0.25, 0.0, 0.0)})
    assert judged_rows.moved("ties", 0.7, 0.5) == pytest.approx(0.7)
    assert judged_rows.moved("ties", 0.7, 0.9) > 0.8
    assert judged_rows.moved("ties", 0.7, 0.1) < 0.5
    assert judged_rows.moved("ties", 0.7, 0.0) == judged_rows.moved("ties", 0.7, 0.02)
    assert judged_rows.moved("options", 0.7, 0.1) == 0.7
    assert judged_rows.moved("ties", 0.7, 0.5, 0.9) > judged_rows.moved("ties", 0.7, 0.5) == pytest.approx(0.7)
    assert judged_rows.moved("ties", 0.7, 0.5, 0.1) < 0.7


def test_what_is_not_plainly_told_is_less_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = judged_rows.moved("events", 0.7, 0.5)
    assert judged_rows.moved("events", 0.7, 0.5, unreal=True) < plain
    monkeypatch.setattr(judged_rows, "_weights", lambda: {"events": (0.0, 1.0, 0.0, 0.0, 0.0, -0.3)})
    assert judged_rows.moved("events", 0.7, 0.5, onesided=True) < judged_rows.moved("events", 0.7, 0.5)
    text = "Chad attacked Libya. Chad may attack Libya. The government in Chad promised reforms on Monday."
    whole = aitia.read(text).events
    assert [room.is_unreal(e) for e in whole] == [e.factuality != "asserted" for e in whole]
    assert {room.is_onesided(e) for e in whole} == {True, False}
