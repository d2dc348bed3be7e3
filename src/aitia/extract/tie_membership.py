"""Who belongs to what: "is part of the alliance", "the Front, which includes the Brigade", "was assigned to the unit".

Example: "Kenya, as part of the African Union, sent troops" → Kenya part_of the African Union.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cast import Cast, CastMention
from aitia.extract.nominals import Description
from aitia.extract.tie_standing import column_of
from aitia.extract.tie_statements import Stated, as_participant, stated
from aitia.language.arcs import is_passive, prepositions
from aitia.language.frames import frame, surface_subjects
from aitia.language.page import Page, Word, span_of
from aitia.language.status import Status, status
from aitia.lexicon.ties import tie_roles
from aitia.model.codes import ActorKind, TieTime
from aitia.model.records import Participant

_BODIES: Final[frozenset[ActorKind]] = frozenset(["igo", "organisation", "armed_group", "government", "states"])
_BEING: Final = frozenset("be become form remain stay".split())
_HOLDING: Final = frozenset("comprise contain include incorporate unite".split())
_MADE: Final = frozenset(["compose", "comprise", "make"])  # "is made up of", "is composed of"
_ASSIGNING: Final = frozenset("assign attach commission enlist induct second".split())
_ENLISTING: Final = frozenset(["to", "in", "into"])
_TROOPS: Final = frozenset(["MIL", "COP", "PRM", "SPY", "REB"])
_UNITS: Final = frozenset(
    """army battalion battery brigade command company corps division fleet group platoon regiment squad squadron unit
    wing""".split()
)


def ties_of_membership(page: Page) -> Iterator[Stated]:
    """Parts and members that predicates, numbered units and offices between commas tell."""
    cast: Cast = page.cast
    for word in page.words:
        if not word.sent.is_content:
            continue
        if word.lower == "part" and word.pos == "NOUN":
            yield from _part(page, cast, word)
        elif word.pos == "VERB" and word.lemma in _HOLDING | _MADE | {"consist"}:
            yield from _made_of(page, cast, word)
        elif word.pos == "VERB" and word.lemma in _ASSIGNING:
            yield from _assigned(page, cast, word)
        elif word.dep == "appos" and word.pos == "NOUN" and word.lemma.lower() in tie_roles():
            yield from _between_commas(page, cast, word)
        elif word.dep == "appos" and word.lemma.lower() in _UNITS and word.head.lemma.lower() in _UNITS:
            yield from _within(page, cast, word)
    for description, actor in cast.described:
        yield from _serving(page, cast, description, actor)


def _part(page: Page, cast: Cast, part: Word) -> Iterator[Stated]:
    """ "is part of", "as part of", "X, part of Y,"."""
    if any(c.dep in ("amod", "poss", "nummod") and c.lower not in ("integral", "key") for c in part.children):
        return  # "a large part of the coalition"
    wholes = cast.everyone([w for name, w in prepositions(part) if name == "of"], places=False, proxies=False)
    wholes = [p for p in wholes if cast.kind(p.actor) in _BODIES]
    if not wholes:
        return
    above = part.head
    verb: Word | None = None
    if part.dep == "attr" and above.lemma in _BEING:
        parts, verb = surface_subjects(above), above
    elif part.dep == "dobj" and above.lemma == "form":
        parts, verb = frame(above).agents, above
    elif part.dep == "appos":
        parts = [above]
    elif part.dep == "pobj" and above.lower == "as":
        governor = above.head
        verb = governor if governor.pos in ("VERB", "AUX") else None
        parts = [governor] if verb is None else [] if is_passive(governor) else surface_subjects(governor)
    else:
        return
    state = status(verb) if verb is not None else Status()
    if state.needed or state.hypothetical:
        return
    found = cast.everyone(parts, proxies=False)
    yield from _belonging(page, cast, found, wholes, part, "member/part", state)


def _made_of(page: Page, cast: Cast, verb: Word) -> Iterator[Stated]:
    """ "the Front, which includes the Brigade", "the alliance consists of Chad and Niger"."""
    roles, passive = frame(verb), is_passive(verb)
    if verb.lemma == "consist" or (verb.lemma in _MADE and passive):
        members = roles.at("of") + roles.at("up of")
        wholes = surface_subjects(verb)
        if verb.lemma == "make" and not any(c.lower == "up" for c in verb.children):
            return
    elif passive or verb.lemma == "make":
        return
    else:
        members, wholes = roles.patients, roles.agents
    bodies = cast.everyone(wholes, places=False, proxies=False)
    bodies = [p for p in bodies if cast.kind(p.actor) in _BODIES]
    parts = cast.everyone(members, proxies=False) if bodies else []
    state = status(verb)
    if state.needed or state.hypothetical:
        return
    named = [p for p in parts if cast.members[p.actor].named and cast.kind(p.actor) != "population"]
    yield from _belonging(page, cast, named, bodies, verb, f"member/{verb.lemma}", state)


def _assigned(page: Page, cast: Cast, verb: Word) -> Iterator[Stated]:
    """ "was assigned to the 2nd Battalion", "enlisted in the navy"."""
    roles = frame(verb)
    units = cast.everyone(roles.at(*_ENLISTING), places=False, proxies=False)
    units = [p for p in units if cast.kind(p.actor) in _BODIES - {"states"}]
    if not units:
        return
    people = roles.patients if roles.passive or roles.patients else roles.agents
    state = status(verb)
    if state.needed or state.hypothetical:
        return
    found = [p for p in cast.everyone(people, places=False, proxies=False) if cast.kind(p.actor) != "igo"]
    yield from _belonging(page, cast, found, units, verb, f"member/{verb.lemma}", state)


def _belonging(
    page: Page, cast: Cast, parts: list[Participant], wholes: list[Participant], word: Word, rule: str, state: Status
) -> Iterator[Stated]:
    for a in parts:
        for b in wholes:
            if a.actor != b.actor and cast.kind(a.actor) != "population":
                reality = "negated" if state.negated else "planned" if state.planned else "asserted"
                time: TieTime = "prospective" if state.planned else "current"
                yield stated(page, a, b, "part_of", word, [word], rule, time=time, factuality=reality)  # type: ignore[arg-type]


def _between_commas(page: Page, cast: Cast, role: Word) -> Iterator[Stated]:
    """ "Ismail Varga, commander, Northern Fleet": an office with its body after a comma."""
    holder = cast.heads.get(role.head.i)
    if holder is None or holder.form != "name" or cast.kind(holder.actor) != "person":
        return
    if any(c.dep in ("det", "poss", "prep") for c in role.children):
        return
    body = next((m for c in role.children if c.dep == "appos" and (m := cast.heads.get(c.i)) is not None), None)
    if body is None or body.form != "name" or cast.kind(body.actor) not in _BODIES or body.actor == holder.actor:
        return
    relation = tie_roles()[role.lemma.lower()][column_of(body, cast)]
    yield stated(
        page, as_participant(holder), as_participant(body), relation, role, [role], f"role/{role.lemma.lower()}"
    )


def _within(page: Page, cast: Cast, outer: Word) -> Iterator[Stated]:
    """ "2nd Battalion, 5th Brigade": the smaller unit is part of the one named after it."""
    inner = outer.head
    small, large = cast.heads.get(inner.i), cast.heads.get(outer.i)
    if small is None or large is None or small.actor == large.actor or small.end + 1 != large.start:
        return
    if page.words[small.end].text == "," and small.form == large.form == "name":
        yield stated(
            page, as_participant(small), as_participant(large), "part_of", outer, [outer], "member/unit"
        )  # fmt: skip


def _serving(page: Page, cast: Cast, description: Description, actor: str) -> Iterator[Stated]:
    """ "a commander in the navy", "soldiers from the 3rd Battalion"."""
    head = description.head
    if not _TROOPS & set(description.agent.code.split()) or not head.sent.is_content:
        return
    if head.tag not in ("NNS", "NNPS") and description.agent.kind != "person":
        return  # "resistance from the groups"
    for name, word in prepositions(head):
        unit: CastMention | None = cast.heads.get(word.i) if name in ("in", "from", "with") else None
        if unit is None or unit.actor == actor or unit.form == "place":
            continue
        member = cast.members[unit.actor]
        if member.kind not in ("armed_group", "government", "organisation") or word.i - head.i > 8:
            continue
        unit_of_troops = unit.form == "name" and word.lemma.lower() in _UNITS
        if not _TROOPS & set((member.code or "").split()) and not unit_of_troops:
            continue
        subject = Participant(actor=actor, span=span_of(description.words))
        past = any(w.lower in ("former", "ex", "retired") for w in description.words)
        yield stated(
            page, subject, as_participant(unit), "part_of", head, [head], f"member/{head.lemma.lower()}",
            time="past" if past else "current",
        )  # fmt: skip
