"""Ties that words for people and bodies carry: offices, memberships, bodies of states.

Example: "Zarif, the regime's minister" → Zarif acts_for the regime.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from aitia.extract.cast import Cast, CastMention, Member
from aitia.extract.nominals import GOVERNMENT, Description
from aitia.extract.tie_belonging import is_following, is_home, is_part, is_persons_party
from aitia.extract.tie_statements import Stated, as_participant, stated
from aitia.extract.tie_tenure import (
    HOSTS,
    heads_section,
    is_behind,
    is_ruled,
    is_sought,
    of_person,
    was_held,
    will_be_held,
)
from aitia.language.arcs import prepositions
from aitia.language.frames import frame, surface_subjects
from aitia.language.page import Page, Word, span_of
from aitia.language.status import has_neg, status
from aitia.lexicon.actors import atoms
from aitia.lexicon.ties import tie_roles
from aitia.model.codes import ActorKind, Factuality, Relation, TieTime
from aitia.model.records import Participant

_ADVISING: Final = frozenset(["adviser", "advisor", "aide", "assistant", "counsel", "counsellor", "deputy"])
_SPEAKING: Final = frozenset(["spokesman", "spokesperson", "spokeswoman", "lawyer", "attorney", "negotiator"])
_MUTUAL: Final = frozenset(["rival", "enemy", "foe", "adversary", "nemesis"])


def ties_by_roles(page: Page) -> Iterator[Stated]:
    """Offices and memberships that descriptions carry: "X, head of the Y", "French troops", "his rival"."""
    cast: Cast = page.cast
    for description, actor in cast.described:
        description = _of_antecedent(description, cast)
        owner = _whose(description, cast)
        if owner is None or owner.actor == actor or description.link == "in":
            continue
        if description.link == "from" and not is_home(description, cast, owner):
            continue
        relation = _role_relation(description.words, description.head, owner, cast)
        if description.head.lemma.lower() == "speaker" and "LEG" not in (cast.members[owner.actor].code or "").split():
            continue  # of a meeting or a language
        if description.head.lemma.lower().endswith("founder"):
            called = [actor, *(p.actor for p in _predicated(description.head, cast) or ())]
            if not any(is_charge(cast, a, owner.actor) for a in called):
                continue  # who founded a body need not lead it
            relation = "sponsors"
        if relation in ("acts_for", "controls") and description.link == "adj":
            relation = _called_by_kind(relation, description.head, owner, cast)
        if relation is None and _is_opposition(description, owner, cast):
            relation = "opposes"
        rule = "role"
        some = _is_one_of_leaders(description) or _leads_line(description)
        if relation == "controls" and (some or heads_section(description) or is_chapter(owner)):
            relation = "acts_for" if cast.kind(owner.actor) == "person" else "part_of"
        if relation is not None and cast.kind(owner.actor) == "person":
            relation = of_person(description.head.lemma.lower(), relation)
            if relation is None:
                continue
        if relation == "rules" and any(w.lower in ("deputy", "vice") for w in description.words):
            relation = "acts_for"
        if relation == "rules" and (_of_something_else(description) or is_partial(description.words)):
            continue  # "Spanish university chancellors", "political leaders of the region" rule no state
        apposed = _apposed(description, cast)
        if apposed is not None and apposed.actor != owner.actor:
            actor = apposed.actor
        if relation == "rules" and not cast.members[actor].named and _is_any(description):
            continue
        if is_sought(description.head):
            continue
        named = _predicated(description.head, cast)
        only = not named and _is_only_called(description, owner, cast.members[actor], cast)
        if only or not _is_body(owner, cast):
            continue
        if cast.kind(owner.actor) == "person" and is_persons_party(description):
            body, head = Participant(actor=actor, span=span_of(description.words)), description.head
            yield stated(page, as_participant(owner), body, "part_of", head, [head], f"member/{head.lemma}")
            continue
        if _commanded(description, cast, owner):
            led = Participant(actor=actor, span=span_of(description.words))
            head = description.head
            yield stated(page, as_participant(owner), led, "controls", head, [head], f"role/{head.lemma}")
            continue
        if relation is None:
            if not is_part(description, cast, owner):
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
        gone = any(w.lower in _GONE for w in description.words) or is_behind(description.words, description.head)
        time: TieTime = "past" if gone or was_held(description.head) else "current"
        coming = will_be_held(description.head)
        if coming or (relation == "rules" and any(w.lower in _COMING for w in description.words)):
            time = "prospective"
        reality: Factuality = "planned" if coming else "asserted"
        holder = as_participant(owner)
        if named is None or (named and rule == "member" and not _is_post(description)):
            continue  # "is no member of the alliance", "was the company's errand boy"
        if named and all(p.actor not in (actor, owner.actor) for p in named):
            for one in named:
                head = description.head
                yield stated(
                    page, one, holder, relation, head, [head], f"{rule}/{head.lemma}", time=time, factuality=reality
                )
            continue
        if description.head.lemma in _MUTUAL and description.link == "poss":
            subject, holder = holder, subject  # "its rival": the rivalry is told of its owner
        yield stated(
            page,
            subject,
            holder,
            relation,
            description.head,
            [description.head],
            f"{rule}/{description.head.lemma}",
            time=time,
            factuality=reality,
        )


RANKING: Final = frozenset("local prominent ranking regional senior top veteran".split())


def _is_one_of_leaders(description: Description) -> bool:
    """Whether somebody is one of many who lead a body: "a senior party leader", "an opposition leader"."""
    if description.head.lemma.lower() not in _LEADING or description.link != "adj":
        return False
    if description.plural:
        return any(w.pos == "NUM" for w in description.words)
    return any(w.lower in RANKING or w.lower in ("a", "an", "another", "one") for w in description.words)


_LEADING: Final = frozenset("boss chief commander leader".split())


def _leads_line(description: Description) -> bool:
    """Whether a director has charge of a field of work: "the company's director of machine learning"."""
    head = description.head
    fields = [w for name, w in prepositions(head) if name in ("of", "for") and w.pos == "NOUN" and not w.ent]
    return head.lemma.lower() in ("director", "head", "chief") and description.link == "poss" and bool(fields)


def _is_post(description: Description) -> bool:
    """Whether a predicate tells a place in a body: "is a member of", "is a professor at", no "company's errand boy"."""
    return description.head.lemma == "member" or (description.link in ("of", "at") and not description.plural)


def _apposed(description: Description, cast: Cast) -> CastMention | None:
    """Who is called by a relational noun in apposition: "Quispe, his rival", "Turkey, a member of the alliance"."""
    head = description.head
    related = head.lemma.lower() in RELATED
    after = cast.covering.get(head.i + 1)
    if (related or head.lemma == "member") and head.tag == "NN" and after is not None and after.start == head.i + 1:
        return after if after.form == "name" else None  # "Obama's ally Merkel"
    if not related and (description.plural or head.dep != "appos"):
        return None
    near = [head.head] if head.dep == "appos" else [c for c in head.children if c.dep == "appos"]
    found = (cast.heads.get(w.i) for w in near)
    return next((m for m in found if m is not None and m.form != "pronoun" and cast.members[m.actor].named), None)


def _of_antecedent(description: Description, cast: Cast) -> Description:
    """A description owned by whoever its relative clause is said of: "the king, whose army burned the town"."""
    whose = next((c for c in description.head.children if c.dep == "poss" and c.tag == "WP$"), None)
    if description.owner is not None or whose is None:
        return description
    clause = next((w for w in (description.head, *description.head.ancestors()) if w.dep == "relcl"), None)
    if clause is None:
        return description
    owner = cast.heads.get(clause.head.i) or cast.covering.get(clause.head.i)
    return description if owner is None else replace(description, owner=owner, link="poss")


def _whose(description: Description, cast: Cast) -> CastMention | None:
    """To whom a description relates somebody: of "a Republican rival of the senator" the senator."""
    head = description.head
    if description.link in ("adj", "poss", "in") and head.lemma.lower() in RELATED | _TAKING_SIDES:
        near = [w for name, w in prepositions(head) if name in ("of", "to", "for")]
        found = [m for w in near for m in (cast.heads.get(w.i), cast.covering.get(w.i)) if m is not None]
        if found or (near and head.lemma.lower() in _TAKING_SIDES):
            return found[0] if found else None  # "the Senate's fiercest critic of the general"
    return description.owner or _served(head, cast)


def _served(head: Word, cast: Cast) -> CastMention | None:
    """Whom a description serves: "a spokeswoman for the ministry", "aides to the president"."""
    asked = "to" if head.lemma in _ADVISING else "for" if head.lemma in _SPEAKING else ""
    found = (cast.heads.get(w.i) for name, w in prepositions(head) if name == asked)
    return next((m for m in found if m is not None), None)


def _predicated(head: Word, cast: Cast) -> list[Participant] | None:
    """Of whom a description is said: "Poland and Hungary became members"; None where it is denied."""
    top = head
    while top.dep == "conj" and top.head.pos in ("NOUN", "PROPN") and top.head is not top:
        top = top.head  # "is an enemy of the state and a member of the front"
    if top.dep == "pobj" and top.head.lower == "of" and top.head.head.lower == "one":
        top = top.head.head  # "is one of the members of the union"
    verb = top.head
    if top.dep == "oprd" and verb.lemma in _CHOOSING and status(verb).factuality == "asserted":
        return cast.everyone(frame(verb).patients, places=False)  # "was elected president of the union"
    if top.dep != "attr" or verb.lemma not in ("be", "become", "remain"):
        return []
    if has_neg(verb) or any(c.lower in ("no", "neither") for c in head.children) or status(verb).hypothetical:
        return None
    return cast.everyone(surface_subjects(verb), places=False)


_CHOOSING: Final = frozenset("appoint choose crown elect install make name nominate".split())
_PARTIAL: Final = frozenset(
    """association business cartel church civic clan community conference drug episcopal federation gang guerrilla labor
    labour local mafia militia minority moral opposition party peasant political protest rebel religious separatist
    society spiritual student trade tribal union youth""".split()
)
_PARTISAN: Final = frozenset(
    "christian conservative democratic islamic jewish leftist liberal muslim socialist".split()
)
_BODY_PARTS: Final = frozenset(["head", "chair", "arm"])
# who stands to somebody and is named elsewhere, if at all: "its ally"
RELATED: Final = frozenset(
    """adversary ally backer enemy foe friend heir nemesis opponent partner patron paymaster protector rival sponsor
    successor""".split()
)
# offices of a state or a place, whatever party their holder is of: "Democratic Governor X"
_TAKING_SIDES: Final = frozenset(
    "admirer advocate apologist champion critic defender detractor fan opponent supporter".split()
)
OF_STATES: Final = frozenset("chancellor governor mayor premier president".split()) | {"prime minister"}
OFFICE_NAMES: Final = frozenset(
    """agriculture business commerce culture defence defense education energy environment finance foreign health home
    housing industry information interior justice labor labour planning security state tourism trade transport
    transportation treasury""".split()
)


def is_partial(words: list[Word]) -> bool:
    """Whether a leader leads less than the state: "opposition leader", "tribal leaders", "social democratic leader"."""
    told = {w.lower for w in words}
    return bool(told & _PARTIAL) or (bool(told & {"leader", "leaders"}) and bool(told & _PARTISAN))


def _is_only_called(description: Description, owner: CastMention, member: Member, cast: Cast) -> bool:
    """Whether a relational noun tells of nobody: a part of the body, or one left unnamed ("its ally")."""
    lemma = description.head.lemma.lower()
    if lemma in _BODY_PARTS and description.link == "poss" and owner.form == "pronoun":
        return True  # "with their hands over their heads"
    if lemma in _BODY_PARTS and description.head.tag == "NNS" and cast.kind(owner.actor) in ("person", "population"):
        return True  # "cut off the heads of the captives"
    if member.named:
        return False
    if lemma == "friend" and cast.kind(owner.actor) == "person":
        return True  # "his friends": nobody's side is taken
    return lemma in RELATED and (not description.plural or lemma == "rival")


_GONE: Final = frozenset("deposed ex former late onetime ousted slain then".split())
_COMING: Final = frozenset(["elect", "future", "next", "potential", "prospective", "would"])


def _is_any(description: Description) -> bool:
    """Whether an office is held by nobody in particular: "a female president", "the next president"."""
    return any(
        w.lower in _COMING or w.lower in ("any", "every") or (w.lower in ("a", "an") and w.dep == "det")
        for w in description.words
    )


def _is_body(owner: CastMention, cast: Cast) -> bool:
    """Whether an owner is somebody, and not the end of an office's name: "the Secretary of State", "Home Secretary"."""
    member = cast.members[owner.actor]
    if member.kind == "state" and _is_in_name(owner):
        return False  # "the Bank of America's director"
    if member.kind == "states" and owner.head.lower in ("country", "nation", "state"):
        return False  # "when you are governor of a state"
    return member.kind != "organisation" or member.named or owner.head.lower not in OFFICE_NAMES


def _is_in_name(owner: CastMention) -> bool:
    """Whether a country's name is but the end of the name of a body."""
    words = owner.head.sent.words
    at = owner.start - words[0].i
    return owner.head.ent == "ORG" and at > 1 and words[at - 1].lower in ("of", "for") and words[at - 2].pos == "PROPN"


def is_chapter(body: CastMention) -> bool:
    """Whether a body is named with the place of one of its branches: "the Ohio Democratic Party"."""
    words = body.head.sent.words
    at = body.start - words[0].i
    before = words[at - 1] if at > 0 else None
    return before is not None and before.ent == "GPE" and before.tag == "NNP" and before.head is body.head


def _of_something_else(description: Description) -> bool:
    """Whether another noun stands between the nation and the office."""
    owner = description.owner
    return owner is not None and any(
        w.pos in ("NOUN", "PROPN") and w.dep in ("compound", "nmod") and w.lower not in ("prime", "vice", "head")
        for w in description.words
        if owner.end <= w.i < description.head.i
    )


def is_charge(cast: Cast, founder: str, founded: str) -> bool:
    """Whether an office-holder is called the founder of an armed group: a charge of having helped it."""
    held = cast.members[founder]
    return held.kind == "person" and "GOV" in (held.code or "") and cast.kind(founded) == "armed_group"


def _called_by_kind(relation: Relation, head: Word, owner: CastMention, cast: Cast) -> Relation | None:
    """What an office has to do with an adjective before it: "a Republican strategist" is of the party."""
    if cast.kind(owner.actor) == "population":
        return None
    party = "PTY" in (cast.members[owner.actor].code or "").split() and cast.kind(owner.actor) == "organisation"
    called = owner.head.tag == "JJ" or owner.head.ent == "NORP"  # "a Republican governor", no "ARENA president"
    if party and (relation == "acts_for" or (called and head.lemma.lower() in OF_STATES)):
        return "part_of"
    return relation


def _is_opposition(description: Description, owner: CastMention, cast: Cast) -> bool:
    """Whether those described are against their owner: "the opposition of the regime", "Iran's resistance movement"."""
    words = {w.lower for w in description.words}
    group = description.agent.kind in ("organisation", "armed_group", "population", "government")
    return group and bool(words & {"opposition", "resistance"}) and cast.kind(owner.actor) in ("state", "government")


def column_of(owner: CastMention, cast: Cast) -> int:
    """Which relation of a role holds: that to a state and its government, or that to any other body."""
    kind = cast.kind(owner.actor)
    if kind == "government":
        return 0 if atoms(cast.members[owner.actor].name)[-1:] in {(w,) for w in GOVERNMENT} else 1
    return 0 if kind == "state" else 1


def _role_relation(words: list[Word], head: Word, owner: CastMention, cast: Cast) -> Relation | None:
    roles, column = tie_roles(), column_of(owner, cast)
    if head.dep == "pobj" and head.head.lower == "in":
        return None  # "editor in chief"
    lemmas = [w.lemma.lower().rstrip("-") for w in words if w.i <= head.i and w.text != "-"]
    if _is_vice(head) and "vice" not in lemmas:
        lemmas.insert(-1, "vice")
    after = [w.lower for w in head.sent.words[head.i - head.sent.words[0].i : head.i - head.sent.words[0].i + 3]]
    if " ".join(after) in roles:
        return roles[" ".join(after)][column]  # "his chief of staff"
    for length in (3, 2, 1):
        phrase = " ".join(lemmas[-length:])
        if phrase in roles:
            return roles[phrase][column]
    return None


def _is_vice(head: Word) -> bool:
    """Whether "vice" stands before an office, with whatever hyphen."""
    words = head.sent.words
    before = [w.lower.rstrip("-") for w in words[max(0, head.i - words[0].i - 2) : head.i - words[0].i]]
    return bool(before) and (before[-1] == "vice" or before in (["vice", ""], ["vice", "-"]))


def _commanded(description: Description, cast: Cast, owner: CastMention) -> bool:
    """ "Assad's forces", "his administration": a body that a person leads."""
    if cast.kind(owner.actor) != "person" or description.link not in ("poss", "adj", "of"):
        return False
    if is_ruled(description, cast.members[owner.actor]):
        return False
    if description.link != "adj" and is_following(description):
        return True
    if description.link == "of":
        alone = description.definite and not description.plural
        led = description.head.lemma in GOVERNMENT or description.head.lemma.lower() in HOSTS
        return led and (alone or description.head.tag == "NNS") and owner.form == "name"
    if description.link == "adj" and any(c.lower in ("a", "an", "another") for c in description.head.children):
        return False  # "in a Trump administration": one to come, if any
    if description.link == "adj" and (description.plural or description.head.lemma not in GOVERNMENT):
        return False  # "the Obama administration", but no "Obama officials"
    bodies: tuple[ActorKind, ...] = ("armed_group", "government")
    return (
        description.agent.kind in bodies
        and bool(set(description.agent.code.split()) & {"MIL", "GOV", "REB", "PRM", "COP"})
        and (description.head.lemma.lower() not in tie_roles())
    )
