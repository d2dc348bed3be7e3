"""Texts that are one noun phrase, like a cell of a table: a bare country is the country, a bare town its people.

What PLOVER codes for such a cell: "Chad" is TCD and nothing more, since nobody says that its government acts; its
capital's name is TCD GOV; another town is the people there.
"""

from __future__ import annotations

from aitia.extract.casting import CastBuilder
from aitia.extract.phrases import is_phrase
from aitia.lexicon.actors import atoms
from aitia.lexicon.places import country_of, is_populated_place
from aitia.model.codes import AUTHOR

_SMALLEST = 5_000


def settle_phrase(build: CastBuilder) -> None:
    """Code a phrase that is nothing but the name of a country or a town; other texts are left as they are."""
    if not is_phrase(build.page):
        return
    words = [w for w in build.page.words if w.pos != "PUNCT" and w.lower != "the"]
    text = " ".join(w.text for w in words)
    members = [m for m in build.cast.members.values() if m.id not in (AUTHOR, build.outlet)]
    if not words:
        return
    if len(members) == 1 and members[0].kind == "state":
        entry = build.known.entries.get(members[0].name)
        plain = entry is not None and atoms(text) in {atoms(n) for n in (entry.name, *entry.aliases)}
        if plain and members[0].code == f"{members[0].country} GOV":
            members[0].code = members[0].country
    elif not members and text[:1].isupper() and is_populated_place(text, minimum=_SMALLEST):
        country = country_of(text, minimum=_SMALLEST)
        if country:
            member = build.add(text, "population", country=country, code=f"{country} CVL", plural=True)
            build.mention(words[0].i, words[-1].i + 1, member, "name")
