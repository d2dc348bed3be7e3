"""What is said behind a noun that tells which people are meant: "the men | in hoods", "people | who fled the delta"."""

from __future__ import annotations

from typing import Final

from aitia.language.page import Word

_OF_WHERE: Final = frozenset(
    "along around at behind beneath beyond from in inside near of on outside under with".split()
)
_PEOPLE: Final = frozenset(["boy", "child", "girl", "man", "woman"])
_ADDED: Final = frozenset([",", "–", "—", "-", "("])


def behind(noun: Word) -> tuple[str, ...]:
    """The words behind a noun for just anybody by which these are known from others; none where nothing tells."""
    if noun.lemma.lower() not in _PEOPLE:
        return ()
    found: list[str] = []
    for c in noun.children:
        if c.i < noun.i:
            continue
        if c.dep == "prep" and c.lower in _OF_WHERE:
            found += [f"{c.lower} {w.lemma.lower()}" for w in c.children if w.dep == "pobj"]
        elif c.dep in ("acl", "relcl") and not _is_added(noun, c):
            found.append(c.lemma.lower())
    return tuple(found)


def _is_added(noun: Word, clause: Word) -> bool:
    first = clause.subtree()[0].i
    return any(w.text in _ADDED for w in noun.sent.words if noun.i < w.i <= first)
