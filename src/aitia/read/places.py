"""Read places: every place the page names, resolved to GeoNames ids and coordinates where that is possible.

A name has one sense in a document. Which one: what the text says ("Paris, Texas"), the countries and regions it
speaks of, nearness to the other places it names, and the number of people who live there.

Example: "In Tripoli, Lebanon, clashes broke out" → the Lebanese city, not the capital of Libya.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import cos, hypot, log10, radians
from typing import Final

from aitia.language.page import Page, Word, span_of
from aitia.lexicon.places import Toponym, place_key, town_senses
from aitia.model.reading import row_id
from aitia.model.records import Place
from aitia.model.text import Span
from aitia.read.place_names import Found, find_places

NEAR_KM: Final = 250.0
MAX_SENSES: Final = 40
_WIDE: Final = frozenset(["country", "continent", "state"])
_PRIOR: Final = {"country": 9.0, "continent": 9.0, "state": 7.4, "region": 7.0, "admin": 6.4, "water": 6.6, "site": 6.0, "town": 6.0}


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
        return Place(id=key, span=span, name=one.text)
    return Place(
        id=key,
        span=span,
        name=sense.name,
        country=sense.country or None,
        geonameid=sense.geonameid,
        lat=sense.lat,
        lon=sense.lon,
    )


@dataclass(slots=True)
class _Setting:
    """What the document is about: weights of countries and US states, and places that are certain."""

    countries: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    anchors: list[tuple[float, float]] = field(default_factory=list)
    total: float = 0.0


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
        _note(setting, one, options[key])
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


def _note(setting: _Setting, one: Found, options: list[Toponym]) -> None:
    """Let an unambiguous name of a country, state or province speak for its country."""
    wide = [s for s in options if s.kind != "town"]
    if len(wide) != 1 or len(options) > 3:
        return
    sense = wide[0]
    if sense.kind == "state":
        setting.states[sense.admin] += 1
    if sense.country:
        setting.countries[sense.country] += 1


def _options(one: Found) -> list[Toponym]:
    senses = list(one.own)
    if any(s.kind in ("continent", "water") for s in senses):
        return senses
    if any(s.kind == "country" for s in senses) and len(senses) == 1:
        return senses
    if any(s.kind == "town" and s.geonameid for s in senses) and len(senses) == 1:
        own = senses[0]
        return [own, *(t for t in town_senses(one.text)[:MAX_SENSES] if t.geonameid != own.geonameid and t.exact)]
    text = one.text
    towns = town_senses(text, small=True)
    if not towns and not senses:
        head, _, tail = text.rpartition(" ")
        if tail.lower() in ("city", "town", "village", "province", "district", "governorate", "oblast", "region", "airport", "township"):
            towns = town_senses(head, small=True)
        elif text[:4].lower() == "the ":
            towns = town_senses(text[4:])
        elif head and text.split(" ", 1)[0].lower() in (
            "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "greater", "downtown", "old", "upper",
        ):  # fmt: skip
            towns = town_senses(text.split(" ", 1)[1])
    known = {s.geonameid for s in senses if s.geonameid}
    senses += [t for t in sorted(towns, key=lambda t: (-t.exact, -t.population))[:MAX_SENSES] if t.geonameid not in known]
    return senses


def _lies_in(sense: Toponym, outer: Toponym) -> bool:
    if outer.kind == "country":
        return sense.country == outer.country and sense.kind != "country"
    if outer.kind == "state":
        return sense.kind == "town" and sense.admin == outer.admin and sense.country == "USA"
    if outer.lat is None or outer.lon is None or sense.lat is None or sense.lon is None:
        return sense.country == outer.country
    return sense.country == outer.country and kilometres((sense.lat, sense.lon), (outer.lat, outer.lon)) < 500


def _choose(options: list[Toponym], one: Found, outer: Toponym | None, setting: _Setting) -> Toponym | None:
    if not options:
        return _unknown(one, outer)
    best, best_score = None, float("-inf")
    for sense in options:
        score = _score(sense, one, outer, setting)
        if score > best_score:
            best, best_score = sense, score
    if best is not None and one.division and best.kind == "town" and one.division not in ("region",):
        # a province named after its capital: its own id is not known, its country and whereabouts are
        if one.division in ("county", "parish"):
            return _unknown(one, outer)
        return Toponym(one.text, "admin", best.country, None, best.lat, best.lon)
    return best


def _unknown(one: Found, outer: Toponym | None) -> Toponym | None:
    if one.division in ("county", "parish") and outer is not None and outer.kind == "state":
        return Toponym(one.text, "admin", "USA", None, outer.lat, outer.lon)
    if outer is not None and outer.country:
        return Toponym(one.text, "town", outer.country)
    return None


def _score(sense: Toponym, one: Found, outer: Toponym | None, setting: _Setting) -> float:
    score = log10(sense.population + 1) if sense.kind == "town" and sense.population else _PRIOR[sense.kind]
    if not sense.exact:
        score -= 2.0
    if outer is not None and sense.name != outer.name:
        score += 12.0 if _lies_in(sense, outer) else 0.0
    if sense.country and sense.kind != "country":
        share = setting.countries[sense.country] / setting.total
        score += 2.5 * min(1.0, 2 * share) + (0.5 if share else 0.0)
    elif sense.kind == "country":
        score += 1.0 if setting.countries[sense.country] > 1 else 0.0
    if sense.country == "USA" and setting.states:
        if setting.states[sense.admin]:
            score += 1.5
    if sense.lat is not None and sense.lon is not None and sense.kind not in _WIDE:
        near = sum(1 for a in setting.anchors[:50] if kilometres(a, (sense.lat, sense.lon)) < NEAR_KM)
        score += min(1.5, 0.5 * near)
    if one.division and sense.kind in ("admin", "state"):
        score += 3.0
    if sense.kind == "state" and sense.admin == "WA" and one.division != "state":
        score -= 3.0  # Washington without more is the capital
    return score


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance on a sphere, near enough for places within a few hundred kilometres."""
    spread = abs(a[1] - b[1])
    if spread > 180:
        spread = 360 - spread
    return hypot(a[0] - b[0], spread * cos(radians((a[0] + b[0]) / 2))) * 111.2


def where_of(page: Page, sentence: Span, trigger: Word) -> str | None:
    """Not yet."""
    return None
