"""What verbs of wanting and asking take in less common ways: "wants parliament dissolved", "neither war nor isolation".

Also who is against a plan by the words around it: "in protest at a plan to close the mine".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_spans import clause
from aitia.extract.option_drafts import action_words, auxiliaries
from aitia.language.page import Word

Complement = tuple[Word, list[Word], list[Word]]  # head, words, who would do it
_UPSET: Final = frozenset("anger dismay fury outrage protest".split())
_PROTESTING: Final = _UPSET | frozenset("argue campaign demonstrate march object rally speak strike vote warn".split())


def is_neither(head: Word) -> bool:
    """ "We want neither war nor isolation"."""
    if head.pos != "NOUN":
        return False
    top = head.head if head.dep == "conj" else head
    return any(c.lower == "neither" and c.i < top.i for c in top.children)


def before_nor(words: list[Word]) -> list[Word]:
    """The first of two that "neither" and "nor" join."""
    at = next((n for n, w in enumerate(words) if w.lower == "nor"), len(words))
    return [w for w in words[:at] if w.lower != "neither"]


def protested(noun: Word) -> bool:
    """ "Marched against a plan to", "in protest at a proposal to"."""
    p = noun.head
    if noun.pos != "NOUN" or p.dep != "prep" or p.lower not in ("against", "at", "over"):
        return False
    words = p.sent.words
    behind = words[p.i - words[0].i - 1].lemma in _UPSET if p.i > words[0].i else False
    return behind or (p.lower == "against" and p.head.lemma in _PROTESTING)


def asked_for(word: Word) -> Iterator[Complement]:
    """ "Called for volunteers to march", the infinitive hung on the verb."""
    for p in word.children:
        if p.dep != "prep" or p.lower != "for" or p.i < word.i:
            continue
        for noun in (c for c in p.children if c.dep == "pobj"):
            last = noun.subtree()[-1]
            for c in word.children:
                to = next((x for x in c.children if x.lower == "to" and x.dep == "aux"), None)
                if to is not None and to.i == last.i + 1 and c.pos == "VERB":
                    yield c, action_words(c), [noun]


def to_be_done(word: Word) -> Iterator[Complement]:
    """ "Wants parliament dissolved", "wish the embargo lifted": what is to be done, of what."""
    for c in word.children:
        if c.i < word.i:
            continue
        subjects = [x for x in c.children if x.dep in ("nsubj", "nsubjpass") and x.i < c.i]
        if c.dep in ("ccomp", "xcomp") and c.tag in ("VBN", "VBD") and subjects and not auxiliaries(c):
            if not any(x.dep == "mark" for x in c.children):
                yield c, clause(c), []
        elif c.dep == "dobj" and c.pos in ("NOUN", "PROPN", "PRON"):
            done = next((x for x in c.children if x.dep == "acl" and x.tag == "VBN" and x.i - c.i < 3), None)
            if done is not None and not any(x.lower in ("the", "those", "these") for x in c.children):
                yield done, [w for w in c.subtree() if w.text != "."], []
