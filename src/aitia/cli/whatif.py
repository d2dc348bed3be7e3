"""``aitia whatif``: hold concepts up or down, see what follows, and what a conclusion hangs on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from aitia.cli.asking import All, Fast, Json, MapFile, Review, Sources, Svg, Trust, no_part, open_for, print_json
from aitia.cli.messages import say
from aitia.cli.writing import write_figures

if TYPE_CHECKING:
    from aitia.model.assembled import CauseMap, MergedOption
    from aitia.model.outcomes import Hinges, Scenario, WhatIf
    from aitia.questions import Opened

_CERTAINTIES = ("asserted", "hedged", "hypothetical")
EngineName = Literal["sign", "fcm", "linear", "montecarlo"]


def whatif(
    sources: Sources,
    held: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="CONCEPT=+1", help="Hold a concept up (+1) or down (-1); may be repeated."),
    ] = None,
    cut: Annotated[
        list[str] | None, typer.Option("--cut", metavar="CONCEPT", help="Cut a concept off from its causes.")
    ] = None,
    option: Annotated[
        str | None, typer.Option("--option", metavar="ID", help="Take a course of action that the text discusses.")
    ] = None,
    reverse: Annotated[bool, typer.Option("--reverse", help="With --option: do the opposite.")] = False,
    engine: Annotated[EngineName, typer.Option("--engine", help="How consequences are worked out.")] = "montecarlo",
    worlds: Annotated[
        int, typer.Option("--worlds", min=1, max=10_000_000, help="Monte Carlo: how many worlds.")
    ] = 10_000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Monte Carlo: the same seed draws the same worlds.")] = 0,
    transfer: Annotated[
        Literal["sigmoid", "tanh", "bivalent", "trivalent"], typer.Option("--transfer", help="fcm: transfer function.")
    ] = "tanh",
    inference: Annotated[
        Literal["kosko", "modified_kosko", "rescaled"], typer.Option("--inference", help="fcm: inference rule.")
    ] = "kosko",
    on: Annotated[
        str | None, typer.Option("--on", metavar="CONCEPT", help="Show this concept alone; the conclusion of --hinges.")
    ] = None,
    hinges: Annotated[
        bool, typer.Option("--hinges", help="What the conclusion hangs on: influences and voices.")
    ] = False,
    voice: Annotated[
        str | None, typer.Option("--voice", metavar="ACTOR", help="Only what this voice says leads to what.")
    ] = None,
    certainty: Annotated[
        list[str] | None,
        typer.Option("--certainty", help="Only influences that are asserted, hedged or hypothetical; may be repeated."),
    ] = None,
    mapping: MapFile = None,
    trust: Trust = None,
    review: Review = None,
    svg: Svg = None,
    json: Json = False,
    all_rows: All = False,
    fast: Fast = False,
) -> None:
    """Run the causes: what follows if something grows or shrinks, by the text's own links, with paths and quotes."""
    from aitia.analyse.asked import find_concept
    from aitia.analyse.whatif import what_if

    if reverse and option is None:
        raise typer.BadParameter("it turns --option round; name one", param_hint="--reverse")
    opened = open_for(sources, fast=fast, mapping=mapping, trust=trust, review=review)
    if opened.causes is None:
        raise no_part("network file", "cause map")
    causes = _narrowed(opened, opened.causes, voice, certainty)
    scenario, taken = _scenario(opened, causes, held or [], cut or [], option, reverse)
    chosen = find_concept(causes, on)[0] if on is not None else None
    answer = what_if(causes, scenario, engine=engine, worlds=worlds, seed=seed, transfer=transfer, inference=inference)
    found = _hinges(opened, causes, scenario, answer, chosen, worlds, seed) if hinges else None
    if svg is not None:
        _figures(svg, answer, found, causes)
    if json:
        print_json(_as_json(answer, found, chosen))
    else:
        _print(opened, answer, found, causes, taken, chosen, reverse, all_rows)
    if opened.unread:
        raise typer.Exit(1)


def _rescore(opened: Opened) -> Any:
    """Belief from supports and denials, with the voices' stated reliability."""
    from aitia.assembly.belief import belief

    return lambda supports, denials: belief(supports, opened.errors, denials)


def _narrowed(opened: Opened, causes: CauseMap, voice: str | None, certainty: Any) -> CauseMap:
    from aitia.analyse.asked import narrow
    from aitia.analyse.network import find_actor

    for word in certainty or ():
        if word not in _CERTAINTIES:
            raise typer.BadParameter(f"{word!r} is none of {', '.join(_CERTAINTIES)}", param_hint="--certainty")
    if voice is not None and opened.model is not None:
        voice = find_actor(opened.model.actors, voice).id
    if voice is None and not certainty:
        return causes
    return narrow(causes, voice=voice, certainties=certainty or None, rescore=_rescore(opened))


def _scenario(
    opened: Opened, causes: CauseMap, held: list[str], cut: list[str], option: str | None, reverse: bool
) -> tuple[Scenario, MergedOption | None]:
    from aitia.analyse.asked import find_option, option_scenario, scenario_from

    taken = None
    if option is not None:
        if opened.model is None:
            raise typer.BadParameter("a map file holds no options; hand in readings or a model", param_hint="--option")
        taken = find_option(opened.model, option)
    if not held and taken is None:
        known = "; or --option ID" if opened.model is not None and opened.model.options else ""
        raise typer.BadParameter(f"say what is supposed: --set CONCEPT=+1{known} (aitia assemble lists them)")
    given = [as_value(text) for text in held]
    return scenario_from(causes, given, cut, also=option_scenario(taken, reverse=reverse) if taken else None), taken


def as_value(text: str) -> tuple[str, float]:
    """``CONCEPT=+1`` as words and a value; without a value it is +1."""
    words, mark, value = text.rpartition("=")
    try:
        return (words, float(value)) if mark else (text, 1.0)
    except ValueError:
        raise typer.BadParameter(f"{text!r}: write CONCEPT=+1 or CONCEPT=-1", param_hint="--set") from None


def _hinges(
    opened: Opened,
    causes: CauseMap,
    scenario: Scenario,
    answer: WhatIf,
    concept: str | None,
    worlds: int,
    seed: int,
) -> Hinges | None:
    from aitia.analyse.hinges import hinges as find

    if concept is None:
        reached = [o for o in answer.outcomes if o.concept not in scenario.set and o.sign != "0"]
        if not reached:
            say("nothing follows from what is supposed: there is no conclusion to look at")
            return None
        concept = max(reached, key=lambda o: abs((o.p_up or 0) - (o.p_down or 0)) or abs(o.value or 0)).concept
        say(f"hinges of {concept[:200]}, the surest consequence; --on CONCEPT chooses another")
    names = {a.id: a.name for a in opened.model.actors} if opened.model else None
    rescore = _rescore(opened) if opened.model else None
    return find(causes, scenario, concept, worlds=worlds, seed=seed, beliefs_without=rescore, names=names)


def _figures(folder: Any, answer: WhatIf, found: Hinges | None, causes: CauseMap) -> None:
    from aitia.present.figure_bars import outcomes_svg
    from aitia.present.figure_causes import cause_map_svg

    figures = {"causes": cause_map_svg(causes, answer=answer), "outcomes": outcomes_svg(answer, causes)}
    if found is not None:
        from aitia.present.figure_tornado import tornado_svg

        figures["hinges"] = tornado_svg(found, causes)
    write_figures(folder, figures)


def _print(
    opened: Opened,
    answer: WhatIf,
    found: Hinges | None,
    causes: CauseMap,
    taken: MergedOption | None,
    only: str | None,
    reverse: bool,
    all_rows: bool,
) -> None:
    from rich.console import Console

    from aitia.present.printer import LIMIT
    from aitia.present.terminal_option import print_option
    from aitia.present.terminal_whatif import print_whatif

    console, limit = Console(), None if all_rows else LIMIT
    names = {a.id: a.name for a in opened.model.actors} if opened.model else {}
    if taken is not None:
        print_option(taken, names, console, reverse=reverse)
    if only is not None:
        answer = replace(answer, outcomes=tuple(o for o in answer.outcomes if o.concept == only))
    print_whatif(answer, causes, console, limit=limit, names=names)
    if found is not None:
        from aitia.present.terminal_hinges import print_hinges

        print_hinges(found, causes, console, limit=limit, names=names)


def _as_json(answer: WhatIf, found: Hinges | None, only: str | None) -> dict[str, Any]:
    """The answer in the promised shape; more keys may follow."""
    import msgspec

    out: dict[str, Any] = {
        "engine": answer.engine,
        "set": answer.scenario.set,
        "cut": list(answer.scenario.cut),
        "results": [
            {
                "concept": o.concept, "sign": o.sign, "value": o.value, "p_up": o.p_up, "p_down": o.p_down,
                "p_none": o.p_none, "paths": [msgspec.to_builtins(p) for p in o.paths], "exact": o.exact,
            }
            for o in answer.outcomes
            if only is None or o.concept == only
        ],
        "notes": list(answer.notes),
    }  # fmt: skip
    if found is not None:
        out["hinges"] = msgspec.to_builtins(found)
    return out
