"""Review: decisions applied, the queue, precision and belief, and the command as people and scripts use it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from decided import decision, example, judged, undo

import made
from aitia.assembly.belief import Errors
from aitia.assembly.mapping import Mapping
from aitia.assembly.model import assemble
from aitia.errors import UsageError
from aitia.model.decisions import Decision
from aitia.model.reading import Reading, decode
from aitia.model.reading import encode as encode_reading
from aitia.store.anchoring import REVIEWED
from aitia.store.journal import append, read_journal
from aitia.store.merges import ActorDecisions, actor_decisions, concept_mapping
from aitia.store.reliability import STRENGTH, errors_from, interval, precisions
from aitia.store.review import apply_all, apply_decisions, apply_to
from aitia.store.review_answer import answer_of, for_catalogue
from aitia.store.review_queue import queue, sample
from aitia.store.review_rows import ReadingRows, Waiting, standing_of
from aitia.store.review_session import Session
from samples import check_reading


@pytest.fixture
def reading() -> Reading:
    return example()


# applied


def test_rejected_rows_are_gone_and_nothing_else(reading: Reading) -> None:
    new = apply_decisions(reading, [judged(reading, "causes", "cause-1", "reject")])
    assert [c.id for c in new.causes] == ["cause-2"]
    assert replace(new, causes=reading.causes) == reading


def test_accepted_rows_are_surer_and_say_so(reading: Reading) -> None:
    one = judged(reading, "causes", "cause-1", "accept")
    new = apply_decisions(reading, [one])
    assert (new.causes[0].rule, new.causes[0].confidence) == ("accepted/verb", 0.98)
    assert apply_decisions(new, [one]) == new
    assert new.causes[1] == reading.causes[1]


def test_edits_are_made(reading: Reading) -> None:
    new = apply_decisions(
        reading,
        [
            judged(reading, "causes", "cause-1", "edit", 1, polarity="+1", certainty="hedged", effect="regime"),
            judged(reading, "events", "event-1", "edit", 2, type="COERCE", recipients="minister, the rebels"),
            judged(reading, "ties", "tie-1", "edit", 3, relation="supports"),
            judged(reading, "claims", "minister", "edit", 4, hedged="yes", sources="army"),
        ],
    )
    cause, event, tie = new.causes[0], new.events[0], new.ties[0]
    assert (cause.polarity, cause.certainty, new.quote(cause.effect)) == (1, "hedged", "regime")
    assert (event.type, [p.actor for p in event.recipients]) == ("COERCE", ["minister", "rebels"])
    assert (tie.relation, tie.sign) == ("supports", 1)
    assert (new.claims[1].hedged, new.claims[1].sources) == (True, ("army",))
    assert cause.rule == "edited/verb"


@pytest.mark.parametrize(
    ("table", "row", "fields", "told"),
    [
        ("causes", "cause-1", {"polarity": "2"}, "polarity is one of 1, -1"),
        ("causes", "cause-1", {"certainty": "sure"}, "certainty is one of asserted, hedged, hypothetical, negated"),
        ("causes", "cause-1", {"cause": "No such words"}, "does not stand in the text"),
        ("causes", "cause-1", {"effect": "Sanctions"}, "must be different words"),
        ("causes", "cause-1", {"claim": "nobody"}, "'nobody' is not in this reading; one of told, voice, minister"),
        ("causes", "cause-1", {"mood": "bad"}, "'mood' is no field of causes that can be edited; one of cause, effect"),
        ("causes", "cause-1", {"id": "x"}, "no field of causes"),
        ("causes", "cause-1", {}, "at least one field"),
        ("events", "event-1", {"type": "KILL"}, "type is one of AGREE, CONSULT, SUPPORT"),
        ("events", "event-1", {"mode": "tickle"}, "mode of ASSAULT is one of"),
        ("events", "event-1", {"factuality": ""}, "factuality is one of asserted, negated, planned, hypothetical"),
        ("events", "event-1", {"actors": "", "recipients": ""}, "at least one actor or recipient"),
        ("events", "event-1", {"trigger": "Sanctions"}, "words of the event's sentence"),
        ("ties", "tie-1", {"relation": "likes"}, "relation is one of supports, sponsors"),
        ("ties", "tie-1", {"object": "army"}, "two different actors"),
        ("ties", "tie-1", {"object": "France"}, "'France' is not in this reading; one of author,"),
        ("claims", "minister", {"hedged": "perhaps"}, "true or false"),
    ],
)  # fmt: skip
def test_edits_outside_the_vocabularies_are_refused(
    reading: Reading, table: str, row: str, fields: dict[str, str], told: str
) -> None:
    with pytest.raises(UsageError) as refused:
        judged(reading, table, row, "edit", **fields)
    assert told in str(refused.value)


def test_later_decisions_win_and_can_be_taken_back(reading: Reading) -> None:
    reject = judged(reading, "causes", "cause-1", "reject", 1)
    accept = judged(reading, "causes", "cause-1", "accept", 2)
    flip = judged(reading, "causes", "cause-1", "edit", 3, polarity=1)
    hedge = judged(reading, "causes", "cause-1", "edit", 4, certainty="hedged")

    def after(*decisions: Decision) -> tuple[int, str] | None:
        found = [c for c in apply_decisions(reading, decisions).causes if c.id == "cause-1"]
        return (found[0].polarity, found[0].certainty) if found else None

    assert after(reject) is None
    assert after(reject, accept) == (-1, "asserted")
    assert after(accept, reject) is None
    assert after(reject, flip, hedge) == (1, "hedged")
    assert after(flip, hedge, accept) == (1, "hedged")
    assert after(flip, undo(flip)) == (-1, "asserted")
    back = undo(undo(flip), 1)
    assert after(flip, undo(flip), back) == (1, "asserted")
    assert after(flip, undo(flip), back, undo(back, 2)) == (-1, "asserted")


def test_what_hangs_on_a_rejected_row_follows(reading: Reading) -> None:
    new = apply_decisions(reading, [judged(reading, "claims", "minister", "reject")])
    assert [c.id for c in new.claims] == ["voice", "told"]
    assert new.claims[1].parent == "voice"
    assert [c.id for c in new.causes] == ["cause-1"]  # nobody else says the other
    assert not new.gaps
    assert not apply_decisions(reading, [judged(reading, "events", "event-1", "reject")]).gaps
    voice = decision(1, kind="reject", table="claims", row="voice", doc=reading.document.sha256)
    same, left = apply_to(reading, [voice])
    assert same == reading
    assert "cannot be rejected" in left[0].reason


def test_an_edit_that_is_no_longer_possible_is_listed(reading: Reading) -> None:
    edit = judged(reading, "ties", "tie-1", "edit", object="minister")
    without = replace(reading, actors=tuple(a for a in reading.actors if a.id != "minister"))
    new, left = apply_to(without, [edit])
    assert new == without
    assert "its edit cannot be made" in left[0].reason
    newer = decision(2, kind="edit", table="ties", row="tie-1", doc=reading.document.sha256, fields={"charm": 3})
    assert "no field of ties" in apply_to(reading, [newer])[1][0].reason


def test_any_decisions_leave_a_sound_reading(readings: Sequence[Reading]) -> None:
    for number, reading in enumerate(readings):
        rows = [(t, r.id) for t in REVIEWED for r in getattr(reading, t) if r.id != "voice"]
        chosen = [row for n, row in enumerate(rows) if (n + number) % 3]
        kinds = ("reject", "accept")
        decisions = [judged(reading, t, r, kinds[n % 2], n) for n, (t, r) in enumerate(chosen)]
        new = next(iter(apply_all([reading], decisions)))
        check_reading(new)
        assert decode(encode_reading(new)) == new
        assert len(new.events) == sum(("events", e.id) not in chosen or ("events", e.id) in kept(decisions)
                                      for e in reading.events if said(new, e))  # fmt: skip


def kept(decisions: Sequence[Decision]) -> set[tuple[str, str]]:
    return {(d.table, d.row) for d in decisions if d.kind == "accept"}


def said(reading: Reading, row: object) -> bool:
    held = {c.id for c in reading.claims}
    return bool(held & set(getattr(row, "claims", ()) or (getattr(row, "claim", ""),)))


def test_readings_without_a_decision_pass_untouched(readings: Sequence[Reading]) -> None:
    assert all(one is other for one, other in zip(apply_all(readings, [decision(1)]), readings, strict=True))


# actors and concepts


def stated(kind: str, number: int, **fields: object) -> Decision:
    return Decision(kind=kind, fields=fields, who="t", when=f"2026-01-01T00:00:{number:02}Z")  # type: ignore[arg-type]


def test_merges_follow_chains_and_refuse_circles() -> None:
    chain = [
        stated("merge_actors", 1, **{"from": "a", "to": "b"}),
        stated("merge_actors", 2, **{"from": ["b", "d"], "to": "c"}),
    ]
    assert actor_decisions(chain) == (ActorDecisions(merges={"a": "c", "b": "c", "d": "c"}), ())
    found, orphans = actor_decisions([*chain, stated("merge_actors", 3, **{"from": "c", "to": "a"})])
    assert found.merges == {"a": "c", "b": "c", "d": "c"}
    assert "'c' and 'a'" in orphans[0].reason
    assert actor_decisions([chain[0], undo(chain[0])])[0] == ActorDecisions()
    split = stated("split_actor", 4, key="x", members=[["d1", "x"]], to="a")
    found = actor_decisions([*chain, split])[0]
    assert [found.key("d1", "x", "x"), found.key("d2", "x", "x")] == ["c", "x"]
    assert actor_decisions([stated("split_actor", 5, key="x", members=["d1"], to="a")])[1]


def test_concept_decisions_lie_over_a_mapping_file() -> None:
    base = Mapping(concepts={"peace": ("war", -1), "strife": ("war", 1)})
    decisions = [
        stated("map_concept", 1, **{"from": "strife", "to": "unrest", "direction": 1, "label": "Unrest"}),
        stated("map_concept", 2, **{"from": "calm", "to": "peace"}),
        stated("map_concept", 3, **{"from": "The Troubles", "to": "unrest", "what": "phrase"}),
        stated("map_concept", 4, **{"from": "war", "to": "calm"}),
        stated("map_concept", 5, **{"from": "x", "to": "y", "direction": 2}),
    ]
    found, orphans = concept_mapping(decisions, base)
    assert found.concepts == {"peace": ("war", -1), "strife": ("unrest", 1), "calm": ("war", -1)}
    assert (found.phrase("the  troubles"), found.label("unrest")) == ([("unrest", 1)], "Unrest")
    assert [o.decision.fields["from"] for o in orphans] == ["war", "x"]
    assert base.concepts == {"peace": ("war", -1), "strife": ("war", 1)}


def test_a_mapped_concept_is_one_in_the_model(reading: Reading) -> None:
    before = {c.id for c in assemble([reading]).causes.concepts}
    source = next(c for c in before if c.startswith("war"))
    mapping = concept_mapping([stated("map_concept", 1, **{"from": source, "to": "the_fighting"})])[0]
    after = {c.id for c in assemble([reading], mapping=mapping).causes.concepts}
    assert source not in after
    assert "the_fighting" in after


# precision and belief


def test_precision_is_a_beta_distribution() -> None:
    assert interval(1, 1) == pytest.approx((0.05, 0.95))
    low, high = interval(90, 10)
    assert low < 0.9 < high < 1


def many(right: int, wrong: int, rule: str = "verb") -> tuple[Reading, list[Decision]]:
    text = " ".join(f"Cause{n} brought about effect{n}." for n in range(right + wrong))
    reading = made.reading(
        text, causes=[{"cause": f"Cause{n} ".strip() + "#1", "effect": f"effect{n}.#1", "rule": rule, "confidence": 0.8}
                      for n in range(right + wrong)],
    )  # fmt: skip
    kinds = ["accept"] * right + ["reject"] * wrong
    return reading, [judged(reading, "causes", f"cause-{n + 1}", kind, n) for n, kind in enumerate(kinds)]


def test_precision_starts_from_what_the_reader_expects() -> None:
    reading, decisions = many(3, 1)
    (found,) = precisions(decisions, [reading])
    assert (found.table, found.rule, found.right, found.wrong, found.few) == ("causes", "verb", 3, 1, True)
    assert found.mean == pytest.approx((STRENGTH * 0.8 + 3) / (STRENGTH + 4))
    assert found.low < found.mean < found.high


def test_many_decisions_outweigh_the_reader() -> None:
    reading, decisions = many(20, 80)
    (found,) = precisions(decisions, [reading])
    assert abs(found.mean - 0.2) < 0.06
    assert found.high - found.low < 0.15
    assert not found.few


def test_a_rule_with_few_decisions_is_as_good_as_its_layer() -> None:
    reading, decisions = many(0, 41)
    causes = tuple(replace(c, rule="noun") if n == 40 else c for n, c in enumerate(reading.causes))
    reading = replace(reading, causes=causes)
    accept = judged(reading, "causes", "cause-41", "accept", 99)
    noun, verb = precisions([*decisions[:40], accept], [reading])
    assert (noun.rule, noun.right, noun.few) == ("noun", 1, True)
    assert noun.mean < 0.35  # the layer was found bad, and one good row does not change that
    assert verb.mean < 0.2


def test_edits_of_what_a_row_says_count_as_wrong(reading: Reading) -> None:
    core = judged(reading, "causes", "cause-1", "edit", 1, polarity=1)
    side = judged(reading, "ties", "tie-1", "edit", 2, time="past")
    found = {p.table: (p.right, p.wrong) for p in precisions([core, side], [reading])}
    assert found == {"causes": (0, 1), "ties": (1, 0)}


def test_orphans_say_nothing_about_todays_rules(reading: Reading) -> None:
    decisions = [judged(reading, "causes", "cause-1", "reject")]
    assert precisions(decisions, [replace(reading, causes=reading.causes[1:])]) == ()
    assert errors_from([decisions[0], undo(decisions[0])], [reading]) == {}


def test_rejecting_rows_of_a_rule_lowers_belief_of_what_rests_on_it(reading: Reading) -> None:
    other = made.reading(
        "Drought brought about hunger. Floods brought about hunger.", name="other",
        causes=[{"cause": "Drought", "effect": "hunger", "rule": "verb", "confidence": 0.8},
                {"cause": "Floods", "effect": "hunger#2", "rule": "noun", "confidence": 0.8}],
    )  # fmt: skip
    rejected = [judged(reading, "causes", c.id, "reject", n) for n, c in enumerate(reading.causes)]
    accepted = [judged(reading, "causes", c.id, "accept", n) for n, c in enumerate(reading.causes)]

    def believed(decisions: Sequence[Decision]) -> dict[str, float]:
        errors = Errors(rules=errors_from(decisions, [reading, other]))
        return {i.supports[0].rule: i.belief for i in assemble([other], errors=errors).causes.influences}

    before, after, better = believed([]), believed(rejected), believed(accepted)
    assert after["verb"] < before["verb"] - 0.05
    assert better["verb"] > before["verb"]
    assert after["noun"] == before["noun"]


# the queue


def row(name: str, **parts: object) -> Waiting:
    given: dict[str, object] = {"doc": "d", "table": "causes", "row": name, "rule": "r", "confidence": 0.9, **parts}
    return Waiting(**given)  # type: ignore[arg-type]


def test_the_queue_begins_with_what_changes_most() -> None:
    rows = [
        row("sure"), row("rare", rule="s"), row("doubtful", confidence=0.2), row("alone", alone=True),
        row("torn", contested=True), row("torn alone", contested=True, alone=True), row("heavy"), row("done"),
    ]  # fmt: skip
    done, heavy = {("d", "causes", "done")}, {"d/heavy": 0.3}
    found = [w.row for w in queue(rows, judged=done, decided={"r": 4}, weights=heavy)]
    assert found == ["heavy", "torn alone", "torn", "alone", "doubtful", "rare", "sure"]
    assert [w.row for w in queue(reversed(rows), judged=done, decided={"r": 4}, weights=heavy)] == found
    assert [w.row for w in queue(rows, judged=done, decided={"r": 4}, weights=heavy, limit=3)] == found[:3]
    drawn = sample(rows, judged=done, limit=None)
    assert sample(reversed(rows), judged=done, limit=None) == drawn
    assert {w.row for w in drawn} == set(found)


def test_standings_come_from_the_model() -> None:
    first = made.reading("Aid fed the war.", name="one", causes=[{"cause": "Aid", "effect": "the war"}])
    second = made.reading(
        "Aid ended the war. Rain brought hunger.", name="two",
        causes=[{"cause": "Aid", "effect": "the war", "polarity": -1}, {"cause": "Rain", "effect": "hunger"}],
    )  # fmt: skip
    found = standing_of(assemble([first, second]))
    one, two = first.document.sha256, second.document.sha256
    assert found.contested == {(one, "cause-1"), (two, "cause-1")}
    assert (two, "cause-2") in found.alone


def test_a_journal_as_the_decisions_of_a_catalogue(reading: Reading, tmp_path: Path) -> None:
    rows = ReadingRows([reading], tmp_path / "review.jsonl")
    for one in (
        judged(reading, "causes", "cause-1", "reject"),
        judged(reading, "ties", "tie-1", "accept"),
        stated("merge_actors", 1, **{"from": "a", "to": "b"}),
        stated("map_concept", 2, **{"from": "peace", "to": "war", "direction": -1}),
    ):
        append(rows.journal, one)
    found = for_catalogue(rows)
    assert found.rejected == (("causes", reading.document.sha256, "cause-1"),)
    assert [(layer, [r["id"] for r in rows]) for layer, rows in found.edited.items()] == [("ties", ["tie-1"])]
    assert found.edited["ties"][0]["rule"] == "accepted/made"
    assert (found.actors, found.concepts) == ({"a": "b"}, {"peace": ("war", -1, None)})
    assert found.rules["verb"] > 0.2 > found.rules["made"] > 0


# a session


def test_a_session_decides_goes_back_and_undoes(reading: Reading, tmp_path: Path) -> None:
    rows = ReadingRows([reading], tmp_path / "review.jsonl")
    session = Session(rows=rows, who="me", tables=("causes",))
    session.start()
    assert len(session.queue) == 2
    session.judge("reject", why="no")
    session.judge("edit", {"polarity": "-1"})
    assert session.item() is None
    with pytest.raises(UsageError, match="no row left"):
        session.judge("accept")
    session.undo()
    session.undo()
    assert session.at == 0
    with pytest.raises(UsageError, match="nothing was decided"):
        session.undo()
    session.forward()
    session.judge("accept")
    decisions = read_journal(rows.journal)[0]
    assert [d.kind for d in decisions] == ["reject", "edit", "undo", "undo", "accept"]
    again = Session(rows=rows, who="me", tables=("causes",))
    again.start()
    assert [w.row for w in again.queue] == [decisions[0].row]
    assert answer_of(rows)[0]["decisions"][0]["holds"] is False
