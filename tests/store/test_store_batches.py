"""A text is stored once, under all its names; a batch is there wholly or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from built import checksums, text

from aitia.model.text import Document, Unread
from aitia.store import batches
from aitia.store.batches import Intake, Known, documents_in, set_aside, whole_batches
from aitia.store.layout import Layout, make_layout
from aitia.store.parquet import read_parquet


def take(layout: Layout, items: list[Document | Unread]) -> Intake:
    known = Known()
    for batch in whole_batches(layout)[0]:
        known.load(batch)
    intake = Intake(layout, known)
    for item in items:
        intake.add(item)
    intake.finish()
    return intake


def documents(count: int) -> list[Document | Unread]:
    return [Document(id=f"d{n}", text=text(n), title=f"T{n}") for n in range(count)]


def test_a_text_under_several_ids_is_stored_once_with_all_of_them(tmp_path: Path) -> None:
    layout = make_layout(tmp_path / "store")
    same = [Document(id=name, text=text(1), publisher=who) for name, who in (("a", "X"), ("b", "X"), ("a", "Y"))]
    intake = take(layout, [*same, same[0]])
    assert (intake.new, intake.again) == (1, 3)
    (batch,) = intake.finished
    assert [d.id for d in documents_in(batch.parts[0].file)] == ["a"]
    seen = read_parquet(batch.folder / "sightings.parquet").to_pylist()
    assert [(s["id"], s["publisher"]) for s in seen] == [("a", "X"), ("a", "Y"), ("b", "X")]
    later = take(layout, [same[1], Document(id="c", text=text(1))])
    assert (later.new, later.again) == (0, 2)
    assert len(later.finished) == 1 and not later.finished[0].parts
    assert [s["id"] for s in read_parquet(later.finished[0].folder / "sightings.parquet").to_pylist()] == ["c"]
    assert not take(layout, [same[2], Document(id="c", text=text(1))]).finished


def test_documents_come_back_as_they_went_in(tmp_path: Path) -> None:
    layout = make_layout(tmp_path / "store")
    whole = Document(
        id="x\ud800y", text="half \udc9f a 🕊️\r\n\x00 text", title="T", author="A", publisher="P",
        published="2014-02", url="http://example.org/ü", language="en", genre="news",
    )  # fmt: skip
    (batch,) = take(layout, [whole]).finished
    (found,) = documents_in(batch.parts[0].file)
    assert found.text == "half \ufffd a 🕊️\r\n\x00 text" and found.id == "x\ufffdy"
    assert read_parquet(batch.parts[0].file)["doc"].to_pylist() == [found.sha256]
    for name in ("title", "author", "publisher", "published", "url", "language", "genre"):
        assert getattr(found, name) == getattr(whole, name)
    assert not take(layout, [whole]).finished


def test_unread_items_are_listed_once(tmp_path: Path) -> None:
    layout = make_layout(tmp_path / "store")
    bad: list[Document | Unread] = [
        Unread(source="a.txt", row=None, reason="empty"),
        Unread(source="b", row=3, reason="no"),
    ]
    (batch,) = take(layout, [*bad, *bad]).finished
    rows = read_parquet(batch.folder / "errors.parquet").to_pylist()
    assert [(r["stage"], r["source"], r["row"], r["reason"]) for r in rows] == [
        ("intake", "a.txt", None, "empty"),
        ("intake", "b", 3, "no"),
    ]
    assert take(layout, bad).finished == []


def test_parts_grow_and_are_sorted(tmp_path: Path) -> None:
    (batch,) = take(make_layout(tmp_path / "store"), documents(4 * 64 + 130)).finished
    assert [p.documents for p in batch.parts] == [64, 64, 64, 64, 128, 2]
    for part in batch.parts:
        found = [d.sha256 for d in documents_in(part.file)]
        assert found == sorted(found) and len(found) == part.documents


def test_long_texts_fill_a_part(tmp_path: Path) -> None:
    long: list[Document | Unread] = [Document(id=str(n), text=f"{n} " + "word " * 60_000) for n in range(4)]
    (batch,) = take(make_layout(tmp_path / "store"), long).finished
    assert [p.documents for p in batch.parts] == [2, 2]


def test_batches_end_and_go_on_where_they_were_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "_MOST_PARTS", 2)
    monkeypatch.setattr(batches, "_GROWTH", ((99, 3),))
    items = documents(20)
    whole, cut = make_layout(tmp_path / "whole"), make_layout(tmp_path / "cut")
    assert [len(b.parts) for b in take(whole, items).finished] == [2, 2, 2, 1]
    intake = Intake(cut, Known())
    for item in items[:16]:  # stopped in the middle of the third batch
        intake.add(item)
    assert len(intake.finished) == 2
    take(cut, items)
    assert checksums(whole.root) == checksums(cut.root)


@pytest.mark.parametrize("damage", ["cut", "zeros", "gone", "marker gone", "marker cut"])
def test_a_broken_batch_is_put_aside_and_taken_in_again(tmp_path: Path, damage: str) -> None:
    layout = make_layout(tmp_path / "store")
    (batch,) = take(layout, documents(5)).finished
    before = checksums(layout.root)
    target = batch.folder / "batch.json" if damage.startswith("marker") else batch.parts[0].file
    data = target.read_bytes()
    if damage.endswith("gone"):
        target.unlink()
    else:
        target.write_bytes(data[: len(data) // 2] if damage.endswith("cut") else bytes(len(data)))
    whole, broken = whole_batches(layout)
    assert (whole, broken) == ([], [batch.folder])
    assert set_aside(layout, broken[0]).is_dir()
    take(layout, documents(5))
    assert checksums(layout.root) == before
    # in another order it is another batch: its shards are not those of the first
    set_aside(layout, batch.folder)
    monkey = documents(300)
    first = take(layout, monkey).finished[0].name
    set_aside(layout, layout.batches / first)
    assert take(layout, monkey[::-1]).finished[0].name != first
