"""A catalogue is looked at again only where something changed, and an older one serves where none can be written."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from decided import example, judged
from made_store import RUN, add_readings, make_store
from test_store_catalogue import small

from aitia.errors import NotWritten
from aitia.model.decisions import Decision
from aitia.store import catalogue, refresh
from aitia.store.journal import append
from aitia.store.opened import open_store
from aitia.store.refresh import refresh_catalogue


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows each time that the shards of a store are looked at."""
    calls: list[str] = []
    find_parts = catalogue.find_parts

    def counted(*arguments: Any) -> Any:
        calls.append("shards")
        return find_parts(*arguments)

    monkeypatch.setattr(catalogue, "find_parts", counted)
    return calls


def merged(number: int = 0) -> Decision:
    fields = {"from": f"a{number}", "to": "b"}
    return Decision(kind="merge_actors", fields=fields, who="tester", when=f"2026-01-04T00:00:00.{number:06}Z")


def rows(root: Path, table: str) -> int:
    with open_store(root) as store:
        return len(store.table(table))


def test_nothing_is_looked_at_where_nothing_changed(tmp_path: Path, looked: list[str]) -> None:
    root = make_store(tmp_path / "store", [small("a")])
    assert rows(root, "causes") == 1 and len(looked) == 1
    made = (root / "catalogue.duckdb").stat().st_mtime_ns
    assert rows(root, "causes") == 1 and len(looked) == 1
    append(root / "review.jsonl", merged())
    assert rows(root, "causes") == 1 and len(looked) > 1
    assert (root / "catalogue.duckdb").stat().st_mtime_ns > made
    looked.clear()
    add_readings(root, [small("b")])
    assert rows(root, "causes") == 2 and looked
    looked.clear()
    (root / "runs" / RUN / "done" / sorted(p.name for p in (root / "runs" / RUN / "done").iterdir())[0]).unlink()
    assert rows(root, "causes") == 1 and looked


def test_a_copy_is_compared_once(tmp_path: Path, looked: list[str]) -> None:
    root = make_store(tmp_path / "store", [small("a")])
    append(root / "review.jsonl", merged())
    refresh_catalogue(root)
    shutil.copytree(root, tmp_path / "copy")
    made = (tmp_path / "copy" / "catalogue.duckdb").stat().st_mtime_ns
    looked.clear()
    assert rows(tmp_path / "copy", "causes") == 1 and len(looked) == 1
    assert rows(tmp_path / "copy", "causes") == 1 and len(looked) == 1
    assert (tmp_path / "copy" / "catalogue.duckdb").stat().st_mtime_ns == made


def test_another_catalogue_in_its_place_is_noticed(tmp_path: Path, looked: list[str]) -> None:
    root = make_store(tmp_path / "store", [small("a")])
    refresh_catalogue(root)
    catalogue.build_catalogue(root, decisions=catalogue.Decisions(rules={"made": 0.5}))
    looked.clear()
    refresh_catalogue(root)
    assert looked


def test_an_older_catalogue_serves_where_none_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_store(tmp_path / "store", [small("a")])
    refresh_catalogue(root)
    add_readings(root, [small("b")])

    def full(*_: object, **__: object) -> None:
        raise NotWritten("cannot write it: No space left on device")

    monkeypatch.setattr(refresh, "build_catalogue", full)
    told: list[str] = []
    with open_store(root, note=told.append) as store:
        assert len(store.table("causes")) == 1
    assert "No space left" in told[0] and "may lack" in told[0]


def test_without_any_catalogue_one_is_made_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_store(tmp_path / "store", [small("a")])
    append(root / "review.jsonl", merged())
    shutil.rmtree(root / "tmp", ignore_errors=True)
    (root / "tmp").write_text("in the way")  # even root cannot write there
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    told: list[str] = []
    before = {p: p.stat().st_mtime_ns for p in root.rglob("*")}
    with open_store(root, note=told.append) as store:
        assert len(store.table("causes")) == 1 and store.texts(r["doc"] for r in store.rows("SELECT doc FROM doc_info"))
        assert list((tmp_path / "temporary").iterdir())
    assert "cannot write" in told[0] and "for each question" in told[0]
    assert not list((tmp_path / "temporary").iterdir())
    assert {p: p.stat().st_mtime_ns for p in root.rglob("*")} == before


def test_words_that_only_an_edit_names_have_a_meaning(tmp_path: Path) -> None:
    one = example()
    root = make_store(tmp_path / "store", [one])
    with open_store(root) as store:
        assert not store.rows("SELECT * FROM concepts WHERE id LIKE '%army%'")
    quote = {"exact": "The army", "prefix": "", "suffix": "", "start": 0, "end": 8}
    at = one.text.index("The army")
    quote |= {"start": at, "end": at + 8, "prefix": one.text[:at][-32:], "suffix": one.text[at + 8 :][:32]}
    append(root / "review.jsonl", judged(one, "causes", one.causes[0].id, "edit", 1, cause=quote))
    with open_store(root) as store:
        (link,) = store.rows(f"SELECT * FROM influence_supports WHERE \"row\" = '{one.causes[0].id}'")
        (influence,) = store.rows("SELECT * FROM influences WHERE id = $id", {"id": link["influence"]})
        (concept,) = store.rows("SELECT * FROM concepts WHERE id = $id", {"id": influence["cause"]})
        assert not concept["unresolved"]
        assert not store.rows("SELECT * FROM grounded WHERE span.start = $at", {"at": at})  # what was read stays
