"""Review of a store: rows from its shards, standings from its catalogue, decisions back into the catalogue."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from decided import judged
from made_store import example_readings, make_store

from aitia.assembly.belief import Errors
from aitia.assembly.model import assemble
from aitia.errors import StoreError
from aitia.model.reading import Reading
from aitia.store.anchoring import REVIEWED
from aitia.store.catalogue import build_catalogue
from aitia.store.journal import append, read_journal
from aitia.store.reliability import errors_from
from aitia.store.review import apply_all
from aitia.store.review_answer import answer_of, for_catalogue
from aitia.store.review_rows import Rows, Waiting, open_rows, standing_of
from aitia.store.review_session import Session
from aitia.store.review_store import StoreRows

duckdb = pytest.importorskip("duckdb")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the examples, with its catalogue."""
    root = make_store(tmp_path_factory.mktemp("review") / "a 'store' [1]", example_readings())
    build_catalogue(root)
    return root


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "s 'tore' [1]"))


def layers(reading: Reading) -> list[object]:
    return [getattr(reading, table) for table in (*REVIEWED, "actors", "mentions", "places", "gaps")]


def test_readings_come_back_whole(store: Path) -> None:
    rows = open_rows(store)
    known = {r.document.sha256: r for r in example_readings()}
    found = {r.document.sha256: r for r in rows.readings()}
    assert found.keys() == known.keys()
    assert all(layers(found[doc]) == layers(known[doc]) and found[doc].text == known[doc].text for doc in known)
    one = sorted(known)[1]
    assert [r.document.sha256 for r in rows.readings({one})] == [one]
    assert [r.document.sha256 for r in rows.readings((), {known[one].document.id})] == [one]
    assert not list(rows.readings({"0" * 64}))


def keys(rows: Iterator[Waiting]) -> set[tuple[str, str, str]]:
    return {row.key for row in rows}


def test_the_rows_and_standings_are_those_of_assembly_in_memory(store: Path) -> None:
    rows = open_rows(store)
    readings = list(rows.readings())
    everything = {(r.document.sha256, t, row.id) for r in readings for t in REVIEWED for row in getattr(r, t)}
    voices = {(r.document.sha256, "claims", c.id) for r in readings for c in r.claims if c.kind == "voice"}
    assert keys(rows.waiting(REVIEWED)) == everything - voices
    assert isinstance(rows, StoreRows)
    standing = standing_of(assemble(readings))
    assert rows.standing.contested
    assert rows.standing.contested == standing.contested
    assert len(rows.standing.alone ^ standing.alone) <= len(standing.alone) / 10  # actors merge a little otherwise


def test_a_store_without_a_catalogue_can_be_reviewed(store: Path) -> None:
    (store / "catalogue.duckdb").unlink()
    session = Session(rows=open_rows(store), who="me", limit=5)
    session.start()
    assert len(session.queue) == 5
    session.judge("accept")
    assert len(read_journal(store / "review.jsonl")[0]) == 1


def decided(rows: Rows) -> None:
    """A reject, an accept and an edit, on three causes."""
    chosen = [(r, c) for r in rows.readings() for c in r.causes if c.certainty == "asserted"][:3]
    kinds = ("reject", "accept", "edit")
    for n, (kind, (reading, cause)) in enumerate(zip(kinds, chosen, strict=True)):
        fields = {"polarity": -cause.polarity} if kind == "edit" else {}
        append(rows.journal, judged(reading, "causes", cause.id, kind, n, **fields))


def test_decisions_change_the_catalogue_as_they_change_readings(store: Path) -> None:
    rows = open_rows(store)
    decided(rows)
    decisions = read_journal(rows.journal)[0]
    given = for_catalogue(rows)
    errors = errors_from(decisions, rows.readings())
    assert given.rules == errors
    with duckdb.connect(str(build_catalogue(store, decisions=given)), read_only=True) as catalogue:
        supports = set(catalogue.execute('SELECT doc, "row", rule FROM influence_supports').fetchall())
        beliefs = dict(catalogue.execute("SELECT cause || effect || polarity, belief FROM influences").fetchall())
    model = assemble(apply_all(rows.readings(), decisions), errors=Errors(rules=errors))
    doc = {d.id: d.sha256 for d in model.documents}
    backed = [s for i in model.causes.influences for s in (*i.supports, *i.denials)]
    assert {(d, r) for d, r, _ in supports} == {(doc[s.document], s.row) for s in backed}
    rejected, accepted, edited = (d.row for d in decisions)
    assert rejected not in {r for _, r, _ in supports}
    assert {rule.split("/")[0] for _, row, rule in supports if row == accepted} <= {"accepted"}
    assert {rule.split("/")[0] for _, row, rule in supports if row == edited} <= {"edited"}
    assert beliefs


def test_a_changed_text_under_the_same_id(store: Path, tmp_path: Path) -> None:
    rows = open_rows(store)
    decided(rows)
    again = make_store(tmp_path / "later", example_readings()[:1], run="fedcba9876543210")
    shutil.copy(rows.journal, again / "review.jsonl")
    answer, _ = answer_of(open_rows(again))
    fit = [bool(d["attached"]) for d in answer["decisions"]]
    assert all(fit) or answer["orphans"]
    assert len(answer["orphans"]) == fit.count(False)
    assert json.dumps(answer)


def test_stores_that_cannot_be_reviewed_say_why(store: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        open_rows(tmp_path)
    shutil.rmtree(store / "runs")
    with pytest.raises(StoreError, match="no finished run"):
        open_rows(store)


def test_a_damaged_shard_is_told(store: Path) -> None:
    rows = open_rows(store)
    next(iter((store / "runs").rglob("causes/*.parquet"))).write_bytes(b"PAR1nothing")
    with pytest.raises(StoreError, match="cannot be read"):
        list(rows.readings())
    (store / "catalogue.duckdb").write_bytes(b"no database")
    assert not open_rows(store).standing.contested  # type: ignore[attr-defined]
