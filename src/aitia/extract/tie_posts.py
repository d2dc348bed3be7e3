"""Posts that somebody is said to hold: "with Clinton as his secretary", "is a fellow at the institute".

Example: "served as the king's envoy" → acts_for the king; "a fellow at the Ashdown Institute" → part_of.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cast import Cast, CastMention
from aitia.extract.tie_standing import column_of
from aitia.extract.tie_statements import Stated, as_participant, stated
from aitia.language.arcs import conjuncts, prepositions
from aitia.language.frames import frame, surface_subjects
from aitia.language.page import Page, Word
from aitia.language.status import has_neg, status
from aitia.lexicon.ties import tie_roles
from aitia.model.codes import Relation, TieTime
from aitia.model.records import Participant

_HOLDING: Final = frozenset("act continue serve work".split())
_LEAVING: Final = frozenset("quit resign retire step".split())
_CHOOSING: Final = frozenset("appoint choose elect hire install name nominate pick retain select".split())
_SENT: Final = frozenset("accredit appoint delegate depute dispatch mandate send".split())
_BEING: Final = frozenset(["be", "become", "remain"])
# members of a body whose nouns are no actors by themselves
_POSTS: Final = frozenset(
    """alumnus anchor columnist contributor correspondent editor emeritus employee fellow graduate host instructor
    intern lecturer postdoc reporter researcher scholar staffer student trustee veteran""".split()
)
# trades that make somebody part of a body where he plies them: "a nurse with the mission"
_TRADES: Final = frozenset(
    """activist analyst campaigner chaplain clerk coordinator docker doctor driver economist engineer executive fighter
    lecturer manager medic miner nurse organiser organizer paramedic pilot policeman priest professor recruit soldier
    specialist statistician surgeon teacher technician volunteer welder worker""".split()
)
_AT: Final = frozenset(["at", "for", "of", "with"])
_HOMES: Final = frozenset(["armed_group", "government", "igo", "organisation"])
_ON: Final = frozenset(["at", "for", "on", "with"])


def ties_of_posts(page: Page) -> Iterator[Stated]:
    """Offices and posts told by "as", by a predicate or in an apposition."""
    cast: Cast = page.cast
    for word in page.words:
        if word.pos not in ("NOUN", "PROPN") or not (word.sent.is_content or word.sent.kind == "bio"):
            continue
        if word.dep == "pobj" and word.head.lower == "as":
            yield from _as(page, cast, word)
        elif word.lemma.lower() in _POSTS | _TRADES and word.dep in ("attr", "appos", "conj"):
            yield from _in_post(page, cast, word)
        if word.pos in ("NOUN", "PROPN") and any(c.dep == "acl" for c in word.children):
            yield from _sent(page, cast, word)


def _sent(page: Page, cast: Cast, person: Word) -> Iterator[Stated]:
    """ "the general sent by the United Nations", "the president, acting for the Union": acts for it."""
    for clause in (c for c in person.children if c.dep == "acl" and c.lemma in _SENT and c.tag == "VBN"):
        bodies = [
            p for p in cast.everyone(frame(clause).agents) if cast.kind(p.actor) in ("igo", "state", "government")
        ]
        for a in cast.who(person, places=False, proxies=False)[:1]:
            for b in bodies if cast.kind(a.actor) == "person" else ():
                if a.actor != b.actor:
                    yield stated(page, a, b, "acts_for", clause, [clause], f"role/{clause.lemma}")


def _as(page: Page, cast: Cast, post: Word) -> Iterator[Stated]:
    """ "X as his envoy", "served as the envoy of Y", "named X as her deputy"."""
    above = post.head.head
    holders: list[Word] = []
    named = cast.covering.get(post.head.i - 1)
    if named is not None and named.form == "name" and cast.kind(named.actor) == "person":
        holders = [named.head]
    elif above.pos == "PROPN":
        holders = [above]
    elif above.pos == "VERB" and above.lemma in _HOLDING | _LEAVING and above.dep != "xcomp":  # no "fit to serve as"
        holders = surface_subjects(above)
    elif above.pos == "VERB" and above.lemma in _CHOOSING:
        holders = frame(above).patients
    role = _role(post)
    owner = _owner(post, cast) if role and holders else None
    if role is None or owner is None:
        return
    state = status(above) if above.pos == "VERB" else None
    if state is not None and (state.negated or state.hypothetical or state.needed):
        return
    relation = tie_roles()[role][column_of(owner, cast)]
    for p in cast.everyone(holders, places=False, proxies=False):
        if p.actor != owner.actor and cast.members[p.actor].named and cast.kind(p.actor) == "person":
            time = state.time if state is not None else "current"
            time = "past" if above.lemma in _LEAVING else time
            yield stated(page, p, as_participant(owner), relation, post, [post], f"role/{role}", time=time)


def _role(post: Word) -> str | None:
    """The longest role that a noun ends: "secretary of state", "campaign manager"."""
    words = post.sent.words
    at = post.i - words[0].i
    after = " ".join(w.lower for w in words[at : at + 3])
    before = " ".join(w.lower for w in words[max(0, at - 1) : at + 1])
    return next((r for r in (after, before, post.lemma.lower()) if r in tie_roles()), None)


def _owner(post: Word, cast: Cast) -> CastMention | None:
    near = [c for c in post.children if c.dep in ("poss", "amod", "compound", "nmod") and c.i < post.i]
    near += [w for name, w in prepositions(post) if name in ("of", "to", "for")]
    found = (cast.covering.get(w.i) if w.i < post.i else cast.heads.get(w.i) for w in near)
    return next((m for m in found if m is not None and not m.start <= post.i < m.end), None)


def _in_post(page: Page, cast: Cast, post: Word) -> Iterator[Stated]:
    """ "is a fellow at the institute", "X, a columnist for the paper": part of the body."""
    top = post
    while top.dep == "conj" and top.head.pos in ("NOUN", "PROPN") and top.head is not top:
        top = top.head
    holders: list[Participant] = []
    if top.dep == "attr" and top.head.lemma in _BEING and not has_neg(top.head):
        holders = cast.everyone(surface_subjects(top.head), places=False, proxies=False)
    elif top.dep == "appos":
        holders = cast.who(top.head, places=False, proxies=False)[:1]
    people = [p for p in holders if cast.kind(p.actor) == "person"]
    if not people or any(c.lower in ("no", "neither") for c in post.children):
        return
    at = _AT if post.lemma.lower() in _POSTS else _ON
    bodies = [x for name, w in prepositions(post) if name in at for x in conjuncts(w)]
    relation: Relation = "part_of"
    been = top.dep == "attr" and any(c.lower == "had" and c.dep == "aux" for c in top.head.children)
    past = been or any(c.lower in ("former", "past", "retired") for c in post.children)
    time: TieTime = "past" if past else "current"
    for home in (cast.heads.get(w.i) or cast.covering.get(w.i) for w in bodies):
        if home is None or home.form != "name" or cast.kind(home.actor) not in _HOMES:
            continue
        for p in people:
            if p.actor != home.actor:
                yield stated(
                    page, p, as_participant(home), relation, post, [post], f"member/{post.lemma.lower()}", time=time
                )  # fmt: skip
