"""Fighters by their group: "the rebels" after the one rebel group a text names, "M23 fighters" for M23 itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aitia.extract.cast import CastMention, Member
from aitia.extract.casting import CastBuilder
from aitia.extract.nominals import EVALUATIVE, Description, key_of

_LOCAL: Final = frozenset("guerilla guerrilla insurgent rebel secessionist separatist".split())
_ANYWHERE: Final = frozenset("extremist fighter jihadi jihadist militant terrorist".split())
_SECTORS: Final = {"paramilitary": "PRM"}  # other nouns are those of rebels
_BODIES: Final = frozenset(["armed_group", "organisation"])


def fighters_meant(build: CastBuilder, d: Description, before: Sequence[CastMention]) -> Member | None:
    """The group that plural fighters without a number stand for; nobody where more than one is named."""
    noun = d.head.lemma.lower()
    if noun not in _LOCAL | _ANYWHERE | _SECTORS.keys() or not d.plural or any(w.pos == "NUM" for w in d.words):
        return None
    members = build.cast.members
    if d.owner is not None:
        owner = members[d.owner.actor]
        joined = d.owner.head.dep in ("compound", "nmod", "amod") and d.owner.head.head is d.head
        of_it = d.link == "of" and not any(c.dep in ("relcl", "acl") for c in d.head.children)
        telling = set(key_of(d, build.cast)[2:]) - EVALUATIVE
        whole = d.owner.form == "name" and (joined or of_it) and len(telling) <= joined
        return owner if whole and _fights(owner, "PRM", "REB") and owner.kind == "armed_group" else None
    if not d.definite or set(key_of(d, build.cast)[2:]) - EVALUATIVE:
        return None
    sector = _SECTORS.get(noun, "REB")
    named = {
        m.actor for m in before if m.form != "pronoun" and m.end <= d.words[0].i and _fights(members[m.actor], sector)
    }
    if noun in _LOCAL:
        named = {a for a in named if "IMG" not in (members[a].code or "").split()}
    if len(named) != 1:
        return None
    group = next(iter(named))
    here = any(m.actor == group and m.head.sent is d.head.sent for m in before)
    return None if here else members[group]


def _fights(member: Member, *sectors: str) -> bool:
    return member.named and member.kind in _BODIES and bool(set(sectors) & set((member.code or "").split()))
