"""Whom a deed is aimed at where no slot of its word says so: circumstances, purposes, whoever holds what is hit.

Example: "threatened to close the border unless Chad left" → THREATEN ... → Chad; "went on strike to demand the
resignation of Biya" → PROTEST ... → Biya; "an assault on the ISIS-held city" → ASSAULT ... → ISIS.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from aitia.extract.event_candidates import MOVING, Candidate
from aitia.extract.event_contents import contents
from aitia.extract.event_modifiers import doer_before
from aitia.extract.event_roles import Roles, own_subjects
from aitia.extract.event_senses import Setting, is_infinitive
from aitia.extract.event_themes import opposite
from aitia.language.arcs import PASSIVE_SUBJECTS, SUBJECTS, conjuncts, prepositions
from aitia.language.frames import frame
from aitia.language.heads import whose
from aitia.language.page import Word
from aitia.lexicon.events import classes, event_lexicon
from aitia.model.codes import AUTHOR
from aitia.model.records import Participant

STRUCK: Final = frozenset(["ASSAULT", "COERCE", "SANCTION"])
EASED: Final = STRUCK | {"CONCEDE"}
HELPING: Final = frozenset(["help", "assist", "aid", "support", "relieve", "feed", "equip"])
DEMANDING: Final = frozenset(["demand", "protest", "oppose", "denounce", "condemn", "urge", "press", "call", "ask"])
COMPLAINING: Final = frozenset(["complain", "protest", "grumble"])  # "to" the one, "over" what the other did
_OVER: Final = ("over", "about", "at", "against", "into", "for", "of")
_HELD: Final = frozenset(["held", "controlled", "occupied", "run", "dominated", "owned", "ruled"])
# what force is used for upon those who are to be stopped
_CHECKING: Final = frozenset("bring chase contain control disperse quell repel scare scatter stop subdue".split())
_CONDITIONS: Final = frozenset(["unless", "if", "until"])
# what is hit, and so whoever it belongs to
_WHERE: Final = ("on", "against", "at", "into", "toward", "towards", "of", "under", "near", "outside", "inside", "to")
_ALONG: Final = frozenset("across along at by into near on opposite over to toward towards".split())
_TOWARDS: Final = frozenset(["toward", "towards"])
_BORDERS: Final = frozenset("airspace border borderland coast coastline frontier shore water".split())
_MOST: Final = 8  # deeds of one breath
_HOSTILE: Final = STRUCK | {"ACCUSE", "REJECT", "THREATEN"}
_CONTINUED: Final = STRUCK | {"AID", "THREATEN"}
# what comes from somebody and may be refused or answered
ASKED: Final = frozenset(
    """appeal call condition demand deadline invitation mediation offer order ultimatum plea pressure proposal request
    resolution ruling subpoena summons verdict warning""".split()
)


def aim(found: dict[int, Candidate], roles: Roles) -> None:
    """Give the candidates of a sentence that lack recipients those whom circumstances name.

    Aid that is given "to help" somebody is one deed: the helping goes.
    """
    for one in list(found.values()):
        if not one.actors or (one.recipients and one.at.word.lemma not in COMPLAINING):
            continue
        doers = {p.actor for p in one.actors} | {AUTHOR}
        for people in _aimed(one, found, roles):
            others = [p for p in people if p.actor not in doers]
            others = opposite(one.at, one.sense, one.actors, others, roles.cast)
            if others:
                one.recipients = others
                break
        if one.type == "AID" and one.sense.part == "verb":
            for clause in one.at.word.children:
                below = found.get(clause.i) if clause.dep in ("advcl", "xcomp") and is_infinitive(clause) else None
                if below is not None and below.type == "AID" and clause.lemma in HELPING and one.recipients:
                    del found[clause.i]


def _aimed(one: Candidate, found: Mapping[int, Candidate], roles: Roles) -> Iterator[list[Participant]]:
    yield _conditioned(one, roles)
    yield _demanded(one, found, roles)
    yield _hit(one, found, roles)
    yield _refused(one, roles)
    yield _blamed(one, roles)
    yield _purposed(one, found, roles)
    yield _helped(one, roles)
    yield _bordering(one, roles)
    yield _sent_there(one, roles)
    yield _continued(one, found)
    yield _in_one_breath(one, found)
    yield from contents(one, found, roles)


def _continued(one: Candidate, found: Mapping[int, Candidate]) -> list[Participant]:
    """To whom the deed before it in the same breath was done: "cut ties with Chad and imposed an embargo"."""
    word = one.at.word
    other = found.get(word.head.i) if word.dep == "conj" and one.sense.part == "verb" else None
    if other is None or other.type != one.type or one.type not in _CONTINUED or other.sense.part != "verb":
        return []
    alike = {p.actor for p in one.actors} == {p.actor for p in other.actors}
    aimed = any(one.at.obliques.get(name) for name in one.sense.recipients)  # "and set off a bomb in a market"
    return other.recipients if alike and not aimed and not own_subjects(word) and not one.at.found.passive else []


def _in_one_breath(one: Candidate, found: Mapping[int, Candidate]) -> list[Participant]:
    """Against whom ties are cut: whom the other hostile deeds of the same clause are done to.

    Example: "recalled its ambassador and turned back an Ethiopian plane", "expelled the Indian envoy and halted trade".
    """
    word = one.at.word
    if one.type != "SANCTION" or one.sense.part != "verb" or one.at.found.passive:
        return []
    breath, first, last = [word], word, word
    for _ in range(_MOST):
        if first.dep != "conj" or first.head.pos != "VERB" or own_subjects(first):
            break
        first = first.head
        breath.append(first)
    for _ in range(_MOST):
        last = next((c for c in last.children if c.dep == "conj" and not own_subjects(c)), last)
        breath.append(last)
    doers = {p.actor for p in one.actors}
    for verb in breath:
        other = found.get(verb.i)
        if other is None or other is one or other.type not in _HOSTILE or other.sense.part != "verb":
            continue
        if {p.actor for p in other.actors} == doers and all(_is_foreign(p, one) for p in other.recipients):
            return other.recipients
    return []


def _is_foreign(p: Participant, one: Candidate) -> bool:
    """Whether a party is a state or body of another country than the doers."""
    cast = one.at.page.cast
    own = {cast.members[d.actor].country for d in one.actors}
    return cast.kind(p.actor) in ("state", "government") and cast.members[p.actor].country not in own


def _conditioned(one: Candidate, roles: Roles) -> list[Participant]:
    """Who could avert a threat: "threatened to leave unless Chad withdrew"; not those something is to be done to."""
    if one.type != "THREATEN" or one.sense.part != "verb":
        return []
    for verb in (one.at.word, *one.at.complements[:3]):
        for clause in verb.children:
            if clause.dep != "advcl" or not any(c.dep == "mark" and c.lower in _CONDITIONS for c in clause.children):
                continue
            doers = [c for c in clause.children if c.dep in SUBJECTS]
            doers += [c for a in clause.children if a.dep == "agent" for c in a.children if c.dep == "pobj"]
            owners = [x for c in clause.children if c.dep in (*SUBJECTS, *PASSIVE_SUBJECTS) for x in conjuncts(c)]
            people = roles.cast.everyone([x for c in doers for x in conjuncts(c)])
            people = people or [p for w in owners for p in roles.owner(w)]
            mains = [c for c in verb.children if c.dep in (*SUBJECTS, *PASSIVE_SUBJECTS) and verb is not one.at.word]
            own = {p.actor for p in roles.cast.everyone(mains)}  # "if the bloc fails, it could fall apart"
            if people and not {p.actor for p in people} & ({p.actor for p in one.actors} | own):
                return people
    return []


def _demanded(one: Candidate, found: Mapping[int, Candidate], roles: Roles) -> list[Participant]:
    """Against whom a protest is held, by what it demands: "marched to demand the release of X by the army"."""
    if one.type != "PROTEST":
        return []
    top = one.at.found.light or one.at.word
    if top.pos != "VERB" and one.sense.part == "noun" and top.head.pos == "VERB":
        top = top.head
    verbs = [c for c in top.children if c.dep in ("advcl", "xcomp") and c.lemma in DEMANDING]
    verbs += [c for w in one.at.objects for c in w.children if c.dep in ("acl", "relcl") and c.lemma in DEMANDING]
    for verb in verbs:
        below = found.get(verb.i)
        if below is not None and below.type in ("REQUEST", "ACCUSE", "PROTEST", "REJECT") and below.recipients:
            return below.recipients
        inner = Setting(one.at.page, verb)
        things = [*inner.objects, *(w for name in ("for", "against", "at") for w in inner.obliques.get(name, ()))]
        people = [p for w in things for p in roles.cast.who(w) or answerable(w, roles)]
        if people:
            return people
    for name, noun in prepositions(top):  # "in protest against", "in protest of the government's refusal"
        if name == "in" and noun.lemma == "protest":
            pairs = [*prepositions(noun), *((p, w) for p, w in prepositions(top) if w.i > noun.i)]
            for _, thing in pairs:
                people = roles.cast.who(thing) or answerable(thing, roles)
                if people:
                    return people
    return _opposed(one, roles)


def _opposed(one: Candidate, roles: Roles) -> list[Participant]:
    """Whose deed a protest is against: "protested against the visit of the minister", "against the police action"."""
    for thing in one.at.obliques.get("against", ()):
        if thing.pos == "NOUN":
            people = answerable(thing, roles) or doer_before(one.at.page, thing)
            if people:
                return people
    return []


def answerable(thing: Word, roles: Roles) -> list[Participant]:
    """Whose deed a thing is, to the depth of a participle: "the return of land seized by the army"."""
    below = [w for p, w in prepositions(thing) if p == "of"]
    for word in (thing, *below):
        done = [x for c in word.children if c.dep == "acl" and c.tag == "VBN" for x in frame(c).agents]
        people = roles.cast.everyone(done)
        people = people or roles.cast.everyone([w for p, w in prepositions(word) if p == "by"])
        if people:
            return people
    return roles.owner(thing) or [p for w in below for p in roles.owner(w)]


def _hit(one: Candidate, found: Mapping[int, Candidate], roles: Roles) -> list[Participant]:
    """Who holds or owns what is hit: "a raid on the rebel-held town", "hacked into the computers of the army"."""
    if one.type not in EASED:
        return []
    for thing in one.at.objects if one.sense.part == "verb" and one.type in STRUCK else ():
        if one.type == "COERCE" and thing.lemma in classes()["protest"]:  # "broke up a march staged by students"
            return answerable(thing, roles)
        people = holders(thing, roles)
        if people:
            return people
    things = [w for name in _WHERE if name in one.sense.recipients for w in one.at.obliques.get(name, ())]
    for thing in things:
        if thing.pos != "NOUN" or thing.i in found or event_lexicon().of("noun", thing.lemma):
            continue
        owners = [w for c in thing.children if c.dep == "poss" for w in conjuncts(c)]
        people = roles.cast.everyone(owners) or holders(thing, roles) or roles.modifiers(thing)
        people = people or roles.cast.everyone([*(w for p, w in prepositions(thing) if p == "of"), *whose(thing)])
        if not people and one.type == "ASSAULT":
            people = doer_before(one.at.page, thing)  # "hurled a grenade at a police picket"
        if people or one.type == "ASSAULT":
            return people or roles.within(thing)
    return []


def _blamed(one: Candidate, roles: Roles) -> list[Participant]:
    """Whose deed is complained of or looked into: "complained to the UN over two Israeli raids"."""
    if one.type != "ACCUSE" or one.sense.part != "verb":
        return []
    for name in _OVER:
        for thing in one.at.obliques.get(name, ()):
            if thing.pos == "NOUN" and thing not in one.at.objects:
                people = answerable(thing, roles)
                if people:
                    return people
    return []


def _purposed(one: Candidate, found: Mapping[int, Candidate], roles: Roles) -> list[Participant]:
    """Against whom force is used, by what it is used for: "opened fire to disperse students"."""
    if one.type != "ASSAULT" or one.sense.part != "verb":
        return []
    for clause in one.at.word.children:
        below = found.get(clause.i) if clause.dep in ("advcl", "xcomp") and clause.i > one.at.word.i else None
        if below is not None and is_infinitive(clause) and below.type in STRUCK and below.recipients:
            return below.recipients
        if clause.lemma in _CHECKING and clause.dep in ("advcl", "xcomp") and is_infinitive(clause):
            people = roles.cast.everyone(frame(clause).patients, places=False)  # "to bring the mob under control"
            if people:
                return people
    return []


def _helped(one: Candidate, roles: Roles) -> list[Participant]:
    """Whom aid is for, by its purpose: "donated ventilators to assist Chad", "earmarked money to help Haiti"."""
    if one.type not in ("AID", "AGREE") or one.sense.part != "verb":
        return []
    below = [w for thing in one.at.objects for w in thing.subtree()[:25]]
    for clause in (*one.at.word.children, *below):
        if clause.dep not in ("advcl", "acl", "relcl", "xcomp") or clause.i < one.at.word.i:
            continue
        if clause.lemma in HELPING and is_infinitive(clause):
            inner = Setting(one.at.page, clause)
            people = roles.cast.everyone([*inner.objects, *inner.found.datives])
            if people:
                return people
    return []


def _bordering(one: Candidate, roles: Roles) -> list[Participant]:
    """Against whom forces stand: "massed troops along the border with Chad", "tanks near the Polish frontier"."""
    if one.type != "MOBILIZE" or one.sense.part != "verb":
        return []
    moved = (*one.at.objects, *one.at.found.patients)
    below = [*one.at.obliques.items(), *((n, [w]) for thing in moved for n, w in prepositions(thing))]
    for name, words in below:
        if name in _TOWARDS:
            people = roles.cast.everyone(words)
            if people:
                return people
        for thing in words if name in ("for", "before") else ():  # "mobilized reservists for a war against Chad"
            if any(sense.type == "ASSAULT" for sense in event_lexicon().of("noun", thing.lemma)):
                people = roles.cast.everyone([w for n, w in prepositions(thing) if n in ("against", "on", "with")])
                if people:
                    return people
        for thing in words if name in _ALONG else ():
            if thing.lemma in _BORDERS:
                beyond = [w for n, w in (*prepositions(thing), *prepositions(one.at.word)) if n == "with"]
                people = roles.cast.everyone(beyond) or roles.owner(thing)
                if people:
                    return people
    return []


def _sent_there(one: Candidate, roles: Roles) -> list[Participant]:
    """To whom forces are promised: "agreed to send police to Haiti"."""
    if one.type != "AGREE" or one.sense.part != "verb":
        return []
    for verb in one.at.complements[:2]:
        inner = Setting(one.at.page, verb)
        if verb.lemma in MOVING and any(w.lemma in classes()["force"] for w in inner.objects):
            people = roles.first(("to", "into"), inner)
            if people:
                return people
    return []


def holders(thing: Word, roles: Roles) -> list[Participant]:
    """Who holds a place by the word before it: "the ISIS-held city", "rebel-controlled districts"."""
    words = [
        d
        for c in thing.children
        if c.dep in ("amod", "compound") and c.lower in _HELD
        for d in c.children
        if d.dep in ("npadvmod", "compound", "nmod", "nsubj", "amod", "advmod")
    ]
    return roles.cast.everyone(words)


def _refused(one: Candidate, roles: Roles) -> list[Participant]:
    """Whose demand or offer is refused: "refused to answer a request from X", "declined despite pressure by X"."""
    if one.type != "REJECT" or one.sense.part != "verb":
        return []
    things: list[Word] = []
    for verb in (one.at.word, *one.at.complements[:2]):
        inner = one.at if verb is one.at.word else Setting(one.at.page, verb)
        things += [
            *inner.objects,
            *(w for name in ("to", "with", "in", "despite") for w in inner.obliques.get(name, ())),
        ]
    for thing in things:
        if thing.pos != "NOUN":
            continue
        people = answerable(thing, roles) if thing.lemma in ASKED else []
        if not people and event_lexicon().of("noun", thing.lemma):
            people = roles.modifiers(thing)  # "refused to join NATO exercises"
        if people:
            return people
    return []
