"""Stands that follow in one step: from what somebody argues for or against, and from whom somebody blames for harm.

"Arming the rebels would be folly", says the author: the author opposes the rebels. "The junta is the main source of
violence": whoever says so opposes the junta. "They bombed the bridge to weaken the rebels": they oppose the rebels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from aitia.extract.cast import Cast
from aitia.extract.event_roles import Roles
from aitia.extract.event_speech import blamed_in
from aitia.language.arcs import conjuncts, prepositions
from aitia.language.control import LIGHT_VERBS
from aitia.language.frames import frame, surface_subjects
from aitia.language.page import Page, Word, span_of
from aitia.language.status import NOT_DONE, status
from aitia.lexicon.events import classes
from aitia.lexicon.ties import harms, tie_nouns, tie_verbs
from aitia.model.codes import AUTHOR, SIGN, Relation
from aitia.model.records import CausalLink, Option, Participant
from aitia.model.text import Span


@dataclass(frozen=True, slots=True)
class Stand:
    """Somebody's support of or opposition to somebody, as it follows from a row."""

    subject: str
    object: Participant
    relation: Relation
    trigger: Span
    sentence: Span
    claim: str
    rule: str


def stands(page: Page) -> Iterator[Stand]:
    """All stands that follow from the options and causes of a page."""
    yield from _argued(page)
    yield from _blamed(page)
    yield from _purposed(page)
    yield from _condemned(page)
    yield from _praised(page)
    yield from _called(page)


def _argued(page: Page) -> Iterator[Stand]:
    cast: Cast = page.cast
    options: tuple[Option, ...] = page.cache.get("options", ())
    for option in options:
        if option.stance == "neutral" or not option.by:
            continue
        action = page.words_in(option.action)
        for word in _acts(action):
            sign, target = _towards(word, cast)
            if not sign or (sign < 0 and option.stance == "warned_against" and word.pos == "NOUN"):
                continue  # who is against an invasion is for nobody yet
            for_it = (sign > 0) == (option.stance == "advocated")
            relation: Relation = "supports" if for_it else "opposes"
            for holder in option.by:
                for actor in target:
                    if cast.kind(actor.actor) == "person" and not cast.members[actor.actor].named:
                        continue  # "to contain the suspect"
                    sentence = Span(min(option.action.start, word.start), max(option.action.end, word.end))
                    yield Stand(holder, actor, relation, span_of([word]), sentence, option.claim, "stand/argued")
            break


_ENDING: Final = frozenset("break cut downgrade end freeze halt quit sever suspend".split())


_DOING: Final = LIGHT_VERBS | frozenset(
    "back continue expand grow increase intensify join launch mount offer provide resume step support wage".split()
)


def _acts(action: list[Word]) -> list[Word]:
    """The deed an action names and those coordinated with it, not what is only inside it."""
    if not action:
        return []
    top = _top(action)
    inside = {w.i for w in action}
    if top.lemma in NOT_DONE or top.lemma in _ENDING:
        return [top]  # "to cease airstrikes against the rebels" is no airstrike
    below = ("conj", "xcomp", "dobj") if top.lemma in _DOING else ("conj", "xcomp")
    return [top, *(w for w in top.children if w.dep in below and w.i in inside)]


# deeds that show no stand of who does them, but of who calls for them
_WELCOMED: Final = """accept admit evacuate free legalise legalize pardon protect readmit release rescue resettle unban
    welcome""".split()
_HUNTED: Final = """arrest condemn convict criticise criticize denounce deport disarm disband expel impeach indict jail
    outlaw prosecute punish reject sack sanction sue try unseat""".split()
_CALLED_FOR: Final[dict[str, int]] = {**dict.fromkeys(_WELCOMED, 1), **dict.fromkeys(_HUNTED, -1)}


_NO_STAND: Final[frozenset[Relation]] = frozenset(["acts_for", "part_of", "controls", "rules", "successor_of"])
_DEALS: Final = frozenset("accord agreement deal pact treaty war".split())  # to argue for or against one takes no side


def _towards(word: Word, cast: Cast) -> tuple[int, list[Participant]]:
    """The sign of a deed towards the actors it is done to."""
    table = tie_verbs() if word.pos == "VERB" else tie_nouns() if word.pos == "NOUN" else {}
    roles = frame(word)
    if word.pos == "VERB" and word.lemma in _CALLED_FOR and roles.patients:
        return _CALLED_FOR[word.lemma], cast.everyone(roles.patients)
    for entry in table.get(word.lemma, ()):
        if entry.relation in _NO_STAND or (word.pos == "NOUN" and word.lemma in _DEALS):
            continue
        targets = [w for slot in entry.slots for w in (roles.patients if slot == "dobj" else roles.at(slot))]
        found = cast.everyone(targets)
        if SIGN[entry.relation] and found:
            return SIGN[entry.relation], found
    return 0, []


_GOODS: Final = frozenset(
    """calm coexistence cohesion democracy dialogue dignity equality freedom harmony independence justice liberty
    negotiation peace progress prosperity reconciliation reform right safety security settlement stability trust truth
    unity""".split()
)
_RISE: Final = frozenset(
    """ascent birth creation emergence expansion growth radicalisation radicalization resurgence return rise
    spread""".split()
)
# harms that a report states without blame
_TOLD: Final = frozenset("casualty clash damage death defeat injury loss outage setback toll wound".split())
_OUTLAWS: Final = frozenset(["REB", "CRM", "UAF"])


def _blamed(page: Page) -> Iterator[Stand]:
    cast: Cast = page.cast
    bad = harms()
    for link in _causes(page):
        if link.certainty != "asserted" or link.relation != "cause":
            continue
        effect = [w for w in page.words_in(link.effect) if w.pos in ("NOUN", "VERB")]
        if not effect:
            continue
        top = _top(effect)
        ill = top.lemma.lower() in (bad if link.polarity > 0 else _GOODS)
        if not ill and not (link.polarity > 0 and top.lemma in _RISE and _is_of_outlaws(top, cast)):
            continue
        cause = page.words_in(link.cause)
        if not cause or _top(cause).pos == "VERB":
            continue
        if any(w.tag == "VBN" and not frame(w).agents for w in page.words_in(link.connective or Span(0, 0))):
            continue  # "the front is blamed for": by nobody named
        for blamed in cast.who(_top(cause), places=False):
            for holder in page.voices.sources(link.claim):
                if holder == AUTHOR and (top.lemma.lower() in _TOLD or not cast.members[blamed.actor].named):
                    continue  # "preachers turned resentment into a creed": told of a kind of people, no stand
                sentence = Span(min(link.cause.start, link.effect.start), max(link.cause.end, link.effect.end))
                trigger = link.connective or link.effect
                yield Stand(holder, blamed, "opposes", trigger, sentence, link.claim, "stand/blamed")


def _is_of_outlaws(rise: Word, cast: Cast) -> bool:
    """Whether what rises is an armed group: "the rise of the militia"."""
    whose = [x for c in rise.children if c.dep in ("poss", "compound") for x in conjuncts(c)]
    found = cast.everyone([*whose, *(w for name, w in prepositions(rise) if name == "of")])
    return any(_OUTLAWS & set((cast.members[p.actor].code or "").split()) for p in found)


def _purposed(page: Page) -> Iterator[Stand]:
    cast: Cast = page.cast
    for link in _causes(page):
        if link.relation != "purpose" or link.polarity > 0 or link.certainty == "negated":
            continue
        effect, cause = page.words_in(link.effect), page.words_in(link.cause)
        if not effect or not cause:
            continue
        target = cast.who(_top(effect), places=False)
        verb = next((w for w in cause if w.pos == "VERB"), None)
        if not target or verb is None:
            continue
        sentence = Span(min(link.cause.start, link.effect.start), max(link.cause.end, link.effect.end))
        for doer in cast.everyone(surface_subjects(verb)):
            for actor in target:
                yield Stand(doer.actor, actor, "opposes", link.effect, sentence, link.claim, "stand/purposed")


def _condemned(page: Page) -> Iterator[Stand]:
    """What a speaker says of an actor in judgement: "The marshal is a tyrant", he said.

    Not the writer's own verdicts: of faults that a text tells on its own account one in ten was meant as a stand.
    """
    cast: Cast = page.cast
    roles = Roles(cast)
    for sentence in page.content_sentences():
        for word in sentence.words:
            if word.pos not in ("VERB", "AUX") or word.dep not in ("ROOT", "conj", "ccomp", "parataxis", "relcl"):
                continue
            people = blamed_in(word, roles) if word.lemma not in _FALLING_SHORT else []
            state = status(word) if people else None
            if state is None or state.factuality != "asserted":
                continue
            claim = page.voices.at(span_of([word]))
            for holder in page.voices.sources(claim):
                for actor in people if holder != AUTHOR else ():
                    if actor.actor not in (holder, AUTHOR):
                        yield Stand(holder, actor, "opposes", span_of([word]), sentence.span, claim, "stand/condemned")


def _called(page: Page) -> Iterator[Stand]:
    """What a writer who argues calls somebody by name: "The marshal is a coward", "the rapacious company".

    Only where the writer takes the floor, as "I" or "we" or with a proposal: a report calls nobody names.
    """
    cast: Cast = page.cast
    options: tuple[Option, ...] = page.cache.get("options", ())
    if not any(m.actor == AUTHOR for m in cast.mentions) and not any(AUTHOR in o.by for o in options):
        return
    for sentence in page.content_sentences():
        if sentence.words[-1].text == "?":
            continue
        for word in sentence.words:
            for actor in _named_ill(word, cast):
                claim = page.voices.at(span_of([word]))
                named = cast.members[actor.actor].named and actor.actor != AUTHOR
                if named and AUTHOR in page.voices.sources(claim):
                    yield Stand(AUTHOR, actor, "opposes", span_of([word]), sentence.span, claim, "stand/called")


def _named_ill(word: Word, cast: Cast) -> list[Participant]:
    """Whom a predicate or an epithet finds fault with."""
    if word.lemma in ("be", "remain") and word.pos in ("VERB", "AUX"):
        said = [x for c in word.children if c.dep in ("attr", "acomp") for x in conjuncts(c)]
        ill = [w for w in said if _is_ill(w) or any(_is_ill(c) for c in w.children if c.dep == "amod")]
        if not ill or status(word).factuality != "asserted" or any(_is_none(c) for w in ill for c in w.children):
            return []
        subjects = surface_subjects(word)
        return cast.everyone(subjects, places=False) or [p for w in subjects for p in cast.owner(w)]
    mention = cast.heads.get(word.i)
    if mention is None or mention.form != "name" or not any(c.dep == "amod" and _is_ill(c) for c in word.children):
        return []
    return cast.who(word, places=False, proxies=False)


def _is_ill(word: Word) -> bool:
    return word.pos in ("ADJ", "NOUN") and word.lemma.lower() in classes()["fault"] - _NO_NAMES


def _is_none(word: Word) -> bool:
    return word.dep == "neg" or word.lower in ("hardly", "no", "not")


# faults that are told of somebody and no name-calling
_NO_NAMES: Final = frozenset(
    """amateur burial colonial communist danger dangerous enemy extremist founder hollow hostile mercenary responsible
    separatist sponsor spy surrender terrorist threat unilateral unstable warlord weak""".split()
)
_FALLING_SHORT: Final = frozenset(["fail", "violate"])  # found and reported rather than held against somebody
_GOOD: Final = frozenset("excellent fine good great superb terrific true wonderful".split())


def _praised(page: Page) -> Iterator[Stand]:
    """What a speaker says of an actor in praise: "She is a courageous leader", he said. Not the writer's own."""
    cast: Cast = page.cast
    for sentence in page.content_sentences():
        for word in sentence.words:
            if word.lemma != "be" or word.dep not in ("ROOT", "conj", "ccomp", "parataxis", "relcl"):
                continue
            said = [x for c in word.children if c.dep in ("attr", "acomp") for x in conjuncts(c)]
            if not any(_is_praise(w) for w in said) or status(word).factuality != "asserted":
                continue
            claim = page.voices.at(span_of([word]))
            holders = [h for h in page.voices.sources(claim) if h != AUTHOR]
            people = cast.everyone(surface_subjects(word), places=False, proxies=False) if holders else []
            for holder in holders:
                for actor in people:
                    if actor.actor not in (holder, AUTHOR):
                        yield Stand(holder, actor, "supports", span_of([word]), sentence.span, claim, "stand/praised")


def _is_praise(word: Word) -> bool:
    """Whether a predicate praises: "courageous", "a patriot", "a great leader"."""
    praise = classes()["praise"]
    if word.lemma.lower() in praise and word.lemma != "capable":
        return not any(c.dep == "neg" or c.lower in ("no", "too") for c in word.children)
    below = {c.lower for c in word.children if c.dep == "amod"}
    return word.pos == "NOUN" and bool(below & (praise | _GOOD))


def _causes(page: Page) -> tuple[CausalLink, ...]:
    found: tuple[CausalLink, ...] = page.cache.get("causes", ())
    return found


def _top(words: list[Word]) -> Word:
    """The word of a run whose head lies outside of it."""
    inside = {w.i for w in words}
    return next((w for w in words if w.head is w or w.head.i not in inside), words[0])
