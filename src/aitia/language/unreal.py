"""What is only weighed, beyond somebody, dared or doubted, and not told as done.

Example: "it would be wrong for the army to attack them", "let them attack", "too weak to attack" → not done.
"""

from __future__ import annotations

from typing import Final

from aitia.language.page import Word

_FEW: Final = frozenset(["few", "no", "nobody", "none", "cannot"])
_UP: Final = 4
_COMING_ABOUT: Final = frozenset("be become cost enable leave make mean need prove require take".split())


def is_weighed(verb: Word) -> bool:
    """Whether a deed is only talked about: "it is wrong for them to attack", "strong enough to attack", "as though"."""
    if any(c.lower == "though" and c.dep == "mark" and _before(c) == "as" for c in verb.children):
        return True  # "acts as though it backed them"
    if not any(c.dep == "aux" and c.lower == "to" for c in verb.children):
        return False
    if any(c.dep == "mark" and c.lower == "for" for c in verb.children):
        above = _clause(verb)
        return above is None or not _is_told(above)
    above = verb.head
    were = next((w for w in (above, above.head) if w.lower == "were" and w.dep in ("advcl", "ccomp")), None)
    if were is not None and any(c.dep in ("nsubj", "nsubjpass") and were.i < c.i < verb.i for c in were.children):
        return True  # "were they to attack"
    return above.pos == "ADJ" and verb.dep in ("xcomp", "advcl", "ccomp") and _has(above, "enough")


def is_beyond(word: Word) -> bool:
    """Whether nobody is up to it: "too weak to attack"."""
    if word.pos != "VERB" or word.dep not in ("xcomp", "advcl", "ccomp") or word.head.pos != "ADJ":
        return False
    return any(c.dep == "aux" and c.lower == "to" for c in word.children) and _has(word.head, "too")


def is_dared(verb: Word, above: Word) -> bool:
    """Whether somebody is free to do it for all the writer cares, or is bidden: "let them attack", no "let him go"."""
    if above.lower != "let" or above.tag not in ("VB", "VBP") or verb.dep not in ("ccomp", "xcomp"):
        return False
    return not any(c.dep in ("nsubj", "aux") and c.i < above.i for c in above.children)


def is_in_doubt(verb: Word, above: Word) -> bool:
    """Whether somebody doubts it: "I doubt that they attacked", not "few doubt that", "nobody doubts that"."""
    if verb.dep not in ("ccomp", "advcl") or above.lemma != "doubt" or above.pos != "VERB":
        return False
    if any(c.dep == "mark" and c.lower in ("if", "whether") for c in verb.children):
        return False
    if any(c.dep in ("neg", "aux") and c.lower != "have" for c in above.children):
        return False
    subjects = [c for c in above.children if c.i < above.i]
    return not any(w.lower in _FEW or any(x.lower in _FEW for x in w.children) for w in subjects)


def shares_modal(verb: Word, first: Word) -> bool:
    """Whether a verb stands under the modal of the one before it: "would have condemned and denounced them"."""
    if verb.tag not in ("VBN", "VBD") or first.tag != "VBN" or not any(c.lower == "have" for c in first.children):
        return False
    own = any(c.dep in ("nsubj", "nsubjpass", "aux", "auxpass") for c in verb.children)
    return not own and any(c.tag == "MD" for c in first.children)


def _has(adjective: Word, adverb: str) -> bool:
    return any(c.lower == adverb and c.dep == "advmod" for c in adjective.children)


def _before(word: Word) -> str:
    words = word.sent.words
    at = word.i - words[0].i
    return words[at - 1].lower if at else ""


def _clause(verb: Word) -> Word | None:
    """The verb that a clause hangs on, by its adjective or noun: of "it was wrong for them to go" "was"."""
    above = verb.head
    for _ in range(_UP):
        if above.pos in ("VERB", "AUX"):
            return above if above is not verb else None
        above = above.head
    return None


def _is_told(verb: Word) -> bool:
    """Whether a verb tells what has come about: "was wrong", "took courage", "has taken years"; no "waited for"."""
    if verb.lemma not in _COMING_ABOUT or any(c.dep == "aux" and c.tag == "MD" for c in verb.children):
        return False
    if verb.tag == "VBD" or any(c.dep in ("aux", "auxpass") and c.tag == "VBD" for c in verb.children):
        return True
    return verb.tag == "VBN" and any(c.lower in ("has", "have", "'s", "'ve") for c in verb.children)
