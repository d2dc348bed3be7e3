"""Parquet files into drafts, a few rows at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from aitia.errors import InputError, TooLarge
from aitia.ingest.drafts import Draft
from aitia.ingest.limits import Limits, megabytes
from aitia.ingest.rows import from_object
from aitia.model.text import Unread

_WANTED: Final = frozenset(
    "text id title headline author authors byline publisher source outlet published date url language lang "
    "genre".split()
)
_ROWS: Final = 64
_RATIO: Final = 200


def read_columns(stream: BinaryIO, *, source: str, name: str, limits: Limits) -> Iterator[Draft | Unread]:
    """One draft per row of a Parquet file; ``row`` counts from 1."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(stream)
        about = file.metadata
        columns = {c: c.strip().lower() for c in file.schema_arrow.names}
        if "text" not in columns.values():
            found = ", ".join(repr(c[:40]) for c in list(columns)[:20])
            reason = f"no column named text (columns found: {found}); name the column that holds the text 'text'"
            yield Unread(source=source, row=None, reason=reason)
            return
        for number in range(about.num_row_groups):
            group = about.row_group(number)
            packed = sum(group.column(i).total_compressed_size for i in range(group.num_columns))
            if group.total_byte_size > max(limits.max_bytes, _RATIO * packed):
                raise TooLarge(
                    f"too large: {megabytes(packed)} of it unpack to {megabytes(group.total_byte_size)}, which no text "
                    "does"
                )
        wanted = [c for c, low in columns.items() if low in _WANTED]
        row = 0
        for batch in file.iter_batches(batch_size=_ROWS, columns=wanted):
            for values in batch.to_pylist():
                row += 1
                content: dict[str, Any] = {}
                for column, value in values.items():
                    content.setdefault(columns[column], _plain(value))
                yield from_object(content, source=source, row=row, name=name)
        if not row:
            yield Unread(source=source, row=None, reason="empty: there is no row in it")
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        first = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise InputError(f"not a Parquet file, or a damaged one ({first}); copy it again") from None


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
