"""Words of change and words of state: what tells more from less, and which words name the same concept.

The table ``concepts.csv`` has five roles. ``name``: the word names a concept family, or (direction -1) its opposite.
``deed``: the same of something done to somebody ("repression of ..."): whose it is and whom it hits are told apart.
``shift``: the word says that there is more or less of its theme ("the rise of ...", "curb ..."). ``light``: the word
only leads on to its theme ("accounts of ..."). ``domain``: an adjective that makes another concept ("economic crisis").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal, cast, get_args

from aitia.errors import LexiconError
from aitia.lexicon.tables import cells, table

Role = Literal["name", "deed", "shift", "light", "domain"]
THEMES: Final = frozenset(
    ("object", "subject", "clause", "attr", "into", "in", "of", "to", "for", "from", "poss", "phrase")
)


@dataclass(frozen=True, slots=True)
class ConceptWord:
    """One word (lemma; of an adjective its form) and what it says of more, less and of what."""

    word: str
    role: Role
    family: str
    direction: int
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConceptWords:
    """The table by kind of word; ``phrases`` are verb and object lemmas ("cost life")."""

    nouns: dict[str, ConceptWord] = field(default_factory=dict)
    verbs: dict[str, ConceptWord] = field(default_factory=dict)
    adjectives: dict[str, ConceptWord] = field(default_factory=dict)
    phrases: dict[tuple[str, str], ConceptWord] = field(default_factory=dict)
    deeds: set[str] = field(default_factory=set)  # their families


@cache
def concept_words() -> ConceptWords:
    """The table that ships with the package. Raises LexiconError where a row makes no sense."""
    out = ConceptWords()
    for number, row in enumerate(table("concepts.csv"), 2):
        word, tag, role = row["word"], row["tag"], row["role"]
        where = f"concepts.csv:{number}: {word!r}"
        themes = cells(row["theme"])
        if role not in get_args(Role) or row["direction"] not in ("1", "-1"):
            raise LexiconError(f"{where}: role {role!r} or direction {row['direction']!r} is not known")
        if not set(themes) <= THEMES:
            raise LexiconError(f"{where}: themes {themes} are not all among {sorted(THEMES)}")
        if (role in ("name", "deed")) != bool(row["family"]):
            raise LexiconError(f"{where}: a family belongs to the roles name and deed, and only there")
        entry = ConceptWord(word, cast(Role, role), row["family"], int(row["direction"]), themes)
        if themes == ("phrase",):
            verb, _, noun = word.partition(" ")
            out.phrases[verb, noun] = entry
            continue
        kinds = {"noun": out.nouns, "verb": out.verbs, "adj": out.adjectives}
        if tag not in kinds or word in kinds[tag]:
            raise LexiconError(f"{where}: tag {tag!r} is not known, or the word is there twice")
        kinds[tag][word] = entry
        if role == "deed":
            out.deeds.add(entry.family)
    return out
