"""What can be seen of a row that tells how probably it is right, beside the rule that read it.

Each mark is a number under a name: log-odds of the trained heads and judges, one for what holds of the row, words of
its sentence in thirties. ``data/confidence_marks.csv`` weighs them; what it does not name does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from aitia.extract.option_advice import advises
from aitia.language.page import Page, Word
from aitia.lexicon.confidence import log_odds
from aitia.model.records import CausalLink, Claim, Event, Tie
from aitia.model.text import Span

Marked = Event | Tie | CausalLink
_STANDS_IN: Final = {
    "ROOT": "told by the main clause",
    "ccomp": "told by a content clause",
    "conj": "told by a joined clause",
    "dobj": "told by an object",
    "pobj": "told by an object",
    "acl": "told by a relative clause",
    "relcl": "told by a relative clause",
}
_FORMS: Final = {"VBG": "gerund", "VB": "infinitive", "VBN": "participle"}
_PRONOUNS: Final = frozenset(["PRP", "PRP$", "WP", "WP$", "WDT"])
LONG: Final = 30.0  # words of a sentence that count for one
LONGEST: Final = 4.0  # beyond it a sentence is a list, or no sentence


def marked(page: Page, rows: Iterable[Marked]) -> dict[str, dict[str, float]]:
    """By row id, the marks of the rows on which the trained heads have an opinion; none where rules read alone."""
    sources = {claim.id: claim for claim in page.voices.claims}
    return {row.id: _marks(page, row, sources[row.claim]) for row in rows if row.id in page.opinions}


def _marks(page: Page, row: Marked, source: Claim) -> dict[str, float]:
    out = {"head": log_odds(page.opinions[row.id]), "look": log_odds(page.looks.get(row.id, 0.5))}
    out.update((name, 1.0) for name in _told(row))
    out.update((name, 1.0) for name in _parties(page, row))
    word = page.word_at(_signal(row).start)
    if word is not None:
        out["length"] = min(len(word.sent.words) / LONG, LONGEST)
        out.update((name, 1.0) for name in _grammar(word))
    if advises(page):
        out["argued by the writer"] = 1.0
    if source.kind == "attributed":
        out["attributed" if source.sources else "of nobody named"] = 1.0
    return out


def _told(row: Marked) -> Iterator[str]:
    """What kind of row it is, and as what the text tells it."""
    if isinstance(row, CausalLink):
        if row.certainty != "asserted":
            yield "unreal"
        yield f"is {row.relation}"
        return
    if isinstance(row, Event):
        yield row.type
        sides = [name for name, side in (("doer", row.actors), ("target", row.recipients)) if not side]
        if sides:
            yield f"{row.type} without {' and '.join(sides)}"
    else:
        yield row.relation
    if row.factuality != "asserted":
        yield "unreal"
        yield row.factuality


def _signal(row: Marked) -> Span:
    if isinstance(row, Event):
        return row.trigger
    if isinstance(row, Tie):
        return row.evidence[0].trigger or row.evidence[0].sentence
    return row.connective or row.cause


def _parties(page: Page, row: Marked) -> Iterator[str]:
    """Whether a deed or tie has its sides, and by which words."""
    if isinstance(row, CausalLink):
        return
    if isinstance(row, Event):
        sides = [[p.span for p in side] for side in (row.actors, row.recipients)]
    else:
        sides = [[row.evidence[0].subject], [row.evidence[0].object]]
    at = page.word_at(_signal(row).start)
    for name, side in zip(("doer", "target"), sides, strict=True):
        if not side:
            yield f"no {name}"
            continue
        if len(side) > 1:
            yield f"several on the side of the {name}"
        span = side[0]
        word = page.word_at(span.start) if span is not None else None
        if word is None or at is None or word.sent is not at.sent:
            yield f"{name} named elsewhere"
        elif word.tag in _PRONOUNS:
            yield f"{name} is a pronoun"


def _grammar(word: Word) -> Iterator[str]:
    """Where the word that signals the row stands."""
    if word.pos == "NOUN":
        yield "noun"
    elif word.tag in _FORMS:
        yield _FORMS[word.tag]
    if word.dep in _STANDS_IN:
        yield _STANDS_IN[word.dep]
