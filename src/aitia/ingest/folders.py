"""Walk a folder: by name, without hidden files, each folder once however links loop."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from aitia.model.text import Unread


def files_in(folder: Path) -> Iterator[Path | Unread]:
    """Give the regular files below ``folder`` sorted by name, and a row for every folder that cannot be opened."""
    seen: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            if path.is_dir():
                about = path.stat()
                if (about.st_dev, about.st_ino) in seen:
                    continue
                seen.add((about.st_dev, about.st_ino))
                names = sorted((name for name in os.listdir(path) if not name.startswith(".")), reverse=True)  # noqa: PTH208 - names only
                waiting.extend(path / name for name in names)
            elif path.is_file():
                yield path
            elif path.is_symlink():
                yield Unread(source=str(path), row=None, reason="a link to nothing; remove it or restore its target")
        except OSError as error:
            yield Unread(
                source=str(path), row=None, reason=f"cannot be opened: {error.strerror or type(error).__name__}"
            )
