"""What the trained heads say of a page: asked sentence by sentence, each sentence encoded once, at first need.

Rules stay in charge of who an actor is, what is negated or hedged and on whose word a row hangs; the heads say which
words report a deed, who stands how to whom, what leads to what, where no table of words does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from aitia.language.page import Page, Sentence, Word
from aitia.model.text import Span
from aitia.neural.branch import Mark
from aitia.neural.decode import Linked, spans_linked
from aitia.neural.encoder import Encoded, Encoder, encoder
from aitia.neural.heads import Vector, sigmoid, softmax

CONTENT: Final = frozenset({"VERB", "NOUN", "ADJ", "PROPN", "AUX", "ADV"})  # words that may report a deed
_RELATIONS: Final = 4  # causal relations of a sentence that are looked for
MORE: Final = 0.5  # least probability that it holds one more: likelier than not
_LONGEST: Final = 1500  # characters of a sentence beyond which nothing is asked


class Trained:
    """The heads on one page."""

    def __init__(self, page: Page, shipped: Encoder | None = None) -> None:
        self._page = page
        self._encoder = shipped or encoder()
        self._seen: dict[int, Encoded | None] = {}
        self._first: tuple[int, Vector] = (-1, np.zeros((0, 0), np.float32))  # the last sentence seen by the branch

    def encoded(self, sentence: Sentence) -> Encoded | None:
        """The vectors of a sentence; None for one too long to be a sentence."""
        if sentence.index not in self._seen:
            text = self._page.quote(sentence.span)
            self._seen[sentence.index] = self._encoder.encode(text) if len(text) <= _LONGEST else None
        return self._seen[sentence.index]

    def pieces(self, sentence: Sentence, span: Span) -> tuple[int, int] | None:
        """The pieces of a span of the document that lies in a sentence."""
        found = self.encoded(sentence)
        start = sentence.span.start
        return found.pieces(span.start - start, span.end - start) if found is not None else None

    def pairs(
        self, head: str, sentence: Sentence, pairs: Sequence[tuple[Span, Span]], flags: Sequence[Sequence[float]]
    ) -> list[Vector | None]:
        """Probabilities of a head that looks at two spans of a sentence, for each pair; None for what it cannot see."""
        return [None if x is None else softmax(x) for x in self._of_pairs(head, sentence, pairs, flags)]

    def roles(
        self, sentence: Sentence, word: Word, spans: Sequence[Span], flags: Sequence[Sequence[float]]
    ) -> list[tuple[float, float]]:
        """Of each span, how probably it is the doer and the done-to of the deed a word reports."""
        at = Span(word.start, word.end)
        found = self._of_pairs("role", sentence, [(at, s) for s in spans], flags)
        return [(0.0, 0.0) if x is None else (float(sigmoid(x)[0]), float(sigmoid(x)[1])) for x in found]

    def _of_pairs(
        self, head: str, sentence: Sentence, pairs: Sequence[tuple[Span, Span]], flags: Sequence[Sequence[float]]
    ) -> list[Vector | None]:
        found = self.encoded(sentence)
        if found is None or not pairs:
            return [None] * len(pairs)
        runs, where = [], []
        for i, (a, b) in enumerate(pairs):
            x, y = self.pieces(sentence, a), self.pieces(sentence, b)
            if x is not None and y is not None:
                runs.append((x, y))
                where.append(i)
        out: list[Vector | None] = [None] * len(pairs)
        if runs:
            for i, logits in zip(
                where, self._encoder.ask_pairs(head, found, runs, [flags[i] for i in where]), strict=True
            ):
                out[i] = logits
        return out

    def words(
        self, head: str, sentence: Sentence, words: Sequence[Word], flags: Sequence[Sequence[float]]
    ) -> list[Vector | None]:
        """Probabilities of a head that looks at a word in its sentence."""
        found = self.encoded(sentence)
        if found is None:
            return [None] * len(words)
        at = [self.pieces(sentence, Span(w.start, w.end)) for w in words]
        rows = [
            np.concatenate([found.over(p), found.mean, np.asarray(f, dtype=np.float32)])
            for p, f in zip(at, flags, strict=True)
            if p is not None
        ]
        if not rows:
            return [None] * len(words)
        answers = iter(softmax(self._encoder.ask(head, rows)))
        return [next(answers) if p is not None else None for p in at]

    def yes(self, head: str, sentence: Sentence, flags: Sequence[float]) -> float:
        """How probably a head that looks at the whole sentence says yes; 0 for what it cannot see."""
        found = self.encoded(sentence)
        if found is None:
            return 0.0
        row = np.concatenate([found.vectors[0], found.mean, np.asarray(flags, dtype=np.float32)])
        return float(sigmoid(self._encoder.ask(head, [row]))[0, 0])

    def stances(self, sentence: Sentence, spans: Sequence[Span]) -> list[Vector | None]:
        """The author's stance to what is mentioned: none, for, against."""
        found = self.encoded(sentence)
        out: list[Vector | None] = []
        for span in spans:
            at = self.pieces(sentence, span)
            if found is None or at is None:
                out.append(None)
            else:
                row = np.concatenate([found.over(at), found.mean, found.vectors[0]])
                out.append(softmax(self._encoder.ask("stance", [row]))[0])
        return out

    def causal(self, sentence: Sentence, flags: Sequence[float]) -> float:
        """How probably a sentence holds a cause, signalled or not: the mean of the shared head and the branch."""
        if self.encoded(sentence) is None:
            return 0.0
        alone = float(sigmoid(self._more(self._branched(sentence, ())))[0, 0])
        return (self.yes("cnc", sentence, flags) + alone) / 2

    def _branched(self, sentence: Sentence, marks: Sequence[Mark]) -> Vector:
        """The vectors of a sentence by the causal branch; without marks they are kept, for they are asked for twice."""
        if not marks and self._first[0] == sentence.index:
            return self._first[1]
        found = self.encoded(sentence)
        vectors = self._encoder.branch("causal", found, marks) if found is not None else np.zeros((0, 0), np.float32)
        if not marks:
            self._first = (sentence.index, vectors)
        return vectors

    def _more(self, vectors: Vector) -> Vector:
        """The logit ``(1, 1)`` that a sentence holds a relation beside those marked in these vectors of it."""
        return self._encoder.ask("causal", [np.concatenate([vectors[0], vectors.mean(axis=0)])])

    def relations(self, sentence: Sentence) -> list[Linked]:
        """The causal relations of a sentence that holds at least one, signalled or not, the surest first.

        One is found after the other, those found before being marked, until no other is likely.
        """
        found = self.encoded(sentence)
        out: list[Linked] = []
        marks: list[Mark] = []
        while found is not None and len(out) < _RELATIONS:
            vectors = self._branched(sentence, marks)
            chance = float(sigmoid(self._more(vectors))[0, 0]) if out else 1.0
            if chance < MORE:
                break
            linked = spans_linked(self._encoder.ask("causal_spans", list(vectors)))
            if linked is None or any(linked.cause == x.cause and linked.effect == x.effect for x in out):
                break
            out.append(replace(linked, chance=chance))
            parts = enumerate((linked.cause, linked.effect, linked.signal))
            marks += [(n, *run) for n, run in parts if run is not None]
        return out

    def attitude(
        self, sentence: Sentence, a: Span, b: Span, flags: tuple[Sequence[float], Sequence[float]]
    ) -> Vector | None:
        """Probabilities of none, of for and against from one to the other, and of for and against back.

        Both directions are asked, and of two who are each other's only one is said to hold an attitude.
        """
        forth, back = self._of_pairs("dse", sentence, [(a, b), (b, a)], flags)
        if forth is None or back is None:
            return None
        return softmax(np.concatenate([forth + back[0], back[1:] + forth[0]]))


def head_word(page: Page, span: Span) -> Word | None:
    """The word of a span that none of its others governs, a content word where there is one."""
    found = page.words_in(span)
    words = [w for w in found if w.pos not in ("PUNCT", "SPACE")] or found
    inside = {w.i for w in words}
    tops = [w for w in words if w.head.i not in inside or w.head is w]
    content = [w for w in tops if w.pos in CONTENT]
    return next(iter(content or tops or words), None)


def trained(page: Page) -> Trained | None:
    """The heads on this page; None where it is read by rules alone."""
    found = page.cache.get("trained")
    return found if isinstance(found, Trained) else None
