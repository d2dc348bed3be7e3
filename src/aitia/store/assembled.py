"""Assembly over documents inside DuckDB: actors, distinct events, influences and ties with belief, by voice and month.

What ``aitia.assembly`` does with readings in memory, as group-bys and windows over the store's tables that spill to
disk; the SQL stands in ``sql/``. Belief is the formula of ``aitia.assembly.belief``; of near-duplicates that say the
same, one counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from aitia.assembly.belief import DISCOUNT, UNNAMED_ERROR, VOICE_ERROR
from aitia.store.rows import to_table
from aitia.store.schema import GROUNDED, RECORDS, table_schema

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

_ALIASES: Final = 50  # shown of an actor, the most frequent
_VOICES: Final = 50  # named in a row, the most frequent; the tables by voice hold all
_LONGEST: Final = 7  # days an event may last and still meet others by its day


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What people decided, applied on top of any run.

    ``rejected`` are (layer, doc, row id); ``edited`` are whole rows by layer, each in the place of the one of its doc
    and id; ``grounded`` says what words mean that only an edit has named. ``members`` maps (doc, actor of the document)
    to the key a split gave it, ``actors`` keys to the keys they were merged into; ``concepts`` maps concept ids to
    (concept id, direction, label or None). ``rules`` are shares of misread rows by rule, ``voices`` systematic errors
    by actor key.
    """

    rejected: tuple[tuple[str, str, str], ...] = ()
    edited: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    grounded: tuple[Mapping[str, Any], ...] = ()
    members: Mapping[tuple[str, str], str] = field(default_factory=dict)
    actors: Mapping[str, str] = field(default_factory=dict)
    concepts: Mapping[str, tuple[str, int, str | None]] = field(default_factory=dict)
    rules: Mapping[str, float] = field(default_factory=dict)
    voices: Mapping[str, float] = field(default_factory=dict)


@cache
def statement(name: str) -> str:
    """The SQL of one step, with its place-holders."""
    return (files("aitia.store") / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def assemble_tables(connection: duckdb.DuckDBPyConnection, decisions: Decisions | None = None) -> None:
    """Make the assembled tables of a catalogue that has the views of a run, ``doc_info`` and ``clusters``."""
    _decided(connection, decisions or Decisions())
    _run(connection, "actors", aliases=_ALIASES)
    _drop(
        connection, "cast_keys", "key_names", "key_counts", "key_mentions", "key_kinds", "key_countries", "key_aliases"
    )
    _run(connection, "voices")
    _run(connection, "said", layer="events")
    _run(connection, "events", longest=_LONGEST, voices=_VOICES)
    _drop(connection, "events_said", "event_parties", "event_rows", "event_steps")
    _run(connection, "concepts")
    _drop(connection, "grounded_rows", "grounded_anchors", "meant", "place_actors")
    _run(connection, "said", layer="causes")
    _run(connection, "influences")
    _belief(connection, "influence", "influences")
    _drop(connection, "causes_said", "link_rows", "influence_kinds", "influence_ids", "influence_sides")
    _run(connection, "said", layer="ties")
    _run(connection, "ties")
    _belief(connection, "tie", "ties_assembled")
    _drop(connection, "ties_said", "tie_rows", "tie_ids", "tie_sides")
    _run(connection, "reports")


def _belief(connection: duckdb.DuckDBPyConnection, what: str, table: str) -> None:
    _run(
        connection, "belief", what=what, table=table, hedged=DISCOUNT["hedged"], voice=VOICE_ERROR,
        unnamed=UNNAMED_ERROR, voices=_VOICES,
    )  # fmt: skip
    _drop(connection, f"{what}_beliefs", f"{what}_counts")


def _run(connection: duckdb.DuckDBPyConnection, name: str, **values: object) -> None:
    text = statement(name)
    for key, value in values.items():
        text = text.replace(f"{{{key}}}", str(value))
    connection.execute(text)


def _drop(connection: duckdb.DuckDBPyConnection, *tables: str) -> None:
    connection.execute("".join(f"DROP TABLE {table};" for table in tables))


def _decided(connection: duckdb.DuckDBPyConnection, decisions: Decisions) -> None:
    """The decisions as tables, empty where there are none."""
    tables: dict[str, tuple[str, list[tuple[object, ...]]]] = {
        "decided_members": (
            "doc VARCHAR, actor VARCHAR, key VARCHAR",
            [(*member, key) for member, key in decisions.members.items()],
        ),
        "decided_actors": ("source VARCHAR, target VARCHAR", list(_settled(decisions.actors).items())),
        "decided_concepts": (
            "source VARCHAR, target VARCHAR, direction INTEGER, label VARCHAR",
            [(source, *target) for source, target in decisions.concepts.items()],
        ),
        "decided_rules": ("rule VARCHAR, error DOUBLE", list(decisions.rules.items())),
        "decided_voices": ("voice VARCHAR, error DOUBLE", list(decisions.voices.items())),
    }
    for name, (columns, rows) in tables.items():
        connection.execute(f"CREATE TEMP TABLE {name} ({columns})")
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608 - names of our own
    for layer in RECORDS:
        gone = [(doc, row) for at, doc, row in decisions.rejected if at == layer]
        edited = list(decisions.edited.get(layer, ()))
        if gone or edited:
            _shadow(connection, layer, gone, to_table(edited, table_schema(layer)))
    if decisions.grounded:
        connection.register("edited_rows", to_table(decisions.grounded, GROUNDED))
        connection.execute("CREATE TEMP TABLE grounded AS SELECT * FROM grounded UNION ALL SELECT * FROM edited_rows")
        connection.unregister("edited_rows")


def _shadow(connection: duckdb.DuckDBPyConnection, layer: str, gone: list[tuple[str, str]], edited: pa.Table) -> None:
    """Put a temporary table in the place of a layer's view: without what was rejected, with what was edited."""
    gone = gone + list(zip(edited["doc"].to_pylist(), edited["id"].to_pylist(), strict=True))
    connection.execute("CREATE OR REPLACE TEMP TABLE decided_gone (doc VARCHAR, id VARCHAR)")
    connection.executemany("INSERT INTO decided_gone VALUES (?, ?)", gone)
    connection.register("edited_rows", edited)
    connection.execute(
        f"CREATE TEMP TABLE {layer} AS SELECT * FROM {layer} ANTI JOIN decided_gone USING (doc, id)"  # noqa: S608
        " UNION ALL SELECT * FROM edited_rows"
    )
    connection.unregister("edited_rows")


def _settled(merged: Mapping[str, str]) -> dict[str, str]:
    """Chains of merges followed to their end; a circle ends where it began."""
    out = {}
    for source in merged:
        target, seen = merged[source], {source}
        while target in merged and target not in seen:
            seen.add(target)
            target = merged[target]
        if target != source:
            out[source] = target
    return out
