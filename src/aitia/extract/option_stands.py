"""Where somebody says what side he is on: "I am for a truce", "there is no excuse for X", "better to X".

Each reads one verb (or the head of a sentence without one) and yields drafts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_spans import gerund, noun_phrase
from aitia.extract.option_advice import own_view
from aitia.extract.option_asked import to_be_done
from aitia.extract.option_drafts import (
    FLIP,
    Draft,
    action_words,
    also,
    auxiliaries,
    idle,
    infinitive,
    is_past,
    negated,
    own_subjects,
    says_nothing,
    subject_of,
)
from aitia.language.arcs import conjuncts
from aitia.language.frames import surface_subjects
from aitia.language.page import Page, Word
from aitia.lexicon import options as lexicon
from aitia.model.codes import Stance

_SIDES: Final[dict[str, Stance]] = {"for": "advocated", "against": "warned_against"}
_LIKINGS: Final = frozenset("choice instinct preference sympathy vote".split())
_GROUNDS: Final = frozenset("case excuse grounds justification need reason".split())
_REASONS: Final = frozenset(["case", "reason"])
_WAYS: Final = frozenset("answer cure hope remedy salvation solution way".split())
_OPENINGS: Final = frozenset("begin help start".split())
_MINE: Final = frozenset("abandon close end free give halt keep leave offer open send stop".split())
_CAN: Final = frozenset(["can", "could", "might", "should", "must", "would"])


def stands(page: Page, verb: Word) -> Iterator[Draft]:
    """Drafts of one verb by which somebody takes a side."""
    if verb.lemma == "be":
        yield from _for_or_against(page, verb)
        yield from _time(verb)
        yield from _well_advised(page, verb)
    if verb.lemma in ("be", "see", "have", "make"):
        yield from _grounds(page, verb)
    elif verb.lemma == "lie":
        yield from _lies_in(verb)
    elif verb.lemma == "do":
        yield from _will_not_do(verb)
    elif verb.lemma == "go":
        yield from _cannot_go_on(page, verb)
    if verb.lemma in _OPENINGS:
        yield from _start_by(page, verb)
    if "would" in auxiliaries(verb):
        yield from _i_would(page, verb)


def _deeds(page: Page, preposition: Word) -> Iterator[tuple[Word, list[Word]]]:
    """The deeds under a preposition: "for a truce", "against arming them"."""
    for c in preposition.children:
        if c.dep == "pcomp" and c.tag == "VBG":
            yield c, gerund(c)
        elif c.dep == "pobj":
            for noun in conjuncts(c):
                if noun.pos == "NOUN" and lexicon.is_deed(noun.lemma) and not page.cast.who(noun):
                    yield noun, noun_phrase(noun)


def _for_or_against(page: Page, verb: Word) -> Iterator[Draft]:
    """ "I am for a ceasefire and against a partition", "the ministers were for war", "my preference is for a vote"."""
    subject = subject_of(verb)
    if subject is None or negated(verb) or verb.child("attr", "acomp") is not None:
        return
    own = subject.lower in ("i", "we")
    liking = subject.lemma in _LIKINGS
    if not own and not liking and not page.cast.everyone([subject]):
        return
    owners = [c for c in subject.children if c.dep == "poss"] if liking else [subject]
    by = None if own or any(w.lower in ("my", "our") for w in owners) else owners
    for first in verb.children:
        if first.dep != "prep" or first.i < verb.i:
            continue
        for p in (first, *(c for c in first.children if c.dep == "conj")):
            if p.lower in _SIDES:
                for head, words in _deeds(page, p):
                    yield Draft(head, words, _SIDES[p.lower], f"options/is {p.lower}", 0.65, by=by)


def _time(verb: Word) -> Iterator[Draft]:
    """ "It is high time that the junta freed them", "now is the time to lift the siege"."""
    time = next((c for c in verb.children if c.lemma in ("time", "moment") and c.dep in ("attr", "nsubj")), None)
    if time is None or verb.tag not in ("VBZ", "VB"):
        return
    it = any(c.lower == "it" for c in verb.children)
    for c in (*verb.children, *time.children):
        if c.i < time.i or c.pos != "VERB" or idle(c):
            continue
        asked = verb.sent.words[-1].text == "?"
        wished = it and c.dep in ("ccomp", "relcl") and c.tag in ("VBD", "VBN") and own_subjects(c)
        now = infinitive(c) and (any(x.lower == "now" for x in verb.children) or (it and asked and negated(verb)))
        if wished and not negated(verb) and not auxiliaries(c):
            yield Draft(c, action_words(c), "advocated", "options/is time", 0.7, doer=own_subjects(c))
        elif now:
            yield Draft(c, action_words(c), "advocated", "options/is time", 0.75)


def _well_advised(page: Page, verb: Word) -> Iterator[Draft]:
    """ "The minister would be well advised to resign"."""
    told = next((c for c in verb.children if c.lower == "advised"), None)
    if told is None or "would" not in auxiliaries(verb):
        return
    sound = any(c.lower in ("well", "better", "best") for c in (*verb.children, *told.children))
    sources = tuple(page.voices.sources(page.voices.at((verb.start, verb.end))))
    ill = any(c.lower == "ill" for c in (*verb.children, *told.children))
    for c in (*told.children, *verb.children):
        if (sound or ill) and c.pos == "VERB" and c.i > told.i and infinitive(c):
            stance: Stance = "advocated" if sound != negated(c) else "warned_against"
            for deed in (c, *also(c)):
                who = surface_subjects(verb)
                words = action_words(deed)
                yield Draft(deed, words, stance, "options/well advised", 0.8, [told], who, owners=sources)
            return


def _grounds(page: Page, verb: Word) -> Iterator[Draft]:
    """ "There is no excuse for keeping it shut", "the case for a boycott is strong", "has every reason to sign"."""
    noun = verb.child("attr", "dobj")
    if noun is None or noun.lemma not in _GROUNDS or is_past(verb) or not own_view(page, verb):
        return
    there = any(c.dep == "expl" or c.lower == "there" for c in verb.children)
    mine = (subject_of(verb) or noun).lower in ("i", "we")
    no = negated(verb) or any(c.lower in ("no", "little", "hardly") for c in noun.children)
    strong = any(c.lower in ("every", "strong", "good", "powerful", "overwhelming", "better") for c in noun.children)
    if not (there or mine or verb.lemma == "have") or not (no or (strong and noun.lemma in _REASONS)):
        return
    stance: Stance = "warned_against" if no else "advocated"
    doer = [] if there or mine else surface_subjects(verb)
    for c in noun.children:
        if c.i > noun.i and c.dep == "prep" and c.lower == "for":
            for head, words in _deeds(page, c):
                yield Draft(head, words, stance, f"options/{noun.lemma} for", 0.6, doer=doer)
        elif c.i < noun.i or c.pos != "VERB" or not infinitive(c) or idle(c) or says_nothing(c):
            continue
        elif c.child("dobj", "prep", "xcomp", "ccomp") is not None:
            yield Draft(c, action_words(c), stance, f"options/{noun.lemma} to", 0.6, doer=own_subjects(c) or doer)


def _lies_in(verb: Word) -> Iterator[Draft]:
    """ "The remedy lies in land reform"."""
    subject = subject_of(verb)
    if subject is None or subject.lemma not in _WAYS or is_past(verb):
        return
    for p in verb.children:
        if p.dep == "prep" and p.lower in ("in", "with", "through"):
            for c in p.children:
                stance: Stance = "warned_against" if negated(verb) else "advocated"
                if c.dep == "pcomp" and c.tag == "VBG":
                    yield Draft(c, gerund(c), stance, "options/lies in", 0.65)
                elif c.dep == "pobj" and c.pos == "NOUN" and lexicon.is_deed(c.lemma):
                    yield Draft(c, noun_phrase(c), stance, "options/lies in", 0.65)


def _will_not_do(verb: Word) -> Iterator[Draft]:
    """ "It will not do to blame the farmers"."""
    subject = subject_of(verb)
    if subject is None or subject.lower != "it" or not negated(verb) or verb.child("dobj") is not None:
        return
    for c in verb.children:
        if c.dep in ("xcomp", "advcl") and c.i > verb.i and infinitive(c) and not says_nothing(c):
            yield Draft(c, action_words(c), "warned_against", "options/will not do", 0.65)


def _cannot_go_on(page: Page, verb: Word) -> Iterator[Draft]:
    """ "The minister cannot go on arming the militia"."""
    subject = subject_of(verb)
    if not negated(verb) or not {"can", "ca"} & set(auxiliaries(verb)) or subject is None or not own_view(page, verb):
        return
    inside = [c for p in verb.children if p.lower == "on" for c in p.children]
    for c in (*verb.children, *inside):
        if c.tag == "VBG" and c.pos == "VERB" and c.i > verb.i:
            yield Draft(c, gerund(c), "warned_against", "options/cannot go on", 0.65, doer=[subject])
            return


def _start_by(page: Page, verb: Word) -> Iterator[Draft]:
    """ "Kenya could start by opening the border"."""
    subject = subject_of(verb)
    if subject is None or not _CAN & set(auxiliaries(verb)) or negated(verb) or "have" in auxiliaries(verb):
        return
    if not (subject.lower == "we" or page.cast.who(subject)) or not own_view(page, verb):
        return
    for p in verb.children:
        if p.dep == "prep" and p.lower in ("by", "with"):
            for c in p.children:
                if c.dep == "pcomp" and c.tag == "VBG":
                    yield Draft(c, gerund(c), "advocated", f"options/{verb.lemma} by", 0.65, doer=[subject])


def _i_would(page: Page, verb: Word) -> Iterator[Draft]:
    """ "We would offer amnesty", "I would rather see the base closed", "were I the minister, I would free them"."""
    subject = subject_of(verb)
    if subject is None or subject.lower not in ("i", "we") or "have" in auxiliaries(verb):
        return
    if any(c.dep == "advcl" and c.i < verb.i and not _in_his_place(c) for c in verb.children):
        return
    if verb.dep not in ("ROOT", "conj", "ccomp") or any(
        c.dep in ("mark", "advcl") and c.lower == "if" for c in verb.children
    ):
        return
    if verb.lemma == "see" and any(c.lower in ("rather", "sooner") for c in verb.children):
        for head, words, _ in to_be_done(verb):
            yield Draft(head, words, "advocated", "options/would rather see", 0.65)
        return
    known = verb.lemma in lexicon.words("acts") | _MINE
    thing = verb.child("dobj")
    if not known or thing is None or idle(verb) or thing.pos == "PRON" or not own_view(page, verb):
        return
    stance: Stance = "warned_against" if negated(verb) else "advocated"
    for deed in (verb, *also(verb)):
        yield Draft(deed, action_words(deed), stance, "options/I would", 0.55)


def _in_his_place(clause: Word) -> bool:
    """ "If I were the minister", "were I he"."""
    return clause.lemma == "be" and any(c.lower in ("i", "we") for c in clause.children)


def better(root: Word) -> Iterator[Draft]:
    """ "Better to lose the port than to lose the peace", "far better to let them come"."""
    if root.lower not in ("better", "best", "wiser", "safer") or root.dep != "ROOT" or root.sent.kind == "title":
        return
    for c in root.children:
        if c.pos != "VERB" or not infinitive(c) or c.i < root.i:
            continue
        than = [
            x for x in c.children if x.dep == "advcl" and any(y.lower == "than" for y in (*x.children, *c.children))
        ]
        cut = min((x.subtree()[0].i for x in than), default=root.i + 1000)
        words = [w for w in action_words(c) if w.i < cut and w.lower != "than"]
        yield Draft(c, words, "advocated", "options/better to", 0.8)
        for x in than:
            yield Draft(x, [w for w in action_words(x) if w.lower != "than"], FLIP["advocated"], "options/than to", 0.6)
