"""Whom a deed of words is aimed at, by what its words say: the charge, the finding, the pronoun, the thing refused.

Asked only where no slot tells. Example: "An inquiry by the FBI found that Chad was behind it" → ACCUSE FBI → Chad;
"condemned the raid, calling it an act of Hamas" → ACCUSE ... → Hamas; "Apple rejected the FBI's request" → REQUEST
FBI → Apple; "declined to respond to Greenpeace's charges" → REJECT ... → Greenpeace.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from aitia.extract.event_candidates import Candidate
from aitia.extract.event_makers import makers, told_of
from aitia.extract.event_roles import BODIES, MANY, Roles, own_subjects
from aitia.extract.event_senses import Setting
from aitia.extract.event_speech import blamed_in
from aitia.extract.trained import head_word
from aitia.language.arcs import OBJECTS, conjuncts, prepositions
from aitia.language.frames import frame, governing_verb
from aitia.language.page import Page, Word
from aitia.language.status import has_neg
from aitia.lexicon.events import classes
from aitia.model.codes import AUTHOR
from aitia.model.records import Participant

People = list[Participant]
SPOKEN: Final = frozenset(["ACCUSE", "REJECT", "REQUEST", "SUPPORT"])
# deeds whose doer is blamed by whoever condemns them
_DONE: Final = frozenset(["ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "PROTEST", "REJECT", "RETREAT", "THREATEN"])
_INQUIRIES: Final = frozenset(["examination", "inquiry", "investigation", "probe", "review"])
_FINDING: Final = frozenset(["conclude", "determine", "discover", "establish", "find", "reveal", "say", "show"])
_PAPERS: Final = frozenset(["affidavit", "grievance", "petition"])
_ALLEGING: Final = frozenset(["accuse", "allege", "argue", "assert", "blame", "charge", "claim", "contend", "say"])
_DEPICTING: Final = frozenset(["brand", "call", "characterise", "characterize", "depict", "describe", "label", "term"])
_BLAMING: Final = frozenset(["attribute", "blame", "pin"])
# what somebody did, called by what it is: "an act of"
_DEEDS: Final = frozenset("act action attack attempt crime example handiwork part plot ploy provocation work".split())
# what one does to a request that is made to oneself
_HEEDING: Final = frozenset(
    """accept approve decline defy deny disregard fulfil fulfill grant heed honor honour ignore meet rebuff receive
    refuse reject resist satisfy spurn""".split()
)
_HEEDING_TO: Final = {
    "with": frozenset(["agree", "comply", "cooperate"]),
    "to": frozenset(["accede", "acquiesce", "agree", "bow", "react", "reply", "respond", "submit", "yield"]),
}
_DENYING: Final = frozenset(["deny", "dismiss", "dispute", "refute", "reject", "shrug"])  # what is said of oneself
# what one refuses somebody when refusing to do it
_ANSWERING: Final = frozenset(
    """accept acknowledge answer apply attend comply consider discuss enforce follow grant heed honor honour implement
    join listen obey read recognise recognize reply respond sign support take""".split()
)
_WANTING: Final = frozenset(["ask", "demand", "expect", "order", "propose", "request", "urge", "want", "wish"])
_CONFIRMING: Final = frozenset(["appoint", "back", "confirm", "elect", "endorse", "nominate"])
_INVITING: Final = frozenset(["invitation", "offer", "opportunity", "request"])
_MEETING: Final = frozenset("address attend debate interview join meet see visit".split())
_PERSONAL: Final = frozenset("accuse ask beg blame charge commend congratulate implore press sue thank urge".split())
# what one shows somebody by words: "pledged solidarity with"
_SHOWN: Final = frozenset(["allegiance", "backing", "cooperation", "friendship", "loyalty", "solidarity", "support"])
_IT: Final = frozenset(["it", "its"])
_HE: Final = frozenset(["he", "her", "him", "his", "she"])
_THEY: Final = frozenset(["their", "them", "they"])


def contents(one: Candidate, found: Mapping[int, Candidate], roles: Roles) -> Iterator[People]:
    """Whom the words of a deed are aimed at, by what they say; the surest first."""
    if one.type == "AGREE":
        yield _party(one, roles)
    if one.type == "CONCEDE" and one.sense.part == "verb":  # "dropped the condition that Chad leave first"
        clauses = [c for w in one.at.objects for c in told_of(w)]
        yield roles.cast.everyone([w for c in clauses for w in own_subjects(c)], places=False)
    if one.type == "THREATEN":
        yield _at_risk(one, roles)
    if one.type not in SPOKEN:
        return
    yield _pronoun(one, found, roles)
    if one.type == "ACCUSE":
        yield _found_out(one, roles)
        yield _alleged(one, roles)
        yield _depicted(one, found, roles)
        yield _done(one, found)
    yield _heeded(one, roles)
    yield _refused(one, roles)
    yield _theirs(one, roles)


def _found_out(one: Candidate, roles: Roles) -> People:
    """Whom an inquiry finds at fault: "an inquiry by the FBI found that Chad was responsible"."""
    word = one.at.word
    verb = word.head
    if word.lemma not in _INQUIRIES or word.dep != "nsubj" or verb.lemma not in _FINDING or has_neg(verb):
        return []
    return [p for c in verb.children if c.dep == "ccomp" for p in _at_fault(c, roles)]


def _done(one: Candidate, found: Mapping[int, Candidate]) -> People:
    """Who did the deed that is condemned: "condemned the police raid"."""
    if one.sense.part != "verb" or "obj" not in one.sense.recipients:
        return []
    deeds = [found[w.i] for w in one.at.objects if w.i in found]
    return next((d.actors for d in deeds if d.type in _DONE and d.actors), [])


def _party(one: Candidate, roles: Roles) -> People:
    """The other side of a promise or deal, by what it stands under, what it says and what it shows.

    "Under its agreement with the EU, Turkey promises to", "a deal under which the firm would", "vowed to show
    solidarity with France", "agreed to be bought by Chad".
    """
    below = [one.at, *(Setting(one.at.page, v) for v in one.at.complements[:2])]
    for at in below:
        shown = [w for w in at.objects if w.lemma in _SHOWN]
        people = roles.cast.everyone([x for w in shown for p, x in prepositions(w) if p in ("for", "with", "to")])
        if people:
            return people
    for at in below[1:]:
        if at.found.passive:
            return roles.cast.everyone(at.found.agents, places=False)
    for thing in one.at.objects:
        for c in thing.children if thing.lemma in classes()["pact"] | {"plan"} else ():
            under = c.dep == "relcl" and any(p in ("in", "under") and w.lower == "which" for p, w in prepositions(c))
            people = roles.cast.everyone(own_subjects(c), places=False) if under else []
            if people:
                return people
    pacts = [w for name in ("under", "in") for w in one.at.obliques.get(name, ()) if w.lemma in classes()["pact"]]
    return roles.cast.everyone([x for w in pacts for p, x in prepositions(w) if p == "with"])


def _at_risk(one: Candidate, roles: Roles) -> People:
    """Whose the things are that a threat is to: "threatened to impose tariffs on Chinese imports"."""
    for verb in one.at.complements[:2]:
        below = Setting(one.at.page, verb)
        for name in ("on", "against", "from", "with", "of"):
            for thing in below.obliques.get(name, ()):
                people = roles.owner(thing) if thing.pos == "NOUN" else []
                if people:
                    return people
    return []


def _at_fault(clause: Word, roles: Roles) -> People:
    return [p for v in conjuncts(clause) for p in blamed_in(v, roles)]


def _alleged(one: Candidate, roles: Roles) -> People:
    """Whom a complaint names: "lodged a complaint alleging that Chad armed them", "lawsuits that accuse Chad"."""
    things = [w for w in (one.at.word, *one.at.objects) if w.lemma in classes()["charge"] | _PAPERS]
    if one.sense.part == "verb" and things:
        things.append(one.at.word)
    clauses = [c for w in things for c in w.children if c.dep in ("acl", "advcl", "relcl") and c.i > w.i]
    for c in clauses:
        if c.lemma not in _ALLEGING or c.tag not in ("VBG", "VBZ", "VBP", "VBD"):
            continue
        people = roles.cast.everyone(Setting(one.at.page, c).objects, places=False)
        for below in c.children:
            if below.dep == "ccomp" and not people:
                verbs = frame(below)
                people = roles.cast.everyone(verbs.agents, places=False)
        if people:
            return people
    return []


def _depicted(one: Candidate, found: Mapping[int, Candidate], roles: Roles) -> People:
    """Whose act a thing is called that is condemned: "condemned the raid, calling it an act of Hamas"."""
    if one.sense.part != "verb" or not one.at.objects:
        return []
    clauses = [c for c in one.at.word.children if c.dep == "advcl" and c.tag == "VBG" and c.i > one.at.word.i]
    clauses += [c for w in one.at.objects for c in w.children if c.dep == "relcl"]
    for c in clauses:
        other = found.get(c.i)
        if c.lemma in _BLAMING and other is not None and other.type == "ACCUSE" and other.recipients:
            return other.recipients
        if c.lemma not in _DEPICTING:
            continue
        for w in c.subtree():
            if w.pos == "NOUN" and w.i > c.i and not any(a.dep == "relcl" for a in _up_to(w, c)):
                by = ("of", "by") if w.lemma in _DEEDS else ("by",)
                people = roles.cast.everyone([x for p, x in prepositions(w) if p in by], places=False)
                if people:
                    return people
    return []


def _up_to(word: Word, top: Word) -> list[Word]:
    """A word and those above it, below ``top``."""
    way = [word]
    while way[-1].head is not top and way[-1].head is not way[-1]:
        way.append(way[-1].head)
    return way


def _heeded(one: Candidate, roles: Roles) -> People:
    """Who is asked, by what he does with it: "Apple rejected the FBI's request", "agreed to the demands of"."""
    word = one.at.word
    if one.sense.part != "noun" or one.type not in ("ACCUSE", "REQUEST"):
        return []
    verb = governing_verb(word) if word.dep == "pobj" else word.head
    if verb is None or verb.pos != "VERB":
        return []
    if word.dep == "pobj":
        doing = one.type == "REQUEST" and word.head.head is verb and verb.lemma in _HEEDING_TO.get(word.head.lower, ())
    else:
        doing = word.dep in (*OBJECTS, "nsubjpass") and verb.lemma in (_HEEDING if one.type == "REQUEST" else _DENYING)
    return roles.cast.everyone(frame(verb).agents, places=False) if doing else []


def _refused(one: Candidate, roles: Roles) -> People:
    """Whose words or wish are refused: "refused to heed the mayor's speech", "declined an invitation to meet X"."""
    if one.type != "REJECT":
        return []
    for verb in one.at.complements[:2]:
        if verb.lemma not in _ANSWERING | _CONFIRMING or verb.pos != "VERB":
            continue
        inner = Setting(one.at.page, verb)
        things = [*inner.objects, *(w for n in ("to", "on", "with", "for") for w in inner.obliques.get(n, ()))]
        for thing in things:
            people = roles.cast.who(thing, places=False) if verb.lemma in _CONFIRMING else []
            people = people or _owner(thing, one.at.page, roles)
            if people:
                return people
    for verb in (one.at.word, *one.at.complements[:2]):  # "refused to raise wages, as the union had asked"
        for c in verb.children:
            if c.dep == "advcl" and c.lemma in _WANTING and any(g.lower == "as" for g in c.children):
                people = roles.cast.everyone(frame(c).agents, places=False)
                if people:
                    return people
    for thing in one.at.objects if one.sense.part == "verb" else ():
        if thing.lemma not in _INVITING:
            continue
        for c in thing.children:
            if c.dep in ("acl", "relcl") and c.tag == "VB" and c.lemma in _MEETING:
                people = roles.cast.everyone(Setting(one.at.page, c).objects, places=False)
                if people:
                    return people
    return []


def _theirs(one: Candidate, roles: Roles) -> People:
    """Whose the thing is that a preposition of the sense brings: "distanced itself from Chad's war"."""
    if one.sense.part != "verb":
        return []
    for name in one.sense.recipients:
        for thing in one.at.found.obliques.get(name, ()):
            people = _owner(thing, one.at.page, roles)
            if people:
                return people
    return []


def _owner(thing: Word, page: Page, roles: Roles) -> People:
    """Whose words, wish or deed a thing is."""
    if thing.pos != "NOUN":
        return []
    mine = [w for c in thing.children if c.dep == "poss" for w in conjuncts(c)]
    named = [p for p in roles.owners([thing]) if not _is_place(p, page, roles)]  # not "Havana talks"
    people = roles.cast.everyone(mine) or named or roles.cast.everyone(makers(thing), places=False)
    own = thing.lemma in classes()["deed"] | classes()["offer"]
    return people or (roles.cast.everyone([w for p, w in prepositions(thing) if p == "of"]) if own else [])


def _is_place(p: Participant, page: Page, roles: Roles) -> bool:
    word = head_word(page, p.span) if p.span is not None else None
    mention = roles.cast.heads.get(word.i) if word is not None else None
    return word is not None and word.pos == "PROPN" and mention is not None and mention.form == "place"


def _pronoun(one: Candidate, found: Mapping[int, Candidate], roles: Roles) -> People:
    """Whom a pronoun means that nobody was found for, or only the doer: the one other party before it that fits.

    "Chad accused Mali of fraud, accusing it of".
    """
    if one.sense.part != "verb":
        return []
    things = [*one.at.objects, *(w for n in ("for", "of", "from") for w in one.at.obliques.get(n, ()))]
    own = [c for w in things for c in w.children if c.dep == "poss" and "own" in one.sense.recipients]
    asked = [w for c in one.at.complements for w in own_subjects(c)] if one.type == "REQUEST" else []
    for word in (*things, *own, *asked):
        if word.pos != "PRON" or word.sent is not one.at.word.sent:
            continue
        mention = roles.cast.at(word)
        if mention is not None and mention.actor not in {p.actor for p in one.actors}:
            continue
        if (word.dep == "poss" and one.type not in ("REJECT", "REQUEST")) or word.lower not in _IT | _HE | _THEY:
            continue
        if word in things and word.lower in ("it", "them") and one.at.word.lemma not in _PERSONAL:
            continue  # "endorse it": a thing
        others = _before(word, one, found, roles)
        if others:
            return others
    return []


def _before(word: Word, one: Candidate, found: Mapping[int, Candidate], roles: Roles) -> People:
    """The party of the words above that a pronoun may mean, where there is one only."""
    kinds = BODIES if word.lower in _IT else MANY if word.lower in _THEY else frozenset(["person"])
    doers = {p.actor for p in one.actors} | {AUTHOR}
    above = next((found[w.i] for w in (one.at.word.head, *one.at.word.head.ancestors()) if w.i in found), None)
    told = [] if above is None or not doers & {p.actor for p in above.actors} else above.recipients
    near = [p for p in told if _agrees(p.actor, word, kinds, roles) and p.actor not in doers]
    if len(near) == 1:
        return near
    people: dict[str, Participant] = {}
    for w in word.sent.words:
        mention = roles.cast.heads.get(w.i) if w.i < word.i else None
        if mention is None or mention.form not in ("name", "nominal") or mention.actor in doers:
            continue
        if _agrees(mention.actor, word, kinds, roles):
            people[mention.actor] = Participant(actor=mention.actor, span=mention.span)
    return list(people.values()) if len(people) == 1 else []


def _agrees(actor: str, pronoun: Word, kinds: frozenset[str], roles: Roles) -> bool:
    """Whether somebody is of these kinds and not of the other gender than a pronoun tells."""
    member = roles.cast.members[actor]
    gender = ("f" if pronoun.lower in ("she", "her") else "m") if pronoun.lower in _HE else ""
    return member.kind in kinds and (not gender or member.gender in ("", gender))
