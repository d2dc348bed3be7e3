"""Results of a query as files and for the screen: CSV, JSON, JSON Lines, Parquet; a batch at a time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from aitia.errors import UsageError

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

FORMATS: Final = ("table", "csv", "json", "jsonl", "parquet")
_BATCH: Final = 10_000
# what a spreadsheet takes for the beginning of a formula
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def format_for(path: Path | None, stated: str | None) -> str:
    """The format of a result: as stated, else by the ending of the file, else a table."""
    if stated is not None:
        if stated not in FORMATS:
            raise UsageError(f"--format is one of {', '.join(FORMATS)}, not {stated!r}")
        return stated
    ending = path.suffix.lower().removeprefix(".") if path is not None else "table"
    if ending not in FORMATS:
        raise UsageError(f"{path}: say with --format which it is to be: {', '.join(FORMATS[1:])}")
    return ending


def write_result(relation: duckdb.DuckDBPyRelation, form: str, stream: BinaryIO) -> int:
    """Write a result to a stream; gives the number of rows."""
    reader = relation.to_arrow_reader(_BATCH)
    if form == "parquet":
        return _parquet(reader, stream)
    if form == "csv":
        return _csv(reader, stream)
    return _json(reader, stream, whole=form == "json")


def _parquet(reader: pa.RecordBatchReader, stream: BinaryIO) -> int:
    import pyarrow.parquet as pq

    rows = 0
    with pq.ParquetWriter(stream, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)
            rows += batch.num_rows
    return rows


def _csv(reader: pa.RecordBatchReader, stream: BinaryIO) -> int:
    count = 0
    stream.write(_line(reader.schema.names))
    for row in _rows(reader):
        stream.write(_line([_cell(value) for value in row.values()]))
        count += 1
    return count


def _line(cells: list[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode("utf-8", "replace")


def _cell(value: Any) -> str:
    """A value as a cell that no spreadsheet runs; lists with semicolons between, everything else nested as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float | Decimal | date | datetime):
        return str(value)
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        text = "; ".join(value)
    else:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    text = text.replace("\x00", "\ufffd")
    return f"'{text}" if text.startswith(_FORMULA) else text


def _json(reader: pa.RecordBatchReader, stream: BinaryIO, *, whole: bool) -> int:
    count = 0
    if whole:
        stream.write(b"[")
    for row in _rows(reader):
        text = json.dumps(row, ensure_ascii=True, allow_nan=True, default=str).encode()
        stream.write((b",\n" if count else b"\n") + text if whole else text + b"\n")
        count += 1
    if whole:
        stream.write(b"\n]\n")
    return count


def _rows(reader: pa.RecordBatchReader) -> Iterator[dict[str, Any]]:
    names = reader.schema.names
    for batch in reader:
        # by position: a query may give two columns one name
        columns = [column.to_pylist() for column in batch.columns]
        for values in zip(*columns, strict=True):
            yield dict(zip(_unique(names), values, strict=True))


def _unique(names: list[str]) -> list[str]:
    if len(set(names)) == len(names):
        return names
    return [name if name not in names[:at] else f"{name}_{at + 1}" for at, name in enumerate(names)]


def shown_rows(relation: duckdb.DuckDBPyRelation) -> tuple[list[str], list[list[str]]]:
    """The columns and cells of a result for the screen."""
    reader = relation.to_arrow_reader(_BATCH)
    names = _unique(list(reader.schema.names))
    return names, [[_cell(v) if not isinstance(v, float) else f"{v:.3g}" for v in r.values()] for r in _rows(reader)]
