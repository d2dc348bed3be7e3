"""Options in set turns of speech: "has no choice but to X", "no point in X-ing", "why not X?", "rather than X, do Y".

Each turn takes a verb that may carry it and yields drafts; the turn decides the stance.
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
    doers,
    idle,
    infinitive,
    is_past,
    negated,
    says_nothing,
    subject_of,
)
from aitia.language.frames import surface_subjects
from aitia.language.page import Word
from aitia.lexicon import options as lexicon
from aitia.model.codes import Stance

_CHOICES: Final = frozenset("choice option alternative course way substitute".split())
_POINTS: Final = frozenset("point sense use good purpose value wisdom virtue".split())
_NOBODY: Final = frozenset("nothing none nobody".split())
_EXCUSES: Final = frozenset("justify excuse warrant".split())


def turns(verb: Word) -> Iterator[Draft]:
    """Drafts of every turn that a verb carries."""
    yield from _no_choice(verb)
    yield from _no_point(verb)
    yield from _unjustified(verb)
    yield from _time_has_come(verb)
    yield from _do_well(verb)
    yield from _had_better(verb)
    yield from _why_not(verb)
    yield from _instead(verb)


def _no_choice(verb: Word) -> Iterator[Draft]:
    """ "has no choice but to X", "there is no alternative to X-ing"."""
    noun = verb.child("dobj", "attr")
    if noun is None or noun.lemma not in _CHOICES or is_past(verb):
        return
    no = any(c.lower in ("no", "little", "other") for c in noun.children) or negated(verb)
    if not no:
        return
    owners = surface_subjects(verb) if verb.lemma == "have" else []
    for p in noun.children:
        if p.dep == "prep" and p.lower in ("but", "except", "to", "than", "for" if noun.lemma == "substitute" else ""):
            for deed in p.children:
                if deed.dep in ("pcomp", "pobj") and deed.pos == "VERB" and not idle(deed):
                    words = gerund(deed) if deed.tag == "VBG" else action_words(deed)
                    yield Draft(deed, words, "advocated", f"options/no {noun.lemma}", 0.65, doer=owners)
                elif deed.dep == "pobj" and deed.pos == "NOUN" and lexicon.is_deed(deed.lemma):
                    yield Draft(deed, noun_phrase(deed), "advocated", f"options/no {noun.lemma}", 0.6, doer=owners)


def _no_point(verb: Word) -> Iterator[Draft]:
    """ "There is no point in X-ing", "it makes no sense to X"."""
    noun = verb.child("attr", "dobj")
    subject = subject_of(verb)
    if noun is None or noun.lemma not in _POINTS or is_past(verb):
        return
    if verb.lemma not in ("be", "make", "see"):
        return
    if subject is not None and subject.lower not in ("it", "there", "what"):
        return
    questioned = subject is not None and subject.lower == "what"
    if not (questioned or negated(verb) or any(c.lower in ("no", "little") for c in noun.children)):
        return
    for p in (*noun.children, *verb.children):
        if p.dep == "prep" and p.lower in ("in", "of", "to"):
            for deed in p.children:
                if deed.dep == "pcomp" and deed.tag == "VBG":
                    yield Draft(deed, gerund(deed), "warned_against", f"options/no {noun.lemma}", 0.65)
        elif p.pos == "VERB" and p.i > noun.i and infinitive(p) and not idle(p):
            yield Draft(p, action_words(p), "warned_against", f"options/no {noun.lemma}", 0.6)


def _unjustified(verb: Word) -> Iterator[Draft]:
    """ "Nothing justifies X-ing"."""
    subject = subject_of(verb)
    if verb.lemma not in _EXCUSES or subject is None or subject.lower not in _NOBODY or is_past(verb):
        return
    for deed in verb.children:
        if deed.dep in ("xcomp", "ccomp", "pcomp", "dobj") and deed.tag == "VBG" and deed.i > verb.i:
            yield Draft(deed, gerund(deed), "warned_against", "options/nothing justifies", 0.7)
        elif deed.dep == "dobj" and deed.pos == "NOUN" and lexicon.is_deed(deed.lemma):
            yield Draft(deed, noun_phrase(deed), "warned_against", "options/nothing justifies", 0.6)


def _time_has_come(verb: Word) -> Iterator[Draft]:
    """ "The time has come to X"."""
    subject = subject_of(verb)
    if verb.lemma != "come" or subject is None or subject.lemma not in ("time", "hour", "moment"):
        return
    for deed in (*verb.children, *subject.children):
        if deed.pos == "VERB" and deed.i > verb.i and infinitive(deed) and not idle(deed):
            for one in (deed, *also(deed)):
                yield Draft(one, action_words(one), "advocated", "options/time has come", 0.7, doer=doers(one))


def _do_well(verb: Word) -> Iterator[Draft]:
    """ "would do well to X", "would be wise to X" of somebody."""
    if verb.lemma != "do" or not {"would", "'d", "’d"} & set(auxiliaries(verb)):
        return
    if not any(c.lower in ("well", "better", "best", "right") for c in verb.children):
        return
    for deed in verb.children:
        if deed.dep in ("advcl", "xcomp") and deed.i > verb.i and infinitive(deed) and not says_nothing(deed):
            for one in (deed, *also(deed)):
                stance: Stance = "warned_against" if negated(one) else "advocated"
                yield Draft(one, action_words(one), stance, "options/do well to", 0.65, doer=surface_subjects(verb))


def _had_better(verb: Word) -> Iterator[Draft]:
    """ "had better X"."""
    if verb.tag != "VB" or not {"had", "'d", "’d"} & set(auxiliaries(verb)) or idle(verb):
        return
    if any(c.lower == "better" and c.i < verb.i for c in verb.children):
        stance: Stance = "warned_against" if negated(verb) else "advocated"
        yield Draft(verb, action_words(verb), stance, "options/had better", 0.65, doer=doers(verb))


def _why_not(verb: Word) -> Iterator[Draft]:
    """ "Why not X?": nobody is the subject."""
    words = verb.sent.words
    if verb.tag not in ("VB", "VBP") or words[-1].text != "?" or subject_of(verb) is not None or auxiliaries(verb):
        return
    before = [w.lower for w in words if w.i < verb.i]
    if before[-2:] == ["why", "not"] and not idle(verb):
        yield Draft(verb, action_words(verb), "advocated", "options/why not", 0.65)


def _instead(verb: Word) -> Iterator[Draft]:
    """ "Rather than X, Mali should Y", "instead of X-ing, do Y": the course that is not to be taken."""
    if not OBLIGING & set(auxiliaries(verb)) or {"have", "'ve"} & set(auxiliaries(verb)) or negated(verb):
        return
    who = doers(verb)
    for c in verb.children:
        head = [x.lower for x in c.children]
        if c.dep == "advcl" and "rather" in head and "than" in head and c.pos == "VERB":
            yield Draft(c, _after_than(c), "warned_against", "options/rather than", 0.65, doer=who)
        elif c.lower == "far" and c.i < verb.i:  # "far from arming them, we should tax them"
            under = (x for p in c.children if p.lower == "from" for x in p.children)
            for deed in under:
                if deed.dep == "pcomp" and deed.tag == "VBG":
                    yield Draft(deed, gerund(deed), "warned_against", "options/far from", 0.65, doer=who)
        elif c.dep == "prep" and c.lower == "of" and "instead" in head:
            for deed in c.children:
                if deed.dep == "pcomp" and deed.tag == "VBG":
                    yield Draft(deed, gerund(deed), "warned_against", "options/instead of", 0.65, doer=who)


def _after_than(verb: Word) -> list[Word]:
    words = gerund(verb) if verb.tag == "VBG" else action_words(verb)
    return [w for w in words if w.lower not in ("rather", "than")]
