"""Clefts read by their words, since parsers scatter them: "What feeds this war is not envy but impunity"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_links import Draft, with_no
from aitia.extract.cause_spans import noun_phrase, phrase, span, starting_at, variable
from aitia.language.page import Word
from aitia.lexicon import causes as lexicon
from aitia.lexicon.causes import CausalVerb
from aitia.model.codes import Certainty
from aitia.model.text import Span

_COPULAS: Final = frozenset(["is", "was", "are", "were"])
_FINITE: Final = frozenset(["VBZ", "VBD", "VBN", "NNS", "VBP", "VB", "NN", "JJ"])
_AUXILIARIES: Final = frozenset("has have had really finally first most now then also truly".split())
# what is no deed or change: "what matters to them is", "what they mean is"
_STATES: Final = frozenset(
    """be matter mean say interest surprise concern strike remain happen seem make worry amaze astonish please trouble
    count bother fascinate impress puzzle distinguish differ define characterise characterize mark need want get set
    come go do know see call""".split()
)
_WITNESSES: Final = frozenset("me us you him her i we".split())
_OPENING: Final = frozenset([",", ";", ":", "—", "–", '"', "“", "‘", "(", "and", "but", "that"])
_WINDOW: Final = 16


def what_links(word: Word) -> Iterator[Draft]:
    """Links of "What V-s Y is X", where the verb has an object and X is no clause."""
    words = word.sent.words
    at = word.i - words[0].i
    if word.lower != "what" or (at and words[at - 1].lower not in _OPENING):
        return
    verb_at = next((k for k in range(at + 1, min(at + 4, len(words))) if words[k].lower not in _AUXILIARIES), 0)
    if not verb_at or verb_at >= len(words):
        return
    verb = words[verb_at]
    lemma = _lemma(verb)
    if verb.tag not in _FINITE or lemma in _STATES or verb.lower in _COPULAS or lemma == verb.lower:
        return
    be = next((k for k in range(verb_at + 2, min(verb_at + _WINDOW, len(words))) if _copula(words, k)), 0)
    if not be or be + 1 >= len(words):
        return
    target = [w for w in words[verb_at + 1 : be] if w.text != ","]
    if not target or any(w.lower in _WITNESSES or w.tag in ("WP", "WDT", "MD") for w in target):
        return
    effect, sign = _effect(lemma, verb, target)
    if effect is None:
        return
    where = Span(word.start, verb.end)
    before = span(target) if lemma == "follow" else None
    for named, sure in _focus(words[be + 1 : be + 1 + 2 * _WINDOW]):
        cause, told = (before, named) if before is not None else (named, effect)
        yield Draft(cause, told, where, sign, sure, "causes/what-cleft", 0.75)


def _lemma(verb: Word) -> str:
    known = lexicon.verbs()
    if verb.lemma in known or verb.pos == "VERB":
        return verb.lemma
    return next((s for s in (verb.lower[:-1], verb.lower[:-2]) if s in known), verb.lemma)


def _copula(words: tuple[Word, ...] | list[Word], k: int) -> bool:
    return words[k].lower in _COPULAS and words[k - 1].tag not in ("WP", "WDT", "EX") and words[k - 1].lower != "that"


def _effect(lemma: str, verb: Word, target: list[Word]) -> tuple[Span | None, int]:
    """The object where the verb is a known one of one sign, else the verb with what follows."""
    entries = [e for e in lexicon.verbs().get(lemma, ()) if e.cause == "subject" and _fits(e, target)]
    if entries and entries[0].effect == "object":
        words = target[1:] if entries[0].particle and target[0].lower == entries[0].particle else target
        words = words[:-1] if len(words) > 1 and words[-1].lower == entries[0].particle else words
        told, change = variable(words) if entries[0].sign == 1 else (words, entries[0].sign)
        return span(told), change
    return span([verb, *target]), 1


def _fits(entry: CausalVerb, target: list[Word]) -> bool:
    names = [w.lower for w in target]
    if entry.particle and entry.particle not in names:
        return False
    if entry.objects or entry.end_only:
        return False
    return entry.oblique is None or any(w in names for w in entry.oblique.prepositions)


def _focus(rest: tuple[Word, ...] | list[Word]) -> Iterator[tuple[Span, Certainty]]:
    """What is named behind the copula, and what "not X but Y" or "X and not Y" puts aside."""
    if rest[0].lower == "neither":
        return
    denied = rest[0].lower in ("not", "n't", "n’t", "less")
    k = 1 if denied else 0
    while k < len(rest) and (rest[k].pos == "ADV" or rest[k].text == ","):
        k += 1
    first = _noun_at(rest, k)
    if first is None:
        return
    where = span(first)
    if where is not None:
        yield where, "negated" if denied or with_no(first[-1]) else "asserted"
    behind = [w for w in rest if w.i > first[-1].i][:3]
    names = [w.lower for w in behind if w.text != ","]
    if denied and names[:1] in (["but"], ["than"]):
        second = _noun_at(
            rest, next(k for k, w in enumerate(rest) if w.i > first[-1].i and w.lower in ("but", "than")) + 1
        )
        if second is not None and (where := span(second)) is not None:
            yield where, "asserted"


def _noun_at(rest: tuple[Word, ...] | list[Word], k: int) -> list[Word] | None:
    """The noun phrase that starts at ``k``; None for a clause or a pronoun."""
    if k >= len(rest) or rest[k].tag in ("IN", "TO", "WP", "WDT", "WRB", "PRP", "VBG", "VBN", "VB"):
        return None
    top = starting_at(rest[k])
    if top is None or (top.pos not in ("NOUN", "PROPN") and top.lower != "one") or top.ent in ("DATE", "TIME"):
        return None
    stop = {c.i for c in top.children if c.dep in ("conj", "cc") and c.i > top.i and _set_against(top)}
    words = [w for w in (noun_phrase(top, stop) if stop else phrase(top)) if w.i >= rest[k].i]
    return words or None


def _set_against(top: Word) -> bool:
    return any(c.lower in ("but", "than") and c.dep in ("cc", "prep") for c in top.children)
