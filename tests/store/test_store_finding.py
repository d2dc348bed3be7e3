"""What a person means: a place or a whole country, a value of a closed vocabulary, a name instead of an id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from made_store import make_store

from aitia.errors import UsageError
from aitia.model.reading import Reading
from aitia.model.records import Place, When
from aitia.model.text import Span
from aitia.store.finding import find_one, find_type
from aitia.store.opened import Store, open_store
from aitia.store.query import Filters, filtered
from aitia.store.rows import table_rows
from aitia.store.shown import show
from made import at, reading
from samples import command

TEXT = "The Karsk Front attacked the Oyl League in {0} on Monday. Hunger in {0} led to war. {1}"

IDS = {"LBN": 266826, "LBY": 2210247}


def placed(name: str, place: str, country: str | None, day: str | None = None) -> Reading:
    """A text with an event at a place."""
    text = TEXT.format(place, name)
    made = reading(
        text, name=name, author="Ada Quill", publisher="The Lamp", published="2021-05-03",
        actors={"front": ["The Karsk Front"], "league": ["the Oyl League"]},
        events=[{"type": "ASSAULT", "actors": ["front"], "recipients": ["league"]}],
        ties=[{"subject": "front", "object": "league", "relation": "fights", "sign": -1}],
        causes=[{"cause": f"Hunger in {place}", "effect": "war"}],
    )  # fmt: skip
    when = When(span=at(text, "on Monday"), start=day, end=day, precision="day") if day else None
    where = (
        Place(id="here", span=Span(*at(text, place)), name=place, country=country, geonameid=IDS.get(country or "")),
    )
    return replace(made, places=where, events=tuple(replace(e, where="here", when=when) for e in made.events))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [
        placed("a", "Sudan", "SDN"), placed("b", "Khartoum", "SDN", "2021-04-26"), placed("c", "Nyala", "SDN"),
        placed("d", "Tripoli", "LBY"), placed("e", "Tripoli", "LBN"), placed("f", "the valley", None),
    ]  # fmt: skip
    return make_store(tmp_path_factory.mktemp("finding") / "store", rows)


@pytest.fixture(scope="module")
def store(root: Path) -> Iterator[Store]:
    with open_store(root) as opened:
        yield opened


@pytest.mark.parametrize("table", ["event_reports", "a_events"])
@pytest.mark.parametrize(("place", "found", "said"), [
    ("SUDAN", ["Khartoum", "Nyala", "Sudan"], "Sudan (SDN), 2 places in it: Khartoum, Nyala"),
    ("sdn", ["Khartoum", "Nyala", "Sudan"], "Sudan (SDN), 2 places in it: Khartoum, Nyala"),
    ("khartoum", ["Khartoum"], "Khartoum (SDN)"),
    ("Tripoli", ["Tripoli", "Tripoli"], "Tripoli (LBN), Tripoli (LBY)"),
    ("Libya", ["Tripoli"], "Libya (LBY), 1 place in it: Tripoli"),
    ("The Valley", ["the valley"], "the valley"),
    ("Norway", [], "Norway (NOR), no other place in it"),
])  # fmt: skip
def test_a_country_is_all_its_places(store: Store, table: str, place: str, found: list[str], said: str) -> None:
    told: list[str] = []
    rows = table_rows(filtered(store, table, Filters(place=place), note=told.append).to_arrow_table())
    assert sorted(r["place"] for r in rows) == found
    assert told[0].startswith(f"--place {place}: {said}")


def test_causes_and_actors_are_placed_too(store: Store) -> None:
    def names(table: str, place: str) -> set[str]:
        rows = table_rows(filtered(store, table, Filters(place=place)).to_arrow_table())
        return {str(row.get("label") or row.get("cause") or row.get("key")) for row in rows}

    assert names("concepts", "Sudan") >= {"hunger (Khartoum)", "hunger (Nyala)"}
    assert all("hunger" in cause for cause in names("influences", "Sudan")) and len(names("influences", "Sudan")) == 3
    assert len(names("cause_reports", "Khartoum")) == 1
    with pytest.raises(UsageError, match="placed by country"):
        filtered(store, "a_actors", Filters(place="Khartoum"))


def test_a_place_that_is_nowhere_names_the_nearest(store: Store) -> None:
    with pytest.raises(UsageError, match=r"no place 'Kartum'.*no such country; the nearest: Khartoum"):
        filtered(store, "event_reports", Filters(place="Kartum"))
    with pytest.raises(UsageError, match="published by 'The Lamb'; the nearest: The Lamp"):
        filtered(store, "event_reports", Filters(publisher="The Lamb"))


@pytest.mark.parametrize(("table", "text", "told"), [
    ("event_reports", "ASSALT", r"no type of event \(did you mean ASSAULT\?\); there are AGREE, CONSULT,"),
    ("a_events", "FOO", "no type of event; there are AGREE"),
    ("event_reports", "fights", "but a relation of a tie: give --table tie_reports or ties_assembled"),
    ("tie_reports", "likes", "no relation of a tie; there are supports, sponsors"),
    ("influences", "motive", "no relation of a cause; there are cause, purpose, implied"),
    ("claim_reports", "quote", "no kind of claim; there are voice, framed, attributed"),
    ("a_actors", "militia", "no kind of actor.*; there are person, state"),
])  # fmt: skip
def test_values_outside_a_closed_vocabulary_are_told(store: Store, table: str, text: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        filtered(store, table, Filters(type=text))


def test_values_may_be_written_as_words() -> None:
    assert find_type("a_actors", "Armed Group") == "armed_group"
    assert find_type("ties_assembled", "aligned-with") == "aligned_with"
    assert find_type("a_events", "assault") == "ASSAULT"


def test_where_a_date_comes_from_is_told(store: Store) -> None:
    for table, key in (("event_reports", "document"), ("a_events", "place")):
        rows = table_rows(filtered(store, table, Filters()).to_arrow_table())
        dated = {row[key]: (row["date"], row["date_from"], row["start"]) for row in rows}
        assert dated["b" if key == "document" else "Khartoum"] == ("2021-04-26", "text", "2021-04-26")
        assert dated["c" if key == "document" else "Nyala"] == ("2021-05-03", "publication", None)


@pytest.mark.parametrize(("kind", "words", "found"), [
    ("actor", "karsk front", "karsk_front"), ("actor", "Karsk", "karsk_front"), (None, "oyl", "oyl_league"),
    (None, "hunger khartoum", "hunger.khartoum"), ("concept", "War", "war"),
    ("tie", "league karsk", "karsk_front>oyl_league:fights:current"),
    ("cause", "nyala war", "hunger.nyala>war:+:asserted"),
    (None, "karsk_front>oyl_league:fights:current", "karsk_front>oyl_league:fights:current"),
])  # fmt: skip
def test_a_name_that_is_of_one_is_enough(store: Store, kind: str | None, words: str, found: str) -> None:
    assert find_one(store, kind, words)[1] == found
    assert show(store, kind, words).id == found


def test_a_name_of_several_lists_them_with_their_ids(store: Store) -> None:
    with pytest.raises(
        UsageError, match=r"'hung' may be \d things: concept hunger.*; concept hunger\.\w+ \(hunger .*Give one"
    ):
        find_one(store, None, "hung")
    with pytest.raises(UsageError, match=r"may be \d events: e[0-9a-f]+ \(2021-.* ASSAULT oyl_league .*; e"):
        find_one(store, "event", "karsk oyl")
    with pytest.raises(UsageError, match=r"no actor 'Karsh Frond'; the nearest: .*Karsk Front \(karsk_front\)"):
        find_one(store, "actor", "Karsh Frond")
    with pytest.raises(UsageError, match="no actor, event, tie, cause or concept 'zzz'"):
        find_one(store, None, "zzz")
    with pytest.raises(UsageError, match="no tie '!'"):
        find_one(store, "tie", "!")


def test_an_event_is_shown_by_who_did_what_to_whom(store: Store) -> None:
    assert show(store, "event", "khartoum").title == "karsk_front ASSAULT → oyl_league"


def test_the_commands_say_so(root: Path) -> None:
    done = command("query", root, "--place", "SUDAN", "--format", "jsonl")
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 3
    assert b"--place SUDAN: Sudan (SDN), 2 places in it" in done.stderr
    done = command("query", root, "--table", "evnts")
    assert done.returncode == 2 and b"(did you mean events?); tables are event_reports, " in done.stderr
    shown = command("show", root, "Karsk")
    assert shown.returncode == 0 and b"actor karsk_front" in shown.stdout
    for arguments, told in (
        (["Karsk", "Front"], b"in quotes"), (["actor"], b"say which actor"), (["hung"], b"Give one by its id"),
        (["actor", "hunger"], b"no actor"),
    ):  # fmt: skip
        done = command("show", root, *arguments)
        assert done.returncode == 2 and told in done.stderr, (arguments, done.stderr)
