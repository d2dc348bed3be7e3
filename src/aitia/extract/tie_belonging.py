"""Whether those whom a noun describes are a part of whoever the phrase names: troops of a state, members of a body.

Example: "French troops" → part of France; "Israeli mercenaries", "residents of Limerick" → of nobody.
"""

from __future__ import annotations

from typing import Final

from aitia.extract.cast import Cast, CastMention
from aitia.extract.nominals import GOVERNMENT, Description
from aitia.extract.tie_compounds import JOINING
from aitia.language.arcs import prepositions
from aitia.lexicon.places import is_populated_place

KIN: Final = frozenset(
    """author aunt boy brother child cousin daughter father family girl heir home household husband kin mother native
    neighbor neighbour nephew parent people relative resident sister son town uncle village widow wife""".split()
)
# nouns that say what a named body is
_SELF: Final = frozenset(
    """agency airline band brand cartel carrier chain channel club company corporation firm front gang group league
    magazine militia movement network newspaper organisation organization outfit paper party station syndicate
    union""".split()
)
_GROUPING: Final = frozenset(["bloc", "group", "grouping"])
# bodies and people that are named after what they deal with, or after their family
_LINES: Final = frozenset(
    "business clan couple department dynasty industry market ministry portfolio sector trade".split()
)
# whom a body serves, sells to or is owned by: no part of it
_SERVED: Final = frozenset(
    """business buyer caller client consumer customer fan guest investor listener passenger patient reader
    shareholder shopper spectator subscriber supplier tenant tourist traveler traveller user vendor victim viewer
    visitor""".split()
)
_UNITS: Final = frozenset(
    """army battalion battery brigade command commission committee company corps council department division fleet
    office platoon regiment squad squadron unit wing""".split()
)
_FOES: Final = frozenset(
    """assassin attacker captor executioner hijacker kidnapper killer murderer rapist slayer torturer""".split()
)
_PRIVATE: Final = frozenset(
    """airline association bank catholic christian church club company crescent cross federation football foundation
    islamic jewish muslim olympic opposition orthodox party protestant rebel religious rights trade union
    university""".split()
)
PLACES: Final = frozenset(["bank", "church", "hospital", "mosque", "municipality", "school", "shop", "village"])


def is_part(description: Description, cast: Cast, owner: CastMention) -> bool:
    """Whether a described group or person is a part of its owner."""
    if any(w.lower in ("each", "every") for w in description.words):
        return False  # "every Republican politician"
    if not _belongs(description, cast, owner) or _is_region(description) or _is_joined(description):
        return False
    return not _is_of_an_affair(description) and not _is_listed(description)


def _belongs(description: Description, cast: Cast, owner: CastMention) -> bool:
    """Whether a described group is a part of its owner: bodies of states and members of organisations."""
    kind = cast.kind(owner.actor)
    sectors = set(description.agent.code.split())
    lemma = description.head.lemma.lower()
    if description.link == "poss" and lemma in ("majority", "minority"):
        return False  # "the party lost its majority"
    if description.link == "poss" and lemma == "cell" and kind != "armed_group":
        return False  # "in one of the ministry's cells"
    if description.link == "at" and kind == "state":
        return False  # "a commission at The Hague"
    if lemma in LEAGUES and description.link == "of":
        return False  # "a coalition of Kenya and Chad" is no part of Kenya
    if lemma in PLACES or (lemma in _MADE_OF and description.link == "of" and owner.head.tag == "NNS"):
        return False  # "municipalities of the department", "the council of ministers"
    if "family" in {w.lower for w in description.words if w is not description.head}:
        return False  # "family members"
    if kind in ("state", "government"):
        if any(w.lower == "state" and w is not description.head for w in description.words):
            return owner.form != "pronoun" and description.agent.kind == "organisation"  # "Syrian state television"
        if description.agent.kind in ("state", "states"):
            return False  # "a brother state of Azerbaijan"
        if lemma in _HIRED or (lemma == "force" and any(w.lower in _LABOURING for w in description.words)):
            return False  # "Israeli mercenaries", "the Bolivian labor force"
        if any(w.lower in _PRIVATE for w in description.words if owner.end <= w.i < description.head.i):
            return False  # "an Iranian Red Crescent official"
        return bool(sectors & {"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "PRM"}) and owner.form != "pronoun"
    if lemma in KIN | _FOES or lemma in PLACES or lemma in _SERVED or _is_place(owner, cast):
        return False  # "residents of Limerick", "the Maute brothers"
    if lemma in _SELF | GOVERNMENT and description.link == "adj" and (kind != "igo" or lemma in _GROUPING):
        return False  # "the Teamsters union" is the Teamsters
    if lemma in _LINES and description.link == "adj" and not cast.members[owner.actor].code:
        return False  # "the railway ministry" is of no body called Railway
    banded = lemma in _UNITS or description.agent.kind == "armed_group"
    if banded and description.link == "adj" and not cast.members[owner.actor].code:
        return False  # "the Varga Battalion" is no battalion of Varga's, "urban guerrillas" are of no body
    if lemma in _HOUSEHOLD and description.link == "poss":
        return False  # "Delgado's driver"
    if any(w.lower in ("anti", "counter") or w.lower.startswith(("anti-", "counter-")) for w in description.words):
        return False  # "the counter-piracy coalition"
    if kind in ("igo", "organisation", "armed_group"):
        return not sectors & {"REF"} and description.agent.kind != "states"
    return False


# bodies that are named after those who make them up
LEAGUES: Final = frozenset("alliance axis bloc coalition confederation federation grouping league pact union".split())
_MADE_OF: Final = frozenset(
    "assembly association band board committee conference council crowd gang group league pair team union".split()
)
_HOUSEHOLD: Final = frozenset("bodyguard chauffeur cook driver gardener housekeeper maid nanny".split())
_HIRED: Final = frozenset(["assassin", "gunman", "mercenary", "veteran"])
_LABOURING: Final = frozenset(["labor", "labour", "sales", "work"])


def _is_region(description: Description) -> bool:
    """Whether a department or district is a stretch of land: "Intibuca Department", "the district of Hill"."""
    head = description.head
    if head.lemma.lower() not in ("department", "district", "county", "region", "territory"):
        return False
    beside = [c for c in head.children if c.dep in ("compound", "nmod", "appos")]
    beside += [w for name, w in prepositions(head) if name == "of"]
    return any(w.ent in ("GPE", "LOC") for w in beside)


def _is_joined(description: Description) -> bool:
    """Whether a participle stands between: "Iran-backed militias" are no part of Iran."""
    joined = any(w.tag in ("VBN", "JJ") and w.lower.rpartition("-")[2] in JOINING for w in description.words)
    return description.link == "backed" or (description.link == "adj" and joined)


def _is_listed(description: Description) -> bool:
    """Whether the owner is named beside others: "Russia and Shiite militias", "British and Israeli troops"."""
    owner = description.owner
    if owner is None or description.link != "adj":
        return False
    other = owner.head.dep == "conj" and owner.head.head.dep in ("amod", "compound", "nmod")
    return other or any(c.dep == "cc" and c.i < description.head.i for c in owner.head.children)


_AFFAIRS: Final = frozenset(
    "affair border campaign conflict crisis deal invasion mission policy study trade war".split()
)


def _is_of_an_affair(description: Description) -> bool:
    """Whether a state only names an affair: "an Iraq war veteran", "a China policy official"."""
    owner = description.owner
    if description.head.lemma in ("guard", "patrol", "police", "troop"):
        return False  # "Kenyan border guards"
    return (
        owner is not None
        and description.link == "adj"
        and any(w.lemma.lower() in _AFFAIRS for w in description.words if owner.end <= w.i < description.head.i)
    )


def _is_place(owner: CastMention, cast: Cast) -> bool:
    """Whether an owner is a town that passes for a body."""
    member = cast.members[owner.actor]
    if member.kind != "organisation" or member.code:
        return False
    return owner.head.ent in ("GPE", "LOC") or is_populated_place(member.name)  # "a Danbury mason"


_LEAVING: Final = frozenset(
    """absentee convert crew defector deserter dissident dropout escapee exile fugitive graduate prisoner refugee
    splinter survivor victim visitor""".split()
)


def is_home(description: Description, cast: Cast, owner: CastMention) -> bool:
    """Whether those described come from a body of theirs: "a lawmaker from the Front", no "refugees from Chad"."""
    lemma = description.head.lemma.lower()
    if owner.form != "name" or cast.kind(owner.actor) not in ("organisation", "igo") or _is_place(owner, cast):
        return False
    if owner.head.ent != "ORG" and not cast.members[owner.actor].code:
        return False  # "a dairyman from the Ardennes"
    if lemma in _LEAVING | _SERVED | KIN | _SELF or "REF" in description.agent.code.split():
        return False
    return description.agent.kind in ("person", "population", "government", "armed_group")


_FOLLOWINGS: Final = frozenset(
    """boy brigand cadre commando fighter gangster guerilla guerrilla gunman henchman insurgent man militant militiaman
    paramilitary rebel""".split()
)


def is_following(description: Description) -> bool:
    """Whether a person's people are a band that he leads: "Haddad's men", "the guerrillas of Haddad", no "his man"."""
    lemma = description.head.lemma.lower()
    if lemma in ("faction", "gang", "militia", "movement", "outfit"):
        return not description.plural
    armed = description.agent.kind == "armed_group" or lemma in ("man", "boy")
    return lemma in _FOLLOWINGS and description.plural and armed and description.link == "poss"


def is_persons_party(description: Description) -> bool:
    """Whether a body is the party that a person is in: "her party", "the party of the senator"."""
    telling = [
        w for w in description.words if w.dep in ("compound", "nmod", "amod") and w.lower not in ("own", "political")
    ]
    bare = not [w for w in telling if w.head is description.head]  # no "watch party", "birthday party"
    return description.agent.noun == "party" and description.link == "poss" and not description.plural and bare
