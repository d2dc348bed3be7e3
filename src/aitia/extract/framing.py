"""The author's own claims under an explicit frame: "The bottom line is", "There is no doubt that", "Make no mistake".

Example: "The truth is that the truce never held" → framed, author, [the truce never held].
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from aitia.extract.attribution import Draft, clean, spans_of, speaks
from aitia.extract.quotes import Quotations
from aitia.language.arcs import prepositions
from aitia.language.page import Page, Sentence, Word

FRAMING_NOUNS: Final = frozenset(
    """answer catch conclusion consequence crux danger difficulty explanation fact fear gist hope implication irony
    lesson line matter moral paradox point problem question reality reason result risk rub thing tragedy trouble truth
    upshot worry""".split()
)
_JUDGEMENTS: Final = frozenset(
    """apparent arguable certain clear conceivable curious disgrace doubtful doubtless evident fair fact fitting
    indisputable inconceivable incontrovertible ironic likely mistake mystery no notable noteworthy obvious pity plain
    possible probable remarkable safe sad scandal secret shame strange striking telling time true truism undeniable
    unfortunate unlikely unquestionable wonder worth""".split()
)
_NO: Final = frozenset(
    "chance denying dispute doubt escaping evidence getting mistaking question reason secret sign way".split()
)
_OPENERS: Final = re.compile(
    r"\W*((?:make no mistake(?: about (?:it|this|that))?|let(?:'s|’s| us| me) (?:be|make this) "
    r"(?:very |perfectly |absolutely )?(?:clear|honest|frank|blunt|plain)(?: about [^.,:;!?\n]{1,60})?|"
    r"make no bones about it|needless to say|have no doubt|rest assured|mark my words|face it|"
    r"let(?:'s|’s| us) face it)\b)\W*",
    re.IGNORECASE,
)


def read_framing(page: Page, quotations: Quotations) -> Iterator[Draft]:
    """Framed claims outside quotations."""
    sentences = [s for s in page.sentences if s.is_content]
    for number, sentence in enumerate(sentences):
        if quotations.over(sentence.words[0].end) is None:
            draft = _opener(page, sentence, sentences[number + 1 : number + 2], quotations)
            if draft is not None:
                yield draft
                continue
        for word in sentence.words:
            if word.lemma == "be" and word.pos in ("AUX", "VERB") and quotations.over(word.start) is None:
                draft = _copula(page, word, quotations)
                if draft is not None:
                    yield draft


def _opener(page: Page, sentence: Sentence, after: list[Sentence], quotations: Quotations) -> Draft | None:
    span = sentence.span
    if sentence.words[0].lower[:4] not in ("make", "let", "need", "have", "rest", "mark", "face", "but", "so", "and"):
        return None
    found = _OPENERS.match(page.text, span.start, span.end)
    if found is None:
        return None
    content = clean(page, found.end(), span.end, quotations)
    if content is None or content.end - content.start < 12:
        if not after or after[0].paragraph != sentence.paragraph:
            return None
        content = clean(page, after[0].span.start, after[0].span.end, quotations)
    cue = [w for w in sentence.words if found.start(1) <= w.start < found.end(1)]
    if content is None or not cue:
        return None
    return Draft(sentence.words[0], cue, [], [content], framed=True, rule="framing/opener")


def _copula(page: Page, verb: Word, quotations: Quotations) -> Draft | None:
    subject = verb.child("nsubj", "expl", "csubj")
    if subject is None or (subject.i > verb.i and subject.lower != "it"):
        return None
    clause = verb.child("ccomp")
    if clause is not None and clause.i < verb.i:
        return None
    complement = verb.child("acomp", "attr")
    if complement is not None and clause is None:
        clause = next(
            (c for c in complement.children if c.dep in ("ccomp", "acl", "relcl") and c.i > complement.i and _that(c)),
            None,
        )
    if clause is None:
        return None
    if subject.lower == "it":
        if complement is None or complement.lemma not in _JUDGEMENTS:
            return None
    elif subject.dep == "expl":
        if complement is None or complement.lemma not in _NO:
            return None
        if complement.lemma != "reason" and not any(
            (c.dep in ("det", "neg") and c.lower == "no") or c.lower == "little" for c in complement.children
        ):
            return None
    elif subject.lemma not in FRAMING_NOUNS or complement is not None or _is_anothers(page, subject):
        return None
    words = clause.subtree()
    words = [w for w in verb.sent.words if w.i >= words[0].i]  # the frame is about the rest of the sentence
    first = words[0]
    own = [w for w in verb.sent.words if min(subject.subtree()[0].i, verb.i) <= w.i < first.i]
    if first.lower == "that" and len(words) > 1:
        own.append(first)
        words = words[1:]
    content = spans_of(page, words, own, quotations)
    return Draft(verb, own, [], content, framed=True, rule="framing/copula") if content and own else None


def _is_anothers(page: Page, noun: Word) -> bool:
    """Whether what frames a sentence is said to be somebody's: "the minister's hope is", "the official answer is"."""
    if any(c.dep == "poss" or (c.dep == "amod" and c.lower == "official") for c in noun.children):
        return True
    return any(name in ("of", "from") and speaks(page, w) for name, w in prepositions(noun))


def _that(clause: Word) -> bool:
    return any(c.dep == "mark" and c.lower == "that" for c in clause.children)
