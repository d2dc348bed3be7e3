"""The same actor in many documents: one actor, by registry name, shared identifier or full name.

Two actors of one document are never merged (its reading told them apart). What merges, and only that:
a name or alias that means one entry of the registry, of a kind that fits; the same external identifier; the same full
name or the same description of two words or more, in the same country. A lone common noun ("officials") means others
in every document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from aitia.assembly.names import slug
from aitia.lexicon.actors import Alias, Entry, Registry, atoms, fold
from aitia.model.assembled import NetworkActor
from aitia.model.codes import AUTHOR, ActorKind
from aitia.model.reading import Reading
from aitia.model.records import Actor

_CLASS: Final[dict[ActorKind, frozenset[str]]] = {
    "person": frozenset(("person",)),
    "state": frozenset(("land",)),
    "government": frozenset(("land", "body")),
    "states": frozenset(("land", "body")),
    "armed_group": frozenset(("body",)),
    "organisation": frozenset(("body",)),
    "igo": frozenset(("body", "land")),
    "population": frozenset(("people",)),
}


@dataclass(slots=True)
class Merged:
    """The actors of all documents, and which of them each actor of a document became."""

    actors: tuple[NetworkActor, ...] = ()
    of: dict[tuple[str, str], str] = field(default_factory=dict)

    def ids(self, document: str, actors: Iterable[str]) -> tuple[str, ...]:
        """The assembled ids of a document's actors, in order, each once."""
        return tuple(dict.fromkeys(self.of[document, a] for a in actors if (document, a) in self.of))


@dataclass(slots=True)
class _Cluster:
    members: list[tuple[str, Actor]]
    documents: set[str]
    entry: Entry | None
    kinds: frozenset[str]


def merge_actors(readings: Sequence[tuple[str, Reading]], registry: Registry) -> Merged:
    """Merge the actors of ``readings``, each given with the name of its document (unique)."""
    clusters: list[_Cluster] = []
    by_key: dict[tuple[str, ...], list[_Cluster]] = {}
    for document, reading in readings:
        for actor in reading.actors:
            entry = None if actor.id == AUTHOR and not has_byline(actor) else find_entry(actor, registry)
            keys = list(_keys(actor, entry))
            cluster = next(
                (c for key in keys for c in by_key.get(key, ()) if document not in c.documents and _fits(c, actor)),
                None,
            )
            if cluster is None:
                cluster = _Cluster([], set(), entry, _CLASS[actor.kind])
                clusters.append(cluster)
            cluster.members.append((document, actor))
            cluster.documents.add(document)
            cluster.kinds &= _CLASS[actor.kind]
            cluster.entry = cluster.entry or entry
            for key in keys:
                rows = by_key.setdefault(key, [])
                if cluster not in rows:
                    rows.append(cluster)
    return _finish(clusters, dict(readings))


def has_byline(actor: Actor) -> bool:
    """Whether an author has a byline."""
    return fold(actor.name) not in ("author", "the author", "the writer")


def _fits(cluster: _Cluster, actor: Actor) -> bool:
    country = next((a.country for _, a in cluster.members if a.country), None)
    return bool(cluster.kinds & _CLASS[actor.kind]) and (not country or not actor.country or country == actor.country)


def _keys(actor: Actor, entry: Entry | None) -> Iterator[tuple[str, ...]]:
    """What else an actor must share with another to be the same, the surest first."""
    if entry is not None:
        yield "entry", entry.name, entry.kind
    for name, value in sorted(actor.ids.items()):
        yield "id", name, value, actor.kind
    if actor.id == AUTHOR and not has_byline(actor):
        return
    for text in (actor.name, *actor.aliases):
        parts = atoms(text.removeprefix("the ").removeprefix("The "))
        proper = any(word[:1].isupper() for word in text.split())
        if len(parts) > 1 and (proper or text == actor.name):
            yield "name", " ".join(parts)
        elif len(parts) == 1 and proper and text == actor.name and actor.kind != "person":
            yield "name", parts[0]


def find_entry(actor: Actor, registry: Registry) -> Entry | None:
    """The entry of the registry that an actor's name, else one of its aliases, surely means; None where none does."""
    for text in (actor.name, *actor.aliases):
        if text.isupper() and len(text) < 3 and text != actor.name:
            continue
        parts = atoms(text)
        if parts and parts[0] == "the":
            parts = parts[1:]
        found = [
            alias
            for alias in registry.aliases.get(parts[0] if parts else "", ())
            if alias.atoms == parts and _means(alias, actor, text)
        ]
        names = {a.entry.name for a in found if a.sure} or {a.entry.name for a in found if text == actor.name}
        if len(names) == 1:
            return next(a.entry for a in found if a.entry.name in names)
    return None


def _means(alias: Alias, actor: Actor, text: str) -> bool:
    if alias.use not in ("name", "capital") or not text[:1].isupper():
        return False
    entry = alias.entry
    if not _CLASS[entry.kind] & _CLASS[actor.kind]:
        return False
    return not entry.country or not actor.country or entry.country == actor.country


def _finish(clusters: Sequence[_Cluster], readings: dict[str, Reading]) -> Merged:
    out = Merged()
    actors = []
    taken: Counter[str] = Counter()
    used: set[str] = set()
    for cluster in clusters:
        first = cluster.members[0][1]
        author = next(((d, a) for d, a in cluster.members if a.id == AUTHOR), None)
        name = cluster.entry.name if cluster.entry else _common(a.name for _, a in cluster.members)
        if author is not None and not has_byline(author[1]):
            about = readings[author[0]].document
            name = about.author or f"author of {about.title or author[0]}"
        base = slug(name)
        identity = base
        while identity in used:
            taken[base] += 1
            identity = f"{base}_{taken[base] + 1}"
        used.add(identity)
        aliases = dict.fromkeys(t for _, a in cluster.members for t in (a.name, *a.aliases) if t != name)
        actors.append(
            NetworkActor(
                id=identity,
                name=name,
                kind=cluster.entry.kind if cluster.entry else first.kind,
                country=next((a.country for _, a in cluster.members if a.country), None),
                code=next((a.code for _, a in cluster.members if a.code), None),
                aliases=tuple(aliases),
                members=tuple((d, a.id) for d, a in cluster.members),
            )
        )
        for member, actor in cluster.members:
            out.of[member, actor.id] = identity
    out.actors = tuple(actors)
    return out


def _common(names: Iterable[str]) -> str:
    """The most frequent of the names, the longest among equals."""
    counts = Counter(names)
    return max(counts, key=lambda name: (counts[name], len(name), name))
