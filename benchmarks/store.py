"""Measure the catalogue of a made-up store: seconds and memory of its assembly, seconds of a filtered query.

A million event rows in 100,000 documents, with their actors, claims, ties and causes, are written as a store whose
shards are those of a build (this is not timed). Then a fresh process makes the catalogue, with near-duplicates and
assembly, and queries it. Asked for: below 60 s and 4 GB, and below 0.2 s for a filtered query.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

SECONDS, GIGABYTES, QUERY = 60.0, 4.0, 0.2
EVENTS, ACTORS, CLAIMS, CAUSES, TIES = 10, 8, 4, 2, 2  # of each document
_TYPES = ("AGREE", "CONSULT", "SUPPORT", "AID", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "COERCE", "ASSAULT")
_WORDS = 4000
RUN = "00000000feedbeef"


def spans(start: Any, length: int) -> pa.Array:
    """Spans of one length."""
    start = np.asarray(start, dtype=np.int32)
    return pa.StructArray.from_arrays([pa.array(start), pa.array(start + length)], names=["start", "end"])


def taken(words: list[str], at: Any) -> pa.Array:
    """Entries of a list by number."""
    return pa.DictionaryArray.from_arrays(pa.array(np.asarray(at, dtype=np.int32)), pa.array(words)).cast(pa.string())


def numbered(prefix: str, count: int, each: int) -> pa.Array:
    """``prefix-0`` to ``prefix-(each - 1)``, for each of ``count`` documents."""
    return taken([f"{prefix}-{n}" for n in range(each)], np.tile(np.arange(each), count))


def lists(values: pa.Array, each: int) -> pa.Array:
    """Lists of one length."""
    return pa.ListArray.from_arrays(pa.array(np.arange(0, len(values) + 1, each, dtype=np.int32)), values)


def table(schema: pa.Schema, columns: dict[str, Any], rows: int) -> pa.Table:
    """A table of a schema; columns that are not given are empty."""
    arrays = []
    for field in schema:
        given = columns.get(field.name)
        arrays.append(pa.nulls(rows, field.type) if given is None else given.cast(field.type))
    return pa.table(arrays, schema=schema)


def tables_of(docs: list[str], rng: np.random.Generator, people: int) -> dict[str, list[pa.Table]]:
    """All tables of one shard."""
    from aitia.store.schema import table_schema

    count = len(docs)
    of = {n: taken(docs, np.repeat(np.arange(count), n)) for n in (EVENTS, ACTORS, CLAIMS, CAUSES, TIES, CAUSES * 2)}
    cast = (rng.zipf(1.3, size=(count, ACTORS)) % people).astype(np.int32)
    names = [f"Actor {n}" for n in range(people)]
    own = [f"a{n}" for n in range(ACTORS)]
    a = count * ACTORS
    key_names = [f"actor_{n}" for n in range(people)]
    actor_ids = taken(own, np.tile(np.arange(ACTORS), count))
    out: dict[str, Any] = {}
    out["actors"] = {"doc": of[ACTORS], "id": actor_ids, "name": taken(names, cast.ravel()),
                     "kind": taken(["armed_group", "state"], cast.ravel() % 2),
                     "aliases": lists(taken(names, cast.ravel()), 1)}  # fmt: skip
    out["mentions"] = {"doc": of[ACTORS], "actor": actor_ids, "span": spans(np.tile(np.arange(ACTORS) * 9, count), 8),
                       "form": taken(["name"], np.zeros(a))}  # fmt: skip
    out["keys"] = {"doc": of[ACTORS], "actor": actor_ids, "key": taken(key_names, cast.ravel()),
                   "name": taken(names, cast.ravel())}  # fmt: skip
    c = count * CLAIMS
    out["claims"] = {"doc": of[CLAIMS], "id": numbered("claim", count, CLAIMS),
                     "kind": taken(["attributed"], np.zeros(c)),
                     "sources": lists(taken(own, rng.integers(0, ACTORS, size=c)), 1),
                     "hedged": pa.array(rng.random(c) < 0.1), "negated": pa.array(rng.random(c) < 0.02)}  # fmt: skip
    out["places"] = {"doc": of[TIES], "id": numbered("place", count, TIES), "span": spans(np.zeros(count * TIES), 5),
                     "name": taken([f"Town {n}" for n in range(500)],
                     rng.integers(0, 500, size=count * TIES))}  # fmt: skip

    def said(n: int) -> dict[str, Any]:
        rows = count * n
        return {"claim": taken([f"claim-{k}" for k in range(CLAIMS)], rng.integers(0, CLAIMS, size=rows)),
                "claims": pa.array([[]] * rows, pa.list_(pa.string())), "rule": taken(["r1", "r2", "r3"],
                rng.integers(0, 3, size=rows)), "confidence": pa.array(rng.uniform(0.3, 1.0, size=rows))}  # fmt: skip

    e = count * EVENTS
    day = np.datetime64("2012-01-01") + rng.integers(0, 4000, size=e)
    days = pa.array(np.datetime_as_string(day))
    when = pa.StructArray.from_arrays(
        [spans(np.zeros(e), 5), days, days, taken(["day"], np.zeros(e))], names=["span", "start", "end", "precision"],
        mask=pa.array(rng.random(e) < 0.4),
    )  # fmt: skip
    party = table_schema("events").field("actors").type.value_type

    def parties() -> pa.Array:
        ids = taken(own, rng.integers(0, ACTORS, size=e))
        return lists(
            pa.StructArray.from_arrays([ids, spans(np.zeros(e), 5).cast(party.field(1).type)], fields=list(party)), 1
        )

    out["events"] = {"doc": of[EVENTS], "id": numbered("event", count, EVENTS),
                     "type": taken(list(_TYPES), rng.integers(0, len(_TYPES), size=e)), "actors": parties(),
                     "recipients": parties(), "trigger": spans(np.zeros(e), 5), "sentence": spans(np.zeros(e), 60),
                     "factuality": taken(["asserted", "negated"], rng.random(e) < 0.05), "when": when,
                     "where": taken(["place-0", "place-1"], rng.integers(0, 2, size=e)), **said(EVENTS)}  # fmt: skip
    t = count * TIES
    one = rng.integers(0, ACTORS, size=t)
    out["ties"] = {"doc": of[TIES], "id": numbered("tie", count, TIES), "subject": taken(own, one),
                   "object": taken(own, (one + 1) % ACTORS), "relation": taken(["supports", "fights"], one % 2),
                   "sign": pa.array(np.where(one % 2, -1, 1)), "time": taken(["current"], np.zeros(t)),
                   "factuality": taken(["asserted", "negated"], rng.random(t) < 0.1), **said(TIES)}  # fmt: skip
    k = count * CAUSES
    starts = np.tile(np.arange(CAUSES) * 50, count)
    out["causes"] = {"doc": of[CAUSES], "id": numbered("cause", count, CAUSES), "cause": spans(starts, 10),
                     "effect": spans(starts + 20, 10), "polarity": pa.array(np.where(rng.random(k) < 0.8, 1, -1)),
                     "certainty": taken(["asserted", "hedged", "negated"], rng.choice(3, size=k, p=[0.8, 0.15, 0.05])),
                     "relation": taken(["cause"], np.zeros(k)), **said(CAUSES)}  # fmt: skip
    g = 2 * k
    at = np.stack((starts, starts + 20), axis=1).ravel()
    heads = [f"head{n}" for n in range(300)]
    out["grounded"] = {"doc": of[CAUSES * 2], "span": spans(at, 10), "place": pa.array(np.zeros(g, dtype=np.int32)),
                       "head": taken(heads, rng.zipf(1.4, size=g) % 300),
                       "qualifiers": pa.array([[]] * g, pa.list_(pa.string())),
                       "anchors": lists(taken(own, rng.integers(0, ACTORS, size=g)), 1),
                       "direction": pa.array(np.ones(g, dtype=np.int8)),
                       "pointer": pa.array(np.zeros(g, dtype=bool))}  # fmt: skip
    return {name: [table(table_schema(name), columns, len(columns["doc"]))] for name, columns in out.items()}


def make_store(root: Path, events: int, seed: int = 0) -> int:
    """Write a store of about so many event rows; gives the number of documents."""
    from aitia.model.text import Document, Provenance
    from aitia.store.batches import Intake, Known, batches
    from aitia.store.layout import make_layout
    from aitia.store.parquet import read_parquet
    from aitia.store.runs import Manifest, write_run, write_shard
    from aitia.store.schema import TABLES

    rng = np.random.default_rng(seed)
    layout = make_layout(root)
    intake = Intake(layout, Known())
    words = np.array([f"word{n}" for n in range(_WORDS)])
    papers = [f"Paper {n}" for n in range(200)]
    for number in range(events // EVENTS):
        text = " ".join(words[rng.integers(0, _WORDS, size=60)].tolist()) + f". Number {number}."
        published = str(np.datetime64("2012-01-01") + int(rng.integers(0, 4000)))
        intake.add(Document(id=f"doc-{number}", text=text, publisher=papers[number % 200], published=published))
    intake.finish()
    manifests = []
    for batch in batches(layout):
        for part in batch.parts:
            docs = read_parquet(part.file, columns=["doc"])["doc"].to_pylist()
            made = tables_of(docs, rng, max(50, events // 500))
            rows = {name: sum(t.num_rows for t in made.get(name, ())) for name in TABLES}
            manifest = Manifest(shard=part.shard, documents=len(docs), words=62 * len(docs), failed=0, rows=rows)
            write_shard(layout, RUN, manifest, made)
            manifests.append(manifest)
    write_run(layout, RUN, Provenance(version="benchmark"), manifests)
    return events // EVENTS


def measure(store: Path) -> dict[str, Any]:
    """Make the catalogue and query it, in this process."""
    from aitia.store.catalogue import build_catalogue
    from aitia.store.opened import open_store
    from aitia.store.query import Filters, filtered

    wall, cpu = time.perf_counter(), time.process_time()
    build_catalogue(store)
    seconds, busy = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    with open_store(store) as opened:
        actor = opened.rows("SELECT key FROM a_actors ORDER BY n_documents DESC, key LIMIT 1 OFFSET 5")[0]["key"]
        counts = opened.rows(
            "SELECT (SELECT count(*) FROM event_reports) AS reports, (SELECT count(*) FROM a_events) AS events,"
            " (SELECT count(*) FROM influences) AS influences, (SELECT count(*) FROM ties_assembled) AS ties"
        )[0]
        times = []
        for _ in range(5):
            start = time.perf_counter()
            found = filtered(opened, "events", Filters(actor=actor, type="ASSAULT", since="2015-01", until="2016-12"))
            found.fetchall()
            times.append(time.perf_counter() - start)
    return {"seconds": round(seconds, 1), "cpu_s": round(busy, 1), "peak_gb": round(peak, 2),
            "query_s": round(sorted(times)[2], 3), **counts}  # fmt: skip


def main() -> int:
    """Make a store, measure in a fresh process, print; exit 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--events", type=int, default=1_000_000, help="event rows (default 1,000,000)")
    parser.add_argument("--quick", action="store_true", help="20,000 event rows")
    parser.add_argument("--store", type=Path, help="keep the made-up store in this folder, or use the one there")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.measure:
        print(json.dumps(measure(chosen.measure)))
        return 0
    events = 20_000 if chosen.quick else chosen.events
    folder = chosen.store or Path(tempfile.mkdtemp(prefix="aitia-catalogue-"))
    try:
        start = time.perf_counter()
        if not (folder / "store.json").is_file():
            make_store(folder, events)
        made = time.perf_counter() - start
        shutil.rmtree(folder / "near", ignore_errors=True)
        (folder / "catalogue.duckdb").unlink(missing_ok=True)
        done = subprocess.run(
            [sys.executable, __file__, "--measure", str(folder)], stdout=subprocess.PIPE, check=True, env={**os.environ}
        )
        found = json.loads(done.stdout)
        size = sum(f.stat().st_size for f in folder.rglob("*.parquet"))
        found |= {"generator_s": round(made, 1), "parquet_mb": round(size / 1e6, 1),
                  "catalogue_mb": round((folder / "catalogue.duckdb").stat().st_size / 1e6, 1)}  # fmt: skip
    finally:
        if chosen.store is None:
            shutil.rmtree(folder, ignore_errors=True)
    kept = found["seconds"] < SECONDS and found["peak_gb"] < GIGABYTES and found["query_s"] < QUERY
    found["targets_met"] = kept
    if chosen.json:
        print(json.dumps(found, indent=2))
    else:
        print(f"{found['reports']:,} reports of {found['events']:,} distinct events,"
              f" {found['influences']:,} influences,"
              f" {found['ties']:,} ties")  # fmt: skip
        print(f"catalogue and assembly {found['seconds']} s ({found['cpu_s']} CPU s), {found['peak_gb']} GB;"
              f" asked for below {SECONDS:.0f} s and {GIGABYTES:.0f} GB")  # fmt: skip
        print(f"filtered query {found['query_s']} s; asked for below {QUERY} s")
        print(f"Parquet {found['parquet_mb']} MB, catalogue {found['catalogue_mb']} MB")
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main())
