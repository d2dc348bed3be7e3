"""Ties, events and claims over documents: the same row once, with everybody who says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from aitia.assembly.belief import Errors, belief
from aitia.assembly.supports import CERTAINTY, Source
from aitia.lexicon.actors import atoms
from aitia.model.assembled import Contradiction, MergedClaim, MergedEvent, SignedTie, Support
from aitia.model.codes import Factuality, Relation, TieTime
from aitia.model.reading import row_id
from aitia.model.records import Event
from aitia.model.text import Span

_TieKey = tuple[str, str, Relation, TieTime, Factuality]


@dataclass(slots=True)
class Ties:
    """Ties as they come in, by subject, object, relation, time and factuality."""

    rows: dict[_TieKey, tuple[int, list[Support]]] = field(default_factory=dict)

    def add(self, source: Source) -> None:
        """Take in the ties of one document."""
        of = source.merged.of
        for tie in source.reading.ties:
            subject, target = of.get((source.name, tie.subject)), of.get((source.name, tie.object))
            if subject is None or target is None or subject == target:
                continue
            spans = [e.sentence for e in tie.evidence] or [Span(0, 0)]
            support = source.support(tie, CERTAINTY[tie.factuality], spans[:1])
            factuality: Factuality = "negated" if support.certainty == "negated" else tie.factuality
            key = subject, target, tie.relation, tie.time, factuality
            self.rows.setdefault(key, (tie.sign, []))[1].append(support)

    def finish(self, errors: Errors) -> tuple[SignedTie, ...]:
        """The ties in the order in which they came. A denied tie is a row of its own and counts against the others."""
        denials: dict[tuple[str, str, Relation], list[Support]] = {}
        for (subject, target, relation, _, factuality), (_, rows) in self.rows.items():
            if factuality == "negated":
                denials.setdefault((subject, target, relation), []).extend(rows)
        out = []
        for (subject, target, relation, time, factuality), (sign, rows) in self.rows.items():
            against = () if factuality == "negated" else tuple(denials.get((subject, target, relation), ()))
            out.append(
                SignedTie(
                    subject=subject,
                    object=target,
                    sign=sign,
                    relation=relation,
                    time=time,
                    factuality=factuality,
                    belief=belief(rows, errors, against),
                    supports=tuple(rows),
                    denials=against,
                )
            )
        return tuple(out)


def torn_ties(ties: Iterable[SignedTie]) -> list[Contradiction]:
    """Pairs of actors with asserted ties of both signs in the same time, and ties asserted and denied."""
    sides: dict[tuple[str, str, TieTime], dict[int, tuple[Support, ...]]] = {}
    out = []
    for tie in ties:
        if tie.factuality != "asserted" or not tie.sign:
            continue
        one, other = sorted((tie.subject, tie.object))
        held = sides.setdefault((one, other, tie.time), {})
        held[tie.sign] = (*held.get(tie.sign, ()), *tie.supports)
        if tie.denials:
            out.append(
                Contradiction(
                    kind="denial", subject=tie.subject, object=tie.object, one=tie.supports, other=tie.denials
                )
            )
    for (one, other, _), held in sides.items():
        if 1 in held and -1 in held:
            out.append(Contradiction(kind="tie", subject=one, object=other, one=held[1], other=held[-1]))
    return out


@dataclass(slots=True)
class Events:
    """Events as they come in, by type, parties, factuality and date."""

    rows: dict[tuple[object, ...], tuple[Event, str | None, list[Support]]] = field(default_factory=dict)

    def add(self, source: Source) -> None:
        """Take in the events of one document."""
        places = {p.id: p.name for p in source.reading.places}
        for event in source.reading.events:
            actors = tuple(sorted(source.merged.ids(source.name, (p.actor for p in event.actors))))
            recipients = tuple(sorted(source.merged.ids(source.name, (p.actor for p in event.recipients))))
            support = source.support(event, CERTAINTY[event.factuality], (event.sentence,))
            when = (event.when.start, event.when.end) if event.when else None
            alone = source.name if when is None and not (actors and recipients) else ""  # anybody's, at any time
            key = event.type, actors, recipients, event.factuality, when, alone
            self.rows.setdefault(key, (event, places.get(event.where or ""), []))[2].append(support)

    def finish(self) -> tuple[MergedEvent, ...]:
        """The events in the order in which they came."""
        return tuple(
            MergedEvent(
                id=row_id("event", *key),
                type=event.type,
                actors=key[1],  # type: ignore[arg-type]  # keys hold what add() put there
                recipients=key[2],  # type: ignore[arg-type]  # likewise
                factuality=event.factuality,
                start=event.when.start if event.when else None,
                end=event.when.end if event.when else None,
                place=place,
                supports=tuple(rows),
            )
            for key, (event, place, rows) in self.rows.items()
        )


@dataclass(slots=True)
class Claims:
    """What is reported of somebody, by source and words."""

    rows: dict[tuple[object, ...], tuple[tuple[str, ...], str, bool, bool, list[Support]]] = field(default_factory=dict)

    def add(self, source: Source) -> None:
        """Take in the claims of one document; its own voice is no claim to compare."""
        text = source.reading.text
        for claim in source.reading.claims:
            if not claim.content:
                continue
            about = source.reading.document
            span = Span(claim.content[0][0], claim.content[-1][1])
            words = " ".join(" ".join(text[s:e].split()) for s, e in claim.content)
            voices = source.merged.ids(source.name, claim.sources)
            support = Support(
                document=source.name,
                row=claim.id,
                rule=f"claim/{claim.kind}",
                voices=source.reporters(claim),
                certainty="negated" if claim.negated else "hedged" if claim.hedged else "asserted",
                span=span,
                quote=words,
                publisher=about.publisher,
                published=about.published,
            )
            key = voices, " ".join(atoms(words)), claim.hedged, claim.negated
            self.rows.setdefault(key, (voices, words, claim.hedged, claim.negated, []))[4].append(support)

    def finish(self) -> tuple[MergedClaim, ...]:
        """The claims in the order in which they came."""
        return tuple(
            MergedClaim(
                id=row_id("claim", *key), sources=voices, content=words, hedged=hedged, negated=negated,
                supports=tuple(rows),
            )
            for key, (voices, words, hedged, negated, rows) in self.rows.items()
        )  # fmt: skip
