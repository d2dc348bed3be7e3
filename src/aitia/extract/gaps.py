"""Where words and deeds part: what an actor professes or denies, and the rows that say otherwise.

Example: officials of a state "profess opposition" to a group while the writer says the state arms it. What those who
act for a state profess counts as the state's. Works on a finished reading only; nothing is read anew but the words of
claims that state an attitude.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from aitia.model.codes import EventType
from aitia.model.reading import Reading, row_id
from aitia.model.records import Gap, Mention
from aitia.model.text import Span

# what an event says of how its actors stand to its recipients
_EVENT_SIGN: Final[dict[EventType, int]] = {
    "AGREE": 1, "SUPPORT": 1, "COOPERATE": 1, "AID": 1, "CONCEDE": 1,
    "ACCUSE": -1, "REJECT": -1, "THREATEN": -1, "SANCTION": -1, "COERCE": -1, "ASSAULT": -1,
}  # fmt: skip
_WORDS: Final = frozenset(["AGREE", "SUPPORT", "CONCEDE", "ACCUSE", "REJECT", "THREATEN"])  # done by speaking
_STRONG_EVENTS: Final = frozenset(["AID", "ASSAULT", "COERCE", "SANCTION"])
_STRONG_TIES: Final = frozenset(["sponsors", "fights", "suppresses"])
_REPRESENTS: Final = frozenset(["acts_for", "part_of", "rules"])
_OFFICIAL: Final = frozenset(["GOV", "MIL", "SPY", "LEG", "COP", "JUD"])
_MOST: Final = 200  # gaps of one text; more are noise

_AGAINST: Final = re.compile(
    r"\b(?:oppos(?:e[sd]?|ing|ition)|fight(?:s|ing)?|fought|combat(?:ing|s)?|hostil\w+|enmity|condemn\w*|reject\w*|"
    r"denounc\w+|hat(?:e[sd]?|red|ing)|resist(?:s|ed|ing|ance)?|destroy\w*|defeat\w*|eradicat\w+|eliminat\w+|"
    r"war (?:on|against|with)|struggle against|against)\b",
    re.IGNORECASE,
)
_FOR: Final = re.compile(
    r"\b(?:support(?:s|ed|ing)?|back(?:s|ed|ing)|friendship|friends?|solidarity|sympath\w+|alliance|partnership|"
    r"loyalty|allegiance|respect(?:s|ed|ing)? (?:for|the)|protect(?:s|ed|ing|ion)?|peace with|stand(?:s|ing)? with|"
    r"arm(?:s|ed|ing)|fund(?:s|ed|ing)|sponsor(?:s|ed|ing|ship)?|aid(?:s|ed|ing)|cooperat\w+)\b",
    re.IGNORECASE,
)
_NOT: Final = re.compile(r"\b(?:not|never|no|without|nothing)\b|n['’]t\b", re.IGNORECASE)
_REACH: Final = 60  # characters from the word of an attitude to the actor it is about


@dataclass(frozen=True, slots=True)
class _Row:
    """A tie, event or claim as one signed statement about two actors."""

    id: str
    subject: str
    object: str
    sign: int
    claim: str
    own: bool  # said or done in words by the subject's own side
    words: bool  # done by speaking
    strong: bool
    place: int
    denial: bool = False


def find_gaps(reading: Reading) -> Iterator[Gap]:
    """Yield the gaps of a reading whose ties, events and claims are complete, in text order, none twice."""
    camp = _Camp(reading)
    rows = sorted(_rows(reading, camp), key=lambda r: (r.place, r.id))
    contrary: dict[tuple[str, str, int], list[_Row]] = {}
    for row in rows:
        for side in camp.sides(row.subject):
            contrary.setdefault((side, row.object, row.sign), []).append(row)
    seen: set[str] = set()
    told: set[tuple[str, str, str, int]] = set()
    for row in rows:
        if not row.own or row.id in seen:
            continue
        key = (row.claim, row.subject, row.object, row.sign)
        against: dict[str, None] = {}
        for side in camp.sides(row.subject):
            for other in contrary.get((side, row.object, -row.sign), ()):
                if _contradicts(row, other, camp):
                    against.setdefault(other.id)
        if not against or key in told:
            continue
        seen.add(row.id)
        told.add(key)
        ids = tuple(against)
        yield Gap(id=row_id("gap", row.id, ids), professed=row.id, contradicted_by=ids, claim=row.claim)
        if len(seen) >= _MOST:
            return


def _contradicts(row: _Row, other: _Row, camp: _Camp) -> bool:
    if other.id == row.id or other.object == other.subject or other.denial:
        return False
    if other.own and (other.words or other.claim == row.claim):
        return False  # the same side says both: a change of mind, no gap
    if row.claim == camp.default and other.claim == row.claim:
        return other.strong and not other.words  # words and deeds told by one voice
    return other.claim != row.claim or not other.words


class _Camp:
    """For whom an actor speaks: itself, and the state or body it acts for."""

    def __init__(self, reading: Reading) -> None:
        self.default = next((c.id for c in reading.claims if c.kind == "voice"), "")
        self.sources = {c.id: c.sources for c in reading.claims}
        self.negated = {c.id for c in reading.claims if c.negated}
        states = {a.country: a.id for a in reversed(reading.actors) if a.kind == "state" and a.country}
        self._sides: dict[str, dict[str, None]] = {}
        for actor in reading.actors:
            sides = self._sides.setdefault(actor.id, {actor.id: None})
            official = actor.kind == "government" or bool(_OFFICIAL & set((actor.code or "").split()))
            if official and actor.kind != "state" and actor.country in states:
                sides.setdefault(states[actor.country])
        for tie in reading.ties:
            if tie.relation in _REPRESENTS and tie.time != "past" and tie.factuality == "asserted":
                self._sides.setdefault(tie.subject, {tie.subject: None}).setdefault(tie.object)

    def sides(self, actor: str) -> tuple[str, ...]:
        """The actor and those it acts for, itself first."""
        return tuple(self._sides.get(actor, {actor: None}))

    def speaks(self, claim: str, subject: str) -> bool:
        """Whether a claim is made by the subject's own side and not by the writer."""
        if claim == self.default:
            return False
        mine = set(self.sides(subject))
        return any(mine & set(self.sides(s)) for s in self.sources.get(claim, ()))


def _rows(reading: Reading, camp: _Camp) -> Iterator[_Row]:
    for tie in reading.ties:
        if not tie.sign or tie.subject == tie.object or tie.factuality == "hypothetical":
            continue
        own = camp.speaks(tie.claim, tie.subject)
        denial = tie.factuality == "negated" or (own and tie.claim in camp.negated)
        sign = -tie.sign if denial else tie.sign
        place = tie.evidence[0].sentence.start if tie.evidence else 0
        strong = tie.relation in _STRONG_TIES and tie.time != "prospective"
        if tie.time == "past" and not own:
            continue  # what was once so contradicts nobody's word of today
        yield _Row(tie.id, tie.subject, tie.object, sign, tie.claim, own, False, strong, place, denial)
    for event in reading.events:
        sign = _EVENT_SIGN.get(event.type, 0)
        if not sign or event.factuality == "hypothetical":
            continue
        words = event.type in _WORDS
        for a in event.actors:
            for b in event.recipients:
                if a.actor == b.actor:
                    continue
                own = (words and event.factuality == "asserted") or camp.speaks(event.claim, a.actor)
                denial = event.factuality == "negated"
                strong = event.type in _STRONG_EVENTS and event.factuality == "asserted"
                yield _Row(event.id, a.actor, b.actor, -sign if denial else sign, event.claim, own,
                           words or event.factuality == "planned", strong, event.trigger.start, denial)  # fmt: skip
    yield from _attitudes(reading, camp)


def _attitudes(reading: Reading, camp: _Camp) -> Iterator[_Row]:
    """What the words of a claim say of how its source stands to an actor in it: "opposition to the group"."""
    mentions = sorted(reading.mentions, key=lambda m: (m.span.start, -m.span.end))
    starts = [m.span.start for m in mentions]
    for claim in reading.claims:
        if claim.kind != "attributed" or not claim.sources:
            continue
        for content in claim.content:
            for target, sign in _attitude(reading, content, mentions, starts):
                for source in claim.sources:
                    if target in camp.sides(source):
                        continue
                    yield _Row(claim.id, source, target, -sign if claim.negated else sign, claim.id, True, True, False,
                               content.start, claim.negated)  # fmt: skip


def _attitude(reading: Reading, content: Span, mentions: list[Mention], starts: list[int]) -> Iterator[tuple[str, int]]:
    """Actors and signs, from the first word of an attitude when it opens the claim's own words."""
    text = reading.text[content.start : content.end]
    found = sorted(((m.start(), m.end(), s) for p, s in ((_AGAINST, -1), (_FOR, 1)) for m in p.finditer(text)))
    if not found or found[0][0] > _REACH:
        return
    start, end, sign = found[0]
    if _NOT.search(text, max(0, start - 25), start):
        sign = -sign
    for i in range(bisect_left(starts, content.start + end), len(mentions)):
        mention = mentions[i]
        if mention.span.start > content.start + end + _REACH or mention.span.end > content.end:
            return
        if mention.form != "pronoun":
            yield mention.actor, sign
            return
