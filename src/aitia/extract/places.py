"""Read places: every place the page names, resolved to GeoNames ids and coordinates where that is possible.

A name has one sense in a document. Which one: what the text says ("Paris, Texas"), the countries and regions it
speaks of, nearness to the other places it names, and the number of people who live there.

Example: "In Tripoli, Lebanon, clashes broke out" → the Lebanese city, not the capital of Libya.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import cos, hypot, log10, radians
from typing import Final

from aitia.extract.place_names import DIRECTIONS, TYPES, Found, find_places
from aitia.language.page import Page, Word, span_of
from aitia.lexicon.places import Toponym, own_places, place_key, town_senses
from aitia.model.reading import row_id
from aitia.model.records import Place

NEAR_KM: Final = 250.0
MAX_SENSES: Final = 40
_WIDE: Final = frozenset(["country", "continent", "state"])
_SORTS: Final = TYPES | frozenset(["city", "town", "village", "airport", "township"])
_PRIOR: Final = {
    "country": 9.0, "continent": 9.0, "state": 6.6, "region": 7.0, "admin": 6.4, "water": 6.6, "site": 6.0, "town": 5.0,
}  # fmt: skip
_CAPITAL: Final = 1.5


class PlacesExtractor:
    """Reads the layer ``places``."""

    name = "places"

    def extract(self, page: Page) -> Iterator[Place]:
        """Yield the places of a page in text order."""
        found = find_places(page)
        if not found:
            return
        senses = resolve(page, found)
        for one, sense in zip(found, senses, strict=True):
            yield _place(page, one, sense)


def _place(page: Page, one: Found, sense: Toponym | None) -> Place:
    span = span_of(page.words[one.start : one.end])
    key = row_id("place", span)
    if sense is None:
        return Place(id=key, span=span, name=" ".join(one.text.split()))
    return Place(
        id=key,
        span=span,
        name=sense.name,
        country=sense.country or None,
        geonameid=sense.geonameid,
        lat=sense.lat,
        lon=sense.lon,
    )


def _floats() -> defaultdict[str, float]:
    return defaultdict(float)


@dataclass(slots=True)
class _Setting:
    """What the document is about: weights of countries and US states, and places that are certain."""

    countries: defaultdict[str, float] = field(default_factory=_floats)
    states: defaultdict[str, float] = field(default_factory=_floats)
    anchors: list[tuple[float, float]] = field(default_factory=list)
    total: float = 1.0


def resolve(page: Page, found: list[Found]) -> list[Toponym | None]:
    """The sense of each found name, or None."""
    setting = _Setting()
    _from_cast(page, setting)
    options: dict[str, list[Toponym]] = {}
    within: dict[str, Toponym] = {}
    for one in found:
        key = place_key(one.text)
        if key not in options:
            options[key] = _options(one)
        if one.within is not None:
            within.setdefault(key, one.within)
        _note(setting, options[key])
    setting.total = sum(setting.countries.values()) or 1.0
    for key, names in options.items():
        sure = [s for s in names if key in within and _lies_in(s, within[key])]
        if len(names) == 1 and names[0].kind not in _WIDE:
            sure = names
        if sure and sure[0].lat is not None and sure[0].lon is not None:
            setting.anchors.append((sure[0].lat, sure[0].lon))
    chosen: dict[tuple[str, str, str], Toponym | None] = {}
    out: list[Toponym | None] = []
    for one in found:
        key = place_key(one.text)
        outer = one.within or within.get(key)
        case = (key, outer.name if outer else "", one.division)
        if case not in chosen:
            chosen[case] = _choose(options[key], one, outer, setting)
        out.append(chosen[case])
    return out


def _from_cast(page: Page, setting: _Setting) -> None:
    if page.cast is None:
        return
    for mention in page.cast.mentions:
        member = page.cast.members[mention.actor]
        if member.country and mention.form != "pronoun":
            setting.countries[member.country] += 1 if member.kind in ("state", "government", "population") else 0.4


def _note(setting: _Setting, options: list[Toponym]) -> None:
    """Let an unambiguous name of a country, state or province speak for its country, a large town for its state."""
    wide = [s for s in options if s.kind != "town"]
    if len(wide) > 1 or not options:
        return
    largest = max(options, key=lambda s: s.population)
    if not wide:
        if largest.admin and largest.population > 200_000:
            setting.states[largest.admin] += 0.5
        return
    sense = wide[0]
    if sense.kind != "country" and largest.population > 500_000:
        return
    if sense.kind == "state":
        setting.states[sense.admin] += 1
    if sense.country:
        setting.countries[sense.country] += 1


def _options(one: Found) -> list[Toponym]:
    senses = list(one.own)
    if len(senses) == 1 and senses[0].kind in ("country", "continent", "water"):
        return senses
    text = one.text
    towns = town_senses(text, small=True)
    if not towns and not senses:
        first, _, rest = text.partition(" ")
        head, _, tail = text.rpartition(" ")
        if head and tail.lower() in _SORTS:
            towns = town_senses(head, small=True)
        elif rest and (first.lower() == "the" or first.lower() in DIRECTIONS):
            towns = town_senses(rest, small=True)
    known = {s.geonameid for s in senses if s.geonameid}
    towns = tuple(sorted((t for t in towns if t.geonameid not in known), key=lambda t: (not t.exact, -t.population)))
    return senses + list(towns[:MAX_SENSES])


def _lies_in(sense: Toponym, outer: Toponym) -> bool:
    if outer.kind == "country":
        return sense.country == outer.country and sense.kind != "country"
    if outer.kind == "state":
        if sense.country != "USA" or sense.kind in _WIDE:
            return False
        return sense.admin == outer.admin if sense.admin else _apart(sense, outer) < 450
    return sense.country == outer.country and _apart(sense, outer) < 500


def _apart(a: Toponym, b: Toponym) -> float:
    """Kilometres between two places; 0 where one of them has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return 0.0
    return kilometres((a.lat, a.lon), (b.lat, b.lon))


def _choose(options: list[Toponym], one: Found, outer: Toponym | None, setting: _Setting) -> Toponym | None:
    if outer is not None and outer.kind in ("country", "state"):
        inside = [s for s in options if _lies_in(s, outer)]
        if inside or not any(s.kind in _WIDE for s in options):
            options = inside
    if not options:
        return _unknown(one, outer)
    best, best_score = options[0], float("-inf")
    rival = any(s.kind == "country" for s in options)
    for sense in options:
        score = _score(sense, one, setting)
        if sense.kind == "state" and rival:  # Georgia among Alabama and Florida
            score += min(2.1, 0.7 * sum(1 for admin in setting.states if admin != sense.admin))
        if score > best_score:
            best, best_score = sense, score
    if one.division and one.division != "region" and best.kind == "town":
        if one.division in ("county", "parish"):
            return _unknown(one, outer)
        # a province named after its capital: its own id is not known, its country and whereabouts are
        return Toponym(one.text, "admin", best.country, None, best.lat, best.lon)
    return best


def _unknown(one: Found, outer: Toponym | None) -> Toponym | None:
    if outer is not None and outer.country:
        return Toponym(one.text, "town", outer.country)
    return None


def _score(sense: Toponym, one: Found, setting: _Setting) -> float:
    score = log10(sense.population + 1) if sense.population else _PRIOR[sense.kind]
    if sense.kind == "town" and (sense.country, place_key(one.text)) in own_places().capitals:
        score += _CAPITAL
    if not sense.exact:
        score -= 2.0
    if sense.country and sense.kind != "country":
        share = setting.countries[sense.country] / setting.total
        score += 2.5 * min(1.0, 2 * share) + (0.5 if share else 0.0)
    elif sense.kind == "country":
        score += 1.0 if setting.countries[sense.country] > 1 else 0.0
    if sense.country == "USA" and sense.admin and setting.states.get(sense.admin):
        score += 1.5
    if sense.lat is not None and sense.lon is not None and sense.kind not in _WIDE:
        near = sum(1 for a in setting.anchors[:50] if kilometres(a, (sense.lat, sense.lon)) < NEAR_KM)
        score += min(1.5, 0.5 * near)
    if one.division:
        score += 3.0 if sense.kind in ("admin", "state") else 0.0
    return score


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance on a sphere, near enough for places within a few hundred kilometres."""
    spread = abs(a[1] - b[1])
    if spread > 180:
        spread = 360 - spread
    return hypot(a[0] - b[0], spread * cos(radians((a[0] + b[0]) / 2))) * 111.2


_AT: Final = frozenset(
    "in at near inside outside around across throughout within on over along off beside between amid".split()
)
_TOWARDS: Final = frozenset("to into from toward towards onto through against of for".split())
_MOVING: Final = frozenset(
    """advance arrive capture come cross deploy drive enter escape evacuate expel fall flee fly go head infiltrate
    invade invasion land leave march move occupation occupy pour pull push return retreat rush sail send siege spread
    storm strike travel visit withdraw withdrawal assault attack bombardment raid offensive""".split()
)
_HELD: Final = frozenset(
    """attack besiege bomb bombard capture conquer control enter evacuate invade leave liberate lose occupy overrun
    pound raid recapture retake rock seize shell storm strike surround take target visit""".split()
)
_LIMIT: Final = 60
# "in the wake of the Paris attacks" says nothing of where
_ABSTRACT: Final = frozenset(
    """accordance addition aftermath agreement alliance case comparison connection contrast cooperation coordination
    exchange face favor favour hope interest keeping lead light line name order place preparation protest reaction
    reference regard relation response retaliation return revenge run solidarity spite support talk term time view
    wake""".split()
)


def where_of(page: Page, clause: tuple[int, int], trigger: Word) -> str | None:
    """The id of the place that a deed's clause names as its scene, or None.

    First what hangs on the deed itself ("clashes in Idlib", "shelled Kobani", "the Aleppo siege"), then the nearest
    "in", "at" or "near" of the same clause.
    """
    places = _by_word(page)
    if not places:
        return None
    for word in _deeds(trigger):
        found = _attached(word, places)
        if found is not None:
            return found.id
    inside = [w for w in _words(page, clause) if w.lower in _AT and w.pos == "ADP"]
    inside.sort(key=lambda w: (abs(w.i - trigger.i), w.i))
    for preposition in inside[:8]:
        if abs(preposition.i - trigger.i) <= _LIMIT and _same_clause(preposition, trigger):
            found = _below(preposition, places)
            if found is not None:
                return found.id
    return None


def _by_word(page: Page) -> dict[int, Place]:
    index: dict[int, Place] | None = page.cache.get("places_by_word")
    if index is None:
        index = {w.i: place for place in page.cache.get("places", ()) for w in _words(page, place.span)}
        page.cache["places_by_word"] = index
    return index


def _words(page: Page, span: tuple[int, int]) -> Iterator[Word]:
    """The words in ``span``, 400 at most."""
    first = page.word_at(span[0])
    if first is None:
        return
    for i in range(first.i, min(first.i + 400, len(page.words))):
        if page.words[i].start >= span[1]:
            return
        yield page.words[i]


def _deeds(trigger: Word) -> Iterator[Word]:
    """The trigger and, for a noun, the verb it completes ("carried out an attack in …")."""
    yield trigger
    head = trigger.head
    completes = trigger.pos in ("NOUN", "PROPN") and trigger.dep in ("dobj", "nsubj", "nsubjpass", "attr")
    if completes or (trigger.pos == "VERB" and trigger.dep in ("xcomp", "conj") and head.pos == "VERB"):
        yield head


def _attached(word: Word, places: dict[int, Place]) -> Place | None:
    later: list[Word] = []
    for child in word.children:
        if child.dep in ("prep", "dative") or (child.dep == "agent" and child.lower in _AT):
            if child.lower in _AT:
                found = _below(child, places)
                if found is not None:
                    return found
            elif child.lower in _TOWARDS and word.lemma in _MOVING:
                later.append(child)
        elif child.dep == "dobj" and word.lemma in _MOVING:
            later += [c for c in child.children if c.dep == "prep" and c.lower in ("to", "into", "toward", "towards")]
    for child in word.children:
        if (
            child.dep in ("compound", "nmod", "amod")
            and word.pos == "NOUN"
            and child.i in places
            and not _is_country(child)
        ):
            return places[child.i]
        if child.dep in ("dobj", "nsubjpass") and word.lemma in _HELD:
            found = _named(child, places)
            if found is not None:
                return found
    for preposition in later:
        found = _below(preposition, places)
        if found is not None:
            return found
    return None


def _is_country(word: Word) -> bool:
    """Whether a modifier names whose deed it is ("U.S. airstrikes") and not where ("Aleppo airstrikes")."""
    return any(s.kind == "country" for s in own_places().senses.get(place_key(word.text), ()))


def _below(preposition: Word, places: dict[int, Place], depth: int = 0) -> Place | None:
    for child in preposition.children:
        if child.dep in ("pobj", "pcomp"):
            if child.i in places:
                if preposition.lower == "on":  # "called on Turkey", "pressure on China"
                    return None
            elif child.lemma in _ABSTRACT or preposition.lower == "over":
                return None
            found = _named(child, places)
            if found is not None:
                return found
        elif child.dep == "prep" and depth < 3:
            found = _below(child, places, depth + 1)
            if found is not None:
                return found
    return None


def _named(noun: Word, places: dict[int, Place], depth: int = 0) -> Place | None:
    """The place that a noun is or lies in: "Mosul", "Aleppo province", "the town of Azaz", "a base near Erbil"."""
    if noun.i in places:
        return places[noun.i]
    if depth > 3 or noun.pos not in ("NOUN", "PROPN", "ADJ", "NUM", "PRON"):
        return None
    for deps in (("compound", "nmod", "appos"), ("poss",)):
        for child in noun.children:
            if child.dep in deps and child.i in places:
                return places[child.i]
    for child in noun.children:
        if child.dep == "prep" and (child.lower in _AT or child.lower in ("of", "with", "from")):
            for inner in child.children:
                if inner.dep == "pobj":
                    found = _named(inner, places, depth + 1)
                    if found is not None:
                        return found
    return None


def _same_clause(preposition: Word, trigger: Word) -> bool:
    """Whether no other finite verb stands between the preposition and what it has in common with the trigger."""
    above = {trigger.i}
    for count, word in enumerate(trigger.ancestors()):
        above.add(word.i)
        if count > 6:
            break
    for count, word in enumerate(preposition.ancestors()):
        if word.i in above:
            return True
        if word.pos in ("VERB", "AUX") or count > 6:
            return False
    return False
