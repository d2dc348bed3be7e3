"""A candidate's campaign as a body: "the Okello campaign said" is its word, not hers; one against graft is none.

Other campaigns ("a bombing campaign", "her campaign collapsed") are deeds or things, and stand for whose they are.
"""

from __future__ import annotations

from typing import Final

from aitia.extract.cast import Member
from aitia.extract.casting import CastBuilder, add_alias
from aitia.extract.coding import join
from aitia.extract.nominals import Description
from aitia.language.page import Word
from aitia.lexicon.claims import cue_entries
from aitia.lexicon.events import event_lexicon

_TOWARDS: Final = frozenset(["against", "for", "of", "to"])
_BODY: Final = frozenset(
    """adviser advisor aide chair chairman chairwoman chief counsel director headquarters lawyer manager official
    operative spokesman spokesperson spokeswoman staff staffer strategist surrogate treasurer volunteer""".split()
)


def campaign_meant(build: CastBuilder, d: Description, owner: Member | None) -> Member | None:
    """The body of a candidate that a noun phrase with "campaign" stands for, where it does."""
    if any(w.pos == "ADJ" and w.lower not in ("own", "presidential") for w in d.words):
        return None  # "her first campaign"
    if d.plural or not _acts(d.head) or any(c.lower in _TOWARDS and c.i == d.head.i + 1 for c in d.head.children):
        return None
    known = [m for key, m in build.described.items() if key[0] == "campaign"]
    if owner is None:
        return known[0] if len(known) == 1 and d.definite and len(d.words) == 2 else None
    if owner.kind != "person" or d.owner is None:
        return None
    called = owner.name.split()[-1]
    key = ("campaign", owner.id)
    if key not in build.described:
        code = join(owner.country, ["PTY"])
        build.described[key] = build.add(f"{called} campaign", "organisation", country=owner.country, code=code)
    add_alias(build.described[key], f"{called}'s campaign")
    return build.described[key]


def _acts(head: Word) -> bool:
    """Whether a campaign does something that only people do, or people are said to be of it."""
    if head.dep == "poss":
        return head.head.lemma in _BODY
    if head.dep == "pobj" and head.head.lower in ("by", "for", "from", "with"):
        above = head.head.head
        return head.head.dep == "agent" or above.lemma in _BODY or (above.pos == "VERB" and head.head.lower != "for")
    verb = head.head
    if head.dep not in ("nsubj", "nsubjpass") or verb.pos != "VERB":
        return False
    return verb.lemma in cue_entries("verb") or bool(event_lexicon().of("verb", verb.lemma))
