"""What a conclusion hangs on, on a terminal: readable at every width, harmless, and what was found."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from rich.console import Console

from aitia.model.assembled import CauseMap, Concept, Influence, Support
from aitia.model.outcomes import Hinge, Hinges
from aitia.model.text import Span
from aitia.present.terminal_hinges import print_hinges

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def support(quote: str, *voices: str) -> Support:
    return Support(document="d", row="r", span=Span(0, 1), quote=quote, voices=voices, publisher="The Lamp")


CAUSES = CauseMap(
    concepts=(Concept(id="aid", label="aid to the north"), Concept(id="war", label="the war")),
    influences=(
        Influence(
            cause="aid", effect="war", polarity=-1, belief=0.8, supports=(support("aid calms", "a1"), support("so"))
        ),
        Influence(
            cause="aid", effect="war", polarity=1, belief=0.3, certainty="hedged", supports=(support("aid feeds"),)
        ),
    ),
)
CALMS, FEEDS = CAUSES.influences
FOUND = Hinges(
    concept="war", sign="-", p=0.62, error=0.0049, turning=(CALMS.id,), turning_proven=True, notes=("30 left out",),
    influences=(
        Hinge(kind="influence", id=CALMS.id, label="x", p_dropped=0.0, p_flipped=0.1, p_believed=0.8, sobol_first=0.6,
              sobol_total=0.71, morris=0.3, quotes=("aid calms", "so")),
        Hinge(kind="influence", id=FEEDS.id, label="y", p_dropped=0.8, p_flipped=0.81, p_believed=0.5,
              sobol_first=-0.001, sobol_total=-0.001, morris=0.2, quotes=("aid feeds",)),
    ),
    voices=(Hinge(kind="voice", id="a1", label="a1", p_dropped=0.25, quotes=("aid calms",)),
            Hinge(kind="voice", id="", label="unnamed sources", p_dropped=0.62)),
)  # fmt: skip


def printed(found: Hinges = FOUND, causes: CauseMap = CAUSES, *, width: int = 120, **rest: object) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=False)
    print_hinges(found, causes, console, names={"a1": "Ada Quill"}, **rest)  # type: ignore[arg-type]
    return out.getvalue()


def test_everything_is_told():
    shown = " ".join(printed().split())
    for words in (
        "What it hangs on: the war goes down", "P = 0.62 (standard error 0.005)", "Note: 30 left out",
        "−0.62 ███▊ 0.00 0.10 0.80 0.71 aid to the north −→ the war belief 0.80",
        "“aid calms” — Ada Quill, The Lamp (and 1 more place)",
        "+0.19 █▏ 0.80 0.81 0.50 0.00 aid to the north +→ the war [hedged] belief 0.30",
        "“aid feeds” — unnamed source, The Lamp", "−0.37 ██▎ 0.25 Ada Quill",
        "Voices", "1 more changes P by less than 0.005 (use --all)",
        "Without this influence, the war is no more likely to go down than up: aid to the north −→ the war",
    ):  # fmt: skip
        assert words in shown, words


@pytest.mark.parametrize("width", [50, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(width):
    long = replace(CAUSES, concepts=tuple(replace(c, label=c.label * 12) for c in CAUSES.concepts))
    assert max(len(line.rstrip()) for line in printed(causes=long, width=width).splitlines()) <= min(width, 130)


def test_many_are_cut_and_all_can_be_had():
    many = replace(FOUND, influences=FOUND.influences * 10)
    assert "and 15 more (use --all)" in printed(many, limit=5)
    assert printed(many, limit=None).count("−0.62") == 10


def test_what_changes_nothing_is_counted_and_listed_only_on_request():
    still = Hinge(kind="influence", id=FEEDS.id, label="y", p_dropped=0.621, p_flipped=0.618, p_believed=0.62)
    found = replace(FOUND, influences=(FOUND.influences[0], still))
    assert "1 more changes P by less than 0.005" in printed(found) and "aid to the north +→" not in printed(found)
    assert "aid to the north +→" in printed(found, limit=None)
    assert "0.00 0.62 unnamed sources" in " ".join(printed(found, limit=None).split())
    none = printed(replace(found, influences=(still,), voices=()))
    assert "None changes P by 0.005 or more (--all shows them)." in none and "Voices" not in none


def test_what_was_not_proven_or_not_found_is_said():
    two = replace(FOUND, turning=(CALMS.id, FEEDS.id))
    assert "Without these 2 influences" in printed(two) and "no smaller set does that" in printed(two)
    assert "was not settled" in " ".join(printed(replace(two, turning_proven=False)).split())
    none = replace(FOUND, turning=None, influences=(), voices=())
    assert "Nothing: the conclusion" in printed(none) and "No influence leads" in printed(none)
    assert "Voices" not in printed(none)


def test_hostile_words_stay_words():
    bad = "\x1b[31m[bold]red\u202e\x07"
    causes = CauseMap(
        concepts=(Concept(id="aid", label=bad), Concept(id="war", label=bad)),
        influences=tuple(replace(row, supports=(support(bad, bad),)) for row in CAUSES.influences),
    )
    found = replace(
        FOUND, notes=(bad,), turning=("gone " + bad,),
        influences=tuple(replace(h, quotes=(bad,)) for h in FOUND.influences),
        voices=(Hinge(kind="voice", id=bad, label=bad, p_dropped=0.1, quotes=(bad,)),),
    )  # fmt: skip
    shown = printed(found, causes)
    assert not CONTROL.search(shown)
    assert "[bold]red" in shown


def test_a_plain_console_gets_plain_characters():
    raw = io.BytesIO()
    console = Console(file=io.TextIOWrapper(raw, encoding="ascii"), width=100, force_terminal=False)
    print_hinges(FOUND, CAUSES, console)
    console.file.flush()
    shown = raw.getvalue().decode("ascii")
    assert "-0.62 ####" in shown and "->" in shown and "?" not in shown
