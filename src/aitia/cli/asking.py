"""What the commands that question a model share: their sources, messages and files."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

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
Svg = Annotated[Path | None, typer.Option("--svg", metavar="DIR", help="Also write the figures into this folder.")]
All = Annotated[bool, typer.Option("--all", help="Show every row on the terminal.")]


def open_for(
    sources: list[str], *, fast: bool = False, mapping: Path | None = None, trust: list[str] | None = None
) -> Opened:
    """Open what was handed in; what could not be read is told on stderr."""
    from aitia.assembly.belief import Errors
    from aitia.assembly.mapping import read_mapping
    from aitia.pipeline import Settings
    from aitia.present.safe import one_line
    from aitia.questions import open_sources

    stdin = getattr(sys.stdin, "buffer", None) if "-" in sources else None
    with counting() as progress:
        opened = open_sources(
            sources,
            settings=Settings(fast=fast),
            errors=Errors(voices=trusted(trust or [])),
            mapping=read_mapping(mapping) if mapping is not None else None,
            stdin=stdin,
            progress=progress,
        )
    for unread in opened.unread:
        where = f"{unread.source}, row {unread.row}" if unread.row is not None else unread.source
        sys.stderr.write(one_line(f"aitia: {where}: {unread.reason}") + "\n")
    for note in opened.model.notes if opened.model else ():
        sys.stderr.write(one_line(f"aitia: {note}") + "\n")
    return opened


def trusted(given: list[str]) -> dict[str, float]:
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


def write_figures(folder: Path, figures: Mapping[str, str]) -> None:
    """Write each figure as ``folder/NAME.svg``."""
    write_files(folder, {f"{name}.svg": text for name, text in figures.items()}, "--svg")


def write_files(folder: Path, files: Mapping[str, str], option: str) -> None:
    """Write texts into a folder, each whole or not at all."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            _write(folder / name, text)
    except OSError as error:
        raise typer.BadParameter(f"cannot write into {folder}: {error.strerror}", param_hint=option) from error


def write_file(path: Path, text: str, option: str) -> None:
    """Write one text, whole or not at all."""
    try:
        _write(path, text)
    except OSError as error:
        raise typer.BadParameter(f"cannot write {path}: {error.strerror}", param_hint=option) from error


def _write(path: Path, text: str) -> None:
    """Beside the target and renamed, so that it is there wholly or not at all; devices and pipes are written to."""
    target = path.resolve()
    if target.is_dir() or not target.name:
        raise IsADirectoryError(errno.EISDIR, "it is a folder; give a file name")
    if target.exists() and not target.is_file():
        target.write_text(text, encoding="utf-8", errors="replace")
    else:
        handle, part = tempfile.mkstemp(dir=target.parent, prefix=".aitia-", suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
                file.write(text)
            Path(part).chmod(0o666 & ~_umask())
            Path(part).replace(target)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
    sys.stderr.write(f"aitia: wrote {path}\n")


def _umask() -> int:
    held = os.umask(0)
    os.umask(held)
    return held


def apart(outputs: Mapping[str, Path | None], inputs: Sequence[str | Path | None]) -> None:
    """Refuse to write over what is read, or twice over one file."""
    seen: dict[Path, str] = {}
    read = {Path(source).resolve() for source in inputs if source is not None and str(source) not in ("", "-")}
    for option, path in outputs.items():
        if path is None:
            continue
        if not str(path):
            raise typer.BadParameter("give a file name", param_hint=option)
        if path.resolve() in read:
            raise typer.BadParameter(f"{path} is read here, too; give another file", param_hint=option)
        if (other := seen.setdefault(path.resolve(), option)) != option:
            raise typer.BadParameter(f"{path} is also the file of {other}; give another", param_hint=option)


def print_json(answer: Any) -> None:
    """One JSON object on standard output."""
    import json

    sys.stdout.write(json.dumps(answer, ensure_ascii=True, allow_nan=False) + "\n")


def no_part(what: str, part: str) -> typer.BadParameter:
    """What to say where a file lacks what a command asks of it."""
    return typer.BadParameter(f"this is a {what} and holds no {part}; hand in readings, a model, or a {part} file")
