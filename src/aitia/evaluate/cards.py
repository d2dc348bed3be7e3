"""Rows in words, as a judge is shown them, and the mark by which a row with other words is told from a judged one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from aitia.model.reading import Reading
from aitia.model.records import CausalLink, Event, Figure, Option, Participant, Tie

Row = Event | Tie | CausalLink | Option | Figure


def in_words(row: Row, reading: Reading) -> str:
    """What a row of a reading says, in words."""
    names = {actor.id: actor.name for actor in reading.actors}
    if isinstance(row, Event):
        return _event(row, reading, names)
    if isinstance(row, Tie):
        return _tie(row, reading, names)
    if isinstance(row, CausalLink):
        return _cause(row, reading)
    if isinstance(row, Option):
        return _option(row, reading, names)
    return _figure(row, reading)


def place(row: Row) -> tuple[int, int]:
    """Where a row stands: the words that a judge is shown."""
    if isinstance(row, Event):
        return row.sentence
    if isinstance(row, Tie):
        return row.evidence[0].sentence
    if isinstance(row, Option):
        return row.action
    if isinstance(row, Figure):
        counts = row.counts or row.number
        return min(row.number[0], counts[0]), max(row.number[1], counts[1])
    return min(row.cause[0], row.effect[0]), max(row.cause[1], row.effect[1])


def digest(words: str) -> str:
    """Eight hexadecimal digits that stand for the words of a row, so that they need not be published."""
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def _event(row: Event, reading: Reading, names: dict[str, str]) -> str:
    def who(people: Iterable[Participant]) -> str:
        return ", ".join(names[p.actor] for p in people) or "(nobody named)"

    words = f"{row.type} ({row.factuality}): {who(row.actors)} -> {who(row.recipients)}"
    return f"{words}; trigger «{reading.quote(row.trigger)}»; {_word_of(row.claim, reading, names)}"


def _tie(row: Tie, reading: Reading, names: dict[str, str]) -> str:
    at = row.evidence[0]
    trigger = reading.quote(at.trigger) if at.trigger else ""
    words = f"{names[row.subject]} {row.relation} {names[row.object]} ({row.factuality}, {row.time})"
    return f"{words}; read at «{trigger}»; {_word_of(row.claim, reading, names)}"


def _word_of(claim: str, reading: Reading, names: dict[str, str]) -> str:
    sources = next(c.sources for c in reading.claims if c.id == claim)
    return f"on the word of {', '.join(names[s] for s in sources) or 'an unnamed source'}"


def _cause(row: CausalLink, reading: Reading) -> str:
    sign = "brings about / increases / helps" if row.polarity > 0 else "prevents / reduces / harms"
    return f"[{reading.quote(row.cause)}] {sign} [{reading.quote(row.effect)}] ({row.relation}, {row.certainty})"


def _option(row: Option, reading: Reading, names: dict[str, str]) -> str:
    doer, by = (", ".join(names[a] for a in side) or "somebody not named" for side in (row.doer, row.by))
    return f"that {doer} should [{reading.quote(row.action)}]: {by} speaks {row.stance} it"


def _figure(row: Figure, reading: Reading) -> str:
    low, high = ("open" if bound is None else f"{bound:,.12g}" for bound in (row.low, row.high))
    counted = reading.quote(row.counts) if row.counts else "(not said)"
    about = "about " if row.approximate else ""
    return f"«{reading.quote(row.number)}» is {about}{low} to {high} {row.unit or ''}; of: {counted}"
