"""Readings as sources: each text once, each with a name of its own."""

from __future__ import annotations

from collections.abc import Iterable

from aitia.model.reading import Reading


def distinct(readings: Iterable[Reading]) -> tuple[list[tuple[str, Reading]], list[str]]:
    """Name every reading by its document's id, and leave out texts that were already there.

    Returns:
        (name, reading) pairs in order, and a note for every text that was left out. Where two texts share an id, the
        later ones get six digits of their content's hash behind it.
    """
    out: list[tuple[str, Reading]] = []
    notes: list[str] = []
    by_content: dict[str, str] = {}
    taken: set[str] = set()
    for reading in readings:
        content, name = reading.document.sha256, reading.document.id
        if content in by_content:
            notes.append(f"{name}: the same text as {by_content[content]}; it counts once")
            continue
        if name in taken:
            name = next(n for size in range(6, 65) if (n := f"{name}~{content[:size]}") not in taken)
        by_content[content] = name
        taken.add(name)
        out.append((name, reading))
    return out, notes
