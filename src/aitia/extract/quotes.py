"""Find direct quotations: where they open and close, which lie inside others, which run on into the next paragraph.

Example: ``“We won,” he said. “‘Never again’ means now.”`` → two quotations, one more inside the second.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from aitia.language.headlines import is_all_capitals
from aitia.language.page import Page
from aitia.language.transcripts import Turn, transcript
from aitia.model.text import Span

_MARK: Final = re.compile(
    r"[“”„«»]|\"{1,2}|``|''|(?<![\w’'.,!?)\]])['‘](?=[\w\[(.…“\"$])(?!\d0s)|(?<=[\w.,!?…”\")\]%])['’](?![\w'])"
)
_ASIDE: Final = re.compile(r"\[[^\[\]\n]{6,400}\]|\((?:[^()\n]|\n(?!\s*\n)){6,400}\)")
_OWN_WORDS: Final = frozenset("and but he i if it or so that they this we which who you".split())  # a speaker's asides
_NAMING: Final = ("DET", "PROPN", "NOUN", "NUM", "ADJ")
_SINGLE: Final = frozenset("'‘’")
_OPENING: Final = frozenset(["“", "„", "«", "``"])
_CLOSING: Final = frozenset(["”", "»"])
_BEFORE_OPEN: Final = frozenset("([{—–-/:'‘")
_AFTER_CLOSE: Final = frozenset(".,;:!?)]}—–-…'’")
MAX_DEPTH: Final = 4
_RUN: Final = 4  # paragraphs that a quotation may run on without new marks


@dataclass(slots=True, eq=False)
class Quotation:
    """A stretch between quotation marks (marks included), or a turn, and the quotation it lies in, if any."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    paragraph: int
    closed: bool = True
    turn: Turn | None = None  # of a transcript; no marks around it
    outer: Quotation | None = None
    continues: Quotation | None = None

    @property
    def span(self) -> Span:
        """With its marks."""
        return Span(self.start, self.end)


class Quotations:
    """The quotations of a page in text order, with look-up by place."""

    def __init__(self, items: list[Quotation]) -> None:
        self.items = items
        self.top = [q for q in items if q.outer is None]
        self.turns = [q for q in self.top if q.turn is not None]
        self.unmarked: list[Span] = []  # direct speech behind a label
        self.told: list[Span] = []  # the writer's own words inside what others want
        self._starts = [q.start for q in self.top]
        self._inner: dict[int, list[Quotation]] = {}
        for q in items:
            outer = q.outer
            while outer is not None:
                self._inner.setdefault(outer.start, []).append(q)
                outer = outer.outer

    def over(self, offset: int) -> Quotation | None:
        """The outermost quotation around a character."""
        at = bisect_right(self._starts, offset) - 1
        return self.top[at] if at >= 0 and self.top[at].end > offset else None

    def innermost(self, offset: int) -> Quotation | None:
        """The innermost quotation around a character."""
        found = self.over(offset)
        if found is None:
            return None
        for q in self._inner.get(found.start, ()):
            if q.start <= offset < q.end and q.end - q.start < found.end - found.start:
                found = q
        return found

    def touching(self, span: tuple[int, int]) -> Iterator[Quotation]:
        """Outermost quotations that share a character with ``span``."""
        at = max(0, bisect_right(self._starts, span[0]) - 1)
        for q in self.top[at:]:
            if q.start >= span[1]:
                return
            if q.end > span[0] and q.turn is None:
                yield q


def asides(page: Page, quotations: Quotations) -> list[Span]:
    """What the writer puts in brackets into the words of others: “They shot him [a clerk of the bank] there,” he said.

    Round brackets are the writer's where no quotation marks are around them, and in a text in capitals, which knows no
    others; a word or two in square ones stand for what was said.
    """
    shouted = is_all_capitals(page.text)
    out = []
    for found in _ASIDE.finditer(page.text):
        inner = found.group()[1:-1]
        around = quotations.over(found.start())
        round_ = found.group()[0] == "("
        if len(inner.split()) < 3 or (round_ and around is not None and around.turn is None and not shouted):
            continue
        if round_ and around is not None and inner.split()[0].lower() in _OWN_WORDS:
            continue
        first = page.word_at(found.start() + 1)
        if not round_ and around is not None and (first is None or first.pos not in _NAMING):
            continue  # "[by opening fire]": what he would have said
        out.append(Span(found.start(), found.end()))
    return out


def find_quotations(page: Page) -> Quotations:
    """All quotations in the text proper of a page."""
    items: list[Quotation] = []
    open_before: Quotation | None = None
    paragraphs = list(_paragraphs(page))
    closing = 0  # paragraphs up to the one in which what is open is closed, without a new mark before
    for place, (number, (start, end)) in enumerate(paragraphs):
        if open_before is not None and not closing:
            closing = _closed_in(page.text, [span for _, span in paragraphs[place : place + _RUN]])
        if open_before is not None and closing:
            closing -= 1
            found, running = _run_on(page.text, start, end, number, open_before, last=not closing)
            items.extend(found)
            open_before = running
            continue
        found, running = _scan(page.text, start, end, number)
        if open_before is not None and found and _leads(page.text, start, found[0]):
            found[0].continues = open_before
        elif open_before is not None and not found:
            running = None
        items.extend(found)
        open_before = running
    return Quotations(_with_turns(page, items))


def _closed_in(text: str, paragraphs: list[tuple[int, int]]) -> int:
    """In which of the paragraphs after an open quotation it is closed, where none of them opens one; 0 for none."""
    for count, (start, end) in enumerate(paragraphs, 1):
        mark = next((m for m in _MARK.finditer(text, start, end) if m.group() not in _SINGLE), None)
        if mark is None:
            continue
        a, b = mark.span()
        closes = mark.group() not in _OPENING and a > start and not text[a - 1].isspace()
        after = text[b] if b < end else " "
        return count if closes and (after.isspace() or after in _AFTER_CLOSE) else 0
    return 0


def _run_on(
    text: str, start: int, end: int, number: int, before: Quotation, *, last: bool
) -> tuple[list[Quotation], Quotation | None]:
    """A paragraph in the middle of a quotation, or the last one with what stands behind the closing mark."""
    if not last:
        made = Quotation(start, end, start, end, number, closed=False, continues=before)
        return [made], made
    mark = next(m for m in _MARK.finditer(text, start, end) if m.group() not in _SINGLE)
    made = Quotation(start, mark.end(), start, mark.start(), number, continues=before)
    found, running = _scan(text, mark.end(), end, number)
    return [made, *found], running


def _with_turns(page: Page, items: list[Quotation]) -> list[Quotation]:
    """Quotations and the turns of a transcript, which are direct speech without marks, in text order."""
    turns = transcript(page.text)[1]
    if not turns:
        return items
    made = []
    for turn in turns:
        first = page.word_at(turn.said.start)
        if first is not None and first.start < turn.said.end:
            start, end = turn.said
            made.append(Quotation(start, end, start, end, first.sent.paragraph, turn=turn))
    at = 0
    for q in items:
        while at < len(made) and made[at].end <= q.start:
            at += 1
        if q.outer is None and at < len(made) and made[at].start <= q.start and q.end <= made[at].end:
            q.outer = made[at]
    return sorted([*items, *made], key=lambda q: (q.start, -q.end))


def _paragraphs(page: Page) -> Iterator[tuple[int, tuple[int, int]]]:
    number, start, end = -1, 0, 0
    for sentence in page.content_sentences():
        span = sentence.span
        if sentence.paragraph != number:
            if number >= 0:
                yield number, (start, end)
            number, start = sentence.paragraph, span.start
        end = span.end
    if number >= 0:
        yield number, (start, end)


def _leads(text: str, start: int, quotation: Quotation) -> bool:
    return not text[start : quotation.start].strip()


def _scan(text: str, start: int, end: int, number: int) -> tuple[list[Quotation], Quotation | None]:
    """Quotations of one paragraph, and the one that is still open at its end."""
    found: list[Quotation] = []
    stack: list[tuple[str, int, int]] = []  # kind of mark, its start, its end
    pending: list[Quotation] = []  # closed inside something still open
    for mark in _MARK.finditer(text, start, end):
        sign, a, b = mark.group(), mark.start(), mark.end()
        if sign in _SINGLE:
            before = text[a - 1] if a > start else " "
            opens = not (before.isalnum() or before in '.,!?…”")]%')
            if opens:
                if sign != "’" and len(stack) < MAX_DEPTH and not any(k == "single" for k, _, _ in stack):
                    stack.append(("single", a, b))
            elif stack and stack[-1][0] == "single":
                _close(stack, pending, found, a, b, number)
            continue
        is_open = any(kind == "double" for kind, _, _ in stack)
        closes = _closes(text, sign, a, b, start, end, is_open)
        if closes:
            while stack and stack[-1][0] == "single":
                stack.pop()
            if stack:
                _close(stack, pending, found, a, b, number)
        elif len(stack) < MAX_DEPTH:
            if is_open:  # the one before was never closed
                stack = [s for s in stack if s[0] != "double"]
                found.extend(pending)
                pending = []
            stack.append(("double", a, b))
    running = None
    for kind, a, b in stack[:1]:
        if kind == "double" and (not text[start:a].strip() or text[start:a].rstrip()[-1:] in (":", ",")):
            running = Quotation(a, end, b, end, number, closed=False)
            for q in pending:
                q.outer = q.outer or running
            found.append(running)
    found.extend(pending)
    found.sort(key=lambda q: (q.start, -q.end))
    return found, running


def _closes(text: str, sign: str, a: int, b: int, start: int, end: int, is_open: bool) -> bool:
    before = text[a - 1] if a > start else " "
    after = text[b] if b < end else " "
    like_open = (before.isspace() or before in _BEFORE_OPEN) and not after.isspace()
    like_close = not before.isspace() and (after.isspace() or after in _AFTER_CLOSE)
    if not is_open:
        return sign in _CLOSING and not like_open
    if sign in _CLOSING:
        return True
    if sign in _OPENING:
        return like_close and not like_open
    if like_open and not like_close:
        return False
    return True


def _close(
    stack: list[tuple[str, int, int]], pending: list[Quotation], found: list[Quotation], a: int, b: int, number: int
) -> None:
    _, start, inner = stack.pop()
    made = Quotation(start, b, inner, a, number)
    for q in pending:
        if q.outer is None and q.start > start:
            q.outer = made
    pending.append(made)
    if not stack:
        found.extend(pending)
        pending.clear()
