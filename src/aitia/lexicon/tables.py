"""Open the data tables that ship with the package."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any

from aitia.errors import LexiconError


def table(name: str) -> Iterator[dict[str, str]]:
    """Rows of ``data/NAME`` (CSV with a header). Raises LexiconError where the table is missing or ragged."""
    try:
        text = resources.files(__package__).joinpath("data", *name.split("/")).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise LexiconError(f"data table {name} is missing from the installed package; reinstall aitia") from error
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), 2):
        if None in row or any(v is None for v in row.values()):
            raise LexiconError(f"{name}:{number}: wrong number of cells")
        yield row


def toml(name: str) -> dict[str, Any]:
    """The TOML table ``data/NAME``."""
    try:
        return tomllib.loads(
            resources.files(__package__).joinpath("data", *name.split("/")).read_text(encoding="utf-8")
        )
    except (FileNotFoundError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"data table {name}: {error}") from error


def cells(value: str) -> tuple[str, ...]:
    """Several values in one cell, separated by ``|``."""
    return tuple(part.strip() for part in value.split("|") if part.strip())
