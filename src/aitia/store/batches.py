"""Batches: what one build found new, each text once by its content, every name under which it came.

A batch is written aside and renamed as a whole. Its texts stand in parts; a part is what a worker reads at a time. The
first parts of a batch are small and later ones larger, so that a small batch, too, keeps many workers busy.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from aitia.model.text import Document, Unread
from aitia.store.digests import SIZE, Digests
from aitia.store.files import are_whole, cannot_write, described, read_json, sync_folder, to_json, write_synced
from aitia.store.layout import Layout
from aitia.store.parquet import parquet_bytes, read_parquet
from aitia.store.rows import mended, to_table
from aitia.store.schema import DOCUMENTS, ERRORS, SIGHTINGS

BATCH: Final = "aitia.batch/1"
MOST_DOCUMENTS: Final = 500  # of one part
CHARACTERS_EACH: Final = 8_192  # a part ends when its texts are longer than this for each document it may hold
_GROWTH: Final = ((4, 64), (8, 128), (12, 256))
_MOST_PARTS: Final = 200
_MOST_ROWS: Final = 250_000
_SEEN: Final = ("id", "title", "author", "publisher", "published", "url")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some documents of a batch, and the name of the shard that reading them makes."""

    batch: str
    file: Path
    shard: str
    documents: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A batch that is whole."""

    name: str
    folder: Path
    about: Mapping[str, Any]

    @property
    def parts(self) -> list[Part]:
        """Its parts in order."""
        return [
            Part(
                batch=self.name,
                file=self.folder / row["file"],
                shard=f"{self.name}-{number:05}",
                documents=row["documents"],
                words=row["words"],
            )
            for number, row in enumerate(self.about["parts"])
        ]


def batches(layout: Layout) -> Iterator[Batch]:
    """The batches of a store that have their done-marker, by name; their files are not looked at."""
    for folder in sorted(layout.batches.iterdir()) if layout.batches.is_dir() else ():
        about = read_json(folder / "batch.json")
        if about is not None and about.get("format") == BATCH and about.get("batch") == folder.name:
            yield Batch(name=folder.name, folder=folder, about=about)


def whole_batches(layout: Layout) -> tuple[list[Batch], list[Path]]:
    """The batches all of whose files have the checksums of their marker, and the folders of the others."""
    marked = {b.name: b for b in batches(layout)}
    whole, broken = [], []
    for folder in sorted(layout.batches.iterdir()) if layout.batches.is_dir() else ():
        batch = marked.get(folder.name)
        if batch is not None and are_whole((folder / n, s) for n, s in batch.about["files"].items()):
            whole.append(batch)
        else:
            broken.append(folder)
    return whole, broken


def set_aside(layout: Layout, folder: Path) -> Path:
    """Move what is not a whole batch out of the way; nothing of it is thrown away."""
    target = layout.aside() / folder.name
    number = 1
    while target.exists():
        number += 1
        target = layout.aside() / f"{folder.name}-{number}"
    try:
        layout.aside().mkdir(exist_ok=True)
        folder.rename(target)
    except OSError as error:
        raise cannot_write(target, error) from error
    sync_folder(layout.batches)
    sync_folder(layout.aside())
    return target


def documents_in(part: Path) -> list[Document]:
    """The documents of a part, in its order."""
    names = ("text", "id", "title", "author", "publisher", "published", "url", "language", "genre")
    rows: list[dict[str, Any]] = read_parquet(part).to_pylist()
    return [Document(**{name: row[name] for name in names}) for row in rows]


@dataclass(slots=True)
class Known:
    """What a store holds already: texts, the names they came under, and what could not be read."""

    texts: Digests = field(default_factory=Digests)
    rows: Digests = field(default_factory=Digests)

    def load(self, batch: Batch) -> None:
        """Take in what a batch holds."""
        for part in batch.parts:
            self.texts.update(map(_text_key, read_parquet(part.file, columns=["doc"])["doc"].to_pylist()))
        for name, schema in (("sightings", SIGHTINGS), ("errors", ERRORS)):
            table = read_parquet(batch.folder / f"{name}.parquet")
            columns = [table[column].to_pylist() for column in schema.names]
            self.rows.update(_key(row) for row in zip(*columns, strict=True))

    def is_new_row(self, row: Mapping[str, Any], schema: pa.Schema) -> bool:
        """Whether a row of sightings or errors was never seen; from now on it was."""
        return self.rows.add(_key(tuple(row[name] for name in schema.names)))


def _text_key(doc: str) -> bytes:
    """Of a text's SHA-256 as many bytes as tell it from all others."""
    return bytes.fromhex(doc[: 2 * SIZE])


def _key(values: tuple[Any, ...]) -> bytes:
    return blake2b(repr(values).encode("utf-8", "replace"), digest_size=SIZE).digest()


@dataclass(slots=True)
class Intake:
    """Takes in documents one by one and writes what is new in batches."""

    layout: Layout
    known: Known
    new: int = 0
    again: int = 0
    unread: int = 0
    words: int = 0
    finished: list[Batch] = field(default_factory=list)
    _draft: _Draft | None = None

    def add(self, item: Document | Unread) -> None:
        """Take in a document, or what could not be read; a text that is known adds at most a name of it."""
        if isinstance(item, Unread):
            self.unread += 1
            row = {"stage": "intake", "doc": None, "source": item.source, "row": item.row, "reason": item.reason}
            row = mended(row)
            if self.known.is_new_row(row, ERRORS):
                self._open().errors.append(row)
                self._close(full=True)
            return
        document = replace(
            item, **mended({name: getattr(item, name) for name in ("text", "genre", "language", *_SEEN)})
        )
        doc = document.sha256
        sighting = {"doc": doc, **{name: getattr(document, name) for name in _SEEN}}
        if self.known.is_new_row(sighting, SIGHTINGS):
            self._open().sightings.append(sighting)
        if self.known.texts.add(_text_key(doc)):
            self.new += 1
            self.words += self._open().add(doc, document)
        else:
            self.again += 1
        self._close(full=True)

    def finish(self) -> None:
        """Write the last batch."""
        self._close(full=False)

    def _open(self) -> _Draft:
        if self._draft is None:
            self._draft = _Draft(self.layout)
        return self._draft

    def _close(self, *, full: bool) -> None:
        if self._draft is not None and (self._draft.is_full or not full):
            self.finished.append(self._draft.finish())
            self._draft = None


class _Draft:
    """A batch that is being written."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.folder = layout.tmp / f"batch.{os.getpid()}"
        self.sightings: list[dict[str, Any]] = []
        self.errors: list[dict[str, Any]] = []
        self._part: list[dict[str, Any]] = []
        self._characters = 0
        self._parts: list[dict[str, Any]] = []
        self._files: dict[str, dict[str, Any]] = {}
        self._content: list[str] = []
        shutil.rmtree(self.folder, ignore_errors=True)
        try:
            self.folder.mkdir(parents=True)
        except OSError as error:
            raise cannot_write(self.folder, error) from error

    @property
    def is_full(self) -> bool:
        return len(self._parts) >= _MOST_PARTS or len(self.sightings) + len(self.errors) >= _MOST_ROWS

    def add(self, doc: str, document: Document) -> int:
        """Take in a new text; gives its words."""
        about = {name: getattr(document, name) for name in (*_SEEN, "language", "genre")}
        words, characters = len(document.text.split()), len(document.text)
        self._part.append({"doc": doc, "text": document.text, "characters": characters, "words": words, **about})
        self._characters += characters
        self._content.append(json.dumps([len(self._parts), doc, about], sort_keys=True))
        most = next((size for below, size in _GROWTH if len(self._parts) < below), MOST_DOCUMENTS)
        if len(self._part) >= most or self._characters >= most * CHARACTERS_EACH:
            self._end_part()
        return words

    def _end_part(self) -> None:
        rows = sorted(self._part, key=lambda row: row["doc"])
        name = f"documents-{len(self._parts):05}.parquet"
        self._write(name, parquet_bytes(to_table(rows, DOCUMENTS)))
        counts = {key: sum(row[key] for row in rows) for key in ("words", "characters")}
        self._parts.append({"file": name, "documents": len(rows), **counts})
        self._part, self._characters = [], 0

    def _write(self, name: str, data: bytes) -> None:
        try:
            write_synced(self.folder / name, data)
        except OSError as error:
            raise cannot_write(self.folder / name, error) from error
        self._files[name] = described(data)

    def finish(self) -> Batch:
        """Write the rest and put the whole in its place."""
        if self._part:
            self._end_part()
        for name, rows, schema in (("sightings", self.sightings, SIGHTINGS), ("errors", self.errors, ERRORS)):
            rows.sort(key=lambda row: json.dumps(row, sort_keys=True))
            self._content += [f"{name}:{json.dumps(row, sort_keys=True)}" for row in rows]
            self._write(f"{name}.parquet", parquet_bytes(to_table(rows, schema)))
        batch = hashlib.sha256("\n".join(sorted(self._content)).encode()).hexdigest()[:16]
        about = {
            "format": BATCH,
            "batch": batch,
            "documents": sum(p["documents"] for p in self._parts),
            "words": sum(p["words"] for p in self._parts),
            "characters": sum(p["characters"] for p in self._parts),
            "sightings": len(self.sightings),
            "errors": len(self.errors),
            "parts": self._parts,
            "files": self._files,
            "when": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        target = self.layout.batches / batch
        try:
            write_synced(self.folder / "batch.json", to_json(about))
            sync_folder(self.folder)
            self.layout.batches.mkdir(exist_ok=True)
            os.replace(self.folder, target)  # noqa: PTH105 - the tests stop here
        except OSError as error:
            raise cannot_write(target, error) from error
        sync_folder(self.layout.batches)
        sync_folder(self.layout.root)
        return Batch(name=batch, folder=target, about=about)
