"""The rows of a reading. Field order is the order of keys in the JSON contract.

``claim`` has no default anywhere: nothing can be stated without saying on whose word.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from aitia.model.codes import (
    ActorKind,
    CausalRelation,
    Certainty,
    ClaimKind,
    DatePrecision,
    EventType,
    Factuality,
    MentionForm,
    Relation,
    Stance,
    TieTime,
)
from aitia.model.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who acts, is acted upon or speaks. ``country`` is ISO 3166 alpha-3; ``code`` is PLOVER-like."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    code: str | None = None
    aliases: tuple[str, ...] = ()
    ids: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place in the text where an actor is named, described or referred to by a pronoun."""

    actor: str
    span: Span
    form: MentionForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A named place, resolved to GeoNames where that was possible (degrees, WGS 84)."""

    id: str
    span: Span
    name: str
    country: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something said by somebody. ``sources`` empty means an unnamed source; ``parent`` is the claim it is told in."""

    id: str
    kind: ClaimKind
    sources: tuple[str, ...] = ()
    source_span: Span | None = None
    cue: Span | None = None
    content: tuple[Span, ...] = ()
    parent: str | None = None
    hedged: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An actor in an event, and the words that put it there."""

    actor: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time expression and the ISO dates it covers."""

    span: Span
    start: str
    end: str
    precision: DatePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A reported deed by or to at least one actor, in PLOVER's types."""

    id: str
    type: EventType
    mode: str | None = None
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    trigger: Span
    sentence: Span
    factuality: Factuality = "asserted"
    when: When | None = None
    where: str | None = None
    claim: str
    rule: str = ""
    confidence: float = 1.0
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TieEvidence:
    """The words a tie is read from."""

    sentence: Span
    subject: Span | None = None
    object: Span | None = None
    trigger: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A standing, directed, signed relation between two actors."""

    id: str
    subject: str
    object: str
    relation: Relation
    sign: int
    time: TieTime = "current"
    factuality: Factuality = "asserted"
    evidence: tuple[TieEvidence, ...]
    claim: str
    rule: str = ""
    confidence: float = 1.0
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CausalLink:
    """What brings about (polarity +1) or prevents (-1) what, in the words of the text."""

    id: str
    cause: Span
    effect: Span
    connective: Span | None = None
    polarity: int
    certainty: Certainty = "asserted"
    relation: CausalRelation = "cause"
    claim: str
    rule: str = ""
    confidence: float = 1.0
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A course of action put forward for somebody, argued for or against."""

    id: str
    action: Span
    other_mentions: tuple[Span, ...] = ()
    doer: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    stance: Stance
    consequences: tuple[Span, ...] = ()
    claim: str
    rule: str = ""
    confidence: float = 1.0
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A stated quantity with its bounds (None = open) and what it counts."""

    id: str
    number: Span
    low: float | None
    high: float | None
    approximate: bool = False
    unit: str | None = None
    counts: Span | None = None
    scope: str | None = None
    claim: str
    rule: str = ""
    confidence: float = 1.0
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What is professed, and the rows that contradict it."""

    id: str
    professed: str
    contradicted_by: tuple[str, ...]
    claim: str
