"""The encoder and its heads as they ship: loaded once, run sentence by sentence on one thread.

One sentence at a time without padding, so that what a sentence gets does not depend on its neighbours: the same text
gives the same bytes alone and among a million.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from aitia.neural.branch import Branch, Mark, session
from aitia.neural.heads import ATTENDING, Attention, Head, Vector
from aitia.neural.pieces import MAX_PIECES, between, pieces_of

Run = tuple[int, int]
_SURROGATES: Final = re.compile("[\ud800-\udfff]")  # halves of characters, which no tokenizer takes
DATA: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Encoded:
    """One sentence as vectors: a row for each word piece, and the characters each piece covers."""

    vectors: Vector
    offsets: Sequence[tuple[int, int]]
    mean: Vector
    words: NDArray[np.float16]  # vectors of the pieces by themselves, for the branches

    def pieces(self, start: int, end: int) -> tuple[int, int] | None:
        """The pieces of the sentence's characters ``[start, end)``; None beyond what was encoded."""
        return pieces_of(self.offsets, start, end)

    def over(self, pieces: tuple[int, int]) -> Vector:
        """The mean vector of a run of pieces."""
        out: Vector = self.vectors[pieces[0] : max(pieces[1], pieces[0] + 1)].mean(axis=0)
        return out

    def pair(self, a: tuple[int, int], b: tuple[int, int]) -> Vector:
        """What heads that look at two places see first: both, their product, what stands between, the sentence."""
        one, two = self.over(a), self.over(b)
        return np.concatenate([one, two, one * two, self.over(between(a, b)), self.mean])


class Encoder:
    """Sentences into vectors, and the heads that answer on them."""

    def __init__(self, folder: Path = DATA) -> None:
        from tokenizers import Tokenizer

        self._session: Any = session(folder / "encoder.onnx")
        self._words = Words(folder / "words.npz")
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_PIECES)
        self._heads, self._attention, marks = _load(folder / "heads.npz")
        self._branches = {name: Branch(folder / f"{name}.onnx", table) for name, table in marks.items()}

    def pieces(self, text: str) -> tuple[NDArray[np.float16], Sequence[tuple[int, int]]]:
        """The word pieces of one sentence: their vectors, and the characters each covers. At most ``MAX_PIECES``."""
        found = self._tokenizer.encode(_SURROGATES.sub("?", text))
        return self._words(np.asarray(found.ids, dtype=np.int64)), found.offsets

    def encode(self, text: str) -> Encoded:
        """The vectors of one sentence; what lies beyond ``MAX_PIECES`` pieces is not seen."""
        found = self._tokenizer.encode(_SURROGATES.sub("?", text))
        ids = np.asarray(found.ids, dtype=np.int64)
        words = self._words(ids)
        vectors = self._session.run(["hidden"], {"ids": ids[None], "words": words[None]})[0][0]
        return Encoded(vectors, found.offsets, vectors.mean(axis=0), words)

    def branch(self, name: str, found: Encoded, marked: Sequence[Mark]) -> Vector:
        """The vectors of a sentence by a branch, with runs of its pieces marked."""
        return self._branches[name].see(found.words, marked)

    def ask(self, head: str, rows: Sequence[Vector]) -> Vector:
        """Logits ``(len(rows), outputs)`` of one head."""
        return self._heads[head](np.stack(list(rows)))

    def ask_pairs(
        self, head: str, found: Encoded, pairs: Sequence[tuple[Run, Run]], flags: Sequence[Sequence[float]]
    ) -> Vector:
        """Logits ``(len(pairs), outputs)`` of a head that looks at two runs of pieces of a sentence."""
        rows = np.stack([found.pair(a, b) for a, b in pairs])
        attended = self._attention[head](rows[:, : 2 * found.mean.shape[0]], found.vectors)
        return self._heads[head](np.concatenate([rows, attended, np.asarray(flags, dtype=np.float32)], axis=1))


class Words:
    """Vectors of word pieces: a row of eight-bit integers and a scale for each piece that is met."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as arrays:
            self._rows, self._table, self._scales = arrays["rows"], arrays["table"], arrays["scales"]

    def __call__(self, ids: NDArray[np.int64]) -> NDArray[np.float16]:
        """``(..., width)`` for the numbers of pieces."""
        rows = self._rows[ids]
        found: NDArray[np.float16] = (self._table[rows] * self._scales[rows][..., None]).astype(np.float16)
        return found


def _load(path: Path) -> tuple[dict[str, Head], dict[str, Attention], dict[str, Vector]]:
    """The heads, what some of them attend with, and the marks of each branch."""
    with np.load(path, allow_pickle=False) as arrays:
        found = {key: arrays[key].astype(np.float32) for key in arrays.files}
    for key in [k.removesuffix("_scale") for k in found if k.endswith("_scale")]:
        found[key] = found[key] * found.pop(f"{key}_scale")
    marks = {key.removesuffix(".marks"): found.pop(key) for key in [k for k in found if k.endswith(".marks")]}
    names = sorted({key.partition(".")[0] for key in found})
    heads = {
        n: Head(*(found[f"{n}.{part}"] for part in ("first", "first_bias", "second", "second_bias"))) for n in names
    }
    attention = {
        n: Attention(*(found[f"{n}.{part}"] for part in ("query", "key", "value")))
        for n in ATTENDING
        if f"{n}.query" in found
    }
    return heads, attention, marks


def one_thread() -> AbstractContextManager[Any]:
    """While it is entered NumPy multiplies on one thread: faster for small matrices, and the same sums everywhere."""
    controller: Any = _threads()
    limited: AbstractContextManager[Any] = controller.limit(limits=1, user_api="blas")
    return limited


@lru_cache(maxsize=1)
def _threads() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The encoder that ships with the package, loaded at first use."""
    return Encoder()


@lru_cache(maxsize=1)
def digest() -> str:
    """The first twelve hex digits of the weights' SHA-256: other weights may give other readings."""
    made = hashlib.sha256()
    for path in sorted(p for p in DATA.iterdir() if p.suffix in (".onnx", ".npz")):
        made.update(path.read_bytes())
    return made.hexdigest()[:12]
