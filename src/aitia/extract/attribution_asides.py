"""What the writer tells by the way inside what others want, judge, deny or are rumoured to have done.

Example: "They demanded the release of Lind, who was jailed in May" → that Lind was jailed is the writer's word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.attribution import Draft
from aitia.extract.quotes import Quotations
from aitia.language.page import Page, Word
from aitia.model.text import Span

# claims that put forward no state of things of their own: what is wanted, judged, pledged, asked about
_WANTED: Final = frozenset(
    ["verb/i", "verb/o", "verb/o+p", "verb/p", "verb/po", "noun/i", "noun/of", "adverb", "adjective"]
)
_NAMED: Final = _WANTED | {"verb/as"}
# verbs whose object is what somebody tells, with all that belongs to it: "cited the number of men who were killed"
_REPORTING: Final = frozenset(
    """account admit allege allegation cite claim confess confirm describe detail document estimate list mention note
    recall recount remember remind report reveal rumor rumour see tell""".split()
)
_BEFORE_IT: Final = frozenset(["after", "since", "following"])
# what one is accused of having in a deed that is not in doubt: "accused of involvement in the raid"
_SHARES: Final = frozenset("complicity involvement hand part participation role".split())
_WHEN: Final = frozenset(["after", "since", "when", "as", "while", "though", "although"])
_SET_OFF: Final = frozenset([",", "—", "–", "--", "-", "("])
_MODIFYING: Final = frozenset(["acl", "relcl"])
_FINITE: Final = frozenset(["VBD", "VBZ", "VBP", "MD"])
_SUBJECTS: Final = frozenset(["nsubj", "nsubjpass"])
_DONE: Final = frozenset(["had", "has", "have", "was", "were", "been"])
_HEIGHT: Final = 10


def already_so(draft: Draft) -> Iterator[Span]:
    """What is told as done inside what somebody wants or promises: "wants to rest [after losing the town]"."""
    if not draft.sources:
        return
    for top in draft.anchor.children:
        if top.dep not in ("xcomp", "ccomp") or not any(c.lower == "to" for c in top.children):
            continue
        for c in top.children:
            mark = c.lower if c.dep == "prep" else next((x.lower for x in c.children if x.dep == "mark"), "")
            verb = c if c.dep == "advcl" else c.child("pcomp")
            if c.i > top.i and mark in _BEFORE_IT and verb is not None and verb.tag in ("VBG", "VBD", "VBN"):
                yield _span(c.subtree())


def by_the_way(page: Page, draft: Draft, quotations: Quotations) -> Iterator[Span]:
    """Places in the content of a claim that the one who makes it does not stand for; none in direct speech."""
    if not draft.cue or draft.rule.startswith(("quote", "label", "turn")):
        return
    if draft.rule == "verb/i" and not draft.sources:
        return  # "was said to have fled after the raid"
    denied = draft.negated and draft.rule == "verb/t"
    for content in draft.content:
        for word in page.words_in(content):
            if quotations.over(word.start) is not None or not _is_aside(word, draft, content, denied=denied):
                continue
            words = [w for w in word.subtree() if content.start <= w.start < content.end]
            if words and not any(w is draft.anchor for w in words):
                yield _span(words)


def _is_aside(word: Word, draft: Draft, content: Span, *, denied: bool) -> bool:
    kind = draft.rule
    if word.dep == "appos":
        return _is_background(word)
    if word.dep in _MODIFYING:
        apart = _is_set_off(word)
        if apart and word.dep == "relcl" and (kind in _NAMED or denied) and _is_finite(word):
            return _is_plain(word.head, draft, content, denied=denied)
        if apart and word.dep == "relcl" and kind in ("verb/t", "verb/par") and _is_past(word):
            return _ends(word, content) and word.head.dep not in _SUBJECTS
        telling = draft.anchor.lemma in _REPORTING or kind == "adverb"
        if kind not in _WANTED or telling or not _is_past(word):
            return False
        return _is_plain(word.head, draft, content, denied=denied)
    if kind == "verb/of" and word.dep == "prep":
        noun = word.child("pobj")
        meanwhile = word.lower in _BEFORE_IT or word.lower == "during"
        return noun is not None and (meanwhile or (word.lower == "in" and word.head.lemma in _SHARES))
    if kind in _WANTED or denied:
        if word.dep == "advcl":
            then = _is_then(word) and word is not draft.anchor.head
            return then and _is_plain(word.head, draft, content, denied=denied)
        noun = word.child("pobj") if word.dep == "prep" and word.lower in _BEFORE_IT else None
        return noun is not None and _is_plain(word.head, draft, content, denied=denied)
    return False


def _ends(word: Word, content: Span) -> bool:
    """Whether a clause is the last of a content: "asked them to hand over Lind, who was jailed in May"."""
    last = word.subtree()[-1]
    return last.end >= content.end or (last.pos == "PUNCT" and last.start >= content.end)


def _is_plain(word: Word, draft: Draft, content: Span, *, denied: bool) -> bool:
    """Whether no clause that is itself told or asked stands between a word and the claim: "to know whether"."""
    top = draft.anchor.head if draft.rule == "adverb" else draft.anchor
    for _ in range(_HEIGHT):
        if word is top or word.head is word or not content.start <= word.start < content.end:
            return True
        if word.dep == "ccomp" and _is_finite(word) and not (denied and word.head is top):
            return False
        if word.dep in (*_MODIFYING, "advcl") and _is_finite(word):
            return False
        word = word.head
    return False


def _is_background(word: Word) -> bool:
    """Whether a noun behind a comma tells what something is: "the project, the subject of protests by farmers"."""
    if word.pos != "NOUN" or word.i < word.head.i or not _is_set_off(word):
        return False
    if any(c.dep in ("cc", "conj") and c.i > word.head.i for c in word.head.children):
        return False
    if not any(c.dep == "det" for c in word.children):
        return False
    return any(c.dep in ("prep", "acl", "relcl") and c.i > word.i for c in word.children)


def _is_set_off(word: Word) -> bool:
    first = word.subtree()[0]
    words = first.sent.words
    at = first.i - words[0].i - 1
    return at >= 0 and words[at].text in _SET_OFF


def _is_finite(verb: Word) -> bool:
    return verb.tag in _FINITE or any(c.tag in _FINITE for c in verb.children if c.dep in ("aux", "auxpass"))


def _is_past(verb: Word) -> bool:
    """Whether a modifier tells of what was done: "lawmakers who refused", "the persons arrested"."""
    if verb.dep == "acl":
        return verb.tag == "VBN" and not any(c.dep in ("aux", "auxpass") for c in verb.children)
    if any(c.tag == "MD" for c in verb.children):
        return False
    return verb.tag == "VBD" or any(c.lower in _DONE for c in verb.children if c.dep in ("aux", "auxpass"))


def _is_then(clause: Word) -> bool:
    """Whether a clause tells when or although what happened: "when he met them", "even as they enter the city"."""
    marks = [c.lower for c in clause.children if c.dep in ("mark", "advmod") and c.i < clause.i]
    return any(m in _WHEN for m in marks) and _is_finite(clause) and not any(c.tag == "MD" for c in clause.children)


def _span(words: list[Word]) -> Span:
    return Span(words[0].start, words[-1].end)
