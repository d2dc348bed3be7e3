"""What must take part for a sense to hold: which sides, of what kind, over whose deed, after what demand.

Example: "complied with the order" yields to somebody, "complies with the age limit" does not; "regretted its raid" owns
up, "regretted the loss" only feels; a tanker that soldiers acquire arms them, a rifle that a man buys does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aitia.extract.cast import Cast
from aitia.extract.event_senses import Setting
from aitia.extract.event_tone import ARMED, POLITICAL, is_armed
from aitia.language.arcs import OBJECTS, SUBJECTS, prepositions
from aitia.language.page import Word
from aitia.lexicon.events import Sense, classes
from aitia.model.records import Participant

_SOMEBODY: Final = frozenset(["her", "him", "me", "them", "us"])
_STATIVE_TAGS: Final = frozenset(["VBP", "VBZ"])
_TOLD: Final = frozenset(["it", "that", "this", "them", "these", "those", "which", "everything"])
_OURS: Final = frozenset(["i", "we"])


def has_needs(
    at: Setting,
    sense: Sense,
    actors: Sequence[Participant],
    recipients: Sequence[Participant],
    cast: Cast,
    *,
    waiting: bool = False,
) -> bool:
    """Whether all that the sense needs is there; ``waiting``: but for recipients, which may be found further off."""
    for need in sense.needs:
        if need == "o" and not at.objects:
            return False
        if need == "deed" and at.word.tag in _STATIVE_TAGS and at.word.sent.words[-1].text in '.?!"”':
            return False  # "opposes" is an attitude, save in headlines
        if need == "deed" and at.word.tag == "VBN" and not any(c.dep in ("aux", "auxpass") for c in at.word.children):
            return False  # so is "opposed by Iran"
        if need == "own" and not is_own_deed(at, actors, cast):
            return False
        if need.startswith("asked") and not recipients and not _is_asked(at):
            private = need.partition(":")[2].split("+")
            if private == [""] or all(cast.kind(p.actor) in private for p in actors):
                return False
        if need == "two" and len({p.actor for p in (*actors, *recipients)}) < 2:
            return False
        if need == "force" and actors and not any(may_use_force(p, cast) for p in actors):
            return False
        side, _, kinds = need.partition(":")
        people = recipients if side == "r" else actors if side == "a" else None
        if people is None:
            continue
        if not people and side == "r" and not kinds and is_target(at, sense) and any(is_armed(p, cast) for p in actors):
            continue  # "rebels struck the airport"
        if not people and side == "r" and actors and (waiting or (not kinds and _is_done_to_somebody(at))):
            continue  # whoever "them" are
        if not people or not (
            _are_of(kinds, people, cast)
            or (side == "a" and sense.type == "ASSAULT" and _are_forces(kinds, people, cast))
        ):
            return False
    return True


def _are_forces(kinds: str, people: Sequence[Participant], cast: Cast) -> bool:
    """Whether a sense that asks for an armed group has policemen or soldiers, of whatever kind they are taken to be."""
    return "armed_group" in kinds.split("+") and any(
        is_armed(p, cast) and cast.kind(p.actor) != "person" for p in people
    )


def _are_of(kinds: str, people: Sequence[Participant], cast: Cast) -> bool:
    return not kinds or any(cast.kind(p.actor) in kinds.split("+") for p in people)


def is_target(at: Setting, sense: Sense) -> bool:
    """Whether what is struck is a place or a thing that forces strike: "the airport", "two bases"."""
    if sense.type != "ASSAULT" or sense.part != "verb" or sense.objects:
        return False
    return any(w.lemma in classes()["site"] | classes()["ground"] | classes()["force"] for w in at.objects)


def asks(sense: Sense) -> bool:
    """Whether a sense needs recipients."""
    return any(need.partition(":")[0] == "r" for need in sense.needs)


def suits(sense: Sense, recipients: Sequence[Participant], cast: Cast) -> bool:
    """Whether recipients found further off are of the kind that the sense needs."""
    asked = [need.partition(":")[2] for need in sense.needs if need.partition(":")[0] == "r"]
    return bool(recipients) and all(_are_of(kinds, recipients, cast) for kinds in asked)


def _is_done_to_somebody(at: Setting) -> bool:
    """Whether the object is a personal pronoun, whoever it stands for: "ordered him", "ordered most of them"."""
    below = [w for o in at.objects for name, w in prepositions(o) if name == "of"]
    return any(w.lower in _SOMEBODY for w in (*at.objects, *below))


def is_own_deed(at: Setting, actors: Sequence[Participant], cast: Cast) -> bool:
    """Whether somebody speaks of what he did himself: "regrets its role", "that it left", "having left"."""
    doers = {p.actor for p in actors}
    for c in at.word.children:
        if c.dep in ("xcomp", "pcomp") and c.tag == "VBG":
            return True
        if c.dep == "ccomp" and _is_of(c, doers, cast):
            return True
        if c.dep in OBJECTS:
            owners = [cast.at(g) for g in c.children if g.dep == "poss" and g.pos == "PRON"]
            if any(m is not None and m.actor in doers for m in owners):
                return True
            if any(_is_of(g, doers, cast) for g in c.children if g.dep == "relcl"):
                return True
    return False


def _is_of(clause: Word, doers: set[str], cast: Cast) -> bool:
    """Whether the subject of a clause, or its owner, is one of these."""
    subjects = [s for s in clause.children if s.dep in SUBJECTS]
    subjects += [g for s in subjects for g in s.children if g.dep == "poss"]
    return any((m := cast.at(s)) is not None and m.actor in doers for s in subjects) or any(
        s.lower in _OURS for s in subjects
    )


def _is_asked(at: Setting) -> bool:
    """Whether what the deed is about was asked for or ordered: "complied with the order", "accepted the invitation"."""
    things = [*at.objects, *(w for words in at.found.obliques.values() for w in words)]
    if any(w.lower in _TOLD or at.page.cast.at(w) is not None for w in at.objects):
        return True  # whatever "it" is, or whoever
    return any(w.lemma in classes()["asked"] or w.lemma in classes()["pact"] for w in things)


def may_use_force(p: Participant, cast: Cast) -> bool:
    """Whether somebody has forces to raise, arm or send: a state, a government, soldiers, whoever leads them."""
    member = cast.members[p.actor]
    if member.kind in ("state", "states", "government", "igo", "armed_group"):
        return True
    if member.kind == "population" and member.country is not None:
        return True
    return bool(set((member.code or "").split()) & (ARMED | POLITICAL)) or bool(member.titles or member.offices)
