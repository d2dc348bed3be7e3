"""Where a name begins and ends that the parser found: without article, possessor and what only joins it to others.

Example: "Beyond [Washington]", "and [International Press]", "[Institute for the Study of Human Rights]".
"""

from __future__ import annotations

from typing import Final

from aitia.language.page import Page, Word
from aitia.language.repair import is_word
from aitia.lexicon.actors import Alias, Registry, common_surnames, first_names, fold, registry
from aitia.lexicon.claims import cue_entries
from aitia.lexicon.events import event_lexicon

# with these no name begins
_JOINTS: Final = frozenset(["CC", "IN", "MD", "PRP", "PRP$", "TO", "WDT", "WP", "WRB"])
_JOINING: Final = frozenset("and beyond but by from nor of or than with".split())
_RANKS: Final = frozenset("capt col gen gov lt maj rep sen sgt".split())
_DASHES: Final = frozenset(["-", "–", "—", "--"])
_PACTS: Final = frozenset("accord accords agreement convention conventions declaration protocol treaty".split())
_KIN: Final = frozenset(
    """aunt boyfriend brother cousin daughter ex-wife fiancé fiancée father girlfriend grandfather grandmother husband
    mother nephew niece sister son stepfather stepmother uncle widow wife""".split()
)
BODY_WORDS: Final = frozenset(
    """academy agency alliance assembly association authority board bureau center centre church coalition college
    command commission committee conference congress convention council counsel court department directorate
    federation force forces foundation front fund group guard house institute institution league ministry
    mission movement office organisation organization party patriarchate program programme project society
    tribunal union university""".split()
)


def trimmed(words: list[Word], start: int, end: int) -> tuple[int, int]:
    """What of the parser's name is the name: no prefix, no article, no joint, no possessive sign."""
    for i in range(start + 1, min(end - 1, start + 3)):  # "pro-Rubio", "Weak - Rubio": not part of the name
        prefix = words[i - 1].lower in ("anti", "ex", "mid", "non", "post", "pre", "pro")
        if words[i].text in ("-", "–", "—", "‑") and (prefix or words[i].start > words[i - 1].end):
            start = i + 1
    while start < end and (
        words[start].lower in ("the", "a", "an", "this", "that")
        or words[start].pos == "PUNCT"
        or _joins(words, start, end)
    ):
        start += 1
    while start < end and (
        words[end - 1].text in ("'s", "’s", "'", "’")
        or words[end - 1].pos == "PUNCT"
        or words[end - 1].lower in ("of", "in", "for", "and", "the", "at")
    ):
        end -= 1
    return start, end


def _joins(words: list[Word], start: int, end: int) -> bool:
    """Whether a word only joins a name to what stands before it: "and | International Press"."""
    word = words[start]
    if end - start < 2 or words[start + 1].text in ("-", "‑", "–", ".") or (word.text.isupper() and len(word.text) < 2):
        return False
    begins = word is word.sent.words[0]
    return word.lower in _JOINING or (word.tag in _JOINTS and (begins or word.text.islower()))


def given_first(words: list[Word], start: int, end: int) -> int:
    """Where a person's name begins that the parser began with a word for what he is: "Conservative | Ida Brandt"."""
    while end - start > 2 and fold(words[start + 1].text) in first_names() and _is_calling(words[start]):
        start += 1
    return start


def _is_calling(word: Word) -> bool:
    """Whether a word before a given name tells a party, an office, a rank or a deed: "MLA", "Treasurer", "Follow"."""
    low = word.lower
    if fold(word.text) in first_names():
        return False
    if low in _RANKS or (word.text.isupper() and 2 <= len(word.text) <= 4 and not _shouts(word)):
        return True
    everyday = is_word(low) and (low.endswith(("al", "er", "ist", "ive", "man", "or")) or word.tag.startswith("VB"))
    return everyday or low in registry().agents


def _shouts(word: Word) -> bool:
    """Whether a sentence is written in capitals."""
    letters = [w for w in word.sent.words if w.text.isalpha() and len(w.text) > 1]
    return sum(w.text.isupper() for w in letters) > len(letters) / 2


def before_verb(words: list[Word], start: int, end: int) -> int:
    """Where a person's name ends that the parser took a headline's verb into: "Ida Brandt | Endorses"."""
    last = words[end - 1].lower
    if end - start < 3 or fold(words[start].text) not in first_names() or not last.endswith("s"):
        return end
    forms = (last[:-1], last[:-2] if last.endswith("es") else last[:-1])
    is_verb = any(f in cue_entries("verb") or event_lexicon().of("verb", f) for f in forms)
    return end - 1 if is_verb else end


def is_dateline(words: list[Word], start: int, end: int) -> bool:
    """Whether a name in capitals only tells where a report was written: "RUSSELLVILLE, Ark. (AP) -"."""
    sentence = words[start].sent.words
    if not all(w.text.isupper() for w in words[start:end]) or start != sentence[0].i or end >= len(words):
        return False
    after = [w.text for w in words[end : end + 9] if w.sent.paragraph == words[start].sent.paragraph]
    dash = next((i for i, text in enumerate(after) if text in _DASHES), None)
    return dash is not None and after[0] in (",", "(", *_DASHES) and any(t.islower() for t in after)


def widened(words: list[Word], start: int, end: int) -> tuple[int, int]:
    """The rest of an institution's name: "Institute | for the Study of Human Rights"; a possessor is cut off."""
    for i in range(end - 1, start, -1):
        if words[i].text in ("'s", "’s"):
            if end - i > 2:  # of "the Sheriff's Office" the last word alone is no name
                start = i + 1
            break
    if not any(words[i].lower in BODY_WORDS for i in range(start, end)):
        return start, end
    limit = min(len(words), end + 12)
    at = end
    while at < limit and words[at].sent is words[start].sent:
        step = at
        if words[at].text == "," and _list_goes_on(words, at, limit):
            step += 1
        while (
            step < limit and words[step].lower in ("of", "for", "on", "the", "and", "&", "to", "in") and step - at < 3
        ):
            step += 1
        if step >= limit or not words[step].text[:1].isupper() or words[step].pos not in ("PROPN", "NOUN", "ADJ"):
            break
        if (
            step == at + 1
            and words[at].lower in ("and", "&", "in", "to")
            and words[step].ent in ("PERSON", "GPE", "ORG")
            and words[step].iob == "B"
        ):
            break
        while step < limit and words[step].text[:1].isupper() and words[step].pos in ("PROPN", "NOUN", "ADJ"):
            step += 1
        if step < limit and words[step].text == "-" and step + 1 < limit and words[step + 1].text[:1].islower():
            step += 2
        at = end = step
    return start, end


def _list_goes_on(words: list[Word], comma: int, limit: int) -> bool:
    """ "Committee on Civil Liberties, Justice and Home Affairs": capitals up to an "and" after the comma."""
    for i in range(comma + 1, min(limit, comma + 6)):
        if words[i].lower == "and":
            return (
                i > comma + 1
                and i + 1 < len(words)
                and words[i + 1].text[:1].isupper()
                and words[i + 1].ent != "PERSON"
            )
        if not words[i].text[:1].isupper() and words[i].text != ",":
            return False
    return False


def is_part_of_name(page: Page, first: int, last: int, alias: Alias) -> bool:
    """Whether a land or its capital is but a part of another name: "Ms. de Lima", "the Vienna Convention"."""
    before = page.words[first - 1] if first else None
    if before is not None and before.text in ("de", "da", "di", "du") and first > 1:
        return page.words[first - 2].text[:1].isupper() and page.words[first - 2].sent is before.sent
    after = page.words[last + 1] if last + 1 < len(page.words) else None
    return alias.use == "capital" and after is not None and after.lower in _PACTS and after.text[:1].isupper()


def is_initial(word: Word) -> bool:
    """Whether a word is a single capital with its full stop: "S."."""
    return len(word.text) == 2 and word.text[0].isupper() and word.text[1] == "."


def is_surname(page: Page, word: Word, known: Registry) -> bool:
    """Whether one word that the parser took for a body is a person: a ruler's surname, or whose kin is told of."""
    if not word.text.istitle() or len(word.text) < 4:
        return False
    before = page.words[word.i - 1] if word.i else None
    if before is not None and before.lower == "the" and before.sent is word.sent:
        return word.head is not word and word.dep in ("compound", "nmod") and is_known_surname(word, known)
    if word.dep == "poss" and word.head.lemma in _KIN and word.head.i > word.i:
        return True
    return fold(word.text) not in common_surnames() and is_known_surname(word, known)


def is_known_surname(word: Word, known: Registry) -> bool:
    """Whether one word is the surname of a ruler, or, where it is no everyday word, of anybody the registry knows."""
    bearers = known.surnames.get(fold(word.text), ()) if word.text.istitle() else ()
    heads = any(o.office in ("President", "Prime Minister", "Chancellor") for e in bearers for o in e.offices)
    return bool(bearers) and (heads or not is_word(word.lower))
