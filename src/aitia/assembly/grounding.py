"""From the words of a cause or effect to what there is more or less of.

"the rise of the group" is the group's power, up; "its waning influence" is power of whoever "its" stands for, down;
"neutralising the threat posed by the group" is the threat, down. The head word decides: words that only lead on
("accounts of ...") and words of change ("the rise of ...", "curb ...") are stepped through to their theme, and what is
left names the concept, with the actor or place it belongs to. What cannot be resolved ("this all") stays by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from aitia.language.page import Word
from aitia.lexicon.concepts import ConceptWord, ConceptWords
from aitia.model.text import Span

Anchors = Callable[[Span], Sequence[tuple[Span, str]]]
Place = Callable[[Word], str | None]

POWER: Final = "power"
_MOST: Final = 3  # concepts read from one span ("chaos and destruction")
_DEEP: Final = 8  # steps from a head to its theme
_SKIP: Final = frozenset(("PUNCT", "SPACE", "ADP", "AUX", "DET", "CCONJ", "SCONJ", "PART", "INTJ", "ADV"))
_CLAUSAL: Final = ("xcomp", "ccomp", "pcomp", "acl")
_POINTERS: Final = frozenset(("this", "that", "it", "these", "those", "which", "such", "all", "what", "they", "them"))
_NO_CONCEPT: Final = ("PRON", "DET", "NUM", "AUX")
_VAGUE: Final = frozenset(
    "undertaking thing something anything nothing move step approach course action situation development fact case "
    "reason effort attempt way one".split()
)
_ABOUT: Final = frozenset(("of", "about"))
_EMPTY: Final = frozenset(("everything", "anything", "something", "thing", "what"))
_LOCAL: Final = frozenset(("in", "of", "across", "inside", "within", "throughout", "around", "over"))
_DOWN_WORDS: Final = frozenset(("no", "not", "n't", "never", "without", "neither", "nor"))


@dataclass(frozen=True, slots=True)
class Grounded:
    """What a span was taken to mean: ``head`` (a family or a lemma), its qualifiers, its anchors, more or less of it.

    ``anchors`` are actor ids or ``place:NAME``; ``definite`` where the words point back ("the crisis") without an
    anchor of their own; ``pointer`` where nothing but a pointer stands there.
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


@dataclass(slots=True)
class _State:
    """Where the walk from the head to the theme stands."""

    word: Word
    direction: int
    owners: list[Word]


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
    for head in _heads(words, inside):
        state = _theme(_State(head, _negated(head, inside), []), inside, lexicon, actor_of)
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


def _heads(words: Sequence[Word], inside: set[int]) -> Iterator[Word]:
    """The top words of a span, and what is coordinated with them."""
    tops = [w for w in words if w.head is w or id(w.head) not in inside]
    content = [w for w in tops if w.pos not in _SKIP]
    if not content:
        content = [c for w in tops for c in w.children if id(c) in inside and c.pos not in _SKIP]
    if not content:
        content = [w for w in words if w.pos in ("PRON", "DET", "NOUN", "PROPN", "VERB", "ADJ")][:1]
    first = next((w for w in content if w.pos in ("VERB", "NOUN", "PROPN", "PRON", "ADJ", "NUM")), None)
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


def _negated(word: Word, inside: set[int]) -> int:
    """-1 where the span itself says there is none of it."""
    return -1 if any(c.lower in _DOWN_WORDS for c in word.children if id(c) in inside) else 1


def _theme(state: _State, inside: set[int], lexicon: ConceptWords, actor_of: Anchors) -> _State:
    """Step from words of change and light words to what they are about."""
    for _ in range(_DEEP):
        word = state.word
        entry = _entry(word, lexicon)
        if entry is None or entry.role not in ("shift", "light"):
            break
        if _phrase(word, lexicon):
            break
        after = _follow(word, entry, inside)
        if after is None:
            break
        state.direction *= entry.direction * _negated(after, inside)
        state.owners += [o for o in _owners(word, entry.role, inside) if o is not after]
        state.word = after
        if entry.role == "shift" and _is_actor(after, actor_of):
            break
    return state


def _entry(word: Word, lexicon: ConceptWords) -> ConceptWord | None:
    if word.pos in ("VERB", "AUX"):
        return lexicon.verbs.get(word.lemma)
    if word.pos in ("NOUN", "PROPN"):
        # a deed named by its -ing form ("weakening the regime", "the strengthening of") is a verb here
        return lexicon.nouns.get(word.lemma.lower()) or (lexicon.verbs.get(word.lemma) if word.tag == "VBG" else None)
    if word.pos == "ADJ":
        return lexicon.adjectives.get(word.lower)
    return None


def _phrase(word: Word, lexicon: ConceptWords) -> ConceptWord | None:
    """The entry of a verb with its object ("cost lives"), if there is one."""
    for child in word.children:
        if child.dep in ("dobj", "obj", "ccomp") and (found := lexicon.phrases.get((word.lemma, child.lemma))):
            return found
    return None


def _follow(word: Word, entry: ConceptWord, inside: set[int]) -> Word | None:
    """The theme of a word of change or a light word, by the slots its entry allows, in their order."""
    for theme in entry.themes:
        found = _slot(word, theme, inside)
        if found is not None and id(found) in inside:
            return found
    if entry.role == "light" and word.pos in ("VERB", "AUX") and word.lemma != "do":
        found = _slot(word, "subject", inside)
        return found if found is not None and id(found) in inside and not _slot(word, "object", inside) else None
    return None


def _slot(word: Word, theme: str, inside: set[int]) -> Word | None:
    if theme == "object":
        return _child(word, ("dobj", "obj", "nsubjpass", "oprd"), inside)
    if theme == "subject":
        found = _child(word, ("nsubj",), inside)
        if found is None and word.dep in ("acl", "relcl", "amod") and id(word.head) in inside:
            return word.head
        return found
    if theme == "clause":
        return _child(word, _CLAUSAL, inside)
    if theme == "attr":
        return _child(word, ("attr", "acomp"), inside)
    if theme == "poss":
        return _child(word, ("poss", "compound"), inside)
    for child in word.children:
        if child.dep == "prep" and child.lower == theme and id(child) in inside:
            found = _child(child, ("pobj", "pcomp"), inside)
            if found is not None:
                return found
    return None


def _child(word: Word, deps: tuple[str, ...], inside: set[int]) -> Word | None:
    return next((c for c in word.children if c.dep in deps and id(c) in inside), None)


def _owners(word: Word, role: str, inside: set[int]) -> list[Word]:
    """Whose the theme is: who has it ("he adopted policies"), what is plunged into it; never who changes it."""
    deps = ("poss", "dobj") if role == "shift" else ("poss", "nsubj", "nsubjpass", "agent", "dobj")
    return [c for c in word.children if c.dep in deps and id(c) in inside]


def _is_actor(word: Word, actor_of: Anchors) -> bool:
    return _mention(word, actor_of) is not None


def _mention(word: Word, actor_of: Anchors) -> str | None:
    """The actor whose mention this word is the head of: the mention ends with it, or holds its whole name."""
    best: tuple[int, str] | None = None
    for span, actor in actor_of(_reach(word)):
        if not (span.start <= word.start and word.end <= span.end):
            continue
        if not _heads_mention(word, span):
            continue
        size = span.end - span.start
        if best is None or size > best[0]:
            best = size, actor
    return best[1] if best else None


def _reach(word: Word) -> Span:
    words = [word, *word.children]
    for child in word.children:
        words += child.subtree() if child.dep not in ("conj", "cc", "punct") else []
    return Span(min(w.start for w in words), max(w.end for w in words))


def _heads_mention(word: Word, span: Span) -> bool:
    """Whether ``word`` is the top word of ``span``."""
    return word.head is word or not (span.start <= word.head.start and word.head.end <= span.end)


def _name(
    state: _State, words: Sequence[Word], inside: set[int], lexicon: ConceptWords, actor_of: Anchors, place_of: Place
) -> Grounded:
    word, direction = state.word, state.direction
    actor = _mention(word, actor_of)
    below = _below(word, inside)
    direction *= _shifted(word, lexicon, inside)
    if actor is not None and not _is_deed(word, lexicon):
        return Grounded(POWER, (), (actor,), direction, definite=False, pointer=False)
    entry = _phrase(word, lexicon) or _entry(word, lexicon)
    head = word.lemma.lower()
    if entry is not None and entry.role == "name":
        head, direction = entry.family, direction * entry.direction
    else:
        told = _told_by_adjective(word, lexicon, inside) if entry is not None and entry.role == "light" else None
        if told is not None:
            head, direction = told.family, direction * told.direction
    anchors = _anchors(word, below, state.owners, actor_of, place_of)
    actors = tuple(a for a in anchors if not a.startswith("place:"))
    if not actors and entry is not None and entry.role == "shift" and "subject" in entry.themes:
        # a subject that the parser took for something else ("IS to flourish")
        actors = tuple(_inside([w for w in words if w.end <= word.start], actor_of)[-1:])
    if actors and ((entry is not None and entry.role == "shift") or head in _EMPTY):
        sign = entry.direction if entry is not None and entry.role == "shift" else 1
        return Grounded(POWER, (), actors[:1], direction * sign, definite=False, pointer=False)
    pointer = not anchors and (word.pos in _NO_CONCEPT or head in _POINTERS or _vague(word, head))
    definite = not anchors and any(c.lower in ("the", "this", "that", "such", "these") for c in word.children)
    family = entry is not None and entry.role == "name"
    qualifiers = (
        *_qualifiers(word, lexicon, inside, actor_of),
        *_complement(word, family or bool(anchors), inside, actor_of),
    )
    return Grounded(head, tuple(sorted(set(qualifiers))), anchors, direction, definite, pointer)


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
            if entry is not None and entry.role == "name":
                return entry
    return None


def _qualifiers(word: Word, lexicon: ConceptWords, inside: set[int], actor_of: Anchors) -> tuple[str, ...]:
    """Words that make another concept: compounds ("oil price") and adjectives of a domain ("economic crisis")."""
    out = []
    for child in word.children:
        if id(child) not in inside or _mention(child, actor_of) is not None:
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
    own = [c for c in found if id(c) in inside and c.lower.isascii() and _mention(c, actor_of) is None]
    return [c.lemma.lower() for c in own if c.lower not in _POINTERS][:2]


def _below(word: Word, inside: set[int]) -> list[Word]:
    """The words below the theme that belong to it: not what is coordinated with it, nor how it was done."""
    out = [word]
    for child in word.children:
        means = child.dep == "prep" and any(c.dep == "pcomp" for c in child.children)
        if child.dep not in ("conj", "cc", "punct", "advcl", "mark") and not means and id(child) in inside:
            out += [w for w in child.subtree() if id(w) in inside]
    return out


def _anchors(
    word: Word, below: Sequence[Word], owners: Iterable[Word], actor_of: Anchors, place_of: Place
) -> tuple[str, ...]:
    """Whose it is: the actors nearest to the theme, at most two; else the place."""
    near = [w for c in word.children if c.dep in ("dobj", "obj", "poss") and c in below for w in c.subtree()]
    subtrees = [near, list(below), *(o.subtree() for o in owners)]
    for words in subtrees:
        if found := _inside(words, actor_of):
            return tuple(sorted(dict.fromkeys(found[:2])))
    # a deed belongs to who does it, where its object names nobody
    for child in word.children:
        if child.dep in ("nsubj", "nsubjpass", "poss", "agent") and (found := _inside(child.subtree(), actor_of)):
            return (found[0],)
    return next(((place,) for words in subtrees for w in words if _stands(w) and (place := place_of(w))), ())


def _stands(word: Word) -> bool:
    """Whether a word says where or whose: "in Iraq", "of Iraq", "Iraq's", "Iraqi"."""
    if word.dep == "compound" and word.head.pos == "PROPN":
        return False
    return word.dep in ("amod", "poss", "compound", "nmod", "dobj") or (
        word.dep == "pobj" and word.head.lower in _LOCAL
    )


def _inside(words: Sequence[Word], found_in: Anchors) -> list[str]:
    """Who is mentioned among ``words``, largest mentions first taken, in the order of the text."""
    if not words:
        return []
    whole = Span(min(w.start for w in words), max(w.end for w in words))
    rows = [(s, a) for s, a in found_in(whole) if whole.start <= s.start and s.end <= whole.end]
    rows = [(s, a) for s, a in rows if any(w.start >= s.start and w.end <= s.end for w in words)]
    rows.sort(key=lambda row: (row[0].start, -(row[0].end - row[0].start)))
    out: list[str] = []
    end = -1
    for span, actor in rows:
        if span.start >= end:  # what lies inside a longer mention is part of its name
            out.append(actor)
            end = span.end
    return list(dict.fromkeys(out))
