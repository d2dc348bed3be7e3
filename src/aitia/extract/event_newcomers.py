"""Parties of a deed for whom the cast has nobody: plain noun phrases for people, places that live and bodies.

Only words that stand where the sense of the trigger looks for its doers or recipients are asked, and only where nobody
else was found. Example: "Rebels shelled two villages" → ASSAULT rebels → villages; "Shells hit a school" → ASSAULT →
school; "a man stabbed the shopkeeper" → ASSAULT man → shopkeeper.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from aitia.extract.cast import CastMention
from aitia.extract.casting import CastBuilder
from aitia.extract.event_makers import told_of
from aitia.extract.event_senses import Setting
from aitia.extract.human_nouns import is_human, is_spoken_of_as_human
from aitia.extract.nominals import SETTLEMENTS, VAGUE, Description, agent_noun, counted, described, is_statistic
from aitia.extract.refer import bring_in
from aitia.language.arcs import conjuncts, is_passive, prepositions
from aitia.language.heads import whose
from aitia.language.page import Page, Word, span_of
from aitia.lexicon.actors import Agent
from aitia.lexicon.events import Sense
from aitia.lexicon.places import country_of, is_populated_place
from aitia.model.codes import ActorKind
from aitia.model.records import Participant
from aitia.model.text import Span

# bodies with people of their own, and the houses they are found in
_BODIES: Final = frozenset(
    """academy bank bar barracks base building cafe checkpoint church cinema clinic club college convent
    convention dormitory factory garrison hospital hostel hotel kindergarten library mall market
    marketplace monastery mosque newspaper nightclub office orphanage outpost post prison pub restaurant school
    seminary shelter shop shrine station supermarket synagogue temple theater theatre university""".split()
)
# and what has people to ask something of: "demanded that the establishment close"
_ASKED: Final = frozenset("channel department district establishment firm league museum network paper site".split())
_MOVING: Final = frozenset(
    "ambulance boat bus car convoy ferry minibus motorcade ship train truck van vehicle vessel".split()
)
# states without a name: "the country was accused"
_STATES: Final = frozenset(["country", "kingdom", "nation", "republic", "state"])
# what is done to people, not only to what is theirs
_HITTING: Final = frozenset(
    """airstrike ambush assault attack blow bomb bombard bombardment bombing drop fire hit hurl lob open
    pelt pound raid rake rocket shell shelling stone storm strafe strike target throw""".split()
)
# what is done to a town or a village with all who live in it
_SHUT_IN: Final = frozenset("besiege blockade encircle overrun siege surround".split())
_BESET: Final = frozenset(["picket"])  # what protesters do at the doors of a body
_HELPED: Final = frozenset(["ASSAULT", "COERCE", "RETREAT", "AID", "SUPPORT"])
_HARM: Final = frozenset(["ASSAULT"])
_HELD: Final = frozenset(["ASSAULT", "COERCE", "RETREAT"])
_DONE_TO_THINGS: Final = frozenset(["ASSAULT", "COERCE", "SANCTION"])
_AMOUNTS: Final = frozenset(
    """% bunch dozen half handful hundred lot majority mass number percent quarter score series tenth third thousand
    two-third""".split()
)
# bodies of armed people, who do what they do by force
_UNITS: Final = frozenset("column contingent corps detachment platoon squadron team unit".split())
_ARMED: Final = frozenset("army commando elite military navy paramilitary police rebel security".split())
_BEARING_ARMS: Final = frozenset(["armed", "hooded", "masked"])
# singular nouns for many people
_CROWDS: Final = frozenset(
    "audience cadre citizenry crowd mob multitude personnel procession staff surrogate team throng workforce".split()
)
_ANYONE: Final = frozenset(["individual", "other", "person"])
# whose "sides" are parties that a sentence need not name, and what they do to each other
_OPPOSED: Final = frozenset(["all", "both", "opposing", "rival", "two", "warring"])
_DEALT: Final = frozenset(["AGREE", "ASSAULT", "CONCEDE", "CONSULT", "REJECT", "RETREAT"])
_OUTFITS: Final = frozenset("network offshoot outfit ring".split())
_DETERMINED: Final = ("det", "nummod", "amod", "compound", "poss")
_FAR: Final = 12
_PHRASE: Final = 8  # words of "those who …"
_PLAIN: Final = frozenset(["nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj", "appos", "poss", "obj"])
_LOOKED_FOR: Final = frozenset(["appeal"])  # what somebody has with many is no request
_TRADED: Final = frozenset(["buy", "export", "import", "purchase", "sell", "trade"])
_NAMING: Final = frozenset(["brand", "call", "dub", "label", "name", "term"])
_SAID: Final = frozenset(["AGREE", "CONCEDE", "CONSULT", "COOPERATE", "REQUEST", "SUPPORT"])
Waiting = tuple[Description | None, CastMention]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of a noun phrase: whether it names a party of a deed in a sense, and on which side."""

    at: Setting
    sense: Sense
    build: CastBuilder
    doing: bool
    told: bool
    things: bool

    def party(self, word: Word) -> Participant | None:
        """The party that a noun phrase names by itself, known from the same words before or new."""
        if word is self.at.word or word.dep not in _PLAIN or word.sent is not self.at.word.sent:
            return None
        if self.build.cast.at(word) is not None:
            return None
        known = waiting(self.build)
        if word.i not in known:
            if word.tag == "NNPS" and is_human(word, word.lower.removesuffix("s")):
                found = self._people(word)
            else:
                found = self._town(word) if word.pos == "PROPN" and not _is_post(word) else self._described(word)
            if found is None:
                return None
            known[word.i] = found
        mention = known[word.i][1]
        return Participant(actor=mention.actor, span=mention.span)

    def _described(self, word: Word) -> Waiting | None:
        if word.lower == "those":
            return self._those(word)
        if word.lower in ("old", "olds"):
            return self._aged(word)
        asked = word.dep == "nsubj" and self.sense.type == "REQUEST" and not self.doing
        agent = self._person(word) or (self._thing(word) if self.things and not self.doing else None)
        if agent is None and asked and word.lemma in _BODIES | _ASKED and word.pos == "NOUN":
            agent = Agent(word.lemma, "organisation", "", "")
        if agent is None:
            return None
        if any(c.dep == "poss" and c.tag == "WP$" for c in word.children):
            return self._of_whom(word)
        own = next((c for c in word.children if c.dep == "poss" and c.tag == "PRP$"), None)
        if own is not None and (own.i not in self.build.cast.heads or agent.noun in _BODIES | SETTLEMENTS | _MOVING):
            return None
        d = described(word, agent, self.build.cast, own is not None)
        if d is None or (is_statistic(d) and not self.told):
            return None
        return d, bring_in(self.build, d)

    def _those(self, word: Word) -> Waiting | None:
        """Those of whom the words after tell who they are: "those who tried to leave"."""
        words, kind = word.subtree(), self.sense.type
        while words[-1].pos in ("CCONJ", "PUNCT"):
            words.pop()
        told = any(c.dep == "relcl" or (c.dep in ("acl", "prep") and len(words) > 2) for c in word.children)
        if not told or words[0] is not word or len(words) > _PHRASE:
            return None
        if kind not in (_HELD if self.doing else _HELPED):
            return None
        return self._quoted(words, word, "population")

    def _of_whom(self, word: Word) -> Waiting | None:
        """People of somebody told before: the sons of "a woman whose two sons were killed"."""
        words = [w for w in word.subtree() if w.tag != "WP$" and w.i <= word.i]
        human = is_human(word) or agent_noun(word, self.build.known) is not None
        if not human or self.sense.type not in self._bodily or words[-1].i - words[0].i >= len(words):
            return None
        return self._quoted(words, word, "person" if word.tag == "NN" else "population")

    def _aged(self, word: Word) -> Waiting | None:
        """Somebody of whom the age is told: "a 19-year-old was arrested"."""
        aged = [c for c in word.children if c.lemma == "year" and c.i < word.i]
        number = [g for c in aged for g in c.children if g.pos == "NUM"]
        if not number or self.sense.type not in self._bodily:
            return None
        words = self.build.page.words[number[0].i : word.i + 1]
        return self._quoted(words, word, "population" if word.lower == "olds" else "person")

    def _quoted(self, words: list[Word], head: Word, kind: ActorKind) -> Waiting:
        """Somebody new, called by these very words."""
        span = span_of(words)
        name = " ".join(self.build.page.quote(span).split())
        member = self.build.add(name, kind, plural=kind == "population", named=False)
        return None, CastMention(words[0].i, words[-1].i + 1, head, member.id, "nominal", span)

    def _person(self, word: Word) -> Agent | None:
        """What sort of people a noun names; None where it names none, or anybody."""
        if word.pos != "NOUN" and not _is_title(word) and not _is_post(word):
            crowd = word.pos == "NUM" and word.dep == "nsubj" and self.doing and self.sense.type == "PROTEST"
            return Agent(word.lemma, "population", "CVL", "") if crowd else counted(word)
        if word.lemma == "side":
            both = word.tag == "NNS" and any(c.lower in _OPPOSED for c in word.children)
            return Agent("side", "population", "", "") if both and self.doing and self.sense.type in _DEALT else None
        told = word.tag != "NN" or any(c.dep in _DETERMINED for c in word.children)
        agent = agent_noun(word, self.build.known)
        if agent is None and word.lemma in _ANYONE:
            return Agent(word.lemma, "population", "CVL", "") if told and self.sense.type in self._bodily else None
        if agent is None:
            if self.doing and self.sense.type in _HELD and _is_armed_unit(word):
                return Agent(word.lemma, "armed_group", "MIL", f"{word.lemma}s")
            human = is_human(word) or word.lemma in _OUTFITS or (word.lemma in _CROWDS and not self.doing)
            human = human or is_spoken_of_as_human(word) or _is_in_arms(word)
            return Agent(word.lemma, "population", "CVL", "") if human and told else None
        if agent.kind == "person" and not told:
            return None  # "guaranteed justice"
        if word.lemma in _STATES:
            if self.sense.type == "CONSULT":
                return None
            definite = any(c.dep == "det" and c.lower in ("the", "this", "that") for c in word.children)
            return agent if definite and not self.doing and not any(c.lower == "of" for c in word.children) else None
        if word.lemma in VAGUE:
            known = self.told or any(c.dep in (*_DETERMINED, "relcl", "acl", "prep") for c in word.children)
            clause = any(c.dep in ("relcl", "acl") for c in word.children)  # "support for those women who march"
            backed = clause and self.told and not self.doing and self.sense.type == "SUPPORT"
            return agent if known and (backed or self.sense.type in self._bodily) else None
        return agent

    @property
    def _bodily(self) -> frozenset[str]:
        """The types of deeds that anybody may do or suffer, whoever it is."""
        return _HARM if self.doing else _HELD

    def _thing(self, word: Word) -> Agent | None:
        """What sort of people are hit or helped with the place or body a noun names; None where none are."""
        if word.pos != "NOUN" or self._is_of_somebody(word):
            return None
        kind = self.sense.type
        hit = kind == "ASSAULT" and self.sense.lemma in _HITTING
        if word.lemma in SETTLEMENTS and (hit or kind == "AID" or self.sense.lemma in _SHUT_IN):
            return Agent(word.lemma, "population", "CVL", "")
        if word.lemma in _BODIES and (hit or self.sense.lemma in _BESET or kind in ("AID", "SANCTION", "COERCE")):
            return Agent(word.lemma, "organisation", "", "")
        return Agent(word.lemma, "organisation", "", "") if word.lemma in _MOVING and hit else None

    def _is_of_somebody(self, noun: Word) -> bool:
        """Whether a thing belongs to, is held by or lies with somebody known, who is hit then."""
        if any(c.dep == "poss" for c in noun.children):
            return True
        return any(w.i in self.build.cast.heads for w in noun.subtree()[:_FAR])

    def _people(self, word: Word) -> Waiting | None:
        """People by a capitalised plural that no name was read at: "abducted by Maoists"."""
        cast = self.build.cast
        if word.i in cast.covering or any(c.dep == "compound" for c in word.children):
            return None
        member = next((m for m in cast.members.values() if m.name == word.text), None)
        member = member or self.build.add(word.text, "population", plural=True)
        return None, CastMention(word.i, word.i + 1, word, member.id, "name", Span(word.start, word.end))

    def _town(self, word: Word) -> Waiting | None:
        """The people of a town that is hit: "shelled Guernica"."""
        name, cast = word.text, self.build.cast
        if self.doing or not self.things or self.sense.type != "ASSAULT" or self.sense.lemma not in _HITTING:
            return None
        verbal = self.sense.part == "verb" and word.head.lower in ("at", "into", "on", "upon")
        hit = self.told and (verbal or (self.sense.part == "noun" and word.head.lower in ("of", "on", "against")))
        if (
            word.i in cast.covering
            or (word.dep == "pobj" and not hit)
            or any(c.dep == "compound" for c in word.children)
        ):
            return None
        if not name[:1].isupper() or (word.ent not in ("GPE", "LOC") and not is_populated_place(name)):
            return None
        member = next((m for m in cast.members.values() if m.name == name), None)
        if member is None:
            country = country_of(name)
            code = f"{country} CVL".strip()
            member = self.build.add(name, "population", country=country or None, code=code, plural=True)
        return None, CastMention(word.i, word.i + 1, word, member.id, "name", Span(word.start, word.end))


def newcomers(
    names: tuple[str, ...], at: Setting, sense: Sense, *, doing: bool = False, told: bool = False, things: bool = True
) -> list[Participant]:
    """Who stands in the first of these slots that holds plain noun phrases for somebody, as new members of the cast.

    ``told`` says that the other side is known: then numbers and bare nouns tell who is meant. ``things`` admits places
    and bodies. The mentions wait until ``take_in`` finds that the deed is written.
    """
    build: CastBuilder | None = at.page.cache.get("casting")
    if build is None or sense.type is None or sense.lemma in _LOOKED_FOR | _TRADED | _NAMING:
        return []
    if sense.type in _SAID and any(need.startswith("r") for need in sense.needs):
        return []  # a word that takes some known party to be a deed
    asked = _Asked(at, sense, build, doing, told, things)
    for name in names:
        words = [w for w in _words(name, at) if name != "in" or w.lemma not in _STATES]
        found = [p for w in words if (p := asked.party(_counted(w))) is not None]
        if not found and not doing and sense.type in _DONE_TO_THINGS:  # "under a car belonging to a diplomat"
            found = [p for w in words for x in _owners(w) if (p := asked.party(x)) is not None]
        if found:
            return list({p.actor: p for p in found}.values())
    return []


def companions(words: list[Word], at: Setting, sense: Sense, people: list[Participant]) -> list[Participant]:
    """Who else stands in a list with the known parties of a deed: the tribals of "Hindus and tribals clashed"."""
    build: CastBuilder | None = at.page.cache.get("casting")
    if build is None or sense.type is None or len(words) < 2:
        return []
    asked = _Asked(at, sense, build, doing=True, told=True, things=False)
    known = {p.actor for p in people}
    found = [p for w in words if build.cast.at(w) is None and (p := asked.party(_counted(w))) is not None]
    return [p for p in found if p.actor not in known]


def take_in(people: Iterable[Participant], page: Page) -> None:
    """Note the mentions of the newcomers among those who take part in a deed that is written."""
    build: CastBuilder | None = page.cache.get("casting")
    if build is None:
        return
    known, actors = waiting(build), {p.actor for p in people}
    for i in [i for i, (_, mention) in known.items() if mention.actor in actors]:
        description, mention = known.pop(i)
        build.cast.add(mention)
        if mention.head.lemma in SETTLEMENTS | _BODIES | _MOVING | _ANYONE | VAGUE:
            page.cache.setdefault("hit", set()).add(mention.actor)
        build.cast.mentions.sort(key=lambda m: (m.start, -m.end, m.actor))
        if description is not None:
            build.cast.described.append((description, mention.actor))


def only_hit(actor: str, page: Page) -> bool:
    """Whether somebody is known only from being hit or helped once, a village, a school, a man: it tells no stand."""
    return actor in page.cache.get("hit", ())


def are_things(people: Iterable[Participant], page: Page) -> bool:
    """Whether all these are newcomers that were only hit: a village, a school, a bus."""
    waiting = page.cache.get("newcomers", {}).values()
    things = {m.actor for _, m in waiting if m.head.lemma in SETTLEMENTS | _BODIES | _MOVING}
    return all(p.actor in things for p in people)


def counted_newcomers(page: Page) -> set[str]:
    """Newcomers of whom only the number is told: "one person", "five others"."""
    waiting = page.cache.get("newcomers", {}).values()
    numbered = [m for _, m in waiting if any(c.pos == "NUM" for c in m.head.children)]
    return {m.actor for m in numbered if m.head.lemma in _ANYONE | VAGUE}


def waiting(build: CastBuilder) -> dict[int, Waiting]:
    """Mentions of newcomers by the word that heads them."""
    found: dict[int, Waiting] = build.page.cache.setdefault("newcomers", {})
    return found


def _counted(word: Word) -> Word:
    """Who is counted: "masses of demonstrators", "a quarter of the migrants"."""
    if word.lemma not in _AMOUNTS and word.lower != "one":
        return word
    return next((w for p, w in prepositions(word) if p == "of"), word)


def _is_title(word: Word) -> bool:
    """Whether a capitalised office stands for its holder: "met with the President"."""
    article = any(c.lower == "the" and c.i == word.i - 1 for c in word.children)
    return word.tag == "NNP" and article and not any(c.dep in ("compound", "appos", "prep") for c in word.children)


def _is_post(word: Word) -> bool:
    """Whether a capitalised post is of somebody not named: "an Assistant Estate Manager"."""
    article = any(c.lower in ("a", "an") and c.dep == "det" for c in word.children)
    named = any(c.dep in ("appos", "flat") for c in word.children)
    return word.tag == "NNP" and article and not named and is_human(word)


def _is_in_arms(word: Word) -> bool:
    """Whether people are meant by what is said of them: "200 armed tribesfolk", "masked intruders"."""
    return word.tag == "NNS" and any(c.dep == "amod" and c.lower in _BEARING_ARMS for c in word.children)


def _owners(thing: Word) -> list[Word]:
    """Whose a thing is that a deed is done to."""
    if thing.pos != "NOUN":
        return []
    found = [*(x for c in thing.children if c.dep == "poss" for x in conjuncts(c)), *map(_counted, whose(thing))]
    return [x for x in found if x.lemma not in _STATES]


def _is_armed_unit(noun: Word) -> bool:
    """Whether a body is one of armed people, by what stands before it: "the notorious police unit"."""
    if noun.lemma not in _UNITS:
        return False
    return any(c.lower in _ARMED and c.i < noun.i and c.dep in _DETERMINED for c in noun.children)


def _words(name: str, at: Setting) -> list[Word]:
    if name in ("obj", "own"):
        return at.objects
    if name == "dat":
        return at.found.patients if at.found.passive else at.found.datives
    if name in ("subj", "light"):
        return at.found.agents if name == "subj" or at.found.light is not None else []
    if name == "poss":
        return [c for c in at.word.children if c.dep == "poss"]
    if name == "cl":  # "demanded that the hotel close"
        clauses = told_of(at.word) if at.word.pos == "NOUN" else at.complements
        return [x for v in clauses if not is_passive(v) for c in v.children if c.dep == "nsubj" for x in conjuncts(c)]
    return at.obliques.get(name, [])
