"""``aitia assemble``: one or many readings into one conflict model."""

from __future__ import annotations

import json as json_module
import sys
from pathlib import Path
from typing import Annotated

import typer

from aitia.cli.asking import All, Fast, Json, MapFile, Review, Sources, Svg, Trust, no_part, open_for
from aitia.cli.writing import apart, write_figures, write_file


def assemble(
    sources: Sources,
    json: Json = False,
    causes: Annotated[Path | None, typer.Option("--causes", help="Write the cause map as a JSON file.")] = None,
    network: Annotated[Path | None, typer.Option("--network", help="Write the actor network as a JSON file.")] = None,
    mapping: MapFile = None,
    write_mapping: Annotated[
        Path | None, typer.Option("--write-mapping", help="Write every concept as CSV, to be edited and given back.")
    ] = None,
    propose: Annotated[
        bool, typer.Option("--propose", help="With --write-mapping: name concepts that look alike; merges nothing.")
    ] = False,
    trust: Trust = None,
    review: Review = None,
    svg: Svg = None,
    all_rows: All = False,
    fast: Fast = False,
) -> None:
    """Assemble readings: actors merged, causes as influences between concepts, belief, contradictions with quotes."""
    from aitia.assembly.files import cause_map_dict, encode_model, network_dict

    if propose and write_mapping is None:
        raise typer.BadParameter("it fills a column of the file of --write-mapping; give both", param_hint="--propose")
    outputs = {"--causes": causes, "--network": network, "--write-mapping": write_mapping}
    apart(outputs, (*sources, mapping))
    opened = open_for(sources, fast=fast, mapping=mapping, trust=trust, review=review)
    model = opened.model
    if model is None:
        raise no_part("map or network file", "reading")
    if causes is not None:
        write_file(causes, json_module.dumps(cause_map_dict(model.causes), indent=1) + "\n", "--causes")
    if network is not None:
        write_file(network, json_module.dumps(network_dict(model.network), indent=1) + "\n", "--network")
    if write_mapping is not None:
        from aitia.assembly.mapping import mapping_text
        from aitia.assembly.proposals import similar_concepts

        alike = similar_concepts(model.causes.concepts) if propose else ()
        write_file(write_mapping, mapping_text(model.causes.concepts, alike, opened.mapping), "--write-mapping")
    if svg is not None:
        from aitia.present.figure_causes import cause_map_svg
        from aitia.present.figure_network import network_svg

        write_figures(
            svg,
            {
                "causes": cause_map_svg(model.causes),
                "network": network_svg(model.network, None, {a.id: a.name for a in model.actors}),
            },
        )
    if json:
        sys.stdout.buffer.write(encode_model(model) + b"\n")
    elif not any((causes, network, write_mapping, svg)):
        from rich.console import Console

        from aitia.present.printer import LIMIT
        from aitia.present.terminal_model import print_model

        print_model(model, Console(), limit=None if all_rows else LIMIT)
    if opened.unread:
        raise typer.Exit(1)
