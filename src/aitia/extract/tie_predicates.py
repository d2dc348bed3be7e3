"""Ties that adjectives, prepositional phrases and joined words say: "loyal to", "at odds with", "pro-Russian".

Example: "The militia is loyal to the cleric" → supports; "rebels under the command of X" → X controls the rebels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from aitia.extract.cast import Cast, CastMention
from aitia.extract.tie_deeds import fitting
from aitia.extract.tie_statements import Stated, stated
from aitia.language.arcs import OBJECTS, conjuncts, prepositions
from aitia.language.frames import frame, surface_subjects
from aitia.language.page import Page, Word
from aitia.language.status import Status, has_nobody, status
from aitia.lexicon.ties import TiePhrase, TieWord, tie_adjectives, tie_phrases
from aitia.model.codes import Relation
from aitia.model.records import Participant

_COPULAS: Final = frozenset("be become feel grow look prove remain seem stay turn".split())
_PREFIXES: Final[dict[str, Relation]] = {"pro": "supports", "anti": "opposes"}
_PUTTING: Final = frozenset("bring have hold keep land leave place pit put set".split())
_HYPHENS: Final = frozenset(["-", "–", "‑"])


def ties_in_predicates(page: Page) -> Iterator[Stated]:
    """Ties of adjectives, of phrases, and of "pro-" and "anti-" before a name."""
    cast: Cast = page.cast
    adjectives, phrases = tie_adjectives(), tie_phrases()
    for word in page.words:
        if not word.sent.is_content:
            continue
        for entry in adjectives.get(word.lower, ()):
            yield from _adjective(page, cast, word, entry)
        if word.pos == "NOUN":
            for phrase in phrases.get(word.lower, ()):
                yield from _phrase(page, cast, word, phrase)
        if word.lower in _PREFIXES or word.lower.startswith(("pro-", "anti-")):
            yield from _prefixed(page, cast, word)


def _adjective(page: Page, cast: Cast, word: Word, entry: TieWord) -> Iterator[Stated]:
    if word.pos not in ("ADJ", "VERB") or (word.pos == "VERB" and word.tag != "VBN"):
        return
    objects = cast.everyone(_after(page, word, entry.slots))
    if not objects:
        return
    holders, verb = _holders(word)
    subjects = cast.everyone(holders)
    state = status(verb or word)
    if verb is not None and has_nobody(verb):
        state = replace(state, negated=True)  # "none of them are accountable to"
    if state.needed or (state.hypothetical and not state.negated):
        return
    yield from _each(page, subjects, objects, entry.relation, word, f"adjective/{entry.lemma}", state)


def _after(page: Page, word: Word, slots: tuple[str, ...]) -> list[Word]:
    """Heads of the noun phrases under a preposition of a word, or of the next word if the parser hung it elsewhere."""
    found = [w for name, w in prepositions(word) if name in slots]
    following = page.words[word.i + 1] if word.i + 1 < len(page.words) else word
    if not found and following.lower in slots and following.dep == "prep" and following.sent is word.sent:
        found = [x for c in following.children if c.dep == "pobj" for x in conjuncts(c)]
    return found


def _holders(word: Word) -> tuple[list[Word], Word | None]:
    """Of whom an adjective is said, and the verb that says it: "is loyal", "remained loyal", "troops loyal to"."""
    top = word
    while top.dep == "conj" and top.head.pos in ("ADJ", "VERB", "AUX") and top.head is not top:
        if any(c.dep in ("nsubj", "nsubjpass") for c in top.children):
            break
        top = top.head
    if any(c.dep in ("nsubj", "nsubjpass") for c in top.children):
        return surface_subjects(top), top
    head = top.head
    if top.dep in ("acomp", "attr", "oprd", "ROOT", "advcl", "ccomp") and head.lemma in _COPULAS:
        return surface_subjects(head), head
    if top.dep in ("amod", "acl", "relcl", "appos") and head.pos in ("NOUN", "PROPN", "PRON"):
        return [head], None
    return surface_subjects(top), None


def _phrase(page: Page, cast: Cast, noun: Word, phrase: TiePhrase) -> Iterator[Stated]:
    above = noun.head
    if noun.dep != "pobj" or above.lower != phrase.before:
        return
    if noun.lower == "side" and any(c.dep == "amod" for c in noun.children):
        return  # "on the Syrian side of the border"
    objects = cast.everyone(_after(page, noun, (phrase.after,)))
    if not objects and phrase.after == "of":  # "under his command", "on Libya's payroll"
        objects = cast.everyone([x for c in noun.children if c.dep == "poss" for x in conjuncts(c)])
        objects = objects or _national(cast, noun)
    if not objects:
        return
    governor = above.head
    if governor.pos in ("VERB", "AUX"):
        placed = [x for c in governor.children if c.dep in OBJECTS for x in conjuncts(c)]
        doers = frame(governor).agents if phrase.before == "with" else []
        beside = bool(placed) and placed[-1].i == above.i - 1
        after = bool(placed) and placed[-1].i < above.i  # no "the brigade, under his command, hit"
        if after and governor.lemma in _PUTTING:
            doers = placed  # "puts her at odds with", "put the militia under the command of"
        elif beside and phrase.turned and phrase.before not in ("under", "with"):
            doers = placed  # "blamed bandits in the pay of"
        holders = doers or _accused(governor) or surface_subjects(governor)
    else:
        holders = [governor]
    state = status(governor) if governor.pos in ("VERB", "AUX") else Status()
    if state.planned and phrase.before == "in" and phrase.after in ("of", "with"):
        state = Status()  # "plotted an attack in support of the cartel": the stand is taken
    if state.needed or (state.hypothetical and not state.negated):
        return
    subjects = cast.everyone(holders)
    if phrase.turned:
        subjects, objects = objects, subjects
    rule = f"phrase/{phrase.before}-{phrase.noun}"
    yield from _each(page, subjects, objects, phrase.relation, noun, rule, state)


def _national(cast: Cast, noun: Word) -> list[Participant]:
    """The nation whose a thing is by its adjective: "under Syrian protection", "in Iranian pay"."""
    before = [cast.covering.get(c.i) for c in noun.children if c.dep in ("amod", "compound") and c.i == noun.i - 1]
    return [
        Participant(actor=m.actor, span=m.span)
        for m in before
        if m is not None and m.form in ("name", "place") and cast.kind(m.actor) in ("state", "armed_group", "igo")
    ]


def _accused(verb: Word) -> list[Word]:
    """Who is accused of a deed: "accused the captain of killing them on orders from"."""
    if verb.dep != "pcomp" or verb.head.lower not in ("of", "with", "for"):
        return []
    return [x for c in verb.head.head.children if c.dep in OBJECTS for x in conjuncts(c)]


def _prefixed(page: Page, cast: Cast, word: Word) -> Iterator[Stated]:
    """The actor meant by "pro-" or "anti-" and who is called so: "pro-Russian rebels", "are anti-Western"."""
    words, low = page.words, word.lower
    named: CastMention | None = None
    last = word
    if low in _PREFIXES:
        if word.i + 2 >= len(words) or words[word.i + 1].text not in _HYPHENS:
            return
        last = words[word.i + 2]
        named = cast.covering.get(last.i)
        prefix = low
    else:
        prefix, _, rest = low.partition("-")
        named = cast.covering.get(word.i) or next(
            (m for m in cast.mentions if rest and m.form in ("name", "place") and m.head.lower == rest), None
        )
    if named is None or named.form not in ("name", "place"):
        return
    meant = Participant(actor=named.actor, span=named.span)
    holders, verb = _called(last if last.head is not word else word)
    subjects = [p for p in cast.everyone(holders) if p.actor != meant.actor]
    state = status(verb) if verb is not None else Status()
    if state.needed or (state.hypothetical and not state.negated):
        return
    yield from _each(page, subjects, [meant], _PREFIXES[prefix], word, f"compound/{prefix}", state)


def _called(word: Word) -> tuple[list[Word], Word | None]:
    """The noun that a joined word modifies, or the subject it is predicated of."""
    for _ in range(4):
        head = word.head
        if head is word:
            return [], None
        if head.pos in ("VERB", "AUX"):
            fits = word.dep in ("acomp", "attr", "oprd") and head.lemma in _COPULAS
            return (surface_subjects(head), head) if fits else ([], None)
        if head.pos == "NOUN" and word.dep in ("amod", "compound", "nmod", "npadvmod", "advmod", "punct"):
            return [head], None
        word = head
    return [], None


def _each(
    page: Page,
    subjects: list[Participant],
    objects: list[Participant],
    relation: Relation,
    word: Word,
    rule: str,
    state: Status,
) -> Iterator[Stated]:
    for a in subjects:
        for b in objects:
            fit = fitting(page.cast, a, relation, b) if a.actor != b.actor else None
            if fit is not None:
                yield stated(page, a, b, fit, word, [word], rule, time=state.time, factuality=state.factuality)
