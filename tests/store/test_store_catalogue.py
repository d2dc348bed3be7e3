"""The catalogue: made of what is done, renewed when something came, never in the way of the one before."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from made_store import RUN, add_readings, example_readings, make_store

from aitia.errors import StoreError
from aitia.model.reading import Reading
from aitia.store.assembled import Decisions
from aitia.store.catalogue import build_catalogue, find_parts
from aitia.store.layout import open_layout
from aitia.store.opened import open_store
from aitia.store.schema import TABLES
from made import reading


def small(name: str, text: str = "The war brought hunger.") -> Reading:
    cause = {"cause": "The war", "effect": "hunger", "polarity": 1}
    return reading(f"{text} {name}", name=name, causes=[cause], published="2019-04-01")


def test_it_holds_every_row_of_every_table(tmp_path: Path) -> None:
    readings = example_readings()
    with open_store(make_store(tmp_path / "store", readings)) as store:
        for layer in TABLES[:-2]:
            assert len(store.table(layer)) == sum(len(getattr(r, layer)) for r in readings), layer
        assert len(store.table("documents")) == len(readings)
        assert {d.sha256 for d in store.documents()} == {r.document.sha256 for r in readings}


def test_odd_texts_and_readings_come_back(tmp_path: Path, readings: Sequence[Reading]) -> None:
    root = make_store(tmp_path / "store", readings)
    with open_store(root) as store:
        for one in readings:
            again = store.reading(one.document.sha256)
            assert (again.text, again.events, again.causes) == (one.text, one.events, one.causes)
            assert again.actors == one.actors


def test_it_is_made_again_only_when_stale(tmp_path: Path) -> None:
    root = make_store(tmp_path / "store", [small("a")])
    made = build_catalogue(root).stat().st_mtime_ns
    assert build_catalogue(root).stat().st_mtime_ns == made
    add_readings(root, [small("b")])
    again = build_catalogue(root).stat().st_mtime_ns
    assert again != made
    assert build_catalogue(root, decisions=Decisions(rules={"made": 0.5})).stat().st_mtime_ns != again
    assert not list((root / "tmp").glob("catalogue*"))


def test_the_same_store_gives_the_same_tables(tmp_path: Path) -> None:
    tables = []
    for name in ("one", "two"):
        with open_store(make_store(tmp_path / name, example_readings())) as store:
            tables.append({t: sorted(map(str, store.table(t).to_pylist())) for t in store.tables() if t != "stamp"})
    assert tables[0] == tables[1]


def test_shards_without_a_marker_are_left_out(tmp_path: Path) -> None:
    root = make_store(tmp_path / "store", [small("a")])
    add_readings(root, [small("b")])
    markers = sorted((root / "runs" / RUN / "done").iterdir())
    markers[0].write_bytes(markers[0].read_bytes()[:20])
    assert len(find_parts(open_layout(root)).missing) == 1
    told: list[str] = []
    with open_store(root, note=told.append) as store:
        assert len(store.table("causes")) == 1
        assert len(store.table("documents")) == 2
    assert told[0].startswith("1 shards") and "are not read yet" in told[0]


def test_a_broken_table_is_told_and_so_is_who_mends_it(tmp_path: Path) -> None:
    root = make_store(tmp_path / "store", [small("a")])
    build_catalogue(root)
    for path in root.glob("runs/*/causes/*.parquet"):
        os.truncate(path, 100)
    with pytest.raises(StoreError, match=r"broken or gone .*run aitia build"):
        build_catalogue(root)
    with pytest.raises(StoreError, match=r"broken or gone .*run aitia build"):
        open_store(root, rebuild=False).table("causes")


def test_a_named_run_and_one_that_is_not_there(tmp_path: Path) -> None:
    root = make_store(tmp_path / "store", [small("a")])
    build_catalogue(root, RUN)
    with pytest.raises(StoreError, match=rf"no run 'feed'; its runs: {RUN}"):
        build_catalogue(root, "feed")


def test_a_store_without_a_run_and_an_empty_one_still_open(tmp_path: Path) -> None:
    root = make_store(tmp_path / "store", [small("a")])
    shutil.rmtree(root / "runs")
    with open_store(root) as store:
        assert len(store.table("documents")) == 1
        assert len(store.table("a_events")) == 0
    with open_store(make_store(tmp_path / "empty", [])) as store:
        assert store.rows("SELECT * FROM influences") == []


def test_a_half_copied_store_is_told(tmp_path: Path) -> None:
    root = make_store(tmp_path / "store", [small("a")])
    next(root.glob("batches/*/documents-*.parquet")).unlink()
    with pytest.raises(StoreError, match="half copied"):
        build_catalogue(root)


def test_a_newer_store_and_no_store_are_told(tmp_path: Path) -> None:
    root = make_store(tmp_path / "store", [small("a")])
    (root / "store.json").write_text(json.dumps({"format": "aitia.store/9", "made_by": "aitia 9"}))
    with pytest.raises(StoreError, match="update aitia"):
        open_store(root)
    with pytest.raises(StoreError, match="no such store"):
        open_store(tmp_path / "none")


def test_a_broken_catalogue_is_told_and_made_again(tmp_path: Path) -> None:
    root = make_store(tmp_path / "store", [small("a")])
    catalogue = build_catalogue(root)
    catalogue.write_bytes(b"nonsense" * 4000)
    with pytest.raises(StoreError, match="delete it"):
        open_store(root, rebuild=False)
    build_catalogue(root)
    with open_store(root) as store:
        assert len(store.table("causes")) == 1


@pytest.mark.parametrize("name", ["with space", "it's", "a[b]*c", "größe, комма", "-x", "w?y"])
def test_a_moved_store_opens_under_any_name(tmp_path: Path, name: str) -> None:
    root = make_store(tmp_path / "store", [small("a")])
    build_catalogue(root)
    moved = tmp_path / name
    root.rename(moved)
    with open_store(moved) as store:
        assert len(store.table("causes")) == 1
        assert store.reading("a").text.startswith("The war")
    build_catalogue(moved, force=True)
    with open_store(moved, note=pytest.fail) as store:
        assert len(store.table("causes")) == 1
        assert store.texts(r["doc"] for r in store.rows("SELECT doc FROM doc_info"))
    add_readings(moved, [small("b", "The war brought hunger to the town, to the hills and to the sea. " * 3)])
    with open_store(moved, note=pytest.fail) as store:
        assert len(store.table("causes")) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_store_that_cannot_be_written_still_opens(tmp_path: Path) -> None:
    root = make_store(tmp_path / "store", [small("a")])
    build_catalogue(root)
    root.chmod(0o555)
    try:
        with open_store(root) as store:
            assert len(store.table("causes")) == 1
    finally:
        root.chmod(0o755)


def test_the_package_describes_the_tables(tmp_path: Path) -> None:
    root = make_store(tmp_path / "store", [small("a")])
    build_catalogue(root)
    about = json.loads((root / "datapackage.json").read_bytes())
    resources = {r["name"]: r for r in about["resources"]}
    assert {"documents", "events", "causes", "grounded", "keys"} <= set(resources)
    import pyarrow.parquet as pq

    for name, resource in resources.items():
        fields = [f["name"] for f in resource["schema"]["fields"]]
        for path in resource["path"]:
            assert pq.read_schema(root / path).names == fields, name
        for link in resource["schema"].get("foreignKeys", ()):
            other = resources[link["reference"]["resource"] or name]
            assert set(link["fields"]) <= set(fields)
            assert set(link["reference"]["fields"]) <= {f["name"] for f in other["schema"]["fields"]}
    assert resources["causes"]["schema"]["primaryKey"] == ["doc", "id"]
