"""How far what is said reaches around a cue that stands beside it: ", officials said,", "according to two officials".

Example: "The toll rose; ten died, doctors said, and, by one account, two fled" → doctors said: [ten died];
by one account: [two fled].
"""

from __future__ import annotations

from typing import Final

from aitia.extract.attribution import clean, spans_of
from aitia.extract.attribution_parts import without_next_clause, without_tail
from aitia.extract.quotes import Quotations
from aitia.language.arcs import OBJECTS, is_passive
from aitia.language.page import Page, Word
from aitia.language.status import has_neg
from aitia.model.text import Span

_SEPARATORS: Final = frozenset([",", "—", "–", "-", "--", "”", '"', "''", "’", "(", ")"])
_BACK: Final = frozenset(["it", "this", "that"])  # objects that point back to what was said before
_REASONS: Final = frozenset("after although as because before since though unless until whereas while".split())
_FINITE: Final = {
    "has": "one", "is": "one", "was": "one", "does": "one", "have": "many", "are": "many", "were": "many", "do": "many",
}  # fmt: skip
_EITHER: Final = frozenset(  # singular words that go with either number
    """all army committee couple council family government group half lot majority number pair police rest staff
    team""".split()
)
_JOINING: Final = frozenset(["and", "but", "or", "yet"])

# nouns that take up again what was just told
_TAKEN_UP: Final = frozenset(
    """accusation allegation argument assertion assessment charge claim comparison concession count decision demand
    denial description estimate explanation figure finding hint idea line move number offer phrase pledge promise
    proposal question reading remark report request sentence statement step suggestion theory threat total verdict
    version view vow warning wish word""".split()
)


def stretch(words: list[Word], own: list[Word]) -> list[Word]:
    """Of ``words``, those in the same part of the sentence as the cue (``own``).

    What is said goes no further than a semicolon, nor back over a colon or the "and" that the cue stands right behind.
    """
    first, last = own[0], own[-1]
    sentence = first.sent.words
    at = first.i - sentence[0].i
    low, high = first.sent.words[0].i, sentence[-1].i
    for w in reversed(sentence[:at]):
        if w.text in (";", ":"):
            low = w.i + 1
            break
    for w in sentence[at:]:
        if w.i > last.i and w.text == ";":
            high = w.i - 1
            break
    inside = _between_dashes(own)
    if inside is not None:  # "Many - some 40 percent, according to a survey - fled"
        low, high = max(low, inside[0]), min(high, inside[1])
    if _behind_and(own) and any(w.i > last.i for w in words):
        low = first.i
    kept = [w for w in words if low <= w.i <= high and w not in own]
    while kept and (kept[-1].pos in ("PUNCT", "CCONJ")):
        kept.pop()
    return [w for w in words if low <= w.i <= kept[-1].i] if kept else words


def _between_dashes(own: list[Word]) -> tuple[int, int] | None:
    """Index of the first and the last word between the dashes around a cue, where more than the cue stands there."""
    words = own[0].sent.words
    first, last = own[0].i - words[0].i, own[-1].i - words[0].i
    left = next((n for n in range(first - 1, -1, -1) if _is_dash(words, n)), None)
    right = next((n for n in range(last + 1, len(words)) if _is_dash(words, n)), None)
    if left is None or right is None:
        return None
    others = [w for w in words[left + 1 : right] if w not in own and w.pos not in ("PUNCT", "SPACE", "CCONJ")]
    return (words[left + 1].i, words[right - 1].i) if len(others) > 2 else None


def _is_dash(words: list[Word], n: int) -> bool:
    """Whether a word is a dash with blanks around it, or a long one."""
    w = words[n]
    if w.text in ("—", "–", "--"):
        return True
    apart = 0 < n < len(words) - 1 and words[n - 1].end < w.start and w.end < words[n + 1].start
    return w.text == "-" and apart


def _behind_and(own: list[Word]) -> bool:
    """Whether a cue stands right behind "and": "fled and, according to an aide, left the country"."""
    words = own[0].sent.words
    before = [w for w in words[max(0, own[0].i - words[0].i - 2) : own[0].i - words[0].i] if w.text != ","]
    return bool(before) and before[-1].lower in _JOINING


def without_afterthought(words: list[Word]) -> list[Word]:
    """What is told, without what the writer says of it behind a comma: "…, a charge the army denies"."""
    inside = {w.i for w in words}
    for w in words:
        if (
            w.dep not in ("appos", "attr", "npadvmod")
            or w.lemma not in _TAKEN_UP
            or w.child("relcl", "acl") is None
            or w.head.i not in inside
        ):
            continue
        first = w.subtree()[0]
        if first.lower in ("a", "an", "two", "the") and w.sent.words[first.i - w.sent.words[0].i - 1].text == ",":
            return [x for x in words if x.i < first.i - 1]
    return words


def _until_next(words: list[Word], own: list[Word]) -> list[Word]:
    """``words`` without those behind the "and" after the cue: "ten died, according to doctors, and the rest fled"."""
    after = [w for w in own[0].sent.words if w.i > own[-1].i and w.text != ","]
    told_before = any(w.i < own[0].i and w.pos not in ("PUNCT", "CCONJ") for w in words)
    if told_before and after and after[0].lower in _JOINING and after[0].i <= own[-1].i + 2:
        return [w for w in words if w.i < own[0].i]
    return words


def parenthetical(page: Page, verb: Word, quotations: Quotations) -> list[Span]:
    """The host clause of ", officials said," and of ", as he put it,"."""
    host = verb.head
    if host is verb or host.pos not in ("VERB", "AUX", "NOUN", "PROPN", "ADJ"):
        return []
    as_clause = verb.dep == "advcl" and any(c.lower == "as" and c.i < verb.i for c in verb.children)
    if as_clause and host.dep in ("nsubj", "nsubjpass") and host.i < verb.i < host.head.i:
        host = host.head  # "The church, as its bishops put it, lost the young": hung on the church
    if as_clause:  # "as experts have warned", "as he put it", but not "as he told reporters about it"
        put = verb.lemma == "put" and any(c.dep == "dobj" and c.lower == "it" for c in verb.children)
        if not put and any(
            c.dep in (*OBJECTS, "ccomp", "xcomp") or (c.dep == "prep" and c.i > verb.i) for c in verb.children
        ):
            return []
    elif verb.dep == "conj":  # "The force is growing, the minister told a panel"
        if verb.child("nsubj") is None or any(c.dep == "cc" for c in host.children if c.i < verb.i):
            return []
        own = verb.subtree()
        if host.i > own[0].i:
            return []
        return spans_of(page, stretch([w for w in host.subtree() if w.i < own[0].i], own), own, quotations)
    elif verb.dep != "parataxis":
        return []
    own = verb.subtree()
    if len(own) > 25 or not _set_off(page, own):
        return []
    first = host.head
    hung_on = verb.dep == "parataxis" and verb.i < host.i and host.dep in ("conj", "advcl") and first.i < own[0].i
    if hung_on and not any(c.dep == "cc" and c.i > own[-1].i for c in first.children):
        told = [w for w in first.subtree() if w.i < own[0].i]  # "…, police said, a day before it is due"
        return spans_of(page, stretch(told, own), own, quotations)
    told = without_next_clause(stretch(host.subtree(), own), own)
    return spans_of(page, without_tail(told, quotations), own, quotations)


def inverted(page: Page, verb: Word, quotations: Quotations) -> tuple[list[Word], list[Span]]:
    """Who tells, and what, in "The road was shut, reported the Harbour Police": to the parser a second deed."""
    host = verb.head
    teller = verb.child("dobj", "nsubj")
    before = page.words[verb.i - 1] if verb.i else verb
    if verb.dep not in ("conj", "dep", "advcl") or verb.tag not in ("VBD", "VBZ") or before.text != ",":
        return [], []
    if teller is None or teller.i < verb.i or any(c.dep in ("ccomp", "xcomp", "mark") for c in verb.children):
        return [], []
    after = [w for w in verb.sent.words if w.i > teller.subtree()[-1].i and w.pos not in ("PUNCT", "SPACE")]
    if after or any(c.dep == "cc" and c.i < verb.i for c in host.children):
        return [], []
    return [teller], spans_of(page, stretch([w for w in host.subtree() if w.i < before.i], [verb]), [verb], quotations)


def _set_off(page: Page, clause: list[Word]) -> bool:
    """Whether a clause stands between commas or dashes, or between one of them and the end of the sentence."""
    words = [w for w in clause if w.pos != "PUNCT"] or clause
    before = page.words[words[0].i - 1] if words[0].i else None
    after = page.words[words[-1].i + 1] if words[-1].i + 1 < len(page.words) else None
    begins = before is None or before.sent is not words[0].sent
    ends = after is None or after.sent is not words[0].sent or after.text in ".!?"
    left = before is not None and before.text in _SEPARATORS
    right = after is not None and after.text in _SEPARATORS
    return (left and (right or ends)) or (begins and right)


def host(page: Page, phrase: Word, quotations: Quotations) -> list[Span]:
    """What a phrase such as "according to X" is said of: the clause it stands at the edge of."""
    sentence = phrase.sent
    below = phrase.subtree()
    first, last = below[0], below[-1]
    words = sentence.words
    before = [w for w in words if w.i < first.i]
    after = [w for w in words if w.i > last.i]
    own = list(below)
    head = phrase.head
    while head.pos not in ("VERB", "AUX") and head.head is not head:
        head = head.head
    opening = sum(w.pos != "PUNCT" for w in before) <= 3 and not any(w.pos in ("VERB", "AUX") for w in before)
    if opening and len(after) > 2:  # at the start: everything after
        told = stretch(after, own) or after
        span = clean(page, told[0].start, told[-1].end, quotations)
        out = [span] if span else []
        q = quotations.over(told[-1].start) if span else None
        if span and q is not None and q.start >= span.start - 1 and q.end > span.end:
            out = [Span(span.start, q.end)]
        return out
    if phrase.head.pos in ("NOUN", "NUM", "PROPN") and phrase.i < phrase.head.i and before[-1].text == ",":
        body = phrase.head.subtree()  # "and, by most estimates, a billion"
        return spans_of(page, stretch([w for w in body if w.i > last.i], own), own, quotations)
    body = head.subtree() if head is not phrase else before
    if after and head is not phrase and not _behind_and(own):  # "killed 200, according to doctors, and fled"
        for c in head.children:
            if c.dep == "conj" and c.i > last.i:
                cut = {w.i for w in c.subtree()}
                body = [w for w in body if w.i not in cut]
    if (
        sum(w.pos != "PUNCT" for w in after) <= 2
        and (head.dep in ("relcl", "acl", "advcl") or (head.dep == "ccomp" and head.head.i < head.i))
        and before
        and before[-1].text == ","
    ):
        top = head
        while top.head is not top:
            top = top.head
        body = top.subtree()
    return spans_of(page, stretch(_until_next(body, own), own), own, quotations)


def stands_apart(clause: Word, verb: Word) -> bool:
    """Whether a clause that the parser hung on a verb of saying is not what is said."""
    return _beside(clause, verb) if clause.i < verb.i else _breaks(verb, clause) or _is_reason(clause)


def _beside(clause: Word, verb: Word) -> bool:
    """Whether a clause before a verb stands beside it and is not what is said: "They left; Chad denied it"."""
    last = clause.subtree()[-1]
    words = verb.sent.words
    between = words[last.i - words[0].i : verb.i - words[0].i]
    if any(w.text in (";", ":") for w in between):
        return True
    impersonal = any(c.dep == "nsubjpass" and c.lower == "it" for c in verb.children)  # "…, it was reported by police"
    return (
        (is_passive(verb) and not impersonal)
        or has_neg(verb)
        or any(c.dep == "dobj" and c.lower in _BACK for c in verb.children)
    )


def _is_reason(clause: Word) -> bool:
    """Whether a clause tells why or when rather than what: "ordered them to stay, because …"."""
    return any(c.dep in ("mark", "advmod") and c.lower in _REASONS and c.i < clause.i for c in clause.children)


def _breaks(verb: Word, clause: Word) -> bool:
    """Whether a semicolon parts a verb from the clause behind it: "…, doctors said; the army denied it"."""
    words = verb.sent.words
    first = clause.subtree()[0]
    return any(w.text == ";" for w in words[verb.i - words[0].i : max(first.i, verb.i) - words[0].i])


def agrees_only_with(verb: Word, other: Word) -> bool:
    """Whether a predicate joined inside a report goes by its number with the one who reports.

    Example: "Officials believe that relief is possible and have asked for it": the officials have.
    """
    if other.pos not in ("VERB", "AUX") or any(c.dep in ("nsubj", "nsubjpass", "expl") for c in other.children):
        return False
    finite = next((c for c in other.children if c.dep in ("aux", "auxpass")), other)
    number = _FINITE.get(finite.lower) or {"VBZ": "one", "VBP": "many"}.get(finite.tag, "")
    inner, outer = other.head.child("nsubj", "nsubjpass"), verb.child("nsubj")
    if not number or inner is None or outer is None:
        return False
    return _number(outer) == number != _number(inner) and _number(inner) != ""


def _number(subject: Word) -> str:
    if any(c.dep == "conj" for c in subject.children) or subject.tag in ("NNS", "NNPS"):
        return "many"
    if subject.lower in ("they", "we", "these", "those"):
        return "many"
    if subject.tag in ("NN", "NNP") and subject.lemma not in _EITHER:
        return "one"
    return "one" if subject.lower in ("he", "she", "it", "this", "that") else ""
