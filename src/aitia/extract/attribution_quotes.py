"""Whose a direct quotation is: the cue before it, after it or in the middle, a colon, or the speaker who goes on.

Example: ``“We won,” she told reporters. “It is over.”`` → both hers, the second without a cue.
"""

from __future__ import annotations

from typing import Final

from aitia.extract.attribution import Draft, names_people, source_span
from aitia.extract.attribution_uncued import goes_on, is_speech, next_word, page_word, signed, teller_before
from aitia.extract.attribution_verbs import cue_words, entry_of, speakers
from aitia.extract.quotes import Quotation, Quotations
from aitia.language.arcs import is_passive
from aitia.language.page import Page, Sentence, Word
from aitia.lexicon.claims import cue_entries
from aitia.model.text import Span

_REACH: Final = 45  # words between a quotation and its cue
_CLAUSE_OPENERS: Final = frozenset(
    "and but while when because although though if or so which who whose where after before since".split()
)
_NOMINAL: Final = ("NOUN", "PROPN", "PRON")
_EXTRA: Final = frozenset(["go", "put", "begin", "have", "reply", "read"])


def attach_quotations(page: Page, quotations: Quotations) -> tuple[list[Draft], dict[int, Draft]]:
    """Drafts for whole quotations, and the verbs that introduce them."""
    drafts: list[Draft] = []
    taken: dict[int, Draft] = {}
    last: Draft | None = None
    last_quote: Quotation | None = None
    owner: dict[int, Draft] = {}  # by start of the quotation
    waiting: list[Span] = []  # paragraphs of a quotation that has had no cue yet
    for quotation in quotations.top:
        if quotation.turn is not None:
            last, waiting = None, []
            continue
        if quotation.continues is not None and quotation.continues.start in owner:
            draft = owner[quotation.start] = owner[quotation.continues.start]
            draft.content.append(quotation.span)
            last, last_quote = draft, quotation
            continue
        if quotation.continues is None:
            waiting = []
        if not is_speech(page, quotation):
            verb = _last_cue_over_comma(page, quotation, quotations)
            if verb is not None and verb.i in taken and last_quote is not None and taken[verb.i] is last:
                taken[verb.i].content.append(quotation.span)
                owner[quotation.start] = taken[verb.i]
            continue
        verb = _find_cue(page, quotation, quotations)
        if verb is not None and verb.i in taken:
            if last_quote is not None and quotation.paragraph == last_quote.paragraph:
                last, last_quote = taken[verb.i], quotation
                last.content.append(quotation.span)
                owner[quotation.start] = last
                continue
            verb = None
        if verb is not None:
            after = verb.i > page_word(page, quotation.end)
            content = [*waiting, _grown(page, quotation) if after else quotation.span]
            sources = _speakers(page, verb, quotation, quotations)
            entry = entry_of(verb)
            if entry is not None and "q" not in entry.frames:  # "focuses on the dead: “…”" says something of its own
                draft = Draft(verb, [], sources, content, source_span=source_span(sources, verb), rule="quote/colon")
            else:
                draft = taken[verb.i] = Draft(verb, cue_words(verb, entry), sources, content, rule="quote/cue")
        elif (signer := signed(page, quotation)) is not None:
            draft = Draft(signer, [], [signer], [*waiting, quotation.span], rule="quote/signed")
        elif not waiting and last is not None and last_quote is not None and goes_on(page, quotation, last_quote):
            draft = Draft(
                last.anchor, [], last.sources, [quotation.span], source_span=last.source_span, rule="quote/run-on"
            )
        else:
            teller = None if waiting else teller_before(page, quotation, quotations)
            if teller is None and not quotation.closed:
                waiting.append(quotation.span)
                continue
            if teller is None and not (waiting and drafts):
                continue
            if teller is None:  # a speech of several paragraphs: of whoever was quoted last
                draft = Draft(
                    drafts[-1].anchor, [], drafts[-1].sources, [*waiting, quotation.span],
                    source_span=drafts[-1].source_span, rule="quote/run-on",
                )  # fmt: skip
            else:
                sources = speakers(teller)
                draft = Draft(
                    teller, [], sources, [quotation.span], source_span=source_span(sources, teller), rule="quote/teller"
                )
        waiting = []
        drafts.append(draft)
        owner[quotation.start] = draft
        last, last_quote = draft, quotation
    return drafts, taken


def _last_cue_over_comma(page: Page, q: Quotation, quotations: Quotations) -> Word | None:
    """The cue of ``"The war," he said, "is not over"`` before the second part."""
    before = page.words[page_word(page, q.start) - 1] if q.start else None
    if before is None or before.text != ",":
        return None
    return _last_cue(page, before, 8, quotations)


def _find_cue(page: Page, q: Quotation, quotations: Quotations) -> Word | None:
    text = page.text
    first = text[q.inner_start : q.inner_start + 1]
    lead = text[max(0, q.start - 2) : q.start].strip()
    inner = text[q.inner_start : q.inner_end]
    if not first.islower() and lead[-1:].isalpha() and inner.count(" ") <= 3 and inner[-1:] not in "!?":
        before = page.words[max(0, page_word(page, q.start) - 1)]
        return _cue_before(page, q, quotations) if before.pos == "VERB" else None  # else a title or a nickname
    if first.islower() and lead and lead[-1] not in ".!?:,—–-”\"'":  # quoted in part: the cue before goes first
        return _cue_before(page, q, quotations) or _cue_after(page, q, quotations)
    return _cue_after(page, q, quotations) or _cue_before(page, q, quotations)


def _grown(page: Page, q: Quotation) -> Span:
    """The whole clause of ``The mayor called it "a trap," aides said``: the quotation and the words before it."""
    word = page.word_at(q.inner_start)
    if word is None or not page.text[q.inner_start : q.inner_start + 1].islower():
        return q.span
    start = word.sent.words[0]
    before = [w for w in word.sent.words if w.start < q.start]
    if not before or len(before) > 40 or any(w.text in ("“", '"', "''", "”") for w in before):
        return q.span
    return Span(start.start, q.end)


def _speakers(page: Page, verb: Word, q: Quotation, quotations: Quotations) -> list[Word]:
    """Heads of the source of a cue verb: by the syntax, else the noun phrase next to the verb."""
    found = [w for w in speakers(verb) if quotations.over(w.start) is None]
    if found and not (is_passive(verb) and found[0].dep == "nsubjpass"):
        return found
    if is_passive(verb) and verb.child("auxpass") is not None:
        return _told_by(verb, q)
    if _is_mistaken(verb) and quotations.over(verb.head.start) is None:
        return [verb.head]
    if verb.tag == "VBG" and verb.head is not verb and verb.head.pos == "VERB":
        found = [w for w in speakers(verb.head) if quotations.over(w.start) is None]
        return found or (_beside(page, verb.head, q, quotations) if verb.head.start >= q.end else [])
    return _beside(page, verb, q, quotations)


def _told_by(verb: Word, q: Quotation) -> list[Word]:
    """By whom a quotation was told: “…,” we were told at the gate by Mr Lind."""
    for w in verb.sent.words:
        noun = w.child("pobj") if w.lower == "by" and w.i > verb.i and not q.start <= w.start < q.end else None
        if noun is not None and (noun.pos == "PROPN" or names_people(noun)):
            return [noun]
    return []


def _beside(page: Page, verb: Word, q: Quotation, quotations: Quotations) -> list[Word]:
    """The noun phrase between a quotation and its cue, or right after the cue (``" said the minister``)."""
    words = page.words
    if verb.start >= q.end:
        low = page_word(page, q.end)
        between = [w for w in words[low : verb.i] if w.pos in _NOMINAL]
        if between:
            return [_phrase_head(between[0], low, verb.i)]
        at = verb.i + 1
        while at < len(words) and words[at].pos in ("ADV", "DET", "ADJ", "NUM") and at < verb.i + 5:
            at += 1
        if at < len(words) and words[at].pos in _NOMINAL and quotations.over(words[at].start) is None:
            return [_phrase_head(words[at], verb.i + 1, len(words))]
        return []
    for i in range(verb.i - 1, max(-1, verb.i - 4), -1):
        word = words[i]
        if word.pos in _NOMINAL and quotations.over(word.start) is None and word.sent.paragraph == verb.sent.paragraph:
            return [word]
        if word.pos not in ("ADV", "AUX", "PUNCT", "PART"):
            break
    return []


def _phrase_head(word: Word, low: int, high: int) -> Word:
    """The head of the noun phrase that begins with ``word``."""
    for _ in range(6):
        above = word.head
        if (
            above is word
            or not low <= above.i < high
            or above.pos not in _NOMINAL
            or word.dep in ("pobj", "relcl", "appos", "conj")
        ):
            break
        word = above
    return word


def _cue_after(page: Page, q: Quotation, quotations: Quotations) -> Word | None:
    inner = page.text[q.inner_start : q.inner_end].rstrip()
    first = next_word(page, q.end) if q.closed and inner else None
    if first is None or first.sent.paragraph != q.paragraph:
        return None
    if inner[-1] == ".":
        return _curt_cue(page, q, first, quotations)
    comma = inner[-1] == "," or page.text[q.end : q.end + 1] == ","
    opener = first
    while opener.pos == "PUNCT" and opener.i + 1 < len(page.words):
        opener = page.words[opener.i + 1]
    if page.text[q.end : q.end + 1] == "." or opener.lower in _CLAUSE_OPENERS:
        return None
    if not comma and inner[-1] not in "!?…—–-":
        return _curt_cue(page, q, first, quotations) if inner[0].isupper() and inner.count(" ") > 4 else None
    entries = cue_entries("verb")
    words = page.words
    for i in range(first.i, min(len(words), first.i + (_REACH if comma else 14))):
        word = words[i]
        if word.sent.paragraph != q.paragraph or (word.text in ".;" and i > first.i):
            return None
        if quotations.over(word.start) is not None:
            return None
        if word.pos not in ("VERB", "AUX"):
            if (
                word.pos == "NOUN"
                and word.lemma in entries
                and comma
                and i <= first.i + 1
                and any("q" in e.frames for e in entries[word.lemma])
            ):
                return word  # a verb the tagger missed: ", notes the general"
            continue
        if word.dep in ("aux", "auxpass", "amod", "compound") or (word.tag == "VB" and i > first.i + 6):
            continue
        if word.dep in ("relcl", "acl") and not _own_subject(word, q):
            continue
        entry = entry_of(word)
        if (entry is not None and "q" in entry.frames) or word.lemma in _EXTRA:
            return word
        if word.tag in ("VBD", "VBZ", "VBP") and comma and i <= first.i + 8 and q.end - q.start > 30 and speakers(word):
            return word if word.tag == "VBD" and word.lemma not in ("be", "have", "do") else None
        if word.tag in ("VBD", "VBZ", "VBP"):
            return None
    return None


def _curt_cue(page: Page, q: Quotation, first: Word, quotations: Quotations) -> Word | None:
    """The verb that ends a few words behind a quotation without a comma: "“It is over.” the minister said"."""
    before = page.words[page_word(page, q.start) - 1] if q.start else None
    if before is not None and before.sent.paragraph == q.paragraph and before.text[-1:] not in ".!?”\"’'":
        return None
    words = page.words[first.i : first.i + 10]
    end = next((n for n, w in enumerate(words) if w.text in ".!?" or w.sent.paragraph != q.paragraph), 0)
    last = words[end - 1] if end >= 2 else None
    entry = entry_of(last) if last is not None and last.pos == "VERB" else None
    if last is None or entry is None or "q" not in entry.frames or last.tag not in ("VBD", "VBZ"):
        return None
    return last if not any(w.pos == "VERB" or quotations.over(w.start) for w in words[: end - 1]) else None


def _own_subject(verb: Word, q: Quotation) -> bool:
    """Whether a verb that the parser took for a relative clause has a full subject after the quotation."""
    subject = verb.child("nsubj")
    return (
        subject is not None and subject.start >= q.end and subject.tag not in ("WDT", "WP") and subject.lower != "that"
    )


def _cue_before(page: Page, q: Quotation, quotations: Quotations) -> Word | None:
    first = page.word_at(q.inner_start)
    if first is None:
        return None
    at = first.i - 1
    while at >= 0 and page.words[at].start >= q.start:
        at -= 1
    if at < 0:
        return None
    previous = page.words[at]
    sign = page.text[previous.start : q.start].rstrip()[-1:]
    paragraph_gap = previous.sent.paragraph != q.paragraph
    if sign == ":":
        return _colon_cue(previous, quotations) if q.paragraph - previous.sent.paragraph <= 1 else None
    if paragraph_gap:
        return None
    if sign in ".!?;" or quotations.over(previous.start) is not None:
        return None
    cue = _last_cue(page, previous, 12 if sign == "," else 5, quotations)
    inner = page.text[q.inner_start : q.inner_end].rstrip()
    if cue is None and sign == "," and len(inner) > 60 and inner[-1] in ".!?" and not inner[0].islower():
        return _main_verb(previous, quotations)
    return cue


def _main_verb(previous: Word, quotations: Quotations) -> Word | None:
    """The finite main verb of what stands before a long quotation ("X reacted coolly, “…”")."""
    for word in previous.sent.words:
        if word.i > previous.i:
            return None
        if (
            word.tag in ("VBD", "VBZ", "VBP")
            and word.dep in ("ROOT", "ccomp", "advcl")
            and quotations.over(word.start) is None
        ):
            return word if speakers(word) else None
    return None


def _last_cue(page: Page, previous: Word, reach: int, quotations: Quotations) -> Word | None:
    """The nearest reporting verb before a quotation that follows it directly or after its object."""
    for i in range(previous.i, max(-1, previous.i - reach - 1), -1):
        word = page.words[i]
        if (
            word.sent.paragraph != previous.sent.paragraph
            or word.text in ".!?;"
            or quotations.over(word.start) is not None
        ):
            return None
        if word.pos in ("VERB", "AUX"):
            if word.dep in ("aux", "auxpass"):
                continue
            entry = entry_of(word)
            if (entry is not None and "q" in entry.frames) or word.lemma == "put":
                return word
            if word.tag in ("VBD", "VBZ", "VBP") or i < previous.i - 3:
                return None
    return None


def _colon_cue(previous: Word, quotations: Quotations) -> Word | None:
    """The reporting verb of a clause that ends in a colon, or its main verb."""
    sentence: Sentence = previous.sent
    root = None
    speech = None
    mistaken = None
    for word in sentence.words:
        if word.i > previous.i:
            break
        if word.pos not in ("VERB", "AUX") or quotations.over(word.start) is not None:
            continue
        if word.dep in ("aux", "auxpass", "amod"):
            continue
        entry = entry_of(word)
        if entry is not None and ("q" in entry.frames or "t" in entry.frames) and word.dep not in ("relcl", "acl"):
            speech = word
        if entry is not None and "q" in entry.frames and _is_mistaken(word):
            mistaken = word
        if root is None and (word.dep == "ROOT" or word.tag in ("VBD", "VBZ", "VBP")):
            root = word
    return speech or (root if root is not None and speakers(root) else mistaken if root is None else None)


def _is_mistaken(verb: Word) -> bool:
    """Whether the parser took a main verb for a participle: "Lind, the mayor, tweeted in response: “…”"."""
    if verb.dep != "acl" or verb.tag != "VBN" or verb.head.pos not in _NOMINAL or verb.head.i > verb.i:
        return False
    return not any(c.dep in ("agent", "auxpass", "dobj") for c in verb.children)


def quoted(span: Span, quotations: Quotations) -> bool:
    """Whether a span lies inside a quotation."""
    found = quotations.over(span.start)
    return found is not None and found.end >= span.end
