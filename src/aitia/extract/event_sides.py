"""The two sides of a trigger: its slots filled, and where they hold nobody, whoever else must be meant.

First the slots of the sense, then what stands above and beside the trigger, then phrases hung on another noun, then
the prepositions that bring the other side with whatever word of the type, at last plain noun phrases that the cast has
no actor for. Who does a deed is never whom it is done to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aitia.extract.event_above import (
    answering,
    bearing,
    behind,
    bidden,
    blamed,
    claimants,
    fought,
    gathering,
    obeyed,
    partners,
    plotted,
    reached,
    replying,
    saying,
    striking,
    victims,
)
from aitia.extract.event_doubts import is_scene, sound
from aitia.extract.event_modifiers import doers_before
from aitia.extract.event_newcomers import companions, newcomers
from aitia.extract.event_roles import NOUN_ACTORS, Roles
from aitia.extract.event_senses import Setting
from aitia.extract.event_sums import is_sentential
from aitia.extract.event_themes import opposite
from aitia.extract.event_things import DONE_TO
from aitia.extract.event_tone import is_armed
from aitia.language.arcs import prepositions
from aitia.language.page import Word
from aitia.lexicon.events import Sense, classes
from aitia.model.codes import AUTHOR, EventType
from aitia.model.records import Participant

People = list[Participant]
GIVEN: Final = frozenset(["SUPPORT", "AID"])
SEIZING: Final = frozenset(["annexation", "blockade", "invasion", "occupation", "siege"])
PATIENTS: Final = ("of", "against", "on", "upon", "with", "between", "mods")
# of these, whose they are is to whom they are done
SUFFERED: Final = frozenset(
    """abduction arrest assassination beheading capture deportation detention execution expulsion extradition
    imprisonment indictment kidnapping killing murder ouster overthrow prosecution removal slaying trial""".split()
)
# of these a people named before the word is whom they befall: "the Muslim ban"
REPRESSING: Final = frozenset("ban discrimination expulsion oppression persecution registry repression".split())
# deeds that are called by a name
CALLED: Final = frozenset(
    """abduction assassination attack beheading bombing kidnapping killing massacre murder shooting slaying
    stabbing""".split()
)
PARTNERS: Final = frozenset(["AGREE", "COOPERATE", "RETREAT"])
# prepositions that bring the other side with whatever word of a type, where its own bring nobody
USUAL: Final[dict[EventType, tuple[str, ...]]] = {
    "ACCUSE": ("against", "toward", "towards"),
    "ASSAULT": ("against", "upon", "toward", "towards"),
    "COERCE": ("against",),
    "PROTEST": ("against",),
    "REJECT": ("toward", "towards"),
    "SANCTION": ("against", "upon"),
    "SUPPORT": ("toward", "towards"),
    "THREATEN": ("against", "toward", "towards"),
}
JUDGING: Final = frozenset(["ACCUSE", "PROTEST", "SUPPORT"])  # of words and deeds, for those whose they are
MUTUAL: Final = frozenset(["AGREE", "CONSULT", "COOPERATE"])
BETWEEN: Final = frozenset(["war", "conflict", "battle", "clash", "skirmish", "fighting", "dispute", "standoff"])
FOUGHT: Final = frozenset(["battle", "clash", "fight", "fighting", "skirmish"])
SPOKEN: Final = frozenset(["REQUEST", "ACCUSE", "SUPPORT", "REJECT", "THREATEN", "AGREE"])
UTTERED: Final = frozenset(["ACCUSE", "SUPPORT"])
GIVING: Final = frozenset(["deal", "deliver", "give", "hand", "issue", "send", "show"])
COMPLAINING: Final = frozenset(["complain", "grumble", "moan"])  # to whom it is told
HELD_OUT: Final = frozenset(["offer", "pledge", "promise"])  # whose object is given to somebody
LEAVING: Final = frozenset(["RETREAT", "SANCTION", "REJECT"])  # "pulled out of an agreement with"


@dataclass(frozen=True, slots=True)
class Sides:
    """Who does a deed and to whom; ``paired`` where both sides of a word such as "war" stand before it."""

    actors: People
    recipients: People
    paired: bool = False


def sides(at: Setting, sense: Sense, roles: Roles) -> Sides | None:
    """The sides of a trigger in one sense; None where its words only go by somebody's name or place."""
    noun = sense.part == "noun"
    pair: People = []
    if noun:
        actors, recipients = _of_noun(at, sense, roles)
        if sense.type in MUTUAL or sense.lemma in BETWEEN:
            pair = roles.paired(at.word)
            actors = pair or actors
    else:
        far = bool(sense.prepositions) or sense.type in MUTUAL
        recipients = roles.first(_asked(at, sense), at, far=far) or roles.loose(_loosely(sense), at)
        actors = roles.first(sense.actors or ("subj",), at, far=far)
        if not actors and not sense.actors:
            actors = roles.speaking(at, words=sense.type in SPOKEN)
            actors = actors or (others(saying(at, roles), recipients) if sense.type in SPOKEN else [])
        if not actors and sense.type == "ASSAULT":
            actors = others(fought(at, roles), recipients)
        if sense.mode == "expel" and not at.found.passive:  # "the regime expelled the French ambassador"
            theirs = {p.actor for w in at.objects for p in roles.modifiers(w)}
            actors = [p for p in actors if p.actor not in theirs]
    if not noun and sense.type == "ASSAULT":
        recipients = _counted(at, sense, recipients)
    actors, recipients = sound(actors, at.page), sound(recipients, at.page)
    if sense.lemma in FOUGHT and actors and not pair:
        together = at.obliques.get("between", []) if noun else at.found.agents
        actors = actors + companions(together, at, sense, actors + recipients)
    if sense.type in MUTUAL and recipients and not actors and at.obliques.keys() & {"between", "among"}:
        actors, recipients = recipients, []  # "talks were held between them"
    if noun and _is_named_pact(at, sense, actors, recipients):
        return None
    judging = sense.type in ("ACCUSE", "SUPPORT") or sense.lemma == "oppose"
    if not noun and judging and sense.lemma != "ratify" and at.objects and _is_pact(at.objects[0]):
        recipients = []
    if not noun and sense.type == "REJECT" and is_sentential(at.word):
        recipients = []  # "accused it of firing on a hospital, which it denies"
    if sense.lemma in COMPLAINING:
        recipients = [p for p in recipients if p.actor != AUTHOR]  # "complained to me"
    recipients = others(recipients or _beside(at, sense, roles, told=bool(actors)), actors)
    if sense.type == "PROTEST":
        recipients = [p for p in recipients if not is_scene(p, at.page)]
    if sense.type == "MOBILIZE" and not noun:
        recipients = _but_moved(recipients, at)
    if not recipients and actors and _is_reciprocal(at):
        recipients = actors[:]
    if not recipients and (sense.actors or sense.recipients):
        recipients = others(roles.first(USUAL.get(sense.type or "AGREE", ()), at), actors)
    if not recipients and sense.type == "REQUEST":
        recipients = others(bidden(at, roles), actors)
    placed = False
    if not actors:
        names = ("by",) if noun else sense.actors or ("subj",)
        actors = others(newcomers(names, at, sense, doing=True) or doers_before(at, sense), recipients)
    if not recipients:
        recipients = others(newcomers(_asked(at, sense), at, sense, told=bool(actors)), actors)
        if not recipients and not noun and sense.type == "ASSAULT":  # "fired into the crowd"
            inside = [name for name in ("into", "among") if name not in sense.recipients]
            recipients = others(_people_in(inside, at, roles), actors)
            new = newcomers(tuple(inside), at, sense, told=bool(actors), things=False)
            recipients = recipients or others(new, actors)
        if not recipients and sense.takes_places and not noun:  # "attacking the United States"
            states = [p for p in roles.cast.everyone(at.objects, places=False) if roles.cast.kind(p.actor) == "state"]
            recipients = others(states, actors)
        placed = noun and bool(recipients) and any(name in PATIENTS for name in sense.recipients)
        if placed and not actors and sense.type == "ASSAULT":
            actors = others(blamed(at, roles), recipients)  # "pleaded guilty to the murder of a postal worker"
    if (
        noun
        and not actors
        and not placed
        and not _goes_by_victim(at, sense, recipients, roles)
        and not _is_patient(at, sense, roles)
    ):
        return None
    return Sides(actors, opposite(at, sense, actors, recipients, roles.cast), bool(pair))


def _but_moved(people: People, at: Setting) -> People:
    """These without the forces that are moved: "massed troops", "deployed soldiers"."""
    moved = [w for w in (*at.objects, *at.found.patients) if w.lemma in classes()["force"] | classes()["arms"]]
    spans = {m.span for w in moved if (m := at.page.cast.at(w)) is not None}
    return [p for p in people if p.span not in spans]


def _people_in(names: list[str], at: Setting, roles: Roles) -> People:
    """The people, not places or bodies, that a blow goes into."""
    words = [w for name in names for w in at.obliques.get(name, ())]
    found = roles.cast.everyone(words, places=False)
    return [p for p in found if roles.cast.kind(p.actor) in ("population", "person", "armed_group")]


def _asked(at: Setting, sense: Sense) -> tuple[str, ...]:
    """The slots of the other side; not whom it would befall: "demanded the release of the editor"."""
    befallen = sense.type == "REQUEST" and sense.part == "verb" and at.objects and at.objects[0].lemma in DONE_TO
    if befallen:
        return tuple(name for name in sense.recipients if name != "of")
    held_out = sense.lemma in HELD_OUT and not at.complements and bool(at.objects)
    things = held_out and len(at.objects) > 1 and any(at.page.cast.at(w) is None for w in at.objects)
    if things or (held_out and _is_number_held_out(at)):  # "promised roads, guards and schools"
        return tuple(name for name in sense.recipients if name != "obj")
    return sense.recipients


def _is_number_held_out(at: Setting) -> bool:
    """Whether so many of somebody are what is promised: "promised a thousand officers", "pledged 500 troops"."""
    thing = at.objects[0]
    numbered = any(c.dep == "nummod" or c.lower in ("more", "further", "additional") for c in thing.children)
    return numbered and not at.found.datives and all(c.lower not in ("the", "these", "those") for c in thing.children)


def _counted(at: Setting, sense: Sense, found: People) -> People:
    """Those of whom the number is told instead of the place they were killed in: "3,000 were killed in Delhi"."""
    places = {w.i for w in at.obliques.get("in", ())}
    counted = [w for w in at.found.patients if w.pos == "NUM" or w.child("nummod") is not None]
    words = [w for p in found if p.span is not None for w in at.page.words_in(p.span)]
    if not at.found.passive or not counted or not any(w.i in places for w in words):
        return found
    return newcomers(("obj",), at, sense, told=True) or found


def _loosely(sense: Sense) -> tuple[str, ...]:
    """The prepositions that name the other side even on another noun: with whom one talks, against whom one fights."""
    mutual = sense.type in MUTUAL or sense.lemma in BETWEEN
    known = ("with", "between", "among") if mutual else ("against", "on", "upon")
    return tuple(name for name in sense.recipients if name in known)


def others(people: People, taken: People) -> People:
    """The people of a side but those who already take part on the other."""
    ids = {p.actor for p in taken}
    return [p for p in people if p.actor not in ids]


def _of_noun(at: Setting, sense: Sense, roles: Roles) -> tuple[People, People]:
    """Both sides of a noun by its own phrases and by what stands above it."""
    recipients = _noun_recipients(at, sense, roles)
    actors = roles.first(sense.actors or NOUN_ACTORS, at)
    if not actors and sense.type == "ASSAULT":
        actors = claimants(at, roles) or ((blamed(at, roles) or behind(at, roles)) if recipients else [])
    if not recipients and _goes_by_victim(at, sense, actors, roles):
        actors, recipients = [], actors
    if not actors and sense.type == "PROTEST":
        actors = striking(at, roles) or gathering(at, roles)
    if "poss" in sense.recipients and sense.lemma in SUFFERED:
        actors, recipients = plotted(at, roles) or (actors, recipients)
    if not actors and sense.type in PARTNERS:
        actors = partners(at, roles)
    if not actors and sense.type in UTTERED and "from" not in sense.recipients:
        actors = roles.slot("from", at) or answering(at, roles)  # "praise from allies"
    if not actors and not sense.actors:
        actors = others(replying(at, roles), recipients)
    if sense.type == "REQUEST" and not at.obliques.keys() & {"to", "for"}:
        actors, recipients = obeyed(at, roles) or (actors, recipients)
    if sense.type == "COERCE" and sense.lemma in REPRESSING and not recipients:
        recipients = [p for p in roles.modifiers(at.word) if roles.cast.kind(p.actor) == "population"]
        actors = others(actors, recipients)  # "his Muslim ban", "Christian persecution"
    if actors and _is_given(at, sense):
        actors, recipients = recipients, actors
    if not sense.actors and actors and recipients:
        actors = [p for p in actors if p.span not in {r.span for r in recipients}]
    return actors, recipients


def _is_name_before(at: Setting, people: People) -> bool:
    """Whether all these stand as a plain modifier before the noun: "the Kennedy assassination"."""
    before = [c.start for c in at.word.children if c.dep in ("compound", "nmod") and c.i < at.word.i]
    return all(p.span is not None and any(p.span.start <= x < p.span.end for x in before) for p in people)


def _goes_by_victim(at: Setting, sense: Sense, actors: People, roles: Roles) -> bool:
    """Whether an attack goes by the name of those who suffered it: "the Kennedy assassination", "the Hebdo attack"."""
    if sense.type != "ASSAULT" or sense.lemma not in CALLED or at.obliques.keys() & {"by", "on", "against", "of"}:
        return False
    if not _is_name_before(at, actors):
        return False
    people = [roles.cast.kind(p.actor) in ("person", "organisation") for p in actors]
    armed = any(is_armed(p, roles.cast) for p in actors)
    return bool(people) and all(people) and (sense.lemma in SUFFERED or not armed)


def _beside(at: Setting, sense: Sense, roles: Roles, *, told: bool) -> People:
    """To whom it is done, by what belongs to or is given to somebody: "a camp near Gaza", "gave the rebels ..."."""
    noun = sense.part == "noun"
    found: People = []
    if not noun and sense.type == "ASSAULT" and not sense.objects and at.objects:
        thing = at.objects[0]
        held = roles.within(thing) if thing not in at.word.ancestors() else []
        armed = any(roles.cast.kind(p.actor) == "armed_group" for p in held)  # "the barbarians of Boko Haram"
        if "obj" in sense.recipients and not armed:
            found = newcomers(("obj",), at, sense, told=told, things=False)
        found = found or held
    if not found and sense.type in JUDGING:
        found = roles.owners([w for name in sense.recipients for w in at.obliques.get(name, ())])
    if not found and noun and at.found.light is not None and at.found.light.lemma in GIVING:
        found = roles.cast.everyone(at.found.datives)  # "gave the rebels an ultimatum"
    if not found and sense.type in LEAVING and not any(need.startswith("r") for need in sense.needs):
        pacts = [w for n in ("of", "from", "out of") for w in at.obliques.get(n, ()) if w.lemma in classes()["pact"]]
        found = roles.cast.everyone([x for w in pacts for n, x in prepositions(w) if n == "with"])
    return found


def _is_given(at: Setting, sense: Sense) -> bool:
    """Whether who "has" the word is given it: "has the praise of his rivals", "had an offer"."""
    if at.found.light is None or at.found.light.lemma != "have" or any(c.dep == "poss" for c in at.word.children):
        return False
    given = sense.type in GIVEN or at.word.lemma in ("offer", "promise")
    return given and not at.obliques.keys() & {"for", "with", "to"}


def _is_pact(thing: Word) -> bool:
    """Whether the object is a deal named after those it is with: who lambasts "the Iran deal" does not blame Iran."""
    further = any(c.dep == "prep" and c.lower not in ("with", "between", "among") for c in thing.children)
    if thing.lemma not in classes()["pact"] or thing.child("poss") is not None or further:
        return False
    return not any("-" in w.text for w in thing.subtree() if w.i < thing.i)  # "the EU-Turkey deal" names both


def _is_named_pact(at: Setting, sense: Sense, actors: list[Participant], recipients: list[Participant]) -> bool:
    """Whether a deal only goes by the name of a party: "the Pfizer deal", "the NATO treaty"."""
    if sense.type != "AGREE" or recipients or at.found.light is not None or len(actors) != 1:
        return False
    first = actors[0].span
    return first is not None and first.end <= at.word.start and not any(c.dep == "poss" for c in at.word.children)


def _is_patient(at: Setting, sense: Sense, roles: Roles) -> bool:
    """Whether somebody stands where only those stand to whom a deed is done."""
    if any(name in sense.recipients and roles.slot(name, at) for name in PATIENTS):
        return True
    if sense.lemma in SEIZING and roles.slot("where", at):
        return True  # "the Panama invasion"
    if sense.lemma in REPRESSING and roles.modifiers(at.word):
        return True  # "the Muslim ban"
    if sense.type == "AID" and reached(at, roles):
        return True  # "relief reached Chad"
    return bool(bearing(at, roles)) or (sense.type == "ASSAULT" and bool(victims(at, roles)))


def _noun_recipients(at: Setting, sense: Sense, roles: Roles) -> list[Participant]:
    for name in sense.recipients:
        if name == "poss":
            if "of" in at.obliques or ("by" not in at.obliques and at.found.light is not None):
                continue
            people = roles.slot("poss", at)
        elif name == "own":
            people = [p for w in at.obliques.get("of", ()) for p in roles.owner(w)]
        else:
            people = roles.slot(name, at)
        if people:
            return people
    if "of" in sense.recipients and "of" not in at.obliques:  # "the killing by soldiers of 20 marchers"
        late = [w for x in at.obliques.get("by", ()) for p, w in prepositions(x) if p == "of"]
        people = [
            p for p in roles.cast.everyone(late, places=False) if roles.cast.kind(p.actor) in ("person", "population")
        ]
        if people and sense.type in ("ASSAULT", "COERCE"):
            return people
    harmed = victims(at, roles) if sense.type == "ASSAULT" else reached(at, roles) if sense.type == "AID" else []
    struck = [p for p in roles.slot("where", at) if roles.is_victim(p, at)] if sense.type == "ASSAULT" else []
    return harmed or bearing(at, roles) or roles.loose(_loosely(sense), at) or struck


def _is_reciprocal(at: Setting) -> bool:
    """Whether the recipients are the actors themselves: "shot at each other", "accused one another"."""
    found = [*at.found.patients, *(w for words in at.found.obliques.values() for w in words)]
    words = [{w.lower, *(c.lower for c in w.children)} for w in found]
    return any({"each", "other"} <= w or {"one", "another"} <= w for w in words)
