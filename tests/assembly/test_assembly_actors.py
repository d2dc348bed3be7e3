"""Which actors of several documents are one."""

from __future__ import annotations

from aitia.assembly.actors import merge_actors
from aitia.assembly.documents import distinct
from aitia.lexicon.actors import registry
from aitia.model.reading import Reading
from made import reading


def merged(*readings: Reading) -> dict[tuple[str, str], str]:
    named, _ = distinct(readings)
    return merge_actors(named, registry()).of


def one(name: str, kind: str, *, country: str | None = None, doc: str = "a", aliases: tuple[str, ...] = ()) -> Reading:
    return reading(
        f"{name} spoke in {doc}.",
        name=doc,
        actors={"x": [name]},
        kinds={"x": kind},
        countries={"x": country} if country else None,
        aliases={"x": aliases},
    )


def same(first: Reading, second: Reading) -> bool:
    of = merged(first, second)
    return of["a", "x"] == of["b", "x"]


def test_names_of_one_registry_entry_are_one_actor() -> None:
    assert same(one("ISIS", "armed_group"), one("Islamic State", "armed_group", doc="b"))
    assert same(one("Tehran", "state"), one("Iran", "state", doc="b", country="IRN"))


def test_a_government_called_by_its_state_is_the_state() -> None:
    assert same(
        one("Iranian regime", "government", country="IRN", aliases=("Iran", "Tehran")),
        one("Iran", "state", doc="b", country="IRN"),
    )


def test_a_person_is_no_place() -> None:
    assert not same(one("Georgia", "person"), one("Georgia", "state", doc="b"))


def test_the_same_full_name_is_one_person_and_a_surname_is_not() -> None:
    assert same(one("Margriet Solheim", "person"), one("Margriet Solheim", "person", doc="b"))
    assert not same(one("Solheim", "person"), one("Solheim", "person", doc="b"))


def test_other_countries_are_other_actors() -> None:
    assert not same(
        one("Interior Ministry", "government", country="UKR"),
        one("Interior Ministry", "government", country="RUS", doc="b"),
    )
    assert same(
        one("Interior Ministry", "government", country="UKR"),
        one("Interior Ministry", "government", country="UKR", doc="b"),
    )


def test_a_lone_common_noun_means_others_everywhere() -> None:
    assert not same(one("officials", "government"), one("officials", "government", doc="b"))


def test_two_actors_of_one_document_stay_two() -> None:
    made = reading(
        "Iran and the Iranian regime.", name="a",
        actors={"x": ["Iran"], "y": ["the Iranian regime"]}, kinds={"x": "state", "y": "government"},
        countries={"x": "IRN", "y": "IRN"}, aliases={"y": ("Tehran",)},
    )  # fmt: skip
    of = merged(made)
    assert of["a", "x"] != of["a", "y"]


def test_authors_with_a_byline_are_one_and_without_are_not() -> None:
    of = merged(
        reading("One.", name="a", author="Ada Quill"),
        reading("Two.", name="b", author="Ada Quill"),
        reading("Three.", name="c"),
        reading("Four.", name="d"),
    )
    assert of["a", "author"] == of["b", "author"]
    assert of["c", "author"] != of["d", "author"]


def test_the_order_of_documents_does_not_change_who_is_one() -> None:
    rows = [one("ISIS", "armed_group", doc="a"), one("Iran", "state", doc="b"), one("Daesh", "armed_group", doc="c")]
    there, back = merged(*rows), merged(*reversed(rows))
    assert {k for k in there if there[k] == there["a", "x"]} == {k for k in back if back[k] == back["a", "x"]}
    assert there == back


def test_a_text_given_twice_counts_once_and_ids_never_clash() -> None:
    named, notes = distinct([one("Iran", "state"), one("Iran", "state"), reading("Other.", name="a")])
    assert named[0][0] == "a" and len(named) == 2 and named[1][0].startswith("a~")
    assert len(notes) == 1 and "counts once" in notes[0]
