"""Joined participles that the small parser misreads: "is armed and trained by Chad", "rebels armed and paid by X took".

The first one is taken for an adjective, or for the verb of the sentence.
"""

from __future__ import annotations

from typing import Final

from aitia.language.arcs import hang, make_root
from aitia.language.page import Word
from aitia.lexicon.events import event_lexicon

_SUBJECTS: Final = frozenset(["nsubj", "nsubjpass", "expl"])


def is_joined(word: Word) -> bool:
    """Whether an adjective is a deed, joined to a participle of which "by" tells who does it."""
    if word.tag != "JJ" or not _base(word.lower) or _partner(word) is None:
        return False
    behind_be = word.dep == "acomp" and word.head.lemma == "be"
    return behind_be or (word.dep == "acl" and word.head.i < word.i) or word.child("auxpass") is not None


def make_passive(word: Word) -> None:
    """Make a participle of the adjective, which rules its clause."""
    if word.dep == "acomp":
        _take_place(word, word.head)
    word.pos, word.tag, word.lemma = "VERB", "VBN", _base(word.lower)


def is_reduced(word: Word) -> bool:
    """Whether what rules a sentence only tells of its subject, and the verb hangs on it behind the one who did it."""
    if word.dep != "ROOT" or word.tag not in ("VBN", "VBD") or any(c.dep == "dobj" for c in word.children):
        return False
    partner = _partner(word)
    if partner is None or word.child("nsubj") is None or any(c.dep in ("aux", "auxpass") for c in word.children):
        return False
    return _main(word, partner) is not None


def make_clause(word: Word) -> None:
    """Give the sentence its verb, and the participles to who stands before them."""
    partner, subject = _partner(word), word.child("nsubj")
    main = _main(word, partner) if partner is not None else None
    if main is None or subject is None:
        return
    make_root(main)
    for child in [c for c in word.children if c.i > main.i]:
        hang(child, main)
    hang(subject, main)
    word.head, word.dep, word.tag = subject, "acl", "VBN"
    subject.children = sorted([*subject.children, word], key=lambda w: w.i)


def _partner(word: Word) -> Word | None:
    """The participle joined to one, behind which "by" tells who does both."""
    return next(
        (c for c in word.children if c.dep == "conj" and c.tag == "VBN" and any(x.dep == "agent" for x in c.children)),
        None,
    )


def _main(word: Word, partner: Word) -> Word | None:
    """The past tense behind both that nothing joins to them."""
    after = [c for w in (word, partner) for c in w.children if c.i > partner.i]
    main = next((c for c in after if c.dep == "conj" and c.tag == "VBD" and c.head is word), None)
    if main is None or any(c.dep in _SUBJECTS for c in main.children):
        return None
    return None if any(c.dep == "cc" and c.i < main.i for c in after) else main


def _take_place(word: Word, be: Word) -> None:
    """Hang a word where "be" hangs, and "be" with all it holds on the word."""
    be.children.remove(word)
    above, root = be.head, be.head is be
    for child in list(be.children):
        hang(child, word, "nsubjpass" if child.dep == "nsubj" else "")
    if root:
        word.head = word
    else:
        above.children.remove(be)
        word.head = above
        above.children = sorted([*above.children, word], key=lambda w: w.i)
    word.dep = be.dep
    be.head, be.dep = word, "auxpass"
    word.children = sorted([*word.children, be], key=lambda w: w.i)


def _base(form: str) -> str:
    """The verb of the event lexicon that a regular participle belongs to; "" for other words."""
    if not form.endswith("ed"):
        return ""
    verbs = event_lexicon()
    tries = [form[:-2], form[:-1], form[:-3] if form[-3:-2] == form[-4:-3] else ""]
    return next((base for base in tries if len(base) > 2 and verbs.of("verb", base)), "")
