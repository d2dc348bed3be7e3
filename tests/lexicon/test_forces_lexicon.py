"""The armies of states among the bodies of the registry."""

from __future__ import annotations

import pytest

from aitia.lexicon.forces import national_forces


@pytest.mark.parametrize(
    ("country", "name"),
    [("SDN", "Sudanese Armed Forces"), ("ETH", "Ethiopian National Defence Force"), ("MMR", "Tatmadaw")],
)
def test_the_army_of_a_state(country: str, name: str) -> None:
    assert [e.name for e in national_forces()[country]] == [name]


def test_parts_of_an_army_and_armies_of_the_past_are_not_the_army() -> None:
    names = {e.name for entries in national_forces().values() for e in entries}
    assert not names & {"Imperial Russian Army", "Ottoman Army", "101st Airborne Division", "Republican Guard"}
