"""What only sounds like violence: politicians who attack each other in words, people hit by storms and crises.

Example: "Rubio attacked Trump in the debate" → ACCUSE; "Haiti was hit by an earthquake" → nothing.
"""

from __future__ import annotations

from typing import Final, Literal

from aitia.extract.cast import Cast
from aitia.extract.event_senses import Setting, is_infinitive
from aitia.lexicon.events import classes
from aitia.model.records import Participant

POLITICAL: Final = frozenset(["GOV", "LEG", "PTY", "OPP", "MED", "JRN", "JUD", "ELI"])
ARMED: Final = frozenset(["MIL", "REB", "COP", "CRM", "SPY", "UAF", "PRM"])
# verbs and nouns of a fight that are fought with words among politicians, and those that tell who won
VERBAL: Final = frozenset(
    """assault assail attack blitz clash fight hammer hit jab lash offensive onslaught pound pummel skewer strike
    swipe target""".split()
)
CONTEST: Final = frozenset("battle beat crush defeat overwhelm rout thrash trounce vanquish win".split())
VIOLENT: Final = frozenset(
    """ambush army arrest assassin assassinate assassination blood bomb bomber bombing bullet dead die explosive fire
    grenade gun gunman injure kill knife machete militia missile murder pistol rifle rocket shoot shot soldier stab
    terrorist troop wound""".split()
)
_QUOTES: Final = frozenset(['"', "“", "”", "``", "''", "‘", "'", "–", "-"])
_MISHAPS: Final = frozenset(["capsize", "collapse", "collide", "crash", "derail", "drown", "overturn", "veer"])
_CAUSES: Final = ("by", "in", "from", "with")


def is_natural(at: Setting) -> bool:
    """Whether storms, illness, accidents or circumstances do the harm and nobody else."""
    kinds = classes()["natural"]
    doers = at.found.agents if at.word.pos == "VERB" else []
    if any(w.lemma.lower() in kinds for w in doers):
        return True
    if at.word.pos != "VERB" or not (at.found.passive or at.word.lemma == "die"):
        return False
    if any(w.lemma.lower() in kinds for name in _CAUSES for w in at.found.obliques.get(name, ())):
        return True
    return any(c.dep == "advcl" and c.lemma in _MISHAPS for c in at.word.children) and not doers


def is_naming(at: Setting) -> bool:
    """Whether somebody is called something: "called him a liar", and not called by phone."""
    if at.word.lemma != "call" or at.word.pos != "VERB":
        return False
    named = [c for c in at.word.children if c.dep in ("oprd", "ccomp", "xcomp", "attr", "acomp")]
    if any(not is_infinitive(c) for c in named):  # "called him to apologise" names nobody
        return True
    if len(at.objects) > 1 or not at.objects or at.objects[0].i < at.word.i:
        return len(at.objects) > 1
    after = at.page.words[at.objects[0].i + 1 : at.objects[0].i + 4]
    return any(w.text in _QUOTES or w.lower in ("a", "an", "the", "his", "her", "their") for w in after[:2])


def is_campaign(at: Setting, actors: list[Participant], cast: Cast) -> bool:
    """Whether a politician holds a rally for votes and not in protest."""
    if at.word.lemma != "rally" and all(w.lemma != "rally" for w in at.objects):
        return False
    return bool(actors) and all(_is_civil(p, cast) and _sectors(p, cast) & POLITICAL for p in actors)


def is_tool(at: Setting) -> bool:
    """Whether the subject is a weapon or blast: somebody unnamed stands behind it."""
    tools = classes()["blast"]
    return any(w.lemma in tools for w in at.found.agents)


def in_words(
    at: Setting, actors: list[Participant], recipients: list[Participant], cast: Cast
) -> Literal["blame", "contest", ""]:
    """Whether politicians fight politicians with words ("blame") or at the polls ("contest")."""
    lemma = at.word.lemma
    if lemma not in VERBAL and lemma not in CONTEST:
        return ""
    if not actors or not recipients:
        return ""
    if not all(_is_civil(p, cast) for p in (*actors, *recipients)):
        return ""
    if not any(_sectors(p, cast) & POLITICAL for p in (*actors, *recipients)):
        return ""
    if any(w.lemma in VIOLENT for w in at.word.sent.words):
        return ""
    return "contest" if lemma in CONTEST else "blame"


def _sectors(p: Participant, cast: Cast) -> set[str]:
    return set((cast.members[p.actor].code or "").split())


def _is_civil(p: Participant, cast: Cast) -> bool:
    kind, sectors = cast.kind(p.actor), _sectors(p, cast)
    if sectors & ARMED:
        return False
    return kind in ("person", "organisation") or (
        kind in ("population", "government") and bool(sectors & {"JRN", "MED", "PTY"})
    )
