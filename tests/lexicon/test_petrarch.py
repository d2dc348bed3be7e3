"""Actor dictionaries in PETRARCH format beside the registry."""

from __future__ import annotations

from pathlib import Path

import pytest

import aitia
from aitia.errors import InputError
from aitia.lexicon.actors import registry
from aitia.lexicon.petrarch import with_petrarch
from aitia.model.reading import Reading
from aitia.pipeline import Settings, read

DICTIONARY = """\
; actors of a small war
# another kind of comment
KARSK_LIBERATION_ARMY_ [VALREB]  ; since 2001
+KLA_
+KARSKI_REBELS
VALDORIA_ [VAL]
ADA_QUILLON_
+QUILLON_
    [VALELI <20100101]
    [VALGOV 20100101-20141231]
    [VALOPP >20150101]
NOCODE_
"""


@pytest.fixture
def dictionary(tmp_path: Path) -> Path:
    file = tmp_path / "actors.txt"
    file.write_text(DICTIONARY, encoding="utf-8")
    return file


def read_with(text: str, file: Path) -> Reading:
    return read(text, settings=Settings(actors=(str(file),)))


def test_groups_states_and_aliases(dictionary: Path) -> None:
    reading = read_with("The KLA shelled Valdoria. The Karsk Liberation Army denied it.", dictionary)
    actors = {a.name: a for a in reading.actors}
    group = actors["Karsk Liberation Army"]
    assert (group.kind, group.country, group.code) == ("armed_group", "VAL", "VAL REB")
    assert actors["Valdoria"].kind == "state"
    quotes = [reading.quote(m.span) for m in reading.mentions if m.actor == group.id]
    assert {"KLA", "Karsk Liberation Army"} <= set(quotes)
    assert [(e.type, [p.actor for p in e.actors]) for e in reading.events][:1] == [("ASSAULT", [group.id])]


@pytest.mark.parametrize(("year", "code"), [("2012", "VAL GOV"), ("2020", "VAL OPP")])
def test_offices_follow_the_date(dictionary: Path, year: str, code: str) -> None:
    document = aitia.Document(id="d", text="Ada Quillon condemned the raid.", published=f"{year}-05-01")
    reading = read(document, settings=Settings(actors=(str(dictionary),)))
    (actor,) = (a for a in reading.actors if a.name == "Ada Quillon")
    assert (actor.kind, actor.code) == ("person", code)


def test_actors_without_a_code_are_left_out(dictionary: Path) -> None:
    assert "Nocode" not in with_petrarch(registry(), [dictionary]).entries


def test_the_registry_itself_stays_as_it_is(dictionary: Path) -> None:
    before = len(registry().aliases)
    assert len(with_petrarch(registry(), [dictionary]).aliases) > before
    assert len(registry().aliases) == before


def test_the_dictionary_is_kept_in_the_provenance(dictionary: Path) -> None:
    assert read_with("Chad armed the rebels.", dictionary).provenance.settings["actors"] == ["actors.txt"]


@pytest.mark.parametrize("content", ["", "\n\n", "[", "[]", "+", "A [", "A [XX", "[ABC]\n+B", "A_ [AB]", "A_ [ABC 99]",
                                     "_ [ABC]", "A_ [ABC 20000101-]", "é_ [ABC]", "A [ABC]\n" * 1_000])  # fmt: skip
def test_odd_lines_do_no_harm(tmp_path: Path, content: str) -> None:
    file = tmp_path / "odd.txt"
    file.write_text(content, encoding="utf-8")
    assert read_with("Chad armed the rebels.", file).actors


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_files_that_cannot_be_read(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "bad.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(InputError, match=r"bad\.txt"):
        read_with("Chad armed the rebels.", file)
