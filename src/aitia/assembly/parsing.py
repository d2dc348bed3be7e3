"""Parse only what assembly looks at: the paragraphs that hold spans of causes and options."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aitia.language.page import Word
from aitia.language.paragraphs import paragraphs
from aitia.language.parse import DEFAULT_PARSER, read_pages
from aitia.model.reading import Reading
from aitia.model.text import Document, Span


@dataclass(frozen=True, slots=True)
class Parsed:
    """The parsed words of a text's paragraphs, in order, with offsets in that text."""

    words: Sequence[Word]
    starts: Sequence[int]

    def inside(self, span: tuple[int, int]) -> list[Word]:
        """The words that lie at least partly inside ``span``."""
        first = bisect_right(self.starts, span[0]) - 1
        first = first if first >= 0 and self.words[first].end > span[0] else first + 1
        return list(self.words[first : bisect_left(self.starts, span[1])])


def parse_spans(
    readings: Iterable[tuple[Reading, Sequence[Span]]], *, parser: str = DEFAULT_PARSER
) -> Iterator[Parsed]:
    """For each reading the words of the paragraphs that its spans lie in; parsed in one stream, in batches."""
    offsets: list[list[int]] = []

    def documents() -> Iterator[tuple[Document, Sequence[tuple[Span, str]]]]:
        for reading, spans in readings:
            wanted = _paragraphs(reading.text, spans)
            offsets.append([p.start for p in wanted])
            for paragraph in wanted:
                yield Document(id="", text=reading.text[paragraph.start : paragraph.end]), ()
            yield Document(id="", text=""), ()  # the end of this reading

    at, words = 0, list[Word]()
    count = 0
    for page in read_pages(documents(), parser=parser):
        if count < len(offsets[at]):
            for word in page.words:
                word.start += offsets[at][count]
                word.end += offsets[at][count]
            words += page.words
            count += 1
            continue
        yield Parsed(words, [w.start for w in words])
        at, count, words = at + 1, 0, []


def _paragraphs(text: str, spans: Sequence[Span]) -> list[Span]:
    """The paragraphs that share a character with one of ``spans``, in order."""
    if not spans:
        return []
    ordered = sorted(spans)
    found, at = [], 0
    for paragraph in paragraphs(text):
        while at < len(ordered) and ordered[at].end <= paragraph.start:
            at += 1
        if any(s.overlaps(paragraph) for s in ordered[at:] if s.start < paragraph.end):
            found.append(paragraph)
    return found
