"""Tellers set in beside what they tell, read from the order of words where the parser lost them.

Example: "War, an adviser in her ministry remarked to me, would be cheaper", "The rebels, two envoys concede, have won",
"They had left, a sergeant who fled in May told this paper", "The treaty, we were promised, would hold".
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import Final

from aitia.extract.attribution import MAX_CUES, Draft, spans_of, speaks
from aitia.extract.attribution_parts import without_tail
from aitia.extract.attribution_scope import without_afterthought
from aitia.extract.quotes import Quotations
from aitia.extract.source_phrases import does_so
from aitia.language.page import Page, Word
from aitia.lexicon.claims import cue_entries

# verbs that can stand beside what is said without an object of their own
_TELLING: Final = frozenset(
    """acknowledge add admit affirm allege announce argue assert assume assure aver believe bluster boast brag
    calculate caution claim complain concede conclude confess confide contend crow declare disclose estimate exclaim
    explain fear fume gloat grumble guess hint hope imagine inform insist joke lament maintain mention murmur muse
    mutter note notify observe opine predict promise quip reason recall reckon relate remark remind report retort
    reveal say scoff snap sneer state stress suggest suppose suspect swear tell testify think thunder vow warn whisper
    write""".split()
)
_FINITE: Final = frozenset(["VBD", "VBZ", "VBP", "MD"])
_AUX: Final = frozenset("has have had 've ’ve 's ’s".split())
_BE: Final = frozenset("am are is was were 'm ’m been being be".split())
_IMPERSONAL: Final = frozenset(["it", "we", "i"])
_SEPARATORS: Final = frozenset([",", "—", "–", "--", "(", ")"])
_ENDS: Final = frozenset([";", ".", "?", "!", ":"])
_RELATIVES: Final = frozenset(["who", "whom", "which", "that", "whose", "where"])
_LEADING: Final = frozenset(
    """although and as because but for however if or since so still that then though when where whereas whether which
    while who yet""".split()
)
_JOINTS: Final = frozenset("although and because but or nor since so though whereas while yet".split())
_OPENS: Final = frozenset(["DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"])
_SETTING: Final = frozenset("if once should unless until when whenever without".split())
_MAX_TELLER: Final = 16
_MAX_TAIL: Final = 6


def read_inserted(
    page: Page, quotations: Quotations, taken: Container[int], made: Mapping[int, Draft]
) -> Iterator[Draft]:
    """Claims of tellers set in, by verbs that told nothing yet or only what stands on one side of them (``made``)."""
    for sentence in page.content_sentences():
        found = 0
        words = sentence.words
        for n, word in enumerate(words):
            if word.lemma not in _TELLING or word.i in taken or not n:
                continue
            found += 1
            if found > MAX_CUES:
                break
            draft = _read(page, words, n, quotations)
            if draft is None or (word.i in made and not _holds_more(draft, made[word.i])):
                continue
            yield draft


def _holds_more(draft: Draft, old: Draft) -> bool:
    """Whether the words on both sides are told where only those on one side were read."""
    return len(draft.content) > len(old.content) and old.rule in ("verb/par", "verb/t", "verb/o")


def _read(page: Page, words: list[Word], n: int, quotations: Quotations) -> Draft | None:
    verb = words[n]
    right = _right(words, n)
    if right is None:
        return None
    left, heads = _impersonal(words, n) if verb.tag == "VBN" else (None, [])
    if left is None:
        left, heads = _teller(page, words, n)
    if left is None or left < 1:
        return None
    if _has_its_own(words, left, right):
        return None
    told = told_before(words, left, right) + told_behind(words, left, right)
    own = words[left + 1 : right]
    told = without_tail(without_afterthought(told), quotations)
    if not any(w.pos in ("NOUN", "PROPN", "VERB", "PRON", "NUM", "ADJ") for w in told):
        return None
    first = words[left - 1] if left else words[0]
    if first.lower == "as" or own[0].lower == "as":
        return None
    entry = next((e for e in cue_entries("verb").get(verb.lemma, ()) if not e.particle), None)
    content = spans_of(page, told, own, quotations)
    if entry is None or not content:
        return None
    start = n
    for at in range(n - 1, left, -1):
        if words[at].pos == "ADV":
            continue
        if words[at].lower not in _AUX | _BE:
            break
        start = at
    return Draft(
        verb, words[start : n + 1], heads, content, hedged="hedge" in entry.flags, strong="strong" in entry.flags,
        rule="verb/par",
    )  # fmt: skip


def _has_its_own(words: list[Word], left: int, right: int) -> bool:
    """Whether a "that" behind the comma opens what is told: "the officer explained, quite kindly, that it was so"."""
    at = right + 1
    while at < len(words) and at < right + 8 and words[at].lower != "that":
        if words[at].tag in _FINITE or words[at].text in _ENDS:
            return False
        at += 1
    if at >= len(words) or words[at].lower != "that" or at >= right + 8:
        return False
    if at > right + 1 and words[at - 1].text != ",":
        return False
    return words[left - 1].pos != "VERB" and words[left - 1].tag != "JJ"


def _right(words: list[Word], n: int) -> int | None:
    """Where the clause of the teller ends: right behind the verb, or behind whom or when it was told."""
    verb = words[n]
    at = n + 1
    addressed = any("to" in e.flags for e in cue_entries("verb").get(verb.lemma, ()))
    if at < len(words) and not _is_edge(words, at):
        first = words[at]
        if first.pos not in ("ADP", "ADV") and not addressed:
            return None
        if first.lower in ("that", "of", "for", "against"):
            return None
    while at < len(words) and not _is_edge(words, at):
        w = words[at]
        if at - n > _MAX_TAIL or w.tag in _FINITE or w.lower in _LEADING or w.text in ('"', "“", "”"):
            return None
        at += 1
    return at


def _is_edge(words: list[Word], at: int) -> bool:
    return words[at].text in _SEPARATORS or words[at].text in _ENDS


def _impersonal(words: list[Word], n: int) -> tuple[int | None, list[Word]]:
    """ ", it is whispered here," and ", we were promised,"."""
    at = n - 1
    while at > 0 and words[at].pos == "ADV":
        at -= 1
    if at < 2 or words[at].lower not in _BE:
        return None, []
    at -= 2 if words[at].lower in ("been", "being") else 1
    if at < 1 or words[at].lower not in _IMPERSONAL or words[at - 1].text not in _SEPARATORS:
        return None, []
    return at - 1, []


def _teller(page: Page, words: list[Word], n: int) -> tuple[int | None, list[Word]]:
    """The separator before the teller, and the head of the words that name the teller."""
    verb = words[n]
    at = n - 1
    while at > 0 and (words[at].lower in _AUX or (words[at].pos == "ADV" and words[at].lower != "so")):
        at -= 1
    if verb.tag == "VBG":
        return None, []
    last = at
    extra = 2 if words[at].text == "," else 0  # "the Radio of Oslo, the state station, said"
    while at >= 0 and n - at <= _MAX_TELLER:
        if words[at].text in _ENDS or words[at].text in ('"', "“", "”"):
            return None, []
        if words[at].text in _SEPARATORS:
            if not extra or (extra == 1 and not _is_aside(words[at + 1 : last + 1])):
                break
            extra -= 1
            if extra == 1:
                last = at - 1
                at -= 1
                while at >= 0 and words[at].text not in _SEPARATORS and words[at].text not in _ENDS:
                    at -= 1
                last = at - 1 if at > 0 and words[at].text == "," else last
                at -= 1
                extra = 0
                continue
        at -= 1
    if at < 1 or n - at > _MAX_TELLER or words[at].text not in _SEPARATORS:
        return None, []
    inner = words[at + 1 : last + 1]
    head = _head(inner, verb)
    if head is None or not _is_speaker(page, head, verb):
        return None, []
    return at, [head]


def _is_aside(inner: list[Word]) -> bool:
    return not any(w.tag in _FINITE for w in inner)


def _head(inner: list[Word], verb: Word) -> Word | None:
    """The head of a noun phrase that is nothing but a noun phrase."""
    if not inner or inner[0].pos not in _OPENS or inner[0].lower in _RELATIVES | _LEADING:
        return None
    head: Word | None = None
    relative = False
    for n, w in enumerate(inner):
        if relative:
            continue
        if w.lower in _RELATIVES and n:
            relative = True
        elif w.tag in _FINITE or w.text in (";", ":", "?"):
            return None
        elif w.pos in ("ADP", "VERB") and n:
            relative = any(x.tag in _FINITE for x in inner[n:])
            if relative and not any(x.lower in _RELATIVES for x in inner[n:]):
                return None
            break
        elif w.pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") and w.lower not in ("'s", "’s"):
            head = w
    subject = verb.child("nsubj")
    return subject if subject is not None and subject in inner else head


def _is_speaker(page: Page, head: Word, verb: Word) -> bool:
    if head.lower in ("i", "we", "you", "one", "nobody", "none"):
        return False
    if verb.pos not in ("VERB", "AUX") and head.tag not in ("NNS", "NNPS", "PRP"):
        return False  # "colleagues grumble" is a noun to the tagger
    if head.pos in ("NUM", "ADJ") and head.lower not in ("two", "three", "some", "many", "most", "others", "several"):
        return head.pos == "ADJ" and bool(page.cast.who(head))
    return speaks(page, head, texts=True) or does_so(head, verb)


def told_before(words: list[Word], left: int, right: int) -> list[Word]:
    """What is told before the teller: from where its clause begins."""
    first = left
    closed = right < len(words) and words[right].text == ")"
    while first > 0 and words[first - 1].text not in (";", ":") and not (closed and words[first - 1].text == "("):
        first -= 1
    told = words[first:left]
    if told and told[-1].lower in _LEADING:
        return []
    open_ = right < len(words) and words[right].text in _SEPARATORS
    for n in range(len(told) - 1, 0, -1):
        if told[n].tag in _FINITE and not (n == len(told) - 1 and (told[n].tag == "MD" or told[n].lower in _AUX | _BE)):
            break
        if open_ and told[n].lower in _JOINTS and told[n - 1].text == "," and n + 1 < len(told):
            return told[n + 1 :]  # "…, and an embargo, officials have told us, would hurt"
    while told and (told[0].pos == "PUNCT" or told[0].lower in ("and", "but") or told[0].text == "For"):
        told = told[1:]
    return told


def _is_torn(before: list[Word], next_: Word) -> bool:
    """Whether what follows a clause that could stand by itself still belongs to it: "by a half", "some 30 times"."""
    cleft = before[0].lower == "it" and next_.lower in ("that", "who", "which")
    if cleft or next_.lower == "that" or next_.pos == "NUM" or next_.lower == "some":
        return True
    return before[0].lower in _SETTING or next_.lower in ("by", "from", "of", "to")


def told_behind(words: list[Word], left: int, right: int) -> list[Word]:
    """What is told behind the teller: to the end of the clause that was broken off."""
    if right >= len(words) or words[right].text not in _SEPARATORS or words[right].text == ")":
        return []
    last = right + 1
    while last < len(words) and words[last].text not in (";", ":"):
        last += 1
    told = words[right + 1 : last]
    before = told_before(words, left, right)
    whole = any(w.tag in _FINITE for w in before) or bool(before and before[0].tag == "VB")
    if whole and told and not _is_torn(before, told[0]):
        return []
    finite = False
    for n, w in enumerate(told):
        finite = finite or w.tag in _FINITE
        if n and finite and w.lower in ("and", "but", "so", "yet", "nor", "though") and told[n - 1].text == ",":
            subject = next((x for x in told[n + 1 : n + 8] if x.dep in ("nsubj", "nsubjpass", "expl")), None)
            if subject is not None:
                return told[: n - 1]
    return told
