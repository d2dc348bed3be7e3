"""Names of bodies that the parser missed or cut: capitalised words around one that such names are made of.

"Shantou University", "the Armenian Patriarchate of Jerusalem", "the Program on Peace-building and Rights". Two names
joined by "and" that the parser took for one are told apart here too.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Final

from aitia.language.page import Page, Sentence, Word
from aitia.lexicon.bodies import bodies

_SMALL: Final = frozenset(["of", "for", "on", "the", "and", "&", "to", "in"])
_KINDS: Final = frozenset(
    """academy agency alliance assembly association board brotherhood bureau center centre chamber club coalition
    college command commission committee confederation conference congress consortium corporation council court
    department dialogue directorate federation forum foundation front fund group guild hospital initiative
    institute institution league ministry mission mosque movement network observatory office organisation
    organization parliament party patriarchate police project program programme secretariat senate service society
    syndicate taskforce tribunal trust union university""".split()
)
_CAPITALS: Final = 0.5  # share of capitalised words from which a sentence is a headline


def missed_bodies(page: Page, taken: Container[int], states: Container[int]) -> Iterator[tuple[int, int]]:
    """Runs ``[start, end)`` of words that name a body; ``taken`` words are in other names, ``states`` may be in one."""
    for sentence in page.sentences:
        if not sentence.is_content or _is_headline(sentence):
            continue
        last = -1
        for word in sentence.words:
            if word.i <= last or word.lower not in _KINDS or not _is_capital(word) or word.i in taken:
                continue
            start = _left(page.words, word, taken, states)
            end = _right(page.words, word)
            owned = start > 0 and page.words[start - 1].tag == "POS"  # "the Coalition's Small Group"
            if not owned and (word.i - start >= 1 or end - word.i > 2):
                last = end - 1
                yield start, end


def _is_headline(sentence: Sentence) -> bool:
    words = [w for w in sentence.words if w.text[:1].isalpha()]
    return sum(w.text[:1].isupper() for w in words) > _CAPITALS * len(words) + 1


def _is_capital(word: Word) -> bool:
    return word.text[:1].isupper() and word.pos in ("PROPN", "NOUN", "ADJ")


def _left(words: list[Word], word: Word, taken: Container[int], states: Container[int]) -> int:
    start = word.i
    first = word.sent.words[0].i
    while start > first:
        before = words[start - 1]
        if before.text in ("-", "‑", "–") and start - 2 >= first and before.end == words[start].start:
            if not words[start - 2].text[:1].isupper() or words[start - 2].i in taken:
                break
            start -= 2  # "Anti-Persecution"
            continue
        free = before.i not in taken or before.i in states
        if not _is_capital(before) or not free or before.tag in ("POS",) or before.ent in ("DATE", "PERSON"):
            break
        start -= 1
    return start


def _right(words: list[Word], word: Word) -> int:
    """After the name: on over "of", "for" … and further capitals."""
    end, limit = word.i + 1, min(len(words), word.i + 10)
    while end < limit and words[end].sent is word.sent:
        step = end
        while step < limit and words[step].lower in _SMALL and step - end < 2:
            step += 1
        if step >= limit or not _is_capital(words[step]) or words[step].sent is not word.sent:
            break
        joined = words[end].lower if step > end else ""
        if joined in ("and", "&", "to", "in") or (not joined and words[step].ent == "PERSON"):
            break
        end = step + 1
    return end


def joined_names(words: list[Word], start: int, end: int) -> list[tuple[int, int]]:
    """ "Cornell and Technion": two names, unless the first is of a kind that has "and" in it."""
    cut = next((i for i in range(start + 1, end - 1) if words[i].lower in ("and", "&")), None)
    if cut is None or any(words[i].lower in _KINDS or (words[i].lower,) in bodies() for i in range(start, end)):
        return [(start, end)]
    plain = words[cut].lower == "and" and words[cut + 1].text[:1].isupper() and cut - start <= 2 and end - cut <= 3
    joined = words[cut + 1].dep == "conj" or words[end - 1].dep == "conj"
    return [(start, cut), (cut + 1, end)] if plain and joined else [(start, end)]
