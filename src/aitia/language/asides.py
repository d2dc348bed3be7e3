"""Clauses set in between a subject and its verb, which the parser takes for the main clause.

Example: "The junta, after Chad had struck, left the bloc" → the junta left; "the police, so the bishop told me, shot
first" → the police shot, by what the bishop told.
"""

from __future__ import annotations

from typing import Final

from aitia.language.arcs import hang
from aitia.language.page import Word

_NOUNS: Final = frozenset(["NOUN", "PROPN"])
_VERBS: Final = frozenset(["AUX", "VERB"])
_SUBJECTS: Final = frozenset(["expl", "nsubj", "nsubjpass"])
_SETTING_IN: Final = frozenset(
    "after although as because before even once since though unless until when while".split()
)
_FINITE: Final = frozenset(["MD", "VBD", "VBP", "VBZ"])
# what nobody has done to him
_ALONE: Final = frozenset(
    """agree apologise apologize clash converge demonstrate gather loot march protest rally rampage resign retreat riot
    surrender testify vote""".split()
)
_ASIDES: Final = frozenset(["i", "it", "one", "they", "we"])  # "the rebels, one must admit, shelled it"


def set_in(verb: Word) -> Word | None:
    """The subject that the parser hung on the clause set in behind it: "the junta, after Chad had struck, left"."""
    clause = verb.head
    if clause.pos not in _VERBS or any(c.dep in (*_SUBJECTS, "cc") or c.dep == "mark" for c in verb.children):
        return None
    words, start = verb.sent.words, verb.sent.words[0].i
    first = min(
        (c.i for c in verb.children if c.dep in ("advmod", "aux", "auxpass", "neg") and c.i < verb.i), default=verb.i
    )
    subjects = [c for c in clause.children if c.dep in ("dep", "nsubj", "nsubjpass") and c.i < clause.i]
    if words[first - start - 1].text != "," or len(subjects) != 2 or subjects[0].pos not in _NOUNS:
        return None
    if any(c.dep == "cc" and c.i > clause.i for c in clause.children):
        return None
    marks = [c for c in clause.children if c.dep in ("advmod", "mark") and subjects[0].i < c.i < subjects[1].i]
    opening = min((w.i for w in (*marks, *subjects[1].subtree())), default=0)
    if words[opening - start - 1].text != ",":
        return None
    timed = any(c.lower in _SETTING_IN for c in marks)
    aside = subjects[0].dep == "dep" or subjects[1].lower in _ASIDES
    return subjects[0] if timed or aside else None


def close(verb: Word) -> None:
    """Make the verb behind a clause set in the one that its subject does."""
    clause, subject = verb.head, set_in(verb)
    if subject is None:
        return
    above, dep = clause.head, clause.dep
    timed = any(c.dep in ("advmod", "mark") and c.lower in _SETTING_IN for c in clause.children)
    clause.children.remove(verb)
    hang(subject, verb, "nsubjpass" if any(c.dep == "auxpass" for c in verb.children) else "nsubj")
    verb.dep = dep
    if above is clause:
        verb.head = verb
    else:
        above.children[above.children.index(clause)] = verb
        verb.head = above
    clause.head, clause.dep = verb, "advcl" if timed else "parataxis"
    verb.children = sorted([*verb.children, clause], key=lambda w: w.i)


def give_back(verb: Word) -> None:
    """Give the subject before an aside back to its verb: "the generals, says the bishop, killed two monks"."""
    teller = verb.child("nsubj")
    subject = next((c for c in verb.children if c.dep == "nsubj" and c.i < verb.i), None)
    after = [c for c in verb.children if c.dep == "nsubj" and c.i > verb.i]
    if subject is None or teller is None or not after or verb.i > verb.head.i:
        return
    if not any(c.dep in _SUBJECTS for c in verb.head.children):
        hang(subject, verb.head, "nsubjpass" if any(c.dep == "auxpass" for c in verb.head.children) else "nsubj")


def is_told_of(verb: Word) -> bool:
    """Whether a participle after the noun a sentence is hung on is its verb: "Thousands of students protested"."""
    noun = verb.head
    if noun.head is not noun or noun.pos not in _NOUNS or any(w.tag in _FINITE for w in verb.sent.words):
        return False
    if any(c.dep in ("aux", "auxpass", "agent", *_SUBJECTS) for c in verb.children) or not verb.lower.endswith("ed"):
        return False
    before = verb.sent.words[verb.i - verb.sent.words[0].i - 1]
    if before.pos not in ("ADV", "NOUN", "PROPN") or verb.sent.words[-1].text not in (".", "!"):
        return False
    return verb.lemma in _ALONE or any(c.dep in ("ccomp", "dobj") for c in verb.children)


def take_over(verb: Word) -> None:
    """Make a participle the verb of its sentence and the noun before it the subject."""
    noun = verb.head
    noun.children.remove(verb)
    moved = [c for c in noun.children if c.i > verb.i]
    noun.head, noun.dep = verb, "nsubj"
    verb.head, verb.dep, verb.tag = verb, "ROOT", "VBD"
    verb.children = sorted([*verb.children, noun], key=lambda w: w.i)
    for c in moved:
        hang(c, verb)
