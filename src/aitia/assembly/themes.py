"""From the top word of a phrase to what it is about: through words of change and words that only lead on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from aitia.assembly.anchors import Anchors, is_actor
from aitia.language.page import Word
from aitia.lexicon.concepts import ConceptWord, ConceptWords

NAMES: Final = ("name", "deed")
_DEEP: Final = 8  # steps from a head to its theme
_SKIP: Final = frozenset(("PUNCT", "SPACE", "ADP", "AUX", "DET", "CCONJ", "SCONJ", "PART", "INTJ", "ADV"))
_HEADS: Final = frozenset(("VERB", "AUX", "NOUN", "PROPN", "PRON", "ADJ", "NUM"))
_CLAUSAL: Final = ("xcomp", "ccomp", "pcomp", "acl")
_DOWN_WORDS: Final = frozenset(("no", "not", "n't", "never", "without", "neither", "nor"))


@dataclass(slots=True)
class State:
    """Where the walk from the head to the theme stands."""

    word: Word
    direction: int
    owners: list[Word]


def heads(words: Sequence[Word], inside: set[int]) -> Iterator[Word]:
    """The top words of a span, and what is coordinated with them."""
    tops = [w for w in words if w.head is w or id(w.head) not in inside]
    content = [w for w in tops if w.pos not in _SKIP or (w.pos == "AUX" and child_of(w, ("attr", "acomp"), inside))]
    if not content:
        content = [c for w in tops for c in w.children if id(c) in inside and c.pos not in _SKIP]
    if not content:
        content = [w for w in words if w.pos in ("PRON", "DET", "NOUN", "PROPN", "VERB", "ADJ")][:1]
    first = next((w for w in content if w.pos in _HEADS), None)
    if first is None:
        return
    yield first
    for word in _conjuncts(first):
        if id(word) in inside:
            yield word


def _conjuncts(word: Word) -> Iterator[Word]:
    for child in word.children:
        if child.dep == "conj" and child.pos not in _SKIP:
            yield child
            yield from _conjuncts(child)


def negated(word: Word, inside: set[int]) -> int:
    """-1 where the span itself says there is none of it."""
    return -1 if any(c.lower in _DOWN_WORDS for c in word.children if id(c) in inside) else 1


def theme(state: State, inside: set[int], lexicon: ConceptWords, actor_of: Anchors) -> State:
    """Step from words of change and light words to what they are about."""
    for _ in range(_DEEP):
        word = state.word
        entry = entry_of(word, lexicon)
        if entry is None or entry.role not in ("shift", "light"):
            break
        if phrase_of(word, lexicon):
            break
        after = _follow(word, entry, inside)
        if after is None:
            break
        state.direction *= entry.direction * negated(after, inside)
        state.owners += [o for o in _owners(word, entry.role, inside) if o is not after]
        state.word = after
        if entry.role == "shift" and is_actor(after, actor_of):
            break
    return state


def entry_of(word: Word, lexicon: ConceptWords) -> ConceptWord | None:
    """What the table says of a word in its part of speech, a verb with its particle first."""
    if word.pos in ("VERB", "AUX"):
        particles = [c.lower for c in word.children if c.dep == "prt" or c.i == word.i + 1]
        known = (lexicon.verbs.get(f"{word.lemma} {particle}") for particle in particles)
        verb = next((entry for entry in known if entry is not None), None) or lexicon.verbs.get(word.lemma)
        if verb is not None:
            return verb
    if word.pos in ("NOUN", "PROPN"):
        # a deed named by its -ing form ("weakening the regime", "the strengthening of") is a verb here
        return lexicon.nouns.get(word.lemma.lower()) or (lexicon.verbs.get(word.lemma) if word.tag == "VBG" else None)
    if word.pos == "ADJ" and word.lower in lexicon.adjectives:
        return lexicon.adjectives[word.lower]
    found = lexicon.nouns.get(word.lower)  # a noun that the parser took for something else
    return found if found is not None and found.role in NAMES else None


def phrase_of(word: Word, lexicon: ConceptWords) -> ConceptWord | None:
    """The entry of a verb with its object ("cost lives"), if there is one."""
    for child in word.children:
        if child.dep in ("dobj", "obj", "ccomp") and (found := lexicon.phrases.get((word.lemma, child.lemma))):
            return found
    return None


def _follow(word: Word, entry: ConceptWord, inside: set[int]) -> Word | None:
    """The theme of a word of change or a light word, by the slots its entry allows, in their order."""
    for theme in entry.themes:
        found = _slot(word, theme, inside)
        if found is not None and (id(found) in inside or found.dep == "nsubjpass"):
            return found
    if entry.role == "light" and word.pos in ("VERB", "AUX") and word.lemma != "do":
        found = _slot(word, "subject", inside)
        return found if found is not None and id(found) in inside and not _slot(word, "object", inside) else None
    return None


def _slot(word: Word, theme: str, inside: set[int]) -> Word | None:
    if theme == "object":
        found = child_of(word, ("dobj", "obj", "oprd"), inside)
        return found or next((c for c in word.children if c.dep == "nsubjpass"), None)  # it may stand before the span
    if theme == "subject":
        found = child_of(word, ("nsubj",), inside)
        if found is None and word.dep in ("acl", "relcl", "amod") and id(word.head) in inside:
            return word.head
        return found
    if theme == "clause":
        return child_of(word, _CLAUSAL, inside)
    if theme == "attr":
        return child_of(word, ("attr", "acomp"), inside)
    if theme == "poss":
        return child_of(word, ("poss", "compound"), inside)
    for child in word.children:
        if child.dep == "prep" and child.lower == theme and id(child) in inside:
            found = child_of(child, ("pobj", "pcomp"), inside)
            if found is not None:
                return found
    return None


def child_of(word: Word, deps: tuple[str, ...], inside: set[int]) -> Word | None:
    """The first child in one of these slots that lies inside the phrase."""
    return next((c for c in word.children if c.dep in deps and id(c) in inside), None)


def _owners(word: Word, role: str, inside: set[int]) -> list[Word]:
    """Whose the theme is: who has it ("he adopted policies"), what is plunged into it; never who changes it."""
    deps = ("poss", "dobj") if role == "shift" else ("poss", "nsubj", "nsubjpass", "agent", "dobj")
    return [c for c in word.children if c.dep in deps and id(c) in inside]
