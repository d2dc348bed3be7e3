"""Options in judgements: what a deed is called, what it would do, and what is named as the way out.

Example: "Arming them would be a mistake" → warned against; "the only way out is to talk" → advocated.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_spans import gerund, noun_phrase, verb_phrase
from aitia.extract.option_advice import own_view
from aitia.extract.option_drafts import (
    FLIP,
    Draft,
    action_words,
    auxiliaries,
    conditional,
    idle,
    infinitive,
    is_actor,
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

_FAINT: Final = frozenset("good right cause step start just hope condition fair beginning welcome best".split())
_NO_DENIAL: Final = frozenset("condition precondition prerequisite key priority overdue cause start step hope".split())
_LOOSE_WAYS: Final = frozenset("order job idea thing plan policy proposal demand promise suggestion".split())
_SURE_WAYS: Final = frozenset("key solution answer way hope alternative option remedy priority cure".split())
_FORCE: Final = frozenset("force revenge vengeance violence war".split())
_CURES: Final = frozenset("answer cure option remedy solution way".split())
_BROAD: Final = frozenset("inclusive broad democratic pluralistic accountable secular".split())
_ATTEMPTS: Final = frozenset("attempt effort move action bid step".split())
_LINKS: Final = frozenset("prove turn seem appear remain".split())
_COURSES: Final = frozenset("policy strategy plan victory peace option".split())
_TAKEN: Final = frozenset(
    "answer approach challenge choice course job mission order path response step task thing way".split()
)
_ERRORS: Final = frozenset("mistake error blunder folly".split())
_TALK: Final = frozenset(
    """tell predict judge imply suggest say claim assume think conclude believe argue describe compare assert infer
    pretend imagine expect note remember speak suppose""".split()
)


def judged(page: Page, verb: Word) -> Iterator[Draft]:
    """Drafts of one form of "be": "it would be a mistake to X", "X is the answer", "the solution is to X"."""
    if conditional(verb):
        return
    attribute = verb.child("attr", "acomp")
    subject = fronted_infinitive(verb) or subject_of(verb)
    rhetorical = negated(verb) and verb.sent.words[-1].text == "?" and subject is not None and _turned(verb, subject)
    if subject is None and verb.dep == "xcomp" and verb.head.lemma in _LINKS:
        subject = _behind_comma(next(iter(surface_subjects(verb.head)), None), verb.head)
    elif attribute is None and verb.dep == "advcl" and subject is not None and subject.pos == "VERB":
        after = subject_of(verb.head)
        attribute = after if after is not None and _behind_comma(after, verb.head) is not after else None
    denied = negated(verb) and not rhetorical
    if verb.dep == "ccomp" and verb.head.lemma in ("think", "believe", "suppose", "feel") and negated(verb.head):
        denied = not denied
    if attribute is not None:
        denied = denied or any(c.lower == "nor" for c in verb.children)
        denied = denied or any(c.lower in ("no", "not", "hardly") for c in attribute.children)
    if subject is not None and subject.lemma in lexicon.words("ways") and subject.pos == "NOUN":
        yield from _way_out(page, verb, subject, denied)
    elif subject is not None and subject.lemma in _ERRORS and subject.pos == "NOUN" and not is_past(verb):
        yield from _way_out(page, verb, subject, not denied)
    elif attribute is not None:
        yield from _called(page, verb, subject, attribute, denied)
    elif subject is not None and subject.pos == "VERB" and attribute is None:
        yield from _amounts_to(page, verb, subject)
    elif subject is not None and subject.lower == "it":
        yield from _up_to(verb)
        yield from _it_is_to(verb, denied)
        yield from _inner(verb, denied)


def _turned(verb: Word, subject: Word) -> bool:
    """Whether a question turns the verb or its auxiliary before the subject: "is it not time", "would it not be"."""
    return verb.i < subject.i or any(c.dep == "aux" and c.i < subject.i for c in verb.children)


def _amounts_to(page: Page, verb: Word, subject: Word) -> Iterator[Draft]:
    """ "To send them home would be to betray them": what a deed amounts to, said of it as a warning."""
    worse = verb.child("xcomp", "ccomp", "advcl")
    if not infinitive(subject) or worse is None or not infinitive(worse) or worse.i < verb.i or is_past(verb):
        return
    if subject.lemma in _TALK or idle(subject) or negated(subject) or negated(verb) or not own_view(page, verb):
        return
    good = worse.lemma in lexicon.words("helps")
    yield Draft(subject, subject_words(subject), "advocated" if good else "warned_against", "options/to is to", 0.55)


def _behind_comma(subject: Word | None, verb: Word) -> Word | None:
    """The subject the parser took for an apposition: "While Y is a need, a pact will …"."""
    if subject is None:
        return None
    fronted = any(
        c.dep == "advcl" and c.lemma == "be" and c.i < subject.i and c.child("attr", "acomp") is None
        for c in verb.children
    )
    apposed = subject.child("appos")
    return apposed if fronted and apposed is not None else subject


def _called(page: Page, verb: Word, subject: Word | None, attribute: Word, denied: bool) -> Iterator[Draft]:
    stance = _verdict(attribute)
    if stance is None and denied and attribute.lemma == "enough":
        stance = "advocated"
    if stance is None and denied and attribute.lemma in _COURSES and subject is not None and subject.lower != "it":
        stance = "advocated"  # "to knock louder is no policy"
    if stance is None or subject is None or is_past(verb) or {"has", "have", "'ve", "’ve"} & set(auxiliaries(verb)):
        return  # "it was wrong to invade" condemns what was done
    if denied:
        if attribute.lemma in _NO_DENIAL or (stance == "warned_against" and subject.lower != "it"):
            return
        stance = FLIP[stance]
    if subject.lower == "it":
        for deed, doer in _extraposed(verb, attribute):
            yield Draft(deed, action_words(deed), stance, f"options/it is {attribute.lemma}", 0.7, doer=doer)
        return
    if attribute.lemma in _FAINT and subject.pos != "VERB":
        return
    force = denied and subject.lemma in _FORCE and attribute.lemma in _CURES
    if force or is_action(page, subject):
        yield Draft(subject, subject_words(subject), stance, f"options/is {attribute.lemma}", 0.65)


def fronted_infinitive(verb: Word) -> Word | None:
    """The infinitive of "to starve such an ally would be a gift" where the parser takes its object for the subject."""
    subject = subject_of(verb)
    if subject is None or subject.i > verb.i or subject.pos not in ("NOUN", "PROPN", "PRON"):
        return None
    words = verb.sent.words
    base = words[0].i
    start = subject.subtree()[0].i
    for c in verb.children:
        if c.dep != "advcl" or c.i >= subject.i or not infinitive(c) or c.child("dobj", "ccomp") is not None:
            continue
        first = c.subtree()[0]
        opens = first.i == base or words[first.i - base - 1].pos in ("PUNCT", "CCONJ", "SCONJ")
        if opens and first.lower == "to" and not any(w.text == "," for w in words[c.i - base : start - base]):
            return c
    return None


def subject_words(subject: Word) -> list[Word]:
    """The words of an action that is a subject."""
    if subject.dep == "advcl" and fronted_infinitive(subject.head) is subject:
        end = min((c.i for c in subject.head.children if c.dep == "aux" and c.i > subject.i), default=subject.head.i)
        return [w for w in subject.sent.words if subject.i <= w.i < end]
    if subject.tag == "VB":
        return verb_phrase(subject, joined=True)
    return gerund(subject) if subject.pos == "VERB" else noun_phrase(subject)


def _verdict(attribute: Word) -> Stance | None:
    lemmas = [attribute.lemma, *(c.lemma for c in attribute.children if c.dep in ("amod", "compound", "conj"))]
    if any(x in lexicon.words("bad") for x in lemmas):
        return "warned_against"
    if attribute.lemma in lexicon.words("good") or attribute.lemma == "time":
        return "advocated"
    return None


def _extraposed(verb: Word, attribute: Word) -> Iterator[tuple[Word, list[Word]]]:
    """ "… (for Mali) to leave", "… that Mali leave" after "it is wrong"."""
    under = [p for p in attribute.children if p.dep == "prep" and p.lower in ("for", "of")]
    doer = [x for p in under for c in p.children if c.dep == "pobj" for x in conjuncts(c)]
    inside = [x for noun in doer for x in noun.children if x.dep in ("acl", "relcl")]
    for c in (*verb.children, *attribute.children, *inside):
        if c.i <= attribute.i or c.pos not in ("VERB", "AUX") or c.lemma in _TALK:
            continue
        if infinitive(c):
            if (
                c.dep in ("xcomp", "csubj", "acl", "advcl", "ccomp", "relcl")
                and (not idle(c) or c.lemma == "wait")
                and not says_nothing(c)
            ):
                yield c, own_subjects(c) or doer
        elif c.dep in ("ccomp", "csubj") and c.tag == "VB" and own_subjects(c):
            yield c, own_subjects(c)


def _way_out(page: Page, verb: Word, subject: Word, denied: bool) -> Iterator[Draft]:
    """ "The solution is (not) to X", "the only way out is X"."""
    if is_past(verb) and subject.lemma in _TAKEN:
        return  # "his response was to send troops"
    if subject.lemma in _LOOSE_WAYS and not any(c.dep in ("poss", "amod", "det") for c in subject.children):
        return
    rule = f"options/the {subject.lemma} is"
    owners = [c for c in subject.children if c.dep == "poss" and c.lower not in ("my", "our", "your", "its")]
    by = owners if page.cast.everyone(owners) else None  # "the hawks' answer is to …"
    denied = denied != any(c.lower in ("worst", "last") for c in subject.children)
    for c in verb.children:
        if c.i <= verb.i:
            continue
        stance: Stance = "warned_against" if denied != negated(c) else "advocated"
        if c.dep in ("xcomp", "ccomp", "advcl", "attr") and c.pos in ("VERB", "AUX"):
            near = not any(x.dep == "acomp" and x.i < c.i for x in verb.children)  # not "are far from enough to"
            if near and (c.tag in ("VBG", "VB") or infinitive(c)) and not own_subjects(c):
                yield Draft(c, action_words(c), stance, rule, 0.7, by=by)
            elif near and infinitive(c) and any(x.lower == "for" and x.dep == "mark" for x in c.children):
                yield Draft(c, action_words(c), stance, rule, 0.7, by=by, doer=own_subjects(c))
        elif c.dep == "attr" and c.pos == "NOUN" and (subject.lemma in _SURE_WAYS or _first_of(subject)):
            for noun in conjuncts(c):
                if not lexicon.is_deed(noun.lemma):
                    continue
                but = any(w.lower == "but" and c.i < w.i < noun.i for w in c.children)  # "not X but Y"
                told: Stance = FLIP[stance] if but and denied else stance
                words = noun_phrase(noun)
                end = next((n for n, w in enumerate(words) if w.lower == "but"), len(words))
                yield Draft(noun, words[:end], told, rule, 0.6, by=by)


def _first_of(subject: Word) -> bool:
    """ "The first step", "the obvious course"."""
    return any(c.lower in ("first", "next", "right", "best", "only", "obvious", "sensible") for c in subject.children)


def _up_to(verb: Word) -> Iterator[Draft]:
    """ "It is up to X to Y"."""
    up = next((c for c in verb.children if c.lower == "up"), None)
    if up is None:
        return
    under = [x for c in up.children for x in (c, *c.children)]
    nested = [x for n in under for x in n.children]
    for c in (*verb.children, *up.children, *under, *nested):
        if c.pos == "VERB" and c.i > up.i and infinitive(c):
            who = [w for n in under if n.dep == "pobj" and n.i < c.i for w in conjuncts(n)]
            yield Draft(c, action_words(c), "advocated", "options/up to", 0.7, doer=own_subjects(c) or who)
            return


def _it_is_to(verb: Word, denied: bool) -> Iterator[Draft]:
    """ "Rather, it is to deport them": the way out named before."""
    for c in verb.children:
        if c.dep == "xcomp" and c.i > verb.i and c.pos == "VERB" and infinitive(c) and verb.tag in ("VBZ", "VBP"):
            stance: Stance = "warned_against" if denied != negated(c) else "advocated"
            yield Draft(c, action_words(c), stance, "options/it is to", 0.55)


def _inner(verb: Word, denied: bool) -> Iterator[Draft]:
    """ "It is, however, unwise of them to X": the adjective hung on the deed."""
    for c in verb.children:
        if c.dep != "ccomp" or not infinitive(c) or idle(c):
            continue
        for adjective in c.children:
            stance = _verdict(adjective) if adjective.dep == "nsubj" and adjective.pos == "ADJ" else None
            if stance is not None and not is_past(verb):
                under = [x for p in adjective.children if p.dep == "prep" for x in p.children if x.dep == "pobj"]
                stance = FLIP[stance] if denied else stance
                yield Draft(c, action_words(c), stance, f"options/it is {adjective.lemma}", 0.65, doer=under)


def falls_to(verb: Word) -> Iterator[Draft]:
    """ "It falls to X to Y"."""
    subject = subject_of(verb)
    if subject is None or subject.lower != "it":
        return
    who = [w for p in verb.children if p.dep in ("prep", "dative") for n in p.children for w in conjuncts(n)]
    for c in verb.children:
        if c.pos == "VERB" and c.i > verb.i and infinitive(c):
            doer = own_subjects(c) or [w for w in who if w.i < c.i]
            yield Draft(c, action_words(c), "advocated", "options/falls to", 0.7, doer=doer)


def is_action(page: Page, subject: Word) -> bool:
    """Whether a subject names a deed not yet done: a gerund, "a ban", "any attempt to isolate them"."""
    if subject.pos == "VERB":
        asked = any(c.tag in ("WP", "WDT", "WRB") or (c.dep == "aux" and c.lower != "to") for c in subject.children)
        return subject.tag in ("VBG", "VB") and not asked
    if subject.lemma == "representative" and any(c.lower in _BROAD for c in subject.children):
        return subject.child("compound") is not None  # "an inclusive government representative of all"
    if subject.pos not in ("NOUN", "PROPN", "ADJ") or is_actor(page, subject):
        return False
    if any(c.lower in ("the", "this", "that", "these", "those") or c.dep == "poss" for c in subject.children):
        return False
    if subject.lemma in _ATTEMPTS:
        return subject.child("acl") is not None
    return lexicon.is_deed(subject.lemma.lower()) and subject.lemma not in (
        "war",
        "attack",
        "security",
        "peace",
        "truth",
    )
