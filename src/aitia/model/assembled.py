"""What many readings amount to: concepts, influences, ties; each with every row that stands behind it.

Nothing here is a fact either: an influence is what its supports say, ``belief`` is how well they support it, and
opposed polarities stay two influences.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from aitia.model.codes import ActorKind, CausalRelation, Certainty, EventType, Factuality, Relation, Stance, TieTime
from aitia.model.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """One row of one reading that stands behind an assembled row.

    ``voices`` are the assembled actors who commit to it (empty: an unnamed source); ``span`` counts in the text of
    ``document``, and ``quote`` is what stands there. ``confidence`` is the reader's, in [0, 1].
    """

    document: str
    row: str
    rule: str = ""
    confidence: float = 1.0
    voices: tuple[str, ...] = ()
    certainty: Certainty = "asserted"
    span: Span
    quote: str = ""
    publisher: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that were taken to mean a concept; ``direction`` -1 where they say that there is less of it."""

    words: str
    direction: int
    document: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A variable of the conflict: something there can be more or less of."""

    id: str
    label: str
    actors: tuple[str, ...] = ()
    place: str | None = None
    phrases: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence:
    """More of ``cause`` brings more (polarity +1) or less (-1) of ``effect``, in somebody's words.

    ``weight`` is a stated strength in (0, 1] or None where nobody stated one; ``belief`` in [0, 1] is how well the
    supports back it; ``denials`` are rows that say it is not so. Rows of another certainty or relation make another
    influence.
    """

    cause: str
    effect: str
    polarity: int
    weight: float | None = None
    belief: float = 1.0
    certainty: Certainty = "asserted"
    relation: CausalRelation = "cause"
    supports: tuple[Support, ...] = ()
    denials: tuple[Support, ...] = ()

    @property
    def id(self) -> str:
        """What tells it from every other influence of a map, readable: ``cause>effect:+:asserted``."""
        sign = "+" if self.polarity > 0 else "-"
        kind = self.certainty if self.relation == "cause" else f"{self.certainty}-{self.relation}"
        return f"{self.cause}>{self.effect}:{sign}:{kind}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseMap:
    """Concepts and the influences between them: a signed directed graph, in political science a cognitive map."""

    concepts: tuple[Concept, ...]
    influences: tuple[Influence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkActor:
    """An actor merged over documents. ``members`` are its (document, actor id) pairs."""

    id: str
    name: str
    kind: ActorKind | None = None
    country: str | None = None
    code: str | None = None
    aliases: tuple[str, ...] = ()
    members: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedTie:
    """A standing relation between two actors, merged over documents by relation, time and factuality."""

    subject: str
    object: str
    sign: int
    relation: Relation | None = None
    time: TieTime = "current"
    factuality: Factuality = "asserted"
    belief: float = 1.0
    supports: tuple[Support, ...] = ()
    denials: tuple[Support, ...] = ()

    @property
    def id(self) -> str:
        """Readable and unique within a network."""
        return f"{self.subject}>{self.object}:{self.relation or ('+' if self.sign > 0 else '-')}:{self.time}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedNetwork:
    """Actors and their signed, directed ties."""

    actors: tuple[NetworkActor, ...]
    ties: tuple[SignedTie, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedEvent:
    """Reports of one deed: same type, same parties, same factuality, same date where one is known."""

    id: str
    type: EventType
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    factuality: Factuality
    start: str | None
    end: str | None
    place: str | None = None
    supports: tuple[Support, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedOption:
    """A course of action somebody argues for or against, as a concept that can be set."""

    id: str
    action: str
    concept: str
    direction: int
    stance: Stance
    doer: tuple[str, ...]
    by: tuple[str, ...]
    consequences: tuple[str, ...] = ()
    supports: tuple[Support, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedClaim:
    """What somebody is reported to say (or think), and where."""

    id: str
    sources: tuple[str, ...]
    content: str
    hedged: bool
    negated: bool
    supports: tuple[Support, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two assembled rows that cannot both hold, with a quote for either side.

    ``kind``: ``polarity`` (the same influence with both signs), ``denial`` (asserted and denied), ``tie`` (ties of
    opposite sign between the same two actors, in the same time).
    """

    kind: Literal["polarity", "denial", "tie"]
    subject: str
    object: str
    one: tuple[Support, ...]
    other: tuple[Support, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentInfo:
    """One document of a model; ``author`` is the assembled actor whose voice it is."""

    id: str
    sha256: str
    author: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictModel:
    """One or many readings, assembled."""

    documents: tuple[DocumentInfo, ...] = ()
    actors: tuple[NetworkActor, ...] = ()
    causes: CauseMap = field(default_factory=lambda: CauseMap(concepts=(), influences=()))
    ties: tuple[SignedTie, ...] = ()
    events: tuple[MergedEvent, ...] = ()
    options: tuple[MergedOption, ...] = ()
    claims: tuple[MergedClaim, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def network(self) -> SignedNetwork:
        """The actors that have a tie, and the ties."""
        used = {end for tie in self.ties for end in (tie.subject, tie.object)}
        return SignedNetwork(actors=tuple(a for a in self.actors if a.id in used), ties=self.ties)
