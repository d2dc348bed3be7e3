"""What sort of body a name stands for, by the words such names are made of: "Amber Fleet" is MIL.

One word or phrase a line in ``data/actors/bodies.csv``, with the kind and the PLOVER sectors of whoever is called so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, cast

from aitia.errors import LexiconError
from aitia.lexicon.actors import atoms
from aitia.lexicon.tables import table
from aitia.model.codes import ACTOR_KINDS, ActorKind

_SMALL: Final = frozenset(["of", "for", "on", "in", "at", "against", "to"])
_LONGEST: Final = 4


@dataclass(frozen=True, slots=True)
class Body:
    """A word of names of bodies, with the kind and sectors of its bearers."""

    word: str
    kind: ActorKind
    code: str


@cache
def bodies() -> dict[tuple[str, ...], Body]:
    """The table, by the parts of each phrase."""
    out = {}
    for row in table("actors/bodies.csv"):
        if row["kind"] not in ACTOR_KINDS:
            raise LexiconError(f"actors/bodies.csv: {row['word']}: unknown kind {row['kind']!r}")
        out[atoms(row["word"])] = Body(row["word"], cast(ActorKind, row["kind"]), row["code"])
    return out


@cache
def modifiers() -> dict[str, str]:
    """Words before a general noun that tell whose man he is: "army spokesman" MIL, "tribal leader" ETH."""
    return {row["word"]: row["code"] for row in table("actors/modifiers.csv")}


@cache
def regions() -> dict[str, str]:
    """Words before a noun that tell of which part of the world somebody is: "European leaders" EUR."""
    return {row["word"]: row["code"] for row in table("actors/regions.csv")}


def body_of(name: str) -> Body | None:
    """The body a name speaks of: the last known words before "of", "for" …, longer phrases before shorter ones."""
    parts = atoms(name)
    known = bodies()
    for length in range(_LONGEST, 1, -1):  # "Ministry of Defence", "Osten Chamber of Commerce"
        for at in range(len(parts) - length + 1):
            phrase = parts[at : at + length]
            if phrase in known and (at == 0 or "of" in phrase):
                return known[phrase]
    small = next((i for i, p in enumerate(parts) if i and p in _SMALL), len(parts))
    for end in range(small, max(0, small - 2), -1):
        for length in range(min(_LONGEST, end), 0, -1):
            found = known.get(parts[end - length : end])
            if found is not None:
                return found
    return None
