"""Words that signal cause and effect: verbs, nouns, adjectives and connectives, as data.

Each entry carries an example in which ``[...]`` marks the cause and ``{...}`` the effect.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from aitia.errors import LexiconError
from aitia.lexicon.tables import cells, table

CauseSlot = Literal["subject", "object", "prep"]
EffectSlot = Literal["subject", "object", "prep", "clause", "vp", "both", "from"]
ConnectiveKind = Literal["clause", "prep", "adverb", "why"]


@dataclass(frozen=True, slots=True)
class Oblique:
    """A prepositional phrase an entry asks for: prepositions, the nouns it must hold, and a second preposition."""

    prepositions: tuple[str, ...]
    nouns: frozenset[str]
    inner: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CausalVerb:
    """One frame of a causal verb: which slot is the cause, which the effect, and the sign of the link."""

    verb: str
    particle: str
    objects: frozenset[str]
    oblique: Oblique | None
    cause: CauseSlot
    effect: EffectSlot
    sign: int
    things_only: bool  # a causal statement only where the subject is no actor
    end_only: bool  # read only as the end of a purpose ("to contain the fire")
    hedged: bool
    example: str

    @property
    def fixed(self) -> int:
        """How many words besides the verb the entry asks for."""
        return bool(self.particle) + 2 * bool(self.objects) + bool(self.oblique)


@dataclass(frozen=True, slots=True)
class CausalNoun:
    """A noun or adjective that links a subject with the phrase under one of its prepositions."""

    word: str
    modifier: str  # "root" of "root cause"
    prepositions: tuple[str, ...]
    forward: bool  # the subject is the cause
    sign: int
    example: str


@dataclass(frozen=True, slots=True)
class Connective:
    """A conjunction, compound preposition or linking adverb."""

    words: tuple[str, ...]
    kind: ConnectiveKind
    sign: int
    hypothetical: bool
    example: str


@cache
def verbs() -> dict[str, tuple[CausalVerb, ...]]:
    """Entries by verb lemma, those that ask for most first."""
    out: dict[str, list[CausalVerb]] = {}
    for row in table("causes_verbs.csv"):
        entry = CausalVerb(
            verb=row["verb"],
            particle=row["particle"],
            objects=frozenset(cells(row["object"])),
            oblique=_oblique(row["prep"]) if row["prep"] else None,
            cause=cast(CauseSlot, row["cause"]),
            effect=cast(EffectSlot, row["effect"]),
            sign=_sign(row["sign"]),
            things_only=row["doer"] == "thing",
            end_only=row["doer"] == "end",
            hedged=row["certainty"] == "hedged",
            example=row["example"],
        )
        out.setdefault(entry.verb, []).append(entry)
    return {verb: tuple(sorted(entries, key=_rank)) for verb, entries in out.items()}


def base_form(lemma: str, form: str) -> str:
    """The lemma of a causal verb form, also where a lemmatizer misses a doubled consonant ("imperilled")."""
    known = verbs()
    if lemma in known:
        return lemma
    for ending in ("ed", "ing"):
        stem = form.removesuffix(ending)
        if stem != form and len(stem) > 3:
            for guess in (stem, stem + "e", stem[:-1] if stem[-1] == stem[-2] else stem):
                if guess in known:
                    return guess
    return lemma


def _rank(entry: CausalVerb) -> tuple[int, bool]:
    return -entry.fixed, entry.effect not in ("clause", "from")


@cache
def nouns() -> dict[str, tuple[CausalNoun, ...]]:
    """Causal nouns by lemma; entries with a modifier first."""
    return _nominals("causes_nouns.csv", "noun")


@cache
def adjectives() -> dict[str, tuple[CausalNoun, ...]]:
    """Causal adjectives by lemma."""
    return _nominals("causes_adjectives.csv", "adjective")


def _nominals(name: str, column: str) -> dict[str, tuple[CausalNoun, ...]]:
    out: dict[str, list[CausalNoun]] = {}
    for row in table(name):
        modifier, _, word = row[column].rpartition(" ")
        forward = row["direction"] == "forward"
        entry = CausalNoun(word, modifier, cells(row["prep"]), forward, _sign(row["sign"]), row["example"])
        out.setdefault(word, []).append(entry)
    return {word: tuple(sorted(entries, key=lambda e: not e.modifier)) for word, entries in out.items()}


@cache
def connectives() -> dict[str, tuple[Connective, ...]]:
    """Connectives by their first word, longest first."""
    out: dict[str, list[Connective]] = {}
    for row in table("causes_connectives.csv"):
        words = tuple(row["connective"].split())
        entry = Connective(
            words=words,
            kind=cast(ConnectiveKind, row["kind"]),
            sign=_sign(row["sign"]),
            hypothetical=row["certainty"] == "hypothetical",
            example=row["example"],
        )
        out.setdefault(words[0], []).append(entry)
    return {word: tuple(sorted(entries, key=lambda e: -len(e.words))) for word, entries in out.items()}


def examples() -> list[tuple[str, int]]:
    """The examples of all entries with the sign of their link."""
    out: list[tuple[str, int]] = []
    for entries in (verbs(), nouns(), adjectives(), connectives()):
        out.extend((entry.example, entry.sign) for group in entries.values() for entry in group)
    return out


def _oblique(cell: str) -> Oblique:
    first, _, inner = cell.partition(">")
    prepositions, _, fixed = first.partition(":")
    return Oblique(cells(prepositions), frozenset(cells(fixed)), cells(inner))


def _sign(cell: str) -> int:
    if cell not in ("1", "-1"):
        raise LexiconError(f"causes: sign {cell!r} is neither 1 nor -1")
    return int(cell)
