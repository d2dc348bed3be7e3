"""On whose word a row hangs: the claims of a page and the innermost one around a place in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from aitia.model.codes import AUTHOR
from aitia.model.reading import row_id
from aitia.model.records import Claim
from aitia.model.text import Span


@dataclass(slots=True, eq=False)
class Voices:
    """All claims of a page, the author's own voice first."""

    claims: list[Claim]
    default: str
    _inner: list[tuple[int, int, str]] = field(default_factory=list)  # sorted
    _reach: list[int] = field(default_factory=list)  # furthest end so far
    _spoken: list[tuple[int, int, tuple[str, ...]]] = field(default_factory=list)
    _by_id: dict[str, Claim] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_id = {c.id: c for c in self.claims}
        reach = 0
        for _, end, _ in self._inner:
            reach = max(reach, end)
            self._reach.append(reach)

    def at(self, span: tuple[int, int]) -> str:
        """Id of the innermost claim whose content holds the middle of ``span``; the default voice elsewhere."""
        best, width = self.default, 1 << 62
        for start, end, claim in self.around(span):
            if end - start < width:
                best, width = claim, end - start
        return best

    def around(self, span: tuple[int, int]) -> Iterator[tuple[int, int, str]]:
        """Contents (start, end, claim id) that hold the middle of ``span``."""
        middle = (span[0] + span[1]) // 2
        for i in range(bisect_right(self._inner, (middle, 1 << 62, "")) - 1, -1, -1):
            if self._reach[i] <= middle:
                return
            if self._inner[i][1] > middle:
                yield self._inner[i]

    def sources(self, claim: str) -> tuple[str, ...]:
        """Who commits to a claim; empty for unnamed sources."""
        found = self._by_id.get(claim)
        return found.sources if found is not None else ()

    def speaker_at(self, span: tuple[int, int]) -> tuple[str, ...]:
        """Who speaks in the innermost direct quotation around ``span``: whose "I" it is. Empty outside quotations."""
        best: tuple[str, ...] = ()
        width = 1 << 62
        for start, end, sources in self._spoken:
            if start <= span[0] and span[1] <= end and end - start < width:
                best, width = sources, end - start
        return best


def author_voice() -> Claim:
    """The default voice of a document: its author, without a cue."""
    return Claim(id=row_id("claim", "voice"), kind="voice", sources=(AUTHOR,))


def gather(claims: list[Claim], judged: Container[str] = (), quotations: Sequence[tuple[int, int]] = ()) -> Voices:
    """Voices over the attributed and framed claims of a page.

    ``judged`` are ids of claims whose content is judged, not asserted, by their source ("criticised the shelling"):
    rows inside hang on whoever reports it. ``quotations`` are the places of direct speech.
    """
    voice = author_voice()
    inner = sorted((s.start, s.end, c.id) for c in claims if c.id not in judged for s in c.content)
    spoken: list[tuple[int, int, tuple[str, ...]]] = []
    marks = frozenset(quotations)
    for c in claims:
        spoken.extend((s.start, s.end, c.sources) for s in c.content if (s.start, s.end) in marks)
    return Voices([voice, *claims], voice.id, inner, [], spoken)


def hull(spans: tuple[Span, ...]) -> Span:
    """From the first to the last character of several spans."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))
