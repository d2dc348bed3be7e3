"""Advice without an advising word: "the union could send observers", "An end to the fees.", "Free the hostages!".

Read only where a text gives advice in plain words as well, since "could" and bare nouns mostly mean something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_spans import noun_phrase
from aitia.extract.option_drafts import (
    OBLIGING,
    Draft,
    action_words,
    auxiliaries,
    conditional,
    idle,
    negated,
    own_subjects,
    says_nothing,
)
from aitia.language.arcs import is_passive
from aitia.language.page import Page, Sentence, Word
from aitia.lexicon import options as lexicon

_ENOUGH: Final = 3
_OWN: Final = frozenset(["i", "we", "us", "our", "my"])
_BODIES: Final = frozenset(["state", "states", "government", "igo", "organisation"])
_KEY: Final = "options:advice"
_END: Final = frozenset(["end", "stop", "halt", "return", "freeze", "pause", "seat", "role"])
DRIFT: Final = frozenset(
    """become lose face fall collapse see find suffer emerge erupt win gain happen turn grow rise get come hit reach
    veto affect mean cause lead attack invade bomb strike retaliate""".split()
)


def advises(page: Page) -> bool:
    """Whether the author of a page speaks in the first person or says more than once what should be done."""
    known = page.cache.get(_KEY)
    if known is None:
        count = 0
        for sentence in page.content_sentences():
            for word in sentence.words:
                advice = word.dep == "aux" and word.lower in OBLIGING and not idle(word.head)
                if advice or word.lower in _OWN:
                    count += page.voices.at((word.start, word.end)) == page.voices.default
            if count >= _ENOUGH:
                break
        known = page.cache[_KEY] = count >= _ENOUGH
    return bool(known)


def own_view(page: Page, word: Word) -> bool:
    """Whether somebody speaks there, or an author who gives advice elsewhere too: no plain account."""
    return page.voices.at((word.start, word.end)) != page.voices.default or advises(page)


def could(page: Page, modal: Word) -> Iterator[Draft]:
    """ "The African Union could enlarge the team", of a body and on the author's word."""
    verb = modal.head
    who = own_subjects(verb)
    if verb.pos != "VERB" or not who or is_passive(verb) or negated(verb) or conditional(verb) or idle(verb):
        return
    if verb.dep not in ("ROOT", "conj") or verb.child("dobj") is None or says_nothing(verb):
        return
    if verb.lemma in DRIFT | lexicon.words("harms") or {"have", "be"} & set(auxiliaries(verb)):
        return
    if any(c.dep == "advcl" and conditional(c) for c in verb.children) or verb.sent.words[-1].text == "?":
        return
    members = page.cast.members
    bodies = [p for w in who for p in page.cast.who(w) if p.actor in members and members[p.actor].kind in _BODIES]
    if bodies and page.voices.at((verb.start, verb.end)) == page.voices.default and advises(page):
        yield Draft(verb, action_words(verb), "advocated", "options/could", 0.5, doer=who)


def bare(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """ "An end to the fees.", "No more deals that reward them."."""
    words = sentence.words
    root = next((w for w in words if w.head is w and w.pos == "NOUN"), None)
    if root is None or sentence.kind != "body" or len(words) > 40 or words[-1].text not in (".", "!"):
        return
    if any(c.dep in ("nsubj", "nsubjpass", "cop", "aux") for c in root.children) or root.i - words[0].i > 5:
        return
    before = [w.lower for w in words if w.i < root.i]
    more = before[-2:] == ["no", "more"] or before[-3:-1] == ["no", "more"]
    indefinite = any(x in ("a", "an") for x in before)
    if not (more or (indefinite and (root.lemma in _END or lexicon.is_deed(root.lemma)))):
        return
    if page.voices.at((root.start, root.end)) != page.voices.default or not advises(page):
        return
    phrase = noun_phrase(root)
    if more:
        phrase = [w for w in phrase if w.lower not in ("no", "more", "and")]
    yield Draft(root, phrase, "warned_against" if more else "advocated", "options/bare noun", 0.5)
