"""Where rows to be judged come from: readings in a JSON Lines file, or the newest run of a store."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from aitia.errors import ContractError, InputError
from aitia.model.assembled import ConflictModel
from aitia.model.reading import Reading, decode
from aitia.model.text import Unread
from aitia.store.journal import NAME
from aitia.store.reliability import UNSTATED, rule_of

Key = tuple[str, str]  # (hash of the text, id of the row): ids of rows are unique in one reading only


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A row that may be judged. ``contested``: in a contradiction; ``alone``: nothing else backs what is made of it."""

    doc: str
    table: str
    row: str
    rule: str
    confidence: float
    contested: bool = False
    alone: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from all other rows."""
        return self.doc, self.table, self.row


@dataclass(frozen=True, slots=True)
class Standing:
    """Which rows stand in contradictions, and which alone back an influence or a tie."""

    contested: frozenset[Key] = frozenset()
    alone: frozenset[Key] = frozenset()


class Rows(Protocol):
    """Readings that can be asked for by document."""

    journal: Path
    unread: list[Unread]

    def readings(self, docs: Collection[str] | None = None, names: Collection[str] = ()) -> Iterator[Reading]:
        """The readings of some texts (by hash, or by id), or of all."""
        ...

    def waiting(self, tables: Sequence[str]) -> Iterator[Waiting]:
        """The rows of some tables, in a fixed order."""
        ...


@dataclass(slots=True)
class ReadingRows:
    """Readings in memory, from a file of ``aitia read --json``."""

    source: list[Reading]
    journal: Path
    unread: list[Unread] = field(default_factory=list)
    standing: Standing = field(default_factory=Standing)

    def readings(self, docs: Collection[str] | None = None, names: Collection[str] = ()) -> Iterator[Reading]:
        """The readings of some texts, or all of them."""
        for reading in self.source:
            if docs is None or reading.document.sha256 in docs or reading.document.id in names:
                yield reading

    def waiting(self, tables: Sequence[str]) -> Iterator[Waiting]:
        """The rows of some tables, in the order of the file."""
        for reading in self.source:
            doc = reading.document.sha256
            for table in tables:
                for row in getattr(reading, table):
                    if table == "claims" and row.kind == "voice":
                        continue
                    yield Waiting(
                        doc=doc,
                        table=table,
                        row=row.id,
                        rule=rule_of(row),
                        confidence=getattr(row, "confidence", UNSTATED),
                        contested=(doc, row.id) in self.standing.contested,
                        alone=(doc, row.id) in self.standing.alone,
                    )


def standing_of(model: ConflictModel) -> Standing:
    """What an assembled model says about the rows it was made of."""
    doc = {d.id: d.sha256 for d in model.documents}
    contested = {
        (doc[s.document], s.row) for c in model.contradictions for s in (*c.one, *c.other) if s.document in doc
    }
    backed: list[Any] = [*model.causes.influences, *model.ties]
    alone = {(doc[r.supports[0].document], r.supports[0].row) for r in backed if len(r.supports) == 1}
    return Standing(contested=frozenset(contested), alone=frozenset(alone))


def open_rows(source: Path, *, assembled: bool = True) -> Rows:
    """Open a store or a file of readings for review.

    Args:
        source: the folder of a store, or a file written by ``aitia read --json``.
        assembled: also work out which rows stand in contradictions or alone; for a file this assembles it.

    Raises:
        InputError: the file cannot be read or holds no reading.
        StoreError: the store cannot be used.
    """
    if source.is_dir():
        from aitia.store.review_store import StoreRows

        return StoreRows(source)
    rows = _read(source)
    if assembled:
        from aitia.assembly.model import assemble

        rows.standing = standing_of(assemble(rows.source))
    return rows


def _read(path: Path) -> ReadingRows:
    readings: dict[str, Reading] = {}
    unread: list[Unread] = []
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                try:
                    reading = decode(line)
                except (ContractError, RecursionError) as error:
                    reason = str(error) if isinstance(error, ContractError) else "nests too deeply"
                    unread.append(Unread(source=str(path), row=number, reason=reason))
                    continue
                readings.setdefault(reading.document.sha256, reading)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    if not readings:
        first = f" (line {unread[0].row}: {unread[0].reason})" if unread else ""
        raise InputError(f"{path}: no readings; write them with `aitia read SOURCES --json > FILE`{first}")
    return ReadingRows(list(readings.values()), path.with_name(f"{path.name}.{NAME}"), unread)
