"""Subjects of clauses behind an "as" that the parser takes for a preposition: "as raids, fires and floods are …"."""

from __future__ import annotations

from typing import Final

from aitia.language.page import Word

_FAR: Final = 24
_INNER: Final = frozenset(["NOUN", "PROPN", "ADJ", "DET", "ADP", "CCONJ", "ADV", "NUM", "PART"])
# verbs whose "as" names a part that somebody plays
_ROLES: Final = frozenset(
    """act appoint cast consider count denounce depict describe dismiss elect emerge hail hire identify know name
    portray pose present quote regard reject resign rule see serve treat use view work""".split()
)
_PARTICIPLES: Final = frozenset(["VBG", "VBN", "VBD"])
_FINITE: Final = frozenset(["VBP", "VBZ", "VBD", "MD"])


def subjects_behind_as(verb: Word) -> list[list[Word]]:
    """The phrases between such an "as" and a finite verb; nothing where it is parsed as a clause."""
    words = verb.sent.words
    base = words[0].i
    first = min([verb, *(c for c in verb.children if c.dep in ("aux", "auxpass", "neg") and c.i < verb.i)], key=_index)
    if not (first.tag in _FINITE or verb.tag in _FINITE):
        return []
    end = first.i - base
    opener = _opener(words, end)
    if opener is None:
        return []
    inner = words[opener + 1 : end]
    if not inner or inner[-1].pos not in ("NOUN", "PROPN") or not all(_nominal(w, inner) for w in inner):
        return []
    parts: list[list[Word]] = [[]]
    for w in inner:
        if w.text == "," or w.pos == "CCONJ":
            if parts[-1]:
                parts.append([])
        else:
            parts[-1].append(w)
    plain = all(p and p[-1].pos in ("NOUN", "PROPN") and not any(w.pos == "ADP" for w in p) for p in parts)
    return parts if plain and len(parts) > 2 else [inner]


def within_subjects(word: Word) -> bool:
    """Whether a participle stands in such subjects of a later verb: "as closed roads and raids are …"."""
    words = word.sent.words
    base = words[0].i
    if word.tag not in _PARTICIPLES or _opener(words, word.i - base) is None:
        return False
    for later in words[word.i - base + 1 : word.i - base + 1 + _FAR]:
        if later.pos == "VERB" and any(word in part for part in subjects_behind_as(later)):
            return True
    return False


def _opener(words: list[Word], end: int) -> int | None:
    """Where the nearest "as" stands, if it is parsed as a preposition that opens a clause."""
    for k in range(end - 1, max(-1, end - _FAR), -1):
        if words[k].lower == "as":
            before = words[k - 1].lower if k else ""
            after = words[k + 1].lower if k + 1 < len(words) else ""
            compared = before in ("as", "such", "so", "well", "same") or after in ("a", "an")
            taken = compared or words[k].dep != "prep" or words[k].head.lemma in _ROLES
            return None if taken else k
    return None


def _nominal(word: Word, inner: list[Word]) -> bool:
    if word.text == "," or word.pos in _INNER:
        return word.lower not in ("to", "not", "that")
    at = word.i - inner[0].i
    return word.tag in _PARTICIPLES and at + 1 < len(inner) and inner[at + 1].pos in ("NOUN", "PROPN", "ADJ")


def _index(word: Word) -> int:
    return word.i
