"""Links of turns of phrase: by V-ing, so ... that, "X, so Y", "Had X, Y", the reason is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_links import Draft, certainty_of
from aitia.extract.cause_spans import (
    clause,
    consequent,
    gerund,
    main_part,
    noun_phrase,
    phrase,
    span,
    verb_phrase,
)
from aitia.extract.human_nouns import is_human
from aitia.language.page import Word
from aitia.language.status import has_neg, status
from aitia.lexicon import causes as lexicon
from aitia.model.codes import CausalRelation, Certainty
from aitia.model.text import Span

_SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj", "expl")

_NOT_MEANS: Final = frozenset(
    """say add note tell ask answer respond reply begin start end open close conclude point mention explain stress
    quote remind state call declare announce observe warn compare refer describe suggest argue claim drill prove show
    drive follow""".split()
)

# where "by" says the way gone, or how a talk goes
_MOVING: Final = frozenset("come go pass travel arrive stand live be get sit stop swear vary differ react".split())


def other_links(word: Word) -> Iterator[Draft]:
    """Links of "by V-ing", "so ... that", the inverted conditional and "the reason ... is"."""
    low = word.lower
    if low == "by" and word.dep in ("prep", "agent"):
        yield from _by_gerund(word)
    elif low == "so" and word.dep == "advmod" and word.head.i > word.i and word.head.pos in ("ADJ", "ADV", "VERB"):
        yield from _so_that(word)
    elif low == "so" and word.i > word.sent.words[0].i + 1:
        yield from _so_clause(word)
    elif low == "the":
        yield from _the_more(word)
    elif low in ("had", "should", "were") and (word is word.sent.words[0] or word.dep in ("aux", "auxpass")):
        yield from _inverted(word)
    elif word.lemma == "reason" and word.dep in ("nsubj", "attr"):
        yield from _reason(word)


def _by_gerund(word: Word) -> Iterator[Draft]:
    """Means: "stirred up anger by arresting monks"."""
    means = word.child("pcomp") or _gerund_as_adjective(word)
    verb = _governor(word)
    if means is None or means.tag != "VBG" or verb.pos not in ("VERB", "AUX") or verb.lemma in _NOT_MEANS:
        return
    if means.lemma in _NOT_MEANS:
        return
    told = gerund(means) if means.dep == "pcomp" else [w for w in phrase(means.head) if w.i >= means.i]
    if len(told) == 1 and means.child("ccomp", "xcomp", "dobj") is not None:
        return  # an end lost: "by forbidding that"
    cause = span(told)
    sign, words = 1, verb_phrase(verb, {word.i})
    entries = [
        e for e in lexicon.verbs().get(verb.lemma, ()) if not e.objects and not e.oblique and e.effect == "object"
    ]
    target = verb.child("dobj")
    vague = target is not None and (target.pos == "PRON" or target.lemma in ("thing", "matter"))
    fronted = word.i < verb.i
    if entries and target is not None and (target.i < word.i or fronted) and not vague:
        sign, words = entries[0].sign, noun_phrase(target, {word.i})
    elif verb.child("nsubjpass") is not None:
        words = clause(verb, {word.i})
    words = [w for w in words if w.i < word.i] if verb.i < word.i else [w for w in words if w.i > word.i]
    if means.lemma in ("do", "speak", "try"):
        return
    if target is None and verb.child("nsubjpass") is None:
        if verb.child("nsubj") is None or verb.lemma in _MOVING:
            return
        words = clause(verb, {word.i})
        words = [w for w in words if w.i < word.i] if verb.i < word.i else [w for w in words if w.i > word.i]
    effect = span(words)
    if cause is not None and effect is not None:
        yield Draft(cause, effect, Span(word.start, word.end), sign, certainty_of(verb), "causes/by-gerund", 0.8)


def _gerund_as_adjective(word: Word) -> Word | None:
    """The gerund right behind "by" taken for an adjective of its object: "by dangling membership, it lit a fuse"."""
    under = word.child("pobj")
    first = under.subtree()[0] if under is not None else None
    fits = first is not None and first.i == word.i + 1 and first.tag == "VBG" and first.dep in ("amod", "compound")
    return first if fits and first is not under and not is_human(under or word) else None


def _governor(word: Word) -> Word:
    """The verb a phrase between commas belongs to, where it was hung on the subject."""
    noun = word.head
    own = noun.pos in ("NOUN", "PROPN", "PRON") and noun.dep in ("nsubj", "nsubjpass") and noun.i < word.i < noun.head.i
    return noun.head if own and noun.sent.words[word.i - noun.sent.words[0].i - 1].text == "," else noun


def _so_that(word: Word) -> Iterator[Draft]:
    """ "so weak that it collapsed": the degree is the cause. Found by the words, since parsers lose this "that"."""
    words = word.sent.words
    at = word.i - words[0].i
    window = _before_verb(words[at + 2 : at + 16])
    that = next((w for w in window if (w.lower == "that" and w.tag != "DT") or w.text in (";", ":")), None)
    if (
        that is None
        or that.lower != "that"
        or words[at + 1].text == "-"
        or words[at + 1].tag in ("DT", "PRP", "PRP$")
        or words[at + 1].lower in ("far", "many", "much", "long")
    ):
        return
    result = that.head if that.head.i > that.i else None
    if result is None or result.pos not in ("VERB", "AUX") or result.child(*_SUBJECTS) is None:
        return
    cause = span([w for w in words[at:] if w.i < that.i])
    told = [w for w in clause(result, {that.i}) if w.i > that.i]
    effect = span(told)
    if cause is not None and effect is not None and len(told) > 2:
        sure = certainty_of(result)
        sure = "asserted" if sure == "negated" else sure
        yield Draft(cause, effect, Span(that.start, that.end), 1, sure, "causes/so-that", 0.7)


def _before_verb(words: tuple[Word, ...] | list[Word]) -> list[Word]:
    """The words up to the next finite verb or comma: what "so ... that" may span."""
    out: list[Word] = []
    for w in words:
        if w.text == "," or w.tag in ("VBZ", "VBP", "VBD", "MD"):
            break
        out.append(w)
    return out


def _so_clause(word: Word) -> Iterator[Draft]:
    """ "X, so Y": a clause with its own subject after a comma."""
    words = word.sent.words
    at = word.i - words[0].i
    if words[at + 1 : at + 2] and words[at + 1].lower == "that":
        yield from _so_that_clause(word)
        return
    if words[at - 1].text not in (",", ";", "—", "–", "-") or at + 1 >= len(words):
        return
    if words[at + 1].pos in ("ADJ", "ADV") or words[at + 1].lower in (
        "that",
        "far",
        "long",
        "much",
        "many",
        "as",
        "called",
        "too",
        "do",
        "does",
        "did",
    ):
        return
    verb = word.head
    if verb.pos not in ("VERB", "AUX") or verb.i < word.i or verb.child(*_SUBJECTS) is None:
        return
    earlier = verb.head if verb.head.i < word.i else None
    if earlier is None or earlier.pos not in ("VERB", "AUX"):
        earlier = next((c for c in verb.children if c.i < word.i and c.pos in ("VERB", "AUX")), None)
    if earlier is None:
        return
    cause = span([w for w in clause(earlier, {verb.i}) if w.i < word.i])
    told = [w for w in clause(verb, {earlier.i, word.i}) if w.i > word.i]
    effect = span(told) if verb in told and len(told) > 2 else None
    if cause is not None and effect is not None:
        sure = certainty_of(verb)
        yield Draft(
            cause, effect, Span(word.start, word.end), 1, "asserted" if sure == "negated" else sure, "causes/so", 0.6
        )


_COMING: Final = frozenset("happen occur recur arise begin start resume return come spread erupt follow".split())


def _so_that_clause(word: Word) -> Iterator[Draft]:
    """ "closed the border so that nobody could leave": an end with a modal verb, else a result."""
    words = word.sent.words
    that = words[word.i - words[0].i + 1]
    result = that.head if that.head.i > that.i and that.head.pos in ("VERB", "AUX") else None
    if result is None or result.child(*_SUBJECTS) is None:
        return
    verb = next((a for a in result.ancestors() if a.pos == "VERB" and a.i < word.i), None)
    if verb is None:
        return
    made = (
        verb.tag == "VBN" and verb.dep == "acl" and verb.head.pos == "NOUN" and not is_human(verb.head)
    )  # "a list drawn up so that"
    means = noun_phrase(verb.head, {verb.i}) if made else verb_phrase(verb, {result.i, word.i, that.i})
    means = [w for w in means if w.i < word.i]
    told = [w for w in clause(result, {word.i, that.i}) if w.i > that.i]
    sign, told = _averted(result, told)
    cause, effect = span(means), span(told)
    if cause is None or effect is None:
        return
    aimed = any(c.dep == "aux" and c.tag == "MD" for c in result.children)
    found = status(verb)
    open_ = found.planned or found.hypothetical or found.needed or words[-1].text == "?" or _asked_for(verb)
    relation: CausalRelation = "purpose" if aimed else "cause"
    sure: Certainty = "hypothetical" if open_ else "asserted"
    yield Draft(cause, effect, Span(word.start, that.end), sign, sure, "causes/so-that-clause", 0.6, relation)


def _averted(verb: Word, told: list[Word]) -> tuple[int, list[Word]]:
    """The sign of an end and its words: what "cannot recur" or "we never have to do" is prevented."""
    subject = verb.child("nsubj", "nsubjpass")
    if not has_neg(verb) or subject is None or not any(c.tag == "MD" for c in verb.children):
        return 1, told
    if subject.pos == "NOUN" and verb.lemma in _COMING:
        return -1, noun_phrase(subject)
    inner = verb.child("xcomp") if verb.lemma == "have" else None
    return (-1, verb_phrase(inner)) if inner is not None else (1, told)


def _asked_for(verb: Word) -> bool:
    """Whether a clause behind "that" has the bare form of what is asked for: "that they not be returned"."""
    if verb.child("mark") is None or any(c.tag in ("MD", "TO") for c in verb.children):
        return False
    return any(c.dep == "auxpass" and c.lower == "be" for c in verb.children) or (
        verb.tag == "VB" and verb.dep == "ccomp" and verb.child("aux") is None
    )


def _inverted(word: Word) -> Iterator[Draft]:
    """ "Had the army stayed, the town would have held"."""
    words = word.sent.words
    at = word.i - words[0].i
    opens = at == 0 or words[at - 1].text in (",", ";", "“", '"')
    if not opens and _should_first(word):
        yield from _should(word)
        return
    if not opens or (word.text[0].islower() and at == 0):
        return
    verb = word.head if word.dep in ("aux", "auxpass") else word
    subject = verb.child("nsubj", "nsubjpass") or _swallowed(word, verb)
    if subject is None or subject.i < word.i or words[-1].text == "?":
        return
    above = verb.head
    if verb.dep != "advcl" or above.pos not in ("VERB", "AUX"):
        return
    if not any(c.dep == "aux" and c.lower in ("would", "could", "might", "will", "may", "can") for c in above.children):
        return
    cause = span([w for w in clause(verb) if w.i > word.i])
    told, sign = consequent(above, {verb.i}, word)
    effect = span(told)
    if cause is not None and effect is not None:
        yield Draft(cause, effect, Span(word.start, word.end), sign, "hypothetical", "causes/inverted", 0.7)


def _swallowed(word: Word, verb: Word) -> Word | None:
    """A subject parsed as part of the verb behind "should": "Should the flow stop, ..."."""
    part = verb.child("compound") if word.lower == "should" and verb.tag == "VB" else None
    return part if part is not None and word.i < part.i < verb.i else None


def _should_first(word: Word) -> bool:
    """Whether "should" stands before its own subject: "send troops should it fail"."""
    verb = word.head
    subject = verb.child("nsubj", "nsubjpass") if word.lower == "should" and verb.i > word.i else None
    return subject is not None and word.i < subject.i < verb.i and verb.sent.words[-1].text != "?"


def _should(word: Word) -> Iterator[Draft]:
    """ "Will face sanctions should it attack": an inverted condition behind the main clause."""
    verb = word.head
    above = verb.head if verb.dep == "advcl" else None
    if above is None or above.pos not in ("VERB", "AUX") or above.i > word.i:
        above = next((c for c in verb.children if c.dep in ("ccomp", "parataxis") and c.i < word.i), None)
    if above is None or above.pos not in ("VERB", "AUX"):
        return
    inner = above.child("xcomp")
    if inner is not None and inner.tag == "VB" and inner.i < word.i:
        above = inner
    cause = span([w for w in clause(verb) if w.i > word.i])
    effect = span([w for w in main_part(above, {verb.i}, word) if w.i < word.i])
    if cause is not None and effect is not None:
        yield Draft(cause, effect, Span(word.start, word.end), 1, "hypothetical", "causes/inverted", 0.6)


def _the_more(word: Word) -> Iterator[Draft]:
    """ "The longer the siege lasts, the hungrier the city grows"."""
    words = word.sent.words
    at = word.i - words[0].i
    if at > 1 or len(words) < 6 or words[at + 1].tag not in ("JJR", "RBR"):
        return
    pairs = zip(words[at + 3 :], words[at + 4 :], words[at + 5 :], strict=False)
    comma = next((a for a, b, c in pairs if a.text == "," and b.lower == "the" and c.tag in ("JJR", "RBR")), None)
    if comma is None:
        return
    cause = span(w for w in words if word.i <= w.i < comma.i)
    effect = span(w for w in words if w.i > comma.i)
    if cause is not None and effect is not None:
        yield Draft(cause, effect, Span(word.start, words[at + 1].end), 1, "asserted", "causes/the-more", 0.6)


def _reason(word: Word) -> Iterator[Draft]:
    """ "The reason (why) Y is that X"."""
    verb = word.head
    if verb.lemma != "be" or word.dep != "nsubj":
        return
    explained = next((c for c in word.children if c.dep in ("relcl", "acl") and c.i > word.i), None)
    given = next((c for c in verb.children if c.dep in ("ccomp", "advcl") and c.i > verb.i), None)
    if explained is None or given is None or not any(c.lower in ("that", "because") for c in given.children):
        return
    cause = span(clause(given))
    effect = span([w for w in clause(explained) if w.lower not in ("why", "that")])
    if cause is not None and effect is not None:
        yield Draft(cause, effect, Span(word.start, word.end), 1, certainty_of(verb), "causes/reason", 0.8)
