"""Actors as people decided they are: what is one and what is not, over what names and identifiers said.

Example: "the guard" of one text is parted from the guard of the others, and "isil" becomes "islamic_state".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from aitia.assembly.actors import Merged
from aitia.model.assembled import NetworkActor
from aitia.model.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouping:
    """Decisions about actors. Splits come first: who was parted may be merged by the new key.

    ``splits`` gives (hash of the text, actor of the document) its own key, ``merges`` a key the one it became. ``keys``
    has other keys by which the actor of a document is known, beside the id it was assembled under.
    """

    merges: Mapping[str, str] = field(default_factory=dict)
    splits: Mapping[tuple[str, str], str] = field(default_factory=dict)
    keys: Mapping[tuple[str, str], str] = field(default_factory=dict)


def regroup(merged: Merged, readings: Sequence[tuple[str, Reading]], plan: Regrouping) -> Merged:
    """The actors of all documents after the decisions of people; ids that nothing was decided about stay."""
    if not plan.merges and not plan.splits:
        return merged
    hashes = {name: reading.document.sha256 for name, reading in readings}
    known = {actor.id: actor for actor in merged.actors}
    # the id under which a key is known here: its own, or that of whoever has it
    meant = {
        plan.keys[hashes[name], actor]: identity
        for (name, actor), identity in reversed(merged.of.items())
        if (hashes[name], actor) in plan.keys
    }
    meant |= {identity: identity for identity in known}
    of: dict[tuple[str, str], str] = {}
    for (name, actor), identity in merged.of.items():
        member = hashes[name], actor
        key = plan.splits.get(member)
        if key is None:
            other = plan.keys.get(member, identity)
            key = plan.merges.get(identity) or plan.merges.get(other) or identity
        else:
            key = plan.merges.get(key, key)
        of[name, actor] = meant.get(key, key)
    return Merged(actors=tuple(_actors(merged, dict(readings), of, known)), of=of)


def _actors(
    merged: Merged,
    readings: Mapping[str, Reading],
    of: Mapping[tuple[str, str], str],
    known: Mapping[str, NetworkActor],
) -> Sequence[NetworkActor]:
    members: dict[str, list[tuple[str, str]]] = {}
    for actor in merged.actors:
        for member in actor.members:
            members.setdefault(of[member], []).append(member)
    out = []
    for identity, held in members.items():
        before = known.get(identity)
        if before is not None and before.members == tuple(held):
            out.append(before)
            continue
        own = [next(a for a in readings[name].actors if a.id == actor) for name, actor in held]
        # a key that is new here is called what its first member is called
        base = before or NetworkActor(id=identity, name=own[0].name, kind=own[0].kind)
        sources = dict.fromkeys(merged.of[member] for member in held)
        whole = [known[s] for s in sources if s != identity and set(known[s].members) <= set(held)]
        names = [*(a.name for a in whole), *(t for a in own for t in (a.name, *a.aliases))]
        out.append(
            replace(
                base,
                country=base.country or next((a.country for a in own if a.country), None),
                code=base.code or next((a.code for a in own if a.code), None),
                aliases=tuple(dict.fromkeys(n for n in names if n != base.name)),
                members=tuple(held),
            )
        )
    return out
