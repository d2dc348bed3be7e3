"""What is read again when the reader changes: what depends on the change; a text is parsed once for all readers."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from built import FAST, checksums, made, small_parts, sources

import aitia
from aitia import building
from aitia.language import parse
from aitia.language.page import Page
from aitia.pipeline import Settings, apparatus
from aitia.store.fingerprints import READER, fingerprint, parse_mark, source_digest
from aitia.store.layout import Layout, make_layout
from aitia.store.parses import KeptParses
from samples import documents

PACKAGE = Path(aitia.__file__).parent


def pages(kept: KeptParses | None) -> list[Page]:
    return list(parse.read_pages(((d, apparatus(d)) for d in documents()), parses=kept))


def plain(page: Page) -> dict[str, Any]:
    """Everything that a page says."""
    return {
        "words": [
            (w.i, w.text, w.lower, w.lemma, w.pos, w.tag, w.dep, w.start, w.end, w.ent, w.iob, w.head.i, w.sent.index)
            for w in page.words
        ],
        "children": [[c.i for c in w.children] for w in page.words],
        "sentences": [(s.index, s.paragraph, s.kind, [w.i for w in s.words]) for s in page.sentences],
        "entities": [(e.start, e.end, e.label) for e in page.entities],
    }


class NoParser:
    """A parser that is given no text: only single sentences read again, whose words are known."""

    def __init__(self) -> None:
        self.real = parse.load_parser()
        self.vocab = self.real.vocab

    def pipe(self, texts: Iterable[Any], **options: Any) -> Iterator[Any]:
        known = list(texts)
        assert not any(isinstance(t, str) for t in known), "nothing was to be parsed"
        return iter(self.real.pipe(known, **options))


def test_a_kept_parse_is_the_parse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layout = make_layout(tmp_path / "store")
    fresh = [plain(p) for p in pages(None)]
    kept = KeptParses(layout, "mark", "shard")
    assert [plain(p) for p in pages(kept)] == fresh
    assert kept.parsed == len(fresh)
    kept.write()
    parser = NoParser()
    monkeypatch.setattr(parse, "load_parser", lambda _name: parser)
    again = KeptParses(layout, "mark", "shard")
    assert [plain(p) for p in pages(again)] == fresh
    assert again.parsed == 0
    before = (layout.parses / "mark" / "shard.parquet").stat().st_mtime_ns
    again.write()
    assert (layout.parses / "mark" / "shard.parquet").stat().st_mtime_ns == before


def test_what_the_parser_is_given_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layout = make_layout(tmp_path / "store")
    monkeypatch.setattr(parse, "BATCH_CHARACTERS", 3000)
    kept = KeptParses(layout, "mark", "shard")
    pages(kept)
    kept.write()
    sentence_case = parse.sentence_case
    # headlines are recased otherwise: the batches with one in it are parsed again, the others are not
    monkeypatch.setattr(parse, "sentence_case", lambda t: t.lower() if t == "KYIV BOMBED" else sentence_case(t))
    fresh = [plain(p) for p in pages(None)]
    again = KeptParses(layout, "mark", "shard")
    assert [plain(p) for p in pages(again)] == fresh
    assert 0 < again.parsed < len(fresh)
    again.write()
    third = KeptParses(layout, "mark", "shard")
    assert [plain(p) for p in pages(third)] == fresh
    assert third.parsed == 0


@pytest.mark.parametrize("damage", ["cut", "changed", "gone", "marker"])
def test_a_damaged_parse_is_made_again(tmp_path: Path, damage: str) -> None:
    store = tmp_path / "store"
    made(sources(tmp_path / "in", 3), store)
    (path,) = store.glob("parses/*/*.parquet")
    data = bytearray(path.read_bytes())
    match damage:
        case "cut":
            path.write_bytes(data[: len(data) // 2])
        case "changed":
            data[len(data) // 2] ^= 1
            path.write_bytes(data)
        case "gone":
            path.unlink()
        case "marker":
            path.with_suffix(".json").write_text("{")
    other = Settings(fast=True, min_confidence=0.5)
    report = building.build([], store, settings=other, workers=1)
    assert (report.read, report.parsed) == (3, 3)
    assert path.read_bytes() == data or damage == "changed"
    shutil.rmtree(store / "runs" / report.fingerprint)
    assert building.build([], store, settings=other, workers=1).parsed == 0


def test_other_settings_take_the_parse_that_is_there(tmp_path: Path) -> None:
    source, store = sources(tmp_path / "in", 5), tmp_path / "store"
    assert made(source, store).parsed == 5
    report = building.build([], store, settings=Settings(fast=True, implied=True, min_confidence=0.5), workers=1)
    assert (report.read, report.parsed) == (5, 0)
    made(sources(tmp_path / "in", 6), store)
    report = made([], store)
    assert (report.read, report.parsed) == (0, 0)


# another version of the package


def changed_package(folder: Path, table: str, old: str, new: str) -> Path:
    """A copy of the package in which one table is another."""
    shutil.copytree(PACKAGE, folder / "aitia", ignore=shutil.ignore_patterns("__pycache__"))
    path = folder / "aitia" / "lexicon" / "data" / table
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return folder


def build_with(package: Path, source: Path | None, store: Path) -> dict[str, Any]:
    """Build with a copy of the package, in a process of its own."""
    call = [sys.executable, "-m", "aitia", "build", *([str(source)] if source else []), "--store", str(store)]
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE")}
    done = subprocess.run(
        [*call, "--fast", "--workers", "1", "--json"],
        env={**surroundings, "PYTHONPATH": str(package)}, capture_output=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_another_table_reads_again_by_the_parse_that_is_there(tmp_path: Path) -> None:
    source = sources(tmp_path / "in", 6)
    old = build_with(PACKAGE.parent, source, tmp_path / "store")
    changed = changed_package(tmp_path / "new", "events_verbs.csv", "\narm,", "\narmx,")
    again = build_with(changed, None, tmp_path / "store")
    assert (old["parsed"], again["read"], again["parsed"]) == (6, 6, 0)
    assert again["fingerprint"] != old["fingerprint"] and again["rows"]["events"] < old["rows"]["events"]
    fresh = build_with(changed, source, tmp_path / "fresh")
    assert fresh["parsed"] == 6
    shutil.rmtree(tmp_path / "store" / "runs" / old["fingerprint"])
    assert checksums(tmp_path / "store", parses=True) == checksums(tmp_path / "fresh", parses=True)


# what a reading depends on


def modules() -> dict[str, Path]:
    return {
        ".".join(("aitia", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): path
        for path in PACKAGE.rglob("*.py")
    }


def imported(path: Path, known: dict[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in known else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_the_fingerprint_covers_all_that_a_reading_is_made_by() -> None:
    known = modules()
    done: set[str] = set()
    waiting = ["aitia.extract.rules", "aitia.language.parse", "aitia.ingest.metadata", "aitia.store.shards"]
    waiting += ["aitia.pipeline"]
    while waiting:
        module = waiting.pop()
        if module in known and module not in done:
            done.add(module)
            waiting += imported(known[module], known)
    # how a source is opened has no part in it: a document is its text, and that is the store's own
    opening = {m for m in done if m == "aitia.ingest" or m.startswith("aitia.ingest.")}
    names = {m: known[m].relative_to(PACKAGE).as_posix() for m in done - opening - {"aitia._version", "aitia.errors"}}
    assert len(names) > 80
    missing = [n for n in names.values() if not any(n == r or n.startswith(f"{r}/") for r in READER)]
    assert not missing
    lines = {"aitia.ingest.metadata"}
    while more := {t for m in lines for t in imported(known[m], known) if t.startswith("aitia.ingest")} - lines:
        lines |= more
    assert {known[m].relative_to(PACKAGE).as_posix() for m in lines} <= set(READER)


def test_rules_alone_do_not_depend_on_the_heads() -> None:
    assert source_digest(heads=False) != source_digest()
    fast = FAST.provenance()
    assert fingerprint(fast) == fingerprint(Settings(fast=True).provenance()) != fingerprint(Settings().provenance())


def test_a_parser_without_a_version_keeps_no_parses() -> None:
    assert parse_mark(parse.DEFAULT_PARSER)
    assert parse_mark("/some/folder") is None


def test_parts_keep_their_own_parses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_parts(monkeypatch)
    store = tmp_path / "store"
    made(sources(tmp_path / "in", 4), store)
    layout = Layout(store)
    shards = {p.stem for p in (layout.runs / fingerprint(FAST.provenance()) / "events").iterdir()}
    assert {p.stem for p in layout.parses.glob("*/*.parquet")} == shards
