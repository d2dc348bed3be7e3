"""Read events: who did what to whom, in PLOVER's types, as the text puts it.

Triggers are verbs, nouns and adjectives of the event tables; the frame says who stands where, the status what is real.
A deed that another one governs ("vowed to help", "demanded the withdrawal") belongs to that one; what is only advocated
is an option, no event; without a resolved actor or recipient there is no event.

Example: "Accused by Israel of arming Hezbollah, Iran denied it" → ACCUSE Israel → Iran, AID Iran → Hezbollah.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from aitia.language.page import Page, Sentence, Word, span_of, trimmed_span
from aitia.language.status import Status, status
from aitia.lexicon.events import EventLexicon, Part, Sense, event_lexicon
from aitia.model.codes import AUTHOR, EventType
from aitia.model.reading import row_id
from aitia.model.records import Event, Participant
from aitia.model.text import Span
from aitia.read.cast import Cast
from aitia.read.event_roles import NOUN_ACTORS, Roles
from aitia.read.event_senses import Setting

GOVERNING = frozenset(["AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"])
HOSTILE = frozenset(["ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN", "PROTEST"])
_VERBS = frozenset(["VERB"])
_CLAUSE_BREAKS = frozenset(["parataxis", "conj", "cc", "mark", "punct"])
_BACK = frozenset(["the", "this", "that", "these", "those", "such"])


@dataclass(slots=True, eq=False)
class Candidate:
    """A trigger that fits a sense, with who takes part, before the sentence is looked at as a whole."""

    at: Setting
    sense: Sense
    actors: list[Participant]
    recipients: list[Participant]
    state: Status
    type: EventType
    own: frozenset[int]  # words that make up the trigger
    governs: list[int] = field(default_factory=list)


class EventsExtractor:
    """Reads the layer ``events``."""

    name = "events"

    def __init__(self, lexicon: EventLexicon | None = None) -> None:
        self.lexicon = lexicon or event_lexicon()

    def extract(self, page: Page) -> Iterator[Event]:
        """Yield the events of a page in text order."""
        roles = Roles(page.cast)
        seen: set[str] = set()
        told: set[tuple[str, str, tuple[str, ...], tuple[str, ...]]] = set()
        for sentence in page.content_sentences():
            for one in _settle(self._candidates(page, sentence, roles)):
                key = _key(one)
                if one.sense.part == "noun" and key in told:
                    continue  # a back-reference: the same deed by the same word
                told.add(key)
                event = _event(page, one)
                if event.id not in seen:
                    seen.add(event.id)
                    yield event

    def _candidates(self, page: Page, sentence: Sentence, roles: Roles) -> dict[int, Candidate]:
        out: dict[int, Candidate] = {}
        for word in sentence.words:
            part = _part(word)
            if part is None:
                continue
            senses = self.lexicon.of(part, word.lemma)
            if not senses:
                continue
            at = Setting(page, word)
            for sense in senses:
                if at.fits(sense):
                    one = _candidate(at, sense, roles)
                    if one is None:
                        continue
                    if sense.type is not None:
                        out[word.i] = one
                    break
        return out


def _part(word: Word) -> Part | None:
    pos = word.pos
    if pos == "VERB":
        return None if word.dep in ("amod", "compound", "prep", "case") else "verb"
    if pos == "NOUN":
        return None if word.dep in ("compound", "nmod", "npadvmod") else "noun"
    if pos == "ADJ":
        return "adjective" if word.dep in ("acomp", "conj", "amod", "oprd") else None
    return None


def _candidate(at: Setting, sense: Sense, roles: Roles) -> Candidate | None:
    """The sense filled with participants, or None where a needed one is missing."""
    noun = sense.part == "noun"
    if noun:
        recipients = _noun_recipients(at, sense, roles)
        actors = roles.first(sense.actors or NOUN_ACTORS, at)
        if sense.actors == () and actors and recipients:
            actors = [p for p in actors if p.span not in {r.span for r in recipients}]
    else:
        recipients = roles.first(sense.recipients, at)
        actors = roles.first(sense.actors or ("subj",), at)
    acting = {p.actor for p in actors}
    recipients = [p for p in recipients if p.actor not in acting]
    if not _has_needs(sense, actors, recipients, roles.cast):
        return None
    own = {at.word.i}
    for found in (at.matched_object(sense) if sense.objects else None, at.matched_word(sense) if sense.words else None):
        if found is not None:
            own.add(found.i)
    for particle in sense.particles:
        word = at.particle(particle)
        if word is not None:
            own.add(word.i)
    one = Candidate(at, sense, actors, recipients, status(at.word), sense.type or "AGREE", frozenset(own))
    if sense.type in GOVERNING:
        one.governs = _governed(at, sense)
    return one


def _noun_recipients(at: Setting, sense: Sense, roles: Roles) -> list[Participant]:
    for name in sense.recipients:
        if name == "poss" and ("of" in at.obliques or "by" not in at.obliques):
            if "of" in at.obliques or at.found.light is not None:
                continue
            people = roles.slot("poss", at)
        elif name == "mod":
            people = [p for p in roles.modifiers(at.word) if _is_place(p, at)]
        elif name == "own":
            people = [p for w in at.obliques.get("of", ()) for p in roles.owner(w)]
        else:
            people = roles.slot(name, at)
        if people:
            return people
    return []


def _is_place(p: Participant, at: Setting) -> bool:
    """Whether a modifier names the place of a deed ("the Gaza siege") and not who did it ("Israeli", "U.S.")."""
    if p.span is None:
        return False
    word = at.page.word_at(p.span.start)
    return word is not None and word.pos == "PROPN" and not word.text.isupper() and "." not in word.text


def _has_needs(sense: Sense, actors: list[Participant], recipients: list[Participant], cast: Cast) -> bool:
    for need in sense.needs:
        side, _, kinds = need.partition(":")
        people = recipients if side == "r" else actors if side == "a" else None
        if people is None:
            continue
        if not people or (kinds and not any(cast.kind(p.actor) in kinds.split("+") for p in people)):
            return False
    return True


def _governed(at: Setting, sense: Sense) -> list[int]:
    """Words below a promise, demand, refusal or threat that may name the deed it is about."""
    out = [c.i for c in at.complements]
    for thing in at.objects:
        out.append(thing.i)
        out.extend(c.i for c in thing.children if c.dep == "acl")
    for name in ("for", "to", "on", "of", "against", "with"):
        out.extend(w.i for w in at.obliques.get(name, ()) if w.pos in ("NOUN", "VERB"))
    return out


def _settle(found: dict[int, Candidate]) -> list[Candidate]:
    """Let governing deeds take in the deeds below them, and drop what is said twice or only advocated."""
    taken: set[int] = set()
    for one in found.values():
        taken |= {i for i in one.own if i != one.at.word.i}
    for i in sorted(found):
        one = found[i]
        if i in taken or one.type not in GOVERNING:
            continue
        inner = [found[j] for j in one.governs if j in found and j not in one.own]
        for below in inner:
            taken.add(below.at.word.i)
        _take_in(one, inner)
    out: list[Candidate] = []
    for i in sorted(found):
        one = found[i]
        if i in taken or one.state.needed or not (one.actors or one.recipients):
            continue
        out.append(one)
    return [one for one in out if not _is_repeated(one, out)]


def _take_in(one: Candidate, inner: list[Candidate]) -> None:
    """Fill the recipients of a promise or threat from the deed it is about; a promise of harm is a threat."""
    acting = {p.actor for p in one.actors}
    if not one.recipients:
        for below in inner:
            order = (below.actors, below.recipients) if one.type == "REQUEST" else (below.recipients, below.actors)
            for people in order:
                one.recipients = [p for p in people if p.actor not in acting]
                if one.recipients:
                    break
            if one.recipients:
                break
    if one.type == "AGREE" and "vow" in one.sense.needs and inner:
        below = inner[0]
        if below.type in HOSTILE and not below.state.negated:
            one.type = "THREATEN"


def _is_repeated(one: Candidate, others: list[Candidate]) -> bool:
    """Whether a nominal deed only repeats a verb of its sentence ("killed six in an attack on")."""
    if one.sense.part != "noun":
        return False
    mine = {p.actor for p in (*one.actors, *one.recipients)}
    for other in others:
        if other is one or other.type != one.type or other.sense.part == "noun":
            continue
        if mine <= {p.actor for p in (*other.actors, *other.recipients)}:
            return True
    return False


def _key(one: Candidate) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
    return (
        one.type,
        one.at.word.lemma,
        tuple(sorted(p.actor for p in one.actors)),
        tuple(sorted(p.actor for p in one.recipients)),
    )


def clause_span(at: Setting) -> Span:
    """The clause that reports the deed: of a verb its own words without coordinated clauses, of a noun its phrase."""
    word = at.found.light or at.word
    if word.pos == "ADJ" and word.dep in ("acomp", "conj") and word.head.pos in ("AUX", "VERB"):
        word = word.head
    words, stack = [], [word]
    while stack:
        w = stack.pop()
        words.append(w)
        for c in w.children:
            if w is word and w.pos in ("VERB", "AUX") and c.dep in _CLAUSE_BREAKS and c.pos in ("VERB", "AUX", "CCONJ"):
                continue
            stack.append(c)
    return trimmed_span(words) or span_of([word])


def _event(page: Page, one: Candidate) -> Event:
    own = sorted(one.own)
    words = [page.words[i] for i in own if abs(i - one.at.word.i) <= 5]
    trigger = span_of(words)
    sentence = clause_span(one.at)
    sentence = Span(min(sentence.start, trigger.start), max(sentence.end, trigger.end))
    confidence = 0.55 + 0.03 * min(one.sense.weight, 5) + (0.15 if one.actors and one.recipients else 0.0)
    if one.sense.part == "noun":
        confidence -= 0.1
    mode = one.sense.mode if one.type == one.sense.type else None
    return Event(
        id=row_id("event", one.type, trigger, [p.actor for p in one.actors], [p.actor for p in one.recipients]),
        type=one.type,
        mode=mode,
        actors=tuple(one.actors),
        recipients=tuple(one.recipients),
        trigger=trigger,
        sentence=sentence,
        factuality=one.state.factuality,
        claim=page.voices.at(trigger),
        rule=one.sense.rule,
        confidence=round(confidence, 2),
    )


def is_authors(one: Candidate) -> bool:
    """Whether the writer is the only actor."""
    return [p.actor for p in one.actors] == [AUTHOR]
