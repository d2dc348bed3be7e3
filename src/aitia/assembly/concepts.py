"""Concepts: every span that means the same thing to have more or less of, under one id.

The rule is one anybody can follow: same head word or family, same qualifiers, same anchors (see ``grounding``). Beyond
it, within one document, the mentions of an option are one concept, and words that point back ("the crisis") take the
only anchor their head has there. A mapping (``mapping``) overrules all of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from aitia.assembly.anchors import PLACE, TARGET
from aitia.assembly.grounding import Grounded, ground
from aitia.assembly.mapping import Mapping
from aitia.assembly.names import short_hash, slug
from aitia.assembly.parsing import Parsed
from aitia.assembly.supports import Source
from aitia.language.page import Word
from aitia.lexicon.actors import Registry, fold
from aitia.lexicon.concepts import ConceptWords
from aitia.model.assembled import Concept, NetworkActor, Phrase
from aitia.model.records import Option
from aitia.model.text import Span

Meaning = tuple[str, int]
_OVERLAP: Final = 0.8
_SHOWN: Final = 400
_PLACES: Final = ("GPE", "LOC", "FAC")


@dataclass(slots=True)
class Concepts:
    """The concepts found so far, and what each span of each document means.

    ``names`` are those of actors by id, ``states`` the names of states by their folded names and adjectives.
    """

    names: dict[str, str]
    states: dict[str, str]
    mapping: Mapping
    found: dict[str, Concept] = field(default_factory=dict)
    phrases: dict[str, list[Phrase]] = field(default_factory=dict)
    meanings: dict[tuple[str, Span], list[Meaning]] = field(default_factory=dict)

    def of(self, document: str, span: Span) -> list[Meaning]:
        """What a span means: concept ids, each with a direction."""
        return self.meanings.get((document, span), [])

    def all(self) -> tuple[Concept, ...]:
        """Every concept with its phrases, in the order of their first phrase."""
        return tuple(
            Concept(id=c.id, label=c.label, actors=c.actors, place=c.place, phrases=tuple(self.phrases[c.id]))
            for c in self.found.values()
        )


def read_concepts(source: Source, parsed: Parsed, concepts: Concepts, lexicon: ConceptWords) -> None:
    """Ground every end of a causal link and every mention of an option of one document."""
    reading = source.reading
    for span, grounded in ground_document(source, parsed, concepts.names, concepts.states, lexicon).items():
        words = " ".join(reading.text[span.start : span.end].split())
        meant = concepts.mapping.phrase(words)
        if meant is None:
            meant = [_add(concepts, g, source.name, span, words) for g in grounded]
        else:
            for identity, _ in meant:
                concepts.found.setdefault(identity, Concept(id=identity, label=concepts.mapping.label(identity)))
        meant = list(dict.fromkeys(meant))
        for identity, direction in meant:
            concepts.phrases.setdefault(identity, []).append(
                Phrase(words=words[:_SHOWN], direction=direction, document=source.name, span=span)
            )
        concepts.meanings[source.name, span] = meant


def ground_document(
    source: Source, parsed: Parsed, names: dict[str, str], states: dict[str, str], lexicon: ConceptWords
) -> dict[Span, list[Grounded]]:
    """What every end of a causal link and every mention of an option of a document means; at least a pointer.

    ``names`` are those of the actors by the ids that ``source`` gives them, ``states`` as in ``Concepts``.
    """
    lookup = _Anchors(source, names, states)
    reading = source.reading
    spans = list(
        dict.fromkeys(
            Span(*s)
            for s in (
                *(end for link in reading.causes for end in (link.cause, link.effect)),
                *(m for option in reading.options for m in (option.action, *option.other_mentions)),
            )
        )
    )
    grounded = {
        s: ground(parsed.inside(s), actor_of=lookup.actors, place_of=lookup.place, lexicon=lexicon) for s in spans
    }
    same = _option_mentions(reading.options, spans)
    only = _only_anchors(grounded.values())
    return {s: [_settled(g, only) for g in grounded[same.get(s, s)] or [_pointer()]] for s in spans}


def _pointer() -> Grounded:
    return Grounded("?", (), (), 1, definite=False, pointer=True)


def _option_mentions(options: Iterable[Option], spans: Sequence[Span]) -> dict[Span, Span]:
    """Spans that are, or mostly overlap, another mention of an option: the option's first mention instead."""
    same: dict[Span, Span] = {}
    for option in options:
        action = Span(*option.action)
        mentions = [Span(*m) for m in option.other_mentions]
        for mention in (*mentions, action):
            for span in spans:
                shared = min(span.end, mention.end) - max(span.start, mention.start)
                whole = max(span.end, mention.end) - min(span.start, mention.start)
                if span != action and shared > _OVERLAP * whole:
                    same.setdefault(span, action)
    return same


def _only_anchors(rows: Iterable[Sequence[Grounded]]) -> dict[tuple[str, tuple[str, ...]], tuple[str, ...]]:
    """Of heads that have one anchor only in a document: that anchor."""
    held: dict[tuple[str, tuple[str, ...]], set[tuple[str, ...]]] = {}
    for row in rows:
        for g in row:
            if g.anchors:
                held.setdefault((g.head, g.qualifiers), set()).add(g.anchors)
    return {key: next(iter(anchors)) for key, anchors in held.items() if len(anchors) == 1}


def _settled(g: Grounded, only: dict[tuple[str, tuple[str, ...]], tuple[str, ...]]) -> Grounded:
    if g.definite and not g.pointer and (anchors := only.get((g.head, g.qualifiers))):
        return Grounded(g.head, g.qualifiers, anchors, g.direction, definite=False, pointer=False)
    return g


def _add(concepts: Concepts, g: Grounded, document: str, span: Span, words: str) -> Meaning:
    """The concept of one grounding, made when it is new, after the mapping had its say."""
    if g.pointer:
        identity = f"unresolved.{short_hash(document)}.{span.start}"
        concept = Concept(id=identity, label=f"“{words[:60]}” (unresolved)")
    else:
        head = " ".join((*g.qualifiers, g.head))
        bare = [a.removeprefix(TARGET).removeprefix(PLACE) for a in g.anchors]
        spelled = [("to_" if a.startswith(TARGET) else "") + slug(b) for a, b in zip(g.anchors, bare, strict=True)]
        identity = ".".join(filter(None, (slug(head), "+".join(spelled))))
        marks = [("→ " if a.startswith(TARGET) else "") for a in g.anchors]
        shown = ", ".join(mark + concepts.names.get(b, b) for mark, b in zip(marks, bare, strict=True))
        concept = Concept(
            id=identity,
            label=f"{head} ({shown})" if shown else head,
            actors=tuple(b for a, b in zip(g.anchors, bare, strict=True) if PLACE not in a),
            place=next((b for a, b in zip(g.anchors, bare, strict=True) if PLACE in a), None),
        )
    target, sign = concepts.mapping.concept(identity)
    if target != identity:
        concept = Concept(id=target, label=concepts.mapping.label(target), actors=concept.actors, place=concept.place)
    elif target in concepts.mapping.labels:
        concept = replace(concept, label=concepts.mapping.labels[target])
    concepts.found.setdefault(target, concept)
    return target, g.direction * sign


class _Anchors:
    """Actors and places of one document by where they are mentioned."""

    def __init__(self, source: Source, names: dict[str, str], states: dict[str, str]) -> None:
        self._by_name = {fold(name): actor for actor, name in reversed(names.items())}
        self._states = states
        merged = source.merged.of
        self._mentions = sorted(
            (Span(*m.span), merged[source.name, m.actor])
            for m in source.reading.mentions
            if (source.name, m.actor) in merged
        )
        self._places = {p.span[1]: p.name for p in source.reading.places}

    def actors(self, span: Span) -> list[tuple[Span, str]]:
        """Mentions that lie inside ``span``."""
        return _within(self._mentions, span)

    def place(self, word: Word) -> str | None:
        """The actor of that name, else the place, that a word names; None where it names none."""
        name = self._places.get(word.end) or self._states.get(fold(word.text))
        if name is None and word.pos == "PROPN" and (word.ent in _PLACES or word.dep == "pobj"):
            name = " ".join(w.text for w in (*(c for c in word.children if c.dep == "compound"), word))
        if name is None:
            return None
        return self._by_name.get(fold(name), PLACE + name)


def _within(rows: Sequence[tuple[Span, str]], span: Span) -> list[tuple[Span, str]]:
    first = bisect_left(rows, (Span(span.start, 0), ""))
    out = []
    for at in range(first, len(rows)):
        if rows[at][0].start >= span.end:
            break
        if rows[at][0].end <= span.end:
            out.append(rows[at])
    return out


def states_of(registry: Registry) -> dict[str, str]:
    """The names of states by their folded names and adjectives ("iraqi" → Iraq)."""
    out = {fold(adjective): name for name, adjective in registry.adjectives.items()}
    return {**out, **{fold(e.name): e.name for e in registry.states.values()}}


def names_of(actors: Iterable[NetworkActor]) -> dict[str, str]:
    """Actor ids to names."""
    return {a.id: a.name for a in actors}
