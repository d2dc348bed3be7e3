"""A row of a reading as a support: whose word it is, how certain, and the sentence it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from aitia.assembly.actors import Merged
from aitia.model.assembled import Support
from aitia.model.codes import AUTHOR, Certainty, Factuality
from aitia.model.reading import Reading
from aitia.model.records import Claim
from aitia.model.text import Span

CERTAINTY: Final[dict[Factuality, Certainty]] = {
    "asserted": "asserted", "negated": "negated", "planned": "hypothetical", "hypothetical": "hypothetical",
}  # fmt: skip
_END: Final = re.compile(r"(?P<mark>[.!?…])[\"'”’)\]]*\s|\n\s*\n")
_SHORT: Final = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Cmdr|Adm|Pres|Sec|Amb|Rev|Hon|St|Jr|Sr|No|vs|etc|"
    r"Jan|Feb|Aug|Sept|Oct|Nov|Dec|[aApP]\.m|[UE]\.[SU]|[A-Z]\.[A-Z])$"
)
_LONGEST: Final = 600


class _Row(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def confidence(self) -> float: ...
    @property
    def claim(self) -> str: ...
    @property
    def claims(self) -> tuple[str, ...]: ...


@dataclass(slots=True)
class Source:
    """One reading under its name, with what is needed to say who says what in it."""

    name: str
    reading: Reading
    merged: Merged
    claims: dict[str, Claim]

    def voices(self, row: _Row) -> tuple[str, ...]:
        """The assembled actors who commit to a row; empty where nobody is named."""
        found: list[str] = []
        for claim in row.claims or (row.claim,):
            if claim in self.claims:
                found += self.claims[claim].sources
        return self.merged.ids(self.name, found)

    def reporters(self, claim: Claim) -> tuple[str, ...]:
        """Who reports a claim: the sources of the claim it is told in, else the writer."""
        parent = self.claims.get(claim.parent or "")
        return self.merged.ids(self.name, parent.sources if parent else (AUTHOR,))

    def certainty(self, row: _Row, stated: Certainty) -> Certainty:
        """As the row states it, or hedged or negated where every claim it hangs on is."""
        held = [self.claims[c] for c in row.claims or (row.claim,) if c in self.claims]
        if stated == "asserted" and held and all(c.negated for c in held):
            return "negated"
        if stated == "asserted" and held and all(c.hedged for c in held):
            return "hedged"
        return stated

    def support(self, row: _Row, certainty: Certainty, spans: Iterable[tuple[int, int]]) -> Support:
        """The row as a support, with the sentences its spans lie in as its quote."""
        span = sentence_around(self.reading.text, spans)
        about = self.reading.document
        return Support(
            document=self.name,
            row=row.id,
            rule=row.rule,
            confidence=row.confidence,
            voices=self.voices(row),
            certainty=self.certainty(row, certainty),
            span=span,
            quote=" ".join(self.reading.text[span.start : span.end].split()),
            publisher=about.publisher,
            published=about.published,
        )


def sentence_around(text: str, spans: Iterable[tuple[int, int]]) -> Span:
    """The sentences from the first to the last of ``spans``, by full stops and blank lines; bounded in length."""
    size = len(text)
    found = sorted((min(max(s, 0), size), min(max(e, 0), size)) for s, e in spans)
    start, end = found[0][0], max(e for _, e in found)
    floor = max(0, start - _LONGEST // 2)
    before = [m.end() for m in _END.finditer(text, floor, start) if _ends(text, m)]
    begin = before[-1] if before else (0 if floor == 0 else start)
    later = _END.finditer(text, max(end - 1, start), min(len(text), end + _LONGEST // 2))
    after = next((m for m in later if _ends(text, m)), None)
    finish = after.end() if after else (len(text) if end + _LONGEST // 2 >= len(text) else end)
    while finish > end and text[finish - 1].isspace():
        finish -= 1
    while begin < min(start, size) and text[begin].isspace():
        begin += 1
    return Span(begin, finish)


def _ends(text: str, found: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence: not after an initial or a common abbreviation."""
    if found["mark"] != ".":
        return True
    return _SHORT.search(text, max(0, found.start() - 6), found.start()) is None
