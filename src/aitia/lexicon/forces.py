"""The armies of states among the bodies of the registry: those whose name says no more than whose force they are.

Example: "Sudanese Armed Forces" is the army of Sudan, "Sudanese Air Force" and "Republican Guard" are parts of one.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from aitia.lexicon.actors import Entry, atoms, registry

_WORDS: Final = frozenset("armed defence defense force forces national of people s self the".split())
_KINDS: Final = {"MIL": frozenset(["army", "military"]), "COP": frozenset(["police"])}


@cache
def national_forces(sector: str = "MIL") -> dict[str, tuple[Entry, ...]]:
    """The armies (MIL) or police (COP) of each country: entries with a name of the state's and words for forces."""
    known = registry()
    words = _WORDS | _KINDS[sector]
    needed = _KINDS[sector] if sector == "COP" else frozenset(["army", "military", "forces", "force"])
    found: dict[str, list[Entry]] = {}
    for entry in known.entries.values():
        state = known.states.get(entry.country)
        if state is None or entry.end or entry.code != f"{entry.country} {sector}" or entry.kind == "person":
            continue
        nation = {"s"}
        for name in (state.name, known.adjectives.get(state.name, ""), *state.aliases):
            nation.update(atoms(name.lstrip("?")))
        names = (set(atoms(text.lstrip("?"))) for text in (entry.name, *entry.aliases))
        if any(parts & nation and parts - nation <= words and parts & needed for parts in names):
            found.setdefault(entry.country, []).append(entry)
    return {country: tuple(entries) for country, entries in found.items()}
