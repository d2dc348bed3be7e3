"""What others make of a deed, and turns that put one: "regards any amnesty as a betrayal", "why doesn't Chad sign?".

Each is read of one verb and yields drafts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_spans import gerund, noun_phrase
from aitia.extract.option_advice import own_view
from aitia.extract.option_asked import to_be_done
from aitia.extract.option_drafts import (
    Draft,
    action_words,
    also,
    auxiliaries,
    conditional,
    idle,
    infinitive,
    is_actor,
    negated,
    own_subjects,
    says_nothing,
    subject_of,
)
from aitia.language.arcs import is_passive
from aitia.language.frames import surface_subjects
from aitia.language.page import Page, Word
from aitia.lexicon import options as lexicon
from aitia.lexicon.events import event_lexicon
from aitia.model.codes import Stance

_AS: Final = frozenset(
    """condemn criticise criticize decry denounce depict deride describe dismiss hail portray praise regard see treat
    view""".split()
)
_NAMING: Final = frozenset("brand call consider deem find judge label term think".split())
_PLANNED: Final = frozenset("attempt bid call demand idea motion plan proposal suggestion thought".split())
_ANY: Final = frozenset(["a", "an", "any", "another", "more", "further"])
_REACH: Final = 16
_TERMS: Final = frozenset("day deadline fortnight hour minute month ultimatum week".split())
_UNTIL: Final = frozenset(["until", "till"])
_YIELDING: Final = frozenset(
    "abandon answer comply disarm disband evacuate free hand lay leave pull quit release resign step stop".split()
)
_OWN_RIGHTS: Final = frozenset("appeal decide prepare recover respond rest retreat".split())  # time one is allowed
_GAINED: Final = frozenset("accomplish achieve gain resolve serve settle solve win".split())
_NOTHING: Final = frozenset(["nothing", "little", "what"])
_TURNED: Final = frozenset("ca can could do does might will wo would".split())


def debates(page: Page, verb: Word) -> Iterator[Draft]:
    """Drafts of one verb."""
    if verb.lemma in _AS or verb.lemma in _NAMING:
        yield from _regarded(verb)
    elif verb.lemma in ("give", "set"):
        yield from _deadline(page, verb)
    elif verb.lemma in _GAINED or verb.lemma == "come":
        yield from _nothing_gained(verb)
    elif verb.lemma == "like":
        yield from _would_like(page, verb)
    elif verb.lemma == "need":
        yield from _is_needed(page, verb)
    elif verb.lemma == "be":
        yield from _there_must_be(page, verb)
        yield from _last_thing(page, verb)
    yield from _would_rather(page, verb)
    yield from _why_does_he_not(page, verb)


def _regarded(verb: Word) -> Iterator[Draft]:
    """ "Critics call sending troops a mistake", "the party regards any amnesty as a betrayal"."""
    if is_passive(verb) or negated(verb) or infinitive(verb):
        return
    words = verb.sent.words
    at = verb.i - words[0].i
    found = _judgement(words[at + 1 : at + _REACH], verb.lemma in _AS)
    by = surface_subjects(verb)
    if found is None or not by:
        return
    named, stance = found
    for head, deed in _named(named):
        yield Draft(head, deed, stance, f"options/{verb.lemma} as", 0.8, by=by)


def _judgement(words: list[Word], with_as: bool) -> tuple[list[Word], Stance] | None:
    """What is judged, and how: the words up to "as", or up to what it is called."""
    for n, word in enumerate(words):
        if word.pos == "PUNCT":
            return None
        if with_as:
            if word.lower != "as" or not n:
                continue
            last = next((k for k, w in enumerate(words[n + 1 : n + 6]) if w.pos == "PUNCT" or w.lower == "of"), 5)
            for told in words[n + 1 : n + 1 + last]:
                stance = _verdict(told)
                if stance is not None:
                    return words[:n], stance
            return None
        stance = _verdict(word) if n > 1 else None
        if stance is None:
            continue
        start = n
        while start and words[start - 1].lower not in ("a", "an") and words[start - 1].pos in ("ADJ", "ADV"):
            start -= 1
        article = start > 0 and words[start - 1].lower in ("a", "an")
        if not article and word.pos != "ADJ":
            continue
        after = words[n + 1] if n + 1 < len(words) else None
        if word.pos == "ADJ" and after is not None and after.pos in ("NOUN", "PROPN", "ADJ"):
            continue
        return words[: start - article], stance
    return None


def _verdict(word: Word) -> Stance | None:
    if word.pos not in ("NOUN", "ADJ"):
        return None
    if word.lemma in lexicon.words("bad") or word.lower in lexicon.words("bad"):
        return "warned_against"
    return "advocated" if word.lemma in lexicon.words("good") else None


def _named(words: list[Word]) -> Iterator[tuple[Word, list[Word]]]:
    """The deed that words name: "sending troops", "any amnesty", "the plan to arm them", "the idea of a boycott"."""
    if not words:
        return
    first = words[0]
    if first.tag == "VBG" and first.pos == "VERB" and len(words) > 1:
        yield first, words
        return
    for n, word in enumerate(words[:5]):
        if word.lemma not in _PLANNED or word.pos != "NOUN" or n + 2 >= len(words):
            continue
        joint, deed = words[n + 1], words[n + 2]
        if (joint.lower == "to" and deed.tag == "VB") or (joint.lower in ("of", "for") and deed.tag == "VBG"):
            if not idle(deed):
                yield deed, words[n + 2 :]
            return
    head = next((w for w in words if w.pos == "NOUN" and w.head.i not in {x.i for x in words}), None)
    if first.lower in _ANY and head is not None and lexicon.is_deed(head.lemma) and head.lemma not in _PLANNED:
        yield head, words


def _deadline(page: Page, verb: Word) -> Iterator[Draft]:
    """ "Gave the rebels a week to lay down their arms", "set a deadline for Chad to withdraw"."""
    if is_passive(verb) or negated(verb):
        return
    words = verb.sent.words
    at = verb.i - words[0].i
    near = words[at + 1 : at + _REACH]
    term = next((w for w in near if w.lemma in _TERMS or w.lower in _UNTIL), None)
    by = surface_subjects(verb)
    if term is None or not by:
        return
    told = [c for c in verb.children if c.dep in ("dative", "dobj") and c.i < term.i and page.cast.who(c)]
    deed = next((w for w in near if w.i > term.i and w.tag == "VB" and infinitive(w)), None)
    if deed is None or idle(deed) or says_nothing(deed):
        return
    if verb.lemma == "set":
        told = [s for s in own_subjects(deed) if page.cast.who(s)]
    known = deed.lemma in lexicon.words("acts") | _YIELDING or bool(event_lexicon().of("verb", deed.lemma))
    known = known and deed.lemma not in _OWN_RIGHTS
    if told and known:
        for one in (deed, *also(deed)):
            yield Draft(one, action_words(one), "advocated", "options/deadline to", 0.65, by=by, doer=told)


def _nothing_gained(verb: Word) -> Iterator[Draft]:
    """ "Nothing would be gained by bombing them", "no good can come of arming them"."""
    subject = subject_of(verb)
    if subject is None or verb.tag == "VBD" or "have" in auxiliaries(verb) or verb.dep == "relcl":
        return
    if not {"would", "will", "can", "could", "is", "be", "to"} & set(auxiliaries(verb)):
        return
    if verb.lemma == "come":
        good = subject.lemma == "good" and any(c.lower in ("no", "little") for c in subject.children)
        nothing = subject.lower == "nothing" and any(c.lower == "good" for c in subject.children)
        ways: tuple[str, ...] = ("of", "from") if good or nothing else ()
    else:
        asked = subject.lower != "what" or verb.sent.words[-1].text == "?"
        ways = ("by", "from", "through") if is_passive(verb) and subject.lower in _NOTHING and asked else ()
    for p in verb.children:
        if p.lower not in ways or p.dep not in ("agent", "prep"):
            continue
        for c in p.children:
            if c.dep == "pcomp" and c.tag == "VBG":
                yield Draft(c, gerund(c), "warned_against", "options/nothing gained", 0.65)
            elif c.dep == "pobj" and c.pos == "NOUN" and lexicon.is_deed(c.lemma):
                yield Draft(c, noun_phrase(c), "warned_against", "options/nothing gained", 0.6)


def _is_needed(page: Page, verb: Word) -> Iterator[Draft]:
    """ "A ceasefire is badly needed"; not "a permit is needed to enter"."""
    if not is_passive(verb) or negated(verb) or not {"is", "are"} & set(auxiliaries(verb)):
        return
    if verb.dep not in ("ROOT", "conj", "ccomp") or verb.child("xcomp", "advcl") is not None:
        return
    for subject in own_subjects(verb):
        if _is_new(page, subject):
            yield Draft(subject, noun_phrase(subject), "advocated", "options/is needed", 0.6)


def _is_new(page: Page, noun: Word) -> bool:
    """A deed that is not there yet: "an inquiry", "new sanctions"; not "the sanctions"."""
    fixed = any(c.dep == "poss" or c.lower in ("the", "this", "that", "these", "those") for c in noun.children)
    return noun.pos == "NOUN" and lexicon.is_deed(noun.lemma) and not fixed and not is_actor(page, noun)


def _there_must_be(page: Page, verb: Word) -> Iterator[Draft]:
    """ "There must be an inquiry", "there should be no amnesty for the generals"."""
    if not {"must", "should"} & set(auxiliaries(verb)) or "have" in auxiliaries(verb) or conditional(verb):
        return
    there = any(c.dep == "expl" and c.lower == "there" and c.i < verb.i for c in verb.children)
    noun = verb.child("attr")
    if not there or noun is None or not _is_new(page, noun) or verb.sent.words[-1].text == "?":
        return
    no = negated(verb) or any(c.lower == "no" for c in noun.children)
    words = [w for w in noun_phrase(noun) if w.lower != "no"]
    yield Draft(noun, words, "warned_against" if no else "advocated", "options/there must be", 0.65)


def _last_thing(page: Page, verb: Word) -> Iterator[Draft]:
    """ "The last thing the region needs is an arms race", "more guns are the last thing they need"."""
    thing = next((c for c in verb.children if c.lemma == "thing" and c.dep in ("nsubj", "attr")), None)
    if thing is None or verb.tag == "VBD" or negated(verb) or not any(c.lower == "last" for c in thing.children):
        return
    if not any(c.dep in ("relcl", "acl") and c.lemma in ("need", "want", "require") for c in thing.children):
        return
    for c in verb.children:
        if c is thing or c.dep not in ("nsubj", "attr", "csubj", "xcomp", "ccomp"):
            continue
        if c.pos == "NOUN" and not is_actor(page, c):
            yield Draft(c, noun_phrase(c), "warned_against", "options/last thing", 0.65)
        elif c.tag == "VBG" and c.pos == "VERB":
            yield Draft(c, gerund(c), "warned_against", "options/last thing", 0.65)
        elif infinitive(c):
            yield Draft(c, action_words(c), "warned_against", "options/last thing", 0.65)


def _would_rather(page: Page, verb: Word) -> Iterator[Draft]:
    """ "The government would rather the rebels waited"."""
    if verb.tag not in ("VBD", "VBN", "VBP", "VB") or (idle(verb) and verb.lemma != "wait"):
        return
    for subject in own_subjects(verb)[-1:]:
        words = verb.sent.words
        at = subject.subtree()[0].i - words[0].i
        if at and words[at - 1].lower == "that":
            at -= 1
        if (
            at < 3
            or words[at - 1].lower not in ("rather", "sooner")
            or words[at - 2].lower not in ("would", "'d", "’d")
        ):
            continue
        if any(c.i > subject.i and c.dep in ("aux", "auxpass") for c in verb.children):
            continue
        wisher = next((w for w in reversed(words[: at - 2]) if w.dep in ("nsubj", "nsubjpass")), None)
        if wisher is not None and page.cast.who(subject):
            stance: Stance = "warned_against" if negated(verb) else "advocated"
            by = None if wisher.lower in ("i", "we") else [wisher]
            yield Draft(verb, action_words(verb), stance, "options/would rather", 0.65, by=by, doer=[subject])


def _would_like(page: Page, verb: Word) -> Iterator[Draft]:
    """ "The ministers would like the troops to stay", "Chad would like to see the embargo lifted"."""
    by = own_subjects(verb)
    if not {"would", "'d", "’d"} & set(auxiliaries(verb)) or not by or "have" in auxiliaries(verb) or negated(verb):
        return
    objects = [c for c in verb.children if c.dep == "dobj"]
    for c in verb.children:
        if c.i < verb.i or c.dep not in ("xcomp", "ccomp") or not infinitive(c):
            continue
        if c.lemma == "see":
            for head, words, _ in to_be_done(c):
                yield Draft(head, words, "advocated", "options/would like", 0.65, by=by)
            continue
        who = own_subjects(c) or objects
        if page.cast.everyone(who) and not says_nothing(c) and (not idle(c) or c.lemma in ("wait", "remain")):
            for one in (c, *also(c)):
                yield Draft(one, action_words(one), "advocated", "options/would like", 0.65, by=by, doer=who)


def _why_does_he_not(page: Page, verb: Word) -> Iterator[Draft]:
    """ "Why doesn't the government sign the treaty?", "why can't Chad open the border?"."""
    if verb.tag != "VB" or verb.sent.words[-1].text != "?" or not negated(verb) or idle(verb) or says_nothing(verb):
        return
    who = own_subjects(verb)
    if not who or not any(c.lower == "why" and c.i < verb.i for c in verb.children) or is_passive(verb):
        return
    if not _TURNED & set(auxiliaries(verb)) or "have" in auxiliaries(verb) or who[0].lower in ("i", "it"):
        return
    if verb.child("dobj", "prep", "xcomp", "prt", "advmod") is not None and own_view(page, verb):
        for one in (verb, *also(verb)):
            yield Draft(one, action_words(one), "advocated", "options/why not", 0.6, doer=who)


_SAYING: Final = frozenset("argue cry demand insist plead reason repeat reply say shout suggest urge write".split())


def said_by(verb: Word) -> tuple[Word, int] | None:
    """Who says an order, by a verb of saying set in behind it, and where that begins: "Arm them, say the hawks"."""
    words = verb.sent.words
    for c in verb.children:
        if c.i <= verb.i or c.lemma not in _SAYING or c.dep not in ("dep", "parataxis", "ccomp", "conj", "advcl"):
            continue
        subject = c.child("nsubj")
        if subject is None or c.tag not in ("VBP", "VBZ", "VBD") or c.child("dobj", "ccomp") is not None:
            continue
        start = min(c.i, subject.subtree()[0].i)
        if words[start - words[0].i - 1].text == ",":
            return subject, start - 1
    return None
