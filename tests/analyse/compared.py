"""Models by hand, to compare the sources of."""

from __future__ import annotations

from aitia.model.assembled import (
    CauseMap,
    Concept,
    ConflictModel,
    DocumentInfo,
    Influence,
    MergedEvent,
    MergedOption,
    NetworkActor,
    SignedTie,
    Support,
)
from aitia.model.outcomes import Comparison
from aitia.model.text import Span

ACTORS = tuple(NetworkActor(id=i, name=n) for i, n in [("x", "Xu"), ("y", "Yi"), ("z", "Zoe"), ("w", "Wim")])
DOCUMENTS = (
    DocumentInfo(id="d1", sha256="1", author="x", title="First", publisher="Lamp"),
    DocumentInfo(id="d2", sha256="2", author="y", title="Second", publisher="Lamp"),
    DocumentInfo(id="d3", sha256="3", author="z"),
)
CONCEPTS = tuple(Concept(id=i, label=i) for i in ("arms", "war", "trade"))


def row(name: str, *voices: str, doc: str = "d1", certainty: str = "asserted") -> Support:
    return Support(document=doc, row=name, voices=voices, span=Span(0, 3), quote=name, certainty=certainty)  # type: ignore[arg-type]


def model(**parts: object) -> ConflictModel:
    influences = parts.pop("influences", ())
    causes = CauseMap(concepts=CONCEPTS, influences=influences)  # type: ignore[arg-type]
    return ConflictModel(documents=DOCUMENTS, actors=ACTORS, causes=causes, **parts)  # type: ignore[arg-type]


def cause(polarity: int, *supports: Support, denials: tuple[Support, ...] = (), **more: object) -> Influence:
    return Influence(cause="arms", effect="war", polarity=polarity, supports=supports, denials=denials, **more)  # type: ignore[arg-type]


def tie(a: str, b: str, relation: str, *supports: Support, **more: object) -> SignedTie:
    sign = {"supports": 1, "aligned_with": 1, "acts_for": 1, "part_of": 1, "rules": 0}.get(relation, -1)
    return SignedTie(subject=a, object=b, sign=sign, relation=relation, supports=supports, **more)  # type: ignore[arg-type]


def event(name: str, type_: str, a: str, b: str, *supports: Support, **more: object) -> MergedEvent:
    parts = {"factuality": "asserted", "start": None, "end": None} | more
    parties = {"actors": (a,) if a else (), "recipients": (b,) if b else ()}
    return MergedEvent(id=name, type=type_, supports=supports, **parties, **parts)  # type: ignore[arg-type]


def option(name: str, stance: str, *supports: Support, by: tuple[str, ...] = (), direction: int = 1) -> MergedOption:
    return MergedOption(
        id=name, action=name, concept="arms", direction=direction, stance=stance, doer=(), by=by, supports=supports
    )  # type: ignore[arg-type]


def held(found: Comparison) -> dict[str, dict[str, str]]:
    return {item.id: {p.source: p.attitude for p in item.positions} for item in found.items}
