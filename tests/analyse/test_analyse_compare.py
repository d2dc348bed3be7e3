"""Sources against sources: who asserts, denies, hedges or is silent, pair by pair and all together."""

from __future__ import annotations

import doctest
from dataclasses import replace

import pytest
from compared import cause, event, held, model, option, row, tie

from aitia.analyse import agreement, positions
from aitia.analyse import compare as compare_module
from aitia.analyse import gaps as gaps_module
from aitia.analyse.compare import compare
from aitia.errors import UsageError
from aitia.model.assembled import (
    ConflictModel,
    Influence,
    MergedClaim,
    NetworkActor,
    Support,
)


@pytest.mark.parametrize("module", [agreement, compare_module, gaps_module, positions])
def test_examples_in_docstrings(module):
    tried = doctest.testmod(module)
    assert tried.attempted
    assert not tried.failed


# attitudes


def test_the_other_polarity_is_a_denial_and_the_majority_puts_the_item():
    found = compare(model(influences=(cause(1, row("1", "x")), cause(-1, row("2", "y"), row("3", "z")))))
    assert [i.label for i in found.items] == ["arms lowers war"]
    assert held(found) == {"arms>war": {"x": "denies", "y": "asserts", "z": "asserts"}}
    assert found.items[0].disputed


def test_denials_do_not_put_an_item_their_way():
    links = (cause(1, row("1", "x")), cause(-1, denials=(row("2", "y"), row("3", "z"))))
    assert compare(model(influences=links)).items[0].label == "arms raises war"
    assert compare(model(influences=links[1:])).items[0].label == "arms lowers war"


def test_denials_hedges_aims_and_rejecting_the_other_side():
    found = compare(
        model(
            influences=(
                cause(1, row("1", "x"), row("2", "x", doc="d2"), denials=(row("3", "y", certainty="negated"),)),
                cause(1, row("4", "z", certainty="hedged"), certainty="hedged"),
                cause(1, row("5", "w"), relation="purpose"),
                cause(-1, denials=(row("6", doc="d3", certainty="negated"),)),
            )
        )
    )
    assert held(found) == {"arms>war": {"?d3": "hedges", "w": "hedges", "x": "asserts", "y": "denies", "z": "hedges"}}
    no = next(p for p in found.items[0].positions if p.source == "y")
    assert [s.row for s in no.against] == ["3"]


def test_a_source_on_both_sides_is_split_and_shows_both():
    found = compare(model(influences=(cause(1, row("1", "x"), row("4", "y")), cause(-1, row("2", "x")))))
    position = next(p for p in found.items[0].positions if p.source == "x")
    assert position.attitude == "split"
    assert [s.row for s in position.supports] == ["1", "2"]
    assert [s.row for s in position.against] == ["2"]
    assert found.items[0].disputed
    assert [(a.agree, a.disagree, a.unsettled) for a in found.agreements] == [(0, 0, 1)]


def test_split_alone_is_not_a_dispute_between_sources():
    found = compare(model(influences=(cause(1, row("1", "x")), cause(-1, row("2", "x")))))
    assert not found.items[0].disputed


def test_firm_goes_before_open_and_the_hedge_stays_visible():
    found = compare(
        model(influences=(cause(1, row("9", "x")), cause(1, row("1", "x", certainty="hedged"), certainty="hedged")))
    )
    position = found.items[0].positions[0]
    assert position.attitude == "asserts"
    assert [s.row for s in position.supports] == ["9", "1"]


def test_ties_of_other_sign_dispute_in_the_same_time_only():
    found = compare(
        model(ties=(tie("x", "y", "supports", row("1", "x"), row("2", "z")), tie("x", "y", "opposes", row("3", "y")),
                    tie("x", "y", "fights", row("4", "w"), time="past"), tie("y", "x", "opposes", row("5", "w"))))
    )  # fmt: skip
    assert held(found) == {
        "x>y:current": {"x": "asserts", "z": "asserts", "y": "denies"},
        "x>y:past": {"w": "asserts"},
        "y>x:current": {"w": "asserts"},
    }


def test_mutual_ties_meet_in_either_order():
    one, other = tie("y", "x", "aligned_with", row("1", "z")), tie("x", "y", "opposes", row("2", "w"))
    assert held(compare(model(ties=(one, other)))) == {"x>y:current": {"z": "asserts", "w": "denies"}}
    assert list(held(compare(model(ties=(one,))))) == ["x>y:current"]


def test_a_denied_tie_speaks_in_its_own_time():
    no = row("2", "y", certainty="negated")
    ties = (
        tie("x", "z", "supports", row("1", "x"), time="past", denials=(no,)),
        tie("x", "z", "supports", no, factuality="negated"),
    )
    assert held(compare(model(ties=ties))) == {"x>z:past": {"x": "asserts"}, "x>z:current": {"y": "denies"}}


def test_planned_ties_hedge_and_unsigned_ones_stand_apart():
    found = compare(
        model(
            ties=(tie("x", "y", "supports", row("1", "x"), factuality="planned"), tie("x", "y", "rules", row("2", "z")))
        )
    )
    assert held(found) == {"x>y:current": {"x": "hedges"}, "x>y:rules:current": {"z": "asserts"}}


def test_denied_and_planned_events_find_the_asserted_one():
    events = (
        event("e1", "ASSAULT", "x", "y", row("1", "y"), start="2020-01-02"),
        event("e2", "ASSAULT", "x", "y", row("2", "x"), factuality="negated"),
        event("e3", "ASSAULT", "x", "y", row("3", "z"), factuality="planned", start="2020-01-02"),
        event("e4", "ASSAULT", "x", "y", row("4", "w"), factuality="planned", start="2021-01-02"),
    )
    assert held(compare(model(events=events))) == {
        "e1": {"y": "asserts", "x": "denies", "z": "hedges"},
        "e4": {"w": "hedges"},
    }
    twice = (*events, event("e5", "ASSAULT", "x", "y", row("5", "y"), start="2022-01-02"))
    assert held(compare(model(events=twice)))["e2"] == {"x": "denies"}  # which of the two it denies, nobody knows


def test_undated_events_of_one_party_are_told_apart_by_document():
    events = (event("e", "MOBILIZE", "x", "", row("1", "y"), row("2", "z", doc="d2")),)
    assert held(compare(model(events=events))) == {"e@d1": {"y": "asserts"}, "e@d2": {"z": "asserts"}}


def test_options_for_and_against_and_for_stopping():
    options = (
        option("arm them", "advocated", row("1", "x"), by=("x",)),
        option("arm", "warned_against", row("2", "y", "z"), by=("y",)),
        option("disarm", "advocated", row("3", "z"), direction=-1),
        option("stop arming", "warned_against", row("4", "w"), direction=-1, by=("w",)),
        option("arms", "neutral", row("5", doc="d3")),
        option("to arm", "advocated", row("6", "x"), by=("x", "y")),
    )
    found = compare(model(options=options))
    assert held(found) == {"arms": {"x": "asserts", "y": "denies", "z": "denies", "w": "asserts", "?d3": "hedges"}}
    assert found.items[0].label == "arm"
    assert found.items[0].stance is None
    assert compare(model(options=options[:1])).items[0].stance == "advocated"


def test_an_option_only_warned_against_is_denied():
    found = compare(model(options=(option("arm", "warned_against", row("1", "x")),)))
    assert held(found) == {"arms": {"x": "denies"}}
    assert found.items[0].stance == "warned_against"


def test_claims_are_of_who_speaks_by_voice_and_of_who_tells_by_document():
    claims = (
        MergedClaim(id="c1", sources=("w",), content="It holds", hedged=False, negated=False,
                    supports=(row("1", "x"), row("2", "y", doc="d2"), row("3", "x", doc="d3"))),
        MergedClaim(id="c2", sources=("w",), content="it  holds", hedged=False, negated=True,
                    supports=(row("4", "z", doc="d3"),)),
    )  # fmt: skip
    assert held(compare(model(claims=claims))) == {"c1": {"w": "split"}}
    told = compare(model(claims=claims), by="document")
    assert held(told) == {"c1": {"d1": "asserts", "d2": "asserts", "d3": "denies"}}
    assert [s.row for s in told.items[0].positions[2].reported] == ["3"]


# sources


def test_a_document_does_not_assert_what_it_reports():
    found = compare(
        model(influences=(cause(1, row("1", "x"), row("2", "w", doc="d2")), cause(-1, row("3", doc="d3")))),
        by="document",
    )
    assert held(found) == {"arms>war": {"d1": "asserts", "d2": "silent", "d3": "silent"}}
    assert [[s.row for s in p.reported] for p in found.items[0].positions] == [[], ["2"], ["3"]]
    assert found.sources == ("d1", "d2", "d3")
    assert found.names["d1"] == "First"
    assert found.agreements == ()


def test_what_is_only_reported_is_counted_not_listed():
    found = compare(model(influences=(cause(1, row("1", "w")),)), by="document")
    assert found.items == ()
    assert any("told on the word of others" in note and note.endswith("1") for note in found.notes)


def test_publishers_speak_through_their_documents_and_nameless_ones_each_for_itself():
    found = compare(
        model(influences=(cause(1, row("1", "x"), row("2", "z", doc="d3")), cause(-1, row("3", "y", doc="d2")))),
        by="publisher",
    )
    assert held(found) == {"arms>war": {"Lamp": "split", "?d3": "asserts"}}
    assert found.names["?d3"] == "no publisher: d3"


def test_unnamed_sources_are_one_for_each_document():
    found = compare(model(influences=(cause(1, row("1"), row("2"), row("3", doc="d2")),)))
    assert held(found) == {"arms>war": {"?d1": "asserts", "?d2": "asserts"}}
    assert found.names["?d1"] == "unnamed in First"


def test_chosen_sources_keep_their_order_and_hide_the_others():
    whole = model(
        influences=(cause(1, row("1", "x"), row("2", "y")), cause(-1, row("3", "z"))),
        ties=(tie("x", "y", "supports", row("4", "x")), tie("x", "y", "fights", row("5", "z"))),
    )
    found = compare(whole, sources=("Yi", "x"))
    assert found.sources == ("y", "x")
    assert held(found) == {"arms>war": {"x": "asserts", "y": "asserts"}, "x>y:current": {"x": "asserts"}}
    assert found.gaps == ()
    assert len(compare(whole).gaps) == 1
    assert compare(whole, sources=["w"]).items == ()


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"by": "author"}, "voice, document, publisher"),
        ({"sources": ["Xuu"]}, "'Xu'"),
        ({"sources": ["nobody at all"]}, "nobody at all"),
        ({"weights": {"arms>war:+:assertd": 1.0}}, "'arms>war:+:asserted'"),
        ({"weights": {"arms>war:+:asserted": float("nan")}}, "finite"),
        ({"conclusion": "war"}, "weights"),
    ],
)
def test_calls_that_make_no_sense(asked, says):
    with pytest.raises(UsageError, match=says.replace("+", r"\+")):
        compare(model(influences=(cause(1, row("1", "x")),)), **asked)


def test_a_name_two_sources_have_needs_an_id_and_is_told_apart():
    twins = replace(model(influences=(cause(1, row("1", "x"), row("2", "y")),)), actors=(
        NetworkActor(id="x", name="Lee"), NetworkActor(id="y", name="Lee")))  # fmt: skip
    with pytest.raises(UsageError, match="use an id: x, y"):
        compare(twins, sources=["lee"])
    assert {compare(twins).names[s] for s in "xy"} == {"Lee (x)", "Lee (y)"}


def test_nothing_to_compare():
    assert compare(ConflictModel()).notes == ("no source says anything",)
    assert compare(model(influences=(cause(1, row("1", "x")),))).notes == ("only one source: nothing to compare",)


# order


def test_disputed_before_shared_before_single_and_the_heavy_first():
    def about(effect: str, polarity: int, *supports: Support) -> Influence:
        return Influence(cause="arms", effect=effect, polarity=polarity, supports=supports)

    links = (
        about("a", 1, row("1", "x")), about("b", 1, row("2", "x"), row("3", "y")),
        about("c", 1, row("4", "x"), row("5", "z"), row("6", "w")), about("c", -1, row("7", "y")),
        about("d", 1, row("8", "x")), about("d", -1, row("9", "y")),
    )  # fmt: skip
    assert [i.id[5:] for i in compare(model(influences=links)).items] == ["c", "d", "b", "a"]
    weights = {"arms>d:-:asserted": -0.5, "arms>d:+:asserted": 0.2, "arms>c:+:asserted": 0.1}
    found = compare(model(influences=links), weights=weights, conclusion="war goes up")
    assert [(i.id[5:], i.weight) for i in found.items] == [("d", 0.5), ("c", 0.1), ("b", None), ("a", None)]
    assert found.conclusion == "war goes up"
