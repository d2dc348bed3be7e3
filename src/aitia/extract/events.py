"""Read events: who did what to whom, in PLOVER's types, as the text puts it.

Triggers are verbs, nouns and adjectives of the event tables; the frame says who stands where, the status what is real.
A deed that another one governs ("vowed to help", "demanded the withdrawal") belongs to that one; what is only advocated
is an option, no event; without a resolved actor or recipient there is no event.

Example: "Accused by Israel of arming Hezbollah, Iran denied it" → ACCUSE Israel → Iran, AID Iran → Hezbollah.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from aitia.extract.cast import CastMention
from aitia.extract.dates import when_of
from aitia.extract.event_answers import JUDGING, aimed_at, both
from aitia.extract.event_candidates import Candidate, fill, joined_prefix, part_of_speech
from aitia.extract.event_doubts import is_doubtful
from aitia.extract.event_epithets import epithets
from aitia.extract.event_needs import asks
from aitia.extract.event_newcomers import take_in
from aitia.extract.event_reach import reach
from aitia.extract.event_roles import Roles
from aitia.extract.event_senses import Setting
from aitia.extract.event_settle import settle
from aitia.extract.event_speech import accusations, advice, charges, quoted
from aitia.extract.event_targets import aim
from aitia.extract.event_things import DONE_TO
from aitia.extract.event_trained import Opinion, Second
from aitia.extract.places import where_of
from aitia.language.arcs import OBJECTS, PASSIVE_SUBJECTS
from aitia.language.page import Page, Sentence, span_of, trimmed_span
from aitia.lexicon.events import EventLexicon, classes, event_lexicon
from aitia.model.codes import AUTHOR
from aitia.model.reading import row_id
from aitia.model.records import Event, Participant
from aitia.model.text import Span

_CLAUSE_BREAKS: Final = frozenset(["parataxis", "conj", "cc", "mark", "punct"])
SPOKEN: Final = (advice, accusations, epithets, quoted)
Key = tuple[str, str, tuple[str, ...], tuple[str, ...]]


class EventsExtractor:
    """Reads the layer ``events``."""

    name = "events"

    def __init__(self, lexicon: EventLexicon | None = None) -> None:
        self.lexicon = lexicon or event_lexicon()

    def extract(self, page: Page) -> Iterator[Event]:
        """Yield the events of a page in text order."""
        roles = Roles(page.cast)
        seen: set[str] = set()
        told: set[Key] = set()
        before: list[Candidate] = []
        for sentence in page.content_sentences():
            found, waiting = self._candidates(page, sentence, roles)
            aim(found, roles)
            found |= reach(waiting, found, before, roles)
            spoken = [one for read in SPOKEN for one in read(page, sentence, roles)]
            spoken += [one for one in charges(found, roles) if all(one.at.word is not s.at.word for s in spoken)]
            taken = {i for s in spoken for i in (s.at.word.i, *s.governs)}
            plain = [one for one in settle(found) if one.at.word.i not in taken]
            read: list[Event] = []
            for one in sorted([*plain, *spoken], key=lambda c: c.at.word.i):
                one.actors = both(one, before)
                one.recipients = one.recipients or aimed_at(one, before)
                before.append(one)
                key = _key(one)
                if one.sense.part == "noun" and key in told:
                    continue  # a back-reference: the same deed told again by a noun
                told.add(key)
                read.append(_event(page, one))
            second = Second(page, sentence, read)
            harmed = {p.actor for event in read if event.type in ("ASSAULT", "COERCE") for p in event.recipients}
            made = [_reconsidered(page, event, second.opinion(event), harmed) for event in read]
            spoken_of = _spoken_of(page, sentence) if made else {}
            made = [_named(spoken_of, event) for event in made]
            for event in made:
                if event.rule.endswith("-fault") and not event.recipients:
                    continue  # blame of nobody is an opinion, no deed
                if event.id not in seen:
                    seen.add(event.id)
                    take_in((*event.actors, *event.recipients), page)
                    yield event

    def _candidates(
        self, page: Page, sentence: Sentence, roles: Roles
    ) -> tuple[dict[int, Candidate], dict[int, Candidate]]:
        """The triggers of a sentence with their sides, and those that lack nothing but the recipients they need."""
        out: dict[int, Candidate] = {}
        waiting: dict[int, Candidate] = {}
        for word in sentence.words:
            part = part_of_speech(word)
            if part is None:
                continue
            senses = self.lexicon.of(part, word.lemma)
            if part == "noun" and word.pos == "VERB":  # "the bombing of", "X's arming of"
                senses = self.lexicon.of("noun", word.lower) or self.lexicon.of("verb", word.lemma)
            joined = joined_prefix(page, word)
            if joined:  # "air-strike", "co-operate"
                senses = self.lexicon.of(part, f"{joined}-{word.lemma}") or senses
            if not senses:
                continue
            at = Setting(page, word)
            for sense in senses:
                fits = at.fits(sense)
                if fits and part == "noun" and sense.type is None:
                    break  # "a press release" is no event, whoever stands beside it
                one = fill(at, sense, roles) if fits else None
                if one is not None:
                    waiting.pop(word.i, None)
                    sides = (one.actors, one.recipients)
                    if sense.type is not None and not is_doubtful(at, sense, one.type, sides, roles.cast):
                        out[word.i] = one
                    break
                if fits and sense.type is not None and word.i not in waiting:
                    late = fill(at, sense, roles, waiting=True) if asks(sense) else None
                    if late is not None and not late.recipients:
                        waiting[word.i] = late
        return out, waiting


def _key(one: Candidate) -> Key:
    """What two tellings of one deed have in common; without recipients the word does not matter either."""
    recipients = tuple(sorted(p.actor for p in one.recipients))
    return (
        one.type,
        one.at.word.lemma if recipients else "",
        tuple(sorted(p.actor for p in one.actors)),
        recipients,
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
    near = [page.words[i] for i in sorted(one.own) if abs(i - one.at.word.i) <= 5]
    trigger = span_of(near)
    sentence = clause_span(one.at)
    sentence = Span(min(sentence.start, trigger.start), max(sentence.end, trigger.end))
    confidence = 0.55 + 0.03 * min(one.sense.weight, 5) + (0.15 if one.actors and one.recipients else 0.0)
    if one.sense.part == "noun":
        confidence -= 0.1
    return Event(
        id=row_id("event", one.type, trigger, [p.actor for p in one.actors], [p.actor for p in one.recipients]),
        type=one.type,
        mode=one.sense.mode if one.type == one.sense.type else None,
        actors=tuple(one.actors),
        recipients=tuple(one.recipients),
        trigger=trigger,
        sentence=sentence,
        factuality=one.state.factuality,
        when=when_of(page, one.at.word, sentence),
        where=where_of(page, sentence, one.at.word),
        claim=page.voices.of_deed(trigger),
        rule=one.sense.rule,
        confidence=round(confidence, 2),
    )


def _reconsidered(page: Page, event: Event, opinion: Opinion | None, harmed: set[str]) -> Event:
    """The event with the parties the heads see on a side the rules left empty; what they think of it is noted.

    Who condemns a murder does not accuse the ``harmed``.
    """
    if opinion is None:
        return event
    taken = {AUTHOR, *(p.actor for p in (*event.actors, *event.recipients))}
    actors = event.actors or tuple(p for p in opinion.parties[0] if p.actor not in taken)
    taken |= harmed if event.type == "ACCUSE" else set()
    recipients = event.recipients or tuple(
        p for p in opinion.parties[1] if p.actor not in taken and not _is_theme(p, event, page)
    )
    ids = ([p.actor for p in actors], [p.actor for p in recipients])
    found = replace(event, id=row_id("event", event.type, event.trigger, *ids), actors=actors, recipients=recipients)
    page.opinions[found.id] = opinion.probability
    return found


def _is_theme(p: Participant, event: Event, page: Page) -> bool:
    """Whether somebody only belongs to what is judged or asked for: "opposes a deal with them"."""
    words = page.words_in(p.span) if p.span is not None else ()
    if event.type == "MOBILIZE":
        moved = [w for w in words if w.dep in OBJECTS and w.lemma in classes()["force"]]  # "massed troops"
        return any(w.tag == "NNS" and w.child("det", "poss") is None for w in moved)
    if event.type == "REQUEST":
        return any(w.dep in PASSIVE_SUBJECTS or (w.dep == "pobj" and w.head.head.lemma in DONE_TO) for w in words)
    word = next((w for w in words if w.dep == "pobj"), None) if event.type in JUDGING else None
    return word is not None and word.head.head.pos == "NOUN"


def _spoken_of(page: Page, sentence: Sentence) -> dict[str, list[CastMention]]:
    """The mentions in a sentence by actor."""
    out: dict[str, list[CastMention]] = {}
    start, end = sentence.span
    for m in page.cast.mentions:
        if start <= m.span.start < end:
            out.setdefault(m.actor, []).append(m)
    return out


def _named(spoken_of: Mapping[str, list[CastMention]], event: Event) -> Event:
    """The event with its participants where the sentence names them, and not at a pronoun for them after that."""

    def best(person: Participant) -> Participant:
        mentions = spoken_of.get(person.actor, ())
        here = next((m for m in mentions if m.span == person.span), None)
        if here is None or here.form != "pronoun":
            return person
        before = [m for m in mentions if m.form in ("name", "nominal") and m.span.end <= here.span.start]
        return replace(person, span=before[-1].span) if before else person

    actors, recipients = tuple(map(best, event.actors)), tuple(map(best, event.recipients))
    return (
        event
        if (actors, recipients) == (event.actors, event.recipients)
        else replace(event, actors=actors, recipients=recipients)
    )
