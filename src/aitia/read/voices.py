"""On whose word a row hangs: the claims of a page and the innermost one around a place in the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from aitia.model.codes import AUTHOR
from aitia.model.records import Claim
from aitia.model.reading import row_id
from aitia.model.text import Span


@dataclass(slots=True, eq=False)
class Voices:
    """All claims of a page, the author's own voice first."""

    claims: list[Claim]
    default: str
    _inner: list[tuple[int, int, str]] = field(default_factory=list)

    def at(self, span: tuple[int, int]) -> str:
        """Id of the innermost claim whose content holds the middle of ``span``; the default voice elsewhere."""
        middle = (span[0] + span[1]) // 2
        best, width = self.default, 1 << 62
        for start, end, claim in self._inner:
            if start <= middle < end and end - start < width:
                best, width = claim, end - start
        return best

    def sources(self, claim: str) -> tuple[str, ...]:
        """Who commits to a claim; empty for unnamed sources."""
        return next((c.sources for c in self.claims if c.id == claim), ())


def author_voice() -> Claim:
    """The default voice of a document: its author, without a cue."""
    return Claim(id=row_id("claim", "voice"), kind="voice", sources=(AUTHOR,))


def gather(claims: list[Claim]) -> Voices:
    """Voices over the attributed and framed claims of a page."""
    voice = author_voice()
    inner = [(s.start, s.end, c.id) for c in claims if c.kind == "attributed" for s in c.content]
    return Voices([voice, *claims], voice.id, inner)


def hull(spans: tuple[Span, ...]) -> Span:
    """From the first to the last character of several spans."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))
