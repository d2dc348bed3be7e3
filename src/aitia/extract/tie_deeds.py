"""Ties that verbs, nouns and deeds state: "backs", "opposition to", an attack, a side taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from aitia.extract.cast import Cast, Member
from aitia.extract.stands import stands
from aitia.extract.tie_hollow import is_mistaken, stands_there
from aitia.extract.tie_reality import attempts, is_to_end, is_under_way, is_undone, moves_to, strives
from aitia.extract.tie_received import is_received
from aitia.extract.tie_standing import is_charge
from aitia.extract.tie_statements import Stated, stated
from aitia.extract.verdicts import verdicts
from aitia.language.arcs import SUBJECTS, conjuncts, prepositions
from aitia.language.frames import Frame, frame, surface_subjects
from aitia.language.page import Page, Word
from aitia.language.status import Status, has_nobody, status
from aitia.lexicon.ties import TieWord, tie_nouns, tie_verbs
from aitia.model.codes import AUTHOR, ActorKind, Relation
from aitia.model.records import Participant

ARMED: Final[frozenset[ActorKind]] = frozenset(["state", "states", "government", "armed_group"])


def ties_by_words(page: Page) -> Iterator[Stated]:
    """Verbs and nouns that state a tie outright."""
    cast: Cast = page.cast
    verbs, nouns = tie_verbs(), tie_nouns()
    for word in page.words:
        if not word.sent.is_content:
            continue
        table = verbs if word.pos == "VERB" else nouns if word.pos == "NOUN" else {}
        for entry in table.get(word.lemma, ()):
            if not entry.needs or any(w.lower in entry.needs for w in _qualities(word)):
                yield from _stated_by(page, cast, word, entry)


def _qualities(noun: Word) -> list[Word]:
    """What a noun is said to be: its adjectives and what is predicated of it ("relations with Chad have soured")."""
    verb = noun.head
    found = list(noun.children)
    if noun.dep in ("nsubj", "nsubjpass") and verb.i > noun.i:
        found += [verb, *(c for c in verb.children if c.dep in ("acomp", "oprd", "attr"))]
    return found


_SERVING: Final = frozenset(["enlist", "fight", "serve"])
_DOINGS: Final = frozenset(["extremism", "terror", "terrorism"])  # fought in whoever does it
_LACKING: Final = frozenset(["no", "little", "scant"])
# of whom one has none of these, one is against: "has no love for", "little sympathy for"
_LIKING: Final = frozenset("affection fondness love respect sympathy trust".split())
_ESTEEMING: Final = frozenset("admire like love respect trust".split())
_PEOPLE: Final = frozenset("enemy foe member patron protector proxy puppet rival sponsor supplier".split())
_ALSO_OF_DEEDS: Final = frozenset(["advise", "challenge", "like", "love", "obey", "trust"])


def _stated_by(page: Page, cast: Cast, word: Word, entry: TieWord) -> Iterator[Stated]:
    """The ties that a verb or noun states in one of its senses."""
    if word.lemma in _ALSO_OF_DEEDS and any(c.dep in ("xcomp", "ccomp") for c in word.children):
        return  # "advised her to leave", "likes him to win"
    if (word.lemma == "stand" and stands_there(word)) or (entry.relation == "fights" and is_mistaken(word)):
        return
    if word.lemma == "fire" and any(c.dep == "prt" for c in word.children):
        return  # "fires them up"
    if word.pos == "NOUN" and is_received(word):
        return  # "has the support of": whose it is stands under "of"
    roles = frame(word)
    if word.lemma == "join" and (_joint_deeds(roles) or any(_is_bare_forces(w) for w in roles.patients)):
        return  # "joined the ministers for talks", "joined forces"
    being = None if roles.agents and not _is_owned(word) else _verb_of_being(word)
    if being is not None and _is_owned(word):
        whose = [x for c in word.children if c.dep == "poss" for x in conjuncts(c)]
        roles = replace(roles, agents=[], obliques={**roles.obliques, "of": whose})
    if word.pos == "NOUN" and not roles.agents and being is None and word.lemma in _BONDS:
        being, roles = _kept(word, roles)
    posed = next((c for c in word.children if c.dep == "relcl" and c.lemma in _BEING), None) if not being else None
    if posed is not None and "to" in entry.slots:  # "the threat the junta poses to the villagers"
        being, roles = posed, _with_those_of(roles, posed)
    subjects = cast.everyone(surface_subjects(being) if being is not None else roles.agents)
    if word.dep == "relcl" and word.tag == "VBP" and conjuncts(word.head)[-1].tag in ("NNP", "NN"):
        subjects = cast.everyone(_all_of(word, roles.agents))
    if word.pos == "VERB" and any(c.lower == "which" and c.dep == "nsubj" for c in word.children):
        subjects = [p for p in subjects if cast.kind(p.actor) != "person"]  # "the director of the fund, which backs"
    if not subjects and word.pos == "NOUN" and being is None and entry.relation in ("opposes", "supports"):
        subjects = _of_nation(word, cast)
    if (not subjects and "between" not in entry.slots) or is_undone(word):
        return
    if word.pos == "NOUN" and word.lemma in _PEOPLE and being is None and roles.light is not None:
        return  # "put members of the army in prison"
    if word.lemma == "link" and roles.patients:
        subjects = cast.everyone(roles.patients)  # "linked the militia to the cartel"
    targets = [w for slot in entry.slots for w in (roles.patients if slot == "dobj" else roles.at(slot))]
    if word.lemma == "stand":  # "stands shoulder to shoulder with"
        beside = [w for w in word.subtree() if w.lower == "shoulder"]
        targets += [x for w in beside for name, x in prepositions(w) if name in entry.slots]
    objects = cast.everyone(targets) or [p for w in targets if w.lemma in _DOINGS for p in cast.owner(w)]
    between = cast.everyone(roles.at("between")) if "between" in entry.slots else []
    if not between and "between" in entry.slots and not objects:
        between = _joined(word, cast)
    if not between and "between" in entry.slots and "of" not in entry.slots and not objects:
        joint = cast.everyone(roles.at("of")) if any(conjuncts(w)[1:] for w in roles.at("of")) else []
        between = joint if len(joint) == 2 else []  # "the feud of the clans and the king"
    if len(between) >= 2:
        subjects, objects = between[:1], between[1:]
    if entry.relation == "successor_of" and len(subjects) + len(objects) > 2:
        return  # "appointed A and B, respectively, to replace C and D"
    if word.lemma in _ESTEEMING and _is_of_informants(word, subjects, objects, cast):
        return
    lacking = word.pos == "NOUN" and any(c.lower in _LACKING for c in word.children)
    lost = lacking and word.lemma in _LIKING and len(between) >= 2  # "no love lost between"
    if not objects or not subjects or (being is not None and not lost and any(c.lower == "no" for c in word.children)):
        return  # "is no member of"
    state = Status() if is_under_way(word) or is_to_end(word) else status(being if being is not None else word)
    if state.planned and not state.negated and attempts(word):
        state = Status()
    if word.pos == "VERB" and (has_nobody(word) or _takes_none(roles)):
        state = replace(state, negated=True)  # "none of his rivals attacked him"
    if lacking and word.lemma in _LIKING:
        entry, state = replace(entry, relation="opposes"), replace(state, negated=False)
    if state.needed or (state.hypothetical and not state.negated and not strives(word) and not moves_to(word)):
        return
    rule = f"{'verb' if word.pos == 'VERB' else 'noun'}/{entry.lemma}"
    for a in subjects:
        for b in objects:
            relation = fitting(cast, a, entry.relation, b)
            if relation == "part_of" and word.lemma in _SERVING and (cast.kind(a.actor) != "person" or roles.patients):
                continue  # "fought the companies in the court"
            if word.lemma == "found" and not is_charge(cast, a.actor, b.actor):
                continue  # who founded a body need not lead it
            if word.lemma == "hire" and cast.kind(b.actor) != "armed_group":
                continue
            if word.lemma == "confront" and "person" in (cast.kind(a.actor), cast.kind(b.actor)):
                continue  # "the moderator confronted the candidates with it"
            if word.lemma in ("advise", "serve") and cast.kind(b.actor) == "population":
                continue  # "advised the graduates to be humble"
            if word.lemma == "advise" and cast.kind(a.actor) != "person":  # "troops advised the militia"
                relation = fitting(cast, a, "supports", b)
            if relation is not None:
                yield stated(page, a, b, relation, word, [word], rule, time=state.time, factuality=state.factuality)


def _of_nation(noun: Word, cast: Cast) -> list[Participant]:
    """The nation whose an attitude is by an adjective: "Turkish hostility to the Kurds"."""
    before = [cast.covering.get(c.i) for c in noun.children if c.dep in ("amod", "compound") and c.i < noun.i]
    return [
        Participant(actor=m.actor, span=m.span)
        for m in before
        if m is not None and m.form in ("name", "place") and cast.kind(m.actor) == "state"
    ]


def _all_of(verb: Word, agents: list[Word]) -> list[Word]:
    """Of whom a plural relative clause after a list tells: "Algiers and Tunis, who loathe him"."""
    own = any(c.dep in SUBJECTS and c.tag not in ("WP", "WDT") for c in verb.children)
    first = verb.head
    while first.dep == "conj" and first.head is not first:
        first = first.head
    return agents if own else [*agents, *(w for w in conjuncts(first) if w.i < verb.i and w not in agents)]


def _takes_none(roles: Frame) -> bool:
    """Whether what a verb is done to is denied: "recognises neither party", "backs no faction"."""
    return bool(roles.patients) and any(c.lower in ("neither", "no") for c in roles.patients[0].children)


def _is_of_informants(verb: Word, subjects: list[Participant], objects: list[Participant], cast: Cast) -> bool:
    """Whether a writer only vouches for whoever told him something: "a nurse whom I trust", "people I respect"."""
    if verb.dep != "relcl" or any(p.actor != AUTHOR for p in subjects):
        return False
    return not any(cast.members[p.actor].named for p in objects)


def _joint_deeds(roles: Frame) -> list[Word]:
    """What people join somebody for: "joined the ministers for talks", "in condemning it", no "in 2010"."""
    found = [w for w in roles.at("for", "in") if w.pos in ("NOUN", "VERB")]
    return [w for w in found if w.ent not in ("DATE", "GPE", "LOC", "TIME")]


def _is_bare_forces(noun: Word) -> bool:
    return noun.lower == "forces" and not any(c.dep in ("det", "poss", "amod", "compound") for c in noun.children)


def _with_those_of(roles: Frame, verb: Word) -> Frame:
    """The frame of a noun with what stands under the prepositions of the verb it is the object of."""
    return replace(roles, obliques={**frame(verb).obliques, **roles.obliques})


_TROOPS: Final = frozenset("COP CRM MIL PRM REB SPY UAF".split())
_POWER: Final = frozenset("COP ELI GOV JUD MIL PRM REB SPY".split())
_POLITICS: Final = frozenset("ELI GOV LEG OPP PTY".split())
_BODIES: Final[frozenset[ActorKind]] = frozenset(["igo", "organisation", "armed_group", "government", "states"])


def fitting(cast: Cast, a: Participant, relation: Relation, b: Participant) -> Relation | None:
    """The relation that the parties admit: who bears no arms opposes, nobody is in command of a rival in the polls."""
    if relation == "fights" and is_bystander(cast.members[b.actor]):
        return None
    if relation == "fights" and are_in_politics(cast.members[a.actor], cast.members[b.actor]):
        return "opposes"
    if relation == "fights" and (not _can_fight(cast, a, b) or is_mob(cast.members[a.actor], cast.members[b.actor])):
        return "opposes"
    if relation == "suppresses" and cast.kind(a.actor) == "armed_group" and cast.kind(b.actor) in ARMED:
        return "opposes" if "MIL" in (cast.members[a.actor].code or "").split() else "fights"  # no weaker population
    if relation == "suppresses" and cast.kind(a.actor) in ARMED and cast.kind(b.actor) == "armed_group":
        return relation if "MIL" in _sectors(cast, b) else "fights"  # "the state crushed the guerrillas"
    if relation == "suppresses" and cast.kind(a.actor) == "person" and not _POWER & _sectors(cast, a):
        return "opposes"  # "a hacker victimised Americans"
    if relation == "part_of" and cast.kind(b.actor) not in _BODIES:
        return None  # "Haley joined Trump at the rally"
    parties = cast.kind(a.actor) == cast.kind(b.actor) and "PTY" in _sectors(cast, a) & _sectors(cast, b)
    if relation == "controls" and (cast.kind(b.actor) == "person" or parties):
        return None  # "leading her rival in the polls"
    if relation == "acts_for" and cast.kind(b.actor) == "states" and not cast.members[b.actor].named:
        return None  # "spoke for two states"
    if relation == "rules" and cast.kind(b.actor) not in ("state", "government", "population"):
        return "controls"
    return relation


def _sectors(cast: Cast, who: Participant) -> set[str]:
    return set((cast.members[who.actor].code or "").split())


def are_in_politics(a: Member, b: Member) -> bool:
    """Whether neither side bears arms, and one is a politician: "the leaders' attacks on the senator"."""
    sides = {*(a.code or "").split()}, {*(b.code or "").split()}
    if any(x & _TROOPS for x in sides) or "armed_group" in (a.kind, b.kind):
        return False
    civil = (x.kind in ("person", "organisation") and c & _POLITICS for x, c in zip((a, b), sides, strict=True))
    return "state" not in (a.kind, b.kind) and any(civil)


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


_BONDS: Final = frozenset("alliance bond friendship link partnership relation relationship tie".split())
_KEEPING: Final = frozenset(
    """build cement cultivate deepen develop enjoy establish forge foster have keep maintain nurture preserve retain
    strengthen""".split()
)


def _kept(bond: Word, roles: Frame) -> tuple[Word | None, Frame]:
    """The verb by which somebody keeps a bond: "maintains close ties with", "with which Chad maintains close ties"."""
    verb = bond.head
    if bond.dep != "dobj" or verb.lemma not in _KEEPING:
        return None, roles
    above = _with_those_of(roles, verb)
    asked = any(c.lower == "with" and any(x.tag == "WDT" for x in c.children) for c in verb.children)
    if asked and verb.dep == "relcl":
        above = replace(above, obliques={**above.obliques, "with": [verb.head]})
    return verb, above


_TOOLS: Final = frozenset(
    """appendage arm creature extension instrument lapdog offshoot plaything poodle protectorate supplier tool
    wing""".split()
)


def _is_owned(noun: Word) -> bool:
    """Whether something is said to be whose tool it is: "the militia is Libya's creature"."""
    return noun.lemma in _TOOLS and noun.dep == "attr" and any(c.dep == "poss" for c in noun.children)


_BEING: Final = frozenset("be become constitute pose present remain represent".split())


def _verb_of_being(noun: Word) -> Word | None:
    """The verb that says whose the noun is: "the cartel is a threat to ...", "remains ...", "poses a ..."."""
    verb = noun.head
    fits = noun.pos == "NOUN" and noun.dep in ("attr", "dobj", "oprd") and verb.lemma in _BEING
    return verb if fits else None


_MOBS: Final = frozenset("crowd mob demonstrator marcher protester protestor resident rioter student villager".split())


def is_mob(doer: Member, target: Member) -> bool:
    """Whether a crowd of the unarmed strikes at a state or a house of it: "angry crowds stormed the embassy"."""
    if target.kind == "armed_group":
        return False
    words = doer.name.lower().split()
    return doer.kind == "population" and not doer.named and any(w.removesuffix("s") in _MOBS for w in words)


_ABREAST: Final = ("alongside", "side by side with", "in alliance with", "allied with")
_LOOSELY: Final = ("along with", "together with", "besides")  # after an object: they are beside that


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
        partners = cast.everyone(_beside(roles, cast), places=False)
        state = status(word)
        if not partners or state.negated or state.hypothetical:
            continue
        for a in cast.everyone(roles.agents, places=False):
            for b in partners:
                yield stated(page, a, b, "aligned_with", word, [word], "verb/alongside", time=state.time)


def _beside(roles: Frame, cast: Cast) -> list[Word]:
    """Beside whom a deed is done: of "jailed the general along with the senator" nobody."""
    found = roles.at(*_ABREAST)
    struck = {cast.kind(p.actor) for p in cast.everyone(roles.patients)}
    for w in roles.at(*_LOOSELY):
        after = any(roles.head.i < o.i < w.i for o in roles.patients)
        kinds = {cast.kind(p.actor) for p in cast.who(w)}
        vague = w.i < roles.head.i and bool(roles.patients) and not struck and "person" in kinds
        if not after and not vague and not struck & kinds:  # "Along with the senator, he exposed the files of"
            found.append(w)
    return found


def _can_fight(cast: Cast, a: Participant, b: Participant) -> bool:
    """Whether at least one side bears arms; others who fight each other only oppose each other."""
    return cast.kind(a.actor) in ARMED or cast.kind(b.actor) in ARMED


SITES: Final = frozenset(["EDU", "REL", "MED", "JRN", "JUD"])  # schools, mosques, hospitals: what is hit, not fought


def is_bystander(target: Member, *, firms: bool = False) -> bool:
    """One unnamed person, or a place such as a school, and a firm unless ``firms`` are meant: hit, but not fought."""
    if target.named or target.kind not in ("person", "organisation"):
        return False
    sectors = set((target.code or "").split())
    if target.kind == "person":
        return not sectors & {"GOV", "MIL", "REB", "PRM"}
    return not sectors or bool(sectors & (SITES if firms else SITES | {"BUS"}))


def ties_by_stands(page: Page) -> Iterator[Stated]:
    """Support and opposition that follow from what is argued, blamed or intended."""
    for s in (*stands(page), *verdicts(page)):
        holder = Participant(actor=s.subject)
        yield Stated(holder, s.object, s.relation, s.trigger, s.sentence, "current", "asserted", s.claim, s.rule)
