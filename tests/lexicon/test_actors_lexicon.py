"""The actor tables keep their own rules: kinds, codes, intervals, and what an alias may stand for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pycountry
import pytest

from aitia.lexicon.actors import TABLES, atoms, first_names, registry
from aitia.lexicon.tables import cells, table
from aitia.model.codes import ACTOR_KINDS

DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
# PLOVER's sectors, and ETH for peoples
SECTORS = frozenset(
    """AGR BUS COP CRM CVL EDU ELI GOV JRN JUD LAB LEG MED MIL OPP PRE PRM PTY REB REF REL SOC SPY UAF UNK
    ETH""".split()
)
REGIONS = frozenset("AFR ASA CAS CAU EUR INT LAM MEA SAS SEA WAF WST".split())
PSEUDO = frozenset("IGO UNO NGO ISM IMG MNC".split()) | REGIONS
COUNTRIES = frozenset(c.alpha_3 for c in pycountry.countries) | {"XKX"}
KEYS = {"cow", "gwno", "ucdp", "wikidata", "acled"}


def rows(*names: str) -> Iterator[tuple[str, int, dict[str, str]]]:
    for name in names:
        for number, row in enumerate(table(f"actors/{name}.csv"), 2):
            yield name, number, row


def where(name: str, number: int, row: dict[str, str]) -> str:
    return f"{name}.csv:{number} {row.get('name') or row.get('noun')}"


def problems_of_code(code: str) -> list[str]:
    if not code:
        return []
    first, *rest = code.split()
    known = first in COUNTRIES | PSEUDO | SECTORS or (len(first) == 3 and first in historic())
    return [p for p, bad in (("country", not known), ("sector", bool(set(rest) - SECTORS - PSEUDO))) if bad]


@cache
def historic() -> frozenset[str]:
    """Codes of states that are no more (their rows have an end)."""
    return frozenset(row["iso3"] for _, _, row in rows("states"))


def test_kinds_codes_and_countries() -> None:
    bad = []
    for at in rows(*TABLES):
        row = at[2]
        if row["kind"] not in ACTOR_KINDS:
            bad.append(f"{where(*at)}: kind {row['kind']!r}")
        if row["country"] and row["country"] not in COUNTRIES | historic():
            bad.append(f"{where(*at)}: country {row['country']!r}")
        bad += [f"{where(*at)}: {p} in code {row['code']!r}" for p in problems_of_code(row["code"])]
    for at in rows("persons"):
        row = at[2]
        bad += [f"{where(*at)}: {p} in code {row['code']!r}" for p in problems_of_code(row["code"])]
        if row["country"] and row["country"] not in COUNTRIES | historic():
            bad.append(f"{where(*at)}: country {row['country']!r}")
        if row["certain"] not in ("yes", "no"):
            bad.append(f"{where(*at)}: certain {row['certain']!r}")
    assert not bad, "\n".join(bad)


def test_intervals_are_dates_in_order() -> None:
    bad = []
    for at in rows("states", "persons", *TABLES):
        start, end = at[2]["start"], at[2]["end"]
        bad += [f"{where(*at)}: {value!r} is no date" for value in (start, end) if value and not DATE.fullmatch(value)]
        length = min(len(start), len(end))
        if start and end and start[:length] > end[:length]:
            bad.append(f"{where(*at)}: ends {end} before it starts {start}")
    assert not bad, "\n".join(bad)


def test_one_office_has_one_holder_at_a_time() -> None:
    """Sure terms in the same office of the same state do not overlap by more than a handover."""
    shared = {("Prime Minister", "Cambodia")}  # from 1993 to 1998 it had two
    one_at_a_time = {"President", "Prime Minister", "King", "Chancellor", "Emir", "Supreme Leader", "Pope"}
    terms = defaultdict(list)
    for at in rows("persons"):
        row = at[2]
        if row["certain"] == "yes" and row["office"] in one_at_a_time and row["start"] and row["end"]:
            terms[row["office"], row["body"]].append((row["start"], row["end"], row["name"]))
    bad = []
    for key, held in terms.items():
        held.sort()
        for (start, end, name), (later, _, other) in pairwise(held):
            length = min(len(end), len(later))
            if key not in shared and name != other and start[:length] < later[:length] < end[:length]:
                bad.append(f"{key}: {name} until {end}, {other} from {later}")
    assert not bad, "\n".join(bad)


def test_each_name_is_one_row() -> None:
    bad = []
    for name in ("states", *TABLES):
        seen: set[str] = set()
        for at in rows(name):
            if at[2]["name"] in seen:
                bad.append(where(*at))
            seen.add(at[2]["name"])
    assert not bad, "\n".join(bad)


def test_an_alias_does_not_repeat_the_name_or_another() -> None:
    bad = []
    for at in rows("persons", *TABLES):
        forms = [at[2]["name"], *cells(at[2]["aliases"])]
        if len(set(forms)) < len(forms):
            bad.append(f"{where(*at)}: {next(f for f in forms if forms.count(f) > 1)!r} twice")
        if any(not atoms(f.lstrip("?")) for f in forms):
            bad.append(f"{where(*at)}: an alias without letters")
    assert not bad, "\n".join(bad)


def test_a_sure_alias_means_one_actor() -> None:
    """What several actors are called is declared ambiguous by a leading "?"."""
    holders: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for aliases in registry().aliases.values():
        for alias in aliases:
            # a state and its people, and namesakes among persons (told apart by date and office), may share a form
            if alias.sure and alias.use == "name" and alias.entry.kind != "person" and not alias.entry.end:
                holders[alias.atoms].add(alias.entry.name)
    bad = [f"{' '.join(form)}: {sorted(names)}" for form, names in sorted(holders.items()) if len(names) > 1]
    assert not bad, "\n".join(bad)


def test_a_parent_is_an_actor() -> None:
    names = set(registry().entries)
    bad = [f"{where(*at)}: parent {at[2]['parent']!r}" for at in rows(*TABLES) if at[2]["parent"] not in names | {""}]
    assert not bad, "\n".join(bad)


def test_an_office_is_held_in_something_known() -> None:
    names = set(registry().entries)
    bad = [f"{where(*at)}: body {at[2]['body']!r}" for at in rows("persons") if at[2]["body"] not in names | {""}]
    assert not bad, "\n".join(bad)


def test_ids_have_known_keys() -> None:
    for at in rows(*TABLES):
        for pair in cells(at[2]["ids"]):
            key, _, value = pair.partition(":")
            assert key in KEYS, where(*at)
            assert value, where(*at)
            assert key != "wikidata" or re.fullmatch(r"Q\d+", value), where(*at)


def test_state_numbers_are_numbers() -> None:
    for at in rows("states"):
        for key in ("cow", "gwno"):
            assert re.fullmatch(r"\d{1,3}|", at[2][key]), where(*at)
        assert at[2]["region"], where(*at)


def test_there_are_as_many_states_as_in_the_united_nations() -> None:
    there = {row["iso3"] for _, _, row in rows("states")}
    assert len({row["iso3"] for _, _, row in rows("states") if not row["end"]}) >= 193
    some = """AFG ARG AUS BRA CAN CHN COD DEU EGY ETH FRA GBR HTI IND IRN IRQ ISR JPN KEN XKX LBY MEX MMR NGA PAK PRK
    PSE RUS SAU SDN SOM SSD SYR TUR TWN UKR USA VEN YEM ZAF"""
    assert not set(some.split()) - there


@pytest.mark.parametrize("table_name", ["agents"])
def test_agent_nouns_are_in_their_examples(table_name: str) -> None:
    bad = []
    seen: set[str] = set()
    for at in rows(table_name):
        row = at[2]
        forms = [f.lower() for f in (row["noun"], row["plural"]) if f]
        if not any(re.search(rf"(?<!\w){re.escape(f)}(?!\w)", row["example"].lower()) for f in forms):
            bad.append(f"{where(*at)}: not in {row['example']!r}")
        if row["kind"] not in ACTOR_KINDS:
            bad.append(f"{where(*at)}: kind {row['kind']!r}")
        if set(row["code"].split()) - SECTORS - PSEUDO:
            bad.append(f"{where(*at)}: code {row['code']!r}")
        if row["noun"] in seen:
            bad.append(f"{where(*at)}: twice")
        seen.add(row["noun"])
    assert not bad, "\n".join(bad)


def test_titles_are_in_their_examples() -> None:
    seen: set[str] = set()
    for row in table("titles.csv"):
        assert row["title"] in row["example"], row
        assert row["kind"] == "person", row
        assert not set(row["code"].split()) - SECTORS - PSEUDO, row
        assert row["title"] not in seen, row
        seen.add(row["title"])


def test_the_registry_is_large_enough_to_be_of_use() -> None:
    count = {name: sum(1 for _ in rows(name)) for name in ("states", "persons", *TABLES)}
    assert count["groups"] >= 300
    assert count["igos"] + count["organisations"] >= 200
    assert count["persons"] >= 1_000


def test_first_names() -> None:
    names = [row["name"] for row in table("first_names.csv")]
    assert len(names) > 1000
    assert {row["gender"] for row in table("first_names.csv")} == {"m", "f", ""}
    assert len(first_names()) == len(names), "two names fold to one"
    assert (first_names()["angela"], first_names()["mohammed"], first_names()["kim"]) == ("f", "m", "")
