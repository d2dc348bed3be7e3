"""Whose a concept is: the actors and places that belong to a head word, and whom a deed is done to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from aitia.language.page import Word
from aitia.model.text import Span

Anchors = Callable[[Span], Sequence[tuple[Span, str]]]
Place = Callable[[Word], str | None]

PLACE: Final = "place:"
TARGET: Final = "→"  # before an anchor that something is done to, or that it is directed at
_AT: Final = frozenset(("to", "on", "against", "with", "toward", "towards", "for", "over", "upon", "at"))
_LOCAL: Final = frozenset(("in", "of", "across", "inside", "within", "throughout", "around", "over"))


def is_actor(word: Word, actor_of: Anchors) -> bool:
    """Whether a word is the head of an actor's mention."""
    return mention(word, actor_of) is not None


def mention(word: Word, actor_of: Anchors) -> str | None:
    """The actor whose mention this word is the head of: the mention ends with it, or holds its whole name."""
    best: tuple[int, str] | None = None
    for span, actor in actor_of(_reach(word)):
        if not (span.start <= word.start and word.end <= span.end):
            continue
        if not _heads_mention(word, span):
            continue
        size = span.end - span.start
        if best is None or size > best[0]:
            best = size, actor
    return best[1] if best else None


def _reach(word: Word) -> Span:
    words = [word, *word.children]
    for child in word.children:
        words += child.subtree() if child.dep not in ("conj", "cc", "punct") else []
    return Span(min(w.start for w in words), max(w.end for w in words))


def _heads_mention(word: Word, span: Span) -> bool:
    """Whether ``word`` is the top word of ``span``."""
    return word.head is word or not (span.start <= word.head.start and word.head.end <= span.end)


def below_of(word: Word, inside: set[int]) -> list[Word]:
    """The words below the theme that belong to it: not what is coordinated with it, nor how it was done."""
    out = [word]
    for child in word.children:
        means = child.dep == "prep" and any(c.dep == "pcomp" for c in child.children)
        if child.dep not in ("conj", "cc", "punct", "advcl", "mark") and not means and id(child) in inside:
            out += [w for w in child.subtree() if id(w) in inside]
    return out


def anchors_of(
    word: Word, below: Sequence[Word], owners: Iterable[Word], actor_of: Anchors, place_of: Place, *, deed: bool
) -> tuple[str, ...]:
    """Whom it is done to or directed at (marked ``TARGET``), at most two; else whose it is; else the place."""
    parts: list[tuple[Word, bool]] = []
    for child in word.children:
        if child not in below:
            continue
        done_to = child.dep in ("dobj", "obj", "dative") or (child.dep == "nsubjpass" and deed)
        at = child.dep == "prep" and (child.lower in _AT or (deed and child.lower in ("of", "in", "into")))
        parts.append((child, done_to or at))
    parts.sort(key=lambda part: (not part[1], part[0].dep != "dobj"))
    doers = [(child, False) for child in word.children if child.dep in ("nsubj", "poss", "agent")]
    subtrees = [([w for w in child.subtree() if w in below], at) for child, at in parts if child.dep != "agent"]
    subtrees += [(o.subtree(), False) for o in owners] + [(child.subtree(), False) for child, _ in doers]
    for found_in in (actor_of, place_of):
        for words, at in subtrees:
            found = inside_of(words, actor_of) if found_in is actor_of else _where(words, place_of)
            if found:
                return tuple(sorted(f"{TARGET if at else ''}{a}" for a in dict.fromkeys(found[: 2 if at else 1])))
    return ()


def _where(words: Sequence[Word], place_of: Place) -> list[str]:
    return [place for w in words if _stands(w) and (place := place_of(w))][:1]


def _stands(word: Word) -> bool:
    """Whether a word says where or whose: "in Iraq", "of Iraq", "Iraq's", "Iraqi", "invade Iraq"."""
    if word.dep == "compound" and word.head.pos == "PROPN":
        return False
    return word.dep in ("amod", "poss", "compound", "nmod", "dobj") or (
        word.dep == "pobj" and word.head.lower in _LOCAL
    )


def inside_of(words: Sequence[Word], found_in: Anchors) -> list[str]:
    """Who is mentioned among ``words``, largest mentions first taken, in the order of the text."""
    if not words:
        return []
    whole = Span(min(w.start for w in words), max(w.end for w in words))
    rows = [(s, a) for s, a in found_in(whole) if whole.start <= s.start and s.end <= whole.end]
    rows = [(s, a) for s, a in rows if any(w.start >= s.start and w.end <= s.end for w in words)]
    rows.sort(key=lambda row: (row[0].start, -(row[0].end - row[0].start)))
    out: list[str] = []
    end = -1
    for span, actor in rows:
        if span.start >= end:  # what lies inside a longer mention is part of its name
            out.append(actor)
            end = span.end
    return list(dict.fromkeys(out))
