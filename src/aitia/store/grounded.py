"""What the ends of causes and the actions of options mean: told while the page is still parsed, or after an edit."""

from __future__ import annotations

from typing import Any

from aitia.assembly.actors import Merged
from aitia.assembly.concepts import ground_document
from aitia.assembly.parsing import Parsed, parse_spans
from aitia.assembly.supports import Source
from aitia.language.page import Page
from aitia.lexicon.concepts import concept_words
from aitia.model.reading import Reading
from aitia.model.text import Span


def grounded_rows(page: Page, reading: Reading, states: dict[str, str]) -> list[dict[str, Any]]:
    """Rows of the table ``grounded``: anchors are ids of the document's actors, or ``place:NAME``."""
    if not reading.causes and not reading.options:
        return []
    return _rows(reading, Parsed(page.words, [w.start for w in page.words]), states)


def edited_rows(before: Reading, after: Reading, states: dict[str, str]) -> list[dict[str, Any]]:
    """Rows for the spans that a reading has only since people edited it; their paragraphs are parsed again."""
    spans = _spans(after)
    new = set(spans) - set(_spans(before))
    if not new:
        return []
    (words,) = parse_spans([(after, spans)])
    return [row for row in _rows(after, words, states) if Span(**row["span"]) in new]


def _spans(reading: Reading) -> list[Span]:
    ends = [Span(*end) for link in reading.causes for end in (link.cause, link.effect)]
    return ends + [Span(*m) for option in reading.options for m in (option.action, *option.other_mentions)]


def _rows(reading: Reading, words: Parsed, states: dict[str, str]) -> list[dict[str, Any]]:
    doc = reading.document.sha256
    own = Merged(of={(doc, actor.id): actor.id for actor in reading.actors})
    source = Source(doc, reading, own, {})
    names = {actor.id: actor.name for actor in reading.actors}
    return [
        {"doc": doc, "span": {"start": span.start, "end": span.end}, "place": place, "head": g.head,
         "qualifiers": list(g.qualifiers), "anchors": list(g.anchors), "direction": g.direction, "pointer": g.pointer}
        for span, rows in ground_document(source, words, names, states, concept_words()).items()
        for place, g in enumerate(rows)
    ]  # fmt: skip
