"""A conflict model from the assembled tables of a store, for what-if, networks and comparisons.

The tables may hold more than a model in memory can: of each kind the best backed rows are taken, of each row some of
its supports, and the notes tell how many there are in all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aitia.assembly.influences import contradictions
from aitia.assembly.standings import torn_ties
from aitia.assembly.supports import sentence_around
from aitia.model.assembled import (
    CauseMap,
    Concept,
    ConflictModel,
    DocumentInfo,
    Influence,
    MergedClaim,
    MergedEvent,
    MergedOption,
    NetworkActor,
    Phrase,
    SignedTie,
    Support,
)
from aitia.model.text import Span

if TYPE_CHECKING:
    from aitia.store.opened import Store

_Rows = list[dict[str, Any]]
_PHRASES = 5  # of a concept
_SHOWN = 400


@dataclass(slots=True)
class _Read:
    """What the parts of a model share while it is read."""

    store: Store
    supports: int
    rows: int
    notes: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def best(self, table: str, order: str, what: str) -> _Rows:
        """The first rows of a table, and a note where there are more."""
        rows = self.store.rows(f"SELECT * FROM {table} ORDER BY {order} LIMIT {self.rows}")  # noqa: S608 - our names
        total = self.store.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"]  # noqa: S608 - likewise
        if total > len(rows):
            self.notes.append(f"{len(rows):,} of {total:,} {what} are taken, the best backed")
        return rows

    def sides(self, table: str, key: str, ids: Sequence[str]) -> dict[tuple[str, str], list[Support]]:
        """The supports and denials of rows, capped: of each voice its surest first, so that few say much."""
        rows = self.store.rows(
            f"""
            WITH held AS (SELECT * FROM {table} WHERE {key} IN (SELECT unnest($ids))),
            ranked AS (SELECT *, row_number() OVER (PARTITION BY {key}, side, voices ORDER BY counted DESC,
              confidence DESC, doc, "row") AS turn FROM held),
            numbered AS (SELECT *, row_number() OVER (PARTITION BY {key}, side ORDER BY turn, confidence DESC, doc,
              "row") AS place, count(*) OVER (PARTITION BY {key}, side) AS total FROM ranked)
            SELECT * FROM numbered WHERE place <= {self.supports} ORDER BY {key}, side, place
            """,  # noqa: S608 - our names
            {"ids": list(ids)},
        )
        capped = {(r[key], r["side"]): r["total"] for r in rows if r["total"] > self.supports}
        if capped:
            most, total = max(capped.items(), key=lambda item: item[1])
            self.notes.append(
                f"{len(capped):,} rows have more than {self.supports} supports; so many are kept of each, and belief "
                f"counts all ({most[0]} has {total:,})"
            )
        self.load(r["doc"] for r in rows)
        out: dict[tuple[str, str], list[Support]] = {}
        for row in rows:
            out.setdefault((row[key], row["side"]), []).append(self.support(row))
        return out

    def load(self, docs: Iterable[str]) -> None:
        """Have the texts of documents at hand."""
        self.texts |= self.store.texts(set(docs) - self.texts.keys())

    def support(self, row: Mapping[str, Any], quote: str | None = None) -> Support:
        """One row as a support, with its sentence."""
        text = self.texts.get(row["doc"], "")
        span = Span(row["span_start"] or 0, row["span_end"] or 0)
        if text and quote is None:
            span = sentence_around(text, [span])
        return Support(
            document=self.names.get(row["doc"], row["doc"]), row=row["row"], rule=row.get("rule") or "",
            confidence=row.get("confidence", 1.0), voices=tuple(row["voices"]), certainty=row["certainty"], span=span,
            quote=" ".join(text[span.start : span.end].split()) if quote is None else quote,
            publisher=row["publisher"], published=row["published"],
        )  # fmt: skip


def read_model(store: Store, *, supports: int = 20, rows: int = 20_000) -> ConflictModel:
    """The assembled tables of a store as a conflict model (see ``Store.model``)."""
    read = _Read(store, supports, rows)
    documents = read.best("doc_info", "published DESC NULLS LAST, doc", "documents")
    read.names = {r["doc"]: r["name"] for r in store.rows("SELECT doc, name FROM doc_info")}
    ties = _ties(read)
    causes = _causes(read)
    events = _events(read)
    claims = _claims(read)
    used = _used(ties, causes, events, claims)
    left = store.rows("SELECT what, n FROM left_out WHERE n > 0")
    read.notes += [f"{row['n']:,} {row['what']} are left out" for row in left]
    return ConflictModel(
        documents=tuple(_document(row, _authors(store)) for row in documents),
        actors=tuple(_actors(read, used)),
        causes=causes,
        ties=ties,
        events=events,
        options=tuple(_options(read)),
        claims=claims,
        contradictions=(*contradictions(causes.influences), *torn_ties(ties)),
        notes=tuple(read.notes),
    )


def _authors(store: Store) -> Callable[[str], str]:
    rows = store.rows("SELECT doc, key FROM actor_members WHERE actor = 'author'")
    known = {row["doc"]: row["key"] for row in rows}
    return lambda doc: known.get(doc, "author")


def _document(row: Mapping[str, Any], author: Callable[[str], str]) -> DocumentInfo:
    return DocumentInfo(
        id=row["name"], sha256=row["doc"], author=author(row["doc"]), title=row["title"], publisher=row["publisher"],
        published=row["published"],
    )  # fmt: skip


def _ties(read: _Read) -> tuple[SignedTie, ...]:
    rows = read.best("ties_assembled", "belief DESC, n_documents DESC, id", "ties")
    sides = read.sides("tie_supports", "tie", [r["id"] for r in rows])
    return tuple(
        SignedTie(
            subject=r["subject"], object=r["object"], sign=r["sign"], relation=r["relation"], time=r["time"],
            factuality=r["factuality"], belief=r["belief"], supports=tuple(sides.get((r["id"], "support"), ())),
            denials=tuple(sides.get((r["id"], "denial"), ())),
        )
        for r in rows
    )  # fmt: skip


def _causes(read: _Read) -> CauseMap:
    rows = read.best("influences", "belief DESC, n_documents DESC, id", "influences")
    sides = read.sides("influence_supports", "influence", [r["id"] for r in rows])
    influences = tuple(
        Influence(
            cause=r["cause"], effect=r["effect"], polarity=r["polarity"], belief=r["belief"], certainty=r["certainty"],
            relation=r["relation"], supports=tuple(sides.get((r["id"], "support"), ())),
            denials=tuple(sides.get((r["id"], "denial"), ())),
        )
        for r in rows
    )  # fmt: skip
    ids = sorted({end for i in influences for end in (i.cause, i.effect)} | {r["concept"] for r in _option_rows(read)})
    phrases: dict[str, list[Phrase]] = {}
    held = read.store.rows(
        'SELECT concept, doc, "start", "end", direction FROM concept_phrases'  # noqa: S608 - a number
        " WHERE concept IN (SELECT unnest($ids))"
        f' QUALIFY row_number() OVER (PARTITION BY concept ORDER BY doc, "start", "end") <= {_PHRASES}'
        ' ORDER BY concept, doc, "start", "end"',
        {"ids": ids},
    )
    read.load(r["doc"] for r in held)
    for r in held:
        words = " ".join(read.texts.get(r["doc"], "")[r["start"] : r["end"]].split())[:_SHOWN]
        phrase = Phrase(
            words=words, direction=r["direction"], document=read.names.get(r["doc"], r["doc"]),
            span=Span(r["start"], r["end"]),
        )  # fmt: skip
        phrases.setdefault(r["concept"], []).append(phrase)
    found = read.store.rows("SELECT * FROM concepts WHERE id IN (SELECT unnest($ids)) ORDER BY id", {"ids": ids})
    concepts = tuple(
        Concept(
            id=r["id"], label=r["label"], actors=tuple(r["actors"]), place=r["place"], phrases=tuple(phrases[r["id"]])
        )
        for r in found
    )
    return CauseMap(concepts=concepts, influences=influences)


def _events(read: _Read) -> tuple[MergedEvent, ...]:
    rows = read.best("a_events", "n_clusters DESC, n_reports DESC, id", "events")
    reports = read.store.rows(
        "SELECT * FROM event_reports WHERE event IN (SELECT unnest($ids))"  # noqa: S608 - a number
        " QUALIFY row_number() OVER (PARTITION BY event"
        f' ORDER BY confidence DESC, doc, "row") <= {read.supports} ORDER BY event, published, doc, "row"',
        {"ids": [r["id"] for r in rows]},
    )
    read.load(r["doc"] for r in reports)
    supports: dict[str, list[Support]] = {}
    for r in reports:
        supports.setdefault(r["event"], []).append(read.support(r))
    return tuple(
        MergedEvent(
            id=r["id"], type=r["type"], actors=tuple(r["actors"]), recipients=tuple(r["recipients"]),
            factuality=r["factuality"], start=r["start"], end=r["end"], place=r["place"],
            supports=tuple(supports.get(r["id"], ())),
        )
        for r in rows
    )  # fmt: skip


def _claims(read: _Read) -> tuple[MergedClaim, ...]:
    rows = read.best('(SELECT * FROM claim_voices WHERE "start" IS NOT NULL)', "doc, claim", "claims")
    read.load(r["doc"] for r in rows)
    about = {r["doc"]: r for r in read.store.rows("SELECT doc, publisher, published FROM doc_info")}
    voices = {(r["doc"], r["claim"]): tuple(r["voices"]) for r in rows}
    merged: dict[tuple[Any, ...], tuple[str, list[Support]]] = {}
    for r in rows:
        words = " ".join(read.texts.get(r["doc"], "")[r["start"] : r["end"]].split())
        certainty = "negated" if r["negated"] else "hedged" if r["hedged"] else "asserted"
        reporters = voices.get((r["doc"], r["parent"]), ()) if r["parent"] else ()
        row = {
            "doc": r["doc"], "row": r["claim"], "rule": f"claim/{r['kind']}", "voices": reporters,
            "certainty": certainty, "span_start": r["start"], "span_end": r["end"],
            "publisher": about[r["doc"]]["publisher"], "published": about[r["doc"]]["published"],
        }  # fmt: skip
        key = tuple(r["voices"]), words.casefold(), r["hedged"], r["negated"]
        merged.setdefault(key, (f"{r['doc'][:8]}:{r['claim']}", []))[1].append(read.support(row, words))
    return tuple(
        MergedClaim(
            id=identity, sources=key[0], content=supports[0].quote, hedged=key[2], negated=key[3],
            supports=tuple(supports[: read.supports]),
        )
        for key, (identity, supports) in merged.items()
    )  # fmt: skip


def _option_rows(read: _Read) -> _Rows:
    return read.store.rows(
        f"""
        SELECT o.*, p.concept, p.direction, d.publisher, d.published FROM options o
        JOIN concept_phrases p ON p.doc = o.doc AND p."start" = o.action.start AND p."end" = o.action."end"
        JOIN doc_info d ON d.doc = o.doc
        QUALIFY row_number() OVER (PARTITION BY o.doc, o.id ORDER BY p.concept, p.direction) = 1
        ORDER BY o.confidence DESC, o.doc, o.id LIMIT {read.rows}
        """  # noqa: S608 - a number
    )


def _options(read: _Read) -> Iterable[MergedOption]:
    rows = _option_rows(read)
    read.load(r["doc"] for r in rows)
    docs = sorted({r["doc"] for r in rows})
    held = read.store.rows(
        "SELECT doc, actor, key FROM actor_members WHERE doc IN (SELECT unnest($docs))", {"docs": docs}
    )
    keys = {(r["doc"], r["actor"]): r["key"] for r in held}
    said = read.store.rows(
        "SELECT doc, claim, voices FROM claim_voices WHERE doc IN (SELECT unnest($docs))", {"docs": docs}
    )
    voices = {(r["doc"], r["claim"]): r["voices"] for r in said}
    count: dict[str, int] = {}
    for r in rows:
        count[r["id"]] = count.get(r["id"], 0) + 1
    for r in rows:
        doc, text = r["doc"], read.texts.get(r["doc"], "")
        span = r["action"]
        who = [v for claim in (r["claims"] or [r["claim"]]) for v in voices.get((doc, claim), ())]
        row = {**r, "row": r["id"], "voices": list(dict.fromkeys(who)), "certainty": "asserted",
               "span_start": span["start"], "span_end": span["end"]}  # fmt: skip
        yield MergedOption(
            id=r["id"] if count[r["id"]] == 1 else f"{doc[:8]}:{r['id']}",
            action=" ".join(text[span["start"] : span["end"]].split()),
            concept=r["concept"],
            direction=r["direction"],
            stance=r["stance"],
            doer=tuple(dict.fromkeys(keys[doc, a] for a in r["doer"] if (doc, a) in keys)),
            by=tuple(dict.fromkeys(keys[doc, a] for a in r["by"] if (doc, a) in keys)),
            consequences=tuple(" ".join(text[c["start"] : c["end"]].split()) for c in r["consequences"]),
            supports=(read.support(row),),
        )


def _used(
    ties: Iterable[SignedTie], causes: CauseMap, events: Iterable[MergedEvent], claims: Iterable[MergedClaim]
) -> set[str]:
    """The actors that the rows of a model name."""
    out = {end for tie in ties for end in (tie.subject, tie.object)}
    for concept in causes.concepts:
        out.update(concept.actors)
    for event in events:
        out.update(event.actors, event.recipients)
    for claim in claims:
        out.update(claim.sources)
    sides = [(t.supports, t.denials) for t in ties] + [(i.supports, i.denials) for i in causes.influences]
    for held, denials in sides:
        for support in (*held, *denials):
            out.update(support.voices)
    return out


def _actors(read: _Read, used: set[str]) -> Iterable[NetworkActor]:
    rows = read.best("a_actors", "n_documents DESC, n_mentions DESC, key", "actors")
    there = {r["key"] for r in rows}
    rows += read.store.rows(
        "SELECT * FROM a_actors WHERE key IN (SELECT unnest($keys)) ORDER BY key", {"keys": sorted(used - there)}
    )
    for r in rows:
        yield NetworkActor(
            id=r["key"], name=r["name"], kind=r["kind"], country=r["country"], code=r["code"],
            aliases=tuple(r["aliases"] or ()),
        )  # fmt: skip
