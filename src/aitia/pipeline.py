"""Join the stages: documents in, readings out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aitia._version import __version__
from aitia.language.parse import DEFAULT_PARSER, read_pages
from aitia.model.reading import Reading
from aitia.model.text import Document, Provenance, Span
from aitia.read.rules import read_layers


def read_documents(documents: Iterable[Document], *, parser: str = DEFAULT_PARSER) -> Iterator[Reading]:
    """Read documents in order, in batches."""
    provenance = Provenance(version=__version__, reader="rules", models=(parser,), settings={})
    for page in read_pages(((d, apparatus(d)) for d in documents), parser=parser):
        yield read_layers(page, provenance)


def apparatus(document: Document) -> list[tuple[Span, str]]:
    """Lines of a document that are not content (bylines, bios, handles) and what they are."""
    return []
