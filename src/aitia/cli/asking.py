"""What the commands that question a model share: their sources, messages and files."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from aitia.cli.messages import complain, say

if TYPE_CHECKING:
    from aitia.questions import Opened

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCES",
        help="Readings (JSON Lines of aitia read --json), a model, map or network file, texts, folders, or -.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print the answer as one JSON object.")]
Fast = Annotated[bool, typer.Option("--fast", help="Texts: read by rules alone, without the trained heads.")]
MapFile = Annotated[
    Path | None, typer.Option("--mapping", help="CSV of a person's decisions about concepts (see aitia assemble).")
]
Trust = Annotated[
    list[str] | None,
    typer.Option("--trust", metavar="VOICE=P", help="How reliable a voice is, from 0 to 1 (.65); may be repeated."),
]
Review = Annotated[
    Path | None,
    typer.Option("--review", metavar="FILE", help="Readings: lay this journal of aitia review over them."),
]
Svg = Annotated[Path | None, typer.Option("--svg", metavar="DIR", help="Also write the figures into this folder.")]
All = Annotated[bool, typer.Option("--all", help="Show every row on the terminal.")]


def open_for(
    sources: list[str],
    *,
    fast: bool = False,
    mapping: Path | None = None,
    trust: list[str] | None = None,
    review: Path | None = None,
) -> Opened:
    """Open what was handed in; what could not be read is told on stderr."""
    from aitia.assembly.belief import Errors
    from aitia.assembly.mapping import read_mapping
    from aitia.pipeline import Settings
    from aitia.questions import open_sources

    stdin = getattr(sys.stdin, "buffer", None) if "-" in sources else None
    decisions = _journal(review) if review is not None else None
    with counting() as progress:
        opened = open_sources(
            sources,
            settings=Settings(fast=fast),
            errors=Errors(voices=_trusted(trust or [])),
            mapping=read_mapping(mapping) if mapping is not None else None,
            decisions=decisions,
            stdin=stdin,
            progress=progress,
        )
    for unread in opened.unread:
        complain(unread)
    for note in opened.model.notes if opened.model else ():
        say(note)
    for orphan in opened.orphans:
        about = f" of {orphan.decision.document or orphan.decision.doc[:8]}" if orphan.decision.doc else ""
        say(f"{review}: {orphan.decision.kind}{about} ({orphan.decision.id}) is not applied: {orphan.reason}")
    return opened


def _journal(path: Path) -> Any:
    from aitia.store.reviewed import open_journal

    decisions, told = open_journal(path)
    for line in told:
        say(line)
    return decisions


def _trusted(given: list[str]) -> dict[str, float]:
    """``VOICE=P`` as systematic errors by voice."""
    out = {}
    for text in given:
        voice, _, value = text.rpartition("=")
        try:
            reliability = float(value)
        except ValueError:
            reliability = -1.0
        if not voice or not 0.0 <= reliability <= 1.0:
            raise typer.BadParameter(f"{text!r}: write VOICE=P with P from 0 to 1", param_hint="--trust")
        out[voice] = 1.0 - reliability
    return out


@contextmanager
def counting() -> Iterator[Any]:
    """A counter on stderr once there are more than a few documents, only where a person is watching."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("assembling"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("assembling", total=None, visible=False)

        def update(count: int) -> None:
            bar.update(task, completed=count, visible=count > 3)

        yield update


def print_json(answer: Any) -> None:
    """One JSON object on standard output."""
    import json

    sys.stdout.write(json.dumps(answer, ensure_ascii=True, allow_nan=False) + "\n")


def told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Names by id, with the id where several have one name."""
    often = Counter(names.values())
    return {key: f"{name} ({key})" if often[name] > 1 else name for key, name in names.items()}


def no_part(what: str, part: str) -> typer.BadParameter:
    """What to say where a file lacks what a command asks of it."""
    return typer.BadParameter(f"this is a {what} and holds no {part}; hand in readings, a model, or a {part} file")
