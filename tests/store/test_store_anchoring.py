"""Decisions find their rows again after the reader or the text has changed, or say why they do not."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from decided import decision, judged, undo
from hypothesis import assume, given
from hypothesis import strategies as st

import made
from aitia.model.decisions import Selector
from aitia.model.reading import Reading
from aitia.model.records import CausalLink, Claim
from aitia.model.text import Document, Provenance, Span
from aitia.store.anchoring import REVIEWED, agreement, locate, reattach, row_spans, select

PIECES = [
    "the war",
    "war",
    "w\u0301ar",
    "🕊️",
    "👩‍👩‍👧‍👦",
    "e\u0301",
    "é",
    "ﬁ",
    " ",
    "\n",
    "aid",
    "\u202e",
    "a",
    "الحسكة",
    "\ud800",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), min_size=1, max_size=60).map("".join)


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(TEXTS.filter(bool))
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, min(len(text), start + 20))))


# quotes


@given(quoted())
def test_a_quote_is_found_where_it_was(found: tuple[str, Span]) -> None:
    text, span = found
    quote = select(text, span)
    assert quote.exact == text[span.start : span.end]
    assert (quote.prefix + quote.exact + quote.suffix) in text
    assert len(quote.prefix) <= 32 >= len(quote.suffix)
    assert agreement(text, span, quote) == 1.0
    assert locate(text, quote) == span


@given(quoted(), TEXTS, TEXTS)
def test_a_quote_moves_with_its_surroundings(found: tuple[str, Span], before: str, after: str) -> None:
    text, span = found
    assume(len(text) > span.end - span.start)  # something stands around it
    moved = before + text + after
    place = locate(moved, select(text, span))
    assert place is not None
    assert moved[place.start : place.end] == text[span.start : span.end]
    # where it went, or another place that looks quite the same
    there = Span(span.start + len(before), span.end + len(before))
    quote = select(text, span)
    assert agreement(moved, place, quote) >= agreement(moved, there, quote)


@given(quoted())
def test_a_quote_is_not_found_in_its_other_spelling(found: tuple[str, Span]) -> None:
    text, span = found
    quote = select(text, span)
    other = unicodedata.normalize("NFD", text)
    place = locate(other, quote)
    assert place is None or other[place.start : place.end] == quote.exact


def test_repeated_words_are_told_apart_by_what_stands_around() -> None:
    text = " ".join(f"In year {n} the war went on and the war cost {n * 7} lives." for n in range(50))
    for at in [i for i in range(len(text)) if text.startswith("the war", i)]:
        quote = select(text, (at, at + 7))
        assert locate("A new first line.\n" + text, quote) == Span(at + 18, at + 25)


def test_words_in_other_surroundings_are_not_taken() -> None:
    quote = select("Before the vote, sanctions hurt the poor more than the rulers.", (17, 26))
    assert locate("He wrote of sanctions in passing, and of much else besides.", quote) is None
    assert locate("Nothing of the kind.", quote) is None
    assert locate("anything", Selector(exact="")) is None


# rows

TEXT = (
    "Sanctions weakened the regime. The army attacked the rebels in May. The press says that sanctions weakened the "
    "regime, and that the army attacked the rebels again in June."
)


@pytest.fixture
def reading() -> Reading:
    out = made.reading(
        TEXT,
        actors={"army": ["The army", "the army"], "rebels": ["the rebels", "the rebels#2"]},
        causes=[
            {"cause": "Sanctions", "effect": "the regime", "polarity": -1},
            {"cause": "sanctions", "effect": "the regime#2", "polarity": -1},
        ],
        events=[{"type": "ASSAULT", "actors": ["army"], "recipients": ["rebels"]}] * 2,
        ties=[{"subject": "army", "object": "rebels", "relation": "fights", "sign": -1}],
    )
    triggers = (made.at(TEXT, "attacked"), made.at(TEXT, "attacked#2"))
    return replace(out, events=tuple(replace(e, trigger=t) for e, t in zip(out.events, triggers, strict=True)))


def renamed(reading: Reading, **changes: Any) -> Reading:
    """The same rows as another reader would give them: all ids are others, and the rows stand in another order."""
    layers = {t: tuple(replace(r, id=f"new-{r.id}") for r in reversed(getattr(reading, t))) for t in REVIEWED}
    return replace(reading, **{**layers, **changes})


def moved(reading: Reading, before: str, name: str | None = None) -> Reading:
    """The same rows in a text that begins with something more."""

    def shift(value: Any) -> Any:
        if isinstance(value, Span):
            return Span(value.start + len(before), value.end + len(before))
        if isinstance(value, tuple):
            return tuple(shift(v) for v in value)
        if hasattr(value, "__dataclass_fields__"):
            return replace(value, **{f: shift(getattr(value, f)) for f in value.__dataclass_fields__})
        return value

    document = replace(reading.document, text=before + reading.text, id=name or reading.document.id)
    layers = {t: shift(getattr(reading, t)) for t in (*REVIEWED, "mentions", "places")}
    return replace(reading, document=document, **layers)


def all_judged(reading: Reading) -> list[Any]:
    return [
        judged(reading, table, row.id, "reject", n)
        for table in REVIEWED
        for n, row in enumerate(getattr(reading, table))
        if row_spans(reading, table, row)
    ]


def test_by_id_first(reading: Reading) -> None:
    decisions = all_judged(reading)
    attached, orphans = reattach(decisions, [reading])
    assert not orphans
    assert [(a.row, a.how) for a in attached] == [(d.row, "id") for d in decisions]


def test_by_quote_when_the_ids_are_others(reading: Reading) -> None:
    decisions = all_judged(reading)
    attached, orphans = reattach(decisions, [renamed(reading)])
    assert not orphans
    assert [(a.row, a.how) for a in attached] == [(f"new-{d.row}", "quote") for d in decisions]


@given(before=TEXTS.filter(bool))
def test_in_a_changed_text_of_the_same_id(before: str) -> None:
    reading = made.reading(
        TEXT,
        causes=[
            {"cause": "Sanctions", "effect": "the regime", "polarity": -1},
            {"cause": "sanctions", "effect": "the regime#2", "polarity": -1},
        ],
    )
    decisions = all_judged(reading)
    attached, orphans = reattach(decisions, [moved(renamed(reading), before)])
    assert not orphans
    assert [(a.row, a.how) for a in attached] == [(f"new-{d.row}", "document") for d in decisions]
    _, lost = reattach(decisions, [moved(reading, before, name="another article")])
    assert [o.reason for o in lost] == ["its document is not here"] * len(decisions)


def test_the_text_it_was_made_on_comes_before_a_changed_one(reading: Reading) -> None:
    decisions = all_judged(reading)
    attached, _ = reattach(decisions, [moved(reading, "Update. "), reading])
    assert {a.doc for a in attached} == {reading.document.sha256}


def test_real_readings_keep_every_decision(readings: Sequence[Reading]) -> None:
    for reading in readings:
        decisions = all_judged(reading)
        assert not reattach(decisions, readings)[1]
        attached, orphans = reattach(decisions, [renamed(reading)])
        assert not orphans
        rows = {r.id: r for t in REVIEWED for r in getattr(reading, t)}
        for one in attached:
            old, new = rows[one.decision.row], rows[one.row.removeprefix("new-")]
            if isinstance(old, CausalLink):  # several rules may read the same words alike
                assert (old.cause, old.effect, old.polarity, old.relation) == (
                    new.cause, new.effect, new.polarity, new.relation
                )  # fmt: skip
            elif not isinstance(old, Claim):
                assert old == new


def test_a_row_that_says_something_else_now_is_not_judged_by_it(reading: Reading) -> None:
    decisions = [judged(reading, "causes", "cause-1", "accept"), judged(reading, "ties", "tie-1", "accept")]
    turned = renamed(
        reading,
        causes=tuple(replace(c, id="x" + c.id, polarity=1) for c in reading.causes),
        ties=tuple(replace(t, id="x" + t.id, relation="supports", sign=1) for t in reading.ties),
    )
    attached, orphans = reattach(decisions, [turned])
    assert not attached
    assert "polarity -1 is now 1" in orphans[0].reason
    assert "relation fights is now supports" in orphans[1].reason


def test_an_actor_that_is_called_otherwise_now_is_the_same(reading: Reading) -> None:
    one = judged(reading, "ties", "tie-1", "reject")
    new = renamed(
        reading,
        actors=tuple(replace(a, id="a_" + a.id, name="Armed Forces", aliases=(a.name,)) if a.id == "army" else a
                     for a in reading.actors),
        ties=tuple(replace(t, id="new", subject="a_army") for t in reading.ties),
    )  # fmt: skip
    assert [a.row for a in reattach([one], [new])[0]] == ["new"]
    other = replace(new, actors=tuple(replace(a, aliases=()) for a in new.actors))
    assert "subject" in reattach([one], [other])[1][0].reason


def test_a_row_that_is_gone_is_an_orphan_even_if_its_words_are_read_elsewhere(reading: Reading) -> None:
    one = judged(reading, "events", "event-1", "reject")
    assert one.quote is not None
    left = renamed(reading, events=tuple(replace(e, id="new") for e in reading.events[1:]))
    attached, orphans = reattach([one], [left])
    assert not attached
    assert "only in another place" in orphans[0].reason
    none = reattach([one], [replace(reading, events=())])[1]
    assert "not read among the events any more" in none[0].reason


def test_what_is_lost_is_listed_with_its_reason(reading: Reading) -> None:
    strange = [
        decision(1, doc="0" * 64),
        decision(2, doc=reading.document.sha256, table="feelings"),
        decision(3, doc=reading.document.sha256, row="cause-99"),
    ]
    attached, orphans = reattach(strange, [reading])
    assert not attached
    assert [o.reason for o in orphans] == [
        "its document is not here",
        "'feelings' is no table of rows to be judged",
        "no row has its id any more, and it quotes no words to find it by",
    ]


def test_equal_rows_of_two_rules_share_a_decision(reading: Reading) -> None:
    one = judged(reading, "causes", "cause-1", "reject")
    twice = renamed(reading, causes=tuple(replace(reading.causes[0], id=i, rule=i) for i in ("x", "y")))
    assert [a.row for a in reattach([one], [twice])[0]] == ["x", "y"]


def test_what_is_taken_back_is_not_looked_for(reading: Reading) -> None:
    one = judged(reading, "causes", "cause-1", "reject")
    assert reattach([one, undo(one)], [reading]) == ((), ())


@given(quoted(), st.integers(0, 40), st.data())
def test_any_row_of_any_text_is_found_again(found: tuple[str, Span], pad: int, data: st.DataObject) -> None:
    text, span = found
    rest = [Span(i, i + 1) for i in range(len(text)) if not span.start <= i < span.end]
    assume(rest)
    effect = data.draw(st.sampled_from(rest))
    reading = Reading(
        document=Document(id="d", text=text),
        claims=(Claim(id="voice", kind="voice", sources=("author",)),),
        causes=(CausalLink(id="one", cause=span, effect=effect, polarity=1, claim="voice"),),
        provenance=Provenance(),
    )
    one = judged(reading, "causes", "one", "accept")
    attached, orphans = reattach([one], [renamed(reading)])
    assert [a.row for a in attached] == ["new-one"]
    assert not orphans
    shifted, lost = reattach([one], [moved(renamed(reading), "\u0301" * pad)])
    assert [a.row for a in shifted] == ["new-one"]
    assert not lost
