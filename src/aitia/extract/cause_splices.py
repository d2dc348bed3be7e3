"""Clauses set side by side: where one ends and the next begins, and conjunctions that belong to an inner clause."""

from __future__ import annotations

from typing import Final

from aitia.language.page import Word

_SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
# what a clause before its verb is said by, as in "The war is over, he said"
_SPEAKING: Final = frozenset(
    """say tell add write ask answer reply report note announce warn argue claim believe think insist state suggest
    declare explain shout cry whisper admit concede complain joke boast remark observe stress recall respond quote
    read go suppose guess know fear hope seem appear swear promise vow maintain muse lament mutter tweet conclude
    contend predict estimate reckon agree see mean feel show confirm acknowledge""".split()
)


def inner_mark(word: Word, verb: Word) -> bool:
    """Whether a conjunction opens a clause inside that of ``verb``: "because, if it fails, they will leave"."""
    return word.dep == "mark" and word.head.dep == "advcl" and word.head.head is verb and word.head.i < verb.i


def unspliced(verb: Word, words: list[Word]) -> list[Word]:
    """A clause without the ones before or behind it that a semicolon, or a comma alone, sets beside it."""
    begins = [w.i for w in words if w.text == ";" and w.i < verb.i]
    ends = [w.i for w in words if w.text == ";" and w.i > verb.i]
    for c in verb.children:
        if c.dep == "ccomp" and c.i < verb.i and verb.lemma not in _SPEAKING and c.child(*_SUBJECTS) is not None:
            own = verb.child(*_SUBJECTS)
            commas = [w.i for w in words if w.text == "," and c.i < w.i < (own.i if own is not None else c.i)]
            begins += commas[-1:]
    return [w for w in words if w.i > max(begins, default=-1) and (not ends or w.i < ends[0])]
