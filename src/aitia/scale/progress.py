"""How far a build is: workers leave counts in small files, the one who leads adds them up.

The counts are for people only; a lost one costs nothing.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Literal

_EVERY: Final = 1.0
_ENDING: Final = ".count"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Documents done of ``total`` (None: nobody knows yet), words a second, seconds left (None: too early to say)."""

    stage: Literal["intake", "reading"]
    done: int
    total: int | None = None
    rate: float = 0.0
    left: float | None = None


@contextmanager
def count_file(folder: Path, name: str) -> Iterator[Callable[[], None]]:
    """Count in ``folder/NAME.count``, written at most once a second."""
    count, written = 0, time.monotonic()

    def one() -> None:
        nonlocal count, written
        count += 1
        if time.monotonic() - written >= _EVERY:
            written = time.monotonic()
            with suppress(OSError):
                (folder / f"{name}{_ENDING}").write_text(str(count), encoding="ascii")

    try:
        yield one
    finally:
        with suppress(OSError):
            (folder / f"{name}{_ENDING}").write_text(str(count), encoding="ascii")


class Watch:
    """Adds up the counts once a second, in a thread, and reports them."""

    def __init__(
        self,
        folder: Path,
        sizes: Mapping[str, int],
        words: Mapping[str, int],
        report: Callable[[Progress], None] | None,
    ) -> None:
        self._folder, self._sizes, self._words, self._report = folder, sizes, words, report
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._start = time.monotonic()

    def __enter__(self) -> Watch:
        if self._report is not None and self._sizes:
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(_EVERY):
            if self._report is not None:
                self._report(self.now())

    def now(self) -> Progress:
        """How far it is."""
        documents, words = 0, 0.0
        for shard, size in self._sizes.items():
            count = 0
            with suppress(OSError, ValueError):
                count = min(size, int((self._folder / f"{shard}{_ENDING}").read_text(encoding="ascii")))
            documents += count
            words += self._words[shard] * count / size if size else 0.0
        spent = time.monotonic() - self._start
        rate = words / spent if spent else 0.0
        todo = sum(self._words.values()) - words
        left = todo / rate if rate and documents > 1 else None
        return Progress(stage="reading", done=documents, total=sum(self._sizes.values()), rate=rate, left=left)
