"""Parties of a deed of force that another clause of its sentence tells: of time, of what it was done in, of its toll.

Example: "six were killed while rebels shelled the town" → ASSAULT rebels → six; "students were hurt when police fired
tear gas" → ASSAULT police → students (twice); "the ambush in which ten soldiers were killed" → ASSAULT ... → soldiers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from aitia.extract.cast import Cast
from aitia.extract.event_candidates import Candidate
from aitia.extract.event_modifiers import doer_before
from aitia.extract.event_sides import others
from aitia.extract.event_tone import is_armed, is_rebel
from aitia.language.arcs import RELATIVE_TAGS, SUBJECTS, conjuncts
from aitia.language.frames import frame
from aitia.language.page import Word
from aitia.language.status import has_neg, status
from aitia.lexicon.events import classes, event_lexicon
from aitia.model.records import Participant

HARM: Final = frozenset(["kill", "murder", "wound", "injure", "assassinate"])
# what people suffer of a deed that the sentence may tell by another word
_SUFFERED: Final = HARM | frozenset(
    """abduct behead burn execute gun hack hurt kidnap lynch massacre shoot slaughter slay stab take target torture
    trap""".split()
)
# weapons used on whoever is near
_USED: Final = frozenset(["fire", "hurl", "lob", "open", "pelt", "throw", "use"])
_TIMED: Final = frozenset(["when", "as", "after", "while"])
_DURING: Final = frozenset(["in", "during", "at", "from", "by"])
_SIDES: Final = frozenset(["battle", "clash", "combat", "fight", "fighting", "firefight", "gunfight", "scuffle",
                           "shootout", "skirmish"])  # fmt: skip
_MET: Final = frozenset(["arrest", "detain", "hospitalise", "hospitalize", "hurt", "injure", "kill", "wound"])
_TURNED: Final = frozenset(["culminate", "degenerate", "descend", "end", "erupt", "escalate", "result", "turn"])
_STEPS: Final = 5
People = list[Participant]


def complete(kept: list[Candidate], found: Mapping[int, Candidate]) -> None:
    """Fill the empty side of deeds of force from the other deeds of their sentence."""
    for one in kept:
        if one.type != "ASSAULT":
            continue
        if not one.actors:
            one.actors = _doers(one, found)
        if not one.recipients:
            one.recipients = _victims(one, found)


def _doers(one: Candidate, found: Mapping[int, Candidate]) -> People:
    if one.sense.part == "noun":
        people = _embroiled(one, found) if one.at.word.lemma in _SIDES else []
        return others(people or _within(one, found), one.recipients)
    if one.at.word.lemma not in _SUFFERED | {"die"} or not one.recipients:
        return []
    if not one.at.found.passive and one.at.word.lemma != "die":
        return others(_deadly(one, found), one.recipients)
    if one.at.found.obliques.get("by") or one.state.negated:
        return []
    scene = scene_of(one.at.word, found)
    people = list(scene.actors) if scene is not None else []
    return others(people, one.recipients) or meanwhile(one, found)


def _victims(one: Candidate, found: Mapping[int, Candidate]) -> People:
    """Who is harmed in a deed that is told without them."""
    if not one.actors:
        return []
    if one.sense.part == "noun":
        for clause in one.at.word.children:
            if clause.dep == "relcl" and clause.i in found and scene_of(clause, found) is one:
                harmed = found[clause.i]
                return others(harmed.recipients, one.actors) if harmed.type == "ASSAULT" else []
        return []
    word = one.at.word
    if word.dep == "acl" and word.tag == "VBN" and word.head.dep in SUBJECTS:  # "a bomb planted by rebels killed two"
        toll = found.get(word.head.head.i)
        deadly = toll is not None and toll.at.word.lemma in HARM and toll.type == "ASSAULT"
        return others(toll.recipients, one.actors) if toll is not None and deadly else []
    if word.dep != "advcl" or word.lemma not in _USED or not _is_timed(word):
        return []
    aimed = [w for name in ("at", "on", "against", "into", "towards") for w in one.at.obliques.get(name, ())]
    if any(w.pos != "PRON" for w in aimed):
        return []
    above = frame(word.head)
    if word.head.lemma not in _SUFFERED | {"die"} or has_neg(word.head):
        return []
    told = found.get(word.head.i)
    if told is not None and told.recipients:
        return others(told.recipients, one.actors)
    harmed_here = above.patients if above.passive else above.agents if word.head.lemma == "die" else []
    return others(one.at.page.cast.everyone(harmed_here, places=False), one.actors)


def meanwhile(one: Candidate, found: Mapping[int, Candidate]) -> People:
    """Who did it, by the clause of time: "were killed when rebels ambushed their truck"."""
    people = _firing(one)
    if people:
        return people
    first = one.at.word
    while first.dep == "conj" and first.head.lemma in _SUFFERED:  # "were killed while", of "killed and two wounded"
        first = first.head
    toll = [first, *(c for c in first.children if c.dep == "conj" and c.lemma in _SUFFERED)]
    for clause in [c for verb in toll for c in verb.children]:
        if clause.dep != "advcl" or not _is_timed(clause) or status(clause).factuality != "asserted":
            continue
        below = found.get(clause.i)
        doing = below.actors if below is not None else one.at.page.cast.everyone(frame(clause).agents)
        if below is None or below.type != "ASSAULT":  # "when gunmen entered the mosque"
            if frame(clause).passive:
                continue
            doing = [p for p in doing if _is_hostile(clause) or is_armed(p, one.at.page.cast)]
        people = others(list(doing), one.recipients)
        if people and len(people) == len(doing) and not _are_alike(people, one):
            return people
    return []


def scene_of(verb: Word, found: Mapping[int, Candidate]) -> Candidate | None:
    """The deed in which somebody is harmed, by a relative clause: "an ambush in which ten were killed"."""
    if verb.dep != "relcl" or has_neg(verb):
        return None
    during = [c for c in verb.children if c.dep == "prep" and c.lower in _DURING and c.i < verb.i]
    named = any(g.tag in RELATIVE_TAGS for c in during for g in c.children)
    where = any(c.lower == "where" and c.dep == "advmod" for c in verb.children)
    word = verb.head
    for _ in range(_STEPS if named else 1 if where else 0):  # not "the street where he was killed"
        deed = found.get(word.i)
        if deed is not None:
            return deed if deed.type == "ASSAULT" and deed.state.factuality == "asserted" else None
        if word.head is word:
            break
        word = word.head
    return None


def _deadly(one: Candidate, found: Mapping[int, Candidate]) -> People:
    """Who did the deed that had a toll: "launched an assault on a plant that killed 14"."""
    verb = one.at.word
    if verb.dep == "ccomp" and verb.head.dep == "relcl" and verb.child("nsubj") is None:
        verb = verb.head  # "an attack that the army said killed 14"
    if verb.dep != "relcl" or verb.head.lemma in classes()["natural"] or has_neg(verb):
        return []
    word = verb.head
    for _ in range(_STEPS):
        deed = found.get(word.i)
        if deed is not None and deed is not one:
            return list(deed.actors) if deed.type == "ASSAULT" and deed.state.factuality == "asserted" else []
        if word.pos not in ("ADP", "NOUN", "PROPN") or word.head is word:
            break
        word = word.head
    return []


def _within(one: Candidate, found: Mapping[int, Candidate]) -> People:
    """Who does a deed that another one is done in: "put a cleric to death in an execution of 47 men"."""
    word = one.at.word
    if word.dep != "pobj" or word.head.lower not in ("in", "during") or not one.recipients:
        return []
    above = found.get(word.head.head.i)
    if above is None or above is one or above.type != one.type or above.sense.part != "verb":
        return []
    return list(above.actors)


def _firing(one: Candidate) -> People:
    """Who did it, by a gerund with its subject: "were killed in police firing"."""
    for name in ("in", "during", "by"):
        for word in one.at.found.obliques.get(name, ()):
            if word.tag != "VBG" or all(s.type != "ASSAULT" for s in event_lexicon().of("verb", word.lemma)):
                continue
            own = [x for c in word.children if c.dep == "nsubj" and c.i < word.i for x in conjuncts(c)]
            people = one.at.page.cast.everyone(own, places=False) or doer_before(one.at.page, word)
            if people:
                return others(people, one.recipients)
    return []


def _embroiled(one: Candidate, found: Mapping[int, Candidate]) -> People:
    """The other side of a fight, by what came of or before it: "30 were arrested after clashes with police"."""
    word = one.at.word
    cast: Cast = one.at.page.cast
    if word.dep != "pobj" or word.head.dep != "prep" or one.at.obliques.keys() & {"between", "among"}:
        return []
    above = word.head.head
    if above.pos != "VERB" or has_neg(above):
        return []
    here = frame(above)
    if word.head.lower in ("after", "during", "following", "in", "amid") and above.lemma in _MET and here.passive:
        return cast.everyone(here.patients, places=False)
    if word.head.lower in ("in", "into", "with") and above.lemma in _TURNED:
        for subject in here.agents:
            deed = found.get(subject.i) or next((found[w.i] for w in subject.ancestors() if w.i in found), None)
            if deed is not None and deed.type == "PROTEST":
                return list(deed.actors)
    return []


def _is_hostile(verb: Word) -> bool:
    """Whether a verb tells of violence whatever stands beside it."""
    senses = [s for s in event_lexicon().of("verb", verb.lemma) if s.type is not None]
    return bool(senses) and all(s.type == "ASSAULT" for s in senses)


def _is_timed(clause: Word) -> bool:
    return any(c.dep in ("advmod", "mark") and c.lower in _TIMED for c in clause.children)


def _are_alike(doing: People, one: Candidate) -> bool:
    """Whether doers and victims are of the same sort: "two rebels were killed when guerrillas attacked a post"."""
    cast = one.at.page.cast
    return all(is_rebel(p, cast) for p in doing) and all(is_rebel(p, cast) for p in one.recipients)
