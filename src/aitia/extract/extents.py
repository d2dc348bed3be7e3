"""How far a mention by description reaches: with what tells whom it means, "the generals in Ankara"."""

from __future__ import annotations

from typing import Final

from aitia.extract.cast import CastMention
from aitia.language.page import Page, Word, span_of
from aitia.model.text import Span

_PREPOSITIONS: Final = frozenset(["of", "in", "at", "for", "to", "on", "near", "with"])
_PARTICIPLES: Final = frozenset(["VBG", "VBN"])
_LONGEST: Final = 14


def extent(mention: CastMention, page: Page) -> Span:
    """The span of a mention; of a description with the phrases that follow its noun without a comma."""
    if mention.form != "nominal":
        return mention.span
    end = mention.end
    for c in sorted(mention.head.children, key=lambda c: c.i):
        if c.i < end or not _tells_who(c):
            continue
        below = c.subtree()
        if below[0].i != end or below[-1].i - end > _LONGEST or below[-1].i - below[0].i + 1 != len(below):
            break
        if any(w.pos == "PROPN" or w.text[:1].isupper() for w in below):
            break  # whoever is named there is somebody else
        end = below[-1].i + 1
    if end == mention.end:
        return mention.span
    while page.words[end - 1].pos == "PUNCT" and page.words[end - 1].text != ")":
        end -= 1
    return Span(mention.span.start, span_of(page.words[mention.end - 1 : end]).end)


def _tells_who(word: Word) -> bool:
    if word.dep == "prep":
        return word.lower in _PREPOSITIONS
    return word.dep == "acl" and word.tag in _PARTICIPLES
