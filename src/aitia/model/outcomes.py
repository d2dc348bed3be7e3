"""Answers to questions put to a model: what follows, what it hinges on, who stands together, who disagrees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aitia.model.assembled import Support
from aitia.model.codes import Stance

Sign = Literal["+", "-", "0", "?"]
Engine = Literal["sign", "fcm", "linear", "montecarlo"]
Attitude = Literal["asserts", "denies", "split", "hedges", "silent"]
SourceKind = Literal["voice", "document", "publisher"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What is supposed: concepts held up or down (value in [-1, 1], not 0), and concepts whose causes are cut.

    A concept that is set is held: what would act on it no longer does. One that is cut is held at no change.
    """

    set: dict[str, float]
    cut: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A chain of influences from a concept that was set; ``influences`` are their ids, ``sign`` the product."""

    concepts: tuple[str, ...]
    influences: tuple[str, ...]
    sign: Literal["+", "-"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What happens to one concept.

    ``sign``: "+" more of it, "-" less, "0" no effect, "?" paths disagree (or, where ``exact`` is False, it could not
    be decided within the limit). ``value`` is the engine's own measure, None where it has none; the probabilities are
    Monte Carlo's and sum to one.
    """

    concept: str
    sign: Sign
    value: float | None = None
    p_up: float | None = None
    p_down: float | None = None
    p_none: float | None = None
    paths: tuple[Path, ...] = ()
    exact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """Outcomes of a scenario under one engine, one for each concept of the map in its order.

    ``notes`` are what a reader must know: "did not converge", "paths cut off at 1,000", "spectral radius 1.3".
    """

    engine: Engine
    scenario: Scenario
    outcomes: tuple[Outcome, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hinge:
    """How a conclusion moves with one influence or voice; each ``p_*`` is P(conclusion) after the change.

    ``kind`` "influence" or "voice"; ``id`` the influence's id or the voice (an actor id, "" for unnamed sources).
    ``sobol_first``, ``sobol_total`` (shares of variance) and ``morris`` (mean absolute elementary effect) are None for
    voices and where they were not computed. ``error`` is the largest standard error of a difference between a ``p_*``
    and P as things stand.
    """

    kind: Literal["influence", "voice"]
    id: str
    label: str
    p_dropped: float
    p_flipped: float | None = None
    p_believed: float | None = None
    sobol_first: float | None = None
    sobol_total: float | None = None
    morris: float | None = None
    quotes: tuple[str, ...] = ()
    error: float | None = None

    def change(self, p: float) -> float:
        """The largest change of P(conclusion), with its sign; ``p`` is P as things stand."""
        changed = (self.p_dropped, self.p_flipped, self.p_believed)
        return max((value - p for value in changed if value is not None), key=abs)

    def moves(self, p: float) -> bool:
        """Whether it changes P(conclusion) by as much as two decimals show."""
        return not abs(self.change(p)) < 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class Hinges:
    """What a conclusion ("``concept`` goes ``sign``") hangs on, the strongest hinge first.

    ``p`` is P(conclusion) as things stand; ``turning`` the smallest set of influences found whose removal turns it,
    ``turning_proven`` whether no smaller one exists.
    """

    concept: str
    sign: Literal["+", "-"]
    p: float
    error: float
    influences: tuple[Hinge, ...]
    voices: tuple[Hinge, ...]
    turning: tuple[str, ...] | None
    turning_proven: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Triad:
    """Three actors with signed ties between each two; ``torn`` where one pair has ties of both signs."""

    actors: tuple[str, str, str]
    signs: tuple[int, int, int]
    kind: Literal["balanced", "unbalanced", "torn"]
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An actor's place in the network (measures are explained in ``aitia.analyse.centrality``)."""

    actor: str
    positive_out: int
    positive_in: int
    negative_out: int
    negative_in: int
    pn: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Structural balance of a signed network.

    ``frustration_index``: the fewest ties that stand against the best division of the actors into two blocs (``blocs``,
    per connected part: see ``aitia.analyse.balance``); when ``optimal`` is False it is the best found, and no division
    has fewer than ``bound``. ``frustrated`` are the ties that stand against it.
    """

    actors: int
    ties: int
    triads: tuple[Triad, ...]
    balanced: int
    unbalanced: int
    torn: int
    frustration_index: int
    optimal: bool
    bound: int
    blocs: tuple[tuple[str, ...], ...]
    frustrated: tuple[str, ...]
    standings: tuple[Standing, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Balance before and after a supposed tie; ``moved`` are actors that change sides."""

    supposed: tuple[str, ...]
    before: Balance
    after: Balance
    moved: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedEnemy:
    """Two actors with a common enemy, and how the two stand to each other by the ties themselves.

    ``between`` are the ids of the ties between ``one`` and ``other`` (none where ``stand`` is "unstated"), ``against``
    those of either with the ``enemies``.
    """

    one: str
    other: str
    enemies: tuple[str, ...]
    stand: Literal["positive", "negative", "torn", "unstated"]
    between: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What one source says on one item, with its words.

    ``split``: the source firmly says both that it is so and that it is not. ``supports`` are all its rows, those that
    decide first; ``against`` are the ones among them that speak against the item, whatever the attitude. ``reported``
    (documents and publishers only) are rows it tells on somebody else's word: they count for nothing here.
    """

    source: str
    attitude: Attitude
    supports: tuple[Support, ...] = ()
    against: tuple[Support, ...] = ()
    reported: tuple[Support, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something sources can agree or disagree on; ``weight`` is how much a chosen conclusion moves with it.

    ``positions`` are of the sources that speak to it, or tell what others say of it; all other sources are silent.
    """

    kind: Literal["cause", "tie", "event", "option", "claim"]
    id: str
    label: str
    positions: tuple[Position, ...]
    weight: float | None = None
    stance: Stance | None = None

    @property
    def disputed(self) -> bool:
        """Whether one source asserts what another denies (a source that is split does both)."""
        firm = [p.attitude for p in self.positions if p.attitude in ("asserts", "denies", "split")]
        return len(firm) > 1 and len(set(firm) | ({"asserts", "denies"} if "split" in firm else set())) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Two sources over the items both speak to: how many they agree and disagree on.

    ``unsettled`` are those where at least one of them hedges or is split.
    """

    one: str
    other: str
    agree: int
    disagree: int
    unsettled: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SayDo:
    """What an actor says of its own stand to another (``sign``), and what others say that it does.

    ``said_words`` and ``done_words`` name the relation or the type of the deed for each row of ``said`` and ``done``;
    "not ..." where a relation is denied.
    """

    actor: str
    object: str
    said: tuple[Support, ...]
    done: tuple[Support, ...]
    sign: int = 1
    said_words: tuple[str, ...] = ()
    done_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Sources against sources.

    ``names`` are for every source and every actor that is named in a row; ``alpha`` is Krippendorff's, None where
    nothing can be compared; ``conclusion`` is what the weights of the items are about.
    """

    sources: tuple[str, ...]
    names: dict[str, str]
    items: tuple[Item, ...]
    agreements: tuple[Agreement, ...]
    gaps: tuple[SayDo, ...]
    conclusion: str | None = None
    by: SourceKind = "voice"
    alpha: float | None = None
    notes: tuple[str, ...] = ()
