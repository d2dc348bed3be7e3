"""Deeds that the words around a trigger do not tell after all: habits, comparisons, forecasts, private dealings.

A row that a careful reader would not sign is not written. Example: "framed the plan as an attack on banks" tells of no
attack, "warned that rain would fall" of no threat, "shoppers who buy from the firm" of nothing between actors.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from aitia.extract.cast import Cast
from aitia.extract.event_senses import Setting
from aitia.extract.event_tone import PUBLIC
from aitia.language.arcs import OBJECTS, PASSIVE_SUBJECTS, RELATIVE_TAGS, SUBJECTS, conjuncts
from aitia.language.frames import frame
from aitia.language.outlook import after_preposition, is_subjunctive
from aitia.language.page import Page, Word
from aitia.lexicon.events import Sense, event_lexicon
from aitia.lexicon.places import is_populated_place
from aitia.model.codes import EventType
from aitia.model.records import Participant

# people whom the text calls by what they do in public, or what is done to them
PUBLIC_ROLES: Final = frozenset(
    """activist campaigner captive demonstrator detainee dissident hostage hunger-striker inmate marcher migrant
    picketer prisoner protester protestor refugee rioter settler squatter striker villager""".split()
)
# deeds that say nothing of politics where only private people and firms take part
_PRIVATE: Final = frozenset(["CONSULT", "COOPERATE", "REQUEST", "AGREE", "CONCEDE", "RETREAT"])
_HELPS: Final = frozenset(["AID", "COOPERATE", "SUPPORT"])
_PRAISING: Final = frozenset("boast celebrate champion extol hail praise promote tout trumpet".split())
_DEPICTING: Final = frozenset(
    """cast characterise characterize construe depict describe dismiss frame interpret misconstrue misrepresent
    paint perceive portray present regard see sell spin treat view""".split()
)
_GENERIC: Final = frozenset(["any", "each", "every", "everyone", "everybody", "anyone", "anybody", "those", "whoever"])
_FAVOURING: Final = frozenset(["advocate", "back", "favor", "favour", "oppose", "support"])
_WHENEVER: Final = frozenset(["when", "whenever", "where", "wherever"])
_TRADING: Final = frozenset("acquire acquisition buy merge merger purchase sale sell takeover trade".split())
_WARS: Final = frozenset("battle bloodshed conflict crisis fighting hostility turmoil unrest violence war".split())
_DONE_TO: Final = frozenset("abduct arrest assassinate capture detain injure kidnap kill murder wound".split())
_GOING_ON: Final = frozenset("begin continue end increase intensify resume start stop".split())
_LETTING: Final = frozenset(["allow", "let", "permit"])
_MOVING: Final = frozenset("advance cross enter march move roll sweep".split())
_DUTIES: Final = frozenset(["must", "should", "need", "ought", "have", "obligation", "duty", "commitment", "promise"])
_REPRISALS: Final = frozenset(
    """action attack answer blow consequence cost force measure patience payback penalty price punishment reaction
    reprisal repercussion response retaliation retribution revenge sanction strike war""".split()
)
_HARMS: Final = frozenset(["ASSAULT", "COERCE", "SANCTION"])
_MODIFYING: Final = ("amod", "compound", "nmod", "poss")
_IDLE_LIGHTS: Final = frozenset([("take", "threat"), ("have", "appeal"), ("hold", "appeal"), ("make", "contact")])
_TO_SOMEBODY: Final = frozenset(["ACCUSE", "AID", "REQUEST", "SUPPORT", "THREATEN"])
_SOMEBODY: Final = frozenset(["her", "him", "them", "us", "me", "whom", "those"])
_TIES: Final = frozenset(["-", "–", "‑", "/"])
_PLACING: Final = frozenset(["at", "in", "near", "on", "outside"])
# where people gather, whoever it is called after
_SCENES: Final = frozenset(
    """airport area avenue bridge campus chowk circle city corner crossing crossroads district field gate ground highway
    intersection island junction maidan mall market memorial monument neighborhood neighbourhood park plaza province
    region road roundabout square stadium statue street suburb town village""".split()
)
_HE: Final = frozenset(["he", "she", "him", "her", "his", "hers", "himself", "herself"])


def is_doubtful(
    at: Setting, sense: Sense, kind: EventType, sides: tuple[list[Participant], list[Participant]], cast: Cast
) -> bool:
    """Whether the words around the trigger tell something else than this deed."""
    actors, recipients = sides
    word, parties = at.word, {p.actor for p in (*actors, *recipients)}
    if (word.pos == "VERB" and _is_habit(word)) or _is_only_where(word):
        return True
    if sense.part == "noun" and (_is_likened(at) or _is_body(word)):
        return True
    if sense.part == "noun" and not recipients and kind in _HELPS and any(c.tag == "PRP$" for c in word.children):
        return True  # "his assistance": told elsewhere, to somebody
    if kind in _HELPS and not actors and word.pos == "VERB" and at.found.passive and at.found.agents:
        return True  # "aided by a surge of late voters"
    if kind == "AID" and any(w.lower == "credit" and w.child("amod", "compound", "nummod") is None for w in at.objects):
        return True  # "gave credit where it is due"
    if kind == "COERCE" and actors and recipients and all(_is_firm(p, cast) for p in (*actors, *recipients)):
        return word.lemma == "take"  # "took over the operations of its rival"
    if kind == "AID" and actors and recipients and all(_is_firm(p, cast) for p in (*actors, *recipients)):
        return not any(cast.kind(p.actor) == "population" for p in recipients)  # "helped General Electric sell it"
    if word.lemma in _DONE_TO and not at.objects and not at.found.passive and word.tag in ("VBD", "VBN"):
        return True  # "1,484 rebels and 284 soldiers killed": they did not kill
    if kind == "SUPPORT" and not recipients and word.lemma in _PRAISING and _is_own_thing(at, cast):
        return True
    if kind == "CONCEDE" and word.lemma in _LETTING and word.tag == "VBG" and _is_outcome(word):
        return True  # "won the state, allowing her to lead": so it came
    if sense.part == "adjective" and kind == "AGREE" and not recipients and _is_mood(word, actors, cast):
        return True
    if kind in _PRIVATE and (actors or recipients) and all(_is_private(p, cast) for p in (*actors, *recipients)):
        return True
    if kind == "THREATEN" and word.lemma == "warn" and _is_forecast(at, parties, cast):
        return True
    if kind == "THREATEN" and word.lemma == "threaten" and at.found.passive:
        agentless = not at.found.agents and not at.complements
        if agentless or word.dep == "acl":
            return True  # "a region threatened by extremists", "is less threatened": how it stands
    if kind == "REQUEST" and word.lemma == "remind" and not any(w.lemma in _DUTIES for w in word.subtree()):
        return True
    if kind == "COOPERATE" and word.lemma in _TRADING and all(_is_trader(p, cast) for p in (*actors, *recipients)):
        return True
    if (
        kind == "AID"
        and word.lemma == "credit"
        and at.found.light is not None
        and word.child("amod", "compound") is None
    ):
        return True  # "gives credit to black writers"
    if kind == "ASSAULT" and word.lemma in _MOVING and actors and all(_is_gang(p, cast) for p in actors):
        return True  # "traffickers entered the country"
    if kind == "ASSAULT" and not recipients and (_is_stand(at, actors, cast) or _is_scene(at, actors)):
        return True
    if kind == "ACCUSE" and word.lemma == "blame" and not recipients and (_is_to_blame(at) or _is_thing(at, cast)):
        return True
    if "obj" in sense.recipients and not recipients and actors and _is_unknown(at, kind, cast):
        return True
    return kind == "CONCEDE" and word.lemma == "regret" and _is_of_others(at, {p.actor for p in actors}, cast)


def is_only_wanted(verb: Word) -> bool:
    """Whether a gerund or clause says what somebody wants or demands: "campaigned on expelling them"."""
    if verb.dep == "pcomp" and verb.head.pos in ("ADP", "SCONJ") and after_preposition(verb.head) == "wish":
        return True
    if verb.tag == "VBG" and verb.dep in ("xcomp", "ccomp") and verb.head.lemma in _FAVOURING:
        return True  # "voters support banning them"
    return is_subjunctive(verb, verb.head)


def _is_habit(verb: Word) -> bool:
    """Whether it is told of whoever does it, or of whenever it is done: "every voter who asks for a ballot"."""
    if any(c.dep in ("aux", "auxpass") for c in verb.children) or verb.tag not in ("VBP", "VBZ"):
        return False
    if verb.dep == "relcl":
        words = [verb.head, *(c for c in verb.head.children if c.dep in ("det", "predet"))]
        doing = any(c.dep == "nsubj" and c.tag in RELATIVE_TAGS for c in verb.children)
        return doing and any(w.lower in _GENERIC for w in words)
    if verb.dep != "advcl" or verb.head.tag not in ("VBP", "VBZ"):
        return False
    return any(c.dep in ("advmod", "mark") and c.lower in _WHENEVER and c.i < verb.i for c in verb.children)


def _is_only_where(word: Word) -> bool:
    """Whether a clause only tells where or when something else holds: "only in areas where rebels agree to leave"."""
    for clause in (word, *word.ancestors()):
        if clause.dep not in ("advcl", "relcl") or clause.pos not in ("VERB", "AUX"):
            continue
        if not any(c.lower in _WHENEVER and c.dep in ("advmod", "mark") and c.i < clause.i for c in clause.children):
            continue
        first = clause.subtree()[0] if clause.dep == "advcl" else clause.head.subtree()[0]
        words = clause.sent.words
        before = words[max(0, first.i - words[0].i - 2) : first.i - words[0].i]
        if any(w.lower == "only" for w in before):
            return True
    return False


def _is_likened(at: Setting) -> bool:
    """Whether a noun only says what something is taken for, or is no deed with its verb: "described it as a war on"."""
    word, light = at.word, at.found.light
    if light is not None and (light.lemma, word.lemma) in _IDLE_LIGHTS:
        return True
    if word.dep != "pobj" or word.head.lower not in ("as", "like"):
        return False
    above = word.head.head
    return above.pos == "VERB" and above.lemma in _DEPICTING


def _is_outcome(verb: Word) -> bool:
    """Whether something only comes of what is told: "won the state, allowing her to lead", "by allowing"."""
    return verb.dep == "advcl" or (verb.dep == "pcomp" and verb.head.lower == "by")


def _is_body(noun: Word) -> bool:
    """Whether soldiers on their way are meant, and not that they go: "a clash with an army patrol"."""
    if noun.lemma != "patrol":
        return False
    if noun.dep == "pobj" and noun.head.lower in ("against", "at", "by", "on", "with"):
        return True
    return frame(noun).light is None and noun.head.lemma not in _GOING_ON


def _is_private(p: Participant, cast: Cast) -> bool:
    """Whether somebody is a person, crowd or firm without any part in public life, as far as the text tells."""
    member = cast.members[p.actor]
    sectors = set((member.code or "").split())
    if member.titles or member.offices or sectors & PUBLIC:
        return False
    if PUBLIC_ROLES & {w.removesuffix("s") for w in member.name.lower().split()} and not member.named:
        return False
    if member.kind == "person":
        return bool(sectors & {"CVL", "BUS", "EDU"})
    if member.kind == "population":
        return not member.country and bool(sectors) and sectors <= {"CVL", "BUS"}
    return member.kind == "organisation" and bool(sectors & {"BUS", "EDU"}) and not member.named


def _is_mood(adjective: Word, actors: list[Participant], cast: Cast) -> bool:
    """Whether people are only said to be ready or willing: no word of a government, nor their own ("said he was")."""
    if any(cast.kind(p.actor) not in ("person", "population") for p in actors):
        return False
    copula = adjective.head
    if copula.dep != "ccomp" or copula.head.pos != "VERB":
        return True
    speakers = {p.actor for p in cast.everyone(frame(copula.head).agents)}
    return bool(speakers) and not speakers & {p.actor for p in actors}


def _is_firm(p: Participant, cast: Cast) -> bool:
    """Whether somebody deals on a market only: a firm, its customers."""
    member = cast.members[p.actor]
    return member.kind in ("organisation", "population") and not set((member.code or "").split()) & (PUBLIC | {"MIL"})


def _is_trader(p: Participant, cast: Cast) -> bool:
    """Whether somebody is a firm or a private person: no state, and nobody of public life or in arms."""
    return _is_firm(p, cast) or (cast.kind(p.actor) == "person" and _is_private_person(p, cast))


def _is_private_person(p: Participant, cast: Cast) -> bool:
    member = cast.members[p.actor]
    return not set((member.code or "").split()) & (PUBLIC | {"MIL"}) and not member.offices


def _is_gang(p: Participant, cast: Cast) -> bool:
    """Whether somebody lives by crime and wages no war."""
    sectors = set((cast.members[p.actor].code or "").split())
    return "CRM" in sectors and not sectors & {"MIL", "REB", "UAF"}


def _is_stand(at: Setting, actors: list[Participant], cast: Cast) -> bool:
    """Whether a person takes a stand and no ground: "took the position that tariffs should rise"."""
    things = {w.lemma for w in at.objects}
    return "position" in things and at.word.pos == "VERB" and all(cast.kind(p.actor) == "person" for p in actors)


def _is_scene(at: Setting, actors: list[Participant]) -> bool:
    """Whether a war is named after the country it is fought in: "the Syrian and Yemeni wars"."""
    if at.word.lemma not in _WARS or at.found.light is not None:
        return False
    named = {c.i for c in at.word.children if c.dep in ("amod", "compound", "nmod") and c.pos in ("ADJ", "PROPN")}
    heads = [at.page.word_at(p.span.start) for p in actors if p.span is not None]
    if any(w is not None and _is_tied(w, at.page) for w in heads):
        return False  # "the Iran-Iraq war": its sides
    return bool(heads) and all(w is not None and {w.i, w.head.i} & named for w in heads)


def _is_forecast(at: Setting, parties: set[str], cast: Cast) -> bool:
    """Whether who warns foretells what third parties or things will do, and threatens nobody with anything."""
    clause = next((c for c in at.word.children if c.dep == "ccomp"), None)
    if clause is None:
        return False
    if any(c.dep == "advcl" and any(m.lower in ("if", "unless") for m in c.children) for c in clause.children):
        return False
    subjects = [x for c in clause.children if c.dep in (*SUBJECTS, *PASSIVE_SUBJECTS) for x in conjuncts(c)]
    if {p.actor for p in cast.everyone(subjects)} & parties:
        return False
    told = [*subjects, *(c for c in clause.children if c.dep in ("attr", "dobj"))]
    if any(w.lemma in _REPRISALS for w in told) or any(w.lower == "there" for w in clause.children):
        return False
    passive = any(c.dep == "nsubjpass" for c in clause.children) and not any(c.dep == "agent" for c in clause.children)
    return not (passive and any(s.type in _HARMS for s in event_lexicon().of("verb", clause.lemma)))


def _is_to_blame(at: Setting) -> bool:
    """Whether nobody blames: "the army is to blame", "who is to blame"."""
    return not at.objects and "on" not in at.obliques


def _is_thing(at: Setting, cast: Cast) -> bool:
    """Whether no actor is blamed but a thing: "blamed the fog of war"."""
    return bool(at.objects) and all(w.pos == "NOUN" and cast.at(w) is None for w in at.objects)


def _is_own_thing(at: Setting, cast: Cast) -> bool:
    """Whether somebody only speaks up for what is his: "touted their own merits"."""
    owners = [cast.at(c) for w in at.objects for c in w.children if c.dep == "poss" and c.tag == "PRP$"]
    doers = {p.actor for p in cast.everyone(at.found.agents)}
    return any(m is not None and m.actor in doers for m in owners)


def _is_unknown(at: Setting, kind: EventType, cast: Cast) -> bool:
    """Whether the deed is done to somebody of whom the text does not let us know who it is: "begged them not to"."""
    if at.found.light is not None or not at.objects:
        return False
    thing = at.objects[0]
    if cast.at(thing) is not None:
        return False
    if thing.lower in _SOMEBODY:
        return kind != "REJECT"  # "rejected them" may be things
    return kind in _TO_SOMEBODY and thing.tag in ("NNP", "NNPS") and thing.i > at.word.i


def _is_of_others(at: Setting, actors: set[str], cast: Cast) -> bool:
    """Whether what is regretted is what somebody else did: "regrets the comments that he made"."""
    clauses = [c for w in at.word.children if w.dep in OBJECTS for c in w.children if c.dep in ("relcl", "acl")]
    subjects = [s for c in clauses for s in c.children if s.dep in SUBJECTS]
    own = {p.actor for p in cast.everyone(subjects)} & actors
    return bool(subjects) and not own and not any(s.lower in ("i", "we") for s in subjects)


def sound(people: Iterable[Participant], page: Page) -> list[Participant]:
    """The participants without those who only stand before the head of another, and speakers who say "he".

    "Accused Clinton allies": the allies; John said: "He fired": not John.
    """
    found = list(people)
    heads = {p.actor: _head(p, page) for p in found}
    whole = {h.i for h in heads.values() if h is not None}
    kept = []
    for p in found:
        head = heads[p.actor]
        if head is not None and len(found) > 1 and _leads_to(head, whole) and not _is_tied(head, page):
            continue
        if head is not None and head.lower in _HE and p.actor in page.voices.speaker_at((head.start, head.end)):
            continue
        kept.append(p)
    return kept


def is_scene(p: Participant, page: Page) -> bool:
    """Whether somebody is only named for where people gather: "protests in Chad", "a sit-in at the Luma stadium"."""
    word = _head(p, page)
    if word is None:
        return False
    inside = word
    while inside.dep in ("compound", "nmod", "amod", "nummod") and inside.head.i > inside.i:
        inside = inside.head
    below = inside.dep == "pobj" and inside.head.lower in _PLACING
    if inside is not word:
        return below and inside.lemma in _SCENES
    town = word.ent in ("GPE", "LOC", "FAC") or word.lower in _SCENES or is_populated_place(word.text)
    return below and town and not any(c.dep == "poss" for c in word.children)


def _head(p: Participant, page: Page) -> Word | None:
    for word in page.words_in(p.span) if p.span is not None else ():
        mention = page.cast.heads.get(word.i)
        if mention is not None and mention.actor == p.actor:
            return word
    return None


def _is_tied(word: Word, page: Page) -> bool:
    """Whether a modifier is one of two sides: "the Iran-Iraq war"."""
    return page.words[word.i + 1].text in _TIES


def _leads_to(word: Word, whole: set[int]) -> bool:
    """Whether a word stands before one of these as its modifier."""
    while word.dep in _MODIFYING and word.head.i > word.i:
        word = word.head
        if word.i in whole:
            return True
    return False
