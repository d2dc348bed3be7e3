"""Small stores for tests: the layout of a build, written from readings at hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from aitia.assembly.actors import Merged
from aitia.assembly.concepts import ground_document, states_of
from aitia.assembly.parsing import parse_spans
from aitia.assembly.supports import Source
from aitia.lexicon.actors import registry
from aitia.lexicon.concepts import concept_words
from aitia.model.reading import LAYERS, Reading, decode
from aitia.model.text import Provenance, Span
from aitia.store.batches import Intake, Known, batches
from aitia.store.keys import actor_key
from aitia.store.layout import Layout, make_layout
from aitia.store.rows import reading_tables, to_table
from aitia.store.runs import Manifest, write_run, write_shard
from aitia.store.schema import GROUNDED, KEYS, TABLES
from samples import ROOT

RUN = "0123456789abcdef"


def example_readings() -> list[Reading]:
    """The readings that come with the package's examples."""
    paths = sorted((ROOT / "examples").glob("*.reading.jsonl"))
    return [decode(line) for path in paths for line in path.read_bytes().splitlines() if line.strip()]


def make_store(root: Path, readings: Sequence[Reading], *, run: str = RUN) -> Path:
    """A store with one batch and one finished run that holds ``readings``."""
    make_layout(root)
    add_readings(root, readings, run=run)
    return root


def add_readings(root: Path, readings: Sequence[Reading], *, run: str = RUN) -> None:
    """Another batch with the shards of a run."""
    layout = make_layout(root)
    known = Known()
    before = {batch.name for batch in batches(layout)}
    for batch in batches(layout):
        known.load(batch)
    intake = Intake(layout, known)
    for reading in readings:
        intake.add(reading.document)
    intake.finish()
    by_doc = {r.document.sha256: r for r in readings}
    parts = [part for batch in batches(layout) if batch.name not in before for part in batch.parts]
    manifests = [write_part(layout, run, part.shard, documents_of(part.file, by_doc)) for part in parts]
    write_run(layout, run, Provenance(version="0.0"), manifests)


def documents_of(part: Path, by_doc: dict[str, Reading]) -> list[Reading]:
    from aitia.store.batches import documents_in

    return [by_doc[d.sha256] for d in documents_in(part)]


def write_part(layout: Layout, run: str, shard: str, readings: Sequence[Reading]) -> Manifest:
    tables = {name: [t[name] for t in map(reading_tables, readings)] for name in LAYERS}
    tables["grounded"] = [to_table(grounded(readings), GROUNDED)]
    tables["keys"] = [to_table(keys(readings), KEYS)]
    rows = {name: sum(t.num_rows for t in tables[name]) for name in TABLES}
    manifest = Manifest(shard=shard, documents=len(readings), words=0, failed=0, rows=rows)
    write_shard(layout, run, manifest, tables)
    return manifest


def keys(readings: Sequence[Reading]) -> list[dict[str, str]]:
    out = []
    for reading in readings:
        doc = reading.document.sha256
        for actor in reading.actors:
            key, name = actor_key(actor, doc, registry())
            out.append({"doc": doc, "actor": actor.id, "key": key, "name": name})
    return out


def grounded(readings: Sequence[Reading]) -> list[dict[str, object]]:
    out: list[dict[str, object]] = []
    states, lexicon = states_of(registry()), concept_words()
    asked = [(r, [Span(*e) for c in r.causes for e in (c.cause, c.effect)]) for r in readings]
    for reading, words in zip(readings, parse_spans(asked), strict=True):
        doc = reading.document.sha256
        source = Source(doc, reading, Merged(of={(doc, a.id): a.id for a in reading.actors}), {})
        names = {a.id: a.name for a in reading.actors}
        for span, rows in ground_document(source, words, names, states, lexicon).items():
            out += [
                {"doc": doc, "span": {"start": span.start, "end": span.end}, "place": place, "head": g.head,
                 "qualifiers": list(g.qualifiers), "anchors": list(g.anchors), "direction": g.direction,
                 "pointer": g.pointer}
                for place, g in enumerate(rows)
            ]  # fmt: skip
    return out
