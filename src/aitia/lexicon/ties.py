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
def tie_verbs() -> dict[str, TieWord]:
    """Verbs by lemma."""
    return _words("tie_verbs.csv")


@cache
def tie_nouns() -> dict[str, TieWord]:
    """Nouns by lemma."""
    return _words("tie_nouns.csv")


def _words(name: str) -> dict[str, TieWord]:
    return {
        r["lemma"]: TieWord(
            r["lemma"], _relation(name, r["relation"]), cells(r["slots"]), r["example"], cells(r.get("needs", ""))
        )
        for r in table(name)
    }


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
