"""Ties of a shared fight: who helps somebody against an enemy is against that enemy; who attack together are allied.

Example: "France backs the army in its fight against the rebels" → the army fights the rebels, France opposes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cast import Cast
from aitia.extract.event_clauses import HARM
from aitia.extract.tie_deeds import ARMED, fitting
from aitia.extract.tie_reality import moves_to
from aitia.extract.tie_statements import Stated, stated
from aitia.language.arcs import OBJECTS, is_passive, prepositions
from aitia.language.control import HELP
from aitia.language.frames import Frame, frame, surface_subjects
from aitia.language.page import Page, Word
from aitia.language.status import status
from aitia.lexicon.ties import tie_nouns, tie_verbs
from aitia.model.codes import Relation
from aitia.model.records import Event, Participant

_HOSTILE: Final[frozenset[Relation]] = frozenset(["fights", "opposes"])
_BANDS: Final = ARMED | {"population"}
_HELPING: Final = frozenset(
    """advise aid arm assist back equip fund help reinforce strengthen support sustain train""".split()
)
_STRUGGLES: Final = frozenset(
    """action battle bid campaign combat crusade drive effort fight fighting fightback jihad mission offensive operation
    push quest resistance struggle war""".split()
)
_JOINING: Final = frozenset(
    "accelerate continue enter expand fight intensify join lead lose resume spearhead win".split()
)
_AMID: Final = frozenset(["amid", "during", "in", "throughout"])
_WITHIN: Final = frozenset(["in", "during", "with", "to"])


def ties_in_struggles(page: Page) -> Iterator[Stated]:
    """Enemies of those who are helped against somebody, and of those who act in a fight against somebody."""
    cast: Cast = page.cast
    for word in page.words:
        if not word.sent.is_content:
            continue
        if word.pos == "VERB" and word.lemma in _HELPING:
            yield from _helped(page, cast, word, frame(word).patients)
        elif word.pos == "VERB" and word.lemma in _ROUTING:
            yield from _routed(page, cast, word)
        elif word.pos == "NOUN" and word.lemma in HELP:
            yield from _helped(page, cast, word, [w for p, w in prepositions(word) if p in ("for", "to", "of")])
        elif word.pos == "NOUN" and word.lemma in _STRUGGLES:
            yield from _fought(page, cast, word)


def _helped(page: Page, cast: Cast, word: Word, patients: list[Word]) -> Iterator[Stated]:
    """ "backs the army against the rebels", "support for the army in its fight against the rebels"."""
    if not patients:
        return
    enemies = cast.everyone(_enemies(word), places=False)
    if not enemies:
        return
    state = status(word)
    if state.needed or state.hypothetical or state.negated:
        return
    helped = cast.everyone([x for w in patients for x in (w, *_whose(w))])
    for relation, sides in (("opposes", cast.everyone(frame(word).agents)), ("fights", helped)):
        for a in sides:
            for b in enemies:
                fit = fitting(cast, a, relation, b) if a.actor != b.actor else None  # type: ignore[arg-type]
                if fit is not None:
                    yield stated(page, a, b, fit, word, [word], f"struggle/{word.lemma}", time=state.time)


def _whose(word: Word) -> list[Word]:
    """Whose efforts are helped: "supports their efforts"."""
    return [c for c in word.children if c.dep == "poss"] if word.lemma in _STRUGGLES else []


def _enemies(word: Word) -> list[Word]:
    """Against whom help is given: after "against", in a fight against them, or to do them harm."""
    found: list[Word] = []
    tops = [word, *(w for w in frame(word).patients)] if word.pos == "VERB" else _with_objects(word)
    for top in tops:
        for name, w in prepositions(top):
            if name == "against":
                found.append(w)
            elif name in _WITHIN and w.lemma in _STRUGGLES:
                found += struck(w)
            elif name in _WITHIN and w.tag == "VBG":
                found += _harmed(w)
        if top.lemma in _STRUGGLES:
            found += struck(top)
    for c in word.children:
        if c.dep in ("xcomp", "ccomp", "advcl") and c.pos == "VERB" and c.tag == "VB":
            found += _harmed(c)
    return found


def _with_objects(noun: Word) -> list[Word]:
    """A noun of help and what it is given to: "support for the army in the fight"."""
    return [noun, *(w for p, w in prepositions(noun) if p in ("for", "to", "of"))]


def struck(noun: Word) -> list[Word]:
    """Whom a struggle is against: "the fight against X", "efforts to defeat X", "specific to the fight against X"."""
    found = [
        w
        for entry in tie_nouns().get(noun.lemma, ())
        if entry.relation in _HOSTILE
        for name, w in prepositions(noun)
        if name in entry.slots
    ]
    for name, w in prepositions(noun):
        if name == "against" and w not in found:
            found.append(w)
        elif name in ("in", "to", "of", "for") and w.lemma in _STRUGGLES:
            found += struck(w)
    for c in noun.children:
        if c.dep in ("acl", "relcl") and c.tag == "VB":
            found += _harmed(c)
        elif c.dep == "amod" and c.i > noun.i:  # "efforts specific to the fight against X"
            found += [x for name, w in prepositions(c) if name == "to" and w.lemma in _STRUGGLES for x in struck(w)]
    return found


def _harmed(verb: Word) -> list[Word]:
    """Objects of verbs of fight, and of those coordinated with them."""
    found: list[Word] = []
    for v in (verb, *(c for c in verb.children if c.dep == "conj" and c.pos == "VERB")):
        roles = frame(v)
        if v.lemma in _DEALING and any(w.lemma in ("blow", "defeat") for w in roles.patients):
            found += roles.datives  # "a campaign to deliver them a defeat"
        for entry in tie_verbs().get(v.lemma, ()):
            if entry.relation in _HOSTILE:
                found += [w for slot in entry.slots for w in (roles.patients if slot == "dobj" else roles.at(slot))]
    return found


def _fought(page: Page, cast: Cast, noun: Word) -> Iterator[Stated]:
    """Who joins a fight, or does something in it: "joined the fight against X", "took the hill in the war on X"."""
    governor = noun.head
    if noun.dep == "dobj" and governor.lemma in _JOINING:
        doers = frame(governor).agents
    elif noun.dep == "pobj" and governor.lower in _AMID and governor.head.pos == "VERB":
        governor = governor.head
        roles: Frame = frame(governor)
        doers = [] if roles.passive or governor.lemma in _SPEAKING else surface_subjects(governor)
    else:
        return
    if any(c.dep == "poss" for c in noun.children):
        return  # told by the noun itself
    enemies = cast.everyone(struck(noun), places=False) if doers else []
    state = status(governor)
    if not enemies or state.needed or (state.hypothetical and not moves_to(governor)) or state.negated:
        return
    for a in cast.everyone(doers, places=False):
        for b in enemies:
            if a.actor != b.actor and cast.kind(a.actor) in ARMED:
                fit = fitting(cast, a, "fights", b)
                if fit is not None:
                    yield stated(page, a, b, fit, noun, [noun], f"struggle/{noun.lemma}", time=state.time)


_SPEAKING: Final = frozenset("acknowledge admit announce be die fall lose praise say see speak tell".split())


_CLEARING: Final = frozenset("cleanse clear purge rid sweep".split())
_DEALING: Final = frozenset("deal deliver hand inflict".split())
_DRIVING: Final = frozenset("beat drive fight force push roll throw".split())
_ROUTING: Final = _CLEARING | _DEALING | _DRIVING


def _routed(page: Page, cast: Cast, verb: Word) -> Iterator[Stated]:
    """Who routs whom: "cleared the town of rebels", "dealt the rebels a defeat", "pushed the rebels back"."""
    roles = frame(verb)
    if verb.lemma in _CLEARING:
        beaten = roles.at("of") + [w for x in roles.patients for name, w in prepositions(x) if name == "of"]
    elif verb.lemma in _DEALING:
        defeats = any(w.lemma in ("blow", "defeat") for w in roles.patients)
        beaten = roles.datives + roles.at("on", "to") if defeats else []
    else:
        away = any(c.dep in ("prt", "advmod") and c.lower in ("back", "off", "out") for c in verb.children)
        away = away or bool(roles.at("from", "out of"))
        beaten = roles.patients if away else []
    beaten_ones = [p for p in cast.everyone(beaten, places=False) if cast.kind(p.actor) == "armed_group"]
    state = status(verb)
    if not beaten_ones or state.needed or (state.hypothetical and not moves_to(verb)):
        return
    for a in cast.everyone(roles.agents, places=False):
        for b in beaten_ones:
            fit = fitting(cast, a, "fights", b) if a.actor != b.actor else None
            if fit is not None:
                yield stated(page, a, b, fit, verb, [verb], f"struggle/{verb.lemma}", time=state.time,
                             factuality=state.factuality)  # fmt: skip


def ties_of_companions(page: Page, told: list[Stated]) -> Iterator[Stated]:
    """What is told of somebody holds of those it is done with: "alongside the army", "as part of the coalition"."""
    cast: Cast = page.cast
    for s in told:
        if s.relation not in ("fights", "opposes", "supports", "sponsors") or s.factuality == "negated":
            continue
        family = s.rule.partition("/")[0]
        word = page.word_at(s.trigger.start) if family in ("verb", "deed", "noun", "struggle") else None
        if word is None or s.subject.span is None or is_passive(word):
            continue  # "was captured along with others": they were captured, too
        for p, beside in _companions(page, word, s.subject, s.object):
            if p.actor in (s.subject.actor, s.object.actor):
                continue
            fit = fitting(cast, p, s.relation, s.object)
            if fit is not None:
                yield Stated(p, s.object, fit, s.trigger, s.sentence, s.time, s.factuality, s.claim, "struggle/with")
            if beside:
                yield Stated(s.subject, p, "aligned_with", s.trigger, s.sentence, s.time, s.factuality, s.claim,
                             "struggle/with")  # fmt: skip


_BESIDE: Final = frozenset(["alongside", "along with", "together with", "in alliance with", "in partnership with"])


def _companions(page: Page, word: Word, subject: Participant, struck: Participant) -> list[tuple[Participant, bool]]:
    """With whom a deed is done, and whether they stand beside the doer or above it (who acts as their part)."""
    cast: Cast = page.cast
    found: list[tuple[Participant, bool]] = []
    objects = [c for c in word.children if c.dep in OBJECTS]
    for top in (*_chain(word), *_subject_words(page, subject)):
        for name, w in prepositions(top):
            if name == "along with" and w.i < word.i and top.pos == "VERB" and _are_alike(cast, w, struck):
                continue  # "Along with the senator, he exposed the general": whichever is meant
            if name in ("along with", "together with") and any(top.i < o.i < w.i for o in objects):
                continue  # "jailed the general along with the senator"
            if name in _BESIDE or (name == "with" and _is_together(w)):
                found += [(p, True) for p in cast.who(w, places=False)]
            elif name == "as" and w.lemma == "part":
                inner = [x for p, x in prepositions(w) if p == "of"]
                found += [(p, False) for p in cast.everyone(inner, places=False)]
    return found


def _are_alike(cast: Cast, word: Word, struck: Participant) -> bool:
    return any(cast.kind(p.actor) == cast.kind(struck.actor) for p in cast.who(word))


def _is_together(partner: Word) -> bool:
    """ "together with", "along with", where the parser hangs the first word on the second."""
    return any(c.lower in ("along", "together") and c.dep == "advmod" for c in partner.head.children)


def _chain(word: Word) -> list[Word]:
    """A verb and those that carry it: "is working to defeat", "is committed to helping"."""
    out = [word]
    while len(out) < 6 and out[-1].dep in ("xcomp", "advcl", "conj", "pcomp", "prep", "acomp", "dobj"):
        if out[-1].dep == "advcl" and not any(c.dep == "aux" and c.lower == "to" for c in out[-1].children):
            break
        out.append(out[-1].head)
    return out


def _subject_words(page: Page, subject: Participant) -> list[Word]:
    """The heads of the mention of a subject."""
    cast: Cast = page.cast
    here = page.words_in(subject.span) if subject.span is not None else []
    found = (m for w in here for m in (cast.heads.get(w.i), cast.covering.get(w.i)) if m is not None)
    fitting_ones = [m for m in found if m.span == subject.span and m.actor == subject.actor]
    return [m.head for m in fitting_ones[:1]]


def ties_of_joint_attacks(page: Page) -> Iterator[Stated]:
    """Who attack somebody together are allied: "Chad and Niger launched an offensive on the rebels"."""
    cast: Cast = page.cast
    events: tuple[Event, ...] = page.cache.get("events", ())
    for event in events:
        if event.type != "ASSAULT" or event.factuality in ("hypothetical", "negated"):
            continue
        armed = [p for p in event.actors if cast.kind(p.actor) in _BANDS and p.span is not None]
        word = page.word_at(event.trigger.start)
        if word is None or not 2 <= len(armed) <= 5 or not _is_joint(word):
            continue
        if not any(cast.kind(p.actor) in ARMED for p in armed):
            continue
        for i, a in enumerate(armed):
            for b in armed[i + 1 :]:
                if _are_listed(page, a, b) and not _is_arm(cast, a, b):
                    yield stated(page, a, b, "aligned_with", word, [word], "struggle/joint", time=status(word).time)


def _are_listed(page: Page, a: Participant, b: Participant) -> bool:
    """Whether two doers are named in one list."""
    tops = []
    for p in (a, b):
        top = (page.words_in(p.span) if p.span is not None else [])[-1:]
        while top and top[0].dep in ("conj", "appos") and top[0].head is not top[0]:
            top = [top[0].head]
        tops += top
    return len(tops) == 2 and tops[0] is tops[1]


def _is_arm(cast: Cast, a: Participant, b: Participant) -> bool:
    """Whether one is a state and the other an arm of it: "the government and the armed forces"."""
    one, other = cast.members[a.actor], cast.members[b.actor]
    states = {one.kind, other.kind} & {"state", "government"}
    return bool(states) and one.country == other.country


_EACH_OTHER: Final = frozenset("battle clash duel exchange fight skirmish spar trade".split())


def _is_joint(word: Word) -> bool:
    """Whether the doers act on somebody else, and not on each other: "clashed", "fought each other"."""
    verb = word.head if word.pos == "NOUN" else word
    if word.lemma in HARM:
        return False  # who killed how many need not have acted as one
    here = {w.lower for w in (*word.children, *verb.children)} | {w.lemma for w in (word, verb)}
    return not here & (_EACH_OTHER | {"each", "other", "between", "respectively", "or"})
