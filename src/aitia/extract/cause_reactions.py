"""Links of reactions: "jailed for insulting the king", "fell out over the timetable", "to the dismay of the allies"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_links import Draft, certainty_of
from aitia.extract.cause_spans import clause, gerund, noun_phrase, phrase, span, verb_phrase
from aitia.language.page import Word

_PUNISHED: Final = frozenset(
    """jail imprison arrest detain fine punish sanction sack fire dismiss expel execute hang behead shoot kill ban
    suspend prosecute convict sentence indict reward beat flog deport exile banish evict shell bomb besiege torture
    blacklist""".split()
)
# where somebody is put for what he did
_PENALTIES: Final = frozenset("prison jail dock trial ration gallows exile custody detention pillory death".split())
_QUARRELS: Final = frozenset(
    """resign quit quarrel clash split feud bicker riot strike walk boycott withhold suspend expel sack dismiss recall
    sever protest demonstrate mutiny revolt impeach sue""".split()
)
_FEELINGS: Final = frozenset(
    """annoyance dismay delight relief horror alarm embarrassment fury anger disgust astonishment surprise satisfaction
    irritation consternation chagrin amazement discomfort distress outrage shock frustration""".split()
)


# ground and works that one walks over
_GROUND: Final = frozenset(
    """hill mountain ridge border frontier river bridge wall fence field road plain pass barricade roof ice rubble
    dune hillside""".split()
)


def reaction_links(word: Word) -> Iterator[Draft]:
    """Links of a preposition behind a verb of punishment or quarrel, or before a feeling somebody is brought to."""
    if word.dep != "prep" or word.head.pos != "VERB":
        return
    if word.lower == "for":
        yield from _punished(word)
    elif word.lower == "over":
        yield from _over(word)
    elif word.lower == "to":
        yield from _felt(word)


def _punished(word: Word) -> Iterator[Draft]:
    verb, deed = word.head, word.child("pcomp")
    penalty = any(x.lemma in _PENALTIES for c in verb.children if c.dep == "prep" and c.i < word.i for x in c.children)
    issue = deed or word.child("pobj")
    if (
        penalty
        and issue is not None
        and issue.ent not in ("DATE", "TIME", "CARDINAL")
        and issue.pos in ("NOUN", "VERB")
    ):
        yield from _draft(gerund(issue) if issue.tag == "VBG" else phrase(issue), verb, word, "causes/reaction:for")
        return
    done = deed is not None and any(c.lower == "having" for c in deed.children if c.dep in ("aux", "auxpass"))
    if deed is not None and (deed.tag == "VBG" or done) and verb.lemma in _PUNISHED:
        yield from _draft(gerund(deed), verb, word, "causes/reaction:for")


def _over(word: Word) -> Iterator[Draft]:
    verb, issue = word.head, word.child("pobj", "pcomp")
    out = any(c.lower == "out" for c in verb.children)
    fits = verb.lemma in _QUARRELS or (verb.lemma == "fall" and out)
    moved = issue is not None and verb.lemma == "walk" and issue.lemma in _GROUND
    if issue is None or not fits or moved or issue.pos == "NUM" or issue.ent in ("DATE", "TIME", "CARDINAL", "GPE"):
        return
    yield from _draft(phrase(issue), verb, word, "causes/reaction:over")


def _felt(word: Word) -> Iterator[Draft]:
    verb, feeling = word.head, word.child("pobj")
    if feeling is None or feeling.lemma not in _FEELINGS or not any(c.dep in ("det", "poss") for c in feeling.children):
        return
    words = [w for w in clause(verb, {word.i}) if w.i < word.i] if verb.i < word.i else []
    cause, effect = span(words), span(noun_phrase(feeling))
    if cause is not None and effect is not None:
        yield Draft(cause, effect, span([word]), 1, certainty_of(verb), "causes/reaction:to", 0.7)


def _draft(told: list[Word], verb: Word, word: Word, rule: str) -> Iterator[Draft]:
    passive = verb.child("nsubjpass") is not None or verb.child("dobj") is None
    words = clause(verb, {word.i}) if passive else verb_phrase(verb, {word.i})
    cause, effect = span(told), span([w for w in words if w.i < word.i])
    if cause is not None and effect is not None and verb.i < word.i:
        yield Draft(cause, effect, span([word]), 1, certainty_of(verb), rule, 0.6)
