"""Near-duplicates: wire copies and updates of one text, by MinHash over word shingles.

Two texts are near-duplicates where about .8 of their three-word shingles are shared (Jaccard). A text's signature is
the minimum of 120 hash functions over its shingles (Broder, On the resemblance and containment of documents, 1997); 20
bands of six find candidates, of which those whose signatures agree in three quarters are joined.
Signatures are made once a text and kept beside the store's batches; memory is bounded by the part in hand.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from aitia.store.files import plain_path, sync_folder, write_whole
from aitia.store.parquet import parquet_bytes, read_parquet

if TYPE_CHECKING:
    import duckdb
    from numpy.typing import NDArray

FOLDER: Final = "near"
BANDS: Final = 20
ROWS: Final = 6
SHINGLE: Final = 3
SHORTEST: Final = 10  # words; shorter texts are alike by chance
ALIKE: Final = 0.75  # of the signature; what texts that share .8 reach all but surely
_HASHES: Final = BANDS * ROWS
_WORD: Final = re.compile(r"\w+")
_KNOWN: Final = 500_000  # words whose hashes are kept
_CHUNK: Final = 4096  # shingles hashed at a time
_PAIRS: Final = 50_000  # candidate pairs compared at a time
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
_SIGNATURES: Final = pa.schema(
    [("doc", pa.string()), ("signature", pa.binary(4 * _HASHES)), ("bands", pa.list_(pa.uint64()))]
)


def _coefficients() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    rng = np.random.default_rng(917)
    top = np.iinfo(np.uint64).max
    a = rng.integers(0, top, size=_HASHES, dtype=np.uint64) | np.uint64(1)
    return a, rng.integers(0, top, size=_HASHES, dtype=np.uint64)


class Signer:
    """Makes signatures of texts; keeps the hashes of words it has seen, up to a bound."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        self._a, self._b = _coefficients()

    def signature(self, text: str) -> NDArray[np.uint32] | None:
        """The signature of a text; None for one of fewer than ten words."""
        words = _WORD.findall(text.casefold())
        if len(words) < SHORTEST:
            return None
        if len(self._words) > _KNOWN:
            self._words.clear()
        known = self._words
        for word in {w for w in words if w not in known}:
            known[word] = int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest())
        hashed = np.fromiter((known[w] for w in words), dtype=np.uint64, count=len(words))
        shingles = hashed[: len(hashed) - SHINGLE + 1].copy()
        for step in range(1, SHINGLE):
            shingles = _mixed(shingles) + hashed[step : len(hashed) - SHINGLE + 1 + step]
        shingles = np.unique(_mixed(shingles))
        least = np.full(_HASHES, np.iinfo(np.uint32).max, dtype=np.uint32)
        for at in range(0, len(shingles), _CHUNK):
            part = shingles[at : at + _CHUNK, None] * self._a + self._b
            least = np.minimum(least, (part >> np.uint64(32)).astype(np.uint32).min(axis=0))
        return least


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    values = (values ^ (values >> np.uint64(31))) * _MIX
    return values ^ (values >> np.uint64(29))


def agreement(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> float:
    """The share of a signature in which two texts agree: an estimate of the Jaccard index of their shingles."""
    return float((one == other).mean())


def _buckets(signature: NDArray[np.uint32]) -> list[int]:
    """One hash a band; texts that share a bucket are candidates."""
    rows = signature.reshape(BANDS, ROWS).astype(np.uint64)
    found = np.arange(BANDS, dtype=np.uint64)
    for at in range(ROWS):
        found = _mixed(found + _MIX) + rows[:, at]
    buckets: list[int] = _mixed(found).tolist()
    return buckets


def sign_parts(
    store: Path, parts: Mapping[str, Path], signer: Signer | None = None, *, aside: Path | None = None
) -> list[Path]:
    """Signatures of every documents part, as Parquet files under ``near/``; made where they are not there yet.

    ``aside`` is a folder of the store for unfinished files.
    """
    signer = signer or Signer()
    out = []
    made = False
    for name, source in sorted(parts.items()):
        target = store / FOLDER / f"{name}.parquet"
        if not _is_whole(target):
            signed = _signed(read_parquet(source, columns=["doc", "text"]).to_pylist(), signer)
            write_whole(target, parquet_bytes(signed), aside=aside)
            made = True
        out.append(target)
    if made:
        sync_folder(store / FOLDER)
    return out


def _is_whole(path: Path) -> bool:
    """Whether a file of signatures is there to its end, where Parquet keeps what it holds."""
    try:
        with path.open("rb") as stream:
            return bool(pq.read_schema(stream).names == _SIGNATURES.names)
    except (OSError, pa.ArrowException):
        return False


def _signed(rows: Sequence[Mapping[str, Any]], signer: Signer) -> pa.Table:
    made = [(row["doc"], signer.signature(row["text"])) for row in rows]
    kept = [(doc, s) for doc, s in made if s is not None]
    columns = [[doc for doc, _ in kept], [s.tobytes() for _, s in kept], [_buckets(s) for _, s in kept]]
    return pa.table([pa.array(c, f.type) for c, f in zip(columns, _SIGNATURES, strict=True)], schema=_SIGNATURES)


def add_clusters(connection: duckdb.DuckDBPyConnection, signatures: Sequence[Path]) -> None:
    """Make the table ``clusters`` (doc, cluster, n_documents) of a catalogue that has ``document_parts``.

    A cluster is named by the smallest content hash in it; a text without near-duplicates is a cluster of its own.
    """
    import duckdb

    if signatures:
        connection.execute(
            "CREATE TEMP TABLE near_rows AS SELECT CAST(row_number() OVER (ORDER BY doc) - 1 AS INTEGER) AS n, doc,"
            " signature, bands FROM read_parquet($files) WHERE doc IN (SELECT doc FROM document_parts)",
            {"files": [plain_path(str(p)) for p in signatures]},
        )
        edges = list(_edges(connection))
        joined = _components(edges)
        connection.register("joined_rows", joined)
        connection.execute(
            "CREATE TEMP TABLE joined AS SELECT r.doc, h.doc AS cluster FROM joined_rows j"
            " JOIN near_rows r ON r.n = j.n JOIN near_rows h ON h.n = j.head"
        )
        connection.unregister("joined_rows")
        connection.execute("DROP TABLE near_rows")
    else:
        connection.execute("CREATE TEMP TABLE joined (doc VARCHAR, cluster VARCHAR)")
    try:
        connection.execute(
            "CREATE TABLE clusters AS SELECT d.doc, coalesce(j.cluster, d.doc) AS cluster, count(*) OVER"
            " (PARTITION BY coalesce(j.cluster, d.doc)) AS n_documents"
            " FROM document_parts d LEFT JOIN joined j USING (doc)"
        )
    finally:
        if isinstance(connection, duckdb.DuckDBPyConnection):
            connection.execute("DROP TABLE joined")


def _edges(connection: duckdb.DuckDBPyConnection) -> Iterator[NDArray[np.int32]]:
    """Pairs of texts that are alike: each candidate is compared with the first and the last one of its bucket."""
    connection.execute(
        "CREATE TEMP TABLE near_pairs AS WITH flat AS (SELECT n, unnest(bands) AS bucket FROM near_rows),"
        " shared AS (SELECT bucket FROM flat GROUP BY bucket HAVING count(*) > 1),"
        " ordered AS (SELECT n, min(n) OVER (PARTITION BY bucket) AS head,"
        "   lag(n) OVER (PARTITION BY bucket ORDER BY n) AS before FROM flat SEMI JOIN shared USING (bucket))"
        " SELECT DISTINCT one, two FROM (SELECT head AS one, n AS two FROM ordered WHERE head <> n"
        "   UNION ALL SELECT before, n FROM ordered WHERE before IS NOT NULL)"
    )
    reader = connection.sql(
        "SELECT p.one, p.two, a.signature AS a, b.signature AS b FROM near_pairs p"
        " JOIN near_rows a ON a.n = p.one JOIN near_rows b ON b.n = p.two"
    ).to_arrow_reader(_PAIRS)
    for batch in reader:
        one, other = (
            np.frombuffer(b"".join(batch.column(name).to_pylist()), dtype=np.uint32).reshape(-1, _HASHES)
            for name in ("a", "b")
        )
        alike = (one == other).mean(axis=1) >= ALIKE
        pairs = np.stack((batch.column("one").to_numpy(), batch.column("two").to_numpy()), axis=1)
        yield pairs[alike].astype(np.int32)
    connection.execute("DROP TABLE near_pairs")


def _components(edges: Sequence[NDArray[np.int32]]) -> pa.Table:
    """Which texts hang together, each with the first of them."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    pairs = np.concatenate(edges) if edges else np.empty((0, 2), dtype=np.int32)
    numbers, at = np.unique(pairs, return_inverse=True)
    at = at.reshape(-1, 2)
    graph = coo_array((np.ones(len(at), dtype=np.int8), (at[:, 0], at[:, 1])), shape=(len(numbers), len(numbers)))
    _, labels = connected_components(graph, directed=False) if len(numbers) else (0, np.empty(0, dtype=np.int32))
    _, first, label = np.unique(labels, return_index=True, return_inverse=True)
    heads = numbers[first][label] if len(numbers) else numbers
    return pa.table({"n": pa.array(numbers, pa.int32()), "head": pa.array(heads, pa.int32())})
