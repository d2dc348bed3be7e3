"""Nouns for people that no table of agents holds, told by their ending: "loaders", "spymaster", "refugee".

Asked only of nouns that stand where somebody speaks or holds an opinion.
"""

from __future__ import annotations

from typing import Final

from aitia.language.page import Word
from aitia.lexicon.actors import Agent

_HUMAN: Final = (
    "er", "or", "ist", "man", "woman", "men", "master", "mate", "ess", "eer", "ian", "ite", "folk", "ee", "ant",
    "geon", "ard", "crat",
)  # fmt: skip
_NOT_HUMAN: Final = frozenset(
    """abdomen abscess access address airliner alligator amber amphitheater anger answer antidepressant appetite
    armalite armor award backyard badger banner barrier beard behavior behaviour bestseller billboard blacklist
    blazer blizzard blockbuster board boiler bomber border boulder boulevard buffer bulldozer bumper bunker
    business butter cancer candor cardboard caress carrier center chamber chapter character charter chatter
    clamor climate cluster coffee color committee computer congress constant container copper corner corridor
    counter counteroffer courtyard covenant cover crater crossover cruiser cupboard cutter cylinder danger
    dashboard decree degree demeanor despite destroyer detonator dinner disaster disorder distress drawer
    dungeon duplicator duress dynamite egress elephant elevator ember encounter epicenter error escalator
    estimate excess exterior factor favor favourite feeder fender fever fiber filibuster filter firepower flavor
    floor flower fodder folder fortress freezer freighter frontier fundraiser furor gender generator giant
    granite grant graveyard groundwater guarantee gutter hammer handover harbor harness hazard headboard header
    headquarter heifer helicopter honor horror howitzer humor hunger hydrant incubator indicator instant
    interior inverter invite jamboree jubilee junkyard keyboard labor ladder largess laser laughter launcher
    layer leather ledger leopard letter levee lever lighter liner liver locker lumber manner marker marquee
    master matter mattress melee merger metaphor meteor meter mirror misdemeanor moniker monitor monster motor
    murder mustard never newsletter newspaper number odor offer opposite order other over pageant paper
    parameter parasite parlor pedigree pepper perimeter pigeon plant platter plebiscite pollutant postcard
    poster powder power prayer process progress proper prowess quarter razor reactor recess redress refrigerator
    regard regimen register remainder reminder respite restaurant revolver reward river roller rubber rumor
    safeguard satellite scanner schooner scraper sector semester sensor server shelter shipyard shoulder shower
    silver skateboard slander slaughter soccer solder specimen specter spillover splinter spoiler spree
    springboard sprinkler sprite stalemate standard steamer sticker stopover stress sturgeon success suite
    summer superpower supper surrender sweater takeover tanker taser teleprompter temper tenor terror theater
    thriller thunder tigress timber toffee tower tractor trailer transfer transformer trawler tremor trigger
    tumor turnover twist twitter undercard vanguard vapor variant vector vineyard voiceover voucher waiver
    warrant water weather website whisper whitewater wilderness winter wonder wrist""".split()
)
# other nouns for people that no table of agents holds
_OTHERS: Final = frozenset(
    """accomplice acolyte alumnus apologist architect attendant baby bigwig cadre captive chauffeur chef chum
    cleric colleague compatriot comrade contact convict cop correspondent counterpart cousin crony crook dalit
    dissident dove dropout expat fan fellow felon friend greybeard groom guard guest hawk heavyweight heretic
    host hothead infidel insider intermediary intern jawan juvenile kid kingpin kinsman lackey lad local
    loyalist mastermind moderate monarch monk mullah native naxal neighbor neighbour notable novice nun
    operative orphan partisan patriot patron peer pilgrim principal pundit radical relative resident saint
    sibling snitch sophomore source spouse stalwart student subversive superdelegate surrogate townsfolk tribal
    tribune twin vandal vicar warlord zealot""".split()
)
_LIKENED: Final = frozenset(["dove", "fan", "fellow", "guest", "hawk", "kid", "reader", "saint"])
_ARGUMENTS: Final = frozenset(["dative", "dobj", "nsubj", "nsubjpass", "pobj"])
_POINTING: Final = frozenset(["the", "these", "this", "those", "that"])
_PERSONAL: Final = frozenset(["who", "whom"])


def is_spoken_of_as_human(noun: Word) -> bool:
    """Whether a noun names people by the pronoun after it: "the subversives who", not "the man in the room who"."""
    above = noun.head.head if noun.dep == "pobj" else noun
    if above.pos in ("NOUN", "PROPN") and above is not noun and (noun.head.lower != "of" or is_human(above)):
        return False  # but "the release of the swami who"
    clauses = [c for c in noun.children if c.dep == "relcl"]
    return any(w.lower in _PERSONAL and w.i == noun.i + 1 for c in clauses for w in c.children)


def is_human(noun: Word, written: str = "") -> bool:
    """Whether a noun names people, by its ending or by being one of a few others; ``written`` stands for its lemma."""
    word = written or noun.lemma.lower()
    if word in _OTHERS or word == "witness":
        return True
    return len(word) > 4 and word.endswith(_HUMAN) and not word.endswith("ness") and word not in _NOT_HUMAN


def human_agent(word: Word) -> Agent | None:
    """People by a noun that no table holds, where they do or suffer something: "the refiners", "the sitters"."""
    if word.pos != "NOUN" or word.dep not in _ARGUMENTS or not is_human(word) or word.lemma in _LIKENED:
        return None
    told = any(c.dep in ("det", "poss") and c.lower in _POINTING for c in word.children)
    if not told and word.tag != "NNS":
        return None
    return Agent(word.lemma.lower(), "population", "CVL", word.lower if word.tag == "NNS" else "")
