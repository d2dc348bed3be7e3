"""Ties that turns of phrase state: a verb with the noun that belongs to it, and what somebody cannot bear.

Example: "the tribes threw in their lot with the rebels" → aligned_with; "the militia does Libya's bidding" → acts_for;
"the miners cannot abide the president" → opposes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from aitia.extract.cast import Cast
from aitia.extract.tie_deeds import fitting
from aitia.extract.tie_reality import is_undone
from aitia.extract.tie_statements import Stated, stated
from aitia.language.arcs import conjuncts, prepositions
from aitia.language.frames import frame, surface_subjects
from aitia.language.page import Page, Word
from aitia.language.status import Status, has_neg, status
from aitia.lexicon.ties import TieIdiom, tie_idioms
from aitia.model.codes import Relation

_FRIENDS: Final = frozenset("admirer champion defender devotee fan friend lover supporter".split())
_REACH: Final = 8  # words from a verb to its noun
_BEARING: Final = frozenset("abide bear stand stomach tolerate".split())
_ABLE: Final = frozenset("ca can could".split())
_NOT: Final = frozenset(["not", "n't", "n’t", "never", "hardly", "scarcely"])


def ties_of_idioms(page: Page) -> Iterator[Stated]:
    """Yield the ties that turns of phrase state."""
    table = tie_idioms()
    for verb in page.words:
        if verb.pos == "NOUN" and verb.lemma in _FRIENDS:
            yield from _no_friends(page, verb)
        if verb.pos != "VERB" or not verb.sent.is_content:
            continue
        for idiom in table.get(verb.lemma, ()):
            noun = _noun(verb, idiom)
            if noun is not None:
                rule = f"verb/{verb.lemma}-{idiom.noun}"
                yield from _told(page, verb, _others(verb, noun, idiom), idiom.relation, rule)
        if _is_unbearable(verb):
            yield from _told(page, verb, frame(verb).patients, "opposes", f"verb/{verb.lemma}", negated=False)


def _noun(verb: Word, idiom: TieIdiom) -> Word | None:
    """The noun of an idiom behind its verb: of "threw in their lot with" the lot."""
    words = verb.sent.words
    at = verb.i - words[0].i
    for w in words[at + 1 : at + 1 + _REACH]:
        if w.pos == "VERB" and w.lemma != idiom.noun:
            return None
        if w.lemma == idiom.noun and (w.pos in ("NOUN", "VERB", "PROPN") or w.dep in ("prt", "advmod")):
            before = words[w.i - words[0].i - 1].lower
            under = w.head.lower if w.dep == "pobj" else before if before == idiom.via else ""
            fits = under == idiom.via if idiom.via else under in ("", "in", "up")  # "threw in their lot"
            return w if fits and any(a is verb for a in w.ancestors()) else None
    return None


def _others(verb: Word, noun: Word, idiom: TieIdiom) -> list[Word]:
    """Whom an idiom names besides its subject: whose the noun is, or who stands under its preposition."""
    if "dobj" in idiom.slots:
        return frame(verb).patients
    found = [w for head in (noun, verb) for name, w in prepositions(head) if name in idiom.slots and w is not noun]
    if "of" in idiom.slots:
        found += [x for c in noun.children if c.dep == "poss" for x in conjuncts(c)]
    return found


def _is_unbearable(verb: Word) -> bool:
    """Whether somebody cannot bear or will not forgive whoever is named: "can't stand the general"."""
    denied = any(c.lower in _NOT for c in verb.children)
    if verb.lemma == "forgive":
        return denied
    able = any(c.dep == "aux" and c.lower in _ABLE for c in verb.children)
    return verb.lemma in _BEARING and able and denied


def _no_friends(page: Page, noun: Word) -> Iterator[Stated]:
    """Who is said to be no friend of somebody: "I was no admirer of the general", not "is not his friend"."""
    verb, cast = noun.head, page.cast
    if not noun.sent.is_content or not any(c.lower == "no" and c.dep == "det" for c in noun.children):
        return
    told = noun.dep == "attr" and verb.lemma in ("be", "remain") and not has_neg(verb)
    if not told and not (noun.dep == "appos" and verb.pos in ("NOUN", "PROPN")):
        return
    state = status(verb) if told else Status()
    others = [w for name, w in prepositions(noun) if name in ("of", "to")]
    if state.needed or state.hypothetical:
        return
    for a in cast.everyone(surface_subjects(verb) if told else [verb], places=False):
        for b in cast.everyone(others):
            if a.actor != b.actor:
                yield stated(page, a, b, "opposes", noun, [noun], f"noun/no-{noun.lemma}", time=state.time)


def _told(
    page: Page, verb: Word, others: list[Word], relation: Relation, rule: str, *, negated: bool | None = None
) -> Iterator[Stated]:
    cast: Cast = page.cast
    state = status(verb)
    if negated is not None:
        state = replace(state, negated=negated, hypothetical=False, hedged=False, time="current")
    if state.needed or (state.hypothetical and not state.negated) or is_undone(verb):
        return
    for a in cast.everyone(frame(verb).agents, places=False):
        for b in cast.everyone(others):
            fit = fitting(cast, a, relation, b) if a.actor != b.actor else None
            if fit is not None:
                yield stated(page, a, b, fit, verb, [verb], rule, time=state.time, factuality=state.factuality)
