"""Ties that verbs, nouns and deeds state: "backs", "opposition to", an attack, a side taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from aitia.extract.cast import Cast, Member
from aitia.extract.stands import stands
from aitia.extract.tie_measures import aimed
from aitia.extract.tie_reality import is_to_end, is_under_way, is_undone, moves_to, strives
from aitia.extract.tie_received import is_received
from aitia.extract.tie_standing import is_charge
from aitia.extract.tie_statements import Stated, stated
from aitia.extract.verdicts import verdicts
from aitia.language.arcs import prepositions
from aitia.language.frames import Frame, frame, surface_subjects
from aitia.language.page import Page, Word
from aitia.language.status import Status, status
from aitia.lexicon.ties import TieWord, tie_nouns, tie_verbs
from aitia.model.codes import ActorKind, EventType, Factuality, Relation, TieTime
from aitia.model.records import Event, Participant

ARMED: Final[frozenset[ActorKind]] = frozenset(["state", "states", "government", "armed_group"])


_OF_DEED: Final[dict[EventType, Relation]] = {
    "ACCUSE": "opposes", "REJECT": "opposes", "THREATEN": "opposes", "SANCTION": "opposes", "PROTEST": "opposes",
    "SUPPORT": "supports", "AID": "supports", "COOPERATE": "aligned_with",
}  # fmt: skip


_MATERIAL: Final = frozenset(
    """arm arms contribution donate donation finance fund funding bankroll lend loan sponsor sponsoring equip sell
    subsidise subsidize subsidy train weapon weapons weaponry
    ship money cash ammunition missile missiles gun guns rifle rifles supply""".split()
)


def ties_by_words(page: Page) -> Iterator[Stated]:
    """Verbs and nouns that state a tie outright."""
    cast: Cast = page.cast
    verbs, nouns = tie_verbs(), tie_nouns()
    for word in page.words:
        if not word.sent.is_content:
            continue
        table = verbs if word.pos == "VERB" else nouns if word.pos == "NOUN" else {}
        for entry in table.get(word.lemma, ()):
            if not entry.needs or any(c.lower in entry.needs for c in word.children):
                yield from _stated_by(page, cast, word, entry)


_DOINGS: Final = frozenset(["extremism", "terror", "terrorism"])  # fought in whoever does it
_LACKING: Final = frozenset(["no", "little", "scant"])
# of whom one has none of these, one is against: "has no love for", "little sympathy for"
_LIKING: Final = frozenset("affection fondness love respect sympathy trust".split())
_ALSO_OF_DEEDS: Final = frozenset(["advise", "challenge", "like", "love", "obey", "trust"])


def _stated_by(page: Page, cast: Cast, word: Word, entry: TieWord) -> Iterator[Stated]:
    """The ties that a verb or noun states in one of its senses."""
    if word.lemma in _ALSO_OF_DEEDS and any(c.dep in ("xcomp", "ccomp") for c in word.children):
        return  # "advised her to leave", "likes him to win"
    if word.lemma == "fire" and any(c.dep == "prt" for c in word.children):
        return  # "fires them up"
    if word.pos == "NOUN" and is_received(word):
        return  # "has the support of": whose it is stands under "of"
    roles = frame(word)
    if word.lemma == "join" and (roles.at("for", "in") or any(_is_bare_forces(w) for w in roles.patients)):
        return  # "joined the ministers for talks", "joined forces"
    being = None if roles.agents else _verb_of_being(word)
    posed = next((c for c in word.children if c.dep == "relcl" and c.lemma in _BEING), None) if not being else None
    if posed is not None and "to" in entry.slots:  # "the threat the junta poses to the villagers"
        being, roles = posed, _with_those_of(roles, posed)
    subjects = cast.everyone(surface_subjects(being) if being is not None else roles.agents)
    if word.pos == "VERB" and any(c.lower == "which" and c.dep == "nsubj" for c in word.children):
        subjects = [p for p in subjects if cast.kind(p.actor) != "person"]  # "the director of the fund, which backs"
    if (not subjects and "between" not in entry.slots) or is_undone(word):
        return
    targets = [w for slot in entry.slots for w in (roles.patients if slot == "dobj" else roles.at(slot))]
    if word.lemma == "stand":  # "stands shoulder to shoulder with"
        beside = [w for w in word.subtree() if w.lower == "shoulder"]
        targets += [x for w in beside for name, x in prepositions(w) if name in entry.slots]
    objects = cast.everyone(targets) or [p for w in targets if w.lemma in _DOINGS for p in cast.owner(w)]
    between = cast.everyone(roles.at("between")) if "between" in entry.slots else []
    if not between and "between" in entry.slots and not objects:
        between = _joined(word, cast)
    if len(between) >= 2:
        subjects, objects = between[:1], between[1:]
    lacking = word.pos == "NOUN" and any(c.lower in _LACKING for c in word.children)
    if not objects or not subjects or (being is not None and any(c.lower == "no" for c in word.children)):
        return  # "is no member of"
    state = Status() if is_under_way(word) or is_to_end(word) else status(being if being is not None else word)
    if lacking and word.lemma in _LIKING:
        entry, state = replace(entry, relation="opposes"), replace(state, negated=False)
    if state.needed or (state.hypothetical and not state.negated and not strives(word) and not moves_to(word)):
        return
    rule = f"{'verb' if word.pos == 'VERB' else 'noun'}/{entry.lemma}"
    for a in subjects:
        for b in objects:
            relation = fitting(cast, a, entry.relation, b)
            if entry.lemma == "found" and is_charge(cast, a.actor, b.actor):
                relation = "sponsors"
            if word.lemma == "advise" and cast.kind(a.actor) != "person":  # "troops advised the militia"
                relation = fitting(cast, a, "supports", b)
            if relation is not None:
                yield stated(page, a, b, relation, word, [word], rule, time=state.time, factuality=state.factuality)


def _is_bare_forces(noun: Word) -> bool:
    return noun.lower == "forces" and not any(c.dep in ("det", "poss", "amod", "compound") for c in noun.children)


def _with_those_of(roles: Frame, verb: Word) -> Frame:
    """The frame of a noun with what stands under the prepositions of the verb it is the object of."""
    return replace(roles, obliques={**frame(verb).obliques, **roles.obliques})


_BODIES: Final[frozenset[ActorKind]] = frozenset(["igo", "organisation", "armed_group", "government", "states"])


def fitting(cast: Cast, a: Participant, relation: Relation, b: Participant) -> Relation | None:
    """The relation that the parties admit: who bears no arms opposes, nobody is in command of a rival in the polls."""
    if relation == "fights" and _is_bystander(cast.members[b.actor]):
        return None
    if relation == "fights" and not _can_fight(cast, a, b):
        return "opposes"
    if relation == "suppresses" and cast.kind(a.actor) == "armed_group" and cast.kind(b.actor) in ARMED:
        return "opposes" if "MIL" in (cast.members[a.actor].code or "").split() else "fights"  # no weaker population
    if relation == "part_of" and cast.kind(b.actor) not in _BODIES:
        return None  # "Haley joined Trump at the rally"
    if relation == "controls" and cast.kind(b.actor) == "person":
        return None  # "leading her rival in the polls"
    if relation == "rules" and cast.kind(b.actor) not in ("state", "government", "population"):
        return "controls"
    return relation


def _joined(noun: Word, cast: Cast) -> list[Participant]:
    """The two sides before a noun: "the Israeli-Palestinian conflict", "the Iran-Iraq war"."""
    words = noun.sent.words
    end = noun.i - words[0].i
    before = words[max(0, end - 4) : end]
    if not any(w.text in ("-", "–", "‑", "/") for w in before) and not any("-" in w.text for w in before):
        return []
    found = [cast.covering.get(w.i) for w in before if w.pos in ("ADJ", "PROPN", "NOUN")]
    sides = {m.actor: Participant(actor=m.actor, span=m.span) for m in found if m is not None and m.head.i < noun.i}
    return list(sides.values()) if len(sides) == 2 else []


_BEING: Final = frozenset("be become constitute pose present remain represent".split())


def _verb_of_being(noun: Word) -> Word | None:
    """The verb that says whose the noun is: "the cartel is a threat to ...", "remains ...", "poses a ..."."""
    verb = noun.head
    fits = noun.pos == "NOUN" and noun.dep in ("attr", "dobj", "oprd") and verb.lemma in _BEING
    return verb if fits else None


_BESIDE: Final = (
    "alongside",
    "along with",
    "together with",
    "besides",
    "side by side with",
    "in alliance with",
    "allied with",
)


# what people do in one place without taking sides
_MERELY_TOGETHER: Final = frozenset(
    """appear arrive attend be come die drive eat go kill leave light list live meet name respond run see sing sit sleep
    speak stay travel walk""".split()
)


def ties_side_by_side(page: Page) -> Iterator[Stated]:
    """Those who act side by side: "fought alongside the army"."""
    cast: Cast = page.cast
    for word in page.words:
        if word.pos != "VERB" or not any(c.lower in ("alongside", "along", "together") for c in word.children):
            continue
        if word.lemma in _MERELY_TOGETHER:
            continue
        roles = frame(word)
        partners = cast.everyone(roles.at(*_BESIDE), places=False)
        state = status(word)
        if not partners or state.negated or state.hypothetical:
            continue
        for a in cast.everyone(roles.agents, places=False):
            for b in partners:
                yield stated(page, a, b, "aligned_with", word, [word], "verb/alongside", time=state.time)


def _can_fight(cast: Cast, a: Participant, b: Participant) -> bool:
    """Whether at least one side bears arms; others who fight each other only oppose each other."""
    return cast.kind(a.actor) in ARMED or cast.kind(b.actor) in ARMED


def ties_by_deeds(page: Page) -> Iterator[Stated]:
    """Ties that the events of the page show: an attack is a fight, blame is opposition."""
    cast: Cast = page.cast
    events: tuple[Event, ...] = page.cache.get("events", ())
    for event in events:
        if event.factuality == "hypothetical" or event.rule.startswith("verb/deny-"):
            continue  # who denies having armed somebody is not against him
        if event.type == "REJECT" and _is_of_measure(page, event):
            continue  # who blocks a resolution against somebody is not against him
        if _is_trade(page, event) or any(is_undone(w) for w in page.words_in(event.trigger) if w.pos == "VERB"):
            continue
        words = page.quote(event.trigger).lower().split()
        betrayed, grieves = "out" in words, bool(_GRIEF & set(words))
        for a in event.actors:
            for b in event.recipients:
                doer, target = cast.members[a.actor], cast.members[b.actor]
                if not _is_telling(event, doer, target, betrayed=betrayed, grieves=grieves):
                    continue
                relation = _relation_of(event.type, doer, target)
                if relation == "suppresses" and _is_overthrown(page, event):
                    relation = "opposes"
                if _is_sponsored(page, event):
                    relation = "sponsors"
                if relation is None:
                    continue
                time: TieTime = "prospective" if event.factuality == "planned" else "current"
                reality: Factuality = "negated" if event.factuality == "negated" else "asserted"
                rule = f"deed/{event.type}"
                yield Stated(a, b, relation, event.trigger, event.sentence, time, reality, event.claim, rule)


_TRADE: Final = frozenset("acquire acquisition buy order purchase rent sale sell shop trade".split())


def _is_trade(page: Page, event: Event) -> bool:
    """Whether a deed of co-operation is mere buying and selling, which makes nobody an ally, states apart."""
    if event.type != "COOPERATE" or not any(w.lemma in _TRADE for w in page.words_in(event.trigger)):
        return False
    cast: Cast = page.cast
    return not all(cast.kind(p.actor) in ("state", "states", "government", "igo")
                   for p in (*event.actors, *event.recipients))  # fmt: skip


_OVERTHROWING: Final = frozenset("depose dethrone oust overthrow topple unseat".split())


def _is_overthrown(page: Page, event: Event) -> bool:
    """Whether a deed befalls those in power: "toppled by the generals"."""
    return any(w.lemma in _OVERTHROWING for w in page.words_in(event.trigger))


def _is_of_measure(page: Page, event: Event) -> bool:
    """Whether what is refused is a measure for or against somebody: the measure tells how one stands to him."""
    verbs = [w for w in page.words_in(event.trigger) if w.pos == "VERB"]
    return any(aimed(m, page.cast) for w in verbs for m in (*frame(w).patients, *frame(w).at("against")))


# refusals that say nothing of how one stands to who asked
_MERE_REFUSALS: Final = frozenset(
    "block bury cancel decline deny dispute disown forgo miss overrule refuse renounce skip turn walk withhold".split()
)
_SITES: Final = frozenset(["EDU", "REL", "MED", "JRN", "JUD"])  # schools, mosques, hospitals: what is hit, not fought
_GRIEF: Final = frozenset("condolence condolences mourn mourned sympathies sympathy".split())
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
    if event.type == "COERCE" and target.kind == "organisation" and _SITES & set((target.code or "").split()):
        return False  # "seized control of the university"
    if event.type not in _HARMS or target.named:
        return True
    if _is_bystander(target, firms=event.type == "SANCTION"):
        return False
    return event.type != "COERCE" or doer.named or target.kind in ("population", "government")


def _is_bystander(target: Member, *, firms: bool = False) -> bool:
    """One unnamed person, or a place such as a school, and a firm unless ``firms`` are meant: hit, but not fought."""
    if target.named or target.kind not in ("person", "organisation"):
        return False
    sectors = set((target.code or "").split())
    if target.kind == "person":
        return not sectors & {"GOV", "MIL", "REB", "PRM"}
    return not sectors or bool(sectors & (_SITES if firms else _SITES | {"BUS"}))


def _relation_of(kind: EventType, doer: Member, target: Member) -> Relation | None:
    """The tie a deed shows. Who harms the defenceless suppresses them; the armed and states fight each other."""
    if kind == "ASSAULT":
        if target.kind == "population" and (
            doer.kind == "population" or _at_home(doer, target) or _holds_power(doer, target)
        ):
            return "opposes" if doer.kind == "organisation" and not _holds_power(doer, target) else "suppresses"
        return "fights" if doer.kind in ARMED or target.kind in ARMED else "opposes"
    if kind == "COERCE":
        if target.kind == "population":
            return "suppresses"
        if target.kind == "person" and doer.kind == "person" and _is_rival(target):
            return "opposes"  # "forced his rivals out of the race"
        if target.kind == "person":
            return "opposes" if doer.kind == "armed_group" and not _holds_power(doer, target) else "suppresses"
        return "suppresses" if doer.kind in ("state", "government") and _at_home(doer, target) else "opposes"
    if kind == "MOBILIZE":
        return "opposes" if target.kind in ("state", "government") else None
    return _OF_DEED.get(kind)


def _is_rival(target: Member) -> bool:
    """Whether somebody is in politics himself, and not in the opposition."""
    sectors = set((target.code or "").split())
    return bool(sectors & {"GOV", "LEG", "PTY", "ELI"}) and "OPP" not in sectors


def _at_home(doer: Member, target: Member) -> bool:
    return doer.country is not None and doer.country == target.country


def _holds_power(doer: Member, target: Member) -> bool:
    """Whether a state's arm does something to people of that state, or to people of no stated country."""
    arm = doer.kind in ("state", "government") or bool({"MIL", "COP", "GOV", "SPY"} & set((doer.code or "").split()))
    return arm and (_at_home(doer, target) or target.country is None)


def ties_by_stands(page: Page) -> Iterator[Stated]:
    """Support and opposition that follow from what is argued, blamed or intended."""
    for s in (*stands(page), *verdicts(page)):
        holder = Participant(actor=s.subject)
        yield Stated(holder, s.object, s.relation, s.trigger, s.sentence, "current", "asserted", s.claim, s.rule)


def _is_sponsored(page: Page, event: Event) -> bool:
    """Whether help consists of arms or money."""
    if event.type not in ("AID", "COOPERATE"):
        return False
    given = event.rule.rpartition("/")[2].split("-")  # "verb/send-arms"
    return bool({"arms", "money"} & set(given)) or any(
        w.lemma.lower() in _MATERIAL for w in page.words_in(event.trigger)
    )
