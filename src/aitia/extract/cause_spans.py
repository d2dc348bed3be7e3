"""Spans of causes and effects: noun phrases, clauses and verb phrases as a careful reader would mark them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Final

from aitia.extract.cause_splices import inner_mark, unspliced
from aitia.extract.human_nouns import is_human
from aitia.language.page import Word, trimmed_span
from aitia.language.status import has_neg
from aitia.lexicon import causes as lexicon
from aitia.lexicon.actors import registry
from aitia.model.text import Span

_SUBJECTS: Final = frozenset(["nsubj", "nsubjpass", "csubj", "csubjpass", "expl"])
_EDGE: Final = frozenset(["PUNCT", "SPACE", "CCONJ"])
_LINKING: Final = frozenset(
    """thus therefore hence consequently thereby so then moreover furthermore however but and or yet nor also
    instead indeed nevertheless nonetheless meanwhile still only""".split()
)
_ASIDE: Final = 25  # words between a subject and its verb
_OPENING: Final = frozenset([",", "(", "—", "–", "--", "-"])
# nouns for less of something, and the prepositions that name it
_LESS: Final[dict[str, tuple[str, ...]]] = {
    "decrease": ("in", "of"), "decline": ("in",), "reduction": ("in", "of"), "drop": ("in",), "fall": ("in",),
    "shortage": ("of",), "shortfall": ("in", "of"), "deficit": ("in", "of"), "scarcity": ("of",),
    "depreciation": ("of",),
    "depletion": ("of",), "exhaustion": ("of",), "loss": ("of",), "damage": ("to",),
    "lack": ("of",), "failure": (), "slump": ("in",), "dearth": ("of",),
}  # fmt: skip
_LESS_HEADS: Final = frozenset(
    ["failure", "shortage", "shortfall", "deficit", "scarcity", "loss", "depletion", "damage"]
)
_LESS_ADJECTIVES: Final = frozenset(
    """low lower reduced decreased decreasing declining diminished limited insufficient inadequate dwindling
    falling fewer less shrinking""".split()
)
_MORE_ADJECTIVES: Final = frozenset(
    """high higher rising increased increasing growing soaring mounting excessive heavy more greater larger bigger
    worse widespread surging new""".split()
)
# goods whose want is less of them, while "lack of courage" stays what it is
_MATERIAL: Final = frozenset(
    """access rain rainfall food water fund funding money supply medicine fuel infrastructure expertise capacity
    resource sanitation hygiene diet nutrition harvest yield production practice condition electricity power job
    land seed crop information clarity investment service""".split()
)
_FALLING: Final = frozenset("decrease decline shrink fall drop diminish plummet dwindle".split())
_FORETOLD: Final = frozenset("expect forecast project predict estimate set".split())
_BAD: Final = frozenset(["poor", "deteriorating", "worsening"])
_LOWER: Final = frozenset("lower less fewer smaller weaker".split())
# what is said of things that are not there, and of things that are
_WANTING: Final = frozenset("impossible scarce unavailable unaffordable inaccessible".split())
_AT_HAND: Final = frozenset("possible available affordable accessible".split())
_NOMINAL: Final = frozenset(["NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM", "X"])


def noun_phrase(head: Word, stop: Collection[int] = ()) -> list[Word]:
    """The noun phrase around ``head``: with "of" and restrictive clauses, without what a comma sets off."""
    return _run(head, _collect(head, lambda w: w.i in stop or _loose(w)))


def clause(verb: Word, stop: Collection[int] = ()) -> list[Word]:
    """The clause of ``verb`` without its conjunction, coordinated clauses and set-off adverbials."""
    kept = _collect(verb, lambda w: w.i in stop or _outside(w))
    words = unspliced(verb, _with_subject(verb, _run(verb, kept), kept, stop))
    while words and (
        (words[0].dep in ("mark", "cc") and not inner_mark(words[0], verb))
        or words[0].lower in _LINKING
        or words[0].pos in _EDGE
    ):
        if words[0].lower == "instead" and words[1:2] and words[1].lower == "of":
            break
        words = words[1:]
    return words


def _with_subject(verb: Word, words: list[Word], kept: set[Word], stop: Collection[int]) -> list[Word]:
    """A clause with the subject an aside cut off: "the crane, which broke in May, was never mended"."""
    subject = verb.child("nsubj", "nsubjpass")
    if subject is None or subject not in kept or subject.i >= words[0].i or words[0].i - subject.i > _ASIDE:
        return words
    whole = _run(subject, kept)
    gap = verb.sent.words[whole[-1].i + 1 - verb.sent.words[0].i : words[0].i - verb.sent.words[0].i]
    cut = any(w.i in stop or w.text in (";", ":") for w in gap)
    set_off = whole[-1].text in _OPENING or (gap and gap[0].text in _OPENING)
    return words if cut or not gap or not set_off else [*whole, *gap, *words]


def main_part(verb: Word, stop: set[int], first: Word) -> list[Word]:
    """The clause of a verb without the adjunct, conjuncts of the verb included when the adjunct opens the sentence."""
    words = clause(verb, stop)
    return [w for w in words if (w.i < first.i) == (verb.i < first.i)]


def consequent(verb: Word, stop: set[int], first: Word) -> tuple[list[Word], int]:
    """What would follow, and -1 where that is a loss: "would lose the port", "would not have left home".

    The denial of what has not happened yet stays in the words: "the truce will not hold".
    """
    gone = verb.child("dobj") if verb.lemma in ("lose", "forfeit") else None
    if gone is not None:
        return noun_phrase(gone, stop), -1
    over = verb.child("nsubj") if verb.lemma in ("stop", "end", "cease", "subside") else None
    would = any(c.dep == "aux" and c.tag == "MD" for c in verb.children) and not has_neg(verb)
    ended = verb.child("dobj", "xcomp", "ccomp", "prt") is None
    ended = ended and not any(c.dep == "prep" and c.lower in ("in", "with", "up") for c in verb.children)
    if would and ended and over is not None and over.pos == "NOUN":
        return noun_phrase(over, stop), -1  # "the bombing would stop"
    if has_neg(verb) and any(c.dep == "aux" and c.lemma == "have" for c in verb.children):
        words = [w for w in verb_phrase(verb, stop) if (w.i < first.i) == (verb.i < first.i)]
        if sum(w.pos not in _EDGE for w in words) > 1:
            return words, -1
    words = main_part(verb, stop, first)
    if len(words) > 3 and words[0].pos == "ADP" and words[1].lower == "which":
        return words[2:], 1  # "a plan under which the bombing would stop"
    return words, 1


def verb_phrase(verb: Word, stop: Collection[int] = (), *, joined: bool = False) -> list[Word]:
    """The verb and what follows it, without subject and auxiliaries; coordinated verbs only when ``joined``."""

    def outside(w: Word) -> bool:
        if w.i in stop or (w.head is verb and w.i < verb.i):
            return True
        if w.dep == "conj" and w.head is verb:
            return not joined or _outside(w)
        return _outside(w)

    return _run(verb, _collect(verb, outside))


def phrase(head: Word, stop: Collection[int] = ()) -> list[Word]:
    """A noun phrase or, for a verb, its clause."""
    if head.pos in ("VERB", "AUX"):
        if head.tag == "VBG" and not any(c.dep in _SUBJECTS for c in head.children):
            return gerund(head, stop)
        return clause(head, stop)
    return noun_phrase(head, stop)


def gerund(verb: Word, stop: Collection[int] = ()) -> list[Word]:
    """A participle or gerund with its objects and the gerunds joined to it."""
    return _run(verb, _collect(verb, lambda w: w.i in stop or (w.head is verb and w.dep == "mark") or _outside(w)))


def starting_at(word: Word) -> Word | None:
    """Head of the widest phrase that begins at ``word``, by climbing while the head stands to the right."""
    top = word
    for _ in range(40):
        if top.head is top or top.head.i < word.i:
            break
        top = top.head
    return top if top.pos not in ("PUNCT", "SPACE") else None


def span(words: Iterable[Word]) -> Span | None:
    """The trimmed span of ``words``; None where only punctuation is left."""
    return trimmed_span(words)


def members(head: Word) -> list[Word]:
    """Coordinated heads that deserve a row each: those with words of their own, or a list of three and more."""
    out = [head]
    for word in out:
        for c in word.children:
            if c.dep == "conj" and c.i > word.i and c.pos in ("NOUN", "PROPN", "VERB") and len(out) < 8:
                out.append(c)
    if len(out) == 1:
        return out
    own = sum(any(c.dep in ("det", "poss", "prep", "amod", "compound", "dobj") for c in w.children) for w in out[1:])
    return out if len(out) > 2 or own == len(out) - 1 else out[:1]


def variable(words: list[Word]) -> tuple[list[Word], int]:
    """The quantity a phrase speaks of, and -1 where it speaks of less of it.

    "a decline in exports" → exports, -1; "labour shortages" → labour, -1; "prices have fallen" → prices, -1.
    """
    inside = {w.i for w in words}
    head = next((w for w in words if w.head.i not in inside or w.head is w), None)
    if head is None:
        return words, 1
    if head.pos == "VERB" and head.lemma in _FALLING and head.child("dobj") is None:
        subject = head.child("nsubj")
        if subject is not None and subject.i in inside and subject.pos in ("NOUN", "PROPN"):
            return noun_phrase(subject), -1
    suffers = head.child("nsubjpass") if head.tag == "VBN" and _harm(head) else None
    if suffers is not None and _are_people(suffers):
        return words, 1
    if suffers is not None and suffers.i in inside:
        return noun_phrase(suffers), -1
    if head.pos in ("VERB", "AUX") and falls(words):
        foretold = head.dep == "xcomp" and head.head.lemma in _FORETOLD
        lower = (head.head if foretold else head).child("nsubj", "nsubjpass")
        return (noun_phrase(lower), -1) if lower is not None and (foretold or lower.i in inside) else (words, 1)
    if head.pos != "NOUN":
        return words, 1
    for c in head.children:  # "livelihoods being destroyed", not "a suspicion that they were destroyed"
        passive = c.dep == "acl" and c.tag == "VBN" and c.child("auxpass") is not None and c.child("mark") is None
        if passive and c.i in inside and _harm(c):
            return [w for w in words if w.i <= head.i], -1
    if head.lemma in _LESS:
        after = [w for w in words if w.i > head.i]
        under = next((w for w in after[1:] if w.pos in ("NOUN", "PROPN") and w.head.i < after[1].i), None)
        measured = head.lemma != "lack" or (under is not None and under.lemma in _MATERIAL)
        if len(after) > 1 and after[0].lower in _LESS[head.lemma] and measured:
            return after[1:], -1
        if head.lemma in _LESS_HEADS:
            own = [
                c
                for c in head.children
                if (head.lemma not in ("failure", "deficit") or c.lemma in _MATERIAL)
                and c.dep in ("compound", "nmod")
                and c.i == head.i - 1
            ]
            if own:
                return [w for w in own[0].subtree() if w.i in inside], -1
    less = next((c for c in head.children if c.dep == "amod" and c.lower in _LESS_ADJECTIVES), None)
    if less is None and head.lemma in _MATERIAL:
        less = next((c for c in head.children if c.dep == "amod" and c.lower in _BAD), None)
    if less is not None and less.i in inside:
        rest = [w for w in words if w.i > less.i]
        return (rest, -1) if rest else (words, 1)
    return words, 1


def lacking(head: Word) -> bool:
    """Whether a noun names less of something: "a lack of fuel", "a drop in output"."""
    return head.lemma in _LESS


def measured(head: Word) -> bool:
    """Whether a noun says by itself that there is more or less of it: "high prices", "a drop in output"."""
    return head.lemma in _LESS or any(
        c.dep == "amod" and c.lower in _LESS_ADJECTIVES | _MORE_ADJECTIVES for c in head.children
    )


def falls(words: list[Word]) -> bool:
    """Whether a clause says that its subject becomes less: "prices fell", "access continues to be constrained".

    So does a lower measure in the predicate, or that it is not to be had: "output is expected to be lower", "food is
    scarce", "repairs were not possible".
    """
    inside = {w.i for w in words}
    head = next((w for w in words if w.head.i not in inside or w.head is w), None)
    if head is None or head.pos not in ("VERB", "AUX"):
        return False
    if head.lemma in ("continue", "begin", "start", "keep", *_FORETOLD):
        head = head.child("xcomp") or head
    if head.lemma == "be":
        wanted = _AT_HAND if has_neg(head) else _LOWER | _WANTING
        return any(c.dep == "acomp" and c.lower in wanted for c in head.children)
    if head.lemma in _FALLING and head.child("dobj") is None:
        return True
    suffers = head.child("nsubjpass")
    if suffers is not None and _are_people(suffers):
        return False
    return head.tag == "VBN" and head.child("auxpass") is not None and _harm(head)


def lessened(words: list[Word]) -> bool:
    """Whether something becomes less by what happens: as ``falls``, or "reduced farm output", "a loss of income"."""
    inside = {w.i for w in words}
    head = next((w for w in words if w.head.i not in inside or w.head is w), None)
    if head is None or falls(words):
        return head is not None
    if head.pos == "VERB" and not any(c.dep in _SUBJECTS and c.i in inside for c in head.children):
        harmed = head.child("dobj")
        return harmed is not None and harmed.i in inside and not has_neg(head) and _harm(head)
    return variable(words)[1] < 0


def _are_people(word: Word) -> bool:
    """Whether those who suffer a deed are people, who are no fewer by it: "two hundred students were arrested"."""
    agent = registry().agents.get(word.lemma)
    return is_human(word) or (agent is not None and agent.kind in ("person", "population"))


def _harm(verb: Word) -> bool:
    return any(e.sign == -1 and e.effect == "object" and not e.fixed for e in lexicon.verbs().get(verb.lemma, ()))


def separate(head: Word, stop: Collection[int] = ()) -> list[list[Word]]:
    """The phrases of ``head`` and its coordinated members, apart where ``members`` says so."""
    heads = members(head)
    if len(heads) == 1:
        return [phrase(head, stop)]
    apart = {w.i for w in heads} | set(stop)
    return [_with_own(phrase(w, apart - {w.i}), heads) for w in heads]


def _with_own(words: list[Word], heads: list[Word]) -> list[Word]:
    """A member with the "of" phrase right behind it that the parser gave to another member."""
    if not words:
        return words
    sentence = words[-1].sent.words
    at = words[-1].i - sentence[0].i + 1
    if at < len(sentence) and sentence[at].dep == "prep" and sentence[at].lower in ("of", "in", "to", "for"):
        strayed = sentence[at].head in heads and sentence[at].head not in words
        return [*words, *_run(sentence[at], _collect(sentence[at], _loose))] if strayed else words
    return words


def listed(words: list[Word]) -> list[list[Word]]:
    """The further members of a list that ``words`` begins, read off the text: parsers scatter long lists."""
    if not words:
        return []
    sentence = words[0].sent.words
    base = sentence[0].i
    at = max(w.i for w in words if w.pos not in _EDGE or w is words[0]) - base + 1
    out: list[list[Word]] = []
    closed = False
    while at + 1 < len(sentence) and len(out) < 8 and not closed:
        while at < len(sentence) and sentence[at].text == ")":
            at += 1
        first = at
        while at < len(sentence) and (sentence[at].text == "," or sentence[at].lower == "and"):
            closed = closed or sentence[at].lower == "and"
            at += 1
        top = starting_at(sentence[at]) if first < at < len(sentence) else None
        if top is None or top.pos != "NOUN" or any(c.dep in ("nsubj", "relcl") and c.i > top.i for c in top.children):
            break
        group = [
            w for w in noun_phrase(top, {w.i for w in top.subtree() if w.dep in ("conj", "cc")}) if w.i >= base + at
        ]
        while group and group[-1].pos in _EDGE:
            group.pop()
        if not group or group[0].i != base + at:
            break
        out.append(group)
        at = group[-1].i - base + 1
    follows = sentence[at] if at < len(sentence) else None
    if not closed or len(out) < 2 or (follows is not None and follows.pos in ("VERB", "AUX")):
        return []
    return out


def comma_before(word: Word) -> bool:
    """Whether a comma or dash stands before the first word of the subtree of ``word``."""
    first = word
    while first.children and first.children[0].i < first.i:
        first = first.children[0]
    if first.i == first.sent.words[0].i:
        return False
    return first.sent.words[first.i - first.sent.words[0].i - 1].text in (",", "—", "–", "--", "-", ";")


def _collect(head: Word, outside: Callable[[Word], bool]) -> set[Word]:
    kept, stack = {head}, [head]
    while stack:
        for c in stack.pop().children:
            if not outside(c):
                kept.add(c)
                stack.append(c)
    return kept


def _run(head: Word, kept: set[Word]) -> list[Word]:
    """The unbroken stretch around ``head``; punctuation may bridge it."""
    words = head.sent.words
    base = words[0].i
    first = last = head.i - base
    low = high = first
    while low > 0 and (words[low - 1] in kept or words[low - 1].text in "\"'“”‘’()"):
        low -= 1
        if words[low] in kept:
            first = low
    while high + 1 < len(words) and (words[high + 1] in kept or words[high + 1].text in "\"'“”‘’()"):
        high += 1
        if words[high] in kept:
            last = high
    return words[first : last + 1]


def _loose(word: Word) -> bool:
    """What does not belong to a noun phrase: set-off clauses and appositions, clauses hung on it by mistake."""
    if word.dep in ("relcl", "acl", "appos", "advcl", "parataxis"):
        return comma_before(word) or word.dep in ("parataxis",)
    if word.dep == "conj":
        return word.pos in ("VERB", "AUX") and word.head.pos in _NOMINAL and word.tag != "VBG"
    if word.dep == "cc":
        return not any(c.dep == "conj" and not _loose(c) for c in word.head.children)
    return False


def _outside(word: Word) -> bool:
    """What does not belong to a clause: other clauses joined or set off by a comma."""
    if word.dep == "conj" and word.head.pos in ("VERB", "AUX") and word.pos in ("VERB", "AUX"):
        return any(c.dep in _SUBJECTS for c in word.children)
    if word.dep in ("advcl", "relcl", "acl"):
        return word.i > word.head.i and comma_before(word) and (word.head.i - word.i < -2)
    if word.dep in ("parataxis", "discourse", "intj", "meta"):
        return word.dep == "parataxis" or not (word.lower in ("yes", "no") and word.head.lemma in ("vote", "say"))
    if word.dep == "mark" and word.head.dep == "advcl" and word.head.i < word.head.head.i:
        return False
    return word.dep in ("mark", "cc", "preconj") and word.head.pos in ("VERB", "AUX") and word.i < word.head.i
