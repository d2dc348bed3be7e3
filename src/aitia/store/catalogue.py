"""The catalogue: a DuckDB database over a store's Parquet files, with the assembled tables; made again at will.

It is written beside the old one and renamed. What it was made of stands in ``stamp``; it is stale when a batch, a shard
of the run or a decision came since, and only then made again.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from aitia._version import __version__
from aitia.errors import NotWritten, StoreError
from aitia.store.assembled import Decisions, assemble_tables, statement
from aitia.store.batches import batches
from aitia.store.files import cannot_write, plain_path, read_json, sync_file, sync_folder
from aitia.store.layout import Layout, open_layout
from aitia.store.near import add_clusters, sign_parts
from aitia.store.package import write_datapackage
from aitia.store.schema import DOCUMENTS, ERRORS, SIGHTINGS, TABLES, table_schema

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

SHAPE: Final = 2  # of the catalogue itself; another number makes every catalogue stale
MEMORY: Final = "3GB"
_FULL: Final = "No space left on device"
_HEADERS: Final = 3 * 4096  # of a DuckDB file, before its blocks
STEPS: Final = ("actors", "voices", "said", "events", "concepts", "influences", "ties", "belief", "reports")


@dataclass(slots=True)
class Parts:
    """The files a catalogue stands on, by table, relative to the store; and the shards that are not done."""

    run: str | None
    files: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, Path] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def add(self, table: str, path: Path, root: Path) -> None:
        """Take in one file."""
        self.files.setdefault(table, []).append(path.relative_to(root).as_posix())


def schema_of(table: str) -> pa.Schema:
    """The schema of a table of the store, those of batches too."""
    return {"documents": DOCUMENTS, "sightings": SIGHTINGS, "errors": ERRORS}.get(table) or table_schema(table)


def newest_run(layout: Layout) -> str | None:
    """The run that was begun last; None where there is none."""
    found = []
    for folder in sorted(layout.runs.iterdir()) if layout.runs.is_dir() else ():
        about = read_json(folder / "run.json")
        if about is not None:
            found.append((_when(about, folder / "run.json"), folder.name))
    return max(found)[1] if found else None


def _when(about: dict[str, Any], path: Path) -> str:
    stated = about.get("when")
    if isinstance(stated, dict):
        stated = max((str(v) for v in stated.values() if v), default=None)
    return str(stated) if stated else f"{path.stat().st_mtime:020.6f}"


def find_parts(layout: Layout, run: str | None = None) -> Parts:
    """The files of all whole batches and of the finished shards of a run (the newest unless named)."""
    if run is not None and not layout.run(run).is_dir():
        known = ", ".join(sorted(p.name for p in layout.runs.iterdir())) if layout.runs.is_dir() else "none"
        raise StoreError(f"{layout.root} has no run {run!r}; its runs: {known}")
    out = Parts(run or newest_run(layout))
    for batch in batches(layout):
        for table in ("sightings", "errors"):
            if (batch.folder / f"{table}.parquet").is_file():
                out.add(table, batch.folder / f"{table}.parquet", layout.root)
        for part in batch.parts:
            if not part.file.is_file():
                raise StoreError(
                    f"{part.file} is missing: the store is half copied, or a disk failed; copy it again, "
                    "or run aitia build again on its sources"
                )
            out.add("documents", part.file, layout.root)
            out.texts[part.shard] = part.file
            if out.run is not None:
                _add_shard(out, layout, part.shard)
    return out


def _add_shard(out: Parts, layout: Layout, shard: str) -> None:
    """Take in the tables of a shard, if its done-marker is there and they are."""
    run = str(out.run)
    marker = read_json(layout.marker(run, shard))
    paths = {table: layout.table(run, table, shard) for table in TABLES}
    if marker is None or not all(path.is_file() for path in paths.values()):
        out.missing.append(shard)
        return
    for table, path in paths.items():
        out.add(table, path, layout.root)
    errors = layout.table(run, "errors", shard)
    if errors.is_file():
        out.add("errors", errors, layout.root)


def stamp_of(layout: Layout, parts: Parts, decisions: Decisions | str) -> str:
    """What a catalogue of these parts and decisions (or of a journal with this digest) is known by."""
    made = hashlib.sha256(f"{SHAPE} {__version__} {parts.run}\n".encode())
    for name in STEPS:
        made.update(statement(name).encode())
    for table in sorted(parts.files):
        for path in sorted(parts.files[table]):
            made.update(f"{table} {path} {(layout.root / path).stat().st_size}\n".encode())
    made.update((decisions if isinstance(decisions, str) else _told(decisions)).encode())
    return made.hexdigest()[:32]


def _told(decisions: Decisions) -> str:
    values = [getattr(decisions, f.name) for f in fields(decisions)]
    return json.dumps([list(v) if isinstance(v, tuple) else sorted(v.items()) for v in values], default=str)


def build_catalogue(
    store: str | Path,
    run: str | None = None,
    *,
    decisions: Decisions | Callable[[], Decisions] | None = None,
    journal: str | None = None,
    into: Path | None = None,
    memory: str = MEMORY,
    threads: int | None = None,
    force: bool = False,
) -> Path:
    """Make the catalogue of a store, unless the one that is there still holds.

    Args:
        store: the store's folder.
        run: the fingerprint of a run; the newest one unless named.
        decisions: what people decided, to be applied on top; or what works it out, asked only if it is needed.
        journal: the digest of the journal that the decisions stand in.
        into: an empty folder to make it in, for a store that cannot be written.
        memory: what DuckDB may use; beyond it, it writes to ``tmp/`` in the store.
        threads: how many threads DuckDB uses; as many as there are cores unless given.
        force: make it again in any case.

    Returns:
        The path of the catalogue.

    Raises:
        StoreError: the folder is no store, a newer one, or half copied; or it cannot be written.
    """
    import duckdb

    layout = open_layout(store)
    parts = find_parts(layout, run)
    chosen = None if callable(decisions) else decisions or Decisions()
    if chosen is None and journal is None:
        chosen = decisions() if callable(decisions) else Decisions()
    stamp = stamp_of(layout, parts, journal or chosen or Decisions())
    target = into / layout.catalogue.name if into is not None else layout.catalogue
    if not force and stamp_in(target) == stamp:
        return target
    spill = (into or layout.tmp) / f"catalogue.{os.getpid()}"
    # DuckDB takes a "?" in the path of a database it writes for the beginning of options
    work = Path(tempfile.mkdtemp(prefix="aitia-")) if "?" in str(spill.absolute()) else spill
    made = work / "catalogue.duckdb"
    try:
        shutil.rmtree(spill, ignore_errors=True)
        spill.mkdir(parents=True)
        settings: dict[str, Any] = {"memory_limit": memory, "temp_directory": str(work / "spill")}
        settings |= {"threads": threads} if threads else {}
        with duckdb.connect(str(made), config=settings) as connection:
            connection.execute("SET preserve_insertion_order = false")
            _fill(connection, layout, parts, into or layout.root, spill)
            assemble_tables(connection, chosen or (decisions() if callable(decisions) else None))
            _about(connection, layout, parts, stamp)
        if into is None:
            write_datapackage(layout, parts.files, parts.run)
        if work != spill:
            made = Path(shutil.copy(made, spill))
        sync_file(made)
        made.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise cannot_write(target, error) from error
    except duckdb.Error as error:
        if _FULL in str(error):
            raise cannot_write(target, OSError(errno.ENOSPC, _FULL)) from error
        if broken := broken_table(error):
            raise StoreError(broken) from error
        raise NotWritten(
            f"{target} could not be made: {str(error).splitlines()[0]}; the one before, if any, still stands"
        ) from error
    finally:
        for folder in {spill, work}:
            shutil.rmtree(folder, ignore_errors=True)
    return target


def broken_table(error: Exception) -> str | None:
    """What to tell where a Parquet file of the store is broken or gone; None where an error is something else."""
    import duckdb

    text = str(error).splitlines()[0]
    if ".parquet" not in text or not isinstance(error, duckdb.IOException | duckdb.InvalidInputException):
        return None
    return f"a table of the store is broken or gone ({text[:300]}); run aitia build on the store, it makes that good"


def stamp_in(path: Path) -> str | None:
    """The stamp of a catalogue; None where there is none that can be opened, or not all of it is there."""
    import duckdb

    if not path.is_file():
        return None
    with suppress(duckdb.Error), duckdb.connect() as connection:
        connection.execute(f"ATTACH {quoted(str(path))} AS c (READ_ONLY)")
        row = connection.execute("SELECT value FROM c.stamp WHERE name = 'stamp'").fetchone()
        held = connection.execute(
            "SELECT total_blocks * block_size FROM pragma_database_size() WHERE database_name = 'c'"
        ).fetchone()
        return str(row[0]) if row and held and path.stat().st_size >= held[0] + _HEADERS else None
    return None


def quoted(text: str) -> str:
    """A SQL string."""
    return "'" + text.replace("'", "''") + "'"


def create_view(connection: duckdb.DuckDBPyConnection, table: str, files: Sequence[Path], kind: str = "VIEW") -> None:
    """A view over Parquet files; an empty table of the same columns where there are none."""
    if files:
        listed = ", ".join(quoted(plain_path(str(f))) for f in files)
        source = f"read_parquet([{listed}], hive_partitioning = false)"
        connection.execute(f"CREATE OR REPLACE {kind} {table} AS SELECT * FROM {source}")  # noqa: S608 - quoted
    else:
        connection.register("nothing", schema_of(table).empty_table())
        made = kind.replace("VIEW", "TABLE")
        connection.execute(f"CREATE OR REPLACE {made} {table} AS SELECT * FROM nothing")  # noqa: S608 - our names
        connection.unregister("nothing")


def _fill(connection: duckdb.DuckDBPyConnection, layout: Layout, parts: Parts, near: Path, aside: Path) -> None:
    """The views, which part a document's text is in, near-duplicates, and what is known of documents."""
    for table in ("documents", "sightings", "errors", *TABLES):
        create_view(connection, table, [layout.root / f for f in parts.files.get(table, ())])
    rows = [(table, path) for table, paths in sorted(parts.files.items()) for path in paths]
    connection.execute('CREATE TABLE parts ("table" VARCHAR, path VARCHAR)')
    if rows:
        import pyarrow as pa

        listed = pa.table({"table": [t for t, _ in rows], "path": [p for _, p in rows]})
        connection.register("listed", listed)
        connection.execute("INSERT INTO parts SELECT * FROM listed")
        connection.unregister("listed")
    _parts_of_documents(connection, layout, parts)
    add_clusters(connection, sign_parts(near, parts.texts, aside=aside))
    connection.execute(
        """
        CREATE TABLE doc_info AS
        SELECT d.doc, CASE WHEN count(*) OVER (PARTITION BY d.id) = 1 THEN d.id ELSE d.id || '~' || left(d.doc, 6) END
          AS name, d.id, d.title, d.author, d.publisher, d.published,
          CASE WHEN length(d.published) >= 7 THEN left(d.published, 7) END AS "month", d.url, d.language, d.genre,
          d.words, d.characters, p.part, c.cluster
        FROM documents d JOIN document_parts p USING (doc) JOIN clusters c USING (doc)
        ORDER BY d.doc
        """
    )
    connection.execute("DROP TABLE document_parts")


def _parts_of_documents(connection: duckdb.DuckDBPyConnection, layout: Layout, parts: Parts) -> None:
    files = [layout.root / f for f in parts.files.get("documents", ())]
    if not files:
        connection.execute("CREATE TABLE document_parts (doc VARCHAR, part VARCHAR)")
        return
    listed = ", ".join(quoted(plain_path(str(f))) for f in files)
    connection.execute(
        "CREATE TABLE document_parts AS SELECT doc, substr(filename, $skip) AS part"  # noqa: S608 - quoted
        f" FROM read_parquet([{listed}], filename = true, hive_partitioning = false)",
        {"skip": len(str(layout.root)) + 2},
    )


def _about(connection: duckdb.DuckDBPyConnection, layout: Layout, parts: Parts, stamp: str) -> None:
    connection.execute("CREATE TABLE stamp (name VARCHAR, value VARCHAR)")
    rows = {
        "stamp": stamp, "shape": str(SHAPE), "made_by": f"aitia {__version__}", "run": parts.run or "",
        "root": str(layout.root.absolute()), "shards_not_done": str(len(parts.missing)),
    }  # fmt: skip
    connection.executemany("INSERT INTO stamp VALUES (?, ?)", list(rows.items()))
