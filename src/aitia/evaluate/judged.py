"""Rows that people judged: how many they accepted, and the same rows found again in a reading of today.

A folder of judged samples holds one JSON Lines file per sample, as ``evaluation/calibrate.py add`` writes them: layer,
document, row, span and rule of every row drawn, the digest of its words (``told``; not in the oldest samples), and what
each judge said (1 accepted, 0 refused). No text is in it. The texts come from a gold folder, or from a folder beside
the samples whose name the documents begin with (``opinion:w1_01`` stands in ``opinion/w1_01.txt``).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, Final

from aitia.errors import InputError
from aitia.evaluate.cards import Row, digest, in_words
from aitia.extract.rules import read_layers
from aitia.ingest import from_text
from aitia.language.page import Page
from aitia.language.parse import DEFAULT_PARSER, read_pages
from aitia.lexicon.confidence import judged, log_odds
from aitia.model.reading import Reading
from aitia.pipeline import Settings, apparatus

# what rows are drawn from: name, file below the gold folder, how the ids of its records begin
SOURCES: Final = (
    ("polnear", "dev/attributions/polnear.jsonl", ""),
    ("tr_news", "dev/places/news.jsonl", "tr_news"),
    ("muc4", "dev/roles_muc4/muc4.jsonl", ""),
)
# sets of sentences of which rows were judged, beside those that samples are drawn from
SENTENCES: Final = (
    ("cnc", "dev/causal_sentences/cnc_v2.jsonl", ""),
    ("dse", "dev/directed_sentiment/dse.jsonl", ""),
    ("re3d", "dev/ties/re3d.jsonl", ""),
)
LAYERS: Final = ("events", "ties", "causes", "options", "figures")
HEADED: Final = ("events", "ties", "causes")  # those on which the trained heads have an opinion


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One layer of one sample: how many rows, the shares that all judges and each accepted, how often they agree."""

    name: str
    layer: str
    rows: int
    accepted: float
    by_judge: tuple[float, ...]
    agreement: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A judged row that today's reading has: whether all judges accepted it, what its rule and its marks say of it.

    ``rule``: log-odds of the rule's estimate by all other judged rows; for ``marks`` see ``extract.marks``.
    """

    layer: str
    rule: float
    accepted: bool
    marks: Mapping[str, float] = field(default_factory=dict)


def samples(folder: Path) -> list[Sample]:
    """What was judged, by sample and layer.

    Raises:
        InputError: there is no sample in the folder, or a file of it is broken.
    """
    out = []
    for path in _files(folder):
        by_layer: defaultdict[str, list[list[int]]] = defaultdict(list)
        for row in _rows(path):
            by_layer[row["layer"]].append(row["verdicts"])
        for layer, given in sorted(by_layer.items()):
            out.append(
                Sample(
                    name=path.stem,
                    layer=layer,
                    rows=len(given),
                    accepted=sum(all(v) for v in given) / len(given),
                    by_judge=tuple(sum(v) / len(given) for v in zip(*given, strict=True)),
                    agreement=sum(len(set(v)) == 1 for v in given) / len(given),
                )
            )
    return out


def observe(gold: Path, folder: Path) -> tuple[list[Observation], int]:
    """The judged rows that a reading of the texts still has, and how many it has not."""
    found = [
        one
        for page, reading, verdicts in read_again(gold, folder)
        for verdict in verdicts
        if (one := _again(verdict, reading, page.marks)) is not None
    ]
    return found, sum(sample.rows for sample in samples(folder)) - len(found)


def read_again(
    gold: Path, folder: Path, sets: Iterable[str] | None = None
) -> Iterator[tuple[Page, Reading, list[dict[str, Any]]]]:
    """The texts of which rows were judged, all or those of some sets, as they are read today, with their verdicts."""
    wanted: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in _files(folder):
        for row in _rows(path):
            wanted[row["document"]].append(row)
    provenance = Settings().provenance()
    beside = ((key, text) for key, text in texts_beside(folder) if key in wanted and sets is None)
    documents = [from_text(text, id=key) for key, text in chain(beside, _texts(gold, set(wanted), sets))]
    for page in read_pages(((d, apparatus(d)) for d in documents), parser=DEFAULT_PARSER):
        yield page, read_layers(page, provenance), wanted[page.document.id]


def same(verdict: Mapping[str, Any], reading: Reading) -> Row | None:
    """The judged row in a reading of today; None if it is not there or says something else in words."""
    for row in getattr(reading, verdict["layer"]):
        if row.id == verdict["row"]:
            return row if verdict.get("told") in (None, digest(in_words(row, reading))) else None
    return None


def _again(verdict: dict[str, Any], reading: Reading, marks: Mapping[str, Mapping[str, float]]) -> Observation | None:
    layer, key = verdict["layer"], verdict["row"]
    row = same(verdict, reading)
    if row is None or (layer in HEADED and key not in marks):
        return None
    accepted = all(verdict["verdicts"])
    counted = accepted if len(set(verdict["verdicts"])) == 1 and row.rule == verdict["rule"] else None
    estimate = judged(layer, row.rule, without=counted)
    if estimate is None:
        return None
    rule = round(log_odds(estimate), 1)  # coarser than what the row's own verdict would add to it
    return Observation(layer=layer, rule=rule, accepted=accepted, marks=marks.get(key, {}))


def records(gold: Path, source: str) -> Iterator[tuple[str, str]]:
    """Key and text of every record of one of ``SOURCES`` or ``SENTENCES``."""
    name, file, begins = next(s for s in SOURCES + SENTENCES if s[0] == source)
    try:
        with (gold / file).open(encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                if str(record["id"]).startswith(begins):
                    yield f"{name}:{record['id']}", record["text"]
    except OSError as error:
        raise InputError(f"{gold / file}: {error.strerror}; judged rows were drawn from this set") from error


def _texts(gold: Path, wanted: set[str], sets: Iterable[str] | None) -> Iterator[tuple[str, str]]:
    sentences = [name for name, _, _ in SENTENCES if any(key.startswith(f"{name}:") for key in wanted)]
    for name in (*(s[0] for s in SOURCES), *sentences) if sets is None else sets:
        for key, text in records(gold, name):
            bare = key.partition(":")[2]
            if key in wanted or bare in wanted:
                yield (key if key in wanted else bare), text


def texts_beside(folder: Path) -> Iterator[tuple[str, str]]:
    """Key and text of every text that stands in a folder beside the samples."""
    for path in sorted(folder.glob("*/*.txt")):
        yield f"{path.parent.name}:{path.stem}", path.read_text(encoding="utf-8")


def _files(folder: Path) -> list[Path]:
    found = sorted(folder.glob("*.jsonl"))
    if not found:
        raise InputError(f"{folder}: no judged samples here; name a folder with .jsonl files of verdicts")
    return found


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            fits = row["layer"] in LAYERS and len(row["span"]) == 2 and {0, 1} >= set(row["verdicts"])
            fits = fits and bool(row["verdicts"]) and bool(row["document"]) and bool(row["rule"]) and bool(row["row"])
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}, line {number}: not a judged row ({error})") from error
        if not fits:
            raise InputError(f"{path}, line {number}: not a judged row of one of {', '.join(LAYERS)}")
        yield row
