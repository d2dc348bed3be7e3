"""Where on a page somebody speaks, and who does: what "he" can mean before, inside and after a quotation."""

from __future__ import annotations

from itertools import accumulate
from typing import Final

from aitia.extract.quotes import Quotation, find_quotations
from aitia.language.page import Page, Sentence, Word
from aitia.lexicon.claims import cue_entries

NEXT: Final = 60  # characters between a quotation and its verb of speech


class Speech:
    """What of a page is direct speech, and who speaks outside it."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.quotations = find_quotations(page)
        told = list(accumulate((not self._is_quoted(s) for s in page.sentences), initial=0))
        self._told = dict(zip((s.index for s in page.sentences), told, strict=False))

    def _is_quoted(self, sentence: Sentence) -> bool:
        around = self.quotations.over(sentence.span.start)
        return around is not None and around.end >= sentence.span.end - 1

    def quotation(self, word: Word) -> Quotation | None:
        """The quotation a word stands in."""
        return self.quotations.over(word.start)

    def after(self, quotation: Quotation) -> list[Word]:
        """The few words that follow a quotation in its sentence."""
        first = self._page.word_at(quotation.end)
        if first is None or self.quotation(first) is quotation:
            return []
        return [w for w in self._page.words[first.i : first.i + 8] if w.sent.paragraph == quotation.paragraph]

    def gap(self, mention: Word, word: Word) -> int:
        """Sentences between two words; for words outside quotations only sentences told count."""
        plain = word.sent.index - mention.sent.index
        if self.quotation(word) is not None or self.quotation(mention) is not None:
            return plain
        return min(plain, self._told[word.sent.index] - self._told[mention.sent.index])


def speaks(word: Word) -> bool:
    """Whether a word is the subject of a verb of speech."""
    verb = word.head
    if word.dep not in ("nsubj", "nsubjpass") or verb.pos != "VERB":
        return False
    return any("q" in e.frames for e in cue_entries("verb").get(verb.lemma, ()))


def utters(word: Word, quotation: Quotation) -> bool:
    """Whether a subject outside a quotation is that of the verb of speech next to it."""
    if not speaks(word):
        return False
    verb = word.head
    return 0 <= quotation.start - verb.end < NEXT or 0 <= verb.start - quotation.end < NEXT
