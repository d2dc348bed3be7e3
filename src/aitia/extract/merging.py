"""Two members of a cast that are one: a name and the abbreviation in parentheses after it.

Example: "Coastal Fishers Union (CFU)", "Frente Patriótico Morazanista (FPM)", "the “River Lives” (RLC) group".
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from aitia.extract.cast import Member
from aitia.extract.casting import CastBuilder, add_alias
from aitia.lexicon.actors import atoms


def merge_abbreviations(build: CastBuilder) -> None:
    """A name and the abbreviation in parentheses after it are one actor."""
    words = build.page.words
    mentions = sorted(build.cast.mentions, key=lambda m: m.start)
    ends = {m.end: m for m in mentions if m.form != "pronoun"}
    for m in mentions:
        before = m.start - 1
        if before < 1 or words[before].text != "(" or m.end >= len(words) or words[m.end].text != ")":
            continue
        quoted = words[before - 1].text in ('"', "”", "''", "»")
        full = ends.get(before - quoted)
        if full is None or full.actor == m.actor or m.form == "place" or full.form == "place":
            continue
        short = words[m.start].text
        if (
            m.end - m.start == 1
            and short.isupper()
            and (quoted or _initials(build.cast.members[full.actor].name, build.page.quote(full.span), short))
        ):
            _merge(build, full.actor, m.actor)


def _initials(name: str, surface: str, short: str) -> bool:
    letters = [p[0] for p in atoms(surface)]
    want = iter(letters)
    if not Counter(c for c in short.lower() if c.isalpha()) - Counter(letters):
        return True  # in another order: "Morazanist Patriotic Front (FPM)"
    return all(any(c == x for x in want) for c in short.lower() if c.isalpha()) or short.lower()[0] == atoms(name)[0][0]


def _merge(build: CastBuilder, one: str, other: str) -> None:
    """Make two members one; the one the registry knows stays."""
    members = build.cast.members
    keep, drop = (
        (one, other)
        if members[one].name in build.by_entry or members[other].name not in build.by_entry
        else (other, one)
    )
    kept, dropped = members[keep], members[drop]
    for text in (dropped.name, *dropped.aliases):
        add_alias(kept, text)
    for m in build.cast.mentions:
        if m.actor == drop:
            m.actor = keep
    tables: tuple[dict[Any, Member], ...] = (build.by_entry, build.by_text, build.described)
    for table in tables:
        table.update({key: kept for key, value in table.items() if value is dropped})
    kept.named = kept.named or dropped.named
    del members[drop]
