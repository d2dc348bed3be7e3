"""Concepts that look alike, for a person to decide about: embeddings propose and never merge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from aitia.model.assembled import Concept

ALIKE: Final = 0.8
_MOST: Final = 5_000
_EACH: Final = 3
_BLOCK: Final = 512


def similar_concepts(concepts: Sequence[Concept], *, least: float = ALIKE) -> list[tuple[str, str, float]]:
    """Pairs of concepts whose words have similar sentence vectors, the most similar first.

    The vectors are means of the shipped encoder's word pieces over a concept's label and its first phrases; similarity
    is their cosine. At most three proposals a concept; of more than 5,000 concepts those with most
    phrases are looked at.

    Args:
        concepts: of one model.
        least: the similarity from which a pair is proposed, in [0, 1].

    Returns:
        (concept id, other concept id, cosine) with the earlier concept first.
    """
    from aitia.neural.encoder import encoder, one_thread

    chosen = sorted(range(len(concepts)), key=lambda at: (-len(concepts[at].phrases), at))[:_MOST]
    rows = [concepts[at] for at in sorted(chosen) if not concepts[at].id.startswith("unresolved.")]
    if len(rows) < 2:
        return []
    model = encoder()
    with one_thread():
        vectors = np.stack([model.encode(_words(c)).mean for c in rows])
    vectors = vectors - vectors.mean(axis=0)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    found: list[tuple[str, str, float]] = []
    for start in range(0, len(rows), _BLOCK):
        alike = vectors[start : start + _BLOCK] @ vectors.T
        for offset, line in enumerate(alike):
            at = start + offset
            later = [(float(line[other]), other) for other in np.flatnonzero(line >= least) if other > at]
            found += [(rows[at].id, rows[other].id, how) for how, other in sorted(later, reverse=True)[:_EACH]]
    return sorted(found, key=lambda pair: (-round(pair[2], 6), pair[0], pair[1]))


def _words(concept: Concept) -> str:
    phrases = dict.fromkeys(p.words[:120] for p in concept.phrases[:3])
    return "; ".join((concept.label, *phrases))
