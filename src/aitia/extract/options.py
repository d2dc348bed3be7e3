"""Read options: courses of action put forward for somebody, argued for or against, with their expected results.

Example: "Chad urged Mali to leave" → "leave": advocated by Chad, for Mali to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from aitia.extract.option_doers import doing
from aitia.extract.option_drafts import Draft
from aitia.extract.option_pointers import pointers
from aitia.extract.option_signals import drafts
from aitia.extract.option_voices import PAPERS, laid_to
from aitia.language.frames import holders
from aitia.language.page import Page, Word, trimmed_span
from aitia.model.reading import row_id
from aitia.model.records import CausalLink, Option
from aitia.model.text import Span

_MAX_PER_SENTENCE: Final = 12
_MOST: Final = 30
_LIGHT: Final = frozenset("be have do make take get go more many such other".split())


class OptionsExtractor:
    """Reads the layer ``options``."""

    name = "options"

    def extract(self, page: Page) -> Iterator[Option]:
        """Yield the options of a page in text order, each with whose stance it is."""
        merged: list[_Course] = []
        by_word: dict[str, list[_Course]] = {}
        causes: tuple[CausalLink, ...] = page.cache.get("causes", ())
        for sentence in page.content_sentences():
            found = [o for d in drafts(page, sentence) for o in _option(page, d)]
            for option in _settled(found):
                course = _Course(option, _content(page, option.action))
                known = _again(course, by_word)
                if known is not None:
                    known.others.append(option.action)
                    continue
                merged.append(course)
                for word in course.words:
                    by_word.setdefault(word, []).append(course)
        merged.sort(key=lambda course: course.option.action)
        for span, course in _pointed(page, merged):
            course.others.append(span)
        for course in merged:
            yield _with_consequences(replace(course.option, other_mentions=tuple(course.others)), causes)


def _pointed(page: Page, courses: list[_Course]) -> list[tuple[Span, _Course]]:
    """Words that point back to a course of action ("such an undertaking"), with that course."""
    places = sorted((span, at) for at, c in enumerate(courses) for span in (c.option.action, *c.others))
    found = pointers(page, [span for span, _ in places])
    return [(span, courses[places[at][1]]) for span, at in found]


@dataclass(slots=True, eq=False)
class _Course:
    """An option, the words that tell it from others, and the later places that put it forward again."""

    option: Option
    words: frozenset[str]
    others: list[Span] = field(default_factory=list)


def _content(page: Page, action: Span) -> frozenset[str]:
    """Lemmas of the nouns, verbs and adjectives of an action."""
    first = page.word_at(action.start)
    last = page.word_at(action.end - 1)
    words = page.words[first.i : last.i + 1] if first is not None and last is not None else []
    return frozenset(
        w.lemma.lower() for w in words if w.pos in ("NOUN", "PROPN", "VERB", "ADJ") and w.lemma not in _LIGHT
    )


def _again(course: _Course, by_word: dict[str, list[_Course]]) -> _Course | None:
    """An earlier option of the same stance by the same actors that says the same in much the same words."""
    if len(course.words) < 2:
        return None
    for word in sorted(course.words):
        for other in by_word.get(word, ())[:_MOST]:
            one, two = course.option, other.option
            if one.stance != two.stance or not (set(one.by) & set(two.by) or one.by == two.by):
                continue
            if len(course.words & other.words) >= 0.7 * max(2, min(len(course.words), len(other.words))):
                return other
    return None


def _option(page: Page, draft: Draft) -> Iterator[Option]:
    action = _closed(page.text, trimmed_span(draft.words)) if draft.words else None
    if action is None or _says_only_that(draft.words):
        return
    claim = page.voices.at((draft.head.start, draft.head.end))  # not that of what is to be said: "tell them that …"
    by = page.voices.sources(claim) if draft.by is None else draft.owners or _speakers(page, draft.by)
    if draft.by is not None and not by:
        return
    if draft.by is None:
        others = laid_to(page, draft.head)
        by = by if others is None else others
    yield Option(
        id=row_id("option", action, draft.stance, by),
        action=action,
        doer=doing(page, draft, by),
        by=by,
        stance=draft.stance,
        claim=claim,
        rule=draft.rule,
        confidence=draft.confidence,
    )


def _closed(text: str, span: Span | None) -> Span | None:
    """The span with the mark that ends a quotation or a bracket it opens, or opens one it ends, where that is next."""
    if span is None:
        return None
    start, end = span
    said = text[start:end]
    plain = said.count('"') % 2 == 1
    if (plain or said.count("“") > said.count("”")) and text[end : end + 1] in ('"', "”"):
        return Span(start, end + 1)
    if (plain or said.count("”") > said.count("“")) and text[start - 1 : start] in ('"', "“"):
        return Span(start - 1, end)
    if said.count("(") > said.count(")") and text[end : end + 1] == ")":
        return Span(start, end + 1)
    return span


def _says_only_that(words: list[Word]) -> bool:
    """ "do that", "let it": nothing one could tell from another."""
    return (
        len(words) == 2
        and words[0].lemma in ("do", "let", "use")
        and words[1].pos in ("PRON", "DET")
        and words[1].lower != "nothing"
    )


def _actors(page: Page, words: Iterable[Word]) -> tuple[str, ...]:
    return tuple(p.actor for p in page.cast.everyone(list(words)))


def _speakers(page: Page, words: list[Word]) -> tuple[str, ...]:
    """The actors among the subjects of an advising verb, or those whose "resolution" or "letter" advises."""
    found = _actors(page, words)
    own = [w for w in words if w.lower in ("i", "we")]
    if own and not found:
        found = page.voices.sources(page.voices.at((own[0].start, own[0].end)))
    if found:
        return found
    papers = [w for w in words if w.pos == "NOUN" and w.lemma in PAPERS]
    owners = tuple(dict.fromkeys(p.actor for w in papers for p in page.cast.owner(w)))
    return owners or _actors(page, [h for w in papers for h in holders(w)])


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
        places = (option.action, *option.other_mentions)
        if any(_mostly(link.cause, p) for p in places) and not any(link.effect.overlaps(p) for p in places):
            found.setdefault(link.effect)
    return replace(option, consequences=tuple(sorted(found))) if found else option


def _mostly(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= 0.6 * min(one.end - one.start, other.end - other.start)
