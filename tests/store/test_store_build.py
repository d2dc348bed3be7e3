"""Build: every text is read once, whoever reads it; what is bad is listed; what is broken is made good."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from built import FAST, checksums, made, small_parts, sources, text

from aitia import building
from aitia.errors import ParserError, StoreBusy, StoreError, UsageError
from aitia.model.reading import LAYERS
from aitia.model.text import Document, Unread
from aitia.pipeline import Settings, read_documents
from aitia.scale.executor import Lost
from aitia.scale.local import InProcess, Pool
from aitia.scale.progress import Progress
from aitia.scale.ray import RayExecutor
from aitia.store.batches import batches, documents_in
from aitia.store.layout import open_layout
from aitia.store.lock import locked
from aitia.store.opened import open_store
from aitia.store.parquet import read_parquet
from aitia.store.rows import table_rows, to_reading
from samples import command


def stored(store: Path) -> dict[str, Document]:
    layout = open_layout(store)
    return {d.id: d for b in batches(layout) for p in b.parts for d in documents_in(p.file)}


def rows(store: Path, table: str) -> list[dict[str, Any]]:
    return [r for path in sorted(store.glob(f"runs/*/{table}/*.parquet")) for r in table_rows(read_parquet(path))]


def listed(store: Path) -> list[dict[str, Any]]:
    return [r for path in sorted(store.glob("batches/*/errors.parquet")) for r in read_parquet(path).to_pylist()]


def test_the_store_holds_what_the_reader_reads(tmp_path: Path) -> None:
    report = made(sources(tmp_path / "in", 5), tmp_path / "store")
    assert (report.opened, report.new, report.read, report.documents, report.ok) == (5, 5, 5, 5, True)
    layers = {layer: rows(tmp_path / "store", layer) for layer in LAYERS}
    assert report.rows["events"] == len(layers["events"]) > 0
    for document in stored(tmp_path / "store").values():
        (reading,) = read_documents([document], settings=FAST)
        own = {layer: [r for r in found if r["doc"] == document.sha256] for layer, found in layers.items()}
        again = to_reading({name: getattr(document, name) for name in Document.__slots__}, own)
        assert not isinstance(reading, Unread)
        assert {layer: getattr(again, layer) for layer in LAYERS} == {
            layer: getattr(reading, layer) for layer in LAYERS
        }
    grounded = rows(tmp_path / "store", "grounded")
    assert any(r["head"] and not r["pointer"] for r in grounded)
    keys = Counter(r["key"] for r in rows(tmp_path / "store", "keys"))
    assert keys["chad"] >= 1 and sum(k.startswith(("rebels~", "author~")) for k in keys) >= 5


def test_the_same_sources_again_change_nothing(tmp_path: Path) -> None:
    store = tmp_path / "store"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").write_text("")
    made(sources(tmp_path / "in", 4), store)
    before = checksums(store)
    again = made(tmp_path / "in", store)
    assert (again.opened, again.new, again.duplicates, again.read, again.unread) == (4, 0, 4, 0, 1)
    assert checksums(store) == before


def test_a_document_more_is_the_only_one_read(tmp_path: Path) -> None:
    store = tmp_path / "store"
    made(sources(tmp_path / "in", 4), store)
    before = checksums(store)
    report = made(sources(tmp_path / "in", 5), store)
    assert (report.new, report.read, report.documents) == (1, 1, 5)
    after = checksums(store)
    kept = {name: digest for name, digest in before.items() if not name.endswith("run.json")}
    assert kept.items() <= after.items()


def test_other_settings_are_another_run(tmp_path: Path) -> None:
    store = tmp_path / "store"
    made(sources(tmp_path / "in", 2), store)
    report = building.build([], store, settings=Settings(fast=True, min_confidence=0.9), workers=1)
    assert (report.opened, report.read) == (0, 2)
    assert len(list((store / "runs").iterdir())) == 2


def test_another_lexicon_is_another_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "store"
    made(sources(tmp_path / "in", 2), store)
    monkeypatch.setattr("aitia.store.fingerprints.source_digest", lambda *, heads: "changed")
    assert made([], store).read == 2
    assert made([], store).read == 0


def test_one_worker_and_two_write_the_same_bytes(tmp_path: Path) -> None:
    source = sources(tmp_path / "in", 70)  # two parts
    one = made(source, tmp_path / "one")
    two = made(source, tmp_path / "two", workers=2)
    assert one.shards == two.shards == 2 and two.read == 70
    assert checksums(tmp_path / "one") == checksums(tmp_path / "two")


@pytest.mark.parametrize("damage", ["cut", "changed", "gone", "marker cut", "marker of another"])
def test_a_damaged_shard_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str) -> None:
    small_parts(monkeypatch)
    store = tmp_path / "store"
    made(sources(tmp_path / "in", 4), store)
    before = checksums(store)
    table = sorted(store.glob("runs/*/events/*.parquet"))[0]
    marker, other = sorted(store.glob("runs/*/done/*.json"))
    target = marker if damage.startswith("marker") else table
    data = bytearray(target.read_bytes())
    match damage:
        case "cut" | "marker cut":
            target.write_bytes(data[: len(data) // 2])
        case "changed":
            data[len(data) // 2] ^= 1
            target.write_bytes(data)
        case "gone":
            target.unlink()
        case "marker of another":
            target.write_bytes(other.read_bytes())
    report = made([], store)
    assert report.read == 2
    assert checksums(store) == before


def test_a_half_copied_store_is_made_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_parts(monkeypatch)
    store = tmp_path / "store"
    source = sources(tmp_path / "in", 6)
    made(source, store)
    before = checksums(store)
    for number, path in enumerate(sorted(p for p in store.rglob("*.parquet"))):
        if number % 3 == 0:
            path.unlink()
    heard: list[str] = []
    report = made(source, store, note=heard.append)
    assert len(report.aside) == 1 and "put aside" in heard[0] and not report.ok
    assert checksums(store) == before
    assert made(source, store).ok


def test_a_document_that_cannot_be_read_is_listed_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_parts(monkeypatch)
    source, store = sources(tmp_path / "in", 4), tmp_path / "store"
    made(source, tmp_path / "sound")
    read_layers = building.read_documents.__globals__["read_layers"]

    def faulty(page: Any, *rest: Any) -> Any:
        if "attack 2 " in page.document.text:
            raise ZeroDivisionError("in a rule")
        return read_layers(page, *rest)

    monkeypatch.setattr("aitia.pipeline.read_layers", faulty)
    report = made(source, store)
    assert (report.failed, report.read, report.ok) == (1, 4, False)
    (row,) = rows(store, "errors")
    assert row["stage"] == "read" and row["source"] == "t002" and "ZeroDivisionError" in row["reason"]
    monkeypatch.setattr("aitia.pipeline.read_layers", read_layers)
    assert made(source, store).failed == 1  # nobody asked
    again = made(source, store, retry_errors=True)
    assert (again.read, again.failed, again.ok) == (2, 0, True)
    assert checksums(store) == checksums(tmp_path / "sound")


def test_what_stops_the_parser_stops_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = sources(tmp_path / "in", 4)
    read_pages = building.read_documents.__globals__["read_pages"]

    def faulty(documents: Any, **options: Any) -> Iterator[Any]:
        held = list(documents)
        if any("attack 2 " in d.text for d, _ in held):
            raise ValueError("in the parser")
        yield from read_pages(held, **options)

    monkeypatch.setattr("aitia.pipeline.read_pages", faulty)
    report = made(source, tmp_path / "store")
    assert report.failed == 1 and len({r["doc"] for r in rows(tmp_path / "store", "actors")}) == 3


def test_odd_names_of_files_and_folders(tmp_path: Path) -> None:
    odd = tmp_path / "a b'c\"d" / "ü 🕊 {x}*?=1"
    source = sources(odd / "in put", 2)
    (source / "n\udcff.txt").write_text(text(7))
    report = made(source, odd / "sto re=1")
    assert report.documents == 3 and report.ok
    assert "n\ufffd" in stored(odd / "sto re=1")
    assert made(source, odd / "sto re=1").new == 0


def test_links_that_loop(tmp_path: Path) -> None:
    source = sources(tmp_path / "in", 2)
    (source / "again").symlink_to(source)
    (source / "self").symlink_to(source / "self")
    report = made(source, tmp_path / "store")
    assert (report.opened, report.unread) == (2, 1)


def test_packed_tables_and_bombs(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": f"r{n}", "text": text(n)}) + "\n" for n in range(4)).encode()
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.jsonl.gz").write_bytes(
        gzip.compress(lines[: len(lines) // 2]) + gzip.compress(lines[len(lines) // 2 :])
    )
    (source / "b.jsonl.zst").write_bytes(zstandard.ZstdCompressor().compress(lines))
    (source / "c.txt.gz").write_bytes(gzip.compress(text(9).encode()))
    (source / "cut.jsonl.gz").write_bytes(gzip.compress(lines)[:-20])
    (source / "cut.jsonl.zst").write_bytes(zstandard.ZstdCompressor().compress(lines)[:-9])
    (source / "no.txt.gz").write_bytes(b"no gzip")
    bomb = gzip.compress(bytes(100_000_000), compresslevel=1)
    (source / "bomb.jsonl.gz").write_bytes(bomb)
    (source / "bomb.txt.gz").write_bytes(bomb)
    (source / "bomb.csv.zst").write_bytes(zstandard.ZstdCompressor().compress(bytes(100_000_000)))
    pq.write_table(
        pa.table({"Text": [text(10), None], "id": [10, 11], "date": ["2014-02-03", None]}), source / "d.parquet"
    )
    (source / "broken.parquet").write_bytes(b"PAR1 or not")
    report = made(source, tmp_path / "store")
    found = stored(tmp_path / "store")
    assert {"r0", "r1", "r2", "r3", "c", "10"} == set(found)
    assert found["10"].published == "2014-02-03"
    why = {Path(r["source"]).name: r["reason"] for r in listed(tmp_path / "store")}
    assert "ends in the middle" in why["cut.jsonl.gz"] and "ends in the middle" in why["cut.jsonl.zst"]
    assert "not a gzip file" in why["no.txt.gz"] and "not a Parquet file" in why["broken.parquet"]
    assert "null" in why["d.parquet"]
    assert all("too " in why[name] for name in ("bomb.jsonl.gz", "bomb.txt.gz", "bomb.csv.zst"))
    assert report.unread == len(listed(tmp_path / "store")) == 8


def test_feeds_and_lists_of_addresses(tmp_path: Path) -> None:
    long = "The rebels attacked the town. " * 30
    (tmp_path / "f.rss").write_text(
        '<?xml version="1.0"?><rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Paper</title>'
        f"<item><title>One &amp; two</title><guid>g1</guid><link>http://example.org/1</link><pubDate>Mon, 03 Feb 2014 "
        f"10:00:00 GMT</pubDate><content:encoded><![CDATA[<p>{text(1)}</p><script>x()</script>"
        f"<p>It&#8217;s over.</p>]]></content:encoded></item><item><description>{long}</description></item>"
        "<item><link>http://127.0.0.1:9/x</link><description>Short.</description></item></channel></rss>"
    )
    (tmp_path / "g.atom").write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title><entry><id>e1</id><title>T</title>'
        '<link href="http://example.org/2"/><updated>2015-03-04T01:02:03Z</updated><author><name>Ann</name></author>'
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{text(2)}</p><p>a &lt; b</p></div>'
        "</content></entry></feed>"
    )
    (tmp_path / "l.urls").write_text("# mine\n\nhttp://127.0.0.1:9/y\nnot one\n")
    (tmp_path / "x.xml").write_text("<config/>")
    (tmp_path / "bomb.rss").write_text('<!DOCTYPE r [<!ENTITY a "ha">]><rss><channel><item>&a;</item></channel></rss>')
    made(tmp_path, tmp_path.parent / "store")
    found = stored(tmp_path.parent / "store")
    assert set(found) == {"g1", "e1", "f"}
    one, two = found["g1"], found["e1"]
    assert one.text == f"{text(1)}\n\nIt’s over." and (one.title, one.publisher) == ("One & two", "Paper")
    assert (one.published, one.url) == ("2014-02-03", "http://example.org/1")
    assert two.text == f"{text(2)}\n\na < b" and (two.author, two.published) == ("Ann", "2015-03-04")
    why = {(Path(r["source"]).name, r["row"]): r["reason"] for r in listed(tmp_path.parent / "store")}
    assert "private" in why["f.rss", 3] and "private" in why["l.urls", 3]
    assert "not an http(s) address" in why["l.urls", 4] and "entities" in why["bomb.rss", None]
    assert len(why) == 4


def test_two_builds_at_once(tmp_path: Path) -> None:
    source, store = sources(tmp_path / "in", 2), tmp_path / "store"
    made(source, store)
    before = checksums(store)
    with locked(store / "lock"), pytest.raises(StoreBusy, match="--wait"):
        made(source, store)
    assert checksums(store) == before


def test_a_full_disk_is_told_and_the_build_goes_on_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_parts(monkeypatch)
    source, store = sources(tmp_path / "in", 6), tmp_path / "store"
    made(source, tmp_path / "sound")
    sizes = sorted({p.stat().st_size for p in (tmp_path / "sound").rglob("*.parquet")})
    for limit in (100, sizes[len(sizes) // 2], sizes[-1] - 1):
        with file_size_limit(limit), pytest.raises(StoreError, match="cannot write"):
            made(source, store)
        if (store / "store.json").exists():
            open_layout(store)
    made(source, store)
    assert checksums(store) == checksums(tmp_path / "sound")


@contextlib.contextmanager
def file_size_limit(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_file_system(tmp_path: Path) -> None:
    mount = tmp_path / "small"
    mount.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", mount], capture_output=True, check=False
    ).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        with pytest.raises(StoreError, match="No space left"):
            made(sources(tmp_path / "in", 40), mount / "store")
        told: list[str] = []
        with open_store(mount / "store", note=told.append) as store:
            assert len(store.table("documents")) == 40 and not len(store.table("events"))
        assert "No space left" in told[0] and "not read yet" in told[1]
        subprocess.run(["mount", "-o", "remount,ro", mount], check=True)
        with pytest.raises(StoreError, match="Read-only file system"):
            made(sources(tmp_path / "in", 1), mount / "store")
        with open_store(mount / "store") as store:
            assert len(store.table("documents")) == 40
    finally:
        subprocess.run(["umount", mount], check=True)


def test_an_unwritable_store_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, store = sources(tmp_path / "in", 2), tmp_path / "store"
    made(source, store)
    real = os.open

    def refuse(path: Any, flags: int, *rest: Any, **options: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, flags, *rest, **options)

    monkeypatch.setattr(os, "open", refuse)  # root may write anywhere: permissions alone would not do
    with pytest.raises(StoreError, match=r"cannot write .*lock: Permission denied"):
        made(sources(tmp_path / "in", 3), store)
    assert open_layout(store)


def test_a_missing_parser_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ParserError):
        building.build([sources(tmp_path / "in", 1)], tmp_path / "store", settings=Settings(parser="xx_none"))
    assert not (tmp_path / "store").exists()


def test_progress_is_reported(tmp_path: Path) -> None:
    heard: list[Progress] = []
    made(sources(tmp_path / "in", 80), tmp_path / "store", progress=heard.append)
    assert all(p.total in (None, 80) for p in heard)
    assert all(a.done <= b.done for a, b in pairwise(heard) if a.stage == b.stage)


def double(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return 2 * number


def die(number: int) -> int:
    if number == 2:
        os._exit(9)
    return number


@pytest.mark.parametrize("executor", [InProcess(), Pool(2, recycle=2)], ids=["here", "pool"])
def test_executors_give_every_result_and_name_what_fell(executor: Any) -> None:
    found = list(executor.map_unordered(double, range(6)))
    executor.close()
    assert sorted(f for f in found if not isinstance(f, Lost)) == [0, 2, 4, 8, 10]
    (lost,) = [f for f in found if isinstance(f, Lost)]
    assert lost.spec == 3 and "ValueError" in lost.reason and "three" in lost.reason


def test_a_worker_that_dies_costs_its_own_work_only() -> None:
    found = list(Pool(2).map_unordered(die, range(5)))
    assert sorted(f for f in found if not isinstance(f, Lost)) == [0, 1, 3, 4]
    (lost,) = [f for f in found if isinstance(f, Lost)]
    assert lost.spec == 2 and "died twice (exit code 9)" in lost.reason


def test_without_ray_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=r"aitia\[ray\]"):
        RayExecutor(2)


def test_the_command_sums_up_and_says_what_was_not_read(tmp_path: Path) -> None:
    source = sources(tmp_path / "in", 2)
    (source / "old.docx").write_bytes(b"PK")
    done = command("build", source, "--store", tmp_path / "store", "--fast", "--workers", "1")
    assert done.returncode == 1, done.stderr
    assert b"old.docx" in done.stderr and b"2 documents handed in: 2 new" in done.stdout
    (source / "old.docx").unlink()
    done = command("build", source, "--store", tmp_path / "store", "--fast", "--json")
    found = json.loads(done.stdout)
    assert (found["new"], found["duplicates"], found["read"], found["documents"]) == (0, 2, 0, 2)
    assert done.returncode == 0 and not done.stderr
    (tmp_path / "store" / "store.json").write_text('{"format": "aitia.store/9"}')
    done = command("build", source, "--store", tmp_path / "store")
    assert done.returncode == 1 and b"update aitia" in done.stderr and b"Traceback" not in done.stderr
