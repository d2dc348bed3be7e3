"""Somebody of a party called by its name: "the Arizona Republican said" is a person, "the Republican plan" is not."""

from __future__ import annotations

from typing import Final

from aitia.language.page import Word
from aitia.lexicon.actors import Registry, fold

_ALONE: Final = frozenset(["dobj", "nsubj", "nsubjpass", "pobj", "poss"])


def is_partisan(word: Word, registry: Registry) -> bool:
    """Whether a party's name stands for one of its people: singular, with an article, and no part of another noun."""
    if word.tag not in ("NN", "NNP") or word.dep not in _ALONE or not word.text.istitle() or len(word.text) < 4:
        return False
    if not any(c.dep == "det" and c.lower in ("the", "this") for c in word.children):
        return False
    fits = (a for a in registry.aliases.get(fold(word.text), ()) if len(a.atoms) == 1)
    return any("PTY" in a.entry.code.split() and f"{a.text}s" in a.entry.aliases for a in fits)
