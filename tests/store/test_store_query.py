"""Questions to a store: SQL that can only read, filters, names as people write them, results as files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_store import example_readings, make_store

import aitia
from aitia.errors import UsageError
from aitia.store.finding import KINDS, TYPES, find_actors
from aitia.store.opened import Store, open_store
from aitia.store.query import SHAPES, SHORT, Filters, filtered
from aitia.store.results import write_result
from aitia.store.rows import table_rows
from aitia.store.shown import show
from samples import command


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("query") / "a store", example_readings())


@pytest.fixture(scope="module")
def store(root: Path) -> Iterator[Store]:
    with aitia.open_store(root) as opened:
        yield opened


@pytest.mark.parametrize("query", [
    "DROP TABLE a_actors", "INSERT INTO parts VALUES ('a', 'b')", "COPY (SELECT 1) TO '{0}/x.csv'", "ATTACH '{0}/x.db'",
    "SET memory_limit = '9GB'", "INSTALL httpfs", "SELECT 1; SELECT 2",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '{0}/x.csv'",
    "SELECT * FROM read_text('/etc/passwd')", "SELECT * FROM read_csv('{0}/secret.csv')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM query('COPY (SELECT 1) TO ''{0}/x.csv''')", "SELEC 1", "", "SELECT * FROM nowhere",
    "FROM 'https://example.org/a.parquet'", "WITH a AS (DELETE FROM store.parts RETURNING *) SELECT * FROM a",
])  # fmt: skip
def test_sql_can_only_read_the_store(store: Store, tmp_path: Path, query: str) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with pytest.raises(UsageError):
        store.arrow(query.format(tmp_path))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["secret.csv"]
    assert store.rows("SELECT count(*) AS n FROM a_actors")[0]["n"] > 50


def test_tables_and_relations(store: Store) -> None:
    assert {"events", "a_events", "influences", "ties_assembled", "clusters", "tie_months"} <= set(store.tables())
    assert store.table("a_actors").num_rows == len(store.relation("a_actors").fetchall())
    with pytest.raises(UsageError, match="a_actors"):
        store.table("a_actor")


@pytest.mark.parametrize("table", SHAPES)
def test_every_filter_of_every_table_works_or_is_told(store: Store, table: str) -> None:
    given = {"actor": "Iran", "type": TYPES.get(table, ("", ("x",)))[1][0], "place": "Iraq", "since": "2000",
             "until": "2030-12", "publisher": "the tynemouth ECHO", "voice": "Iran", "min_confidence": 0.2}  # fmt: skip
    for name, value in given.items():
        try:
            rows = filtered(store, table, Filters(**{name: value}), limit=5, quotes=True).fetchall()  # type: ignore[arg-type]
        except UsageError as error:
            assert f"says nothing about {table}" in str(error)
        else:
            assert len(rows) <= 5
    found = filtered(store, table, Filters(), quotes=True)
    assert found.fetchall()
    # what is shown can be asked for in SQL
    assert [c for c in found.columns if c != "quote"] == [c for c, _ in store.tables()[table]]


@pytest.mark.parametrize("short", SHORT)
def test_tables_of_readings_stand_for_those_that_can_be_filtered(store: Store, short: str) -> None:
    told: list[str] = []
    found = filtered(store, short, Filters(), note=told.append)
    assert found.columns == filtered(store, SHORT[short], Filters()).columns
    assert SHORT[short] in told[0]


def test_filters_find_what_they_ask(store: Store) -> None:
    asked = Filters(actor="iran", type="aid", since="2014-10", until="2014-10-03", min_confidence=0.1)
    rows = table_rows(filtered(store, "event_reports", asked, quotes=True).to_arrow_table())
    assert rows
    for row in rows:
        assert row["type"] == "AID"
        assert "iran" in (*row["actors"], *row["recipients"])
        assert row["published"].startswith("2014-10")
        assert row["quote"] in store.reading(row["doc"]).text
    assert not filtered(store, "event_reports", Filters(actor="iran", since="2015")).fetchall()
    voiced = table_rows(filtered(store, "event_reports", Filters(voice="Hester Ravensworth")).to_arrow_table())
    assert voiced
    assert all("hester_ravensworth.gbr" in r["voices"] for r in voiced)


@pytest.mark.parametrize(("text", "key"), [
    ("Khalifa Haftar", "khalifa_haftar"), ("HAFTAR", "khalifa_haftar"), (" general  haftar ", "khalifa_haftar"),
    ("tynemouth echo", "tynemouth_echo.gbr"), ("khalifa_haftar", "khalifa_haftar"),
])  # fmt: skip
def test_names_are_found_as_people_write_them(store: Store, text: str, key: str) -> None:
    assert find_actors(store, text)[0] == key


def test_a_miss_names_the_nearest(store: Store) -> None:
    with pytest.raises(UsageError, match=r"nearest: .*Khalifa Haftar \(khalifa_haftar\)"):
        find_actors(store, "Kalifa Haftr")
    for bad in ("2015-1", "May", "20150101", "2015-01-01T00"):
        with pytest.raises(UsageError, match="write a date"):
            filtered(store, "event_reports", Filters(since=bad))


@pytest.mark.parametrize("kind", KINDS)
def test_show_gives_every_sentence_as_it_stands(store: Store, kind: str) -> None:
    table = {"actor": "a_actors", "event": "a_events", "tie": "ties_assembled", "cause": "influences"}.get(
        kind, "concepts"
    )
    column = "key" if kind == "actor" else "id"
    for row in store.rows(f"SELECT {column} AS id FROM {table} ORDER BY 1 LIMIT 12"):
        found = show(store, kind, row["id"], limit=None)
        assert found.id == row["id"]
        assert found.total == len(found.sentences)
        for sentence in found.sentences:
            text = store.reading(sentence.doc).text
            assert sentence.quote == " ".join(text[sentence.start : sentence.end].split())
            assert sentence.words in sentence.quote


def test_show_finds_rows_behind_it(store: Store) -> None:
    row = store.rows('SELECT "row", influence FROM influence_supports ORDER BY 1 LIMIT 1')[0]
    assert show(store, "cause", row["row"]).id == row["influence"]


def test_cells_of_a_csv_are_harmless(store: Store) -> None:
    out = io.BytesIO()
    names = ["=1+1", "+x", "-x", "@x", "\tx", "\rx", "plain", 'a,b"c\nd']
    values = ", ".join("('" + n.replace("'", "''") + "', -1.5, ['=a', 'b'])" for n in names)
    assert write_result(store.sql(f"SELECT * FROM (VALUES {values}) t(name, number, list)"), "csv", out) == len(names)
    rows = list(csv.reader(io.StringIO(out.getvalue().decode(), newline="")))
    assert rows[0] == ["name", "number", "list"]
    assert [r[0] for r in rows[1:]] == [f"'{n}" for n in names[:6]] + names[6:]
    assert all(r[1:] == ["-1.5", "'=a; b"] for r in rows[1:])


@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_results_on_standard_output(root: Path, form: str) -> None:
    done = command("query", root, "SELECT key, n_documents FROM a_actors ORDER BY 1 LIMIT 3", "--format", form)
    assert done.returncode == 0, done.stderr
    text = done.stdout.decode()
    rows = {"csv": lambda: list(csv.DictReader(io.StringIO(text))), "json": lambda: json.loads(text),
            "jsonl": lambda: [json.loads(line) for line in text.splitlines()]}[form]()  # fmt: skip
    assert len(rows) == 3
    assert set(rows[0]) == {"key", "n_documents"}


def test_the_command_writes_parquet_and_tells_misuse(root: Path, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    file = tmp_path / "out.parquet"
    done = command("query", root, "--table", "causes", "--quotes", "-o", file)
    assert done.returncode == 0, done.stderr
    assert pq.read_table(file).num_rows == 88
    for arguments in (["DELETE FROM a_actors"], ["SELECT 1", "--actor", "x"], ["--actor", "Irann"], ["--table", "x"]):
        done = command("query", root, *arguments)
        assert done.returncode in (1, 2)
        assert b"Traceback" not in done.stderr
    assert b"Iran (iran)" in command("query", root, "--actor", "Irann").stderr


def test_a_store_is_a_source_of_the_other_commands(root: Path) -> None:
    done = command("network", root, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)


def test_the_model_of_a_store(store: Store) -> None:
    model = store.model()
    whole = aitia.assemble(example_readings())
    assert len(model.causes.influences) == len(whole.causes.influences)
    assert len(model.ties) == len(whole.ties)
    assert len(model.documents) == 3
    assert {c.kind for c in model.contradictions} == {c.kind for c in whole.contradictions}
    known = {a.id for a in model.actors}
    assert {end for t in model.ties for end in (t.subject, t.object)} <= known
    small = store.model(supports=1, rows=10)
    assert len(small.ties) == 10
    assert any("10 of" in note for note in small.notes)
    assert any("more than 1 supports" in note for note in small.notes)


def test_two_open_at_once(root: Path, store: Store) -> None:
    with open_store(root) as other:
        assert other.rows("SELECT 1 AS one") == store.rows("SELECT 1 AS one")
