"""Who holds power where and who sits in what body: "came to power in Chad", "sits on the council", "Chad under X".

Example: "the generals seized power in Mali" → rules; "Lopez took over the Red Front" → controls; "Kenya holds a seat on
the Security Council" → part_of.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cast import Cast, CastMention
from aitia.extract.tie_deeds import fitting
from aitia.extract.tie_statements import Stated, as_participant, stated
from aitia.language.arcs import prepositions
from aitia.language.frames import frame, surface_subjects
from aitia.language.page import Page, Word
from aitia.language.status import status
from aitia.model.codes import ActorKind, Relation, TieTime
from aitia.model.records import Participant

_COMING: Final = frozenset("come remain return rise stay sweep".split())  # "to power"
_TAKING: Final = frozenset("assume capture cling consolidate grab hold seize take usurp wield".split())
_BODIES: Final[frozenset[ActorKind]] = frozenset(["igo", "organisation", "government", "armed_group", "states"])
_SITTING: Final = frozenset(["serve", "sit"])
_SEATED: Final = frozenset("fill have hold keep occupy take win".split())
_LED: Final[frozenset[ActorKind]] = frozenset(["armed_group", "organisation", "government", "state"])
_FREE: Final = frozenset("BUS EDU JRN JUD MED MNC".split())


def ties_of_seats(page: Page) -> Iterator[Stated]:
    """Yield who holds power in a state, leads a body or has a seat in it."""
    for word in page.words:
        if not word.sent.is_content:
            continue
        if word.lower == "power" and word.pos == "NOUN":
            yield from _power(page, word)
        elif word.pos == "VERB" and word.lemma in _SITTING | _SEATED:
            yield from _seat(page, word)
            if word.lemma == "take" and any(c.dep == "prt" and c.lower == "over" for c in word.children):
                yield from _taken_over(page, word)
        elif word.lower == "under" and word.dep == "prep":
            yield from _under(page, word)


def _power(page: Page, power: Word) -> Iterator[Stated]:
    """ "came to power in Chad", "has been in power in Chad", "seized power in Chad"."""
    cast: Cast = page.cast
    verb = power.head.head if power.dep == "pobj" else power.head
    coming = power.dep == "pobj" and power.head.lower == "to" and verb.lemma in _COMING
    being = power.dep == "pobj" and power.head.lower == "in" and verb.lemma in ("be", "remain", "stay")
    taking = power.dep == "dobj" and verb.lemma in _TAKING
    if not coming and not being and not taking:
        return
    state = status(verb)
    if state.needed or state.hypothetical or state.negated or state.planned:
        return
    where = [w for x in (verb, power, power.head) for name, w in prepositions(x) if name == "in" and w is not power]
    lands = [p for p in cast.everyone(where) if cast.kind(p.actor) == "state"]
    for a in cast.everyone(surface_subjects(verb), places=False):
        for b in lands:
            if a.actor != b.actor and cast.kind(a.actor) in ("person", "armed_group", "organisation", "government"):
                yield stated(page, a, b, "rules", power, [power], "office/power")


def _seat(page: Page, verb: Word) -> Iterator[Stated]:
    """ "sits on the Security Council", "holds a seat in the Senate"."""
    cast: Cast = page.cast
    if verb.lemma in _SITTING:
        near = [w for name, w in prepositions(verb) if name in ("on", "in")]
    else:
        seats = [w for w in frame(verb).patients if w.lemma == "seat"]
        near = [w for s in seats for name, w in prepositions(s) if name in ("on", "in", "at")]
        near += [w for name, w in prepositions(verb) if seats and name in ("on", "in") and w not in near]
    bodies = [p for p in cast.everyone(near, places=False, proxies=False) if _seats(cast, p)]
    state = status(verb)
    if not bodies or state.needed or state.hypothetical or state.planned:
        return
    for a in cast.everyone(surface_subjects(verb), places=False, proxies=False):
        for b in bodies:
            if a.actor != b.actor and cast.kind(a.actor) in ("person", "state", "organisation", "armed_group"):
                reality = "negated" if state.negated else "asserted"
                yield stated(page, a, b, "part_of", verb, [verb], f"member/{verb.lemma}", factuality=reality)  # type: ignore[arg-type]


def _seats(cast: Cast, body: Participant) -> bool:
    """Whether a body is one that people have seats in."""
    member = cast.members[body.actor]
    return member.kind in _BODIES and not {"MIL", "COP"} & set((member.code or "").split())


def _taken_over(page: Page, verb: Word) -> Iterator[Stated]:
    """ "Lopez took over the Red Front in 2010"."""
    cast: Cast = page.cast
    roles, state = frame(verb), status(verb)
    if state.needed or state.hypothetical or state.negated or state.planned:
        return
    for b in cast.everyone(roles.patients, places=False, proxies=False):
        member = cast.members[b.actor]
        if member.kind not in ("armed_group", "organisation", "government") or not member.named:
            continue
        for a in cast.everyone(roles.agents, places=False, proxies=False):
            if a.actor != b.actor and cast.kind(a.actor) == "person":
                yield stated(page, a, b, "controls", verb, [verb], "verb/take-over")


def _under(page: Page, under: Word) -> Iterator[Stated]:
    """ "Chad under Déby", "Under Maria Lopez the Front has changed"."""
    cast: Cast = page.cast
    leaders = [m for name, w in prepositions(under.head) if name == "under" and (m := cast.heads.get(w.i)) is not None]
    leaders = [m for m in leaders if _is_leader(m, under, cast)]
    above = under.head
    if not leaders or any(c.dep == "prep" and c is not under for c in under.children):
        return
    if above.pos in ("VERB", "AUX"):
        if under is not under.sent.words[0]:
            return  # only at the head of a sentence: "served under the general" tells of the servant
        led = surface_subjects(above)
    else:
        led = [above]
    for head in led:
        body = cast.heads.get(head.i)
        if body is None or body.form == "pronoun" or not _is_led(cast, body):
            continue
        for m in leaders:
            relation: Relation | None = fitting(cast, as_participant(m), "rules", as_participant(body))
            told = above if above.pos in ("VERB", "AUX") else above.head
            time: TieTime = "past" if told.tag == "VBD" else "current"
            if relation is not None and m.actor != body.actor:
                yield stated(
                    page, as_participant(m), as_participant(body), relation, under, [under], "role/under", time=time
                )  # fmt: skip


def _is_leader(mention: CastMention, under: Word, cast: Cast) -> bool:
    """Whether what stands under "under" is somebody by name, and nothing of his: no "under Lopez's plan"."""
    person = mention.form == "name" and cast.kind(mention.actor) == "person"
    return person and mention.head.dep == "pobj" and mention.head.head is under


def _is_led(cast: Cast, body: CastMention) -> bool:
    member = cast.members[body.actor]
    return member.kind in _LED and member.named and not _FREE & set((member.code or "").split())
