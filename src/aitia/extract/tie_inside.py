"""Who is of a body by standing within it, and which land was whose possession.

Example: "hardliners inside the front" → part_of; "Jamaica, a British colony" → Britain rules Jamaica.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cast import Cast
from aitia.extract.tie_statements import Stated, stated
from aitia.language.arcs import conjuncts, prepositions
from aitia.language.frames import surface_subjects
from aitia.language.page import Page, Word
from aitia.language.status import Status, has_neg, status
from aitia.model.codes import TieTime
from aitia.model.records import Participant

# those whom one tells apart within a body
_WINGS: Final = frozenset(
    """centrist conservative dissident dissenter dove element extremist faction figure hardliner hard-liner hawk leftist
    liberal militant moderate pragmatist radical realist rebel reformer reformist sceptic skeptic traditionalist voice
    wing zealot""".split()
)
_WITHIN: Final = ("inside", "within")
_AMONG: Final = ("in", "among", "of")
_POSSESSIONS: Final = frozenset("colony dominion possession protectorate".split())


def ties_inside(page: Page) -> Iterator[Stated]:
    """Yield membership of those told apart within bodies, and the rule over possessions."""
    for noun in page.words:
        if noun.pos not in ("NOUN", "PROPN") or not noun.sent.is_content:
            continue
        if noun.lemma.lower() in _POSSESSIONS:
            yield from _possessed(page, noun)
        elif noun.tag in ("NN", "NNS", "NNPS") or noun.lemma.lower() in _WINGS:
            yield from _within(page, noun)


def _within(page: Page, noun: Word) -> Iterator[Stated]:
    """ "hardliners inside the front", "the moderates in the party", no "a meeting within the party"."""
    cast: Cast = page.cast
    names = _WITHIN + (_AMONG if noun.lemma.lower() in _WINGS else ())
    bodies = [w for name, w in prepositions(noun) if name in names and w.i > noun.i]
    mention = cast.heads.get(noun.i)
    if not bodies or mention is None or mention.form != "nominal":
        return
    if cast.kind(mention.actor) not in ("person", "population", "organisation", "armed_group"):
        return
    for body in cast.everyone(bodies, places=False, proxies=False):
        if (
            cast.kind(body.actor) in ("organisation", "armed_group", "igo", "government")
            and body.actor != mention.actor
        ):
            who = Participant(actor=mention.actor, span=mention.span)
            yield stated(page, who, body, "part_of", noun, [noun], f"member/{noun.lemma.lower()}")


def _possessed(page: Page, noun: Word) -> Iterator[Stated]:
    """ "Jamaica, a British colony", "the former French colony of Chad", "was a protectorate of Spain"."""
    cast: Cast = page.cast
    if has_neg(noun) or noun.tag not in ("NN", "NNS", "NNP"):
        return
    of = [w for name, w in prepositions(noun) if name == "of"]
    before = [c for c in noun.children if c.dep in ("amod", "poss", "compound", "nmod") and c.i < noun.i]
    owners = [p for p in cast.everyone(before) if cast.kind(p.actor) == "state"] or _adjectives(cast, before)
    state = Status()
    held: list[Word] = []
    if noun.dep == "appos":
        held = [noun.head, *(c for c in noun.head.children if c.dep == "conj" and c.i < noun.i)]
    elif noun.dep == "attr" and noun.head.lemma in ("be", "become", "remain"):
        held, state = surface_subjects(noun.head), status(noun.head)
    held = held or [x for c in noun.children if c.dep == "appos" for x in conjuncts(c)]
    if not held and owners:
        held, of = of, []
    owners = owners or cast.everyone(of)
    if state.needed or state.hypothetical or state.negated:
        return
    gone = any(c.lower in ("former", "ex", "old", "onetime", "erstwhile") for c in before)
    time: TieTime = "past" if gone else state.time
    for a in owners:
        for b in cast.everyone(held):
            if a.actor != b.actor and cast.kind(a.actor) == cast.kind(b.actor) == "state":
                yield stated(page, a, b, "rules", noun, [noun], f"role/{noun.lemma.lower()}", time=time)


def _adjectives(cast: Cast, words: list[Word]) -> list[Participant]:
    found = [cast.covering.get(c.i) for c in words]
    return [
        Participant(actor=m.actor, span=m.span) for m in found if m is not None and cast.kind(m.actor) == "state"
    ]  # fmt: skip
