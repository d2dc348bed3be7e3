"""Causal links become influences between concepts; opposed polarities, hedges and denials stay apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from aitia.assembly.belief import Errors, belief
from aitia.assembly.concepts import Concepts
from aitia.assembly.supports import Source
from aitia.model.assembled import Contradiction, Influence, Support
from aitia.model.codes import CausalRelation, Certainty
from aitia.model.records import CausalLink

_Pair = tuple[str, str, int]


@dataclass(slots=True)
class Influences:
    """Rows by influence as they come in: supports by (pair, certainty, relation), denials by pair."""

    supports: dict[tuple[_Pair, Certainty, CausalRelation], list[Support]] = field(default_factory=dict)
    denials: dict[_Pair, list[Support]] = field(default_factory=dict)
    order: dict[_Pair, None] = field(default_factory=dict)
    circular: int = 0

    def add(self, source: Source, concepts: Concepts) -> None:
        """Take in the causal links of one document."""
        for link in source.reading.causes:
            for cause, first in concepts.of(source.name, link.cause):
                for effect, second in concepts.of(source.name, link.effect):
                    if cause == effect:
                        self.circular += 1
                        continue
                    self._row(source, link, (cause, effect, link.polarity * first * second))

    def _row(self, source: Source, link: CausalLink, pair: _Pair) -> None:
        certainty: Certainty = link.certainty
        if link.relation == "purpose" and certainty == "asserted":
            certainty = "hedged"  # that somebody aims at it does not say that it follows
        support = source.support(link, certainty, (link.cause, link.effect))
        self.order.setdefault(pair)
        if support.certainty == "negated":
            self.denials.setdefault(pair, []).append(support)
        else:
            self.supports.setdefault((pair, support.certainty, link.relation), []).append(support)

    def finish(self, errors: Errors) -> tuple[Influence, ...]:
        """The influences in the order in which their pairs came, with their belief."""
        by_pair: dict[_Pair, list[tuple[Certainty, CausalRelation, list[Support]]]] = {}
        for (pair, certainty, relation), rows in self.supports.items():
            by_pair.setdefault(pair, []).append((certainty, relation, rows))
        out = []
        for pair in self.order:
            denials = tuple(self.denials.get(pair, ()))
            kinds = by_pair.get(pair) or [("negated", "cause", [])]
            for certainty, relation, rows in kinds:
                out.append(
                    Influence(
                        cause=pair[0],
                        effect=pair[1],
                        polarity=pair[2],
                        belief=belief(rows, errors, denials),
                        certainty=certainty,
                        relation=relation,
                        supports=tuple(rows),
                        denials=denials,
                    )
                )
        return tuple(out)


def contradictions(influences: Iterable[Influence]) -> list[Contradiction]:
    """Pairs with both polarities, and influences that are asserted and denied; each with both sides' rows."""
    sides: dict[tuple[str, str], dict[int, tuple[Support, ...]]] = {}
    out = []
    denied: dict[_Pair, tuple[tuple[Support, ...], tuple[Support, ...]]] = {}
    for one in influences:
        held = sides.setdefault((one.cause, one.effect), {})
        held[one.polarity] = (*held.get(one.polarity, ()), *one.supports)
        if one.supports and one.denials:
            key = one.cause, one.effect, one.polarity
            denied[key] = (*denied.get(key, ((), ()))[0], *one.supports), one.denials
    for (cause, effect), held in sides.items():
        if held.get(1) and held.get(-1):
            out.append(Contradiction(kind="polarity", subject=cause, object=effect, one=held[1], other=held[-1]))
    for (cause, effect, _), (supports, denials) in denied.items():
        out.append(Contradiction(kind="denial", subject=cause, object=effect, one=supports, other=denials))
    return out
