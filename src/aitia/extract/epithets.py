"""Whom a newspaper means by "the Texas senator", "the former secretary of state", "the German leader".

Reporters vary a person's name by office, party or home. Such a description stands for somebody the text names: whoever
holds or held the office here, by the text's own titles or the registry's. Where more than one can be meant, it is whom
the text has from there, or else the subject of the sentence before; a mere role ("to be the nominee") is nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aitia.extract.cast import CastMention, Member
from aitia.extract.casting import CastBuilder
from aitia.extract.coding import is_former
from aitia.extract.nominals import Description
from aitia.extract.partisans import is_partisan
from aitia.extract.persons import phrase_of, title_forms
from aitia.extract.quotes import Quotations, find_quotations
from aitia.lexicon.actors import fold
from aitia.model.codes import AUTHOR

_WINDOW: Final = 4  # sentences back
_NEAR: Final = 2
_RUNNING: Final = frozenset("candidate contender front-runner frontrunner hopeful nominee".split())
_POLITICAL: Final = frozenset(["ELI", "GOV", "LEG", "OPP", "PTY"])
_ROLES: Final = frozenset(["appos", "attr", "oprd", "acomp", "conj", "npadvmod"])
_MAKING: Final = frozenset(
    "anoint appoint become choose elect find hire name need nominate pick remain replace seek select want".split()
)
_TOLD_APART: Final = frozenset(
    """another best eventual fellow first last late likely most next only other potential previous prospective same
    second third whoever winning would-be""".split()
)
_POSTS: Final = frozenset("candidacy job nomination office position post race role seat slot".split())
_LED: Final = frozenset(["leader", "ruler", "strongman"])
RULING: Final = frozenset(["president", "prime minister", "chancellor", "king", "supreme leader", "emir", "taoiseach"])


def title_of(build: CastBuilder, d: Description) -> str:
    """The longest title in a description: "the former prime minister" → "prime minister"; "secretary of state"."""
    words = build.page.words
    lemmas = [w.lower for w in d.words if w.i <= d.head.i]
    after = [w.lower for w in words[d.head.i + 1 : d.head.i + 4] if w.sent is d.head.sent]
    if after[:1] == ["of"]:
        for length in (3, 2):
            if (d.head.lower, *after[:length]) in build.known.titles:
                return " ".join((d.head.lower, *after[:length]))
    for length in (4, 3, 2):
        if tuple(lemmas[-length:]) in build.known.titles:
            return " ".join(lemmas[-length:])
    return d.head.lemma.lower()


def is_post(d: Description) -> bool:
    """Whether a description only names a post: "contenders for the secretary of state position"."""
    words = d.head.sent.words
    after = [w for w in words if d.head.i < w.i <= d.head.i + 4]
    at = next((k for k, w in enumerate(after) if w.lower in _POSTS), None)
    return at is not None and all(w.pos in ("NOUN", "PROPN", "ADP") for w in after[:at]) and d.agent.kind == "person"


def epithet_meant(build: CastBuilder, d: Description, before: Sequence[CastMention]) -> Member | None:
    """The named person that a definite description of one person varies; None where that is not plain."""
    if not d.definite or d.plural or d.agent.kind != "person" or _is_role(d) or _quotations(build).over(d.head.start):
        return None
    title, noun = title_of(build, d), d.head.lemma.lower()
    if _goes_on(d) and len(title.split()) < 3:  # "secretary of state" is one title
        return None
    owner = build.cast.members[d.owner.actor] if d.owner is not None else None
    if owner is not None and owner.kind == "state" and noun in _LED:
        return _ruler(build, owner)
    if is_former(d):
        return _once(build, title) if owner is None or owner.kind == "state" else None
    if owner is not None and owner.kind != "organisation":
        return None
    near = _near(build, d, before, title, noun)
    if not near:
        return None
    told = {w.lower for w in d.words if w.pos in ("PROPN", "ADJ") and w is not d.head and w.text.istitle()}
    told -= set(title.split())
    of_party = any(_names_party(build, w) for w in told)
    fits = [m for m in near if told and _said_of(build, m, told)]
    if (owner is not None or of_party) and not fits:
        return None  # "the Democratic nominee": whom the text calls so
    fits = fits or near
    if len({m.actor for m in fits}) == 1 or _is_subject(fits[0]):
        return build.cast.members[fits[0].actor]
    here = [m for m in fits if m.head.sent is fits[0].head.sent and m.head.dep == "nsubj"]
    return build.cast.members[here[0].actor] if len(here) == 1 else None


def holds_plainly(build: CastBuilder, title: str, d: Description, before: Sequence[CastMention]) -> bool:
    """Whether somebody of whom only the registry knows an office can be meant by it.

    Of an undated text one knows not who held it then: whom it has just introduced may hold it as well.
    """
    if build.date or title in RULING:
        return True
    people = (m for m in reversed(before[-40:]) if m.form == "name" and build.cast.kind(m.actor) == "person")
    last = next((m for m in people if m.end <= d.words[0].i), None)
    if last is None or build.cast.members[last.actor].name in build.by_entry:
        return True
    known = sum(m.actor == last.actor for m in before) > 1
    return known or d.head.sent.index - last.head.sent.index > 1


def _goes_on(d: Description) -> bool:
    """Whether a clause or phrase after the noun tells whom it means."""
    after = [c for c in d.head.children if c.i > d.head.i]
    return any(c.dep in ("acl", "relcl") or (c.dep == "prep" and c.i == d.head.i + 1) for c in after)


def _names_party(build: CastBuilder, word: str) -> bool:
    """Whether a word alone, or with "party", is the name of one."""
    fits = (a for a in build.known.aliases.get(fold(word), ()) if set(a.atoms[1:]) <= {"party"})
    return any("PTY" in a.entry.code.split() for a in fits)


def _quotations(build: CastBuilder) -> Quotations:
    if "quotations" not in build.page.cache:
        build.page.cache["quotations"] = find_quotations(build.page)
    found: Quotations = build.page.cache["quotations"]
    return found


def _is_role(d: Description) -> bool:
    """Whether a description tells a role that somebody may have, not somebody."""
    head = d.head
    if head.dep in _ROLES or any(w.lower in _TOLD_APART or w.tag in ("JJS", "RBS") for w in d.words):
        return True
    if head.dep == "pobj" and head.head.lower in ("as", "like", "than"):
        return True
    return head.dep == "dobj" and head.head.lemma in _MAKING


def _ruler(build: CastBuilder, state: Member) -> Member | None:
    """The one person of a text who heads this state: "the German leader"."""
    if "PRE" in (state.code or "").split():
        return None
    heads = [
        m for m in build.cast.members.values()
        if m.kind == "person" and m.named and m.country == state.country and (m.titles | m.offices) & RULING
    ]  # fmt: skip
    return heads[0] if len(heads) == 1 else None


def _once(build: CastBuilder, title: str) -> Member | None:
    """The one person of a text who ever held an office: "the former secretary of state"."""
    found = []
    for m in build.cast.members.values():
        if m.kind != "person" or not m.named or m.id == AUTHOR:
            continue
        entry = build.known.entries.get(m.name) if m.name in build.by_entry else None
        ever = {phrase_of(o.office) for o in entry.offices} if entry is not None else set()
        if title in m.titles | ever:
            found.append(m)
    return found[0] if len(found) == 1 else None


def _near(
    build: CastBuilder, d: Description, before: Sequence[CastMention], title: str, noun: str
) -> list[CastMention]:
    """Names of persons in the last sentences who can be called so, nearest first."""
    out = []
    partisan = noun in _RUNNING or (noun not in build.known.agents and is_partisan(d.head, build.known))
    running = partisan and d.head.dep in ("nsubj", "nsubjpass", "poss")
    for mention in reversed(before[-80:]):
        gap = d.head.sent.index - mention.head.sent.index
        if gap > (_NEAR if running else _WINDOW):
            break
        member = build.cast.members[mention.actor]
        if mention.form != "name" or member.kind != "person" or not member.named or mention.end > d.words[0].i:
            continue
        if _quotations(build).over(mention.head.start) or mention.head.head is d.head.head:
            continue
        called = title in member.titles or bool(title_forms(title) & member.titles)
        called |= title in member.offices and holds_plainly(build, title, d, before)
        if called or (running and _POLITICAL & set((member.code or "").split()) and _is_subject(mention)):
            out.append(mention)
    return out


def _is_subject(mention: CastMention) -> bool:
    head = mention.head
    return head.dep in ("nsubj", "nsubjpass") and head.head.dep in ("ROOT", "ccomp", "conj")


def _said_of(build: CastBuilder, mention: CastMention, told: set[str]) -> bool:
    """Whether a text puts what a description tells beside somebody's name: "Sen. Ida Brandt of Vermont"."""
    if "beside" not in build.page.cache:
        build.page.cache["beside"] = _beside_names(build)
    beside: dict[str, set[str]] = build.page.cache["beside"]
    return bool(told & beside.get(mention.actor, set()))


def _beside_names(build: CastBuilder) -> dict[str, set[str]]:
    """The words around each person's names."""
    out: dict[str, set[str]] = {}
    for m in build.cast.mentions:
        if m.form == "name" and build.cast.kind(m.actor) == "person":
            around = build.page.words[max(0, m.start - 4) : m.end + 5]
            out.setdefault(m.actor, set()).update(w.lower for w in around if w.sent is m.head.sent)
    return out
