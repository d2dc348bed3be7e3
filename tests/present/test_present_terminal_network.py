"""The network on a terminal: what is said, cut, and harmless."""

from __future__ import annotations

import io
import random
import re
from dataclasses import replace

import pytest
from rich.console import Console

from aitia.analyse.balance import balance
from aitia.analyse.enemies import enemies_of_enemies
from aitia.analyse.supposing import shift, suppose
from aitia.model.assembled import NetworkActor, SignedNetwork, SignedTie, Support
from aitia.model.codes import Relation
from aitia.model.text import Span
from aitia.present.terminal_network import print_network, print_shift

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
HOSTILE = "[red]x[/red] \x1b[31m\x1b]8;;https://evil.example\x07 \u202egnp \ud800 :smile: <b>" + "long " * 200


def support(quote: str, *voices: str) -> Support:
    return Support(document="d", row="r", voices=voices, span=Span(0, 1), quote=quote)


def tie(subject: str, object_: str, sign: int, relation: Relation, *supports: Support) -> SignedTie:
    return SignedTie(subject=subject, object=object_, sign=sign, relation=relation, supports=supports)


@pytest.fixture
def network() -> SignedNetwork:
    names = {"krs": "Karsk", "ard": "General Ardo", "mil": "the militia", "un": "United Nations"}
    actors = tuple(NetworkActor(id=i, name=n) for i, n in names.items())
    ties = (
        tie("krs", "ard", 1, "supports", support("Karsk stands by him", "un")),
        tie("ard", "mil", 1, "controls", support("his men", "ada"), support("x")),
        replace(tie("mil", "krs", -1, "fights", support("shelled it")), time="past"),
        tie("un", "mil", -1, "opposes"),
    )
    return SignedNetwork(actors=actors, ties=ties)


def printed(network: SignedNetwork, *, width: int = 100, encoding: str = "utf-8", **options: object) -> str:
    raw = io.BytesIO()
    console = Console(file=io.TextIOWrapper(raw, encoding=encoding, write_through=True), width=width)
    enemies = enemies_of_enemies(network)
    print_network(balance(network), network, console, enemies=enemies, names={"ada": "Ada Quill"}, **options)  # type: ignore[arg-type]
    return raw.getvalue().decode(encoding)


def test_an_analyst_finds_blocs_quotes_and_who_says_so(network: SignedNetwork) -> None:
    text = printed(network)
    flat = " ".join(text.split())
    assert "4 actors · 4 signed ties · 1 triad (1 unbalanced)" in flat
    assert "Frustration index 1: 1 tie stands against the best division into two blocs; none does better." in flat
    assert "Karsk · General Ardo · the militia" in flat or "General Ardo · Karsk · the militia" in flat
    assert "+ Karsk supports General Ardo “Karsk stands by him” — United Nations" in flat
    assert "“his men” (and 1 more place) — Ada Quill" in flat
    assert "− the militia fights Karsk [past] “shelled it” — unnamed source" in flat
    assert re.search(r"United Nations – |– United Nations", flat)
    assert "of 1 nothing is said" in flat
    assert "against 2" in flat
    assert "against 1" in flat


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_no_line_is_wider_than_the_console(network: SignedNetwork, width: int) -> None:
    assert max(len(line.rstrip()) for line in printed(network, width=width).splitlines()) <= width


def test_rows_are_cut_and_said_so() -> None:
    ties = tuple(SignedTie(subject=f"a{k}", object=f"b{k}", sign=s) for k in range(30) for s in (1, -1))
    actors = tuple(NetworkActor(id=f"{x}{k}", name=f"{x.upper()}{k}") for x in "ab" for k in range(30))
    network = SignedNetwork(actors=actors, ties=ties)
    text = printed(network, limit=5)
    assert "and 25 more (use --all)" in text
    assert "55 between (use --all)" in " ".join(text.split())
    whole = printed(network, limit=None)
    assert "use --all" not in whole
    assert all(f"B{k}" in whole for k in range(30))


def test_what_is_unproven_is_called_so() -> None:
    rng = random.Random(0)
    ties = tuple(
        SignedTie(subject=f"n{a}", object=f"n{b}", sign=rng.choice([-1, 1])) for a in range(60) for b in range(a)
    )
    network = SignedNetwork(actors=(), ties=ties)
    raw = io.StringIO()
    found = balance(network, seconds=0.5)
    print_network(found, network, Console(file=raw, width=100))
    flat = " ".join(raw.getvalue().split())
    assert f"Frustration index {found.bound:,} to {found.frustration_index:,}:" in flat
    assert "none does better" not in flat


def test_an_empty_and_a_balanced_network() -> None:
    assert "there is nothing to divide" in printed(SignedNetwork(actors=(), ties=()))
    one = SignedNetwork(actors=(), ties=(SignedTie(subject="a", object="b", sign=-1),))
    assert "Balanced: in every connected part" in printed(one)


def test_hostile_words_are_harmless() -> None:
    actors = (
        NetworkActor(id="a", name=HOSTILE),
        NetworkActor(id="b", name="B" + HOSTILE),
        NetworkActor(id=HOSTILE, name=""),
    )
    ties = (
        SignedTie(subject="a", object="b", sign=1, supports=(support(HOSTILE, HOSTILE),)),
        SignedTie(subject="b", object="a", sign=-1, supports=(support(HOSTILE, HOSTILE),)),
        SignedTie(subject="b", object=HOSTILE, sign=-1, supports=(support(HOSTILE, "a"),)),
        SignedTie(subject="a", object=HOSTILE, sign=-1),
    )  # fmt: skip
    network = SignedNetwork(actors=actors, ties=ties)
    text = printed(network)
    raw = io.StringIO()
    print_shift(shift(network, [suppose(network, "a supports b")]), network, Console(file=raw, width=80))
    for shown in (text, raw.getvalue()):
        assert not CONTROL.search(shown)
        assert "[red]" in shown
        assert ":smile:" in shown


def test_a_console_without_unicode_is_written_to(network: SignedNetwork) -> None:
    printed(network, encoding="ascii").encode("ascii")


def test_a_shift_says_what_changes(network: SignedNetwork) -> None:
    raw = io.StringIO()
    moved = shift(network, [suppose(network, "the militia supports Karsk")])
    print_shift(moved, network, Console(file=raw, width=100))
    flat = " ".join(raw.getvalue().split())
    assert "+ militia supports Karsk" in flat.replace("the militia", "militia")
    assert "ties against the blocs 1 → 0" in flat
    assert "No longer against them:" in flat
    assert "set aside: mil>krs:fights:past" in flat
    raw = io.StringIO()
    print_shift(shift(network, [suppose(network, "UN opposes Karsk")]), network, Console(file=raw, width=100))
    assert "United Nations opposes Karsk" in " ".join(raw.getvalue().split())
