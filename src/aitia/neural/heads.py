"""The heads on the encoder: what each sees, its size, and its run with NumPy.

A head has one hidden layer with ReLU. Its input is a row of vectors side by side, each as wide as the encoder: of a
word, of a mention, of what stands between two, of the sentence; then flags of what the rules read there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]

TYPES: Final = (
    "none", "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
RELATIONS: Final = (
    "none", "supports", "sponsors", "aligned_with", "acts_for", "part_of", "controls", "opposes", "fights",
    "suppresses", "rules", "successor_of",
)  # fmt: skip


# heads that look at two places also attend from them to the whole sentence
ATTENDING: Final = ("role", "tie", "dse")
FOCI: Final = 6  # parallel looks, each WIDTH // FOCI wide
WIDTH: Final = 384
BRANCHES: Final = {"causal": 6}  # layers of its own that a task has on the vectors of word pieces that all share
MARKS: Final = {"causal": 3}  # what can be marked in a sentence: cause, effect, signal
SPAN_PARTS: Final = 3  # cause, effect, signal
FACTOR: Final = 48  # width of the vectors by which the first and the last piece of a span agree


@dataclass(frozen=True, slots=True)
class Shape:
    """How many vectors a head takes side by side, its hidden width, how many answers it gives, how many flags it takes.

    Flags say what the rules have read at the same place, so that a head learns where to trust them.
    """

    parts: int
    hidden: int
    outputs: int
    flags: int = 0
    branch: str = ""  # the branch whose vectors it takes; the whole encoder's where empty

    @property
    def inputs(self) -> int:
        """The width of a row."""
        return self.parts * WIDTH + self.flags


SHAPES: Final[dict[str, Shape]] = {
    "cnc": Shape(2, 128, 1, 2),  # sentence: a causal relation, signalled or not
    "guide": Shape(2, 128, 1, 2),  # sentence: a signalled cause
    "cnc_spans": Shape(1, 128, 6),  # piece: start and end of cause, effect, signal
    "guide_spans": Shape(1, 128, 6),
    "polarity": Shape(4, 128, 1),  # cause, effect, connective, sentence: the cause furthers the effect
    "trigger": Shape(2, 192, len(TYPES), len(TYPES)),  # word, sentence
    "role": Shape(6, 192, 2, 3),  # trigger, mention, product, between, sentence, attended: doer, done-to
    "tie": Shape(6, 256, len(RELATIONS), 2 * len(RELATIONS)),  # subject, object, product, between, sentence, attended
    "dse": Shape(6, 192, 3, 2 * len(RELATIONS)),  # as tie: none, positive, negative
    "stance": Shape(3, 128, 3),  # mention, mean, start: the author's stance to it
    "option": Shape(2, 128, 3),  # word, sentence: heads no option, an advocated one, one warned against
    "causal": Shape(2, 128, 1, branch="causal"),  # sentence: a causal relation, beside those marked
    "causal_spans": Shape(1, 256, 6 + 6 * FACTOR, branch="causal"),  # piece: start, end of cause, effect, signal
}


# learned for what they teach the encoder; nothing asks them at run time, so they do not ship
UNASKED: Final = frozenset({"cnc_spans", "guide_spans", "polarity", "option"})


def type_flags(kind: str | None) -> list[float]:
    """Of a word: the type of the event the rules read there, if any."""
    return [float(t == (kind or "none")) for t in TYPES]


def tie_flags(forth: str | None, back: str | None) -> list[float]:
    """Of an ordered pair: what the rules read from the first to the second, and from the second to the first."""
    return [float(r == (kind or "none")) for kind in (forth, back) for r in RELATIONS]


def role_flags(event: bool, source: bool, target: bool) -> list[float]:
    """Of a word and a mention: whether the rules read an event there, and the mention as its doer or done-to."""
    return [float(event), float(source), float(target)]


def cause_flags(signalled: bool, implied: bool) -> list[float]:
    """Of a sentence: whether the rules read a signalled cause in it, or one that no word signals."""
    return [float(signalled), float(implied)]


@dataclass(frozen=True, slots=True)
class Attention:
    """What two places of a sentence draw from all of it: multi-head dot-product attention, one query per pair."""

    query: Vector
    key: Vector
    value: Vector

    def __call__(self, pairs: Vector, pieces: Vector) -> Vector:
        """``(n, WIDTH)`` for pairs ``(n, 2 * WIDTH)`` over pieces ``(t, WIDTH)``."""
        n, t, size = len(pairs), len(pieces), WIDTH // FOCI
        q = (pairs @ self.query).reshape(n, FOCI, size)
        k = (pieces @ self.key).reshape(t, FOCI, size)
        v = (pieces @ self.value).reshape(t, FOCI, size)
        weights = softmax(np.einsum("nfs,tfs->nft", q, k) * np.float32(size**-0.5))
        out: Vector = np.einsum("nft,tfs->nfs", weights, v).reshape(n, WIDTH)
        return out


@dataclass(frozen=True, slots=True)
class Head:
    """One head's weights."""

    first: Vector
    first_bias: Vector
    second: Vector
    second_bias: Vector

    def __call__(self, rows: Vector) -> Vector:
        """Logits ``(n, outputs)`` for inputs ``(n, parts * width)``."""
        hidden = np.maximum(rows @ self.first + self.first_bias, 0.0)
        out: Vector = hidden @ self.second + self.second_bias
        return out


def softmax(logits: Vector) -> Vector:
    """Probabilities along the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    out: Vector = shifted / shifted.sum(axis=-1, keepdims=True)
    return out


def sigmoid(logits: Vector) -> Vector:
    """Probability of yes."""
    bounded = np.clip(logits, -30, 30).astype(np.float32)
    out: Vector = np.float32(1.0) / (np.float32(1.0) + np.exp(-bounded))
    return out
