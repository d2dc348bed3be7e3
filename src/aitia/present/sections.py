"""The layers of a reading as sections of display rows: one function per layer, and all of them as a view."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from aitia.model.reading import Reading
from aitia.model.records import CausalLink, Claim, Event, Figure, Gap, Option, Place, Tie
from aitia.model.text import Span
from aitia.present.safe import one_line
from aitia.present.tables import ActorRow, Lookup, Part, Quote, Row, Section, Style, date_words, quote, shorten

SIGN_WORD: Final = {1: "+", -1: "−", 0: "·"}
STANCE_WORD: Final = {"advocated": "for", "warned_against": "against", "neutral": "open"}
_SIGN_STYLE: Final[dict[int, Style]] = {1: "for", -1: "against", 0: "open"}
_CERTAINTY_WORD: Final = {"asserted": "", "hedged": "may be", "hypothetical": "if", "negated": "denied"}
_FACT_WORD: Final = {"asserted": "", "negated": "denied", "planned": "planned", "hypothetical": "if"}
_SURE: Final = 0.5  # below this the reader itself doubts the row
_END_WIDTH: Final = 120
_SPACE: Final = re.compile(r"\s+")
_ABBREVIATION: Final = re.compile(r"(?:\b[A-Z][a-z]{0,2}|\b[a-z])\.$")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A reading ready to be shown."""

    reading: Reading
    lookup: Lookup
    actors: tuple[ActorRow, ...]
    sections: tuple[Section, ...]
    hidden: int
    unread: tuple[Quote, ...]
    sentences: int
    words: int

    def section(self, layer: str) -> Section:
        """Return the section of one layer."""
        return next(section for section in self.sections if section.layer == layer)


def view(reading: Reading, *, implied: bool = False, apart: Sequence[Span] = ()) -> View:
    """Everything both reports show. Causes that the text does not signal come in with ``implied`` only.

    ``apart`` are lines that are no content (biographies, handles): nobody misses them in the reading.
    """
    look = Lookup(reading)
    events = tuple(_event(look, row) for row in reading.events)
    order = {row.id: place for place, row in enumerate(look.actors)}
    last = len(order)
    ties = tuple(
        _tie(look, row)
        for row in sorted(reading.ties, key=lambda t: (order.get(t.subject, last), order.get(t.object, last)))
    )
    claims = tuple(_claim(look, row) for row in reading.claims if row.kind != "voice")
    shown = [row for row in reading.causes if implied or row.relation != "implied"]
    options = sorted(reading.options, key=lambda o: (list(STANCE_WORD).index(o.stance), o.action))
    by_id = {row.id: row for row in (*ties, *events, *claims)}
    unread, sentences = _unread(reading, apart)
    sections = (
        Section(layer="ties", title="Who stands how to whom", noun="tie", rows=ties),
        Section(layer="events", title="Who did what to whom", noun="event", rows=events),
        Section(layer="claims", title="Who says what", noun="claim", rows=claims),
        Section(
            layer="causes", title="What leads to what", noun="cause", rows=tuple(_cause(look, row) for row in shown)
        ),
        Section(
            layer="options",
            title="What is argued for and against",
            noun="option",
            rows=tuple(_option(look, row) for row in options),
        ),
        Section(
            layer="figures", title="The numbers", noun="figure", rows=tuple(_figure(look, r) for r in reading.figures)
        ),
        Section(
            layer="gaps",
            title="Where words and deeds part",
            noun="gap",
            rows=tuple(_gap(look, row, by_id) for row in reading.gaps),
        ),
        Section(layer="places", title="Where", noun="place", rows=_places(look, reading.places)),
    )
    return View(
        reading=reading,
        lookup=look,
        actors=look.actors,
        sections=sections,
        hidden=len(reading.causes) - len(shown),
        unread=unread,
        sentences=sentences,
        words=sum(1 for _ in re.finditer(r"\S+", reading.text)),
    )


def unit(sign: int) -> int:
    """Cut a sign to -1, 0 or 1."""
    return (sign > 0) - (sign < 0)


def _tags(*words: str | None, confidence: float = 1.0) -> tuple[str, ...]:
    kept = [word for word in words if word]
    if confidence < _SURE:
        kept.append("unsure reading")
    return tuple(kept)


def _tie(look: Lookup, row: Tie) -> Row:
    quotes = tuple(quote(look.text, e.sentence, e.trigger) for e in row.evidence)
    time = "" if row.time == "current" else row.time
    style = _SIGN_STYLE[unit(row.sign)]
    return Row(
        id=row.id,
        layer="ties",
        sign=unit(row.sign),
        head=(
            Part(look.name(row.subject), "name"),
            Part(row.relation.replace("_", " "), style),
            Part("→", style),
            Part(look.name(row.object), "name"),
        ),
        tags=_tags(_FACT_WORD[row.factuality], time, confidence=row.confidence),
        quotes=quotes,
        says=look.says(row.claim, row.claims),
    )


def _event(look: Lookup, row: Event) -> Row:
    doers = look.names([p.actor for p in row.actors], nobody="somebody unnamed")
    targets = look.names([p.actor for p in row.recipients])
    head = [Part(doers, "name" if row.actors else "dim"), Part(row.type, "word")]
    if targets:
        head += [Part("→", "word"), Part(targets, "name")]
    when = date_words(row.when) if row.when else ""
    mode = row.mode.replace("_", " ") if row.mode else ""
    place = look.place(row.where)
    return Row(
        id=row.id,
        layer="events",
        head=tuple(head),
        tags=_tags(
            _FACT_WORD[row.factuality], one_line(mode), when, place and f"in {place}", confidence=row.confidence
        ),
        quotes=(quote(look.text, row.sentence, row.trigger),),
        says=look.says(row.claim, row.claims),
    )


def _claim(look: Lookup, row: Claim) -> Row:
    cue = Part(shorten(look.text[row.cue.start : row.cue.end], 60), "quote", row.cue) if row.cue else Part("quoted")
    quotes = tuple(quote(look.text, span) for span in row.content)
    if not quotes and row.cue:
        quotes = (quote(look.text, row.cue),)
    teller = look.told_by(row)
    return Row(
        id=row.id,
        layer="claims",
        head=(Part(look.speakers(row.sources), "name" if row.sources else "dim"), cue),
        tags=_tags(
            "hedged" if row.hedged else "", "negated" if row.negated else "", "framed" if row.kind == "framed" else ""
        ),
        quotes=quotes,
        says=f"told by {teller}" if teller else "",
    )


def _cause(look: Lookup, row: CausalLink) -> Row:
    style = _SIGN_STYLE[unit(row.polarity)]
    quotes = (quote(look.text, row.connective, label="by the words"),) if row.connective else ()
    relation = {"purpose": "meant to", "implied": "implied"}.get(row.relation, "")
    return Row(
        id=row.id,
        layer="causes",
        sign=unit(row.polarity),
        head=(
            Part(shorten(look.text[row.cause.start : row.cause.end], _END_WIDTH), "quote", row.cause),
            Part("+→" if row.polarity > 0 else "−→", style),
            Part(shorten(look.text[row.effect.start : row.effect.end], _END_WIDTH), "quote", row.effect),
        ),
        tags=_tags(_CERTAINTY_WORD[row.certainty], relation, confidence=row.confidence),
        quotes=quotes,
        says=look.says(row.claim, row.claims),
    )


def _following(look: Lookup, row: Option, effect: Span) -> str:
    """How a text says that a result hangs on a course of action, by the causal link it was taken from."""
    actions = (row.action, *row.other_mentions)
    links = (c for c in look.reading.causes if c.effect == effect and any(c.cause.overlaps(a) for a in actions))
    link = next(links, None)
    if link is None:
        return "said to follow"
    verb = "bring" if link.polarity > 0 else "lessen"
    return f"said {'not ' if link.certainty == 'negated' else ''}to {verb}"


def _option(look: Lookup, row: Option) -> Row:
    stance = STANCE_WORD[row.stance]
    style = _SIGN_STYLE[{"for": 1, "against": -1}.get(stance, 0)]
    head = [Part(stance.upper(), style)]
    if row.doer:
        head.append(Part(look.names(row.doer) + ":", "name"))
    head.append(Part(shorten(look.text[row.action.start : row.action.end], _END_WIDTH), "quote", row.action))
    quotes = [quote(look.text, span, label=_following(look, row, span)) for span in row.consequences]
    quotes += [quote(look.text, span, label="also") for span in row.other_mentions]
    by = f"{stance} it: {look.speakers(row.by)}" if row.by else ""
    return Row(
        id=row.id,
        layer="options",
        head=tuple(head),
        tags=_tags(by if by and by != f"{stance} it: {look.says(row.claim, row.claims)}" else "",
                   confidence=row.confidence),
        quotes=tuple(quotes),
        says=look.says(row.claim, row.claims),
    )  # fmt: skip


def number(value: float) -> str:
    """Write a number for a reader: 8,400 or 2.5."""
    if abs(value) >= 1e15:
        return f"{value:.3g}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0").rstrip(".")


def bounds(row: Figure) -> str:
    """Write the stated bounds in signs: 500, ≈ 500, ≥ 500, ≤ 500, 2-3."""
    low, high = row.low, row.high
    if low is not None and high is not None:
        words = number(low) if low == high else f"{number(low)}–{number(high)}"
        return f"≈ {words}" if row.approximate else words
    if low is not None:
        return f"≥ {number(low)}"
    return f"≤ {number(high)}" if high is not None else "?"


def _as_written(unit: str, words: str) -> str:
    """A unit with the capitals that ``words`` give it: Palestinians, not palestinians."""
    found = re.search(rf"\b{re.escape(unit)}\b", words, re.IGNORECASE) if unit else None
    return found[0] if found else unit


def _figure(look: Lookup, row: Figure) -> Row:
    start, end = row.number
    if row.counts:
        start, end = min(start, row.counts.start), max(end, row.counts.end)
    return Row(
        id=row.id,
        layer="figures",
        head=(
            Part(bounds(row), "name"),
            Part(shorten(_as_written(row.unit or "", look.text[start : min(end, start + 1000)]), 40), "word"),
        ),
        tags=_tags(shorten(row.scope or "", 60), confidence=row.confidence),
        quotes=(quote(look.text, Span(start, end), row.number),),
        says=look.says(row.claim, row.claims),
    )


def _gap(look: Lookup, row: Gap, rows: dict[str, Row]) -> Row:
    quotes: list[Quote] = []
    professed = rows.get(row.professed)
    words = "professed: " + (professed.title if professed else one_line(row.professed))
    for label, key in (("professed", row.professed), *(("but", key) for key in row.contradicted_by)):
        other = rows.get(key)
        if other is not None and other.quotes:
            said = f"but: {other.title}" if label == "but" else "in the words of"
            by = f" ({other.says})" if label == "but" and other.says else f" {other.says}" if other.says else ""
            quotes.append(other.quotes[0]._replace(label=(said + by).removesuffix(" of")))
    return Row(
        id=row.id,
        layer="gaps",
        head=(Part(words, "name"),),
        quotes=tuple(quotes),
        says=look.says(row.claim),
    )


def _places(look: Lookup, rows: Sequence[Place]) -> tuple[Row, ...]:
    """One row for each place, however often it is named."""
    named: dict[tuple[object, ...], list[Place]] = {}
    for row in rows:
        key = (row.name, row.country) if row.geonameid is None else (row.geonameid,)
        named.setdefault(key, []).append(row)
    return tuple(_place(look, group[0], len(group)) for group in named.values())


def _place(look: Lookup, row: Place, times: int) -> Row:
    where = f"{row.lat:.2f}, {row.lon:.2f}" if row.lat is not None and row.lon is not None else "not located"
    return Row(
        id=row.id,
        layer="places",
        head=(Part(shorten(row.name, 60), "name"), Part(f"({one_line(row.country)})" if row.country else "")),
        tags=_tags(
            f"{times}×" if times > 1 else "", where, f"GeoNames {row.geonameid}" if row.geonameid is not None else ""
        ),
        quotes=(quote(look.text, row.span),),
    )


def spans(reading: Reading, *, implied: bool = False) -> Iterator[tuple[str, str, Span]]:
    """Every span a reader should see in the text: layer, row id, span. Mentions come under their actor."""
    for mention in reading.mentions:
        yield "actors", mention.actor, mention.span
    for claim in reading.claims:
        for span in (claim.cue, *claim.content):
            if span:
                yield "claims", claim.id, span
    for event in reading.events:
        yield "events", event.id, event.trigger
    for tie in reading.ties:
        for evidence in tie.evidence:
            if evidence.trigger:
                yield "ties", tie.id, evidence.trigger
    for link in reading.causes:
        if implied or link.relation != "implied":
            for end in (link.cause, link.connective, link.effect):
                if end:
                    yield "causes", link.id, end
    for option in reading.options:
        for span in (option.action, *option.other_mentions, *option.consequences):
            yield "options", option.id, span
    for figure in reading.figures:
        for part in (figure.number, figure.counts):
            if part:
                yield "figures", figure.id, part


def sentences(text: str) -> Iterator[Span]:
    """Rough sentences of ``text``, in one pass; good enough to say where nothing was read."""
    start = 0
    is_end: Callable[[str], bool] = lambda left: (  # noqa: E731 - two lines, used once
        left.rstrip("\"'”’)]").endswith((".", "!", "?", "…")) and not _ABBREVIATION.search(left)
    )
    for blank in _SPACE.finditer(text):
        if "\n" in blank.group()[:9] or is_end(text[max(start, blank.start() - 8) : blank.start()]):
            if blank.start() > start:
                yield Span(start, blank.start())
            start = blank.end()
    if start < len(text):
        yield Span(start, len(text))


_HEADING: Final = 160  # characters; longer runs without a full stop are text


def _unread(reading: Reading, apart: Sequence[Span]) -> tuple[tuple[Quote, ...], int]:
    """Find the runs of sentences in which nothing but names was read, and the number of sentences."""
    used = sorted(span for layer, _, span in spans(reading, implied=True) if layer != "actors")
    used += [e.sentence for tie in reading.ties for e in tie.evidence]
    used.sort()
    runs: list[Span] = []
    total, at, reach, open_run = 0, 0, -1, False
    for sentence in sentences(reading.text):
        words = reading.quote(sentence).rstrip("\"'”’)] ")
        if len(words) < _HEADING and not words.endswith((".", "!", "?", "…", ":")):
            continue  # headings, bylines and the like say nothing to be read
        if any(span.start <= sentence.start < span.end for span in apart):
            continue
        total += 1
        while at < len(used) and used[at].start < sentence.end:
            reach = max(reach, used[at].end)
            at += 1
        if reach > sentence.start:
            open_run = False
        elif open_run:
            runs[-1] = Span(runs[-1].start, sentence.end)
        else:
            runs.append(sentence)
            open_run = True
    return tuple(quote(reading.text, run) for run in runs), total
