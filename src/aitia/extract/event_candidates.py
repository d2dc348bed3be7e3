"""Triggers with a sense and participants, before the sentence is looked at as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from aitia.extract.event_idle import denies_object, is_idle
from aitia.extract.event_needs import has_needs
from aitia.extract.event_realms import recast
from aitia.extract.event_roles import Roles
from aitia.extract.event_senses import Setting
from aitia.extract.event_sides import sides
from aitia.extract.event_tone import (
    in_words,
    is_armed,
    is_campaign,
    is_electoral,
    is_naming,
    is_natural,
    is_private,
    is_rebel,
    is_tool,
)
from aitia.language.arcs import OBJECTS
from aitia.language.frames import frame, is_nominal
from aitia.language.moods import is_neither
from aitia.language.page import Page, Word
from aitia.language.status import DENYING, Status, has_neg, has_nobody, is_open, status
from aitia.lexicon.events import Part, Sense, classes, event_lexicon
from aitia.model.codes import EventType
from aitia.model.records import Participant

GOVERNING: Final = frozenset(["AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"])
AT_RISK: Final = ("obj", "against", "on", "with", "in", "from", "of")
OWNING_UP: Final = frozenset(["acknowledge", "admit", "concede", "confess"])  # what is admitted stays a deed
MOVING: Final = frozenset("bring commit deploy dispatch fly keep mass move position rush send ship station".split())
INVADED: Final = ("against", "into", "in", "to")  # where forces are sent
TURNING_AWAY: Final = frozenset(["refuse", "decline", "refusal"])
# what one does with or gives to the one whom a refusal is aimed at
DEALING: Final = frozenset(
    """answer apologise apologize bargain bow cooperate co-operate deal debate deliver engage give grant hand lend
    listen meet negotiate pay provide respond sell send sit speak submit supply surrender talk testify work
    yield""".split()
)
SENDING: Final = frozenset(["lend", "send", "ship"])  # what one does with forces for somebody
RAISING: Final = frozenset(["raise"])
SAYING: Final = frozenset(
    """say announce declare state confirm add claim tell insist maintain indicate note reiterate report reveal signal
    suggest stress affirm decide continue""".split()
)
_RULING: Final = frozenset(["state", "government"])


@dataclass(slots=True, eq=False)
class Candidate:
    """A trigger that fits a sense, with who takes part."""

    at: Setting
    sense: Sense
    type: EventType
    actors: list[Participant]
    recipients: list[Participant]
    state: Status
    own: frozenset[int]  # words that make up the trigger
    said_by: frozenset[str] = frozenset()  # who says it, where a verb of saying governs it
    governs: list[int] = field(default_factory=list)
    impersonal: bool = False  # the subject of the verb is itself a deed: "the invasion that removed him"
    at_risk: list[Participant] = field(default_factory=list)  # against whom or where a threatened deed would be

    @property
    def parties(self) -> set[str]:
        """Ids of everybody who takes part."""
        return {p.actor for p in (*self.actors, *self.recipients)}


def part_of_speech(word: Word) -> Part | None:
    """Which table a word may be looked up in; None where it cannot report a deed."""
    pos = word.pos
    if pos == "VERB":
        if is_nominal(word):
            return "noun"
        return None if word.dep in ("amod", "compound", "prep", "case") else "verb"
    if pos == "NOUN":
        return None if word.dep in ("compound", "nmod", "npadvmod") else "noun"
    if pos == "ADJ":
        return "adjective" if word.dep in ("acomp", "conj", "amod", "oprd") else None
    return None


def joined_prefix(page: Page, word: Word) -> str:
    """What is tied to a word by a hyphen before it: "air" of "air-strike"."""
    if word.i < 2 or page.words[word.i - 1].text != "-" or page.words[word.i - 1].end != word.start:
        return ""
    before = page.words[word.i - 2]
    return before.lower if before.end == page.words[word.i - 1].start else ""


def fill(at: Setting, sense: Sense, roles: Roles, *, waiting: bool = False) -> Candidate | None:
    """The sense filled with participants, or None where a needed one is missing; ``waiting``: save the recipients."""
    found = sides(at, sense, roles)
    if found is None:
        return None
    actors, recipients = found.actors, found.recipients
    acting = {p.actor for p in actors}
    if not found.paired and not has_needs(at, sense, actors, recipients, roles.cast, waiting=waiting):
        return None
    if (sense.type == "CONSULT" and is_naming(at)) or is_idle(at, sense):
        return None
    if (sense.type == "REJECT" and _keeps_silent(at)) or _is_appeal(at.word):
        return None
    if sense.type == "REQUEST" and sense.complement == "that" and _is_of_us(at):
        return None
    if is_private(at, sense, actors, recipients, roles.cast):
        return None
    if is_electoral(at, sense, actors, roles.cast):
        return None
    if sense.type == "PROTEST" and not recipients and is_campaign(at, actors, roles.cast):
        return None
    kind = sense.type or "AGREE"
    if sense.mode == "weapons" and sense.lemma == "fire" and actors and all(is_rebel(p, roles.cast) for p in actors):
        kind = "ASSAULT"  # no test of weapons
    if sense.pattern == "capture" and actors and all(is_rebel(p, roles.cast) for p in actors):
        kind = "ASSAULT"  # no arrest
    if sense.type == "MOBILIZE" and at.word.lemma in SENDING and actors:
        helped = [p for p in _sent_to(at, roles) if p.actor not in acting]
        kind, recipients = ("AID", helped) if helped else (kind, recipients)  # "sends him tanks"
    ruling = all(is_armed(p, roles.cast) or roles.cast.kind(p.actor) in _RULING for p in actors)
    if sense.mode == "obstruct" and actors and ruling:
        kind = "COERCE"
    if kind == "ASSAULT":
        if is_natural(at, actors):
            return None
        bodily = sense.mode == "primitive" and (sense.prepositions or sense.words)  # "burned to death"
        tone = "" if bodily else in_words(at, sense, actors, recipients, roles.cast)
        if tone == "contest":
            return None
        kind = "ACCUSE" if tone == "blame" else kind
    real = recast(at, sense, kind, actors, recipients, roles.cast)
    if real is None:
        return None
    kind = real
    above = at.word.head
    copula = sense.part == "adjective" and at.word.dep in ("acomp", "oprd") and above.pos in ("AUX", "VERB")
    state = status(above if copula else at.word)
    undone = joined_prefix(at.page, at.word) == "non"  # "his non-endorsement"
    if undone or has_nobody(at.word) or denies_object(at) or (copula and _is_quoted_not(at.word)):
        state = replace(state, negated=True)
    if sense.part == "verb" and sense.type == "REJECT" and at.word.lemma in ("deny", "refuse", "decline", "reject"):
        state = replace(state, negated=has_neg(at.word) or is_neither(at.word))
    one = Candidate(at, sense, kind, actors, recipients, state, _own_words(at, sense))
    if at.word.dep == "ccomp" and above.lemma in SAYING:
        one.said_by = frozenset(p.actor for p in roles.cast.everyone(frame(above).agents))
    subject = at.found.agents[0] if sense.part == "verb" and not actors and at.found.agents else None
    if subject is not None and subject.pos == "NOUN":
        one.impersonal = bool(event_lexicon().of("noun", subject.lemma)) or (kind == "ASSAULT" and is_tool(at))
    governing = sense.type in GOVERNING or sense.type in ("PROTEST", "MOBILIZE") or "inner" in sense.recipients
    if at.word.lemma in DENYING:  # what is denied is told of too, as not done
        governing = False
    if governing and (at.word.lemma not in OWNING_UP or sense.pattern == sense.lemma):
        one.governs = _governed(at)
    if not recipients and (sense.type == "THREATEN" or at.word.lemma in TURNING_AWAY):
        one.at_risk = [p for p in _at_risk(at, roles) if p.actor not in acting]
    return one


_TELLING: Final = frozenset(
    """answer comment confirm define describe detail disclose discuss divulge elaborate explain identify name predict
    reveal say share speak specify speculate talk tell""".split()
)
_TOLD: Final = frozenset(["answer", "comment", "detail", "explanation", "figure", "information", "name", "specific"])


def _sent_to(at: Setting, roles: Roles) -> list[Participant]:
    """For whom forces or weapons are sent: "sends him tanks", "missiles were sent to the rebels"; no place."""
    given = roles.slot("dat", at) if not at.found.passive else []
    if at.found.passive and len(at.found.datives) > 0:  # "the rebels were sent tanks"
        given = roles.cast.everyone(at.found.patients, places=False)
    arms = any(w.lemma in classes()["arms"] for w in (*at.objects, *at.found.patients))
    if not given and arms:
        people = roles.cast.everyone(at.obliques.get("to", []), places=False)
        given = [p for p in people if roles.cast.kind(p.actor) in ("armed_group", "government", "person")]
    return given


def _is_quoted_not(adjective: Word) -> bool:
    """Whether "not" stands before an adjective inside or outside of quotation marks: "was “not ready”"."""
    words = adjective.sent.words
    place = adjective.i - words[0].i
    return any(w.lower == "not" for w in words[max(0, place - 2) : place])


def _is_appeal(verb: Word) -> bool:
    """Whether "let" asks for something instead of allowing it: "Let the United Nations decide"."""
    if verb.lemma != "let" or verb.dep not in ("ROOT", "ccomp", "conj"):
        return False
    opening = verb.sent.words[0] is verb or (verb.text == "Let" and verb.i > verb.sent.words[0].i)
    if verb.tag != "VB" and not opening:
        return False
    return not any(c.dep in ("nsubj", "aux", "neg") or c.lower == "to" for c in verb.children if c.i < verb.i)


def _is_of_us(at: Setting) -> bool:
    """Whether what is hoped or urged is what "we" or "I" do: asked of nobody else."""
    subjects = [g for c in at.complements for g in c.children if g.dep == "nsubj"]
    return bool(subjects) and all(w.lower in ("i", "we") for w in subjects)


def _keeps_silent(at: Setting) -> bool:
    """ "declined to comment", "neither confirmed nor denied": nothing is refused to an actor."""
    if at.word.lemma not in ("decline", "refuse"):
        return is_open(at.word)
    return any(
        (c.dep == "xcomp" and (c.lemma in _TELLING or any(o.lemma in _TOLD and o.dep == "dobj" for o in c.children)))
        or (c.dep == "dobj" and c.lemma == "comment")
        for c in at.word.children
    )


def _own_words(at: Setting, sense: Sense) -> frozenset[int]:
    own = {at.word.i}
    if "-" in sense.lemma and joined_prefix(at.page, at.word):
        own |= {at.word.i - 1, at.word.i - 2}
    found = [
        at.matched_object(sense) if sense.objects else None,
        at.matched_word(sense) if sense.words else None,
        *(at.particle(p) for p in sense.particles),
    ]
    return frozenset(own | {w.i for w in found if w is not None})


def _at_risk(at: Setting, roles: Roles) -> list[Participant]:
    for verb in at.complements[:3]:
        below = Setting(at.page, verb)
        refused = ("obj", "dat", "with", "to") if verb.lemma in DEALING else ("obj",)
        risk: tuple[str, ...] = AT_RISK
        if verb.lemma in MOVING and any(w.lemma in classes()["force"] | classes()["arms"] for w in below.objects):
            risk = INVADED  # "threatened to send troops into Syria"
        for name in risk if at.word.lemma not in TURNING_AWAY else refused:
            people = roles.slot(name, below)
            if people:
                return people
    return []


def _is_governed_verb(verb: Word) -> bool:
    """Whether a gerund after a preposition has no doer of its own: not "with officials vowing to stay"."""
    first = verb.head if verb.dep == "conj" else verb
    return verb.pos == "VERB" and all(w.child("nsubj") is None for w in (verb, first))


def _governed(at: Setting) -> list[int]:
    """Words below a promise, demand, refusal or threat that may name the deed it is about, nearest first."""
    out: list[int] = []
    queue = list(at.complements)
    for verb in queue:
        if len(out) > 40:
            break
        out.append(verb.i)
        queue.extend(
            c
            for c in verb.children
            if c.dep in ("xcomp", "ccomp", "conj") and c.pos in ("VERB", "AUX") and c not in queue
        )
        out.extend(c.i for c in verb.children if c.dep in OBJECTS)
    for thing in at.objects:
        out.append(thing.i)
        out.extend(c.i for c in thing.children if c.dep == "acl")
        if at.word.lemma in RAISING:  # "raised the possibility of suspending trade"
            out.extend(g.i for c in thing.children if c.dep == "prep" for g in c.children if g.dep == "pcomp")
    for name in ("for", "to", "on", "of", "against", "with"):
        out.extend(w.i for w in at.obliques.get(name, ()) if w.pos == "NOUN" or _is_governed_verb(w))
    return list(dict.fromkeys(out))
