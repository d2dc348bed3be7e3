"""What actors say of their own stand, against what others say that they do."""

from __future__ import annotations

from compared import event, model, row, tie

from aitia.analyse.compare import compare
from aitia.model.assembled import (
    SignedTie,
)


def friends(**more: object) -> SignedTie:
    return tie("x", "y", "supports", row("t", "x"), **more)


def test_words_and_deeds():
    deeds = (
        event("e1", "ASSAULT", "x", "y", row("1", "z"), row("2", "x"), row("3", doc="d2")),
        event("e2", "ACCUSE", "x", "y", row("4", "z")),  # words are no deeds
        event("e3", "ASSAULT", "y", "x", row("5", "z")),  # the other way round
        event("e4", "COERCE", "x", "y", row("6", "z"), factuality="planned"),
        event("e5", "COERCE", "x", "y", row("7", "z", certainty="hedged")),
        event("e6", "AID", "x", "y", row("8", "z")),
    )
    (gap,) = compare(model(ties=(friends(), tie("x", "y", "fights", row("9", "w"))), events=deeds)).gaps
    assert (gap.actor, gap.object, gap.sign) == ("x", "y", 1)
    assert (gap.said_words, [s.row for s in gap.said]) == (("supports",), ["t"])
    assert sorted(zip((s.row for s in gap.done), gap.done_words, strict=True)) == [
        ("1", "ASSAULT"), ("3", "ASSAULT"), ("9", "fights"),
    ]  # fmt: skip


def test_words_of_others_about_it_or_of_the_past_are_not_its_own():
    shelling = event("e", "ASSAULT", "x", "y", row("1", "z"))
    for ties in (
        (tie("x", "y", "supports", row("t", "w")),),
        (friends(time="past"),),
        (friends(factuality="hypothetical"),),
        (tie("y", "x", "supports", row("t", "x")),),
    ):
        assert compare(model(ties=ties, events=(shelling,))).gaps == ()


def test_who_speaks_for_it():
    shelling = event("e", "ASSAULT", "x", "y", row("1", "z"), row("2", "w"))
    speaks = tie("x", "y", "supports", row("t", "w"))
    agent = tie("w", "x", "acts_for", row("a", "z"))
    (gap,) = compare(model(ties=(speaks, agent), events=(shelling,))).gaps
    assert [s.row for s in gap.done] == ["1"]  # the spokesman is no other voice


def test_a_denied_tie_against_help():
    no = tie("x", "y", "supports", row("t", "x", certainty="negated"), factuality="negated")
    (gap,) = compare(model(ties=(no,), events=(event("e", "AID", "x", "y", row("1", "z")),))).gaps
    assert (gap.sign, gap.said_words, gap.done_words) == (-1, ("not supports",), ("AID",))
