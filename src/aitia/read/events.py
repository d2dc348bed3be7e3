"""Read events: who did what to whom, in PLOVER's types, as the text puts it.

Triggers are verbs, nouns and adjectives of the event tables; the frame says who stands where, the status what is real.
A deed that another one governs ("vowed to help", "demanded the withdrawal") belongs to that one; what is only advocated
is an option, no event; without a resolved actor or recipient there is no event.

Example: "Accused by Israel of arming Hezbollah, Iran denied it" → ACCUSE Israel → Iran, AID Iran → Hezbollah.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from aitia.language.frames import OBJECTS, frame
from aitia.language.page import Page, Sentence, Word, span_of, trimmed_span
from aitia.language.status import Status, status
from aitia.lexicon.events import EventLexicon, Part, Sense, event_lexicon
from aitia.model.codes import AUTHOR, EventType
from aitia.model.reading import row_id
from aitia.model.records import Event, Participant
from aitia.model.text import Span
from aitia.read.cast import Cast
from aitia.read.event_roles import NOUN_ACTORS, Roles
from aitia.read.event_senses import Setting, is_infinitive

GOVERNING = frozenset(["AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"])
HOSTILE = frozenset(["ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN", "PROTEST"])
SPEECH = frozenset(["AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"])
PATIENTS = ("of", "against", "on", "upon", "with", "between")
HELPING = frozenset(["help", "assist", "aid"])
SAYING = frozenset(
    """say announce declare state confirm add claim tell insist maintain indicate note reiterate report reveal signal
    suggest stress affirm decide""".split()
)
WILLING = frozenset(["will", "would", "'ll", "’ll", "'d", "’d", "wo", "shall"])
_CLAUSE_BREAKS = frozenset(["parataxis", "conj", "cc", "mark", "punct"])


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
    said_by: frozenset[str] = frozenset()  # who says it, where a verb of saying governs it
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
            joined = _joined(page, word)
            if joined:  # "air-strike", "co-operate"
                senses = self.lexicon.of(part, f"{joined}-{word.lemma}") or senses
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


def _joined(page: Page, word: Word) -> str:
    """What is tied to a word by a hyphen before it."""
    if word.i < 2 or page.words[word.i - 1].text != "-" or page.words[word.i - 1].end != word.start:
        return ""
    before = page.words[word.i - 2]
    return before.lower if before.end == page.words[word.i - 1].start else ""


def _candidate(at: Setting, sense: Sense, roles: Roles) -> Candidate | None:
    """The sense filled with participants, or None where a needed one is missing."""
    noun = sense.part == "noun"
    if noun:
        recipients = _noun_recipients(at, sense, roles)
        actors = roles.first(sense.actors or NOUN_ACTORS, at)
        if sense.actors == () and actors and recipients:
            actors = [p for p in actors if p.span not in {r.span for r in recipients}]
    else:
        far = bool(sense.prepositions)
        recipients = roles.first(sense.recipients, at, far=far)
        actors = roles.first(sense.actors or ("subj",), at, far=far)
    acting = {p.actor for p in actors}
    recipients = [p for p in recipients if p.actor not in acting]
    if noun and not actors and not any(name in sense.recipients and roles.slot(name, at) for name in PATIENTS):
        return None
    if not _has_needs(sense, actors, recipients, roles.cast):
        return None
    own = {at.word.i}
    if _joined(at.page, at.word) and "-" in sense.lemma:
        own |= {at.word.i - 1, at.word.i - 2}
    for found in (at.matched_object(sense) if sense.objects else None, at.matched_word(sense) if sense.words else None):
        if found is not None:
            own.add(found.i)
    for particle in sense.particles:
        word = at.particle(particle)
        if word is not None:
            own.add(word.i)
    one = Candidate(at, sense, actors, recipients, status(at.word), sense.type or "AGREE", frozenset(own))
    above = at.word.head
    if at.word.dep == "ccomp" and above.lemma in SAYING:
        one.said_by = frozenset(p.actor for p in roles.cast.everyone(frame(above).agents))
    if sense.type in GOVERNING:
        one.governs = _governed(at)
    return one


def _noun_recipients(at: Setting, sense: Sense, roles: Roles) -> list[Participant]:
    for name in sense.recipients:
        if name == "poss" and ("of" in at.obliques or "by" not in at.obliques):
            if "of" in at.obliques or at.found.light is not None:
                continue
            people = roles.slot("poss", at)
        elif name == "own":
            people = [p for w in at.obliques.get("of", ()) for p in roles.owner(w)]
        else:
            people = roles.slot(name, at)
        if people:
            return people
    return []


def _has_needs(sense: Sense, actors: list[Participant], recipients: list[Participant], cast: Cast) -> bool:
    for need in sense.needs:
        side, _, kinds = need.partition(":")
        people = recipients if side == "r" else actors if side == "a" else None
        if people is None:
            continue
        if not people or (kinds and not any(cast.kind(p.actor) in kinds.split("+") for p in people)):
            return False
    return True


def _governed(at: Setting) -> list[int]:
    """Words below a promise, demand, refusal or threat that may name the deed it is about, nearest first."""
    out: list[int] = []
    queue = list(at.complements)
    for verb in queue[:12]:
        out.append(verb.i)
        below = [c for c in verb.children if c.dep in ("xcomp", "ccomp", "conj") and c.pos in ("VERB", "AUX")]
        queue.extend(b for b in below if b not in queue)
        out.extend(b.i for b in below)
        out.extend(c.i for c in verb.children if c.dep in OBJECTS)
    for thing in at.objects:
        out.append(thing.i)
        out.extend(c.i for c in thing.children if c.dep == "acl")
    for name in ("for", "to", "on", "of", "against", "with"):
        out.extend(w.i for w in at.obliques.get(name, ()) if w.pos in ("NOUN", "VERB"))
    return list(dict.fromkeys(out))


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
        taken.update(below.at.word.i for below in inner)
        _take_in(one, inner)
    kept = [found[i] for i in sorted(found) if i not in taken]
    for one in kept:
        _announce(one)
    kept = [one for one in kept if _is_told(one)]
    return [one for one in kept if not _is_repeated(one, kept)]


def _is_told(one: Candidate) -> bool:
    """Whether the text reports the deed of somebody: not a mere purpose, wish or piece of advice."""
    word, state = one.at.word, one.state
    if state.needed or not (one.actors or one.recipients):
        return False
    if [p.actor for p in one.actors] == [AUTHOR] and one.type in SPEECH:
        return False  # the writer's own stand is a claim or an option
    if not one.actors and (state.hypothetical or not _may_lack_actor(one)):
        return False
    if one.sense.part == "verb":
        if word.dep in ("advcl", "acl", "relcl") and is_infinitive(word):
            return False  # purpose
        if word.dep in ("csubj", "csubjpass"):
            return False  # "fighting them would take years"
        if word.dep == "xcomp" and is_infinitive(word) and state.hypothetical and not state.planned:
            return False  # wanted, tempted, able to
        if word.dep == "conj" and word.head.pos not in ("VERB", "AUX") and not (one.actors and one.recipients):
            return False  # "6,000 dead and wounded"
    return True


def _may_lack_actor(one: Candidate) -> bool:
    """Whether the words themselves leave the doer out: a passive, "the killing of X", "attacks on Y"."""
    return one.sense.part == "noun" or one.at.found.passive or bool(one.sense.actors)


def _take_in(one: Candidate, inner: list[Candidate]) -> None:
    """Fill the recipients of a promise or threat from the deed it is about; a promise of harm is a threat."""
    acting = {p.actor for p in one.actors}
    helping = any(w.lemma in HELPING for w in one.at.complements)
    if not one.recipients and not helping:
        for below in inner:
            order = (below.actors, below.recipients) if one.type == "REQUEST" else (below.recipients, below.actors)
            one.recipients = next((r for r in ([p for p in x if p.actor not in acting] for x in order) if r), [])
            if one.recipients:
                break
    if one.type == "AGREE" and "vow" in one.sense.needs and inner and not helping:
        below = inner[0]
        if below.type in HOSTILE and not below.state.negated:
            one.type = "THREATEN"
        elif below.type == "REJECT" and not below.state.negated:
            one.type = "REJECT"


def _announce(one: Candidate) -> None:
    """What somebody says he will do is a promise, a threat or a refusal: "Iran said it would send troops to help"."""
    word = one.at.word
    speech = word.head
    if one.sense.part != "verb" or word.dep != "ccomp" or speech.lemma not in SAYING or one.type in SPEECH:
        return
    if not any(c.dep == "aux" and c.lower in WILLING for c in word.children):
        return
    acting = {p.actor for p in one.actors}
    if not one.said_by or not acting & one.said_by:
        return
    if one.state.negated:
        kind: EventType = "REJECT"
    elif one.type in HOSTILE:
        kind = "THREATEN"
    elif one.type == "CONSULT":
        return
    else:
        kind = "AGREE"
    one.type, one.state = kind, Status(hedged=one.state.hedged)


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
