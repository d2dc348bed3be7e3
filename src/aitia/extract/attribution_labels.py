"""Speech that a colon hands to somebody: headlines, the tags of transcripts, and texts given without quotation marks.

Example: "HUSSEIN: We never agreed." → Hussein, [:], [We never agreed.]
"The communique reads: The army left. Nobody came." → The communique, [reads], [The army left. Nobody came.]
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Final

from aitia.extract.attribution import FIRST_PERSON, TEXTS, Draft, clean, names_people, speaks
from aitia.extract.attribution_verbs import cue_words, entry_of
from aitia.extract.quotes import Quotations
from aitia.language.frames import surface_subjects
from aitia.language.page import Page, Sentence, Word
from aitia.model.text import Span

_OPENING: Final = 4  # sentences before the words of a press release at most
# what a page prints beside a text: when it was put up
_STAMP: Final = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})? ?(?:[AaPp]\.?[Mm]\b|IST|GMT|UTC|EST|EDT|CET|BST|PST|PDT|hrs)")
_LABEL: Final = 7  # words before the colon at most
_HEADLINE: Final = 12  # words of a headline's first part at most
_NOT_LABELS: Final = frozenset(
    "q a note update correction editor photo photos video source sources related read more watch live breaking".split()
)
_ADDRESSES: Final = frozenset(["to", "dear", "sir", "sirs", "madam", "attn", "re"])


def read_labels(page: Page, quotations: Quotations, taken: set[int]) -> Iterator[Draft]:
    """Claims by labels at the beginning of a paragraph; ``taken`` are sentences that have a cue for their colon."""
    sentences = list(page.content_sentences())
    taken |= {page.words_in(q.turn.label)[0].sent.index for q in quotations.turns if q.turn is not None}
    for number, sentence in enumerate(sentences):
        if number and sentences[number - 1].paragraph == sentence.paragraph:
            continue
        reach = _HEADLINE if sentence.kind == "title" else _LABEL
        colon = next((w for w in sentence.words[1 : reach + 1] if w.text == ":"), None)
        if colon is None or sentence.index in taken:
            continue
        label = [w for w in sentence.words if w.i < colon.i]
        if label[0].lower in _ADDRESSES:
            continue  # "To the editor:": who is written to
        head = _label_head(page, label) or _headliner(page, sentence, label, colon)
        if head is None:
            continue
        end = _end(sentences, number)
        if _STAMP.search(page.text, colon.end, end):
            continue  # "VARNA : Strike goes on May 03 , 2015 00:00 IST": a dateline
        content = clean(page, colon.end, end, quotations)
        if content is None or content.end - content.start < 8:
            continue
        if not _is_statement(page, content, tag=label[0].text.isupper() and len(label) <= 3):
            continue
        yield Draft(
            colon, [colon], [head], [content], source_span=Span(label[0].start, label[-1].end), rule="label",
            strong=True,
        )  # fmt: skip


def read_texts(page: Page, quotations: Quotations, taken: Container[int]) -> dict[int, Draft]:
    """Claims of texts given behind a colon without marks, by their verb: to the end of the paragraph, or the next."""
    found: dict[int, Draft] = {}
    sentences = list(page.content_sentences())
    for number, sentence in enumerate(sentences):
        colon = next((w for w in sentence.words[2:] if w.text == ":"), None)
        if colon is None or quotations.over(colon.start) is not None:
            continue
        verb = next((w for w in reversed(sentence.words) if w.i < colon.i and w.pos in ("VERB", "AUX")), None)
        entry = entry_of(verb) if verb is not None else None
        if verb is None or entry is None or "q" not in entry.frames or verb.i in taken or colon.i - verb.i > 4:
            continue
        subjects = [w for w in surface_subjects(verb) if w.i < verb.i]
        sources = [w for w in subjects if w.lemma in TEXTS]
        start, end = colon.end, _end(sentences, number)
        apart = not page.text[start:end].strip() and number + 1 < len(sentences)
        if apart:
            start, end = sentences[number + 1].span.start, _end(sentences, number + 1)
        rule = "quote/text"
        if apart and not sources and _is_release(sentences, number, quotations):
            rule = "quote/release"
            sources = [w for w in subjects if speaks(page, w)]
            end = sentences[-1].span.end
        content = clean(page, start, end, quotations) if sources else None
        if content is None or content.end - content.start < 20 or any(True for _ in quotations.touching(content)):
            continue
        found[verb.i] = Draft(verb, cue_words(verb, entry), sources, [content], rule=rule, strong=True)
    return found


def _is_release(sentences: list[Sentence], number: int, quotations: Quotations) -> bool:
    """Whether a colon near the beginning hands the rest of a text to a speaker, who says "we" or "I" in it."""
    if number >= _OPENING or sentences[number].paragraph == sentences[number + 1].paragraph:
        return False
    rest = Span(sentences[number + 1].span.start, sentences[-1].span.end)
    if any(True for _ in quotations.touching(rest)):
        return False
    return any(w.lower in FIRST_PERSON for s in sentences[number + 1 :] for w in s.words)


def _label_head(page: Page, label: list[Word]) -> Word | None:
    """The name or description that the words before a colon consist of, or None."""
    words = [w for w in label if w.pos not in ("PUNCT", "SPACE") and any(c.isalnum() for c in w.text)]
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
    return last if any(w.pos in ("NOUN", "PROPN") and names_people(w) for w in (last, words[-1])) else None


def _headliner(page: Page, sentence: Sentence, label: list[Word], colon: Word) -> Word | None:
    """Who says "I" or is quoted behind the colon of a headline: "Lind Backs Truce: I Am Proud"."""
    after = [w for w in sentence.words if w.i > colon.i]
    quoted = bool(after) and after[0].text in ("'", "‘", '"', "“", "``")
    if sentence.kind != "title" or not (quoted or any(w.lower in FIRST_PERSON for w in after)):
        return None
    subject = next((w for w in label if w.dep == "nsubj"), None)
    mention = page.cast.at(subject) if subject is not None else None
    named = mention is not None and mention.form == "name" and page.cast.kind(mention.actor) != "state"
    bare = mention is None and subject is not None and subject.text[:1].isupper() and subject.child("compound")
    return subject if named or bare else None


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
