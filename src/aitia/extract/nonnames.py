"""What a parser takes for a person's name and is none: a word at the head of a sentence, a river, a place one is at.

A single word is a person only where something speaks for it: a title, a given name, somebody met before, a verb it does
or suffers; "the Danube", "at Atmeh", "the Donka hospital", "Calm is what they want" are nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aitia.extract.placing import LOCATIVE, REGION_NOUNS
from aitia.language.page import Page, Word
from aitia.language.repair import is_word
from aitia.lexicon.actors import Registry, atoms, first_names, fold
from aitia.lexicon.calendar import ZONE_NAMES
from aitia.lexicon.events import event_lexicon
from aitia.lexicon.places import country_of

_AT: Final = LOCATIVE | {"at", "on", "via"}
_PARTS: Final = frozenset(["compound", "nmod", "amod"])
# what lies in or at a place: "the Donka hospital" is no hospital of somebody called Donka
_PLACES: Final = REGION_NOUNS | frozenset(
    """airport bank base bridge camp canal crossing dam field gate government highway hospital junction market massacre
    mine pass peninsula plain port power prison process quarter refinery reservoir school square station strait
    tunnel""".split()
)


def is_nobody(page: Page, start: int, end: int, known: Registry) -> bool:
    """Whether words that the parser took for a person of whom nothing else is known name none."""
    words = page.words[start:end]
    if not words[0].text[:1].isupper() and not any(w.text[:1].isupper() for w in words[1:]):
        return True
    if any(c.isdigit() for w in words for c in w.text):
        return True
    if fold(words[0].text) in first_names() and len(words) > 1:
        return False
    if len(words) == 1 and any(a.atoms == atoms(words[0].text) for a in known.aliases.get(fold(words[0].text), ())):
        return False  # a name that may mean other things
    head = next((w for w in reversed(words) if w.head is w or not start <= w.head.i < end), words[-1])
    if len(words) == 1 and _begins(words[0]) and _is_everyday(page, words[0]):
        return fold(words[0].text) not in known.surnames  # "Gandhi", which of them is not plain
    part = len(words) == 1 and head.dep in _PARTS and head.head.text.islower() and is_word(words[0].lower)
    if part and event_lexicon().of("noun", words[0].lower):
        return True  # "charged with Assault 1st degree"
    if len(words) == 1 and any(c.dep == "det" and c.lower in ("the", "a", "an") for c in head.children):
        return True
    if head.dep in _PARTS and head.head.i > head.i and head.head.text.islower() and head.head.lemma in _PLACES:
        return True
    return head.dep == "pobj" and head.head.lower in _AT and not _has_company(head)


_ZONES: Final = frozenset(z for z in ZONE_NAMES if len(z) > 2)  # behind a clock
_ADJECTIVES: Final = ("al", "ied", "ic", "ive", "ous")
_OFFICES: Final = frozenset("secretary secretaries minister ministers undersecretary".split())


def is_attribute(words: Sequence[Word], start: int, end: int, known: Registry) -> bool:
    """Whether words taken for a body only say what somebody is or is from.

    "[Transportation] Secretary", "the [Independent Vermont] senator".
    """
    last, after = words[end - 1], words[end] if end < len(words) else None
    bare = end - start == 1 and not (start and words[start - 1].lower == "the")  # "the Union"
    if bare and last.text in _ZONES:
        return True
    if bare and last.text.istitle() and is_word(last.lower):
        if event_lexicon().of("noun", last.lower):
            return True
        if last.dep in _PARTS and last.lower.endswith(_ADJECTIVES) and last.head.text.islower():
            return True  # "Allied troops"
    if after is None or after.sent is not last.sent:
        return False
    if after.lower in _OFFICES and all(is_word(w.lower) for w in words[start:end] if w.text.isalpha()):
        return True
    agent = known.agents.get(after.lemma)
    if agent is None or agent.kind != "person" or not after.text.islower() or last.head is not after:
        return False
    return end - start > 1 and is_word(words[start].lower) and bool(country_of(last.text))


def _begins(word: Word) -> bool:
    sentence: Sequence[Word] = word.sent.words
    first = next((w for w in sentence if any(map(str.isalnum, w.text))), None)  # "## Background"
    return first is word


def _is_everyday(page: Page, word: Word) -> bool:
    """A common word that the text nowhere else writes with a capital."""
    if not is_word(word.lower):
        return False
    return not any(w.text == word.text and w is not word and not _begins(w) for w in page.words)


def _has_company(head: Word) -> bool:
    """Whether something is said of the name that is said of people: an apposition, a relative clause with "who"."""
    return any(
        c.dep == "appos" or (c.dep == "relcl" and any(w.lower in ("who", "whom", "whose") for w in c.subtree()))
        for c in head.children
    )
