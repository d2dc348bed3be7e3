"""Workers on a Ray cluster: actors over pieces of work; only paths go in and manifests come out.

Every node must see the store under the same path. Ray is an extra: ``pip install 'aitia[ray]'``.
"""

from __future__ import annotations

import importlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from aitia.errors import AitiaError, UsageError
from aitia.scale.executor import Lost, R, S, describe

_TRIES: Final = 2


class RayExecutor:
    """Ray actors of one core each: ``workers`` of them, or as many as the cluster has cores."""

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
            try:
                # an address in RAY_ADDRESS, else a cluster that runs on this machine, else a new one for this build
                self._ray.init(log_to_driver=False, logging_level="ERROR", include_dashboard=False)
            except (ConnectionError, RuntimeError, ValueError) as error:
                raise UsageError(f"no Ray cluster can be reached ({error}); check RAY_ADDRESS") from error
        self.workers = workers or max(1, int(self._ray.cluster_resources().get("CPU", 1)))
        self._hands: list[Any] = []

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
                        yield Lost(spec, f"its actor died twice ({type(error).__name__}): out of memory?")
                    continue
                free.append(actor)
                if what == "error":
                    raise value
                yield value if what == "done" else Lost(spec, value)
        finally:
            self._end()

    def _end(self) -> None:
        for actor in self._hands:
            self._ray.kill(actor)
        self._hands = []

    def close(self) -> None:
        """End the actors; the cluster too where it was started for this build."""
        self._end()
        if self._own and self._ray.is_initialized():
            self._ray.shutdown()


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
