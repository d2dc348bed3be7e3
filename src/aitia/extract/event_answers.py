"""Whom a refusal or a judgement is aimed at, where its own sentence leaves that out: who accused or acted before.

Example: "Chad accused Sudan of arming rebels. Khartoum denied it." → REJECT Sudan → Chad;
"Sudan shut the border. Chad condemned the move." → ACCUSE Chad → Sudan.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from aitia.extract.event_candidates import Candidate
from aitia.language.page import Word
from aitia.lexicon.events import classes
from aitia.model.codes import AUTHOR, EventType
from aitia.model.records import Participant

CALLING: Final = frozenset(["ACCUSE", "REQUEST", "THREATEN"])
_PERSONAL: Final = frozenset(["accuse", "blame", "call", "thank"])  # "it" after these is an actor
REACH: Final = 2  # sentences that an answer looks back
JUDGING: Final = frozenset(["ACCUSE", "REJECT", "SUPPORT"])
# of these things only what they are made of: the charge that is denied was an accusation
_KINDS: Final[dict[str, EventType]] = {
    **dict.fromkeys(["accusation", "allegation", "charge", "claim", "criticism"], "ACCUSE"),
    **dict.fromkeys(["appeal", "call", "demand", "request", "suggestion"], "REQUEST"),
    **dict.fromkeys(["offer", "pledge", "promise"], "AGREE"),
    **dict.fromkeys(["ambush", "attack", "bombing", "incursion", "invasion", "massacre", "raid"], "ASSAULT"),
    **dict.fromkeys(["arrest", "closure", "crackdown", "detention", "deportation", "expulsion", "siege"], "COERCE"),
}


def answered(one: Candidate, before: Iterable[Candidate]) -> list[Participant]:
    """Whom the refusal ``one`` answers: the doers of the nearest charge, demand or threat against its own doers."""
    if one.type != "REJECT" or one.recipients or not one.actors:
        return []
    doers = {p.actor for p in one.actors}
    for other in before:
        if one.at.word.sent.index - other.at.word.sent.index > REACH:
            break
        callers = {p.actor for p in other.actors}
        if other.type not in CALLING or not callers or callers & doers or AUTHOR in callers:
            continue
        if doers & {p.actor for p in other.recipients}:
            return other.actors
    return []


def referred(one: Candidate, before: Iterable[Candidate]) -> list[Participant]:
    """Whose deed is judged, where a mere "the move", "this" or "it" stands for it: the doers of the one told last."""
    if one.type not in JUDGING or one.recipients or not one.actors:
        return []
    thing = next(iter(one.at.objects), None)
    if thing is None or not _points_back(thing) or (thing.pos == "PRON" and one.at.word.lemma in _PERSONAL):
        return []
    doers = {p.actor for p in one.actors}
    asked = _KINDS.get(thing.lemma)
    for other in before:
        if one.at.word.sent.index - other.at.word.sent.index > 1:
            break
        meant = {p.actor for p in other.actors}
        if not meant or meant & doers or AUTHOR in meant or (asked is not None and other.type != asked):
            continue
        return other.actors
    return []


def _points_back(thing: Word) -> bool:
    if thing.pos == "PRON":
        return thing.lower in ("it", "this", "that")
    definite = any(c.dep == "det" and c.lower in ("the", "this", "that", "such") for c in thing.children)
    told = any(c.dep in ("relcl", "acl", "prep", "poss") for c in thing.children)
    return definite and not told and thing.lemma in classes()["deed"]
