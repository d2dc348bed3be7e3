"""The options of commands that read texts, and the settings they make."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from aitia.pipeline import Settings

Fast = Annotated[bool, typer.Option("--fast", help="Read by rules alone, without the trained heads.")]
Implied = Annotated[bool, typer.Option("--implied", help="Also give causes and attitudes that no word signals.")]
MinConfidence = Annotated[
    float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Leave out rows below this confidence.")
]
Actors = Annotated[
    list[Path] | None, typer.Option("--actors", help="Actor dictionary in PETRARCH format; may be repeated.")
]
Parser = Annotated[str | None, typer.Option("--parser", help="Another installed spaCy pipeline.")]
AnyLanguage = Annotated[bool, typer.Option("--any-language", help="Read texts that are plainly not English too.")]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Allow addresses in private networks.")]


def settings_of(
    *, fast: bool, implied: bool, min_confidence: float, actors: list[Path] | None, parser: str | None
) -> Settings:
    """The settings that these options ask for."""
    from aitia.language.parse import DEFAULT_PARSER
    from aitia.pipeline import Settings

    return Settings(
        parser=parser or DEFAULT_PARSER,
        implied=implied,
        fast=fast,
        min_confidence=min_confidence,
        actors=tuple(str(a) for a in actors or ()),
    )
