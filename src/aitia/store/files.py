"""Files that are there wholly or not at all, also after a crash or a power cut: write aside, sync, rename, sync."""

from __future__ import annotations

import hashlib
import json
import os
import socket
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from aitia.errors import NotWritten, StoreError

_CHUNK: Final = 1 << 20
_THREADS: Final = 4


def cannot_write(path: Path, error: OSError) -> NotWritten:
    """What to tell of a file that could not be written."""
    return NotWritten(
        f"cannot write {path}: {error.strerror or type(error).__name__}; make room or check the access rights, then "
        "give the same command again: what is done stays done"
    )


def write_whole(path: Path, data: bytes, *, aside: Path | None = None) -> None:
    """Write ``data`` to ``path``, which has either its old content or all of the new one at any time.

    ``aside`` is a folder on the same file system for the unfinished file; without it, it stands beside ``path``. The
    name is in the folder for good only after ``sync_folder``.
    """
    part = (aside or path.parent) / f"{path.parent.name}.{path.name}.{socket.gethostname()}.{os.getpid()}.part"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.parent.mkdir(parents=True, exist_ok=True)
        write_synced(part, data)
        os.replace(part, path)  # noqa: PTH105 - the tests stop here
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise cannot_write(path, error) from error


def write_synced(path: Path, data: bytes) -> None:
    """Write a file and wait until it is on the disk."""
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def write_json(path: Path, content: Mapping[str, Any], *, aside: Path | None = None) -> None:
    """Write one JSON object, for good."""
    write_whole(path, to_json(content), aside=aside)
    sync_folder(path.parent)


def to_json(content: Mapping[str, Any]) -> bytes:
    """JSON as the store writes it: for people to read, keys in the order given."""
    return json.dumps(content, ensure_ascii=True, allow_nan=False, indent=1).encode() + b"\n"


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:  # pragma: no cover - a folder that was just written to
        raise cannot_write(folder, error) from error
    try:
        os.fsync(handle)
    except OSError:  # some network file systems cannot
        pass
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Wait until a file that somebody else wrote is on the disk."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def plain_path(path: str) -> str:
    """A path for DuckDB, in which no character is a wildcard."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in path)


def described(data: bytes) -> dict[str, Any]:
    """Size and SHA-256 of what a file is to hold."""
    return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def is_whole(path: Path, stated: Mapping[str, Any]) -> bool:
    """Whether a file has the size and the SHA-256 that were stated of it."""
    try:
        if path.stat().st_size != stated["bytes"]:
            return False
        made = hashlib.sha256()
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                made.update(chunk)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise StoreError(f"cannot read {path}: {error.strerror}; check the disk and the access rights") from error
    return bool(made.hexdigest() == stated["sha256"])


def are_whole(files: Iterable[tuple[Path, Mapping[str, Any]]]) -> bool:
    """Whether all files are as stated, the cheap checks first."""
    rows = list(files)
    try:
        if any(path.stat().st_size != stated["bytes"] for path, stated in rows):
            return False
    except OSError:
        return False
    with ThreadPoolExecutor(_THREADS) as pool:
        return all(pool.map(lambda row: is_whole(*row), rows))


def read_json(path: Path) -> dict[str, Any] | None:
    """One JSON object of the store; None where it is missing or broken."""
    try:
        found = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    except OSError as error:
        raise StoreError(f"cannot read {path}: {error.strerror}; check the disk and the access rights") from error
    return found if isinstance(found, dict) else None
