"""A journal over readings in memory, as assembly takes it: rows as decided, who is who, concepts, errors of rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from aitia.assembly.belief import Errors
from aitia.assembly.mapping import Mapping
from aitia.assembly.regrouping import Regrouping
from aitia.errors import InputError
from aitia.lexicon.actors import registry
from aitia.model.decisions import Decision
from aitia.model.reading import Reading
from aitia.store.anchoring import Orphan
from aitia.store.journal import read_journal
from aitia.store.keys import actor_key
from aitia.store.merges import actor_decisions, concept_mapping
from aitia.store.reliability import errors_from
from aitia.store.review import apply_all


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What to assemble, and with what, after people's decisions; ``orphans`` could not be applied."""

    readings: tuple[Reading, ...]
    actors: Regrouping
    mapping: Mapping | None
    errors: Errors
    orphans: tuple[Orphan, ...] = field(default=())


def open_journal(path: Path) -> tuple[tuple[Decision, ...], list[str]]:
    """The decisions of a journal that must be there, and what is to be told of lines that are none."""
    if not path.is_file():
        raise InputError(f"{path}: there is no such journal; aitia review writes one")
    decisions, problems = read_journal(path)
    return decisions, [f"{path}, line {problem.line}: {problem.reason}" for problem in problems]


def reviewed(
    readings: Iterable[Reading],
    decisions: Sequence[Decision],
    *,
    mapping: Mapping | None = None,
    errors: Errors | None = None,
) -> Reviewed:
    """Readings as people decided they should be, with all else that their decisions say.

    Args:
        readings: as they were read.
        decisions: a whole journal.
        mapping: a mapping file; decisions about concepts are laid over it.
        errors: prior errors; those of rules with judged rows become what people found.
    """
    held = tuple(readings)
    orphans: list[Orphan] = []
    decided = tuple(apply_all(held, decisions, orphans))
    actors, circles = actor_decisions(decisions)
    meant, odd = concept_mapping(decisions, mapping)
    found = errors_from(decisions, held)
    prior = errors or Errors()
    return Reviewed(
        readings=decided,
        actors=Regrouping(merges=actors.merges, splits=actors.splits, keys=_keys(decided) if actors.merges else {}),
        mapping=meant if mapping is not None or meant != Mapping() else None,
        errors=replace(prior, rules={**prior.rules, **found}),
        orphans=(*orphans, *circles, *odd),
    )


def _keys(readings: Iterable[Reading]) -> dict[tuple[str, str], str]:
    """The keys that a store knows the actors of these documents by: a journal may have been made over a store."""
    known = registry()
    return {
        (doc, actor.id): actor_key(actor, doc, known)[0]
        for reading in readings
        for doc in (reading.document.sha256,)
        for actor in reading.actors
    }
