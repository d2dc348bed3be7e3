"""The mood of a clause: asked, inverted, announced, denied by "neither", wanted of others, told of whoever does it.

Example: "has Chad agreed?" → asked; "neither claimed nor denied it" → denied; "did not want the army to leave" → not
denied; "would punish firms helping the rebels" → of any firm that does so.
"""

from __future__ import annotations

from typing import Final

from aitia.language.page import Word

_SUBJECTS: Final = ("nsubj", "nsubjpass")
_DESIRING: Final = frozenset(
    """advise ask beg demand desire encourage expect hope intend invite like love need prefer recommend request suggest
    urge want wish""".split()
)
_OPEN: Final = frozenset(["would", "could", "might", "may", "should", "must", "can", "'d", "’d"])
_STEPS: Final = 4  # from a noun up to the verb of its clause


def is_inverted(auxiliary: Word, verb: Word) -> bool:
    """ "had she congratulated him", "should they attack": a condition without "if"."""
    if auxiliary.lower not in ("had", "should", "were") or auxiliary.sent.words[-1].text == "?" or verb.dep == "relcl":
        return False
    subject = next((c for c in verb.children if c.dep in _SUBJECTS), None)
    return subject is not None and auxiliary.i < subject.i < verb.i and subject.tag not in ("WDT", "WP")


def is_asked(verb: Word) -> bool:
    """Whether a main clause asks if it is so: "has Honduras agreed?", not "why has it agreed?"."""
    if verb.sent.words[-1].text != "?":
        return False
    subject = next((c for c in verb.children if c.dep in _SUBJECTS), None)
    if subject is None or any(w.tag in ("WRB", "WP", "WDT", "WP$") and w.i < verb.i for w in verb.subtree()):
        return False
    return any(c.dep in ("aux", "auxpass") and c.i < subject.i for c in verb.children)


def is_to_be(verb: Word) -> bool:
    """Whether a headline announces what will be done: "Governor to sign the bill"."""
    labels = {c.dep for c in verb.children if c.i < verb.i}
    return verb.tag == "VB" and bool(labels & {*_SUBJECTS}) and any(c.lower == "to" for c in verb.children)


def is_neither(verb: Word) -> bool:
    """Whether a verb is one of several that are all denied: "neither claimed nor denied it"."""
    first = verb
    for _ in range(4):
        if first.dep != "conj" or first.head.pos not in ("VERB", "AUX", "ADJ"):
            break
        first = first.head
    if any(c.lower == "neither" and c.dep in ("preconj", "advmod", "cc", "det", "neg") for c in first.children):
        return True
    return first is not verb and any(c.lower == "nor" and c.dep == "cc" for c in verb.head.children)


def is_wanted_of_others(above: Word, deed: Word) -> bool:
    """Whether somebody's not wanting it tells nothing of what others do: "did not want the militia to burn them"."""
    if above.lemma not in _DESIRING:
        return False
    top = deed
    for _ in range(8):
        if top.head is above or top.head is top:
            break
        top = top.head
    return top.head is above and top.dep in ("ccomp", "xcomp") and any(c.dep in _SUBJECTS for c in top.children)


def is_of_anybody(clause: Word, noun: Word) -> bool:
    """Whether a deed is told of whoever may do it: "would punish firms helping the rebels"."""
    if noun.tag != "NNS" or not (
        (clause.dep == "acl" and clause.tag == "VBG") or (clause.dep == "relcl" and clause.tag == "VBP")
    ):
        return False
    if any(c.dep in ("det", "poss", "nummod", "predet") and c.lower not in ("any", "no") for c in noun.children):
        return False
    word = noun
    for _ in range(_STEPS):
        if word.head is word or word.dep not in ("dobj", "pobj", "nsubj", "nsubjpass", "prep", "agent", "conj"):
            return False
        word = word.head
        if word.pos in ("VERB", "AUX"):
            return any(c.dep == "aux" and c.lower in _OPEN for c in word.children)
    return False
