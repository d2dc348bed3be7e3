"""The catalogue as the store and its journal stand now."""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

from aitia._version import __version__
from aitia.errors import NotWritten, StoreError
from aitia.store.assembled import Decisions
from aitia.store.catalogue import MEMORY, SHAPE, STEPS, build_catalogue, stamp_in
from aitia.store.files import read_json, to_json, write_whole
from aitia.store.layout import Layout, open_layout

_TICK: Final = 0.05  # seconds; a file system may give two changes within less the same time


def refresh_catalogue(store: str | Path, *, memory: str = MEMORY) -> Path:
    """Make the catalogue of a store again if documents, the reader or people's decisions changed since it was made.

    Where the folders look as they did then, nothing is opened but the catalogue.

    Raises:
        StoreError: the folder is no store, a newer one, or half copied; or it cannot be written.
    """
    layout = open_layout(store)
    now = _looks(layout)
    before = read_json(layout.seen) or {}
    stamp = stamp_in(layout.catalogue) if before.get("looks") == now else None
    if stamp is not None and stamp == before.get("stamp"):
        return layout.catalogue
    journal = _digest(layout.journal)
    decided = (lambda: _decided(layout.root)) if journal else None
    made = build_catalogue(layout.root, decisions=decided, journal=journal, memory=memory)
    with suppress(NotWritten):  # it only saves looking at every shard next time
        write_whole(layout.seen, to_json({"looks": now, "stamp": stamp_in(made)}))
    return made


def catalogue_apart(store: str | Path, folder: Path, *, memory: str = MEMORY) -> Path:
    """The catalogue of a store that cannot be written, in an empty folder elsewhere."""
    layout = open_layout(store)
    decided = (lambda: _decided(layout.root)) if _digest(layout.journal) else None
    return build_catalogue(layout.root, decisions=decided, into=folder, memory=memory)


def _looks(layout: Layout) -> str:
    """When folders, run records and journal were last changed: whatever else changes in a store has another name."""
    while True:
        folders = [p for top in (layout.batches, layout.runs) for p in (top, *top.glob("*"), *top.glob("*/*/"))]
        rows, newest = [], 0
        for path in sorted({*folders, *layout.runs.glob("*/run.json"), layout.journal}):
            try:
                about = path.stat()
            except OSError:
                continue
            # a copy may keep the one time, never the other
            times = about.st_mtime_ns, about.st_ctime_ns
            rows.append((path.relative_to(layout.root).as_posix(), *times, about.st_size))
            newest = max(newest, *times)
        age = time.time() - newest / 1e9
        if not 0 <= age < _TICK:
            break
        time.sleep(_TICK - age)
    return hashlib.sha256(json.dumps([_maker(), rows]).encode()).hexdigest()[:32]


@cache
def _maker() -> str:
    from aitia.store.assembled import statement

    made = "".join(statement(name) for name in STEPS)
    return f"{SHAPE} {__version__} {hashlib.sha256(made.encode()).hexdigest()}"


def _digest(journal: Path) -> str | None:
    """The digest of a journal; None where there is none."""
    try:
        return hashlib.sha256(journal.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{journal}: the journal cannot be read ({error.strerror})") from error


def _decided(root: Path) -> Decisions:
    """What the journal of the store decides."""
    from aitia.store.review_answer import for_catalogue
    from aitia.store.review_rows import open_rows

    return for_catalogue(open_rows(root, assembled=False))
