"""From the words of a cause or effect to what there is more or less of.

"the rise of the group" is the group's power, up; "its waning influence" is power of whoever "its" stands for, down;
"neutralising the threat posed by the group" is the threat, down. The head word decides: words that only lead on
("accounts of ...") and words of change ("the rise of ...", "curb ...") are stepped through to their theme, and what is
left names the concept, with the actor or place it belongs to. What cannot be resolved ("this all") stays by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from aitia.assembly.anchors import PLACE, TARGET, Anchors, Place, anchors_of, below_of, inside_of, mention
from aitia.assembly.themes import NAMES, State, entry_of, heads, negated, phrase_of, theme
from aitia.language.page import Word
from aitia.lexicon.concepts import ConceptWord, ConceptWords

POWER: Final = "power"
_MOST: Final = 3  # concepts read from one span ("chaos and destruction")
_POINTERS: Final = frozenset(("this", "that", "it", "these", "those", "which", "such", "all", "what", "they", "them"))
_NO_CONCEPT: Final = ("PRON", "DET", "NUM", "AUX")
_VAGUE: Final = frozenset(
    "undertaking thing something anything nothing move step approach course action situation development fact case "
    "reason effort attempt way one".split()
)
_ABOUT: Final = frozenset(("of", "about"))
_SHELL: Final = frozenset("fact idea reality perception notion view belief claim suggestion assumption sense".split())
_EMPTY: Final = frozenset(("everything", "anything", "something", "thing", "what"))


@dataclass(frozen=True, slots=True)
class Grounded:
    """What a span was taken to mean: ``head`` (a family or a lemma), its qualifiers, its anchors, more or less of it.

    ``anchors`` are actor ids or ``place:NAME``, marked ``TARGET`` where it is done to them or directed at them;
    ``definite`` where the words point back ("the crisis") without an anchor of their own; ``pointer`` where nothing
    stands there that names a concept.
    """

    head: str
    qualifiers: tuple[str, ...]
    anchors: tuple[str, ...]
    direction: int
    definite: bool
    pointer: bool

    @property
    def key(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """What spans that mean the same concept share."""
        return self.head, self.qualifiers, self.anchors


def ground(words: Sequence[Word], *, actor_of: Anchors, place_of: Place, lexicon: ConceptWords) -> list[Grounded]:
    """What the words of a span mean, one row per coordinated head, at most three; empty where there is no word.

    Args:
        words: the parsed words of the span.
        actor_of: mentions of actors that lie inside a span, as (span, actor id).
        place_of: the state or ``place:NAME`` that a word names ("Iraq", "Iraqi"); None for other words.
        lexicon: words of change and words of state.
    """
    inside = {id(word) for word in words}
    out: list[tuple[Grounded, bool]] = []
    places = [w for w in words if w.pos == "ADP" and w.head is not w and id(w.head) not in inside]
    for head in heads(words, inside):
        state = theme(State(head, negated(head, inside), []), inside, lexicon, actor_of)
        state.owners += places  # "wreaked [havoc in Syria]": what the parser hung on the verb outside
        bare = (state.word.pos == "VERB" or state.word.lower.endswith("ing")) and not any(
            c.dep in ("dobj", "obj") or (c.dep == "prep" and c.children) for c in state.word.children
        )
        found = _name(state, words, inside, lexicon, actor_of, place_of)
        out.append((found, bare))
    return list(dict.fromkeys(_shared(out)))[:_MOST]


def _shared(rows: Sequence[tuple[Grounded, bool]]) -> Iterator[Grounded]:
    """ "arming and training the rebels": a deed without an object of its own takes the next one's."""
    for at, (row, bare) in enumerate(rows):
        later = next((r for r, _ in rows[at + 1 :] if r.anchors), None)
        if not bare or row.anchors or row.pointer or later is None:
            yield row
        else:
            yield replace(row, anchors=later.anchors)


def _name(
    state: State, words: Sequence[Word], inside: set[int], lexicon: ConceptWords, actor_of: Anchors, place_of: Place
) -> Grounded:
    word, direction = state.word, state.direction
    actor = mention(word, actor_of)
    below = below_of(word, inside)
    direction *= _shifted(word, lexicon, inside)
    if actor is not None and not _is_deed(word, lexicon):
        return Grounded(POWER, (), (actor,), direction, definite=False, pointer=False)
    entry = phrase_of(word, lexicon) or entry_of(word, lexicon)
    head = word.lemma.lower()
    if entry is not None and entry.role in NAMES:
        head, direction = entry.family, direction * entry.direction
    else:
        told = _told_by_adjective(word, lexicon, inside) if entry is not None and entry.role == "light" else None
        if told is not None:
            head, direction = told.family, direction * told.direction
    family = entry is not None and entry.role in NAMES
    anchors = anchors_of(word, below, state.owners, actor_of, place_of, deed=_names_deed(word, entry, head, lexicon))
    actors = tuple(a.removeprefix(TARGET) for a in anchors if PLACE not in a)
    if not actors and entry is not None and entry.role == "shift" and "subject" in entry.themes:
        # a subject that the parser took for something else ("IS to flourish")
        actors = tuple(inside_of([w for w in words if w.end <= word.start], actor_of)[-1:])
    if actors and ((entry is not None and entry.role == "shift") or head in _EMPTY):
        sign = entry.direction if entry is not None and entry.role == "shift" else 1
        return Grounded(POWER, (), actors[:1], direction * sign, definite=False, pointer=False)
    more = _complement(word, family or bool(anchors), inside, actor_of)
    qualifiers = tuple(sorted({*_qualifiers(word, lexicon, inside, actor_of), *more}))
    if _says_nothing(word, entry, head, anchors, more):
        return Grounded(head, (), (), direction, definite=False, pointer=True)
    definite = not anchors and any(c.lower in ("the", "this", "that", "such", "these") for c in word.children)
    return Grounded(head, qualifiers, anchors, direction, definite, pointer=False)


def _names_deed(word: Word, entry: ConceptWord | None, head: str, lexicon: ConceptWords) -> bool:
    """Whether a head is something done to somebody: of a family of deeds ("repression"), or a verb of no family."""
    return head in lexicon.deeds or (entry is None and (word.pos == "VERB" or word.tag == "VBG"))


def _says_nothing(
    word: Word, entry: ConceptWord | None, head: str, anchors: Sequence[str], more: Sequence[str]
) -> bool:
    """Heads that are no concept: pointers, words that only lead on but lead nowhere, bare verbs and adjectives."""
    if entry is not None and entry.role in NAMES:
        return False
    if word.pos in ("VERB", "AUX", "ADJ"):
        done_to = any(a.startswith(TARGET) for a in anchors)
        return word.pos != "VERB" or (entry is not None and entry.role == "light") or not (done_to or more)
    if anchors:
        return False
    light = entry is not None and entry.role == "light" and word.lemma.lower() in _SHELL
    return word.pos in _NO_CONCEPT or head in _POINTERS or light or _vague(word, head)


def _vague(word: Word, head: str) -> bool:
    return head in _VAGUE and any(c.lower in _POINTERS for c in word.children)


def _is_deed(word: Word, lexicon: ConceptWords) -> bool:
    """A verb is never an actor, whatever a mention covers."""
    return word.pos in ("VERB", "AUX") or (word.tag == "VBG" and word.lemma in lexicon.verbs)


def _shifted(word: Word, lexicon: ConceptWords, inside: set[int]) -> int:
    """The direction that adjectives tell ("waning influence" -1), without the words themselves."""
    direction = 1
    for child in word.children:
        entry = lexicon.adjectives.get(child.lower) if id(child) in inside else None
        if child.dep in ("amod", "advmod") and entry is not None and entry.role == "shift":
            direction *= entry.direction
    return direction


def _told_by_adjective(word: Word, lexicon: ConceptWords, inside: set[int]) -> ConceptWord | None:
    """ "a chaotic situation": a light noun means what its adjective says."""
    for child in word.children:
        if child.dep == "amod" and id(child) in inside:
            entry = lexicon.adjectives.get(child.lower)
            if entry is not None and entry.role in NAMES:
                return entry
    return None


def _qualifiers(word: Word, lexicon: ConceptWords, inside: set[int], actor_of: Anchors) -> tuple[str, ...]:
    """Words that make another concept: compounds ("oil price") and adjectives of a domain ("economic crisis")."""
    out = []
    for child in word.children:
        if id(child) not in inside or mention(child, actor_of) is not None:
            continue
        if child.dep == "compound" and child.pos == "NOUN":
            out.append(child.lemma.lower())
        elif child.dep == "amod" and (entry := lexicon.adjectives.get(child.lower)) and entry.role == "domain":
            out.append(child.lower)
    return tuple(sorted(out))


def _complement(word: Word, known: bool, inside: set[int], actor_of: Anchors) -> list[str]:
    """What else a head says it is about: "threat of war", and of deeds of no known family "pay for truces"."""
    found = []
    deed = word.pos == "VERB" and not known
    if deed:
        found += [c for c in word.children if c.dep in ("prt", "dobj", "obj", "acomp")]
    for child in word.children:
        if child.dep == "prep" and (deed or child.lower in _ABOUT):
            found += [c for c in child.children if c.dep == "pobj" and c.pos == "NOUN"][:1]
    own = [c for c in found if id(c) in inside and c.lower.isascii() and mention(c, actor_of) is None]
    return [c.lemma.lower() for c in own if c.lower not in _POINTERS][:2]
