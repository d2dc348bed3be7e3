"""Ties that stand beside a name: in a clause with "whose", in an apposition, in "under" before a leader.

Example: "the Union, whose envoy Moses Kunda" → Kunda acts_for the Union; "the Front, under Aziz" → Aziz controls it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cast import Cast, CastMention
from aitia.extract.tie_deeds import fitting
from aitia.extract.tie_standing import column_of
from aitia.extract.tie_statements import Stated, as_participant, stated
from aitia.language.arcs import conjuncts, prepositions
from aitia.language.page import Page, Word
from aitia.lexicon.ties import tie_nouns, tie_roles
from aitia.model.codes import ActorKind, Relation
from aitia.model.records import Participant

_BODIES: Final[frozenset[ActorKind]] = frozenset(["state", "states", "government", "armed_group", "organisation"])
_OWNING: Final = ("poss", "compound", "amod", "nmod")
_OF: Final = frozenset(["of", "to", "for", "in"])
_PAST: Final = frozenset("erstwhile ex former late longtime one-time onetime old then".split())
_NO_TIE: Final = frozenset(["potential", "likely", "possible", "would-be", "prospective", "alleged", "no"])


def ties_of_appositions(page: Page) -> Iterator[Stated]:
    """What an office after "whose", a relational noun between commas and "under" before a name say."""
    cast: Cast = page.cast
    told = {d.head.i for d, _ in cast.described}
    for word in page.words:
        if not word.sent.is_content:
            continue
        if word.tag == "WP$" and word.dep == "poss":
            yield from _whose(page, cast, word.head, word)
        elif word.dep == "appos" and word.pos == "NOUN" and word.i not in told:
            yield from _called(page, cast, word)
        elif word.lower == "under" and word.dep == "prep":
            yield from _under(page, cast, word)
        elif word.pos == "NOUN" and word.dep in _STANDS_ALONE and word.i not in told:
            yield from _serving(page, cast, word)


def _whose(page: Page, cast: Cast, office: Word, whose: Word) -> Iterator[Stated]:
    """ "the Front, whose commander Salim Haddad": a nameless office, and its holder in apposition."""
    clause = next((w for w in whose.ancestors() if w.dep == "relcl"), None)
    body = cast.heads.get(clause.head.i) if clause is not None else None
    names = [cast.heads.get(c.i) for c in office.children if c.dep == "appos" and c.i > office.i]
    holder = next((m for m in names if m is not None and m.form == "name"), None)
    if body is None or holder is None or holder.start - office.i > 2 or office.i in cast.covering:
        return
    before = {c.lower for c in office.children if c.i < office.i}
    role = office.lemma.lower()
    if role not in tie_roles() or before & _NO_TIE or body.actor == holder.actor:
        return
    relation = tie_roles()[role][column_of(body, cast)]
    time = "past" if before & _PAST else "current"
    yield stated(
        page, as_participant(holder), as_participant(body), relation, office, [office], f"role/{role}",
        time=time,  # type: ignore[arg-type]
    )  # fmt: skip


def _called(page: Page, cast: Cast, noun: Word) -> Iterator[Stated]:
    """ "the Brigade, an arm of the Front", "France, Chad's main arms supplier": a noun that stands for nobody new."""
    relation = _relation_of(noun)
    if relation is None or any(c.lower in _NO_TIE for c in noun.children):
        return
    top = noun.head
    while top.dep == "appos" and top.head is not top and top.i not in cast.heads:
        top = top.head
    holders = [p for p in cast.who(top, proxies=False) if cast.members[p.actor].named][:1]
    owned = [x for c in noun.children if c.dep in _OWNING and c.i < noun.i for x in conjuncts(c)]
    owners = [_participant(cast.covering.get(w.i)) for w in owned]
    if not any(owners):
        owners = [p for name, w in prepositions(noun) if name in _OF for p in cast.who(w, proxies=False)]
    past = any(c.lower in _PAST - {"longtime", "old"} for c in noun.children)
    for a in holders:
        for b in owners:
            fit = fitting(cast, a, relation, b) if b is not None and a.actor != b.actor else None
            if b is not None and fit is not None:
                rule = f"noun/{noun.lemma}"
                yield stated(page, a, b, fit, noun, [noun], rule, time="past" if past else "current")


_STANDS_ALONE: Final = frozenset(["nsubj", "nsubjpass", "dobj", "pobj", "agent", "conj", "dative"])


def _serving(page: Page, cast: Cast, office: Word) -> Iterator[Stated]:
    """ "An adviser to the government told": one with an office, whom nothing but the deed brought into the text."""
    holder = cast.heads.get(office.i)
    if holder is None or holder.form != "nominal" or cast.members[holder.actor].named or office.tag != "NN":
        return
    if office.lemma.lower() not in tie_roles() or any(c.lower in _NO_TIE | {"any", "every"} for c in office.children):
        return
    served = [m for name, w in prepositions(office) if name in ("of", "to", "for") and (m := cast.heads.get(w.i))]
    for home in served[:1]:
        relation = tie_roles()[office.lemma.lower()][column_of(home, cast)]
        if home.actor == holder.actor or relation in ("rules", "successor_of"):
            continue
        if cast.kind(home.actor) == "person" and relation == "controls":
            continue
        past = any(c.lower in _PAST - {"longtime", "old"} for c in office.children)
        yield stated(
            page, as_participant(holder), as_participant(home), relation, office, [office], f"role/{office.lemma}",
            time="past" if past else "current",
        )  # fmt: skip


def _relation_of(noun: Word) -> Relation | None:
    """What a noun says of whoever it is said of: its sense with "of" or "to", not "a war on", not "an attack by"."""
    for entry in tie_nouns().get(noun.lemma, ()):
        if {"of", "to"} & {*entry.slots} and noun.lemma in _STANDING and not entry.needs:
            return entry.relation
    return None


_STANDING: Final = frozenset(
    """affiliate arm benefactor branch cell chapter client component creature enemy faction foe instrument lackey
    mouthpiece offshoot patron pawn protector proxy puppet rival satellite splinter sponsor stooge subsidiary supplier
    surrogate tool vassal wing""".split()
)


def _under(page: Page, cast: Cast, under: Word) -> Iterator[Stated]:
    """ "the Front, under Rashid Aziz", "Chad under Deby": who leads what the words hang on."""
    body = cast.heads.get(under.head.i)
    if body is None or body.form == "pronoun" or cast.kind(body.actor) not in _BODIES:
        return
    if body.form != "name" and cast.kind(body.actor) in ("organisation", "states"):
        return  # "a party under investigation", "states under"
    child = next((c for c in under.children if c.dep == "pobj"), None)
    leader = cast.heads.get(child.i) if child is not None else None
    if leader is None or leader.form != "name" or leader.actor == body.actor or cast.kind(leader.actor) != "person":
        return
    relation: Relation = "rules" if cast.kind(body.actor) == "state" else "controls"
    if relation == "rules" and not {"GOV", "MIL"} & set((cast.members[leader.actor].code or "").split()):
        return
    yield stated(page, as_participant(leader), as_participant(body), relation, under, [under], "phrase/under")


def _participant(mention: CastMention | None) -> Participant | None:
    return as_participant(mention) if mention is not None else None
