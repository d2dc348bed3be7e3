"""A body by the last word of its name: "the league" after "National Firearms League"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aitia.extract.cast import Cast, Member
from aitia.extract.nominals import Description
from aitia.language.page import Word
from aitia.lexicon.actors import Agent, atoms

_KINDS: Final = frozenset(["armed_group", "government", "igo", "organisation"])
# words that end many names and say nothing of whose they are, or that have a reading of their own
_NOT: Final = frozenset(
    """africa america army centre center china community company corporation country day east europe firm force forces
    government group house institute international magazine movement nation news north office organisation organization
    police post press region service south state states street system television time times today union university week
    west world""".split()
)
_SHORTEST: Final = 4


@dataclass(frozen=True, slots=True)
class Called:
    """A body and the word behind its first mention."""

    member: Member
    known_from: int


def last_words(cast: Cast) -> dict[str, Called]:
    """The bodies of a cast by the last word of their name, where only one is so called."""
    first: dict[str, int] = {}
    for m in cast.mentions:
        first[m.actor] = min(m.end, first.get(m.actor, m.end))
    found: dict[str, set[str]] = {}
    for member in cast.members.values():
        words = atoms(member.name)
        if not member.named or member.kind not in _KINDS or len(words) < 2 or member.id not in first:
            continue
        last = words[-1]
        if len(last) >= _SHORTEST and last.isalpha() and last not in _NOT:
            found.setdefault(last, set()).add(member.id)
    only = {last: next(iter(ids)) for last, ids in found.items() if len(ids) == 1}
    return {last: Called(cast.members[one], first[one]) for last, one in only.items()}


def short_agent(word: Word, called: dict[str, Called]) -> Agent | None:
    """What a noun that only a name explains stands for."""
    body = called.get(word.lower)
    if body is None or word.tag not in ("NN", "NNP") or not any(c.dep == "det" for c in word.children):
        return None
    return Agent(word.lower, body.member.kind, " ".join((body.member.code or "").split()[1:]), "")


def shortened(d: Description, called: dict[str, Called]) -> Member | None:
    """The body that "the league" stands for: it is named before, and nothing tells this league from it."""
    body = called.get(d.head.lower)
    if body is None or d.words[0].i < body.known_from or d.plural or not d.definite or d.owner is not None:
        return None
    told = [w for w in d.words if w is not d.head and w.pos not in ("DET", "PUNCT")]
    if told or any(c.dep in ("acl", "prep", "relcl", "poss") for c in d.head.children):
        return None
    return body.member
