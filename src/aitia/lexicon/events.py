"""Words that report deeds: verbs, nouns and adjectives with their PLOVER type, and where their recipients stand.

Tables ``data/events_verbs.csv``, ``events_nouns.csv`` and ``events_adjectives.csv`` (columns in
``docs/layers/events.md``), word classes in ``events_classes.toml``, types and modes in ``events_ontology.toml``
(after PLOVER of the Open Event Data Alliance).

Example: ``impose o:sanction|embargo`` → SANCTION, recipient after "on" or "against".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal, cast

from aitia.errors import LexiconError
from aitia.lexicon.tables import cells, table, toml
from aitia.model.codes import EVENT_TYPES, EventType

Part = Literal["verb", "noun", "adjective"]
TABLES: Final[dict[Part, str]] = {
    "verb": "events_verbs.csv",
    "noun": "events_nouns.csv",
    "adjective": "events_adjectives.csv",
}
NOT_AN_EVENT: Final = "-"


@dataclass(frozen=True, slots=True, eq=False)
class Sense:
    """One sense of a word: what must stand around it, what it means, who takes part.

    ``type`` is None where the sense is known not to be an event ("strike a balance").
    """

    part: Part
    pattern: str
    lemma: str
    type: EventType | None
    mode: str | None
    particles: tuple[str, ...] = ()
    objects: frozenset[str] = frozenset()
    no_object: bool = False
    prepositions: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    complement: str = ""
    modifiers: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    example: str = ""

    @property
    def takes_places(self) -> bool:
        """Whether the name of a place stands for ground: "took the town", "took Palmyra"."""
        return "@ground" in self.pattern or "@realm" in self.pattern

    @property
    def rule(self) -> str:
        """The name of the sense as a rule: ``verb/impose-sanction``."""
        words = [p.partition(":")[2].split("|")[0].lstrip("@") or p for p in self.pattern.split()]
        return f"{self.part}/" + "-".join(w for w in words if w != "-")

    @property
    def weight(self) -> int:
        """How much the pattern asks for: the more, the earlier it is tried."""
        clause = self.complement.strip("-")  # what must not be there asks for little
        asked = (self.particles, self.objects, self.prepositions, self.words, clause, self.modifiers, self.subjects)
        exact = any(" " in p for p in self.prepositions)
        return 2 * sum(map(bool, asked)) + self.no_object + exact + bool(self.needs - {"vow"})


@dataclass(frozen=True, slots=True, eq=False)
class EventLexicon:
    """Senses by part of speech and lemma, the most specific first."""

    senses: dict[Part, dict[str, tuple[Sense, ...]]] = field(default_factory=dict)

    def of(self, part: Part, lemma: str) -> tuple[Sense, ...]:
        """The senses of a word."""
        return self.senses[part].get(lemma, ())


@cache
def ontology() -> dict[EventType, tuple[str, ...]]:
    """PLOVER's event types and the modes of each."""
    data = toml("events_ontology.toml")["types"]
    if set(data) != EVENT_TYPES:
        raise LexiconError(f"events_ontology.toml: types differ from the contract: {sorted(set(data) ^ EVENT_TYPES)}")
    return {cast(EventType, name): tuple(entry.get("modes", {})) for name, entry in data.items()}


@cache
def classes() -> dict[str, frozenset[str]]:
    """Named word lists that patterns refer to as ``@name``."""
    return {name: frozenset(words.split()) for name, words in toml("events_classes.toml")["classes"].items()}


def _words(value: str) -> frozenset[str]:
    out: set[str] = set()
    for word in value.split("|"):
        if word.startswith("@"):
            if word[1:] not in classes():
                raise LexiconError(f"events_classes.toml has no class {word[1:]!r}")
            out |= classes()[word[1:]]
        elif word:
            out.add(word)
    return frozenset(out)


def parse_sense(part: Part, row: dict[str, str]) -> Sense:
    """A sense from a row of its table. Raises LexiconError where the row is not well formed."""
    pattern = row["pattern"]
    lemma, *rest = pattern.split()
    kind = row["type"]
    if kind != NOT_AN_EVENT and kind not in EVENT_TYPES:
        raise LexiconError(f"{TABLES[part]}: {pattern!r}: {kind!r} is not a PLOVER type")
    particles: list[str] = []
    found: dict[str, str] = {}
    for piece in rest:
        key, colon, value = piece.partition(":")
        if colon and key in ("o", "p", "w", "c", "m", "s"):
            found[key] = value
        elif colon:
            raise LexiconError(f"{TABLES[part]}: {pattern!r}: unknown condition {piece!r}")
        else:
            particles.append(piece)
    objects = found.get("o", "")
    return Sense(
        part=part,
        pattern=pattern,
        lemma=lemma,
        type=None if kind == NOT_AN_EVENT else cast(EventType, kind),
        mode=row["mode"] or None,
        particles=tuple(particles),
        objects=frozenset() if objects == "-" else _words(objects),
        no_object=objects == "-",
        prepositions=tuple(found["p"].replace("_", " ").split("|")) if "p" in found else (),
        words=_words(found.get("w", "")),
        complement=found.get("c", ""),
        modifiers=_words(found.get("m", "")),
        subjects=_words(found.get("s", "")),
        actors=tuple(c.replace("_", " ") for c in cells(row["actor"])),
        recipients=tuple(c.replace("_", " ") for c in cells(row["recipient"])),
        needs=frozenset(row["need"].split()),
        example=row["example"],
    )


@cache
def event_lexicon() -> EventLexicon:
    """The tables that ship with the package."""
    senses: dict[Part, dict[str, tuple[Sense, ...]]] = {}
    for part, name in TABLES.items():
        found: dict[str, list[Sense]] = {}
        for row in table(name):
            sense = parse_sense(part, row)
            found.setdefault(sense.lemma, []).append(sense)
        senses[part] = {k: tuple(sorted(v, key=lambda s: -s.weight)) for k, v in found.items()}
    return EventLexicon(senses)
