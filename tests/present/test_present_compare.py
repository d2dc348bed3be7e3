"""A comparison on a terminal: both sides quoted, cut, harmless."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from rich.console import Console

from aitia.model.assembled import Support
from aitia.model.outcomes import Agreement, Comparison, Item, Position, SayDo
from aitia.model.text import Span
from aitia.present.terminal_compare import print_comparison

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def said(words: str, *voices: str) -> Support:
    return Support(document="d", row=words, voices=voices, span=Span(0, 1), quote=words, publisher="Lamp",
                   published="2021-06-01")  # fmt: skip


def comparison() -> Comparison:
    yes, no = said("Arms feed the war.", "a"), said("Arms end the war.", "b")
    both = (said("They arm them.", "c"), said("They never armed them.", "c"))
    items = (
        Item(kind="cause", id="1", label="arms raises war", weight=0.25, positions=(
            Position(source="a", attitude="asserts", supports=(yes,)),
            Position(source="b", attitude="denies", supports=(no,), against=(no,)),
            Position(source="c", attitude="split", supports=both, against=both[1:]),
            Position(source="d", attitude="silent", reported=(said("It is said.", "x"),)),
        )),
        Item(kind="option", id="2", label="arm them", stance="advocated", positions=(
            Position(source="a", attitude="asserts", supports=(said("Arm them!", "a"),)),
            Position(source="b", attitude="hedges", supports=(said("Arm them?", "b"),)),
        )),
        Item(kind="tie", id="3", label="A supports B", weight=0.5, positions=(
            Position(source="b", attitude="asserts", supports=(said("A helps B.", "b"),)),
        )),
    )  # fmt: skip
    return Comparison(
        sources=("a", "b", "c", "d", "e"),
        names={"a": "Ardo", "b": "Bela", "c": "Cid", "d": "Dora", "e": "Eve", "x": "Xenia"},
        items=items,
        agreements=(Agreement(one="a", other="b", agree=1, disagree=12, unsettled=3),
                    Agreement(one="b", other="c", agree=0, disagree=0, unsettled=1)),
        gaps=(SayDo(actor="a", object="b", said=(said("We are friends.", "a"),), said_words=("supports",), sign=1,
                    done=(said("He shelled them.", "c"), said("Again he shelled.")),
                    done_words=("ASSAULT", "ASSAULT")),
              SayDo(actor="b", object="a", said=(said("We arm nobody.", "b"),), said_words=("not supports",), sign=-1,
                    done=(said("They send rifles.", "c"),), done_words=("AID",))),
        conclusion="war goes up",
        alpha=-0.125,
        notes=("something to know",),
    )  # fmt: skip


def printed(found: Comparison, *, width: int = 100, colour: bool = False, **options: object) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=colour, color_system="standard" if colour else None)
    print_comparison(found, console, **options)  # type: ignore[arg-type]
    return out.getvalue()


def test_everything_is_told():
    shown = " ".join(printed(comparison()).split())
    for words in (
        "5 sources · 3 items · 2 shared · 1 disputed", "Note: something to know",
        "1 Ardo — 1:12 +3 ·", "2 Bela 1:12 +3 — 0:0 +1", "2 sources share nothing with any other",
        "What matters for war goes up", "0.50 A supports B only Bela", "0.25 arms raises war disputed",
        "cause arms raises war weighs 0.25",
        "yes: Ardo “Arms feed the war.” — Ardo, Lamp 2021-06-01", "no: Bela “Arms end the war.” — Bela",
        "both: Cid “They arm them.” — Cid, Lamp 2021-06-01 “They never armed them.”",
        "told on the word of others by Dora; silent: 1 more",
        "Ardo says it is friendly to Bela; others see it hostile", "does: ASSAULT (2)", "“Again he shelled.” — unnamed",
        "Bela says it is not friendly to Ardo; others see it friendly",
        "option “arm them” for: Ardo open: Bela", "Bela 1 tie",
    ):  # fmt: skip
        assert words in shown, words
    assert shown.index("0.50 A supports B") < shown.index("0.25 arms raises war")


def test_deeds_in_a_passage_not_shown_yet_go_first():
    gap = comparison().gaps[0]
    same = replace(gap, done=(replace(gap.said[0], voices=("c",)), *gap.done), done_words=("fights", *gap.done_words))
    shown = printed(replace(comparison(), gaps=(same,)))
    assert shown.count("We are friends.") == 1
    assert "He shelled them." in shown


def test_many_sources_are_pairs_those_that_disagree_first():
    sources = tuple(f"s{n}" for n in range(30))
    pairs = tuple(Agreement(one=sources[n], other=sources[n + 1], agree=5, disagree=n % 7) for n in range(29))
    many = replace(comparison(), sources=sources, names={}, items=(), agreements=pairs)
    shown = printed(many, limit=3)
    assert [line.split()[0] for line in shown.splitlines() if re.match(r" +5:", line)] == ["5:6"] * 3
    assert "s6 / s7" in shown
    assert "and 26 more (use --all)" in shown
    assert "more (use" not in printed(many, limit=None)


def test_sections_are_cut():
    one = comparison()
    many = replace(one, items=one.items[:1] * 20)
    assert printed(many, limit=2).count("yes: Ardo") == 2
    assert "and 18 more (use --all)" in printed(many, limit=2)
    assert printed(many, limit=None).count("yes: Ardo") == 20


def test_nothing_to_tell():
    empty = Comparison(sources=(), names={}, items=(), agreements=(), gaps=(), notes=("no source says anything",))
    shown = printed(empty)
    assert "no source says anything" in shown
    assert "No source asserts what another denies." in shown
    assert "Who agrees" not in shown
    assert "What matters" not in shown


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(width):
    long = replace(comparison(), names=dict.fromkeys("abcdex", "a very long name " * 20))
    for found in (comparison(), long):
        assert max(map(len, printed(found, width=width).splitlines())) <= width


def evil(words: str) -> Comparison:
    row = Support(document=words, row=words, voices=(words,), span=Span(0, 1), quote=words, publisher=words,
                  published=words)  # fmt: skip
    held = tuple(Position(source=s, attitude=a, supports=(row,)) for s, a in ((words, "asserts"), ("b", "denies")))
    return Comparison(
        sources=(words, "b", words + "2"), names={words: words, "b": "B" + words}, notes=(words,), conclusion=words,
        items=(Item(kind="cause", id=words, label=words, positions=held, weight=1.0),
               Item(kind="option", id=words, label=words, positions=held[:1])),
        agreements=(Agreement(one=words, other="b", agree=0, disagree=1),),
        gaps=(SayDo(actor=words, object="b", said=(row,), done=(row,), said_words=(words,), done_words=(words,)),),
    )  # fmt: skip


def test_no_escape_code_of_the_text_gets_through(hostile):
    found = evil(hostile.text)
    assert not CONTROL.search(printed(found).replace("\n", ""))
    coloured = printed(found, colour=True)
    assert "\x1b[" in coloured
    assert not CONTROL.search(re.sub(r"\x1b\[[0-9;]*m", "", coloured).replace("\n", ""))
    assert "\x1b]8" not in coloured


def test_markup_of_the_text_is_text(hostile):
    shown = "".join(printed(evil(hostile.text), width=400).split())
    assert "[red]markup[/red]" in shown


def test_an_encoding_without_our_signs():
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    print_comparison(comparison(), Console(file=out, width=80))
    out.flush()
    assert b"5 sources . 3 items" in out.buffer.getvalue()  # type: ignore[attr-defined]


def test_agreement_beyond_chance_is_no_figure_for_a_handful_of_items() -> None:
    few = comparison()
    text = printed(few)
    assert "alpha" not in text
    shared = next(item for item in few.items if sum(p.attitude in ("asserts", "denies") for p in item.positions) > 1)
    many = replace(few, items=few.items + (shared,) * 10)
    assert "alpha −0.12 over " in printed(many)
