"""Whose the turns of a transcript are: each is a claim of whoever its label names.

Example: "(REPORTER) Will you go back? (HADDAD) We never left." → REPORTER: [Will you …]; HADDAD: [We never left.]
"""

from __future__ import annotations

from collections.abc import Iterator

from aitia.extract.attribution import Draft
from aitia.extract.quotes import Quotations
from aitia.language.page import Page
from aitia.model.text import Span


def read_turns(page: Page, quotations: Quotations) -> Iterator[Draft]:
    """A claim for each turn; who speaks is found later, by the name on the label."""
    for quotation in quotations.turns:
        turn = quotation.turn
        label = [w for w in page.words_in(turn.label) if w.text not in "()[]"] if turn is not None else []
        if turn is None or not label:
            continue
        colon = [w for w in label if w.text == ":"][-1:]
        start = page.text.find(turn.name.split(" ")[0], turn.label.start) if turn.name else -1
        named = [w for w in label if start <= w.start and w.text != ":"][: len(turn.name.split())] if start >= 0 else []
        yield Draft(
            label[0], colon or label, [], [quotation.span], turn=turn, rule="turn",
            source_span=Span(named[0].start, named[-1].end) if named else None,
        )  # fmt: skip
