"""Parses kept beside a run, so that another reader of the same texts need not parse them again.

What is kept is what the parser said of the pieces of text it was given, batch by batch, under a digest of these pieces.
Everything before the parser (folding, headlines, bylines) and after it is done anew each time, so a parse is taken only
where the parser would be given exactly the same again. The files are a cache: they may be deleted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from aitia.language.parse import COLUMNS, Parsed
from aitia.store.files import described, is_whole, read_json, sync_folder, write_json, write_whole
from aitia.store.layout import Layout
from aitia.store.parquet import parquet_bytes

FORMAT: Final = "aitia.parses/1"
_STRINGS: Final = ("LEMMA", "POS", "TAG", "DEP", "ENT_TYPE")
_NUMBERS: Final = {"HEAD": "int32", "ENT_IOB": "int8", "SENT_START": "int8", "IDX": "int32", "LENGTH": "int32"}
_BATCHES: Final = b"aitia.batches"


class KeptParses:
    """The parses of one shard (see ``aitia.language.parse.Parses``). ``parsed`` counts the documents parsed anew."""

    def __init__(self, layout: Layout, mark: str, shard: str) -> None:
        self._layout = layout
        self._path = layout.parses / mark / f"{shard}.parquet"
        self._marker = self._path.with_suffix(".json")
        self._batches: dict[str, tuple[list[int], pa.Table]] = {}
        self._used: dict[str, tuple[list[int], pa.Table]] = {}
        self._read()
        self._before = list(self._batches)
        self.parsed = 0

    def _read(self) -> None:
        about = read_json(self._marker)
        if about is None or about.get("format") != FORMAT or not is_whole(self._path, about.get("file", {"bytes": -1})):
            return
        with self._path.open("rb") as stream:
            table = pq.read_table(stream, read_dictionary=list(_STRINGS))
        at = 0
        for key, sizes in json.loads(table.schema.metadata[_BATCHES]):
            self._batches[key] = sizes, table.slice(at, sum(sizes))
            at += sum(sizes)

    def find(self, pieces: Sequence[str]) -> Sequence[Parsed] | None:
        """The parses of a batch of pieces, if it was parsed before."""
        key = _key(pieces)
        held = self._batches.get(key)
        if held is None:
            return None
        self._used[key] = held
        return _parsed(*held)

    def keep(self, pieces: Sequence[str], parsed: Sequence[Parsed], documents: int) -> None:
        """Keep the parses of a batch of pieces."""
        self.parsed += documents
        if pieces:
            self._used[_key(pieces)] = [len(p.rows) for p in parsed], _table(parsed)

    def write(self) -> None:
        """Write what was used, where it is other than what is there."""
        if list(self._used) == self._before:
            return
        whole = pa.concat_tables([table for _, table in self._used.values()]).unify_dictionaries()
        told = json.dumps([[key, sizes] for key, (sizes, _) in self._used.items()], separators=(",", ":"))
        data = parquet_bytes(whole.replace_schema_metadata({_BATCHES: told.encode()}))
        write_whole(self._path, data, aside=self._layout.tmp)
        sync_folder(self._path.parent)
        write_json(self._marker, {"format": FORMAT, "file": described(data)}, aside=self._layout.tmp)


def _key(pieces: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(list(pieces)).encode()).hexdigest()


def _table(parsed: Sequence[Parsed]) -> pa.Table:
    """A batch as columns: strings as such, the place of a token as its distance from the end of the one before."""
    columns: dict[str, Any] = {}
    for at, name in enumerate(COLUMNS):
        if name in _STRINGS:
            strings = [piece.names[number] for piece in parsed for number in piece.rows[:, at].tolist()]
            columns[name] = pa.array(strings, pa.string()).dictionary_encode()
            continue
        numbers = [piece.rows[:, at].astype("int64") for piece in parsed]
        if name == "IDX":
            numbers = [
                _gaps(first, p.rows[:, at + 1].astype("int64")) for first, p in zip(numbers, parsed, strict=True)
            ]
        columns[name] = pa.array(np.concatenate(numbers).astype(_NUMBERS[name]))
    return pa.table(columns)


def _gaps(first: Any, length: Any) -> Any:
    ends = np.concatenate([np.zeros(1, dtype="int64"), (first + length)[:-1]])
    return first - ends


def _parsed(sizes: Sequence[int], table: pa.Table) -> list[Parsed]:
    """The parses of a batch again."""
    names: list[str] = []
    columns = []
    for name in COLUMNS:
        column = table[name]
        if name in _STRINGS:
            held = column.unify_dictionaries().combine_chunks()
            columns.append(held.indices.to_numpy().astype("int64") + len(names))
            names += held.dictionary.to_pylist()
        else:
            columns.append(column.to_numpy().astype("int64"))
    rows = np.stack(columns, axis=1)
    first, length = COLUMNS.index("IDX"), COLUMNS.index("LENGTH")
    out, at = [], 0
    for size in sizes:
        piece = rows[at : at + size]
        piece[:, first] = np.cumsum(piece[:, first] + piece[:, length]) - piece[:, length]
        out.append(Parsed(piece, names))
        at += size
    return out
