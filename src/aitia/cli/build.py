"""``aitia build``: texts into a store, each read once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from aitia.cli.messages import complain, say
from aitia.cli.reading import ReadingOptions, reads_texts

if TYPE_CHECKING:
    from aitia.building import BuildReport
    from aitia.scale.progress import Progress


@reads_texts
def build(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCES",
            help="Files, folders, tables, feeds, lists of addresses (.urls), addresses, or - for standard input; "
            "without any, what the store holds unread is read.",
        ),
    ] = None,
    store: Annotated[
        Path, typer.Option("--store", metavar="DIR", help="The store's folder; made where it is missing.")
    ] = ...,  # type: ignore[assignment]
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, metavar="N", help="How many processes read (all cores).")
    ] = None,
    executor: Annotated[
        Literal["local", "ray"], typer.Option("--executor", help="Read on this machine, or on a Ray cluster.")
    ] = "local",
    reading: ReadingOptions = ReadingOptions(),  # noqa: B008 - frozen
    retry_errors: Annotated[
        bool, typer.Option("--retry-errors", help="Read again where the reading of a document failed.")
    ] = False,
    wait: Annotated[
        bool, typer.Option("--wait", help="Wait for another build on the store instead of refusing.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the summary as one JSON object.")] = False,
) -> None:
    """Build a corpus: read what is new in SOURCES into a store. Stopped anywhere, the same command goes on."""
    from aitia.building import build as make

    given = sources or []
    try:
        with _progress() as progress:
            report = make(
                given,
                store,
                settings=reading.settings(),
                executor=_executor(executor, workers),
                workers=workers,
                progress=progress,
                tell=complain,
                note=say,
                retry_errors=retry_errors,
                wait=wait,
                any_language=reading.any_language,
                allow_private=reading.allow_private,
                stdin=getattr(sys.stdin, "buffer", None) if "-" in given else None,
            )
    except KeyboardInterrupt:
        say("stopped; what is done stays done, and the same command goes on from here")
        raise typer.Exit(130) from None
    for reason in report.lost:
        say(f"not read: shard {reason}; the same command tries it again")
    made = not report.documents or _catalogue(store)
    if json:
        _print_json(report)
    else:
        sys.stdout.write("\n".join(summary(report)) + "\n")
    if not report.ok or not made:
        raise typer.Exit(1)


def _catalogue(store: Path) -> bool:
    """Make the catalogue; where there is no room for it, all that was read stands all the same."""
    from aitia.errors import NotWritten
    from aitia.store.refresh import refresh_catalogue

    try:
        refresh_catalogue(store)
    except NotWritten as error:
        say(str(error))
        return False
    return True


def _executor(name: str, workers: int | None) -> Any:
    if name != "ray":
        return None
    from aitia.scale.ray import RayExecutor

    return RayExecutor(workers)


def summary(report: BuildReport) -> list[str]:
    """The report as lines for a person."""
    from aitia.present.printer import count_words
    from aitia.present.safe import one_line

    handed = count_words(report.opened, "document")
    lines = [f"{handed} handed in: {report.new:,} new, {report.duplicates:,} known already"]
    if report.unread:
        lines.append(f"{count_words(report.unread, 'item')} could not be taken in (table errors of the batch)")
    if report.read:
        lines.append(
            f"{count_words(report.read, 'document')} read: {count_words(report.words, 'word')} in "
            f"{_time(report.seconds_reading)}, {report.words_per_second:,.0f} words a second"
        )
        if report.parsed < report.read:
            lines.append(f"{report.read - report.parsed:,} of them parsed before and only read anew")
    else:
        lines.append("nothing to read")
    if report.failed:
        failed = count_words(report.failed, "document")
        lines.append(f"{failed} could not be read (table errors of the run; try --retry-errors)")
    if report.lost:
        lines.append(f"{count_words(len(report.lost), 'shard')} lost")
    rows = ", ".join(f"{count:,} {name}" for name, count in report.rows.items() if name not in ("grounded", "keys"))
    held = f"{count_words(report.documents, 'document')} in {count_words(report.shards, 'shard')}"
    lines.append(f"The store {report.store} holds {held}: {rows}")
    return [one_line(line) for line in lines]


def _print_json(report: BuildReport) -> None:
    from dataclasses import fields

    from aitia.cli.asking import print_json

    content = {f.name: getattr(report, f.name) for f in fields(report)}
    content["rows"] = dict(report.rows)
    content["words_per_second"] = round(report.words_per_second, 1)
    print_json({key: round(value, 3) if isinstance(value, float) else value for key, value in content.items()})


def _time(seconds: float) -> str:
    whole = round(seconds)
    if whole < 60:
        return f"{seconds:.1f} s"
    hours, rest = divmod(whole, 3600)
    return f"{hours} h {rest // 60:02} min" if hours else f"{rest // 60} min {rest % 60:02} s"


@contextmanager
def _progress() -> Iterator[Any]:
    """A line on stderr that says how far it is, only where a person is watching."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[about]}"))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("taking in", total=None, about="")

        def update(now: Progress) -> None:
            if now.total is None:
                bar.update(task, about=f"{now.done:,} documents")
                return
            left = f", {_time(now.left)} left" if now.left is not None else ""
            about = f"{now.done:,} of {now.total:,} documents, {now.rate:,.0f} words a second{left}"
            bar.update(task, description="reading", total=now.total, completed=now.done, about=about)

        yield update
