"""Deeds in a row: "Open the gates, call off the police and talk.", "its demands: close the base, free the monks".

The parser loses its way in such rows, so they are cut by their words: a bare verb after a comma, a semicolon or "and".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.option_drafts import Draft, idle, own_subjects
from aitia.language.arcs import conjuncts
from aitia.language.frames import governing_verb, holders, surface_subjects
from aitia.language.page import Page, Word
from aitia.lexicon import options as lexicon
from aitia.lexicon.events import event_lexicon
from aitia.model.codes import Stance

_JOINTS: Final = frozenset([",", ";", "and", "but", "then", "or"])
_ASKED: Final = frozenset(
    """advice answer ask condition demand list measure offer order plan programme program proposal recommendation remedy
    request requirement step term task way""".split()
)
_CLOSING: Final = frozenset([".", "!", "?", ":", "—", "–", "--", "(", '"', "”"])
_REASONS: Final = frozenset("although as because since though whereas".split())
_WANTING: Final = frozenset("ask demand propose seek urge want".split())
_NOT: Final = frozenset(["not", "n't", "n’t", "never"])
_PLAIN_VERBS: Final = frozenset(
    """accept act apologise arm ask close disarm drop elect end fight free give go hold keep leave let lift listen open
    pardon pay pull put recall repeal resign scrap send spend stop talk tell trust unban vote wait withdraw""".split()
)


def chain(first: Word) -> list[list[Word]]:
    """The deeds from a bare verb on to the end of its clause, each as its words; the first is that verb's own."""
    words = first.sent.words
    at = first.i - words[0].i
    parts: list[list[Word]] = [[]]
    k = at
    aside = False  # behind a comma and "because": no part of the deed
    while k < len(words):
        word = words[k]
        if word.text in _CLOSING:
            break
        if word.lower not in _JOINTS or not parts[-1]:
            if not aside:
                parts[-1].append(word)
            k += 1
            continue
        n = k
        while n < len(words) and (words[n].lower in _JOINTS or words[n].lower in _NOT or words[n].lower == "do"):
            n += 1
        if n < len(words) and _is_bare(words[n], words[n + 1] if n + 1 < len(words) else None):
            parts.append([*(w for w in words[k:n] if w.lower in _NOT), words[n]])
            k = n + 1
            aside = False
        else:
            aside = aside or (n < len(words) and word.text == "," and words[n].lower in _REASONS)
            aside = aside or (n - k > 1 and word.text == "," and _is_result(words[n : n + 12]))
            if not aside:
                parts[-1] += words[k:n]
            k = n
    return [_trimmed(p) for p in parts if p]


def _is_bare(word: Word, after: Word | None) -> bool:
    """Whether a word is a bare verb that begins a deed, for the parser or by its place."""
    if own_subjects(word) or any(c.dep in ("aux", "auxpass") and c.lower != "do" for c in word.children):
        return False
    if word.tag in ("VB", "VBP") and word.lower == word.lemma and word.pos == "VERB":
        return True
    known = word.lower in _PLAIN_VERBS or bool(event_lexicon().of("verb", word.lower))
    if not known or word.tag not in ("NN", "JJ", "VBD", "VBN", "RB", "NNP") or not word.text.islower():
        return False
    return after is None or after.text in (".", "!") or after.pos in ("DET", "PRON", "PROPN")


def _is_result(words: list[Word]) -> bool:
    """Whether a clause of its own follows: "open the frontier, and the town holds"."""
    for word in words:
        if word.text in (",", ";", ":"):
            return False
        verb = word.head if word.tag == "MD" else word
        finite = word.tag in ("MD", "VBZ", "VBP", "VBD") and verb.dep in ("conj", "ROOT", "ccomp", "parataxis")
        if finite:
            return any(s.i >= words[0].i for s in own_subjects(verb))
    return False


def _trimmed(part: list[Word]) -> list[Word]:
    end = len(part)
    while end and part[end - 1].lower in _JOINTS:
        end -= 1
    return part[:end]


def deeds(first: Word) -> Iterator[tuple[Word, list[Word], Stance]]:
    """The deeds of a row with their verbs, words and stances."""
    for part in chain(first):
        stance: Stance = "warned_against" if part[0].lower in _NOT else "advocated"
        body = [w for w in part if w.lower not in _NOT] if part[0].lower in _NOT else part
        if body and not idle(body[0]) and (len(body) > 1 or body[0].lemma in _PLAIN_VERBS):
            yield body[0], body, stance


def after_colon(page: Page, colon: Word) -> Iterator[Draft]:
    """Deeds after "demands:", "an offer:", "three steps:", as nouns or bare verbs, of those whose demands they are."""
    words = colon.sent.words
    at = colon.i - words[0].i
    if at + 2 >= len(words):
        return
    before = [w for w in words[max(0, at - 7) : at] if (w.pos == "NOUN" and w.lemma in _ASKED) or _is_more(w)]
    if not before:
        return
    noun = before[-1]
    above = noun.head.head
    if noun.dep == "pobj" and noun.head.lower == "of" and above.lemma in _ASKED:
        noun = above  # "a list of demands"
    governor = noun.head if _is_more(noun) else governing_verb(noun)
    found = holders(noun) or (surface_subjects(governor) if governor is not None else [])
    by = found if page.cast.everyone(found) else _those_before(page, found) or None
    first = words[at + 1]
    if _is_bare(first, words[at + 2]):
        for head, body, stance in deeds(first):
            yield Draft(head, body, stance, "options/listed", 0.65, by=by)
        return
    for head, body in _nouns(words[at + 1 :]):
        yield Draft(head, body, "advocated", "options/listed", 0.55, by=by)


def _is_more(word: Word) -> bool:
    """ "Mali wants more: an end to the flights"."""
    return word.lower in ("more", "something", "this") and word.dep == "dobj" and word.head.lemma in _WANTING


def _those_before(page: Page, found: list[Word]) -> list[Word]:
    """Whom an unresolved "they" means: the several subjects of a clause before, "when Chad and Mali met, they …"."""
    if len(found) != 1 or found[0].lower not in ("they", "their"):
        return []
    for word in found[0].sent.words:
        if word.i >= found[0].i:
            break
        several = conjuncts(word) if word.dep == "nsubj" else []
        if len(several) > 1 and page.cast.everyone(several):
            return several
    return []


def _nouns(words: list[Word]) -> Iterator[tuple[Word, list[Word]]]:
    """The noun phrases of a row that name deeds; none where it has a verb of its own."""
    parts: list[list[Word]] = [[]]
    for word in words:
        if word.text in (",", ";") or (
            word.lower == "and" and parts[-1] and word.dep == "cc" and word.head.pos == "NOUN"
        ):
            parts.append([])
        elif word.text == ":":
            break
        elif word.text not in (".", "!"):
            parts[-1].append(word)
    parts = [p[1:] if p and p[0].lower == "and" else p for p in parts]
    parts = [p for p in parts if p]
    if any(w.tag in ("VBZ", "VBP", "VBD", "MD") for p in parts for w in p):
        return
    for part in parts:
        inside = {w.i for w in part}
        top = next((w for w in part if w.pos == "NOUN" and w.head.i not in inside), None)
        if top is not None and lexicon.is_deed(top.lemma):
            yield top, part
