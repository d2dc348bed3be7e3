"""When and of how much an office is held: sought, past or to come; over a body or over a section of it.

Example: "his pick for ambassador" → no office; "the party's political director" → part of the party.
"""

from __future__ import annotations

from typing import Final

from aitia.extract.cast import Member
from aitia.extract.nominals import GOVERNMENT, Description
from aitia.language.arcs import prepositions
from aitia.language.page import Word
from aitia.language.status import FUTURE
from aitia.model.codes import Relation

# leaders of a section only: "political director", "House majority leader", "deputy chief"
_SECTIONAL: Final = frozenset(
    """assistant associate campaign committee communication communications compliance congressional coordination deputy
    development editorial field finance financial fundraising human information legal legislative majority marketing
    medical media minority nurse operation operations parliamentary personnel policy political press procurement
    product program programme public purchasing recruitment regional research sales section security sports technical
    technology vice""".split()
)


def is_sectional(words: list[Word], head: Word) -> bool:
    """Whether somebody heads a section of a body, and not the body, by the words before the office."""
    return any(w.lower in _SECTIONAL for w in words if w.i < head.i)


def heads_section(description: Description) -> bool:
    """Whether an office is over a section of its owner: "the party's political director", "director of sales at"."""
    owner, head = description.owner, description.head
    if owner is None:
        return False
    start = owner.end if owner.head.i < head.i else description.words[0].i
    section = [w for w in description.words if start <= w.i < head.i]
    if is_sectional(section, head):
        return True
    return description.link == "at" and any(name == "of" for name, _ in prepositions(head))


_SUPERIORS: Final = frozenset("boss employer master superior".split())
# who rules on his own: of "his favourite dictator" no agent
_OWN_MASTERS: Final = frozenset(
    "autocrat dictator emir emperor king monarch president queen ruler strongman sultan warlord".split()
)


def of_person(office: str, relation: Relation) -> Relation | None:
    """What an office is to a person: "Sanders's director" acts for him, "her boss" is over her."""
    if relation == "acts_for" and office in _SUPERIORS:
        return "controls"
    if relation in ("controls", "rules") and office in _OWN_MASTERS:
        return None
    return "acts_for" if relation == "controls" and office not in _SUPERIORS else relation


HOSTS: Final = frozenset("army force gang guard gunman militia police troop".split())  # "the army of General X"
_OVER_ALL: Final = GOVERNMENT | {"army", "military", "ministry", "parliament", "police", "state"}
_MIGHT: Final = frozenset("COP CRM ELI GOV JUD LEG MIL OPP PRM PTY REB SPY UAF".split())


def is_ruled(description: Description, owner: Member) -> bool:
    """Whether a person has no say in a body that is called his: "the farmer sued his own government", "in his cell"."""
    lemma = description.head.lemma.lower()
    if lemma == "cell":
        return not any(w.lower.startswith(("terror", "sleeper")) for w in description.words)
    return lemma in _OVER_ALL and not owner.named and not _MIGHT & set((owner.code or "").split())


SEEKING: Final = frozenset(
    """bid candidacy candidate choice competition consider contender favorite favourite frontrunner hopeful nomination
    nominee opening pick position post prospect race run runner search shot vie""".split()
)
_PROVING: Final = frozenset("appear claim continue go happen know prove say seem turn".split())


def is_sought(head: Word) -> bool:
    """Whether an office is only sought: "his pick for ambassador", "a long shot to be the top diplomat"."""
    above = head.head
    if head.dep == "pobj" and above.lower in ("for", "as"):
        return above.head.lemma.lower() in SEEKING
    if head.dep != "attr" or above.lemma not in ("be", "become") or above.dep not in ("xcomp", "acl", "advcl", "relcl"):
        return False
    to = any(c.dep == "aux" and c.lower == "to" for c in above.children)
    return to and above.head.lemma not in _PROVING


def was_held(head: Word) -> bool:
    """Whether an office is told of the past on the writer's own word: "whose husband was president"."""
    verb = head.head
    if head.dep != "attr" or verb.lemma != "be":
        return False
    if verb.tag == "VBN" and any(c.lower in ("had", "'d") for c in verb.children):
        return True  # "had been his minister"
    if verb.tag != "VBD":
        return False
    return verb.dep == "relcl" or (
        verb.dep == "ROOT" and any(c.lower in ("once", "when", "then") for c in verb.children)
    )


_BEHIND: Final = frozenset("boss comrade employer hand man master party regiment teacher unit woman".split())


def is_behind(words: list[Word], head: Word) -> bool:
    """Whether somebody has left it behind: "a retired general", "an old Front man", "her old boss"."""
    told = {w.lower for w in words if w.i < head.i}
    return "retired" in told or ("old" in told and head.lemma in _BEHIND)


def will_be_held(head: Word) -> bool:
    """Whether an office is still to come: "who will be his chief of staff"."""
    return head.dep == "attr" and any(c.dep == "aux" and c.lower in FUTURE for c in head.head.children)
