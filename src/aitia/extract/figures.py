"""Read stated quantities: a page in, figures with bounds, unit and what they count out.

Example: "nearly 200,000 people fled in 2013" → low open, high 200000, unit people. Dates, ordinals, date offsets
("two weeks earlier"), names with numbers and "the two sides" are no figures.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from aitia.extract.figure_filters import no_figure
from aitia.extract.numbers import Quantity, quantities
from aitia.language.page import Page, Sentence, Word, trimmed_span
from aitia.model.reading import row_id
from aitia.model.records import Figure
from aitia.model.text import Span

_KILLING: Final = frozenset("kill wound injure displace arrest detain massacre murder execute behead slay".split())
_CLAUSE: Final = 30


class FiguresExtractor:
    """Reads the layer ``figures``."""

    name = "figures"

    def extract(self, page: Page) -> Iterator[Figure]:
        """Yield the quantities of a page in text order."""
        seen: set[str] = set()
        for sentence in page.content_sentences():
            span = sentence.span
            for found in quantities(page.text[span.start : span.end]):
                figure = _figure(page, sentence, found, span.start)
                if figure is not None and figure.id not in seen:
                    seen.add(figure.id)
                    yield figure


def _figure(page: Page, sentence: Sentence, found: Quantity, offset: int) -> Figure | None:
    word = page.word_at(found.core[0] + offset)
    last = page.word_at(found.core[1] + offset - 1)
    if word is None or last is None or word.sent is not sentence:
        return None
    word = _numeral(page, word, last)
    noun = _counted(word, found)
    if no_figure(page, word, noun, found):
        return None
    number = Span(found.start + offset, found.end + offset)
    counts = _counts(word, noun, found)
    return Figure(
        id=row_id("figure", number, found.low, found.high),
        number=number,
        low=found.low,
        high=found.high,
        approximate=found.approximate,
        unit=_unit(word, noun, found),
        counts=counts,
        scope=_scope(page, word, noun),
        claim=page.voices.at(number),
        rule=f"figures/{found.shape}",
        confidence=0.9 if found.digits or found.unit is not None else 0.75,
    )


def _numeral(page: Page, first: Word, last: Word) -> Word:
    """The word of a number that its syntax hangs on: the one whose head lies outside."""
    for word in page.words[first.i : min(last.i + 1, first.i + 12)]:
        outside = word.head is word or not first.i <= word.head.i <= last.i
        if outside and word.pos not in ("PUNCT", "SYM", "ADP", "DET", "ADV"):
            return word
    return first


def _counted(word: Word, found: Quantity) -> Word | None:
    """The noun a number counts: "37,000 troops", "hundreds of villages", "three-stage missile"."""
    for c in word.children:
        if c.dep == "prep" and c.lower == "of" and c.i > word.i:
            for noun in c.children:
                if noun.dep == "pobj":
                    return noun
    above = word
    for _ in range(4):
        head = above.head
        if head is above or above.dep not in (
            "nummod",
            "quantmod",
            "compound",
            "amod",
            "npadvmod",
            "nmod",
            "advmod",
            "predet",
            "det",
        ):
            break
        if head.pos in ("NOUN", "PROPN") and head.i > word.i:
            return head if head.dep not in ("nummod", "quantmod", "npadvmod") else _counted(head, found) or head
        above = head
    if word.pos in ("NOUN", "PROPN") and found.unit is not None:
        return None
    return None


def _unit(word: Word, noun: Word | None, found: Quantity) -> str | None:
    if found.unit is not None:
        return found.unit.name
    if noun is not None:
        return noun.text.lower() if found.low != 1 or noun.tag != "NN" else noun.lemma
    if found.shape == "share":
        return "share"
    if found.shape == "ratio":
        return "ratio"
    verb = word.head
    if verb.lemma in _KILLING:
        return "people"
    return None


def _counts(word: Word, noun: Word | None, found: Quantity) -> Span | None:
    """The words for what is counted: the noun phrase without its number, or the clause a duration measures."""
    measured = found.unit is not None and found.unit.kind in ("time", "percent", "length", "money")
    if noun is not None and not (measured and found.unit is not None and noun.lemma.rstrip("s") in found.unit.name):
        return _phrase(noun, word)
    head = word
    for _ in range(5):
        if head.pos in ("VERB", "AUX") or head.head is head:
            break
        head = head.head
        if head.pos in ("NOUN", "PROPN") and head.i > word.i and head.dep != "npadvmod" and not measured:
            return _phrase(head, word)
    if head.pos not in ("VERB", "AUX"):
        return _phrase(head, word) if head is not word else None
    own = set(_near(word))
    kept = [w for w in _near(head) if w not in own]
    return trimmed_span(kept) if kept else None


def _phrase(noun: Word, number: Word) -> Span | None:
    cut = {w.i for w in _near(number)} if number is not noun else set()
    stop = [c for c in noun.children if c.dep in ("relcl", "conj", "cc", "punct", "appos") and c.i > noun.i]
    for c in stop:
        if c.i - noun.i >= _CLAUSE:
            break
        cut.update(w.i for w in _near(c))
    first = min(cut, default=-1)
    kept = [w for w in _near(noun) if (w.i not in cut and w.i > first) or w is noun]
    return trimmed_span(kept) if kept else None


def _near(word: Word) -> list[Word]:
    """The subtree of a word as far as it lies near: a list of thousands hangs on one noun as well."""
    first, last = word.i - _CLAUSE + 1, word.i + _CLAUSE - 1
    out, stack = [], [word]
    while stack:
        one = stack.pop()
        out.append(one)
        below = one.children
        if len(below) > _CLAUSE:
            below = below[bisect_left(below, first, key=_index) : bisect_right(below, last, key=_index)]
        stack.extend(c for c in below if first <= c.i <= last)
    out.sort(key=_index)
    return out


def _index(word: Word) -> int:
    return word.i


def _scope(page: Page, word: Word, noun: Word | None) -> str | None:
    """A place or time the figure is stated for, where it is simple: "in Syria", "in 2013"."""
    holders = [noun] if noun is not None else []
    verb = word
    for _ in range(5):
        if verb.pos in ("VERB", "AUX") or verb.head is verb:
            break
        verb = verb.head
    holders.append(verb)
    found: list[str] = []
    for holder in holders:
        for c in holder.children:
            if c.dep == "prep" and c.lower in ("in", "across", "throughout", "since", "during"):
                for x in c.children:
                    named = x.ent in ("GPE", "LOC", "DATE", "FAC") and x is not word and word not in x.subtree()
                    if x.dep == "pobj" and named and c.lower not in found:
                        text = page.text[x.subtree()[0].start : x.end].strip()
                        if len(text) <= 40 and text not in found:
                            found.append(" ".join(text.split()))
    return ", ".join(found[:2]) or None
