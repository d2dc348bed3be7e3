"""The cast while it is being put together: members by registry entry, by text and by description."""

from __future__ import annotations

from dataclasses import dataclass, field

from aitia.extract.cast import Cast, CastMention, Form, Member
from aitia.extract.persons import People, gender_of_name, phrase_of, role_code
from aitia.extract.short_forms import Called
from aitia.language.page import Page, span_of
from aitia.lexicon.actors import Entry, Registry, atoms
from aitia.model.codes import ActorKind


@dataclass(slots=True, eq=False)
class CastBuilder:
    """What is known so far, and ways to add to it."""

    page: Page
    known: Registry
    cast: Cast
    date: str
    people: People
    by_entry: dict[str, Member] = field(default_factory=dict)
    by_text: dict[tuple[str, ...], Member] = field(default_factory=dict)
    described: dict[tuple[str, ...], Member] = field(default_factory=dict)
    towns: dict[str, bool] = field(default_factory=dict)
    bare: dict[str, int] = field(default_factory=dict)  # how often a surname occurs
    first: dict[str, Member | None] = field(default_factory=dict)  # the one bearer named before a surname stands alone
    introduced: dict[tuple[str, str], bool] = field(default_factory=dict)  # whom the text names before his surname
    scenes: frozenset[str] | None = None
    told: dict[str, dict[str, int]] | None = None  # pronouns after each name
    about: frozenset[str] | None = None  # the countries that the page speaks of
    called: dict[str, Called] = field(default_factory=dict)  # bodies by the last word of their name
    outlet: str = ""
    topic: str = ""  # the state the text is about

    def add(self, name: str, kind: ActorKind, **more: object) -> Member:
        """A new member; ``more`` are fields of Member."""
        member = Member(self.slug(name), name, kind, **more)  # type: ignore[arg-type]
        self.cast.members[member.id] = member
        return member

    def slug(self, name: str) -> str:
        """An id made of the name, unique in this cast."""
        base = "_".join(atoms(name))[:60] or "actor"
        slug, n = base, 2
        while slug in self.cast.members:
            slug, n = f"{base}_{n}", n + 1
        return slug

    def entry(self, entry: Entry) -> Member:
        """The member for a registry entry, in the role it has at the document's date."""
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
                member.gender = gender_of_name(entry.name)
                member.offices.update(phrase_of(o.office) for o in entry.offices if not self.date or o.holds(self.date))
                for form in (entry.name, *entry.aliases):
                    self.people.add(atoms(form.lstrip("?")), member)
        return member

    def mention(self, start: int, end: int, member: Member, form: Form) -> CastMention:
        """Note that words ``[start, end)`` mention a member."""
        words = self.page.words[start:end]
        head = next((w for w in reversed(words) if w.head is w or not start <= w.head.i < end), words[-1])
        made = CastMention(start, end, head, member.id, form, span_of(words))
        self.cast.mentions.append(made)
        return made


def add_alias(member: Member, text: str) -> None:
    """Remember another name seen in the text."""
    if text and text != member.name and text not in member.aliases:
        member.aliases.append(text)
