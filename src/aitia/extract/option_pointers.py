"""Words that point back to a course of action: "such an undertaking", "this approach", "doing so".

Example: "We could ally with the junta. Such a move would spread chaos." → "Such a move" is the alliance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from aitia.language.page import Page, Word, span_of
from aitia.lexicon import options as lexicon
from aitia.model.text import Span

_NEAR: Final = 2  # sentences looked back
_POINTING: Final = frozenset(("such", "this", "that", "these", "those"))


def pointers(page: Page, actions: Sequence[Span]) -> Iterator[tuple[Span, int]]:
    """Find words that point back, each with the place in ``actions`` (sorted) of what they point to.

    They mean the nearest action that ends before them, in their own sentence or one of the two before; where one
    action stands inside another, the longer.
    """
    if not actions:
        return
    starts = [s.span.start for s in page.sentences]
    for index, sentence in enumerate(page.sentences):
        if not sentence.is_content:
            continue
        floor = starts[max(0, index - _NEAR)]
        for word in sentence.words:
            span = _pointer(word)
            if span is None or any(span.overlaps(a) for a in actions):
                continue
            before = [at for at, a in enumerate(actions) if floor <= a.start and a.end <= span.start]
            if before:
                yield span, max(before, key=lambda at: (actions[at].end, -actions[at].start))


def _pointer(word: Word) -> Span | None:
    if word.lower == "doing" and _next_is_so(word):
        return Span(word.start, word.sent.words[word.i - word.sent.words[0].i + 1].end)
    if word.pos != "NOUN" or word.lemma not in lexicon.words("pointers") or word.tag != "NN":
        return None
    marks = [c for c in word.children if c.lower in _POINTING and c.i < word.i]
    more = [c for c in word.children if c.dep in ("amod", "compound", "prep", "relcl", "acl", "poss")]
    if not marks or any(c.lower not in _POINTING for c in more):
        return None  # "such a risky course" may be another one; "that policy of theirs" says which
    return span_of([*marks, word])


def _next_is_so(word: Word) -> bool:
    at = word.i - word.sent.words[0].i + 1
    return at < len(word.sent.words) and word.sent.words[at].lower == "so"
