"""aitia reads political and conflict writing into a sourced conflict model.

>>> import aitia
>>> reading = aitia.read("Chad armed the rebels, the minister said.")  # doctest: +SKIP

``read`` takes one text or file, ``read_many`` any number of files, folders, tables and addresses. A ``Reading`` holds
typed records; every span counts in ``reading.text``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aitia._version import __version__
from aitia.errors import (
    AitiaError,
    ContractError,
    InputError,
    LexiconError,
    ParserError,
    TooLarge,
    UnsupportedInput,
    UsageError,
)
from aitia.model.reading import Reading, decode, encode, to_dict
from aitia.model.records import (
    Actor,
    CausalLink,
    Claim,
    Event,
    Figure,
    Gap,
    Mention,
    Option,
    Participant,
    Place,
    Tie,
    TieEvidence,
    When,
)
from aitia.model.text import Document, Provenance, Span, Unread

if TYPE_CHECKING:
    from aitia.pipeline import Settings, read, read_documents, read_many

__all__ = [
    "Actor",
    "AitiaError",
    "CausalLink",
    "Claim",
    "ContractError",
    "Document",
    "Event",
    "Figure",
    "Gap",
    "InputError",
    "LexiconError",
    "Mention",
    "Option",
    "ParserError",
    "Participant",
    "Place",
    "Provenance",
    "Reading",
    "Settings",
    "Span",
    "Tie",
    "TieEvidence",
    "TooLarge",
    "Unread",
    "UnsupportedInput",
    "UsageError",
    "When",
    "__version__",
    "decode",
    "encode",
    "read",
    "read_documents",
    "read_many",
    "to_dict",
]

_LATE = frozenset(["Settings", "read", "read_documents", "read_many"])


def __getattr__(name: str) -> Any:
    """Load the pipeline when it is first asked for: importing the package stays cheap."""
    if name in _LATE:
        from aitia import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'aitia' has no attribute {name!r}")
