"""What follows, on a terminal: readable, cut, sourced, harmless."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from aitia.model.assembled import CauseMap, Concept, Influence, Support
from aitia.model.outcomes import Outcome, Path, Scenario, WhatIf
from aitia.model.text import Span
from aitia.present.terminal_whatif import print_whatif

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def said(quote: str, *voices: str) -> Support:
    return Support(document="d", row="r", span=Span(start=0, end=1), quote=quote, voices=voices)


def path(sign: str, *concepts: str, ids: tuple[str, ...]) -> Path:
    return Path(concepts=concepts, influences=ids, sign=sign)  # type: ignore[arg-type]


ROWS = (
    Influence(cause="pact", effect="trust", polarity=-1, belief=0.9, supports=(said("The pact cost us trust", "ann"),)),
    Influence(cause="trust", effect="war", polarity=-1, belief=0.5, weight=0.25, certainty="hedged",
              supports=(said("trust may end wars"), said("it ends wars", "bob", "ann")),
              denials=(said("trust ends nothing", "cyd"),)),
    Influence(cause="pact", effect="war", polarity=-1, belief=0.4, certainty="hypothetical", relation="purpose",
              supports=(said("to stop the war", "ann"),)),
)  # fmt: skip
CAUSES = CauseMap(
    concepts=tuple(Concept(id=i, label=label) for i, label in
                   (("pact", "the pact with Ardo"), ("trust", "trust in Karsk"), ("war", "the war"), ("oil", "oil"))),
    influences=ROWS,
)  # fmt: skip
TRUST = (path("-", "pact", "trust", ids=(ROWS[0].id,)),)
WAR = (path("+", "pact", "trust", "war", ids=(ROWS[0].id, ROWS[1].id)), path("-", "pact", "war", ids=(ROWS[2].id,)))


def answer(engine: str = "montecarlo", value: float = 1.0, cut: tuple[str, ...] = ()) -> WhatIf:
    chances = engine == "montecarlo"
    number = None if engine == "sign" else -0.5

    def p(x: float) -> float | None:
        return x if chances else None

    outcomes = (
        Outcome(concept="pact", sign="+", value=None if engine == "sign" else value),
        Outcome(concept="trust", sign="-", value=number, p_up=p(0), p_down=p(0.995), p_none=p(0.005), paths=TRUST),
        Outcome(concept="war", sign="?", value=None if engine != "montecarlo" else 0.1, p_up=p(0.4), p_down=p(0.3),
                p_none=p(0.3), paths=WAR, exact=engine != "linear"),
        Outcome(concept="oil", sign="0", value=None if engine == "sign" else 0.0, p_up=p(0), p_down=p(0), p_none=p(1)),
    )  # fmt: skip
    return WhatIf(engine=engine, scenario=Scenario(set={"pact": value}, cut=cut), outcomes=outcomes,
                  notes=("a note",))  # type: ignore[arg-type] # fmt: skip


def printed(what: WhatIf, causes: CauseMap = CAUSES, *, width: int = 100, **options: object) -> str:
    out = io.StringIO()
    print_whatif(what, causes, Console(file=out, width=width), **options)  # type: ignore[arg-type]
    return out.getvalue()


def test_it_tells_what_follows_by_which_paths_and_in_whose_words() -> None:
    shown = " ".join(printed(answer(cut=("oil",)), names={"ann": "Ann Quill"}).split())
    for words in (
        "What if more the pact with Ardo?", "Held where it is: oil", "Note: a note",
        "trust in Karsk ▼ less ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒ 0 >99 <1", "the war ? unclear ████████▒▒▒▒▒▒······ 40 30 30",
        "more: the pact with Ardo −→[1] trust in Karsk −→[2] the war", "less: the pact with Ardo −→[3] the war",
        "[1] the pact with Ardo −→ trust in Karsk belief 0.90", "“The pact cost us trust” — Ann Quill",
        "[2] trust in Karsk −→ the war [hedged] belief 0.50, strength 0.25",
        "“trust may end wars” (and 1 more place) — bob, Ann Quill, unnamed source",
        "denied: “trust ends nothing” — cyd", "[hypothetical] [as a purpose]",
    ):  # fmt: skip
        assert words in shown, words


def test_effects_are_told_from_the_way_the_concept_is_set() -> None:
    shown = " ".join(printed(answer(value=-0.5)).split())
    assert "What if less the pact with Ardo (-0.5)?" in shown
    assert "more: the pact with Ardo −→[1] trust in Karsk" in shown  # less of what lowers it


def test_values_have_bars_and_what_has_none_says_so() -> None:
    shown = " ".join(printed(answer("linear")).split())
    assert "trust in Karsk ▼ less ▒▒▒▒▒▒▒▒▒▒│ -0.5" in shown
    assert "the war ? no answer │ –" in shown


def test_signs_alone_count_the_paths() -> None:
    shown = " ".join(printed(answer("sign")).split())
    assert "trust in Karsk ▼ less – 1" in shown
    assert "the war ? unclear 1 1" in shown


def test_concepts_without_effect_are_counted_or_listed() -> None:
    assert "No effect on 1 other concept." in printed(answer())
    assert "No effect on: oil" in printed(answer(), unmoved=True)


def test_rows_are_cut() -> None:
    shown = printed(answer(), limit=1)
    assert "and 1 more (use --all)" in shown
    assert "the war" not in shown
    assert "the war" in printed(answer(), limit=None)


def test_nothing_is_said_to_follow_where_nothing_does() -> None:
    still = WhatIf(engine="sign", scenario=Scenario(set={"pact": 1.0}),
                   outcomes=tuple(Outcome(concept=c.id, sign="0") for c in CAUSES.concepts))  # fmt: skip
    shown = printed(still)
    assert "Nothing: no concept of the map is moved." in shown
    assert "By which paths" not in shown


@pytest.mark.parametrize("engine", ["sign", "linear", "montecarlo"])
@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(engine: str, width: int) -> None:
    assert max(map(len, printed(answer(engine), width=width).splitlines())) <= width


def test_words_of_strangers_do_no_harm() -> None:
    evil = "[bold]\x1b[2J\u202eevil\x00[/bold]\nnext"
    rows = tuple(Influence(cause=r.cause, effect=r.effect, polarity=r.polarity, certainty=r.certainty,
                           relation=r.relation, supports=(said(evil, evil),)) for r in ROWS)  # fmt: skip
    causes = CauseMap(concepts=tuple(Concept(id=c.id, label=evil) for c in CAUSES.concepts), influences=rows)
    what = WhatIf(engine="montecarlo", scenario=Scenario(set={"pact": 1.0}, cut=("oil",)),
                  outcomes=answer().outcomes, notes=(evil,))  # fmt: skip
    shown = printed(what, causes, names={evil: evil})
    assert not CONTROL.search(shown)
    assert shown.count("[bold]") > 5


def test_a_console_without_unicode_gets_plain_signs() -> None:
    buffer = io.BytesIO()
    out = io.TextIOWrapper(buffer, encoding="ascii")
    print_whatif(answer(), CAUSES, Console(file=out, width=80))
    out.flush()
    shown = buffer.getvalue().decode("ascii")
    assert "- less" in shown
    assert "->[1]" in shown
    assert "?" in shown
