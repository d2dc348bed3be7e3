"""``aitia show``: one actor, event, tie, cause or concept of a store, with every sentence behind it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from aitia.store.shown import Sentence, Shown

_LIMIT = 20


def show(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="The folder of a store.")],
    kind: Annotated[str, typer.Argument(metavar="KIND", help="actor, event, tie, cause or concept.")],
    name: Annotated[str, typer.Argument(metavar="ID", help="An id, the id of a row behind it, or a name.")],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, help="At most so many sentences.")] = _LIMIT,
    all_rows: Annotated[bool, typer.Option("--all", help="Every sentence.")] = False,
) -> None:
    """Show one actor, event, tie, cause or concept of a store: who says it, where, and in which words."""
    from aitia.store.opened import open_store
    from aitia.store.shown import KINDS
    from aitia.store.shown import show as look_up

    if kind not in KINDS:
        raise typer.BadParameter(f"{kind!r} is none of {', '.join(KINDS)}", param_hint="KIND")
    with open_store(store) as opened:
        found = look_up(opened, kind, name, limit=None if all_rows else limit)
    if json:
        import msgspec

        from aitia.cli.asking import print_json

        print_json(msgspec.to_builtins(found))
        return
    _print(found)


def _print(found: Shown) -> None:
    from rich.console import Console
    from rich.text import Text

    from aitia.present.safe import one_line

    console = Console(highlight=False)
    console.print(Text(one_line(f"{found.title}  {found.kind} {found.id}"), style="bold"))
    for name, value in found.facts.items():
        if name not in ("id", "key", "name", "label") and value not in (None, [], ""):
            console.print(Text(one_line(f"  {name.replace('_', ' ')}: {_value(value)}")))
    for name, rows in found.tables.items():
        console.print(Text(f"{name}", style="bold"))
        for row in rows:
            console.print(Text(one_line("  " + "  ".join(f"{_value(v)} {k}" for k, v in _cells(row)))))
    shown = f"{len(found.sentences):,} of {found.total:,} sentences" if found.sentences else "no sentence"
    console.print(Text(shown, style="bold"))
    for sentence in found.sentences:
        console.print(Text(one_line(f"  {_who(sentence)}")))
        console.print(Text(one_line(f"    “{sentence.quote}”")))
    if len(found.sentences) < found.total:
        sys.stderr.write("aitia: --all shows every sentence\n")


def _cells(row: dict[str, Any]) -> list[tuple[str, Any]]:
    return [("" if isinstance(v, str) else k.replace("_", " "), v) for k, v in row.items() if v != ""]


def _value(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _who(sentence: Sentence) -> str:
    """Whose word a sentence is, and where it stands."""
    voices = ", ".join(sentence.voices)
    where = " · ".join(filter(None, (sentence.document, sentence.publisher, sentence.published)))
    certainty = "" if sentence.certainty == "asserted" else f" ({sentence.certainty})"
    return f"{sentence.side}{certainty}{f': {voices}' if voices else ''}  [{where}, {sentence.start}–{sentence.end}]"
