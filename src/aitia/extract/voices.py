"""On whose word a row hangs: the claims of a page and the innermost one around a place in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from aitia.model.codes import AUTHOR
from aitia.model.reading import row_id
from aitia.model.records import Claim
from aitia.model.text import Span

Stretch = tuple[int, int, str]  # start, end, claim


def _reaches(stretches: list[Stretch]) -> list[int]:
    """The furthest end among each stretch and those before it."""
    return list(accumulate((end for _, end, _ in stretches), max))


def _holding(stretches: list[Stretch], reaches: list[int], span: tuple[int, int]) -> Iterator[Stretch]:
    """Those of the sorted ``stretches`` that hold the middle of ``span``."""
    middle = (span[0] + span[1]) // 2
    for i in range(bisect_right(stretches, (middle, 1 << 62, "")) - 1, -1, -1):
        if reaches[i] <= middle:
            return
        if stretches[i][1] > middle:
            yield stretches[i]


@dataclass(slots=True, eq=False)
class Voices:
    """All claims of a page, the author's own voice first."""

    claims: list[Claim]
    default: str
    _inner: list[Stretch] = field(default_factory=list)  # contents, sorted
    _spoken: list[Stretch] = field(default_factory=list)  # quotations and whose claim they belong to, sorted
    _reach: list[int] = field(default_factory=list)
    _spoken_reach: list[int] = field(default_factory=list)
    _by_id: dict[str, Claim] = field(default_factory=dict)
    _asides: list[Span] = field(default_factory=list)  # what the writer puts in brackets into others' words, sorted
    _passing: list[Stretch] = field(default_factory=list)  # what is told by the way inside a claim, sorted
    _passing_reach: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._by_id = {c.id: c for c in self.claims}
        self._reach = _reaches(self._inner)
        self._spoken_reach = _reaches(self._spoken)
        self._passing_reach = _reaches(self._passing)

    def at(self, span: tuple[int, int]) -> str:
        """Id of the innermost claim whose content holds the middle of ``span``; the default voice elsewhere."""
        best, width = self.default, 1 << 62
        for start, end, claim in self.around(span):
            if end - start < width:
                best, width = claim, end - start
        return best

    def of_deed(self, span: tuple[int, int]) -> str:
        """Like ``at``, of a deed by its trigger: who "pledges support" does so on the word of whoever tells of it."""
        best, width = self.default, 1 << 62
        for start, end, claim in self.around(span):
            cue = self._by_id[claim].cue if claim in self._by_id else None
            if end - start < width and (cue is None or not cue.overlaps(Span(*span))):
                best, width = claim, end - start
        return best

    def around(self, span: tuple[int, int]) -> Iterator[Stretch]:
        """Contents (start, end, claim id) that hold the middle of ``span``, but for those around an aside it is in."""
        return self._but_asides(_holding(self._inner, self._reach, span), span)

    def _but_asides(self, found: Iterator[Stretch], span: tuple[int, int]) -> Iterator[Stretch]:
        middle = (span[0] + span[1]) // 2
        at = bisect_right(self._asides, (middle, 1 << 62)) - 1
        aside = self._asides[at] if at >= 0 and self._asides[at].end > middle else None
        left = {claim for _, _, claim in _holding(self._passing, self._passing_reach, span)} if self._passing else ()
        for stretch in found:
            if stretch[2] in left:
                continue
            if aside is None or not (stretch[0] <= aside.start and aside.end <= stretch[1]):
                yield stretch

    def sources(self, claim: str) -> tuple[str, ...]:
        """Who commits to a claim; empty for unnamed sources."""
        found = self._by_id.get(claim)
        return found.sources if found is not None else ()

    def named_at(self, span: tuple[int, int]) -> str:
        """Id of the claim in whose words something is named: that of the quotation around it, else the default voice.

        "She said the Russian president would come": that he is Russia's president is the reporter's word.
        """
        best, width = self.default, 1 << 62
        for start, end, claim in self._but_asides(_holding(self._spoken, self._spoken_reach, span), span):
            if end - start < width:
                best, width = claim, end - start
        return best

    def speaker_at(self, span: tuple[int, int]) -> tuple[str, ...]:
        """Who speaks in the innermost direct quotation around ``span``: whose "I" it is. Empty outside quotations."""
        best: tuple[str, ...] = ()
        width = 1 << 62
        for start, end, claim in _holding(self._spoken, self._spoken_reach, span):
            if end - start < width:
                best, width = self.sources(claim), end - start
        return best


def author_voice() -> Claim:
    """The default voice of a document: its author, without a cue."""
    return Claim(id=row_id("claim", "voice"), kind="voice", sources=(AUTHOR,))


def gather(
    claims: list[Claim], judged: Container[str] = (), quotations: Sequence[tuple[int, int]] = (),
    asides: Sequence[Span] = (), passing: Sequence[Stretch] = (),
) -> Voices:  # fmt: skip
    """Voices over the attributed and framed claims of a page.

    ``judged`` are ids of claims whose content is judged, not asserted, by their source ("criticised the shelling"):
    rows inside hang on whoever reports it. ``quotations`` are the places of direct speech, ``asides`` those of what the
    writer puts in brackets into the words of others, ``passing`` what is told by the way inside the content of a claim.
    """
    voice = author_voice()
    inner = sorted((s.start, s.end, c.id) for c in claims if c.id not in judged for s in c.content)
    set_in = sorted(asides)
    voices = Voices([voice, *claims], voice.id, inner, _asides=set_in, _passing=sorted(passing))
    spoken = []
    for start, end in quotations:
        found = [x for x in voices.around((start, end)) if x[0] <= start and end <= x[1]]
        if found:
            spoken.append((start, end, min(found, key=lambda x: x[1] - x[0])[2]))
    if not spoken:
        return voices
    return Voices([voice, *claims], voice.id, inner, sorted(spoken), _asides=set_in, _passing=sorted(passing))


def hull(spans: tuple[Span, ...]) -> Span:
    """From the first to the last character of several spans."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))
