"""Find words that lost the blank between them, such as "toauthorize" or "policiesthat".

A run of letters is split only if it is no word itself and exactly two known words make it up, one of them a common
function word or a verb form. Known words come from the parser's own lemma tables.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, Final

_CANDIDATE: Final = re.compile(r"[a-z]{6,24}")
_FUNCTION: Final = frozenset(
    """about after against and are before between but could during for from had has have how into its more not of on or
    our over should since than that the their them then there these they this those through to under until was were
    what when where which while who will with without would""".split()
)
_SHORT_RIGHT: Final = frozenset(
    "the to of and that for with from by in on as at his her its was were is are has had".split()
)
_REFLEXIVE: Final = frozenset("myself yourself himself herself itself ourselves yourselves themselves oneself".split())
_SUFFIXES: Final = tuple(
    (ending.split("=")[0], ending.split("=")[1])
    for ending in """ies=y es= s= ing= ing=e ed= ed=e ied=y er= er=e est= ly= ally= ily=y ness= ism= ist= ists= ers=
    ers=e ings= less= ful=""".split()
)
_PREFIXES: Final = (
    "un",
    "re",
    "pre",
    "anti",
    "counter",
    "over",
    "under",
    "non",
    "mis",
    "dis",
    "inter",
    "post",
    "pro",
    "sub",
    "super",
    "trans",
    "out",
    "self",
    "co",
    "de",
    "ex",
    "multi",
    "micro",
    "semi",
    "ultra",
    "bio",
    "cyber",
    "geo",
    "neo",
    "para",
    "socio",
)


@cache
def _known() -> frozenset[str]:
    """Lemmas and irregular forms that the parser's lemmatizer knows."""
    from aitia.language.parse import load_parser

    nlp: Any = load_parser()
    tables = nlp.get_pipe("lemmatizer").lookups
    words: set[str] = set(_FUNCTION | _SHORT_RIGHT | _REFLEXIVE)
    for name in ("lemma_index", "lemma_exc"):
        if name in tables.tables:
            for entries in tables.get_table(name).values():
                words.update(w for w in entries if isinstance(w, str))
    return frozenset(w for w in words if w.isascii() and w.isalpha())


def is_word(word: str) -> bool:
    """Whether a word in small letters is a common English word or an inflected form of one."""
    known = _known()
    if word in known or word in _FUNCTION:
        return True
    for suffix, ending in _SUFFIXES:
        if word.endswith(suffix):
            stem = word[: -len(suffix)]
            if len(stem) > 2 and (stem + ending in known or (stem[-1] == stem[-2] and stem[:-1] in known)):
                return True
    return False


def _is_compound(word: str) -> bool:
    return any(word.startswith(p) and len(word) - len(p) > 3 and is_word(word[len(p) :]) for p in _PREFIXES)


@lru_cache(maxsize=20_000)
def _split(word: str) -> int:
    if is_word(word) or _is_compound(word):
        return 0
    cuts = []
    for cut in range(2, len(word) - 1):
        left, right = word[:cut], word[cut:]
        grammar = (left in _FUNCTION and len(right) >= 5) or (right in _FUNCTION | _SHORT_RIGHT and len(left) >= 5)
        content = len(left) >= 5 and len(right) >= 5 and left.endswith(("ed", "ing", "ly"))
        if (grammar or content) and is_word(left) and is_word(right):
            cuts.append(cut)
    return cuts[0] if len(cuts) == 1 else 0


def fused_at(run: str) -> int:
    """Where a blank is missing inside ``run`` (characters between blanks), or 0."""
    if len(run) < 8:
        return 0
    found = _CANDIDATE.fullmatch(run.rstrip(".,;:!?\"'”’)"))
    return _split(found.group()) if found is not None and len(found.group()) >= 8 else 0
