"""Assembly inside DuckDB gives what ``aitia.assembly`` gives in memory, and counts as it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from made_store import example_readings, make_store

from aitia.assembly.belief import Errors, belief
from aitia.assembly.model import assemble
from aitia.model.assembled import ConflictModel, Support
from aitia.model.reading import Reading
from aitia.model.records import When
from aitia.model.text import Span
from aitia.store.assembled import Decisions
from aitia.store.catalogue import build_catalogue
from aitia.store.opened import Store, open_store
from made import reading


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(make_store(tmp_path_factory.mktemp("examples") / "store", example_readings())) as opened:
        yield opened


@pytest.fixture(scope="module")
def model() -> ConflictModel:
    return assemble(example_readings())


def supports_of(store: Store, table: str, key: str) -> dict[tuple[str, str], list[Support]]:
    out: dict[tuple[str, str], list[Support]] = {}
    for row in store.rows(f"SELECT * FROM {table} WHERE counted"):
        support = Support(
            document=row["doc"], row=row["row"], rule=row["rule"], confidence=row["confidence"],
            voices=tuple(row["voices"]), certainty=row["certainty"], span=Span(0, 0),
        )  # fmt: skip
        out.setdefault((row[key], row["side"]), []).append(support)
    return out


@pytest.mark.parametrize(("table", "key", "whole"), [
    ("influence_supports", "influence", "influences"), ("tie_supports", "tie", "ties_assembled"),
])  # fmt: skip
def test_belief_is_that_of_the_function(store: Store, table: str, key: str, whole: str) -> None:
    supports = supports_of(store, table, key)
    rows = store.rows(f"SELECT id, belief FROM {whole}")
    assert len(rows) > 50
    for row in rows:
        expected = belief(supports.get((row["id"], "support"), ()), Errors(), supports.get((row["id"], "denial"), ()))
        assert row["belief"] == pytest.approx(expected, abs=1e-9), row


def test_belief_of_reviewed_rules_voices_and_hedged_rows(tmp_path: Path) -> None:
    root = make_store(
        tmp_path / "s", [war("The war brought hunger.", "a", hedged=True), war("The war brought hunger!", "b")]
    )
    errors = Errors(rules={"r": 0.25}, voices={"paper": 0.1})
    build_catalogue(root, decisions=Decisions(rules={"r": 0.25}, voices={"paper": 0.1}))
    with open_store(root, rebuild=False) as opened:
        supports = supports_of(opened, "influence_supports", "influence")
        rows = opened.rows("SELECT id, belief, certainty FROM influences ORDER BY certainty")
    assert [r["certainty"] for r in rows] == ["asserted", "hedged"]
    for row in rows:
        assert row["belief"] == pytest.approx(belief(supports[row["id"], "support"], errors), abs=1e-9)
    assert rows[0]["belief"] > rows[1]["belief"]


def war(text: str, name: str, hedged: bool = False) -> Reading:
    made = reading(
        text, name=name, author="Paper", names={"author": "Paper"},
        causes=[{"cause": "The war", "effect": "hunger", "polarity": 1}],
    )  # fmt: skip
    link = replace(made.causes[0], certainty="hedged" if hedged else "asserted", rule="r")
    return replace(made, causes=(link,))


def test_the_same_influences_and_ties_as_in_memory(store: Store, model: ConflictModel) -> None:
    names = {a.id: a.name for a in model.actors}
    keyed = {r["key"]: r["name"] for r in store.rows("SELECT key, name FROM a_actors")}
    ours = sorted(
        (keyed[r["subject"]], keyed[r["object"]], r["relation"], r["time"], r["factuality"], round(r["belief"], 9))
        for r in store.rows("SELECT * FROM ties_assembled")
    )
    theirs = sorted(
        (names[t.subject], names[t.object], str(t.relation), t.time, t.factuality, round(t.belief, 9))
        for t in model.ties
    )
    assert ours == theirs
    labels = {c.id: c.label for c in model.causes.concepts if not c.id.startswith("unresolved")}
    assert {r["label"] for r in store.rows("SELECT label FROM concepts WHERE NOT unresolved")} == set(labels.values())
    found = store.rows("SELECT polarity, certainty, relation, round(belief, 9) AS belief FROM influences")
    assert sorted(tuple(r.values()) for r in found) == sorted(
        (i.polarity, i.certainty, i.relation, round(i.belief, 9)) for i in model.causes.influences
    )


def test_concept_ids_are_spelled_as_in_memory(store: Store, model: ConflictModel) -> None:
    keys = {r["name"]: r["key"] for r in store.rows("SELECT name, key FROM a_actors")}
    plain = {a.id: keys.get(a.name) for a in model.actors}
    ids = {r["id"] for r in store.rows("SELECT id FROM concepts")}
    same = [c.id for c in model.causes.concepts if c.actors and all(plain[a] == a for a in c.actors)]
    assert len(same) > 10
    assert set(same) <= ids
    assert {c.id for c in model.causes.concepts if not c.actors and not c.place} <= ids


def event_in(
    name: str, day: str | None, *, published: str | None = None, end: str | None = None, text: str = "", **more: object
) -> Reading:
    text = text or f"Chad attacked Libya. {name}"
    made = reading(
        text, name=name, author=f"Paper {name}", actors={"chad": ["Chad"], "libya": ["Libya"]},
        kinds={"chad": "state", "libya": "state"},
        events=[{"type": "ASSAULT", "actors": ["chad"], "recipients": ["libya"], "trigger": "attacked"}],
        published=published,
    )  # fmt: skip
    when = When(span=Span(0, 4), start=day, end=end or day, precision="day") if day else None
    return replace(made, events=tuple(replace(e, when=when, **more) for e in made.events))  # type: ignore[arg-type]


def distinct_events(tmp_path: Path, readings: list[Reading]) -> list[dict[str, object]]:
    with open_store(make_store(tmp_path / "store", readings)) as opened:
        return opened.rows("SELECT * FROM a_events ORDER BY start, id")


def test_reports_within_two_days_are_one_event(tmp_path: Path) -> None:
    days = ["2019-04-01", "2019-04-02", "2019-04-03", "2019-04-09", "2019-05-01"]
    rows = distinct_events(tmp_path, [event_in(f"d{n}", day) for n, day in enumerate(days)])
    assert [r["n_reports"] for r in rows] == [3, 1, 1]
    assert (rows[0]["start"], rows[0]["end"], rows[0]["n_documents"]) == ("2019-04-01", "2019-04-03", 3)
    assert rows[0]["actors"] == ["chad"]
    assert rows[0]["recipients"] == ["libya"]


def test_daily_fighting_is_no_single_event(tmp_path: Path) -> None:
    rows = distinct_events(tmp_path, [event_in(f"d{n}", f"2019-04-{n + 1:02}") for n in range(9)])
    assert [r["n_reports"] for r in rows] == [3, 3, 3]


def test_other_factuality_and_known_other_places_are_other_events(tmp_path: Path) -> None:
    readings = [event_in("a", "2019-04-01"), event_in("b", "2019-04-01", factuality="negated")]
    assert len(distinct_events(tmp_path / "one", readings)) == 2


def test_undated_reports_stand_on_the_day_of_their_paper(tmp_path: Path) -> None:
    readings = [
        event_in("a", "2019-04-01"), event_in("b", None, published="2019-04-02"),
        event_in("c", None, published="2020-04-02"), event_in("d", None), event_in("e", None),
    ]  # fmt: skip
    rows = distinct_events(tmp_path, readings)
    assert sorted(int(str(r["n_reports"])) for r in rows) == [1, 2, 2]


def test_a_month_meets_only_itself(tmp_path: Path) -> None:
    readings = [
        event_in("a", "2019-04-01", end="2019-04-30"), event_in("b", "2019-04-01", end="2019-04-30"),
        event_in("c", "2019-04-02"),
    ]  # fmt: skip
    assert sorted(int(str(r["n_reports"])) for r in distinct_events(tmp_path, readings)) == [1, 2]


def test_wire_copies_count_once(tmp_path: Path) -> None:
    body = "Chad attacked Libya. " + " ".join(f"Sentence {n} says nothing new about it." for n in range(40))
    readings = [event_in(f"d{n}", "2019-04-01", text=f"{body} Copy {n}.") for n in range(4)]
    readings.append(event_in("other", "2019-04-01"))
    rows = distinct_events(tmp_path, readings)
    assert [(r["n_reports"], r["n_documents"], r["n_clusters"]) for r in rows] == [(5, 5, 2)]


def test_copies_do_not_raise_belief(tmp_path: Path) -> None:
    tail = " ".join(f"Filler {n} goes on and on about it." for n in range(40))

    def denied(name: str) -> Reading:
        return reading(
            f"Chad backs Libya. {tail} {name}", name=name, author=f"Paper {name}",
            actors={"chad": ["Chad"], "libya": ["Libya"]}, kinds={"chad": "state", "libya": "state"},
            ties=[{"subject": "chad", "object": "libya", "relation": "supports", "sign": 1}],
        )  # fmt: skip

    with open_store(make_store(tmp_path / "s", [denied("one"), denied("two")])) as opened:
        row = opened.rows("SELECT * FROM ties_assembled")[0]
    assert (row["n_documents"], row["n_clusters"]) == (2, 1)
    assert row["belief"] == pytest.approx(0.65)


def test_by_voice_and_month_the_counts_add_up(store: Store) -> None:
    for what, table in (("influence", "influences"), ("tie", "ties_assembled")):
        whole = store.rows(f"SELECT sum(n_supports) AS n FROM {table}")[0]["n"]
        held = f"SELECT count(*) AS n FROM {what}_supports WHERE side = 'support'"
        assert whole == store.rows(held)[0]["n"]
        months = store.rows(f"SELECT DISTINCT month FROM {what}_months ORDER BY 1")
        assert [r["month"] for r in months] == ["2014-10", "2019-04"]
    assert store.rows("SELECT sum(n_reports) AS n FROM a_events")[0]["n"] == len(store.table("events"))
    assert store.rows("SELECT sum(n_reports) AS n FROM event_months")[0]["n"] >= len(store.table("events"))


def test_decisions_are_applied(tmp_path: Path) -> None:
    readings = [event_in("a", "2019-04-01"), event_in("b", "2019-04-02"), war("The war brought hunger.", "c")]
    root = make_store(tmp_path / "store", readings)
    doc, row = readings[0].document.sha256, readings[0].events[0].id
    build_catalogue(root, decisions=Decisions(
        rejected=(("events", doc, row),), actors={"libya": "chad"}, concepts={"war": ("peace", -1, "Peace")},
    ))  # fmt: skip
    with open_store(root, rebuild=False) as opened:
        assert opened.rows("SELECT doc, actors, recipients FROM event_reports") == [
            {"doc": readings[1].document.sha256, "actors": ["chad"], "recipients": ["chad"]}
        ]
        assert opened.rows("SELECT cause, effect, polarity FROM influences") == [
            {"cause": "peace", "effect": "hunger", "polarity": -1}
        ]
        assert len(opened.table("events")) == 2  # the machine's rows stay as they are


def test_edited_and_split_rows_take_the_place_of_the_old(tmp_path: Path) -> None:
    from aitia.store.rows import layer_rows

    one = event_in("a", "2019-04-01")
    root = make_store(tmp_path / "store", [one])
    doc = one.document.sha256
    edited = [{**r, "type": "COERCE"} for r in layer_rows(one, "events")]
    build_catalogue(root, decisions=Decisions(edited={"events": edited}, members={(doc, "libya"): "tripoli"}))
    with open_store(root, rebuild=False) as opened:
        assert opened.rows("SELECT type, recipients FROM a_events") == [{"type": "COERCE", "recipients": ["tripoli"]}]
