"""Joined causes or effects that bear different signs: "a lack of fuel and high prices" is less fuel and more prices."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from aitia.extract.cause_spans import lacking, measured, phrase, separate, variable
from aitia.language.page import Word

_SIGNED: Final = frozenset(["NOUN", "PROPN"])
_JOINTS: Final = frozenset([",", "and", "or", "as", "well", "plus"])
_ARTICLES: Final = frozenset(["the", "a", "an"])
_DEPTH: Final = 4


def apart(head: Word, stop: Collection[int] = ()) -> list[list[Word]]:
    """The phrases joined in that of ``head`` where one span would blur their signs; else nothing."""
    joined = _joined(head) if head.pos in _SIGNED else []
    if len(joined) < 2:
        return []
    cut = {w.i for w in joined} | set(stop)
    parts = [_trimmed(phrase(w, cut - {w.i})) for w in joined]
    return parts if all(parts) and any(variable(words)[1] < 0 for words in parts) else []


def sides(head: Word, stop: Collection[int] = ()) -> list[tuple[list[Word], int]]:
    """The phrase of ``head`` with its sign, or the phrases joined in it with theirs."""
    return [variable(words) for words in apart(head, stop) or [phrase(head, stop)]]


def listed_sides(head: Word, stop: Collection[int] = ()) -> list[tuple[list[Word], int]]:
    """As ``sides``, but lists of three and more stand apart whatever their signs."""
    groups = apart(head, stop) or separate(head, stop)
    parts = [variable(words) for words in groups]
    return parts if len(parts) > 2 or any(sign < 0 for _, sign in parts) else sides(head, stop)


def _joined(head: Word) -> list[Word]:
    """``head`` and the nouns joined to it; to a lack, those under it that say their own measure."""
    out = [head, *_strayed(head, 0)] if lacking(head) else [head]
    out += _chain(head)[1:]
    return sorted(out, key=lambda w: w.i)


def _strayed(head: Word, depth: int) -> list[Word]:
    """What the parser joins to a noun under a lack, but what is lacked no more: "a lack of rain and the war"."""
    if depth > _DEPTH:
        return []
    out: list[Word] = []
    for preposition in (c for c in head.children if c.dep == "prep" and c.i > head.i):
        for under in preposition.children:
            bare = not any(c.lower in _ARTICLES for c in under.children)
            out += [
                x
                for x in _chain(under)[1:]
                if measured(x) or (bare and depth == 0 and any(c.lower in _ARTICLES for c in x.children))
            ]
            out += _strayed(under, depth + 1)
    return out


def _chain(head: Word) -> list[Word]:
    out = [head]
    for word in out:
        if len(out) > 8:
            break
        out += [c for c in word.children if c.dep == "conj" and c.i > word.i and c.pos in _SIGNED]
    return out


def _trimmed(words: list[Word]) -> list[Word]:
    """Without the conjunction at its end."""
    while words and (words[-1].lower in _JOINTS or words[-1].pos == "PUNCT"):
        words = words[:-1]
    return words
