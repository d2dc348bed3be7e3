"""Words of names of bodies, and words before general nouns: each example is read, and gives the entry's sectors."""

from __future__ import annotations

from functools import cache

import pytest

from aitia.lexicon.bodies import bodies, body_of, modifiers, regions
from aitia.lexicon.tables import table
from aitia.model.codes import ACTOR_KINDS
from aitia.model.reading import Reading
from aitia.model.text import Document
from aitia.pipeline import read_documents

SECTORS = frozenset(
    """AGR BUS COP CRM CVL EDU ETH GOV JRN JUD LAB LEG MED MIL NGO OPP PRM PTY REB REL SOC SPY""".split()
)
BODIES = list(table("actors/bodies.csv"))
MODIFIERS = list(table("actors/modifiers.csv"))
REGIONS = list(table("actors/regions.csv"))


@pytest.mark.parametrize("row", BODIES, ids=[r["word"] for r in BODIES])
def test_a_body_is_known_by_its_example(row: dict[str, str]) -> None:
    assert row["kind"] in ACTOR_KINDS
    assert row["code"]
    assert not set(row["code"].split()) - SECTORS
    start = row["example"].lower().find(row["word"])
    assert start >= 0, "the example lacks the word"
    name = row["example"][: start + len(row["word"])].removeprefix("The ")
    found = body_of(name)
    assert found is not None
    assert found.code == row["code"], name


def test_the_tables_are_sorted_and_without_doubles() -> None:
    for rows in (BODIES, MODIFIERS, REGIONS):
        words = [r["word"] for r in rows]
        assert words == sorted(set(words))
    assert len(bodies()) == len(BODIES)
    assert len(modifiers()) == len(MODIFIERS)
    assert len(regions()) == len(REGIONS)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ministry of Defence", "GOV MIL"),
        ("Institute for the Study of Law", "EDU"),
        ("Committee to Protect Journalists", None),
        ("Norrby Court of Appeal", "JUD"),
        ("Time for Change", None),
    ],
)
def test_the_head_of_a_name_decides(name: str, code: str | None) -> None:
    found = body_of(name)
    assert (found.code if found is not None else None) == code


@cache
def readings() -> dict[str, Reading]:
    documents = (Document(id=r["word"], text=r["example"]) for r in (*MODIFIERS, *REGIONS))
    return {r.document.id: r for r in read_documents(documents) if isinstance(r, Reading)}


@pytest.mark.parametrize("row", MODIFIERS, ids=[r["word"] for r in MODIFIERS])
def test_a_modifier_gives_its_sector(row: dict[str, str]) -> None:
    assert not set(row["code"].split()) - SECTORS
    codes = [a.code for a in readings()[row["word"]].actors]
    assert row["code"] in codes, codes


@pytest.mark.parametrize("row", REGIONS, ids=[r["word"] for r in REGIONS])
def test_a_region_goes_before_the_sector(row: dict[str, str]) -> None:
    codes = [(a.code or "").split() for a in readings()[row["word"]].actors]
    assert any(c[:1] == [row["code"]] and len(c) > 1 for c in codes), codes
