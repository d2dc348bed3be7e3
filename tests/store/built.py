"""Small sources, stores built of them, and what two stores must share."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from aitia.building import BuildReport, build
from aitia.pipeline import Settings
from aitia.store import batches

FAST = Settings(fast=True)
WHO = ("Chad", "Iran", "Turkey", "Kenya", "Egypt", "Sudan", "France", "Russia", "India", "Japan", "Yemen", "Libya")
CHANGING = ("when", "seconds", "peak", "made_by")


def text(number: int) -> str:
    """A text of two sentences, another one for each number."""
    one, two = WHO[number % 12], WHO[(number // 12 + number + 1) % 12]
    return f"{one} armed the rebels of {two}, the minister said. The attack {number} led to a crisis in {two}."


def sources(folder: Path, count: int, first: int = 0) -> Path:
    """A folder of small texts."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        (folder / f"t{number:03}.txt").write_text(text(number), encoding="utf-8")
    return folder


def made(source: Path | list[Path], store: Path, **options: Any) -> BuildReport:
    """Build in this process, by rules alone."""
    options.setdefault("workers", 1)
    return build(source if isinstance(source, list) else [source], store, settings=FAST, **options)


def small_parts(monkeypatch: pytest.MonkeyPatch, size: int = 2) -> None:
    """Let parts hold a few documents only, so that small builds have many."""
    monkeypatch.setattr(batches, "_GROWTH", ((10_000, size),))


def checksums(store: Path, *, parses: bool = False) -> dict[str, str]:
    """Every file of the store that counts, with its hash; of JSON what is no time.

    ``parses``: also what can be made again at any time: parses, and signatures of near-duplicates.
    """
    out = {}
    for path in sorted(store.rglob("*")):
        name = path.relative_to(store).as_posix()
        if not path.is_file() or name == "lock" or name.startswith(("tmp/", "aside/", "catalogue")):
            continue
        if name.startswith(("parses/", "near/")) and not parses:
            continue
        data = path.read_bytes()
        if path.suffix == ".json":
            content = json.loads(data)
            data = json.dumps({k: v for k, v in content.items() if k not in CHANGING}, sort_keys=True).encode()
        out[name] = hashlib.sha256(data).hexdigest()
    return out
