"""Ties that titles before names and homes after them carry: "Russian President X", "Manley, a Democrat".

Example: "Egyptian leader X" → X rules Egypt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from aitia.extract.cast import Cast, CastMention, Member
from aitia.extract.tie_belonging import KIN
from aitia.extract.tie_standing import OF_STATES, OFFICE_NAMES, RANKING, RELATED, column_of, is_chapter, is_partial
from aitia.extract.tie_statements import Stated, as_participant, stated
from aitia.extract.tie_tenure import is_sectional
from aitia.language.arcs import prepositions
from aitia.language.page import Page, Word, span_of
from aitia.lexicon.actors import atoms, registry
from aitia.lexicon.ties import tie_roles
from aitia.model.codes import AUTHOR, Relation, TieTime
from aitia.model.records import Participant

_BEFORE_TITLE: Final = frozenset(
    "'s ’s outgoing former then - ex late new current interim acting ousted prospective".split()
)
_ONCE: Final = frozenset("ex former late ousted outgoing then".split())
_ENDED: Final = frozenset("deposed dismissed fired impeached sacked suspended toppled".split())  # "fired director X"
_LOCAL: Final = frozenset(["governor", "mayor"])  # of a place that is no state
_MINISTERS: Final = frozenset(["minister", "secretary", "undersecretary"])
_LETTER: Final = re.compile(r",? \(?(?P<party>[DR])(?:[-–‑][A-Z][a-z]+\.?|[-–‑][A-Z]{2}\b|\))")
_HOME: Final = frozenset(["of", "from", "at", "with"])


def ties_by_titles(page: Page) -> Iterator[Stated]:
    """Offices and homes that stand with a person's name."""
    cast: Cast = page.cast
    roles = tie_roles()
    for mention in cast.mentions:
        if mention.form != "name" or cast.kind(mention.actor) != "person" or mention.actor == AUTHOR:
            continue
        yield from _titled(page, cast, mention, roles)
        yield from _partisan(page, cast, mention)
        yield from _lettered(page, cast, mention)
        for name, word in prepositions(mention.head):
            near = 3 if name == "of" else 8
            home = cast.heads.get(word.i) if name in _HOME else None
            if home is not None and (home.start - mention.head.i > near or _is_cut(page.words, home)):
                continue
            if home is not None and name != "of" and cast.kind(home.actor) not in ("organisation", "igo"):
                continue  # "Lopez from the Center", but no "Lopez from Cuba"
            if (
                home is not None
                and home.form == "name"
                and home.actor != mention.actor
                and cast.kind(home.actor) != "person"
            ):
                bond: Relation = "acts_for" if cast.kind(home.actor) == "state" else "part_of"
                key = _longest_role([w for w in page.words[mention.start : mention.end] if w.i < mention.head.i], roles)
                if key is not None:
                    bond = roles[key][column_of(home, cast)]
                yield stated(
                    page,
                    as_participant(mention),
                    as_participant(home),
                    bond,
                    mention.head,
                    [mention.head],
                    "member/of",
                    time="past" if _was_titled(page.words, mention, home) else "current",
                )


def _lettered(page: Page, cast: Cast, mention: CastMention) -> Iterator[Stated]:
    """The party that a letter after a name stands for: "Lina Haas (R-Tex.)", "Haas, D-Ohio,"."""
    found = _LETTER.match(page.text, mention.span.end)
    party = _parties(page, cast).get(found["party"]) if found is not None else None
    word = page.word_at(found.start("party")) if found is not None else None
    if party is None or word is None or party == mention.actor:
        return
    body = Participant(actor=party, span=span_of([word]))
    yield stated(page, as_participant(mention), body, "part_of", word, [word], "member/letter")


def _parties(page: Page, cast: Cast) -> dict[str, str]:
    """The parties of the text that letters stand for."""
    found: dict[str, str] | None = page.cache.get("tie_parties")
    if found is None:
        names = {"Democratic Party": "D", "Republican Party": "R"}
        found = page.cache["tie_parties"] = {names[m.name]: m.id for m in cast.members.values() if m.name in names}
    return found


def _was_titled(words: list[Word], mention: CastMention, home: CastMention) -> bool:
    """Whether a title is one of the past: "then-President X of Y", "X, then at Y"."""
    before = words[max(0, mention.start - 3) : mention.head.i] + words[mention.end : max(mention.end, home.start)]
    return any(_is_once(w) and w.sent is mention.head.sent for w in before)


def _is_branch(word: Word, cast: Cast) -> bool:
    """Whether a word is the branch that a minister heads, and no name that the text has for his ministry."""
    over = cast.covering.get(word.i)
    return word.lower in OFFICE_NAMES and (over is None or not cast.members[over.actor].code)


def _is_cut(words: list[Word], home: CastMention) -> bool:
    """Whether a name is but the end of a longer one: the second word of "New Galicia"."""
    before = words[home.start - 1] if home.start else None
    return before is not None and before.pos == "PROPN" and before.head is home.head and before.i > home.head.i - 3


def _partisan(page: Page, cast: Cast, mention: CastMention) -> Iterator[Stated]:
    """The party of a person in an apposition: "Manley, a Democrat", "Rourke, an Iowa Republican"."""
    for c in mention.head.children:
        party = cast.covering.get(c.i) if c.dep == "appos" and c.tag in ("NN", "NNP") else None
        if party is None or party.actor == mention.actor:
            continue
        member = cast.members[party.actor]
        if member.kind == "organisation" and "PTY" in (member.code or ""):
            yield stated(page, as_participant(mention), as_participant(party), "part_of", c, [c], "member/party")


def _titled(
    page: Page, cast: Cast, mention: CastMention, roles: dict[str, tuple[Relation, Relation]]
) -> Iterator[Stated]:
    """ "Russian President X", "Egyptian leader X", "Republican candidate X", "the Post's X"."""
    words = page.words
    inner = _owner_within(mention, cast)
    start = inner.end if inner is not None else mention.start
    title = [w for w in words[start : mention.end] if w.i < mention.head.i]
    before, past = start - 1, False
    while before >= 0 and words[before].sent is mention.head.sent:
        word = words[before]
        if word.lower in _BEFORE_TITLE or word.text == "." or _is_once(word):
            past = past or _is_once(word)
        elif title and title[0].lower in _MINISTERS and _is_branch(word, cast):
            title.insert(0, word)  # "Transportation Secretary X": of no body called so
        elif before not in cast.covering and (
            (
                word.pos == "NOUN"
                and (word.dep in ("compound", "nmod", "amod", "appos") or (not title and _is_tie(word)))
            )
            or (word.pos == "ADJ" and title and title[0].i == before + 1)
        ):
            title.insert(0, word)
        else:
            break
        before -= 1
    past = past or any(_is_once(w) for w in title)
    owner = cast.covering.get(before) if before >= 0 else None
    if before >= 0 and words[before].tag == "WP$":
        owner = _whose(words[before], cast)
    key = _longest_role(title, roles)
    if (
        owner is None
        and key is not None
        and key not in _LOCAL
        and roles[key][0] in ("rules", "acts_for")
        and not is_partial(title)
    ):
        owner = _home_state(mention, cast)
        before = owner.start if owner is not None else before
        if owner is not None:
            yield stated(
                page, as_participant(mention), as_participant(owner), roles[key][0], title[-1], title,
                f"office/{key}", time="past" if past else "prospective" if _is_elect(title) else "current",
            )  # fmt: skip
        return
    if owner is None or words[before].sent is not mention.head.sent or owner.actor == mention.actor:
        return
    if owner.start <= mention.start and mention.end <= owner.end:
        return  # "the King Juan University"
    past = past or _is_former(words, owner)
    kind = cast.kind(owner.actor)
    time: TieTime = "past" if past else "current"
    if key is not None:
        relation = roles[key][column_of(owner, cast)]
        if key.endswith("founder"):
            return  # who founded a body need not lead it
        if key == "ambassador" and kind == "igo":
            return  # "UN ambassador X" is sent to it by a state
        if key == "speaker" and "LEG" not in (cast.members[owner.actor].code or "").split():
            return
        party = kind == "organisation" and "PTY" in (cast.members[owner.actor].code or "")
        if party and (relation == "acts_for" or (key in OF_STATES and not _is_called_party(owner))):
            relation = "part_of"
        if relation == "rules" and any(w.lower in ("deputy", "vice") for w in title):
            relation = "acts_for"
        one_of_many = key == "leader" and owner.start > 0 and words[owner.start - 1].lower in RANKING
        if relation == "controls" and (one_of_many or is_sectional(title, title[-1]) or is_chapter(owner)):
            relation = "acts_for" if kind == "person" else "part_of"
        if relation == "rules" and is_partial(title):
            return  # "Venezuelan opposition leader X"
        if kind == "population":
            return  # "the African-American pollster X"
        if relation == "rules" and _is_elect(title):
            time = "prospective"
        yield stated(
            page, as_participant(mention), as_participant(owner), relation, title[-1], title, f"role/{key}", time=time
        )
    elif kind == "organisation" and "PTY" in (cast.members[owner.actor].code or "") and start - before <= 3:
        yield _member(page, mention, owner, "member/party", time)
    elif kind in ("organisation", "igo") and before == owner.head.i and _post(title) is not None:
        yield stated(
            page, as_participant(mention), as_participant(owner), "part_of", title[-1], title, "member/post", time=time
        )
    elif mention.head.child("poss") is not None and kind == "state" and _serves(cast.members[mention.actor]):
        office: Relation = "rules" if _rules(cast.members[mention.actor]) else "acts_for"
        yield stated(
            page, as_participant(mention), as_participant(owner), office, mention.head, [mention.head],
            "office/possessive", time=time,
        )  # fmt: skip
    elif mention.head.child("poss") is not None and kind in ("organisation", "igo", "armed_group", "government"):
        yield _member(page, mention, owner, "member/possessive", "current")


def _is_former(words: list[Word], owner: CastMention) -> bool:
    """Whether "former" stands before the body rather than the office: "former CIA director X"."""
    before = words[owner.start - 1] if owner.start > 0 else None
    return before is not None and _is_once(before)


def _is_once(word: Word) -> bool:
    """Whether a word before a title says that it is over."""
    return word.lower in _ONCE or (word.lower in _ENDED and word.dep == "amod")


def _is_elect(title: list[Word]) -> bool:
    return any(w.lower == "elect" or w.lower.endswith("-elect") for w in title)


def _is_called_party(owner: CastMention) -> bool:
    """Whether a party is named as a body, so that its president presides over it: "Democratic Party president X"."""
    return owner.head.lower in ("party", "front", "movement", "league", "union", "congress")


def _member(page: Page, person: CastMention, body: CastMention, rule: str, time: TieTime) -> Stated:
    """A person's being part of a body, told by nothing but the two names side by side."""
    parts = as_participant(person), as_participant(body)
    return stated(page, *parts, "part_of", person.head, [person.head], rule, time=time)


def _owner_within(mention: CastMention, cast: Cast) -> CastMention | None:
    """Another body that a person's mention begins with: "Pentagon spokesman X"."""
    found = cast.covering.get(mention.start)
    inside = found is not None and found.actor != mention.actor and found.end < mention.head.i
    return found if inside and found is not None and found.head.lower not in OFFICE_NAMES else None


def _is_tie(noun: Word) -> bool:
    """Whether a noun right before a name says how its bearer stands to somebody: "Obama's ally X"."""
    return noun.lemma.lower() in RELATED and noun.tag == "NN"


def _post(title: list[Word]) -> str | None:
    """The noun of a title that names a post: "Harvard professor X"."""
    nouns = (w.lemma.lower() for w in title if w.pos == "NOUN" and w.lemma.islower())
    return next((n for n in nouns if n in registry().agents and n not in KIN), None)


def _whose(word: Word, cast: Cast) -> CastMention | None:
    """Whom "whose" stands for: "the African Union, whose envoy X"."""
    clause = next((w for w in word.ancestors() if w.dep == "relcl"), None)
    return cast.heads.get(clause.head.i) if clause is not None else None


def _home_state(mention: CastMention, cast: Cast) -> CastMention | None:
    """The state of an office-holder, where the same sentence names it: "Serbia did it, said President Vučić"."""
    country = cast.members[mention.actor].country
    here = mention.head.sent.index
    near = [
        m for m in cast.mentions
        if country is not None and m.form in ("name", "place") and m.head.sent.index == here
        and cast.members[m.actor].country == country and cast.kind(m.actor) == "state"
    ]  # fmt: skip
    return max(near, key=lambda m: m.start, default=None)


def _serves(member: Member) -> bool:
    """Whether a person holds a state's office: "Russia's Putin", and no "Spain's Picasso"."""
    return bool({"GOV", "MIL"} & set((member.code or "").split()))


def _rules(member: Member) -> bool:
    roles = tie_roles()
    return any(office in roles and roles[office][0] == "rules" for office in member.offices | member.titles)


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
