"""Links of loose clauses: "He was glad, for a leader can be jailed", "Open the port and they will come to talk"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_links import Draft, certainty_of, main_verb
from aitia.extract.cause_spans import clause, span, verb_phrase
from aitia.language.page import Word
from aitia.model.text import Span

_SUBJECTS: Final = ("nsubj", "nsubjpass", "expl")
_COMING: Final = frozenset("will 'll ’ll wo".split())
_PERSONS: Final = frozenset("i we you he she".split())
_ADDRESSING: Final = frozenset("tell say ask look see listen remember imagine consider note add suppose".split())
_ORDER: Final = 24  # words of an order before "and"
_FINITE: Final = frozenset(["VBZ", "VBP", "VBD", "MD"])
_NO_REASON: Final = frozenset("example instance now sure certain years months days weeks decades once".split())


def loose_links(word: Word) -> Iterator[Draft]:
    """Links of "for" as a conjunction and of an imperative with its result."""
    words = word.sent.words
    at = word.i - words[0].i
    if word.lower == "for" and at > 3 and words[at - 1].text in (",", ";", "—", "–"):
        yield from _for_clause(word, words, at)
    elif word.lower == "and" and word.dep == "cc":
        yield from _do_and(word, at)


def _for_clause(word: Word, words: list[Word], at: int) -> Iterator[Draft]:
    after = words[at + 1 :]
    if len(after) < 4 or after[0].lower in _NO_REASON or after[0].ent in ("DATE", "TIME") or after[0].pos == "VERB":
        return
    if after[0].tag in ("WP", "WDT"):
        return  # "advice for whoever is chosen": for whom, not why
    top = word.child("pobj")
    if word.dep == "mark":
        verb: Word | None = word.head if word.head.tag in _FINITE or _has_finite(word.head) else None
    elif top is not None and top.ent not in ("DATE", "TIME"):
        last = max((w.i for w in top.subtree() if w.i <= top.i + 8), default=top.i)
        follow = words[last - words[0].i + 1 :][:1]
        verb = follow[0] if follow and follow[0].tag in _FINITE else None
        if verb is not None and any(c.dep in ("nsubj", "nsubjpass", "expl") and c.i > word.i for c in verb.children):
            verb = None
    else:
        return
    above = main_verb(word.sent)
    if verb is None or above is None or above.i > word.i:
        return
    end = next((k for k, w in enumerate(after) if w.text in (";", ":", ".", "?", "!")), len(after))
    cause = span(after[:end])
    effect = span([w for w in clause(above) if w.i < word.i - 1])
    if cause is not None and effect is not None:
        sure = certainty_of(above)
        yield Draft(cause, effect, Span(word.start, word.end), 1, "asserted" if sure == "negated" else sure,
                    "causes/for-clause", 0.6)  # fmt: skip


def _has_finite(verb: Word) -> bool:
    marks = [c for c in verb.children if c.dep in ("aux", "auxpass")]
    return any(c.tag in _FINITE for c in marks) and not any(c.lower == "to" for c in marks)


def _do_and(word: Word, at: int) -> Iterator[Draft]:
    """ "Cut them off and they will talk": the deed told to do is the condition."""
    words = word.sent.words
    order = _order(word, at)
    if order is None or order.lemma in _ADDRESSING:
        return
    result = next((w for w in word.head.children if w.dep == "conj" and w.i > word.i), None)
    subject = result.child(*_SUBJECTS) if result is not None else None
    if result is None or subject is None or not word.i < subject.i < result.i:
        return
    coming = any(c.dep == "aux" and c.lower in _COMING for c in result.children)
    bare = result.tag in ("VBZ", "VBP") and words[at - 1].text == "," and subject.lower not in _PERSONS
    if not coming and not bare:
        return
    if subject.lower == "you" and result.lemma in ("see", "find", "know", "notice", "hear"):
        return
    cause = span([w for w in verb_phrase(order, {result.i, word.head.i} - {order.i}) if w.i < word.i])
    effect = span(clause(result))
    if cause is not None and effect is not None:
        yield Draft(cause, effect, Span(word.start, word.end), 1, "hypothetical", "causes/do-and", 0.6)


def _order(word: Word, at: int) -> Word | None:
    """The verb told to do in the clause before "and", past a remark ("they reason") between commas."""
    words = word.sent.words
    order = word.head
    if order.dep == "parataxis" and order.head.i < order.i:
        order = order.head
    elif order.tag != "VB":
        start = next((k + 1 for k in range(at - 1, max(-1, at - _ORDER), -1) if words[k].text in (";", ":", "—")), 0)
        order = words[start]
    if order.pos != "VERB" or order.tag not in ("VB", "VBP") or order.i >= word.i:
        return None
    first = order.i - words[0].i
    opens = first == 0 or words[first - 1].text in (";", ":", "—", "–", '"', "“") or words[first - 1].lower == "but"
    if any(c.dep in ("nsubj", "nsubjpass", "auxpass") and c.i < order.i for c in order.children):
        return None
    if any(c.dep == "aux" and c.lower != "do" for c in order.children) or not (opens or order.dep == "ROOT"):
        return None
    return order
