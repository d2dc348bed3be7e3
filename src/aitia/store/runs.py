"""Runs: what one reader made of the parts of all batches, shard by shard, each with its done-marker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import pyarrow as pa

from aitia.model.text import Provenance
from aitia.store.batches import Part
from aitia.store.files import are_whole, described, read_json, sync_folder, write_json, write_whole
from aitia.store.layout import Layout
from aitia.store.parquet import parquet_bytes
from aitia.store.schema import ERROR_TABLE, ERRORS, TABLES, table_schema

RUN: Final = "aitia.run/1"
SHARD: Final = "aitia.shard/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What reading one part gave, in numbers."""

    shard: str
    documents: int
    words: int
    failed: int
    rows: Mapping[str, int]
    seconds: float = 0.0
    peak: int = 0
    parsed: int = 0  # documents parsed for it just now; told, not kept


def write_shard(
    layout: Layout,
    fingerprint: str,
    manifest: Manifest,
    tables: Mapping[str, Sequence[pa.Table]],
) -> None:
    """Write all tables of a shard, then its marker: the marker is there only if all of them are, for good.

    ``tables`` gives the pieces of each table in order, ``errors`` among them.
    """
    files = {}
    folders = []
    for name in (*TABLES, ERROR_TABLE):
        schema = ERRORS if name == ERROR_TABLE else table_schema(name)
        pieces = tables.get(name, ())
        data = parquet_bytes(pa.concat_tables(pieces) if pieces else schema.empty_table())
        path = layout.table(fingerprint, name, manifest.shard)
        write_whole(path, data, aside=layout.tmp)
        folders.append(path.parent)
        files[f"{name}/{path.name}"] = described(data)
    for folder in folders:
        sync_folder(folder)
    sync_folder(layout.run(fingerprint))
    about = {
        "format": SHARD,
        "shard": manifest.shard,
        "documents": manifest.documents,
        "words": manifest.words,
        "failed": manifest.failed,
        "rows": dict(manifest.rows),
        "files": files,
        "seconds": round(manifest.seconds, 3),
        "peak": manifest.peak,
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    write_json(layout.marker(fingerprint, manifest.shard), about, aside=layout.tmp)


def find_done(layout: Layout, fingerprint: str, shard: str) -> Manifest | None:
    """The manifest of a shard whose marker and files agree; None where it has to be read (again)."""
    about = read_json(layout.marker(fingerprint, shard))
    if about is None or about.get("format") != SHARD or about.get("shard") != shard:
        return None
    run = layout.run(fingerprint)
    try:
        if set(about["rows"]) != set(TABLES) or not are_whole((run / n, s) for n, s in about["files"].items()):
            return None
        keys = ("documents", "words", "failed", "rows", "seconds", "peak")
        return Manifest(shard=shard, **{key: about[key] for key in keys})
    except (KeyError, TypeError, AttributeError):
        return None


def sort_out(
    layout: Layout, fingerprint: str, parts: Sequence[Part], *, retry_errors: bool = False
) -> tuple[list[Manifest], list[Part]]:
    """The manifests of the parts that are done, and the parts that are to be read."""
    done, open_ = [], []
    for part in parts:
        manifest = find_done(layout, fingerprint, part.shard)
        if manifest is None or (retry_errors and manifest.failed):
            open_.append(part)
        else:
            done.append(manifest)
    return done, open_


def write_run(
    layout: Layout, fingerprint: str, provenance: Provenance, done: Sequence[Manifest], *, missing: int = 0
) -> None:
    """Write the run's record: what reads, and how far it is. ``missing`` counts the shards that are still to be read.

    The record is written again only where something changed in it.
    """
    path = layout.run(fingerprint) / "run.json"
    old = read_json(path) or {}
    now = datetime.now(UTC).isoformat(timespec="seconds")
    about: dict[str, Any] = {
        "format": RUN,
        "fingerprint": fingerprint,
        "version": provenance.version,
        "reader": provenance.reader,
        "models": list(provenance.models),
        "settings": dict(provenance.settings),
        "shards": len(done),
        "shards_missing": missing,
        "documents": sum(m.documents for m in done),
        "words": sum(m.words for m in done),
        "failed": sum(m.failed for m in done),
        "rows": {name: sum(m.rows[name] for m in done) for name in TABLES},
    }
    about["when"] = {"first": old.get("when", {}).get("first", now), "last": now}
    about["seconds"] = round(sum(m.seconds for m in done), 3)
    write_json(path, about, aside=layout.tmp)


def runs(layout: Layout) -> list[dict[str, Any]]:
    """The records of all runs of a store, the one that was last at work at the end."""
    found = [read_json(folder / "run.json") for folder in sorted(layout.runs.iterdir())] if layout.runs.is_dir() else []
    records = [r for r in found if r is not None and r.get("format") == RUN]
    return sorted(records, key=lambda r: (r["when"]["last"], r["fingerprint"]))
