"""Ties that the deeds of a page show: an attack is a fight, blame is opposition, help is support.

Example: "Ethiopia attacked Eritrea" → fights; "the junta jailed protesters of its own country" → suppresses.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cast import Cast, Member
from aitia.extract.tie_deeds import ARMED, SITES, are_in_politics, is_bystander, is_mob
from aitia.extract.tie_hollow import is_hollow, is_met, is_scene
from aitia.extract.tie_reality import attempts
from aitia.extract.tie_refusals import PROTESTS, callers
from aitia.extract.tie_statements import Stated
from aitia.language.page import Page
from aitia.model.codes import EventType, Factuality, Relation, TieTime
from aitia.model.records import Event

_OF_DEED: Final[dict[EventType, Relation]] = {
    "ACCUSE": "opposes", "REJECT": "opposes", "THREATEN": "opposes", "SANCTION": "opposes", "PROTEST": "opposes",
    "SUPPORT": "supports", "AID": "supports", "COOPERATE": "aligned_with",
}  # fmt: skip


_MATERIAL: Final = frozenset(
    """arm arms bribe contribution donate donation finance fund funding bankroll lend loan pay sponsor sponsoring equip
    subsidise subsidize subsidy train weapon weapons weaponry
    money cash ammunition missile missiles gun guns rifle rifles supply""".split()
)


def ties_by_deeds(page: Page) -> Iterator[Stated]:
    """Ties that the events of the page show: an attack is a fight, blame is opposition."""
    cast: Cast = page.cast
    events: tuple[Event, ...] = page.cache.get("events", ())
    for event in events:
        if is_hollow(page, event) or (event.type == "ACCUSE" and event.factuality == "negated"):
            continue  # who has not blamed somebody may oppose them all the same
        words = page.quote(event.trigger).lower().split()
        deadly = event.factuality == "asserted" and _is_of(page, event, _DEADLY)
        betrayed, grieves = "out" in words, bool(_GRIEF & set(words))
        for a in event.actors:
            for b in event.recipients:
                doer, target = cast.members[a.actor], cast.members[b.actor]
                if (event.type == "REJECT" and not is_met(page, event, b)) or is_scene(page, event, b):
                    continue
                if event.type == "PROTEST" and _is_theirs(page, event, b.actor):
                    continue
                if not _is_telling(event, doer, target, betrayed=betrayed, grieves=grieves):
                    continue
                relation = _relation_of(event.type, doer, target)
                if relation == "suppresses" and _is_of(page, event, _OVERTHROWING):
                    relation = "opposes"
                if relation == "fights" and (are_in_politics(doer, target) or is_mob(doer, target)):
                    relation = "opposes"
                if relation == "fights" and target.kind == "population" and _is_of(page, event, _TERROR):
                    relation = "suppresses"
                if _is_sponsored(page, event):
                    relation = "sponsors"
                if relation is None:
                    continue
                dead = event.type == "ASSAULT" and target.kind == "person" and target.named and deadly
                ahead = event.factuality == "planned" and not any(attempts(w) for w in page.words_in(event.trigger))
                time: TieTime = "prospective" if ahead else "past" if dead else "current"
                reality: Factuality = "negated" if event.factuality == "negated" else "asserted"
                rule = f"deed/{event.type}"
                yield Stated(a, b, relation, event.trigger, event.sentence, time, reality, event.claim, rule)


_DEADLY: Final = frozenset(
    """assassinate assassination behead execute execution hang kill killing lynch massacre murder slay
    slaying""".split()
)
_OVERTHROWING: Final = frozenset("depose dethrone oust overthrow topple unseat".split())  # what befalls those in power
_TERROR: Final = frozenset("enslave extort rape torture".split())


def _is_theirs(page: Page, event: Event, actor: str) -> bool:
    """Whether a protest is somebody's own call: "joined the strike called by the unions"."""
    nouns = [x for w in page.words_in(event.trigger) for x in (w, *w.children) if x.lemma in PROTESTS]
    return any(p.actor == actor for noun in nouns for p in page.cast.everyone(callers(noun), places=False))


def _is_of(page: Page, event: Event, lemmas: frozenset[str]) -> bool:
    return any(w.lemma in lemmas for w in page.words_in(event.trigger))


# refusals that say nothing of how one stands to who asked
_MERE_REFUSALS: Final = frozenset(
    """block bury cancel decline deny dispute disown forgo miss overrule refuse reluctant renounce skip turn unwilling
    walk withhold""".split()
)
_GRIEF: Final = frozenset("condolence condolences mourn mourned prayers sympathies sympathy thoughts".split())
_HARMS: Final[frozenset[EventType]] = frozenset(["ASSAULT", "COERCE", "SANCTION"])


def _is_telling(event: Event, doer: Member, target: Member, *, betrayed: bool, grieves: bool) -> bool:
    """Whether a deed shows how its doer stands, and not only what happened once to somebody or something.

    Harm to one unnamed person, to a school or a ministry, refusals ("declined the invitation") and condolences to the
    bereaved show no stand.
    """
    if event.type == "COOPERATE" and betrayed:
        return False  # "was sold out by"
    if event.type == "REJECT":
        merely = event.rule.rpartition("/")[2].split("-")[0] in _MERE_REFUSALS
        return not merely or (target.kind == "person" and target.named)
    if event.type == "SUPPORT" and grieves and not target.named:
        return False
    if event.type in ("AID", "COOPERATE") and {"BUS", "MNC"} & set((target.code or "").split()):
        return False  # what a contractor is paid is no support
    if event.type == "COERCE" and target.kind == "organisation" and SITES & set((target.code or "").split()):
        return False  # "seized control of the university"
    if event.type not in _HARMS or target.named:
        return True
    if is_bystander(target, firms=event.type == "SANCTION"):
        return False
    return event.type != "COERCE" or doer.named or target.kind in ("population", "government")


def _relation_of(kind: EventType, doer: Member, target: Member) -> Relation | None:
    """The tie a deed shows. Who harms the defenceless suppresses them; the armed and states fight each other."""
    if kind == "ASSAULT":
        if doer.kind == "organisation" and {"BUS", "MNC"} & set((doer.code or "").split()):
            return "opposes"  # "companies that plunder the country"
        if (
            target.kind == "population"
            and _OFFICIAL & set((target.code or "").split())
            and not _holds_power(doer, target)
        ):
            return "fights" if doer.kind in ARMED else "opposes"
        if target.kind == doer.kind == "population" and _is_crowd(doer):
            return "opposes"  # "protesters threw stones at motorists"
        if _is_at_mercy(doer, target):
            return "suppresses"  # "the police shot the lawyer"
        if target.kind == "population" and (
            doer.kind == "population" or _at_home(doer, target) or _holds_power(doer, target)
        ):
            return "opposes" if doer.kind == "organisation" and not _holds_power(doer, target) else "suppresses"
        return "fights" if doer.kind in ARMED or target.kind in ARMED else "opposes"
    if kind == "COERCE":
        if target.kind == "population":
            return "suppresses" if doer.kind != "person" or _is_in_power(doer) else "opposes"
        if target.kind == "person" and doer.kind == "person" and _is_rival(target):
            return "opposes"  # "forced his rivals out of the race"
        if target.kind == "person":
            return "opposes" if doer.kind == "armed_group" and not _holds_power(doer, target) else "suppresses"
        return "suppresses" if doer.kind in ("state", "government") and _at_home(doer, target) else "opposes"
    if kind == "MOBILIZE":
        return "opposes" if target.kind in ("state", "government") else None
    return _OF_DEED.get(kind)


def _is_at_mercy(doer: Member, target: Member) -> bool:
    """Whether the police hurt people without arms: "the police shot the lawyer"."""
    sectors = set((target.code or "").split())
    if target.kind not in ("person", "population") or sectors & _ARMED:
        return False
    return "COP" in (doer.code or "").split()


_ARMED: Final = frozenset("COP CRM MIL PRM REB UAF".split())
_POLITICAL: Final = frozenset(["EDU", "LAB", "OPP", "PTY"])
_CROWDS: Final = ("activists", "demonstrators", "marchers", "protesters", "protestors", "strikers")
_OFFICIAL: Final = frozenset("COP GOV JUD LEG MIL SPY".split())


def _is_crowd(doer: Member) -> bool:
    """Whether somebody is a crowd that protests, with no power over anybody."""
    return bool(_POLITICAL & set((doer.code or "").split())) or doer.name.lower().endswith(_CROWDS)


def _is_rival(target: Member) -> bool:
    """Whether somebody is in politics himself, and not in the opposition."""
    sectors = set((target.code or "").split())
    return bool(sectors & {"GOV", "LEG", "PTY", "ELI"}) and "OPP" not in sectors


def _at_home(doer: Member, target: Member) -> bool:
    return doer.country is not None and doer.country == target.country


def _is_in_power(doer: Member) -> bool:
    return bool({"GOV", "MIL", "COP", "SPY", "JUD", "ELI"} & set((doer.code or "").split()))


def _holds_power(doer: Member, target: Member) -> bool:
    """Whether a state's arm does something to people of that state, or to people of no stated country."""
    arm = doer.kind in ("state", "government") or bool({"MIL", "COP", "GOV", "SPY"} & set((doer.code or "").split()))
    return arm and (_at_home(doer, target) or target.country is None)


def _is_sponsored(page: Page, event: Event) -> bool:
    """Whether help consists of arms or money."""
    if event.type not in ("AID", "COOPERATE"):
        return False
    given = event.rule.rpartition("/")[2].split("-")  # "verb/send-arms"
    return bool({"arms", "money"} & set(given)) or any(
        w.lemma.lower() in _MATERIAL for w in page.words_in(event.trigger)
    )
