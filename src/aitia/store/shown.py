"""Everything a store holds about one actor, event, tie, cause or concept: its facts, and every sentence behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from aitia.assembly.supports import sentence_around
from aitia.store.finding import find_one

if TYPE_CHECKING:
    from aitia.store.opened import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: whose word it is, where it stands, and on which side; ``words`` are those that matter in it."""

    document: str
    doc: str
    start: int
    end: int
    quote: str
    words: str = ""
    side: str = "support"
    row: str = ""
    voices: tuple[str, ...] = ()
    certainty: str = "asserted"
    confidence: float | None = None
    publisher: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is shown: ``total`` counts the sentences there are, of which ``sentences`` are some."""

    kind: str
    id: str
    title: str
    facts: dict[str, Any] = field(default_factory=dict)
    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    sentences: tuple[Sentence, ...] = ()
    total: int = 0


_SIDES: Final = (
    'SELECT s.side, s.doc, d.name AS document, s."row", s.voices, s.certainty, s.confidence, s.publisher, s.published,'
    " s.span_start, s.span_end FROM {} s JOIN doc_info d USING (doc) WHERE s.{} = $id"
    ' ORDER BY s.side DESC, s.published, s.doc, s.span_start, s."row"'
)
_SENTENCES: Final = {
    "actor": "SELECT 'mention' AS side, m.doc, d.name AS document, '' AS \"row\", CAST([] AS VARCHAR[]) AS voices,"
    " m.form AS certainty, NULL AS confidence, d.publisher, d.published, m.span.start AS span_start,"
    ' m.span."end" AS span_end FROM mentions m JOIN actor_members a ON a.doc = m.doc AND a.actor = m.actor'
    " JOIN doc_info d ON d.doc = m.doc WHERE a.key = $id ORDER BY d.published, m.doc, span_start",
    "event": "SELECT 'report' AS side, s.doc, d.name AS document, s.\"row\", s.voices, s.certainty, s.confidence,"
    " s.publisher, s.published, s.span_start, s.span_end FROM event_reports s JOIN doc_info d USING (doc)"
    ' WHERE s.event = $id ORDER BY s.published, s.doc, s.span_start, s."row"',
    "tie": _SIDES.format("tie_supports", "tie"),
    "cause": _SIDES.format("influence_supports", "influence"),
    "concept": "SELECT CASE WHEN p.direction > 0 THEN 'more' ELSE 'less' END AS side, p.doc, d.name AS document,"
    " '' AS \"row\", CAST([] AS VARCHAR[]) AS voices, 'asserted' AS certainty, NULL AS confidence, d.publisher,"
    ' d.published, p."start" AS span_start, p."end" AS span_end FROM concept_phrases p JOIN doc_info d USING (doc)'
    " WHERE p.concept = $id ORDER BY d.published, p.doc, span_start",
}
_FACTS: Final = {
    "actor": "SELECT * FROM a_actors WHERE key = $id", "event": "SELECT * FROM a_events WHERE id = $id",
    "tie": "SELECT * FROM ties_assembled WHERE id = $id", "cause": "SELECT * FROM influences WHERE id = $id",
    "concept": "SELECT * FROM concepts WHERE id = $id",
}  # fmt: skip
_TABLES: Final[dict[str, dict[str, str]]] = {
    "actor": {
        "events": "SELECT type, count(*) FILTER (WHERE list_contains(actors, $id)) AS does, count(*) FILTER (WHERE"
        " list_contains(recipients, $id)) AS suffers, sum(n_reports) AS reports FROM a_events WHERE"
        " list_contains(actors, $id) OR list_contains(recipients, $id) GROUP BY type ORDER BY reports DESC, type",
        "ties": "SELECT id, sign, belief, n_documents FROM ties_assembled WHERE subject = $id OR object = $id"
        " ORDER BY belief DESC, n_documents DESC, id LIMIT 10",
    },
    "tie": {"voices": "SELECT side, voice, n_reports, n_documents FROM tie_voices WHERE tie = $id"
            " ORDER BY side DESC, n_reports DESC, voice LIMIT 20"},
    "cause": {"voices": "SELECT side, voice, n_reports, n_documents FROM influence_voices WHERE influence = $id"
              " ORDER BY side DESC, n_reports DESC, voice LIMIT 20"},
    "event": {"voices": "SELECT voice, n_reports, n_documents FROM event_voices WHERE event = $id"
              " ORDER BY n_reports DESC, voice LIMIT 20"},
    "concept": {
        "leads to": "SELECT id, polarity, belief, n_documents FROM influences WHERE cause = $id"
        " ORDER BY belief DESC, id LIMIT 10",
        "comes from": "SELECT id, polarity, belief, n_documents FROM influences WHERE effect = $id"
        " ORDER BY belief DESC, id LIMIT 10",
    },
}  # fmt: skip


def show(store: Store, kind: str | None, text: str, *, limit: int | None = 20) -> Shown:
    """What the store holds about what a person names, with its sentences.

    Args:
        store: an open store.
        kind: one of ``KINDS`` of ``aitia.store.finding``; None for any.
        text: an id, the id of a row behind it, a name, or words that fit one only.
        limit: how many sentences at most; None for all.

    Raises:
        UsageError: there is none (the nearest are named), or there are several (they are listed).
    """
    kind, identity = find_one(store, kind, text)
    asked = {"id": identity}
    facts = store.rows(_FACTS[kind], asked)[0]
    tables = {name: store.rows(query, asked) for name, query in _TABLES[kind].items()}
    total = int(store.rows(f"SELECT count(*) AS n FROM ({_SENTENCES[kind]})", asked)[0]["n"])  # noqa: S608 - ours
    bounded = f"{_SENTENCES[kind]} LIMIT {int(limit)}" if limit is not None else _SENTENCES[kind]
    rows = store.rows(bounded, asked)
    title = str(facts.get("name") or facts.get("label") or (_deed(facts) if kind == "event" else identity))
    return Shown(
        kind=kind, id=identity, title=title, facts=facts, tables={k: v for k, v in tables.items() if v},
        sentences=_sentences(store, rows), total=total,
    )  # fmt: skip


def _deed(event: Mapping[str, Any]) -> str:
    """An event in a line: who did what to whom."""
    whom = f" → {', '.join(event['recipients'])}" if event["recipients"] else ""
    return f"{', '.join(event['actors']) or 'somebody unnamed'} {event['type']}{whom}"


def _sentences(store: Store, rows: Sequence[Mapping[str, Any]]) -> tuple[Sentence, ...]:
    texts = store.texts({row["doc"] for row in rows})
    out = []
    for row in rows:
        text, start, end = texts.get(row["doc"], ""), row["span_start"] or 0, row["span_end"] or 0
        span = sentence_around(text, [(start, end)])
        out.append(
            Sentence(
                document=row["document"], doc=row["doc"], start=span.start, end=span.end,
                quote=" ".join(text[span.start : span.end].split()), words=" ".join(text[start:end].split()),
                side=row["side"], row=row["row"], voices=tuple(row["voices"]), certainty=row["certainty"],
                confidence=row["confidence"], publisher=row["publisher"], published=row["published"],
            )
        )  # fmt: skip
    return tuple(out)
