"""Parliaments, ministries and courts by their state: "Armenia's parliament" for the one named "Armenian parliament".

Without a state ("the ministry") it is the one such body that the text names.
"""

from __future__ import annotations

from typing import Final

from aitia.extract.cast import Member
from aitia.extract.casting import CastBuilder
from aitia.extract.nominals import Description
from aitia.lexicon.actors import atoms

_BODIES: Final = frozenset("""assembly court judiciary legislature ministry navy parliament senate""".split())
_KINDS: Final = frozenset(["armed_group", "government"])


def body_meant(build: CastBuilder, d: Description, owner: Member | None) -> Member | None:
    """The named body of a state that a description of one stands for; nobody where more than one may be it."""
    if d.plural or not d.definite or d.head.lemma.lower() not in _BODIES:
        return None
    words = [w for w in d.words if w.pos not in ("DET", "PUNCT") and w.lower not in ("'s", "’s")]
    if owner is not None and d.owner is not None:
        if owner.kind != "state" or d.link not in ("adj", "poss", "of"):
            return None
        words = [w for w in words if not d.owner.start <= w.i < d.owner.end]
        return _called(build, owner, tuple(a for w in words for a in atoms(w.text)))
    if len(words) > 1 or any(c.dep in ("acl", "prep", "relcl") for c in d.head.children if c.i > d.head.i):
        return None
    noun = d.head.lemma.lower()
    named = {m.actor for m in build.cast.mentions if m.form == "name"}
    fits = [
        m for m in build.cast.members.values()
        if m.id in named and m.kind in _KINDS and any(noun in atoms(n) for n in (m.name, *m.aliases))
    ]  # fmt: skip
    described = any(k[0] == noun for k in build.described)
    return fits[0] if len(fits) == 1 and not described else None


def _called(build: CastBuilder, state: Member, rest: tuple[str, ...]) -> Member | None:
    """The body that the registry, or the text itself, calls by the state's name or adjective and these words."""
    for first in (build.known.adjectives.get(state.name, ""), state.name):
        want = (*atoms(first), *rest)
        if first and rest and want in build.by_text:
            return build.by_text[want]
        for alias in build.known.aliases.get(want[0] if want else "", ()):
            if alias.atoms == want and alias.sure and alias.entry.country == state.country:
                return build.entry(alias.entry)
    return None
