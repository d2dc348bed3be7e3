"""Who is in the text: names, descriptions and pronouns resolved to one actor each.

Left to right over the page: names first (registry, then the parser's entities), then nominals ("the group", "Syrian
rebels"), then pronouns. Wrong is worse than silent: what cannot be resolved stays out.
"""

from __future__ import annotations

from collections.abc import Iterator

from aitia.language.page import Page, span_of
from aitia.lexicon.actors import Registry, registry
from aitia.model.codes import AUTHOR, ActorKind
from aitia.model.reading import Reading
from aitia.model.records import Actor, Mention
from aitia.read.cast import Cast, CastMention, Member
from aitia.read.naming import Name, find_names


def read_cast(page: Page, known: Registry | None = None) -> Cast:
    """Resolve everybody on the page."""
    known = known or registry()
    cast = Cast()
    cast.members[AUTHOR] = Member(AUTHOR, page.document.author or "author", "person", aliases=["author"])
    names = find_names(page, known)
    by_entry: dict[str, str] = {}
    for name in names:
        member = _member(page, cast, name, by_entry)
        if member is None:
            continue
        words = page.words[name.start : name.end]
        head = next((w for w in words if not (name.start <= w.head.i < name.end) or w.head is w), words[-1])
        cast.mentions.append(CastMention(name.start, name.end, head, member, "name", span_of(words)))
    cast.index()
    return cast


def _member(page: Page, cast: Cast, name: Name, by_entry: dict[str, str]) -> str | None:
    text = " ".join(w.text for w in page.words[name.start : name.end])
    if name.alias is not None:
        entry = name.alias.entry
        key = entry.name
        if key not in by_entry:
            slug = _slug(key, cast)
            by_entry[key] = slug
            cast.members[slug] = Member(slug, key, entry.kind, entry.country or None, entry.code or None,
                                        list(entry.aliases), dict(entry.ids), parent=entry.parent)  # fmt: skip
        return by_entry[key]
    if name.kind == "place":
        return None
    kind: ActorKind = "person" if name.kind == "person" else "organisation" if name.kind == "organisation" else "population"
    if text not in by_entry:
        slug = _slug(text, cast)
        by_entry[text] = slug
        cast.members[slug] = Member(slug, text, kind)
    return by_entry[text]


def _slug(name: str, cast: Cast) -> str:
    from aitia.lexicon.actors import atoms

    base = "_".join(atoms(name))[:60] or "actor"
    slug, n = base, 2
    while slug in cast.members:
        slug, n = f"{base}_{n}", n + 1
    return slug


def finish_cast(cast: Cast, reading: Reading) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    """The actors that count in the end: everybody with a mention or a part in a row."""
    used = {AUTHOR} | {m.actor for m in cast.mentions if m.form != "place"} | set(parties(reading))
    actors = tuple(
        Actor(id=m.id, name=m.name, kind=m.kind, country=m.country, code=m.code, aliases=tuple(m.aliases), ids=m.ids)
        for m in cast.members.values()
        if m.id in used
    )
    mentions = tuple(Mention(actor=m.actor, span=m.span, form=m.form) for m in cast.mentions if m.form != "place")
    return actors, mentions


def parties(reading: Reading) -> Iterator[str]:
    """Ids of all actors that take part in a row."""
    for claim in reading.claims:
        yield from claim.sources
    for event in reading.events:
        yield from (p.actor for p in (*event.actors, *event.recipients))
    for tie in reading.ties:
        yield from (tie.subject, tie.object)
    for option in reading.options:
        yield from (*option.doer, *option.by)
