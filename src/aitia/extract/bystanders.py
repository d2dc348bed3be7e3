"""People without a name who only do or suffer a deed: "a priest was arrested", "5,000 people joined the march".

Of somebody described in passing ("like a priest", "as president") nothing is known and nothing told; where a deed of
the event tables is done by or to such people they take part in it.
"""

from __future__ import annotations

from typing import Final

from aitia.language.arcs import OBJECTS, PASSIVE_SUBJECTS, SUBJECTS
from aitia.language.page import Word
from aitia.lexicon.events import classes, event_lexicon

_PAST: Final = frozenset(["VBD", "VBN"])
_TOWARDS: Final = frozenset(["against", "at", "on", "to", "upon", "with"])
_STOPS: Final = frozenset([".", "!", "?", '"', "”", "'", "’"])
_DONE_TO: Final = frozenset(["AID", "ASSAULT", "COERCE"])
# verbs of taking part, staging and holding: what they are done with tells what is done
_JOINING: Final = frozenset("attend begin hold join launch organise organize stage start".split())
_ANYBODY: Final = frozenset("boy child crowd girl man people person woman".split())


def takes_part(word: Word) -> bool:
    """Whether an indefinite description does or suffers a deed that is told as done: "a priest was arrested"."""
    verb, _ = _verb_of(word)
    if verb is None or not _is_told(verb, word):
        return False
    if not any(c.dep in ("det", "nummod") for c in word.children) and not _is_headline(word):
        return False
    return any(s.type is not None for s in event_lexicon().of("verb", verb.lemma))


def is_plain_party(word: Word) -> bool:
    """Whether "a woman", "people" are harmed, helped or protest: "a woman was shot", "thousands of people marched"."""
    if word.lemma not in _ANYBODY:
        return False
    verb, role = _verb_of(_counting(word))
    if verb is None:
        return False
    if role == "doer":
        return is_protest(verb)
    return _is_told(verb, word) and any(s.type in _DONE_TO for s in event_lexicon().of("verb", verb.lemma))


def protests(word: Word) -> bool:
    """Whether counted people protest: "some 5,000 people marched", not a sum over many deeds."""
    verb, role = _verb_of(word)
    return verb is not None and role == "doer" and is_protest(verb)


def is_protest(verb: Word) -> bool:
    """Whether a verb with its object tells of a protest: "marched", "joined a demonstration", "took to the streets"."""
    things = [c for c in verb.children if c.dep in OBJECTS]
    if verb.lemma in _JOINING:
        return any(c.lemma in classes()["protest"] for c in things)
    if verb.lemma == "take":
        below = [g for c in verb.children if c.dep == "prep" for g in c.children]
        return any(g.lemma == "street" for g in below)
    return any(s.type == "PROTEST" and not s.objects for s in event_lexicon().of("verb", verb.lemma))


def _counting(word: Word) -> Word:
    """The word that counts people, where there is one: "thousands" of "thousands of people"."""
    above = word.head
    if word.dep == "pobj" and above.lower == "of" and above.head.tag == "NNS" and above.head.lemma.endswith(("d", "n")):
        return above.head
    return word


def _verb_of(word: Word) -> tuple[Word | None, str]:
    """The verb that a noun is subject or object of, and as what it stands there."""
    while word.dep == "conj" and word.head.pos in ("NOUN", "PROPN"):
        word = word.head
    verb = word.head
    if word.dep in SUBJECTS and verb.pos == "VERB":
        return verb, "doer"
    if (word.dep in PASSIVE_SUBJECTS or word.dep in OBJECTS) and verb.pos == "VERB":
        return verb, "done to"
    if word.dep == "pobj" and verb.lower in _TOWARDS and verb.head.pos == "VERB":
        return verb.head, "done to"
    return None, ""


def _is_told(verb: Word, word: Word) -> bool:
    """Whether a deed is told as one that happened: in the past, or with a headline's noun without an article."""
    helping = [c for c in verb.children if c.dep in ("aux", "auxpass")]
    if any(c.tag in ("MD", "TO") for c in helping):
        return False
    if verb.tag in _PAST:
        return not any(c.tag in ("VBP", "VBZ", "VB") and c.lemma == "be" for c in helping)
    return verb.tag in ("VBZ", "VBP") and not helping and _is_headline(word)


def _is_headline(word: Word) -> bool:
    """Whether a noun stands without an article as in a headline: "Students urge minister to resign"."""
    if any(c.dep in ("det", "poss") for c in word.children):
        return False
    return word.sent.words[-1].text not in _STOPS
