"""Arrow schemas of the store's tables, derived from the record types of the model.

Every table of a reading has the contract's fields after ``doc``, the SHA-256 of the text. Spans are structs of
``start`` and ``end`` (code points, half open).
"""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from aitia.model.reading import LAYERS
from aitia.model.records import Actor, CausalLink, Claim, Event, Figure, Gap, Mention, Option, Place, Tie
from aitia.model.text import Span

FORMAT: Final = "aitia.store/1"
ERROR_TABLE: Final = "errors"
RECORDS: Final[dict[str, type]] = {
    "actors": Actor, "mentions": Mention, "places": Place, "claims": Claim, "events": Event, "ties": Tie,
    "causes": CausalLink, "options": Option, "figures": Figure, "gaps": Gap,
}  # fmt: skip
SPAN: Final = pa.struct([("start", pa.int32()), ("end", pa.int32())])
_PLAIN: Final[dict[object, pa.DataType]] = {
    str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), Span: SPAN,
}  # fmt: skip

DOCUMENTS: Final = pa.schema(
    [("doc", pa.string()), ("text", pa.string()), ("characters", pa.int64()), ("words", pa.int64()),
     ("id", pa.string()), ("title", pa.string()), ("author", pa.string()), ("publisher", pa.string()),
     ("published", pa.string()), ("url", pa.string()), ("language", pa.string()), ("genre", pa.string())]
)  # fmt: skip
SIGHTINGS: Final = pa.schema(
    [("doc", pa.string()), ("id", pa.string()), ("title", pa.string()), ("author", pa.string()),
     ("publisher", pa.string()), ("published", pa.string()), ("url", pa.string())]
)  # fmt: skip
ERRORS: Final = pa.schema(
    [("stage", pa.string()), ("doc", pa.string()), ("source", pa.string()), ("row", pa.int64()),
     ("reason", pa.string())]
)  # fmt: skip
# what the ends of causes and the actions of options mean (aitia.assembly.grounding); anchors are actor ids of the
# document, or place:NAME
GROUNDED: Final = pa.schema(
    [("doc", pa.string()), ("span", SPAN), ("place", pa.int32()), ("head", pa.string()),
     ("qualifiers", pa.list_(pa.string())), ("anchors", pa.list_(pa.string())), ("direction", pa.int8()),
     ("pointer", pa.bool_())]
)  # fmt: skip
# which actor over all documents an actor of a document is (aitia.store.keys)
KEYS: Final = pa.schema([("doc", pa.string()), ("actor", pa.string()), ("key", pa.string()), ("name", pa.string())])


@cache
def table_schema(name: str) -> pa.Schema:
    """The schema of one table of a reading: ``doc``, then the fields of its record in the contract's order."""
    if name == "grounded":
        return GROUNDED
    if name == "keys":
        return KEYS
    record = RECORDS[name]
    hints = get_type_hints(record)
    columns = [pa.field("doc", pa.string(), nullable=False)]
    columns += [pa.field(f.name, _arrow(hints[f.name])) for f in fields(record)]
    return pa.schema(columns)


TABLES: Final = (*LAYERS, "grounded", "keys")


def _arrow(hint: Any) -> pa.DataType:
    """The Arrow type of an annotation of the model."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return pa.string()
    if origin in (Union, types.UnionType):
        return _arrow(next(a for a in arguments if a is not type(None)))
    if origin is tuple:
        return pa.list_(_arrow(arguments[0]))
    if origin is dict:
        return pa.map_(pa.string(), pa.string())
    if is_dataclass(hint):
        inner = get_type_hints(hint)
        return pa.struct([(f.name, _arrow(inner[f.name])) for f in fields(hint)])
    raise TypeError(f"no Arrow type for {hint!r}; teach aitia.store.schema about it")
