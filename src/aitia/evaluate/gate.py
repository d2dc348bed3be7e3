"""The quality gate: a bounded subset of the gold against pinned floors.

A floors file holds, for each figure, the value it may not fall below (less a small tolerance), how many records of
each set are read, and the digest of the gold the floors were measured on. Floors are raised by ``update``; lowering one
takes an explicit word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import msgspec

from aitia.errors import InputError
from aitia.evaluate.rows import Evaluation
from aitia.evaluate.run import Progress, evaluate
from aitia.evaluate.sets import SETS

FORMAT: Final = "aitia.floors/1"
TOLERANCE: Final = 0.002
LEAST_SUPPORT: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """Pinned figures and what they were measured on."""

    format: str = FORMAT
    tolerance: float = TOLERANCE
    gold_sha256: str = ""
    records: dict[str, int] = field(default_factory=dict)
    floors: dict[str, float] = field(default_factory=dict)


def load(path: Path) -> Floors:
    """Floors from a file. Raises InputError where it is none."""
    try:
        floors = msgspec.json.decode(path.read_bytes(), type=Floors)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); make one with --update-floors") from error
    except msgspec.MsgspecError as error:
        raise InputError(f"{path}: not a floors file ({error})") from error
    if floors.format != FORMAT:
        raise InputError(f"{path}: format {floors.format!r}, and this version reads {FORMAT!r}")
    return floors


def default() -> Floors:
    """No floors yet: the subset that a new floors file starts with."""
    return Floors(records={item.name: item.gate for item in SETS})


def measure(folder: Path, floors: Floors, *, command: str = "", progress: Progress | None = None) -> Evaluation:
    """Evaluate the subset that the floors are for."""
    known = {s.name for s in SETS}
    strange = sorted(set(floors.records) - known)
    if strange:
        raise InputError(f"floors: no set called {', '.join(strange)}; remove it from `records`")
    return evaluate(
        folder,
        sets=tuple(floors.records),
        articles=True,
        limits=floors.records,
        command=command,
        progress=progress,
    )


def failures(result: Evaluation, floors: Floors) -> list[str]:
    """What is wrong, one line each; empty where the gate holds."""
    out = []
    if floors.gold_sha256 != result.gold_sha256:
        out.append(
            f"the gold is not the one the floors were measured on ({result.gold_sha256[:12]} here, "
            f"{floors.gold_sha256[:12] or 'none'} in the floors): measure again with --update-floors --allow-lower"
        )
    values = result.values()
    for key, floor in floors.floors.items():
        if key not in values:
            out.append(f"{key}: has a floor of {floor:.4f} and was not measured")
        elif values[key] < floor - floors.tolerance:
            out.append(f"{key}: {values[key]:.4f} is below its floor {floor:.4f} by {floor - values[key]:.4f}")
    return out


def update(result: Evaluation, floors: Floors, *, allow_lower: bool = False) -> Floors:
    """Floors at the figures just measured: raised, and lowered only where that is allowed.

    Figures on very few items are not pinned: one item more or less would move them.
    """
    pinned = {
        row.key: row.value
        for row in result.rows
        if row.support >= LEAST_SUPPORT and row.group not in ("attributes", "macro")
    }
    if allow_lower:
        new = pinned
    else:
        new = {key: max(value, floors.floors.get(key, value)) for key, value in pinned.items()}
        new |= {key: value for key, value in floors.floors.items() if key not in new}
    return Floors(
        tolerance=floors.tolerance, gold_sha256=result.gold_sha256, records=floors.records, floors=_sorted(new)
    )


def save(path: Path, floors: Floors) -> None:
    """Write a floors file, stable to the byte."""
    data: dict[str, Any] = msgspec.to_builtins(floors)
    try:
        path.write_bytes(msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n")
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror})") from error


def _sorted(values: Mapping[str, float]) -> dict[str, float]:
    return {key: values[key] for key in sorted(values)}
