"""Descriptions to members of the cast: "the group" to the group named before, "Syrian rebels" to somebody new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from aitia.extract.appositions import apposed
from aitia.extract.bystanders import is_plain_party, protests, takes_part
from aitia.extract.campaigns import campaign_meant
from aitia.extract.cast import CastMention, Member
from aitia.extract.casting import CastBuilder, add_alias
from aitia.extract.coding import code_of, complete, new_member
from aitia.extract.editorial import own_paper
from aitia.extract.epithets import epithet_meant, holds_plainly, is_post, title_of
from aitia.extract.groups import CHARITIES, COMPANIES, group_meant
from aitia.extract.labels import label
from aitia.extract.nominals import (
    EVALUATIVE,
    GOVERNMENT,
    GROUP_ANAPHORS,
    PEOPLE,
    STATE_ANAPHORS,
    VAGUE,
    Description,
    is_one_person,
    is_statistic,
    key_of,
    plain,
)
from aitia.extract.persons import gender_of_title, title_forms
from aitia.extract.phrases import is_phrase
from aitia.extract.rebels import fighters_meant
from aitia.extract.short_forms import shortened
from aitia.extract.state_bodies import body_meant
from aitia.language.page import Word, span_of
from aitia.lexicon.actors import atoms
from aitia.model.codes import AUTHOR

_BODY_NOUNS = GROUP_ANAPHORS | COMPANIES | CHARITIES
_OF_THE_STATE = frozenset(["central", "federal", "national"])
# what a body is said to be behind its name: "the Interfax news agency"
_SORTS = frozenset("agency airline broadcaster channel charity company firm newspaper".split())
_NEW = frozenset("another ex former future incoming new next old other previous would-be".split())


def resolve_descriptions(build: CastBuilder, found: Iterable[Description]) -> None:
    """Give each description the member it stands for, in text order; what points nowhere stays out."""
    cast = build.cast
    recent = sorted(cast.mentions, key=lambda m: m.start)
    at = 0
    before: list[CastMention] = []
    for d in found:
        while at < len(recent) and recent[at].head.sent.index <= d.head.sent.index:
            before.append(recent[at])
            at += 1
        member, form = _resolve_description(build, d, before), "nominal"
        if member is None:
            continue
        mention = CastMention(d.words[0].i, d.head.i + 1, d.head, member.id, form, span_of(d.words))  # type: ignore[arg-type]
        if d.owner is not None and d.owner.actor == member.id and _is_one_mention(d):
            d.owner.form = "place"  # "the Iranian regime" is one mention of Iran, not two
        cast.add(mention)
        cast.described.append((d, member.id))
        before.append(mention)
        if len(before) > 400:
            del before[:200]


def _is_one_mention(d: Description) -> bool:
    """Whether a description and the name in it are one mention: "the Iranian regime", "the government of Iran"."""
    owner = d.owner
    if owner is None:
        return False
    return owner.head.dep in ("amod", "compound", "nmod") or (d.link == "of" and d.head.lemma.lower() in GOVERNMENT)


def _resolve_description(build: CastBuilder, d: Description, before: list[CastMention]) -> Member | None:
    cast, noun = build.cast, d.head.lemma.lower()
    if own_paper(d.head):
        return cast.members[AUTHOR]
    named = apposed(build, d)
    if named is not None:
        if named.kind == "person" and (
            d.agent.kind == "person" or is_one_person(d.head, d.agent)
        ):  # "Browne, a spokeswoman": then "the spokeswoman"
            title = title_of(build, d)
            named.titles.update(title_forms(title))
            named.gender = gender_of_title(title) or named.gender
            if named.name not in build.by_entry:
                complete(named, *code_of(d, cast)[1:])
        return named
    owner = cast.members[d.owner.actor] if d.owner is not None else None
    if d.agent.kind == "person" and not d.plural:
        holder = _by_office(build, d, owner)
        if holder is not None:
            return holder
    if (
        (noun in GROUP_ANAPHORS or _is_sort(d, owner))
        and owner is not None
        and owner.kind in ("armed_group", "organisation")
        and d.owner is not None
        and d.owner.form == "name"
        and d.owner.head.dep in ("compound", "nmod", "amod")
    ):
        add_alias(owner, plain(build.page.quote(span_of(d.words))).removeprefix("the "))
        return owner  # "the Islamic State terrorist group"
    if noun in PEOPLE and owner is not None and owner.kind == "state" and d.link in ("adj", "of"):
        people = build.known.entries.get(f"people of {owner.name}")
        if people is not None and len([w for w in d.words if w.pos in ("ADJ", "NOUN", "PROPN")]) <= 2:
            member = build.entry(people)
            add_alias(member, label(d, build.page, cast, build.known)[0])
            return member
    if noun in GOVERNMENT:
        if owner is not None and owner.kind in ("state", "government"):
            return owner
        told = owner is not None and ("administration", owner.id) in build.described
        if owner is not None and owner.kind == "person" and d.owner is not None and (told or d.owner.form == "name"):
            return _administration(build, d, owner)
    if is_post(d):
        return None
    body = body_meant(build, d, owner) or shortened(d, build.called)
    if body is not None:
        return body
    if noun == "campaign":
        return campaign_meant(build, d, owner)
    key = key_of(d, cast)
    group = fighters_meant(build, d, before) if key not in build.described else None
    if group is not None:
        return group
    apart = _is_told_apart(d)
    if d.definite and not apart and noun in GOVERNMENT and not key[1] and key[2:] and set(key[2:]) <= _OF_THE_STATE:
        found = _anaphor(build, d, before)  # "the federal government" is that of the state
        if found is not None:
            return found
    apart |= d.owner is None and any(c.dep == "poss" and c.tag == "PRP$" for c in d.head.children)  # whosever it is
    if d.definite and not apart and noun in _BODY_NOUNS and not key[1] and set(key[2:]) <= EVALUATIVE:
        found = _anaphor(build, d, before)  # "the extremist group": the words judge, they do not tell it apart
        if found is not None:
            return found
    if noun == "coalition" and d.definite and len(key) == 2 and not key[1]:
        alike = [m for k, m in build.described.items() if k[0] == noun and m.kind == "states"]
        if len(alike) == 1:
            return alike[0]  # "the coalition" after "the Saudi-led coalition"
    bare = len(key) == 2 and not key[1]
    by_title = (
        d.definite and not apart and not key[1] and set(key[2:]) < set(title_of(build, d).split())
    )  # "the prime minister"
    many = build.described.get(key)
    if many is not None and many.plural and d.definite and not d.plural and d.head.tag in ("NN", "NNP"):
        key = (*key, "")  # "the state" after "ten states" is another
    if key in build.described:
        found = _anaphor(build, d, before) if by_title and not d.plural and d.agent.kind == "person" else None
        return found if found is not None and found.named else _also_called(build, d, build.described[key])
    if by_title or (bare and d.plural and d.definite and not apart):
        found = _anaphor(build, d, before)
        if found is not None:
            return found
    varied = epithet_meant(build, d, before)
    if varied is not None:
        return varied
    if len(key) > 2:
        for known, member in build.described.items():  # "Special Operations forces" after "American Special ..."
            same = known[0] == key[0] and known[2:] == key[2:] and member.plural is d.plural
            if same and (not key[1] or not known[1]):
                return member
    alone = is_phrase(build.page)
    if d.agent.kind == "person" and not d.plural and not d.definite and bare and not alone and not takes_part(d.head):
        return None
    if noun in STATE_ANAPHORS and noun not in GOVERNMENT and not d.plural and not alone:
        return None
    if noun in VAGUE and not key[1] and len(key) == 2 and not (alone or is_plain_party(d.head)):
        return None
    if is_statistic(d) and not alone and not protests(d.head):
        return None
    return _new(build, d, key)


def _is_sort(d: Description, owner: Member | None) -> bool:
    """Whether a noun behind a body's name only says what sort of body it is: "the Interfax news agency"."""
    if owner is None or d.owner is None or owner.kind != "organisation" or not d.definite:
        return False
    named = range(d.owner.start, d.owner.end)
    telling = {w.lower for w in d.words if w is not d.head and w.i not in named and w.pos not in ("DET", "PUNCT")}
    return d.head.lemma.lower() in _SORTS and telling <= {"news", "oil", "television", "tv"}


def _new(build: CastBuilder, d: Description, key: tuple[str, ...]) -> Member:
    names = label(d, build.page, build.cast, build.known)
    member = new_member(build.slug(names[0]), d, names, build.cast)
    build.cast.members[member.id] = member
    build.described[key] = member
    return member


def bring_in(build: CastBuilder, d: Description) -> CastMention:
    """The mention of whoever a description of one who takes part in a deed stands for: known by it, else new."""
    key = key_of(d, build.cast)
    if d.head.lemma in VAGUE or not (d.plural or d.definite):  # another man each time
        key = (*key, str(d.head.i))
    known = build.described.get(key)
    member = known if known is not None and known.plural is d.plural else _new(build, d, key)
    return CastMention(d.words[0].i, d.head.i + 1, d.head, member.id, "nominal", span_of(d.words))


def _is_told_apart(d: Description) -> bool:
    """Whether a description says itself who is meant: "the candidate most criticised", "our next president"."""
    if any(w.lower in _NEW for w in d.words):
        return True
    for c in d.head.children:
        if c.i > d.head.i and c.dep in ("acl", "relcl") and not _has_comma(d.head, c):
            return True
        if c.i == d.head.i + 1 and c.dep == "prep" and c.lower == "of" and d.agent.kind == "person":
            return True
        if c.dep == "poss" and c.lower in ("our", "your", "my"):
            return True
    return False


def _has_comma(head: Word, clause: Word) -> bool:
    first = min(w.i for w in clause.subtree())
    return any(w.text in (",", "–", "—", "-", "(") for w in head.sent.words if head.i < w.i <= first)


def _also_called(build: CastBuilder, d: Description, member: Member) -> Member:
    """Remember how a described actor is described this time."""
    if not member.named and d.plural:
        for text in label(d, build.page, build.cast, build.known)[1][:2]:
            add_alias(member, text)
    return member


def _by_office(build: CastBuilder, d: Description, owner: Member | None) -> Member | None:
    """ "the French president": the one person of that country who bears the title in this text."""
    if owner is None or owner.country is None or owner.kind not in ("state", "government"):
        return None
    if any(c.dep == "det" and c.lower in ("a", "an") for c in d.head.children):
        return None  # "an Antiguan minister" is any of them
    return _bearer(build, title_of(build, d), owner.country)


def _bearer(build: CastBuilder, title: str, country: str | None, *, told: bool = False) -> Member | None:
    """The one person of the text with this title: by the text's own words first, or unless ``told`` by the registry."""
    people = [
        m for m in build.cast.members.values()
        if m.kind == "person" and m.named and (country is None or m.country in (country, None))
    ]  # fmt: skip
    by_office = [m for m in people if title in m.offices and not told]
    for bearers in ([m for m in people if title in m.titles], by_office):
        if bearers:
            return bearers[0] if len(bearers) == 1 else None
    return None


def _administration(build: CastBuilder, d: Description, owner: Member) -> Member:
    """ "the Assad regime": a government of its own, named after its head."""
    key = ("administration", owner.id)
    called = owner.name.split()[-1]
    if d.owner is not None and d.owner.form == "name" and d.owner.end - d.owner.start == 1:
        called = build.page.words[d.owner.start].text  # "the Assad regime"
    name = f"{called} {d.head.lower}"
    if key not in build.described:
        code = f"{owner.country} GOV" if owner.country else "GOV"
        build.described[key] = build.add(name, "government", country=owner.country, code=code)
    add_alias(build.described[key], name)
    return build.described[key]


def _anaphor(build: CastBuilder, d: Description, before: list[CastMention]) -> Member | None:
    """The latest actor a bare definite description can point back to."""
    noun, cast = d.head.lemma.lower(), build.cast
    states: list[Member] = []
    acting = {m.actor for m in before[-30:] if d.head.dep == "dobj" and _acts_in(m, d.head.head)}
    if d.definite and not d.plural and noun in _BODY_NOUNS:
        group = group_meant(d, [m for m in before[-60:] if m.actor not in acting], cast.members)
        whole = build.known.entries.get(group.parent) if group is not None and group.kind == "population" else None
        if group is not None:
            return build.entry(whole) if whole is not None else group  # "the party" after "moderate Republicans"
    for distance, mention in enumerate(reversed(before)):
        gap = d.head.sent.index - mention.head.sent.index
        if distance > 60 or gap > 12:
            break
        if mention.end > d.words[0].i:
            continue
        member = cast.members[mention.actor]
        generic = noun in GROUP_ANAPHORS and not d.definite
        if (
            not generic
            and not member.named
            and any(atoms(n)[-1:] == atoms(d.head.text) for n in (member.name, *member.aliases))
        ):
            return member
        if not d.definite or any(c.lower == "such" for c in d.head.children):
            continue
        if mention.form == "place" and noun not in STATE_ANAPHORS:
            continue
        if gap > 4 or member.id == AUTHOR:
            continue
        if noun in STATE_ANAPHORS & (GOVERNMENT | {"regime"}) and _rules(build, member):
            if member.id not in acting and (mention.form != "place" or member.id == _topic(build)):
                states.append(member)
            continue
        if (
            (d.agent.kind == "person" or is_one_person(d.head, d.agent))
            and not d.plural
            and member.kind == "person"
            and member.id not in acting
            and gap <= 3
            and _can_be(build, d, member, before)
        ):
            return member
    if (
        noun in STATE_ANAPHORS & (GOVERNMENT | {"regime"}) and d.definite
    ):  # the state the text is about, else the latest
        scene = _scene(d, before, cast.members)
        if scene is not None:
            return scene
        called = _called_so(build, noun) if noun == "regime" else None
        if called is not None and called.id not in acting:
            return called
        topic = cast.members.get(_topic(build))
        if topic is not None and topic.id not in acting and (topic in states or not states):
            return topic
        return states[0] if len({m.id for m in states}) == 1 else None
    return _named_later(build, d, before) if d.definite and d.agent.kind == "person" and not d.plural else None


def _can_be(build: CastBuilder, d: Description, member: Member, before: list[CastMention]) -> bool:
    """Whether a person can be called by an office or calling: by the text's titles, or by what the registry knows."""
    title = title_of(build, d)
    if title in member.titles:
        return True
    if title in member.offices:
        return holds_plainly(build, title, d, before)
    untold = member.named and not member.titles | member.offices and len(title.split()) == 1
    return untold and bool(set(d.agent.code.split()) & set((member.code or "").split()))


def _rules(build: CastBuilder, member: Member) -> bool:
    """Whether somebody can be meant by "the government": a state, or a government called after its head or state."""
    if member.kind == "state":
        return True
    return member.kind == "government" and (member.id, "administration") in {
        (m.id, k[0]) for k, m in build.described.items()
    }


def _acts_in(mention: CastMention, verb: Word) -> bool:
    """Whether a mention is the subject of a verb: it is not the object too ("Cruz and Trump slammed the president")."""
    subject = mention.head
    while subject.dep == "conj":
        subject = subject.head
    return subject.head is verb and subject.dep in ("nsubj", "nsubjpass")


def _scene(d: Description, before: list[CastMention], members: dict[str, Member]) -> Member | None:
    """The state a sentence begins in: "In Islamabad the government speaks of …"."""
    for m in reversed(before[-12:]):
        if m.head.sent is not d.head.sent or m.form != "place" or members[m.actor].kind != "state":
            continue
        place = m.head.head
        if place.dep == "prep" and place.lower == "in" and place.head is d.head.head and place.i < d.words[0].i:
            return members[m.actor]
    return None


def _called_so(build: CastBuilder, noun: str) -> Member | None:
    """The one state whose rulers a text calls by a noun somewhere: "the regime" where it has "the Syrian regime"."""
    found = {m.actor for m in build.cast.mentions if m.head.dep in ("amod", "compound", "nmod", "poss")
             and m.head.head.lemma.lower() == noun and build.cast.kind(m.actor) == "state"}  # fmt: skip
    return build.cast.members[found.pop()] if len(found) == 1 else None


def _topic(build: CastBuilder) -> str:
    """The state of the country that the text speaks of most often, by its actors and as a place."""
    if not build.topic:
        members = build.cast.members
        counts = Counter(c for m in build.cast.mentions if m.actor != AUTHOR and (c := members[m.actor].country))
        most = max(counts, key=lambda c: (counts[c], c), default="")
        states = [m.id for m in members.values() if m.kind == "state" and m.country == most]
        build.topic = states[0] if most and states else "-"
    return build.topic


def _named_later(build: CastBuilder, d: Description, before: list[CastMention]) -> Member | None:
    """ "the president" before the text names him: the one person that bears this title in the text."""
    title = title_of(build, d)
    return _bearer(build, title, None, told=not holds_plainly(build, title, d, before))
