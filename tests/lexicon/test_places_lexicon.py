"""The gazetteer: our own tables are sound, towns are found under their usual spellings."""

from __future__ import annotations

import pytest

from aitia.lexicon.places import is_populated_place, own_places, own_senses, place_key, town_senses
from aitia.lexicon.tables import cells, table

STATES = {row["iso3"] for row in table("actors/states.csv")} | {row["iso3"] for row in table("places_countries.csv")}
KINDS = {"continent", "region", "admin", "water", "site", "town"}


@pytest.mark.parametrize("name", ["places.csv", "places_countries.csv", "places_us_states.csv"])
def test_coordinates_lie_on_the_globe_and_rows_are_sorted(name: str) -> None:
    rows = list(table(name))
    first = next(iter(rows[0]))
    assert [r[first] for r in rows] == sorted(r[first] for r in rows)
    for row in rows:
        assert -90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180, row


def test_places_have_a_known_kind_and_country_and_no_form_twice() -> None:
    seen = set()
    for row in table("places.csv"):
        assert row["kind"] in KINDS, row
        assert not row["country"] or row["country"] in STATES, row
        forms = [row["name"], *cells(row["aliases"])]
        assert len(set(forms)) == len(forms), row
        assert (row["name"], row["country"]) not in seen, row
        seen.add((row["name"], row["country"]))


def test_every_state_of_today_is_somewhere() -> None:
    for row in table("actors/states.csv"):
        if not row["end"] and len(row["iso3"]) == 3 and row["iso3"] in STATES:
            assert own_senses(row["name"]), row["name"]


@pytest.mark.parametrize(
    ("name", "country"),
    [("Mosul", "IRQ"), ("Kiev", "UKR"), ("Peking", "CHN"), ("Saigon", "VNM"), ("Ar-Raqqah", "SYR"), ("Aden", "YEM")],
)
def test_towns_are_known_by_their_spellings(name: str, country: str) -> None:
    assert country in {p.country for p in (*own_senses(name), *town_senses(name))}


def test_names_are_looked_up_without_case_accents_and_dots() -> None:
    assert place_key("St. Louis") == place_key("ST LOUIS") and place_key("Mārib-City") == place_key("Marib City")


def test_american_states_by_their_short_forms() -> None:
    short = own_places().abbreviations
    assert {short[s].name for s in ("Ky.", "KY")} == {"Kentucky"} and short["Ont."].country == "CAN"


def test_populated_places() -> None:
    assert is_populated_place("Raqqah") and is_populated_place("Maiduguri")
    assert not is_populated_place("Abdulkader Smithson") and not is_populated_place("raqqah")
