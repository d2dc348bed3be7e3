"""Find the words of a page that name places: the parser's entities, names of the gazetteer, and "in X", "X, Country".

Whether they are used for a place or for a state that acts makes no difference here. People and bodies that merely bear
a place's name ("Jordan Peterson", "Bank of England") are left out, offices and forces of a place are not.
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
TYPES: Final = frozenset("province governorate county parish oblast prefecture region state krai district".split())
_SURE_TYPES: Final = (TYPES - {"state", "parish"}) | {"airport"}
_DIVISIONS: Final = TYPES | frozenset(
    """area attack border city coast countryside headquarters neighborhood neighbourhood outskirts peninsula raion siege
    suburb territory town township valley village""".split()
)
DIRECTIONS: Final = frozenset(
    """north south east west northern southern eastern western central northeast northwest southeast southwest
    northeastern northwestern southeastern southwestern upper lower greater downtown old mid""".split()
)
TAKEN: Final = frozenset(
    """besiege bombard capture encircle evacuate lose liberate occupy overrun recapture regain retake seize shell storm
    surround""".split()
)
_TRIM: Final = frozenset(["the", "a", "an", "'s", "’s", "'", "’", "and", "of"])
# names of places that mean other things more often
_COMMON: Final = frozenset(
    """acre arctic august bad bath balad bor capitol church date derry east gori gulf hague hit java kos leer maidan man
    march may meta midlands midwest mobile monday most natal news nice northeast of orange palma park police post
    reading sake same southwest split sunday tabasco union unity university uri victoria""".split()
)
_INNER: Final = frozenset(
    """of the and el al ez es de la do del region province peninsula airport camp desert valley forest e i air base
    corridor parts states countries oblast basin mosque dam islands""".split()
)
_BODY_WORDS: Final = frozenset(
    """administration airport army authority border branch bureau cabinet campus city club commission committee council
    county court department district division embassy force forces government guard hospital house legislature mayor
    military ministry municipality office parliament police prison prosecutor school sheriff state supreme town
    university""".split()
)
_TITLES: Final = frozenset("mayor governor police governorate province airport resident residents archbishop".split())
_BESIDE: Final = DIRECTIONS | {"the", ",", "'s", "’s"}
_SHARED: Final = frozenset(["post", "times", "news", "journal", "review", "herald", "tribune", "united", "mail"])
_KINDS: Final = frozenset(["body", "title", "dateline"])
_OTHERS: Final = frozenset(["person", "organisation", "armed_group", "igo", "population"])
_FEATURES: Final = TYPES | frozenset(
    """airport avenue bay beach bridge camp canal cape checkpoint city cove creek crossing dam desert embassy forest
    fort gulf harbor harbour heights highlands highway hill hills hospital island islands junction lake mount mountain
    mountains park peak plain plains plaza plateau port prison ridge river road sea square strait street town township
    valley village woods""".split()
)
_DASHES: Final = frozenset(["-", "--", "—", "–", "―", "_", "("])
_CITY: Final = frozenset(["City", "CITY"])


@dataclass(slots=True, eq=False)
class Found:
    """Words ``[start, end)`` that name a place, what the parser calls them, and what the text says beside them.

    ``division`` is "province" where the words or the next one say so, ``within`` the outer place of "X, Iraq".
    """

    start: int
    end: int
    label: str
    text: str
    own: tuple[Toponym, ...] = ()
    division: str = ""
    within: Toponym | None = None
    located: bool = False


def find_places(page: Page) -> list[Found]:
    """The place names of a page in text order, without overlaps."""
    taken = bytearray(len(page.words))
    sentences = [s for s in page.sentences if s.kind in _KINDS]
    found: list[Found] = []

    def take(all_of: Iterator[Found]) -> None:
        for one in all_of:
            found.append(one)
            taken[one.start : one.end] = b"\x01" * (one.end - one.start)

    for sentence in sentences:
        take(_own(page, sentence))
    for entity in page.entities:
        if entity.label in LABELS and page.words[entity.start].sent.kind in _KINDS:
            take(_entity(page, entity.start, entity.end, entity.label, taken))
    homes = frozenset(s.country for f in found for s in f.own if s.kind == "country")
    for sentence in sentences:
        take(_placed(page, sentence, taken, homes))
    take(_again(page, found, taken))
    found.sort(key=lambda f: f.start)
    _qualify(page, found)
    return found


def _own(page: Page, sentence: Sentence) -> Iterator[Found]:
    own = own_places()
    words = sentence.words
    at, size = 0, len(words)
    while at < size:
        word, step = words[at], 1
        if word.text[:1].isupper() or word.ent in LABELS:
            longest = own.lengths.get(word.lower if word.text.isalpha() and word.text.isascii() else _first(word), 0)
            for length in range(min(longest * 2, size - at, 8), 0, -1):
                if words[at + length - 1].pos == "PUNCT" and length > 1:
                    continue
                text = page.text[word.start : words[at + length - 1].end]
                senses = own.senses.get(place_key(text))
                if senses and _means_place(page, words[at : at + length], text, senses):
                    if at + length < size and words[at + length].text in _CITY and town_senses(f"{text} City"):
                        length, senses = length + 1, ()
                        text = page.text[word.start : words[at + length - 1].end]
                    yield Found(word.i, word.i + length, word.ent, text, senses)
                    step = length
                    break
            else:
                state, length = _abbreviation(page, word)
                if state is not None and _abbreviates(page, word):
                    step = length
                    text = page.text[word.start : page.words[word.i + length - 1].end]
                    yield Found(word.i, word.i + length, word.ent, text, (state,))
        at += step


def _first(word: Word) -> str:
    return place_key(word.text).split(" ", 1)[0]


def _abbreviation(page: Page, word: Word) -> tuple[Toponym | None, int]:
    """The state or province a short form stands for, and of how many words it consists ("Man" + ".")."""
    forms = own_places().abbreviations
    state = forms.get(word.text)
    if state is None and word.i + 1 < len(page.words) and page.words[word.i + 1].text == ".":
        state = forms.get(f"{word.text}.")
        return state, 2 if page.words[word.i + 1].sent is word.sent else 1
    return state, 1


def _abbreviates(page: Page, word: Word) -> bool:
    """ "Ky." or "KY" after a comma, or a form with dots ("N.J.")."""
    if word.i == 0:
        return False
    before = page.words[word.i - 1]
    if before.text == ",":
        return word.i > 1 and page.words[word.i - 2].text[:1].isupper() and word.sent is before.sent
    return word.text.count(".") > 1 and word.ent == "GPE"


def _means_place(page: Page, words: list[Word], text: str, senses: tuple[Toponym, ...]) -> bool:
    word, last = words[0], words[-1]
    if any(w.text[:1].islower() and w.lower not in _INNER and w.ent not in LABELS for w in words[1:]):
        return False
    if not text[:1].isupper() and word.ent not in LABELS:
        return False
    key = place_key(text)
    if (len(key) <= 3 and not text.replace(".", "").isupper()) or _inside_another(page, word, last):
        return False
    if not _not_a_person(page, word, last):
        return False
    if len(words) > 1 or any(s.kind in ("country", "continent") for s in senses) or word.ent in LABELS:
        return True
    if key in _COMMON or word.ent in ("PERSON", "ORG", "PRODUCT", "WORK_OF_ART"):
        return is_located(page, word, last) or (word.ent == "ORG" and any(s.kind == "state" for s in senses))
    return word.pos == "PROPN"


def _not_a_person(page: Page, word: Word, last: Word) -> bool:
    mention = page.cast.covering.get(word.i) if page.cast is not None else None
    if mention is None:
        return True
    if page.cast.members[mention.actor].kind != "person" or mention.form != "name":
        return True
    if mention.start != word.i or mention.end != last.i + 1:
        return False
    if _has_outer(page, last) or _is_taken(last):
        return True
    return word.ent != "PERSON" and is_located(page, word, last)


def _inside_another(page: Page, word: Word, last: Word) -> bool:
    """Whether the words are part of a longer name: of a person, a work, a newspaper, a firm ("Bank of England")."""
    words = page.words
    if word.ent not in ("ORG", "PERSON", "FAC", "WORK_OF_ART", "PRODUCT", "EVENT", "LAW"):
        return False
    start, end = word.i, last.i + 1
    while start > 0 and words[start].iob == "I":
        start -= 1
    while end < len(words) and words[end].iob == "I" and end - start < 20:
        end += 1
    rest = [w for w in (*words[start : word.i], *words[last.i + 1 : end]) if w.lower not in _BESIDE]
    if not rest:
        return False
    if word.ent == "ORG":
        lowers = {w.lower for w in rest}
        return not (lowers & _BODY_WORDS) or bool(lowers & _SHARED)
    return True


def is_located(page: Page, word: Word, last: Word) -> bool:
    """Whether the words around say that this is a place: "in X", "town of X", "X province", "X, Country"."""
    words = page.words
    if _is_taken(last):
        return True
    at = word.i - 1
    while at >= 0 and (words[at].lower in DIRECTIONS or words[at].lower == "the"):
        at -= 1
    if at >= 0 and words[at].sent is word.sent:
        before = words[at]
        if before.lower in LOCATIVE and before.pos in ("ADP", "SCONJ", "PART", "ADV"):
            return True
        if before.lower == "of" and at > 0 and words[at - 1].lemma in _DIVISIONS:
            return True
        if before.lemma in ("city", "town", "village"):
            return True
    after = words[last.i + 1] if last.i + 1 < len(words) else None
    if after is None:
        return False
    return after.lower in _SURE_TYPES or _has_outer(page, last)


def _is_taken(last: Word) -> bool:
    """ "seized X", "X was shelled": towns are, people seldom."""
    return last.dep in ("dobj", "nsubjpass") and last.head.lemma in TAKEN


def _has_outer(page: Page, last: Word) -> bool:
    """Whether a country or state follows after a comma: "Hawija, Iraq", "Churchill, Man."."""
    words = page.words
    if last.i + 2 >= len(words) or words[last.i + 1].text != ",":
        return False
    following = words[last.i + 2]
    if following.sent is not last.sent:
        return False
    if _abbreviation(page, following)[0] is not None:
        return True
    senses = own_places().senses.get(place_key(following.text), ())
    return following.text[:1].isupper() and any(s.kind in ("country", "state") for s in senses)


def _entity(page: Page, start: int, end: int, label: str, taken: bytearray) -> Iterator[Found]:
    """What the parser calls a place and the tables do not know."""
    words = page.words
    if any(taken[start:end]):
        return
    while start < end and (words[start].lower in _TRIM or words[start].pos == "PUNCT"):
        start += 1
    while start < end and (words[end - 1].lower in _TRIM or words[end - 1].pos == "PUNCT"):
        end -= 1
    if start >= end or end - start > 6:
        return
    text = page.text[words[start].start : words[end - 1].end]
    word, last = words[start], words[end - 1]
    if not text[0].isalnum() or not (word.text[:1].isupper() or last.text[:1].isupper()):
        return
    if not any(w.pos in ("PROPN", "NOUN") for w in words[start:end]) or place_key(text) in _COMMON | DIRECTIONS:
        return
    located = is_located(page, word, last)
    mention = page.cast.covering.get(last.i) if page.cast is not None else None
    if mention is not None and mention.form == "name" and not located:
        kind = page.cast.members[mention.actor].kind
        if kind in _OTHERS:
            return
    known = bool(town_senses(text, small=True) or own_places().senses.get(place_key(text)))
    if not known and not located and label != "LOC" and not _names_its_sort(words[start:end]):
        return  # a person or a product more often than a village
    if not known and any(w.lower in ("for", "and", "&") for w in words[start:end]):
        return  # "Center for Strategic Studies"
    if known or len(text) > 4 or not text.isupper():
        yield Found(start, end, label, text, located=located)


def _names_its_sort(words: list[Word]) -> bool:
    """ "Lake Manassas", "Falcon Street", "City of Montreal", "Orange County"."""
    return len(words) > 1 and (words[-1].lower in _FEATURES or words[0].lower in _FEATURES)


def _placed(page: Page, sentence: Sentence, taken: bytearray, homes: frozenset[str]) -> Iterator[Found]:
    """Capitalised words that the parser calls something else but that stand where places stand; datelines."""
    words = sentence.words
    at, size = 0, len(words)
    while at < size:
        word = words[at]
        if taken[word.i] or not word.text[:1].isupper() or not (word.pos == "PROPN" or at == 0):
            at += 1
            continue
        end = at + 1
        while end < size and words[end].pos == "PROPN" and words[end].text[:1].isupper() and not taken[words[end].i]:
            end += 1
        last = words[end - 1]
        text = page.text[word.start : last.end]
        leads = at == 0 and last.text.isupper() and len(text) > 3 and _leads(words, end)
        placed = leads or (
            end - at <= 3
            and (is_located(page, word, last) or _has_streets(last))
            and not _inside_another(page, word, last)
            and _not_a_person(page, word, last)
        )
        if not placed and _is_at_home(page, words, at, end, homes):
            placed, last = True, word
            text = word.text
        if not placed or place_key(text) in _COMMON or text.count(".") > 1:  # "according to the U.N."
            at = end
            continue
        if any(t.exact or t.population > 100_000 for t in town_senses(text, small=leads)):
            yield Found(word.i, last.i + 1, word.ent, text, located=True)
        at = end


def _has_streets(word: Word) -> bool:
    """Whether a name owns what lies in a town: "Harare's Third Street"."""
    return word.dep == "poss" and word.head.lower in _FEATURES


def _is_at_home(page: Page, words: list[Word], at: int, end: int, homes: frozenset[str]) -> bool:
    """Whether a town of a country that the text names stands here, though the parser sees none ("eastern Aleppo")."""
    word = words[at]
    if at == 0 or word.ent not in ("", "NORP") or (page.cast is not None and word.i in page.cast.covering):
        return False
    if end - at > 1 and words[at + 1].lower not in _TITLES:
        return False
    beside = word.ent == "NORP" and word.dep in ("compound", "amod")  # "the Aleppo offensive"
    return any(t.exact and t.population > 50_000 and (beside or t.country in homes) for t in town_senses(word.text))


def _leads(words: list[Word], end: int) -> bool:
    """Whether a dash or a bracket comes soon after ("DAKAR, Senegal (Reuters) —"), or it stands in a dateline."""
    return words[0].sent.kind == "dateline" or any(w.text in _DASHES for w in words[end : end + 4])


def _again(page: Page, found: list[Found], taken: bytearray) -> Iterator[Found]:
    """Further mentions of towns that the text has placed once ("in Karak … the Karak attack")."""
    known: dict[str, Found] = {}
    for one in found:
        if one.located and one.end - one.start == 1 and not one.own and town_senses(one.text, small=True):
            known.setdefault(place_key(one.text), one)
    if not known:
        return
    for word in page.words:
        if taken[word.i] or word.pos != "PROPN" or word.sent.kind not in _KINDS or not word.text[:1].isupper():
            continue
        if word.ent in ("PERSON", "WORK_OF_ART") or place_key(word.text) not in known:
            continue
        if not _inside_another(page, word, word) and _not_a_person(page, word, word):
            yield Found(word.i, word.i + 1, word.ent, word.text)


def _qualify(page: Page, found: list[Found]) -> None:
    """Read "X, Y" and "X in Y" as X within Y, and "X province" as a division."""
    words = page.words
    by_start = {f.start: f for f in found}
    for one in found:
        at = one.end
        tail = one.text.rsplit(" ", 1)[-1].lower()
        if tail in TYPES and " " in one.text:
            one.division = tail
        elif at < len(words) and words[at].lower in TYPES and words[at].sent is words[one.start].sent:
            one.division = words[at].lower
            at += 1
        elif one.start > 1 and words[one.start - 1].lower == "of" and words[one.start - 2].lower in TYPES:
            one.division = words[one.start - 2].lower
        if at < len(words) and words[at].text in (",", "(", "in"):
            step = at + 1
            if step < len(words) and words[step].lower in DIRECTIONS:
                step += 1
            following = by_start.get(step)
            if following is not None and words[step].sent is words[one.start].sent:
                outer = [s for s in following.own if s.kind in ("country", "state", "admin")]
                if outer:
                    states = [s for s in outer if s.kind == "state"]
                    one.within = states[0] if states and words[at].text == "," else outer[0]
