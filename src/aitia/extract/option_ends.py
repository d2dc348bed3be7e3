"""What a good end is said to need: "peace requires that the army leave", "no peace without land reform".

Each is read of one verb and yields drafts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_spans import gerund, noun_phrase
from aitia.extract.option_drafts import (
    Draft,
    action_words,
    auxiliaries,
    idle,
    is_actor,
    negated,
    own_subjects,
    subject_of,
)
from aitia.extract.option_subjunctives import subjunctives
from aitia.language.arcs import conjuncts, is_passive
from aitia.language.page import Page, Word
from aitia.lexicon import options as lexicon
from aitia.model.codes import Stance

_ENDS: Final = frozenset(
    """autonomy calm coexistence democracy freedom harmony independence justice liberty normality peace progress
    prosperity reconciliation salvation security self-determination settlement stability trust unity
    victory""".split()
)
_NEEDING: Final = frozenset("demand need require".split())
_RESTING: Final[dict[str, frozenset[str]]] = {
    "depend": frozenset(["on", "upon"]), "hinge": frozenset(["on", "upon"]), "rest": frozenset(["on", "upon"]),
    "begin": frozenset(["with", "by"]), "start": frozenset(["with", "by"]), "lie": frozenset(["in", "through"]),
    "lead": frozenset(["through"]), "run": frozenset(["through"]),
}  # fmt: skip
_ROADS: Final = frozenset("key path road route way".split())
_CAN: Final = frozenset("can ca could will would wo may".split())
_OUT_OF_REACH: Final = frozenset("hopeless impossible inconceivable unattainable unthinkable unlikely".split())


def ends(page: Page, verb: Word) -> Iterator[Draft]:
    """Drafts of one verb of whose good end a deed is the condition."""
    if verb.lemma in _NEEDING or verb.lemma in _RESTING:
        yield from _needed(page, verb)
    yield from _without(page, verb)
    yield from _only_by(verb)


def _is_end(noun: Word | None) -> bool:
    """ "Peace", "a lasting settlement", "an end to the war", "the road to peace"."""
    if noun is None or noun.pos not in ("NOUN", "PROPN"):
        return False
    if noun.lemma in ("end", *_ROADS):
        under = [x for p in noun.children if p.lower == "to" for x in p.children if x.dep == "pobj"]
        return any(x.lemma in _ENDS or noun.lemma == "end" for x in under)
    return noun.lemma in _ENDS and not any(c.dep == "poss" and c.pos == "NOUN" for c in noun.children)


def _deeds(page: Page, preposition: Word) -> Iterator[tuple[Word, list[Word]]]:
    """What stands under a preposition: "without land reform", "with freeing the prisoners"."""
    for c in preposition.children:
        if c.dep == "pcomp" and c.tag == "VBG" and not own_subjects(c) and not idle(c):
            yield c, gerund(c)
        elif c.dep == "pobj":
            for noun in conjuncts(c):
                if noun.pos == "NOUN" and lexicon.is_deed(noun.lemma) and not is_actor(page, noun):
                    yield noun, noun_phrase(noun)


def _needed(page: Page, verb: Word) -> Iterator[Draft]:
    """ "Peace requires that the army leave", "autonomy begins with letting people shout"."""
    if is_passive(verb) or verb.tag not in ("VBZ", "VBP", "VB") or not _is_end(subject_of(verb)):
        return
    stance: Stance = "warned_against" if negated(verb) else "advocated"
    rule = f"options/{verb.lemma} of an end"
    if verb.lemma in _RESTING:
        for p in verb.children:
            if p.dep == "prep" and p.lower in _RESTING[verb.lemma]:
                for head, words in _deeds(page, p):
                    yield Draft(head, words, stance, rule, 0.6)
        return
    if negated(verb):
        return
    for head, words, doer in subjunctives(verb):
        yield Draft(head, words, stance, rule, 0.65, doer=doer)
    for c in verb.children:
        if c.i < verb.i:
            continue
        if c.dep in ("xcomp", "dobj") and c.tag == "VBG" and c.pos == "VERB":
            yield Draft(c, gerund(c), stance, rule, 0.6)
        elif c.dep == "dobj":
            for noun in conjuncts(c):
                if noun.pos == "NOUN" and lexicon.is_deed(noun.lemma) and not is_actor(page, noun):
                    yield Draft(noun, noun_phrase(noun), stance, rule, 0.6)


def _without(page: Page, verb: Word) -> Iterator[Draft]:
    """ "There can be no peace without land reform", "peace will not come without a withdrawal"."""
    if verb.tag == "VBD" or not (verb.tag in ("VBZ", "VBP") or _CAN & set(auxiliaries(verb))):
        return
    told = verb.child("attr", "nsubj", "nsubjpass", "dobj")
    if told is None or not _is_end(told):
        return
    no = negated(verb) or any(c.lower == "no" for c in told.children)
    bad = verb.child("acomp")
    if not no and not (bad is not None and bad.lemma in _OUT_OF_REACH):
        return
    for p in (*verb.children, *told.children, *(bad.children if bad is not None else ())):
        if p.lower == "without" and p.dep in ("prep", "advcl"):
            for head, words in _deeds(page, p):
                yield Draft(head, words, "advocated", "options/not without", 0.6)


def _only_by(verb: Word) -> Iterator[Draft]:
    """ "Only by talking to the rebels can the government end the war"."""
    if not _CAN & set(auxiliaries(verb)) or negated(verb) or "have" in auxiliaries(verb):
        return
    for c in verb.children:
        if c.i > verb.i or c.dep != "prep" or c.lower not in ("by", "through"):
            continue
        words = c.sent.words
        if c.i == words[0].i or words[c.i - words[0].i - 1].lower != "only":
            continue
        doer = [] if is_passive(verb) else [x for x in verb.children if x.dep == "nsubj"]
        for deed in c.children:
            if deed.dep == "pcomp" and deed.tag == "VBG":
                yield Draft(deed, action_words(deed), "advocated", "options/only by", 0.65, doer=doer)
