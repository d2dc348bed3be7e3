"""Which described actors have a part in what is told, though no row has them: "the envoy" whom somebody asked.

A description counts where it stands as somebody who does, suffers, owns or is dealt with, and tells who is meant; a
bare role ("as a witness", "in the hospital") tells of nobody.
"""

from __future__ import annotations

from typing import Final

from aitia.extract.cast import Cast, Member
from aitia.extract.extents import extent
from aitia.extract.nominals import Description, is_counted, is_statistic, plain
from aitia.language.page import Page, Word

_DOING: Final = frozenset(["nsubj", "nsubjpass"])
_DONE_TO: Final = frozenset(["dobj", "dative", "iobj"])
_DEALT_WITH: Final = frozenset("against among between by for from of over to toward towards upon with".split())
_PARTED: Final = frozenset("against among between of".split())
_TELLING: Final = frozenset(["acl", "amod", "compound", "nmod", "poss", "prep", "relcl"])
# what is done to people with words: who is told, asked or ordered is somebody, however many they are
_ADDRESSING: Final = frozenset(
    """address advise appeal ask assure ban beg brief command compel exhort forbid implore inform instruct invite notify
    order persuade press promise remind request summon teach tell threaten urge warn""".split()
)
_ANYBODY: Final = frozenset("any each either every neither no".split())
_GROUPS: Final = frozenset(["armed_group", "government", "organisation", "population"])
_BODIES: Final = frozenset(["organisation", "states", "state"])


def with_a_part(cast: Cast) -> set[str]:
    """The described actors that do or suffer something, whether or not a row tells of it."""
    return {actor for d, actor in cast.described if _has_part(d, cast.members[actor])}


def _has_part(d: Description, member: Member) -> bool:
    head = d.head
    if is_statistic(d) or any(c.dep in ("det", "predet") and c.lower in _ANYBODY for c in head.children):
        return False
    if head.dep in _DOING:
        if d.plural and member.kind in _GROUPS:
            return True
        return (d.definite or _is_told(head.head)) and (member.kind != "states" or d.plural)
    prep = head.head.lower if head.dep == "pobj" else ""
    if not d.definite:
        told = any(c.dep in _TELLING for c in head.children) and not any(c.pos == "NUM" for c in head.children)
        is_told = head.dep in _DONE_TO and head.head.lemma in _ADDRESSING and not is_counted(d)
        return d.plural and member.kind not in _BODIES and (is_told or prep == "by" or (prep in _PARTED and told))
    if is_counted(d) or (member.kind in _BODIES and not d.plural and head.dep != "poss"):
        return False
    if head.dep == "poss":
        return not d.plural
    return member.kind != "states" and (head.dep in _DONE_TO or prep in _DEALT_WITH)


def _is_told(verb: Word) -> bool:
    """Whether a verb tells what somebody did, once: then "a lieutenant" is one of whom it is told."""
    return verb.tag == "VBD" or any(c.dep in ("aux", "auxpass") and c.tag == "VBD" for c in verb.children)


def described_as(page: Page) -> dict[str, list[str]]:
    """The words, without article, by which actors are described, whole with what tells whom they mean."""
    found: dict[str, list[str]] = {}
    for m in page.cast.mentions:
        if m.form != "nominal":
            continue
        words = plain(page.quote(extent(m, page)))
        for article in ("the ", "The ", "a ", "A ", "an ", "An "):
            words = words.removeprefix(article)
        found.setdefault(m.actor, []).append(words)
    return found
