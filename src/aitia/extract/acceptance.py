"""What the trained judges of rows see of a row: the vectors of its signal and of its two sides, in their sentence."""

from __future__ import annotations

from collections.abc import Iterable
from math import exp

import numpy as np

from aitia.extract.trained import Trained, trained
from aitia.language.page import Page, Sentence
from aitia.model.records import CausalLink, Event, Tie
from aitia.model.text import Span
from aitia.neural.acceptance import empty, judges
from aitia.neural.heads import Vector

Judged = Event | Tie | CausalLink


def accepted(page: Page, layer: str, rows: Iterable[Judged]) -> dict[str, float]:
    """By row id, how probably each row is right by the look of its words; empty where rules read alone."""
    heads = trained(page)
    if heads is None:
        return {}
    known = judges()
    seen = ((row.id, look(page, heads, row)) for row in rows)
    return {key: 1 / (1 + exp(-known.log_odds(layer, found))) for key, found in seen if found is not None}


def look(page: Page, heads: Trained, row: Judged) -> Vector | None:
    """The vectors of a row's parts side by side, zeros for what its sentence does not hold; None for what is unseen."""
    signal, *sides = parts(row)
    at = signal or next((s for s in sides if s is not None), None)
    word = page.word_at(at.start) if at is not None else None
    if word is None or heads.encoded(word.sent) is None:
        return None
    return np.concatenate([_vector(heads, word.sent, span) for span in (signal, *sides)])


def parts(row: Judged) -> tuple[Span | None, Span | None, Span | None]:
    """The words that signal a row, and those of its two sides; of several parties on a side the first."""
    if isinstance(row, Event):
        doer, target = (next((p.span for p in side), None) for side in (row.actors, row.recipients))
        return row.trigger, doer, target
    if isinstance(row, Tie):
        place = row.evidence[0]
        return place.trigger, place.subject, place.object
    return row.connective, row.cause, row.effect


def _vector(heads: Trained, sentence: Sentence, span: Span | None) -> Vector:
    found = heads.encoded(sentence)
    if span is None or found is None or not sentence.span.start <= span.start < span.end <= sentence.span.end:
        return empty()
    run = heads.pieces(sentence, span)
    return found.over(run) if run is not None else empty()
