"""Readings survive the store's tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aitia.model.reading import LAYERS, Reading
from aitia.model.text import Provenance
from aitia.store.rows import reading_tables, table_rows, to_reading
from aitia.store.schema import TABLES, table_schema


def test_every_reading_comes_back_the_same(readings: Sequence[Reading]) -> None:
    for reading in readings:
        tables = reading_tables(reading)
        document = {
            key: getattr(reading.document, key)
            for key in ("id", "text", "title", "author", "publisher", "published", "url", "language", "genre")
        }
        again = to_reading(document, {layer: table_rows(tables[layer]) for layer in LAYERS})
        assert again == replace(reading, provenance=Provenance())


def test_every_table_has_a_schema() -> None:
    for name in TABLES:
        assert table_schema(name).field(0).name == "doc"
