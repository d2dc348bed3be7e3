"""Ties told of several at once: "India and China are rivals", "Chad and Libya are at war", "Athens and Ankara clashed".

A symmetric statement is one tie in text order: from the first named to each of the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cast import Cast
from aitia.extract.tie_deeds import fitting
from aitia.extract.tie_standing import RELATED
from aitia.extract.tie_statements import Stated, as_participant, stated
from aitia.language.arcs import OBJECTS, conjuncts
from aitia.language.frames import surface_subjects
from aitia.language.page import Page, Word
from aitia.language.status import status
from aitia.lexicon.ties import tie_nouns, tie_phrases, tie_roles
from aitia.model.codes import Relation, TieTime
from aitia.model.records import Participant

_BEING: Final = frozenset("be become grow remain stay".split())
_VERBS: Final[dict[str, Relation]] = {
    "clash": "fights", "collaborate": "aligned_with", "compete": "opposes", "cooperate": "aligned_with",
    "feud": "opposes", "quarrel": "opposes", "reconcile": "aligned_with", "skirmish": "fights",
    "spar": "opposes", "squabble": "opposes", "unite": "aligned_with", "battle": "fights", "fight": "fights",
    "bicker": "opposes", "ally": "aligned_with", "merge": "aligned_with",
}  # fmt: skip
# what two do to each other with a noun: "exchanged fire", "signed a ceasefire", "formed an alliance"
_JOINT: Final[tuple[tuple[frozenset[str], frozenset[str], Relation], ...]] = (
    (frozenset("exchange swap trade".split()), frozenset("artillery blow fire gunfire rocket shot strike".split()),
     "fights"),
    (frozenset("exchange swap trade".split()),
     frozenset("accusation barb blame criticism insult jab recrimination threat".split()), "opposes"),
    (frozenset("agree announce break conclude declare negotiate reach sign strike violate".split()),
     frozenset("armistice ceasefire cease-fire truce".split()), "fights"),
    (frozenset("conclude forge form make ratify seal sign strike".split()),
     frozenset("alliance coalition pact partnership treaty".split()), "aligned_with"),
    (frozenset("normalise normalize reestablish re-establish renew restore resume".split()),
     frozenset("friendship relation tie".split()), "aligned_with"),
    (frozenset("break cut freeze rupture sever suspend".split()), frozenset("relation tie".split()), "opposes"),
    (frozenset("fight wage".split()), frozenset("battle war".split()), "fights"),
)  # fmt: skip
_HAVING: Final = frozenset(["enjoy", "have", "maintain", "share"])
_ARMED: Final = frozenset(["battle", "fight"])
_ENDS: Final = frozenset("armistice ceasefire cease-fire truce".split())  # of a fight
_NOUNS: Final[dict[str, Relation]] = {
    "adversary": "opposes", "ally": "aligned_with", "enemy": "opposes", "foe": "opposes", "friend": "aligned_with",
    "opponent": "opposes", "partner": "aligned_with", "rival": "opposes",
}  # fmt: skip
_ADJECTIVES: Final[dict[str, Relation]] = {"allied": "aligned_with", "aligned": "aligned_with"}
_LONE: Final = ("with", "against", "of", "to", "between", "alongside")


def ties_told_once(page: Page) -> Iterator[Stated]:
    """Symmetric ties of joint subjects whose other side is not named apart."""
    cast: Cast = page.cast
    for word in page.words:
        if word.dep == "appos" and word.tag == "NNS" and word.sent.is_content and word.lemma in _NOUNS:
            yield from _apposed(page, cast, word)
        if word.pos not in ("VERB", "AUX") or not word.sent.is_content:
            continue
        found = _mutual(word)
        if found is None:
            continue
        relation, told = found
        sides = cast.everyone(surface_subjects(word))
        if len(sides) < 2 or len(sides) > 4:
            continue
        state = status(word)
        if state.needed or (state.hypothetical and not state.negated):
            continue
        yield from _paired(page, cast, sides, relation, told, word)


def _apposed(page: Page, cast: Cast, noun: Word) -> Iterator[Stated]:
    """ "Turkey and Greece, allies for forty years"."""
    first = noun.head
    while first.dep == "conj" and first.head is not first:
        first = first.head
    named = [m for w in conjuncts(first) if w.i < noun.i and (m := cast.heads.get(w.i)) is not None]
    sides = [as_participant(m) for m in named]
    if len(sides) != 2 or not _is_alone(noun) or any(c.lower in ("other", "their", "its") for c in noun.children):
        return
    past = any(c.lower in ("former", "once", "one-time", "onetime") for c in noun.children)
    fit = fitting(cast, sides[0], _NOUNS[noun.lemma], sides[1])
    if fit is not None:
        time: TieTime = "past" if past else "current"
        yield stated(page, sides[0], sides[1], fit, noun, [noun], f"mutual/{noun.lemma}", time=time)


_THEIR: Final = frozenset(["its", "their"])


def ties_of_their_allies(page: Page) -> Iterator[Stated]:
    """ "The army and its allies", "the rebels and their Chadian backers": those named first, whose allies they are."""
    cast: Cast = page.cast
    roles = tie_roles()
    for noun in page.words:
        if noun.dep != "conj" or noun.lemma not in RELATED or noun.tag != "NNS" or not noun.sent.is_content:
            continue
        own = next((c for c in noun.children if c.dep == "poss" and c.lower in _THEIR), None)
        first = noun.head
        if own is None or first.i > noun.i or not any(c.dep == "cc" and c.i < noun.i for c in first.children):
            continue
        if own.i in cast.covering and cast.covering[own.i].form == "pronoun":
            continue  # whose they are is known, and told by the noun
        whose = [p for p in cast.who(first, places=False) if cast.kind(p.actor) not in ("person", "population")]
        named = [
            m for c in noun.children if c.dep in ("amod", "compound") and (m := cast.covering.get(c.i)) is not None
        ]
        allies = [Participant(actor=m.actor, span=m.span) for m in named if m.form == "name"] or cast.who(noun)
        for a in allies[:1]:
            for b in whose[:1]:
                if a.actor != b.actor:
                    yield stated(page, a, b, roles[noun.lemma][1], noun, [noun], f"role/{noun.lemma}")


def _paired(
    page: Page, cast: Cast, sides: list[Participant], relation: Relation, told: Word, verb: Word
) -> Iterator[Stated]:
    state = status(verb)
    first, *others = sides
    for other in others:
        fit = fitting(cast, first, relation, other)
        if fit is not None:
            rule = f"mutual/{told.lemma}"
            time: TieTime = state.time
            if told.dep in OBJECTS and verb.tag == "VBD":  # "exchanged fire": a deed of the day
                time = "past" if told.lemma in _ENDS else "current"
            yield stated(page, first, other, fit, told, [told], rule, time=time, factuality=state.factuality)


def _mutual(verb: Word) -> tuple[Relation, Word] | None:
    """The relation that a predicate states of its subjects among themselves, and the word that says it."""
    if verb.lemma in _VERBS and not any(
        c.dep in OBJECTS or (c.dep == "prep" and c.lower in _LONE) for c in verb.children
    ):
        aimed = any(c.dep == "xcomp" or (c.dep == "prep" and c.lower in ("about", "for")) for c in verb.children)
        if verb.lemma not in _ARMED or (not aimed and _are_joined(verb)):  # no "fight to keep", "fight for the poor"
            return _VERBS[verb.lemma], verb
    if verb.lemma not in _BEING and not _are_joined(verb):
        return None
    for verbs, nouns, relation in _JOINT if verb.lemma not in _BEING else ():
        done = [c for c in verb.children if c.dep in OBJECTS] if verb.lemma in verbs else []
        if not done:
            continue
        if done[0].lemma in nouns and _is_alone(done[0]) and _is_alone(verb):
            return relation, done[0]
    if verb.lemma in _HAVING:
        for noun in (c for c in verb.children if c.dep in OBJECTS and _is_alone(c) and _is_alone(verb)):
            told = [e for e in tie_nouns().get(noun.lemma, ()) if e.needs and "between" in e.slots]
            fit = next((e for e in told if any(c.lower in e.needs for c in noun.children)), None)
            if fit is not None:
                return fit.relation, noun
    if verb.lemma not in _BEING:
        return None
    for c in verb.children:
        if c.dep == "attr" and c.lemma in _NOUNS and c.tag == "NNS" and _is_alone(c):
            return _NOUNS[c.lemma], c
        if c.dep == "acomp" and c.lower in _ADJECTIVES and _is_alone(c):
            return _ADJECTIVES[c.lower], c
        if c.dep == "prep":
            for noun in (n for n in c.children if n.dep == "pobj" and _is_alone(n)):
                for phrase in tie_phrases().get(noun.lower, ()):
                    if phrase.before == c.lower and phrase.after == "with":
                        return phrase.relation, noun
    return None


def _are_joined(verb: Word) -> bool:
    """Whether a verb's own subject names several: "Chad and Libya fought"."""
    return any(c.dep == "nsubj" and any(x.dep == "conj" for x in c.children) for c in verb.children)


def _is_alone(word: Word) -> bool:
    """Whether a word names no other side: no "of", "to" or "with", no possessor."""
    return not any(c.dep == "poss" or (c.dep == "prep" and c.lower in _LONE) for c in word.children)
