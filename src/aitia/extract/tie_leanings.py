"""Where somebody's heart lies, of whom he has but good or bad to say, whose camp he is in, and cries for or against.

Example: "my sympathies lie with the miners" → supports; "our quarrel is not with the miners but with the junta" →
opposes the junta; "has nothing but contempt for the king" → opposes; "Long live the king!" → supports.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cast import Cast
from aitia.extract.tie_statements import Stated, stated
from aitia.language.arcs import SUBJECTS, conjuncts, prepositions
from aitia.language.frames import frame, surface_subjects
from aitia.language.page import Page, Word, span_of
from aitia.language.status import has_neg, status
from aitia.lexicon.ties import tie_nouns
from aitia.model.codes import AUTHOR, Relation
from aitia.model.records import Participant

_AT_HEART: Final[dict[str, Relation]] = {
    **dict.fromkeys("affection allegiance admiration heart loyalty solidarity sympathy vote".split(), "supports"),
    **dict.fromkeys("argument beef dispute fight grievance quarrel".split(), "opposes"),
}  # fmt: skip
_LYING: Final = frozenset("be belong go lie remain rest stay".split())
_TOWARDS: Final[dict[str, tuple[str, ...]]] = {"supports": ("with", "to"), "opposes": ("with", "against")}
_CAMPS: Final = frozenset("bloc camp corner fold orbit".split())
_ENTERING: Final = frozenset(
    "be belong come defect drift enter fall gravitate join move pass remain return slide slip stay swing".split()
)
_HARSH: Final = frozenset("angry bitter blistering blunt choice cutting hard harsh scathing severe sharp stern".split())
_KIND: Final = frozenset("encouraging generous good kind nice warm".split())
_FEW: Final = frozenset("few no scant little".split())
_LACKED: Final[dict[str, tuple[str, ...]]] = {
    "brief": ("for",), "patience": ("with", "for"), "stomach": ("for",), "time": ("for",), "truck": ("with",),
    "use": ("for",),
}  # fmt: skip
_HAVING: Final = frozenset(["find", "have", "hold", "reserve", "save"])
_PLACING: Final = ("at", "in", "near", "on", "during")
_SIDES: Final = frozenset("state states government organisation population igo".split())


def ties_of_leanings(page: Page) -> Iterator[Stated]:
    """Yield the ties of hearts and quarrels, of words one has for somebody, of camps and of cries."""
    for word in page.words:
        if not word.sent.is_content:
            continue
        if word.pos in ("VERB", "AUX"):
            if word.lemma in _LYING:
                yield from _at_heart(page, word)
            if word.lemma in _ENTERING:
                yield from _in_camp(page, word)
            if word.lemma in _HAVING:
                yield from _having(page, word)
            if word.lemma == "be":
                yield from _being_with(page, word)
        if word.dep == "ROOT":
            yield from _cried(page, word)


def _told(
    page: Page, subjects: list[Participant], objects: list[Participant], relation: Relation, at: Word, rule: str
) -> Iterator[Stated]:
    state = status(at)
    if state.needed or state.hypothetical:
        return
    for a in subjects:
        for b in objects:
            if a.actor != b.actor and b.actor != AUTHOR:
                yield stated(page, a, b, relation, at, [at], f"view/{rule}", time=state.time)


def _at_heart(page: Page, verb: Word) -> Iterator[Stated]:
    """ "my sympathies lie with the miners", "our quarrel is not with the miners but with the junta"."""
    cast: Cast = page.cast
    for noun in (x for c in verb.children if c.dep in SUBJECTS for x in conjuncts(c)):
        relation = _AT_HEART.get(noun.lemma.lower())
        if relation is None:
            continue
        whose = [x for c in noun.children if c.dep == "poss" for x in conjuncts(c)]
        whose += [w for name, w in prepositions(noun) if name == "of"]
        holders = cast.everyone(whose) or _nations(cast, noun)
        objects = cast.everyone(_under(verb, _TOWARDS[relation]))
        yield from _told(page, holders, objects, relation, verb, noun.lemma.lower())


def _under(verb: Word, names: tuple[str, ...]) -> list[Word]:
    """Who stands under a preposition of a verb, and not those that a "not ... but" sets aside."""
    found: list[Word] = []
    denied = has_neg(verb)
    for prep in (c for c in verb.children if c.dep == "prep" and c.lower in names and c.i > verb.i):
        if not denied and not any(c.lower == "not" and c.i < prep.i for c in prep.children):
            found += [x for c in prep.children if c.dep == "pobj" for x in conjuncts(c)]
        if denied and any(c.lower == "but" for c in prep.children):
            for other in (c for c in prep.children if c.dep == "conj" and c.lower in names):
                found += [x for c in other.children if c.dep == "pobj" for x in conjuncts(c)]
    return found


def _nations(cast: Cast, noun: Word) -> list[Participant]:
    """Whose something is by an adjective before it: "Turkish sympathies"."""
    before = [cast.covering.get(c.i) for c in noun.children if c.dep in ("amod", "compound") and c.i < noun.i]
    return [
        Participant(actor=m.actor, span=m.span)
        for m in before
        if m is not None and m.form in ("name", "place") and cast.kind(m.actor) in _SIDES | {"armed_group"}
    ]


def _in_camp(page: Page, verb: Word) -> Iterator[Stated]:
    """ "drifted into Moscow's camp", "remains in the Russian orbit"."""
    cast: Cast = page.cast
    if has_neg(verb):
        return
    roles = frame(verb)
    camps = [w for name, w in prepositions(verb) if name in ("in", "into", "to")]
    camps += roles.patients if verb.lemma in ("enter", "join") else []
    for camp in (w for w in camps if w.lemma.lower() in _CAMPS):
        owners = cast.everyone([x for c in camp.children if c.dep == "poss" for x in conjuncts(c)])
        owners = [p for p in owners or _nations(cast, camp) if cast.kind(p.actor) != "population"]
        subjects = [p for p in cast.everyone(surface_subjects(verb)) if cast.kind(p.actor) != "population"]
        yield from _told(page, subjects, owners, "aligned_with", verb, f"{camp.lemma.lower()}")


def _having(page: Page, verb: Word) -> Iterator[Stated]:
    """ "had harsh words for", "has no time for", "has nothing but contempt for", "has Libya to thank for"."""
    cast: Cast = page.cast
    subjects = cast.everyone(frame(verb).agents, places=False)
    never = any(c.lower == "never" for c in verb.children)
    if not subjects or (has_neg(verb) and not never):
        return
    if verb.lemma == "have" and not never:
        for clause in (c for c in verb.children if c.dep in ("ccomp", "xcomp") and c.lemma == "thank"):
            thanked = [x for c in clause.children if c.dep in ("nsubj", "dobj") for x in conjuncts(c)]
            thanked = thanked or [w for w in frame(verb).patients if w.i < clause.i]
            yield from _told(page, cast.everyone(thanked), subjects, "supports", verb, "thank")
    for noun in (x for c in verb.children if c.dep == "dobj" for x in conjuncts(c)):
        head, relation = noun, _worded(noun, never=never)
        if noun.lower == "nothing" and not never:
            head = next((w for name, w in prepositions(noun) if name in ("but", "except")), noun)
            relation = next((e.relation for e in tie_nouns().get(head.lemma, ()) if "for" in e.slots), None)
        if relation is None:
            continue
        slots = _LACKED.get(head.lemma.lower(), ("for",))
        others = [w for name, w in prepositions(head) if name in slots]
        heads = (verb, *(c for c in head.children if c.dep in ("relcl", "acl")))
        others = others or [w for h in heads for name, w in prepositions(h) if name in slots and w.i > head.i]
        yield from _told(page, subjects, cast.everyone(others, places=False), relation, verb, f"have-{head.lemma}")


def _worded(noun: Word, *, never: bool) -> Relation | None:
    """How one stands to those for whom one has this: "harsh words", "few kind words", "no time"."""
    marks = {c.lower for c in noun.children if c.i < noun.i}
    if never:
        return "opposes" if noun.lemma == "word" and marks & _KIND else None
    if noun.lemma == "word":
        if marks & _KIND:
            return "opposes" if marks & _FEW and "a" not in marks else "supports"
        return "opposes" if marks & _HARSH and not marks & _FEW else None
    if noun.lemma.lower() in _LACKED:
        return "opposes" if marks & {"no", "little"} else None
    return None


def _being_with(page: Page, verb: Word) -> Iterator[Stated]:
    """ "France is with Israel against Hamas", "Iran is behind the rebels", no "the senator was with the rebels"."""
    cast: Cast = page.cast
    subjects = surface_subjects(verb)
    if has_neg(verb) or not subjects or any(c.dep in ("attr", "acomp", "advcl", "expl") for c in verb.children):
        return
    preps = {c.lower: c for c in verb.children if c.dep == "prep" and c.i > verb.i}
    if set(preps) & set(_PLACING) or not set(preps) & {"with", "behind"}:
        return
    if verb.tag not in ("VBZ", "VBP", "MD") and verb.lower != "'re" and "against" not in preps:
        return
    holders = [
        p for p in cast.everyone(subjects) if cast.kind(p.actor) in _SIDES or cast.is_author(p.actor)
    ]  # fmt: skip
    kinds = _SIDES | {"armed_group", "person"}
    for name, prep in preps.items():
        if name not in ("with", "behind", "against"):
            continue
        others = cast.everyone([x for c in prep.children if c.dep == "pobj" for x in conjuncts(c)])
        relation: Relation = "opposes" if name == "against" else "supports"
        yield from _told(
            page, holders, [p for p in others if cast.kind(p.actor) in kinds], relation, verb, f"be-{name}"
        )


def _cried(page: Page, root: Word) -> Iterator[Stated]:
    """ "Shame on the senators!", "Down with the junta!", "Long live the king!": of whoever cries it."""
    cast: Cast = page.cast
    relation: Relation = "opposes"
    others: list[Word] = []
    first = all(w.i >= root.i or w.pos in ("PUNCT", "ADV", "SPACE") for w in root.sent.words)
    if root.lower == "shame" and first:
        others = [w for name, w in prepositions(root) if name in ("on", "upon")]
    elif root.lower == "down" and first:
        others = [w for name, w in prepositions(root) if name == "with"]
    elif root.lower == "live" and any(c.lower == "long" and c.i == root.i - 1 for c in root.children):
        relation, others = "supports", [x for c in root.children if c.dep in SUBJECTS for x in conjuncts(c)]
    if not others:
        return
    claim = page.voices.at(span_of([root]))
    for holder in page.voices.sources(claim):
        for b in cast.everyone(others):
            if b.actor not in (holder, AUTHOR):
                a = Participant(actor=holder)
                yield stated(page, a, b, relation, root, [root], f"view/{root.lower}")
