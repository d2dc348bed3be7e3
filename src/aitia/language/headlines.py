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
_STOP: Final = re.compile(r"[.!?][\"'”’)]*\s[\s\"'“‘(]*$")  # between two words
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
_COMMON: Final = frozenset(  # closed classes, and what the parser's tables of words lack
    """although amid amidst among amongst anybody anyone anything because beside cannot ceasefire crackdown cyberattack
    doing else etc everybody everyone everything genocidal gunship he her him his i if it its machinegun me my neither
    nobody nor nothing onto our per she somebody someone something their them they thru toward towards unless upon us
    versus via we whatever whenever whereas whereby wherever whether whichever whoever whom whose women you your yours
    """.split()
)
_UNLIKELY: Final = frozenset(["eff", "male", "pis", "us", "vox", "who"])  # names that are far oftener other words
# longer words that headlines leave small
_SMALL: Final = frozenset(
    """about after against ahead along amid among around been before behind below between beyond despite does during
    following from have into its just like near onto over past says than that their them they this through toward
    towards under until upon what when where whether which while will with within without would""".split()
)
_TITLES: Final = frozenset("capt col cpl dr gen gov jr lt mr mrs ms msgr rep rev sen sgt sr st".split())
_SHORTENED: Final = re.compile(r"(?:n['’]t|['’](?:d|ll|m|re|s|ve)|(?<=s)['’])$")
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
    words = [m.group() for m in found]
    keep = _names(words)
    bracketed = {m.group() for n, m in enumerate(found) if _is_bracketed(text, m, words[max(0, n - 12) : n])}
    out: list[str] = []
    position, first, initial = 0, True, False
    for number, match in enumerate(found):
        word, between = match.group(), text[position : match.start()]
        first = first or (bool(_STOP.search(between)) and not initial)
        initial = _is_initial(text, match)
        lowered = word.lower()
        if between[-1:].isdigit():
            shown = lowered  # "6TH"
        elif len(lowered) != len(word) or word in bracketed or initial or _is_abbreviation(lowered):
            shown = word
        elif keep.get(number, 0) > 1 or (number in keep and (lowered not in _UNLIKELY or words[number - 1] == "THE")):
            shown = word if number in _abbreviated(words, number) else word.capitalize()
        elif _is_common(lowered) and lowered not in _TITLES:
            shown = word.capitalize() if first or lowered == "i" else lowered
        else:
            shown = word.capitalize()
        out.extend((between, shown))
        position, first = match.end(), False
    out.append(text[position:])
    return "".join(out)


def _is_bracketed(text: str, match: re.Match[str], before: list[str]) -> bool:
    """Whether a word fills its brackets and abbreviates what stands before: "European Economic Community (EEC)"."""
    word = match.group()
    if text[match.start() - 1 : match.start()] != "(" or text[match.end() : match.end() + 1] != ")" or len(word) > 8:
        return False
    first = [w[0] for w in before if w not in ("OF", "THE", "FOR", "AND", "IN", "ON", "TO")][-len(word) :]
    return not _is_common(word.lower()) or "".join(first) == word


def _is_initial(text: str, match: re.Match[str]) -> bool:
    """Whether a letter stands for a word: the parts of "U.S."."""
    if len(match.group()) > 1:
        return False
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
    return after.startswith(".") and (after[1:].isalpha() or (before.endswith(".") and before[:1].isalpha()))


def _is_abbreviation(word: str) -> bool:
    """Whether a short word in small letters has no vowel, so that nobody can speak it: "gmt"."""
    return 1 < len(word) <= 5 and word not in _TITLES and not _VOWEL.search(word)


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
    longer = [w for w in words if len(w) > 3 and w not in _SMALL]
    if len(words) < 4 or len(longer) < 3 or all(w.isupper() for w in longer):
        return False
    if sum(w[0].isupper() for w in longer) < _SHARE * len(longer):
        return False
    return sum(_is_common(w.lower()) for w in longer) >= 2


def _names(words: list[str]) -> dict[int, int]:
    """Positions of words that make up a name of the registry, with the number of words of that name."""
    parts = [(atoms(w) or ("",))[0] for w in words]
    known = registry().aliases
    keep: dict[int, int] = {}
    for i, part in enumerate(parts):
        for alias in known.get(part, ()):
            n = len(alias.atoms)
            if alias.atoms == tuple(parts[i : i + n]) and (n > 1 or alias.sure):
                keep |= {j: max(n, keep.get(j, 0)) for j in range(i, i + n)}
                break
    for i, part in enumerate(parts):
        if part in _REGIONS:
            keep.setdefault(i, 1)
    for i, part in enumerate(parts):
        if part in _COMPASS and (i + 1 in keep or parts[i + 1 : i + 2] == ["east"]):
            keep.setdefault(i, 1)
    return keep


@lru_cache(maxsize=20_000)
def _is_common(word: str) -> bool:
    plain = _SHORTENED.sub("", word)
    forms = [plain]
    if plain.endswith("men"):
        forms.append(plain[:-2] + "an")
    elif plain.endswith(("ed", "est", "s")):
        forms.append(plain[:-2] if plain.endswith("est") else plain[:-1])  # died, largest, gunships
    return any(f in _COMMON or is_word(f) for f in forms) or (len(plain) > 6 and plain.endswith(_ENDINGS))
