"""Two who face each other: whom "both sides", "the two countries" and "the two leaders" stand for.

They are the two that the text joined or set against each other last: "India and Pakistan", "Chad accused Sudan",
"Obama met Castro". Whoever only speaks of them, or bids them do something, is not one of them. Where no such two are
told near, or more than two, the phrase stands for nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from aitia.extract.antecedents import Choice, Referent, is_plural
from aitia.extract.cast import Cast, CastMention
from aitia.extract.clause_roles import clause_of, role_of
from aitia.extract.human_nouns import is_human
from aitia.language.arcs import OBJECTS, conjuncts, prepositions
from aitia.language.frames import surface_subjects
from aitia.language.page import Page, Sentence, Word, span_of
from aitia.lexicon.events import event_lexicon
from aitia.model.codes import AUTHOR

_FAR: Final = 4  # sentences back to the two
_AGAIN: Final = 10  # and back to where they were last called so
_STATES: Final = frozenset(["state", "government"])
_PEOPLE: Final = frozenset(["person"])
_GROUPS: Final = frozenset(["armed_group", "organisation", "population"])
_BODIES: Final = _STATES | _GROUPS | {"igo", "states"}
# what the two are called, and the kinds of actors that are called so
_CALLED: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys("country nation neighbor neighbour republic state superpower".split(), _STATES),
    **dict.fromkeys(["capital", "government", "power"], _STATES),
    **dict.fromkeys(
        """candidate chancellor contender diplomat general leader man minister politician premier president
        statesman woman""".split(),
        _PEOPLE,
    ),
    **dict.fromkeys(["group", "militia", "movement", "organisation", "organization"], _GROUPS),
    **dict.fromkeys(
        "adversary ally antagonist camp enemy faction foe opponent party rival side".split(), _BODIES | _PEOPLE
    ),
    **dict.fromkeys(["company", "firm"], frozenset(["organisation"])),
}
_SIDES: Final = frozenset("adversary antagonist camp enemy faction foe opponent party rival side".split())
_POINTING: Final = frozenset(["the", "these", "those"])
_OPPOSED: Final = frozenset("feuding hostile neighboring neighbouring opposing rival warring".split())
_QUARRELS: Final = frozenset("battle conflict dispute divide fight fighting line quarrel standoff struggle war".split())
# deeds that set two against each other or bring them together: not what a third bids, praises or gives
_FACING: Final = frozenset("ACCUSE AGREE ASSAULT COERCE CONSULT COOPERATE REJECT RETREAT SANCTION THREATEN".split())
_TOGETHER: Final = frozenset(["AGREE", "CONSULT", "COOPERATE"])
_TOWARDS: Final = ("with", "against", "on", "at", "from", "between", "into")
_SHARED: Final = frozenset(
    """accord agreement alliance battle border ceasefire clash conflict contact dispute feud negotiation pact quarrel
    rapprochement relation relationship rivalry row standoff talk tension tie treaty truce war""".split()
)

Pair = tuple[str, str]


def add_pairs(page: Page, cast: Cast) -> None:
    """Give every phrase for two known actors a mention of each of them."""
    told: dict[int, list[tuple[Pair, bool]]] = {}
    places = {s.index: n for n, s in enumerate(page.sentences)}
    last: dict[frozenset[str], tuple[Pair, int]] = {}  # by the kinds asked for: the two, and the sentence
    for word in page.words:
        kinds = called(word)
        if kinds is None or not word.sent.is_content or _is_told_beside(word):
            continue
        at = places[word.sent.index]
        found = _nearest(page.sentences[max(0, at - _FAR) : at + 1], cast, word, kinds, told)
        if found is None and kinds in last and word.sent.index - last[kinds][1] <= _AGAIN:
            found = last[kinds][0]
        if found is not None:
            last[kinds] = (found, word.sent.index)
            _mention(page, cast, word, found)


def called(word: Word) -> frozenset[str] | None:
    """The kinds of actors that a phrase for two can stand for; None where it is no such phrase."""
    if word.tag != "NNS" or word.lemma not in _CALLED or word.dep in ("compound", "nmod", "amod", "npadvmod"):
        return None
    before = [c for c in word.children if c.i < word.i and c.dep != "punct"]
    words = {c.lower for c in before}
    if not words <= _POINTING | _OPPOSED | {"both", "two"}:
        return None
    two = "both" in words or (words & _POINTING and ("two" in words or (words & _OPPOSED and word.lemma in _SIDES)))
    if not two or any(_narrows(c) for c in word.children if c.i > word.i):
        return None
    return _CALLED[word.lemma]


def _narrows(after: Word) -> bool:
    """Whether words after a noun say which two are meant: "both sides of the road", "the two countries that"."""
    if after.dep in ("relcl", "acl"):
        return True
    if after.dep == "prep" and after.lower == "of":
        return not any(c.lemma in _QUARRELS for c in after.children)
    return after.dep == "prep" and after.lower in ("with", "from", "for") and after.i == after.head.i + 1


def _is_told_beside(word: Word) -> bool:
    """Whether the two are named right there: "the two countries, India and Pakistan"."""
    return any(c.dep == "appos" and c.i > word.i for c in word.children)


def _nearest(
    near: Sequence[Sentence], cast: Cast, word: Word, kinds: frozenset[str], told: dict[int, list[tuple[Pair, bool]]]
) -> Pair | None:
    """The two of the nearest sentence before a phrase that tells of such; nobody where it tells of several."""
    aside = set(_bystanders(word, cast))
    for sentence in reversed(near):
        if sentence is word.sent:
            found = list(_pairs(sentence, cast, word.i))
        else:
            if sentence.index not in told:
                told[sentence.index] = list(_pairs(sentence, cast, sentence.words[-1].i + 1))
            found = told[sentence.index]
        fitting = [(p, joined) for p, joined in found if all(cast.kind(a) in kinds for a in p) and not aside & set(p)]
        if kinds & _PEOPLE and kinds & _STATES:  # sides: two persons, or two of the rest
            fitting = [(p, j) for p, j in fitting if len({cast.kind(a) == "person" for a in p}) == 1]
        named = {frozenset(p) for p, _ in fitting}
        if len(named) > 1 and word.lemma not in _SIDES:  # "the two countries": those joined by "and"
            named = {frozenset(p) for p, joined in fitting if joined}
        if len(named) == 1:
            return next(p for p, _ in fitting if frozenset(p) in named)
        if named:
            return None
    return None


def _bystanders(word: Word, cast: Cast) -> Iterator[str]:
    """Who speaks of the two, or does something to them: "France urged both sides"."""
    if role_of(word) == "subject":
        word = word.head
    for verb in word.ancestors():
        if verb.pos in ("VERB", "AUX"):
            yield from (m.actor for w in surface_subjects(verb) if (m := cast.heads.get(w.i)) is not None)


def _pairs(sentence: Sentence, cast: Cast, end: int) -> Iterator[tuple[Pair, bool]]:
    """All who are joined or set against each other in a sentence before a word, and whether they are joined."""
    for word in sentence.words:
        if word.i >= end:
            break
        if word.dep != "conj" and any(c.dep == "conj" for c in word.children):
            pair = _two(conjuncts(word), cast, end, between=word.dep == "pobj" and word.head.lower == "between")
            if pair is not None and any(c.lower in ("and", "&") for c in word.children):
                yield pair, True
        if word.pos == "VERB":
            pair = _facing(word, cast, end)
        elif word.pos == "NOUN" and word.lemma in _SHARED:
            owners = [c for c in word.children if c.dep in ("poss", "amod", "compound", "nmod") and c.i in cast.heads]
            others = [w for p, w in prepositions(word) if p == "with"]
            pair = _two([*owners, *others], cast, end) if len(owners) == len(others) == 1 else None
        else:
            continue
        if pair is not None:
            yield pair, False


def _facing(verb: Word, cast: Cast, end: int, types: frozenset[str] = _FACING) -> Pair | None:
    """The two that a verb sets against each other or brings together."""
    if not any(s.type in types for s in event_lexicon().of("verb", verb.lemma)):
        return None
    subjects = surface_subjects(verb)
    taken = [x for c in verb.children if c.dep in OBJECTS for x in conjuncts(c)]
    objects = taken if all(x.i in cast.heads for x in taken) else []  # not "sent drones and instructors"
    objects = objects or [w for p, w in prepositions(verb) if p in _TOWARDS and w.i in cast.heads]
    if len(subjects) != 1 or len(objects) != 1 or any(c.dep == "neg" for c in verb.children):
        return None
    return _two([*subjects, *objects], cast, end)


def _two(words: list[Word], cast: Cast, end: int, *, between: bool = False) -> Pair | None:
    """Two words that each stand for one actor, not the same."""
    if len(words) != 2 or any(w.i >= end for w in words):
        return None
    found = [cast.heads.get(w.i) for w in words]
    if any(m is None or (m.form == "place" and not between) for m in found):
        return None
    a, b = (m.actor for m in found if m is not None)
    return (a, b) if a != b and AUTHOR not in (a, b) else None


def those_told_of(word: Word, candidates: Sequence[Choice], cast: Cast, before: Sentence | None) -> tuple[str, ...]:
    """Whom "they" means after a clause about several, where no others are told of: "A and B fled", "A met B"."""
    if role_of(word) not in ("subject", "possessor"):
        return ()
    near = [c.referent for c in candidates if word.sent.index - c.referent.head.sent.index <= 1]
    people = [r for r in near if (_is_several(r, cast) if r.actors else is_human(r.head))]
    if people:
        about = [r for r in people if r.form == "list" and role_of(r.head) == "subject" and _is_main(r.head)]
        named = {r.actors for r in about}
        within = {a for r in about for a in r.actors}
        others = any(r not in about and not (r.actors and within.issuperset(r.actors)) for r in people)
        return named.pop() if len(named) == 1 and not others else ()
    first = all(w.i > word.i or w.pos in ("ADP", "ADV", "CCONJ", "PRON", "PUNCT") for w in word.sent.words)
    if before is None or not first or word.sent.paragraph - before.paragraph > 1:
        return ()
    roots = [w for w in before.words if w.dep == "ROOT" and w.pos == "VERB"]
    two = _facing(roots[0], cast, word.i, _TOGETHER) if len(roots) == 1 else None
    kinds = {cast.kind(a) for a in two or ()}
    return two if two is not None and (kinds == {"person"} or kinds <= _STATES) else ()


def _is_several(referent: Referent, cast: Cast) -> bool:
    if len(referent.actors) > 1:
        return True
    return is_plural(cast.members[referent.actors[0]], referent.head, str(referent.form))


def _is_main(subject: Word) -> bool:
    return clause_of(subject).dep in ("ROOT", "conj", "ccomp")


def _mention(page: Page, cast: Cast, word: Word, pair: Pair) -> None:
    """Put a phrase down as a mention of both, instead of whatever it was taken for."""
    start = min((c.i for c in word.children if c.i < word.i), default=word.i)
    cast.mentions = [m for m in cast.mentions if m.head is not word or m.form == "name"]
    cast.described = [(d, a) for d, a in cast.described if d.head is not word]
    words = page.words[start : word.i + 1]
    for actor in pair:
        cast.mentions.append(CastMention(start, word.i + 1, word, actor, "nominal", span_of(words), shared=True))
