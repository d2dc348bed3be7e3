"""``aitia evaluate``: the package's own accuracy on a folder of gold."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

if TYPE_CHECKING:
    from aitia.evaluate.rows import Evaluation
    from aitia.pipeline import Settings


def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD_DIR", help="A gold folder. Its own convert.py and scorers are run: trust it first."
        ),
    ],
    sets: Annotated[
        list[str] | None, typer.Option("--set", help="Score only this set, without the articles; may be repeated.")
    ] = None,
    articles_only: Annotated[bool, typer.Option("--articles-only", help="Score only the whole articles.")] = False,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="At most so many records of each set, always the same ones.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON object.")] = False,
    write: Annotated[
        list[Path] | None,
        typer.Option("--write", help="Also write the figures to a file, .md or .json; may be repeated."),
    ] = None,
    gate: Annotated[
        Path | None, typer.Option("--gate", help="Check a bounded subset against the floors in this file.")
    ] = None,
    update_floors: Annotated[
        bool, typer.Option("--update-floors", help="With --gate: raise the floors to the figures measured.")
    ] = False,
    allow_lower: Annotated[
        bool, typer.Option("--allow-lower", help="With --update-floors: let floors fall, too.")
    ] = False,
    judged: Annotated[
        Path | None,
        typer.Option("--judged", metavar="DIR", help="Also measure confidence by the judged rows in this folder."),
    ] = None,
    fast: Annotated[bool, typer.Option("--fast", help="Score the rules alone, without the trained heads.")] = False,
    errors: Annotated[
        str | None,
        typer.Option("--errors", metavar="LAYER", help="List what a layer missed and made up in the articles."),
    ] = None,
) -> None:
    """Score every layer on annotated texts, each figure beside a trivial baseline and its target."""
    from aitia.errors import UsageError
    from aitia.evaluate.run import evaluate as run
    from aitia.pipeline import Settings

    if (update_floors and gate is None) or (allow_lower and not update_floors):
        raise typer.BadParameter("--update-floors goes with --gate, and --allow-lower with --update-floors")
    if sum((bool(sets) or articles_only or limit is not None, gate is not None, errors is not None)) > 1:
        raise typer.BadParameter(
            "--gate and --errors choose their texts themselves; leave out --set, --limit and each other"
        )
    if judged is not None and (gate is not None or errors is not None):
        raise typer.BadParameter("--judged goes with neither --gate nor --errors", param_hint="--judged")
    if fast and (gate is not None or judged is not None):
        raise typer.BadParameter("floors and judged rows are of the whole reading", param_hint="--fast")
    for path in write or ():
        if path.suffix not in (".md", ".json"):
            raise typer.BadParameter(f"{path}: end the file's name in .md or .json", param_hint="--write")
    try:
        if errors is not None:
            _errors(gold, errors, Settings(fast=fast), json)
            return
        command = _command(sets or [], articles_only, limit, gate, judged, fast)
        with _progress() as progress:
            if gate is not None:
                result, wrong = _gate(gold, gate, update_floors, allow_lower, command, progress)
            else:
                result, wrong = (
                    run(
                        gold,
                        sets=tuple(sets or ()),
                        articles_only=articles_only,
                        limit=limit,
                        settings=Settings(fast=fast),
                        judged=judged,
                        command=command,
                        progress=progress,
                    ),
                    [],
                )
    except UsageError as error:
        raise typer.BadParameter(str(error)) from error
    _show(result, json)
    _write(result, write or [])
    for line in wrong:
        sys.stderr.write(f"aitia: {line}\n")
    if wrong:
        raise typer.Exit(1)


def _gate(
    gold: Path, path: Path, update: bool, allow_lower: bool, command: str, progress: Callable[[str, int], None]
) -> tuple[Evaluation, list[str]]:
    from aitia.evaluate import gate

    floors = gate.default() if update and not path.exists() else gate.load(path)
    result = gate.measure(gold, floors, command=command, progress=progress)
    if update:
        floors = gate.update(result, floors, allow_lower=allow_lower)
        gate.save(path, floors)
    return result, gate.failures(result, floors)


def _command(
    sets: list[str], articles_only: bool, limit: int | None, gate: Path | None, judged: Path | None, fast: bool
) -> str:
    words = ["aitia evaluate GOLD_DIR", *(f"--set {name}" for name in sets)]
    words += ["--articles-only"] * articles_only
    words += [f"--limit {limit}"] if limit is not None else []
    words += [f"--gate {gate.name}"] if gate is not None else []
    words += [f"--judged {judged.name}"] if judged is not None else []
    words += ["--fast"] * fast
    return " ".join(words)


def _show(result: Evaluation, json: bool) -> None:
    from aitia.evaluate.report import tables, to_data

    if json:
        sys.stdout.write(msgspec.json.encode(to_data(result)).decode() + "\n")
    else:
        sys.stdout.write("\n".join(tables(result)))


def _write(result: Evaluation, paths: list[Path]) -> None:
    from aitia.evaluate.report import to_data, to_markdown

    for path in paths:
        data = msgspec.json.format(msgspec.json.encode(to_data(result)), indent=2).decode() + "\n"
        try:
            path.write_text(to_markdown(result) if path.suffix == ".md" else data, encoding="utf-8")
        except OSError as error:
            raise typer.BadParameter(f"cannot write {path}: {error.strerror}", param_hint="--write") from error
        sys.stderr.write(f"aitia: wrote {path}\n")


def _errors(gold: Path, layer: str, settings: Settings, json: bool) -> None:
    from aitia.evaluate.misses import by_rule, compare
    from aitia.present.safe import visible

    items, article = [], ""
    for item in compare(gold, layer, settings=settings):
        items.append(item)
        if json:
            sys.stdout.write(msgspec.json.encode(item).decode() + "\n")
            continue
        if item.article != article:
            article = item.article
            sys.stdout.write(f"\n{visible(article)}\n")
        rule = f"  <{visible(item.rule)}>" if item.rule else ""
        sys.stdout.write(f"  {item.verdict:<6} {visible(item.words)}{rule}\n")
    if not json:
        sys.stdout.write("\nright wrong rule\n")
        for rule, right, wrong in by_rule(items):
            sys.stdout.write(f"{right:5} {wrong:5} {visible(rule)}\n")


@contextmanager
def _progress() -> Iterator[Callable[[str, int], None]]:
    """One line per part on stderr, counting up where a person is watching."""
    live = sys.stderr.isatty()
    state = {"part": ""}

    def update(part: str, count: int) -> None:
        if part != state["part"]:
            sys.stderr.write(f"{chr(10) if live and state['part'] else ''}aitia: {part}{'' if live else chr(10)}")
            state["part"] = part
        if live and count % 10 == 0:
            sys.stderr.write(f"\raitia: {part} {count}")
            sys.stderr.flush()

    yield update
    if live and state["part"]:
        sys.stderr.write("\n")
