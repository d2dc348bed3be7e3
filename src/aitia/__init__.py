"""aitia reads political and conflict writing into a sourced conflict model.

>>> import aitia
>>> reading = aitia.read("Chad armed the rebels, the minister said.")  # doctest: +SKIP

``read`` takes one text or file, ``read_many`` any number of files, folders, tables and addresses. A ``Reading`` holds
typed records; every span counts in ``reading.text``. ``assemble`` makes one conflict model of readings; ``what_if``,
``hinges``, ``balance`` and ``compare`` question it.
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
    StoreError,
    TooLarge,
    UnsupportedInput,
    UsageError,
)
from aitia.model.assembled import (
    CauseMap,
    Concept,
    ConflictModel,
    Influence,
    SignedNetwork,
    SignedTie,
    Support,
)
from aitia.model.outcomes import Balance, Comparison, Hinges, Outcome, Scenario, WhatIf
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
    from aitia.analyse.balance import balance
    from aitia.analyse.compare import compare
    from aitia.analyse.hinges import hinges
    from aitia.analyse.whatif import what_if
    from aitia.assembly.model import assemble
    from aitia.pipeline import Settings, read, read_documents, read_many
    from aitia.store.opened import Store, open_store

__all__ = [
    "Actor",
    "AitiaError",
    "Balance",
    "CausalLink",
    "CauseMap",
    "Claim",
    "Comparison",
    "Concept",
    "ConflictModel",
    "ContractError",
    "Document",
    "Event",
    "Figure",
    "Gap",
    "Hinges",
    "Influence",
    "InputError",
    "LexiconError",
    "Mention",
    "Option",
    "Outcome",
    "ParserError",
    "Participant",
    "Place",
    "Provenance",
    "Reading",
    "Scenario",
    "Settings",
    "SignedNetwork",
    "SignedTie",
    "Span",
    "Store",
    "StoreError",
    "Support",
    "Tie",
    "TieEvidence",
    "TooLarge",
    "Unread",
    "UnsupportedInput",
    "UsageError",
    "WhatIf",
    "When",
    "__version__",
    "assemble",
    "balance",
    "compare",
    "decode",
    "encode",
    "hinges",
    "open_store",
    "read",
    "read_documents",
    "read_many",
    "to_dict",
    "what_if",
]

_LATE = {
    "Settings": "aitia.pipeline", "read": "aitia.pipeline", "read_documents": "aitia.pipeline",
    "read_many": "aitia.pipeline", "assemble": "aitia.assembly.model", "what_if": "aitia.analyse.whatif",
    "hinges": "aitia.analyse.hinges", "balance": "aitia.analyse.balance", "compare": "aitia.analyse.compare",
    "Store": "aitia.store.opened", "open_store": "aitia.store.opened",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a stage when it is first asked for: importing the package stays cheap."""
    if name in _LATE:
        from importlib import import_module

        return getattr(import_module(_LATE[name]), name)
    raise AttributeError(f"module 'aitia' has no attribute {name!r}")


def __dir__() -> list[str]:
    """What there is, loaded or not."""
    return sorted(__all__)
