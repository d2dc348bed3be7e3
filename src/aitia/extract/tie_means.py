"""Whence arms, money and shelter come: ties told from the side of whoever has them, and what is lent or let.

Example: "the rebels get their rifles from Libya" → Libya sponsors the rebels; "Libyan money keeps them alive" → the
same; "Chad lets the rebels use its airfields" → supports.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cast import Cast, CastMention
from aitia.extract.tie_statements import Stated, as_participant, stated
from aitia.language.arcs import OBJECTS, SUBJECTS, conjuncts, prepositions
from aitia.language.control import HELP
from aitia.language.frames import frame, surface_subjects
from aitia.language.page import Page, Word
from aitia.language.status import has_neg, status
from aitia.lexicon.events import classes
from aitia.model.codes import Relation
from aitia.model.records import Participant

_HAVING: Final = frozenset("acquire derive draw get have obtain receive secure take".split())
_LIVING: Final = frozenset("bank count depend feed lean live rely run subsist survive thrive".split())
_FLOWING: Final = frozenset("flow go pour stream trickle".split())
_FEEDING: Final = frozenset(
    "arm bankroll equip feed finance fuel fund keep nourish pay prop subsidise subsidize support sustain".split()
)
_MONEY: Final = frozenset(
    """bankroll cash dollar financing fund funding loan money payment salary stipend subsidy wage""".split()
)
_SUPPLIED: Final = frozenset("armed equipped financed funded paid provisioned stocked supplied".split())
_ALIVE: Final = frozenset("afloat alive going standing".split())
_SHELTER: Final = frozenset(
    """airbase airfield airspace asylum base hideout haven lodging passage port refuge sanctuary shelter
    territory""".split()
)
_LANDS: Final = frozenset("border country frontier hill land mountain soil valley water".split())
_ON_LAND: Final = ("across", "along", "from", "in", "into", "on", "over", "through")
_LENDING: Final = frozenset("accord afford allow extend give grant lend offer provide".split())
_HANDING: Final = frozenset("give hand lend loan sell send ship".split())
_LETTING: Final = frozenset("allow let permit".split())
_OWED: Final = frozenset(
    """crown existence job majority mandate office post power rescue rise seat survival throne triumph
    victory""".split()
)
_PAID_FOR: Final = frozenset(
    """arm campaign cost election fighter food gun gunman helicopter militia operation protest rifle salary soldier
    training troop upkeep wage war weapon""".split()
)

_PAYING: Final = frozenset("bribe hire induce pay recruit".split())
_TURNING: Final = frozenset(["turn"])
_ARISING: Final = frozenset("fight march mutiny rebel revolt rise".split())
_STRIKING: Final = frozenset(
    "ambush assassinate attack confront expel fight harass hunt kill murder oust overthrow raid topple".split()
)


def ties_of_means(page: Page) -> Iterator[Stated]:
    """Yield who sponsors or shelters whom, by what others have, live on or may use."""
    means = (classes()["arms"] | classes()["missile"] | _MONEY) - {"shell", "round", "gas", "shot"}
    for verb in page.words:
        if verb.pos != "VERB" or not verb.sent.is_content:
            continue
        lemma = verb.lemma
        if lemma in _HAVING | _LIVING:
            yield from _had(page, verb, means)
        if lemma in _FLOWING | _FEEDING:
            yield from _fed(page, verb, means)
        if lemma == "keep":
            yield from _kept(page, verb)
        if lemma in _LENDING | _HANDING:
            yield from _lent(page, verb, means)
        if lemma in _LETTING:
            yield from _let(page, verb)
        if lemma == "owe":
            yield from _owed(page, verb)
        if lemma == "pay":
            yield from _paid_for(page, verb)
        if lemma in _PAYING:
            yield from _paid_against(page, verb)


def _had(page: Page, verb: Word, means: frozenset[str]) -> Iterator[Stated]:
    """ "get their missiles from Iran", "lives on Iranian money"."""
    cast: Cast = page.cast
    if verb.lemma in _HAVING:
        things = [w for w in frame(verb).patients if w.lemma.lower() in means]
        under = [w for x in (verb, *things) for name, w in prepositions(x) if name == "from"]
        givers = cast.everyone(under) if things else []
    else:
        things = [w for name, w in prepositions(verb) if name in ("on", "upon", "off") and w.lemma.lower() in means]
        givers = [p for w in things for p in _owners(page, w)]
    if givers:
        yield from _told(page, givers, cast.everyone(surface_subjects(verb), places=False), "sponsors", verb)


def _owners(page: Page, thing: Word) -> list[Participant]:
    """Whose arms or money it is: "Iranian money", "money from Qatar"."""
    cast: Cast = page.cast
    return cast.owner(thing) or cast.everyone([w for name, w in prepositions(thing) if name == "from"])


def _fed(page: Page, verb: Word, means: frozenset[str]) -> Iterator[Stated]:
    """ "Money from Qatar flows to Hamas", "Qatari money keeps Hamas in power"."""
    cast: Cast = page.cast
    things = [w for w in surface_subjects(verb) if w.lemma.lower() in means]
    givers = [p for w in things for p in _owners(page, w)]
    if not givers:
        return
    roles = frame(verb)
    taken = roles.at("to", "into") if verb.lemma in _FLOWING else roles.patients
    yield from _told(page, givers, cast.everyone(taken, places=False), "sponsors", verb)


def _kept(page: Page, verb: Word) -> Iterator[Stated]:
    """ "keeps the militia supplied with rockets", "keeps the junta afloat"."""
    cast: Cast = page.cast
    roles = frame(verb)
    said = {c.lower for c in verb.children if c.dep in ("xcomp", "oprd", "acomp", "advmod", "ccomp", "advcl", "acl")}
    said |= {c.lower for w in roles.patients for c in w.children if c.dep in ("acl", "amod") and c.i > w.i}
    relation: Relation | None = "sponsors" if said & _SUPPLIED else "supports" if said & _ALIVE else None
    if relation is not None and not roles.passive:
        takers = cast.everyone([*roles.patients, *_inner_subjects(verb)], places=False)
        yield from _told(page, cast.everyone(roles.agents, places=False), takers, relation, verb)


def _inner_subjects(verb: Word) -> list[Word]:
    clauses = [c for c in verb.children if c.dep == "ccomp"]
    return [x for c in clauses for w in c.children if w.dep in SUBJECTS for x in conjuncts(w)]


def _lent(page: Page, verb: Word, means: frozenset[str]) -> Iterator[Stated]:
    """ "offers the Taliban sanctuary", "lent its airfields to the bombers", "sold the Red Army rifles"."""
    cast: Cast = page.cast
    roles = frame(verb)
    for thing in roles.patients:
        sheltering = verb.lemma in _LENDING and thing.lemma.lower() in _SHELTER
        arming = verb.lemma in _HANDING and thing.lemma.lower() in means
        helping = verb.lemma in _LENDING and thing.lemma.lower() in HELP
        if not sheltering and not arming and not helping:
            continue
        run_on = _run_together(thing, verb, cast)
        takers = [run_on] if run_on is not None else []
        if sheltering:
            takers = cast.everyone([*roles.datives, *roles.at("to", "for")], places=False) or takers
        relation: Relation = "sponsors" if arming else "supports"
        yield from _told(page, cast.everyone(roles.agents, places=False), takers, relation, verb)


def _run_together(thing: Word, verb: Word, cast: Cast) -> Participant | None:
    """The receiver that the parser took for a part of the thing: "gave the Red Front rifles"."""
    words = thing.sent.words
    at = thing.i - words[0].i
    first = at - 1 if at < 2 or words[at - 1].pos != "ADJ" else at - 2  # "offered Mogadishu military help"
    before = cast.covering.get(words[first].i) if first >= 0 else None
    if before is None or before.form == "pronoun" or before.start <= verb.i or before.end != words[first].i + 1:
        return None
    gap = words[verb.i - words[0].i + 1 : before.start - words[0].i]
    told = _is_receiver(before, cast) and all(w.pos == "DET" for w in gap)
    return as_participant(before) if told and (gap or before.head.tag == "NNP") else None


def _is_receiver(mention: CastMention, cast: Cast) -> bool:
    """Whether a name before a thing may be whom it is given to: no "American rifles", no "Kalashnikov rifles"."""
    return mention.head.pos == "PROPN" and cast.kind(mention.actor) in ("armed_group", "organisation", "state")


def _let(page: Page, verb: Word) -> Iterator[Stated]:
    """ "lets the rebels use its territory", "allowed them to train on its soil"."""
    cast: Cast = page.cast
    roles = frame(verb)
    for clause in (c for c in verb.children if c.dep in ("ccomp", "xcomp")):
        used = [x for c in clause.children if c.dep in OBJECTS for x in conjuncts(c)]
        used += [w for name, w in prepositions(clause) if name in _ON_LAND]
        lands = [w for w in used if w.lemma.lower() in _SHELTER | _LANDS]
        if has_neg(clause) or not any(c.dep in ("poss", "amod") for w in lands for c in w.children):
            continue
        users = [x for c in clause.children if c.dep in SUBJECTS for x in conjuncts(c)] or roles.patients
        givers = cast.everyone(roles.agents, places=False) or [p for w in lands for p in cast.owner(w)]
        takers = [p for p in cast.everyone(users, places=False) if p.actor not in {g.actor for g in givers}]
        owners = {p.actor for w in lands for p in cast.owner(w)}
        if not owners or owners & {g.actor for g in givers}:
            yield from _told(page, givers, takers, "supports", verb)


def _owed(page: Page, verb: Word) -> Iterator[Stated]:
    """ "owes the mullahs his throne", "owes its survival to Russia"."""
    cast: Cast = page.cast
    roles = frame(verb)
    if any(w.lemma.lower() in _OWED for w in roles.patients):
        under = [w for thing in roles.patients for name, w in prepositions(thing) if name == "to"]
        givers = cast.everyone([*roles.datives, *roles.at("to"), *under])
        yield from _told(page, givers, cast.everyone(roles.agents, places=False), "supports", verb)


def _paid_for(page: Page, verb: Word) -> Iterator[Stated]:
    """ "pays for the militia's rifles", "pays for most of what the militia does"."""
    cast: Cast = page.cast
    takers: list[Participant] = []
    for c in verb.children:
        if c.dep != "prep" or c.lower != "for":
            continue
        for thing in (x for p in c.children if p.dep == "pobj" for x in conjuncts(p)):
            if thing.lemma.lower() in _PAID_FOR:
                takers += cast.owner(thing)
            takers += cast.everyone(_doers_inside(thing), places=False)
        for clause in (p for p in c.children if p.dep == "pcomp"):
            takers += cast.everyone(_doers_inside(clause), places=False)
    takers = [p for p in takers if cast.kind(p.actor) != "person"]
    if takers:
        yield from _told(page, cast.everyone(frame(verb).agents, places=False), takers, "sponsors", verb)


def _paid_against(page: Page, verb: Word) -> Iterator[Stated]:
    """ "paid the tribes to turn on the militants": sponsors whoever is paid, opposes whom he is set upon."""
    cast: Cast = page.cast
    roles = frame(verb)
    for clause in (c for c in verb.children if c.dep in ("xcomp", "advcl", "ccomp") and not has_neg(c)):
        if not any(x.lower == "to" for x in clause.children):
            continue
        act = frame(clause)
        struck = act.at("on", "upon") if clause.lemma in _TURNING else []
        struck += act.at("against") if clause.lemma in _ARISING | _TURNING else []
        struck += act.patients if clause.lemma in _STRIKING else []
        if not struck:
            continue
        payers = cast.everyone(roles.agents, places=False)
        hands = cast.everyone(roles.patients, places=False)
        for b in hands:
            if cast.kind(b.actor) in ("armed_group", "organisation", "population"):
                yield from _told(page, payers, [b], "sponsors", verb, groups=True)
        if hands:
            yield from _told(page, payers, cast.everyone(struck), "opposes", verb)


def _doers_inside(top: Word) -> list[Word]:
    """Who does "what" is paid for: "most of what the militia does"."""
    inside = list(top.subtree())
    what = next((w for w in inside if w.lower in ("what", "whatever", "everything")), None)
    if what is None:
        return []
    return [x for w in inside if w.i > what.i and w.dep == "nsubj" for x in conjuncts(w)]


def _told(
    page: Page,
    givers: list[Participant],
    takers: list[Participant],
    relation: Relation,
    verb: Word,
    *,
    groups: bool = False,
) -> Iterator[Stated]:
    cast: Cast = page.cast
    state = status(verb)
    if state.needed or (state.hypothetical and not state.negated):
        return
    for b in takers:
        member = cast.members[b.actor]
        needy = member.kind == "population" or (member.kind == "person" and not member.named)
        fit: Relation = "supports" if needy and relation == "sponsors" and not groups else relation
        for a in givers:
            if a.actor != b.actor and cast.kind(a.actor) != "population":
                yield stated(
                    page, a, b, fit, verb, [verb], f"means/{verb.lemma}", time=state.time, factuality=state.factuality
                )  # fmt: skip
