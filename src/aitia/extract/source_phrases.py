"""What the words around a source tell of who it is: whom "who" takes up, of whom "some" are, what only people do.

Example: "I have friends, sensible ones, who say so" → friends; "some of the hotheads in parliament" → the hotheads.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.attribution import TEXTS, names_people
from aitia.extract.cast import Cast
from aitia.extract.human_nouns import is_human
from aitia.language.page import Word
from aitia.lexicon.claims import cue_entries
from aitia.model.records import Participant

# nouns that say how many or that there is somebody, not who
NOBODY: Final = frozenset(
    """all any anybody anyone both dozen each everybody everyone few half handful hundred lot majority many minority
    most much nobody none number one other others percent quarter score several some somebody someone third thousand
    two three city side town world""".split()
)
# what only people do, and what speaks without being anybody
_PEOPLE_DO: Final = frozenset(
    """acknowledge add admit answer argue ask assert believe boast complain concede confide contend deny fear
    grumble hope insist joke mutter object plead promise protest put reason reckon
    remember reply retort shout swear tell think urge vow want whisper""".split()
)
_MUTE: Final = frozenset(
    """banner bill caption clause experience fate graffiti history instinct law legend logic market myth number placard
    poster proverb rule sign slogan song story theory time title tradition""".split()
)
# documents that are at the same time those who write them
INQUIRIES: Final = frozenset(["audit", "inquiry", "investigation", "probe"])
# what those do who stand behind a document
PUBLISHING: Final = frozenset(
    """author carry cite commission compile conduct give issue maintain post prepare present produce provide publish
    quote release run sign write""".split()
)
_SETS: Final = frozenset("camp clique crew crowd gang lot mob people set side team".split())
_AMONG: Final = frozenset("among around at from in inside near on outside within".split())
_PARTS: Final = frozenset("fifth fraction half percent quarter tenth third".split())
_MAX_WORDS: Final = 9


def utters(cue: Word) -> bool:
    """Whether a cue is a verb of speech rather than of thought."""
    return any("q" in e.frames and "att" not in e.flags for e in cue_entries("verb").get(cue.lemma, ()))


def does_so(head: Word, cue: Word) -> bool:
    """Whether only people do what the cue says of a noun that names none by itself: "the doves reply"."""
    if cue.pos != "VERB" or head.lemma in TEXTS | _MUTE or head.head is not cue or head.dep != "nsubj":
        return False
    if head.pos == "PROPN":
        return True
    return cue.lemma in _PEOPLE_DO or (head.tag in ("NNS", "NNPS") and cue.lemma in ("say", "warn", "claim"))


def modifiers(head: Word) -> Iterator[Word]:
    """Words before a noun that can name who published it: "a U.N. | report"; not of what nation an inquiry is."""
    for c in head.children:
        nation = head.lemma in INQUIRIES and (c.ent == "NORP" or c.dep == "amod")
        if c.dep in ("compound", "amod", "nmod") and c.i < head.i and not nation:
            yield c


def after_break(words: list[Word]) -> int:
    """Where a noun phrase begins that the parser made one with the words before a comma: "in Chad, | Arab envoys"."""
    for n in range(len(words) - 2, 0, -1):
        if words[n].text == "," and words[n - 1].pos in ("NOUN", "PROPN", "NUM", "VERB"):
            return n + 1
    return 0


def antecedent(relative: Word) -> Word | None:
    """The noun that a relative pronoun stands for."""
    verb = relative
    for _ in range(6):
        if verb.dep == "relcl":
            above = verb.head
            stands_for = above.lemma in ("one", "people") or above.lower == "those"
            return above.head if above.dep == "appos" and stands_for else above
        if verb.head is verb:
            return None
        verb = verb.head
    return None


def is_taken_up(head: Word) -> bool:
    """Whether "who" takes up a word: it stands for people."""
    return any(c.dep == "relcl" and any(x.lower == "who" for x in c.children) for c in head.children)


def is_other(head: Word, cue: Word | None, found: list[Participant], cast: Cast) -> bool:
    """Whether a description cannot be whom the cast takes it for: the one who is told it, or the place before it.

    "An aide said" is nobody named before.

    Example: "When the chairman told Lind that …" is not Lind; "who is supplying Oslo: the reporter who writes that …".
    """
    if cue is None or head.pos != "NOUN":
        return False
    if head.dep == "appos" and head.head.ent in ("GPE", "LOC", "FAC") and is_human(head):
        return True
    if any(c.lower in ("a", "an", "another") for c in head.children) and is_human(head) and head.tag == "NN":
        named = [cast.members[p.actor] for p in found]
        if named and all(m.named and m.kind == "person" for m in named):
            return True
    told = {p.actor for c in cue.children if c.dep in ("dobj", "dative") and c.pos == "PROPN" for p in cast.who(c)}
    return bool(told) and all(p.actor in told for p in found)


def people_before(noun: Word, verb: Word) -> Word | None:
    """Whom "who" takes up where the parser hung it on a thing: "good people, some in our order, who hold that"."""
    if verb.dep != "relcl" or noun.pos != "NOUN":
        return None
    if not any(c.lower == "who" for c in verb.children) or names_people(noun) or is_human(noun):
        return None
    words = noun.sent.words
    for w in reversed(words[: noun.i - words[0].i]):
        if w.pos == "VERB" and w.tag in ("VBD", "VBZ", "VBP"):
            return None
        if w.ent == "PERSON" or (w.pos == "NOUN" and (names_people(w) or is_human(w))):
            return w
    return None


def whole_of(head: Word) -> Word | None:
    """Of whom a number or part is told: "some of | the hotheads", "three-quarters of | its citizens"."""
    if head.lemma not in NOBODY | _PARTS and head.pos not in ("NUM", "DET"):
        return None
    for c in head.children:
        if c.dep == "prep" and c.lower in ("of", "among") and c.i > head.i:
            return c.child("pobj")
    return None


def set_owner(head: Word) -> Word | None:
    """Whose people a noun for a set names: "Lind's | lot"."""
    return head.child("poss") if head.lemma in _SETS else None


def description(head: Word) -> list[Word]:
    """The words that describe people whom no noun names: "those who defend him", "some in Oslo", "the seven"."""
    words = head.sent.words
    if head.lower == "those":
        clause = next((c for c in head.children if c.dep in ("relcl", "prep", "acl") and c.i > head.i), None)
        if clause is None or (clause.dep == "prep" and clause.lower not in _AMONG | {"with", "behind"}):
            return []
        return [head, *_until_break(words, head, clause)]
    if head.lemma == "one" and head.tag == "NNS":
        return [w for w in words if w.i <= head.i and (w is head or (w.head is head and w.dep in ("det", "amod")))]
    if head.pos == "NUM" and any(c.lower == "the" for c in head.children) and whole_of(head) is None:
        return [w for w in words if w.i <= head.i and (w is head or (w.head is head and w.dep in ("det", "amod")))]
    if head.lemma in NOBODY - {"city", "town", "world", "side", "none", "nobody", "one"}:
        place = next((c for c in head.children if c.dep == "prep" and c.i == head.i + 1 and c.lower in _AMONG), None)
        if place is not None and place.child("pobj") is not None:
            return [head, *_until_break(words, head, place)]
    return []


def _until_break(words: list[Word], head: Word, below: Word) -> list[Word]:
    """The words right behind a head that belong to its clause or phrase, up to a comma or to what is told in it."""
    inside = {w.i for w in below.subtree()}
    told = {w.i for c in below.children if c.dep == "ccomp" for w in c.subtree()}
    out: list[Word] = []
    for w in words[head.i - words[0].i + 1 :]:
        if w.i not in inside or w.i in told or w.pos == "PUNCT" or len(out) >= _MAX_WORDS:
            break
        out.append(w)
    return out
