"""How probably a reader accepts a row, by the look of its words: one linear judge per layer on vectors of its parts.

The judges learned from rows that the rules read in annotated text (`training.acceptance`): which of them were right.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from aitia.neural.encoder import DATA
from aitia.neural.heads import WIDTH, Vector

PARTS: Final = 3  # the words that signal the row, and those of its two sides


class Judges:
    """Linear judges of rows: weights ``(PARTS * WIDTH,)`` and a bias for each layer."""

    def __init__(self, path: Path = DATA / "acceptance.npz") -> None:
        with np.load(path, allow_pickle=False) as arrays:
            self._weights = {key: arrays[key].astype(np.float32) for key in arrays.files}

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers of which there is a judge."""
        return tuple(sorted(self._weights))

    def log_odds(self, layer: str, look: Vector) -> float:
        """Log-odds that a row of a layer is right, from the vectors of its parts side by side."""
        weights = self._weights[layer]
        return float(look @ weights[:-1] + weights[-1])


def empty() -> Vector:
    """The look of a part that the sentence does not hold."""
    return np.zeros(WIDTH, dtype=np.float32)


@lru_cache(maxsize=1)
def judges() -> Judges:
    """The judges that ship with the package, loaded at first use."""
    return Judges()
