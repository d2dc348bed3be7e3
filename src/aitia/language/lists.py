"""What the verbs of a list share, which the parser hangs on one of them: the object, the doer, a preposition's noun.

Example: "arms and funds the rebels", "beaten and robbed by soldiers", "trades with and arms the rebels".
"""

from __future__ import annotations

from typing import Final

from aitia.language.arcs import OBJECTS, PASSIVE_SUBJECTS, SUBJECTS, conjuncts
from aitia.language.page import Word

_MOST: Final = 4  # verbs of a list that are looked at
_JOINTS: Final = 3  # words from one to the next
_SETTINGS: Final = frozenset(["DATE", "FAC", "GPE", "LOC", "TIME"])
_TRIALS: Final = frozenset("acquit arrest charge convict detain indict jail release sentence try".split())
_FILLED: Final = ("dobj", "prep", "ccomp", "xcomp")


def under(preposition: Word) -> list[Word]:
    """The nouns a preposition governs."""
    return [x for c in preposition.children if c.dep in ("pobj", "pcomp") for x in conjuncts(c)]


def shared_agent(verb: Word) -> list[Word]:
    """The doer in "kidnapped, tortured and killed by soldiers", which the parser hangs on the last participle."""
    for _ in range(_MOST):
        following = follows(verb)
        if following is None or following.tag != "VBN" or {verb.lemma, following.lemma} <= _TRIALS:
            return []  # "arrested and convicted by a jury": not arrested by it
        verb = following
        doers = [w for c in verb.children if c.dep == "agent" for w in under(c)]
        if doers:
            return doers
    return []


def late_agent(verb: Word) -> list[Word]:
    """The doer that the parser hangs on the place or date before it: "was shot in Cali on Friday by two men"."""
    for p in verb.children:
        for noun in under(p) if p.dep == "prep" and p.i > verb.i else ():
            after = [c for c in noun.children if c.dep in ("prep", "agent") and c.lower == "by" and c.i > noun.i]
            if after and noun.ent in _SETTINGS:
                return under(after[0])
    return []


def shared_object(verb: Word) -> list[Word]:
    """The object in "arms and funds the rebels", which the parser hangs on the last verb."""
    for _ in range(_MOST):
        if any(x.dep in _FILLED for x in verb.children):
            return []
        for c in verb.children:
            own = any(x.dep in (*SUBJECTS, *PASSIVE_SUBJECTS) for x in c.children)
            if c.dep == "conj" and c.pos == "VERB" and not own and c.i - verb.i <= _JOINTS + 1:
                found = [x for d in c.children if d.dep in OBJECTS for x in conjuncts(d)]
                if found:
                    return found
        following = follows(verb)
        if following is None:
            return []
        verb = following
        found = [x for d in verb.children if d.dep in OBJECTS or _is_late(d, verb) for x in conjuncts(d)]
        if found:
            return found
    return []


def _is_late(word: Word, verb: Word) -> bool:
    """Whether what the parser takes for a measure is the object behind a comma: "armed, then left, the rebels"."""
    if word.dep != "npadvmod" or word.ent in _SETTINGS or word.i < verb.i:
        return False
    first, words = word.subtree()[0], verb.sent.words
    before = first.i - words[0].i - 1
    return words[before].text == "," and words[before - 1] is verb and (word.pos == "PROPN" or first.lower == "the")


def shared_oblique(verb: Word) -> list[tuple[str, Word]]:
    """The object of the last verb under the bare preposition of the first: "trades with and arms the rebels"."""
    bare = next((p for p in verb.children if p.dep == "prep" and p.i == verb.i + 1 and not p.children), None)
    if bare is None:
        return []
    last = next((c for c in verb.children if c.dep == "conj" and c.pos == "VERB" and 0 < c.i - bare.i <= 3), None)
    shared = [x for d in last.children if d.dep in OBJECTS for x in conjuncts(d)] if last is not None else []
    return [(bare.lower, x) for x in shared]


def is_listed(verb: Word) -> bool:
    """Whether a form that could be a participle is one of a list of deeds: "kidnapped, tortured and killed them"."""
    above = verb.head
    if verb.dep != "advcl" or above.tag != "VBD" or follows(above) is not verb or not shared_object(verb):
        return False
    return not any(c.dep in _FILLED for c in above.children)


def follows(verb: Word) -> Word | None:
    """The verb that follows in a list with commas, a conjunction or an adverb between: "beaten and then shot"."""
    words = verb.sent.words
    for c in verb.children:
        listed = c.dep == "conj" or (c.dep == "advcl" and c.tag == "VBN")
        loose = c.dep in ("advcl", "dep", "parataxis") and c.tag in ("VBD", "VBN") and c.i > verb.i
        if loose and not listed:  # "applauded, then condemned, the coup", "arrested, tried and hanged"
            listed = not any(x.dep in (*SUBJECTS, *PASSIVE_SUBJECTS, "mark", "aux") for x in c.children)
        if not listed or c.pos != "VERB" or not 1 < c.i - verb.i <= _JOINTS:
            continue
        between = words[verb.i + 1 - words[0].i : c.i - words[0].i]
        if all(w.pos in ("PUNCT", "CCONJ", "ADV") for w in between):
            return c
    return None
