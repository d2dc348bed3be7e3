"""Numbers that state no quantity: dates, names with numbers, offsets from a date, idioms, what was counted before.

Example: "Resolution 2254", "two weeks earlier", "one day", "the two sides", "5 May" are no figures.
"""

from __future__ import annotations

import re
from typing import Final

from aitia.extract.numbers import Quantity
from aitia.language.page import Page, Word
from aitia.lexicon import figures as lexicon

_DETERMINERS: Final = frozenset(
    "the these those all both its their his her our your my no other first last same top".split()
)
_LOSSES: Final = frozenset("kill wound injure die arrest detain execute displace capture abduct drown".split())
_PHONE: Final = re.compile(r"(?<!\d)\d{3}[-.)] ?\d{4}(?!\d)")
_YEARS: Final = range(1100, 2101)
_CLOCK: Final = frozenset(["am", "pm", "gmt", "utc", "oclock", "o'clock", "o’clock", "noon", "midnight"])
_TYPE: Final = re.compile(r"[A-Z]{1,3}-\d+[A-Za-z]?")
_LETTER: Final = re.compile(r"(?<![A-Za-z])[A-Za-z]- ?$")
_MILITARY: Final = re.compile(r"[0-2]\d[0-5]\d")
_AMBIGUOUS_MONTHS: Final = frozenset(["may", "march"])
_MEASURED: Final = frozenset("in for within least only just".split())


def no_figure(page: Page, word: Word, noun: Word | None, found: Quantity) -> bool:
    """Whether a number that counts ``noun``, if anything, is no stated quantity."""
    if _is_clock(page, word, found) or _is_name(page, word, noun, found) or _is_rank(page, word, found):
        return True
    if found.unit is not None:
        return found.unit.kind == "time" and _is_offset(found)
    return _is_date(page, word, noun, found) or _is_idiom(word, noun, found)


def _beside(page: Page, word: Word, step: int) -> str:
    """The word before or after, without its full stop."""
    at = word.i + step
    if not 0 <= at < len(page.words) or page.words[at].sent is not word.sent:
        return ""
    return page.words[at].lower.rstrip(".")


def _is_clock(page: Page, word: Word, found: Quantity) -> bool:
    following = _beside(page, word, 1).replace(".", "")
    military = _MILITARY.fullmatch(word.text) is not None and (word.text[0] == "0" or _beside(page, word, -1) == "at")
    return found.digits and (following in _CLOCK or military)


def _is_rank(page: Page, word: Word, found: Quantity) -> bool:
    """The number of a list item ("6. The port"), of a type ("M-79"), a hit at baseball."""
    if word.tag == "NNS" and word.lower in ("doubles", "singles", "triples"):
        return True
    if found.digits and (_TYPE.fullmatch(word.text) or _LETTER.search(page.text[max(0, word.start - 4) : word.start])):
        return True
    words = word.sent.words
    alone = len(words) == 2 and words[1].text in (".", ")")
    first = word is words[0] and len(words) > 2 and words[1].text in (".", ")") and words[2].text[:1].isupper()
    return found.digits and word.text.isdigit() and len(word.text) < 3 and word is words[0] and (alone or first)


def _is_offset(found: Quantity) -> bool:
    """ "two weeks before", "35 years old", "one day", "every year"."""
    if found.after in lexicon.words("offsets") or found.after in lexicon.words("old"):
        return True
    if found.hyphen in lexicon.words("old"):
        return True
    if found.digits or found.low != 1 or found.high != 1 or found.modified or found.unit is None:
        return False
    if found.before == "every" or found.after in ("when", "that"):
        return True
    return found.unit.name in ("days", "nights", "seconds", "minutes") and found.before not in _MEASURED


def _is_date(page: Page, word: Word, noun: Word | None, found: Quantity) -> bool:
    if not found.digits or found.low is None or found.high is None or found.modified:
        return False
    months = lexicon.words("months")
    before, after = _beside(page, word, -1), found.after
    if found.low < 2200 and (before in months or found.before in months):
        return True
    if after in months and (after not in _AMBIGUOUS_MONTHS or noun is None or noun.text[:1].isupper()):
        return True
    if (
        _is_age(page, word, found, noun)
        or _in_date_list(page, word, found, noun)
        or _is_written_name(page, word, found)
    ):
        return True
    years = found.low == int(found.low) and int(found.low) in _YEARS
    start = word.sent.span.start + found.core[0]
    digits = page.text[start : start + 9].removeprefix("from ").removeprefix("between ")[:4]
    if not years or not digits.isdecimal():
        return False
    return noun is None or after not in lexicon.words("people")


def _in_date_list(page: Page, word: Word, found: Quantity, noun: Word | None) -> bool:
    """The later days of "May 7, 8 and 9"."""
    if (
        noun is not None
        or found.low is None
        or found.low > 31
        or found.before not in (",", "and", "or", "to", "-", "–")
    ):
        return False
    for other in reversed(page.words[max(0, word.i - 8) : word.i]):
        if other.lower.rstrip(".") in lexicon.words("months"):
            return True
        if other.pos not in ("NUM", "PUNCT", "CCONJ", "ADP", "SYM", "PART"):
            return False
    return False


def _is_written_name(page: Page, word: Word, found: Quantity) -> bool:
    """Telephone numbers and "the 90's"."""
    end = word.sent.span.start + found.core[1]
    return page.text[end : end + 2] in ("'s", "’s") or _PHONE.search(page.text, max(0, end - 14), end + 6) is not None


def _is_age(page: Page, word: Word, found: Quantity, noun: Word | None) -> bool:
    """ "Anna, 58, of Leeds", "between the ages of 10 and 13"."""
    if noun is not None or found.low is None or not 5 < found.low < 110:
        return False
    if {"age", "ages", "aged"} & {w.lower for w in page.words[max(0, word.i - 5) : word.i]}:
        return True
    return found.before in (",", "aged", "age", "(") and found.after in (",", ".", ")", ";")


def _is_name(page: Page, word: Word, noun: Word | None, found: Quantity) -> bool:
    mention = page.cast.covering.get(word.i) if page.cast is not None else None
    if mention is not None and mention.form == "name" and mention.end - mention.start > 1:
        return True
    if found.unit is not None or found.modified:
        return found.unit is not None and found.unit.kind == "time" and _is_title(page, word, found)
    if _is_labelled(page, word, noun, found):
        return True
    if found.digits or not word.text[:1].isupper() or word.sent.kind == "title":
        return False
    first = word is word.sent.words[0] or page.words[word.i - 1].pos == "PUNCT"
    after = page.words[word.i + 1] if word.i + 1 < len(page.words) else None
    return not first or (after is not None and after.pos == "PROPN" and after.sent is word.sent)


def _is_title(page: Page, word: Word, found: Quantity) -> bool:
    """ "60 Minutes", "the Thirty Years War": a unit of time with a capital in running text."""
    start = word.sent.span.start
    words = page.text[start + found.core[0] : start + found.core[1]].split()
    return len(words) == 2 and words[1].istitle() and word.sent.kind != "title" and not found.modified


def _is_labelled(page: Page, word: Word, noun: Word | None, found: Quantity) -> bool:
    """ "Article 5", "Articles 5 and 6", "No. 10", "Channel 4"."""
    labels = lexicon.words("labels")
    before = page.words[word.i - 1] if word.i > 0 and page.words[word.i - 1].sent is word.sent else None
    if before is None:
        return False
    if before.lower.rstrip(".") in labels and (before.text[:1].isupper() or word.head is before):
        return True
    if not found.digits or noun is not None:
        return False
    if before.lower.rstrip(".") in labels:
        return True
    if before is word.head and before.pos == "PROPN":
        return True
    if before.lower in ("and", "to", "or", ",", "-", "–") and word.i > 2:
        return page.words[word.i - 3].lower.rstrip(".") in labels
    return False


def _is_idiom(word: Word, noun: Word | None, found: Quantity) -> bool:
    if found.hyphen in lexicon.words("kinds"):
        return True
    if found.low == found.high == 1 and not found.digits and found.shape == "count":
        return _is_pronoun(word, noun, found)
    if found.shape == "ratio":
        return _is_no_ratio(word, found)
    if found.shape == "article":
        return noun is None and not found.modified
    if found.shape == "group":
        return found.before in ("married", "the")
    if found.low == found.high == 0 or (found.hyphen and not found.digits and not found.modified):
        return noun is None
    return _is_anaphoric(noun, found)


def _is_pronoun(word: Word, noun: Word | None, found: Quantity) -> bool:
    """ "one of them", "no one", "one day", "from one end to the other", "one official said"."""
    if noun is None:
        return True
    if found.modified:
        return False
    if word.dep != "nummod" or noun.tag in ("NNS", "NNPS", "NNP") or found.hyphen:
        return True
    if found.before in ("no", "any", "every", "each", "some", "another", "number", "day", "this", "that", "from"):
        return True
    idioms = lexicon.words("one_idioms")
    if noun.lemma in idioms or found.after in idioms:
        return True
    if noun.dep in ("nsubj", "nsubjpass") and noun.head.lemma in _LOSSES:
        return False
    return (noun.dep in ("nsubj", "nsubjpass", "ROOT") or noun.head is noun) and found.before != "the"


def _is_no_ratio(word: Word, found: Quantity) -> bool:
    """ "double standards", "doubles tennis": no factor is stated."""
    if found.hyphen or (word.text[:1].isupper() and word is not word.sent.words[0]):
        return True
    if word.pos == "VERB":
        return False
    return word.dep in ("amod", "compound", "nsubj") and found.after not in (
        "the",
        "that",
        "its",
        "their",
        "what",
        "his",
    )


def _is_anaphoric(noun: Word | None, found: Quantity) -> bool:
    """ "the two countries", "all three", "these five": counted before."""
    if found.modified or found.low != found.high or found.low is None or found.low > 12 or found.shape != "count":
        return False
    if found.before not in _DETERMINERS:
        return False
    return noun is None or not any(c.dep in ("relcl", "acl") and c.i > noun.i for c in noun.children)
