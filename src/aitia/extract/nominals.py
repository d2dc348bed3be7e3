"""Descriptions: noun phrases that stand for actors without naming them ("the group", "Syrian rebels", "its officials").

A description either points back to somebody already named, or brings in somebody new, whose kind and sector come from
its noun and whose country comes from its modifiers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from aitia.extract.cast import Cast, CastMention, Member
from aitia.extract.partisans import is_partisan
from aitia.extract.phrases import is_phrase
from aitia.extract.telling import behind
from aitia.language.arcs import prepositions
from aitia.language.page import Page, Word
from aitia.lexicon.actors import Agent, Registry, fold
from aitia.lexicon.actors import registry as shipped
from aitia.lexicon.bodies import modifiers
from aitia.model.codes import ActorKind

GOVERNMENT: Final = frozenset("government regime administration authority leadership junta dictatorship rulers".split())
STATE_ANAPHORS: Final = frozenset(
    "regime government country nation authority leadership state junta dictatorship republic kingdom".split()
)
GROUP_ANAPHORS: Final = frozenset(
    "group organisation organization movement faction militia outfit party network insurgency".split()
)
EVALUATIVE: Final = frozenset(
    """armed brutal extremist fanatic fanatical fundamentalist insurgent islamist jihadi jihadist militant murderous
    notorious outlawed radical rebel ruthless sectarian separatist shadowy so-called terror terrorist violent
    guerrilla paramilitary""".split()
)
ARMED: Final = frozenset(
    """armed extremist insurgent islamist jihadi jihadist militant militia rebel terror terrorist guerrilla
    paramilitary""".split()
)
BODY_CODES: Final = frozenset(["GOV", "MIL", "COP", "LEG", "JUD", "SPY", "PRM", "PTY"])
_DEFINITE: Final = frozenset(["the", "this", "that", "these", "those", "such", "both"])
LIGHT_MODIFIERS: Final = frozenset(
    """senior top several many some most other more all new former current late own key local two three four five six
    hundreds thousands dozens numerous few various leading main same such certain unnamed old young major so-called
    single only sole entire whole ordinary first second third next last fellow""".split()
)
_BACKED: Final = frozenset(
    """affiliated aligned allied armed backed equipped financed friendly funded led linked sponsored supported
    trained""".split()
)
_MODEL: Final = re.compile(r"(?:F|MiG|Su|J)-\d|Sukhoi|MiG|Mirage|Tornado|jet$")
_PERSONS_OWN: Final = frozenset(["his", "her", "my", "your", "our", "their"])
_DROP_DEPS: Final = frozenset(["relcl", "punct", "appos", "cc", "conj", "advcl", "ccomp", "parataxis", "dep"])


# nouns for many people that are singular in form; any other singular ("a witness") is one person
# where people live, and so whoever lives there
SETTLEMENTS: Final = frozenset(
    "camp city ghetto hamlet homeland neighborhood neighbourhood settlement slum suburb town township village".split()
)
COLLECTIVES: Final = frozenset(
    """civil clan clergy community congregation crew crowd diaspora displaced couple election electorate elite family
    group human jury majority minority mob nation opposition people population public sect society tribe
    youth""".split()
)


_OFFICIALS: Final = frozenset(
    """bureaucrat diplomat guard lawmaker legislator officer official parliamentarian policeman policewoman
    servant""".split()
)


_FIGHTERS: Final = frozenset(
    """assailant assassin attacker bomber commando guerilla guerrilla hacker hijacker insurgent jihadi jihadist
    kidnapper marine mercenary militant mutineer paratrooper rebel sniper soldier terrorist""".split()
)


def is_one_person(noun: Word, agent: Agent) -> bool:
    """Whether an agent noun stands for one person here, though its plural stands for many: "a welder", "a gunman"."""
    last = agent.noun.split()[-1]
    armed = agent.kind == "armed_group" and (last in _FIGHTERS or last.endswith(("lord", "man", "woman")))
    if noun.tag not in ("NN", "NNP") or not (agent.kind == "population" or last in _OFFICIALS or armed):
        return False
    if agent.plural and noun.lower == agent.plural.split()[-1] != last:
        return False  # "militiamen", whatever the parser took it for
    return not {noun.lemma.lower(), *agent.noun.split()} & (COLLECTIVES | SETTLEMENTS)


@dataclass(slots=True, eq=False)
class Description:
    """A noun phrase headed by an agent noun: its words, what the noun says, and whom its modifiers name."""

    head: Word
    agent: Agent
    words: list[Word]
    definite: bool
    plural: bool
    owner: CastMention | None  # the actor in its possessive, adjective or of-phrase
    link: str = ""  # how the owner is attached: poss, adj, ruling, of, from, in, at


SAME_NOUN: Final = {
    **dict.fromkeys(["troop", "troops", "force", "forces", "soldier"], "troops"),
    **dict.fromkeys(["demonstrator", "protester", "protestor"], "protester"),
    **dict.fromkeys(["militant", "insurgent", "rebel", "guerrilla", "fighter"], "rebel"),
    **dict.fromkeys(["lawmaker", "legislator", "parliamentarian"], "lawmaker"),
}


def describe(
    page: Page,
    cast: Cast,
    registry: Registry,
    *,
    of_pronouns: bool = False,
    also: Callable[[Word], Agent | None] | None = None,
) -> Iterator[Description]:
    """The descriptions of a page, sentence by sentence, inner ones first ("the regime's minister": regime, minister).

    ``also`` tells further nouns for somebody. Those that a pronoun owns ("his troops") come only if ``of_pronouns``.
    Names must be in the cast already, and for ``of_pronouns`` the pronouns too. Lazy: whoever
    resolves a description adds it to the cast before the next one.
    """
    for sentence in page.sentences:
        if not sentence.is_content and sentence.kind != "bio":
            continue
        heads = []
        for word in sentence.words:
            if word.pos in ("NOUN", "PROPN", "ADJ") and word.dep not in ("compound", "amod", "nmod"):
                agent = agent_noun(word, registry) or counted(word) or _BODIES.get(word.lemma)
                agent = agent or (also(word) if also is not None else None)
                if agent is None and is_partisan(word, registry):
                    agent = Agent(word.lower, "person", "PTY", "")  # "the Arizona Republican"
                if agent is not None and agent.kind == "population" and not agent.plural and is_phrase(page):
                    agent = _by_modifier(word)  # "navy cook"
                if agent is not None:
                    heads.append((-_depth(word), word.i, word, agent))
            elif word.pos == "NUM":
                agent = counted(word)
                if agent is not None:
                    heads.append((-_depth(word), word.i, word, agent))
        if not heads and is_phrase(page):
            heads = [(0, w.i, w, agent) for w in sentence.words if (agent := _by_modifier(w)) is not None][:1]
        for _, _, word, agent in sorted(heads, key=lambda h: h[:2]):
            found = described(word, agent, cast, of_pronouns)
            if found is not None:
                yield found


_JOINTS: Final = frozenset(["PUNCT", "CCONJ", "ADV", "ADP", "SCONJ"])
_LARGE: Final = frozenset(["thousand", "million", "billion"])
_DIGITS: Final = re.compile(r"\D")
_CROWDS: Final = frozenset(["dozen", "hundred", "thousand", "score"])
# nouns that are bodies only as somebody's: see ``_describe`` and ``campaigns``
_BODIES: Final = {noun: Agent(noun, "organisation", "PTY", f"{noun}s") for noun in ("campaign", "wing")}
_COUNTED: Final = Agent("counted", "population", "CVL", "")
_HARMED: Final = frozenset(
    """abduct acquit arrest behead charge convict deport detain evacuate execute hang imprison indict injure jail kidnap
    kill massacre murder rescue sentence shoot slay torture wound""".split()
)


def counted(word: Word) -> Agent | None:
    """People of whom only the number is told: "killed at least 44", "three wounded", "hundreds marched"."""
    if any(c.dep == "prep" and c.lower == "of" for c in word.children) or word.ent in ("DATE", "TIME", "MONEY"):
        return None
    if word.pos == "NUM":
        verb = word.head
        harmed = word.dep in ("dobj", "nsubjpass") and verb.lemma in _HARMED
        hurt = any(c.dep == "acl" and c.tag == "VBN" and c.lemma in _HARMED for c in word.children)
        guilty = word.dep == "nsubjpass" and any(c.lower == "guilty" for c in verb.children)  # "four found guilty"
        return _COUNTED if harmed or hurt or guilty else None
    if word.lemma in _CROWDS and word.tag == "NNS" and word.dep in ("nsubj", "nsubjpass", "dobj"):
        return _COUNTED
    return None


def _by_modifier(word: Word) -> Agent | None:
    """In a text that is one phrase: an unknown noun by the word before it ("navy caterer")."""
    if word.pos != "NOUN" or word.dep != "ROOT":
        return None
    for c in sorted(word.children, key=lambda c: -c.i):
        if c.i < word.i and c.dep in ("compound", "amod", "nmod") and c.lower in modifiers():
            return Agent(word.lemma, "population", modifiers()[c.lower], "")
    return None


def agent_noun(word: Word, registry: Registry) -> Agent | None:
    """The agent noun, with the word before it where they are one: "attorney general" is no general."""
    words = word.sent.words
    place = word.i - words[0].i
    if place and (words[place - 1].head is word or words[place - 1].dep == "compound"):
        pair = registry.agents.get(f"{words[place - 1].lower} {word.lemma}")
        if pair is not None:
            return pair
    if place > 1 and words[place - 1].text == "-" and words[place - 2].head is word:
        joined = registry.agents.get(f"{words[place - 2].lower}-{word.lemma.lower()}")
        if joined is not None:
            return joined
    bare = word.lower.removesuffix("s") if word.tag == "NNPS" else word.lower  # "NGOs"
    return registry.agents.get(word.lemma) or registry.agents.get(bare)


def _depth(word: Word) -> int:
    depth = 0
    while word.head is not word and depth < 60:
        word, depth = word.head, depth + 1
    return depth


def _is_person(word: Word) -> bool:
    agent = shipped().agents.get(word.lemma.lower())
    return word.ent == "PERSON" or (agent is not None and agent.kind == "person")


def described(word: Word, agent: Agent, cast: Cast, of_pronouns: bool = False) -> Description | None:
    """The phrase headed by an agent noun, if it can stand for somebody."""
    children = word.children
    if any(c.dep == "poss" and c.tag == "PRP$" for c in children) is not of_pronouns:
        return None
    if (
        word.lemma in ("chair", "head")
        and any(c.lower in _PERSONS_OWN or (c.dep == "poss" and _is_person(c)) for c in children)
        and word.child("prep") is None
    ):
        return None  # "shot in his head", "over their heads"
    if word.lemma == "fighter" and any(_MODEL.match(c.text) for c in children):
        return None  # "four F-15 fighters"
    if word.lemma.lower() in ("opposition", "resistance") and any(
        c.lower in ("to", "toward", "towards") for c in children
    ):
        return None  # an attitude, not a body
    if (
        word.lemma.lower() == "force"
        and word.tag == "NN"
        and not any(c.dep in ("det", "poss", "amod") for c in children)
    ):
        return None  # "the use of force"
    covering = cast.covering.get(word.i)
    if covering is not None and covering.form in ("name", "place"):
        return None
    if word.lemma in ("alliance", "axis", "coalition", "partnership") and _joins_two(word, cast):
        return None  # "the U.S.-Israeli alliance" is no third party
    if word.lemma in ("majority", "minority") and any(c.lower == "of" and c.i == word.i + 1 for c in children):
        return None  # "the majority of historians": historians
    if word.pos == "ADJ" and not any(c.dep in ("det", "poss") for c in children):
        return None
    determiners = {c.lower for c in children if c.dep in ("det", "poss", "predet")}
    if determiners & {"no", "any", "what", "which", "whose"}:
        return None
    joined = next((c for c in children if c.i < word.i and _is_beside(c, cast)), None)
    after = joined.i + 1 if joined is not None else 0  # "Russia and | Shiite militias"
    words = [
        w for c in children
        if c.i < word.i and c.dep not in _DROP_DEPS and not any(w.tag == "PRP" for w in c.subtree())
        for w in c.subtree() if after <= w.i < word.i
    ]  # fmt: skip
    phrase = sorted([*words, word], key=lambda w: w.i)
    while len(phrase) > 1 and (phrase[0].pos in _JOINTS or phrase[0].lower in ("and", "or")) and not _at_least(phrase):
        phrase.pop(0)
    if phrase[-1].i - phrase[0].i > 14:
        phrase = [w for w in phrase if word.i - w.i < 6]
    definite = bool(determiners & _DEFINITE) or any(c.dep == "poss" for c in children)
    plural = word.tag in ("NNS", "NNPS") or (agent.kind == "population" and not is_one_person(word, agent))
    owner, link = _owner(word, agent, cast)
    if joined is not None:
        cast.beside[word.i] = cast.covering[joined.i]
        owner, link = (None, "") if owner is cast.covering[joined.i] else (owner, link)
    if agent is _BODIES["wing"] and not (owner is not None and _is_party(cast.members[owner.actor])):
        return None  # "a wing of the jail"
    return Description(word, agent, phrase, definite, plural, owner, link)


def _is_beside(c: Word, cast: Cast) -> bool:
    """Whether a state's name is joined by "and" to what tells a noun, so that it is no part of it but stands beside."""
    mention = cast.covering.get(c.i)
    if mention is None or c.tag != "NNP" or c.dep not in ("amod", "compound", "nmod"):
        return False
    member = cast.members[mention.actor]
    if (
        member.kind != "state"
        or (c.text.replace(".", "").isupper() and len(c.text) <= 5)
        or c.text != member.name.split()[-1]
    ):
        return False
    joined = [cast.covering.get(x.i) for x in c.children if x.dep == "conj"]
    return bool(joined) and all(m is None or cast.kind(m.actor) != "state" for m in joined)


def _is_party(member: Member) -> bool:
    return member.kind == "organisation" and not {"REB", "PRM", "MIL"} & set((member.code or "").split())


def _joins_two(word: Word, cast: Cast) -> bool:
    """Whether two named sides stand joined before a noun: "a French-German coalition"."""
    words = word.sent.words
    end = word.i - words[0].i
    before = words[max(0, end - 3) : end]
    sides = {cast.covering[w.i].actor for w in before if w.i in cast.covering}
    if len(sides) == 2 and any(w.text in ("-", "–") for w in before):
        return True
    return any("-" in w.text[1:-1] and w.text[:1].isupper() and w.text[w.text.rfind("-") + 1 :][:1].isupper()
               and w.i in cast.covering for w in before)  # fmt: skip


def _at_least(phrase: list[Word]) -> bool:
    return [w.lower for w in phrase[:2]] in (["at", "least"], ["at", "most"], ["as", "many"])


def _owner(word: Word, agent: Agent, cast: Cast) -> tuple[CastMention | None, str]:
    """Whose the described actor is, and by which construction."""
    for c in word.children:
        mention = cast.covering.get(c.i) if c.dep == "poss" else None
        if mention is not None:
            return mention, "poss"
    for c in word.children:
        alone = c.dep == "nsubj" and word.dep == "ROOT" and word.pos == "NOUN"  # "Hamas gunmen", no verb
        if (c.dep not in ("amod", "compound", "nmod") and not alone) or c.i > word.i:
            continue
        for w in (c, *(cc for cc in c.children if cc.i < word.i and c.lower not in _BACKED)):
            mention = cast.covering.get(w.i)
            in_town = mention is not None and mention.form == "place" and w.tag == "NNP" and w is c
            if mention is not None and not (in_town and (agent.kind == "person" or is_one_person(word, agent))):
                return mention, "adj"  # "Washington officials", but "a Washington lawyer" is of no state
    for c in word.children:
        if c.dep in ("amod", "compound", "nmod") and c.i < word.i and c.lower in _BACKED:
            mention = next((m for cc in c.children if (m := cast.covering.get(cc.i))), None)
            if mention is not None:
                return mention, "backed"  # "Iran-affiliated militias", "Saudi-led coalition"
    for c in word.children:  # "the clerics ruling Sudan", "the regime that rules Sudan"
        if c.dep in ("acl", "relcl") and c.lemma in ("rule", "govern", "run", "control"):
            mention = next((m for cc in c.children if cc.dep == "dobj" and (m := cast.heads.get(cc.i))), None)
            if mention is not None:
                return mention, "ruling"
    last = word  # "the government and people of Iraq": the last of the two bears the phrase for both
    if not any(c.dep == "prep" for c in word.children):
        last = next((c for c in word.children if c.dep == "conj" and c.child("det") is None), word)
    for p, w in prepositions(last):
        mention = cast.heads.get(w.i) if p in ("of", "from", "in", "at") and w.i > word.i else None
        if mention is not None and (last is word or p == "of"):
            return mention, p
    return None, ""


PEOPLE: Final = frozenset(["people", "public", "population", "citizen", "citizenry"])
_ANYBODY: Final = frozenset("people person man woman child".split())
VAGUE: Final = frozenset(
    "people person man woman child one member part majority world lot side crowd community".split()
)


def plain(text: str) -> str:
    """A name with straight apostrophes and single blanks."""
    return " ".join(text.replace("’", "'").replace("‘", "'").split())


def kind_of(description: Description) -> tuple[ActorKind, list[str]]:
    """Kind and sectors of a described actor, by its noun and the words before it."""
    agent = description.agent
    kind: ActorKind = agent.kind
    sectors = [c for c in agent.code.split() if c != "UNK"]
    if kind == "organisation" and description.head.lemma.lower() in GROUP_ANAPHORS:
        telling = {w.lemma.lower() for w in description.words if w is not description.head}
        if telling & ARMED:
            kind, sectors = "armed_group", ["PRM" if "militia" in telling or "paramilitary" in telling else "REB"]
    if agent.noun == "coalition" and _is_military_coalition(description):
        kind, sectors = "states", ["MIL"]
    if kind == "state" and description.plural:
        kind = "states"
    if is_one_person(description.head, agent):
        kind = "person"
    if kind == "person" and description.plural:
        kind = "government" if "GOV" in sectors else "population"
    return kind, sectors


def _is_military_coalition(description: Description) -> bool:
    """ "The Saudi-led coalition", "the international coalition" are states at war, other coalitions are parties."""
    before = {w.lower for w in description.words if w is not description.head}
    return bool(before & {"led", "military", "international", "multinational", "global", "anti", "allied", "air"})


def is_counted(description: Description) -> bool:
    """Whether a description tells a number of people and nothing else: "44", "two men", "at least 500 people"."""
    if description.agent is _COUNTED:
        return True
    return description.agent.noun in _ANYBODY and description.plural and any(w.pos == "NUM" for w in description.words)


def is_statistic(description: Description) -> bool:
    """Whether counted people are a sum over many deeds, told of nobody: "8,400 people were killed in the war"."""
    large = any(
        w.lower in _LARGE or (w.text[:1].isdigit() and len(_DIGITS.sub("", w.text)) > 3) for w in description.words
    )
    return is_counted(description) and large and description.head.dep != "dobj"


def key_of(description: Description, cast: Cast) -> tuple[str, ...]:
    """What makes two descriptions the same actor: the noun, who it belongs to, and its telling modifiers."""
    owned = description.owner if description.link == "adj" and not description.plural else None
    whose = range(owned.start, owned.end) if owned is not None else range(0)  # "the Iranian navy" is "Iran's navy"
    telling = tuple(
        fold(w.lemma)
        for w in description.words
        if w is not description.head and w.i not in whose and w.pos in ("ADJ", "NOUN", "PROPN")
        and w.lower not in LIGHT_MODIFIERS and w.dep in ("amod", "compound", "nmod")
    )  # fmt: skip
    owner = ""
    if description.owner is not None:
        member = cast.members[description.owner.actor]  # a person, a party or a band of rebels is not its country
        of_state = member.kind in ("state", "states", "government") or "MIL" in (member.code or "").split()
        owner = (member.country if of_state and member.kind != "person" else None) or member.id
        owner += " in" if description.link in ("at", "in") else ""  # "troops in Iraq" are not its own
    noun = description.head.lemma.lower()
    telling += behind(description.head)
    if is_counted(description):  # two numbers are not the same people
        telling = (*telling, *(w.lower for w in description.words if w.pos == "NUM"))
    return (SAME_NOUN.get(noun, noun), owner, *telling)
