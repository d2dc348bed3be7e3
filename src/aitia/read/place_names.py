"""Find the words of a page that name places: the parser's entities, names of the gazetteer, and "in X", "X, Country".

Whether they are used for a place or for a state that acts makes no difference here; people and bodies that bear a
place's name ("Jordan Peterson", "Bank of England") are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from aitia.language.page import Page, Sentence, Word
from aitia.lexicon.places import Toponym, own_places, place_key, town_senses

LABELS: Final = frozenset(["GPE", "LOC", "FAC"])
LOCATIVE: Final = frozenset(
    """in at near from outside inside into around to across through throughout toward towards between via beyond
    within off onto over along""".split()
)
DIVISIONS: Final = frozenset(
    """area attack border city coast countryside county district governorate headquarters neighborhood neighbourhood
    oblast outskirts parish peninsula prefecture province raion region siege state suburb territory town township
    valley village""".split()
)
_TYPES: Final = frozenset(["province", "governorate", "county", "parish", "oblast", "prefecture", "region", "state", "krai"])
_DIRECTIONS: Final = frozenset(
    """north south east west northern southern eastern western central northeast northwest southeast southwest
    northeastern northwestern southeastern southwestern upper lower greater downtown old mid""".split()
)
_TRIM: Final = frozenset(["the", "a", "an", "'s", "’s", "'", "’", "and", "of"])
_COMMON: Final = frozenset(
    """arctic capitol derry gulf midlands most northeast southwest unity midwest hit maidan acre meta java victoria natal
    bor leer sake palma gori kos uri balad far east tabasco hague""".split()
)
_BODIES: Final = frozenset(["organisation", "armed_group", "person", "igo", "government"])
_KINDS: Final = frozenset(["body", "title", "dateline"])


@dataclass(slots=True, eq=False)
class Found:
    """Words ``[start, end)`` that name a place, what the parser calls them, and what follows: "…, Iraq"."""

    start: int
    end: int
    label: str
    text: str
    own: tuple[Toponym, ...] = ()
    division: str = ""  # "province" where the words or the next one say so
    within: Toponym | None = None


def find_places(page: Page) -> list[Found]:
    """The place names of a page in text order, without overlaps."""
    taken = bytearray(len(page.words))
    found: list[Found] = []
    for sentence in page.sentences:
        if sentence.kind in _KINDS:
            for one in _own(page, sentence):
                found.append(one)
                _take(taken, one)
    for entity in page.entities:
        if entity.label in LABELS and page.words[entity.start].sent.kind in _KINDS:
            one = _entity(page, entity.start, entity.end, entity.label, taken)
            if one is not None:
                found.append(one)
                _take(taken, one)
    for sentence in page.sentences:
        if sentence.kind in _KINDS:
            for one in _placed(page, sentence, taken):
                found.append(one)
                _take(taken, one)
    found.sort(key=lambda f: f.start)
    _qualify(page, found)
    return found


def _take(taken: bytearray, one: Found) -> None:
    taken[one.start : one.end] = b"\x01" * (one.end - one.start)


def _text(page: Page, start: int, end: int) -> str:
    return page.text[page.words[start].start : page.words[end - 1].end]


def _own(page: Page, sentence: Sentence) -> Iterator[Found]:
    own = own_places()
    words = sentence.words
    at, size = 0, len(words)
    while at < size:
        word = words[at]
        step = 1
        if word.text[:1].isupper() or word.ent in LABELS:
            longest = own.lengths.get(_first(word), 0)
            for length in range(min(longest * 2, size - at, 8), 0, -1):
                if words[at + length - 1].pos == "PUNCT" and length > 1:
                    continue
                text = page.text[word.start : words[at + length - 1].end]
                senses = own.senses.get(place_key(text))
                if senses and "\n" not in text and _means_place(page, words, at, length, text, senses):
                    yield Found(word.i, word.i + length, word.ent, text, senses)
                    step = length
                    break
            else:
                state = own.abbreviations.get(word.text)
                if state is not None and _abbreviates(page, word):
                    yield Found(word.i, word.i + 1, word.ent, word.text, (state,))
        at += step


def _first(word: Word) -> str:
    key = place_key(word.text)
    return key.split(" ", 1)[0] if " " in key else key


def _abbreviates(page: Page, word: Word) -> bool:
    """ "Ky." or "KY" after a comma, or a form with dots ("N.J.")."""
    if word.i == 0:
        return False
    before = page.words[word.i - 1]
    if before.text == ",":
        return word.i > 1 and page.words[word.i - 2].text[:1].isupper()
    return word.text.count(".") > 1 and word.ent == "GPE"


def _means_place(page: Page, words: list[Word], at: int, length: int, text: str, senses: tuple[Toponym, ...]) -> bool:
    word, last = words[at], words[at + length - 1]
    if not text[:1].isupper() and word.ent not in LABELS:
        return False
    if any(w.text[:1].islower() and w.lower not in ("of", "the", "and", "el", "al", "ez", "es", "de", "la", "do", "del",
           "region", "province", "peninsula", "airport", "camp", "desert", "valley", "forest", "e", "i", "air", "base",
           "corridor", "parts", "states", "countries", "oblast", "basin", "mosque", "dam", "islands") and w.ent not in LABELS
           for w in words[at + 1 : at + length]):  # fmt: skip
        return False
    key = place_key(text)
    if len(key) <= 3 and not text.replace(".", "").isupper():
        return False
    if _inside_another(page, word, last):
        return False
    if any(s.kind in ("country", "continent") for s in senses) or length > 1:
        return _not_a_person(page, word, last)
    if word.ent in LABELS:
        return True
    if key in _COMMON or word.ent in ("PERSON", "ORG", "PRODUCT", "WORK_OF_ART"):
        return _is_located(page, word, last) and _not_a_person(page, word, last)
    return word.pos == "PROPN" and _not_a_person(page, word, last)


def _not_a_person(page: Page, word: Word, last: Word) -> bool:
    mention = page.cast.covering.get(word.i) if page.cast is not None else None
    if mention is None:
        return True
    member = page.cast.members[mention.actor]
    if member.kind != "person" or mention.form != "name":
        return True
    return mention.start == word.i and mention.end == last.i + 1 and _is_located(page, word, last) and word.ent != "PERSON"


def _inside_another(page: Page, word: Word, last: Word) -> bool:
    """Whether the words are part of a longer name of a body, a work or a person ("Bank of England")."""
    words = page.words
    label = word.ent
    if label in ("ORG", "PERSON", "FAC", "WORK_OF_ART", "PRODUCT", "EVENT", "LAW"):
        before = word.iob == "I"
        after = last.i + 1 < len(words) and words[last.i + 1].iob == "I" and words[last.i + 1].text not in ("'s", "’s")
        if after or (before and words[word.i - 1].lower not in ("the", ",")):
            return True
    if page.cast is not None:
        mention = page.cast.covering.get(word.i)
        if mention is not None and mention.form == "name" and mention.end - mention.start > last.i + 1 - word.i:
            if page.cast.members[mention.actor].kind in _BODIES:
                return True
    return False


def _is_located(page: Page, word: Word, last: Word) -> bool:
    """Whether the words around say that this is a place: "in X", "town of X", "X province", "X, Country"."""
    words = page.words
    at = word.i - 1
    while at >= 0 and (words[at].lower in _DIRECTIONS or words[at].lower == "the"):
        at -= 1
    if at >= 0 and words[at].sent is word.sent:
        before = words[at]
        if before.lower in LOCATIVE and before.pos in ("ADP", "SCONJ", "PART", "ADV"):
            return True
        if before.lower == "of" and at > 0 and words[at - 1].lemma in DIVISIONS:
            return True
        if before.lemma in ("city", "town", "village"):
            return True
    after = words[last.i + 1] if last.i + 1 < len(words) else None
    if after is not None and after.lower in ("province", "governorate", "oblast", "county", "airport"):
        return True
    if after is not None and after.text == "," and last.i + 2 < len(words):
        following = words[last.i + 2]
        senses = own_places().senses.get(place_key(following.text), ())
        return any(s.kind in ("country", "state") for s in senses) or following.text in own_places().abbreviations
    return False


def _entity(page: Page, start: int, end: int, label: str, taken: bytearray) -> Found | None:
    words = page.words
    while start < end and (words[start].lower in _TRIM or words[start].pos == "PUNCT" or taken[start]):
        start += 1
    while start < end and (words[end - 1].lower in _TRIM or words[end - 1].pos == "PUNCT" or taken[end - 1]):
        end -= 1
    if start >= end or any(taken[start:end]):
        return None
    text = _text(page, start, end)
    if "\n" in text or not any(c.isupper() for c in text) or not text[0].isalnum():
        return None
    word, last = words[start], words[end - 1]
    if not (word.text[:1].isupper() or last.text[:1].isupper()) or end - start > 6:
        return None
    if page.cast is not None:
        mention = page.cast.covering.get(last.i)
        if mention is not None and mention.form == "name":
            kind = page.cast.members[mention.actor].kind
            if kind in ("person", "organisation", "armed_group", "igo", "population") and not _is_located(page, word, last):
                return None
    return Found(start, end, label, text)


def _placed(page: Page, sentence: Sentence, taken: bytearray) -> Iterator[Found]:
    """Runs of capitalised words that the parser calls something else but that stand where places stand."""
    words = sentence.words
    at, size = 0, len(words)
    while at < size:
        word = words[at]
        if word.pos != "PROPN" or taken[word.i] or not word.text[:1].isupper():
            at += 1
            continue
        end = at + 1
        while end < size and words[end].pos == "PROPN" and words[end].text[:1].isupper() and not taken[words[end].i]:
            end += 1
        last = words[end - 1]
        if end - at <= 3 and _is_located(page, word, last) and not _inside_another(page, word, last):
            text = page.text[word.start : last.end]
            if place_key(text) not in _COMMON and _not_a_person(page, word, last):
                towns = town_senses(text)
                if any(t.exact or t.population > 100_000 for t in towns):
                    yield Found(word.i, last.i + 1, word.ent, text)
        at = end


def _qualify(page: Page, found: list[Found]) -> None:
    """Read "X, Y" and "X in Y" as X within Y, and "X province" as a division."""
    words = page.words
    by_start = {f.start: f for f in found}
    for one in found:
        at = one.end
        tail = one.text.rsplit(" ", 1)[-1].lower()
        if tail in _TYPES:
            one.division = tail
        elif at < len(words) and words[at].lower in _TYPES and words[at].sent is words[one.start].sent:
            one.division = words[at].lower
            at += 1
        elif one.start > 1 and words[one.start - 1].lower == "of" and words[one.start - 2].lower in _TYPES:
            one.division = words[one.start - 2].lower
        if at < len(words) and words[at].text in (",", "(", "in"):
            step = at + 1
            if step < len(words) and words[step].lower in _DIRECTIONS:
                step += 1
            following = by_start.get(step)
            if following is not None and words[step].sent is words[one.start].sent:
                outer = [s for s in following.own if s.kind in ("country", "state", "admin")]
                if outer:
                    one.within = outer[0] if len(outer) == 1 else _likelier(outer, words[at].text)


def _likelier(outer: list[Toponym], mark: str) -> Toponym:
    """Of "Georgia" the state after a comma, else the first sense."""
    states = [s for s in outer if s.kind == "state"]
    return states[0] if states and mark == "," else outer[0]
