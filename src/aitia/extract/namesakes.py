"""Bearers of one surname: whom the surname alone means.

Examples: "Bill Clinton sued … Hillary Clinton said … Hillary Clinton denied … Clinton left" → Clinton: Bill Clinton;
"Eric Trump gave …, but Trump, who …" in a text about the president → Trump: Donald Trump.
"""

from __future__ import annotations

from typing import Final

from aitia.extract.cast import Member
from aitia.extract.casting import CastBuilder
from aitia.extract.persons import HEADS, gender_of_name
from aitia.language.page import Page, Word
from aitia.lexicon.actors import Office, atoms, fold
from aitia.lexicon.places import country_of

_AGAIN: Final = 3  # so often in full, and so many times for each surname alone: whoever is, is not meant by it
_SHARE: Final = 0.35
_TOLD: Final = 2  # pronouns
_NO_PERSONS: Final = frozenset(["DATE", "GPE", "LOC", "TIME", "NORP", "FAC", "MONEY", "CARDINAL", "ORDINAL"])
HE: Final = frozenset(["he", "him", "his", "himself"])
SHE: Final = frozenset(["she", "her", "hers", "herself"])


def not_in_full(build: CastBuilder, parts: tuple[str, ...], member: Member, gender: str = "") -> Member:
    """Of two bearers of a surname, whom it means alone: not the one who is named in full again and again.

    Newspapers name the second bearer in full each time. ``gender`` is what a title before the surname tells.
    """
    people = build.people
    bearers = [m for m in people.by_surname.get(parts[0], ()) if people.named.get(m.id)]
    others = [m for m in bearers if m is not member]
    if len(bearers) != 2 or len(others) != 1 or (gender and others[0].gender not in ("", gender)):
        return member
    full, of_all = people.named[member.id], sum(people.named[m.id] for m in bearers)
    again = full >= _AGAIN and full > _SHARE * (_occurrences(build, parts[0]) - of_all)
    return others[0] if again and people.named[others[0].id] < full else member


def introduced_first(build: CastBuilder, parts: tuple[str, ...], gender: str = "") -> Member | None:
    """The bearer of a surname whom the text names in full before it has the surname alone, where it is only one.

    Of the others nobody is known yet: "Ida Brandt won … Brandt said … her husband Karl Brandt …" → Brandt: Ida.
    """
    if len(parts) != 1 or len(build.people.by_surname.get(parts[0], ())) < 2:
        return None
    if parts[0] not in build.first:
        build.first[parts[0]] = _named_before_alone(build, parts[0])
    member = build.first[parts[0]]
    return member if member is not None and (not gender or member.gender in ("", gender)) else None


def _named_before_alone(build: CastBuilder, surname: str) -> Member | None:
    """The one person named in full before a surname first stands alone, headline apart, or after a mere title."""
    words = build.page.words
    full: dict[int, str] = {}
    for m in build.cast.mentions:
        if build.cast.kind(m.actor) == "person" and words[m.end - 1].sent.is_content:
            given = (i for i in range(m.start + 1, m.end) if atoms(words[i - 1].text) not in build.known.titles)
            full.update((i, m.actor) for i in given if fold(words[i].text) == surname)
    named: set[str] = set()
    for word in words:
        if word.i in full:
            named.add(full[word.i])
            continue
        titled = word.i > 0 and atoms(words[word.i - 1].text) in build.known.titles
        if fold(word.text) == surname and word.sent.kind == "body" and (titled or word.sent.index > 0):
            break
    return build.cast.members[named.pop()] if len(named) == 1 else None


def outshone(build: CastBuilder, parts: tuple[str, ...], member: Member) -> bool:
    """Whether a surname alone means somebody better known than a relative who is named in full only once or twice.

    Whoever is named in full before the text uses the surname alone was introduced so, and is meant.
    """
    named = build.people.named.get(member.id, 0)
    if len(parts) != 1 or named > 2 or member.offices or member.titles:
        return False
    if _occurrences(build, parts[0]) <= 2 * named + 2:
        return False
    key = (parts[0], member.id)
    if key not in build.introduced:
        build.introduced[key] = _is_introduced(build, parts[0], member)
    return not build.introduced[key]


def gender_told(build: CastBuilder, surname: str) -> str:
    """The gender (m, f or "") that the pronouns after a surname alone tell again and again: "Okello lost her seat"."""
    if build.told is None:
        build.told = _votes(build.page)
    votes = build.told.get(surname, {"m": 0, "f": 0})
    most = max(votes, key=lambda g: votes[g])
    return most if votes[most] >= _TOLD and votes[most] >= 3 * min(votes.values()) else ""


def gender_hinted(build: CastBuilder, surname: str) -> str:
    """The gender that as little as one pronoun tells, where known bearers of a surname differ in it."""
    known = {gender_of_name(e.name) for e in build.known.surnames.get(surname, ())}
    if not {"m", "f"} <= known:
        return ""
    gender_told(build, surname)
    votes = (build.told or {}).get(surname, {})
    told = [g for g, n in votes.items() if n]
    return told[0] if len(told) == 1 else ""


def is_of_other_gender(build: CastBuilder, parts: tuple[str, ...], member: Member, gender: str) -> bool:
    """Whether a surname alone went to somebody of the other gender, whom the text never names in full."""
    if len(parts) != 1 or not gender or build.people.named.get(member.id):
        return False
    return member.gender not in ("", gender)


def _votes(page: Page) -> dict[str, dict[str, int]]:
    """For each capitalised word, how often "he" and "she" follow it with no other name in between."""
    out: dict[str, dict[str, int]] = {}
    last: Word | None = None
    for word in page.words:
        if last is not None and word.sent.paragraph != last.sent.paragraph:
            last = None
        if word.pos == "PROPN" and word.text[:1].isupper() and word.ent not in _NO_PERSONS:
            before = page.words[word.i - 1] if word.i else None
            in_full = before is not None and before.pos == "PROPN" and before.sent is word.sent
            last = None if in_full else word  # a name in full tells nothing of the surname alone
        elif last is not None and word.lower in HE | SHE:
            if word.sent.index - last.sent.index < 2:
                votes = out.setdefault(fold(last.text), {"m": 0, "f": 0})
                votes["m" if word.lower in HE else "f"] += 1
            last = None
    return out


def countries(build: CastBuilder) -> frozenset[str]:
    """The countries of whoever a page names in full or by a sure name, and of its towns."""
    if build.about is None:
        told = {m.country for m in build.cast.members.values() if m.country}
        for entity in build.page.entities:
            if entity.label == "GPE":
                told.add(country_of(" ".join(w.text for w in build.page.words[entity.start : entity.end])))
        build.about = frozenset(told - {""})
    return build.about


def terms(build: CastBuilder) -> list[Office]:
    """In what offices, and when, those are of whom an undated page names rulers of states in full."""
    if build.date:
        return []
    people = [build.known.entries[name] for name, m in build.by_entry.items() if m.kind == "person"]
    return [o for e in people for o in e.offices if o.office in HEADS]


def _is_introduced(build: CastBuilder, surname: str, member: Member) -> bool:
    """Whether somebody is named in full before the body of the text has the surname alone."""
    mentions = build.cast.mentions
    full = {i for m in mentions if m.end - m.start > 1 for i in range(m.start, m.end)}
    words = (w for w in build.page.words if w.lower == surname and w.i not in full and w.sent.kind == "body")
    alone = next((w.i for w in words), -1)
    return 0 <= min((m.start for m in mentions if m.actor == member.id), default=-1) < alone


def _occurrences(build: CastBuilder, surname: str) -> int:
    """How often a surname occurs, alone or in full names."""
    if surname not in build.bare:
        build.bare[surname] = sum(w.lower == surname for w in build.page.words)
    return build.bare[surname]
