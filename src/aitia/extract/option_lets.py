"""Options with "let": "let us talk", "let the union pay", "let the embargo be eased", "let the lorries through"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_spans import clause, verb_phrase
from aitia.extract.option_advice import own_view
from aitia.extract.option_drafts import (
    Draft,
    action_words,
    conditional,
    idle,
    infinitive,
    negated,
    own_subjects,
    subject_of,
    whole,
)
from aitia.language.arcs import is_passive
from aitia.language.page import Page, Word
from aitia.lexicon import options as lexicon
from aitia.model.codes import Stance

_OPENERS: Final = frozenset([",", ";", ":", "-", "–", "—", "--", "(", '"', "“", "‘", "'"])
_LEADS: Final = frozenset(["not", "n't", "n’t", "do", "so", "then", "please"])
_NOBODY: Final = frozenset(["me", "it", "that", "this", "reader", "readers"])
_WAYS: Final = frozenset(["in", "out", "through", "off"])
_UNRESOLVED: Final = frozenset(["he", "him", "she", "her", "they", "them", "there"])
# "let the games begin", "let the reader judge", "let the facts speak"
_SAYINGS: Final = frozenset("begin judge beware sink speak roll ring show reflect record".split())


def let(page: Page, verb: Word) -> Iterator[Draft]:
    """Drafts of one "let"."""
    if subject_of(verb) is not None or infinitive(verb) or not starts_clause(verb) or verb.sent.words[-1].text == "?":
        return
    if conditional(verb) or (verb.dep == "conj" and verb.head.tag == "VBD" and subject_of(verb.head) is not None):
        return  # "somebody cut the seals and let the grain pour out"
    deed = verb.child("ccomp", "xcomp")
    if deed is None or deed.lower in _WAYS:
        if deed is not None or any(c.lower in _WAYS and c.i > verb.i for c in verb.children):
            stance: Stance = "warned_against" if negated(verb) else "advocated"
            words = verb_phrase(verb, {c.i for c in verb.children if c.dep == "conj"})
            if len(words) > 2 and verb.sent.kind != "title" and not _behind_comma(verb):
                yield Draft(verb, words, stance, "options/let", 0.7)
        return
    subject = own_subjects(deed)
    pun = subject and subject[0].pos == "NOUN" and deed.child("dobj", "prep", "xcomp") is None
    if verb.sent.kind == "title" and pun:
        return  # "Let the fishermen talk"
    if deed.lemma in lexicon.words("asides") and (not subject or subject[0].lower == "us"):
        return
    if any(c.lower in _NOBODY for c in deed.children if c.i < deed.i):
        return
    stance = "warned_against" if negated(verb) or negated(deed) else "advocated"
    there = next((c for c in deed.children if c.dep == "expl"), None)
    if there is not None and deed.child("attr") is not None and deed.lemma == "be":
        yield Draft(deed, clause(deed), stance, "options/let", 0.7)
        return
    if idle(deed) and not (subject and (deed.lemma == "be" or _says_what(deed, subject[0]))):
        return
    if subject and subject[0].lower != "us" and not is_passive(deed) and not page.cast.who(subject[0]):
        yield from _of_things(page, deed, subject[0], stance)
        return
    yield Draft(deed, action_words(deed), stance, "options/let", 0.8, doer=[] if is_passive(deed) else subject)


def _behind_comma(verb: Word) -> bool:
    """Whether but a comma sets a verb off: "if it did not, as alleged, let the arms through"."""
    before = [w for w in verb.sent.words if w.i < verb.i][-1:]
    return bool(before) and before[0].text == "," and verb.dep != "ROOT"


def _says_what(deed: Word, subject: Word) -> bool:
    """ "Let the ministers say in public that …", but not "let them say what they like"."""
    told = any(c.dep == "ccomp" and c.i > deed.i for c in (*deed.children, *deed.head.children))
    return deed.lemma == "say" and subject.pos != "PRON" and told


def _of_things(page: Page, deed: Word, subject: Word, stance: Stance) -> Iterator[Draft]:
    """ "Let the share slide to fifteen", "let the guarantors put it on one table": said of what is no actor here."""
    if subject.lower in _UNRESOLVED or subject.pos == "PRON":
        if subject.lower in ("them", "they") and deed.child("dobj") is not None and not idle(deed):
            yield Draft(deed, action_words(deed), stance, "options/let", 0.6, doer=[subject])
        return
    if deed.sent.kind == "title" or deed.lemma in _SAYINGS or not own_view(page, deed):
        return
    if deed.child("dobj") is not None and subject.tag in ("NNS", "NNP", "NNPS"):
        yield Draft(deed, action_words(deed), stance, "options/let", 0.65, doer=[subject])
    elif deed.child("dobj", "prep", "prt", "advmod", "acomp", "oprd") is not None:
        yield Draft(deed, whole(deed, clause(deed)), stance, "options/let", 0.6)


def starts_clause(verb: Word) -> bool:
    """Whether a bare verb opens a sentence or a clause set off from what is before it: "…; let them speak"."""
    words = verb.sent.words
    at = verb.i - words[0].i
    before = next((w for w in reversed(words[:at]) if w.lower not in _LEADS), None)
    return before is None or before.text in _OPENERS or before.lower in ("and", "but", "or")
