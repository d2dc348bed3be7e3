"""What a reading depends on, as sixteen hex digits: the same fingerprint, the same rows from the same texts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from aitia.errors import InputError
from aitia.model.text import Provenance

_PACKAGE: Final = Path(__file__).parents[1]
# what has a part in a reading and in the tables made of it; the weights are told by their digest
_READER: Final = (
    "extract", "language", "lexicon", "model/codes.py", "model/records.py", "neural", "pipeline.py",
    "assembly/actors.py", "assembly/concepts.py", "assembly/grounding.py", "store/grounded.py", "store/keys.py",
    "store/parquet.py", "store/rows.py", "store/schema.py", "ingest/biographies.py", "ingest/dates.py",
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
        "source": source_digest(),
        "dictionaries": [_content(Path(d)) for d in dictionaries],
    }
    return hashlib.sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()[:16]


@cache
def source_digest() -> str:
    """One digest of the reader's own source and tables."""
    made = hashlib.sha256()
    for path in _files():
        made.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0")
        made.update(hashlib.sha256(path.read_bytes()).digest())
    return made.hexdigest()


def _files() -> Iterator[Path]:
    for name in _READER:
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
