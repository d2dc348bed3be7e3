"""Names that mean somebody else than they say: "the Russians" Russia, "Brussels" the European Union, "Castell" a firm.

Whoever a nation's plural, a seat or the first word of a longer name stands for is decided here, name by name.
"""

from __future__ import annotations

from typing import Final

from aitia.extract.cast import Member
from aitia.extract.casting import CastBuilder
from aitia.extract.naming import Name
from aitia.extract.nominals import plain
from aitia.language.page import Word, span_of
from aitia.lexicon.actors import Entry, atoms

_SEATS: Final = {"Brussels": "European Union"}
_DOING: Final = frozenset(["nsubj", "nsubjpass", "dobj", "dative", "poss", "agent", "conj", "pobj"])
_FROM: Final = frozenset(["of", "in", "from", "among", "at"])
_BODIES: Final = ("organisation", "igo", "government", "armed_group")


def nation_meant(build: CastBuilder, name: Name, entry: Entry) -> Entry | None:
    """ "the Russians" as one doer is Russia; "Russians", "most Russians" and "the Russians of Grozny" are people."""
    words = build.page.words
    if not entry.name.startswith("people of ") or entry.country == "PSE" or not name.start:
        return None
    head = words[name.end - 1]
    if words[name.start - 1].lower != "the" or head.tag not in ("NNS", "NNPS") or head.dep not in _DOING:
        return None
    below = [c for c in head.children if c.i > head.i]
    if any(c.dep in ("relcl", "acl", "nummod") or (c.dep == "prep" and c.lower in _FROM) for c in below):
        return None
    if any(c.dep in ("amod", "nummod", "compound") for c in head.children if c.i < name.start):
        return None
    if _also_as_people(build, head):
        return None
    return build.known.entries.get(entry.name.removeprefix("people of "))


def _also_as_people(build: CastBuilder, head: Word) -> bool:
    """Whether the text speaks of the same people without "the" too ("Russians fled")."""
    words = build.page.words
    return any(
        w.text == head.text and w.i and words[w.i - 1].lower != "the" and not _listed(w) for w in words if w is not head
    )


_LONG: Final = 6  # words
_DOCTRINES: Final = frozenset("christian constitutional free liberal national new popular social".split())
_SOME: Final = frozenset("few many most other several some".split())


def members_meant(build: CastBuilder, name: Name, entry: Entry) -> tuple[Member, int, int] | None:
    """Some of a party and the words for them: "traditional Republicans", "Whigs in the cabinet"; else None.

    Its bare plural ("Republicans", "the Whigs") is the party itself.
    """
    words = build.page.words
    head = words[name.end - 1]
    if "PTY" not in entry.code.split() or name.end - name.start != 1 or head.tag not in ("NNS", "NNPS"):
        return None
    if head.dep in ("compound", "amod", "nmod"):
        return None
    before = [
        c
        for c in head.children
        if c.i < head.i
        and c.lower != "fellow"
        and (c.dep in ("amod", "compound", "nmod", "nummod") or c.lower in _SOME)
    ]
    after = [c for c in head.children if c.i == head.i + 1 and c.dep in ("prep", "relcl", "acl")]
    some = any(c.dep != "prep" or (c.lower in (*_FROM, "like", "on") and not _is_when(c)) for c in after)
    start = min((w.i for c in before for w in c.subtree() if w.i < head.i and w.pos != "ADV"), default=head.i)
    if (not before and not some) or head.i - start > 4 or any(w.pos == "PUNCT" for w in words[start : head.i]):
        return None
    end = max(w.i for w in after[0].subtree()) + 1 if not before and some else name.end
    end = end if end <= name.end + _LONG else name.end
    text = plain(build.page.quote(span_of(words[start:end])))
    member = build.by_text.get(atoms(text))
    if member is None and any(c.lower in _DOCTRINES and c.text.istitle() for c in before):
        member = build.add(text, "organisation", code="PTY")  # "Christian Democrats": a party of their own
    elif member is None:
        member = build.add(text, "population", country=entry.country or None, code=entry.code or None, plural=True,
                           named=False, parent=entry.name)  # fmt: skip
    build.by_text[atoms(text)] = member
    return member, start, end


def _is_when(preposition: Word) -> bool:
    """ "Republicans in 2014": the whole party, at some time."""
    return any(c.dep == "pobj" and c.ent in ("DATE", "TIME") for c in preposition.children)


def _listed(word: Word) -> bool:
    """In a list that begins with "the": "the Turks and Greeks"."""
    return word.dep == "conj" and any(c.lower == "the" for c in word.head.children)


def seat_meant(build: CastBuilder, name: Name, entry: Entry) -> Entry | None:
    """The body that sits in a capital, where the text does not speak of the capital's own country."""
    alias = name.alias
    body = build.known.entries.get(_SEATS.get(alias.text, "")) if alias is not None and alias.use == "capital" else None
    if body is None or entry.country in {m.country for m in build.cast.members.values() if m.kind != "state"}:
        return None
    forms = {entry.name, *entry.aliases, build.known.adjectives.get(entry.name, "")}
    return None if any(w.text in forms for w in build.page.words) else body


def called_by_first_word(build: CastBuilder, parts: tuple[str, ...]) -> Member | None:
    """ "Castell" after "Castell Maritime": the one body whose name begins with this word, where nobody is called so."""
    if len(parts) != 1 or len(parts[0]) < 4:
        return None
    unknown = [m for m in build.cast.members.values() if m.kind in _BODIES and m.name not in build.by_entry]
    bodies = [m for m in unknown if len(atoms(m.name)) > 1 and atoms(m.name)[0] == parts[0]]
    return bodies[0] if len(bodies) == 1 else None
