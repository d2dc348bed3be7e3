"""Workers on a Ray cluster: actors over pieces of work; only paths go in and manifests come out.

Every node must see the store under the same path. Ray is an extra: ``pip install 'aitia[ray]'``.
"""

from __future__ import annotations

import importlib
import os
import socket
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from aitia.errors import AitiaError, UsageError
from aitia.scale.executor import Lost, R, S, describe
from aitia.scale.local import cores

_TRIES: Final = 2
_PATIENCE: Final = 10.0  # seconds for a cluster to answer
_STORE: Final = 100_000_000  # bytes of Ray's object store: only paths and counts pass through it


class RayExecutor:
    """Ray actors of one core each: ``workers`` of them, at most as many as the cluster has cores."""

    def __init__(self, workers: int | None = None) -> None:
        try:
            self._ray: Any = importlib.import_module("ray")
        except ImportError:
            raise UsageError(
                "Ray is not installed; install it with pip install 'aitia[ray]', or leave --executor ray away to use "
                "the cores of this machine"
            ) from None
        self._own = not self._ray.is_initialized()
        if self._own:
            self._begin(workers)
        found = max(1, int(self._ray.cluster_resources().get("CPU", 1)))
        self.workers = min(workers or found, found)  # an actor without a core of its own would wait for ever
        self._hands: list[Any] = []

    def _begin(self, workers: int | None) -> None:
        """Join the cluster of RAY_ADDRESS, else start one on this machine for this build alone."""
        stated = os.environ.get("RAY_ADDRESS")
        chosen: dict[str, Any] = {"address": stated}
        if stated:
            _knock(stated)
        else:
            os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # it would report to its makers
            chosen = {"address": "local", "num_cpus": workers or cores(), "object_store_memory": _STORE,
                      "include_dashboard": False}  # fmt: skip
        try:
            self._ray.init(log_to_driver=False, logging_level="ERROR", **chosen)
        except (OSError, RuntimeError, ValueError, self._ray.exceptions.RayError) as error:
            where = f"check RAY_ADDRESS ({stated})" if stated else "its logs are in /tmp/ray"
            raise UsageError(f"no Ray cluster can be reached or started ({error}); {where}") from error

    def map_unordered(self, function: Callable[[S], R], specs: Sequence[S]) -> Iterator[R | Lost[S]]:
        """The results as they come; a piece whose actor dies is tried once more by another."""
        hand = self._ray.remote(num_cpus=1, max_restarts=0)(_Hand)
        waiting: deque[tuple[S, int]] = deque((spec, 1) for spec in specs)
        free: list[Any] = []
        running: dict[Any, tuple[Any, S, int]] = {}
        try:
            while waiting or running:
                while waiting and (free or len(self._hands) < self.workers):
                    if not free:
                        self._hands.append(hand.remote())
                        free.append(self._hands[-1])
                    actor = free.pop()
                    spec, tries = waiting.popleft()
                    running[actor.work.remote(function, spec)] = (actor, spec, tries)
                ready, _ = self._ray.wait(list(running), num_returns=1)
                actor, spec, tries = running.pop(ready[0])
                try:
                    what, value = self._ray.get(ready[0])
                except self._ray.exceptions.RayError as error:
                    self._hands.remove(actor)
                    if tries < _TRIES:
                        waiting.append((spec, tries + 1))
                    else:
                        yield Lost(spec, self._reason(error))
                    continue
                free.append(actor)
                if what == "error":
                    raise value
                yield value if what == "done" else Lost(spec, value)
        finally:
            self._end()

    def _reason(self, error: Exception) -> str:
        if isinstance(error, self._ray.exceptions.RayActorError):
            return "its actor died twice: out of memory?"
        return f"its actor could not do it: {(str(error).strip() or type(error).__name__).splitlines()[-1]}"

    def _end(self) -> None:
        for actor in self._hands:
            self._ray.kill(actor)
        self._hands = []

    def close(self) -> None:
        """End the actors; the cluster too where it was started for this build."""
        self._end()
        if self._own and self._ray.is_initialized():
            self._ray.shutdown()


def _knock(address: str) -> None:
    """Say at once where nobody answers: Ray itself would try for many minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not host or not port.isdecimal():
        return  # "auto", or a name that Ray knows how to take
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE).close()
    except (OSError, OverflowError) as error:
        raise UsageError(f"no Ray cluster answers at {address} ({error}); check RAY_ADDRESS") from error


class _Hand:
    """An actor: the function, done where it lives."""

    def work(self, function: Callable[[S], R], spec: S) -> tuple[str, Any]:
        """The result, or the error as data: its class need not be known to Ray."""
        try:
            return "done", function(spec)
        except AitiaError as error:
            return "error", error
        except Exception as error:  # noqa: BLE001 - one piece of work must not lose the others
            return "lost", describe(error)
