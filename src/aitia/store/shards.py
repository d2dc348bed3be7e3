"""The rows of one shard while its documents are read: every table of the store, in the order of the documents."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import pyarrow as pa

from aitia.assembly.concepts import states_of
from aitia.language.page import Page
from aitia.lexicon.actors import registry
from aitia.model.reading import LAYERS, Reading
from aitia.model.text import Document, Unread
from aitia.store.grounded import grounded_rows
from aitia.store.keys import actor_key
from aitia.store.rows import layer_rows, to_table
from aitia.store.schema import ERROR_TABLE, ERRORS, TABLES, table_schema

_FLUSH: Final = 32  # readings whose rows are held as plain data before they become columns


class ShardTables:
    """The rows of a shard: as plain data for a few readings, then as columns."""

    def __init__(self) -> None:
        self.counts = dict.fromkeys((*TABLES, ERROR_TABLE), 0)
        self.pieces: dict[str, list[pa.Table]] = {name: [] for name in self.counts}
        self._rows: dict[str, list[dict[str, Any]]] = {name: [] for name in self.counts}
        self._grounded: dict[str, list[dict[str, Any]]] = {}
        self._held = 0

    def ground(self, page: Page, reading: Reading) -> None:
        """Keep what the words of a page mean, until its reading is added."""
        self._grounded[page.document.sha256] = grounded_rows(page, reading, _states())

    def add(self, reading: Reading) -> None:
        """Take in a reading."""
        doc = reading.document.sha256
        known = registry()
        for layer in LAYERS:
            self._rows[layer] += layer_rows(reading, layer)
        self._rows["grounded"] += self._grounded.pop(doc, [])
        for actor in reading.actors:
            key, name = actor_key(actor, doc, known)
            self._rows["keys"].append({"doc": doc, "actor": actor.id, "key": key, "name": name})
        self._count()

    def fail(self, document: Document, unread: Unread) -> None:
        """Take in a document whose reading failed."""
        doc = document.sha256
        self._grounded.pop(doc, None)
        self._rows[ERROR_TABLE].append(
            {"stage": "read", "doc": doc, "source": document.id, "row": None, "reason": unread.reason}
        )
        self._count()

    def _count(self) -> None:
        self._held += 1
        if self._held >= _FLUSH:
            self.flush()

    def flush(self) -> None:
        """Make columns of the rows held."""
        self._held = 0
        for name, rows in self._rows.items():
            if rows:
                schema = ERRORS if name == ERROR_TABLE else table_schema(name)
                self.pieces[name].append(to_table(rows, schema))
                self.counts[name] += len(rows)
                self._rows[name] = []


@cache
def _states() -> dict[str, str]:
    return states_of(registry())
