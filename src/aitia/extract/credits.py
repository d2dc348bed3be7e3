"""Who wrote and who printed a text: the author, the outlet, and their mentions in bylines, bios and handles."""

from __future__ import annotations

import re
from dataclasses import replace

from aitia.extract.cast import Member
from aitia.extract.casting import CastBuilder
from aitia.extract.nominals import plain
from aitia.language.page import Page
from aitia.lexicon.actors import Alias, Entry, atoms
from aitia.model.codes import AUTHOR


def author_member(page: Page, build: CastBuilder) -> Member:
    """The writer: always there, known by its byline."""
    byline = page.document.author
    member = Member(AUTHOR, byline or "author", "person", aliases=["author"])
    if byline:
        build.people.add(atoms(byline), member)
        for one in re.split(r"\s+(?:and|&)\s+|,\s*", byline):
            if len(atoms(one)) > 1:
                build.people.add(atoms(one), member)
                member.aliases.append(one)
    return member


def add_outlet(page: Page, build: CastBuilder) -> None:
    """The publisher is an actor of the text it prints, and its name is known in it."""
    publisher = page.document.publisher
    parts = atoms(publisher or "")
    if not publisher or not parts:
        return
    known = build.known.aliases.get(parts[0], ())
    party = publisher.isupper()  # PTI is an agency in Delhi, and a party in Pakistan
    fits = (a.entry for a in known if a.atoms == parts and a.sure)
    entry = next((e for e in fits if not (party and "PTY" in e.code.split())), None)
    if entry is None:
        entry = Entry(plain(publisher), "organisation", code="JRN")
        alias = Alias(publisher, parts, entry, "name", True)
        ordered = tuple(sorted((alias, *known), key=lambda a: (-len(a.atoms), not a.sure)))
        build.known = replace(build.known, aliases={**build.known.aliases, parts[0]: ordered})
    build.outlet = build.entry(entry).id


def add_apparatus(build: CastBuilder) -> None:
    """The author in bylines, bios and handles: the name in capitals, "The author", "he" and "her"."""
    author = build.cast.members[AUTHOR]
    name = build.page.document.author
    for sentence in build.page.sentences:
        if sentence.kind not in ("byline", "bio", "handle"):
            continue
        words = sentence.words
        taken = {i for m in build.cast.mentions for i in range(m.start, m.end)} if sentence.kind == "byline" else set()
        if name and sentence.kind == "byline" and not any(w.i in taken for w in words):
            parts = atoms(name)
            for at in range(len(words)):
                run = atoms(" ".join(w.text for w in words[at : at + 2 * len(parts)]))
                if run[: len(parts)] == parts:
                    end = at + 1
                    while atoms(" ".join(w.text for w in words[at:end])) != parts:
                        end += 1
                    build.mention(words[at].i, words[end - 1].i + 1, author, "name")
                    break
        for w in words:
            if sentence.kind != "byline" and w.lower in ("he", "she", "him", "her", "his"):
                build.mention(w.i, w.i + 1, author, "pronoun")
            elif sentence.kind == "handle" and w.text.startswith("@") and len(w.text) > 2:
                build.mention(w.i, w.i + 1, author, "name")
            elif (
                sentence.kind == "bio" and w.lower in ("author", "writer") and words[0].lower == "the" and w is words[1]
            ):
                build.mention(words[0].i, w.i + 1, author, "nominal")
