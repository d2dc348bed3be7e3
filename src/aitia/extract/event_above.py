"""Who takes part in a deed that a noun names, by what stands above the noun: who claims, bears, plots, flees it.

Example: "claimed responsibility for the attack", "was jailed for the murder of", "pulled out of an agreement with".
"""

from __future__ import annotations

from typing import Final

from aitia.extract.event_roles import Roles, own_subjects
from aitia.extract.event_senses import Setting
from aitia.language.arcs import OBJECTS, prepositions
from aitia.language.control import ACCUSING
from aitia.language.frames import frame, governing_verb, surface_subjects
from aitia.language.moods import is_neither
from aitia.language.status import has_neg, status
from aitia.lexicon.events import classes
from aitia.model.records import Participant

# verbs that make their subject the doer of what they govern, by themselves or with a noun
_OWNING: Final = {
    "responsibility": frozenset(["claim", "bear", "have", "assume", "admit", "accept"]),
    "credit": frozenset(["claim", "take"]),
    "participate": frozenset(["participate"]),
    "part": frozenset(["take"]),
    "engage": frozenset(["engage"]),
    "carry": frozenset(["carry"]),
}
# what only a party to a pact does with it
_PARTAKING: Final = frozenset(
    """abandon abide abrogate announce back break breach cancel conclude end enter exit finalise finalize have honor
    honour ink join leave negotiate pull quit reach renegotiate renew scrap seal seek sign strike suspend
    terminate violate withdraw""".split()
)
_MUTUAL: Final = frozenset(
    "battle clash combat encounter exchange fighting firefight gunbattle gunfight shootout skirmish".split()
)
_PARTITIVE: Final = frozenset("all dozen many most number part score series several some spate string wave".split())
_HARMED: Final = frozenset(["capture", "gun", "injure", "kill", "shoot", "slay", "wound"])
# what people or places are "under", and the verbs that say so
_BORNE: Final = frozenset(
    "arrest blockade bombardment curfew detention embargo investigation lockdown occupation sanction siege".split()
)
_BEARING: Final = frozenset(["be", "come", "fall", "lie", "live", "remain", "stay", "suffer"])
_PLACING: Final = frozenset(["bring", "hold", "keep", "place", "put"])
_ARRIVING: Final = frozenset(["arrive", "enter", "flow", "land", "pour", "reach", "stream"])
_SUFFERING: Final = frozenset(["endure", "escape", "face", "flee", "suffer", "survive", "withstand"])
# who a deed is laid to: "the mastermind behind it", "a suspect in it"
_BEHIND: Final = frozenset(["architect", "brain", "culprit", "mastermind", "perpetrator", "ringleader", "suspect"])
_GATHERING: Final = frozenset(["assemble", "gather", "mobilise", "mobilize"])
_FACING: Final = frozenset(["face"])
_CHARGED: Final = _FACING | frozenset(["arrest", "charge", "convict", "detain", "hold", "indict", "jail", "try"])
_SAID: Final = frozenset(["admit", "argue", "believe", "claim", "concede", "insist", "maintain", "say", "suggest"])
# what may itself accuse or praise somebody
_WRITINGS: Final = frozenset(
    """ad article bill book column complaint document editorial indictment lawsuit letter memo memoir message motion
    note petition report resolution ruling speech statement study suit tweet video""".split()
)
_ANSWERING: Final = frozenset("answer counter greet meet react reply respond retort welcome".split())
_ORDERS: Final = frozenset(["authorisation", "authorization", "decree", "order", "permission", "warrant"])
_RETURNING: Final = frozenset("answer counter hit react reply respond retaliate retort strike".split())
_HELD_OUT: Final = frozenset(["pledge", "promise", "threat", "vow"])
_INTO: Final = ("in", "into", "to", "at", "for")


def obeyed(at: Setting, roles: Roles) -> tuple[list[Participant], list[Participant]] | None:
    """Who asked and who did it: "Chad left at Mali's request", "at the invitation of the king"."""
    word = at.word
    if word.dep != "pobj" or word.head.lower != "at" or word.head.head.pos not in ("VERB", "AUX"):
        return None
    asking = roles.slot("poss", at) or roles.slot("of", at) or roles.modifiers(word)
    above = word.head.head
    while above.dep == "xcomp" and above.head.pos == "VERB":
        above = above.head
    verb = frame(above)
    done = [] if verb.passive else roles.cast.everyone(verb.agents)
    return (asking, [p for p in done if p.actor not in {x.actor for x in asking}]) if asking else None


def claimants(at: Setting, roles: Roles) -> list[Participant]:
    """Who claims or bears a deed: "claimed responsibility for the attack", "was responsible for the attack"."""
    word = at.word
    below = [c for w in (word, *(x for p, x in prepositions(word) if p == "of")) for c in w.children]
    told = [c for c in below if c.dep in ("relcl", "acl") and c.i > word.i] + [word.head] * (word.dep == "nsubjpass")
    for c in told:  # "the killing of a guard, claimed by the rebels"
        if c.lemma == "claim" and frame(c).passive:
            return roles.cast.everyone(frame(c).agents)
    while word.dep == "pobj" and word.head.lower == "of" and word.head.head.lemma in _PARTITIVE:
        word = word.head.head  # "took part in most of the murders"
    if word.dep not in ("pobj", "pcomp") or word.head.lower not in ("at", "for", "in", "out", "during"):
        return []
    above = word.head.head
    if word.lemma in _MUTUAL and above.lemma in _HARMED and frame(above).passive:
        return roles.cast.everyone(frame(above).patients)  # "two rebels were killed in a clash with the army"
    if word.head.lower == "at":  # "is at war with"
        return roles.cast.everyone(surface_subjects(above)) if above.lemma in ("be", "remain", "stay") else []
    if above.lemma == "responsible" and above.pos == "ADJ":
        copula = above.head
        named = above.dep in ("acomp", "conj") and copula.pos in ("AUX", "VERB")
        named = named and status(copula).factuality == "asserted"  # not "no evidence that they are responsible"
        return roles.cast.everyone(frame(copula).agents) if named else []
    verb = above if above.pos == "VERB" else governing_verb(above)
    things = [above, *(c for c in above.children if c.dep in OBJECTS)] if verb is above else [above]
    if verb is None or not any(verb.lemma in _OWNING.get(w.lemma, ()) for w in things):
        return []  # "claimed responsibility on Monday for"
    return [] if has_neg(verb) or is_neither(verb) else roles.cast.everyone(frame(verb).agents)


def fought(at: Setting, roles: Roles) -> list[Participant]:
    """The other side of a fight in which somebody is hurt: "two rebels were killed in a clash with the army"."""
    if at.word.lemma not in _HARMED or not at.found.passive:
        return []
    fights = [w for name in ("in", "during") for w in at.found.obliques.get(name, ())]
    fights = [w for w in fights if w.lemma in _MUTUAL or w.lower in _MUTUAL]
    for fight in fights:
        people = roles.cast.everyone([w for p, w in prepositions(fight) if p in ("with", "against")], places=False)
        if people:
            return people
    return []


def saying(at: Setting, roles: Roles) -> list[Participant]:
    """Who speaks where the parser joins his words to what he said: "Rourke said the deal is bad and accused Chad"."""
    word = at.word
    if word.dep != "conj" or word.head.dep != "ccomp" or word.tag not in ("VBD", "VBN", "VBZ"):
        return []
    inner, verb = word.head, word.head.head
    if own_subjects(word) or at.found.passive or verb.tag != word.tag or verb.lemma not in _SAID:
        return []
    helped = [sorted(c.lower for c in w.children if c.dep == "aux") for w in (verb, word)]
    subjects = [c for c in inner.children if c.dep == "nsubj"]
    if helped[0] != helped[1] or not subjects or any(w.lemma in _WRITINGS for w in subjects):
        return []
    return roles.cast.everyone(frame(verb).agents, places=False)


def answering(at: Setting, roles: Roles) -> list[Participant]:
    """Who speaks the words that a noun under "with" names: "reacted with criticism of Chad"."""
    word = at.word
    if word.dep != "pobj" or word.head.lower != "with" or word.head.head.pos != "VERB":
        return []
    verb = frame(word.head.head)
    if any(c.dep == "det" for c in word.children) or not (verb.patients or verb.head.lemma in _ANSWERING):
        return []  # "win with the support of", "dealt with insults"
    return [] if verb.passive or has_neg(verb.head) else roles.cast.everyone(verb.agents, places=False)


def replying(at: Setting, roles: Roles) -> list[Participant]:
    """Who does what a noun under "with" or "on" names: "replied with an ultimatum", "elected on a promise of talks"."""
    word = at.word
    if word.dep != "pobj" or word.head.lower not in ("with", "on", "for") or word.child("poss"):
        return []
    verb = word.head.head
    if word.head.lower == "for" and verb.dep in OBJECTS:
        verb = verb.head if verb.lemma in _ORDERS else verb
    if word.head.lower == "for" and any(c.dep in OBJECTS and c.lemma in _ORDERS for c in verb.children):
        return [] if has_neg(verb) else roles.cast.everyone(surface_subjects(verb), places=False)
    if word.head.lower == "for" or verb.pos != "VERB" or has_neg(verb):
        return []
    held_out = word.lemma in _HELD_OUT and any(c.dep == "acl" or c.lower == "of" for c in word.children)
    returned = word.head.lower == "with" and verb.lemma in _RETURNING and not frame(verb).passive
    if not returned and (not held_out or at.found.agents):
        return []
    return roles.cast.everyone(surface_subjects(verb), places=False)


def blamed(at: Setting, roles: Roles) -> list[Participant]:
    """Who is blamed or punished for a deed: "accused the army of the murder of", "was jailed for the attack on"."""
    word = at.word
    if word.dep != "pobj" or word.head.lower not in ("for", "in", "of", "over", "to", "with"):
        return []
    verb = word.head.head
    if word.head.lower in ("in", "with") and verb.lemma != "charge":
        return []
    if word.head.lower == "of" and verb.lemma in ("charge", "count") and verb.pos == "NOUN":
        above = governing_verb(verb)  # "faces charges of murder", "was arrested on charges of"
        if above is None or has_neg(above) or above.lemma not in _CHARGED:
            return []
        here = frame(above)
        return roles.cast.everyone(here.agents if above.lemma in _FACING else here.patients, places=False)
    if verb.lower == "guilty" and verb.head.pos in ("AUX", "VERB"):
        if has_neg(verb.head) or any(c.lower == "not" for c in verb.children):
            return []
        found = frame(verb.head)  # "pleaded guilty to the murder of", "was found guilty of"
        return roles.cast.everyone(found.patients or found.agents, places=False)
    if verb.lemma == "plead" and not has_neg(verb) and any(c.lower == "guilty" for c in verb.children):
        return roles.cast.everyone(frame(verb).agents, places=False)
    if verb.dep in OBJECTS and verb.head.lemma in ACCUSING:  # hung on the object, not on the verb
        verb = verb.head
    if verb.pos != "VERB" or verb.lemma not in ACCUSING or has_neg(verb):
        return []
    return roles.cast.everyone(frame(verb).patients, places=False)


def behind(at: Setting, roles: Roles) -> list[Participant]:
    """Who is called the one behind a deed: "the mastermind of the attack", "a suspect in the killing"."""
    word = at.word
    if word.dep != "pobj" or word.head.lower not in ("behind", "for", "in", "of"):
        return []
    role = word.head.head
    if role.pos != "NOUN" or role.lemma not in _BEHIND:
        return []
    copula = role.head
    if role.dep == "attr" and copula.lemma == "be":
        return [] if has_neg(copula) else roles.cast.everyone(surface_subjects(copula), places=False)
    named = [role.head] if role.dep == "appos" else [c for c in role.children if c.dep == "appos"]
    return roles.cast.everyone(named, places=False) or roles.cast.everyone([role], places=False)


def bidden(at: Setting, roles: Roles) -> list[Participant]:
    """Who is to do it, where the words of the demand follow: "he requested Cerezo: do what is needed"."""
    bare = [c for c in at.complements if c.tag == "VB" and not any(g.dep in ("aux", "mark") for g in c.children)]
    return roles.cast.everyone([w for c in bare for w in own_subjects(c) if w.i > at.word.i])


def plotted(at: Setting, roles: Roles) -> tuple[list[Participant], list[Participant]] | None:
    """Who does it and to whom, where a verb above tells the doer: "those who plan Noriega's murder"."""
    light = at.found.light
    suffering = roles.slot("poss", at) if light is not None and "of" not in at.obliques else []
    if light is None or not suffering:
        return None
    words = frame(light).agents
    doing = roles.cast.everyone(words)
    if {p.actor for p in doing} & {p.actor for p in suffering}:
        return None
    return (doing, suffering) if words else None


def partners(at: Setting, roles: Roles) -> list[Participant]:
    """The other side of a pact, by what it does with it: "Chad pulled out of an agreement with Mali"."""
    word = at.word
    if word.lemma not in classes()["pact"] or "with" not in at.obliques:
        return []
    verb = word.head.head if word.dep == "pobj" and word.head.dep == "prep" else word.head
    if word.dep == "pobj" and verb.pos in ("ADV", "ADP"):  # "out of"
        verb = verb.head
    if word.dep not in ("pobj", *OBJECTS) or verb.pos != "VERB" or verb.lemma not in _PARTAKING:
        return []
    return roles.cast.everyone(frame(verb).agents, places=False)


def victims(at: Setting, roles: Roles) -> list[Participant]:
    """Who "was the victim of" a deed, "escaped" or fled it."""
    word = at.word
    above = word.head.head if word.dep == "pobj" and word.head.lower == "of" else None
    if above is not None and above.lemma in ("victim", "target") and above.head.lemma in ("be", "become", "fall"):
        return roles.cast.everyone(surface_subjects(above.head), places=False)
    if (
        above is not None and above.lemma == "victim" and not at.obliques.keys() & {"on", "at", "against", "of"}
    ):  # "victims of air strikes"
        return roles.cast.everyone([above], places=False)
    first = word
    while first.dep == "conj" and (
        first.head.pos == "NOUN" or first.head.tag == "VBG"
    ):  # "face shelling and air strikes"
        first = first.head
    if first.dep in ("dobj", "xcomp") and first.head.lemma in _SUFFERING and not has_neg(first.head):
        return roles.cast.everyone(surface_subjects(first.head), places=False)
    return []


def bearing(at: Setting, roles: Roles) -> list[Participant]:
    """Who is "under siege", "put under house arrest", lives "under occupation"."""
    word = at.word
    if word.lemma not in _BORNE or word.dep != "pobj" or word.head.lower != "under":
        return []
    if any(c.lower in ("the", "this", "that", "such") for c in word.children) and "by" not in at.obliques:
        return []  # "goods allowed under the embargo"
    above = word.head.head
    if above.pos in ("NOUN", "PROPN"):
        return roles.cast.who(above)
    if above.lemma in _PLACING:
        return roles.cast.everyone(frame(above).patients)
    return roles.cast.everyone(surface_subjects(above)) if above.lemma in _BEARING else []


def reached(at: Setting, roles: Roles) -> list[Participant]:
    """Where aid arrives: "aid reached Chad", "relief poured into Mali"."""
    word, verb = at.word, at.word.head
    if word.dep != "nsubj" or verb.lemma not in _ARRIVING:
        return []
    below = frame(verb)
    if verb.lemma in ("reach", "enter"):
        return roles.cast.everyone(below.patients)
    things = [w for n in _INTO for w in below.obliques.get(n, [])]
    return roles.cast.everyone(things) or roles.cast.everyone(
        [w for t in things for n, w in prepositions(t) if n == "of"]
    )


def gathering(at: Setting, roles: Roles) -> list[Participant]:
    """Who comes together for a protest: "mobilised for street protests", "gathered for a rally"."""
    word = at.word
    if word.dep != "pobj" or word.head.lower != "for" or word.head.head.lemma not in _GATHERING:
        return []
    verb = word.head.head
    return [] if has_neg(verb) or verb.pos != "VERB" else roles.cast.everyone(frame(verb).agents, places=False)


def striking(at: Setting, roles: Roles) -> list[Participant]:
    """Who is "on strike" where no verb says so: "Jailed activists on hunger strike"."""
    word = at.word
    if word.dep != "pobj" or word.head.lower != "on" or word.head.head.pos not in ("NOUN", "PROPN"):
        return []
    return roles.cast.who(word.head.head, places=False)
