"""Clauses of time that look ahead: what is waited for, and whether it is a condition.

Example: "will leave when it signs" → signs: planned; "will not talk until it leaves" → leaves: hypothetical.
"""

from __future__ import annotations

from typing import Final

from aitia.language.page import Word

_AWAITED: Final = frozenset(["until", "till", "once", "before"])
_COMING: Final = frozenset(
    ["will", "shall", "'ll", "’ll", "wo", "sha", "may", "might", "could", "can", "ca", "would", "'d", "’d"]
)


def is_to_come(mark: Word, verb: Word) -> bool:
    """Whether a clause of time speaks of what is to come: "until it signs", "will leave when it signs"."""
    if not _is_present(verb) or (mark.dep == "advmod" and mark.i > verb.i):
        return False  # "has been there before"
    if _is_awaited(mark):
        return True
    return (
        mark.lower in ("when", "after")
        and verb.dep == "advcl"
        and any(c.dep == "aux" and c.lower in _COMING for c in verb.head.children)
    )


def is_held_out(clause: Word) -> bool:
    """Whether what is awaited is a condition: "will not talk until it leaves", "urged them to wait until it left"."""
    above = clause.head
    return clause.dep == "advcl" and (any(c.dep == "neg" for c in above.children) or above.dep in ("xcomp", "acl"))


def _is_awaited(mark: Word) -> bool:
    """Whether a conjunction looks ahead: "until", "as soon as", "as long as"."""
    if mark.lower != "as":
        return mark.lower in _AWAITED
    words = mark.sent.words
    place = mark.i - words[0].i
    return place > 0 and words[place - 1].lower in ("soon", "long")


def _is_present(verb: Word) -> bool:
    return any(w.tag in ("VBP", "VBZ") for w in (verb, *(c for c in verb.children if c.dep in ("aux", "auxpass"))))
