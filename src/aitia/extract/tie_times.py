"""Ties told of a time that is over: dated years back, set in an era, or with somebody who was killed.

Example: "In 1978 the front attacked the army" in a text of 2016 → past; "the era of the dictator X" → past.
"""

from __future__ import annotations

from typing import Final

from aitia.extract.cast import Cast
from aitia.extract.dates import find_times, when_of
from aitia.language.arcs import prepositions
from aitia.language.page import Page, Word
from aitia.language.status import HABITUAL
from aitia.model.codes import EventType
from aitia.model.records import Event, When

_AGES: Final = frozenset(["century", "decade", "generation", "year"])
_AGO: Final = frozenset(["ago", "earlier", "before", "back"])
_ERAS: Final = frozenset("age day dictatorship epoch era period presidency reign time".split())
_RULES: Final = frozenset("administration dictatorship government junta presidency regime reign rule tenure".split())
_BOUNDS: Final = frozenset(["until", "till", "by", "through"])
_ONCE: Final = frozenset(["formerly", "once", "previously"])
_STATES: Final = frozenset(
    """admire advise back belong chair command control direct dislike distrust dominate favor favour follow govern hate
    head host lead like love manage obey oppose oversee own represent respect rule run serve support trust
    work""".split()
)
_HOLDING: Final = frozenset(["act", "serve", "train", "work"])


def is_but_told(verb: Word) -> bool:
    """Whether a verb is in the past only since what is told has happened: "endorsed the senator", "said it backed X".

    A state in the past is over ("supported the senator in the primaries"), but not where another's words are reported.
    """
    if verb.pos == "VERB" and verb.tag == "VBN" and any(c.lower in ("has", "have", "'ve") for c in verb.children):
        return not any(c.lower in ("once", "previously", "formerly") for c in verb.children)
    if verb.pos != "VERB" or verb.tag != "VBD":
        return False
    reported = verb.dep == "ccomp" and verb.head.tag == "VBD" and any(c.dep == "nsubj" for c in verb.children)
    return reported or verb.lemma not in _STATES


def is_over(page: Page, trigger: Word, *, naming: bool) -> bool:
    """Whether what a word tells is of a time that is over; ``naming`` where it only says what somebody is called."""
    if naming:
        return _is_of_era(trigger) or _was_served(trigger)
    if _is_dated(page, trigger) or _is_years_ago(trigger) or _was_served(trigger):
        return True
    return trigger.pos == "VERB" and any(told(trigger) for told in (_is_given_up, _lasted, _was_then, _went_before))


def was_of_old(page: Page, called: Word) -> bool:
    """Whether whoever is called so is told of at a time that is longer ago than offices last: "in 1998 his police"."""
    top = called
    for _ in range(6):
        above = top.head
        if above is top or top.dep == "relcl":
            return False
        if above.pos in ("VERB", "AUX"):
            past = above.tag == "VBD" or any(c.tag == "VBD" and c.dep in ("aux", "auxpass") for c in above.children)
            return past and _is_dated(page, above, months=_TENURE)
        top = above
    return False


_TENURE: Final = 96
_OUSTING: Final = frozenset(
    """axe depose dethrone dismiss dismissal fire firing oust ouster overthrow sack topple unseat""".split()
)


def ousted(page: Page) -> frozenset[str]:
    """Persons whom the text tells to have been driven out of their offices: "the revolt that ousted him"."""
    events: tuple[Event, ...] = page.cache.get("events", ())
    cast: Cast = page.cast
    return frozenset(
        p.actor
        for e in events
        if e.type in _TAKING_OFFICE and e.factuality == "asserted"
        if any(w.lemma.lower() in _OUSTING for w in page.words_in(e.trigger))
        for p in e.recipients
        if cast.kind(p.actor) == "person"
    )


_TAKING_OFFICE: Final[frozenset[EventType]] = frozenset(["ASSAULT", "COERCE", "SANCTION"])


def _is_given_up(verb: Word) -> bool:
    """Whether somebody does so no more: "used to march against the king"."""
    above = verb.head
    return verb.dep == "xcomp" and above.lower == "used" and above.tag == "VBD" and above.i < verb.i


def _lasted(verb: Word) -> bool:
    """Whether it went on to a time that is told: "was backed until the revolt", not "was not backed until"."""
    if verb.tag not in ("VBD", "VBN") or any(c.dep == "neg" or c.tag in ("VBP", "VBZ") for c in verb.children):
        return False
    return any(
        c.lower in ("until", "till") and c.dep == "prep" and not any(x.lower in _NOW for x in c.children)
        for c in verb.children
    ) or any(c.dep == "advcl" and any(x.lower in ("until", "till") for x in c.children) for c in verb.children)


_NOW: Final = frozenset(["now", "today"])
_YOUTH: Final = frozenset("boyhood childhood girlhood heyday infancy youth".split())
_ONES: Final = frozenset("boy cadet child girl lieutenant officer student teenager".split())


def _was_then(verb: Word) -> bool:
    """Whether it was so in a time left behind: "in those days", "in his youth", "as a young officer", "for years"."""
    if verb.tag not in ("VBD", "VBN", "VBG") or any(c.tag in ("VBP", "VBZ", "MD") for c in verb.children):
        return False
    for name, noun in prepositions(verb):
        told = {c.lower for c in noun.children}
        if name == "in" and (noun.lemma in _YOUTH or (noun.lower in ("days", "times", "years") and "those" in told)):
            return True
        if name == "as" and noun.lemma in _ONES and "young" in told:
            return True
        lasting = name == "for" and noun.lemma in _AGES and noun.tag == "NNS"
        if lasting and verb.tag == "VBD" and not (verb.dep == "ccomp" and verb.head.tag == "VBD"):
            return True  # "fought the junta for twelve years"
    return False


def _went_before(verb: Word) -> bool:
    """Whether it was so before what the text tells: "had backed the front", not "said that it had backed it"."""
    if verb.tag != "VBN" or not any(c.lower in ("had", "'d") and c.dep == "aux" for c in verb.children):
        return False
    top = verb
    for _ in range(4):
        if top.dep in ("ccomp", "advcl") and top.head.pos == "VERB":
            return False
        if top.dep not in ("conj", "xcomp"):
            break
        top = top.head
    return True


def _when_above(page: Page, word: Word) -> When | None:
    """The time that a clause with "when" stands behind: "was in 2009, when the police shot him"."""
    verb = word if word.pos in ("VERB", "AUX") else word.head
    link = next((c for c in verb.children if c.lower == "when" and c.i < verb.i), None)
    if link is None or link.i < 2:
        return None
    before = page.words[link.i - 1]
    if before.pos == "PUNCT":
        before = page.words[link.i - 2]
    return next((w for w in find_times(page) if w.span.start <= before.start < w.span.end), None)


def _is_dated(page: Page, word: Word, *, months: int = 12) -> bool:
    """Whether a date on the clause lies more than a year before the text, or before the last time it tells of."""
    when = _when_above(page, word) or when_of(page, word, word.sent.span)
    if when is None or when.end is None:
        return False
    first = page.word_at(when.span.start)
    before = page.words[first.i - 1].lower if first is not None and first.i else ""
    if before == "since" or _is_present(word):
        return False
    today = _today(page)
    if not page.document.published and when.precision == "year" and when.end == _last(page) and _is_past(word):
        return True  # the only year that the text tells is not its own
    return bool(today) and _months(today) - _months(when.end) > months


def _is_present(word: Word) -> bool:
    """Whether a verb, or the verb above a noun, is in the present or the present perfect."""
    verb = word if word.pos == "VERB" else word.head
    return any(w.tag in ("VBP", "VBZ") for w in (verb, *(c for c in verb.children if c.dep in ("aux", "auxpass"))))


def _last(page: Page) -> str | None:
    """The end of the one year that a text names, if it names no other time."""
    told = {w.end for w in find_times(page)}
    return told.pop() if len(told) == 1 else None


def _is_past(word: Word) -> bool:
    verb = word if word.pos == "VERB" else word.head
    return verb.tag == "VBD"


def _today(page: Page) -> str:
    """When a text was published, or the latest time it dates something to."""
    if page.document.published:
        return page.document.published
    today: str | None = page.cache.get("tie_today")
    if today is None:
        told = [w for w in find_times(page) if w.end is not None and not _is_to_come(page, w)]
        today = page.cache["tie_today"] = max((w.start or "" for w in told), default="")
    return today


def _is_to_come(page: Page, when: When) -> bool:
    first = page.word_at(when.span.start)
    return first is not None and first.i > 0 and page.words[first.i - 1].lower in _BOUNDS


def _months(day: str) -> int:
    return int(day[:4]) * 12 + (int(day[5:7]) if len(day) > 6 else 12)


def _is_years_ago(word: Word) -> bool:
    """Whether "years ago", "decades earlier" or "once" stands with a verb or with the verb a noun completes."""
    verb = word if word.pos in ("VERB", "AUX") or word.head.pos not in ("VERB", "AUX") else word.head
    for c in verb.children:
        if c.dep in ("advmod", "npadvmod") and c.lower in _AGO:
            if any(x.lemma in _AGES and x.tag == "NNS" for x in c.children):
                return True
        elif c.dep == "advmod" and c.lower in _ONCE and c.i < word.i + 2 and verb.tag != "VBZ":
            return True
    return False


def _is_of_era(word: Word) -> bool:
    """Whether a name stands in what tells of a time: "in the era of the dictator X", "during X's administration"."""
    top = word
    for _ in range(3):
        above = top.head
        if above is top or above.pos in ("VERB", "AUX"):
            return False
        if top.dep == "pobj" and above.lower == "of" and above.head.lemma in _ERAS:
            return True
        if top.dep == "pobj" and above.lower == "during" and top.lemma.lower() in _RULES:
            return True
        top = above
    return False


def _was_served(word: Word) -> bool:
    """Whether a post is one that somebody worked in: "previously worked as director", "at the time of his death"."""
    post = word
    while post.dep == "conj" and post.head.pos in ("NOUN", "PROPN") and post.head is not post:
        post = post.head
    verb = post.head.head if post.dep == "pobj" and post.head.lower == "as" else post.head
    if verb.pos not in ("VERB", "AUX") or (post.dep != "attr" and verb.lemma not in _HOLDING):
        return False
    if any(c.dep == "advmod" and c.lower in HABITUAL for c in verb.children):
        return True
    if post.dep != "attr":
        return verb.tag == "VBD"
    return verb.tag == "VBD" and any(name == "at" and w.lemma == "time" for name, w in prepositions(verb))
