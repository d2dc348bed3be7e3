"""A journal laid over readings: the same as in a store, and told where it cannot be."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from decided import example, judged
from made_store import example_readings, make_store

from aitia.errors import InputError
from aitia.model.decisions import Decision
from aitia.model.reading import encode
from aitia.questions import open_sources
from aitia.store.journal import append_all
from aitia.store.opened import open_store
from aitia.store.reviewed import open_journal, reviewed
from samples import command


def stated(kind: Any, number: int, **fields: Any) -> Decision:
    return Decision(kind=kind, fields=fields, who="tester", when=f"2026-02-01T00:00:00.{number:06}Z")


def written(path: Path, *decisions: Decision) -> Path:
    append_all(path, decisions)
    return path


def lines(path: Path, *readings: Any) -> Path:
    path.write_bytes(b"".join(encode(r) + b"\n" for r in readings))
    return path


def test_rows_actors_concepts_and_rules_follow_the_journal(tmp_path: Path) -> None:
    one = example()
    plain = open_sources([lines(tmp_path / "r.jsonl", one)])
    assert plain.model is not None
    concept = plain.model.causes.influences[0].cause
    decisions = (
        judged(one, "causes", one.causes[1].id, "reject", 1),
        judged(one, "ties", one.ties[0].id, "edit", 2, relation="opposes"),
        stated("merge_actors", 3, **{"from": "the_rebels", "to": "the_army"}),
        stated("map_concept", 4, **{"from": concept, "to": "pressure", "direction": -1}),
    )
    found = open_sources([tmp_path / "r.jsonl"], decisions=decisions)
    model = found.model
    assert model is not None
    assert len(model.causes.influences) < len(plain.model.causes.influences)
    assert {i.cause for i in model.causes.influences} == {"pressure"}
    assert "the_rebels" not in {a.id for a in model.actors} and "the_rebels" in {a.id for a in plain.model.actors}
    assert not model.ties  # of somebody with themselves
    assert found.errors.rules["verb"] > 0.2  # rows of this rule were wrong
    before, after = plain.model.causes.influences[0], model.causes.influences[0]
    assert after.belief < before.belief
    assert not found.orphans


def test_the_same_as_in_a_store(tmp_path: Path) -> None:
    readings = example_readings()
    first, second = readings[:2]
    store = make_store(tmp_path / "store", readings)
    with open_store(store) as opened:
        keys = [r["key"] for r in opened.rows("SELECT key FROM a_actors WHERE NOT contains(key, '~') ORDER BY key")]
    decisions = [
        judged(first, "causes", first.causes[0].id, "reject", 1),
        judged(first, "causes", first.causes[1].id, "accept", 2),
        judged(second, "ties", second.ties[0].id, "reject", 3),
        stated("merge_actors", 4, **{"from": keys[0], "to": keys[1]}),
    ]
    written(store / "review.jsonl", *decisions)
    with open_store(store) as opened:
        model = opened.model()
    here = open_sources([lines(tmp_path / "r.jsonl", *readings)], decisions=decisions).model
    assert here is not None

    def told(of: Any) -> Any:
        names = {a.id: a.name for a in of.actors}
        ties = sorted((names[t.subject], names[t.object], t.relation, round(t.belief, 9)) for t in of.ties)
        links = sorted((i.polarity, i.certainty, round(i.belief, 9)) for i in of.causes.influences)
        return ties, links, sorted(names.values())

    assert told(here)[:2] == told(model)[:2]


@pytest.mark.parametrize("name", ["assemble", "network", "compare", "whatif"])
def test_the_commands_take_a_journal(tmp_path: Path, name: str) -> None:
    one = example()
    source = lines(tmp_path / "r.jsonl", one)
    gone = judged(one, "causes", one.causes[1].id, "reject", 1)
    unfit = Decision(kind="edit", table="causes", row="none", doc=one.document.sha256, document=one.document.id,
                     fields={"polarity": 1}, who="tester", when="2026-02-01T00:00:00.000009Z")  # fmt: skip
    journal = written(tmp_path / "it's a jöurnal?.jsonl", gone, unfit)
    with journal.open("ab") as stream:
        stream.write(b'{"format":"aitia.dec')
    more = ("--set", "sanctions=+1") if name == "whatif" else ()
    plain = command(name, source, "--json", *more)
    done = command(name, source, "--json", "--review", journal, *more)
    assert plain.returncode == done.returncode == 0, done.stderr
    json.loads(done.stdout)
    if name in ("assemble", "compare"):
        assert plain.stdout != done.stdout
    assert b"line 3: broken off" in done.stderr and b"is not applied: no row has its id" in done.stderr


def test_where_it_cannot_be_applied_it_is_told(tmp_path: Path) -> None:
    one = example()
    source = lines(tmp_path / "r.jsonl", one)
    with pytest.raises(InputError, match="no such journal"):
        open_journal(tmp_path / "none.jsonl")
    journal = written(tmp_path / "j.jsonl", judged(one, "causes", one.causes[1].id, "reject", 1))
    done = command("assemble", source, "--json")
    (tmp_path / "model.json").write_bytes(done.stdout)
    store = make_store(tmp_path / "store", [one])
    for given in (tmp_path / "model.json", store):
        done = command("assemble", given, "--review", journal)
        assert done.returncode == 2 and b"a review" in done.stderr.replace(b"mapping, review", b"a review"), done.stderr
    shutil.rmtree(store)


def test_an_empty_journal_changes_nothing() -> None:
    one = example()
    found = reviewed([one], ())
    assert found.readings == (one,) and found.mapping is None and not found.errors.rules and not found.orphans
