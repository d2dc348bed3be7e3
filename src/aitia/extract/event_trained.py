"""What the trained heads think of the deeds the tables found, and whom they see on a side that the rules left open.

A deed of the rules stays, whatever the heads think; they give it a probability. Deeds that only the heads see become no
rows: on newspapers nine in ten of them were wrong in type or parties (training/MODEL.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aitia.extract.cast import Cast, CastMention
from aitia.extract.trained import Trained, head_word, trained
from aitia.language.page import Page, Sentence
from aitia.model.records import Event, Participant
from aitia.model.text import Span
from aitia.neural.heads import TYPES, role_flags, type_flags

ROLE: Final = 0.7  # least probability that an actor takes part on a side
MOST: Final = 12  # mentions of a sentence that are looked at
Parties = tuple[tuple[Participant, ...], tuple[Participant, ...]]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the heads think of a deed the rules read: how probable its type and parties are, and who else takes part."""

    probability: float
    parties: Parties


class Second:
    """The heads on the deeds the rules read in one sentence."""

    def __init__(self, page: Page, sentence: Sentence, read: list[Event]) -> None:
        self._page, self._sentence = page, sentence
        self._heads: Trained | None = trained(page) if read else None
        self._mentions = mentions_in(page, sentence) if self._heads is not None else []
        self._read: dict[int, Event] = {}
        for event in read:
            word = head_word(page, event.trigger)
            if word is not None:
                self._read[word.i] = event
        self._types = self._probabilities()

    def _probabilities(self) -> dict[int, float]:
        if self._heads is None:
            return {}
        words = [self._page.words[i] for i in self._read]
        flags = [type_flags(event.type) for event in self._read.values()]
        found = zip(words, self._heads.words("trigger", self._sentence, words, flags), strict=True)
        return {w.i: float(x[TYPES.index(self._read[w.i].type)]) for w, x in found if x is not None}

    def opinion(self, event: Event) -> Opinion | None:
        """Of a deed the rules read in this sentence; None where the heads cannot see it."""
        word = head_word(self._page, event.trigger)
        if word is None or word.i not in self._types or self._heads is None:
            return None
        chances = self._heads.roles(
            self._sentence,
            word,
            [m.span for m in self._mentions],
            [role_flags(True, _among(m, event.actors), _among(m, event.recipients)) for m in self._mentions],
        )
        seen = list(zip(self._mentions, chances, strict=True))
        given = [
            max(chance[side] for m, chance in seen if _is(m, p))
            for side, people in enumerate((event.actors, event.recipients))
            for p in people
            if any(_is(m, p) for m, _ in seen)
        ]
        return Opinion(self._types[word.i] * min(given, default=1.0), _parties(seen))


def _parties(seen: list[tuple[CastMention, tuple[float, float]]]) -> Parties:
    """Doers and done-to, each actor on its likelier side, by its likeliest mention."""
    sides: tuple[dict[str, tuple[float, Participant]], dict[str, tuple[float, Participant]]] = ({}, {})
    for mention, found in seen:
        side = 0 if found[0] >= found[1] else 1
        if found[side] >= ROLE and found[side] > sides[side].get(mention.actor, (0.0,))[0]:
            sides[side][mention.actor] = (found[side], Participant(actor=mention.actor, span=mention.span))
    doers = {a: x for a, x in sides[0].items() if x[0] >= sides[1].get(a, (0.0,))[0]}
    targets = {a: x for a, x in sides[1].items() if a not in doers}
    return tuple(x for _, x in doers.values()), tuple(x for _, x in targets.values())


def _is(mention: CastMention, person: Participant) -> bool:
    return person.span is not None and person.span.overlaps(mention.span)


def _among(mention: CastMention, people: tuple[Participant, ...]) -> bool:
    return any(_is(mention, p) for p in people)


def mentions_in(page: Page, sentence: Sentence) -> list[CastMention]:
    """The mentions of a sentence, as many as are looked at, without places that stand for nobody."""
    cast: Cast = page.cast
    span: Span = sentence.span
    found = [m for m in cast.mentions if span.start <= m.span.start and m.span.end <= span.end]
    return [m for m in found if m.form != "place"][:MOST]
