"""Words of things and deeds that tell who takes part: whom they befall, whose they are, what only lies somewhere."""

from __future__ import annotations

from typing import Final

# an inquiry into these is not into whose they are
CHARGES: Final = frozenset(["accusation", "allegation", "assertion", "charge", "claim", "complaint", "report"])
# whose these are is whom they befell: who looks into "the death of the judge" accuses no judge
BEFALLEN: Final = frozenset(
    """abduction accident assassination beating beheading death disappearance drowning injury kidnapping killing
    lynching murder rape shooting slaying stabbing suicide torture""".split()
)
# what is asked for these is asked of somebody else than those whom they would befall
DONE_TO: Final = BEFALLEN | frozenset(
    """arrest ban conviction defeat deportation detention dismissal ejection elimination execution eviction expulsion
    extradition firing impeachment imprisonment jailing lynching prosecution punishment recall
    reinstatement release removal sacking scrapping suspension termination transfer trial""".split()
)
MAKING: Final = frozenset("appointment building construction creation development establishment formation".split())
OUTRAGES: Final = frozenset(["attack", "bombing", "massacre", "shooting"])
MATERIAL: Final = frozenset(
    """area asset car citizen civilian community cargo facility fighter forest home infrastructure interest land people
    position property public railway resource settlement supply target territory vessel village""".split()
)
FACILITIES: Final = frozenset(
    """airport bridge building cathedral center centre church embassy hotel marathon market mosque museum stadium
    station synagogue theater theatre tower towers university""".split()
)
# what lies somewhere and does nothing: "the road linking A with B"
LYING: Final = frozenset(
    """agreement book bridge corridor document file highway line link map pipe pipeline railway road route sign street
    trail tunnel wall""".split()
)
# what befalls people and is no deed of anybody: "the dangers confronting the allies"
BEFALLING: Final = frozenset(
    """burden challenge crisis danger difficulty dilemma hardship issue obstacle peril pressure problem question risk
    situation threat trend""".split()
)
# where words are written, whoever owns it
WALLS: Final = frozenset("bus car house shop truck vehicle wall".split())
GETTING: Final = frozenset("face get hear obtain read receive see".split())
