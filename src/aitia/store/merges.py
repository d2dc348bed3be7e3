"""Decisions about actors and concepts as the data that assembly takes: which keys are one, what concepts mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aitia.assembly import mapping as mapped
from aitia.model.decisions import Decision
from aitia.store.anchoring import Orphan
from aitia.store.journal import in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorDecisions:
    """Keys of actors over documents: ``merges`` maps a key to the key it became, ``splits`` (doc, actor) to its own.

    Splits come first: an actor of a document that was parted from its key is merged by its new key.
    """

    merges: Mapping[str, str] = field(default_factory=dict)
    splits: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def key(self, doc: str, actor: str, key: str) -> str:
        """The key of an actor of a document, whose key was ``key``."""
        key = self.splits.get((doc, actor), key)
        return self.merges.get(key, key)


def actor_decisions(decisions: Iterable[Decision]) -> tuple[ActorDecisions, tuple[Orphan, ...]]:
    """What was decided about actors, and what cannot be meant (merges in a circle: the last of them is left out)."""
    merges: dict[str, tuple[str, int]] = {}
    splits: dict[tuple[str, str], str] = {}
    orphans: list[Orphan] = []
    for decision in in_force(decisions)[0]:
        fields = decision.fields
        if decision.kind == "merge_actors":
            sources = fields["from"] if isinstance(fields["from"], list) else [fields["from"]]
            for source in sources:
                _add(merges, str(source), str(fields["to"]), 1, decision, orphans)
        elif decision.kind == "split_actor":
            members = fields["members"]
            if not isinstance(members, list) or not all(isinstance(m, list) and len(m) == 2 for m in members):
                orphans.append(Orphan(decision=decision, reason="members must be a list of [document hash, actor id]"))
                continue
            splits.update({(str(doc), str(actor)): str(fields["to"]) for doc, actor in members})
    return ActorDecisions(merges={k: v[0] for k, v in _settled(merges).items()}, splits=splits), tuple(orphans)


def concept_mapping(
    decisions: Iterable[Decision], base: mapped.Mapping | None = None
) -> tuple[mapped.Mapping, tuple[Orphan, ...]]:
    """What was decided about concepts, laid over a mapping file, and what cannot be meant.

    A decision with ``what`` = ``phrase`` says what exact words mean; the others what a concept id means.
    """
    base = base or mapped.Mapping()
    concepts, phrases, labels = dict(base.concepts), dict(base.phrases), dict(base.labels)
    orphans: list[Orphan] = []
    for decision in in_force(decisions)[0]:
        if decision.kind != "map_concept":
            continue
        fields: Mapping[str, Any] = decision.fields
        direction = fields.get("direction", 1)
        if direction not in (1, -1) or isinstance(direction, bool):
            orphans.append(Orphan(decision=decision, reason=f"direction is 1 or -1, not {direction!r}"))
            continue
        source, target = str(fields["from"]), str(fields["to"])
        if fields.get("label"):
            labels[target] = str(fields["label"])
        if fields.get("what") == "phrase":
            phrases[" ".join(source.casefold().split())] = [(target, direction)]
        else:
            _add(concepts, source, target, direction, decision, orphans)
    return mapped.Mapping(concepts=_settled(concepts), phrases=phrases, labels=labels), tuple(orphans)


def _add(
    held: dict[str, tuple[str, int]], source: str, target: str, sign: int, decision: Decision, orphans: list[Orphan]
) -> None:
    """Take in one mapping over an earlier one of the same source, unless it closes a circle."""
    if source == target:
        held.pop(source, None)  # it stays what it is
        return
    seen = at = target
    while at in held and held[at][0] != at:
        at = held[at][0]
        if at == source:
            orphans.append(Orphan(decision=decision, reason=f"{source!r} and {seen!r} would become each other"))
            return
    held[source] = target, sign


def _settled(held: Mapping[str, tuple[str, int]]) -> dict[str, tuple[str, int]]:
    """Follow chains (a to b, b to c) to their end."""
    out = {}
    for source, (target, sign) in held.items():
        while target in held and held[target][0] != target:
            target, step = held[target]
            sign *= step
        out[source] = target, sign
    return out
