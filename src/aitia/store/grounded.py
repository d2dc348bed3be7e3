"""What the ends of causes and the actions of options mean, told while the page is still parsed."""

from __future__ import annotations

from typing import Any

from aitia.assembly.actors import Merged
from aitia.assembly.concepts import ground_document
from aitia.assembly.parsing import Parsed
from aitia.assembly.supports import Source
from aitia.language.page import Page
from aitia.lexicon.concepts import concept_words
from aitia.model.reading import Reading


def grounded_rows(page: Page, reading: Reading, states: dict[str, str]) -> list[dict[str, Any]]:
    """Rows of the table ``grounded``: anchors are ids of the document's actors, or ``place:NAME``."""
    if not reading.causes and not reading.options:
        return []
    doc = page.document.sha256
    own = Merged(of={(doc, actor.id): actor.id for actor in reading.actors})
    source = Source(doc, reading, own, {})
    words = Parsed(page.words, [w.start for w in page.words])
    names = {actor.id: actor.name for actor in reading.actors}
    return [
        {"doc": doc, "span": {"start": span.start, "end": span.end}, "place": place, "head": g.head,
         "qualifiers": list(g.qualifiers), "anchors": list(g.anchors), "direction": g.direction, "pointer": g.pointer}
        for span, rows in ground_document(source, words, names, states, concept_words()).items()
        for place, g in enumerate(rows)
    ]  # fmt: skip
