"""Bodies called by what they are: whom "the group", "the movement", "the company" or "the charity" points back to.

The noun must agree with the kind of body: no newspaper is "the group", no army "the movement". Among those that agree
it is the one the text is about: a subject rather than who is merely cited; where the group denies something, who did it
rather than who tells of it. Where two stand alike it is nobody.

Example: "Rebels shelled the port, the Red Cross said. The group denied it." → the rebels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aitia.extract.cast import CastMention, Member
from aitia.extract.clause_roles import clause_of, role_of
from aitia.extract.nominals import ARMED, Description
from aitia.language.page import Word
from aitia.lexicon.actors import atoms
from aitia.lexicon.claims import cue_entries
from aitia.lexicon.events import event_lexicon
from aitia.model.codes import AUTHOR

COMPANIES: Final = frozenset(["company", "corporation", "firm"])
CHARITIES: Final = frozenset(["charity"])
_ANY: Final = frozenset(["group", "movement"])  # what a band without a name can be called, too
_REACH: Final = 4  # sentences
_MENTIONS: Final = 60
_CITED: Final = 3.0  # what it costs to be named only as a source
_LEAD: Final = 0.75  # by how much the best must stand out
_OF_STATES: Final = frozenset(["COP", "GOV", "IGO", "JUD", "LEG", "MIL", "SPY"])
_PRESS: Final = frozenset(["JRN"])
_REBELS: Final = frozenset(["CRM", "IMG", "ISM", "PRM", "REB"])
_NO_COMPANY: Final = _OF_STATES | _REBELS | {"EDU", "LAB", "NGO", "OPP", "PTY", "REL", "SOC"}
_DENYING: Final = frozenset("claim condemn deny dismiss dispute reject".split())
_FORCE: Final = frozenset(["ASSAULT", "COERCE", "MOBILIZE", "RETREAT"])
_INSIDE: Final = ("amod", "compound", "conj", "nmod")


def group_meant(d: Description, before: Sequence[CastMention], members: dict[str, Member]) -> Member | None:
    """The body that a definite singular description points back to, where one stands out."""
    standing: dict[str, float] = {}
    near = before[-_MENTIONS:]
    for mention in reversed(near):
        gap = d.head.sent.index - mention.head.sent.index
        if gap > _REACH:
            break
        member = members[mention.actor]
        if mention.end > d.words[0].i or mention.form in ("place", "pronoun") or member.id == AUTHOR:
            continue
        if not agrees(d, mention, member):
            continue
        if mention.form == "nominal" and any(m.form == "name" and mention.start <= m.start < mention.end for m in near):
            continue  # "Taliban fighters": the Taliban
        told = member.id in standing
        standing[member.id] = max(standing.get(member.id, -9.0), _standing(mention, member, d, gap)) + 0.5 * told
    ranked = sorted(standing, key=lambda a: (-standing[a], a))
    if not ranked or (len(ranked) > 1 and standing[ranked[0]] - standing[ranked[1]] < _LEAD):
        return None
    return members[ranked[0]]


def agrees(d: Description, mention: CastMention, member: Member) -> bool:
    """Whether a body can be called "the party", "the guerrilla organisation", "the company"."""
    noun, sectors, named = d.head.lemma.lower(), set((member.code or "").split()), mention.form == "name"
    if noun in COMPANIES:
        known = not sectors & (_NO_COMPANY | _PRESS)
        return named and member.kind == "organisation" and known and ("BUS" in sectors or len(sectors) < 2)
    if noun in CHARITIES:
        return named and member.kind == "organisation" and (bool(sectors & {"NGO", "SOC"}) or not sectors)
    if noun == "party":
        return named and member.kind != "person" and ("PTY" in sectors or "party" in atoms(member.name))
    if {w.lemma.lower() for w in d.words} & ARMED:  # "this terrorist group" is no state's army
        armed = member.kind == "armed_group" and not sectors & _OF_STATES and (named or noun in _ANY)
        return armed or (named and bool(sectors & _REBELS))
    if noun in ("organisation", "organization") and named:
        return member.kind in ("armed_group", "organisation", "igo") or "SPY" in sectors
    if not named:
        return noun in _ANY and member.kind == "armed_group" and "REB" in sectors
    return member.kind in ("armed_group", "organisation") and not sectors & _PRESS


def _standing(mention: CastMention, member: Member, d: Description, gap: int) -> float:
    """How much the text is about somebody, and how well it fits what the group does."""
    top = mention.head
    while top.dep in _INSIDE and top.head is not top:
        top = top.head
    points = 0.0 if mention.form == "name" else -1.0
    points += 1.0 if gap == 0 else -0.5 * gap
    subject = role_of(top) == "subject"
    clause = clause_of(top)
    if is_cited(top):
        points -= _CITED
    elif subject:
        points += 2.0 if clause.dep == "ROOT" or (clause.dep == "conj" and clause.head.dep == "ROOT") else 1.0
    verb = d.head.head if d.head.dep in ("nsubj", "nsubjpass") else None
    if verb is not None and verb.lemma in _DENYING:
        points += _accused(clause, subject)
    if verb is not None and _is_force(verb):
        points += 1.5 if member.kind == "armed_group" or set((member.code or "").split()) & _REBELS else 0.0
    return points


def _accused(clause: Word, subject: bool) -> float:
    """What is denied is what others tell of oneself: who tells it is not meant, who did it is."""
    if not subject or clause.lemma in cue_entries("verb"):
        return -2.0 if subject and any(c.dep == "ccomp" for c in clause.children) else 0.0
    return 1.0 if _is_force(clause) else 0.0


def _is_force(verb: Word) -> bool:
    """Whether a verb tells of force, whatever stands around it."""
    types = {s.type for s in event_lexicon().of("verb", verb.lemma) if s.type is not None}
    return bool(types) and types <= _FORCE


def is_cited(word: Word) -> bool:
    """Whether somebody only vouches for what is told: "..., Reuters reported", "according to Lantern"."""
    verb = word.head
    if word.dep == "pobj" and verb.lower == "to" and verb.head.lower == "according":
        return True
    if word.dep != "nsubj" or verb.lemma not in cue_entries("verb"):
        return False
    if verb.dep == "parataxis":
        return True
    return any(c.dep in ("ccomp", "parataxis") and c.i < word.i for c in verb.children)
