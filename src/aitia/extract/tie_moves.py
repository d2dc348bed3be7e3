"""Ties shown by what somebody demands, gives or orders.

Example: "called for the overthrow of the king" → opposes; "sold the junta rifles" → sponsors; "ordered the army
into the town" → controls.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cast import Cast
from aitia.extract.tie_deeds import fitting
from aitia.extract.tie_statements import Stated, stated
from aitia.language.arcs import conjuncts, prepositions
from aitia.language.control import HELP
from aitia.language.frames import Frame, frame, surface_subjects
from aitia.language.page import Page, Word
from aitia.language.status import status
from aitia.lexicon.events import classes
from aitia.model.codes import Relation, TieTime
from aitia.model.records import Participant

_DEMANDS: Final[dict[str, tuple[str, ...]]] = {
    "advocate": ("dobj",), "agitate": ("for",), "appeal": ("for",), "back": ("dobj",), "call": ("for",),
    "campaign": ("for",), "clamor": ("for",), "clamour": ("for",), "demand": ("dobj",), "favor": ("dobj",),
    "favour": ("dobj",), "insist": ("on",), "lobby": ("for",), "petition": ("for",), "plot": ("dobj",),
    "press": ("for",), "promise": ("dobj",), "propose": ("dobj",), "push": ("for",), "seek": ("dobj",),
    "support": ("dobj",), "urge": ("dobj",), "vote": ("for",), "vow": ("dobj",), "want": ("dobj",),
}  # fmt: skip
_ENDS: Final = frozenset(
    """arrest assassination ban bombing boycott conviction crushing death defeat deportation destruction disarmament
    disarming disbandment disbanding dismissal dissolution downfall elimination embargo eradication execution exclusion
    expulsion extermination extradition fall humiliation impeachment imprisonment indictment invasion isolation ouster
    ousting overthrow prosecution punishment removal resignation sacking sanction surrender suspension toppling
    trial""".split()
)
_LEAVING: Final = frozenset("apologise apologize abdicate disarm disband dissolve quit resign surrender".split())
_ENTERING: Final = frozenset(["enter", "rejoin"])
_QUITTING: Final = frozenset(["exit", "leave", "quit"])
_AGAINST: Final = ("of", "against", "on", "for")
_GIVING: Final = frozenset(
    """airlift channel deliver donate fly funnel furnish give hand lend loan offer pass pay pour provide rush sell send
    ship slip smuggle supply transfer""".split()
)
_EQUIPPING: Final = frozenset("arm equip furnish present provide supply".split())
_PLEDGING: Final = frozenset("allocate allot award earmark extend grant offer pledge promise".split())
_HELPS: Final = HELP | {"backing", "protection", "reinforcement", "troop"}
_LEFT: Final = {"abandon": "dobj", "defect": "from", "exit": "dobj", "leave": "dobj", "quit": "dobj", "resign": "from"}
_MARCHING: Final = frozenset("assemble demonstrate gather march protest rally strike take".split())
_FUNDS: Final = frozenset(
    """bankroll billion bribe cash dinar dollar euro financing franc fund funding kickback loan million money payment
    pound rial rouble ruble salary stipend subsidy""".split()
)
_OWED: Final = frozenset("bill claim commission fare fee fine invoice rent tab tariff tax toll".split())
_NO_ARMS: Final = frozenset(["canister", "flare", "gas", "round", "shell", "volley"])
_ORDERING: Final = frozenset("commit deploy dispatch mobilise mobilize order recall send station unleash".split())
_SETTING: Final = frozenset("employ hurl lead loose set throw turn use".split())
_SET_ON: Final = ("against", "on", "upon", "at")
_TROOPS: Final = frozenset(["MIL", "COP", "PRM"])


def ties_of_moves(page: Page) -> Iterator[Stated]:
    """What is demanded of somebody, given to somebody, and who is ordered about."""
    cast: Cast = page.cast
    for word in page.words:
        if word.pos not in ("VERB", "NOUN") or not word.sent.is_content:
            continue
        if word.lemma in _DEMANDS:
            yield from _demanded(page, cast, word)
        if word.pos == "VERB" and word.lemma in _GIVING | _EQUIPPING:
            yield from _given(page, cast, word)
        if word.pos == "VERB" and word.lemma in _PLEDGING:
            yield from _pledged(page, cast, word)
        if word.pos == "VERB" and word.lemma in _LEFT:
            yield from _left(page, cast, word)
        if word.pos == "VERB" and word.lemma in _ENTERING | _QUITTING:
            yield from _entered(page, cast, word)
        if word.pos == "VERB" and word.lemma in _ORDERING | _SETTING:
            yield from _ordered(page, cast, word)


def _demanded(page: Page, cast: Cast, word: Word) -> Iterator[Stated]:
    """Opposition to whom one wants to fall: "demands his resignation", "calls for a boycott of the company"."""
    roles = frame(word)
    slots = _DEMANDS[word.lemma] if word.pos == "VERB" else ("for", "of")
    ends = [w for slot in slots for w in (roles.patients if slot == "dobj" else roles.at(slot)) if w.lemma in _ENDS]
    struck = [x for end in ends for x in _struck(end)]
    if word.pos == "VERB" and any(c.dep in ("xcomp", "ccomp") and _leaves(c) for c in word.children):
        struck += roles.patients + roles.at("on")
    holders, targets = cast.everyone(roles.agents), cast.everyone(struck)
    state = status(word)
    above = word.head
    if not state.negated and word.dep in ("advcl", "xcomp") and above.lemma in _MARCHING and above.pos == "VERB":
        holders = holders or cast.everyone(surface_subjects(above))  # "marched to demand his resignation"
        state = status(above)
    if state.needed or state.hypothetical:
        return
    for a in holders:
        for b in targets:
            yield stated(
                page, a, b, "opposes", word, [word], f"demand/{word.lemma}", time=state.time,
                factuality="negated" if state.negated else "asserted",
            )  # fmt: skip


def _struck(end: Word) -> list[Word]:
    """Whom an end is to befall: its possessor or what stands under "of", "against", "on"."""
    return [
        *(x for c in end.children if c.dep == "poss" for x in conjuncts(c)),
        *(w for name, w in prepositions(end) if name in _AGAINST),
    ]


def _leaves(clause: Word) -> bool:
    stepping = clause.lemma in ("step", "stand") and any(c.lower in ("down", "aside") for c in clause.children)
    return (clause.lemma in _LEAVING or stepping) and not any(c.dep == "neg" for c in clause.children)


def _given(page: Page, cast: Cast, verb: Word) -> Iterator[Stated]:
    """Sponsorship by arms and money: "sold the junta rifles", "supplies the rebels with weapons"."""
    roles = frame(verb)
    receivers: list[Word] = []
    if _is_means(roles.patients, verb):
        receivers = [*roles.datives, *roles.at("to"), *_aided(roles.patients, roles)]
        receivers = receivers or roles.patients[: len(roles.patients) - 1]
    else:
        with_arms = verb.lemma in _EQUIPPING and _is_means(roles.at("with"), verb)
        if with_arms or (verb.lemma in _GIVING and _is_means(roles.datives, verb)):  # "was sold rifles"
            receivers = roles.patients
    state = status(verb)
    if not receivers or state.needed or state.hypothetical or _is_opposed(verb):
        return
    givers, takers = cast.everyone(roles.agents, places=False), cast.everyone(receivers)
    for taker in takers:
        needy = cast.kind(taker.actor) == "population"
        if needy and cast.members[taker.actor].named:
            continue  # "weapons for the Mexicans": for some of them
        # wages for gunmen, but relief for families
        relation: Relation = "supports" if needy else "sponsors"
        yield from _both(page, givers, [taker], relation, verb, f"means/{verb.lemma}", roles, negated=state.negated)


def _aided(sums: list[Word], roles: Frame) -> list[Word]:
    """For whom money is meant: "$100 million in assistance to the rebels"."""
    inner = [w for x in sums for name, w in prepositions(x) if name in ("in", "of") and w.lemma in HELP]
    inner += [w for w in roles.at("in") if w.lemma in HELP]
    return [w for x in inner for name, w in prepositions(x) if name in ("to", "for")]


def _is_opposed(verb: Word) -> bool:
    """Whether a deed is only the object of a refusal: "voted against sending money"."""
    return verb.dep == "pcomp" and verb.head.lower in ("against", "from", "without")


def _is_means(things: list[Word], verb: Word) -> bool:
    means = (classes()["arms"] | classes()["missile"]) - _NO_ARMS
    things = [w for w in things if w.lemma not in _OWED]  # "sent the ministry a bill of a million dollars"
    if verb.lemma not in ("sell", "offer"):
        means = means | _FUNDS
    return any(
        w.lemma.lower() in means
        for thing in things
        for w in (thing, *(x for name, x in prepositions(thing) if name in ("of", "in")), *_compounds(thing))
    )


def _compounds(thing: Word) -> list[Word]:
    return [c for c in thing.children if c.dep in ("compound", "nmod")]


def _entered(page: Page, cast: Cast, verb: Word) -> Iterator[Stated]:
    """Membership of those who enter or quit an international body: "entered the European Union"."""
    roles, state = frame(verb), status(verb)
    if state.needed or state.hypothetical or state.negated:
        return
    bodies = [p for p in cast.everyone(roles.patients, places=False) if cast.kind(p.actor) == "igo"]
    time: TieTime = "prospective" if state.planned else "past" if verb.lemma in _QUITTING else "current"
    for a in cast.everyone(roles.agents):
        for b in bodies if cast.kind(a.actor) in ("state", "states", "government") else ():
            kind = "left" if verb.lemma in _QUITTING else "verb"
            yield stated(page, a, b, "part_of", verb, [verb], f"{kind}/{verb.lemma}", time=time)


def _left(page: Page, cast: Cast, verb: Word) -> Iterator[Stated]:
    """Membership that is over: "quit the Labour Party", "defected from the front", no "left the White House"."""
    roles, state = frame(verb), status(verb)
    if state.needed or state.hypothetical or state.negated or any(c.dep == "prt" for c in verb.children):
        return
    left = roles.patients if _LEFT[verb.lemma] == "dobj" else roles.at("from")
    time: TieTime = "prospective" if state.planned else "past"
    for body in cast.everyone(left, places=False, proxies=False):
        sectors = set((cast.members[body.actor].code or "").split())
        if not cast.members[body.actor].named or not sectors & {"PTY", "REB", "PRM", "OPP"}:
            continue
        for who in cast.everyone(roles.agents, places=False, proxies=False):
            if cast.kind(who.actor) in ("person", "armed_group", "organisation") and who.actor != body.actor:
                yield stated(page, who, body, "part_of", verb, [verb], f"left/{verb.lemma}", time=time)


def _pledged(page: Page, cast: Cast, verb: Word) -> Iterator[Stated]:
    """Help that is promised: "pledged $20 million to Chad", "offered Chad military assistance"."""
    roles, state = frame(verb), status(verb)
    things = roles.patients
    helping = [w for w in things if w.lemma.lower() in _HELPS]
    if state.needed or state.hypothetical or not (helping or _is_means(things, verb)):
        return
    receivers = [*roles.datives, *roles.at("to"), *_aided(things, roles)]
    receivers += [w for x in helping for name, w in prepositions(x) if name in ("to", "for")]
    takers = [p for p in cast.everyone(receivers) if cast.kind(p.actor) != "person"]
    givers = cast.everyone(roles.agents, places=False)
    for taker in takers:
        armed = cast.kind(taker.actor) != "population" and not helping
        relation: Relation = "sponsors" if armed else "supports"
        yield from _both(page, givers, [taker], relation, verb, f"means/{verb.lemma}", roles, negated=state.negated)


def _ordered(page: Page, cast: Cast, verb: Word) -> Iterator[Stated]:
    """Command over forces that one orders about: "sent the army into the streets"."""
    roles = frame(verb)
    state = status(verb)
    if state.needed or state.hypothetical or state.negated:
        return
    leaders = [p for p in cast.everyone(roles.agents, places=False) if cast.kind(p.actor) in ("person", "government")]
    forces = [p for p in cast.everyone(roles.patients, places=False, proxies=False) if _are_forces(cast, p)]
    for a in leaders:
        ours = [b for b in forces if cast.members[b.actor].country in (None, cast.members[a.actor].country)]
        if verb.lemma not in _SETTING:
            yield from _both(page, [a], ours, "controls", verb, f"order/{verb.lemma}", roles, negated=False)
    if not forces:
        return
    under = [w for x in (verb, *roles.patients) for name, w in prepositions(x) if name in _SET_ON]
    for b in cast.everyone(under, places=False):
        for a in cast.everyone(roles.agents, places=False):
            fit = fitting(cast, a, "suppresses" if cast.kind(b.actor) == "population" else "fights", b)
            if fit is not None and a.actor != b.actor and b.actor not in {f.actor for f in forces}:
                yield from _both(page, [a], [b], fit, verb, f"order/{verb.lemma}", roles, negated=False)


def _are_forces(cast: Cast, p: Participant) -> bool:
    member = cast.members[p.actor]
    return member.kind in ("armed_group", "government") and bool(_TROOPS & set((member.code or "").split()))


def _both(
    page: Page,
    subjects: list[Participant],
    objects: list[Participant],
    relation: Relation,
    verb: Word,
    rule: str,
    roles: Frame,
    *,
    negated: bool,
) -> Iterator[Stated]:
    time = status(roles.head).time
    for a in subjects:
        for b in objects:
            if a.actor != b.actor:
                factuality = "negated" if negated else "asserted"
                yield stated(page, a, b, relation, verb, [verb], rule, time=time, factuality=factuality)  # type: ignore[arg-type]
