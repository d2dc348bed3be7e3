"""Names that stand for nobody in the cast, where attitudes without a word for them are asked for.

The cast leaves out what it cannot place: a lone surname, a club, a name the parser took for a town. Whoever is shown to
be for or against somebody is an actor all the same.
"""

from __future__ import annotations

from typing import Final

from aitia.extract.cast import Cast, CastMention, Member
from aitia.language.page import Page, Sentence, Word, span_of
from aitia.lexicon.actors import atoms

_MOST: Final = 6  # strangers of a sentence
_LONGEST: Final = 5  # words of a name
_NOBODY: Final = frozenset(
    "DATE TIME MONEY CARDINAL ORDINAL PERCENT QUANTITY LANGUAGE LAW EVENT WORK_OF_ART PRODUCT FAC LOC".split()
)
_NO_SUBJECTS: Final = frozenset(["VB", "VBP", "VBZ", "UH"])  # no subject is a word with these tags: the tag is wrong
_NAMED: Final = frozenset(["PERSON", "ORG", "GPE"])


def strangers(page: Page, sentence: Sentence) -> list[CastMention]:
    """Mentions of names that no mention of the cast covers; they join the cast, and count with a row only."""
    cast: Cast = page.cast
    runs: list[list[Word]] = []
    for word in sentence.words:
        if not _names(word) or word.i in cast.covering:
            continue
        if runs and runs[-1][-1].i == word.i - 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    if not any(c.islower() for c in page.quote(sentence.span)):
        return []  # a headline in capitals names everything
    found = [run for run in runs if len(run) <= _LONGEST and sum(len(w.text) for w in run) >= 3]
    return [_mention(cast, run) for run in found[:_MOST]]


def _names(word: Word) -> bool:
    """Whether a word is a name that may stand for somebody: by its tag, or by doing what only a name can do."""
    if not word.text[:1].isupper() or word.text.endswith("."):
        return False
    if word.dep == "nsubj" and (word.tag in _NO_SUBJECTS or (word.pos == "NOUN" and word.ent in _NAMED)):
        return True  # "Trump, for his part, faulted the press": tagged as a cry
    return word.pos == "PROPN" and word.ent not in _NOBODY


def _mention(cast: Cast, run: list[Word]) -> CastMention:
    name = " ".join(w.text for w in run)
    member = next((m for m in cast.members.values() if m.name == name), None)
    if member is None:
        base = "_".join(atoms(name))[:60] or "name"
        slug, n = base, 2
        while slug in cast.members:
            slug, n = f"{base}_{n}", n + 1
        kind = "organisation" if any(w.ent in ("ORG", "NORP") for w in run) else "person"
        member = Member(slug, name, kind, named=False)  # type: ignore[arg-type]
        cast.members[member.id] = member
    head = next((w for w in reversed(run) if w.head not in run), run[-1])
    made = CastMention(run[0].i, run[-1].i + 1, head, member.id, "name", span_of(run))
    cast.mentions.append(made)
    return made
