"""Filters without SQL: which rows of a table, by actor, type, place, period, publisher, voice and confidence.

What is filtered is a table of the catalogue, under its own name and with all its columns, so that what a filter shows
can be asked for in SQL.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from aitia.errors import UsageError
from aitia.store.finding import (
    FOLD,
    find_actors,
    find_place,
    find_publisher,
    find_type,
    listed,
    named_actors,
    namesakes,
)

if TYPE_CHECKING:
    import duckdb

    from aitia.store.opened import Store

Note = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What rows must be. Dates are ISO prefixes (``2015``, ``2015-01``), both ends included; None asks nothing."""

    actor: str | None = None
    type: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    publisher: str | None = None
    voice: str | None = None
    min_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class _Shape:
    """What each filter means in a table, and how its rows are ordered."""

    order: str
    actor: str | None = None
    type: str | None = None
    place: str | None = None
    date: str | None = None
    publisher: str | None = f"{FOLD.format('publisher')} = $publisher"
    voice: str | None = "list_has_any(voices, $voice)"
    confidence: str | None = "confidence"
    spans: bool = True


_PARTIES: Final = "(list_has_any(actors, $actor) OR list_has_any(recipients, $actor))"
_ENDS: Final = "(list_contains($actor, subject) OR list_contains($actor, object))"
_AT: Final = f"(list_contains($place, {FOLD.format('place')}) OR list_contains($country, country))"
_CONCEPTS: Final = "(cause IN (SELECT id FROM concepts WHERE {0}) OR effect IN (SELECT id FROM concepts WHERE {0}))"
_OF: Final = "list_has_any(actors, $actor)"
_IN: Final = f"list_contains($place, {FOLD.format('place')})"
_IN_DOCUMENT: Final = "doc IN (SELECT doc FROM {} WHERE {})"
SHAPES: Final[dict[str, _Shape]] = {
    "event_reports": _Shape(
        '"date", doc, span_start, "row"', actor=_PARTIES, type="type", place=_AT, date='"date"'
    ),
    "a_events": _Shape(
        "n_reports DESC, id", actor=_PARTIES, type="type", place=_AT, date='"date"', publisher=None, spans=False
    ),
    "tie_reports": _Shape('published, doc, span_start, "row", tie', actor=_ENDS, type="relation", date="published"),
    "ties_assembled": _Shape(
        "belief DESC, n_documents DESC, id", actor=_ENDS, type="relation", date="last_published", publisher=None,
        confidence="belief", spans=False,
    ),
    "cause_reports": _Shape(
        'published, doc, span_start, "row", influence', actor=_CONCEPTS.format(_OF), type="relation",
        place=_CONCEPTS.format(_IN), date="published",
    ),
    "influences": _Shape(
        "belief DESC, n_documents DESC, id", actor=_CONCEPTS.format(_OF), type="relation", place=_CONCEPTS.format(_IN),
        date="last_published", publisher=None, confidence="belief", spans=False,
    ),
    "claim_reports": _Shape(
        "published, doc, span_start, claim", actor="list_has_any(voices, $actor)", type="kind", date="published",
        confidence=None,
    ),
    "concepts": _Shape(
        "n_phrases DESC, id", actor=_OF, place=_IN, publisher=None, voice=None, confidence=None, spans=False
    ),
    "a_actors": _Shape(
        "n_documents DESC, n_mentions DESC, key", actor="list_contains($actor, key)", type="kind",
        place="list_contains($country, country)", date="last_published", publisher=None, voice=None, confidence=None,
        spans=False,
    ),
    "doc_info": _Shape(
        "published, doc", actor=_IN_DOCUMENT.format("actor_members", "list_contains($actor, key)"), date="published",
        voice=_IN_DOCUMENT.format("claim_voices", "list_has_any(voices, $voice)"), confidence=None, spans=False,
    ),
}  # fmt: skip
# tables of readings, each with ids of its own, and those of the catalogue that can be filtered in their place
SHORT: Final = {
    "events": "event_reports", "ties": "tie_reports", "causes": "cause_reports", "claims": "claim_reports",
    "actors": "a_actors", "documents": "doc_info",
}  # fmt: skip


def filtered(
    store: Store,
    table: str,
    filters: Filters,
    *,
    limit: int | None = None,
    quotes: bool = False,
    note: Note | None = None,
) -> duckdb.DuckDBPyRelation:
    """The rows of a table that pass all filters, as a relation.

    Args:
        store: an open store.
        table: one of ``SHAPES``: rows of readings with their document (``event_reports``, ``tie_reports``,
            ``cause_reports``, ``claim_reports``), what was assembled of them (``a_events``, ``ties_assembled``,
            ``influences``, ``concepts``, ``a_actors``), documents (``doc_info``); or one of ``SHORT`` for those.
        filters: what the rows must be.
        limit: how many at most.
        quotes: add the sentence of every row.
        note: called with what a name was taken for, where that is more than the name.

    Raises:
        UsageError: no such table, nobody and nothing of that name, or a filter that the table knows nothing of.
    """
    note = note or (lambda _: None)
    shape = SHAPES.get(SHORT.get(table, table))
    if shape is None:
        near = get_close_matches(table, (*SHAPES, *SHORT), n=1)
        meant = f" (did you mean {near[0]}?)" if near else ""
        raise UsageError(f"{table!r} cannot be filtered{meant}; tables are {', '.join(SHAPES)}; others by SQL")
    if table in SHORT:
        note(f"--table {table}: the rows of {SHORT[table]}")
        table = SHORT[table]
    conditions, parameters = _conditions(store, table, shape, filters, note)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    query = f"SELECT * FROM {table}{where} ORDER BY {shape.order}"  # noqa: S608 - values are parameters
    if limit is not None:
        query += f" LIMIT {int(limit)}"
    if quotes and shape.spans:
        query = (
            "SELECT r.*, substring(t.text, r.span_start + 1, r.span_end - r.span_start) AS quote"  # noqa: S608
            f" FROM ({query}) r LEFT JOIN (SELECT doc, text FROM documents) t USING (doc) ORDER BY {shape.order}"
        )
    return store.sql(query, parameters)


def _conditions(
    store: Store, table: str, shape: _Shape, filters: Filters, note: Note
) -> tuple[list[str], dict[str, Any]]:
    asked = {f.name: value for f in fields(filters) if (value := getattr(filters, f.name)) is not None}
    means = {
        "actor": shape.actor, "type": shape.type and f"{shape.type} = $type", "place": shape.place,
        "since": shape.date and f"{shape.date} >= $since",
        "until": shape.date and f"{shape.date} <= $until",
        "publisher": shape.publisher, "voice": shape.voice,
        "min_confidence": shape.confidence and f"{shape.confidence} >= $min_confidence",
    }  # fmt: skip
    conditions: list[str] = []
    parameters: dict[str, Any] = {}
    for name, value in asked.items():
        condition = means[name]
        if condition is None:
            knows = ", ".join(f"--{n.replace('_', '-')}" for n, c in means.items() if c)
            raise UsageError(f"--{name.replace('_', '-')} says nothing about {table}; there are {knows}")
        conditions.append(condition)
        parameters |= {k: v for k, v in _values(store, table, name, value, note).items() if f"${k}" in condition}
    return conditions, parameters


def _values(store: Store, table: str, name: str, value: Any, note: Note) -> dict[str, Any]:
    """What stands for a filter in its condition."""
    if name in ("actor", "voice"):
        found = find_actors(store, value)
        if found != [value]:
            note(f"--{name} {value}: {listed(named_actors(store, value))}")
        elif others := namesakes(store, value):
            note(f"--{name} {value}: the actor of that key; also called so: {listed(others)}")
        return {name: found}
    if name == "type":
        return {"type": find_type(table, value)}
    if name == "place":
        place = find_place(store, table, value)
        if table == "a_actors" and not place.countries:
            raise UsageError(f"actors are placed by country; {value!r} is none")
        note(f"--place {value}: {place.said}")
        return {"place": list(place.names), "country": list(place.countries)}
    if name == "publisher":
        return {"publisher": find_publisher(store, value)}
    if name in ("since", "until"):
        _check_date(name, value)
        return {name: value if name == "since" else f"{value}~"}  # after every day of it
    return {name: value}


def _check_date(name: str, value: str) -> None:
    parts = value.split("-")
    sizes = [len(p) for p in parts]
    if sizes not in ([4], [4, 2], [4, 2, 2]) or not all(p.isascii() and p.isdecimal() for p in parts):
        raise UsageError(f"--{name} {value!r}: write a date as 2015, 2015-01 or 2015-01-31")
