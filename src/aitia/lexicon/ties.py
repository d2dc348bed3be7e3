"""Words that state a tie: verbs ("backs"), nouns ("opposition to"), roles ("leader of"), and ties that deeds show."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from aitia.errors import LexiconError
from aitia.lexicon.tables import cells, table
from aitia.model.codes import RELATIONS, Relation


@dataclass(frozen=True, slots=True)
class TieWord:
    """A verb or noun that ties its holder to the actor in one of ``slots`` (``dobj`` or prepositions)."""

    lemma: str
    relation: Relation
    slots: tuple[str, ...]
    example: str
    needs: tuple[str, ...] = ()  # one of these must modify the noun


@cache
def tie_verbs() -> dict[str, tuple[TieWord, ...]]:
    """Verbs by lemma; one may tie in several ways, told apart by their slots ("vote for", "vote against")."""
    return _words("tie_verbs.csv")


@cache
def tie_nouns() -> dict[str, tuple[TieWord, ...]]:
    """Nouns by lemma."""
    return _words("tie_nouns.csv")


@cache
def tie_adjectives() -> dict[str, tuple[TieWord, ...]]:
    """Adjectives and participles by their form: "loyal to", "opposed to"."""
    return _words("tie_adjectives.csv")


def _words(name: str) -> dict[str, tuple[TieWord, ...]]:
    out: dict[str, tuple[TieWord, ...]] = {}
    for r in table(name):
        word = TieWord(
            r["lemma"], _relation(name, r["relation"]), cells(r["slots"]), r["example"], cells(r.get("needs", ""))
        )
        out[word.lemma] = (*out.get(word.lemma, ()), word)
    return out


@dataclass(frozen=True, slots=True)
class TiePhrase:
    """A preposition with its noun that ties what it modifies to an actor: "at odds with", "under the command of"."""

    before: str
    noun: str
    after: str
    relation: Relation
    turned: bool  # the actor named in the phrase is the one who stands so
    example: str


@cache
def tie_phrases() -> dict[str, tuple[TiePhrase, ...]]:
    """Phrases by their noun."""
    name = "tie_phrases.csv"
    out: dict[str, tuple[TiePhrase, ...]] = {}
    for r in table(name):
        before, noun, after = r["phrase"].split()
        phrase = TiePhrase(before, noun, after, _relation(name, r["relation"]), r["turned"] == "yes", r["example"])
        out[noun] = (*out.get(noun, ()), phrase)
    return out


@dataclass(frozen=True, slots=True)
class TieIdiom:
    """A verb with the noun that belongs to it: "do the bidding of"; the other actor stands in one of ``slots``."""

    verb: str
    noun: str
    via: str  # the preposition before the noun: "dance to the tune of"
    slots: tuple[str, ...]  # ``dobj`` or prepositions; who stands under "of" may also own the noun
    relation: Relation
    example: str


@cache
def tie_idioms() -> dict[str, tuple[TieIdiom, ...]]:
    """Turns of phrase by their verb."""
    name = "tie_idioms.csv"
    out: dict[str, tuple[TieIdiom, ...]] = {}
    for r in table(name):
        idiom = TieIdiom(r["verb"], r["noun"], r["via"], cells(r["slot"]), _relation(name, r["relation"]), r["example"])
        out[idiom.verb] = (*out.get(idiom.verb, ()), idiom)
    return out


@cache
def harms() -> frozenset[str]:
    """Nouns for what harms people ("bloodshed"): who is said to bring it about is opposed by who says so."""
    return frozenset(r["noun"] for r in table("harms.csv"))


@cache
def tie_roles() -> dict[str, tuple[Relation, Relation]]:
    """Roles ("foreign minister"): the tie to a state and the tie to any other body."""
    name = "tie_roles.csv"
    return {r["role"]: (_relation(name, r["of_state"]), _relation(name, r["of_body"])) for r in table(name)}


def _relation(where: str, value: str) -> Relation:
    if value not in RELATIONS:
        raise LexiconError(f"{where}: {value!r} is not a relation")
    return cast(Relation, value)
