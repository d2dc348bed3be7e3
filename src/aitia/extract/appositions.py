"""A description and the name it stands beside: "Zarif, the foreign minister", "Brandt is mayor", "as mayor, Brandt"."""

from __future__ import annotations

from aitia.extract.cast import Member
from aitia.extract.casting import CastBuilder
from aitia.extract.nominals import Description, is_one_person
from aitia.language.status import has_neg


def apposed(build: CastBuilder, d: Description) -> Member | None:
    """ "Zarif, the foreign minister" and "the foreign minister, Zarif": one actor."""
    cast = build.cast
    if d.head.dep == "appos":
        mention = cast.heads.get(d.head.head.i)
        if mention is not None and mention.form != "place" and _agrees(cast.members[mention.actor], d):
            return cast.members[mention.actor]
    ahead = build.page.words[d.words[0].i - 2] if d.words[0].i > 1 else None
    if ahead is not None and _is_bare_after_comma(d):
        mention = cast.heads.get(ahead.i)  # "Arenas, secretary of the union, said", however parsed
        if mention is not None and mention.form == "name" and cast.kind(mention.actor) == "person":
            return cast.members[mention.actor]
    found = _as_what(build, d)
    if found is not None:
        return found
    verb = d.head.head
    if d.head.dep == "attr" and verb.lemma == "be" and not has_neg(verb):
        subject = verb.child("nsubj")  # "Phillips is director of the programme"
        mention = cast.heads.get(subject.i) if subject is not None else None
        if mention is not None and mention.form == "name" and _agrees(cast.members[mention.actor], d):
            return cast.members[mention.actor]
    for c in d.head.children:
        if c.dep == "appos":
            mention = cast.heads.get(c.i)
            if mention is None or not _agrees(cast.members[mention.actor], d):
                continue
            if mention.form == "name" or (mention.form == "nominal" and cast.members[mention.actor].named):
                return cast.members[mention.actor]  # "her husband, the businessman Pavel Orlov"
    return None


def _as_what(build: CastBuilder, d: Description) -> Member | None:
    """ "As governor of the state, Brandt signed the bill": the subject."""
    role = d.head.head
    if d.head.dep != "pobj" or role.lower != "as" or role.i > d.words[0].i or d.plural or role.head.pos != "VERB":
        return None
    subject = role.head.child("nsubj") or role.head.child("nsubjpass")
    mention = build.cast.heads.get(subject.i) if subject is not None and subject.i > d.head.i else None
    if mention is None or mention.form != "name" or not _agrees(build.cast.members[mention.actor], d):
        return None
    return build.cast.members[mention.actor]


def _is_bare_after_comma(d: Description) -> bool:
    """Whether one person is described without an article right behind a comma, as only an apposition is."""
    if d.plural or d.definite or d.agent.kind != "person" or d.head.tag not in ("NN", "NNP"):
        return False
    if any(c.dep in ("det", "poss", "nummod") for c in d.head.children) or not d.words[0].i:
        return False
    words = d.head.sent.words
    at = d.words[0].i - words[0].i
    if at < 2 or words[at - 1].text != "," or d.words[0].tag in ("CC", "IN"):
        return False
    of = [w.i for c in d.head.children if c.dep == "prep" and c.i == d.head.i + 1 for w in c.subtree()]
    end = max(of, default=d.head.i) + 1 - words[0].i
    return end >= len(words) or words[end].text in (",", ".", ")", ";", "–", "—") or words[end].pos in ("VERB", "AUX")


def _agrees(member: Member, d: Description) -> bool:
    if d.plural and member.kind in ("person", "state"):
        return False  # "eight members, Russia and China": they are among them
    if d.agent.kind == "person" and not d.plural:
        return member.kind == "person"
    if member.kind == "person":  # "Karim, a welder", "the farmer, Juan Perez", "their ally, Massoud Karimi"
        return is_one_person(d.head, d.agent) or (d.agent.kind == "states" and d.head.tag == "NN")
    return True
