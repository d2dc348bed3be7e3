"""Rows of orders that open a sentence: "Pass the law, let them rebuild, and keep the builders out".

The parser takes the first of such a row for a clause of the next, so the row is known by its place: a bare verb at the
head of the sentence, and the sentence's main verb one of the row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.option_drafts import SUBJECTS, Draft, auxiliaries, idle
from aitia.extract.option_lists import deeds
from aitia.language.page import Sentence, Word
from aitia.lexicon import options as lexicon
from aitia.lexicon.events import event_lexicon

_OPENERS: Final = frozenset("instead so then now but and rather first please therefore no yes failing that".split())
_NEAR: Final = 5  # words before the first verb
_LOOSE: Final = frozenset(["advcl", "ccomp", "parataxis", "dep", "csubj"])


def first_order(sentence: Sentence) -> Word | None:
    """The bare verb that opens a sentence behind no more than a particle: "Instead, send observers"."""
    for word in sentence.words[:_NEAR]:
        if word.pos == "PUNCT" or word.lower in _OPENERS:
            continue
        bare = word.tag == "VB" and word.pos == "VERB" and word.lower == word.lemma
        if not bare or auxiliaries(word) or any(c.dep in SUBJECTS for c in word.children):
            return None
        return word
    return None


def is_weighty(first: Word) -> bool:
    """Whether an order, or a row it opens, asks for what is done in a conflict: no recipe, no advice to readers."""
    row = [head for head, _, _ in deeds(first)]
    known = [h for h in row if h.lemma in lexicon.words("acts") or event_lexicon().of("verb", h.lemma)]
    return len(row) > 1 and bool(known) and not any(h.lemma in lexicon.words("asides") for h in row[:1])


def orders(sentence: Sentence) -> Iterator[Draft]:
    """Drafts of a row of orders whose first the parser hangs on a later one."""
    if sentence.kind != "body" or sentence.words[-1].text == "?":
        return
    first = first_order(sentence)
    if first is None or first.dep not in _LOOSE or idle(first):
        return
    row = list(deeds(first))
    heads = {head.i for head, _, _ in row}
    top = first
    while top.dep != "ROOT" and top.head is not top:
        top = top.head
    if len(row) < 2 or top.i not in heads or any(c.dep in SUBJECTS for c in top.children):
        return
    for head, words, stance in row:
        if head.lower != "let" and head.lemma not in lexicon.words("asides"):
            yield Draft(head, words, stance, "options/imperative", 0.62)
