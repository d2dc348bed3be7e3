"""Links of what is missing: "without X", "without which", "but for X", "were it not for X", "failing that"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_links import Draft
from aitia.extract.cause_spans import clause, main_part, noun_phrase, phrase, span, verb_phrase
from aitia.language.arcs import prepositions
from aitia.language.page import Word
from aitia.language.status import has_neg
from aitia.model.text import Span

_MODALS: Final = frozenset("would could will can might may should shall ca wo 'd ’d 'll ’ll".split())
_BEHIND: Final = frozenset("would might 'd ’d".split())
# whose object is what would not be: "cannot have peace without"
_HAVING: Final = frozenset(
    """achieve bring build deliver end envisage envision expect find get have imagine make obtain produce reach secure
    see win""".split()
)
_COMING: Final = frozenset("be happen exist occur arise begin start come survive last work succeed win".split())


def missing_links(word: Word) -> Iterator[Draft]:
    """Links of "without", "but for" and "were it not for" at ``word``."""
    low = word.lower
    if low == "without" and word.dep == "prep":
        yield from _without(word)
    elif low == "for" and word.dep == "prep":
        yield from _but_for(word)


def _without(word: Word) -> Iterator[Draft]:
    """ "Without X, Y would ..." says that X prevents Y; "no Y without X" that it brings Y about."""
    under = word.child("pobj", "pcomp")
    verb = word.head
    if any(w.lower == "even" and w.i == word.i - 1 for w in word.sent.words):
        return  # "even without the deal": so or so
    if under is None or under.tag == "WP" or under.pos == "PRON":
        return
    none = verb.child("det")
    if verb.pos == "NOUN" and none is not None and none.lower == "no" and verb.dep in ("attr", "dobj", "nsubj", "ROOT"):
        cause, effect = span(phrase(under)), span(w for w in noun_phrase(verb, {word.i, none.i}) if w.i < word.i)
        if cause is not None and effect is not None:
            yield Draft(cause, effect, Span(word.start, word.end), 1, "hypothetical", "causes/without", 0.6)
        return
    if verb.pos not in ("VERB", "AUX"):
        return
    if under.tag == "WDT":
        yield from _without_which(word, under, verb)
        return
    modal = any(c.dep == "aux" and c.lower in _MODALS for c in verb.children)
    subject = verb.child("nsubj", "nsubjpass")
    empty = subject is not None and subject.lower in ("none", "nothing", "nobody")
    denied = (
        empty
        or has_neg(verb)
        or any(g.lower == "no" for c in verb.children if c.dep in ("attr", "nsubj", "dobj") for g in c.children)
    )
    if (not modal and not denied) or (verb.lemma == "leave" and word.i > verb.i):
        return  # "would leave us without a friend" is itself the effect
    if under.tag == "VBG" and not modal:
        return
    if not denied and word.i > verb.i and not any(c.lower in _BEHIND for c in verb.children):
        return  # "can walk home without fear": how, not on what condition
    cause = span(phrase(under))
    if denied and word.i < verb.i and modal and not empty and subject is not None and subject.i > word.i:
        denied = False  # "without the money the army could not hold the town": the denial stays in the words
    words = _denied_end(verb, subject, word, empty) if denied else main_part(verb, {word.i}, word)
    effect = span(words)
    if cause is not None and effect is not None:
        sign = 1 if denied else -1
        yield Draft(cause, effect, Span(word.start, word.end), sign, "hypothetical", "causes/without", 0.6)


def _denied_end(verb: Word, subject: Word | None, word: Word, empty: bool) -> list[Word]:
    """What would not be: "no peace without X", "the rising could not have happened without X"."""
    target = verb.child("attr") or (verb.child("dobj") if verb.lemma in _HAVING else None)
    if empty and subject is not None:
        target = next((w for name, w in prepositions(subject) if name == "of"), target)
    elif target is None and subject is not None and (verb.lemma in _COMING or subject.dep == "nsubjpass"):
        target = subject if subject.pos in ("NOUN", "PROPN", "VERB") else None
    words = noun_phrase(target, {word.i}) if target is not None else verb_phrase(verb, {word.i})
    return words[1:] if words and words[0].lower == "no" else words


def _without_which(word: Word, which: Word, verb: Word) -> Iterator[Draft]:
    """ "The money, without which the revolt would have failed"."""
    noun = verb.head if verb.dep == "relcl" else None
    modal = any(c.dep == "aux" and c.lower in _MODALS for c in verb.children)
    if noun is None or noun.pos not in ("NOUN", "PROPN") or not modal or which.lower != "which":
        return
    subject = verb.child("nsubj", "nsubjpass")
    own = subject is not None and any(g.lower == "no" for g in subject.children)
    denied = has_neg(verb) or own
    words = _denied_end(verb, subject, word, False) if denied else [w for w in clause(verb, {word.i}) if w.i > which.i]
    cause, effect = span(w for w in noun_phrase(noun, {verb.i}) if w.i < word.i), span(words)
    if cause is not None and effect is not None:
        where = Span(word.start, which.end)
        yield Draft(cause, effect, where, 1 if denied else -1, "hypothetical", "causes/without", 0.6)


def _but_for(word: Word) -> Iterator[Draft]:
    """ "But for the airlift, the city would have fallen", "would wither were it not for the neighbours"."""
    words = word.sent.words
    at = word.i - words[0].i
    under = word.child("pobj")
    if under is None or under.pos not in ("NOUN", "PROPN", "VERB"):
        return
    before = tuple(w.lower for w in words[max(0, at - 4) : at])
    if before[-3:] in (("were", "it", "not"), ("it", "not", "been")) or before[-4:-1] == ("had", "it", "not"):
        first = words[max(0, at - (4 if "been" in before else 3))]
    elif before[-1:] == ("but",) and (at == 1 or words[at - 2].text == ","):
        first = words[at - 1]
    else:
        return
    below = {w.i for w in under.subtree()}
    main = next(
        (
            w
            for w in words
            if w.pos in ("VERB", "AUX")
            and w.i not in below
            and any(c.dep == "aux" and c.lower in _MODALS for c in w.children)
            and w.child("nsubj", "nsubjpass", "expl") is not None
        ),
        None,
    )
    if main is None:
        return
    cause = span(phrase(under))
    effect = span([w for w in clause(main, {word.i, first.i}) if (w.i < first.i) == (main.i < first.i)])
    if cause is not None and effect is not None:
        yield Draft(cause, effect, Span(first.start, word.end), -1, "hypothetical", "causes/but-for", 0.7)
