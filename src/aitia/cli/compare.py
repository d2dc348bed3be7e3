"""``aitia compare``: sources against sources."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from aitia.cli.asking import All, Fast, Json, MapFile, Review, Sources, Svg, Trust, no_part, open_for, print_json
from aitia.cli.writing import write_figures


def compare(
    sources: Sources,
    by: Annotated[
        Literal["voice", "document", "publisher"], typer.Option("--by", help="What counts as a source.")
    ] = "voice",
    only: Annotated[
        list[str] | None, typer.Option("--source", metavar="NAME", help="Compare only these sources; may be repeated.")
    ] = None,
    held: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="CONCEPT=+1", help="With --on: what is supposed, as in aitia whatif."),
    ] = None,
    option: Annotated[
        str | None, typer.Option("--option", metavar="ID", help="With --on: an option of the text.")
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="CONCEPT", help="Order disagreements by how much they move this conclusion."),
    ] = None,
    mapping: MapFile = None,
    trust: Trust = None,
    review: Review = None,
    svg: Svg = None,
    json: Json = False,
    all_rows: All = False,
    fast: Fast = False,
) -> None:
    """Compare sources: who asserts, denies, hedges or is silent on each cause, tie, event, option and claim."""
    from aitia.analyse.compare import compare as run

    if on is not None and not held and option is None:
        raise typer.BadParameter("say what is supposed, too: --set CONCEPT=+1 or --option ID", param_hint="--on")
    if on is None and (held or option is not None):
        raise typer.BadParameter("name the conclusion they are about, too", param_hint="--on")
    opened = open_for(sources, fast=fast, mapping=mapping, trust=trust, review=review)
    model = opened.model
    if model is None:
        raise no_part("map or network file", "reading")
    conclusion, weights = None, None
    if on is not None:
        from aitia.analyse.asked import find_concept, find_option, option_scenario, scenario_from
        from aitia.analyse.hinges import hinges
        from aitia.cli.whatif import as_value

        also = option_scenario(find_option(model, option)) if option is not None else None
        scenario = scenario_from(model.causes, [as_value(text) for text in held or []], also=also)
        concept = find_concept(model.causes, on)[0]
        found = hinges(model.causes, scenario, concept, sensitivity=False)
        conclusion = f"{concept} goes {'up' if found.sign == '+' else 'down'}"
        weights = {
            h.id: max(abs(p - found.p) for p in (h.p_dropped, h.p_flipped, h.p_believed) if p is not None)
            for h in found.influences
        }
    result = run(model, by=by, conclusion=conclusion, weights=weights, sources=only)
    if svg is not None:
        from aitia.present.figure_matrix import agreement_svg

        write_figures(svg, {"agreement": agreement_svg(result)})
    if json:
        print_json(_as_json(result))
    else:
        from rich.console import Console

        from aitia.present.printer import LIMIT
        from aitia.present.terminal_compare import print_comparison

        print_comparison(result, Console(), limit=None if all_rows else LIMIT)
    if opened.unread:
        raise typer.Exit(1)


def _as_json(result: Any) -> Any:
    import msgspec

    return msgspec.to_builtins(result)
