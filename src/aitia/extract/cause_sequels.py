"""Links that tell what came of something: "and so they left", "whereupon he resigned", "Hence the silence"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_links import Draft, before_span, certainty_of
from aitia.extract.cause_spans import clause, phrase, span, verb_phrase
from aitia.language.page import Page, Word
from aitia.model.text import Span

_SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj", "expl")
_FINITE: Final = frozenset(["VBD", "VBZ", "VBP"])
_NOMINATIVE: Final = frozenset("he she it they we i".split())
_INFERRED: Final = frozenset(["hence", "thus", "whence"])
_NO_RESULT: Final = frozenset("did do does is was were are has have had on forth far much many long".split())


def sequel_links(page: Page, word: Word) -> Iterator[Draft]:
    """Links of "and so", "whereupon", a bare "Hence X", and "By V-ing X" before a clause the parser put inside it."""
    low = word.lower
    at = word.i - word.sent.words[0].i
    if low == "so" and at > 1 and word.sent.words[at - 1].lower == "and":
        yield from _and_so(word, at)
    elif low == "whereupon":
        yield from _whereupon(word)
    elif low in _INFERRED and at == 0:
        yield from _hence(page, word)
    elif low == "by" and word.dep == "ROOT":
        yield from _by_first(word)
    elif low == "took" and word.pos == "VERB":
        yield from _it_took(word)


def _and_so(word: Word, at: int) -> Iterator[Draft]:
    words = word.sent.words
    after = words[at + 1 : at + 2]
    if not after or after[0].lower in _NO_RESULT or after[0].pos == "PUNCT":
        return
    verb = word.head
    if verb.pos not in ("VERB", "AUX") or verb.i < word.i:
        return
    earlier = verb.head if verb.dep == "conj" and verb.head.i < word.i else None
    if earlier is None or earlier.pos not in ("VERB", "AUX") or verb.lemma == "do":
        return
    own = verb.child(*_SUBJECTS)
    told = clause(verb, {word.i}) if own is not None else verb_phrase(verb, {word.i})
    cause = span([w for w in clause(earlier, {verb.i}) if w.i < word.i])
    effect = span([w for w in told if w.i > word.i])
    if cause is not None and effect is not None:
        sure = certainty_of(verb)
        sure = "asserted" if sure == "negated" else sure
        yield Draft(cause, effect, Span(words[at - 1].start, word.end), 1, sure, "causes/so", 0.6)


def _whereupon(word: Word) -> Iterator[Draft]:
    verb = word.head
    above = verb.head
    if verb.i < word.i or verb.pos not in ("VERB", "AUX") or above.pos not in ("VERB", "AUX") or above.i > word.i:
        return
    nearest = [c for c in (above, *above.children) if c is above or (c.dep == "conj" and c.i < word.i)]
    above = max(nearest, key=lambda w: w.i)
    cause = span([w for w in clause(above, {verb.i}) if w.i < word.i])
    effect = span([w for w in clause(verb, {word.i}) if w.i > word.i])
    if cause is not None and effect is not None:
        yield Draft(cause, effect, Span(word.start, word.end), 1, certainty_of(verb), "causes/whereupon", 0.7)


def _hence(page: Page, word: Word) -> Iterator[Draft]:
    """A sentence that only names what follows: "Hence the silence of the council"."""
    root = next((w for w in word.sent.words if w.head is w), None)
    if root is None or root.pos not in ("NOUN", "PROPN") or root.child(*_SUBJECTS) is not None:
        return
    cause = before_span(page, word.sent)
    effect = span([w for w in phrase(root, {word.i}) if w.i > word.i])
    if cause is not None and effect is not None:
        yield Draft(cause, effect, Span(word.start, word.end), 1, "asserted", "causes/adverb:hence", 0.6)


def _by_first(word: Word) -> Iterator[Draft]:
    """ "By closing the schools he handed them recruits": the main clause parsed as a relative one of the object."""
    words = word.sent.words
    means = word.child("pcomp")
    if means is None or means.tag != "VBG":
        return
    subject = next((w for w in words if w.i > means.i and w.dep in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.lower not in _NOMINATIVE or subject.head.pos != "VERB" or subject.i > subject.head.i:
        return
    verb = subject.head
    if any(w.tag in ("WDT", "WP", "WRB") or w.dep == "mark" for w in words if means.i < w.i < subject.i):
        return
    cause = span(w for w in words if means.i <= w.i < subject.i and w.text != ",")
    effect = span([w for w in verb_phrase(verb) if w.i >= verb.i])
    if cause is not None and effect is not None:
        yield Draft(cause, effect, Span(word.start, word.end), 1, certainty_of(verb), "causes/by-gerund", 0.7)


def _it_took(word: Word) -> Iterator[Draft]:
    """ "It took a war to make them talk": what was needed is the cause."""
    it = word.child("nsubj")
    needed = [c for c in word.children if c.dep in ("dobj", "dative") and c.i > word.i]
    if it is None or it.lower != "it" or not needed:
        return
    below = [c for w in (word, *needed) for c in w.children]
    end = next((c for c in below if c.tag == "VB" and c.i > needed[-1].i and _to(c)), None)
    if end is None or needed[-1].ent in ("DATE", "TIME", "CARDINAL") or needed[-1].pos == "PRON":
        return
    cause = span([w for w in phrase(needed[-1], {end.i}) if w.i < end.i])
    effect = span(verb_phrase(end))
    if cause is not None and effect is not None:
        yield Draft(cause, effect, Span(it.start, word.end), 1, certainty_of(word), "causes/it-took", 0.6)


def _to(verb: Word) -> bool:
    return any(c.dep == "aux" and c.lower == "to" for c in verb.children)
