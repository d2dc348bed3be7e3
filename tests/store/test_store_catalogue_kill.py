"""Killed while the catalogue is made and decisions are written: nothing told as written is lost, nothing is broken.

AITIA_KILLS says how often (scripts/nightly-store: 200 times).
"""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
from built import made, small_parts, sources
from decided import judged

from aitia.model.decisions import Decision
from aitia.store.journal import append, read_journal
from aitia.store.opened import open_store
from aitia.store.refresh import refresh_catalogue
from aitia.store.review_store import StoreRows

KILLS = int(os.environ.get("AITIA_KILLS", "6"))
DOCUMENTS = 24


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A store that is read, without its catalogue."""
    root = tmp_path_factory.mktemp("kill")
    with pytest.MonkeyPatch.context() as patch:
        small_parts(patch, 4)
        made(sources(root / "in", DOCUMENTS), root / "store")
    yield root / "store"


def decisions(store: Path, first: int) -> list[Decision]:
    """Decisions that change what is assembled: rows rejected and taken back, actors made one."""
    readings = list(StoreRows(store).readings())
    out = []
    for at in range(first, first + 60):
        reading = readings[at % len(readings)]
        kind = "reject" if (at // len(readings)) % 2 == 0 else "accept"
        out.append(judged(reading, "events", reading.events[0].id, kind, at))
        fields = {"from": f"nobody {at}", "to": "somebody"}
        out.append(Decision(kind="merge_actors", fields=fields, who="tester", when=f"2026-01-04T00:00:00.{at:06}Z"))
    return out


def decide_and_renew(store: Path, planned: list[Decision], told: Connection) -> None:
    """What is killed: a decision, the catalogue made again, the next decision. Tells what is written."""
    told.send("ready")
    for decision in planned:
        append(store / "review.jsonl", decision)
        told.send(decision.id)
        refresh_catalogue(store)
        told.send("renewed")


def content(store: Path, *, rebuild: bool = True) -> dict[str, list[str]]:
    """All that the tables of a store say."""
    with open_store(store, rebuild=rebuild) as opened:
        return {
            name: sorted(map(str, opened.table(name).to_pylist()))
            for name in opened.tables()
            if name not in ("stamp", "parts")
        }


def undisturbed(store: Path, target: Path) -> dict[str, list[str]]:
    """The same of a copy that was never killed: what was read, and the journal."""
    shutil.rmtree(target, ignore_errors=True)
    left = shutil.ignore_patterns("catalogue*", "near", "tmp", "datapackage.json")
    shutil.copytree(store, target, ignore=left)
    return content(target)


def test_killed_while_the_catalogue_is_made_and_decisions_are_written(built: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(built, store)
    started = time.monotonic()
    content(store)
    once = time.monotonic() - started
    chance = random.Random(int(os.environ.get("AITIA_SEED", "1")))
    # processes begin as copies of one that has everything loaded and no threads
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "duckdb", "pyarrow.parquet", "aitia.store.catalogue"])
    written: set[str] = set()
    cut_short = 0
    for kill in range(KILLS):
        if chance.random() < 0.3:  # the first catalogue of a store is made, not another one
            (store / "catalogue.duckdb").unlink(missing_ok=True)
            shutil.rmtree(store / "near", ignore_errors=True)
        ours, theirs = context.Pipe(duplex=False)
        process: Any = context.Process(target=decide_and_renew, args=(store, decisions(store, kill * 60), theirs))
        process.start()
        theirs.close()
        assert ours.recv() == "ready"
        time.sleep(chance.uniform(0.0, 2.0 * once))
        process.kill()
        process.join()
        heard = list(everything(ours))
        cut_short += bool(heard) and heard[-1] != "renewed"
        written.update(h for h in heard if h != "renewed")
        if (store / "catalogue.duckdb").exists():
            assert len(content(store, rebuild=False)["doc_info"]) == DOCUMENTS
        kept, _ = read_journal(store / "review.jsonl")
        assert written <= {d.id for d in kept}
        assert content(store) == undisturbed(store, tmp_path / "other"), kill
    assert cut_short >= KILLS / 4
    assert written


def everything(pipe: Connection) -> Iterator[str]:
    """What was told before the end."""
    while True:
        try:
            yield pipe.recv()
        except (EOFError, OSError):
            return


def test_files_of_the_catalogue_cut_short_are_made_again(built: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(built, store)
    wanted = content(store)
    package = (store / "datapackage.json").read_bytes()
    signatures = sorted(store.glob("near/*"))
    assert len(signatures) > 3
    catalogue = store / "catalogue.duckdb"
    for path in (catalogue, store / "datapackage.json", *(signatures if KILLS > 6 else signatures[:1])):
        size = path.stat().st_size
        for length in (0, size // 2, size - 2):
            os.truncate(path, length)
            if path != catalogue:
                catalogue.unlink()
            assert content(store) == wanted, (path, length)
            assert (store / "datapackage.json").read_bytes() == package
