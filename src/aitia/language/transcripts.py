"""Transcripts: labels that say who speaks from here on, and how far each turn goes.

Example: "(REPORTER) Will you go? (HADDAD) We never came." → REPORTER: [Will you go?], HADDAD: [We never came.]
Labels stand in brackets behind a finished sentence, or before a colon at the beginning of a paragraph. One label alone
makes no transcript: "(Reuters)", "Paris:" and "NOTE:" are none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from aitia.language.paragraphs import paragraphs
from aitia.model.text import Span

_BRACKET: Final = re.compile(r"[(\[]\s*([^()\[\]]{2,90}?)\s*[)\]]")
_COLON: Final = re.compile(r"\s*([A-Z][^\n:;!?()\[\]“”\"]{0,48}?):(?=\s)")
_MARK: Final = re.compile(
    r"(begin|start|end)\b.{0,40}?\b(?:recording|video|audio|clip|tape|relay|footage|excerpt|interview|live)\b",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,6}")
_REMARKS: Final = frozenset(
    """actual alphabet applause as avoidance background cap changes chanting cheers coded correction corrects crosstalk
    dated direct editor editorial following heard illegible inaudible indistinct laughs laughter live material music
    note omission omitted pause passage phonetic photo picture printed quote received recorded rephrases see sentence
    sic signed silence source text thought translated translation unintelligible unreadable update word words""".split()
)
ROLES: Final = frozenset(  # who speaks without a name
    """anchor announcer answer audience caller commentator correspondent host interviewer journalist moderator
    newscaster newsman newsmen newsreader participant presenter question questioner reporter speaker student voice
    woman man""".split()
)
_TOLD: Final = frozenset("added adds asked asks continued read reads said says stated states told wrote".split())
_SMALL: Final = frozenset("al bin da das de del der di do dos du el ibn la le of the van von y".split())
_ASKS: Final = frozenset(["q", "question"])
_ANSWERS: Final = frozenset(["a", "answer"])


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says: ``label`` where he is named, ``name`` as it stands there, ``said`` his words.

    ``name`` is empty where a recording begins and nobody is named.
    """

    label: Span
    name: str
    said: Span
    bracketed: bool = True

    @property
    def asks(self) -> bool:
        """Whether the label is a bare "Q"."""
        return self.name.lower() in _ASKS

    @property
    def answers(self) -> bool:
        """Whether the label is a bare "A"."""
        return self.name.lower() in _ANSWERS


@dataclass(frozen=True, slots=True)
class _Label:
    span: Span
    name: str  # of a speaker; empty for a mark
    opens: bool = False
    closes: bool = False
    bracketed: bool = True


@lru_cache(maxsize=4)
def transcript(text: str) -> tuple[tuple[Span, ...], tuple[Turn, ...]]:
    """The bracketed labels and marks of a transcript, and its turns; both empty where the text is none."""
    found = sorted(_labels(text), key=lambda x: x.span)
    if not _is_transcript(found):
        return (), ()
    found = [x for x in found if x.bracketed or not x.name or x.name.isupper() or _is_role(x.name)]  # no headlines
    turns, ends = [], [s.end for s in paragraphs(text)]
    for at, label in enumerate(found):
        follower = found[at + 1] if at + 1 < len(found) else None
        between = text[label.span.end : follower.span.start].strip() if follower is not None else "said"
        if label.closes or not between:
            continue
        end = follower.span.start if follower is not None else (ends[-1] if ends else len(text))
        if follower is not None and follower.opens:  # no end was marked, and what lies between is told
            at_end = bisect_right(ends, label.span.end)
            end = min(end, ends[at_end]) if at_end < len(ends) else end
        said = _trimmed(text, label.span.end, end)
        if said is not None:
            turns.append(Turn(label.span, label.name, said, label.bracketed))
    return tuple(x.span for x in found if x.bracketed), tuple(turns)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end - start > 3 else None


def _labels(text: str) -> Iterator[_Label]:
    for paragraph in paragraphs(text):
        behind = paragraph.start  # end of the label before
        for found in _BRACKET.finditer(text, paragraph.start, paragraph.end):
            before = text[behind : found.start()].rstrip()
            inner = " ".join(found.group(1).split())
            mark = _MARK.match(inner)
            span = Span(found.start(), found.end())
            if mark is not None:
                yield _Label(span, "", opens=mark.group(1).lower() != "end", closes=mark.group(1).lower() == "end")
                behind = found.end()
            elif (not before or before[-1] in ".!?…\"”’'-") and text[found.end() : paragraph.end].strip():
                name = _speaker(inner, text[found.end() : paragraph.end].lstrip())
                if name:
                    yield _Label(span, name)
                    behind = found.end()
        colon = _COLON.match(text, paragraph.start, paragraph.end)
        if colon is not None and (name := _before_colon(" ".join(colon.group(1).split()))):
            yield _Label(Span(colon.start(1), colon.end()), name, bracketed=False)


def _speaker(inner: str, after: str) -> str:
    """Who a bracket names as speaker; nobody for remarks, glosses and numbers, or where no sentence follows."""
    if not (after[0].isupper() or after[0] in "\"“'‘.…["):
        return ""
    name = inner.split(",")[0].strip()
    words = name.split()
    low = [w.lower().strip(".") for w in words]
    if not _NAME.fullmatch(name) or len(name) < 3 or set(low) & _REMARKS or inner.endswith((".", "!", "?")):
        return ""
    if any(w.islower() and w not in _SMALL and w not in ROLES for w in words) or not name[0].isupper():
        return ""
    return name


def _before_colon(name: str) -> str:
    """Who a colon hands the word to: a name in capitals or of one to three words, a role, "Q", "A"."""
    words = name.split()
    low = [w.lower().strip(".") for w in words]
    if name in ("Q", "A") or (low[-1] in ROLES and len(words) <= 3):
        return name
    if len(words) > 4 or set(low) & (_REMARKS | _TOLD) or not _NAME.fullmatch(name) or len(name) < 3:
        return ""
    return name if all(w[0].isupper() or w in _SMALL for w in words) else ""


def _is_transcript(found: list[_Label]) -> bool:
    """Whether labels make a transcript: one of them in a recording, or two speakers who take turns."""
    speakers = [x for x in found if x.name]
    bracketed = [x for x in speakers if x.bracketed]
    if bracketed:
        if any(x.opens for x in found) or any(_is_role(x.name) for x in bracketed):
            return True
        often = Counter(x.name for x in bracketed)
        return len(often) > 1 and len(bracketed) > 3 and max(often.values()) > 1
    often = Counter(x.name for x in speakers)
    shouted = [n for n in often if n.isupper() or _is_role(n)]
    if "Q" in often and "A" in often:
        return True
    return len(shouted) > 1 and sum(often[n] for n in shouted) > 2 and max(often[n] for n in shouted) > 1


def _is_role(name: str) -> bool:
    low = name.lower().split()
    return low[-1] in ROLES or low[0] in ("unidentified", "unknown")
