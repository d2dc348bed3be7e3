"""Who tells, where the parser lost the subject behind an aside, and what "so" stands for.

Example: "Chad, saddled with debt, maintains that …" → Chad; "It was planned; the envoy said so" → [it was
planned].
"""

from __future__ import annotations

from typing import Final

from aitia.extract.attribution import clean
from aitia.extract.quotes import Quotations
from aitia.language.frames import surface_subjects
from aitia.language.page import Page, Word
from aitia.lexicon.claims import CueEntry
from aitia.model.text import Span

_FINITE: Final = frozenset(["VBD", "VBZ", "VBP"])
_TENSED: Final = frozenset(["VBD", "VBZ", "VBP", "MD"])
_AUX: Final = frozenset("has have had".split())
_BREAKS: Final = frozenset([";", ":", "(", ")", '"', "“", "”"])
_OPENS: Final = frozenset(["DET", "NOUN", "PROPN", "ADJ", "NUM"])
_JOINTS: Final = frozenset(["and", "but", "while", "though", "although", "because", "since", "that", "as", "for"])
_SO: Final = frozenset(["believe", "hope", "say", "suspect", "think"])
_FAR: Final = 40
_HELD: Final = frozenset(["accept", "believe", "imagine", "suppose", "think"])


def far_subject(verb: Word) -> list[Word]:
    """The subject before an aside that ends in the comma before the verb, where the parser gave the verb none."""
    words = verb.sent.words
    at = verb.i - words[0].i - 1
    while at > 0 and (words[at].pos == "ADV" or words[at].lower in _AUX):
        at -= 1
    if at < 2 or words[at].text != "," or (verb.tag not in _FINITE and words[at + 1].lower not in _AUX):
        return []
    first = at
    while first > 0 and words[first - 1].text not in _BREAKS and at - first < _FAR:
        first -= 1
        if words[first].text == "," and words[first + 1].lower in _JOINTS:
            first += 1
            break
    while first < at and (words[first].lower in _JOINTS or words[first].pos in ("PUNCT", "CCONJ")):
        first += 1
    region = words[first:at]
    comma = next((n for n, w in enumerate(region) if w.text == ","), None)
    if comma is None or not region or region[0].pos not in _OPENS:
        return []
    head: Word | None = None
    for w in region[:comma]:
        if w.tag in _TENSED:
            return []
        if w.pos == "ADP":
            break
        if w.pos in ("NOUN", "PROPN") and w.text not in ("'s", "’s"):
            head = w
    aside = region[comma + 1 :]
    if not aside or aside[0].pos == "CCONJ" or head is None:
        return []
    finite = next((w for w in aside if w.tag in _TENSED), None)
    participle = aside[0].tag in ("VBG", "VBN", "VBD")
    if finite is not None and not participle and not any(w.tag in ("WP", "WDT", "WP$") for w in aside[:4]):
        return []
    return [head]


def persuader(verb: Word) -> list[Word]:
    """Whose word it is in "The premier would have us believe that the war was over": the premier's."""
    above = verb.head
    if verb.lemma not in _HELD or verb.tag != "VB" or verb.dep not in ("ccomp", "xcomp") or above.lemma != "have":
        return []
    held = verb.child("nsubj")
    if held is None or not above.i < held.i < verb.i or not any(c.tag == "MD" for c in above.children):
        return []
    return surface_subjects(above)


def said_so(page: Page, verb: Word, entry: CueEntry, quotations: Quotations) -> list[Span]:
    """What "so" stands for behind a verb of saying: the clause before a semicolon, else the sentence before."""
    words = verb.sent.words
    at = verb.i - words[0].i + 1
    if verb.lemma not in _SO or entry.particle or at >= len(words) or words[at].lower != "so":
        return []
    if at + 1 < len(words) and words[at + 1].text not in (".", ",", ";", "!") and words[at + 1].pos != "ADP":
        return []
    if verb.tag not in _FINITE and not any(c.lower in _AUX for c in verb.children):
        return []
    n = at
    while n > 0 and words[n].text not in (";", ":"):
        n -= 1
    if n > 1:
        span = clean(page, words[0].start, words[n - 1].end, quotations)
        return [span] if span is not None else []
    number = verb.sent.index
    before = page.sentences[number - 1] if number else None
    if before is None or before.paragraph != verb.sent.paragraph or not before.is_content:
        return []
    span = clean(page, before.span.start, before.span.end, quotations)
    return [span] if span is not None else []
