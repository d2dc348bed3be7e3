"""``aitia read``: one or many texts in, their conflict models out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from aitia.cli.messages import complain
from aitia.cli.reading import ReadingOptions, reads_texts
from aitia.errors import AitiaError

if TYPE_CHECKING:
    from aitia.model.reading import Reading
    from aitia.model.text import Span, Unread


@reads_texts
def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCES",
            help="Files (.txt .md .html .pdf .jsonl .csv), folders, http(s) addresses, or - for standard input.",
        ),
    ],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object per document, one per line.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write a self-contained page (one document only).")
    ] = None,
    errors: Annotated[
        Path | None, typer.Option("--errors", help="Also write what could not be read, as JSON Lines.")
    ] = None,
    all_rows: Annotated[bool, typer.Option("--all", help="Show every row on the terminal.")] = False,
    reading: ReadingOptions = ReadingOptions(),  # noqa: B008 - frozen
) -> None:
    """Read texts: who is in them, who stands how to whom, who did what, who claims what, what leads to what."""
    from aitia.language.parse import load_parser
    from aitia.model.reading import encode
    from aitia.model.text import Unread
    from aitia.pipeline import read_many

    if html is not None and html.is_dir():
        raise typer.BadParameter(f"{html} is a folder; give a file name", param_hint="--html")
    for option, target in (("--html", html), ("--errors", errors)):
        if target is not None and any(_same_file(target, source) for source in sources):
            raise typer.BadParameter(f"{target} is one of the texts to read; give another file", param_hint=option)
    settings = reading.settings()
    load_parser(settings.parser)
    failed = 0
    page: Reading | None = None
    with _errors_file(errors) as log, _progress() as progress:
        stdin = getattr(sys.stdin, "buffer", None) if "-" in sources else None
        items = read_many(
            sources,
            settings=settings,
            stdin=stdin,
            any_language=reading.any_language,
            allow_private=reading.allow_private,
            progress=progress,
        )
        for item in items:
            if isinstance(item, Unread):
                failed += 1
                complain(item)
                if log is not None:
                    _log(item, log)
                continue
            if html is not None:
                if page is not None:
                    raise typer.BadParameter(
                        "it takes one document, and there are more; read them one by one (nothing was written)",
                        param_hint="--html",
                    )
                page = item
            if json:
                sys.stdout.buffer.write(encode(item) + b"\n")
                sys.stdout.buffer.flush()
            elif html is None:
                _report(item, all_rows, reading.implied)
        if html is not None and page is not None:
            _write_html(html, page, reading.implied)
    if failed:
        raise typer.Exit(1)


def _same_file(target: Path, source: str) -> bool:
    """Whether what is to be written would take the place of what is to be read."""
    try:
        return target.is_file() and target.samefile(source)
    except (OSError, ValueError):
        return False


def _report(reading: Reading, all_rows: bool, implied: bool) -> None:
    from rich.console import Console

    from aitia.present.printer import LIMIT
    from aitia.present.terminal import print_report

    limit = None if all_rows else LIMIT
    print_report(reading, Console(), limit=limit, implied=implied, apart=_apart(reading))


def _apart(reading: Reading) -> list[Span]:
    from aitia.pipeline import apparatus

    return [span for span, kind in apparatus(reading.document) if kind != "title"]


def _write_html(path: Path, reading: Reading, implied: bool) -> None:
    from aitia.present.html import html_report

    try:
        page = html_report(reading, implied=implied, apart=_apart(reading))
        path.write_text(page, encoding="utf-8", errors="replace")
    except OSError as error:
        raise typer.BadParameter(f"cannot write {path}: {error.strerror}", param_hint="--html") from error
    sys.stderr.write(f"aitia: wrote {path}\n")


def _log(unread: Unread, log: TextIO) -> None:
    # names of files need not be valid Unicode: in ASCII every name can be written
    log.write(dumps({"source": unread.source, "row": unread.row, "reason": unread.reason}) + "\n")


@contextmanager
def _errors_file(path: Path | None) -> Iterator[TextIO | None]:
    if path is None:
        yield None
        return
    try:
        file = path.open("w", encoding="utf-8")
    except OSError as error:
        raise typer.BadParameter(f"cannot write {path}: {error.strerror}", param_hint="--errors") from error
    try:
        yield file
    finally:
        try:
            file.close()
        except OSError as error:
            raise AitiaError(f"cannot write {path}: {error.strerror}") from error


@contextmanager
def _progress() -> Iterator[Any]:
    """A bar on stderr once there are more than a few documents, only where a person is watching."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    with Progress(
        TextColumn("reading"),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=False,
    ) as bar:
        task = bar.add_task("reading", total=None, visible=False)

        def update(count: int) -> None:
            bar.update(task, completed=count, visible=count > 3)

        yield update
