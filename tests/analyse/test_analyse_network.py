"""Which ties are looked at, who is meant by a name, what is supposed, and enemies of enemies."""

from __future__ import annotations

import doctest
from collections.abc import Iterable

import pytest

from aitia.analyse import enemies, network, supposing
from aitia.analyse.enemies import enemies_of_enemies
from aitia.analyse.network import find_actor, pairs, select, signed_ties, voices
from aitia.analyse.supposing import shift, suppose
from aitia.errors import UsageError
from aitia.model.assembled import NetworkActor, SignedNetwork, SignedTie, Support
from aitia.model.text import Span


@pytest.mark.parametrize("module", [network, supposing, enemies], ids=lambda m: m.__name__)
def test_the_examples_run(module: object) -> None:
    found = doctest.testmod(module)  # type: ignore[arg-type]
    assert found.attempted
    assert not found.failed


def said(*voice: str) -> Support:
    return Support(document="d", row="r", voices=voice, span=Span(0, 1), quote="q")


def net(rows: Iterable[tuple[str, str, int]], names: str = "") -> SignedNetwork:
    ties = tuple(SignedTie(subject=a, object=b, sign=s) for a, b, s in rows)
    ids = list(dict.fromkeys([end for tie in ties for end in (tie.subject, tie.object)] + list(names)))
    return SignedNetwork(actors=tuple(NetworkActor(id=i, name=i.upper()) for i in ids), ties=ties)


TIES = (
    SignedTie(subject="a", object="b", sign=1, relation="supports", supports=(said("x", "y"), said("y"))),
    SignedTie(subject="a", object="b", sign=-1, relation="fights", supports=(said("x"),), denials=(said("y"),)),
    SignedTie(subject="b", object="c", sign=1, relation="sponsors", time="past", supports=(said(),)),
    SignedTie(subject="c", object="d", sign=1, relation="supports", factuality="planned", supports=(said("y"),)),
    SignedTie(subject="c", object="a", sign=1, relation="controls", factuality="negated", supports=(said("y"),)),
)
ACTORS = (
    NetworkActor(id="a", name="Alpha", aliases=("First",)),
    NetworkActor(id="b", name="Beta"),
    NetworkActor(id="c", name="Gamma", aliases=("First", "Third man")),
    NetworkActor(id="d", name="Delta"),
    NetworkActor(id="x", name="Xenia Quill"),
)
WHOLE = SignedNetwork(actors=ACTORS, ties=TIES)


def test_only_asserted_ties_stay_and_only_actors_that_have_one() -> None:
    left = select(WHOLE)
    assert left.ties == TIES[:3]
    assert [actor.id for actor in left.actors] == ["a", "b", "c"]
    assert select(WHOLE, factuality=None).ties == TIES
    assert select(WHOLE, factuality="planned").ties == TIES[3:4]


def test_a_voice_keeps_its_own_supports_and_the_belief() -> None:
    left = select(WHOLE, voice="y")
    assert [tie.id for tie in left.ties] == ["a>b:supports:current"]
    assert left.ties[0].supports == TIES[0].supports
    assert left.ties[0].belief == TIES[0].belief
    assert [len(tie.supports) for tie in select(WHOLE, voice="x").ties] == [1, 1]
    assert select(WHOLE, voice="x").ties[1].denials == ()
    assert select(WHOLE, voice="").ties == TIES[2:3]
    assert select(WHOLE, voice="xenia quill") == select(WHOLE, voice="x")
    assert voices(WHOLE) == ("y", "x", "")


def test_a_time_keeps_its_ties() -> None:
    assert select(WHOLE, time="past").ties == TIES[2:3]
    assert select(WHOLE, time="prospective") == SignedNetwork(actors=(), ties=())


@pytest.mark.parametrize(("voice", "hint"), [("Xenia Quil", "Xenia Quill"), ("nobody at all", "y, x")])
def test_an_unknown_voice_names_the_nearest(voice: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        select(WHOLE, voice=voice)


def test_a_network_without_voices_says_so() -> None:
    with pytest.raises(UsageError, match="whose word"):
        select(net([("a", "b", 1)]), voice="")
    with pytest.raises(UsageError, match="whose word"):
        select(SignedNetwork(actors=(), ties=()), voice="a")


def test_what_takes_no_part_is_told() -> None:
    ties, notes = signed_ties(SignedNetwork(actors=(), ties=(*net([("a", "b", 0), ("a", "a", 1)]).ties, TIES[4])))
    assert ties == ()
    assert len(notes) == 3
    assert "without a sign" in notes[0]


def test_a_pair_joins_both_ways_and_all_relations() -> None:
    found = pairs(net([("b", "a", 1), ("a", "b", 1), ("c", "a", -1), ("a", "c", 1)]).ties)
    assert [(p.one, p.other, p.sign, len(p.ties)) for p in found] == [("a", "b", 1, 2), ("a", "c", 0, 2)]


@pytest.mark.parametrize("words", ["a", "ALPHA", " the  Alpha ", "'alpha'"])
def test_an_actor_is_found_by_id_name_or_alias(words: str) -> None:
    assert find_actor(ACTORS, words).id == "a"


def test_an_unclear_name_lists_who_it_may_be() -> None:
    with pytest.raises(UsageError, match=r"Alpha \(a\), Gamma \(c\)"):
        find_actor(ACTORS, "first")
    assert find_actor(ACTORS, "third man").id == "c"
    with pytest.raises(UsageError, match="did you mean Gamma"):
        find_actor(ACTORS, "Gama")
    with pytest.raises(UsageError, match="has no actors"):
        find_actor((), "a")


@pytest.mark.parametrize("text", ["Alpha aligned_with Beta", "a Aligned-With b", "the alpha  aligned with  BETA"])
def test_a_supposition_is_read(text: str) -> None:
    tie = suppose(WHOLE, text)
    assert (tie.subject, tie.object, tie.sign, tie.relation) == ("a", "b", 1, "aligned_with")


def test_a_relation_in_a_name_is_no_trouble() -> None:
    actors = (NetworkActor(id="p", name="who supports peace"), NetworkActor(id="w", name="War"))
    tie = suppose(SignedNetwork(actors=actors, ties=()), "who supports peace opposes War")
    assert (tie.subject, tie.relation, tie.object) == ("p", "opposes", "w")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Alpha alligned_with Beta", "aligned_with"),
        ("Alpha rules Beta", "no sign"),
        ("Alpha Beta", "one of"),
        ("", "one of"),
        ("supports", "one of"),
        ("Alpha supports", "one of"),
        ("Alpha supports Betta", "did you mean Beta"),
        ("Alpha supports the alpha", "itself"),
    ],
)
def test_what_cannot_be_supposed_is_explained(text: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        suppose(WHOLE, text)


def test_a_supposed_alliance_sets_the_fighting_aside() -> None:
    before = net([("a", "b", -1), ("b", "a", -1), ("a", "c", 1), ("b", "c", -1)])
    found = shift(before, [suppose(before, "A aligned_with B")])
    assert found.supposed == ("a>b:aligned_with:current",)
    assert (found.before.ties, found.after.ties) == (4, 3)
    assert (found.before.frustration_index, found.after.frustration_index) == (0, 1)
    assert any("a>b:-:current, b>a:-:current" in note for note in found.after.notes)


def test_who_is_won_over_changes_sides() -> None:
    # two blocs abc and xyz; x turns to a and b, and away from y and z
    rows = [("a", "b", 1), ("b", "c", 1), ("x", "y", 1), ("y", "z", 1), ("x", "z", 1),
            ("a", "x", -1), ("b", "y", -1), ("c", "z", -1)]  # fmt: skip
    before = net(rows)
    words = ["A supports X", "B supports X", "X fights Y", "X opposes Z"]
    found = shift(before, [suppose(before, text) for text in words])
    assert found.before.frustration_index == found.after.frustration_index == 0
    assert found.moved == ("x",)


def test_of_equally_good_divisions_the_nearest_is_taken() -> None:
    # d hangs on by two ties of opposite pull: either side is as good, whatever is supposed elsewhere
    rows = [("a", "b", 1), ("c", "e", 1), ("a", "c", -1), ("a", "d", 1), ("c", "d", 1), ("b", "e", -1)]
    before = net(rows)
    for text in ("A supports B", "C supports E", "E opposes A", "B opposes C"):
        found = shift(before, [suppose(before, text)])
        assert found.moved == ()
        assert found.before.blocs == found.after.blocs


def test_joining_two_parts_moves_nobody() -> None:
    before = net([("a", "b", -1), ("c", "d", -1)])
    for text in ("A supports C", "A fights C", "B supports C"):
        found = shift(before, [suppose(before, text)])
        assert found.moved == ()
        assert len(found.after.blocs) == 2


def test_a_newcomer_and_a_tie_stated_already() -> None:
    before = net([("a", "b", 1)], names="abz")
    assert shift(before, [suppose(before, "Z opposes A")]).after.blocs == (("a", "b"), ("z",))
    stated = SignedNetwork(actors=before.actors, ties=(suppose(before, "A supports B"),))
    again = shift(stated, [suppose(stated, "A supports B")])
    assert again.after.ties == 1
    assert any("stated already" in note for note in again.after.notes)


def test_contradictory_suppositions_are_refused() -> None:
    before = net([("a", "b", 1)])
    with pytest.raises(UsageError, match="both signs"):
        shift(before, [suppose(before, "A supports B"), suppose(before, "B fights A")])
    with pytest.raises(UsageError, match="nothing is supposed"):
        shift(before, [])


def test_enemies_of_enemies_by_what_is_said() -> None:
    rows = [(one, "foe", -1) for one in "abcd"] + [("a", "b", 1), ("c", "b", -1), ("a", "d", 1), ("d", "a", -1)]
    found = {(row.one, row.other): row for row in enemies_of_enemies(net(rows)) if row.enemies == ("foe",)}
    stands = {key: row.stand for key, row in found.items()}
    assert stands[("a", "b")] == "positive"
    assert stands[("a", "d")] == "torn"
    assert stands[("a", "c")] == "unstated"
    assert found[("a", "b")].between == ("a>b:+:current",)
    assert found[("a", "c")].between == ()
    assert set(found[("a", "c")].against) == {"a>foe:-:current", "c>foe:-:current"}


def test_whoever_is_friend_and_foe_at_once_is_no_shared_enemy() -> None:
    assert enemies_of_enemies(net([("a", "c", -1), ("b", "c", -1), ("c", "b", 1)])) == ()


def test_too_many_shared_enemies_are_refused() -> None:
    with pytest.raises(UsageError, match="200,000"):
        enemies_of_enemies(net([(f"n{k}", "hub", -1) for k in range(700)]))
