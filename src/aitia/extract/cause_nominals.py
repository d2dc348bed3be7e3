"""Links that nouns and adjectives state: "X is the root of Y", "Y, a result of X", "X is key to Y"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_links import Draft, cause_span, certainty_of, is_actor, with_no
from aitia.extract.cause_purposes import end_groups
from aitia.extract.cause_retold import retold
from aitia.extract.cause_spans import (
    phrase,
    separate,
    span,
    starting_at,
    verb_phrase,
)
from aitia.language.arcs import is_passive, prepositions
from aitia.language.frames import frame
from aitia.language.page import Page, Word
from aitia.lexicon import causes as lexicon
from aitia.lexicon.causes import CausalNoun
from aitia.model.codes import Certainty
from aitia.model.text import Span

_COPULAS: Final = frozenset(
    """be become remain prove represent constitute seem appear form provide serve consider call see view regard
    describe""".split()
)

_CALLING: Final = frozenset("call consider describe regard see view".split())  # somebody calls X a blow to Y
_INSTANCES: Final = frozenset("example part one case illustration instance kind sort form".split())


# nouns that link only as "the cost of", "the work of"
_COMMON: Final = frozenset("work cost answer penalty reward".split())

_WAYS: Final = frozenset("way key path road route means step start formula tool chance".split())


def nominal_links(page: Page, word: Word) -> Iterator[Draft]:
    """Links of a noun or adjective: "X is the root of Y", "Y, a result of X", "the cause of Y is X"."""
    table = lexicon.nouns() if word.pos in ("NOUN", "PROPN") else lexicon.adjectives()
    entries = table.get(word.lemma) or table.get(word.lower)
    for entry in entries or ():
        if entry.modifier and not any(c.lower == entry.modifier for c in word.children):
            continue
        if word.lemma in _COMMON and (word.dep == "appos" or not any(c.lower == "the" for c in word.children)):
            continue
        under = _under(entry, word)
        if under is None:
            continue
        other = _subject_of(page, word, {word.i})
        if other is None:
            continue
        head, where, verb = other
        if word.lemma in ("mother", "father") and (under.ent == "PERSON" or is_actor(page, under)):
            continue  # "Ada Kane, mother of Ben"
        duty = word.lemma == "responsible" and under.tag == "VBG" and under.lemma not in lexicon.verbs()
        if duty and head is not None and is_actor(page, head):
            continue  # "is responsible for managing the port"
        if word.lemma in ("favorable", "favourable") and head is not None and is_actor(page, head):
            continue  # who likes whom
        if word.lemma == "contributor" and head is not None and is_actor(page, head):
            continue  # somebody who writes or pays
        for words in separate(under, {word.i}):
            target = span(words)
            if target is None:
                continue
            cause, effect = (where, target) if entry.forward else (target, where)
            sure: Certainty = certainty_of(verb) if verb is not None else "asserted"
            if sure == "negated" and word.dep == "conj" and any(c.lower == "but" for c in word.head.children):
                sure = "asserted"
            if word.lemma == "responsible" and verb is not None and _to_come(verb):
                continue  # a duty to come
            if with_no(word):
                sure = "negated"
            if head is not None and entry.sign == -1 and verb is None:
                sure = "asserted"
            rule = f"causes/nominal:{word.lemma}"
            yield Draft(cause, effect, Span(word.start, word.end), entry.sign, sure, rule, 0.7)
        return


def _to_come(verb: Word) -> bool:
    """Under a modal, its own or that of the verb it is joined to."""
    for _ in range(4):
        if any(c.tag == "MD" for c in verb.children):
            return True
        if verb.dep != "conj":
            return False
        verb = verb.head
    return False


def _under(entry: CausalNoun, word: Word) -> Word | None:
    if not entry.prepositions:
        for c in word.children:
            if c.dep == "pobj":
                return c
        return None
    for name, under in prepositions(word):
        if name in entry.prepositions:
            return under
    words = word.sent.words
    at = word.i - words[0].i + 1
    if at + 1 < len(words) and words[at].lower in entry.prepositions and words[at].head.pos in ("NOUN", "ADJ", "AUX"):
        return starting_at(words[at + 1])
    return None


def _subject_of(page: Page, word: Word, stop: set[int]) -> tuple[Word | None, Span, Word | None] | None:
    """What a nominal is said of: the subject of its copula, the noun it stands in apposition to, its own predicate."""
    head, dep = word.head, word.dep
    if dep == "pobj" and head.lower == "of" and head.head.lemma in _INSTANCES:
        word = head.head
        head, dep = word.head, word.dep
    if dep == "conj" and head.dep == "attr" and head.i < word.i:
        head, dep = head.head, "attr"  # "not a misfortune but a product of the blockade"
    if dep in ("attr", "acomp", "oprd", "pobj", "dobj", "prep") and head.pos in ("AUX", "VERB", "ADP"):
        verb = head
        if dep == "pobj":
            if head.lower != "as" or head.head.pos not in ("VERB", "AUX"):
                return None
            verb = head.head
        if verb.lemma not in _COPULAS or any(c.dep == "expl" for c in verb.children):
            return None  # "there would be an end to impunity" is said of nobody
        if dep != "dobj" and (told := retold(page, verb)) is not None:
            return None, told, verb
        if dep == "dobj" and verb.lemma not in ("represent", "constitute", "form", "become"):
            return None
        called = dep == "oprd" and verb.lemma in _CALLING and not is_passive(verb)
        for agent in frame(verb).agents if not is_passive(verb) and not called else frame(verb).patients:
            if agent is word or agent.lower == "there":
                continue
            where = cause_span(page, agent, {verb.i, *stop})
            return (agent, where, verb) if where else None
        return None
    if dep == "appos" and head.i < word.i and word.lemma != "end" and not _behind_colon(head, word):
        where = span(phrase(head, stop))
        return (head, where, None) if where else None
    if dep == "nsubj" and head.lemma == "be":
        for c in head.children:
            if c.dep in ("attr", "ccomp") and c.i > head.i:
                where = span(phrase(c, stop))
                return (c, where, head) if where else None
    return None


def _behind_colon(head: Word, word: Word) -> bool:
    """Whether a colon stands between, as in a heading: "Letter: The price of a vote"."""
    base = head.sent.words[0].i
    return any(w.text == ":" for w in head.sent.words[head.i - base : word.i - base])


def way_links(page: Page, word: Word) -> Iterator[Draft]:
    """ "X is the only way to V Y", "the key to V-ing Y is X": what the way leads to is the effect."""
    if word.lemma not in _WAYS or word.pos != "NOUN":
        return
    end = _end_of(word)
    if end is None:
        return
    other = _subject_of(page, word, {word.i}) or _predicate_of(word)
    if other is None:
        return
    _, where, verb = other
    sure: Certainty = certainty_of(verb) if verb is not None else "asserted"
    for words, sign in end_groups(end):
        effect = span(words)
        if effect is not None and (sign == -1 or len(words) > 1):
            where_word = Span(word.start, word.end)
            yield Draft(where, effect, where_word, sign, sure, f"causes/way:{word.lemma}", 0.6)


def _end_of(word: Word) -> Word | None:
    """The infinitive or gerund under a noun such as "way", directly or behind "on the path"."""
    for c in word.children:
        if c.i < word.i:
            continue
        if c.dep in ("relcl", "acl") and c.tag == "VB" and any(x.dep == "aux" and x.lower == "to" for x in c.children):
            return None if c.child("nsubj") else c
        if c.dep == "prep" and c.lower in ("to", "of", "for", "in"):
            under = c.child("pcomp")
            if under is not None and under.tag == "VBG":
                return under
    return None


def _predicate_of(word: Word) -> tuple[Word | None, Span, Word | None] | None:
    """What is said of a noun that is the subject: "the key is X", "the way is to V", "the key is V-ing"."""
    verb = word.head
    if word.dep != "nsubj":
        return None
    said = verb.child("attr", "ccomp", "xcomp") if verb.lemma == "be" else None
    if verb.tag == "VBG" and any(c.dep == "aux" and c.lemma == "be" for c in verb.children):
        where = span(verb_phrase(verb))
        return (verb, where, verb) if where else None
    if said is None or said.i < verb.i:
        return None
    where = span(verb_phrase(said) if said.tag == "VB" else phrase(said))
    return (said, where, verb) if where else None
