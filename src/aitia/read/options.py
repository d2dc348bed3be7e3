"""Read options: courses of action put forward for somebody, argued for or against, with their expected results.

Example: "Chad urged Mali to leave" → "leave": advocated by Chad, for Mali to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from aitia.language.page import Page, Word, trimmed_span
from aitia.model.reading import row_id
from aitia.model.records import CausalLink, Option
from aitia.model.text import Span
from aitia.read.option_drafts import Draft
from aitia.read.option_signals import drafts

_MAX_PER_SENTENCE: Final = 12


class OptionsExtractor:
    """Reads the layer ``options``."""

    name = "options"

    def extract(self, page: Page) -> Iterator[Option]:
        """Yield the options of a page in text order, each with whose stance it is."""
        seen: set[str] = set()
        causes: tuple[CausalLink, ...] = page.cache.get("causes", ())
        for sentence in page.content_sentences():
            found = [o for d in drafts(page, sentence) for o in _option(page, d)]
            for option in _settled(found):
                if option.id not in seen:
                    seen.add(option.id)
                    yield _with_consequences(option, causes)


def _option(page: Page, draft: Draft) -> Iterator[Option]:
    action = trimmed_span(draft.words) if draft.words else None
    if action is None:
        return
    claim = page.voices.at(action)
    by = page.voices.sources(claim) if draft.by is None else draft.owners or _actors(page, draft.by)
    if draft.by is not None and not by:
        return
    yield Option(
        id=row_id("option", action, draft.stance, by),
        action=action,
        doer=_actors(page, draft.doer),
        by=by,
        stance=draft.stance,
        claim=claim,
        rule=draft.rule,
        confidence=draft.confidence,
    )


def _actors(page: Page, words: Iterable[Word]) -> tuple[str, ...]:
    return tuple(p.actor for p in page.cast.everyone(list(words)))


def _settled(found: list[Option]) -> list[Option]:
    """The surest of those that say the same of the same words."""
    kept: list[Option] = []
    for option in sorted(found, key=lambda o: (-o.confidence, o.action)):
        if not any(_same(option, other) for other in kept):
            kept.append(option)
        if len(kept) >= _MAX_PER_SENTENCE:
            break
    return sorted(kept, key=lambda o: (o.action, o.stance, o.by))


def _same(one: Option, other: Option) -> bool:
    if not one.action.overlaps(other.action):
        return False
    return one.stance == other.stance or one.by == other.by


def _with_consequences(option: Option, causes: tuple[CausalLink, ...]) -> Option:
    """The option with what the text expects of it: effects of causes that are the action, and what it is meant for."""
    found: dict[Span, None] = {}
    for link in causes:
        if _mostly(link.cause, option.action) and not link.effect.overlaps(option.action):
            found.setdefault(link.effect)
    return replace(option, consequences=tuple(sorted(found))) if found else option


def _mostly(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= 0.6 * min(one.end - one.start, other.end - other.start)
