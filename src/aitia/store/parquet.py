"""Arrow tables as the bytes of Parquet files: the same rows, the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from aitia.errors import StoreError

ROW_GROUP: Final = 65_536
_LEVEL: Final = 3


def parquet_bytes(table: pa.Table) -> bytes:
    """A table as a Parquet file: zstd, row groups of a fixed size, no times and no file names in it."""
    sink = pa.BufferOutputStream()
    pq.write_table(
        table.combine_chunks(),
        sink,
        compression="zstd",
        compression_level=_LEVEL,
        row_group_size=ROW_GROUP,
        version="2.6",
        data_page_version="1.0",
        use_dictionary=True,
        write_statistics=True,
    )
    out: bytes = sink.getvalue().to_pybytes()
    return out


def read_parquet(path: Path, *, columns: list[str] | None = None) -> Any:
    """A Parquet file of the store as an Arrow table. Raises StoreError where it is missing or broken."""
    try:
        # one file, whatever its folders are called: no partitions, no file system of a name with a colon
        with path.open("rb") as stream:
            return pq.ParquetFile(stream).read(columns=columns)
    except (OSError, pa.ArrowException) as error:
        raise StoreError(f"cannot read {path}: {error}; run aitia build again, it makes good what is broken") from error
