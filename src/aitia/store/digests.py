"""A set of 16-byte digests that takes little more than 16 bytes for each, so that intake knows a corpus by heart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIZE: Final = 16
_NEWEST: Final = 1 << 17  # digests held one by one before they are sorted in
_FEW: Final = 8  # a run is joined with one that is up to so many times as long, so that few have to be searched
_LONGEST: Final = 1 << 24  # digests of a run that is not sorted again: bounds what sorting takes


class Digests:
    """Digests in a few sorted runs; the newest stand apart until they are enough to be sorted in.

    Example:
        >>> held = Digests()
        >>> held.add(bytes(16)), held.add(bytes(16)), len(held)
        (True, False, 1)
    """

    def __init__(self) -> None:
        self._newest: set[bytes] = set()
        self._runs: list[tuple[NDArray[np.uint64], NDArray[np.uint64]]] = []  # first halves in order, second halves

    def __len__(self) -> int:
        """How many it holds; one that ``update`` was given twice may count twice."""
        return len(self._newest) + sum(len(heads) for heads, _ in self._runs)

    def __contains__(self, digest: bytes) -> bool:
        if digest in self._newest:
            return True
        if not self._runs:
            return False
        head, tail = np.frombuffer(digest, dtype=np.uint64)
        for heads, tails in self._runs:
            at = int(heads.searchsorted(head))
            while at < len(heads) and heads[at] == head:
                if tails[at] == tail:
                    return True
                at += 1
        return False

    def add(self, digest: bytes) -> bool:
        """Take in one digest (16 bytes); gives whether it is new."""
        if digest in self:
            return False
        self.update((digest,))
        return True

    def update(self, digests: Iterable[bytes]) -> None:
        """Take in many digests (16 bytes each), without looking whether they are held."""
        for digest in digests:
            self._newest.add(digest)
            if len(self._newest) >= _NEWEST:
                self._settle()

    def _settle(self) -> None:
        """Make a sorted run of the newest, joined with the runs before it that are not much longer."""
        rows = np.frombuffer(b"".join(self._newest), dtype=np.uint64).reshape(-1, 2)
        self._newest.clear()
        heads, tails = rows[:, 0], rows[:, 1]
        while self._runs and len(self._runs[-1][0]) <= min(_FEW * len(heads), _LONGEST):
            before = self._runs.pop()
            heads, tails = np.concatenate((before[0], heads)), np.concatenate((before[1], tails))
        order = np.argsort(heads, kind="stable")
        self._runs.append((heads[order], tails[order]))
