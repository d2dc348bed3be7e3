"""Words that attribute: verbs, nouns and adjectives of saying, thinking and judging, and how each takes its content.

Frames: ``q`` direct speech, ``t`` finite clause, ``i`` infinitive, ``g`` gerund, ``o`` object, ``a`` object with a
complement ("called X a Y", "described X as Y"), ``po`` object of the verb's own preposition, ``p:of`` … a preposition.
Flags: ``to`` the object is the addressee, ``acc`` the object is the accused, ``neg`` the content is denied, ``hedge``
it is put weakly, ``fact`` a noun phrase as content is judged rather than asserted, ``deed`` an infinitive is ordered or
decided rather than said, ``att`` attitude rather than speech, ``text`` needs a speaker or a document as source,
``strong`` counts inside other claims too, ``bare`` needs no source, ``carrier`` gives voice to the noun that follows,
``stance`` an object alone shows what somebody is for or against and is told only in words of theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from aitia.errors import LexiconError
from aitia.lexicon.tables import cells, table

CuePos = Literal["verb", "noun", "adj"]
_FRAMES = frozenset("qtigoa") | {"po"}
_FLAGS = frozenset("to acc neg hedge fact att deed text strong bare carrier stance".split())


@dataclass(frozen=True, slots=True)
class CueEntry:
    """One attributing word, or a verb with its particle or preposition (``point out``, ``call for``)."""

    lemma: str
    particle: str
    frames: frozenset[str]
    prepositions: frozenset[str]
    flags: frozenset[str]
    example: str


@cache
def cue_entries(pos: CuePos) -> Mapping[str, tuple[CueEntry, ...]]:
    """Entries by lemma, those with a particle first. Raises LexiconError for unknown frames or flags."""
    found: dict[str, list[CueEntry]] = {}
    for row in table("claims.csv"):
        if row["pos"] != pos:
            continue
        lemma, _, particle = row["cue"].partition(" ")
        frames = cells(row["frames"])
        plain = frozenset(f for f in frames if not f.startswith("p:"))
        flags = frozenset(cells(row["flags"]))
        if plain - _FRAMES or flags - _FLAGS:
            raise LexiconError(
                f"claims.csv: {row['cue']}: unknown frame or flag in {row['frames']!r}, {row['flags']!r}"
            )
        entry = CueEntry(
            lemma, particle, plain, frozenset(f[2:] for f in frames if f.startswith("p:")), flags, row["example"]
        )
        found.setdefault(lemma, []).append(entry)
    return {lemma: tuple(sorted(rows, key=lambda e: not e.particle)) for lemma, rows in found.items()}
