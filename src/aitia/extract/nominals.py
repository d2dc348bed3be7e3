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
from aitia.extract.phrases import is_phrase
from aitia.language.arcs import prepositions
from aitia.language.page import Page, Word, span_of
from aitia.lexicon.actors import Agent, Registry, fold
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
_LIGHT_MODIFIERS: Final = frozenset(
    """senior top several many some most other more all new former current late own key local two three four five six
    hundreds thousands dozens numerous few various leading main same such certain unnamed old young major so-called
    single entire whole ordinary first second third next last fellow""".split()
)
_BACKED: Final = frozenset(
    """affiliated aligned allied armed backed equipped financed friendly funded led linked sponsored supported
    trained""".split()
)
_MODEL: Final = re.compile(r"(?:F|MiG|Su|J)-\d|Sukhoi|MiG|Mirage|Tornado|jet$")
_PERSONS_OWN: Final = frozenset(["his", "her", "my", "your"])
_DROP_DEPS: Final = frozenset(["relcl", "punct", "appos", "cc", "conj", "advcl", "ccomp", "parataxis", "dep"])


# nouns for many people that are singular in form; any other singular ("a witness") is one person
COLLECTIVES: Final = frozenset(
    """civil clan clergy community congregation crew crowd diaspora displaced couple election electorate elite family
    group human jury majority minority mob nation opposition people population public sect society tribe
    youth""".split()
)


_OFFICIALS: Final = frozenset(
    """bureaucrat diplomat guard lawmaker legislator officer official parliamentarian policeman policewoman
    servant""".split()
)


def is_one_person(noun: Word, agent: Agent) -> bool:
    """Whether an agent noun stands for one person here, though its plural stands for a population."""
    if noun.tag not in ("NN", "NNP") or (agent.kind != "population" and agent.noun.split()[-1] not in _OFFICIALS):
        return False
    return not {noun.lemma.lower(), *agent.noun.split()} & COLLECTIVES


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


def describe(page: Page, cast: Cast, registry: Registry, *, of_pronouns: bool = False) -> Iterator[Description]:
    """The descriptions of a page, sentence by sentence, inner ones first ("the regime's minister": regime, minister).

    Those that a pronoun owns ("his troops") come only if ``of_pronouns``. Names must be in the cast already, and for
    ``of_pronouns`` the pronouns too. Lazy: whoever resolves a description adds it to the cast before the next one.
    """
    for sentence in page.sentences:
        if not sentence.is_content and sentence.kind != "bio":
            continue
        heads = []
        for word in sentence.words:
            if word.pos in ("NOUN", "PROPN", "ADJ") and word.dep not in ("compound", "amod", "nmod"):
                agent = _agent(word, registry) or counted(word)
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
            found = _describe(word, agent, cast, of_pronouns)
            if found is not None:
                yield found


_LARGE: Final = frozenset(["thousand", "million", "billion"])
_DIGITS: Final = re.compile(r"\D")
_CROWDS: Final = frozenset(["dozen", "hundred", "thousand", "score"])
_COUNTED: Final = Agent("counted", "population", "CVL", "")
_HARMED: Final = frozenset(
    """abduct arrest behead detain execute hang imprison injure jail kidnap kill massacre murder shoot slay torture
    wound""".split()
)


def counted(word: Word) -> Agent | None:
    """People of whom only the number is told: "killed at least 44", "three wounded", "hundreds marched"."""
    if any(c.dep == "prep" and c.lower == "of" for c in word.children) or word.ent in ("DATE", "TIME", "MONEY"):
        return None
    if word.pos == "NUM":
        verb = word.head
        harmed = word.dep in ("dobj", "nsubjpass") and verb.lemma in _HARMED
        hurt = any(c.dep == "acl" and c.tag == "VBN" and c.lemma in _HARMED for c in word.children)
        return _COUNTED if harmed or hurt else None
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


def _agent(word: Word, registry: Registry) -> Agent | None:
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


def _describe(word: Word, agent: Agent, cast: Cast, of_pronouns: bool) -> Description | None:
    children = word.children
    if any(c.dep == "poss" and c.tag == "PRP$" for c in children) is not of_pronouns:
        return None
    if word.lemma == "head" and any(c.lower in _PERSONS_OWN for c in children) and word.child("prep") is None:
        return None  # "shot in his head"
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
    words = [
        w for c in children
        if c.i < word.i and c.dep not in _DROP_DEPS and not any(w.tag == "PRP" for w in c.subtree())
        for w in c.subtree() if w.i < word.i
    ]  # fmt: skip
    phrase = sorted([*words, word], key=lambda w: w.i)
    while phrase[0].pos in ("PUNCT", "CCONJ", "ADV", "ADP", "SCONJ") and not _at_least(phrase):
        phrase.pop(0)
    if phrase[-1].i - phrase[0].i > 14:
        phrase = [w for w in phrase if word.i - w.i < 6]
    definite = bool(determiners & _DEFINITE) or any(c.dep == "poss" for c in children)
    plural = word.tag in ("NNS", "NNPS") or (agent.kind == "population" and not is_one_person(word, agent))
    return Description(word, agent, phrase, definite, plural, *_owner(word, agent, cast))


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


def _from(words: list[Word], fits: Callable[[Word], bool]) -> list[Word]:
    """The end of a phrase after its last word that does not fit; at least its head."""
    cut = max((k for k, w in enumerate(words[:-1]) if not fits(w) and not _inside(words, k)), default=-1)
    return words[cut + 1 :]


def _inside(words: list[Word], k: int) -> bool:
    """Whether a word only joins or is joined: the parts of "long-standing", the comma between adjectives."""
    joined = any(0 <= i < len(words) and words[i].text in ("-", "–", "‑") for i in (k - 1, k + 1))
    return joined or (words[k].pos == "PUNCT" and k > 0)


PEOPLE: Final = frozenset(["people", "public", "population", "citizen", "citizenry"])
_ANYBODY: Final = frozenset("people person man woman child".split())
VAGUE: Final = frozenset(
    "people person man woman child one member part majority world lot side crowd community".split()
)


def label(description: Description, page: Page, cast: Cast, registry: Registry) -> tuple[str, list[str]]:
    """A name for a described actor and its other forms, fullest first: without article, down to the bare noun."""
    head = description.head
    kept = _from(description.words, lambda w: w.dep not in ("det", "predet") and w.lower not in ("the", "a", "an"))
    bare = _from(kept, lambda w: w.pos != "NUM")
    core = _from(kept, lambda w: not _is_light(w) and w.pos not in ("NUM", "ADV", "PUNCT"))
    if is_counted(description):
        core = bare = kept
    own = _from(core, lambda w: w.dep != "poss" and w.tag not in ("PRP$", "POS") and w.lower not in ("own", "'s", "’s"))
    mention = description.owner
    owner = cast.members[mention.actor] if mention is not None else None
    names: list[str] = []
    if owner is not None and mention is not None and mention.form == "pronoun":
        names.extend(_owned(_text(page, own), owner, registry))
    after = ("of", "in", "from", "to", "for", "at", "on", "near")
    post = [w for p in head.children if p.dep == "prep" and p.i > head.i and p.lower in after for w in p.subtree()]
    if post and len(post) <= 6 and post[-1].i - head.i == len(post) and any(w.pos == "PROPN" for w in post):
        names.extend(_text(page, [*words, *post]) for words in (core, bare))
    national = [w for w in kept if mention is not None and description.link == "adj" and w.i >= mention.start]
    names.extend(_text(page, words) for words in (core, bare, kept, national, own, [head]))
    unique = list(dict.fromkeys(plain(n).strip(" -–,") for n in names if n))
    return unique[0], [
        n for n in unique[1:] if not n.lower().startswith(("his ", "her ", "its ", "their ", "our ", "my "))
    ]


def _is_light(word: Word) -> bool:
    """Whether a modifier is no part of a name; "New" of "the New York banker" is."""
    return word.lower in _LIGHT_MODIFIERS and not (word.pos == "PROPN" and word.head.pos == "PROPN")


def plain(text: str) -> str:
    """A name with straight apostrophes and single blanks."""
    return " ".join(text.replace("’", "'").replace("‘", "'").split())


def _owned(noun: str, owner: Member, registry: Registry) -> list[str]:
    """ "its officials" by whose they are: "Iranian officials", "officials of Iran"; "Uribe's critics"."""
    if owner.kind == "person":
        return [f"{owner.name.split()[-1]}'s {noun}", f"{noun} of {owner.name}"]
    adjective = registry.adjectives.get(owner.name)
    return [f"{adjective} {noun}" if adjective else f"{owner.name} {noun}", f"{noun} of {owner.name}"]


def _text(page: Page, words: list[Word]) -> str:
    if not words:
        return ""
    if words[-1].i - words[0].i + 1 == len(words):
        return " ".join(page.quote(span_of(words)).split())
    return " ".join(w.text for w in words)


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
    telling = tuple(
        fold(w.lemma)
        for w in description.words
        if w is not description.head and w.pos in ("ADJ", "NOUN", "PROPN") and w.lower not in _LIGHT_MODIFIERS
        and w.dep in ("amod", "compound", "nmod")
    )  # fmt: skip
    owner = cast.members[description.owner.actor].country or description.owner.actor if description.owner else ""
    noun = description.head.lemma.lower()
    if is_counted(description):  # two numbers are not the same people
        telling = (*telling, *(w.lower for w in description.words if w.pos == "NUM"))
    return (SAME_NOUN.get(noun, noun), owner, *telling)
