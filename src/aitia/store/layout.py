"""Where everything stands in a store's folder, and whether the folder is a store that this version can use."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aitia._version import __version__
from aitia.errors import StoreError
from aitia.store.files import write_json
from aitia.store.schema import FORMAT

_KIND, _NUMBER = FORMAT.split("/")
_OURS: Final = (
    "batches", "runs", "parses", "near", "catalogue.duckdb", "review.jsonl", "datapackage.json", "tmp", "lock",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one store."""

    root: Path

    @property
    def about(self) -> Path:
        """``store.json``: the format and who made it."""
        return self.root / "store.json"

    @property
    def batches(self) -> Path:
        """One folder for everything a build found new."""
        return self.root / "batches"

    @property
    def runs(self) -> Path:
        """One folder for every fingerprint of a reader."""
        return self.root / "runs"

    @property
    def parses(self) -> Path:
        """What parsers said of the texts; can be made again."""
        return self.root / "parses"

    @property
    def tmp(self) -> Path:
        """What is being written; whatever lies there may go when nobody holds the lock."""
        return self.root / "tmp"

    @property
    def lock(self) -> Path:
        """Held by the process that writes."""
        return self.root / "lock"

    @property
    def catalogue(self) -> Path:
        """The DuckDB file over all of it; can be made again."""
        return self.root / "catalogue.duckdb"

    @property
    def seen(self) -> Path:
        """What the store looked like when its catalogue was last compared with it."""
        return self.root / "catalogue.json"

    @property
    def journal(self) -> Path:
        """The decisions of people."""
        return self.root / "review.jsonl"

    @property
    def datapackage(self) -> Path:
        """What the tables are, for strangers."""
        return self.root / "datapackage.json"

    def run(self, fingerprint: str) -> Path:
        """The folder of one run."""
        return self.runs / fingerprint

    def table(self, fingerprint: str, table: str, shard: str) -> Path:
        """One shard of one table of a run (``errors`` is one of them)."""
        return self.runs / fingerprint / table / f"{shard}.parquet"

    def marker(self, fingerprint: str, shard: str) -> Path:
        """What says that a shard is done."""
        return self.runs / fingerprint / "done" / f"{shard}.json"

    def aside(self) -> Path:
        """Where batches go that are not whole."""
        return self.root / "aside"


def clear_tmp(layout: Layout) -> None:
    """Remove what interrupted work left; for the one who holds the lock.

    Catalogues that are being made and queries that spill need no lock: what processes that live have there stays.
    """
    for path in sorted(layout.tmp.iterdir()) if layout.tmp.is_dir() else ():
        kind, _, process = path.name.rpartition(".")
        if kind in ("catalogue", "query") and process.isdecimal() and _lives(int(process)):
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def open_layout(root: str | Path) -> Layout:
    """The layout of an existing store. Raises StoreError where there is none, or a newer one."""
    layout = Layout(Path(root))
    try:
        found = json.loads(layout.about.read_bytes())
    except FileNotFoundError:
        raise StoreError(_no_store(layout)) from None
    except NotADirectoryError:
        raise StoreError(f"{root} is a file, not a store; name a folder") from None
    except OSError as error:
        raise StoreError(f"{layout.about} cannot be read: {error.strerror}; check its access rights") from error
    except ValueError:
        raise StoreError(
            f'{layout.about} is damaged; restore it from a copy of the store, or write {{"format": "{FORMAT}"}} into it'
        ) from None
    stated = found.get("format") if isinstance(found, dict) else None
    kind, _, number = str(stated).partition("/")
    if kind != _KIND or not number.isdecimal():
        raise StoreError(f"{layout.about} does not describe a store: its format is {str(stated)[:60]!r}")
    if int(number) > int(_NUMBER):
        by = str(found.get("made_by", "a newer version"))[:60]
        raise StoreError(
            f"{root} has the format {stated}, written by {by}; this is aitia {__version__}, which knows formats up to "
            f"{FORMAT}: update aitia, or build a new store from the sources"
        )
    return layout


def _no_store(layout: Layout) -> str:
    if not layout.root.exists():
        return f"{layout.root}: no such store; make one with aitia build SOURCE... --store {layout.root}"
    if any((layout.root / name).exists() for name in _OURS):
        return f"{layout.root} holds parts of a store but no store.json: half copied? Copy it again, store.json too"
    return (
        f"{layout.root} is no store (there is no store.json in it); to make one of the texts in it: "
        f"aitia build {layout.root} --store ANOTHER_FOLDER"
    )


def make_layout(root: str | Path) -> Layout:
    """The layout of a store, made where the folder is missing or empty.

    Raises StoreError where the folder holds something else, or cannot be written.
    """
    layout = Layout(Path(root))
    if not layout.about.exists():
        try:
            layout.root.mkdir(parents=True, exist_ok=True)
            strangers = sorted(p.name for p in layout.root.iterdir() if p.name not in ("lock", "tmp"))
        except (FileExistsError, NotADirectoryError):
            if layout.root.is_symlink():
                raise StoreError(f"{root} is a link that leads to no folder; mend it, or name another") from None
            raise StoreError(f"{root} is a file, not a folder; give the store a folder of its own") from None
        except OSError as error:
            raise StoreError(f"cannot make the store {root}: {error.strerror}; check its access rights") from error
        if strangers:
            if any(name in _OURS for name in strangers):
                raise StoreError(_no_store(layout))
            raise StoreError(
                f"{root} is not empty and no store (it holds {strangers[0]!r}); give the store a folder of its own"
            )
        write_json(layout.about, {"format": FORMAT, "made_by": f"aitia {__version__}"}, aside=layout.tmp)
    return open_layout(root)
