"""Branches: encoders of their own, each trained for one task, on the vectors of word pieces that all share.

A branch runs only where its task is asked for. What it is asked about is marked in the sentence, and the marks are
vectors added to those of the word pieces, so that every layer of the branch knows of them.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aitia.neural.heads import Vector

Mark = tuple[int, int, int]  # what is marked, first piece, last piece + 1


class Branch:
    """One branch, loaded when it is first asked for."""

    def __init__(self, path: Path, marks: Vector) -> None:
        self._path, self._marks = path, marks
        self._session: Any = None

    def see(self, words: NDArray[np.float16], marked: Sequence[Mark]) -> Vector:
        """Vectors ``(pieces, width)`` of one sentence by those of its word pieces and what is marked in it."""
        if self._session is None:
            self._session = session(self._path)
        given = words.astype(np.float32)
        seen = np.zeros((len(words), len(self._marks)), dtype=np.float32)
        for mark, start, end in marked:
            seen[start:end, mark] = 1
        given += seen @ self._marks
        out: Vector = self._session.run(["hidden"], {"words": given[None]})[0][0]
        return out


def session(path: Path) -> Any:
    """A network as it ships, on one thread, with the reports switched off that onnxruntime sends to its makers."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # heeded where it is set before the first import
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
