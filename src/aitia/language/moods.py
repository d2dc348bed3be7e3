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
_FINITE: Final = frozenset(["VBD", "VBP", "VBZ", "MD"])
_FAR: Final = 12  # words from "rather" to its "than"
_REASONS: Final = frozenset("as because since so until when where while".split())
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


def is_passed_over(verb: Word) -> bool:
    """Whether a deed is what somebody does not do but another: "fled rather than be jailed", "sooner than sign"."""
    if verb.tag not in ("VB", "VBG", "VBP", "VBN") or any(c.dep in _SUBJECTS for c in verb.children):
        return False
    first = verb
    while first.dep == "conj" and first.head.pos in ("VERB", "AUX") and not _follows_than(first):
        first = first.head
    return _follows_than(first) and not any(c.tag == "MD" for c in verb.children)


def _follows_than(verb: Word) -> bool:
    """Whether "rather than" or "sooner than" stands before a verb: as its mark, its preposition or joining it."""
    joining = [*verb.children, *([verb.head] if verb.dep == "pcomp" else [])]
    joining += [c for c in verb.head.children if verb.dep == "conj" and verb.head.i < c.i < verb.i]
    words = verb.sent.words
    for than in joining:
        if (
            than.lower != "than"
            or than.i > verb.i
            or any(w.tag in _FINITE for w in words[than.i - words[0].i : verb.i - words[0].i])
        ):
            continue
        before = words[max(0, than.i - words[0].i - _FAR) : than.i - words[0].i]
        if any(w.lower in ("rather", "sooner") for w in before):
            return True
    return False


def is_of_another(clause: Word) -> bool:
    """Whether a deed is denied of whoever is brought before it: "it was not the army that shelled the town"."""
    noun = clause.head
    if clause.dep != "relcl" or noun.dep != "attr" or noun.head.lemma != "be" or noun.pos not in ("NOUN", "PROPN"):
        return False
    if not any(c.lower == "it" and c.dep == "nsubj" for c in noun.head.children):
        return False
    denied = [c for w in (noun, noun.head) for c in w.children if c.dep == "neg" and c.i < noun.i and not not_only(c)]
    return bool(denied) and not any(c.dep == "conj" and c.i < clause.i for c in noun.children)


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


def not_only(word: Word) -> bool:
    """ "not only damaged the bridge": more than that, no denial."""
    words = word.sent.words
    at = word.i - words[0].i + 1
    return word.lower == "not" and at < len(words) and words[at].lower in ("only", "merely", "just")


def is_of_reason(no: Word, verb: Word) -> bool:
    """ "not because he was jailed", "not while men are jailed": the reason or time is denied, not the deed."""
    return any(c.dep in ("advmod", "mark") and c.i == no.i + 1 and c.lower in _REASONS for c in verb.children)


def no_longer(word: Word) -> bool:
    """ "no longer objects"."""
    return word.lower == "longer" and any(c.lower == "no" for c in word.children)
