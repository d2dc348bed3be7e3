"""Deeds that need recipients and have none in their own slots: those are kept whom something around names.

Example: "Chad shelled the camp. Niger condemned the attack" → ACCUSE Niger → Chad; "threatened to ban the rebels"
→ THREATEN ... → rebels. Where nothing names them there is no deed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aitia.extract.event_answers import aimed_at
from aitia.extract.event_candidates import Candidate
from aitia.extract.event_doubts import is_doubtful
from aitia.extract.event_needs import suits
from aitia.extract.event_roles import Roles
from aitia.extract.event_targets import aim


def reach(
    waiting: dict[int, Candidate], found: Mapping[int, Candidate], before: Sequence[Candidate], roles: Roles
) -> dict[int, Candidate]:
    """Those of the ``waiting`` whose recipients the sentence around them or what was told ``before`` names."""
    if not waiting:
        return {}
    together = {**found, **waiting}
    aim(together, roles)
    out: dict[int, Candidate] = {}
    for i, one in waiting.items():
        if i not in together:
            continue
        one.recipients = one.recipients or aimed_at(one, before)
        sides = (one.actors, one.recipients)
        if suits(one.sense, one.recipients, roles.cast) and not is_doubtful(
            one.at, one.sense, one.type, sides, roles.cast
        ):
            out[i] = one
    return out
