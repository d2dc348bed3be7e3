"""``aitia query``: rows of a store by SQL or by filters."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aitia.cli.messages import say
from aitia.cli.writing import whole_file

if TYPE_CHECKING:
    import duckdb
    from rich.console import Console

    from aitia.store.opened import Store

_SHOWN = 50
_CELL = 60
_ROOM = 24  # columns of the terminal that a column of a table is given


def query(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="The folder of a store.")],
    sql: Annotated[str | None, typer.Argument(metavar="SQL", help="One SELECT; without it, filters.")] = None,
    table: Annotated[
        str | None,
        typer.Option(
            "--table",
            help="Table to filter: event_reports (unless given), a_events, tie_reports, ties_assembled, cause_reports, "
            "influences, claim_reports, concepts, a_actors or doc_info.",
        ),
    ] = None,
    actor: Annotated[
        str | None, typer.Option("--actor", help="By or to this actor: a name, an alias, or a key.")
    ] = None,
    type_: Annotated[
        str | None, typer.Option("--type", help="Type of event, relation of a tie or cause, kind of a claim or actor.")
    ] = None,
    place: Annotated[
        str | None, typer.Option("--place", help="At this place; of a country (its name or ISO code), anywhere in it.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="From this date on: 2015, 2015-01 or 2015-01-31.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", help="Up to this date, it included.")] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", help="Published by.")] = None,
    voice: Annotated[str | None, typer.Option("--voice", help="On the word of this actor.")] = None,
    min_confidence: Annotated[
        float | None, typer.Option("--min-confidence", min=0.0, max=1.0, help="Read with at least this confidence.")
    ] = None,
    quotes: Annotated[bool, typer.Option("--quotes", help="With filters: add the sentence of every row.")] = False,
    form: Annotated[
        str | None, typer.Option("--format", help="table, csv, json, jsonl or parquet; by default as the file ends.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write into this file.")] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=0, help="At most so many rows (on the terminal 50 unless given).")
    ] = None,
) -> None:
    """Rows of a store, by SQL (read-only) or by actor, type, place, period, publisher, voice and confidence."""
    from aitia.store.opened import open_store
    from aitia.store.query import Filters, filtered
    from aitia.store.results import format_for

    filters = Filters(
        actor=actor, type=type_, place=place, since=since, until=until, publisher=publisher, voice=voice,
        min_confidence=min_confidence,
    )  # fmt: skip
    asked = table is not None or quotes or filters != Filters()
    if sql is not None and asked:
        raise typer.BadParameter("give SQL or filters, not both", param_hint="SQL")
    chosen = format_for(output, form)
    if chosen == "parquet" and output is None:
        raise typer.BadParameter("a Parquet file needs a name: give -o FILE", param_hint="--format")
    with open_store(store, note=say) as opened:
        if sql is None and not asked:
            _list(opened)
            return
        most = _SHOWN + 1 if chosen == "table" and limit is None else limit
        if sql is not None:
            found = opened.sql(sql)
            found = found.limit(most) if most is not None else found
        else:
            found = filtered(opened, table or "event_reports", filters, limit=most, quotes=quotes, note=say)
        _give(found, chosen, output, more=limit is None)


def _list(store: Store) -> None:
    """The tables and their columns, those that filters know first."""
    from aitia.present.safe import one_line
    from aitia.store.query import SHAPES

    tables = store.tables()
    groups = (("for filters (--table) and SQL", SHAPES), ("by SQL alone", [t for t in tables if t not in SHAPES]))
    for title, names in groups:
        sys.stdout.write(f"# {title}\n")
        for name in names:
            sys.stdout.write(one_line(f"{name}: {', '.join(column for column, _ in tables[name])}") + "\n")


def _give(found: duckdb.DuckDBPyRelation, form: str, output: Path | None, *, more: bool) -> None:
    import duckdb

    from aitia.errors import UsageError
    from aitia.store.results import write_result

    try:
        if form == "table":
            _print(found, output, more=more)
        elif output is None:
            write_result(found, form, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            try:
                with whole_file(output) as stream:
                    rows = write_result(found, form, stream)
            except OSError as error:
                raise typer.BadParameter(f"cannot write {output}: {error.strerror}", param_hint="--output") from error
            sys.stderr.write(f"aitia: wrote {rows:,} rows to {output}\n")
    except duckdb.Error as error:
        raise UsageError(f"the query cannot be answered: {str(error).strip()[:600]}") from error


def _print(found: duckdb.DuckDBPyRelation, output: Path | None, *, more: bool) -> None:
    """A table where its columns find room, else one block a row with a line for each column that says something."""
    from rich.console import Console

    from aitia.present.safe import one_line
    from aitia.store.results import shown_rows

    if output is not None:
        raise typer.BadParameter("a table is for the terminal; give --format csv", param_hint="--format")
    names, rows = shown_rows(found)
    cut = more and len(rows) > _SHOWN
    cells = [[_short(one_line(cell)) for cell in row] for row in (rows[:_SHOWN] if cut else rows)]
    console = Console()
    widths = [max(len(name), *(len(row[at]) for row in cells), 1) for at, name in enumerate(names)]
    if sum(min(width, _ROOM) + 2 for width in widths) <= console.width:
        _columns(names, cells, console)
    else:
        _blocks(names, cells, console)
    if cut:
        sys.stderr.write(f"aitia: the first {_SHOWN} rows; --limit gives more, -o FILE all\n")
    elif not rows:
        sys.stderr.write("aitia: no rows\n")


def _columns(names: list[str], cells: list[list[str]], console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    from aitia.present.safe import one_line

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in names:
        table.add_column(Text(one_line(name)), overflow="fold")
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def _blocks(names: list[str], cells: list[list[str]], console: Console) -> None:
    from rich.text import Text

    from aitia.present.safe import one_line

    wide = max((len(name) for name in names), default=0)
    for row in cells:
        for name, cell in zip(names, row, strict=True):
            if cell:
                console.print(Text.assemble((f"{one_line(name):<{wide}}  ", "dim"), cell), highlight=False)
        console.print()


def _short(cell: str) -> str:
    return cell if len(cell) <= _CELL else f"{cell[: _CELL - 1]}…"
