"""Ties of bodies and members: whose a named body is, and who is named as one of a group.

Example: "the Israeli Air Force" → part_of Israel; "groups such as Hamas" → Hamas part_of the groups.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cast import Cast, CastMention
from aitia.extract.nominals import Description
from aitia.extract.tie_belonging import LEAGUES
from aitia.extract.tie_statements import Stated, as_participant, stated
from aitia.language.arcs import conjuncts, prepositions
from aitia.language.page import Page, Word, span_of
from aitia.lexicon.actors import atoms, registry
from aitia.lexicon.ties import tie_roles
from aitia.model.codes import ActorKind
from aitia.model.records import Participant

_COUNTING: Final = frozenset(
    ["array", "dozen", "group", "handful", "host", "list", "number", "range", "series", "string"]
)
_ARMS: Final = frozenset(["GOV", "MIL", "COP", "LEG", "JUD", "SPY", "PRM", "REB"])
_FREE: Final = frozenset(["REB", "JRN", "BUS", "OPP", "CRM", "PTY", "NGO", "MNC", "SOC", "EDU", "MED", "REL", "LAB"])
# bodies that bear a nation's name and are no part of the state
_PRIVATE: Final = frozenset(
    """airline airlines alliance association band board business center centre chamber charity church cinema club
    coalition college company conference convergence corporation crescent cross democracy federation
    festival forum foundation fund guild
    hospital initiative inc institute journal league magazine media movement museum network news newspaper
    orchestra organisation organization pac partnership press project radio review school society symposium team theatre
    times today trust union university""".split()
)
_LED: Final = frozenset(
    """administration alliance army brigade bloc cabinet coalition commission corps division force front government
    guard legion militia movement regiment resistance squad troop unit""".split()
)


_SECTIONS: Final = frozenset(
    """association board bureau center centre chapter clinic college commission committee council department desk
    division faculty institute lab laboratory library office party press program programme school section society
    unit""".split()
)


def ties_of_bodies(page: Page) -> Iterator[Stated]:
    """Named bodies and whose they are: "the Israeli Air Force", "the regime's Quds Force", "the Post's X"."""
    cast: Cast = page.cast
    for mention in cast.mentions:
        if mention.form != "name" or cast.kind(mention.actor) not in ("organisation", "government", "armed_group"):
            continue
        owner = next(
            (m for c in mention.head.children if c.dep in ("poss", "amod", "compound", "nmod") and c.i < mention.head.i
             for m in [cast.covering.get(c.i)] if m is not None and m.actor != mention.actor), None,
        )  # fmt: skip
        if owner is None:
            inner = cast.covering.get(mention.start)
            owner = inner if inner is not None and inner.actor != mention.actor else None
        leader = _leader(mention, cast)
        if leader is not None:
            yield stated(
                page,
                as_participant(leader),
                as_participant(mention),
                "controls",
                mention.head,
                [mention.head],
                "member/body",
            )
            continue
        if owner is None or cast.kind(owner.actor) not in ("state", "government", "igo", "armed_group", "organisation"):
            continue
        if "PTY" in _sectors(mention, cast) and "LEG" in _sectors(owner, cast):
            continue  # of "Senate Republicans" the party is no part of the Senate
        if cast.kind(owner.actor) == "state" and not _of_a_state(mention, cast, owner):
            continue  # "Syrian Democratic Forces", "USA Today": named after a state, not a part of it
        other = owner.head.dep != "poss" and cast.kind(owner.actor) not in ("state", "government", "igo")
        if other and not _is_section(mention, owner):
            continue
        yield stated(
            page, as_participant(mention), as_participant(owner), "part_of", mention.head, [mention.head], "member/body"
        )


def _sectors(mention: CastMention, cast: Cast) -> set[str]:
    return set((cast.members[mention.actor].code or "").split())


def _is_section(mention: CastMention, owner: CastMention) -> bool:
    """Whether a name begins with that of a whole body: "Hill University Law School", "Coastal News Board"."""
    begins = owner.start == mention.start and owner.end <= mention.head.i and owner.form == "name"
    return begins and mention.head.lower in _SECTIONS


def _leader(mention: CastMention, cast: Cast) -> CastMention | None:
    """The person a body belongs to: "his National Army", "Sarraj, whose Government of Accord"."""
    for c in mention.head.children:
        if c.dep != "poss" or c.i > mention.head.i:
            continue
        word = c
        if c.tag == "WP$":
            clause = next((w for w in c.ancestors() if w.dep == "relcl"), None)
            if clause is None:
                return None
            word = clause.head
        found = cast.heads.get(word.i) or cast.covering.get(word.i)
        if found is not None and cast.kind(found.actor) == "person" and found.actor != mention.actor:
            return found if _is_led(mention, cast) and _is_personal(found, cast) else None
    return None


def _is_led(mention: CastMention, cast: Cast) -> bool:
    """Whether a body is one that a person leads, and no place or work that bears a name: "Women's Care Center"."""
    member = cast.members[mention.actor]
    sectors = set((member.code or "").split())
    if sectors & {"PTY", "JRN", "EDU", "MED", "JUD"}:
        return False
    return member.kind in ("armed_group", "government") or bool(sectors & _ARMS) or mention.head.lemma.lower() in _LED


def _is_personal(owner: CastMention, cast: Cast) -> bool:
    """Whether a possessor is somebody in person, and no office that is a part of the name: "the Sheriff's Office"."""
    if owner.form == "pronoun":
        return True
    last = owner.head.lemma.lower()
    return cast.members[owner.actor].named and last not in tie_roles() and last not in registry().agents


def _of_a_state(mention: CastMention, cast: Cast, owner: CastMention) -> bool:
    """Whether a body that bears a state's name is an arm of it, by its sector or by its noun."""
    sectors = set((cast.members[mention.actor].code or "").split())
    if sectors & _FREE:
        return False
    if _is_capital(owner):
        return bool(sectors & _ARMS)  # "the London Homeless Coalition": of the town, if anything
    return bool(sectors & _ARMS) or mention.head.lemma.lower() not in _PRIVATE


def _is_capital(owner: CastMention) -> bool:
    """Whether a state is named by its capital."""
    words = owner.head.sent.words
    name = atoms(" ".join(w.text for w in words if owner.start <= w.i < owner.end))
    uses = {a.use for a in registry().aliases.get(name[0], ()) if a.atoms == name} if name else set()
    return "capital" in uses and "name" not in uses


def ties_of_members(page: Page) -> Iterator[Stated]:
    """Members given by name: "groups including A and B", "candidates like X", "Obama, Clinton and other Democrats"."""
    cast: Cast = page.cast
    for mention in cast.mentions:
        if mention.form == "pronoun" or cast.kind(mention.actor) == "states":
            continue  # "Chad and other countries" are no body
        if (
            mention.form == "name"
            and cast.kind(mention.actor) == "organisation"
            and mention.head.tag in ("NNS", "NNPS")
        ):
            for member in cast.enumerated(mention.head):  # "Republicans such as A and B"
                if member.actor != mention.actor and cast.members[member.actor].named:
                    yield stated(
                        page, member, as_participant(mention), "part_of", mention.head, [mention.head],
                        "member/enumerated",
                    )  # fmt: skip
        if not any(c.lower == "other" for c in mention.head.children) or not _tells_who(mention, cast):
            continue
        if not {w.lower for w in page.words[max(0, mention.start - 2) : mention.start]} & {"and", "or", "&"}:
            continue  # "Beyond the capital, other Republicans"
        for peer in cast.mentions_before(page.words, mention, 4):
            if cast.members[peer.actor].named and peer.head.sent is mention.head.sent and peer.actor != mention.actor:
                yield stated(
                    page,
                    as_participant(peer),
                    as_participant(mention),
                    "part_of",
                    mention.head,
                    [mention.head],
                    "member/other",
                )
    yield from _listed(page, cast)
    for description, actor in cast.described:
        yield from _of_league(page, cast, description, actor)
        if not description.plural:
            continue
        yield from _fellow_members(page, cast, description)
        top = description.head
        if top.dep == "pobj" and top.head.lower == "of" and top.head.head.lemma in _COUNTING:
            top = top.head.head  # "a number of candidates, including A": the list hangs on "number"
        for member in [
            *cast.enumerated(description.head),
            *(cast.enumerated(top) if top is not description.head else []),
        ]:
            if member.actor != actor and cast.members[member.actor].named and cast.kind(actor) != "states":
                subject = Participant(actor=actor, span=span_of(description.words))
                yield stated(
                    page, member, subject, "part_of", description.head, [description.head], "member/enumerated"
                )


def _of_league(page: Page, cast: Cast, description: Description, actor: str) -> Iterator[Stated]:
    """ "a coalition of the Labour Party and the Green Party": each of them is part of it."""
    if description.head.lemma.lower() not in LEAGUES or description.link != "of":
        return
    named = [p for name, w in prepositions(description.head) if name == "of" for p in cast.who(w, proxies=False)]
    named = [p for p in named if p.actor != actor and cast.members[p.actor].named]
    named = [p for p in named if cast.kind(p.actor) != "population"]
    if len(named) < 2:
        return
    whole = Participant(actor=actor, span=span_of(description.words))
    for p in named:
        yield stated(page, p, whole, "part_of", description.head, [description.head], "member/league")


def _fellow_members(page: Page, cast: Cast, description: Description) -> Iterator[Stated]:
    """ "NATO members Poland and Hungary", "Chad, Niger and other members of the Union": each is part of the body."""
    head, body = description.head, description.owner
    if head.lemma != "member" or body is None or cast.kind(body.actor) not in ("igo", "organisation", "states"):
        return
    names = [x for c in head.children if _begins(c, head) for x in conjuncts(c)]
    peers = [p for w in names for p in cast.who(w, proxies=False)]
    here = next((m for m in cast.mentions if m.head is head), None)
    if here is not None and any(c.lower == "other" for c in head.children):
        peers += [as_participant(m) for m in cast.mentions_before(page.words, here, 4) if m.head.sent is head.sent]
    for p in peers:
        if p.actor != body.actor and cast.members[p.actor].named:
            yield stated(page, p, as_participant(body), "part_of", head, [head], "member/member")


def _begins(name: Word, head: Word) -> bool:
    """Whether a name in apposition begins right after a noun: "members | Poland and Hungary"."""
    return name.dep == "appos" and name.i > head.i and min(w.i for w in name.subtree()) == head.i + 1


def _tells_who(mention: CastMention, cast: Cast) -> bool:
    """Whether "other" is said of a body or a described kind: "other Democrats", "other rebel forces", no "others"."""
    described = (c for c in mention.head.children if c.lower != "other" and c.dep in ("amod", "compound", "nmod"))
    return cast.members[mention.actor].named or any(described)


_GROUPS: Final[frozenset[ActorKind]] = frozenset(["igo", "organisation", "states", "government", "population"])


def _listed(page: Page, cast: Cast) -> Iterator[Stated]:
    """Members named after the group: "the Contact Group (France, Russia and Italy)", "nine states, Chad among them"."""
    for mention in cast.mentions:
        head = mention.head
        if mention.form == "pronoun" or cast.kind(mention.actor) not in _GROUPS:
            continue
        for first in (c for c in head.children if c.dep == "appos" and c.i > head.i):
            if not any(w.pos == "PUNCT" for w in page.words[head.i + 1 : first.i]):
                continue  # "the refugees President Obama wants to bring"
            names = conjuncts(first)
            after = page.words[names[-1].i + 1 : names[-1].i + 3]
            among = [w.lower for w in after] == ["among", "them"] or [w.lower for w in after][:1] == ["included"]
            if len(names) < 2 and not among:
                continue
            if mention.form == "name" and not among and page.words[head.i + 1].text == ",":
                continue  # "the Post, the Journal and the Herald": a list of equals
            found = [p for w in names for p in cast.who(w, proxies=False) if cast.members[p.actor].named]
            if len(found) < len(names):
                continue
            for p in found:
                if p.actor != mention.actor:
                    yield stated(page, p, as_participant(mention), "part_of", head, [head], "member/listed")
