"""Read times: expressions of when, as ISO dates, and which of them dates a deed.

Absolute ones ("12 September 2014", "the mid-1980s") always count; relative ones ("on Sunday", "two years ago",
"in March") only where the document says when it was published. Durations ("for two months") are no dates.

Example: published 2014-09-12, "last year" → 2013-01-01 to 2013-12-31, precision year.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.date_rules import Today, cues, date_rules, published
from aitia.language.page import Page, Sentence, Word
from aitia.lexicon.events import event_lexicon
from aitia.model.records import When
from aitia.model.text import Span

_FUTURE: Final = frozenset(["will", "shall", "'ll", "’ll", "wo"])


def find_times(page: Page) -> tuple[When, ...]:
    """All time expressions of the page that can be resolved, in text order."""
    found: tuple[When, ...] | None = page.cache.get("times")
    if found is None:
        today = published(page.document.published)
        found = tuple(when for s in page.content_sentences() for when in _in_sentence(page, s, today))
        page.cache["times"] = found
    return found


def _in_sentence(page: Page, sentence: Sentence, today: Today | None) -> Iterator[When]:
    known = cues()
    has = {known[w.lower.rstrip(".")] for w in sentence.words if w.lower.rstrip(".") in known}
    if any(w.text[:1].isdigit() or "19" in w.text or "20" in w.text for w in sentence.words):
        has.add("digit")
    if not has:
        return
    span = sentence.span
    taken: list[Span] = []
    out: list[When] = []
    for pattern, reader, needs in date_rules():
        if not needs <= has:
            continue
        for match in pattern.finditer(page.text, span.start, span.end):
            where = Span(*match.span("it"))
            if any(where.overlaps(t) for t in taken):
                continue
            word = page.word_at(where.start)
            if word is None:
                continue
            try:
                dates = reader(match, today, _is_future(word))
            except (ValueError, OverflowError):  # 30 February, the year 0: no date, and no part of it is one
                taken.append(where)
                continue
            if dates is not None and _fits(page, word, where):
                taken.append(where)
                out.append(When(span=where, start=dates.start.isoformat(), end=dates.end.isoformat(),
                                precision=dates.precision))  # fmt: skip
    out.sort(key=lambda w: w.span)
    yield from out


def _fits(page: Page, word: Word, where: Span) -> bool:
    """Whether a bare number of four digits is a year and not a quantity ("in 2000 cases")."""
    if where.end - where.start != 4 or not word.text.isdigit():
        return True
    following = page.words[word.i + 1] if word.i + 1 < len(page.words) else None
    if following is None or following.sent is not word.sent:
        return True
    before = page.words[word.i - 1].lower if word.i else ""
    if following.tag == "NNS" and word.head is following and before not in ("the", "a", "an") and word.dep == "nummod":
        return False
    return following.text not in ("%", "percent", "million", "billion", "km", "kilometers", "miles", "meters")


def _is_future(word: Word) -> bool:
    """Whether the clause around the words speaks of what will be."""
    for count, above in enumerate(word.ancestors()):
        if above.pos in ("VERB", "AUX"):
            return any(c.lower in _FUTURE and c.dep == "aux" for c in above.children)
        if count > 8:
            break
    return False


def when_of(page: Page, word: Word, clause: tuple[int, int]) -> When | None:
    """The time that dates the deed ``word``: one attached to it or, for a noun, to the verb it completes."""
    best: tuple[int, int, When] | None = None
    for when in _around(page, clause):
        first = page.word_at(when.span.start)
        if first is None:
            continue
        rank = _rank(page, first, when, word)
        if rank is not None and (best is None or (rank, abs(first.i - word.i)) < best[:2]):
            best = (rank, abs(first.i - word.i), when)
    return best[2] if best else None


def _around(page: Page, clause: tuple[int, int]) -> Iterator[When]:
    times = find_times(page)
    low, high = 0, len(times)
    while low < high:  # the first time that ends after the clause begins
        middle = (low + high) // 2
        if times[middle].span.end <= clause[0]:
            low = middle + 1
        else:
            high = middle
    for when in times[low : low + 20]:
        if when.span.start >= clause[1]:
            return
        yield when


def _rank(page: Page, first: Word, when: When, deed: Word) -> int | None:
    """0: modifies the deed's own word; 1: its verb; 2: the verb it completes or is joined to; None: another deed's."""
    top = first
    while top.head is not top and when.span.start <= top.head.start < when.span.end:
        top = top.head
    completes = deed.pos in ("NOUN", "PROPN") and deed.dep in ("dobj", "nsubj", "nsubjpass", "attr", "pobj", "conj")
    joined = deed.pos == "VERB" and deed.dep in ("xcomp", "conj", "ccomp")
    modifies = top.dep in ("nummod", "compound", "nmod", "amod", "poss")
    if modifies and top.dep == "compound" and first.i > 0 and page.words[first.i - 1].pos == "ADP":
        modifies = False  # "On Sunday rebels shelled …", read as if there were Sunday rebels
    of = False
    for count, above in enumerate(top.ancestors()):
        if above is deed:
            return 0 if deed.pos == "NOUN" else 1
        if above.pos in ("VERB", "AUX"):
            if completes and any(above is a for a in (deed.head, deed.head.head)):
                return 2
            if joined and deed.dep != "ccomp" and above is deed.head and deed.i > first.i:
                return 3
            return None
        outside = above.pos == "NOUN" and (above.dep != "dobj" or of)
        other = outside and event_lexicon().of("noun", above.lemma)
        if other or (modifies and above.pos in ("NOUN", "PROPN")):
            return None  # "the 2003 invasion", "massacres in the 1990s": the time of another deed
        of = above.lower == "of"
        if count > 8:
            return None
    return None
