"""Causes that a sentence singles out: "what broke them was hunger", "it was fear that drove them".

What is put aside in the same breath ("was not the army but the drought") becomes a link with certainty ``negated``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aitia.extract.cause_links import cause_span, certainty_of
from aitia.extract.cause_spans import noun_phrase, phrase, span, starting_at
from aitia.language.arcs import conjuncts
from aitia.language.page import Page, Word
from aitia.language.status import has_neg
from aitia.model.codes import Certainty
from aitia.model.text import Span

_RELATIVES: Final = frozenset(["that", "who", "which"])
_ASIDE: Final = (["rather", "than"], ["instead", "of"])
_OPENING: Final = frozenset(["not", "and", ",", "rather", "than", "instead", "of"])

_REACH: Final = 24  # words from "nothing" to "than"

Told = list[tuple[Span, Certainty]]


def singled_out(page: Page, verb: Word, subject: Word | None) -> Told | None:
    """Causes and their certainty where a cleft names the subject of ``verb``; None where there is no cleft."""
    if subject is None or subject.i > verb.i:
        return None
    if subject.lower == "what":
        found = _of_what(verb)
    elif subject.lower in _RELATIVES:
        found = _of_it(subject)
    else:
        return None
    if found is None:
        return None
    focus, copula = found
    sure = certainty_of(verb)
    if focus.i < copula.i:  # "fear is what drives them"
        against = [o for o in put_aside(focus) if o.i < copula.i]
        stop = {w.i for o in against for w in o.subtree()} | {c.i for c in focus.children if against and c.dep == "cc"}
        where_not = aside_span(against[0]) if against else None
        denied_too: Told = [(where_not, "negated")] if where_not is not None else []
        return _asserted(page, focus, {copula.i, verb.i, *stop}, sure) + denied_too
    other = next((c for c in conjuncts(focus) if c is not focus and c.dep == "conj" and _behind(c, "but")), None)
    denied = has_neg(copula) or any(c.lower in ("not", "neither") and c.i < focus.i for c in focus.children)
    aside = put_aside(focus)
    if aside and not denied:
        stop = {copula.i, verb.i, *(w.i for w in aside), *(c.i for c in focus.children if c.dep in ("cc", "neg"))}
        where = aside_span(aside[0])
        return _asserted(page, focus, stop, sure) + ([(where, "negated")] if where is not None else [])
    if denied and other is None:
        return _asserted(page, focus, {copula.i, verb.i}, "negated")
    if not denied or other is None:
        return _asserted(page, focus, {copula.i, verb.i}, sure)
    joined = {c.i for w in (focus, other.head) for c in w.children if c.dep in ("preconj",) or c.lower == "but"}
    stop = {copula.i, verb.i, other.i, *joined, *(c.i for c in focus.children if c.dep == "cc" and other.head is focus)}
    out = _asserted(page, focus, stop, "negated") + _asserted(page, other, {focus.i, copula.i, verb.i}, sure)
    return out or None


def _asserted(page: Page, head: Word, stop: set[int], sure: Certainty) -> Told:
    if head.lower in _RELATIVES or head.lower == "this":
        where = cause_span(page, head, stop)
    elif head.pos in ("PRON", "ADJ", "ADV"):
        return []
    else:
        where = span(phrase(head, stop))
    return [(where, sure)] if where is not None else []


def _of_what(verb: Word) -> tuple[Word, Word] | None:
    copula = verb.head
    if copula.lemma != "be":
        return None
    if verb.i < copula.i:
        said = copula.child("attr", "ccomp", "nsubj")
        return (said, copula) if said is not None and said.i > copula.i else None
    subject = copula.child("nsubj")
    return (subject, copula) if subject is not None and subject.i < copula.i else None


def _of_it(relative: Word) -> tuple[Word, Word] | None:
    """The "be" before the relative whose subject is "it", with what it names."""
    words = relative.sent.words
    for w in reversed(words[: relative.i - words[0].i]):
        if w.lemma == "be" and (it := w.child("nsubj")) is not None and it.lower == "it":
            said = w.child("attr", "acomp")
            fits = said is not None and w.i < said.i < relative.i and said.pos in ("NOUN", "PROPN", "VERB")
            return (said, w) if fits and said is not None else None
    return None


def _behind(word: Word, name: str) -> bool:
    """Whether ``name`` is the conjunction that joins ``word``."""
    return any(c.dep == "cc" and c.lower == name and c.i < word.i for c in word.head.children)


def put_aside(head: Word) -> list[Word]:
    """What is set against a noun right behind it: "the vote, and not any camp", "hunger rather than hatred"."""
    words = head.sent.words
    base = words[0].i
    limit = min(noun_phrase(head)[-1].i + 4, words[-1].i) - base
    for at in range(head.i - base + 1, limit + 1):
        if words[at].pos in ("VERB", "AUX") or words[at].dep == "mark":
            return []
        here = [w.lower for w in words[at : at + 2]]
        set_off = here[:1] == ["not"] and words[at - 1].text in (",", "—", "–", "and")
        if set_off or here in _ASIDE:
            return _next_noun(words[at + (1 if set_off else 2) :][:7])
    return []


def _next_noun(words: Sequence[Word]) -> list[Word]:
    for w in words:
        if w.pos in ("NOUN", "PROPN") and w.dep != "compound":
            return [w]
        if w.pos in ("VERB", "AUX", "ADP", "PUNCT") and w.dep not in ("amod", "compound"):
            return []
    return []


def more_than(verb: Word) -> list[Span]:
    """What is named as the strongest cause: "nothing did more for it than the raid"."""
    subject = verb.child("nsubj")
    above = verb.head if subject is None and verb.dep in ("xcomp", "advcl") else verb
    subject = subject or above.child("nsubj")
    if subject is None or subject.lower != "nothing":
        return []
    words = verb.sent.words
    behind = words[subject.i - words[0].i + 1 :][:_REACH]
    than = next((k for k, w in enumerate(behind) if w.lower == "than" and w.i > verb.i), None)
    if than is None or not any(w.lower in ("more", "better") or w.tag in ("JJR", "RBR") for w in behind[:than]):
        return []
    top = starting_at(behind[than + 1]) if than + 1 < len(behind) else None
    if top is None or top.pos not in ("NOUN", "PROPN", "VERB") or behind[than + 1].tag in ("WP", "IN"):
        return []
    where = span([w for w in phrase(top) if w.i > behind[than].i])
    return [where] if where is not None else []


def aside_span(head: Word) -> Span | None:
    """The span of what is put aside, without its "not"."""
    words = noun_phrase(head)
    while words and words[0].lower in _OPENING:
        words = words[1:]
    return span(words)
