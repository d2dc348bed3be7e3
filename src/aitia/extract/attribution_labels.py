"""Speech that a colon hands to somebody: headlines ("Minister: No talks with rebels") and the tags of transcripts.

Example: "HUSSEIN: We never agreed." → Hussein, [:], [We never agreed.]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.attribution import Draft, clean, names_people
from aitia.extract.quotes import Quotations
from aitia.language.page import Page, Sentence, Word
from aitia.model.text import Span

_LABEL: Final = 7  # words before the colon at most
_NOT_LABELS: Final = frozenset(
    "q a note update correction editor photo photos video source sources related read more watch live breaking".split()
)


def read_labels(page: Page, quotations: Quotations, taken: set[int]) -> Iterator[Draft]:
    """Claims by labels at the beginning of a paragraph; ``taken`` are sentences that have a cue for their colon."""
    sentences = list(page.content_sentences())
    for number, sentence in enumerate(sentences):
        if number and sentences[number - 1].paragraph == sentence.paragraph:
            continue
        colon = next((w for w in sentence.words[1 : _LABEL + 1] if w.text == ":"), None)
        if colon is None or sentence.index in taken:
            continue
        label = [w for w in sentence.words if w.i < colon.i]
        head = _label_head(page, label)
        if head is None:
            continue
        end = _end(sentences, number)
        content = clean(page, colon.end, end, quotations)
        if content is None or content.end - content.start < 8:
            continue
        if not _is_statement(page, content, tag=label[0].text.isupper() and len(label) <= 3):
            continue
        yield Draft(
            colon, [colon], [head], [content], source_span=Span(label[0].start, label[-1].end), rule="label",
            strong=True,
        )  # fmt: skip


def _label_head(page: Page, label: list[Word]) -> Word | None:
    """The name or description that the words before a colon consist of, or None."""
    words = [w for w in label if w.pos not in ("PUNCT", "SPACE")]
    if not words or any(w.pos in ("VERB", "AUX", "SCONJ") for w in words) or words[0].lower in _NOT_LABELS:
        return None
    if not any(w.text[:1].isupper() for w in words):
        return None
    inside = {w.i for w in words}
    heads = [w for w in words if w.head.i not in inside or w.head is w]
    for head in (*heads, *reversed(words)):
        mention = page.cast.at(head)
        if mention is not None and mention.form == "name" and page.cast.kind(mention.actor) != "state":
            return head
    last = heads[-1] if heads else words[-1]
    if len(words) > 3:
        return None
    if all(w.pos == "PROPN" for w in words) and (last.ent in ("PERSON", "ORG") or words[0].text.isupper()):
        return last
    return last if names_people(last) or names_people(words[-1]) else None


def _end(sentences: list[Sentence], number: int) -> int:
    end = sentences[number].span.end
    for later in sentences[number + 1 :]:
        if later.paragraph != sentences[number].paragraph:
            break
        end = later.span.end
    return end


def _is_statement(page: Page, content: Span, *, tag: bool) -> bool:
    words = page.words_in(content)
    if len(words) < 3:
        return False
    return tag or any(w.pos in ("VERB", "AUX") and w.tag not in ("VBG", "VBN") for w in words)
