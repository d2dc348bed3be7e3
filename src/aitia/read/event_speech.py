"""Requests that somebody's reported words make of another: "the Red Cross said that both armies must let it pass".

Only in somebody else's words: what the writer says should be done is an option.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.language.frames import PASSIVE_SUBJECTS, SUBJECTS, conjuncts, frame
from aitia.language.page import Page, Sentence, Word
from aitia.language.status import Status
from aitia.lexicon.events import Sense
from aitia.model.codes import AUTHOR
from aitia.model.records import Participant
from aitia.read.event_candidates import SAYING, Candidate
from aitia.read.event_roles import Roles
from aitia.read.event_senses import Setting

MODALS: Final = frozenset(["must", "should", "ought"])
NEEDING: Final = frozenset(["need", "have"])
_MUST: Final = Sense(part="verb", pattern="must", lemma="must", type="REQUEST", mode=None)


def advice(page: Page, sentence: Sentence, roles: Roles) -> Iterator[Candidate]:
    """Yield a request for every clause of somebody's reported words that says what another actor must do."""
    for word in sentence.words:
        if word.pos not in ("VERB", "AUX"):
            continue
        modal = _modal(word)
        if modal is None:
            continue
        subjects = [x for c in word.children if c.dep in (*SUBJECTS, *PASSIVE_SUBJECTS) for x in conjuncts(c)]
        addressed = roles.cast.everyone(subjects, proxies=False) if subjects else []
        if not addressed:
            continue
        speakers = _speakers(page, word, roles)
        speaking = {p.actor for p in speakers}
        addressed = [p for p in addressed if p.actor not in speaking and p.actor != AUTHOR]
        if not speakers or not addressed or AUTHOR in speaking:
            continue
        own = frozenset((modal.i, word.i)) if word.i - modal.i <= 3 else frozenset((word.i,))
        yield Candidate(Setting(page, word), _MUST, "REQUEST", speakers, addressed, Status(), own)


def _modal(verb: Word) -> Word | None:
    for c in verb.children:
        if c.dep == "aux" and c.lower in MODALS:
            return c
    if verb.lemma in NEEDING and any(c.dep == "xcomp" and c.tag == "VB" for c in verb.children):
        return verb if verb.lemma == "need" and not any(c.dep == "neg" for c in verb.children) else None
    return None


def _speakers(page: Page, verb: Word, roles: Roles) -> list[Participant]:
    """Who says the clause: the subject of the verb of saying above it, else the source of the claim it stands in."""
    above = verb.head
    if verb.dep == "ccomp" and above.lemma in SAYING:
        return roles.cast.everyone(frame(above).agents)
    claim = page.voices.at((verb.start, verb.end))
    if claim == page.voices.default:
        return []
    return [Participant(actor=a) for a in page.voices.sources(claim)]
