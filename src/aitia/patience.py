"""A bound on the time one document may take, so that a fault in its reading holds up no other."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

BASE: Final = 60.0  # CPU seconds that any document may take
PER_WORD: Final = 0.02  # and so many more for each word: forty times what a word takes


class OutOfPatience(BaseException):
    """A document took longer than any sound reading of it would; no ``Exception``, so that no rule catches it."""


@contextmanager
def patience(words: int, *, base: float = BASE, per_word: float = PER_WORD) -> Iterator[None]:
    """Raise ``OutOfPatience`` where the block takes more CPU seconds than a text of ``words`` words can need.

    Only the process' own computing counts, not waiting, so a busy machine changes nothing. Off the main thread, and
    where the system has no such timer, the block runs unbounded.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def over(*_: Any) -> None:
        raise OutOfPatience

    before = signal.signal(signal.SIGVTALRM, over)
    signal.setitimer(signal.ITIMER_VIRTUAL, base + per_word * words)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
