"""Quotes, names, cutting and cleaning: the parts both reports share."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitia.model.text import Span
from aitia.present.marks import LAYERS, Mark, cut
from aitia.present.safe import one_line, safe_id, visible, web_link
from aitia.present.sections import _as_written, bounds, sentences, view
from aitia.present.tables import quote, quote_marks, shorten


@given(st.text(st.characters(), max_size=60))
def test_visible_keeps_length_and_lets_no_control_through(text):
    shown = visible(text)
    assert len(shown) == len(text)
    codes = [ord(c) for c in shown if c not in "\t\n\r"]
    assert not any(code < 32 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 for code in codes)
    shown.encode("utf-8")


def test_one_line_collapses():
    assert one_line(" a\r\n\tb\x1b  c ") == "a b␛ c"


@pytest.mark.parametrize("text", ["👩‍👩‍👧 é e\u0301 שלום", "plain"])
def test_harmless_text_is_left_alone(text):
    assert visible(text) == text


def test_ids_are_safe():
    assert safe_id('a"><b c') == "a_b_c"
    assert safe_id("!!") == "_"


@pytest.mark.parametrize(
    ("url", "kept"),
    [("https://a.org/x?y=1", True), ("http://a.org", True), ("javascript:alert(1)", False), ("data:text/html,x", False),
     ("https://", False), ("//a.org", False), ("https://a.org/\u202ex", False), ("https://[", False), (None, False),
     ("java\nscript:alert(1)", False), ("https://a.org/ x", False)],
)  # fmt: skip
def test_only_web_addresses_are_linked(url, kept):
    assert web_link(url) == (url if kept else None)


def test_a_quote_is_cut_around_its_trigger():
    text = "one two three " * 30 + "TRIGGER" + " four five six" * 30
    at = text.index("TRIGGER")
    found = quote(text, Span(0, len(text)), Span(at, at + 7), width=60)
    assert found.hit == "TRIGGER"
    assert found.before.startswith("…") and found.after.endswith("…")
    assert len(found.text) <= 66
    assert " TRIGGER " in found.text


@given(st.text("ab \n.…é", max_size=80), st.data())
def test_a_quote_holds_its_trigger_and_has_one_line(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = quote(text, Span(0, len(text)), Span(start, end), width=40)
    assert "\n" not in found.text
    if end - start <= 20:
        assert found.hit == one_line(text[start:end])


def test_a_short_quote_is_whole():
    assert quote("the arrival of X", Span(0, 16), Span(4, 11)).text == "the arrival of X"


@pytest.mark.parametrize(
    ("words", "around"),
    [
        ("they left", "“”"),
        ("“They left,”", ""),
        ('"They left"', ""),
        ("“Yes,” she said, “now”", "“”"),
        ("of “theft”", "“”"),
        ("“”", "“”"),
        ("", "“”"),
    ],
)
def test_a_quotation_gets_no_second_signs(words, around):
    assert "".join(quote_marks(words)) == around


@pytest.mark.parametrize(
    ("unit", "words", "shown"),
    [
        ("orlanders", "three Orlanders", "Orlanders"),
        ("people", "200 People", "People"),
        ("EUR", "a billion euros", "EUR"),
        ("", "ten", ""),
        ("a(", "3 a(", "a("),
    ],
)
def test_units_keep_their_capitals(unit, words, shown):
    assert _as_written(unit, words) == shown


def test_shorten_cuts_at_a_word():
    assert shorten("alpha beta gamma delta", 18) == "alpha beta gamma…"


def test_claimants(reading):
    look = view(reading).lookup
    assert look.says("voice") == "author"
    assert look.says("c1") == "General Noe\u0301l Ardo"
    assert look.says("c2") == "unnamed source (told by General Noe\u0301l Ardo)"
    assert look.says("gone") == "unnamed source"
    assert look.says("voice", ("voice", "c1")) == "author; General Noe\u0301l Ardo"


def test_bounds_in_signs(reading):
    assert bounds(reading.figures[0]) == "≥ 40"


def test_actors_come_by_weight(reading):
    assert [row.id for row in view(reading).actors] == ["a2", "a3", "a1", "author"]


@given(st.integers(0, 40), st.lists(st.tuples(st.integers(-2, 45), st.integers(-2, 45), st.sampled_from(LAYERS))))
def test_pieces_are_the_text_and_know_all_layers(length, raw):
    marks = [Mark(layer, str(n), Span(a, b)) for n, (a, b, layer) in enumerate(raw)]
    pieces = list(cut(length, marks, {3, 7, 400}))
    assert [i for piece in pieces for i in range(*piece.span)] == list(range(length))
    good = [mark for mark in marks if 0 <= mark.span.start < mark.span.end <= length]
    for piece in pieces:
        over = [mark for mark in good if mark.span.contains(piece.span)]
        assert set(piece.layers) == {mark.layer for mark in over}
        assert len(over) == piece.more + (piece.mark is not None)
        if over:
            assert piece.mark in over
            assert len(range(*piece.mark.span)) == min(len(range(*mark.span)) for mark in over)


def test_cutting_is_linear_under_deep_nesting():
    deep = 40_000
    marks = [Mark("claims", str(n), Span(n, 2 * deep - n)) for n in range(deep)]
    start = time.process_time()
    assert sum(1 for _ in cut(2 * deep, marks)) == 2 * deep - 1
    assert time.process_time() - start < 20


@pytest.mark.parametrize("text", ["." * 200_000, " " * 200_000, "a. " * 70_000, "\n" * 200_000])
def test_sentences_are_linear(text):
    start = time.process_time()
    list(sentences(text))
    assert time.process_time() - start < 12


def test_sentences_keep_abbreviations_together():
    text = "Gen. Ardo of the U.S. spoke. He left."
    assert [text[a:b] for a, b in sentences(text)] == ["Gen. Ardo of the U.S. spoke.", "He left."]
