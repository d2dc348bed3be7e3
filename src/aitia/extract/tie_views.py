"""Ties that opinions of somebody state: what he is held to be, what he is wished to become.

Example: "The king regards the colonel as an enemy" → opposes; "wants the colonel gone" → opposes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cast import Cast
from aitia.extract.tie_statements import Stated, stated
from aitia.language.arcs import SUBJECTS, conjuncts, prepositions
from aitia.language.frames import frame, surface_subjects
from aitia.language.page import Page, Word
from aitia.language.status import has_neg, status
from aitia.lexicon.events import classes
from aitia.lexicon.ties import tie_roles
from aitia.model.codes import SIGN, Relation

_HOLDING: Final = frozenset("brand call consider count deem dub find hold judge label think".split())
_CALLING: Final = frozenset(["brand", "call", "dub", "label"])
_HOLDING_AS: Final = frozenset(
    "cast characterise characterize class depict paint perceive portray regard see view".split()
)
_WISHING: Final = frozenset(["like", "need", "prefer", "want", "wish"])
_GONE: Final = frozenset(
    """arrested assassinated banned beaten charged crushed dead defeated deported deposed disbanded dismissed dissolved
    eliminated executed expelled fired gone hanged impeached imprisoned indicted investigated jailed killed ousted out
    overthrown prosecuted punished removed replaced sacked sanctioned silenced stopped toppled""".split()
)
_GUILTY: Final = frozenset("accountable culpable guilty liable responsible".split())
_HOPING: Final = frozenset("hope intend itch like long love mean plan want wish yearn".split())
_BRINGING_DOWN: Final = frozenset(
    """cripple crush defeat depose destroy discredit eliminate humble humiliate isolate oust overthrow punish remove
    silence sideline topple undermine unseat weaken wreck""".split()
)
_HATED: Final = frozenset(["enemy", "foe", "threat", "traitor", "terrorist", "menace", "danger", "adversary", "rival"])


def ties_of_views(page: Page) -> Iterator[Stated]:
    """What actors hold others to be, and the ends they wish them."""
    cast: Cast = page.cast
    for verb in page.words:
        if verb.pos != "VERB" or not verb.sent.is_content:
            continue
        found = _held(verb) if verb.lemma in _HOLDING | _HOLDING_AS else None
        if found is None and verb.lemma in _HOPING:
            found = _bringing_down(verb)
            if found is not None and verb.lemma in ("like", "love") and status(verb).hypothetical:
                yield from _views(page, cast, verb, found)  # "would like to topple"
                continue
        if found is None and verb.lemma in _WISHING:
            found = _wished(verb)
        if found is None and verb.lemma in ("hold", "lay"):
            found = _blaming(verb)
        if found is None:
            continue
        state = status(verb)
        if state.needed or state.hypothetical or state.negated:
            continue
        yield from _views(page, cast, verb, found)


def _views(page: Page, cast: Cast, verb: Word, found: tuple[Relation, list[Word]]) -> Iterator[Stated]:
    relation, seen = found
    for a in cast.everyone(frame(verb).agents, places=False):
        for b in cast.everyone(seen, places=verb.lemma not in _WISHING):
            if a.actor != b.actor:
                yield stated(page, a, b, relation, verb, [verb], f"view/{verb.lemma}", time=status(verb).time)


def _blaming(verb: Word) -> tuple[Relation, list[Word]] | None:
    """ "held X responsible", "laid the raid at X's door", "laid the fault on X"."""
    roles = frame(verb)
    if verb.lemma == "hold":
        said = [c for c in verb.children if c.dep in ("oprd", "acomp", "advcl", "advmod", "amod", "ccomp", "xcomp")]
        said += [c for w in roles.patients for c in w.children if c.dep == "amod" and c.i > w.i]
        guilty = [c for c in said if c.lower in _GUILTY]
        inner = [x for c in guilty for w in c.children if w.dep in SUBJECTS for x in conjuncts(w)]
        return ("opposes", inner or roles.patients) if guilty and (inner or roles.patients) else None
    doors = [w for w in roles.at("at") if w.lemma in ("door", "doorstep", "foot")]
    owners = [x for w in doors for c in w.children if c.dep == "poss" for x in conjuncts(c)]
    owners += [x for w in doors for name, x in prepositions(w) if name == "of"]
    if any(w.lemma in ("blame", "fault", "guilt", "responsibility") for w in roles.patients):
        owners += [x for w in (verb, *roles.patients) for name, x in prepositions(w) if name in ("on", "upon", "with")]
    return ("opposes", owners) if owners else None


def _bringing_down(verb: Word) -> tuple[Relation, list[Word]] | None:
    """ "hopes to topple X", "would like to get rid of X": whoever is to fall by the wish of somebody."""
    for c in verb.children:
        if c.dep != "xcomp" or has_neg(c) or has_neg(verb) or not any(x.lower == "to" for x in c.children):
            continue
        if c.lemma in _BRINGING_DOWN:
            return "opposes", frame(c).patients
        rid = c if c.lemma == "rid" else next((x for x in c.children if x.lower == "rid"), None)
        if rid is not None:
            return "opposes", [w for x in (rid, c) for name, w in prepositions(x) if name == "of"]
    return None


def _held(verb: Word) -> tuple[Relation, list[Word]] | None:
    """ "considers X a friend", "regards X as an enemy": the relation, and who is seen so."""
    roles = frame(verb)
    if verb.lemma in _HOLDING_AS:
        kinds = [w for name, w in prepositions(verb) if name == "as"]
        kinds += [w for x in roles.patients for name, w in prepositions(x) if name == "as"]
        seen = roles.patients
    else:
        clause = next(
            (c for c in verb.children if c.dep in ("ccomp", "oprd", "xcomp") and c.pos in ("NOUN", "ADJ")), None
        )
        if clause is None:
            return None
        kinds = conjuncts(clause)
        seen = [x for c in clause.children if c.dep in SUBJECTS for x in conjuncts(c)] or roles.patients
    for kind in kinds:
        relation = _judged(kind)
        if relation is not None and seen:
            called = relation == "aligned_with" and verb.lemma in _CALLING
            return "supports" if called else relation, seen  # whom one calls a partner one praises
    return None


def _judged(kind: Word) -> Relation | None:
    """How one stands to whom one holds to be this."""
    if any(c.dep == "neg" or c.lower == "no" for c in kind.children):
        return None
    lemma = kind.lemma.lower()
    if lemma in _HATED or lemma in classes()["fault"]:
        return "opposes"
    if lemma in classes()["praise"]:
        return "supports"
    if any(c.dep == "poss" or (c.dep == "prep" and c.lower in ("of", "to")) for c in kind.children):
        return None  # "as a supporter of the cartel"
    relation = tie_roles().get(lemma, (None, None))[1]
    if relation in ("supports", "aligned_with", "opposes") and SIGN[relation]:
        return relation
    return None


def _wished(verb: Word) -> tuple[Relation, list[Word]] | None:
    """ "wants X gone", "would like to see X jailed", "wants X to resign"."""
    if verb.lemma == "want" and any(c.lower == "out" and c.dep in ("prt", "advmod", "prep") for c in verb.children):
        return "opposes", frame(verb).patients  # "want the king out"
    for c in verb.children:
        if c.dep not in ("ccomp", "xcomp", "oprd") or has_neg(c):
            continue
        inner = c
        if c.lemma == "see":
            inner = next((x for x in c.children if x.dep in ("ccomp", "xcomp")), c)
        low = inner.lower
        if inner.lemma == "be" and low == "be":
            low = next((x.lower for x in inner.children if x.dep in ("acomp", "attr", "advmod")), "")
        leaving = inner.lemma in ("resign", "quit", "surrender", "abdicate") or (
            inner.lemma in ("step", "stand") and any(x.lower in ("down", "aside") for x in inner.children)
        )
        if low in _GONE or leaving:
            own = [x for w in inner.children if w.dep in ("nsubj", "nsubjpass") for x in conjuncts(w)]
            seen = own or frame(verb).patients
            if seen and not set(map(id, seen)) & set(map(id, surface_subjects(verb))):
                return "opposes", seen
    return None
