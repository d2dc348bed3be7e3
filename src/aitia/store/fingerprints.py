"""What a reading depends on, as sixteen hex digits: the same fingerprint, the same rows from the same texts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Final

from aitia.errors import InputError
from aitia.model.text import Provenance

_PACKAGE: Final = Path(__file__).parents[1]
# what has a part in a reading and in the tables made of it; the weights are told by their digest
READER: Final = (
    "extract", "language", "lexicon", "neural", "patience.py", "pipeline.py", "model/assembled.py", "model/codes.py",
    "model/reading.py", "model/records.py", "model/text.py", "assembly/actors.py", "assembly/anchors.py",
    "assembly/concepts.py", "assembly/grounding.py", "assembly/mapping.py", "assembly/names.py", "assembly/parsing.py",
    "assembly/supports.py", "assembly/themes.py", "store/grounded.py", "store/keys.py", "store/parquet.py",
    "store/rows.py", "store/schema.py", "store/shards.py", "ingest/biographies.py", "ingest/dates.py",
    "ingest/frontmatter.py", "ingest/headlines.py", "ingest/lines.py", "ingest/mastheads.py", "ingest/metadata.py",
    "ingest/names.py", "ingest/wordlists.py",
)  # fmt: skip
_WEIGHTS: Final = (".onnx", ".npz")
_NOT_READ: Final = (".pyc", ".md")


def fingerprint(provenance: Provenance, dictionaries: Sequence[str | Path] = ()) -> str:
    """The fingerprint of reading with this provenance and these actor dictionaries."""
    made = {
        "version": provenance.version,
        "reader": provenance.reader,
        "models": list(provenance.models),
        "settings": dict(sorted(provenance.settings.items())),
        "source": source_digest(heads=not provenance.settings.get("fast")),
        "dictionaries": [_content(Path(d)) for d in dictionaries],
    }
    return hashlib.sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()[:16]


def parse_mark(parser: str) -> str | None:
    """What the parse of a text depends on beside the text; None for a parser without a version: it may change."""
    try:
        versions = [f"{name} {metadata.version(name)}" for name in (parser, "spacy")]
    except metadata.PackageNotFoundError:
        return None
    source = hashlib.sha256((_PACKAGE / "language" / "parse.py").read_bytes()).hexdigest()
    return hashlib.sha256(json.dumps([*versions, source]).encode()).hexdigest()[:16]


@cache
def source_digest(*, heads: bool = True) -> str:
    """One digest of the reader's own source and tables; without ``heads`` not of what only the trained heads use."""
    made = hashlib.sha256()
    for path in _files():
        if not heads and path.parent.name == "neural":
            continue
        made.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0")
        made.update(hashlib.sha256(path.read_bytes()).digest())
    return made.hexdigest()


def _files() -> Iterator[Path]:
    for name in READER:
        path = _PACKAGE / name
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in found:
            if file.is_file() and file.suffix not in (*_WEIGHTS, *_NOT_READ):
                yield file


def _content(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; name a dictionary of actors that can be read") from error
