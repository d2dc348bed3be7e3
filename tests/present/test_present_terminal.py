"""The report on a terminal: readable, cut, harmless."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from rich.console import Console

import aitia
from aitia.model.reading import Reading
from aitia.model.records import Mention
from aitia.model.text import Span, Unread
from aitia.present.terminal import print_report

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printed(reading: Reading, *, width: int = 100, colour: bool = False, **options: object) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=colour, color_system="standard" if colour else None)
    print_report(reading, console, **options)  # type: ignore[arg-type]
    return out.getvalue()


def test_every_layer_is_told_with_quote_and_claimant(reading):
    shown = " ".join(printed(reading).split())
    for words in (
        "Who feeds the war?", "Ada Quill · The Lamp · 2021-06-01", "4 actors",
        "− Ardo's brigade fights → people of Karsk", "“shelled Karsk” — author",
        "+ Ardo's brigade supports → people of Karsk", "“his men protect Karsk” — General Noe\u0301l Ardo",
        "rules → people of Karsk [denied] [past]", "unnamed source (told by General Noe\u0301l Ardo); author",
        "ASSAULT → people of Karsk [heavy weapons] [2021-05-03] [in Karsk (KRS)]", "[unsure reading]",
        "“told reporters that” [hedged]", "“flight” −→ “the fields” [may be]", "by the words “empties” — author",
        "FOR people of Karsk: “closed to arms”", "said to follow “stop the shelling”",
        "≥ 40 people killed", "professed: Ardo's brigade supports → people of Karsk", "but: Ardo's brigade fights",
        "1 cause only implied", "“Who feeds the war in Karsk?",
    ):  # fmt: skip
        assert words in shown, words
    assert "“It rained” +→" not in shown
    assert "“It rained” +→" in printed(reading, implied=True)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("We must pay the teachers. Paying the teachers would prevent a strike.", "said to lessen “a strike”"),
        ("We must pay the teachers. Paying the teachers would bring peace.", "said to bring “peace”"),
        ("Appeasing them will never stop their attacks.", "said not to lessen “their attacks”"),
    ],
)
def test_what_is_expected_of_an_option_keeps_its_sign(text, shown):
    assert shown in " ".join(printed(aitia.read(text)).split())


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(reading, width):
    assert max(map(len, printed(reading, width=width).replace("\u0301", "").splitlines())) <= width


def test_many_rows_are_cut(reading):
    many = replace(reading, figures=reading.figures * 30)
    shown = printed(many, limit=5)
    assert shown.count("≥ 40") == 5
    assert "and 25 more (use --all)" in shown
    assert printed(many, limit=None).count("≥ 40") == 30


def test_no_escape_code_of_the_text_gets_through(hostile):
    assert not CONTROL.search(printed(hostile).replace("\n", ""))
    coloured = printed(hostile, colour=True)
    assert not CONTROL.search(re.sub(r"\x1b\[[0-9;]*m", "", coloured).replace("\n", ""))
    assert "\x1b]8" not in coloured


def test_markup_of_the_text_is_text(hostile):
    shown = "".join(printed(hostile, width=400).split())
    assert "[red]markup[/red]" in shown
    assert ":smile:" in shown


def test_plain_where_it_is_no_terminal(reading):
    assert "\x1b" not in printed(reading)


def test_an_encoding_without_our_signs(reading):
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    print_report(reading, Console(file=out, width=80))
    out.flush()
    assert b"- Ardo's brigade fights > people of Karsk" in out.buffer.getvalue()  # type: ignore[attr-defined]


def test_an_empty_reading(empty):
    shown = printed(empty)
    assert "nothing" in shown
    assert "No actor was read." in shown


def test_what_could_not_be_read_is_listed(empty):
    shown = printed(empty, unread=[Unread(source="a\x1b[2J.pdf", row=3, reason="broken\nfile")])
    assert "a␛[2J.pdf, row 3 broken file" in shown


def test_two_runs_are_equal(reading):
    assert printed(reading) == printed(reading)


def test_a_huge_sentence_is_quick_and_short(empty):
    text = "word " * 200_000
    big = replace(
        empty,
        document=replace(empty.document, text=text),
        mentions=tuple(Mention(actor="x", span=Span(at, at + 4), form="name") for at in range(0, 50_000, 5)),
    )
    assert len(printed(big)) < 5_000
