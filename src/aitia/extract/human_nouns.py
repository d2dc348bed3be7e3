"""Nouns for people that no table of agents holds, told by their ending: "loaders", "spymaster", "refugee".

Asked only of nouns that stand where somebody speaks or holds an opinion.
"""

from __future__ import annotations

from typing import Final

from aitia.language.page import Word

_HUMAN: Final = (
    "er", "or", "ist", "man", "woman", "men", "master", "mate", "ess", "eer", "ian", "ite", "folk", "ee", "ant",
    "geon", "ard", "crat",
)  # fmt: skip
_NOT_HUMAN: Final = frozenset(
    """abdomen access address amber anger answer appetite armor award banner barrier beard billboard board boiler
    bomber border boulevard buffer bulldozer bunker business cancer carrier center chamber chapter character charter
    climate cluster coffee color committee computer congress constant corner corridor counter courtyard covenant
    cover cruiser cylinder danger dashboard decree degree despite destroyer dinner disaster disorder distress
    dynamite elephant error estimate factor favor favourite fever fiber filter flavor floor flower folder fortress
    freighter frontier gender giant granite grant graveyard guarantee hammer harbor hazard header helicopter honor
    horror humor hunger hydrant indicator instant invite jubilee labor ladder laser launcher layer leopard letter
    levee lever liner liver manner marker master matter mattress melee meter mirror monitor monster motor murder
    never newsletter newspaper number odor offer opposite order other over paper pepper plant platter pollutant
    postcard poster powder power prayer process progress proper quarter razor reactor regard regimen register
    remainder reminder restaurant revolver reward river rumor safeguard satellite sector semester sensor server
    shelter shipyard shoulder shower silver slander slaughter soccer specimen spoiler stalemate standard sticker
    stress success suite summer supper surrender sweater tanker temper tenor terror theater thriller thunder timber
    tower tractor trailer transfer tremor trigger tumor twist twitter vanguard vapor variant vector vineyard warrant
    water weather website whisper winter wonder wrist""".split()
)
# other nouns for people that no table of agents holds
_OTHERS: Final = frozenset(
    """apologist attendant chum cleric colleague compatriot comrade contact correspondent counterpart cousin dissident
    dove fan fellow friend greybeard guard guest hawk host hothead insider intermediary kinsman lad local loyalist
    moderate monarch monk mullah native neighbor neighbour notable novice nun orphan partisan patriot patron peer
    pilgrim principal pundit radical relative resident saint sibling source spouse stalwart student superdelegate
    townsfolk tribune twin vicar warlord zealot""".split()
)


def is_human(noun: Word) -> bool:
    """Whether a common noun names people, by its ending or by being one of a few others."""
    word = noun.lemma.lower()
    if word in _OTHERS or word == "witness":
        return True
    return len(word) > 4 and word.endswith(_HUMAN) and not word.endswith("ness") and word not in _NOT_HUMAN
