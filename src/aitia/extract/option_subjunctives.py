"""Subjunctives after words of demanding: "demand that Mali leave and pay", "asks that the embargo be lifted"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_spans import clause, verb_phrase
from aitia.extract.option_drafts import also, auxiliaries, own_subjects
from aitia.language.arcs import is_passive
from aitia.language.page import Word
from aitia.lexicon.events import event_lexicon

_DEMANDING: Final = frozenset("ask demand recommend request urge order decree".split())
_FINITE: Final = frozenset("to will would can may do does did could might".split())


def subjunctives(word: Word) -> Iterator[tuple[Word, list[Word], list[Word]]]:
    """ "demand that Mali leave (and pay)", "demand that the embargo be lifted": a bare verb with a subject."""
    yield from _misread(word)
    for c in word.children:
        if (
            c.dep not in ("ccomp", "acl", "advcl")
            or c.i < word.i
            or not _is_bare(c, word.lemma in _DEMANDING, word.lemma == "ask")
        ):
            continue
        yield c, _wished(c), _doers(c)
        subjects = _doers(c)
        for other in (*also(c), *_taken_for_equals(word, c)):
            yield other, _wished(other), _doers(other) or subjects
        for other, start in _further(c, {x.i for x in word.children}):
            yield other, [w for w in _wished(other) if w.i > start], _doers(other)


def _misread(word: Word) -> Iterator[tuple[Word, list[Word], list[Word]]]:
    """ "Demanded that the minister resign", with "resign" taken for a noun."""
    for c in word.children:
        if c.dep not in ("ccomp", "dobj") or c.pos not in ("NOUN", "PROPN") or c.i < word.i or c.text != c.lemma:
            continue
        that = next((x for x in c.children if x.dep == "mark" and x.lower == "that"), None)
        before = ("nsubj", "compound", "amod", "nmod")
        subject = [x for x in c.children if x.i < c.i and x.dep in before and x.lower != "first"]
        if that is None or not subject or not event_lexicon().of("verb", c.lower):
            continue
        yield c, [w for w in c.subtree() if w.i >= c.i and w.text != "."], subject[-1:]


def _further(verb: Word, known: set[int]) -> list[tuple[Word, int]]:
    """The verbs of further clauses, with the place of their "that": "asks that Mali leave; that dialogue be tried".

    The parser hangs them anywhere, so they are known by a "that" behind a comma, a semicolon or "and".
    """
    if not any(c.dep == "mark" and c.lower == "that" for c in verb.children):
        return []
    words = verb.sent.words
    base = words[0].i
    found: list[tuple[Word, int]] = []
    for n, word in enumerate(words):
        if word.i <= verb.i or word.lower != "that" or n < 1:
            continue
        before = words[n - 2] if words[n - 1].lower in ("and", "or") and n > 1 else words[n - 1]
        if before.text not in (",", ";"):
            continue
        for other in words[word.i - base + 1 : word.i - base + 15]:
            if other.text in (",", ";") or other.tag in ("MD", "VBZ", "VBD"):
                break
            bare = other.tag in ("VB", "VBN", "VBP") and other.dep not in ("relcl", "acl", "amod")
            if bare and other.pos == "VERB" and _is_bare(other, True, False):
                if other.i not in known:
                    found.append((other, word.i))
                break
    return found


def _is_bare(verb: Word, plural: bool, word_asks: bool) -> bool:
    """Whether a verb with a subject is a subjunctive: "be lifted", "leave"; after plurals only where ``plural``.

    ``word_asks``: the verb above is "ask", which needs a "that" before it.
    """
    subjects = own_subjects(verb)
    found = auxiliaries(verb)
    if not subjects or any(a in _FINITE for a in found):
        return False
    if is_passive(verb):
        return "be" in found
    if verb.lower != verb.lemma or found:
        return False
    if word_asks and not any(c.dep == "mark" and c.lower == "that" for c in verb.children):
        return False
    several = len(subjects) > 1 or subjects[0].tag in ("NNS", "NNPS") or subjects[0].lower in ("they", "we", "you", "i")
    return verb.tag == "VB" or (verb.tag == "VBP" and (plural or not several))


def _doers(verb: Word) -> list[Word]:
    return [] if is_passive(verb) else own_subjects(verb)


def _wished(verb: Word) -> list[Word]:
    return (
        clause(verb)
        if is_passive(verb) and own_subjects(verb)
        else verb_phrase(verb, {c.i for c in also(verb)}, joined=True)
    )


def _taken_for_equals(word: Word, verb: Word) -> list[Word]:
    """Bare verbs after a subjunctive, hung on the verb of demanding: "…, dismiss them, and admit …"."""
    if word.tag not in ("VBZ", "VBD"):
        return []
    first = [c for c in word.children if c.dep == "conj" and c.tag == "VB" and c.i > verb.i and not own_subjects(c)]
    more = [c for f in first for c in f.children if c.dep == "conj" and c.tag == "VB" and not own_subjects(c)]
    return [c for c in (*first, *more) if not auxiliaries(c)]
