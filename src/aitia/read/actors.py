"""Who is in the text: names, descriptions and pronouns resolved to one actor each.

Names first (registry, then the parser's entities), then descriptions ("the group", "Syrian rebels"), then pronouns.
Wrong is worse than silent: what cannot be resolved stays out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from aitia.language.page import Page, Word, span_of
from aitia.lexicon.actors import Entry, Registry, atoms, registry
from aitia.model.codes import AUTHOR, ActorKind
from aitia.model.reading import Reading
from aitia.model.records import Actor, Mention
from aitia.read.cast import PROXIES, Cast, CastMention, Form, Member
from aitia.read.naming import Name, find_names
from aitia.read.nominals import (
    BODY_CODES,
    GOVERNMENT,
    GROUP_ANAPHORS,
    STATE_ANAPHORS,
    Description,
    VAGUE,
    describe,
    key_of,
    label,
    new_member,
    plain,
)
from aitia.read.persons import People, document_date, gender_of_title, phrase_of, role_code, title_before
from aitia.read.placing import is_place_use
from aitia.read.pronouns import FIRST, resolve_pronouns

_ORGANISATION: Final = re.compile(
    r"""\b(academy|administration|agency|alliance|army|assembly|association|authority|bank|battalion|board|brigade|
    bureau|center|centre|church|club|coalition|college|command|commission|committee|community|company|confederation|
    conference|congress|convention|corp|corporation|corps|council|court|department|division|embassy|federation|
    fighters|force|forces|foundation|front|fund|group|guard|guards|house|inc|institute|institution|journal|league|
    legion|magazine|militia|ministry|mission|mosque|movement|network|news|newspaper|office|organi[sz]ation|
    parliament|party|police|post|press|radio|regiment|resistance|school|senate|service|services|society|supporters|
    television|times|tribunal|tribune|trust|tv|union|university|watch)\b""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(slots=True, eq=False)
class _Builder:
    page: Page
    known: Registry
    cast: Cast
    date: str
    people: People
    by_entry: dict[str, Member] = field(default_factory=dict)
    by_text: dict[tuple[str, ...], Member] = field(default_factory=dict)
    described: dict[tuple[str, ...], Member] = field(default_factory=dict)
    outlet: str = ""

    def add(self, name: str, kind: ActorKind, **more: object) -> Member:
        member = Member(self.slug(name), name, kind, **more)  # type: ignore[arg-type]
        self.cast.members[member.id] = member
        return member

    def slug(self, name: str) -> str:
        base = "_".join(atoms(name))[:60] or "actor"
        slug, n = base, 2
        while slug in self.cast.members:
            slug, n = f"{base}_{n}", n + 1
        return slug

    def entry(self, entry: Entry) -> Member:
        member = self.by_entry.get(entry.name)
        if member is None:
            country, code = (entry.country, entry.code) if entry.kind != "person" else role_code(entry, self.date)
            member = self.add(
                entry.name,
                entry.kind,
                country=country or None,
                code=code or None,
                ids=dict(entry.ids),
                parent=entry.parent,
            )
            self.by_entry[entry.name] = member
            member.plural = entry.kind == "population"
            if entry.kind == "person":
                member.titles.update(phrase_of(o.office) for o in entry.offices if not self.date or o.holds(self.date))
                for form in (entry.name, *entry.aliases):
                    self.people.add(atoms(form.lstrip("?")), member)
        return member

    def mention(self, start: int, end: int, member: Member, form: Form) -> CastMention:
        words = self.page.words[start:end]
        head = next((w for w in reversed(words) if w.head is w or not start <= w.head.i < end), words[-1])
        made = CastMention(start, end, head, member.id, form, span_of(words))
        self.cast.mentions.append(made)
        return made


def read_cast(page: Page, known: Registry | None = None) -> Cast:
    """Resolve everybody on the page."""
    known = known or registry()
    date = document_date(page)
    build = _Builder(page, known, Cast(), date, People(known, date))
    build.cast.members[AUTHOR] = _author(page, build)
    _outlet(page, build)
    names = find_names(page, known)
    for name in sorted(names, key=lambda n: (not _is_full(n), n.start)):
        _name(build, name)
    _parentheses(build)
    build.cast.index()
    _descriptions(build, describe(page, build.cast, known))
    build.cast.index()
    build.cast.mentions.extend(resolve_pronouns(page, build.cast))
    build.cast.index()
    _descriptions(build, describe(page, build.cast, known, of_pronouns=True))
    _first_person(build)
    build.cast.outlet = build.outlet
    build.cast.index()
    return build.cast


def _is_full(name: Name) -> bool:
    """Registry names and full names come first, so that short forms find them."""
    return name.alias is not None or name.end - name.start > 1


def _author(page: Page, build: _Builder) -> Member:
    byline = page.document.author
    member = Member(AUTHOR, byline or "author", "person", aliases=["author"])
    if byline:
        build.people.add(atoms(byline), member)
        for one in re.split(r"\s+(?:and|&)\s+|,\s*", byline):
            if len(atoms(one)) > 1:
                build.people.add(atoms(one), member)
                member.aliases.append(one)
    return member


def _outlet(page: Page, build: _Builder) -> None:
    """The publisher is an actor of the text it prints; it speaks through the author."""
    publisher = page.document.publisher
    if not publisher:
        return
    entry = next((a.entry for a in build.known.aliases.get(atoms(publisher)[:1][0], ()) if a.atoms == atoms(publisher) and a.sure), None) if atoms(publisher) else None
    member = build.entry(entry) if entry is not None else build.add(plain(publisher), "organisation", code="MED")
    build.by_text[atoms(publisher)] = member
    build.outlet = member.id


def _name(build: _Builder, name: Name) -> None:
    page, words = build.page, build.page.words[name.start : name.end]
    if name.alias is not None:
        _registry_name(build, name)
    elif name.kind == "person" or _is_person(build, name):
        _person(build, name)
    elif name.kind == "organisation":
        _organisation(build, name)
    elif name.kind == "people" and words[-1].tag in ("NNS", "NNPS"):
        member = build.by_text.get(atoms(_surface(page, name)))
        if member is None:
            member = build.add(_surface(page, name), "population", plural=True)
            build.by_text[atoms(member.name)] = member
        build.mention(name.start, name.end, member, "name")


def _surface(page: Page, name: Name) -> str:
    return plain(page.quote(span_of(page.words[name.start : name.end])))


def _is_person(build: _Builder, name: Name) -> bool:
    """A person the parser took for something else: a personal title stands before the name, or somebody met before."""
    if name.kind not in ("organisation", "place", "people") or name.end - name.start > 4:
        return False
    begin, title = title_before(build.page.words, name.start, build.known)
    if (
        begin < name.start
        and build.page.words[name.end - 1].pos == "PROPN"
        and not _ORGANISATION.search(_surface(build.page, name))
    ):
        return title not in ("prime", "president of", "republic")
    parts = atoms(_surface(build.page, name))
    return len(parts) == 1 and build.people.find(parts) is not None and name.kind == "organisation"


def _person(build: _Builder, name: Name) -> None:
    page = build.page
    parts = atoms(_surface(page, name))
    while parts and (parts[:1] in build.known.titles or parts[:2] in build.known.titles):
        parts = parts[1:]
    if (
        not parts
        or not page.words[name.start].sent.is_content
        and page.words[name.start].sent.kind not in ("byline", "bio")
    ):
        return
    start, title = title_before(page.words, name.start, build.known)
    member = build.people.find(parts)
    if member is None:
        entry = build.people.office_holder(parts)
        if entry is not None:
            member = build.entry(entry)
    if member is None:
        text = _surface(page, name)
        member = build.add(text, "person")
    build.people.add(parts, member)
    if title:
        member.titles.add(title)
        member.gender = member.gender or gender_of_title(title)
        code = build.known.titles.get(atoms(title), "")
        if code and not member.code:
            member.code = code
    build.mention(start, name.end, member, "name")
    _alias(member, _surface(page, name))


def _alias(member: Member, text: str) -> None:
    if text and text != member.name and text not in member.aliases:
        member.aliases.append(text)


def _registry_name(build: _Builder, name: Name) -> None:
    page, alias = build.page, name.alias
    if page.words[name.start].sent.kind in ("handle", "promo"):
        return
    assert alias is not None  # noqa: S101 - the caller checked
    entry = alias.entry
    member = build.entry(entry)
    start = name.start
    if entry.kind == "person":
        start, title = title_before(page.words, name.start, build.known)
        if title:
            member.titles.add(title)
            member.gender = member.gender or gender_of_title(title)
    words = page.words[name.start : name.end]
    head = next((w for w in reversed(words) if w.head is w or not name.start <= w.head.i < name.end), words[-1])
    form: Form = "name"
    if entry.kind == "state":
        if alias.use == "adjective":
            form = "name" if _of_office(build, head, deeds=True) else "place"
        elif head.dep in ("compound", "nmod") and alias.use != "capital" and _of_office(build, head, deeds=False):
            form = "name"
        elif is_place_use(head, capital=alias.use == "capital"):
            form = "place"
        if form == "name" and _people_adjective(build, name, head):
            form = "place"
    elif entry.kind == "population" and head.dep in ("amod", "compound", "nmod") and head.tag not in ("NNS", "NNPS"):
        form = "place"  # "Sunni sect": says what kind, not who
    if entry.kind == "state" and alias.use == "adjective" and head.dep not in ("amod", "compound", "nmod"):
        form = "name" if _as_noun(page, head) else "place"
    build.mention(start, name.end, member, form)
    if form == "name" and alias.use != "adjective":
        _alias(member, _surface(page, name))
    if entry.kind == "population" and alias.use == "people":
        _alias(member, _surface(page, name))


def _of_office(build: _Builder, head: Word, *, deeds: bool) -> bool:
    """Whether a national adjective stands before an office, a body or a deed rather than a person or product."""
    noun = head.head
    if head.dep == "conj":
        noun = noun.head
    if noun is head or noun.i < head.i:
        return False
    agent = build.known.agents.get(noun.lemma) or build.known.agents.get(noun.lower)
    if agent is not None:
        return bool(set(agent.code.split()) & BODY_CODES)
    return (deeds and noun.lemma in PROXIES and noun.lemma != "war") or noun.pos == "PROPN"


def _as_noun(page: Page, head: Word) -> bool:
    """ "the French and British": the adjective stands for the nation."""
    if head.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "conj"):
        return any(c.lower == "the" for c in head.children) or (head.dep == "conj" and head.head.ent in ("GPE", "NORP"))
    return False


def _people_adjective(build: _Builder, name: Name, head: Word) -> bool:
    return head.head.lemma in ("people", "population", "public", "citizen", "nation") and head.dep in (
        "amod",
        "compound",
    )


def _organisation(build: _Builder, name: Name) -> None:
    page = build.page
    words = page.words[name.start : name.end]
    text = _surface(page, name)
    parts = atoms(text)
    if not parts or not any(w.text[:1].isupper() for w in words) or words[-1].pos not in ("PROPN", "NOUN"):
        return
    if any("www" in p or "http" in p for p in parts):
        return
    member = build.by_text.get(parts)
    if member is None:
        member = build.add(
            text, "organisation", named=bool(_ORGANISATION.search(text)) or (text.isupper() and len(text) <= 6)
        )
        build.by_text[parts] = member
    build.mention(name.start, name.end, member, "name")


def _parentheses(build: _Builder) -> None:
    """A name and the abbreviation in parentheses after it are one actor."""
    words = build.page.words
    mentions = sorted(build.cast.mentions, key=lambda m: m.start)
    ends = {m.end: m for m in mentions if m.form != "pronoun"}
    for m in mentions:
        before = m.start - 1
        if before < 1 or words[before].text != "(" or m.end >= len(words) or words[m.end].text != ")":
            continue
        full = ends.get(before)
        if full is None or full.actor == m.actor or m.form == "place" or full.form == "place":
            continue
        short = words[m.start].text
        if (
            m.end - m.start == 1
            and short.isupper()
            and _initials(build.cast.members[full.actor].name, build.page.quote(full.span), short)
        ):
            _merge(build, full.actor, m.actor)


def _initials(name: str, surface: str, short: str) -> bool:
    letters = [p[0] for p in atoms(surface)]
    want = iter(letters)
    return all(any(c == x for x in want) for c in short.lower() if c.isalpha()) or short.lower()[0] == atoms(name)[0][0]


def _merge(build: _Builder, one: str, other: str) -> None:
    """Make two members one; the one the registry knows stays."""
    members = build.cast.members
    keep, drop = (
        (one, other)
        if members[one].name in build.by_entry or members[other].name not in build.by_entry
        else (other, one)
    )
    kept, dropped = members[keep], members[drop]
    for text in (dropped.name, *dropped.aliases):
        _alias(kept, text)
    for m in build.cast.mentions:
        if m.actor == drop:
            m.actor = keep
    for table in (build.by_entry, build.by_text, build.described):
        for key, value in table.items():  # type: ignore[attr-defined]
            if value is dropped:
                table[key] = kept  # type: ignore[index]
    kept.named = kept.named or dropped.named
    del members[drop]


def _descriptions(build: _Builder, found: list[Description]) -> None:
    cast = build.cast
    recent = sorted(cast.mentions, key=lambda m: m.start)
    at = 0
    before: list[CastMention] = []
    for d in found:
        while at < len(recent) and recent[at].end <= d.head.i:
            before.append(recent[at])
            at += 1
        member, form = _resolve_description(build, d, before), "nominal"
        if member is None:
            continue
        mention = CastMention(d.words[0].i, d.head.i + 1, d.head, member.id, form, span_of(d.words))  # type: ignore[arg-type]
        if d.owner is not None and d.owner.actor == member.id and d.owner.head.dep in ("amod", "compound", "nmod"):
            d.owner.form = "place"  # "the Iranian regime" is one mention of Iran, not two
        cast.mentions.append(mention)
        cast.described.append((d, member.id))
        before.append(mention)
        if len(before) > 400:
            del before[:200]


def _resolve_description(build: _Builder, d: Description, before: list[CastMention]) -> Member | None:
    cast, noun = build.cast, d.head.lemma.lower()
    named = _apposed(build, d)
    if named is not None:
        return named
    owner = cast.members[d.owner.actor] if d.owner is not None else None
    if d.agent.kind == "person" and not d.plural:
        holder = _by_office(build, d, owner)
        if holder is not None:
            return holder
    if noun in GROUP_ANAPHORS and owner is not None and owner.kind in ("armed_group", "organisation") and d.owner is not None:
        if d.owner.head.dep in ("compound", "nmod", "amod") and d.owner.form == "name":
            return owner  # "the Islamic State terrorist group"
    if noun in GOVERNMENT:
        if owner is not None and owner.kind in ("state", "government"):
            return owner
        if owner is not None and owner.kind == "person" and d.owner is not None and d.owner.form == "name":
            return _administration(build, d, owner)
    key = key_of(d, cast)
    if key in build.described:
        return build.described[key]
    plain = len(key) == 2 and not key[1]
    if plain and (d.definite or d.plural):
        found = _anaphor(build, d, before)
        if found is not None:
            return found
    if len(key) > 2:
        for known, member in build.described.items():  # "Special Operations forces" after "American Special ..."
            if known[0] == key[0] and known[2:] == key[2:] and (not key[1] or not known[1]):
                return member
    if d.agent.kind == "person" and not d.plural and not d.definite and plain:
        return None
    if noun in STATE_ANAPHORS and noun not in GOVERNMENT and not d.plural:
        return None
    if noun in VAGUE and not key[1] and len(key) == 2:
        return None
    named = label(d, build.page, cast, build.known)
    member = new_member(build.slug(named[0]), d, named, cast)
    cast.members[member.id] = member
    build.described[key] = member
    return member


def _by_office(build: _Builder, d: Description, owner: Member | None) -> Member | None:
    """ "the French president": the one person of that country who bears the title in this text."""
    if owner is None or owner.country is None or owner.kind not in ("state", "government"):
        return None
    title = _title_of(build, d)
    bearers = [
        m for m in build.cast.members.values()
        if m.kind == "person" and m.named and m.country == owner.country and title in m.titles
    ]  # fmt: skip
    return bearers[0] if len(bearers) == 1 else None


def _administration(build: _Builder, d: Description, owner: Member) -> Member:
    """ "the Assad regime": a government of its own, named after its head."""
    key = ("administration", owner.id)
    if key not in build.described:
        name = f"{owner.name.split()[-1]} {d.head.lower}"
        code = f"{owner.country} GOV" if owner.country else "GOV"
        member = build.add(name, "government", country=owner.country, code=code)
        build.described[key] = member
    return build.described[key]


def _apposed(build: _Builder, d: Description) -> Member | None:
    """ "Zarif, the foreign minister" and "the foreign minister, Zarif": one actor."""
    cast = build.cast
    if d.head.dep == "appos":
        mention = cast.heads.get(d.head.head.i)
        if mention is not None and mention.form != "place" and _agrees(cast.members[mention.actor], d):
            return cast.members[mention.actor]
    for c in d.head.children:
        if c.dep == "appos":
            mention = cast.heads.get(c.i)
            if mention is not None and mention.form == "name" and _agrees(cast.members[mention.actor], d):
                return cast.members[mention.actor]
    return None


def _agrees(member: Member, d: Description) -> bool:
    if d.agent.kind == "person" and not d.plural:
        return member.kind == "person"
    return member.kind != "person"


def _anaphor(build: _Builder, d: Description, before: list[CastMention]) -> Member | None:
    """The latest actor a bare definite description can point back to."""
    noun, cast = d.head.lemma.lower(), build.cast
    for distance, mention in enumerate(reversed(before)):
        gap = d.head.sent.index - mention.head.sent.index
        if distance > 60 or gap > 12:
            break
        member = cast.members[mention.actor]
        if not member.named and any(atoms(n)[-1:] == atoms(d.head.text) for n in (member.name, *member.aliases)):
            return member
        if not d.definite:
            continue
        if mention.form == "place" and noun not in STATE_ANAPHORS:
            continue
        if gap > 4 or member.id == AUTHOR:
            continue
        if (
            noun in STATE_ANAPHORS
            and noun in GOVERNMENT | {"regime"}
            and member.kind in ("state", "government")
            and mention.form != "place"
        ):
            return member
        if (
            noun in GROUP_ANAPHORS
            and not d.plural
            and member.kind in ("armed_group", "organisation")
            and mention.form == "name"
        ):
            return member
        if (
            d.agent.kind == "person"
            and not d.plural
            and member.kind == "person"
            and (
                _title_of(build, d) in member.titles
                or (not member.titles and set(d.agent.code.split()) & set((member.code or "").split()))
            )
            and gap <= 3
        ):
            return member
    return _named_later(build, d) if d.definite and d.agent.kind == "person" and not d.plural else None


def _named_later(build: _Builder, d: Description) -> Member | None:
    """ "the president" before the text names him: the one person that bears this title in the text."""
    title = _title_of(build, d)
    bearers = {
        m.actor for m in build.cast.mentions if m.form == "name" and title in build.cast.members[m.actor].titles
    }
    return build.cast.members[bearers.pop()] if len(bearers) == 1 else None


def _title_of(build: _Builder, d: Description) -> str:
    """The longest title that ends a description: "the former prime minister" → "prime minister"."""
    lemmas = [w.lower for w in d.words if w.i <= d.head.i]
    for length in (4, 3, 2):
        if tuple(lemmas[-length:]) in build.known.titles:
            return " ".join(lemmas[-length:])
    return d.head.lemma.lower()


def _first_person(build: _Builder) -> None:
    """ "I" outside quotations is the author; inside, its speaker is known only once claims are read."""
    depth_open = False
    for word in build.page.words:
        if word.text in ("“", "``") or (word.text in ('"', "''") and not depth_open):
            depth_open = True
        elif word.text in ("”", "''", '"') and depth_open:
            depth_open = False
        elif word.lower in FIRST and word.pos == "PRON" and not depth_open and word.sent.is_content:
            build.mention(word.i, word.i + 1, build.cast.members[AUTHOR], "pronoun")


def finish_cast(cast: Cast, reading: Reading) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    """The actors that count in the end: the named ones with a mention as actor, and everybody with a part in a row."""
    taking_part = {AUTHOR, cast.outlet} | set(parties(reading))
    mentioned = {m.actor for m in cast.mentions if m.form == "name"}
    used = taking_part | {m.id for m in cast.members.values() if m.named and m.id in mentioned}
    actors = tuple(
        Actor(id=m.id, name=m.name, kind=m.kind, country=m.country, code=m.code, aliases=tuple(m.aliases), ids=m.ids)
        for m in cast.members.values()
        if m.id in used
    )
    mentions = tuple(
        Mention(actor=m.actor, span=m.span, form=m.form) for m in cast.mentions if m.form != "place" and m.actor in used
    )
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
