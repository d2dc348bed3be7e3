"""Evaluate: read the gold, score it, and return all figures."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from aitia._version import __version__
from aitia.errors import InputError
from aitia.evaluate.articles import article_rows, plain, read_articles
from aitia.evaluate.baselines import BASELINES
from aitia.evaluate.calibration import reliability
from aitia.evaluate.gold import Gold
from aitia.evaluate.judged import Observation, Sample, observe, samples
from aitia.evaluate.rows import Evaluation, Row
from aitia.evaluate.sets import GoldSet, Measure, chosen
from aitia.ingest import from_text
from aitia.model.text import Document, Unread
from aitia.pipeline import Settings, read_documents

Progress = Callable[[str, int], None]


def evaluate(
    folder: str | Path,
    *,
    sets: Sequence[str] = (),
    articles: bool | None = None,
    articles_only: bool = False,
    limit: int | None = None,
    limits: Mapping[str, int] | None = None,
    settings: Settings | None = None,
    judged: str | Path | None = None,
    command: str = "",
    progress: Progress | None = None,
) -> Evaluation:
    """Score the reading on a gold folder.

    ``sets`` names the sets to score (all where empty; naming some leaves the articles out unless ``articles`` says
    otherwise). ``limit`` bounds the records of each set, ``limits`` those of single sets. ``judged`` is a folder of
    judged rows (see ``judged``), by which the confidence of rows is measured. ``progress`` is called with the part at
    hand and the number of its texts read so far. Runs the folder's own Python; see ``gold``.
    """
    gold = Gold(Path(folder))
    settings = settings or Settings()
    wanted = () if articles_only else chosen(sets)
    with_articles = articles if articles is not None else not sets
    tell = progress or (lambda _part, _count: None)
    rows: list[Row] = []
    records: dict[str, int] = {}
    unread: dict[str, int] = {}
    if with_articles:
        done = []
        for count, article in enumerate(read_articles(gold, settings, gold.articles()), 1):
            done.append(article)
            tell("articles", count)
        records["articles"] = len(done)
        rows += article_rows(gold, [a for a in done if not a.article.original], "real articles")
        rows += article_rows(gold, [a for a in done if a.article.original], "original articles")
    for item in wanted:
        bound = (limits or {}).get(item.name, limit)
        found, count, failed = _set_rows(gold, item, bound, settings, tell)
        rows += found
        records[item.name] = count
        if failed:
            unread[item.name] = failed
    people: list[Sample] = []
    seen: list[Observation] = []
    lost = 0
    if judged is not None:
        tell("judged rows", 0)
        people = samples(Path(judged))
        seen, lost = observe(Path(folder), Path(judged))
    return Evaluation(
        rows=tuple(rows),
        records=records,
        unread=unread,
        limit=limit,
        version=__version__,
        commit=commit(),
        command=command,
        gold_sha256=gold.digest([s.file for s in wanted]),
        samples=tuple(people),
        reliability=tuple(reliability(seen)),
        found_again=len(seen),
        lost=lost,
    )


# these sets count causes and attitudes that no word signals, so the reader is asked for them too
IMPLIED_COUNTS: Final = frozenset(["causal_sentences", "cause_spans", "cause_polarity", "directed_sentiment"])


def _set_rows(
    gold: Gold, item: GoldSet, limit: int | None, settings: Settings, tell: Progress
) -> tuple[list[Row], int, int]:
    records: list[dict[str, Any]] = []
    predictions: list[dict[str, Any]] = []
    if item.task in IMPLIED_COUNTS:
        settings = replace(settings, implied=True)
    if item.actors:
        files = tuple(str(gold.path(a)) for a in item.actors if gold.path(a).is_file())
        settings = replace(settings, actors=files)
    for record, prediction in _predict(gold, item, limit, settings, tell):
        records.append(record)
        if prediction is not None:
            predictions.append(prediction)
    scores = gold.scorer.score(item.task, records, predictions)
    base = gold.scorer.score(item.task, records, BASELINES[item.baseline](records))
    rows = [_row(item, measure, scores, base) for measure in item.measures]
    return rows, len(records), len(records) - len(predictions)


def _predict(
    gold: Gold, item: GoldSet, limit: int | None, settings: Settings, tell: Progress
) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Each record with its prediction, None where it could not be read; readings are dropped once converted."""
    convert = gold.converter.TASKS[item.task]
    waiting: dict[str, dict[str, Any]] = {}

    def documents() -> Iterator[Document]:
        for record in gold.records(item.file, subset=item.subset, limit=limit, task=item.task):
            name = str(record["id"])
            if name in waiting:
                raise InputError(f"{gold.path(item.file)}: the id {name!r} occurs twice")
            waiting[name] = record
            yield from_text(record["text"], id=name)

    count = 0
    for reading in read_documents(documents(), settings=settings):
        if isinstance(reading, Unread):
            continue
        record = waiting.pop(reading.document.id)
        count += 1
        tell(item.name, count)
        yield record, {"id": record["id"], **convert(record, plain(reading))}
    for record in waiting.values():
        yield record, None


def _row(item: GoldSet, measure: Measure, scores: dict[str, Any], base: dict[str, Any]) -> Row:
    block = _at(scores, measure.path)
    figure = ".".join(measure.path) or measure.take
    support = _at(scores, measure.support) if measure.support else scores["records"]
    return Row(
        key=f"{item.name}.{figure}",
        part="sets",
        group=item.name,
        figure=figure,
        measure=measure.name,
        value=_value(block, measure.take),
        precision=_part(block, "p", measure.take),
        recall=_part(block, "r", measure.take),
        support=int(support),
        baseline=_value(_at(base, measure.path), measure.take),
        baseline_name=item.baseline_name,
        target=measure.target,
        ceiling=measure.ceiling,
        published=measure.published,
    )


def _at(block: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        block = block.get(key, {}) if isinstance(block, dict) else {}
    return block


def _value(block: Any, take: str) -> float:
    found = block.get(take, 0.0) if isinstance(block, dict) else block
    return round(float(found), 4)


def _part(block: Any, key: str, take: str) -> float | None:
    return round(float(block[key]), 4) if take == "f1" and isinstance(block, dict) and key in block else None


def commit() -> str | None:
    """The commit of the checkout this package runs from, with ``+`` where its source was changed since; else None."""
    git = shutil.which("git")
    package = Path(__file__).parents[1]
    if git is None:
        return None

    def ask(*words: str) -> str | None:
        try:
            answer = subprocess.run(  # noqa: S603 - fixed words
                [git, "-C", str(package), *words], capture_output=True, text=True, timeout=20, check=False
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return answer.stdout.strip() if answer.returncode == 0 else None

    if ask("ls-files", "--error-unmatch", "_version.py") is None:
        return None
    head = ask("rev-parse", "--short=12", "HEAD")
    return f"{head}+" if head and ask("status", "--porcelain", "--", ".") else head
