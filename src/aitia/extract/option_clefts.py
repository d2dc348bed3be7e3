"""What is singled out as right or wrong: "what must not be tried is X", "is right to X", "a bill that would X".

Each is read of one verb and yields drafts; those of bills need somebody who is for or against them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_spans import gerund, noun_phrase
from aitia.extract.option_drafts import (
    OBLIGING,
    Draft,
    action_words,
    also,
    auxiliaries,
    idle,
    infinitive,
    is_past,
    negated,
    own_subjects,
    subject_of,
)
from aitia.language.arcs import is_passive
from aitia.language.frames import governing_verb, holders, surface_subjects
from aitia.language.page import Page, Word
from aitia.model.codes import Stance

_NEEDING: Final = frozenset("need require".split())
_WANTING: Final = frozenset("advocate ask demand favor favour propose recommend seek suggest urge want".split())
_TAKING: Final = frozenset("accept allow countenance permit support tolerate".split())
_SOUND: Final = frozenset("correct entitled justified prudent right sensible wise".split())
_UNSOUND: Final = frozenset("foolish mad mistaken reckless unwise wrong".split())
_DESERVED: Final = frozenset("adopt approve back become enact extend fund pass ratify sign succeed support".split())
_BILLS: Final = frozenset(
    """accord act amendment bill decree deal draft initiative law legislation measure motion plan proposal proposition
    referendum resolution scheme treaty""".split()
)
_FOR: Final = frozenset(
    """advance back champion draft endorse favor favour float have introduce offer present promote propose push sponsor
    submit support table want write""".split()
)
_AGAINST: Final = frozenset(
    "block criticise criticize denounce dismiss fight oppose protest reject resist scorn spurn veto".split()
)
_MARCHING: Final = frozenset("argue campaign demonstrate march protest rally speak strike vote warn".split())


def clefts(page: Page, verb: Word) -> Iterator[Draft]:
    """Drafts of one verb that singles a deed out."""
    if verb.lemma == "be":
        yield from _what_is(verb)
        yield from _is_right(page, verb)
    elif verb.lemma == "deserve":
        yield from _deserves(page, verb)
    elif verb.lemma == "have":
        yield from _would_have(verb)
    if verb.dep == "relcl" and verb.head.lemma in _BILLS:
        yield from _bill(verb)


def _what_is(verb: Word) -> Iterator[Draft]:
    """ "What must not be attempted is X", "what the town needs is X", "what I would not do is X"."""
    clause = next((c for c in verb.children if c.dep in ("csubj", "nsubj") and c.pos in ("VERB", "AUX")), None)
    if clause is None or clause.i > verb.i or is_past(verb) or not _asks_what(clause):
        return
    own = own_subjects(clause)
    mine = any(w.lower in ("i", "we") for w in own)
    modals = set(auxiliaries(clause))
    by: list[Word] | None = None
    if modals & OBLIGING:
        stance: Stance = "warned_against" if negated(clause) else "advocated"
    elif negated(clause) and (clause.lemma in _TAKING or (clause.lemma == "do" and mine)):
        stance, by = "warned_against", None if mine else own
    elif clause.lemma in _NEEDING and not negated(clause):
        stance = "advocated"
    elif clause.lemma in _WANTING and own and not negated(clause) and clause.tag in ("VBP", "VBZ"):
        stance, by = "advocated", own
    else:
        return
    doer = own if modals & OBLIGING and clause.lemma == "do" and not mine else []
    for head, words in _told(verb, clause):
        yield Draft(head, words, stance, "options/what is", 0.65, by=by, doer=doer)


def _asks_what(clause: Word) -> bool:
    return any(c.lower == "what" and c.i < clause.i for c in clause.children)


def _told(verb: Word, clause: Word) -> Iterator[tuple[Word, list[Word]]]:
    """What stands behind the "is" of such a sentence."""
    for c in verb.children:
        if c.i < verb.i or c is clause:
            continue
        if c.dep in ("attr", "nsubj") and c.pos in ("NOUN", "PROPN"):
            words = noun_phrase(c)
            end = next((n for n, w in enumerate(words) if w.text == ":"), len(words))
            yield c, words[:end]
        elif c.pos == "VERB" and c.dep in ("xcomp", "ccomp", "attr", "conj", "advcl") and not own_subjects(c):
            if c.tag == "VBG":
                yield c, gerund(c)
            elif c.tag == "VB":
                yield c, action_words(c)


def _is_right(page: Page, verb: Word) -> Iterator[Draft]:
    """ "The minister is right to expel the envoy", "Chad would be wrong to sign", of somebody."""
    told = verb.child("acomp")
    if told is None or is_past(verb) or told.lemma not in _SOUND | _UNSOUND:
        return
    subject = subject_of(verb)
    if subject is None or subject.lower in ("it", "i", "there") or not page.cast.everyone([subject]):
        return
    sound = (told.lemma in _SOUND) != negated(verb)
    for c in (*told.children, *verb.children):
        if c.i > told.i and c.pos == "VERB" and infinitive(c) and c.dep in ("xcomp", "ccomp", "advcl") and not idle(c):
            for deed in (c, *also(c)):
                stance: Stance = "advocated" if sound != negated(deed) else "warned_against"
                yield Draft(deed, action_words(deed), stance, f"options/is {told.lemma} to", 0.65, doer=[subject])
            return


def _deserves(page: Page, verb: Word) -> Iterator[Draft]:
    """ "The bill deserves to pass"."""
    subject = subject_of(verb)
    if subject is None or verb.tag not in ("VBZ", "VBP") or page.cast.everyone([subject]):
        return
    for c in verb.children:
        if c.dep == "xcomp" and infinitive(c) and c.lemma in _DESERVED:
            stance: Stance = "warned_against" if negated(verb) or negated(c) else "advocated"
            yield Draft(c, action_words(c), stance, "options/deserves to", 0.6)


def _would_have(verb: Word) -> Iterator[Draft]:
    """ "They would have the government concede the point": what somebody wants done."""
    if "would" not in auxiliaries(verb) or verb.tag != "VB":
        return
    by = own_subjects(verb)
    if not by or by[0].lower in ("i", "it"):
        return
    for c in verb.children:
        if c.dep != "ccomp" or c.i < verb.i or c.tag not in ("VB", "VBP", "VBN") or not own_subjects(c):
            continue
        if not auxiliaries(c) and not idle(c) and not any(x.dep == "mark" for x in c.children):
            doer = [] if is_passive(c) or c.tag == "VBN" else own_subjects(c)
            yield Draft(c, action_words(c), "advocated", "options/would have", 0.65, by=by, doer=doer)


def _bill(verb: Word) -> Iterator[Draft]:
    """ "Senator Lee has a bill that would cut off the money", "marched against a law that would ban them"."""
    noun = verb.head
    subject = subject_of(verb)
    if "would" not in auxiliaries(verb) or is_passive(verb) or subject is None or subject.tag != "WDT":
        return
    if {"have"} & set(auxiliaries(verb)) or idle(verb) or verb.child("dobj", "ccomp", "xcomp") is None:
        return
    stance: Stance = "warned_against" if negated(verb) else "advocated"
    owners = holders(noun)
    above = governing_verb(noun)
    if noun.dep == "pobj" and noun.head.lower == "against" and noun.head.head.lemma in _MARCHING:
        by, stance = surface_subjects(noun.head.head), "warned_against"
    elif noun.dep == "dobj" and above is not None and above.lemma in _AGAINST:
        by, stance = surface_subjects(above), "warned_against"
    elif noun.dep == "dobj" and above is not None and above.lemma in _FOR and not negated(above):
        by = surface_subjects(above)
    else:
        by = owners
    if by:
        yield Draft(verb, action_words(verb), stance, "options/would, of a bill", 0.6, by=by)
