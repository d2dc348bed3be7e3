"""What all readers of claims share: the draft of a claim, spans over words, and who can be a source at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from aitia.extract.human_nouns import is_human
from aitia.extract.quotes import Quotations
from aitia.language.page import Page, Word
from aitia.language.transcripts import Turn
from aitia.lexicon.actors import registry
from aitia.model.text import Span

MAX_CUES: Final = 40  # in one sentence; no honest one has so many
FIRST_PERSON: Final = frozenset(["i", "we", "me", "us", "myself", "ourselves", "my", "our", "mine", "ours"])
SECOND_PERSON: Final = frozenset(["you", "your", "yours", "yourself"])
_LOOSE: Final = frozenset(" \t\n,.;:–—-…")
TEXTS: Final = frozenset(
    """account ad advertisement affidavit analysis article assessment audit ballot book briefing broadcast bulletin
    cable census chart column communique complaint constitution count data database declaration document dossier e-mail
    editorial email estimate evidence figure file filing finding footage forecast graph headline image index
    indictment inquiry intelligence investigation judgment lawsuit leak letter line log manifesto manual map memo
    message missive model note number observation paper photo photograph piece poll polling post projection ranking
    reading record release report research resolution result review score source speech statement statistic story
    study survey tally tape testimony text textbook transcript trend tweet video vote""".split()
)
_SEATS: Final = frozenset(["capitals", "chancelleries", "powers", "quarters"])
NO_SPEAKERS: Final = SECOND_PERSON | {
    "this",
    "that",
    "what",
    "there",
    "these",
    "those",
    "nothing",
    "something",
    "everything",
}
PEOPLE: Final = frozenset(
    """one many most some other all few critic supporter opponent source analyst expert observer advocate aide ally
    adviser advisor colleague friend parent reader audience public side camp people person man woman guy kid folk youth
    family world country nation state city town house party board panel commission committee court campaign team
    group administration government ministry department agency bureau office paper newspaper magazine network outlet
    site website blog publication tabloid newsletter company firm organization organisation institute university school
    church union association
    movement television tv radio channel station broadcaster press media daily weekly journal wire bloc alliance
    coalition council parliament senate congress assembly cabinet embassy mission delegation junta regime army
    military police rebel militia majority minority percent half third respondent neighbor neighbour resident voter
    candidate rival""".split()
)


@dataclass(slots=True, eq=False)
class Draft:
    """A claim in the making: anchor word, heads of its source, and what it holds."""

    anchor: Word
    cue: list[Word]
    sources: list[Word]
    content: list[Span] = field(default_factory=list)
    hedged: bool = False
    negated: bool = False
    holds: bool = True  # rows inside the content hang on it
    strong: bool = True  # counts inside other claims too
    framed: bool = False
    source_span: Span | None = None
    rule: str = ""
    turn: Turn | None = None  # of a transcript, whose label names the source
    further: list[Draft] = field(default_factory=list)  # reports by the same cue: "and that it was over"


def clean(page: Page, start: int, end: int, quotations: Quotations) -> Span | None:
    """A span without loose punctuation at its ends, grown over quotations it mostly covers; None where empty."""
    text = page.text
    while start < end and text[start] in _LOOSE:
        start += 1
    while start < end and (text[end - 1] in _LOOSE or text[end - 1] in "(["):
        end -= 1
    if end <= start:
        return None
    end = _hyphened(text, end)
    for q in quotations.touching((start, end)):
        shared = min(end, q.end) - max(start, q.start)
        if shared < q.end - q.start and shared >= 0.6 * (q.end - q.start):
            start, end = min(start, q.start), max(end, q.end)
    return Span(start, end)


def _hyphened(text: str, end: int) -> int:
    """The end of a word that the parser cut at its hyphen: "asked to co|-operate"."""
    while end + 1 < len(text) and text[end] == "-" and text[end - 1].isalnum() and text[end + 1].isalnum():
        end += 1
        while end < len(text) and text[end].isalnum():
            end += 1
    return end


def spans_of(page: Page, words: Iterable[Word], own: Iterable[Word], quotations: Quotations) -> list[Span]:
    """Spans over ``words`` in text order, broken where words of the cue clause (``own``) stand between."""
    kept = sorted({w.i for w in words} - {w.i for w in own})
    if not kept:
        return []
    barrier = sorted(w.i for w in own if w.pos != "PUNCT")
    runs: list[list[int]] = [[kept[0], kept[0]]]
    at = 0
    for i in kept[1:]:
        while at < len(barrier) and barrier[at] < runs[-1][1]:
            at += 1
        if at < len(barrier) and barrier[at] < i:
            runs.append([i, i])
        else:
            runs[-1][1] = i
    out = []
    for first, last in runs:
        span = clean(page, page.words[first].start, page.words[last].end, quotations)
        if span is not None:
            out.append(span)
    return out


def source_span(heads: list[Word], cue: Word) -> Span | None:
    """The whole noun phrase of the source, cut where the clause of the cue begins."""
    if not heads:
        return None
    words: list[Word] = []
    for head in heads[:1] if all(h in heads[0].subtree() for h in heads) else heads:
        subtree = head.subtree()
        inside = cue in subtree
        for w in subtree:
            if inside and w.i >= _clause_start(cue, head):
                continue
            if abs(w.i - head.i) <= 40:
                words.append(w)
    words = [w for w in words if w.sent is heads[0].sent]
    if not words:
        return Span(heads[0].start, heads[0].end)
    words.sort(key=lambda w: w.i)
    before = [w for w in words if w.i < cue.i]
    if before and len(before) < len(words) and cue not in heads[0].subtree():
        words = before if heads[0].i < cue.i else [w for w in words if w.i > cue.i]
    while len(words) > 1 and (words[-1].pos in ("PUNCT", "CCONJ", "SPACE") or words[-1].lower in ("'s", "’s")):
        words.pop()
    while len(words) > 1 and (words[0].pos in ("PUNCT", "CCONJ", "SPACE")):
        words.pop(0)
    return Span(words[0].start, words[-1].end)


def _clause_start(cue: Word, head: Word) -> int:
    """Index of the first word of the clause below ``head`` that holds ``cue``, after its relative pronoun."""
    top = cue
    while top.head is not head and top.head is not top:
        top = top.head
    if top.head is not head:
        return cue.i
    first = top.subtree()[0]
    return first.i + (first.lower in ("who", "that", "which"))


def speaks(page: Page, word: Word, *, texts: bool = False) -> bool:
    """Whether a noun phrase can be somebody's: an actor, a person's pronoun, a noun for people, or a text."""
    if word.pos == "PRON" or word.pos == "NUM":
        return word.lower not in NO_SPEAKERS
    if word.ent in ("PERSON", "ORG", "NORP", "GPE") or word.pos == "PROPN":
        return True
    if names_people(word):
        return True
    if word.pos in ("ADJ", "DET", "ADV"):
        return word.lemma in PEOPLE or word.tag in ("JJ", "JJS", "DT")
    if texts and word.lemma in TEXTS:
        return True
    return bool(page.cast.who(word))


def names_people(noun: Word) -> bool:
    """Whether a common noun stands for people or bodies ("critics", "the ministry")."""
    agents = registry().agents
    known = noun.lemma in agents or noun.lower in agents or noun.lemma in PEOPLE
    return known or noun.lower in _SEATS or is_human(noun)
