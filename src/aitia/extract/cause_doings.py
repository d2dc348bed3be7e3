"""Links of what does much or little to change something, and of whose fault it is.

"The raids did little to weaken them", "responsibility for the exodus lies with the army",
"behind the unrest lies hunger".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_effects import effects_of
from aitia.extract.cause_links import Draft, cause_span, certainty_of, is_actor
from aitia.extract.cause_spans import phrase, span, variable
from aitia.language.frames import frame
from aitia.language.page import Page, Word
from aitia.language.status import status
from aitia.lexicon import causes as lexicon
from aitia.model.text import Span

_MUCH: Final = frozenset("much more plenty lot everything enough something deal".split())
_LITTLE: Final = frozenset("little nothing less".split())
_FAULT: Final = frozenset("responsibility blame fault guilt".split())
_PUT: Final = frozenset("lay place put pin fix heap lodge".split())
_VAGUE: Final = frozenset(["it", "that", "this"])
_NEAR: Final = 6


def doing_links(page: Page, verb: Word) -> Iterator[Draft]:
    """Links of "do much to", "responsibility for Y lies with X", "lay the blame for Y on X", "behind Y lies X"."""
    if verb.sent.words[-1].text == "?" or status(verb).needed:
        return
    if verb.lemma == "do":
        yield from _done(page, verb)
    elif verb.lemma in ("lie", "rest"):
        subject = verb.child("nsubj")
        if subject is not None and subject.lemma in _FAULT and subject.i < verb.i:
            yield from _charged(verb, subject, _under(verb, "with"))
        elif subject is not None and subject.i > verb.i and verb.lemma == "lie" and not is_actor(page, subject):
            behind = _under(verb, "behind")
            if behind is not None and behind.i < verb.i and behind.ent not in ("GPE", "LOC", "FAC", "PERSON"):
                yield from _link(verb, phrase(subject), phrase(behind))
    elif verb.lemma in _PUT:
        laid = verb.child("dobj")
        if laid is not None and laid.lemma in _FAULT and laid.i > verb.i:
            yield from _charged(verb, laid, _under(verb, "on", "upon", "with") or _under_last(laid, "on", "upon"))


def _done(page: Page, verb: Word) -> Iterator[Draft]:
    amount, subject = verb.child("dobj"), verb.child("nsubj")
    if amount is None or subject is None or subject.i > verb.i or subject.pos not in ("NOUN", "PROPN"):
        return
    if amount.lemma not in _MUCH | _LITTLE or amount.i < verb.i:
        return
    end = next(
        (c for w in (verb, amount) for c in w.children if c.tag == "VB" and 0 < c.i - amount.i < _NEAR and _to(c)), None
    )
    where = cause_span(page, subject, {verb.i}) if end is not None else None
    if end is None or where is None:
        return
    sure = "negated" if amount.lemma in _LITTLE else certainty_of(verb)
    found = frame(end)
    for entry in lexicon.verbs().get(lexicon.base_form(end.lemma, end.lower), ()):
        if entry.cause != "subject" or (entry.end_only and is_actor(page, subject)):
            continue
        effects = [
            (w, k) for words, k in effects_of(entry, end, found) if (w := span(words)) and words[0].lower not in _VAGUE
        ]
        for effect, sign in effects:
            yield Draft(where, effect, Span(end.start, end.end), sign, sure, "causes/do-much", 0.6)
        if effects:
            return


def _to(word: Word) -> bool:
    return any(c.lower == "to" and c.i < word.i for c in word.children)


def _charged(verb: Word, fault: Word, bearer: Word | None) -> Iterator[Draft]:
    """The fault is that of ``bearer``, for what stands under "for"."""
    deed = _under(fault, "for", "of")
    if bearer is None or deed is None or bearer.i < deed.i or deed.pos not in ("NOUN", "PROPN"):
        return
    cut = {c.i for c in deed.children if c.dep == "prep" and any(x is bearer for x in c.children)}
    yield from _link(verb, phrase(bearer), phrase(deed, cut))


def _link(verb: Word, cause: list[Word], effect: list[Word]) -> Iterator[Draft]:
    words, sign = variable(effect)
    first, second = span(cause), span(words)
    if first is not None and second is not None:
        yield Draft(first, second, Span(verb.start, verb.end), sign, certainty_of(verb), "causes/fault", 0.6)


def _under(word: Word, *names: str) -> Word | None:
    return next(
        (p for c in word.children if c.dep in ("prep", "dative") and c.lower in names if (p := c.child("pobj"))), None
    )


def _under_last(fault: Word, *names: str) -> Word | None:
    """Where the parser hangs "on X" below what the blame is for."""
    deed = _under(fault, "for", "of")
    return _under(fault, *names) or (_under(deed, *names) if deed is not None else None)
