"""Abbreviations that a page explains itself, which beats what the registry knows by the same letters.

Example: "the Morazanist Patriotic Front (FPM) ... the FPM": not the Lebanese party of these initials.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from aitia.language.page import Page, Word
from aitia.lexicon.actors import Entry, atoms, fold

_SMALL: Final = frozenset("a an and at de del des di do du e el et for in la las le les los of on the to y".split())
_OPENING: Final = frozenset(['"', "“", "``", "«"])
_CLOSING: Final = frozenset(['"', "”", "''", "»"])
_LETTERS: Final = range(2, 9)
_SPARE: Final = 2  # words of the name more than letters
_SHARED: Final = 0.5


def introductions(page: Page) -> dict[str, tuple[int, int]]:
    """Each abbreviation that stands in parentheses after the name it is made of, and the words of that name."""
    out: dict[str, tuple[int, int]] = {}
    words = page.words
    for w in words[2:-1]:
        short = w.text.replace(".", "")
        if words[w.i - 1].text != "(" or words[w.i + 1].text not in (")", ",", ";") or short in out:
            continue
        if short.isalpha() and short.isupper() and len(short) in _LETTERS and w.sent.is_content:
            start = _begin(words, w.i - 1, short.lower())
            if start is not None:
                out[short] = (start, w.i - 1)
    return out


def _begin(words: list[Word], end: int, letters: str) -> int | None:
    """Where the name before word ``end`` begins whose words have these initials, in whatever order."""
    missing = Counter(letters)
    spare = _SPARE
    for word in reversed(words[max(0, end - 3 * len(letters) - 2) : end]):
        if word.sent is not words[end].sent:
            return None
        if word.lower in _SMALL or word.text in ("-", "‑", "'s", "’s", "&", '"', "”", "“", "'"):
            continue
        initial = fold(word.text)[:1]
        if not word.text[:1].isupper() or not initial.isalpha():
            return None
        if missing[initial] > 0:
            missing[initial] -= 1
        else:
            spare -= 1
        if spare < 0:
            return None
        if not any(missing.values()):
            return word.i
    return None


def quoted_names(page: Page) -> Iterator[tuple[int, int]]:
    """Names in quotation marks that an abbreviation follows: the “Alfaro Lives, Damnit” (AVC) group."""
    words = page.words
    for w in words[4:-1]:
        if words[w.i - 1].text != "(" or words[w.i - 2].text not in _CLOSING or words[w.i + 1].text != ")":
            continue
        if not (w.text.isalpha() and w.text.isupper() and len(w.text) in _LETTERS):
            continue
        inside = []
        for word in reversed(words[max(0, w.i - 11) : w.i - 2]):
            if word.text in _OPENING or word.sent is not w.sent:
                break
            inside.append(word)
        opened = inside and inside[-1].i and words[inside[-1].i - 1].text in _OPENING
        telling = [x for x in inside if x.text.isalpha() and x.lower not in _SMALL]
        if opened and telling and all(x.text[:1].isupper() for x in telling):
            yield inside[-1].i, w.i - 2


def means_another(entry: Entry, words: Iterable[Word]) -> bool:
    """Whether the name a page gives with an abbreviation is not the registry's actor that is abbreviated alike."""
    full = {a for w in words for a in atoms(w.text)} - _SMALL
    names = [set(atoms(n.lstrip("?"))) - _SMALL for n in (entry.name, *entry.aliases)]
    return bool(full) and max((len(full & n) / len(full) for n in names), default=0.0) < _SHARED


def occurrences(page: Page, short: str) -> Iterator[Word]:
    """Every word of a page that is an abbreviation."""
    return (w for w in page.words if w.text.replace(".", "") == short)
