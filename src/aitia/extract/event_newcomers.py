"""Parties of a deed for whom the cast has nobody: plain noun phrases for people, places that live and bodies.

Only words that stand where the sense of the trigger looks for its doers or recipients are asked, and only where nobody
else was found. Example: "Rebels shelled two villages" → ASSAULT rebels → villages; "Shells hit a school" → ASSAULT →
school; "a man stabbed the shopkeeper" → ASSAULT man → shopkeeper.
"""

from __future__ import annotations

from typing import Final

from aitia.extract.cast import CastMention
from aitia.extract.casting import CastBuilder
from aitia.extract.event_senses import Setting
from aitia.extract.human_nouns import is_human
from aitia.extract.nominals import VAGUE, agent_noun, counted, described, is_statistic
from aitia.extract.refer import bring_in
from aitia.language.arcs import prepositions
from aitia.language.page import Word, span_of
from aitia.lexicon.actors import Agent
from aitia.lexicon.events import Sense
from aitia.lexicon.places import country_of, is_populated_place
from aitia.model.records import Participant
from aitia.model.text import Span

# where people live, and so whoever lives there
_SETTLEMENTS: Final = frozenset(
    "camp city ghetto hamlet homeland neighborhood neighbourhood settlement slum suburb town township village".split()
)
# bodies with people of their own, and the houses they are found in
_BODIES: Final = frozenset(
    """academy bank bar barracks base cafe checkpoint church cinema clinic club college convent convention dormitory
    factory garrison hospital hostel hotel kindergarten mall market marketplace monastery mosque newspaper
    nightclub office orphanage outpost post prison pub restaurant school seminary shelter shop shrine station
    supermarket synagogue temple theater theatre university""".split()
)
_MOVING: Final = frozenset(
    "ambulance boat bus car convoy ferry minibus motorcade ship train truck van vehicle vessel".split()
)
# states without a name: "the country was accused"
_STATES: Final = frozenset(["country", "kingdom", "nation", "republic", "state"])
# what is done to people, not only to what is theirs
_HITTING: Final = frozenset(
    """airstrike ambush assault attack bomb bombard bombardment bombing drop fire hit open pound raid rake rocket shell
    shelling storm strafe strike target""".split()
)
_HELD: Final = frozenset(["ASSAULT", "COERCE", "RETREAT"])
_AMOUNTS: Final = frozenset("bunch dozen handful hundred lot majority mass number score series thousand".split())
# singular nouns for many people
_CROWDS: Final = frozenset("audience cadre citizenry crowd personnel staff surrogate team workforce".split())
_FAR: Final = 12
_PHRASE: Final = 8  # words of "those who …"
_PLAIN: Final = frozenset(["nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj", "appos", "poss", "attr", "obj"])


def newcomers(names: tuple[str, ...], at: Setting, sense: Sense, *, doing: bool = False) -> list[Participant]:
    """Who stands in the first of these slots that holds plain noun phrases for somebody, as new members of the cast."""
    build: CastBuilder | None = at.page.cache.get("casting")
    if build is None or sense.type is None:
        return []
    for name in names:
        words = [w for w in _words(name, at) if name != "in" or w.lemma not in _STATES]
        found = [p for w in words if (p := _party(_counted(w), at, sense, build, doing)) is not None]
        if found:
            return list({p.actor: p for p in found}.values())
    return []


def _counted(word: Word) -> Word:
    """Who is counted: "masses of demonstrators"."""
    if word.lemma not in _AMOUNTS:
        return word
    return next((w for p, w in prepositions(word) if p == "of"), word)


def _words(name: str, at: Setting) -> list[Word]:
    if name in ("obj", "own"):
        return at.objects
    if name == "dat":
        return at.found.patients if at.found.passive else at.found.datives
    if name in ("subj", "light"):
        return at.found.agents if name == "subj" or at.found.light is not None else []
    if name == "poss":
        return [c for c in at.word.children if c.dep == "poss"]
    return at.obliques.get(name, [])


def _party(word: Word, at: Setting, sense: Sense, build: CastBuilder, doing: bool) -> Participant | None:
    """The party that a noun phrase names by itself, known from the same words before or new."""
    if word is at.word or word.dep not in _PLAIN or word.sent is not at.word.sent:
        return None
    known = build.cast.at(word)
    if known is not None:
        return None
    if word.pos == "PROPN":
        return None if doing else _town(word, sense, build)
    if word.lower == "those":
        return _those(word, sense, build)
    agent = _person(word, sense, build, doing) or (None if doing else _thing(word, sense, build))
    if agent is None or any(c.dep == "poss" and c.tag == "PRP$" for c in word.children):
        return None
    d = described(word, agent, build.cast)
    if d is None or is_statistic(d):
        return None
    mention = bring_in(build, d)
    return Participant(actor=mention.actor, span=mention.span)


def _those(word: Word, sense: Sense, build: CastBuilder) -> Participant | None:
    """Those of whom the words after tell who they are: "those who tried to leave"."""
    words = word.subtree()
    told = any(c.dep in ("relcl", "acl") for c in word.children)
    if not told or sense.type not in _HELD or words[0] is not word or len(words) > _PHRASE:
        return None
    span = span_of(words)
    member = build.add(" ".join(build.page.quote(span).split()), "population", plural=True, named=False)
    build.cast.add(CastMention(word.i, words[-1].i + 1, word, member.id, "nominal", span))
    return Participant(actor=member.id, span=span)


def _person(word: Word, sense: Sense, build: CastBuilder, doing: bool) -> Agent | None:
    """What sort of people a noun names; None where it names none, or anybody."""
    if word.pos != "NOUN":
        return counted(word)
    agent = agent_noun(word, build.known)
    if agent is None:
        human = is_human(word) or (word.lemma in _CROWDS and not doing)
        return Agent(word.lemma, "population", "CVL", "") if human else None
    if word.lemma in _STATES:
        definite = any(c.dep == "det" and c.lower in ("the", "this", "that") for c in word.children)
        return agent if definite and not any(c.lower == "of" for c in word.children) else None
    if word.lemma in VAGUE:
        told = any(c.dep in ("det", "nummod", "amod", "relcl", "acl", "compound", "prep") for c in word.children)
        return agent if told and sense.type in _HELD else None
    return agent


def _thing(word: Word, sense: Sense, build: CastBuilder) -> Agent | None:
    """What sort of people are hit or helped with the place or body a noun names; None where none are."""
    if word.pos != "NOUN" or _is_of_somebody(word, build):
        return None
    hit = sense.type == "ASSAULT" and sense.lemma in _HITTING
    if word.lemma in _SETTLEMENTS and (hit or sense.type == "AID"):
        return Agent(word.lemma, "population", "CVL", "")
    if word.lemma in _BODIES and (hit or sense.type in ("AID", "SANCTION", "COERCE")):
        return Agent(word.lemma, "organisation", "", "")
    return Agent(word.lemma, "organisation", "", "") if word.lemma in _MOVING and hit else None


def _is_of_somebody(noun: Word, build: CastBuilder) -> bool:
    """Whether a thing belongs to, is held by or lies with somebody known, who is hit then."""
    if any(c.dep == "poss" for c in noun.children):
        return True
    return any(w.i in build.cast.heads for w in noun.subtree()[:_FAR])


def _town(word: Word, sense: Sense, build: CastBuilder) -> Participant | None:
    """The people of a town that is hit: "shelled Guernica"."""
    if sense.type != "ASSAULT" or sense.lemma not in _HITTING or word.i in build.cast.covering:
        return None
    name = word.text
    if word.ent not in ("GPE", "LOC") and not is_populated_place(name):
        return None
    if any(c.dep == "compound" for c in word.children) or not name[:1].isupper() or word.dep == "pobj":
        return None
    member = next((m for m in build.cast.members.values() if m.name == name), None)
    if member is None:
        country = country_of(name)
        member = build.add(name, "population", country=country or None, code=f"{country} CVL".strip(), plural=True)
    mention = CastMention(word.i, word.i + 1, word, member.id, "name", Span(word.start, word.end))
    build.cast.add(mention)
    return Participant(actor=member.id, span=mention.span)
