"""What only sounds like violence: politicians who attack each other in words, people hit by storms and crises.

Firms that conquer a market fight nobody either; what stands in the sentences around tells.

Example: "Rubio attacked Trump in the debate" → ACCUSE; "Haiti was hit by an earthquake" → nothing.
"""

from __future__ import annotations

from typing import Final, Literal

from aitia.extract.cast import Cast
from aitia.extract.event_senses import Setting, is_infinitive
from aitia.language.page import Word
from aitia.lexicon.events import Sense, classes
from aitia.model.records import Participant

POLITICAL: Final = frozenset(["GOV", "LEG", "PTY", "OPP", "MED", "JRN", "JUD", "ELI"])
ARMED: Final = frozenset(["MIL", "REB", "COP", "CRM", "SPY", "UAF", "PRM"])
# verbs and nouns of a fight that are fought with words among politicians, and those that tell who won
VERBAL: Final = frozenset(
    """assault assail attack barrage batter blitz clash fight hammer hit jab lash offensive onslaught pound pummel
    skewer strike swipe target""".split()
)
CONTEST: Final = frozenset("battle beat blow crush defeat overwhelm rout thrash trounce vanquish win".split())
_HITTING: Final = frozenset(["hit", "strike", "target"])  # of whom no words are said, unless among politicians
_MUTUAL: Final = frozenset(["clash", "fight", "war"])
_RETORTING: Final = frozenset(["fire", "hit", "lash", "punch", "shoot", "snap", "strike"])
VIOLENT: Final = frozenset(
    """ambush army arrest assassin assassinate assassination blood bomb bomber bombing bullet dead die explosive fire
    grenade gun gunman injure kill knife machete militia missile murder pistol rifle rocket shoot shot soldier stab
    terrorist troop wound""".split()
)
# words that tell of a fight only where something else does
FIGURATIVE: Final = frozenset(
    """battle blast blow-up bury burn conquer crush defeat destroy dismantle eliminate fight hammer hit kill-off pound
    slam smash strike target vanquish whip""".split()
)
# how an attack is made that is one of words
_WORDY: Final = frozenset(
    """acerbic blistering caustic harsh negative partisan personal pointed political public rhetorical scathing sharp
    stinging televised thinly-veiled twitter unrelenting verbal withering""".split()
)
_HARSHLY: Final = frozenset("bitterly harshly openly personally publicly sharply verbally".split())
_WAGED: Final = frozenset(["declare", "launch", "wage", "war"])
_WORDY_WAYS: Final = frozenset(["publicly", "rhetorically", "verbally"])
_ATTACKS: Final = frozenset(["attack", "barrage", "broadside", "jab", "salvo", "swipe"])
# what hits without being a weapon
_TOOLS: Final = frozenset(
    """acid bamboo baton brick cleaver fist hospital injury lathi machete panga plank rod sjambok stick stone sword
    truncheon""".split()
)
_WITH_HANDS: Final = frozenset(["bodily", "brutally", "hospitalised", "hospitalized", "physically", "sexually"])
_CASE: Final = frozenset(
    """affidavit carry commit deadly death fatal foil killer killing mosque perpetrator plan plot police prevent scene
    school suspect survivor thwart victim warrant witness""".split()
)
_SPOKEN: Final = frozenset(
    """ad advert campaign candidate debate editorial interview media op-ed podium rhetoric speech tactic tweet
    twitter""".split()
)
PUBLIC: Final = ARMED | POLITICAL | frozenset(["REL", "IGO", "NGO", "SOC", "LAB", "ELI"])
# what is fought over without arms
_ADS: Final = frozenset(["ad", "ads", "advert", "advertisement", "advertising", "commercial"])
_PEACEFUL: Final = frozenset(
    """advertising charm court courtroom cultural culture currency diplomatic disinformation economic export
    fundraising import influence information legal lobbying marketing media price pr propaganda publicity ratings
    sales spending tariff trade turf""".split()
)
# violence that words of no other sense tell, whoever does it
_BLOODY: Final = frozenset(
    """abduct ambush assassinate assault attack bomb clash die execute explode injure kill maim massacre murder rape
    shoot slaughter slay stab torture wound""".split()
)
_STRUGGLES: Final = frozenset(
    """battle blitz blow campaign counteroffensive crusade defeat fight offensive onslaught operation struggle
    war""".split()
)
_MATTERS: Final = frozenset(["army", "gun", "murder", "police", "rifle", "terrorist", "troop", "weapon"])
_TRAVELLING: Final = frozenset(["arrive", "come", "depart", "fly", "go", "head", "leave", "return", "travel"])
_OWNING_UP: Final = frozenset(["acknowledge", "admit", "concede", "confess"])
_WARLIKE: Final = VIOLENT | frozenset(
    """airstrike artillery battalion battlefield bombardment casualty ceasefire combat enemy fighter guerrilla insurgent
    invasion jihadist massacre occupation rebel shelling siege soldier terrorist warplane weapon""".split()
)
_HURTING: Final = frozenset(["cripple", "devastate", "hit", "hurt", "plague", "ravage", "rock", "strike"])
_HARMING: Final = frozenset(["burn", "hurt", "injure", "kill", "wound"])
_TOLL: Final = frozenset(["blood", "dead", "die", "injure", "kill", "wound"])
REACH: Final = 2  # sentences before and after that tell what a fight is about
_QUOTES: Final = frozenset(['"', "“", "”", "``", "''", "‘", "'", "–", "-"])
_MISHAPS: Final = frozenset(["capsize", "collapse", "collide", "crash", "derail", "drown", "overturn", "veer"])
_WRECKS: Final = _MISHAPS | frozenset(["accident", "boiler", "collision", "crash", "derailment", "leak", "wreck"])
_PHYSICAL: Final = frozenset(["armed", "deadly", "fatal", "physical", "violent"])
_BURSTS: Final = frozenset(["blast", "explosion", "fire"])
_GIVING_UP: Final = frozenset("abandon cede forfeit lose relinquish surrender".split())
_POLLS: Final = frozenset(
    """ballot campaign caucus delegate election electoral electorate nominee nomination poll primary runoff turnout vote
    voter""".split()
)
_CAUSES: Final = ("by", "in", "from", "with")


def is_natural(at: Setting, actors: list[Participant]) -> bool:
    """Whether storms, illness, accidents or circumstances do the harm and nobody else."""
    kinds = classes()["natural"]
    doers = at.found.agents if at.word.pos == "VERB" else []
    if any(w.lemma.lower() in kinds or _is_named_storm(w, kinds) for w in doers):
        return True
    if at.word.lemma in _HARMING and at.word.dep == "advcl" and at.word.head.lemma in _MISHAPS and not actors:
        return True  # "the plane crashed, killing all on board"
    burst = at.word.lemma in _HARMING and any(w.lemma in _BURSTS for w in doers)
    if burst and not actors and _is_wreck(at, ahead=REACH):
        return True  # "an explosion injured 37; it may have been a gas leak"
    if at.word.pos != "VERB" or not (at.found.passive or at.word.lemma == "die"):
        return False
    if any(w.lemma.lower() in kinds for name in _CAUSES for w in at.found.obliques.get(name, ())):
        return True
    if doers or actors:
        return bool(doers) and not actors and at.word.lemma in _HURTING and not is_tool(at)  # "hit hard by job losses"
    if any(c.dep == "advcl" and c.lemma in _MISHAPS for c in at.word.children):
        return True
    return at.word.lemma in _HARMING and _is_wreck(at)


def _is_named_storm(doer: Word, kinds: frozenset[str]) -> bool:
    """Whether a name is that of a storm: "Hurricane Matthew"."""
    return doer.pos == "PROPN" and any(c.dep == "compound" and c.lower in kinds for c in doer.children)


def _is_wreck(at: Setting, ahead: int = 0) -> bool:
    """Whether the sentences up to this one, and so many more, tell of an accident and of no violence."""
    here = at.word.sent.index
    near = at.page.sentences[max(0, here - REACH) : here + 1 + ahead]
    seen = (w for s in near for w in s.words if w.dep != "compound" and w.head.lemma != "department")
    words = {w.lemma for w in seen if w.lemma != "fire" or _is_gunfire(w)}
    return bool(words & _WRECKS) and not words & (VIOLENT - _TOLL)


def _is_gunfire(fire: Word) -> bool:
    """Whether somebody fires, and nothing burns: "opened fire", "under fire", not "the fire department"."""
    if fire.pos == "VERB":
        return True
    return fire.head.lower == "under" or fire.head.lemma in ("cease", "come", "draw", "exchange", "open", "return")


def is_electoral(at: Setting, sense: Sense, actors: list[Participant], cast: Cast) -> bool:
    """Whether politicians give up voters and no ground: "states that the party could cede"."""
    if sense.type not in ("RETREAT", "CONCEDE") or at.word.lemma not in _GIVING_UP or not actors:
        return False
    if not all(_is_civil(p, cast) and _sectors(p, cast) & POLITICAL for p in actors):
        return False
    here = at.word.sent.index
    near = at.page.sentences[max(0, here - REACH) : here + REACH + 1]
    return any(w.lemma in _POLLS for s in near for w in s.words) and _is_peaceful(at)


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
    return any(w.text in _QUOTES or w.lower in ("a", "an", "the", "his", "her", "one", "their") for w in after[:2])


def is_campaign(at: Setting, actors: list[Participant], cast: Cast) -> bool:
    """Whether a politician holds a rally or walks at its head for votes and not in protest."""
    marching = at.word.lemma == "march" and len(actors) == 1 and cast.kind(actors[0].actor) == "person"
    if not marching and at.word.lemma != "rally" and all(w.lemma != "rally" for w in at.objects):
        return False
    return bool(actors) and all(_is_civil(p, cast) and _sectors(p, cast) & POLITICAL for p in actors)


def is_tool(at: Setting) -> bool:
    """Whether the subject is a weapon or blast: somebody unnamed stands behind it."""
    tools = classes()["blast"] | classes()["missile"] | classes()["craft"] | classes()["arms"]
    return any(w.lemma in tools for w in at.found.agents)


def in_words(
    at: Setting, sense: Sense, actors: list[Participant], recipients: list[Participant], cast: Cast
) -> Literal["blame", "contest", ""]:
    """Whether politicians fight politicians with words ("blame") or at the polls ("contest"), or nobody fights."""
    people = (*actors, *recipients)
    waged = at.objects if at.word.lemma in _WAGED and at.word.pos == "VERB" else []
    named = [at.word] if at.word.pos == "NOUN" else waged
    if any(c.lower in _PEACEFUL for w in named for c in w.children if c.dep in ("amod", "compound")):
        return "contest"  # "the export onslaught", "a charm offensive", "waged an influence campaign"
    if at.word.pos == "NOUN" and any(c.lower in _PHYSICAL and c.dep == "amod" for c in at.word.children):
        return ""
    back = at.word.lemma in _RETORTING and at.particle("back") is not None and not at.objects
    if back and people and all(_is_civil(p, cast) for p in people):
        return "contest"  # "shot back: ..." answers
    harsh = at.word.lemma == "attack" and at.word.pos == "VERB" and not any(is_armed(p, cast) for p in people)
    if harsh and any(w.lower in _HARSHLY and w.head is at.word for w in at.word.sent.words):
        return "blame"  # "harshly attacking those who disagree"
    if harsh and any(w.lower in _ADS for g in at.found.obliques.get("in", []) + _means(at) for w in g.subtree()):
        return "blame"  # "attacked the programme by running an ad"
    if at.word.lemma == "take" and at.particle("on") is not None and _is_election(at):
        return "contest"  # "will take on the president this fall"
    if not people or any(_is_told(w, VIOLENT) or _is_bodily(w) for w in at.word.sent.words):
        return ""
    if (
        at.word.lemma == "assault"
        and at.word.pos == "VERB"
        and not any(c.lower in _WORDY_WAYS for c in at.word.children)
    ):
        return ""
    if at.word.lemma in CONTEST and any(w.lemma in _POLLS for n in ("at", "in") for w in at.obliques.get(n, ())):
        return "contest"  # "was routed in the polls"
    masses = bool(recipients) and all(cast.kind(p.actor) == "population" and not is_force(p, cast) for p in recipients)
    if at.word.lemma in _WAGED and masses and not any(is_armed(p, cast) for p in people) and _is_peaceful(at):
        return "contest"  # "declared war on the poor"
    if at.word.lemma == "come" and not any(is_armed(p, cast) for p in people) and _is_peaceful(at):
        return "blame"  # "came under fire over the deal"
    things = [w for w in (at.objects if at.word.pos == "VERB" else [at.word]) if w.lemma in VERBAL]
    if any(c.lower in _WORDY for w in things for c in w.children if c.dep in ("amod", "compound")):
        return "blame"
    contest = at.word.lemma in CONTEST or any(w.lemma in CONTEST for w in at.objects)
    verbal = at.word.lemma in VERBAL or bool(things) or (at.word.lemma == "take" and at.particle("on") is not None)
    both = bool(actors) and bool(recipients)
    politics = all(_is_civil(p, cast) for p in people) and any(_sectors(p, cast) & POLITICAL for p in people)
    if at.word.lemma in _HITTING and not (both and all(_sectors(p, cast) & POLITICAL for p in recipients)):
        verbal = False  # "hit singles", "targeted firms for donations"
    crowd = verbal and both and all(_is_crowd(p, cast) for p in recipients)
    speaking = bool(actors) and all(_is_civil(p, cast) and _is_speaker(p, cast) for p in actors)
    if crowd and speaking and _is_peaceful(at):
        return "blame"  # "the candidate's attacks on immigrants"
    aimed = at.word.pos == "VERB" or "on" in at.obliques
    if any(c.lower in _ADS for w in at.objects for c in (w, *w.children)) and politics:
        return "blame"  # "unleashed an attack ad campaign"
    if politics and not actors and verbal and aimed and _is_peaceful(at):
        return "blame"  # "an attack on the senator", "money for attacking him"
    unforced = not any(is_force(p, cast) for p in recipients)
    if speaking and unforced and _is_ones_attack(at) and _is_peaceful(at) and not _is_case(at):
        return "blame"  # "Christie's attack was about his record"
    if not actors and at.word.pos == "NOUN" and at.word.lemma in _ATTACKS and _is_spoken(at) and _is_peaceful(at):
        return "blame"  # "has mixed positive ads with attacks on Feingold"
    if politics and (both or (actors and _is_peaceful(at))):
        if contest or (not both and at.word.lemma in _MUTUAL):
            return "contest"
        if verbal:
            return "blame"
    if at.word.lemma in CONTEST and both and all(_is_firm(p, cast) for p in actors) and _is_peaceful(at):
        return "contest"  # "the channel beats its rivals"
    weak = sense.mode in (None, "destroy") and at.word.lemma not in _BLOODY
    fights = not sense.objects or sense.takes_places or any(w.lemma in _STRUGGLES for w in at.objects)
    weak = weak and (sense.part == "verb" or at.word.lemma in _STRUGGLES)
    weak = weak and fights and bool(actors) and all(_is_politician(p, cast) for p in actors)
    calm = (weak or at.word.lemma in FIGURATIVE) and not any(is_force(p, cast) for p in actors)
    calm = calm and not any(is_armed(p, cast) for p in recipients)
    return "contest" if calm and _is_peaceful(at) else ""


def _is_speaker(p: Participant, cast: Cast) -> bool:
    """Whether somebody is a person, goes by one unknown name, or by that of a body that speaks for a cause."""
    member = cast.members[p.actor]
    if member.kind == "organisation" and member.code is None and member.country is None:
        return member.name.istitle() and " " not in member.name  # "Christie's attack"
    return member.kind == "person" or "SOC" in _sectors(p, cast)


def _means(at: Setting) -> list[Word]:
    """Gerunds that tell by what means something is done: "by running an ad"."""
    by = [c for c in at.word.children if c.dep == "prep" and c.lower == "by"]
    return [g for c in by for g in c.children if g.dep == "pcomp"]


def _is_election(at: Setting) -> bool:
    """Whether the sentence is about an election."""
    return any(w.lemma in _POLLS or w.lower in ("fall", "november") for w in at.word.sent.words)


def _is_bodily(word: Word) -> bool:
    """Whether a word tells that hands or tools were used: "with sticks and stones", "physically", "hospitalised"."""
    return word.lower in _WITH_HANDS or (word.pos == "NOUN" and word.lemma in _TOOLS)


def _is_case(at: Setting) -> bool:
    """Whether the sentence is about a crime: its plot, its scene, its suspects."""
    return any(w.lemma in _CASE for w in at.word.sent.words)


def _is_ones_attack(at: Setting) -> bool:
    """Whether a noun of attack is somebody's: "his attacks", not "led the attack"."""
    word = at.word
    return word.pos == "NOUN" and word.lemma in _ATTACKS and any(c.dep == "poss" for c in word.children)


def _is_spoken(at: Setting) -> bool:
    """Whether the sentence is about what is said in a campaign or by media."""
    return any(w.lemma.lower() in _SPOKEN for w in at.word.sent.words)


def _is_firm(p: Participant, cast: Cast) -> bool:
    """Whether a body without arms is meant, which beats nobody up."""
    return cast.kind(p.actor) == "organisation" and not is_armed(p, cast)


def _is_crowd(p: Participant, cast: Cast) -> bool:
    """Whether people or bodies that no army is sent against are meant: voters, banks, a rival."""
    return cast.kind(p.actor) in ("population", "organisation", "person") and not is_armed(p, cast)


def _is_peaceful(at: Setting) -> bool:
    """Whether nothing around tells of violence."""
    here = at.word.sent.index
    near = at.page.sentences[max(0, here - REACH) : here + REACH + 1]
    return not any(_is_told(w, _WARLIKE) for s in near for w in s.words)


def _is_told(word: Word, violent: frozenset[str]) -> bool:
    """Whether a word tells of violence; guns as a matter of debate do not: "the gun lobby", "hit him on guns"."""
    if word.lemma.lower() not in violent:
        return False
    if word.lemma.lower() not in _MATTERS:
        return True
    return word.dep != "compound" and not (word.dep == "pobj" and word.head.lower in ("on", "about", "over"))


def is_rebel(p: Participant, cast: Cast) -> bool:
    """Whether an actor is an armed group of no state."""
    return cast.kind(p.actor) == "armed_group" and bool(_sectors(p, cast) & {"REB", "UAF", "CRM"})


def is_force(p: Participant, cast: Cast) -> bool:
    """Whether an actor may wage war: a state or nation, an armed group, soldiers."""
    kind = cast.kind(p.actor)
    nation = kind == "population" and cast.members[p.actor].country is not None
    return nation or kind in ("state", "states") or is_armed(p, cast)


def is_private(at: Setting, sense: Sense, actors: list[Participant], recipients: list[Participant], cast: Cast) -> bool:
    """Whether people only do for themselves what is a deed between states: travel, own up to a feeling."""
    people = [cast.members[p.actor] for p in actors]
    if sense.type == "CONSULT" and sense.mode == "visit":
        home = {m.country for m in people}
        strangers = [m for m in people if m.kind == "person" and not set((m.code or "").split()) & PUBLIC]
        if strangers and at.word.lemma in _TRAVELLING:
            return True
        if at.word.pos == "VERB" and at.word.lemma not in _TRAVELLING:
            return False
        return bool(people) and None not in home and home == {cast.members[p.actor].country for p in recipients}
    if at.word.lemma == "flee":  # a suspect gives way to nobody
        return bool(people) and all(m.kind == "person" and not set((m.code or "").split()) & PUBLIC for m in people)
    if sense.type == "CONCEDE" and at.word.lemma in _OWNING_UP and sense.complement:
        return bool(people) and all(m.kind == "person" and not set((m.code or "").split()) & PUBLIC for m in people)
    return False


def is_armed(p: Participant, cast: Cast) -> bool:
    """Whether an actor bears arms: soldiers, rebels, police."""
    return cast.kind(p.actor) == "armed_group" or bool(_sectors(p, cast) & ARMED)


def _sectors(p: Participant, cast: Cast) -> set[str]:
    return set((cast.members[p.actor].code or "").split())


def _is_politician(p: Participant, cast: Cast) -> bool:
    """Whether somebody is a person, party or firm of whom no violence is to be expected."""
    peaceable = cast.kind(p.actor) == "person" or bool(_sectors(p, cast) & (POLITICAL | {"BUS", "CVL", "EDU"}))
    return peaceable and _is_civil(p, cast)


def _is_civil(p: Participant, cast: Cast) -> bool:
    kind, sectors = cast.kind(p.actor), _sectors(p, cast)
    if sectors & ARMED:
        return False
    return kind in ("person", "organisation") or (
        kind in ("population", "government") and bool(sectors & {"JRN", "MED", "PTY", "LEG"})
    )
