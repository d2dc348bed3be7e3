"""What runs a function over many specifications, here or elsewhere: paths go in, small manifests come out."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

S = TypeVar("S")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Lost(Generic[S]):
    """A specification whose work was lost: its worker died, or fell over a fault."""

    spec: S
    reason: str


class Executor(Protocol):
    """One or many workers that do the very same function."""

    workers: int

    def map_unordered(self, function: Callable[[S], R], specs: Sequence[S]) -> Iterator[R | Lost[S]]:
        """The results as they come. An AitiaError of the function is raised; other faults come as ``Lost``.

        Work is taken up in the order of ``specs``. Where the iteration is broken off, what is running is dropped.
        """
        ...

    def close(self) -> None:
        """Give the workers back; what they are doing is dropped."""
        ...


def describe(error: BaseException) -> str:
    """A fault in one line: what, and where it arose."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}: {error}"
