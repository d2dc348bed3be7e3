"""Whom a refusal or a judgement is aimed at, where its own sentence leaves that out: who accused or acted before.

Example: "Chad accused Sudan of arming rebels. Khartoum denied it." → REJECT Sudan → Chad;
"Sudan shut the border. Chad condemned the move." → ACCUSE Chad → Sudan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from aitia.extract.event_candidates import Candidate
from aitia.extract.event_sums import summed
from aitia.language.arcs import is_passive, prepositions
from aitia.language.frames import surface_subjects
from aitia.language.page import Word
from aitia.lexicon.events import classes
from aitia.model.codes import AUTHOR, EventType
from aitia.model.records import Claim, Participant

CALLING: Final = frozenset(["ACCUSE", "REQUEST", "THREATEN"])
_PERSONAL: Final = frozenset(["accuse", "blame", "call", "thank"])  # "it" after these is an actor
REACH: Final = 2  # sentences that an answer looks back
FAR: Final = 4  # and where it names what kind of deed it means
JUDGING: Final = frozenset(["ACCUSE", "REJECT", "SUPPORT"])
# of these things only what they are made of: the charge that is denied was an accusation
_KINDS: Final[dict[str, EventType]] = {
    **dict.fromkeys(["accusation", "allegation", "charge", "claim", "criticism"], "ACCUSE"),
    **dict.fromkeys(["appeal", "call", "demand", "request", "suggestion"], "REQUEST"),
    **dict.fromkeys(["offer", "pledge", "promise"], "AGREE"),
    **dict.fromkeys(
        """airstrike ambush assassination assault attack bombardment bombing fighting fire incursion invasion killing
        massacre murder offensive raid shelling shooting strike violence war""".split(),
        "ASSAULT",
    ),
    **dict.fromkeys(
        """annexation arrest blockade closure coup crackdown detention deportation expulsion occupation seizure
        siege""".split(),
        "COERCE",
    ),
    **dict.fromkeys(["embargo", "sanction", "tariff", "suspension"], "SANCTION"),
    **dict.fromkeys(["deployment", "launch", "test"], "MOBILIZE"),
    **dict.fromkeys(["pullout", "withdrawal"], "RETREAT"),
}
# what somebody said of another: its refusal is aimed at who said it
_SAID: Final = frozenset(
    """accusation affair allegation assertion charge claim conclusion criticism description figure finding insinuation
    involvement part report responsibility role rumor rumour statement story suggestion tale version
    wrongdoing""".split()
)
_DISPUTING: Final = frozenset(
    "contest contradict deny disbelieve dismiss dispute discount refute reject repudiate ridicule scorn".split()
)
_CALLING: Final = frozenset(["brand", "call", "describe", "dub", "label", "term"])  # "calls the figure absurd"
_SIDES: Final = frozenset(
    ["camp", "country", "faction", "government", "neighbor", "neighbour", "party", "rival", "side"]
)
_RETURNING: Final = frozenset("answer counter hit react reply respond retaliate retort strike".split())
_PROVOKING: Final = CALLING | {"ASSAULT", "COERCE", "REJECT", "SANCTION"}
_BODIES: Final = frozenset(["armed_group", "government", "organisation", "state"])
# what two parties do to each other
_BETWEEN: Final = frozenset(["AGREE", "ASSAULT", "CONSULT", "COERCE", "RETREAT", "REJECT", "THREATEN"])
_TAKING: Final = frozenset("accept agree decline refuse reject spurn turn".split())
_OFFERING: Final = frozenset("ask demand extend invite offer propose submit suggest table urge".split())
_HELD_OUT: Final = frozenset(
    "bid deal demand draft formula idea invitation offer plan proposal request suggestion term text".split()
)
_WINDOW: Final = 80  # words
_MANY: Final = 200  # deeds looked back at for who the two sides of a war are
_ENDS: Final = frozenset(["cessation", "end", "halt", "stop"])
_FREEING: Final = frozenset(["freedom", "freeing", "liberation", "release"])
_BOTH: Final = frozenset(["all", "both", "either", "two", "warring"])


def aimed_at(one: Candidate, before: Sequence[Candidate]) -> list[Participant]:
    """Whom the deed ``one`` is aimed at, by what was told ``before`` (latest last); nobody where it is not plain."""
    if one.recipients or not one.actors:
        return []
    return (
        summed(one.at, one.type, one.actors)
        or disputed(one)
        or answered(one, before)
        or offered(one)
        or referred(one, before)
        or stopped(one, before)
        or sides(one, before)
    )


def disputed(one: Candidate) -> list[Participant]:
    """Who said what is denied: "Experts say that Chad arms them, a charge Chad denies" → the experts."""
    verb, page = one.at.word, one.at.page
    if one.type != "REJECT" or verb.lemma not in _DISPUTING | _CALLING:
        return []
    thing = next(iter(one.at.objects), None)
    if thing is None:
        return []
    told = any(c.dep == "ccomp" and c.i > thing.i for c in (*verb.children, *thing.children))
    if told and verb.lemma not in _CALLING:
        return []
    back = thing.lower in ("it", "this", "that", "them") if thing.pos == "PRON" else thing.lemma in _SAID
    if not back or any(c.dep in ("prep", "poss") for c in thing.children):
        return []
    doers = {p.actor for p in one.actors} | {AUTHOR}
    told_before = [c for c in page.voices.claims if c.content and c.content[0].start < verb.start]
    for claim in sorted(told_before, key=lambda c: -c.content[0].start):
        if claim.kind == "voice" or not claim.sources or (claim.sources and _is_aside(claim, told_before, verb, doers)):
            continue
        first = page.word_at(claim.content[0].start)
        if first is None or verb.sent.index - first.sent.index > REACH:
            break
        within = claim.content[0].start <= verb.start < claim.content[-1].end and verb.head is not thing
        if within or doers & set(claim.sources):
            continue
        return [Participant(actor=a, span=claim.source_span) for a in claim.sources]
    return []


def _is_aside(claim: Claim, others: Sequence[Claim], verb: Word, doers: set[str]) -> bool:
    """Whether a claim only stands within what somebody else says: "Chad says the group, called X by Y, did it"."""
    first, last = claim.content[0].start, claim.content[-1].end
    for other in others:
        around = other.content[0].start <= first and last <= other.content[-1].end
        wider = around and other.content[-1].end - other.content[0].start > last - first
        told = other.kind != "voice" and other.sources and not set(other.sources) & (doers | set(claim.sources))
        if wider and told and other.content[-1].end <= verb.start:
            return True
    return False


def answered(one: Candidate, before: Sequence[Candidate]) -> list[Participant]:
    """Whom the refusal ``one`` answers: the doers of the nearest charge, demand or threat against its own doers."""
    back = _is_given_back(one.at.word)
    if one.type != "REJECT" and not back:
        return []
    doers = {p.actor for p in one.actors}
    for other in reversed(before):
        if one.at.word.sent.index - other.at.word.sent.index > REACH:
            break
        callers = {p.actor for p in other.actors}
        calling = other.type in (_PROVOKING if back else CALLING)
        if not calling or not callers or callers & doers or AUTHOR in callers:
            continue
        if doers & {p.actor for p in other.recipients}:
            return other.actors
    return []


def _is_given_back(word: Word) -> bool:
    """Whether a noun names what somebody answers with: "replied with an ultimatum"."""
    return word.dep == "pobj" and word.head.lower == "with" and word.head.head.lemma in _RETURNING


def referred(one: Candidate, before: Sequence[Candidate]) -> list[Participant]:
    """Whose deed is judged, where a mere "the move", "this" or "it" stands for it: the doers of the one told last."""
    if one.type not in JUDGING:
        return []
    thing = next(iter(one.at.objects), None)
    if thing is None or not _points_back(thing) or (thing.pos == "PRON" and one.at.word.lemma in _PERSONAL):
        return []
    doers = {p.actor for p in one.actors}
    asked = _KINDS.get(thing.lemma)
    for other in reversed(before):
        if one.at.word.sent.index - other.at.word.sent.index > (FAR if asked is not None else 1):
            break
        meant = {p.actor for p in other.actors}
        if not meant or meant & doers or AUTHOR in meant or (asked is not None and other.type != asked):
            continue
        return other.actors
    return []


def offered(one: Candidate) -> list[Participant]:
    """Who held out what is taken or refused: "Chad offered talks; Niger accepted", "Niger turned the offer down"."""
    verb = one.at.word
    if one.type not in ("AGREE", "CONCEDE", "REJECT") or verb.lemma not in _TAKING or one.at.complements:
        return []
    thing = next(iter(one.at.objects), None)
    if thing is not None:
        back = thing.lower in ("it", "them", "this", "both") if thing.pos == "PRON" else _is_the(thing)
        if not back or (thing.pos != "PRON" and thing.lemma not in _HELD_OUT):
            return []
    elif one.at.found.obliques:
        return []
    doers = {p.actor for p in one.actors}
    page = one.at.page
    before = page.sentences[verb.sent.index - 1] if verb.sent.index else verb.sent
    start = max(before.words[0].i, verb.i - _WINDOW)
    for word in reversed(page.words[start : verb.i]):
        if word.pos != "VERB" or word.lemma not in _OFFERING or is_passive(word):
            continue
        people: list[Participant] = page.cast.everyone(surface_subjects(word), places=False)
        if people and not {p.actor for p in people} & doers:
            return people
    return []


def _is_the(thing: Word) -> bool:
    """Whether a noun stands for something told before: "the offer", "that plan"."""
    if any(c.dep in ("relcl", "acl", "prep", "poss", "amod", "compound") for c in thing.children):
        return False
    return any(c.dep == "det" and c.lower in ("the", "this", "that", "these", "those") for c in thing.children)


def stopped(one: Candidate, before: Sequence[Candidate]) -> list[Participant]:
    """Who is to stop or undo a deed told before: "demanded an end to the raids", "their immediate release"."""
    if one.type != "REQUEST":
        return []
    things = [*one.at.objects, *(w for name in ("for", "on") for w in one.at.obliques.get(name, ()))]
    doers = {p.actor for p in one.actors}
    for thing in things:
        kinds, victims = _undone(thing, one)
        for other in reversed(before):
            if not kinds or one.at.word.sent.index - other.at.word.sent.index > FAR:
                break
            meant = {p.actor for p in other.actors}
            if other.type not in kinds or not meant or meant & doers or AUTHOR in meant:
                continue
            if victims is None or victims & {p.actor for p in other.recipients}:
                return other.actors
    return []


def _undone(thing: Word, one: Candidate) -> tuple[frozenset[str], set[str] | None]:
    """The types of the deed that a demanded end or release would undo, and who suffers it where that is told."""
    if thing.lemma in _ENDS:
        inner = [w for name, w in prepositions(thing) if name in ("to", "of", "in")]
        kinds = {kind for w in inner if _is_the(w) and (kind := _KINDS.get(w.lemma)) is not None}
        return frozenset(kinds), None
    if thing.lemma in _FREEING:
        owners = [c for c in thing.children if c.dep == "poss"] + [w for n, w in prepositions(thing) if n == "of"]
        people = one.at.page.cast.everyone(owners)
        if people or any(w.lower in ("their", "his", "her") for w in owners):
            return frozenset(["COERCE"]), {p.actor for p in people} or None
    return frozenset(), None


def sides(one: Candidate, before: Sequence[Candidate]) -> list[Participant]:
    """Who "both sides" are: the two of the last deed told that was done by one to the other.

    Two bodies that fought or dealt with each other more than once come before persons.
    """
    things = [*one.at.objects, *(w for name in ("on", "to", "with") for w in one.at.obliques.get(name, ()))]
    thing = next((w for w in things if w.lemma in _SIDES), None)
    if thing is None or not any(c.lower in _BOTH for c in thing.children):
        return []
    doers, cast = {p.actor for p in one.actors}, one.at.page.cast
    near: list[Participant] = []
    often: Counter[frozenset[str]] = Counter()
    pairs: dict[frozenset[str], list[Participant]] = {}
    for other in reversed(before[-_MANY:]):
        if doers & other.parties or AUTHOR in other.parties or not other.recipients or not other.actors:
            continue
        bodies = all(cast.kind(a) in _BODIES for a in other.parties)
        if not near and one.at.word.sent.index - other.at.word.sent.index <= FAR:
            near = [*other.actors, *other.recipients]
            if bodies:
                return near
        if bodies and other.type in _BETWEEN and len(other.parties) == 2:
            pair = frozenset(other.parties)
            often[pair] += 1
            pairs.setdefault(pair, [*other.actors, *other.recipients])
    pair, count = next(iter(often.most_common(1)), (frozenset(), 0))
    return pairs[pair] if count > 1 else near


def both(one: Candidate, before: Sequence[Candidate]) -> list[Participant]:
    """Who "the two sides" are that do a deed: the two of the last deed told that they did to each other or together."""
    thing = next((w for w in one.at.found.agents if w.lemma == "side"), None)
    if one.sense.part != "verb" or thing is None or thing.child("prep") or len(one.actors) != 1:
        return one.actors
    if not any(c.lower in _BOTH for c in thing.children):
        return one.actors
    for other in reversed(before):
        if one.at.word.sent.index - other.at.word.sent.index > FAR:
            break
        if len(other.parties) == 2 and not other.parties & {AUTHOR, one.actors[0].actor}:
            return [replace(p, span=one.actors[0].span) for p in (*other.actors, *other.recipients)]
    return one.actors


def _points_back(thing: Word) -> bool:
    if thing.pos == "PRON":
        return thing.lower in ("it", "this", "that")
    definite = any(c.dep == "det" and c.lower in ("the", "this", "that", "such") for c in thing.children)
    told = any(c.dep in ("relcl", "acl", "prep", "poss") and c.lower != "as" for c in thing.children)
    return definite and not told and (thing.lemma in classes()["deed"] or thing.lemma in _KINDS)
