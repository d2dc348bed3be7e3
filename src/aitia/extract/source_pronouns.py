"""Who a pronoun that tells something stands for, where the cast does not know: whoever spoke last, or acted before.

Example: "Students in Oslo marched. They replied that …" → students in Oslo; an editorial's "We doubt" → its writer.
"""

from __future__ import annotations

from typing import Final

from aitia.extract.attribution import names_people
from aitia.extract.cast import Cast, CastMention
from aitia.extract.pronouns import FIRST
from aitia.extract.quotes import Quotations
from aitia.language.page import Page, Word, span_of
from aitia.lexicon.actors import registry
from aitia.model.codes import AUTHOR

_FAR: Final = 2  # sentences back to whom a pronoun takes up
_SUBJECTS: Final = ("nsubj", "nsubjpass")
_GROUPS: Final = frozenset(["government", "organisation", "armed_group", "population", "igo"])
_CROWDS: Final = frozenset(["audience", "bank", "crowd", "company", "paper"])


def is_writers_i(cast: Cast) -> bool:
    """Whether the writer of a text says "I"."""
    return any(m.actor == AUTHOR and m.head.lower in FIRST for m in cast.mentions)


def goes_on(cast: Cast, pronoun: Word, actors: tuple[str, ...]) -> bool:
    """Whether an "it" or "they" that stands for nobody known can be who spoke last: a body, or several."""
    members = [cast.members[a] for a in actors]
    if not members or pronoun.i in cast.covering:
        return False
    if pronoun.lower == "they":
        return len(members) > 1 or members[0].plural or members[0].kind == "population"
    return pronoun.lower == "it" and len(members) == 1 and members[0].kind not in ("person", "population")


def may_be(cast: Cast, pronoun: Word, actors: tuple[str, ...], mistaken: str = "") -> bool:
    """Whether a "he" or "she" that stands for nobody known can be the one person of ``actors``; notes it then.

    ``mistaken`` is whom it was taken for and cannot be.
    """
    member = cast.members.get(actors[0]) if len(actors) == 1 and actors[0] != mistaken else None
    taken = cast.covering.get(pronoun.i)
    if member is None or member.kind != "person" or member.plural or (taken and taken.actor != mistaken):
        return False
    gender = "m" if pronoun.lower == "he" else "f" if pronoun.lower == "she" else ""
    if not gender or member.gender not in ("", gender):
        return False
    if taken is None:
        note(cast, pronoun, member.id)
    return True


def note(cast: Cast, pronoun: Word, actor: str) -> None:
    """A mention by a pronoun."""
    cast.add(CastMention(pronoun.i, pronoun.i + 1, pronoun, actor, "pronoun", span_of([pronoun])))


def is_one_of_them(word: Word, cue: Word) -> bool:
    """Whether a "one" that told something is of those who acted before: "One of them said", "one of the four said"."""
    if word.lower != "one" or cue.tag not in ("VBD", "VBN"):
        return False
    for c in word.children:
        whole = c.child("pobj") if c.dep == "prep" and c.lower == "of" else None
        if whole is not None and whole.lower != "them" and whole.pos != "NUM":
            return False
    return True


def acting_before(page: Page, quotations: Quotations, pronoun: Word) -> Word | None:
    """The subject of this sentence or the ones before that a pronoun can take up; outside quotations only."""
    here = pronoun.sent.index
    for sentence in reversed(page.sentences[max(0, here - _FAR) : here + 1]):
        if not sentence.is_content or sentence.paragraph < pronoun.sent.paragraph - 1:
            return None
        found = [
            w
            for w in sentence.words
            if w.i < pronoun.i and w.dep in _SUBJECTS and _fits(w, pronoun) and quotations.over(w.start) is None
        ]
        if found:
            return next((w for w in found if w.head.dep == "ROOT"), found[0])
    return None


def _fits(noun: Word, pronoun: Word) -> bool:
    if noun.pos not in ("NOUN", "PROPN"):
        return False
    agent = registry().agents.get(noun.lemma) or registry().agents.get(noun.lower)
    if pronoun.lower in ("they", "their", "one"):
        return noun.tag in ("NNS", "NNPS") and names_people(noun)
    if pronoun.lower in ("it", "its"):
        body = agent is not None and agent.kind in _GROUPS
        return noun.tag == "NN" and (body or noun.lemma in _CROWDS)
    one = agent is None or agent.kind == "person"
    return pronoun.lower in ("he", "she", "his", "her") and noun.tag == "NN" and one and names_people(noun)
