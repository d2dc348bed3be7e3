"""One statement of a tie, before statements of the same tie become one row."""

from __future__ import annotations

from dataclasses import dataclass

from aitia.extract.cast import CastMention
from aitia.language.page import Page, Word, span_of
from aitia.model.codes import Factuality, Relation, TieTime
from aitia.model.records import Participant
from aitia.model.text import Span


@dataclass(slots=True)
class Stated:
    """One statement of a tie before statements are merged."""

    subject: Participant
    object: Participant
    relation: Relation
    trigger: Span
    sentence: Span
    time: TieTime
    factuality: Factuality
    claim: str
    rule: str
    probability: float | None = None  # where a trained head states it


def stated(page: Page, a: Participant, b: Participant, relation: Relation, trigger: Word, words: list[Word], rule: str,
           *, time: TieTime = "current", factuality: Factuality = "asserted") -> Stated:  # fmt: skip
    """A statement that ``a`` stands in a relation to ``b``, read at ``words``."""
    spans = [s for s in (a.span, b.span) if s is not None]
    near = [s for s in spans if abs(s.start - trigger.start) < 600]
    hull = Span(min([trigger.start, *(s.start for s in near)]), max([trigger.end, *(s.end for s in near)]))
    place = span_of(words) if words else Span(trigger.start, trigger.end)
    return Stated(a, b, relation, place, hull, time, factuality, page.voices.at(place), rule)


def as_participant(mention: CastMention) -> Participant:
    """The actor of a mention and the words that mention it."""
    return Participant(actor=mention.actor, span=mention.span)
