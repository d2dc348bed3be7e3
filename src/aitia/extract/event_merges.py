"""One deed told in several words becomes one row: noun and verb, two verbs, a deed and its toll or circumstances.

Example: "shot and killed", "an Israeli strike hit Hezbollah", "bombed the camp, killing 50", "were killed in a raid".
"""

from __future__ import annotations

from typing import Final

from aitia.extract.event_candidates import Candidate
from aitia.extract.event_clauses import HARM, meanwhile
from aitia.extract.event_newcomers import are_things, counted_newcomers
from aitia.extract.nominals import is_counted

WEAPONS: Final = frozenset(["shoot", "stab", "beat", "ambush", "bomb", "attack", "strafe", "gun", "poison", "strangle"])
HOLDING: Final = frozenset(["apprehend", "arrest", "capture", "detain"])


def merge_subjects(kept: list[Candidate], found: dict[int, Candidate], taken: set[int]) -> None:
    """One deed told by noun and verb, "an Israeli strike hit Hezbollah": the verb takes the doers of the noun."""
    for one in kept:
        if one.sense.part != "verb":
            continue
        for subject in one.at.found.agents:
            below = found.get(subject.i)
            if below is None or below.sense.part != "noun" or below.type != one.type or below is one:
                continue
            one.actors = below.actors or one.actors
            acting = {p.actor for p in one.actors}
            harmed = one.recipients + below.recipients if _is_counted(one) else one.recipients or below.recipients
            one.recipients = list({p.actor: p for p in harmed if p.actor not in acting}.values())
            taken.add(subject.i)


def merge_circumstances(kept: list[Candidate], found: dict[int, Candidate], taken: set[int]) -> None:
    """ "Six were killed in a raid by the army": one deed, and the doers stand with the noun."""
    for one in kept:
        known = one.at.word.lemma in (HARM if one.type == "ASSAULT" else HOLDING if one.type == "COERCE" else ())
        if one.sense.part != "verb" or not known or one.actors:
            continue
        for name in ("in", "by", "during", "from"):
            for noun in one.at.found.obliques.get(name, ()):
                told = [c.i for c in noun.children if c.dep == "acl" and c.tag == "VBN"]  # "a raid conducted by"
                below = next((found[i] for i in (noun.i, *told) if i in found), None)
                if below is None or below.type != one.type or below.at.word.i in taken:
                    continue
                if below.sense.part != "noun" and noun not in below.at.found.patients:
                    continue
                victims = {p.actor for p in one.recipients}
                one.actors = one.actors or [p for p in below.actors if p.actor not in victims]
                taken.add(below.at.word.i)
        if one.type == "ASSAULT":
            one.actors = one.actors or meanwhile(one, found)


def merge_dealt(kept: list[Candidate], found: dict[int, Candidate], taken: set[int]) -> None:
    """One deed told by a verb and what it is done with: "was hit with UN sanctions"; the doers stand with the noun."""
    for one in kept:
        if one.sense.part != "verb" or not one.at.found.passive or one.actors or not one.recipients:
            continue
        dealt = {name.partition(" ")[0] for name in one.sense.prepositions if name.startswith("with ")}
        for noun in [w for name in dealt for w in one.at.found.obliques.get(name, ())]:
            below = found.get(noun.i)
            if below is None or below.type != one.type or below.recipients or below.at.word.i in taken:
                continue
            victims = {p.actor for p in one.recipients}
            one.actors = [p for p in below.actors if p.actor not in victims]
            taken.add(noun.i)


def merge_means(kept: list[Candidate], taken: set[int]) -> None:
    """One deed told by two verbs, "shot and killed": the first takes in the second."""
    by_verb = {one.at.word.i: one for one in kept if one.sense.part == "verb"}
    for one in kept:
        first = by_verb.get(one.at.word.head.i)
        if first is None or one.at.word.dep != "conj" or not 0 < one.at.word.i - first.at.word.i <= 3:
            continue
        if first.at.word.lemma not in WEAPONS or one.at.word.lemma not in HARM or first.type != one.type:
            continue
        first.own = first.own | one.own
        first.actors = first.actors or one.actors
        first.recipients = first.recipients or one.recipients
        taken.add(one.at.word.i)


def merge_toll(kept: list[Candidate], taken: set[int]) -> None:
    """One deed with its toll: "killed two and wounded five", "bombed the camp, killing 50": the first takes it in."""
    by_verb = {one.at.word.i: one for one in kept if one.sense.part == "verb" and one.type == "ASSAULT"}
    for one in kept:
        first = by_verb.get(one.at.word.head.i)
        if first is None or first is one or one.type != "ASSAULT" or one.at.word.lemma not in HARM:
            continue
        toll = one.at.word.dep == "conj" and first.at.word.lemma in HARM
        if not toll and not (one.at.word.dep == "advcl" and one.at.word.tag == "VBG"):
            continue
        doers = {p.actor for p in one.actors}
        if doers and doers != {p.actor for p in first.actors}:
            continue
        if one.recipients and first.recipients and not _is_counted(one):
            continue
        if toll and one.recipients and not first.recipients and first.at.objects:
            continue  # "killed a dog and injured two pensioners"
        known = {p.actor for p in first.recipients}
        told = bool(first.recipients) and bool(one.recipients) and _is_counted(one)  # "and wounded 56 more"
        if (toll and not told) or are_things(first.recipients, one.at.page):
            first.recipients = first.recipients + [p for p in one.recipients if p.actor not in known]
        taken.add(one.at.word.i)


def _is_counted(one: Candidate) -> bool:
    """Whether of all recipients only the number is told."""
    counted = {actor for d, actor in one.at.page.cast.described if is_counted(d)} | counted_newcomers(one.at.page)
    return all(p.actor in counted for p in one.recipients)


def _is_of_things(one: Candidate) -> bool:
    """Whether only a place or body is said to be hit: "killed 46 in an attack on a village"."""
    return bool(one.recipients) and are_things(one.recipients, one.at.page)


def is_repeated(one: Candidate, others: list[Candidate]) -> bool:
    """Whether a nominal deed only repeats a verb of its sentence ("killed six in an attack on")."""
    if one.sense.part != "noun":
        return False
    above = next((w for w in one.at.word.ancestors() if w.pos in ("VERB", "AUX")), None)
    for other in others:
        if other is one or other.type != one.type or other.sense.part == "noun":
            continue
        told = one.parties <= other.parties or (other.at.word is above and not one.actors and _is_of_things(one))
        if told or (one.type in ("AGREE", "CONSULT") and other.at.word is above):
            return True  # "agreed on a pact between the two countries" is one agreement
    return False
