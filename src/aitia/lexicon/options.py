"""Words that put a course of action forward: verbs and nouns with their slots, evaluations, ways out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from aitia.errors import LexiconError
from aitia.lexicon.tables import cells, table, toml
from aitia.model.codes import Stance

Doer = Literal["subject", "object", "open"]
_STANCES = ("advocated", "warned_against", "neutral")
_DOERS = ("subject", "object", "open")


@dataclass(frozen=True, slots=True)
class OptionWord:
    """A verb or noun whose complement in one of ``slots`` is a course of action.

    Slots: ``to`` infinitive, ``ing`` gerund, ``that``, ``subjunctive``, ``whether`` or ``will`` clause, ``dobj`` any
    object, ``deed`` one that names a deed, ``new`` one that is not there yet, ``proposal`` one that names a proposal;
    a preposition, alone or with one of these ("on+to", "to+ing"); ``for+not`` a deed left undone.
    """

    lemma: str
    pos: str
    slots: tuple[str, ...]
    stance: Stance
    doer: Doer
    example: str


@cache
def option_words() -> dict[tuple[str, str], tuple[OptionWord, ...]]:
    """Entries by lemma and part of speech."""
    found: dict[tuple[str, str], list[OptionWord]] = {}
    for r in table("options_words.csv"):
        if r["stance"] not in _STANCES or r["doer"] not in _DOERS:
            raise LexiconError(f"options_words.csv: {r['lemma']}: unknown stance or doer")
        entry = OptionWord(
            r["lemma"], r["pos"], cells(r["slots"]), cast(Stance, r["stance"]), cast(Doer, r["doer"]), r["example"]
        )
        found.setdefault((entry.lemma, entry.pos), []).append(entry)
    return {key: tuple(value) for key, value in found.items()}


@cache
def words(name: str) -> frozenset[str]:
    """One of the word lists of ``options.toml``."""
    return frozenset(_lists()[name])


@cache
def is_deed(lemma: str) -> bool:
    """Whether a noun names something that can be done or set up: "ban", "withdrawal", "recognition"."""
    if lemma in words("deeds"):
        return True
    if lemma in words("not_deeds"):
        return False
    return lemma.endswith(tuple(_lists()["deed_endings"])) and len(lemma) > 6


@cache
def _lists() -> dict[str, Any]:
    return toml("options.toml")
