"""Files that commands write: there wholly or not at all, and never over what is read."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import typer

from aitia.cli.messages import say


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A stream beside the target that takes its place at the end; devices and pipes are written to as they are."""
    target = path.resolve()
    if target.is_dir() or not target.name:
        raise IsADirectoryError(errno.EISDIR, "it is a folder; give a file name")
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            yield stream
        return
    handle, part = tempfile.mkstemp(dir=target.parent, prefix=".aitia-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        Path(part).chmod(0o666 & ~_umask())
        Path(part).replace(target)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def _umask() -> int:
    held = os.umask(0)
    os.umask(held)
    return held


def write_figures(folder: Path, figures: Mapping[str, str]) -> None:
    """Write each figure as ``folder/NAME.svg``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in figures.items():
            _write(folder / f"{name}.svg", text)
    except OSError as error:
        raise typer.BadParameter(f"cannot write into {folder}: {error.strerror}", param_hint="--svg") from error


def write_file(path: Path, text: str, option: str) -> None:
    """Write one text, whole or not at all."""
    try:
        _write(path, text)
    except OSError as error:
        raise typer.BadParameter(f"cannot write {path}: {error.strerror}", param_hint=option) from error


def _write(path: Path, text: str) -> None:
    with whole_file(path) as stream:
        stream.write(text.encode("utf-8", "replace"))
    say(f"wrote {path}")


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
