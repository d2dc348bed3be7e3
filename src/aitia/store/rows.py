"""Readings as rows of tables, and rows as readings again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, Final

import msgspec
import pyarrow as pa

from aitia.model.reading import LAYERS, Reading
from aitia.model.text import Document, Provenance, Span
from aitia.store.schema import RECORDS, table_schema

_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def layer_rows(reading: Reading, layer: str) -> list[dict[str, Any]]:
    """The rows of one layer of a reading, each with its document's hash."""
    doc = reading.document.sha256
    return [{"doc": doc, **_plain_record(record)} for record in getattr(reading, layer)]


def _plain_record(record: Any) -> dict[str, Any]:
    return {f.name: _plain(getattr(record, f.name)) for f in fields(record)}


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return sorted(value.items())
    if hasattr(value, "__dataclass_fields__"):
        return _plain_record(value)
    return value


def to_table(rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    """Rows as an Arrow table. Lone surrogates, which Arrow cannot hold, become U+FFFD."""
    listed = list(rows)
    try:
        return pa.Table.from_pylist(listed, schema=schema)
    except UnicodeEncodeError:
        return pa.Table.from_pylist([mended(row) for row in listed], schema=schema)


def mended(value: Any) -> Any:
    """Plain data with every lone surrogate as U+FFFD."""
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {k: mended(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [mended(v) for v in value]
    return value


def to_reading(document: Mapping[str, Any], layers: Mapping[str, Iterable[Mapping[str, Any]]]) -> Reading:
    """A reading from its document's row and the rows of its layers."""
    parts: dict[str, Any] = {}
    for layer in LAYERS:
        parts[layer] = tuple(_record(row, RECORDS[layer]) for row in layers.get(layer, ()))
    keys = ("id", "text", "title", "author", "publisher", "published", "url", "language", "genre")
    return Reading(document=Document(**{k: document[k] for k in keys}), provenance=Provenance(), **parts)


def _record(row: Mapping[str, Any], record: type) -> Any:
    return msgspec.convert({k: _nested(v) for k, v in row.items() if k != "doc"}, record)


def _nested(value: Any) -> Any:
    if isinstance(value, Mapping):
        if set(value) == {"start", "end"}:
            return (value["start"], value["end"])
        return {k: _nested(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_nested(v) for v in value]
    return value


def table_rows(table: pa.Table) -> list[dict[str, Any]]:
    """The rows of a table as plain data, maps as dicts."""
    rows: list[dict[str, Any]] = table.to_pylist(maps_as_pydicts="strict")
    return rows


def reading_tables(reading: Reading) -> dict[str, pa.Table]:
    """All layers of one reading as Arrow tables."""
    return {layer: to_table(layer_rows(reading, layer), table_schema(layer)) for layer in LAYERS}
