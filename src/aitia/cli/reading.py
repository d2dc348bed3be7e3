"""The options of commands that read texts, spelled once, and the settings they make."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

if TYPE_CHECKING:
    from aitia.pipeline import Settings

_NAME = "reading"


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How texts are read, as options of a command."""

    any_language: Annotated[
        bool, typer.Option("--any-language", help="Read texts that are plainly not English too.")
    ] = False
    fast: Annotated[bool, typer.Option("--fast", help="Read by rules alone, without the trained heads.")] = False
    implied: Annotated[bool, typer.Option("--implied", help="Also give causes and attitudes that no word signals.")] = (
        False
    )
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Leave out rows below this confidence.")
    ] = 0.0
    actors: Annotated[
        list[Path] | None, typer.Option("--actors", help="Actor dictionary in PETRARCH format; may be repeated.")
    ] = None
    parser: Annotated[str | None, typer.Option("--parser", help="Another installed spaCy pipeline.")] = None
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Allow addresses in private networks.")] = False

    def settings(self) -> Settings:
        """The settings that these options ask for."""
        from aitia.language.parse import DEFAULT_PARSER
        from aitia.pipeline import Settings

        return Settings(
            parser=self.parser or DEFAULT_PARSER,
            implied=self.implied,
            fast=self.fast,
            min_confidence=self.min_confidence,
            actors=tuple(str(a) for a in self.actors or ()),
        )


def reads_texts(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of ``ReadingOptions`` where it takes one as ``reading``."""
    hints = get_type_hints(ReadingOptions, include_extras=True)
    kind = inspect.Parameter.KEYWORD_ONLY
    options = [
        inspect.Parameter(f.name, kind, default=f.default, annotation=hints[f.name]) for f in fields(ReadingOptions)
    ]

    @wraps(command)
    def call(**given: Any) -> None:
        asked = {option.name: given.pop(option.name) for option in options}
        command(**given, **{_NAME: ReadingOptions(**asked)})

    parameters: list[inspect.Parameter] = []
    for own in inspect.signature(command, eval_str=True).parameters.values():
        parameters += options if own.name == _NAME else [own.replace(kind=kind)]
    call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    call.__annotations__ = {p.name: p.annotation for p in parameters}
    return call
