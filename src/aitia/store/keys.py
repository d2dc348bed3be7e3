"""Which actor over all documents an actor of one document is: a name that everybody works out alike.

The key is a function of the actor alone (and the registry), so that documents can be read anywhere in any order. It is
the registry's name where the actor is in the registry; else its name with its country where it is a full or a proper
name; else ("officials", "the author", "Smith") it is somebody of this document only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import Final

from aitia.assembly.actors import find_entry, has_byline
from aitia.lexicon.actors import Entry, Registry, atoms, fold
from aitia.model.codes import AUTHOR
from aitia.model.records import Actor

_SLUG: Final = re.compile(r"[^a-z0-9]+")
_OWN: Final = 8


def actor_key(actor: Actor, doc: str, registry: Registry) -> tuple[str, str]:
    """The key of an actor of the document ``doc`` (a SHA-256), and the name to show for it."""
    nameless = actor.id == AUTHOR and not has_byline(actor)
    entry = None if nameless else find_entry(actor, registry)
    if entry is not None:
        return _entry_key(entry, registry), entry.name
    name = actor.name.removeprefix("the ").removeprefix("The ")
    base = _slug(name)
    if nameless or not _is_name(name, actor):
        return f"{base}~{doc[:_OWN]}", actor.name
    key = f"{base}.{actor.country.lower()}" if actor.country else base
    return (f"{key}.{actor.kind}" if key in _taken(registry) else key), actor.name


def _is_name(name: str, actor: Actor) -> bool:
    """Whether a name means the same everywhere: two words or more, or one proper noun that is nobody's first name."""
    parts = atoms(name)
    if len(parts) > 1:
        return True
    return len(parts) == 1 and name[:1].isupper() and actor.kind != "person"


def _entry_key(entry: Entry, registry: Registry) -> str:
    slug = _slug(entry.name)
    return slug if len(_taken(registry).get(slug, ())) <= 1 else f"{slug}.{entry.kind}"


@lru_cache(maxsize=4)
def _taken(registry: Registry) -> dict[str, set[tuple[str, str]]]:
    """The slugs of the registry's names, and whose they are."""
    out: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for alias in (a for rows in registry.aliases.values() for a in rows):
        out[_slug(alias.entry.name)].add((alias.entry.name, alias.entry.kind))
    return dict(out)


def _slug(text: str) -> str:
    slug = _SLUG.sub("_", fold(text)).strip("_")
    # a name in letters that have no Latin ones ("Русские") keeps them
    return slug or "_".join(atoms(text)) or "actor"
