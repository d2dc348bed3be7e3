"""Standpoints without a verb of saying: from whose view, on whose figures, by what account.

Example: "The dam, from Mali's point of view, is a weapon", "On the ministry's own figures, the harvest failed",
"Rumour has it that the king fled", "The war is over, or so the generals claim", "To hear the king tell it, we won",
"Mali's response: no talks under fire".
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Final

from aitia.extract.attribution import MAX_CUES, SECOND_PERSON, Draft, spans_of, speaks
from aitia.extract.attribution_inserted import told_before, told_behind
from aitia.extract.attribution_scope import host, stretch
from aitia.extract.quotes import Quotations
from aitia.language.arcs import conjuncts, prepositions
from aitia.language.page import Page, Word
from aitia.lexicon.claims import cue_entries
from aitia.model.text import Span

# what a preposition makes a standpoint of; those after "|" only with an owner
_BY: Final = frozenset("account admission count estimate estimation reckoning tally telling calculation".split())
_OWNED: Final = {
    "in": frozenset(
        """account assessment book estimation eye judgment judgement mind narrative opinion reading telling version
        view word""".split()
    ),
    "by": frozenset("arithmetic confession description figure logic version".split()),
    "on": frozenset("admission confession estimate figure reading reckoning showing telling version view".split()),
    "from": frozenset("perspective standpoint vantage viewpoint".split()),
}
_ON: Final = frozenset(["estimate", "reckoning"])
_BOOKS: Final = frozenset(["account", "book", "mind", "reading"])
_HEARSAY: Final = frozenset(
    """account folklore gossip joke legend lore myth narrative report rumor rumour story tale theory tradition version
    wisdom word""".split()
)
_SEPARATORS: Final = frozenset([",", "—", "–", "--"])
_ENDS: Final = frozenset([";", ".", "?", "!", ":"])
_CLAIMING: Final = frozenset("allege argue assert believe claim hope insist maintain pretend say swear think".split())
_PHRASE: Final = 16  # words of a standpoint at most
_LABEL: Final = 8  # words before a colon at most


def read_standpoints(page: Page, quotations: Quotations, taken: Container[int]) -> Iterator[Draft]:
    """Claims by phrases and set turns; ``taken`` are cues found before."""
    for sentence in page.content_sentences():
        found = 0
        words = sentence.words
        for n, word in enumerate(words):
            if found > MAX_CUES:
                break
            draft = None
            if word.lower in _OWNED and word.pos == "ADP":
                draft = in_view(page, word, quotations)
            elif word.lower in ("has", "had") and word.i not in taken:
                draft = _has_it(page, words, n, quotations)
            elif word.lower == "to" and not n:
                draft = _to_hear(page, words, quotations)
            elif word.lower == "if" and not n:
                draft = _if_believed(page, words, quotations)
            elif word.lower == "so" and n > 1 and words[n - 1].lower == "or":
                draft = _or_so(page, words, n, quotations)
            elif word.text == ":" and 1 < n <= _LABEL and word.i not in taken:
                draft = _answer(page, words, n, quotations)
            if draft is not None and draft.content:
                found += 1
                yield draft


def in_view(page: Page, word: Word, quotations: Quotations) -> Draft | None:
    """ "in the minister's view", "by some estimates", "from Mali's point of view"."""
    noun = word.child("pobj")
    if noun is None or (word.lower == "by" and word.head.tag == "VBN" and word.dep == "agent"):
        return None
    name, lemma = word.lower, noun.lemma
    owner = noun.child("poss")
    by_name = owner is not None
    if owner is None:
        owner = next((w for p, w in prepositions(noun) if p == "of" and w.lemma != "view"), None)
    if name == "from" and lemma == "point":
        if not any(w.lemma == "view" for p, w in prepositions(noun) if p == "of"):
            return None
        lemma = "standpoint"
        inner = next(w for p, w in prepositions(noun) if p == "of" and w.lemma == "view")
        owner = owner or next((w for p, w in prepositions(inner) if p == "of"), None)
    bare = _BY if name == "by" else _ON if name == "on" else frozenset()
    if lemma not in bare and (lemma not in _OWNED[name] or owner is None):
        return None
    if owner is None and name == "on" and (noun.tag != "NNS" and noun.child("amod") is None):
        return None
    if owner is not None and not by_name and (lemma in _BOOKS or not speaks(page, owner)):
        return None  # "in the eye of the storm", "in a book of maps"
    if owner is not None and not by_name and lemma == "eye" and noun.tag != "NNS":
        return None
    if owner is not None and owner.lower in ("its", *SECOND_PERSON):
        return None
    if lemma == "eye" and word.head.pos in ("NOUN", "PROPN") and word.head.dep != "attr":
        return None  # "with tears in his eyes"
    if name in ("on", "from") and owner is not None and not speaks(page, owner):
        return None
    end = noun.i + 2 * (noun.lemma == "point")
    cue = [w for w in noun.sent.words if word.i <= w.i <= end]
    if not by_name and owner is not None and owner.i - word.i < _PHRASE:
        cue = [w for w in noun.sent.words if word.i <= w.i < owner.subtree()[0].i] or cue
    sources = conjuncts(owner) if owner is not None else []
    above = word.head
    judging = above.lemma in ("go", "judge") and above.dep == "advcl" and above.i == word.i - 1
    content = [] if judging else _around(page, word, noun, quotations)
    content = content or host(page, above if judging else word, quotations)
    if lemma == "word":
        content = _quoted(content, quotations)
    if name in ("on", "from") and not _apart(word, noun):
        return None
    return Draft(word, cue, sources, content, hedged=name == "by", rule="in-view")


def _quoted(content: list[Span], quotations: Quotations) -> list[Span]:
    """Of what stands on both sides, the quotation behind: 'The front would, in the words of one guard, "fall"'."""
    if len(content) < 2:
        return content
    last = content[-1]
    over = quotations.over(last.start + 1)
    return [last] if over is not None and over.start >= last.start and over.end >= last.end - 1 else content


def _bounds(word: Word, noun: Word) -> tuple[int, int] | None:
    """Where the sentence goes on around a phrase set off by commas: index of the mark before and of the mark after."""
    words = word.sent.words
    n = word.i - words[0].i
    if n and words[n - 1].text not in _SEPARATORS:
        return None
    right = noun.i - words[0].i + 1
    while right < len(words) and words[right].text not in _SEPARATORS and words[right].text not in _ENDS:
        right += 1
        if right - n > _PHRASE:
            return None
    return n - 1, right


def _apart(word: Word, noun: Word) -> bool:
    """Whether a phrase is set off by commas, or opens its sentence before one."""
    bounds = _bounds(word, noun)
    return bounds is not None and (bounds[0] > 0 or word.sent.words[bounds[1]].text == ",")


def _around(page: Page, word: Word, noun: Word, quotations: Quotations) -> list[Span]:
    """What a phrase between commas in the middle of a sentence is said of, read from the order of words."""
    bounds = _bounds(word, noun)
    words = word.sent.words
    if bounds is None or bounds[0] < 1 or bounds[1] >= len(words) - 1 or words[bounds[1]].text not in _SEPARATORS:
        return []
    left, right = bounds
    before = [w for w in words[:left] if w.pos != "PUNCT"]
    if len(before) <= 3 and not any(w.pos in ("VERB", "AUX", "NOUN", "PROPN", "PRON") for w in before):
        return []
    if not any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in words[:left]) or before[0].lower == "it":
        told = told_before(words, left, right) + told_behind(words, left, right)
        return spans_of(page, told, words[left + 1 : right], quotations)
    return []


def _has_it(page: Page, words: list[Word], n: int, quotations: Quotations) -> Draft | None:
    """ "Rumour has it that the king fled"."""
    if n + 4 > len(words) or words[n + 1].lower != "it" or words[n + 2].lower != "that" or not n:
        return None
    near = words[max(0, n - 10) : n]
    k = next((k for k in range(len(near) - 1, -1, -1) if near[k].lemma.lower() in _HEARSAY), None)
    if k is None or any(w.text in _ENDS or w.tag in ("VBD", "VBZ", "VBP", "MD") for w in near[k + 1 :]):
        return None
    subject = near[k]
    owner = subject.child("poss")
    told = stretch(words[n + 2 :], words[n : n + 2])
    return Draft(
        words[n], words[n : n + 2], [owner] if owner is not None else [],
        spans_of(page, told, words[: n + 2], quotations), hedged=True, rule="has-it",
    )  # fmt: skip


def _to_hear(page: Page, words: list[Word], quotations: Quotations) -> Draft | None:
    """ "To hear the king tell it, we won"."""
    if len(words) < 8 or words[1].lower != "hear":
        return None
    n = next((k for k, w in enumerate(words[2:14], 2) if w.lower == "tell"), None)
    if n is None or words[n + 1].lower != "it" or words[n + 2].text != ",":
        return None
    return _opened(page, words, 2, n, n + 2, quotations)


def _if_believed(page: Page, words: list[Word], quotations: Quotations) -> Draft | None:
    """ "If the king is to be believed, we won"."""
    n = next((k for k, w in enumerate(words[2:14], 2) if w.lower == "believed"), None)
    if n is None or [w.lower for w in words[n - 2 : n]] != ["to", "be"] or n + 2 >= len(words):
        return None
    if words[n + 1].text != "," or words[n - 3].lower not in ("is", "are", "was", "were"):
        return None
    return _opened(page, words, 1, n - 3, n + 1, quotations)


def _opened(page: Page, words: list[Word], first: int, verb: int, comma: int, quotations: Quotations) -> Draft | None:
    """A claim of whoever is named between two words at the beginning, of all behind the comma."""
    named = words[first:verb]
    head = next((w for w in named if w.head not in named), None)
    if head is None or head.pos not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
        return None
    own = words[: comma + 1]
    told = stretch(words[comma + 1 :], own)
    sources = [head] if speaks(page, head, texts=True) else []
    return Draft(
        words[verb], [*words[:first], *words[verb:comma]], sources, spans_of(page, told, own, quotations), hedged=True,
        rule="opened",
    )  # fmt: skip


def _or_so(page: Page, words: list[Word], n: int, quotations: Quotations) -> Draft | None:
    """ "The war is over, or so the generals claim"."""
    end = next((k for k in range(n + 1, len(words)) if words[k].text in _ENDS or words[k].text in _SEPARATORS), 0)
    verb = words[end - 1] if end else words[n]
    if verb.lemma not in _CLAIMING or words[n - 2].text not in _SEPARATORS or end - n > _PHRASE:
        return None
    subject = words[n + 1 : end - 1]
    head = next((w for w in reversed(subject) if w.pos in ("NOUN", "PROPN", "PRON")), None)
    if head is None or head.lower in ("it", "i", *SECOND_PERSON) or not speaks(page, head, texts=True):
        return None
    inside = words[end].text in _SEPARATORS
    told = told_before(words, n - 2, end) + (told_behind(words, n - 2, end) if inside else [])
    return Draft(verb, [verb], [head], spans_of(page, told, words[n - 2 : end], quotations), rule="or-so")


def _answer(page: Page, words: list[Word], n: int, quotations: Quotations) -> Draft | None:
    """ "Mali's response: no talks under fire": a noun of saying with its owner, and nothing else, before a colon."""
    label = words[:n]
    noun = label[-1]
    entry = next(iter(cue_entries("noun").get(noun.lemma, ())), None)
    if entry is None or "t" not in entry.frames or noun.pos != "NOUN":
        return None
    if any(w.pos in ("VERB", "AUX", "PUNCT", "SCONJ", "ADP") for w in label):
        return None
    owner = noun.child("poss")
    if owner is None or owner.lower in SECOND_PERSON or not speaks(page, owner):
        return None
    told = stretch(words[n + 1 :], label)
    return Draft(noun, [noun], [owner], spans_of(page, told, words[: n + 1], quotations), rule="noun/colon")
