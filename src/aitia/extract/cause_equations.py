"""Links of sentences that equate or weigh: "To X is to Y", "X is why Y", "X is the reason Y", "at the cost of Y"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_links import Draft, cause_span, certainty_of
from aitia.extract.cause_spans import clause, noun_phrase, phrase, span, verb_phrase
from aitia.language.page import Page, Word
from aitia.model.text import Span

_SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj", "expl")
_COST: Final = {"cost": -1, "expense": -1, "price": 1}
_EMPTY: Final = frozenset("say be do see know understand miss ask".split())


def equation_links(page: Page, word: Word) -> Iterator[Draft]:
    """Links of a copula between two infinitives, before "why", or before "the reason", and of "at the cost of"."""
    if word.lemma == "be" and word.pos in ("AUX", "VERB"):
        yield from _to_is_to(word)
        yield from _is_why(page, word)
        yield from _is_reason(page, word)
    elif word.lower in _COST and word.dep == "pobj" and word.head.lower == "at":
        yield from _at_cost(word)


def _infinitive(verb: Word) -> bool:
    return verb.tag == "VB" and any(c.lower == "to" and c.dep == "aux" for c in verb.children)


def _to_is_to(be: Word) -> Iterator[Draft]:
    """ "To send them back would be to betray them": the deed and what it comes to."""
    deed = be.child("csubj", "nsubj")
    end = be.child("xcomp", "ccomp")
    if deed is None or end is None or not (_infinitive(deed) or deed.tag == "VBG") or deed.pos != "VERB":
        return
    if not _infinitive(end) or end.i < be.i or deed.i > be.i or end.child(*_SUBJECTS) is not None:
        return
    if end.lemma in _EMPTY or deed.lemma in _EMPTY or be.child("neg") is not None:
        return
    cause = span([w for w in verb_phrase(deed) if w.i < be.i])
    effect = span(verb_phrase(end))
    if cause is not None and effect is not None:
        yield Draft(cause, effect, Span(be.start, be.end), 1, certainty_of(be), "causes/to-is-to", 0.5)


def _is_why(page: Page, be: Word) -> Iterator[Draft]:
    """ "The lack of a court is why they have no homes"."""
    subject = be.child("nsubj")
    told = be.child("ccomp", "advcl", "attr")
    if subject is None or told is None or subject.i > be.i or subject.pos not in ("NOUN", "PROPN"):
        return
    why = next((c for c in told.children if c.lower == "why" and c.dep == "advmod"), None)
    if why is None or why.i > told.i or told.child(*_SUBJECTS) is None or be.sent.words[-1].text == "?":
        return
    stop = {c.i for c in subject.subtree() if c.lower == "not"}
    cause = cause_span(page, subject, {be.i, *stop})
    effect = span([w for w in clause(told) if w.i > why.i])
    if cause is not None and effect is not None:
        yield Draft(cause, effect, Span(be.start, why.end), 1, certainty_of(be), "causes/why", 0.8)


def _is_reason(page: Page, be: Word) -> Iterator[Draft]:
    """ "The patrols are the reason the town has not fallen"."""
    reason, subject = be.child("attr"), be.child("nsubj")
    if reason is None or subject is None or reason.lemma != "reason" or reason.i < be.i or subject.i > be.i:
        return
    told = next((c for c in reason.children if c.dep in ("relcl", "acl", "ccomp") and c.i > reason.i), None)
    if told is None or told.child(*_SUBJECTS) is None or subject.lower == "there":
        return
    cause = cause_span(page, subject, {be.i})
    effect = span([w for w in clause(told) if w.lower not in ("why", "that", "for", "which")])
    if cause is not None and effect is not None:
        yield Draft(cause, effect, Span(be.start, reason.end), 1, certainty_of(be), "causes/reason", 0.7)


def _at_cost(word: Word) -> Iterator[Draft]:
    """ "Would buy a quiet summer at the cost of the next decade"."""
    paid = next((c.child("pobj", "pcomp") for c in word.children if c.dep == "prep" and c.lower == "of"), None)
    verb = word.head.head
    if paid is None or verb.pos != "VERB" or verb.i > word.i or paid.pos in ("NUM", "PRON", "SYM"):
        return
    if paid.ent in ("MONEY", "CARDINAL", "QUANTITY", "PERCENT") or not any(
        c.lower in ("the", "a") for c in word.children
    ):
        return
    subject = verb.child(*_SUBJECTS)
    if subject is not None and subject.tag in ("WDT", "WP"):
        words = noun_phrase(verb.head, {verb.i}) if verb.dep == "relcl" else []
    else:
        words = clause(verb, {word.head.i}) if subject is not None else verb_phrase(verb, {word.head.i})
    cause = span([w for w in words if w.i < word.head.i])
    effect = span(phrase(paid))
    if cause is not None and effect is not None:
        where = Span(word.head.start, word.end)
        yield Draft(cause, effect, where, _COST[word.lower], certainty_of(verb), "causes/at-cost", 0.6)
