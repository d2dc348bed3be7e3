"""Filters without SQL: which rows of a table, by actor, type, place, period, publisher, voice and confidence."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

from aitia.errors import UsageError

if TYPE_CHECKING:
    import duckdb

    from aitia.store.opened import Store

_FOLD: Final = "lower(strip_accents({}))"
_NEAREST: Final = 3


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
    """A table as a person sees it: where its rows come from, what each filter means, how it is ordered."""

    source: str
    order: str
    actor: str | None = None
    type: str | None = None
    place: str | None = None
    date: str | None = None
    publisher: str | None = "publisher"
    voice: str | None = "list_has_any(voices, $voice)"
    confidence: str | None = "confidence"
    spans: bool = True


_PERIOD: Final = "last_published"
SHAPES: Final[dict[str, _Shape]] = {
    "events": _Shape(
        "SELECT * FROM event_reports", '"date", doc, span_start, "row"',
        actor="(list_has_any(actors, $actor) OR list_has_any(recipients, $actor))",
        type="type", place="place", date='"date"',
    ),
    "a_events": _Shape(
        "SELECT * FROM a_events", "n_reports DESC, id",
        actor="(list_has_any(actors, $actor) OR list_has_any(recipients, $actor))",
        type="type", place="place", date='coalesce("start", first_published)', publisher=None, spans=False,
    ),
    "ties": _Shape(
        "SELECT d.name AS document, t.subject, t.object, t.relation, t.sign, t.time, t.factuality, t.belief, s.*"
        " FROM tie_supports s JOIN ties_assembled t ON t.id = s.tie JOIN doc_info d USING (doc)",
        'published, doc, span_start, "row", tie',
        actor="(list_contains($actor, subject) OR list_contains($actor, object))", type="relation", date="published",
    ),
    "ties_assembled": _Shape(
        "SELECT * FROM ties_assembled", "belief DESC, n_documents DESC, id",
        actor="(list_contains($actor, subject) OR list_contains($actor, object))", type="relation",
        date=_PERIOD, publisher=None, confidence="belief", spans=False,
    ),
    "causes": _Shape(
        "SELECT d.name AS document, i.cause, i.effect, i.polarity, i.relation, i.belief, s.*, c.actors, c.place"
        " FROM influence_supports s JOIN influences i ON i.id = s.influence JOIN doc_info d USING (doc) JOIN"
        " (SELECT i.id AS influence, list_distinct(list_concat(a.actors, b.actors)) AS actors,"
        "  coalesce(a.place, b.place) AS place FROM influences i JOIN concepts a ON a.id = i.cause"
        "  JOIN concepts b ON b.id = i.effect) c USING (influence)",
        'published, doc, span_start, "row", influence',
        actor="list_has_any(actors, $actor)", type="relation", place="place", date="published",
    ),
    "influences": _Shape(
        "SELECT i.*, list_distinct(list_concat(a.actors, b.actors)) AS actors, coalesce(a.place, b.place) AS place"
        " FROM influences i JOIN concepts a ON a.id = i.cause JOIN concepts b ON b.id = i.effect",
        "belief DESC, n_documents DESC, id",
        actor="list_has_any(actors, $actor)", type="relation", place="place", date=_PERIOD, publisher=None,
        confidence="belief", spans=False,
    ),
    "claims": _Shape(
        "SELECT d.name AS document, d.publisher, d.published, v.doc, v.claim, v.kind, v.voices, v.hedged, v.negated,"
        ' v."start" AS span_start, v."end" AS span_end FROM claim_voices v JOIN doc_info d USING (doc)'
        ' WHERE v."start" IS NOT NULL',
        "published, doc, span_start, claim",
        actor="list_has_any(voices, $actor)", type="kind", date="published", confidence=None,
    ),
    "concepts": _Shape(
        "SELECT * FROM concepts", "n_phrases DESC, id",
        actor="list_has_any(actors, $actor)", place="place", publisher=None, voice=None, confidence=None, spans=False,
    ),
    "actors": _Shape(
        "SELECT * FROM a_actors", "n_documents DESC, n_mentions DESC, key",
        actor="list_contains($actor, key)", type="kind", place="country", date=_PERIOD, publisher=None, voice=None,
        confidence=None, spans=False,
    ),
    "documents": _Shape(
        "SELECT doc, name, id, title, author, publisher, published, url, words, cluster FROM doc_info",
        "published, doc",
        actor="doc IN (SELECT doc FROM actor_members WHERE list_contains($actor, key))", date="published",
        voice="doc IN (SELECT doc FROM claim_voices WHERE list_has_any(voices, $voice))", confidence=None, spans=False,
    ),
}  # fmt: skip


def filtered(
    store: Store, table: str, filters: Filters, *, limit: int | None = None, quotes: bool = False
) -> duckdb.DuckDBPyRelation:
    """The rows of a table that pass all filters, as a relation.

    Args:
        store: an open store.
        table: one of ``SHAPES``: rows with their document (``events``, ``ties``, ``causes``, ``claims``), what was
            assembled of them (``a_events``, ``ties_assembled``, ``influences``, ``concepts``, ``actors``), documents.
        filters: what the rows must be.
        limit: how many at most.
        quotes: add the sentence of every row.

    Raises:
        UsageError: no such table, no actor of that name, or a filter that the table knows nothing of.
    """
    shape = SHAPES.get(table)
    if shape is None:
        raise UsageError(f"{table!r} cannot be filtered; tables are {', '.join(SHAPES)}; others by SQL")
    conditions, parameters = _conditions(store, table, shape, filters)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    query = f"SELECT * FROM ({shape.source}){where} ORDER BY {shape.order}"  # noqa: S608 - values are parameters
    if limit is not None:
        query += f" LIMIT {int(limit)}"
    if quotes and shape.spans:
        query = (
            "SELECT r.*, substring(t.text, r.span_start + 1, r.span_end - r.span_start) AS quote"  # noqa: S608
            f" FROM ({query}) r LEFT JOIN (SELECT doc, text FROM documents) t USING (doc) ORDER BY {shape.order}"
        )
    return store.sql(query, parameters)


def _conditions(store: Store, table: str, shape: _Shape, filters: Filters) -> tuple[list[str], dict[str, Any]]:
    asked = {f.name: value for f in fields(filters) if (value := getattr(filters, f.name)) is not None}
    means = {
        "actor": shape.actor, "type": shape.type and f"upper({shape.type}) = $type",
        "place": shape.place and f"{_FOLD.format(shape.place)} = $place",
        "since": shape.date and f"{shape.date} >= $since",
        "until": shape.date and f"{shape.date} <= $until",
        "publisher": shape.publisher and f"{_FOLD.format(shape.publisher)} = $publisher", "voice": shape.voice,
        "min_confidence": shape.confidence and f"{shape.confidence} >= $min_confidence",
    }  # fmt: skip
    conditions, parameters = [], {}
    for name, value in asked.items():
        condition = means[name]
        if condition is None:
            knows = ", ".join(f"--{n.replace('_', '-')}" for n, c in means.items() if c)
            raise UsageError(f"--{name.replace('_', '-')} says nothing about {table}; there are {knows}")
        conditions.append(condition)
        parameters[name] = _value(store, name, value)
    return conditions, parameters


def _value(store: Store, name: str, value: Any) -> Any:
    if name in ("actor", "voice"):
        return find_actors(store, value)
    if name == "type":
        return str(value).upper()
    if name in ("place", "publisher"):
        return store.rows("SELECT lower(strip_accents($text)) AS f", {"text": value})[0]["f"]
    if name in ("since", "until"):
        _check_date(name, value)
        return value if name == "since" else f"{value}~"  # after every day of it
    return value


def _check_date(name: str, value: str) -> None:
    parts = value.split("-")
    sizes = [len(p) for p in parts]
    if sizes not in ([4], [4, 2], [4, 2, 2]) or not all(p.isascii() and p.isdecimal() for p in parts):
        raise UsageError(f"--{name} {value!r}: write a date as 2015, 2015-01 or 2015-01-31")


def find_actors(store: Store, text: str) -> list[str]:
    """The keys of the actors that a name, an alias or a key means, the most written of first.

    Raises UsageError with the nearest names where there is none.
    """
    rows = store.rows(
        """
        WITH asked AS (SELECT lower(strip_accents($text)) AS t),
        named AS (SELECT a.*, lower(strip_accents(a.name)) AS folded FROM a_actors a)
        SELECT key, CASE WHEN key = $text THEN 0 WHEN folded = t OR folded = 'the ' || t THEN 1 ELSE 2 END AS how
        FROM named, asked
        WHERE key = $text OR folded = t OR folded = 'the ' || t
          OR list_contains(list_transform(aliases, lambda x: lower(strip_accents(x))), t)
        ORDER BY how, n_documents DESC, n_mentions DESC, key
        """,
        {"text": " ".join(text.split())},
    )
    best = [row["key"] for row in rows if row["how"] == rows[0]["how"]]
    if not best:
        raise UsageError(f"the store has no actor {text!r}{_nearest(store, 'a_actors', 'key', 'name', text)}")
    return best


def _nearest(store: Store, table: str, key: str, shown: str, text: str) -> str:
    """The nearest entries of a table, for a message."""
    rows = store.rows(
        f"SELECT {key} AS k, {shown} AS s, greatest(jaro_winkler_similarity(lower(CAST({shown} AS VARCHAR)),"  # noqa: S608
        f" lower($text)), jaro_winkler_similarity(lower({key}), lower($text))) AS near FROM {table}"
        f" ORDER BY near DESC, {key} LIMIT {_NEAREST}",
        {"text": text},
    )
    close = [f"{r['s']} ({r['k']})" if r["s"] != r["k"] else r["k"] for r in rows if r["near"] > 0.6]
    return f"; the nearest: {', '.join(close)}" if close else ""


def find_one(store: Store, kind: str, text: str) -> str:
    """The id of an assembled row that a person names: an id, a row of a reading behind it, or a concept's label.

    ``kind`` is ``actor``, ``event``, ``tie``, ``cause`` or ``concept``. Raises UsageError with the nearest on a miss.
    """
    if kind == "actor":
        return find_actors(store, text)[0]
    table, shown, rows, key = _FOUND[kind]
    found = store.rows(
        f"SELECT id FROM {table} WHERE id = $text UNION ALL SELECT {key} FROM {rows}"  # noqa: S608 - our names
        " ORDER BY 1 LIMIT 1",
        {"text": text},
    )
    if not found:
        raise UsageError(f"the store has no {kind} {text!r}{_nearest(store, table, 'id', shown, text)}")
    return str(found[0]["id"])


_FOUND: Final = {
    "event": ("a_events", "id", 'event_reports WHERE "row" = $text', "event"),
    "tie": ("ties_assembled", "id", 'tie_supports WHERE "row" = $text', "tie"),
    "cause": ("influences", "id", 'influence_supports WHERE "row" = $text', "influence"),
    "concept": ("concepts", "label", "concepts WHERE lower(label) = lower($text)", "id"),
}
