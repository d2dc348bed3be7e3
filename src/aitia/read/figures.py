"""Read stated quantities: a page in, figures with bounds, unit and what they count out.

Example: "nearly 200,000 people fled in 2013" → low open, high 200000, unit people. Dates, ordinals, date offsets
("two weeks earlier"), names with numbers and "the two sides" are no figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.language.page import Page, Sentence, Word, trimmed_span
from aitia.lexicon import figures as lexicon
from aitia.model.reading import row_id
from aitia.model.records import Figure
from aitia.model.text import Span
from aitia.read.numbers import Quantity, quantities

_DETERMINERS: Final = frozenset("the these those all both its their his her our your my no".split())
_KILLING: Final = frozenset("kill wound injure displace arrest detain massacre murder execute behead slay".split())
_CLAUSE: Final = 30
_YEARS: Final = range(1100, 2101)


class FiguresExtractor:
    """Reads the layer ``figures``."""

    name = "figures"

    def extract(self, page: Page) -> Iterator[Figure]:
        """Yield the quantities of a page in text order."""
        seen: set[str] = set()
        for sentence in page.content_sentences():
            span = sentence.span
            for found in quantities(page.text[span.start : span.end]):
                figure = _figure(page, sentence, found, span.start)
                if figure is not None and figure.id not in seen:
                    seen.add(figure.id)
                    yield figure


def _figure(page: Page, sentence: Sentence, found: Quantity, offset: int) -> Figure | None:
    word = page.word_at(found.core[0] + offset)
    last = page.word_at(found.core[1] + offset - 1)
    if word is None or last is None or word.sent is not sentence:
        return None
    word = _numeral(page, word, last)
    noun = _counted(word, found)
    if _is_date(page, word, noun, found) or _is_name(page, word, noun, found) or _is_idiom(page, word, noun, found):
        return None
    number = Span(found.start + offset, found.end + offset)
    counts = _counts(word, noun, found)
    return Figure(
        id=row_id("figure", number, found.low, found.high),
        number=number,
        low=found.low,
        high=found.high,
        approximate=found.approximate,
        unit=_unit(page, word, noun, found),
        counts=counts,
        scope=_scope(page, word, noun),
        claim=page.voices.at(number),
        rule=f"figures/{found.shape}",
        confidence=0.9 if found.digits or found.unit is not None else 0.75,
    )


def _numeral(page: Page, first: Word, last: Word) -> Word:
    """The word of a number that its syntax hangs on: the one whose head lies outside."""
    for word in page.words[first.i : min(last.i + 1, first.i + 12)]:
        if not first.i <= word.head.i <= last.i or word.head is word:
            if word.pos not in ("PUNCT", "SYM", "ADP", "DET", "ADV"):
                return word
    return first


def _counted(word: Word, found: Quantity) -> Word | None:
    """The noun a number counts: "37,000 troops", "hundreds of villages", "three-stage missile"."""
    for c in word.children:
        if c.dep == "prep" and c.lower == "of" and c.i > word.i:
            for noun in c.children:
                if noun.dep == "pobj":
                    return noun
    above = word
    for _ in range(4):
        head = above.head
        if head is above or above.dep not in (
            "nummod",
            "quantmod",
            "compound",
            "amod",
            "npadvmod",
            "nmod",
            "advmod",
            "predet",
            "det",
        ):
            break
        if head.pos in ("NOUN", "PROPN") and head.i > word.i:
            return head if head.dep not in ("nummod", "quantmod", "npadvmod") else _counted(head, found) or head
        above = head
    if word.pos in ("NOUN", "PROPN") and found.unit is not None:
        return None
    return None


def _is_date(page: Page, word: Word, noun: Word | None, found: Quantity) -> bool:
    months = lexicon.words("months")
    bare = found.low == found.high and found.digits and found.low is not None and found.low == int(found.low)
    core = page.words[word.i].text
    if found.unit is not None and found.unit.kind == "time":
        if (
            found.after in lexicon.words("offsets")
            or found.after in lexicon.words("old")
            or found.hyphen in lexicon.words("old")
        ):
            return not (found.after in ("from", "before", "after", "prior") and _measures(word))
        return found.before in ("every",) and not found.digits and found.low == 1
    if found.unit is not None:
        return False
    if found.before in months or (found.after in months and found.after not in ("may", "march") or found.after in ("may", "march") and noun is None and found.digits):  # fmt: skip
        return found.low is None or found.low < 2200
    if found.after in ("a", "p", "am", "pm", "gmt", "utc", "o") and bare and found.low is not None and found.low < 2500:
        following = page.words[word.i + 1].lower if word.i + 1 < len(page.words) else ""
        return (
            following.replace(".", "") in ("am", "pm", "a", "p", "gmt", "utc", "oclock", "o'clock", "o’clock")
            and following != "a"
        )
    if bare and len(core) == 4 and "," not in core and found.low is not None and int(found.low) in _YEARS:
        if found.modified:
            return False
        return noun is None or found.after not in lexicon.words("people")
    low, high = found.low, found.high
    if found.digits and low is not None and high is not None and low != high and int(low) in _YEARS and low == int(low):
        return noun is None and "," not in page.text[word.start : word.start + 6]
    return False


def _measures(word: Word) -> bool:
    """Whether a duration before "from", "after" is a measure after all."""
    return False


def _is_name(page: Page, word: Word, noun: Word | None, found: Quantity) -> bool:
    mention = page.cast.covering.get(word.i) if page.cast is not None else None
    if mention is not None and mention.form == "name":
        return mention.end - mention.start > 1
    if found.unit is not None or found.modified:
        return False
    before = page.words[word.i - 1] if word.i > 0 and page.words[word.i - 1].sent is word.sent else None
    if before is not None and word.dep in (
        "nummod",
        "appos",
        "punct",
        "npadvmod",
        "dobj",
        "pobj",
        "attr",
        "ROOT",
        "conj",
    ):
        head_before = word.head.i < word.i and word.head.pos in ("NOUN", "PROPN")
        if before.lower.rstrip(".") in lexicon.words("labels") and (before.text[:1].isupper() or word.head is before):
            return True
        if before.text in ("No.", "no.", "#", "№"):
            return True
        if found.digits and head_before and before is word.head and before.pos == "PROPN" and noun is None:
            return True
    if (
        before is not None
        and before.lower in ("and", "to", "or", ",", "-", "–")
        and word.dep in ("conj", "nummod", "pobj")
    ):
        label = page.words[word.i - 3] if word.i > 2 else None
        if label is not None and label.lower.rstrip(".") in lexicon.words("labels") and found.digits and noun is None:
            return True
    if not found.digits and word.text[:1].isupper() and word is not word.sent.words[0] and word.sent.kind != "title":
        opening = before is not None and before.pos == "PUNCT"
        return not opening
    after = page.words[word.i + 1] if word.i + 1 < len(page.words) else None
    return bool(
        not found.digits
        and word.text[:1].isupper()
        and after is not None
        and after.pos == "PROPN"
        and word.sent.kind != "title"
    )


def _is_idiom(page: Page, word: Word, noun: Word | None, found: Quantity) -> bool:
    if found.hyphen and found.hyphen in lexicon.words("kinds"):
        return True
    if found.unit is not None:
        if found.unit.kind == "time" and found.hyphen in lexicon.words("old"):
            return True
        return found.unit.kind == "time" and not found.digits and found.low == found.high == 1 and _one_day(found)
    if found.low == found.high == 1 and not found.digits and found.shape == "count":
        return _is_pronoun(word, noun, found)
    if found.shape == "ratio":
        return _is_no_ratio(page, word, found)
    if found.shape == "article":
        return noun is None and not found.modified
    if found.shape == "group" and found.before in ("married", "the"):
        return True
    if found.low == 0 and found.high == 0:
        return noun is None
    if found.hyphen and not found.digits and not found.modified:
        return noun is None
    return _is_anaphoric(page, word, noun, found)


def _one_day(found: Quantity) -> bool:
    """ "one day" is no measure, "one year" is."""
    return found.after in ("of",) and found.before not in ("after", "for") or found.unit is not None and found.unit.name in (
        "days", "nights", "seconds", "minutes") and found.before not in ("in", "for", "within", "least", "only", "just")  # fmt: skip


def _is_pronoun(word: Word, noun: Word | None, found: Quantity) -> bool:
    """ "one of them", "no one", "the one who", "one day"."""
    if found.modified and found.after not in ("of", "another"):
        return noun is None
    if noun is None or word.dep != "nummod" or noun.tag in ("NNS", "NNPS"):
        return True
    if found.hyphen or found.before in (
        "no",
        "any",
        "every",
        "each",
        "some",
        "another",
        "number",
        "day",
        "this",
        "that",
    ):
        return True
    return noun.lemma in lexicon.words("one_idioms") or found.after in lexicon.words("one_idioms")


def _is_no_ratio(page: Page, word: Word, found: Quantity) -> bool:
    """ "double standards", "doubles tennis": no factor is stated."""
    if found.hyphen or word.text[:1].isupper() and word is not word.sent.words[0]:
        return True
    if word.pos == "VERB":
        return False
    if word.dep in ("amod", "compound", "nsubj") and found.after not in ("the", "that", "its", "their", "what", "his"):
        return True
    return False


def _is_anaphoric(page: Page, word: Word, noun: Word | None, found: Quantity) -> bool:
    """ "the two countries", "all three", "these five": counted before."""
    if (
        found.modified
        or found.low != found.high
        or found.low is None
        or found.low > 12
        or found.shape not in ("count",)
    ):
        return False
    if found.before not in _DETERMINERS and found.before not in ("other", "first", "last", "next", "top", "same"):
        return False
    if found.before in ("no",):
        return True
    if noun is None:
        return True
    return not any(c.dep in ("relcl", "acl") and c.i > noun.i for c in noun.children)


def _unit(page: Page, word: Word, noun: Word | None, found: Quantity) -> str | None:
    if found.unit is not None:
        return found.unit.name
    if noun is not None:
        return noun.text.lower() if found.low != 1 or noun.tag != "NN" else noun.lemma
    if found.shape == "share":
        return "share"
    if found.shape == "ratio":
        return "ratio"
    verb = word.head
    if verb.lemma in _KILLING:
        return "people"
    return None


def _counts(word: Word, noun: Word | None, found: Quantity) -> Span | None:
    """The words for what is counted: the noun phrase without its number, or the clause a duration measures."""
    measured = found.unit is not None and found.unit.kind in ("time", "percent", "length", "money")
    if noun is not None and not (measured and found.unit is not None and noun.lemma.rstrip("s") in found.unit.name):
        return _phrase(noun, word)
    head = word
    for _ in range(5):
        if head.pos in ("VERB", "AUX") or head.head is head:
            break
        head = head.head
        if head.pos in ("NOUN", "PROPN") and head.i > word.i and head.dep != "npadvmod" and not measured:
            return _phrase(head, word)
    if head.pos not in ("VERB", "AUX"):
        return _phrase(head, word) if head is not word else None
    own = set(word.subtree())
    kept = [w for w in head.subtree() if w not in own and abs(w.i - head.i) < _CLAUSE]
    return trimmed_span(kept) if kept else None


def _phrase(noun: Word, number: Word) -> Span | None:
    cut = {w.i for w in number.subtree()} if number is not noun else set()
    stop = [c for c in noun.children if c.dep in ("relcl", "conj", "cc", "punct", "appos") and c.i > noun.i]
    for c in stop:
        cut.update(w.i for w in c.subtree())
    kept = [w for w in noun.subtree() if (w.i not in cut and w.i > min(cut, default=-1)) or w is noun]
    kept = [w for w in kept if w.i - noun.i < _CLAUSE]
    return trimmed_span(kept) if kept else None


def _scope(page: Page, word: Word, noun: Word | None) -> str | None:
    """A place or time the figure is stated for, where it is simple: "in Syria", "in 2013"."""
    holders = [noun] if noun is not None else []
    verb = word
    for _ in range(5):
        if verb.pos in ("VERB", "AUX") or verb.head is verb:
            break
        verb = verb.head
    holders.append(verb)
    found: list[str] = []
    for holder in holders:
        for c in holder.children:
            if c.dep == "prep" and c.lower in ("in", "across", "throughout", "since", "during"):
                for x in c.children:
                    named = x.ent in ("GPE", "LOC", "DATE", "FAC") and x is not word and word not in x.subtree()
                    if x.dep == "pobj" and named and c.lower not in found:
                        text = page.text[x.subtree()[0].start : x.end].strip()
                        if len(text) <= 40 and text not in found:
                            found.append(" ".join(text.split()))
    return ", ".join(found[:2]) or None
