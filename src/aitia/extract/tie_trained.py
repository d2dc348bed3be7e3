"""What the trained heads say of ties: an opinion on what the rules read, and, on request, ties no word or deed states.

A pair of actors the rules have related is left to them. For the rest (``--implied``) the heads of ties, of attitudes
and of the author's stance add what they see; negation, conditions and calls are read off the predicate that joins them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from aitia.extract.cast import Cast, CastMention
from aitia.extract.event_trained import MOST, mentions_in
from aitia.extract.tie_statements import Stated
from aitia.extract.tie_strangers import strangers
from aitia.extract.trained import Trained, trained
from aitia.language.page import Page, Sentence, Word
from aitia.language.status import status
from aitia.model.codes import AUTHOR, SIGN, Relation
from aitia.model.records import Participant
from aitia.model.text import Span
from aitia.neural.heads import RELATIONS, Vector, tie_flags

TIE: Final = 0.7  # least probability of a tie of one sign
ATTITUDE: Final = 0.5  # least probability of an attitude
UNPLACED: Final = 0.6  # the same where one of the two is a name the cast left out
PLACE: Final = 0.9  # the same where one of the two is a state mentioned as a place
PAIRS: Final = 40  # pairs of mentions of a sentence whose attitudes are asked
STANCE: Final = 0.6
_SIGNS: Final = np.array([SIGN[r] if r != "none" else 0 for r in RELATIONS])  # type: ignore[index]
_TIES: Final = np.array([r != "none" for r in RELATIONS])
_PLAIN: Final[dict[int, Relation]] = {1: "supports", -1: "opposes"}


@dataclass(frozen=True, slots=True)
class Seen:
    """What the heads say of one ordered pair of mentions."""

    subject: CastMention
    object: CastMention
    tie: Vector

    @property
    def sign(self) -> tuple[float, int]:
        """The likelier sign with its probability, by the head of ties."""
        plus, minus = float(self.tie[_SIGNS > 0].sum()), float(self.tie[_SIGNS < 0].sum())
        return (plus, 1) if plus >= minus else (minus, -1)

    def relation(self, sign: int) -> Relation:
        """The likeliest relation of a sign."""
        best = int(np.argmax(np.where(sign == _SIGNS, self.tie, -1.0)))
        return RELATIONS[best]  # type: ignore[return-value]


Pair = tuple[str, str]


def pairs_seen(
    page: Page, sentence: Sentence, heads: Trained, read: list[Stated], only: set[Pair] | None
) -> list[Seen]:
    """Ordered pairs of mentions of two actors in a sentence, all or ``only`` those, with what the heads say of them."""
    here = mentions_in(page, sentence)
    pairs = [
        (a, b)
        for a in here
        for b in here
        if a.actor != b.actor and a.span != b.span and (only is None or (a.actor, b.actor) in only)
    ]
    if not pairs:
        return []
    spans = [(a.span, b.span) for a, b in pairs]
    here_read = [s for s in read if s.sentence.overlaps(sentence.span)]
    flags = [tie_flags(_read(here_read, a.span, b.span), _read(here_read, b.span, a.span)) for a, b in pairs]
    ties = heads.pairs("tie", sentence, spans, flags)
    return [Seen(a, b, t) for (a, b), t in zip(pairs, ties, strict=True) if t is not None]


def _read(found: list[Stated], a: Span, b: Span) -> Relation | None:
    """The relation the rules read from what is mentioned at one span to what is mentioned at another."""
    for s in found:
        first, second = s.subject.span, s.object.span
        if (
            s.factuality != "negated"
            and first is not None
            and second is not None
            and first.overlaps(a)
            and second.overlaps(b)
        ):
            return s.relation
    return None


def ties_trained(page: Page, read: list[Stated]) -> Iterator[Stated]:
    """Note what the heads think of what was ``read``; where more is asked for, ties of actors no rule has related."""
    heads = trained(page)
    if heads is None:
        return
    related = {(s.subject.actor, s.object.actor) for s in read}
    asked = bool(page.cache.get("implied"))
    for sentence in page.content_sentences():
        found = pairs_seen(page, sentence, heads, read, None if asked else related)
        for seen in found:
            _note(page, seen)
        if asked:
            known = related | {(b, a) for a, b in related}
            judged = _tied(found, known) | _attitudes(page, sentence, heads, read, known)
            yield from (made for j in judged.values() if (made := _stated(page, sentence, j)) is not None)
            yield from _stances(page, sentence, heads, known)


@dataclass(frozen=True, slots=True)
class Judged:
    """A tie that only the heads see."""

    subject: CastMention
    object: CastMention
    relation: Relation
    rule: str
    probability: float


def _tied(found: list[Seen], known: set[Pair]) -> dict[Pair, Judged]:
    """The likeliest tie of each two actors that no rule has related, by the head of ties."""
    best: dict[Pair, Judged] = {}
    for seen in found:
        p, sign = seen.sign
        pair = _unordered(seen.subject, seen.object)
        if p >= TIE and pair not in known and AUTHOR not in pair and (pair not in best or p > best[pair].probability):
            best[pair] = Judged(seen.subject, seen.object, seen.relation(sign), "trained/tie", p)
    return best


def _attitudes(
    page: Page, sentence: Sentence, heads: Trained, read: list[Stated], known: set[Pair]
) -> dict[Pair, Judged]:
    """For or against whom an actor is, by the drift of a sentence: one attitude of each two actors no rule has related.

    States mentioned as places, and names that stand for nobody in the cast, are asked about too.
    """
    best: dict[Pair, Judged] = {}
    span = sentence.span
    cast: Cast = page.cast
    unplaced = strangers(page, sentence)
    here = [m for m in cast.mentions if span.start <= m.span.start and m.span.end <= span.end and m.actor != AUTHOR]
    pairs = [
        (a, b)
        for a, b in combinations(sorted(here, key=lambda m: m.span)[:MOST], 2)
        if a.actor != b.actor and not a.span.overlaps(b.span) and (a.actor, b.actor) not in known
    ]
    here_read = [s for s in read if s.sentence.overlaps(span)]
    for a, b in pairs[:PAIRS]:
        forth, back = _read(here_read, a.span, b.span), _read(here_read, b.span, a.span)
        chances = heads.attitude(sentence, a.span, b.span, (tie_flags(forth, back), tie_flags(back, forth)))
        said = int(np.argmax(chances)) if chances is not None else 0
        pair = _unordered(a, b)
        if (
            chances is not None
            and said
            and chances[said] >= _least(a, b, unplaced)
            and (pair not in best or chances[said] > best[pair].probability)
        ):
            subject, object_ = (a, b) if said < 3 else (b, a)
            relation = _PLAIN[1 if said in (1, 3) else -1]
            best[pair] = Judged(subject, object_, relation, "trained/attitude", float(chances[said]))
    return best


def _least(a: CastMention, b: CastMention, unplaced: list[CastMention]) -> float:
    """How probable an attitude between two must be."""
    if "place" in (a.form, b.form):
        return PLACE
    return UNPLACED if any(m in unplaced for m in (a, b)) else ATTITUDE


def _unordered(a: CastMention, b: CastMention) -> Pair:
    return (a.actor, b.actor) if a.actor <= b.actor else (b.actor, a.actor)


def _note(page: Page, seen: Seen) -> None:
    """Keep what the heads think of each sign between two actors, at its likeliest mention."""
    found: dict[tuple[str, str, int], float] = page.cache.setdefault("tie_opinions", {})
    for sign in (1, -1, 0):
        p = float(seen.tie[(sign == _SIGNS) & _TIES].sum())
        key = (seen.subject.actor, seen.object.actor, sign)
        found[key] = max(p, found.get(key, 0.0))


def _stated(page: Page, sentence: Sentence, judged: Judged) -> Stated | None:
    """As a statement of the sentence; a place with an attitude is an actor."""
    joint = _joint(judged.subject.head, judged.object.head)
    state = status(joint)
    if judged.rule == "trained/tie" and (state.negated or state.needed or state.hypothetical):
        return None  # attitudes were learned with their negations
    for m in (judged.subject, judged.object):
        m.form = "name" if m.form == "place" else m.form
    trigger = Span(joint.start, joint.end)
    a, b = (Participant(actor=m.actor, span=m.span) for m in (judged.subject, judged.object))
    claim = page.voices.at(trigger)
    return Stated(
        a, b, judged.relation, trigger, sentence.span, state.time, "asserted", claim, judged.rule, judged.probability
    )


def _joint(a: Word, b: Word) -> Word:
    """The nearest word that governs both."""
    above = {a.i, *(w.i for w in a.ancestors())}
    for word in (b, *b.ancestors()):
        if word.i in above:
            return word
    return a


def _stances(page: Page, sentence: Sentence, heads: Trained, known: set[tuple[str, str]]) -> Iterator[Stated]:
    """Whom the author is for or against, in sentences that are the author's own."""
    cast: Cast = page.cast
    span = sentence.span
    inside = [m for m in cast.mentions if span.start <= m.span.start and m.span.end <= span.end]
    here = [m for m in inside if m.form not in ("place", "pronoun") and m.actor != AUTHOR][:MOST]
    voice = page.voices.claims[0].id if page.voices.claims else ""
    for mention, found in zip(here, heads.stances(sentence, [m.span for m in here]), strict=True):
        if found is None or (AUTHOR, mention.actor) in known or page.voices.at(mention.span) != voice:
            continue
        for sign, p in ((1, float(found[1])), (-1, float(found[2]))):
            if p >= STANCE:
                who = Participant(actor=mention.actor, span=mention.span)
                yield Stated(Participant(actor=AUTHOR), who, _PLAIN[sign], mention.span, span, "current", "asserted",
                             voice, "trained/stance", p)  # fmt: skip
