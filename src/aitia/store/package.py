"""``datapackage.json``: what the tables of a store are, as a Frictionless Data Package 2.0."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from aitia._version import __version__
from aitia.store.files import read_json, to_json, write_whole
from aitia.store.schema import DOCUMENTS, ERRORS, RECORDS, SIGHTINGS, TABLES, table_schema

if TYPE_CHECKING:
    from aitia.store.layout import Layout

_PROFILE: Final = "https://datapackage.org/profiles/2.0/"
_WHAT: Final = {
    "documents": "Texts, each once by its SHA-256, under the name they first came with.",
    "sightings": "Every name and origin a text came under.",
    "actors": "Who acts, is acted upon or speaks, in one document.",
    "mentions": "Where an actor is named, described or referred to.",
    "places": "Named places, with GeoNames ids where they could be resolved.",
    "claims": "Who says what; content empty is the voice of the text.",
    "events": "Reported deeds in PLOVER's types.",
    "ties": "Standing signed relations between two actors.",
    "causes": "What is said to lead to, or to prevent, what.",
    "options": "Courses of action argued for or against.",
    "figures": "Stated quantities.",
    "gaps": "What is professed and contradicted.",
    "grounded": "What the ends of causes and the actions of options mean: head, qualifiers, anchors, direction.",
    "keys": "Which actor over all documents an actor of a document is.",
    "errors": "What could not be taken in or read, and why.",
}
# (fields here, table, fields there)
_REFERENCES: Final[dict[str, tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...]]] = {
    "mentions": ((("doc", "actor"), "actors", ("doc", "id")),),
    "claims": ((("doc", "parent"), "claims", ("doc", "id")),),
    "events": ((("doc", "claim"), "claims", ("doc", "id")), (("doc", "where"), "places", ("doc", "id"))),
    "ties": (
        (("doc", "subject"), "actors", ("doc", "id")), (("doc", "object"), "actors", ("doc", "id")),
        (("doc", "claim"), "claims", ("doc", "id")),
    ),
    "causes": ((("doc", "claim"), "claims", ("doc", "id")),),
    "options": ((("doc", "claim"), "claims", ("doc", "id")),),
    "figures": ((("doc", "claim"), "claims", ("doc", "id")),),
    "gaps": ((("doc", "claim"), "claims", ("doc", "id")),),
    "keys": ((("doc", "actor"), "actors", ("doc", "id")),),
}  # fmt: skip
_KEYS: Final = {"documents": ["doc"], "keys": ["doc", "actor"]}


def datapackage(files: dict[str, list[str]], run: str | None) -> dict[str, Any]:
    """The description of a store's tables; ``files`` are the paths of each, relative to the store."""
    named = {"documents": DOCUMENTS, "sightings": SIGHTINGS, "errors": ERRORS, **{t: table_schema(t) for t in TABLES}}
    there = [table for table in named if files.get(table)]
    return {
        "$schema": f"{_PROFILE}datapackage.json",
        "name": "aitia-store",
        "title": "Readings of political and conflict writing",
        "description": "Every row is what a text says, on somebody's word; spans count in code points of its text.",
        "version": __version__,
        **({"run": run} if run else {}),
        "resources": [_resource(table, named[table], sorted(files[table]), set(there)) for table in there],
    }


def _resource(table: str, schema: pa.Schema, files: list[str], there: set[str]) -> dict[str, Any]:
    key = _KEYS.get(table) or (["doc", "id"] if table in RECORDS and "id" in schema.names else None)
    links: list[tuple[tuple[str, ...], str, tuple[str, ...]]] = []
    if table != "documents":
        links.append((("doc",), "documents", ("doc",)))
    links += _REFERENCES.get(table, ())
    foreign = [
        {"fields": list(here), "reference": {"resource": "" if other == table else other, "fields": list(fields)}}
        for here, other, fields in links
        if other in there
    ]
    return {
        "name": table,
        "description": _WHAT[table],
        "path": files,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": {
            "$schema": f"{_PROFILE}tableschema.json",
            "fields": [_field(f, key or []) for f in schema],
            **({"primaryKey": key} if key else {}),
            **({"foreignKeys": foreign} if foreign else {}),
        },
    }


def _field(field: pa.Field, key: list[str]) -> dict[str, Any]:
    required = field.name in key or not field.nullable
    return {"name": field.name, "type": _type(field.type), **({"constraints": {"required": True}} if required else {})}


def _type(kind: pa.DataType) -> str:
    """The Frictionless type of an Arrow type."""
    if pa.types.is_boolean(kind):
        return "boolean"
    if pa.types.is_integer(kind):
        return "integer"
    if pa.types.is_floating(kind):
        return "number"
    if pa.types.is_list(kind):
        return "array"
    if pa.types.is_struct(kind) or pa.types.is_map(kind):
        return "object"
    return "string"


def write_datapackage(layout: Layout, files: dict[str, list[str]], run: str | None) -> None:
    """Write ``datapackage.json``, where it says something else than the one that is there."""
    content = datapackage(files, run)
    if read_json(layout.datapackage) != content:
        write_whole(layout.datapackage, to_json(content))
