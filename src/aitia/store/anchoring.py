"""Find the row a decision is about, also after the reader has changed: by its id, else by the words it stands on.

The same document first, then one with another text under the same id. Words count only where they stand in the same
surroundings, and only in a row that still says what was judged; what fits nowhere is an orphan, with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from aitia.model.decisions import CONTEXT, ON_ROWS, Decision, Selector
from aitia.model.reading import Reading
from aitia.model.records import Actor, CausalLink, Claim, Event, Figure, Option, Place, Tie
from aitia.model.text import Span
from aitia.store.journal import in_force

REVIEWED: Final = ("claims", "events", "ties", "causes", "options", "figures")
ANCHORED: Final = (*REVIEWED, "places", "actors")
_ENOUGH: Final = 0.5  # share of the stored surroundings that must be there again
_MOST: Final = 10_000  # occurrences of a quote looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A decision and a row it is about. ``how``: by ``id``, by ``quote``, or in another text of its ``document``."""

    decision: Decision
    doc: str
    table: str
    row: str
    how: str = "id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """A decision that fits no row, and why."""

    decision: Decision
    reason: str


# what a row stands on, and what it says


def row_spans(reading: Reading, table: str, row: Any) -> tuple[Span, ...]:
    """The spans a row may be quoted by, the best first; empty for a row without words (the writer's own voice)."""
    match row:
        case Event():
            return (row.trigger,)
        case Tie():
            return tuple(dict.fromkeys(e.trigger or e.sentence for e in row.evidence))
        case CausalLink():
            return (Span(min(row.cause.start, row.effect.start), max(row.cause.end, row.effect.end)),)
        case Option():
            return (row.action,)
        case Figure():
            return (row.number,)
        case Place():
            return (row.span,)
        case Claim():
            if row.content:
                return (Span(min(s.start for s in row.content), max(s.end for s in row.content)),)
            return tuple(s for s in (row.cue, row.source_span) if s)
        case Actor():
            named = [m for m in reading.mentions if m.actor == row.id]
            return tuple(m.span for form in ("name", "nominal") for m in named if m.form == form)
    raise TypeError(f"{table}: no table of rows to be judged")


def row_about(reading: Reading, row: Any) -> dict[str, Any]:
    """What a row says, in words that outlive ids: a judgement holds for a row that says the same."""
    names = {a.id: a.name for a in reading.actors}
    match row:
        case Event():
            return {"type": row.type, "actors": [names.get(p.actor, p.actor) for p in row.actors],
                    "recipients": [names.get(p.actor, p.actor) for p in row.recipients]}  # fmt: skip
        case Tie():
            return {"subject": [names.get(row.subject, row.subject)], "relation": row.relation,
                    "object": [names.get(row.object, row.object)], "denied": row.factuality == "negated"}  # fmt: skip
        case CausalLink():
            return {"cause": reading.quote(row.cause), "effect": reading.quote(row.effect),
                    "polarity": row.polarity, "relation": row.relation}  # fmt: skip
        case Option():
            return {"stance": row.stance, "by": [names.get(a, a) for a in row.by]}
        case Figure():
            return {"low": row.low, "high": row.high}
        case Claim():
            return {"kind": row.kind, "sources": [names.get(a, a) for a in row.sources]}
    return {}


def select(text: str, span: tuple[int, int]) -> Selector:
    """Quote a span with what stands before and after it."""
    start, end = span
    return Selector(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
    )


def agreement(text: str, span: tuple[int, int], quote: Selector) -> float:
    """How much of a quote's surroundings stands around a span, from 0 to 1, counted from the span outwards."""
    known = len(quote.prefix) + len(quote.suffix)
    if not known:
        return 1.0
    before, after = text[max(0, span[0] - CONTEXT) : span[0]], text[span[1] : span[1] + CONTEXT]
    return (_common(before[::-1], quote.prefix[::-1]) + _common(after, quote.suffix)) / known


def _common(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def locate(text: str, quote: Selector) -> Span | None:
    """Where a quote stands in a text: in its surroundings, else None; the nearest of equals."""
    if not quote.exact:
        return None
    if text[quote.start : quote.end] == quote.exact and agreement(text, (quote.start, quote.end), quote) == 1.0:
        return Span(quote.start, quote.end)
    found: list[tuple[float, int, int]] = []
    at = text.find(quote.exact)
    while at >= 0 and len(found) < _MOST:
        share = agreement(text, (at, at + len(quote.exact)), quote)
        if share >= _ENOUGH:
            found.append((-share, abs(at - quote.start), at))
        at = text.find(quote.exact, at + 1)
    return Span(min(found)[2], min(found)[2] + len(quote.exact)) if found else None


# finding rows again


@dataclass(slots=True)
class _Rows:
    """The rows of one reading by table and id, and who is called what."""

    reading: Reading
    by_id: dict[tuple[str, str], Any] = field(default_factory=dict)
    called: dict[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for table in ANCHORED:
            for row in getattr(self.reading, table):
                self.by_id.setdefault((table, row.id), row)
        for actor in self.reading.actors:
            words = frozenset(w.casefold() for w in (actor.id, actor.name, *actor.aliases))
            for word in (actor.id, actor.name):
                self.called[word] = self.called.get(word, frozenset()) | words


def reattach(
    decisions: Iterable[Decision], readings: Iterable[Reading]
) -> tuple[tuple[Attached, ...], tuple[Orphan, ...]]:
    """Which rows of ``readings`` the decisions on rows are about.

    Args:
        decisions: those in force and those that are not; only accepts, rejects and edits that hold are looked at.
        readings: any readings; those without a decision cost a look-up only.

    Returns:
        The attached decisions in their order (one that fits several equal rows comes once for each), and the orphans.
    """
    listed = [d for d in in_force(decisions)[0] if d.kind in ON_ROWS]
    by_doc: dict[str, list[int]] = {}
    by_name: dict[str, list[int]] = {}
    for at, decision in enumerate(listed):
        by_doc.setdefault(decision.doc, []).append(at)
        if decision.document:
            by_name.setdefault(decision.document, []).append(at)
    same: dict[int, tuple[list[Attached], str]] = {}
    renewed: dict[int, tuple[list[Attached], str]] = {}
    for reading in readings:
        here, named = by_doc, by_name.get(reading.document.id, [])
        doc = reading.document.sha256 if listed else ""
        if not named and doc not in here:
            continue
        rows = _Rows(reading)
        for at in here.get(doc, ()):
            if not same.get(at, ((), ""))[0]:
                same[at] = _find(listed[at], rows, doc, "quote")
        for at in named:
            if listed[at].doc != doc and not renewed.get(at, ((), ""))[0]:
                renewed[at] = _find(listed[at], rows, doc, "document")
    attached: list[Attached] = []
    orphans: list[Orphan] = []
    for at, decision in enumerate(listed):
        found, reason = same.get(at) or renewed.get(at) or ([], "its document is not here")
        attached += found
        if not found:
            orphans.append(Orphan(decision=decision, reason=reason))
    return tuple(attached), tuple(orphans)


def _find(decision: Decision, rows: _Rows, doc: str, how: str) -> tuple[list[Attached], str]:
    """The rows of one reading that a decision fits best, or why it fits none."""
    table, quote = decision.table, decision.quote
    if table not in ANCHORED:
        return [], f"{table!r} is no table of rows to be judged"
    if how == "quote" and (table, decision.row) in rows.by_id:
        return [Attached(decision=decision, doc=doc, table=table, row=decision.row)], ""
    if quote is None:
        return [], "no row has its id any more, and it quotes no words to find it by"
    text = rows.reading.text
    found: list[tuple[float, int, str]] = []
    elsewhere, otherwise = False, ""
    for row in getattr(rows.reading, table):
        for span in row_spans(rows.reading, table, row):
            if span.end - span.start != len(quote.exact) or text[span.start : span.end] != quote.exact:
                continue
            share = agreement(text, span, quote)
            if share < _ENOUGH:
                elsewhere = True
            elif said := _difference(decision.about, row_about(rows.reading, row), rows.called):
                otherwise = otherwise or said
            else:
                found.append((-share, abs(span.start - quote.start), row.id))
    if found:
        best = min(found)[:2]
        ids = dict.fromkeys(row for share, far, row in found if (share, far) == best)
        return [Attached(decision=decision, doc=doc, table=table, row=row, how=how) for row in ids], ""
    if otherwise:
        return [], f"its words are read otherwise now ({otherwise})"
    if elsewhere:
        return [], f"its words are read among the {table} only in another place"
    return [], f"its words are not read among the {table} any more"


def _difference(then: Mapping[str, Any], now: Mapping[str, Any], called: Mapping[str, frozenset[str]]) -> str:
    """The first thing that two rows say differently, in words; names of one actor are the same."""
    for key, old in then.items():
        new = now.get(key)
        if key not in now or old == new:
            continue
        if isinstance(old, list) and isinstance(new, list) and _same_actors(old, new, called):
            continue
        return f"{key} {_words(old)} is now {_words(new)}"
    return ""


def _same_actors(old: list[Any], new: list[Any], called: Mapping[str, frozenset[str]]) -> bool:
    known = [called.get(n, frozenset((str(n).casefold(),))) for n in new]
    before = [str(o).casefold() for o in old]
    return all(any(o in names for names in known) for o in before) and all(any(o in n for o in before) for n in known)


def _words(value: Any) -> str:
    return (", ".join(map(str, value)) or "nobody") if isinstance(value, list) else str(value)


def decisions_of(
    decisions: Iterable[Decision], readings: Iterable[Reading]
) -> Iterator[tuple[Reading, list[Decision]]]:
    """Each reading with the decisions in force that may concern it (by its text or its id), in their order."""
    by_key: dict[str, list[tuple[int, Decision]]] = {}
    for at, decision in enumerate(in_force(decisions)[0]):
        if decision.kind in ON_ROWS:
            for key in {f"doc:{decision.doc}", f"id:{decision.document}"}:
                by_key.setdefault(key, []).append((at, decision))
    for reading in readings:
        keys = (f"doc:{reading.document.sha256}", f"id:{reading.document.id}")
        found = {at: decision for key in keys for at, decision in by_key.get(key, ())}
        yield reading, [found[at] for at in sorted(found)]
