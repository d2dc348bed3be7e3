"""A store opened for questions: its tables as Arrow or DuckDB relations, its texts, readings and model; read-only.

SQL is taken for one SELECT at a time, and DuckDB is told to touch no file beside the store's own and to keep these
settings, so that a query of a stranger can neither write nor look elsewhere.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

from aitia.errors import NotWritten, StoreError, UsageError
from aitia.model.text import Document
from aitia.store.catalogue import MEMORY, broken_table, create_view, quoted
from aitia.store.files import plain_path
from aitia.store.layout import Layout, open_layout
from aitia.store.rows import table_rows, to_reading
from aitia.store.schema import RECORDS, TABLES

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from aitia.model.assembled import ConflictModel
    from aitia.model.reading import Reading

_VIEWS: Final = ("documents", "sightings", "errors", *TABLES)
_FIELDS: Final = ("id", "text", "title", "author", "publisher", "published", "url", "language", "genre")
_BATCH: Final = 500


class Store:
    """A store, read-only. Close it, or use it in a ``with`` statement."""

    def __init__(self, layout: Layout, connection: duckdb.DuckDBPyConnection, apart: Path | None = None) -> None:
        self._layout = layout
        self._connection = connection
        self._apart = apart

    @property
    def path(self) -> Path:
        """The store's folder."""
        return self._layout.root

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the catalogue."""
        self._connection.close()
        if self._apart is not None:
            shutil.rmtree(self._apart, ignore_errors=True)

    def tables(self) -> dict[str, list[tuple[str, str]]]:
        """The tables by name, each with its columns and their types."""
        rows = self.rows(
            "SELECT table_name AS t, column_name AS c, data_type AS k FROM duckdb_columns()"
            " WHERE database_name = 'store' ORDER BY table_name, column_index"
        )
        out: dict[str, list[tuple[str, str]]] = {}
        for row in rows:
            out.setdefault(row["t"], []).append((row["c"], row["k"]))
        return out

    def sql(self, query: str, parameters: Mapping[str, Any] | None = None) -> duckdb.DuckDBPyRelation:
        """One SELECT as a DuckDB relation. Raises UsageError where it is something else or makes no sense."""
        import duckdb

        try:
            found = self._connection.extract_statements(query)
            if len(found) != 1 or found[0].type != duckdb.StatementType.SELECT:
                raise UsageError("a query is one SELECT statement; the store is read-only")
            return self._connection.sql(query, params=dict(parameters)) if parameters else self._connection.sql(query)
        except duckdb.Error as error:
            raise _told(error) from error

    def arrow(self, query: str, parameters: Mapping[str, Any] | None = None) -> pa.Table:
        """The result of one SELECT as an Arrow table."""
        import duckdb

        try:
            return self.sql(query, parameters).to_arrow_table()
        except duckdb.Error as error:
            raise _told(error) from error

    def rows(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The result of one SELECT as plain data."""
        return table_rows(self.arrow(query, parameters))

    def relation(self, name: str) -> duckdb.DuckDBPyRelation:
        """A table as a DuckDB relation."""
        return self.sql(f"SELECT * FROM {self._known(name)}")  # noqa: S608 - a name of the catalogue

    def table(self, name: str) -> pa.Table:
        """A table as an Arrow table."""
        return self.arrow(f"SELECT * FROM {self._known(name)}")  # noqa: S608 - a name of the catalogue

    def _known(self, name: str) -> str:
        known = self.tables()
        if name not in known:
            from difflib import get_close_matches

            near = get_close_matches(name, known, 3) or sorted(known)
            raise UsageError(f"the store has no table {name!r}; it has {', '.join(near)}")
        return name

    def texts(self, docs: Iterable[str]) -> dict[str, str]:
        """The texts of some documents by their hashes, read from the parts they are in only."""
        asked = sorted(set(docs))
        out: dict[str, str] = {}
        for at in range(0, len(asked), _BATCH):
            some = asked[at : at + _BATCH]
            parts = self.rows("SELECT DISTINCT part FROM doc_info WHERE doc IN (SELECT unnest($docs))", {"docs": some})
            if not parts:
                continue
            files = [plain_path(str(self.path.absolute() / row["part"])) for row in parts]
            rows = self.rows(
                "SELECT doc, text FROM read_parquet($files, hive_partitioning = false)"
                " WHERE doc IN (SELECT unnest($docs))",
                {"files": files, "docs": some},
            )
            out |= {row["doc"]: row["text"] for row in rows}
        return out

    def documents(self) -> Iterator[Document]:
        """Every document with its text, in the order of their hashes' parts, a few at a time."""
        for row in self.rows("SELECT DISTINCT part FROM doc_info ORDER BY part"):
            from aitia.store.parquet import read_parquet

            for batch in read_parquet(self.path / row["part"]).to_batches(_BATCH):
                for document in batch.to_pylist():
                    yield Document(**{name: document[name] for name in _FIELDS})

    def reading(self, doc: str) -> Reading:
        """The reading of a document again, by its hash (or the beginning of it), its name or its id."""
        identity = self.find_document(doc)
        document = self.rows("SELECT * FROM documents WHERE doc = $doc", {"doc": identity})[0]
        layers = {
            layer: self.rows(f"SELECT * FROM {layer} WHERE doc = $doc", {"doc": identity})  # noqa: S608 - our names
            for layer in RECORDS
        }
        return to_reading(document, layers)

    def find_document(self, doc: str) -> str:
        """The hash of a document, given as a person writes it."""
        rows = self.rows(
            "SELECT doc FROM doc_info WHERE doc = $doc OR name = $doc OR id = $doc OR"
            " (length($doc) >= 6 AND starts_with(doc, $doc)) OR doc IN (SELECT doc FROM sightings WHERE id = $doc)"
            " ORDER BY doc <> $doc, name <> $doc, doc",
            {"doc": doc},
        )
        if not rows:
            raise UsageError(f"the store has no document {doc!r}; aitia query STORE --table documents lists them")
        return str(rows[0]["doc"])

    def model(self, *, supports: int = 20, rows: int = 20_000) -> ConflictModel:
        """A conflict model of the assembled tables, for what-if and the other questions.

        Args:
            supports: how many supports a row keeps, of many voices before many of one.
            rows: how many rows of a kind are taken, the best backed; the notes tell what was left out.
        """
        from aitia.store.model import read_model

        return read_model(self, supports=supports, rows=rows)


def _told(error: Exception) -> UsageError | StoreError:
    if broken := broken_table(error):
        return StoreError(broken)
    text = str(error).strip()
    return UsageError(f"the query cannot be answered: {text[:600]}")


def open_store(
    path: str | Path, *, memory: str = MEMORY, rebuild: bool = True, note: Callable[[str], None] | None = None
) -> Store:
    """Open a store for questions.

    Args:
        path: the store's folder.
        memory: what DuckDB may use for a query; beyond it, it writes to ``tmp/`` in the store.
        rebuild: make the catalogue where there is none, or where documents, the reader or decisions changed since; an
            older one is used as it is where another cannot be written (no room, no right), or without one, one that is
            made for this time alone in the system's folder for temporary files.
        note: called with a message where that is so, and where texts are not read yet.

    Raises:
        StoreError: there is no store, a newer one, or its catalogue cannot be opened.
    """
    layout = open_layout(path)
    if not layout.catalogue.is_file() and not rebuild:
        raise StoreError(f"{layout.root} has no catalogue yet; run aitia build on it")
    apart = _renew(layout, memory, note) if rebuild else None
    try:
        return _opened(layout, memory, apart, note)
    except BaseException:
        if apart is not None:
            shutil.rmtree(apart, ignore_errors=True)
        raise


def _opened(layout: Layout, memory: str, apart: Path | None, note: Callable[[str], None] | None) -> Store:
    import duckdb

    root = layout.root.absolute()
    catalogue = (apart or root) / layout.catalogue.name
    settings: dict[str, Any] = {"memory_limit": memory, "temp_directory": _spill(layout)}
    settings |= {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    connection = duckdb.connect(config=settings)
    try:
        connection.execute(f"ATTACH {quoted(str(catalogue))} AS store (READ_ONLY)")
        connection.execute("USE store")
        _unread(connection, layout, note)
        _moved(connection, root)
        folders = [str(root / name) for name in ("batches", "runs")]
        allowed = ", ".join(quoted(path) for folder in folders for path in dict.fromkeys((folder, plain_path(folder))))
        connection.execute(f"SET allowed_directories = [{allowed}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
    except duckdb.Error as error:
        connection.close()
        raise StoreError(
            broken_table(error)
            or f"{layout.catalogue} cannot be opened ({str(error).splitlines()[0][:300]}); delete it, it is made again"
        ) from error
    return Store(layout, connection, apart)


def _renew(layout: Layout, memory: str, note: Callable[[str], None] | None) -> Path | None:
    """Have a catalogue that holds, as far as that can be; gives the folder of one that was made elsewhere."""
    from aitia.store.refresh import catalogue_apart, refresh_catalogue

    note = note or (lambda _: None)
    if layout.catalogue.is_file() and not os.access(layout.root, os.W_OK):
        return None
    try:
        refresh_catalogue(layout.root, memory=memory)
    except NotWritten as error:
        if layout.catalogue.is_file():
            note(f"{error}; until then answers may lack what came since the catalogue was made")
            return None
        note(f"{error}; until then a catalogue is made for each question")
        apart = Path(tempfile.mkdtemp(prefix="aitia-"))
        try:
            catalogue_apart(layout.root, apart, memory=memory)
        except BaseException:
            shutil.rmtree(apart, ignore_errors=True)
            raise
        return apart
    return None


def _unread(connection: duckdb.DuckDBPyConnection, layout: Layout, note: Callable[[str], None] | None) -> None:
    """Tell of texts whose rows are not there: a build that was stopped, or a shard that is not whole."""
    row = connection.execute("SELECT value FROM stamp WHERE name = 'shards_not_done'").fetchone()
    if note is not None and row and row[0] != "0":
        note(
            f"{int(row[0]):,} shards of {layout.root} are not read yet, or not whole, and their rows are left out; "
            f"aitia build --store {layout.root} reads them"
        )


def _spill(layout: Layout) -> str:
    """Where big queries write; nowhere in a store that cannot be written."""
    writable = os.access(layout.root, os.W_OK)
    return str(layout.tmp / f"query.{os.getpid()}") if writable else ""


def _moved(connection: duckdb.DuckDBPyConnection, root: Path) -> None:
    """Views over the files where they are now, for a store that was moved since its catalogue was made."""
    stated = connection.execute("SELECT value FROM stamp WHERE name = 'root'").fetchall()
    if stated and stated[0][0] == str(root):
        return
    files: dict[str, list[Path]] = {}
    for table, path in connection.execute('SELECT "table", path FROM parts ORDER BY path').fetchall():
        files.setdefault(table, []).append(root / path)
    for table in _VIEWS:
        if files.get(table):
            create_view(connection, table, files[table], "TEMP VIEW")
