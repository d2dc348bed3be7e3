"""Readings in, one conflict model out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from aitia.assembly.actors import Merged, merge_actors
from aitia.assembly.belief import Errors
from aitia.assembly.concepts import Concepts, names_of, read_concepts, states_of
from aitia.assembly.documents import distinct
from aitia.assembly.influences import Influences, contradictions
from aitia.assembly.mapping import Mapping
from aitia.assembly.parsing import parse_spans
from aitia.assembly.regrouping import Regrouping, regroup
from aitia.assembly.standings import Claims, Events, Ties, torn_ties
from aitia.assembly.supports import Source
from aitia.language.parse import DEFAULT_PARSER
from aitia.lexicon.actors import registry
from aitia.lexicon.concepts import concept_words
from aitia.model.assembled import CauseMap, ConflictModel, DocumentInfo, MergedOption
from aitia.model.codes import AUTHOR
from aitia.model.reading import Reading
from aitia.model.text import Span

_NOT: Final = re.compile(r"\b(?:not|never|cannot|no longer)\b|n['’]t\b", re.IGNORECASE)


def assemble(
    readings: Iterable[Reading],
    *,
    errors: Errors | None = None,
    mapping: Mapping | None = None,
    actors: Regrouping | None = None,
    parser: str = DEFAULT_PARSER,
) -> ConflictModel:
    """Assemble one or many readings into a conflict model.

    Args:
        readings: from ``aitia.read``, from a file, or annotated by hand. The same text given twice counts once.
        errors: prior errors of voices and rules, for belief (see ``aitia.assembly.belief``).
        mapping: a person's decisions about concepts (see ``aitia.assembly.mapping``).
        actors: a person's decisions about who is who (see ``aitia.assembly.regrouping``).
        parser: the spaCy pipeline that finds the head words of causes and effects.

    Returns:
        The model. Every row has its supports; what is asserted and denied, or said with both signs, is listed under
        ``contradictions`` and never averaged.
    """
    errors = errors or Errors()
    named, notes = distinct(readings)
    known = registry()
    merged = regroup(merge_actors(named, known), named, actors or Regrouping())
    sources = [Source(name, r, merged, {c.id: c for c in r.claims}) for name, r in named]
    concepts = Concepts(names_of(merged.actors), states_of(known), mapping or Mapping())
    lexicon = concept_words()
    influences, ties, events, claims = Influences(), Ties(), Events(), Claims()
    parsed = parse_spans(((s.reading, _looked_at(s.reading)) for s in sources), parser=parser)
    for source, words in zip(sources, parsed, strict=True):
        read_concepts(source, words, concepts, lexicon)
        influences.add(source, concepts)
        ties.add(source)
        events.add(source)
        claims.add(source)
    if influences.circular:
        notes.append(f"{influences.circular} causal links lead from a concept to itself and are left out")
    assembled = influences.finish(errors)
    standing = ties.finish(errors)
    return ConflictModel(
        documents=tuple(_document(s) for s in sources),
        actors=merged.actors,
        causes=CauseMap(concepts=concepts.all(), influences=assembled),
        ties=standing,
        events=events.finish(),
        options=tuple(_options(sources, concepts)),
        claims=claims.finish(),
        contradictions=(*contradictions(assembled), *torn_ties(standing)),
        notes=tuple(notes),
    )


def _looked_at(reading: Reading) -> list[Span]:
    spans = [Span(*end) for link in reading.causes for end in (link.cause, link.effect)]
    return spans + [Span(*m) for option in reading.options for m in (option.action, *option.other_mentions)]


def _document(source: Source) -> DocumentInfo:
    about = source.reading.document
    return DocumentInfo(
        id=source.name,
        sha256=about.sha256,
        author=source.merged.of.get((source.name, AUTHOR), AUTHOR),
        title=about.title,
        publisher=about.publisher,
        published=about.published,
    )


def _options(sources: Sequence[Source], concepts: Concepts) -> Iterator[MergedOption]:
    """Each option with the concept that is set when it is taken."""
    count = Counter(option.id for s in sources for option in s.reading.options)
    for source in sources:
        merged: Merged = source.merged
        for option in source.reading.options:
            meant = concepts.of(source.name, Span(*option.action))
            if not meant:
                continue
            concept, direction = meant[0]
            quote = source.reading.quote
            if option.stance == "warned_against" and _NOT.search(quote(option.action)):
                direction = -direction  # "it must not be signed": the "not" is the warning itself
            yield MergedOption(
                id=option.id if count[option.id] == 1 else f"{source.name}:{option.id}",
                action=" ".join(quote(option.action).split()),
                concept=concept,
                direction=direction,
                stance=option.stance,
                doer=merged.ids(source.name, option.doer),
                by=merged.ids(source.name, option.by),
                consequences=tuple(" ".join(quote(c).split()) for c in option.consequences),
                supports=(source.support(option, "asserted", (option.action,)),),
            )
