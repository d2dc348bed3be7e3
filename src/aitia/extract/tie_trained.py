"""What the trained heads say of ties: an opinion on what the rules read, and, on request, ties no word or deed states.

A pair of actors the rules have related is left to them. For the rest (``--implied``) the heads of ties, of attitudes
and of the author's stance add what they see; negation, conditions and calls are read off the predicate that joins them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from aitia.extract.cast import Cast, CastMention
from aitia.extract.event_trained import MOST, mentions_in
from aitia.extract.tie_statements import Stated
from aitia.extract.trained import Trained, trained
from aitia.language.page import Page, Sentence, Word
from aitia.language.status import status
from aitia.model.codes import AUTHOR, SIGN, Relation
from aitia.model.records import Participant
from aitia.model.text import Span
from aitia.neural.heads import RELATIONS, Vector, tie_flags

TIE: Final = 0.7  # least probability of a tie of one sign
ATTITUDE: Final = 0.5  # the same by the head that learned attitudes from news sentences
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
    attitude: Vector | None  # where it was asked for

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
    attitudes = heads.pairs("dse", sentence, spans, flags) if only is None else [None] * len(pairs)
    return [Seen(a, b, t, d) for (a, b), t, d in zip(pairs, ties, attitudes, strict=True) if t is not None]


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
            yield from _unrelated(page, sentence, found, known)
            yield from _stances(page, sentence, heads, known)


def _unrelated(page: Page, sentence: Sentence, found: list[Seen], known: set[Pair]) -> Iterator[Stated]:
    """The likeliest tie of each pair of actors that no rule has related, one direction of each."""
    best: dict[Pair, tuple[float, Seen, Relation, str]] = {}
    for seen in found:
        key = (seen.subject.actor, seen.object.actor)
        judged = None if key in known or AUTHOR in key else _judged(seen)
        if judged is not None and judged[0] > best.get(key, (0.0,))[0]:
            best[key] = (judged[0], seen, *judged[1:])
    for (a, b), (p, seen, relation, rule) in best.items():
        other = best.get((b, a))
        if other is not None and other[0] > p and (relation in ("fights", "aligned_with") or other[2] == relation):
            continue
        made = _stated(page, sentence, seen, relation, rule, p)
        if made is not None:
            yield made


def _note(page: Page, seen: Seen) -> None:
    """Keep what the heads think of each sign between two actors, at its likeliest mention."""
    found: dict[tuple[str, str, int], float] = page.cache.setdefault("tie_opinions", {})
    for sign in (1, -1, 0):
        p = float(seen.tie[(sign == _SIGNS) & _TIES].sum())
        key = (seen.subject.actor, seen.object.actor, sign)
        found[key] = max(p, found.get(key, 0.0))


def _judged(seen: Seen) -> tuple[float, Relation, str] | None:
    """The tie of a pair by the head of ties, else by the head of attitudes."""
    p, sign = seen.sign
    if p >= TIE:
        return p, seen.relation(sign), "trained/tie"
    for sign, q in ((1, seen.attitude[1]), (-1, seen.attitude[2])) if seen.attitude is not None else ():
        if q >= ATTITUDE:
            return float(q), _PLAIN[sign], "trained/attitude"
    return None


def _stated(page: Page, sentence: Sentence, seen: Seen, relation: Relation, rule: str, p: float) -> Stated | None:
    joint = _joint(seen.subject.head, seen.object.head)
    state = status(joint)
    if state.negated or state.needed or state.hypothetical:
        return None
    trigger = Span(joint.start, joint.end)
    a, b = (Participant(actor=m.actor, span=m.span) for m in (seen.subject, seen.object))
    return Stated(a, b, relation, trigger, sentence.span, state.time, "asserted", page.voices.at(trigger), rule, p)


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
