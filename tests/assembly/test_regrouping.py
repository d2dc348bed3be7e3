"""Who is who, as people decided it."""

from __future__ import annotations

from aitia.assembly.actors import Merged, merge_actors
from aitia.assembly.documents import distinct
from aitia.assembly.model import assemble
from aitia.assembly.regrouping import Regrouping, regroup
from aitia.lexicon.actors import registry
from aitia.model.reading import Reading
from made import reading


def guard(doc: str, name: str = "the Red Guard", **about: tuple[str, ...]) -> Reading:
    return reading(f"{name} fought in {doc}.", name=doc, actors={"guard": [name]}, aliases=about)


def grouped(readings: list[Reading], plan: Regrouping) -> Merged:
    named, _ = distinct(readings)
    return regroup(merge_actors(named, registry()), named, plan)


def test_without_decisions_nothing_changes() -> None:
    named, _ = distinct([guard("a"), guard("b")])
    merged = merge_actors(named, registry())
    assert regroup(merged, named, Regrouping()) is merged


def test_two_keys_become_one() -> None:
    found = grouped(
        [guard("a"), guard("b", "the Blue Watch", guard=("BW",))],
        Regrouping(merges={"the_blue_watch": "the_red_guard"}),
    )
    assert found.of["a", "guard"] == found.of["b", "guard"] == "the_red_guard"
    (actor,) = [a for a in found.actors if a.id == "the_red_guard"]
    assert actor.name == "the Red Guard" and actor.aliases == ("the Blue Watch", "BW")
    assert actor.members == (("a", "guard"), ("b", "guard"))
    assert "the_blue_watch" not in {a.id for a in found.actors}


def test_a_key_of_a_store_means_the_actor_here() -> None:
    readings = [guard("a"), guard("b", "the Blue Watch")]
    keys = {(r.document.sha256, "guard"): key for r, key in zip(readings, ("red_guard", "blue_watch"), strict=True)}
    found = grouped(readings, Regrouping(merges={"blue_watch": "red_guard"}, keys=keys))
    assert found.of["a", "guard"] == found.of["b", "guard"] == "the_red_guard"


def test_a_key_that_nobody_has_is_a_new_actor() -> None:
    found = grouped([guard("a")], Regrouping(merges={"the_red_guard": "the_army"}))
    (actor,) = [a for a in found.actors if a.id == "the_army"]
    assert actor.name == "the Red Guard"


def test_one_is_parted_and_may_be_merged_by_its_new_key() -> None:
    readings = [guard("a"), guard("b"), guard("c", "the Blue Watch")]
    split = {(readings[1].document.sha256, "guard"): "others"}
    found = grouped(readings, Regrouping(splits=split))
    assert (found.of["a", "guard"], found.of["b", "guard"]) == ("the_red_guard", "others")
    assert {a.id: a.members for a in found.actors if a.id in ("the_red_guard", "others")} == {
        "the_red_guard": (("a", "guard"),), "others": (("b", "guard"),),
    }  # fmt: skip
    found = grouped(readings, Regrouping(splits=split, merges={"others": "the_blue_watch"}))
    assert found.of["b", "guard"] == found.of["c", "guard"] == "the_blue_watch"


def test_a_model_follows() -> None:
    tie = {"subject": "guard", "object": "author", "relation": "opposes", "sign": -1}
    readings = [
        reading("The Red Guard spoke.", name="a", actors={"guard": ["The Red Guard"]}, ties=[tie]),
        reading("The Blue Watch spoke.", name="b", actors={"guard": ["The Blue Watch"]}),
    ]
    model = assemble(readings, actors=Regrouping(merges={"the_red_guard": "the_blue_watch"}))
    assert model.ties[0].subject == "the_blue_watch"
    assert "the_red_guard" not in {a.id for a in model.actors}
