"""Whether a state's name or adjective speaks of the state: "Iran's envoy", "the U.S. role", "Saudi-led coalition" do.

A person's or product's nationality does not ("a French physician"), nor does a place, a sea or a war that has the
name in its own ("the South China Sea", "the West Bank", "the Korean War").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aitia.extract.cast import PROXIES, Form
from aitia.extract.casting import CastBuilder
from aitia.extract.naming import Name
from aitia.extract.nominals import BODY_CODES
from aitia.extract.placing import is_place_use
from aitia.language.page import Word
from aitia.lexicon.actors import Alias

# nouns for what states do to and with each other
_DEALINGS: Final = frozenset(
    """accord agreement airstrike alliance approach axis ban bombing bombardment contention deal dealings dispute feud
    incursion intervention missile negotiation operation pact raid relation relations relationship rivalry sanction
    standoff strike summit talk talks tension treaty truce withdrawal""".split()
)
# what a state has, sends or shows, and what is done in its name: "Syrian armour", "Norwegian mediation"
_STATES_OWN: Final = frozenset(
    """armament armour armor artillery auspice barrage battalion battery blandishment blockade blundering boat bomb
    bomber border brigade broadcast broadcaster bureau bureaux coastguard command commander commissioner consul
    consulate contingent contractor convoy currency defeat delegate delegation destroyer diplomacy division drone
    economy expedition expeditionary expansionism export fire fleet flag flotilla freighter frigate garrison goods
    gun gunboat gunner gunship hegemony helicopter hostage imperialism import infantry installation jet labourer
    laborer law machination market marking markings mediation mediator meddling mobilisation mobilization
    mortar minesweeper occupation occupier offensive ownership paratrooper parachutist patrol patronage pilot plane
    pressure protection protectorate radio regular regulars rocket rule sanction satellite security shell shelling
    ship soil sovereignty squadron staff steamer submarine subsidy supply suzerainty tank television territory
    trawler tutelage veto victory vote warplane warship weapon weaponry""".split()
)
_DONE_BY: Final = frozenset(
    """affiliated aligned allied armed backed brokered built controlled dominated drafted financed funded held imposed
    installed led made mediated occupied organised organized oriented owned run sponsored supplied supported
    trained""".split()
)
# capitalised nouns that make a name of a place or a thing of one that a state's name begins
_THINGS: Final = frozenset(
    """accord accords agreement airlines airport avenue awards bank bay boulevard bridge canal channel coast convention
    crisis cup deal declaration desert dream embassy freedom girl girls gulf heights highway hotel island islands
    isles lake league mountains newspaper night ocean open party peninsula plain plan plateau press pact protocol
    quarter reform revolution river road roulette sea shore side spring square straight strait straits street summit
    thinker times treaty trust university valley war wars wing zone""".split()
)
_AMERICAS: Final = frozenset(["latin", "central", "south", "north", "meso", "native", "african", "inter", "pan"])


def is_part_of_a_place(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a name stands inside the name of a sea, a war, a street: "South | China | Sea"."""
    after = words[end] if end < len(words) else None
    if after is None or after.sent is not words[start].sent or not after.text[:1].isupper():
        return False
    return after.lower in _THINGS and after.pos in ("PROPN", "NOUN") and after.start <= words[end - 1].end + 1


def is_another_america(words: Sequence[Word], start: int) -> bool:
    """ "Latin | American", "African | American": no word of the United States."""
    before = words[start - 1] if start else None
    if words[start].lower not in ("america", "american", "americans") or before is None:
        return False
    return before.lower in _AMERICAS and before.sent is words[start].sent


def form_of_state(build: CastBuilder, head: Word, alias: Alias, name: Name) -> Form:
    """``name`` where a state's name or adjective speaks of the state as somebody, else ``place``."""
    words = build.page.words
    if is_part_of_a_place(words, name.start, name.end) or head.sent.kind == "dateline":
        return "place"
    adjective = alias.use == "adjective"
    if adjective and head.dep not in ("amod", "compound", "nmod"):
        return "name" if _as_noun(head) else "place"
    if adjective:
        form: Form = "name" if _of_office(build, head, True) else "place"
    elif head.dep in ("compound", "nmod") and alias.use != "capital" and _of_office(build, head, _is_short(alias)):
        form = "name"
    elif is_place_use(head, capital=alias.use == "capital"):
        form = "place"
    else:
        form = "name"
    return "place" if _people_adjective(head) else form


def is_doing(words: Sequence[Word], end: int) -> bool:
    """ "Iran-backed", "U.S.-led": whoever it is did it."""
    if end + 1 >= len(words) or words[end].text not in ("-", "‑", "–") or words[end].start != words[end - 1].end:
        return False
    return words[end + 1].lower in _DONE_BY


def _is_short(alias: Alias) -> bool:
    """ "U.S.", "UK": names that stand before nouns like adjectives."""
    return alias.text.replace(".", "").isupper() and len(alias.text) <= 5


def _of_office(build: CastBuilder, head: Word, deeds: bool) -> bool:
    """Whether a national adjective stands before an office, a body or a deed rather than a person or product."""
    noun = head.head
    if head.dep == "conj":
        noun = noun.head
    if noun is head or noun.i < head.i:
        return False
    agent = build.known.agents.get(noun.lemma) or build.known.agents.get(noun.lower)
    if agent is not None:
        return bool(set(agent.code.split()) & BODY_CODES)
    if noun.lemma in _DEALINGS and noun.pos == "NOUN":
        return True
    if deeds and noun.lemma in _STATES_OWN and noun.pos == "NOUN":
        return True
    return (deeds and noun.lemma in PROXIES and noun.lemma != "war") or noun.pos == "PROPN"


def _as_noun(head: Word) -> bool:
    """ "the French and British": the adjective stands for the nation."""
    if head.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "conj"):
        return any(c.lower == "the" for c in head.children) or (head.dep == "conj" and head.head.ent in ("GPE", "NORP"))
    return False


def _people_adjective(head: Word) -> bool:
    return head.head.lemma in ("people", "population", "public", "citizen", "nation") and head.dep in (
        "amod",
        "compound",
    )
