"""A document with its parse: plain words, sentences and entities that every extractor reads.

The parser's objects end here. ``Word`` is light, picklable and independent of the parser, and carries offsets
into the document's own text, whatever was repaired or folded before parsing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from aitia.model.text import Document, Span

SentenceKind = Literal["body", "title", "byline", "dateline", "published_on", "bio", "handle", "promo", "turn"]
CONTENT_KINDS: Final = frozenset({"body", "title"})


class Word:
    """One token: form, lemma, tags (Universal and Penn), head and children, offsets in the document's text."""

    __slots__ = (
        "children", "dep", "end", "ent", "head", "i", "iob", "lemma", "lower", "pos", "sent", "start", "tag", "text",
    )  # fmt: skip

    def __init__(self, i: int, text: str, lemma: str, pos: str, tag: str, dep: str, start: int, end: int) -> None:
        self.i = i
        self.text = text
        self.lower = text.lower()
        self.lemma = lemma
        self.pos = pos
        self.tag = tag
        self.dep = dep
        self.start = start
        self.end = end
        self.head: Word = self
        self.children: list[Word] = []
        self.sent: Sentence
        self.ent = ""
        self.iob = "O"

    def __repr__(self) -> str:
        return f"{self.text}/{self.i}"

    def ancestors(self) -> Iterator[Word]:
        """The chain of heads above, nearest first."""
        word = self
        while word.head is not word:
            word = word.head
            yield word

    def subtree(self) -> list[Word]:
        """This word and everything below it, in text order."""
        out, stack = [], [self]
        while stack:
            word = stack.pop()
            out.append(word)
            stack.extend(word.children)
        out.sort(key=_index)
        return out

    def child(self, *deps: str) -> Word | None:
        """The first child with one of these dependency labels."""
        for c in self.children:
            if c.dep in deps:
                return c
        return None


def _index(word: Word) -> int:
    return word.i


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence: its words, its span in the document, its paragraph, and whether it is text or apparatus."""

    index: int
    words: list[Word]
    paragraph: int
    kind: SentenceKind = "body"

    @property
    def span(self) -> Span:
        """From the first to the last character."""
        return Span(self.words[0].start, self.words[-1].end)

    @property
    def is_content(self) -> bool:
        """Body text or headline, as against bylines, bios, handles and promotion."""
        return self.kind in CONTENT_KINDS


@dataclass(slots=True, eq=False)
class Entity:
    """A named entity as the parser saw it: words ``[start, end)`` of the page and a label."""

    start: int
    end: int
    label: str


@dataclass(slots=True, eq=False)
class Page:
    """What every extractor reads. ``cast`` and ``voices`` are filled by the first two stages of the reader."""

    document: Document
    words: list[Word]
    sentences: list[Sentence]
    entities: list[Entity]
    cast: Any = None
    voices: Any = None
    cache: dict[str, Any] = field(default_factory=dict)
    opinions: dict[str, float] = field(default_factory=dict)  # by row id: how probable the trained heads think it
    looks: dict[str, float] = field(default_factory=dict)  # by row id: how probably right, by its words
    marks: dict[str, dict[str, float]] = field(default_factory=dict)  # by row id: what tells how probably it is right
    _starts: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The document's text, unchanged."""
        return self.document.text

    def quote(self, span: tuple[int, int]) -> str:
        """The words of the text at ``span``."""
        return self.document.text[span[0] : span[1]]

    def content_sentences(self) -> Iterator[Sentence]:
        """Sentences of the text proper, without bylines, bios and promotion."""
        return (s for s in self.sentences if s.is_content)

    def word_at(self, offset: int) -> Word | None:
        """The word that covers character ``offset``, or the next one after it."""
        if not self._starts:
            self._starts = [w.start for w in self.words]
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and self.words[at].end > offset:
            return self.words[at]
        return self.words[at + 1] if at + 1 < len(self.words) else None

    def words_in(self, span: tuple[int, int]) -> list[Word]:
        """The words that lie at least partly inside ``span``."""
        first = self.word_at(span[0])
        if first is None:
            return []
        return self.words[first.i : bisect_left(self._starts, span[1])]


_TRIM: Final = frozenset(" ,;:.–—-\t\n")


def span_of(words: Iterable[Word]) -> Span:
    """The span from the first to the last of ``words`` (at least one)."""
    found = list(words)
    return Span(min(w.start for w in found), max(w.end for w in found))


def trimmed_span(words: Iterable[Word]) -> Span | None:
    """As ``span_of``, without punctuation at either end; None where nothing is left."""
    kept = sorted(words, key=_index)
    while kept and (kept[0].pos in ("PUNCT", "SPACE", "CCONJ") or kept[0].text in _TRIM):
        kept.pop(0)
    while kept and (kept[-1].pos in ("PUNCT", "SPACE", "CCONJ") or kept[-1].text in _TRIM):
        kept.pop()
    return span_of(kept) if kept else None
