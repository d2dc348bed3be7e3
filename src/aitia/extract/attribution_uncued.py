"""Quotations without a cue beside them: what is an utterance, who goes on, who was told about before, who signed.

Example: ``Maria Lind shook her head. “It is over.”`` → Maria Lind's; ``“It is over.” — Maria Lind`` too.
"""

from __future__ import annotations

import re
from typing import Final

from aitia.extract.attribution import speaks
from aitia.extract.attribution_verbs import entry_of, speakers
from aitia.extract.quotes import Quotation, Quotations
from aitia.language.page import Page, Word

_SIGNED: Final = re.compile(r"\.?\s*(?:[—–―]|--?)\s*(?=[^\W\d_])")
_FULL_END: Final = frozenset(".,!?…—–-")
_MARKS: Final = "’”'\" "


def is_speech(page: Page, q: Quotation) -> bool:
    """Whether a quotation is an utterance rather than a few quoted words."""
    inner = page.text[q.inner_start : q.inner_end].strip()
    if not inner:
        return False
    words = inner.count(" ") + 1
    after = page.text[q.end : q.end + 1]
    ended = inner[-1] in _FULL_END or after in (",",) or not q.closed
    begun = inner[0].isupper() or not inner[0].isalpha()
    if words == 1:
        return (
            ended and begun and (inner[-1] in ",!?" or page.text[max(0, q.start - 2) : q.start].strip() in (",", ":"))
        )
    return (ended and (begun or words >= 4)) or (begun and words >= 5)


def goes_on(page: Page, q: Quotation, last: Quotation) -> bool:
    """Whether a quotation without a cue goes on with the speaker before."""
    inner = page.text[q.inner_start : q.inner_end].strip()
    if len(inner) < 8:
        return False
    if inner[0].islower():  # "Now, “within the town there are many who do.”"
        opening = [w for w in _sentence_before(page, q) if w.pos != "PUNCT"]
        return 0 < len(opening) <= 2 and inner[-1] in ".!?" and q.paragraph == last.paragraph and inner.count(" ") > 4
    whole = inner.rstrip(_MARKS)[-1:] in tuple(".!?…,—–") or page.text[q.end : q.end + 1] in tuple(".,")
    if not whole and (inner.count(" ") < 8 or q.paragraph != last.paragraph):
        return False
    before = page.text[max(0, q.start - 3) : q.start].strip()
    if before and before[-1] not in ".!?:”\"’'…":
        return False
    if q.paragraph == last.paragraph:
        return True
    return q.paragraph - last.paragraph == 1 and not page.text[page_paragraph_start(page, q) : q.start].strip()


def teller_before(page: Page, q: Quotation, quotations: Quotations) -> Word | None:
    """The verb of the sentence right before a quotation that stands by itself: of saying, or else of one person."""
    inner = page.text[q.inner_start : q.inner_end].strip().rstrip(_MARKS)
    at = page_word(page, q.start) - 1
    if at < 0 or len(inner) < 20 or inner[-1] not in ".!?" or inner[0].islower():
        return None
    before = page.words[at]
    if before.text[-1:] not in ".!?" or q.paragraph - before.sent.paragraph > 1 or not before.sent.is_content:
        return None
    if page.text[before.end : q.start].strip() or quotations.over(before.start) is not None:
        return None
    root = next((w for w in before.sent.words if w.dep == "ROOT"), None)
    if root is None or root.pos not in ("VERB", "AUX") or quotations.over(root.start) is not None:
        return None
    entry = entry_of(root)
    told = entry is not None and bool(entry.frames & {"q", "t"})
    found = speakers(root)
    if not found or quotations.over(found[0].start) is not None:
        return None
    if told and speaks(page, found[0]):
        return root
    return root if len(found) == 1 and _is_person(page, found[0]) and before.text == "." else None


def _is_person(page: Page, word: Word) -> bool:
    """Whether a word stands for one person: a name, or a "he" or "she" that is understood."""
    people = page.cast.who(word)
    return len(people) == 1 and page.cast.kind(people[0].actor) == "person" and word.pos in ("PROPN", "PRON")


def signed(page: Page, q: Quotation) -> Word | None:
    """Whose name stands behind a dash below or after a quotation: “It is over.” — Maria Lind."""
    found = _SIGNED.match(page.text, q.end)
    first = next_word(page, found.end()) if found is not None else None
    if first is None or first.sent.paragraph - q.paragraph > 1:
        return None
    rest = [w for w in first.sent.words if w.i >= first.i]
    if len(rest) > 14 or any(w.pos in ("VERB", "AUX") and w.tag in ("VBD", "VBZ", "VBP") for w in rest):
        return None
    head = first
    while head.head.i in range(first.i, first.i + 6) and head.head is not head and head.dep in ("compound", "nmod"):
        head = head.head
    return head if head.pos == "PROPN" and head.text[:1].isupper() else None


def _sentence_before(page: Page, q: Quotation) -> list[Word]:
    """The words of its sentence before a quotation."""
    word = page.word_at(q.start)
    return [w for w in word.sent.words if w.end <= q.start] if word is not None else []


def page_paragraph_start(page: Page, q: Quotation) -> int:
    """Offset of the first word of the paragraph a quotation stands in."""
    word = page.word_at(q.start)
    start = q.start
    while word is not None and word.i > 0 and page.words[word.i - 1].sent.paragraph == q.paragraph:
        word = page.words[word.i - 1]
        start = word.start
        if q.start - start > 400:
            break
    return min(start, q.start)


def page_word(page: Page, offset: int) -> int:
    """Index of the word at or after ``offset``."""
    word = page.word_at(offset)
    return word.i if word is not None else len(page.words)


def next_word(page: Page, offset: int) -> Word | None:
    """The first word that begins at or after ``offset``."""
    word = page.word_at(offset)
    while word is not None and word.start < offset:
        word = page.words[word.i + 1] if word.i + 1 < len(page.words) else None
    return word
