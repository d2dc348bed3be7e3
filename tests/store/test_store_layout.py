"""A folder is a store, or it is told clearly why not; one process writes at a time."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from built import made, sources

from aitia.errors import StoreBusy, StoreError
from aitia.store.layout import make_layout, open_layout
from aitia.store.lock import locked


def test_a_store_is_made_once_and_opened_again(tmp_path: Path) -> None:
    made_first = make_layout(tmp_path / "deep" / "store")
    before = made_first.about.read_bytes()
    assert make_layout(tmp_path / "deep" / "store") == open_layout(tmp_path / "deep" / "store") == made_first
    assert made_first.about.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"format": "aitia.store/2", "made_by": "aitia 9.0"}', "written by aitia 9.0"),
        ('{"format": "aitia.store/x"}', "does not describe a store"),
        ('{"format": "somebody.else/1"}', "does not describe a store"),
        ('["aitia.store/1"]', "does not describe a store"),
        ('{"format": "aitia', "is damaged"),
        ("", "is damaged"),
    ],
)
def test_what_is_no_store_of_ours_is_told_and_left_alone(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "store.json").write_text(content)
    for opened in (open_layout, make_layout):
        with pytest.raises(StoreError, match=told):
            opened(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["store.json"]


def test_a_newer_store_is_not_built_on(tmp_path: Path) -> None:
    store = tmp_path / "store"
    made(sources(tmp_path / "in", 2), store)
    about = json.loads((store / "store.json").read_bytes())
    (store / "store.json").write_text(json.dumps({**about, "format": "aitia.store/12"}))
    with pytest.raises(StoreError, match="update aitia"):
        made(sources(tmp_path / "in", 3), store)


def test_folders_with_something_else_are_refused(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(StoreError, match=r"not empty and no store \(it holds 'letters.txt'\)"):
        make_layout(tmp_path)
    with pytest.raises(StoreError, match="a file, not a folder"):
        make_layout(tmp_path / "letters.txt")
    with pytest.raises(StoreError, match="no such store"):
        open_layout(tmp_path / "nothing")
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    with pytest.raises(StoreError, match="leads to no folder"):
        make_layout(tmp_path / "one")
    with pytest.raises(StoreError, match="symbolic links"):
        open_layout(tmp_path / "one")


def test_a_store_without_its_first_file_is_taken_for_half_copied(tmp_path: Path) -> None:
    made(sources(tmp_path / "in", 2), tmp_path / "store")
    (tmp_path / "store" / "store.json").unlink()
    for opened in (open_layout, make_layout):
        with pytest.raises(StoreError, match="half copied"):
            opened(tmp_path / "store")


def test_a_second_writer_is_refused_or_waits(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    order: list[str] = []
    heard = threading.Event()

    def second() -> None:
        with locked(lock, wait=True, waiting=lambda who: (order.append(who), heard.set())):  # type: ignore[func-returns-value]
            order.append("second")

    with locked(lock):
        with pytest.raises(StoreBusy, match=r"is being written by process \d+"), locked(lock):
            pass
        other = threading.Thread(target=second)
        other.start()
        assert heard.wait(10)
        order.append("first")
    other.join(10)
    assert order[1:] == ["first", "second"] and order[0].startswith("process ")
