"""How far a mention by description reaches: with what tells whom it means, "the generals in Ankara"."""

from __future__ import annotations

from typing import Final

from aitia.extract.cast import CastMention
from aitia.language.page import Page, Word, span_of
from aitia.model.text import Span

_PREPOSITIONS: Final = frozenset(["of", "in", "at", "for", "to", "on", "near", "with", "from"])
_PARTICIPLES: Final = frozenset(["VBG", "VBN"])
_ADDED: Final = frozenset(["acl", "advcl", "appos", "relcl"])
_LONGEST: Final = 14
# verbs that take whoever a deed is laid to and then the deed: "accused the minister of treason"
_SAID_OF: Final = frozenset(
    """accuse acquit absolve ask blame clear condemn convict criticise criticize deprive excuse exonerate fault forgive
    praise prosecute punish rebuke reprimand rid rob suspect sue thank try warn""".split()
)


def extent(mention: CastMention, page: Page) -> Span:
    """The span of a mention; of a description with the phrases that follow its noun without a comma."""
    if mention.form != "nominal":
        return mention.span
    end = mention.end
    for c in sorted(mention.head.children, key=lambda c: c.i):
        if c.i < end or not _tells_who(c):
            continue
        below = _to_comma(c)
        if not below or below[0].i != end or below[-1].i - end > _LONGEST or below[-1].i - below[0].i + 1 != len(below):
            break
        if _is_of_the_deed(c, mention.head):
            break
        end = below[-1].i + 1
    if end == mention.end:
        return mention.span
    while page.words[end - 1].pos == "PUNCT" and page.words[end - 1].text != ")":
        end -= 1
    return Span(mention.span.start, span_of(page.words[mention.end - 1 : end]).end)


def _to_comma(phrase: Word) -> list[Word]:
    """A phrase without what is added behind a comma or in brackets: "of Misrata |, now his chief opponents"."""
    words = phrase.subtree()
    added = {w.subtree()[0].i - 1 for w in words if w.dep in _ADDED and w is not phrase}
    cut = next((k for k, w in enumerate(words) if w.text == "(" or (w.text == "," and w.i in added)), len(words))
    return words[:cut]


def _is_of_the_deed(c: Word, noun: Word) -> bool:
    """Whether a phrase behind a noun tells the deed, not the noun: "accused the agencies | of mixing guns"."""
    if c.dep != "prep":
        return False
    if any(w.tag == "VBG" and w.dep == "pcomp" for w in c.children):
        return True
    if noun.dep not in ("dobj", "nsubjpass", "nsubj") or noun.head.lemma not in _SAID_OF:
        return False
    if c.lower == "of":  # "accused the minister of treason", but "accused the head of the bank"
        return any(w.dep == "pobj" and w.pos == "NOUN" and not _is_determined(w) for w in c.children)
    return c.lower == "for"


def _is_determined(noun: Word) -> bool:
    return noun.tag == "NNS" or any(c.dep in ("det", "poss") for c in noun.children)


def _tells_who(word: Word) -> bool:
    if word.dep == "prep":
        return word.lower in _PREPOSITIONS
    return word.dep == "acl" and word.tag in _PARTICIPLES
