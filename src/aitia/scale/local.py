"""Workers on this machine: this process itself, or a pool of processes.

The pool is our own, for three things at once: a worker that dies costs one try of one piece of work, workers are
replaced after a while so that memory they hold goes back, and nobody works on after the process that asked is gone.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Final

from aitia.errors import AitiaError
from aitia.scale.executor import Lost, R, S, describe

RECYCLE: Final = 20  # pieces of work after which a worker makes room for a new one
_TRIES: Final = 2
_GONE: Final = 3


def cores() -> int:
    """The cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # pragma: no cover - macOS
        return os.cpu_count() or 1


def local_executor(workers: int) -> InProcess | Pool:
    """One worker is this process; more are a pool."""
    return InProcess() if workers <= 1 else Pool(workers)


class InProcess:
    """One worker: this process."""

    workers = 1

    def map_unordered(self, function: Callable[[S], R], specs: Sequence[S]) -> Iterator[R | Lost[S]]:
        """The results, in order."""
        for spec in specs:
            try:
                result: R | Lost[S] = function(spec)
            except AitiaError:
                raise
            except Exception as error:  # noqa: BLE001 - one piece of work must not lose the others
                result = Lost(spec, describe(error))
            yield result

    def close(self) -> None:
        """Nothing to give back."""


@dataclass(slots=True, eq=False)
class _Hand:
    process: Any
    connection: Connection
    done: int = 0
    job: tuple[Any, int] | None = None


class Pool:
    """``workers`` processes, started fresh (spawn), each replaced after ``recycle`` pieces of work."""

    def __init__(self, workers: int, *, recycle: int = RECYCLE) -> None:
        self.workers = workers
        self._recycle = recycle
        self._hands: list[_Hand] = []
        self._context = multiprocessing.get_context("spawn")

    def map_unordered(self, function: Callable[[S], R], specs: Sequence[S]) -> Iterator[R | Lost[S]]:
        """The results as they come; a piece whose worker dies is tried once more by another."""
        waiting: deque[tuple[S, int]] = deque((spec, 1) for spec in specs)
        try:
            while waiting or any(h.job for h in self._hands):
                self._assign(function, waiting)
                for hand in self._ready():
                    yield from self._take(hand, waiting)
        finally:
            self.close()

    def _assign(self, function: Callable[[S], R], waiting: deque[tuple[S, int]]) -> None:
        while waiting:
            hand = next((h for h in self._hands if h.job is None), None)
            if hand is None:
                if len(self._hands) >= self.workers:
                    return
                hand = self._start()
            job = waiting.popleft()
            with suppress(BrokenPipeError, ConnectionResetError):  # it died idle: that shows when it is asked
                hand.connection.send((function, job[0]))
            hand.job = job

    def _start(self) -> _Hand:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs,), daemon=True, name="aitia worker")
        # a worker never sees Ctrl-C, from its first moment on: it is for the process that leads
        before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()
        hand = _Hand(process, ours)
        self._hands.append(hand)
        return hand

    def _ready(self) -> list[_Hand]:
        busy = {h.connection: h for h in self._hands if h.job}
        return [busy[c] for c in wait(list(busy)) if isinstance(c, Connection)]

    def _take(self, hand: _Hand, waiting: deque[tuple[S, int]]) -> Iterator[Any]:
        job, hand.job = hand.job, None
        if job is None:  # pragma: no cover - only busy hands are asked
            return
        spec, tries = job
        try:
            what, value = hand.connection.recv()
        except (EOFError, ConnectionResetError):
            hand.process.join()
            code = hand.process.exitcode
            self._drop(hand)
            if tries < _TRIES:
                waiting.append((spec, tries + 1))
            else:
                yield Lost(spec, f"its worker died twice ({_ending(code)}): out of memory?")
            return
        hand.done += 1
        if hand.done >= self._recycle:
            self._drop(hand)
        if what == "error":
            raise value
        yield value if what == "done" else Lost(spec, value)

    def _drop(self, hand: _Hand) -> None:
        self._hands.remove(hand)
        hand.connection.close()
        hand.process.kill()
        hand.process.join()
        hand.process.close()

    def close(self) -> None:
        """End all workers at once; what they write is whole or not there."""
        for hand in list(self._hands):
            self._drop(hand)


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return f"killed by {signal.Signals(-code).name}"
        except ValueError:
            return f"killed by signal {-code}"
    return f"exit code {code}"


def _serve(connection: Connection) -> None:
    """The life of a worker: one piece of work after the other, until nobody is there to ask for more."""
    threading.Thread(target=_watch, daemon=True).start()
    while True:
        try:
            function, spec = connection.recv()
        except (EOFError, ConnectionResetError):
            return
        try:
            answer: tuple[str, Any] = ("done", function(spec))
        except AitiaError as error:
            answer = ("error", error)
        except Exception as error:  # noqa: BLE001 - one piece of work must not lose the others
            answer = ("lost", describe(error))
        try:
            connection.send(answer)
        except (BrokenPipeError, ConnectionResetError):
            return


def _watch() -> None:
    """End this process when the one that started it is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(_GONE)
