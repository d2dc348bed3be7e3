"""The registry of actors: states, persons in office, armed groups, organisations, peoples, and common agent nouns.

Tables under ``data/actors``; columns in ``data/README.md``. ``registry()`` loads them once; ``with_petrarch`` lays
dictionaries in PETRARCH format beside it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal, cast

from aitia.errors import LexiconError
from aitia.lexicon.tables import cells, table
from aitia.model.codes import ACTOR_KINDS, ActorKind

AliasUse = Literal["name", "adjective", "people", "capital"]
TABLES: Final = ("groups", "igos", "organisations", "parties", "agencies", "media", "peoples", "collectives")
# last words of names that are no family names, or everyday words
_NO_SURNAME: Final = frozenset(
    "i ii iii iv v vi vii viii jr sr may win nu salman bin king prince young long law".split()
)
# offices whose holders a text names in full before it uses the family name alone
_LESSER: Final = frozenset(
    ["Chief Minister", "Chief of the Defence Staff", "Deputy Secretary of Defense", "Deputy Secretary of State",
     "Home Secretary", "Secretary of Homeland Security"]
)  # fmt: skip
_ATOM: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Office:
    """A term of office: what code its holder has, in what body, from when to when (ISO dates or empty)."""

    code: str
    office: str
    body: str
    start: str
    end: str
    certain: bool

    def holds(self, date: str) -> bool:
        """Whether ``date`` (ISO, possibly only a year) lies in the term; year precision counts whole years."""
        return (not self.start or self.start[: len(date)] <= date[: len(self.start)]) and (
            not self.end or date[: len(self.end)] <= self.end[: len(date)]
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor of the registry."""

    name: str
    kind: ActorKind
    country: str = ""
    code: str = ""
    aliases: tuple[str, ...] = ()
    parent: str = ""
    start: str = ""
    end: str = ""
    ids: tuple[tuple[str, str], ...] = ()
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True)
class Alias:
    """A written form of an entry. ``sure`` is False where the form means other things too."""

    text: str
    atoms: tuple[str, ...]
    entry: Entry
    use: AliasUse
    sure: bool


@dataclass(frozen=True, slots=True)
class Agent:
    """A common noun that names a kind of actor ("rebels")."""

    noun: str
    kind: ActorKind
    code: str
    plural: str


@dataclass(frozen=True, slots=True, eq=False)
class Registry:
    """Aliases by their first atom (longest first), entries by name, agent nouns by lemma."""

    aliases: dict[str, tuple[Alias, ...]] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    states: dict[str, Entry] = field(default_factory=dict)
    agents: dict[str, Agent] = field(default_factory=dict)
    titles: dict[tuple[str, ...], str] = field(default_factory=dict)
    surnames: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    adjectives: dict[str, str] = field(default_factory=dict)  # of a state by its name: Iran → Iranian


def atoms(text: str) -> tuple[str, ...]:
    """The letters-and-digits runs of a name, without diacritics or case: "al-Qa'ida" → al, qa, ida."""
    return tuple(_ATOM.findall(fold(text)))


def fold(text: str) -> str:
    """Lower case without diacritics."""
    if text.isascii():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()


def _entries() -> tuple[list[Entry], list[Alias]]:
    entries: list[Entry] = []
    aliases: list[Alias] = []
    forces: list[tuple[Entry, tuple[str, ...]]] = []

    def alias(entry: Entry, text: str, use: AliasUse = "name", sure: bool = True) -> None:
        if text.startswith("?"):
            text, sure = text[1:], False
        parts = atoms(text)
        if parts:
            aliases.append(Alias(text, parts, entry, use, sure))

    standing: set[str] = set()
    for row in table("actors/states.csv"):
        ids = tuple((k, row[k]) for k in ("cow", "gwno") if row[k])
        # inside another state, and still there: recognised by few ("South Ossetia")
        sector = "PRE" if row["iso3"] in standing and not row["end"] else "GOV"
        standing.add(row["iso3"])
        entry = Entry(row["name"], "state", row["iso3"], f"{row['iso3']} {sector}", cells(row["aliases"]),
                      start=row["start"], end=row["end"], ids=ids)  # fmt: skip
        entries.append(entry)
        for text in (entry.name, row["official"], *entry.aliases, *cells(row["government"])):
            alias(entry, text)
        for text in cells(row["capital"]):
            alias(entry, text, "capital")
        for text in cells(row["adjectives"]):
            alias(entry, text, "adjective")
        people = Entry(f"people of {entry.name}", "population", row["iso3"], f"{row['iso3']} CVL", cells(row["people"]))
        entries.append(people)
        for text in cells(row["people"]):
            alias(people, text, "people")
        forces.append((entry, cells(row["forces"])))
    for name in TABLES:
        for row in table(f"actors/{name}.csv"):
            if row["kind"] not in ACTOR_KINDS:
                raise LexiconError(f"actors/{name}.csv: {row['name']}: unknown kind {row['kind']!r}")
            entry = Entry(row["name"], cast(ActorKind, row["kind"]), row["country"], row["code"], cells(row["aliases"]),
                          row["parent"], row["start"], row["end"],
                          tuple((k, v) for k, _, v in (i.partition(":") for i in cells(row["ids"]))))  # fmt: skip
            entries.append(entry)
            for text in (entry.name, *entry.aliases):
                alias(entry, text)
    taken = {a.atoms for a in aliases}
    for state, forms in forces:  # after the tables, which may list a force on its own
        free = [f for f in forms if atoms(f.lstrip("?")) not in taken]
        if free:
            code = f"{state.country} MIL"
            force = Entry(free[0].lstrip("?"), "armed_group", state.country, code, tuple(free[1:]), parent=state.name)
            entries.append(force)
            for text in free:
                alias(force, text)
    for entry in _persons():
        entries.append(entry)
        for text in (entry.name, *entry.aliases):
            alias(entry, text)
    return entries, aliases


def _persons() -> list[Entry]:
    terms: dict[str, list[dict[str, str]]] = {}
    for row in table("actors/persons.csv"):
        terms.setdefault(row["name"], []).append(row)
    out = []
    for name, rows in terms.items():
        forms = tuple(dict.fromkeys(a for r in rows for a in cells(r["aliases"])))
        offices = tuple(
            Office(r["code"], r["office"], r["body"], r["start"], r["end"], r["certain"] == "yes") for r in rows
        )
        out.append(Entry(name, "person", rows[0]["country"], rows[0]["code"], forms, offices=offices))
    return out


@cache
def registry() -> Registry:
    """The registry that ships with the package."""
    entries, aliases = _entries()
    by_first: dict[str, list[Alias]] = {}
    for one in aliases:
        by_first.setdefault(one.atoms[0], []).append(one)
    agents = {}
    for row in table("actors/agents.csv"):
        agent = Agent(row["noun"], cast(ActorKind, row["kind"]), row["code"], row["plural"])
        agents[row["noun"]] = agent
        if row["plural"]:
            agents.setdefault(row["plural"], agent)
    for row in table("actors/people.csv"):
        for noun in cells(row["nouns"]):
            agents.setdefault(noun, Agent(noun, "population", row["code"], ""))
    titles = {atoms(row["title"]): row["code"] for row in table("titles.csv")}
    adjectives: dict[str, str] = {}
    for one in aliases:
        if one.use == "adjective":
            adjectives.setdefault(one.entry.name, one.text)
    names: dict[str, Entry] = {}
    surnames: dict[str, list[Entry]] = {}
    for entry in entries:
        names.setdefault(entry.name, entry)
        known = any(o.office not in _LESSER for o in entry.offices) or not entry.offices
        if entry.kind == "person" and known and (surname := family_name(entry.name)):
            surnames.setdefault(surname, []).append(entry)
    return Registry(
        # what still exists before what ended: Hanoi is Vietnam's capital before it is North Vietnam's
        aliases={
            k: tuple(sorted(v, key=lambda a: (-len(a.atoms), not a.sure, bool(a.entry.end))))
            for k, v in by_first.items()
        },
        entries=names,
        # reversed: the first row of a country is the state itself, later ones lie inside it or came before it
        states={e.country: e for e in reversed(entries) if e.kind == "state" and not e.end},
        agents=agents,
        titles=titles,
        surnames={k: tuple(v) for k, v in surnames.items()},
        adjectives=adjectives,
    )


def family_name(name: str) -> str:
    """The family name of a full name, folded, "" where the last word is none: "Ban Ki-moon" → "".

    A small letter after a hyphen is of a given name that stands last, as in Korea and China.
    """
    parts = atoms(name)
    if len(parts) < 2 or parts[-1] in _NO_SURNAME or parts[-2] == "o":
        return ""
    return "" if re.search(r"-[a-z]\w*$", name) else parts[-1]


@cache
def common_surnames() -> frozenset[str]:
    """Family names, folded, that so many bear that one alone names nobody of the registry."""
    return frozenset(fold(row["surname"]) for row in table("surnames_common.csv"))


@cache
def first_names() -> dict[str, str]:
    """Given names, folded, with the gender they usually tell: m, f, or "" where it is not clear."""
    return {fold(row["name"]): row["gender"] for row in table("first_names.csv")}
