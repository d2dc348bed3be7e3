"""A reading as rows to be shown: names for ids, quotes for spans, claimants for claims.

Both reports are drawn from these rows, so they say the same. All strings here are made visible and on one
line (see ``safe``); escaping for HTML or a terminal is left to the one who prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from aitia.model.codes import AUTHOR
from aitia.model.reading import Reading
from aitia.model.records import Actor, Claim, When
from aitia.model.text import Span
from aitia.present.safe import one_line

Style = Literal["name", "quote", "word", "for", "against", "open", "dim"]
UNNAMED: Final = "unnamed source"
QUOTE_WIDTH: Final = 160
_NAME_WIDTH: Final = 80
_OWN_MARKS: Final = frozenset({("“", "”"), ('"', '"')})
_ROOM: Final = 4  # characters looked at per character shown: white space may collapse


class Quote(NamedTuple):
    """Words of the text cut to a sensible length: the middle is what the row hangs on."""

    span: Span
    before: str
    hit: str
    after: str
    label: str = ""

    @property
    def text(self) -> str:
        """The three parts as one string."""
        return self.before + self.hit + self.after


class Part(NamedTuple):
    """A piece of a row's first line; ``span`` where it stands in the text, if it quotes it."""

    text: str
    style: Style = "word"
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record as it is shown: a first line, tags, quotes, and on whose word."""

    id: str
    layer: str
    head: tuple[Part, ...]
    sign: int | None = None
    tags: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    says: str = ""

    @property
    def title(self) -> str:
        """The first line as plain text."""
        return " ".join(part.text for part in self.head)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """One actor as it is shown. ``weight`` orders actors: mentions, and twice its ties and events."""

    id: str
    name: str
    kind: str
    country: str
    code: str
    aliases: tuple[str, ...]
    mentions: int
    weight: int
    first: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The rows of one layer under a heading."""

    layer: str
    title: str
    noun: str
    rows: tuple[Row, ...]
    note: str = ""


def quote_marks(words: str) -> tuple[str, str]:
    """Signs to put around quoted ``words``: none where they are one quotation in its own signs already."""
    inner = words[1:-1]
    if len(words) > 2 and (words[0], words[-1]) in _OWN_MARKS and not any(sign in inner for sign in '“”"'):
        return "", ""
    return "“", "”"


def shorten(text: str, width: int) -> str:
    """``text`` on one line, cut at a word to at most ``width`` characters."""
    line = one_line(text[: width * _ROOM])
    if len(line) <= width and len(text) <= width * _ROOM:
        return line
    cut = line[: width - 1]
    head = cut[: cut.rfind(" ")] if " " in cut[width // 2 :] else cut
    return head.rstrip(" ,;:–—-") + "…"


def _tail(text: str, width: int) -> str:
    """Cut the end of ``text`` at a word to at most ``width`` characters."""
    line = one_line(text[-width * _ROOM :])
    if len(line) <= width and len(text) <= width * _ROOM:
        return line
    cut = line[-(width - 1) :] if width > 1 else ""
    blank = cut.find(" ")
    return "…" + (cut[blank + 1 :] if 0 <= blank < width // 2 else cut)


def quote(text: str, span: Span, focus: Span | None = None, *, width: int = QUOTE_WIDTH, label: str = "") -> Quote:
    """Quote the words at ``span`` in about ``width`` characters, cut around ``focus`` (or from the start)."""
    if focus is None:
        return Quote(span, "", shorten(text[span.start : span.end], width), "", label)
    start, end = min(span.start, focus.start), max(span.end, focus.end)
    hit = shorten(text[focus.start : focus.end], width)
    left, right = text[start : focus.start], text[focus.end : end]
    room = max(width - len(hit), 0)
    need_left, need_right = len(one_line(left[-room * _ROOM - 1 :])), len(one_line(right[: room * _ROOM + 1]))
    for_left = min(need_left, max(room // 2, room - need_right)) if room else 0
    for_right = min(need_right, room - for_left)
    before = _tail(left, for_left) if for_left >= min(need_left, 4) else "…"
    after = shorten(right, for_right) if for_right >= min(need_right, 4) else "…"
    if before and left[-1:].isspace():
        before += " "
    if after and right[:1].isspace():
        after = " " + after
    return Quote(span, before, hit, after, label)


def date_words(when: When) -> str:
    """Write a date for a reader: 2014-09-03, 2014-09, 2014, 2010s, or a range."""
    size = {"day": 10, "month": 7, "year": 4}.get(when.precision)
    if size is None:
        return f"{when.start[:3]}0s"
    first, last = when.start[:size], when.end[:size]
    return one_line(first if first == last else f"{first} to {last}")


class Lookup:
    """Names, claimants and places of one reading by id."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self._names = {actor.id: shorten(actor.name or actor.id, _NAME_WIDTH) for actor in reading.actors}
        self._claims = {claim.id: claim for claim in reading.claims}
        self._places = {place.id: place for place in reading.places}
        self.actors = actor_rows(reading)
        self.weight = {row.id: row.weight for row in self.actors}

    def name(self, actor: str) -> str:
        """Return the actor's name; an id nobody defines is shown as it is."""
        return self._names.get(actor) or shorten(actor, _NAME_WIDTH)

    def names(self, actors: Sequence[str], *, nobody: str = "", most: int = 4) -> str:
        """Write several names in a row."""
        if not actors:
            return nobody
        shown = [self.name(actor) for actor in actors[:most]]
        if len(actors) > most:
            shown.append(f"{len(actors) - most} more")
        return ", ".join(shown)

    def speakers(self, sources: Sequence[str]) -> str:
        """Who speaks, with the writer as 'author'."""
        if not sources:
            return UNNAMED
        shown = ["author" if source == AUTHOR else self.name(source) for source in sources[:4]]
        if len(sources) > 4:
            shown.append(f"{len(sources) - 4} more")
        return ", ".join(shown)

    def says(self, claim: str, claims: Sequence[str] = ()) -> str:
        """On whose word a row stands."""
        words = [self._one(key) for key in (claims or (claim,))[:4]]
        return "; ".join(dict.fromkeys(words))

    def _one(self, key: str) -> str:
        claim = self._claims.get(key)
        if claim is None:
            return "author" if key == "voice" else UNNAMED
        words = self.speakers(claim.sources)
        teller = self.told_by(claim)
        return f"{words} (told by {teller})" if teller else words

    def told_by(self, inner: Claim) -> str:
        """Who reports a claim, unless it is the author or whoever makes it."""
        claim = self._claims.get(inner.parent) if inner.parent else None
        if claim is None or AUTHOR in claim.sources or claim.sources == inner.sources:
            return ""
        return self.speakers(claim.sources)

    def place(self, key: str | None) -> str:
        """Return a place's name and country."""
        place = self._places.get(key) if key else None
        if place is None:
            return ""
        return shorten(place.name, _NAME_WIDTH) + (f" ({one_line(place.country)})" if place.country else "")


def actor_rows(reading: Reading) -> tuple[ActorRow, ...]:
    """List the actors, most important first."""
    mentions: dict[str, int] = {}
    first: dict[str, Span] = {}
    links: dict[str, int] = {}
    for mention in reading.mentions:
        mentions[mention.actor] = mentions.get(mention.actor, 0) + 1
        if mention.actor not in first or mention.span < first[mention.actor]:
            first[mention.actor] = mention.span
    for actor in _linked(reading):
        links[actor] = links.get(actor, 0) + 1
    rows = [
        ActorRow(
            id=actor.id,
            name=shorten(actor.name or actor.id, _NAME_WIDTH),
            kind=actor.kind.replace("_", " "),
            country=one_line(actor.country or ""),
            code=shorten(actor.code or "", 40),
            aliases=_also_called(actor),
            mentions=mentions.get(actor.id, 0),
            weight=mentions.get(actor.id, 0) + 2 * links.get(actor.id, 0),
            first=first.get(actor.id),
        )
        for actor in reading.actors
    ]
    return tuple(sorted(rows, key=lambda row: (-row.weight, row.first or (len(reading.text), 0), row.id)))


def _also_called(actor: Actor) -> tuple[str, ...]:
    """Other names; of a named writer first "author", as the rows call whoever wrote the text."""
    names = tuple(shorten(a, _NAME_WIDTH) for a in actor.aliases if a not in (actor.name, AUTHOR))
    return (AUTHOR, *names) if actor.id == AUTHOR and actor.name != AUTHOR else names


def _linked(reading: Reading) -> Iterable[str]:
    for tie in reading.ties:
        yield tie.subject
        yield tie.object
    for event in reading.events:
        yield from (participant.actor for participant in (*event.actors, *event.recipients))
