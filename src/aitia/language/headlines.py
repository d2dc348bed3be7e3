"""Headlines In Title Case and texts IN CAPITALS, given back the small letters that tell verbs from names.

The parser takes every capital for a name. Letters only change their case, so all offsets stay. Words stay as they are
when the registry of actors knows them as a name, when they are all capitals, or when they are no common words.

Example: "France Condemns Attack on Mali" → "France condemns attack on Mali".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from aitia.language.repair import is_word
from aitia.lexicon.actors import atoms, registry

MAX_HEADLINE: Final = 240
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_STOP: Final = re.compile(r"[.!?]\s")
_VOWEL: Final = re.compile(r"[aeiouy]")
_SHARE: Final = 0.8
_REGIONS: Final = frozenset(
    """africa america americas asia balkans caribbean caucasus europe gulf kremlin mediterranean monday tuesday
    wednesday thursday friday saturday sunday january february april june july august september october november
    december""".split()
)
_COMPASS: Final = frozenset(
    ["north", "south", "east", "west", "northern", "southern", "eastern", "western", "new", "middle"]
)
_COMMON: Final = frozenset(["amid", "amidst", "versus", "upon", "cyberattack", "crackdown", "ceasefire"])
_ENDINGS: Final = ("tion", "sion", "ment", "ness", "ity", "tions", "sions", "ments")


def sentence_case(text: str) -> str:
    """The text as it is; a line in title case or a text in capitals with common words in small letters."""
    if is_all_capitals(text):
        return _from_capitals(text)
    if len(text) > MAX_HEADLINE or not is_title_case(text):
        return text
    found = list(_WORD.finditer(text))
    keep = _names([m.group() for m in found])
    out, position = [], 0
    for number, match in enumerate(found):
        word = match.group()
        out.append(text[position : match.start()])
        lowered = word.lower()
        common = word.istitle() and number > 0 and number not in keep and len(lowered) == len(word)
        out.append(lowered if common and _is_common(lowered) else word)
        position = match.end()
    out.append(text[position:])
    return "".join(out)


def is_all_capitals(text: str) -> bool:
    """Whether a text of some length has hardly a small letter, as wire copy once had."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 40 and sum(c.isupper() for c in letters) > 0.9 * len(letters)


def _from_capitals(text: str) -> str:
    """Small letters for common words, a capital for names and after full stops; abbreviations stay."""
    found = list(_WORD.finditer(text))
    keep = _names([m.group() for m in found])
    out: list[str] = []
    position, first = 0, True
    for number, match in enumerate(found):
        word, between = match.group(), text[position : match.start()]
        first = first or bool(_STOP.search(between))
        lowered = word.lower()
        if len(lowered) != len(word) or (len(word) <= 5 and not _is_common(lowered) and not _VOWEL.search(lowered)):
            shown = word  # an abbreviation
        elif number in keep and not (_is_common(lowered) and len(word) < 5):
            shown = word if number in _abbreviated([m.group() for m in found], number) else word.capitalize()
        elif _is_common(lowered):
            shown = word.capitalize() if first else lowered
        else:
            shown = word.capitalize()
        out.extend((between, shown))
        position, first = match.end(), False
    out.append(text[position:])
    return "".join(out)


def _abbreviated(words: list[str], number: int) -> tuple[int, ...]:
    """The position itself if the registry writes this word in capitals ("FMLN", "US")."""
    part = (atoms(words[number]) or ("",))[0]
    forms = [a.text for a in registry().aliases.get(part, ()) if len(a.atoms) == 1]
    return (number,) if forms and all(f.lstrip("?").replace(".", "").isupper() for f in forms) else ()


def is_title_case(text: str) -> bool:
    """Whether nearly all longer words begin with a capital, and some of them are common words."""
    if text.rstrip("\"'”’ ").endswith("."):
        return False
    words = [m.group() for m in _WORD.finditer(text)]
    longer = [w for w in words if len(w) > 3]
    if len(words) < 4 or len(longer) < 3 or all(w.isupper() for w in longer):
        return False
    if sum(w[0].isupper() for w in longer) < _SHARE * len(longer):
        return False
    return sum(_is_common(w.lower()) for w in longer) >= 2


def _names(words: list[str]) -> set[int]:
    """Positions of words that make up a name of the registry."""
    parts = [(atoms(w) or ("",))[0] for w in words]
    known = registry().aliases
    keep: set[int] = set()
    for i, part in enumerate(parts):
        for alias in known.get(part, ()):
            n = len(alias.atoms)
            if alias.atoms == tuple(parts[i : i + n]) and (n > 1 or alias.sure):
                keep.update(range(i, i + n))
                break
    keep.update(i for i, part in enumerate(parts) if part in _REGIONS)
    keep.update(
        i for i, part in enumerate(parts) if part in _COMPASS and (i + 1 in keep or parts[i + 1 : i + 2] == ["east"])
    )
    return keep


@lru_cache(maxsize=20_000)
def _is_common(word: str) -> bool:
    plain = word.removesuffix("'s").removesuffix("’s")
    return plain in _COMMON or is_word(plain) or (len(plain) > 6 and plain.endswith(_ENDINGS))
