"""``aitia network``: who stands with whom, how balanced it is, and what if a tie changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from aitia.cli.asking import All, Fast, Json, Review, Sources, Svg, no_part, open_for, print_json, told_apart
from aitia.cli.messages import say
from aitia.cli.writing import write_figures

if TYPE_CHECKING:
    from aitia.model.assembled import SignedNetwork
    from aitia.model.outcomes import Balance, SharedEnemy, Shift


def network(
    sources: Sources,
    voice: Annotated[
        str | None, typer.Option("--voice", metavar="ACTOR", help="Only the ties that this voice states.")
    ] = None,
    time: Annotated[
        Literal["past", "current", "prospective"] | None, typer.Option("--time", help="Only ties of this time.")
    ] = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option("--what-if", metavar='"A aligned_with B"', help="Suppose a tie; may be repeated."),
    ] = None,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.1, max=86_400, help="At most so long for the proof of the optimum.")
    ] = 60.0,
    review: Review = None,
    svg: Svg = None,
    json: Json = False,
    all_rows: All = False,
    fast: Fast = False,
) -> None:
    """Divide the actors into blocs by their ties: frustration index, triads, what stands against the blocs."""
    from aitia.analyse.balance import balance
    from aitia.analyse.enemies import enemies_of_enemies
    from aitia.analyse.network import select
    from aitia.analyse.supposing import shift, suppose
    from aitia.errors import UsageError

    opened = open_for(sources, fast=fast, review=review)
    if opened.network is None:
        raise no_part("cause map", "network")
    chosen = select(opened.network, voice=voice, time=time)  # what is denied, planned or supposed is no tie
    if what_if:
        known = replace(opened.network, actors=opened.model.actors) if opened.model else opened.network
        moved = shift(chosen, [suppose(known, text) for text in what_if], seconds=seconds)
        before = moved.before
    else:
        moved, before = None, balance(chosen, seconds=seconds)
    names = told_apart({a.id: a.name for a in (opened.model or opened.network).actors})
    try:
        enemies = enemies_of_enemies(chosen)
    except UsageError as error:  # too many to list: the blocs stand all the same
        say(str(error))
        enemies = ()
    if svg is not None:
        from aitia.present.figure_network import network_svg

        write_figures(svg, {"network": network_svg(chosen, before, names)})
    if json:
        print_json(_as_json(before, names, moved, enemies))
    else:
        _print(before, chosen, moved, names, enemies, all_rows)
    if opened.unread:
        raise typer.Exit(1)


def _print(
    before: Balance,
    chosen: SignedNetwork,
    moved: Shift | None,
    names: dict[str, str],
    enemies: Sequence[SharedEnemy],
    all_rows: bool,
) -> None:
    from rich.console import Console

    from aitia.present.printer import LIMIT
    from aitia.present.terminal_network import print_network, print_shift

    console, limit = Console(), None if all_rows else LIMIT
    if moved is not None:
        print_shift(moved, chosen, console, limit=limit, names=names)
    print_network(before, chosen, console, limit=limit, enemies=enemies, names=names)


def _as_json(
    found: Balance, names: dict[str, str], moved: Shift | None, enemies: Sequence[SharedEnemy]
) -> dict[str, Any]:
    """The answer in the promised shape; more keys may follow."""
    import msgspec

    out: dict[str, Any] = {
        "actors": found.actors,
        "ties": found.ties,
        "triads": {"balanced": found.balanced, "unbalanced": found.unbalanced, "torn": found.torn},
        "frustration_index": found.frustration_index,
        "optimal": found.optimal,
        "bound": found.bound,
        "blocs": [list(bloc) for bloc in found.blocs],
        "frustrated": list(found.frustrated),
        "unbalanced_triads": [msgspec.to_builtins(t) for t in found.triads if t.kind == "unbalanced"],
        "torn_triads": [msgspec.to_builtins(t) for t in found.triads if t.kind == "torn"],
        "shared_enemies": [msgspec.to_builtins(e) for e in enemies],
        "standings": [msgspec.to_builtins(s) for s in found.standings],
        "names": names,
        "notes": list(found.notes),
    }
    if moved is not None:
        after = _as_json(moved.after, names, None, ())
        out["what_if"] = {"supposed": list(moved.supposed), "moved": list(moved.moved), "after": after}
    return out
