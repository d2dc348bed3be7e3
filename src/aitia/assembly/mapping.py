"""A file a person can edit: which concepts are one, and what words mean.

CSV with a header and the columns ``kind, from, to, direction``; more columns are for the reader's eye. ``kind`` is
``concept`` (``from`` is a concept id) or ``phrase`` (``from`` is the exact words, whatever their case); ``to`` is a
concept id, old or new; ``direction`` 1, or -1 where ``from`` is less of ``to`` ("peace" -1 "war").
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from aitia.errors import InputError
from aitia.model.assembled import Concept

COLUMNS: Final = ("kind", "from", "to", "direction")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_LARGEST: Final = 50_000_000
_MOST: Final = 10  # meanings of one phrase looked back at for repetitions


@dataclass(frozen=True, slots=True)
class Mapping:
    """Decisions about concepts; the empty one changes nothing."""

    concepts: dict[str, tuple[str, int]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def concept(self, identity: str) -> tuple[str, int]:
        """What a concept became, and with which direction."""
        return self.concepts.get(identity, (identity, 1))

    def phrase(self, words: str) -> list[tuple[str, int]] | None:
        """What exact words mean; None where nothing was decided."""
        found = self.phrases.get(_folded(words))
        return list(found) if found is not None else None

    def label(self, identity: str) -> str:
        """What a concept of the mapping is called: its label in the file, else its id."""
        return self.labels.get(identity, identity.replace("_", " "))


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file. Raises InputError, with the line, where a row makes no sense."""
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{path}: larger than {_LARGEST // 1_000_000} MB; a mapping holds one row a concept")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as a mapping ({error})") from error
    out = Mapping()
    try:
        reader = csv.DictReader(io.StringIO(text))
        if not set(COLUMNS) <= set(reader.fieldnames or ()):
            raise InputError(f"{path}: the first line must name the columns {', '.join(COLUMNS)}")
        for row in reader:
            _row(out, row, f"{path}:{reader.line_num}")
    except csv.Error as error:
        raise InputError(f"{path}: not a CSV file ({error})") from error
    return _settled(out, path)


def _row(out: Mapping, row: dict[str, str | None], where: str) -> None:
    kind, source, target, direction = (_unguarded((row.get(c) or "").strip()) for c in COLUMNS)
    if not any((kind, source, target)):
        return
    if kind not in ("concept", "phrase") or not source or not target or direction not in ("1", "+1", "-1", ""):
        raise InputError(f"{where}: kind is concept or phrase, direction 1 or -1, and from and to are not empty")
    meaning = target, -1 if direction == "-1" else 1
    if kind == "concept" and source == target and meaning[1] < 0:
        raise InputError(f"{where}: {source!r} cannot be the opposite of itself")
    label = _unguarded((row.get("label") or "").strip())
    if label and kind == "concept" and source == target:
        out.labels[target] = label
    if kind == "concept":
        if out.concepts.setdefault(source, meaning) != meaning:
            raise InputError(f"{where}: {source!r} is mapped twice, to different concepts")
    else:
        meant = out.phrases.setdefault(_folded(source), [])
        if meaning not in meant[-_MOST:]:
            meant.append(meaning)


def _settled(mapping: Mapping, path: Path) -> Mapping:
    """Follow chains (a to b, b to c), so that the order of rows does not matter."""
    done: dict[str, tuple[str, int]] = {}
    for source in mapping.concepts:
        chain: list[str] = []
        at = source
        while at in mapping.concepts and mapping.concepts[at][0] != at and at not in done:
            chain.append(at)
            at = mapping.concepts[at][0]
            if at == source or len(chain) > len(mapping.concepts):
                raise InputError(f"{path}: {source!r} is mapped in a circle; let one of them stay as it is")
        target, direction = done.get(at, (at, 1))
        for name in reversed(chain):
            direction *= mapping.concepts[name][1]
            done[name] = target, direction
    mapping.concepts.update(done)
    return mapping


def mapping_text(
    concepts: Iterable[Concept],
    proposals: Iterable[tuple[str, str, float]] = (),
    decided: Mapping | None = None,
) -> str:
    """A mapping to be edited: what was decided before, then every concept with its label and first phrases.

    ``proposals`` are (concept, similar concept, similarity); they fill the column ``proposed`` and change nothing.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*COLUMNS, "label", "proposed", "phrases"))
    decided = decided or Mapping()
    for source, (target, direction) in decided.concepts.items():
        if source != target:
            writer.writerow([_plain(cell) for cell in ("concept", source, target, str(direction), "", "", "")])
    for words, meant in decided.phrases.items():
        for target, direction in meant:
            writer.writerow([_plain(cell) for cell in ("phrase", words, target, str(direction), "", "", "")])
    similar: dict[str, list[str]] = {}
    for one, other, how in proposals:
        similar.setdefault(one, []).append(f"{other} ({how:.2f})")
    for concept in concepts:
        words = " | ".join(dict.fromkeys(p.words for p in concept.phrases[:5]))
        cells = ("concept", concept.id, concept.id, "1", concept.label, "; ".join(similar.get(concept.id, ())), words)
        writer.writerow([_plain(cell) for cell in cells])
    return out.getvalue()


def _plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) and cell not in ("1", "-1") else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
