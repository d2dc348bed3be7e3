"""The rows of a store's newest run, for review: texts and rows from the Parquet files, standings from the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from aitia.errors import StoreError
from aitia.model.reading import LAYERS, Reading
from aitia.model.text import Unread
from aitia.store.catalogue import find_parts
from aitia.store.layout import open_layout
from aitia.store.reliability import UNSTATED
from aitia.store.review_rows import Standing, Waiting
from aitia.store.rows import table_rows, to_reading

_NAMES: Final = ("doc", "id")
_CONTESTED: Final = """
    WITH torn AS (
      SELECT i.id FROM influences i JOIN influences o USING (cause, effect) WHERE i.polarity <> o.polarity
        AND i.n_supports > 0 AND o.n_supports > 0
    ), denied AS (
      SELECT id FROM influences WHERE n_supports > 0 AND n_denials > 0
    ), torn_ties AS (
      SELECT t.id FROM ties_assembled t JOIN ties_assembled o ON t.time = o.time AND t.sign = -o.sign AND t.sign <> 0
        AND ((t.subject = o.subject AND t.object = o.object) OR (t.subject = o.object AND t.object = o.subject))
      WHERE t.factuality = 'asserted' AND o.factuality = 'asserted'
    ), denied_ties AS (
      SELECT id FROM ties_assembled WHERE factuality = 'asserted' AND n_denials > 0
    )
    SELECT doc, "row" FROM influence_supports WHERE influence IN (FROM torn UNION FROM denied)
    UNION SELECT doc, "row" FROM tie_supports WHERE tie IN (FROM torn_ties UNION FROM denied_ties)
"""
_ALONE: Final = """
    SELECT s.doc, s."row" FROM influence_supports s JOIN influences i ON i.id = s.influence
    WHERE s.side = 'support' AND i.n_supports = 1
    UNION SELECT s.doc, s."row" FROM tie_supports s JOIN ties_assembled t ON t.id = s.tie
    WHERE s.side = 'support' AND t.n_supports = 1
"""


class StoreRows:
    """A store, asked for readings shard by shard. Its texts and rows are never changed by a review."""

    def __init__(self, root: Path) -> None:
        self.layout = open_layout(root)
        self.journal = self.layout.journal
        self.unread: list[Unread] = []
        self.parts = find_parts(self.layout)
        if self.parts.run is None or not self.parts.files.get(LAYERS[0]):
            raise StoreError(f"{root} holds no finished run yet; finish it with `aitia build`")
        done = {Path(path).stem for path in self.parts.files[LAYERS[0]]}
        self.shards = [shard for shard in sorted(self.parts.texts) if shard in done]
        self.standing = self._standing()

    def _standing(self) -> Standing:
        """Which rows are contested or alone, where a catalogue is there."""
        if not self.layout.catalogue.is_file():
            return Standing()
        import duckdb

        try:
            with duckdb.connect(str(self.layout.catalogue), read_only=True) as catalogue:
                contested, alone = (frozenset(catalogue.execute(sql).fetchall()) for sql in (_CONTESTED, _ALONE))
        except duckdb.Error:
            return Standing()  # an older or broken catalogue: the queue goes by confidence alone
        return Standing(contested=contested, alone=alone)

    def readings(self, docs: Collection[str] | None = None, names: Collection[str] = ()) -> Iterator[Reading]:
        """The readings of some texts (by hash, or by id), or of all; one shard is held at a time."""
        for shard in self.shards:
            wanted: list[str] | None = None
            if docs is not None:
                heads = self._read(self.parts.texts[shard], list(_NAMES), None).to_pylist()
                wanted = [h["doc"] for h in heads if h["doc"] in docs or h["id"] in names]
                if not wanted:
                    continue
            texts = table_rows(self._read(self.parts.texts[shard], None, wanted))
            layers: dict[str, dict[str, list[dict[str, Any]]]] = {}
            for layer in LAYERS:
                for row in table_rows(self._read(self._path(layer, shard), None, wanted)):
                    layers.setdefault(row["doc"], {}).setdefault(layer, []).append(row)
            for text in texts:
                yield to_reading(text, layers.get(text["doc"], {}))

    def waiting(self, tables: Sequence[str]) -> Iterator[Waiting]:
        """The rows of some tables, shard by shard."""
        contested, alone = self.standing.contested, self.standing.alone
        for shard in self.shards:
            for table in tables:
                claims = table == "claims"
                columns = ["doc", "id", "kind"] if claims else ["doc", "id", "rule", "confidence"]
                found = self._read(self._path(table, shard), columns, None).to_pydict()
                rules = [f"claim/{kind}" for kind in found["kind"]] if claims else found["rule"]
                sure = [UNSTATED] * len(rules) if claims else found["confidence"]
                for doc, row, rule, confidence in zip(found["doc"], found["id"], rules, sure, strict=True):
                    if rule == "claim/voice":
                        continue
                    key = doc, row
                    yield Waiting(
                        doc=doc,
                        table=table,
                        row=row,
                        rule=rule,
                        confidence=confidence,
                        contested=key in contested,
                        alone=key in alone,
                    )

    def _path(self, table: str, shard: str) -> Path:
        return self.layout.table(str(self.parts.run), table, shard)

    def _read(self, path: Path, columns: list[str] | None, docs: list[str] | None) -> pa.Table:
        try:
            with path.open("rb") as file:
                table = pq.ParquetFile(file).read(columns=columns)
        except (OSError, pa.ArrowException) as error:
            raise StoreError(f"{path}: cannot be read ({error}); run `aitia build` again to restore it") from error
        return table if docs is None else table.filter(pc.is_in(table["doc"], pa.array(docs, pa.string())))
