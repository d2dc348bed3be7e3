"""Who stands how to whom: ties stated by roles, verbs, nouns and compounds, and ties that deeds show.

Example: "Zarif, the regime's foreign minister" → Zarif acts_for the regime; "attacked the rebels" → fights.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from aitia.language.frames import frame
from aitia.language.page import Page, Word, span_of
from aitia.language.status import status
from aitia.lexicon.actors import atoms
from aitia.lexicon.ties import tie_nouns, tie_roles, tie_verbs
from aitia.model.codes import AUTHOR, SIGN, ActorKind, EventType, Factuality, Relation, TieTime
from aitia.model.reading import row_id
from aitia.model.records import Event, Participant, Tie, TieEvidence
from aitia.model.text import Span
from aitia.read.cast import Cast, CastMention
from aitia.read.nominals import Description
from aitia.read.stands import stands

_ARMED: Final[frozenset[ActorKind]] = frozenset(["state", "states", "government", "armed_group"])
_WEAK: Final[frozenset[ActorKind]] = frozenset(["population", "person"])
_OF_DEED: Final[dict[EventType, Relation]] = {
    "ACCUSE": "opposes", "REJECT": "opposes", "THREATEN": "opposes", "SANCTION": "opposes", "PROTEST": "opposes",
    "SUPPORT": "supports", "AID": "supports", "COOPERATE": "aligned_with",
}  # fmt: skip
_COMPOUND: Final[dict[str, Relation]] = {
    "backed": "supports", "supported": "supports", "sponsored": "sponsors", "funded": "sponsors", "armed": "sponsors",
    "financed": "sponsors", "trained": "sponsors", "led": "controls", "run": "controls", "controlled": "controls",
    "ruled": "rules", "dominated": "controls",
}  # fmt: skip
_COMPOUND_BACK: Final[dict[str, Relation]] = {
    "affiliated": "aligned_with", "linked": "aligned_with", "allied": "aligned_with", "aligned": "aligned_with",
    "friendly": "aligned_with",
}  # fmt: skip
_MATERIAL: Final = frozenset(
    """arm arms finance fund funding bankroll sponsor sponsoring equip subsidise subsidize train weapon weapons sell
    ship money cash ammunition missile missiles gun guns rifle rifles supply""".split()
)
_BEFORE_TITLE: Final = frozenset(
    "'s ’s outgoing former then - ex late new current interim acting ousted prospective".split()
)
_CONFIDENCE: Final[dict[str, float]] = {
    "role": 0.8,
    "member": 0.7,
    "verb": 0.65,
    "noun": 0.6,
    "compound": 0.8,
    "deed": 0.6,
    "stand": 0.45,
}


@dataclass(slots=True)
class _Stated:
    """One statement of a tie before statements are merged."""

    subject: Participant
    object: Participant
    relation: Relation
    trigger: Span
    sentence: Span
    time: TieTime
    factuality: Factuality
    claim: str
    rule: str


@dataclass(slots=True)
class TiesExtractor:
    """Reads the layer ``ties``: one row per subject, relation, object and factuality, with all its evidence."""

    name: str = field(default="ties")

    def extract(self, page: Page) -> Iterator[Tie]:
        """Yield the ties of a page in the order of their first evidence."""
        stated = [
            *_roles(page), *_bodies(page), *_members(page), *_words(page), *_compounds(page), *_deeds(page),
            *_stands(page), *_beside(page),
        ]  # fmt: skip
        grouped: dict[tuple[str, Relation, str, bool], list[_Stated]] = {}
        for s in sorted(stated, key=lambda s: (s.sentence, s.trigger)):
            if s.subject.actor == s.object.actor:
                continue
            grouped.setdefault((s.subject.actor, s.relation, s.object.actor, s.factuality == "negated"), []).append(s)
        for (subject, relation, object_, negated), group in grouped.items():
            yield _tie(subject, relation, object_, negated, group)


def _tie(subject: str, relation: Relation, object_: str, negated: bool, group: list[_Stated]) -> Tie:
    first = group[0]
    evidence: dict[tuple[Span, Span], TieEvidence] = {}
    for s in group:
        evidence.setdefault(
            (s.sentence, s.trigger),
            TieEvidence(sentence=s.sentence, subject=s.subject.span, object=s.object.span, trigger=s.trigger),
        )
    claims = tuple(dict.fromkeys(s.claim for s in group))
    real = [s for s in group if s.factuality == "asserted"]
    factuality: Factuality = "negated" if negated else "asserted" if real else first.factuality
    time = next((t for t in ("current", "past", "prospective") if any(s.time == t for s in real or group)), first.time)
    miss = 1.0
    for s in group[:4]:
        miss *= 1 - _CONFIDENCE[s.rule.split("/")[0]]
    return Tie(
        id=row_id("tie", subject, relation, object_, negated), subject=subject, object=object_, relation=relation,
        sign=SIGN[relation], time=time, factuality=factuality, evidence=tuple(evidence.values()), claim=claims[0],
        rule=first.rule, confidence=round(min(0.95, 1 - miss), 3), claims=claims if len(claims) > 1 else (),
    )  # fmt: skip


def _state(page: Page, a: Participant, b: Participant, relation: Relation, trigger: Word, words: list[Word], rule: str,
           *, time: TieTime = "current", factuality: Factuality = "asserted") -> _Stated:  # fmt: skip
    spans = [s for s in (a.span, b.span) if s is not None]
    near = [s for s in spans if abs(s.start - trigger.start) < 600]
    hull = Span(min([trigger.start, *(s.start for s in near)]), max([trigger.end, *(s.end for s in near)]))
    place = span_of(words) if words else Span(trigger.start, trigger.end)
    return _Stated(a, b, relation, place, hull, time, factuality, page.voices.at(place), rule)


def _who(mention: CastMention) -> Participant:
    return Participant(actor=mention.actor, span=mention.span)


def _roles(page: Page) -> Iterator[_Stated]:
    """Offices and memberships: "Russian President X", "X, head of the Y", "French troops", "the Post's X"."""
    cast: Cast = page.cast
    roles = tie_roles()
    for description, actor in cast.described:
        owner = description.owner
        if owner is None or owner.actor == actor or description.link in ("in", "from"):
            continue
        relation = _role_relation(description.words, description.head, cast.kind(owner.actor))
        rule = "role"
        if _commanded(description, cast, owner):
            yield _state(page, _who(owner), Participant(actor=actor, span=span_of(description.words)), "controls",
                         description.head, [description.head], f"role/{description.head.lemma}")  # fmt: skip
            continue
        if relation is None:
            if not _belongs(description, cast, owner):
                continue
            relation, rule = "part_of", "member"
        if (
            relation in ("aligned_with", "supports", "opposes", "sponsors")
            and description.link == "adj"
            and (any(c.dep == "poss" for c in description.head.children))
        ):
            continue  # "our Turkish allies" are Turks, not allies of Turkey
        if relation == "rules" and cast.kind(actor) not in ("person", "government"):
            relation = "part_of" if cast.kind(actor) != "population" else "acts_for"
        subject = Participant(actor=actor, span=span_of(description.words))
        time: TieTime = (
            "past"
            if any(w.lower in ("former", "ex", "late", "ousted", "deposed") for w in description.words)
            else "current"
        )
        yield _state(
            page,
            subject,
            _who(owner),
            relation,
            description.head,
            [description.head],
            f"{rule}/{description.head.lemma}",
            time=time,
        )
    for mention in cast.mentions:
        if mention.form != "name" or cast.kind(mention.actor) != "person" or mention.actor == AUTHOR:
            continue
        yield from _titled(page, cast, mention, roles)


def _titled(
    page: Page, cast: Cast, mention: CastMention, roles: dict[str, tuple[Relation, Relation]]
) -> Iterator[_Stated]:
    """ "Russian President X", "Egyptian leader X", "Republican candidate X", "the Post's X"."""
    words = page.words
    title = [w for w in words[mention.start : mention.end] if w.i < mention.head.i]
    before, past = mention.start - 1, False
    while before >= 0 and words[before].sent is mention.head.sent:
        word = words[before]
        if word.lower in _BEFORE_TITLE or word.text == ".":
            past = past or word.lower in ("former", "ex", "late", "ousted", "outgoing")
        elif before not in cast.covering and (
            (word.pos == "NOUN" and word.dep in ("compound", "nmod", "amod", "appos"))
            or (word.pos == "ADJ" and title and title[0].i == before + 1)
        ):
            title.insert(0, word)
        else:
            break
        before -= 1
    owner = cast.covering.get(before) if before >= 0 else None
    if owner is None or words[before].sent is not mention.head.sent or owner.actor == mention.actor:
        return
    key = _longest_role(title, roles)
    kind = cast.kind(owner.actor)
    time: TieTime = "past" if past else "current"
    if key is not None:
        relation = roles[key][0 if kind in ("state", "government") else 1]
        yield _state(page, _who(mention), _who(owner), relation, title[-1], title, f"role/{key}", time=time)
    elif kind == "organisation" and "PTY" in (cast.members[owner.actor].code or "") and mention.start - before <= 3:
        yield _state(
            page, _who(mention), _who(owner), "part_of", mention.head, [mention.head], "member/party", time=time
        )
    elif mention.head.child("poss") is not None and kind in ("organisation", "igo", "armed_group", "government"):
        yield _state(page, _who(mention), _who(owner), "part_of", mention.head, [mention.head], "member/possessive")


def _longest_role(words: list[Word], roles: dict[str, tuple[Relation, Relation]]) -> str | None:
    texts = [" ".join(atoms(w.text)) for w in words]
    expand = {"pres": "president", "gov": "governor", "sec": "secretary"}
    texts = [expand.get(t, t) for t in texts if t]
    for length in (4, 3, 2, 1):
        for start in range(len(texts) - length, -1, -1):
            phrase = " ".join(texts[start : start + length])
            if phrase in roles:
                return phrase
    return None


def _role_relation(words: list[Word], head: Word, owner: ActorKind) -> Relation | None:
    roles = tie_roles()
    column = 0 if owner in ("state", "government") else 1
    lemmas = [w.lemma.lower() for w in words if w.i <= head.i]
    for length in (3, 2, 1):
        phrase = " ".join(lemmas[-length:])
        if phrase in roles:
            return roles[phrase][column]
    return None


def _belongs(description: Description, cast: Cast, owner: CastMention) -> bool:
    """Whether a described group is a part of its owner: bodies of states and members of organisations."""
    kind = cast.kind(owner.actor)
    sectors = set(description.agent.code.split())
    if kind in ("state", "government"):
        return bool(sectors & {"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "PRM"}) and owner.form != "pronoun"
    if kind in ("igo", "organisation", "armed_group"):
        return not sectors & {"REF"} and description.agent.kind != "states"
    return False


def _commanded(description: Description, cast: Cast, owner: CastMention) -> bool:
    """ "Assad's forces", "his administration": a body that a person leads."""
    if cast.kind(owner.actor) != "person" or description.link != "poss":
        return False
    bodies: tuple[ActorKind, ...] = ("armed_group", "government")
    return (
        description.agent.kind in bodies
        and bool(set(description.agent.code.split()) & {"MIL", "GOV", "REB", "PRM", "COP"})
        and (description.head.lemma.lower() not in tie_roles())
    )


def _bodies(page: Page) -> Iterator[_Stated]:
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
        if owner is None or cast.kind(owner.actor) not in ("state", "government", "igo", "armed_group", "organisation"):
            continue
        sectors = set((cast.members[mention.actor].code or "").split())
        if cast.kind(owner.actor) == "state" and sectors & {
            "REB",
            "JRN",
            "BUS",
            "OPP",
            "CRM",
            "PTY",
            "NGO",
            "MNC",
            "SOC",
        }:
            continue  # "Syrian Democratic Forces", "USA Today": named after a state, not a part of it
        if owner.head.dep not in ("poss",) and cast.kind(owner.actor) not in ("state", "government", "igo"):
            continue
        yield _state(page, _who(mention), _who(owner), "part_of", mention.head, [mention.head], "member/body")


def _members(page: Page) -> Iterator[_Stated]:
    """Members given by name: "groups including A and B", "candidates like X", "Obama, Clinton and other Democrats"."""
    cast: Cast = page.cast
    for mention in cast.mentions:
        if mention.form == "pronoun" or not any(c.lower == "other" for c in mention.head.children):
            continue
        for peer in cast.mentions_before(page.words, mention, 4):
            if cast.members[peer.actor].named and peer.head.sent is mention.head.sent and peer.actor != mention.actor:
                yield _state(page, _who(peer), _who(mention), "part_of", mention.head, [mention.head], "member/other")
    for description, actor in cast.described:
        if not description.plural:
            continue
        for member in cast.enumerated(description.head):
            if member.actor != actor and cast.members[member.actor].named and cast.kind(actor) != "states":
                subject = Participant(actor=actor, span=span_of(description.words))
                yield _state(
                    page, member, subject, "part_of", description.head, [description.head], "member/enumerated"
                )


def _words(page: Page) -> Iterator[_Stated]:
    """Verbs and nouns that state a tie outright."""
    cast: Cast = page.cast
    verbs, nouns = tie_verbs(), tie_nouns()
    for word in page.words:
        if not word.sent.is_content:
            continue
        entry = verbs.get(word.lemma) if word.pos == "VERB" else nouns.get(word.lemma) if word.pos == "NOUN" else None
        if entry is None or (entry.needs and not any(c.lower in entry.needs for c in word.children)):
            continue
        roles = frame(word)
        subjects = cast.everyone(roles.agents)
        if not subjects and "between" not in entry.slots:
            continue
        targets = [w for slot in entry.slots for w in (roles.patients if slot == "dobj" else roles.at(slot))]
        objects = cast.everyone(targets)
        between = cast.everyone(roles.at("between")) if "between" in entry.slots else []
        if len(between) >= 2:
            subjects, objects = between[:1], between[1:]
        if not objects or not subjects:
            continue
        state = status(word)
        if state.needed or (state.hypothetical and not state.negated and not _strives(word)):
            continue
        rule = f"{'verb' if word.pos == 'VERB' else 'noun'}/{entry.lemma}"
        for a in subjects:
            for b in objects:
                relation = entry.relation
                if relation == "fights" and not _can_fight(cast, a, b):
                    relation = "opposes"
                if relation == "controls" and cast.kind(b.actor) == "person":
                    continue  # "leading her rival in the polls"
                if relation == "rules" and cast.kind(b.actor) not in ("state", "government", "population"):
                    relation = "controls"
                yield _state(page, a, b, relation, word, [word], rule, time=state.time, factuality=state.factuality)


_STRIVING: Final = frozenset(
    """aim attempt battle bid campaign drive effort endeavor endeavour fight mission offensive operation plan push seek
    struggle strive try vow want war work""".split()
)


def _strives(word: Word) -> bool:
    """ "efforts to defeat the militia": the deed is not done, the stand is taken."""
    infinitive = any(c.dep == "aux" and c.lower == "to" for c in word.children)
    return (
        infinitive
        and word.head.lemma in _STRIVING
        and not any(c.dep == "mark" or (c.dep == "aux" and c.tag == "MD") for c in word.head.children)
    )


_BESIDE: Final = (
    "alongside",
    "along with",
    "together with",
    "besides",
    "side by side with",
    "in alliance with",
    "allied with",
)


def _beside(page: Page) -> Iterator[_Stated]:
    """Those who act side by side: "fought alongside the army"."""
    cast: Cast = page.cast
    for word in page.words:
        if word.pos != "VERB" or not any(c.lower in ("alongside", "along", "together") for c in word.children):
            continue
        roles = frame(word)
        partners = cast.everyone(roles.at(*_BESIDE), places=False)
        state = status(word)
        if not partners or state.negated or state.hypothetical:
            continue
        for a in cast.everyone(roles.agents, places=False):
            for b in partners:
                yield _state(page, a, b, "aligned_with", word, [word], "verb/alongside", time=state.time)


def _can_fight(cast: Cast, a: Participant, b: Participant) -> bool:
    return cast.kind(a.actor) not in ("organisation", "igo") and cast.kind(b.actor) not in ("organisation", "igo")


def _compounds(page: Page) -> Iterator[_Stated]:
    """ "Iran-backed militias", "the Saudi-led coalition", "pro-Russian rebels", "a group loyal to X"."""
    cast: Cast = page.cast
    for word in page.words:
        low = word.lower.rpartition("-")[2]
        forward, back = _COMPOUND.get(low), _COMPOUND_BACK.get(low)
        if (forward is None and back is None) or word.dep not in ("amod", "compound") or word.i < 2:
            continue
        holder = cast.covering.get(word.i) if low != word.lower else None
        if low == word.lower and page.words[word.i - 1].text in ("-", "–", "‑"):
            holder = cast.covering.get(word.i - 2)
        if holder is None:
            continue
        for target in cast.who(word.head, proxies=False):
            a, b = (_who(holder), target) if forward else (target, _who(holder))
            relation = forward or back
            if relation is not None:
                yield _state(page, a, b, relation, word, [word], f"compound/{low}")


def _deeds(page: Page) -> Iterator[_Stated]:
    """Ties that the events of the page show: an attack is a fight, blame is opposition."""
    cast: Cast = page.cast
    events: tuple[Event, ...] = page.cache.get("events", ())
    for event in events:
        if event.factuality == "hypothetical":
            continue
        for a in event.actors:
            for b in event.recipients:
                doer, target = cast.members[a.actor], cast.members[b.actor]
                same = doer.country is not None and doer.country == target.country
                relation = _relation_of(event.type, doer.kind, target.kind, same)
                if event.type in ("AID", "COOPERATE") and _is_material(page, event):
                    relation = "sponsors"
                if relation is None:
                    continue
                time: TieTime = "prospective" if event.factuality == "planned" else "current"
                reality: Factuality = "negated" if event.factuality == "negated" else "asserted"
                rule = f"deed/{event.type}"
                yield _Stated(a, b, relation, event.trigger, event.sentence, time, reality, event.claim, rule)


def _relation_of(kind: EventType, doer: ActorKind, target: ActorKind, same_country: bool) -> Relation | None:
    if kind == "ASSAULT":
        if target in _WEAK or (doer in _WEAK and target not in _ARMED):
            return (
                "suppresses"
                if doer in _ARMED and target == "population" and same_country
                else "fights"
                if doer in _ARMED or target in _ARMED
                else "opposes"
            )
        return "fights"
    if kind == "COERCE":
        return "suppresses" if target in _WEAK or (doer in ("state", "government") and same_country) else "opposes"
    if kind == "MOBILIZE":
        return "fights" if target in _ARMED and doer in _ARMED else None
    return _OF_DEED.get(kind)


def _stands(page: Page) -> Iterator[_Stated]:
    for s in stands(page):
        holder = Participant(actor=s.subject)
        yield _Stated(holder, s.object, s.relation, s.trigger, s.sentence, "current", "asserted", s.claim, s.rule)


def _is_material(page: Page, event: Event) -> bool:
    """Whether help consists of arms or money."""
    return any(w.lemma.lower() in _MATERIAL for w in page.words_in(event.trigger))
