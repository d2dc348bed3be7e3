"""The closed vocabularies of a reading."""

from __future__ import annotations

from typing import Final, Literal, get_args

ActorKind = Literal["person", "state", "states", "government", "armed_group", "organisation", "igo", "population"]
MentionForm = Literal["name", "nominal", "pronoun"]
ClaimKind = Literal["voice", "framed", "attributed"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Factuality = Literal["asserted", "negated", "planned", "hypothetical"]
Relation = Literal[
    "supports", "sponsors", "aligned_with", "acts_for", "part_of", "controls",
    "opposes", "fights", "suppresses", "rules", "successor_of",
]  # fmt: skip
TieTime = Literal["past", "current", "prospective"]
Certainty = Literal["asserted", "hedged", "hypothetical", "negated"]
CausalRelation = Literal["cause", "purpose", "implied"]
Stance = Literal["advocated", "warned_against", "neutral"]
DatePrecision = Literal["day", "month", "year", "decade"]

EVENT_TYPES: Final = frozenset(get_args(EventType))
RELATIONS: Final = frozenset(get_args(Relation))
ACTOR_KINDS: Final = frozenset(get_args(ActorKind))
SIGN: Final[dict[Relation, int]] = {
    "supports": 1, "sponsors": 1, "aligned_with": 1, "acts_for": 1, "part_of": 1, "controls": 1,
    "opposes": -1, "fights": -1, "suppresses": -1, "rules": 0, "successor_of": 0,
}  # fmt: skip
AUTHOR: Final = "author"
