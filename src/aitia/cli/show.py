"""``aitia show``: one actor, event, tie, cause or concept of a store, with every sentence behind it."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from aitia.cli.messages import say

if TYPE_CHECKING:
    from aitia.store.shown import Sentence, Shown

_LIMIT = 20


def show(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="The folder of a store.")],
    what: Annotated[
        str,
        typer.Argument(metavar="KIND|NAME", help="actor, event, tie, cause or concept, and a name; or a name alone."),
    ],
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="A name or words of it, an id, or the id of a row behind it.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, help="At most so many sentences.")] = _LIMIT,
    all_rows: Annotated[bool, typer.Option("--all", help="Every sentence.")] = False,
) -> None:
    """Show one actor, event, tie, cause or concept of a store: who says it, where, and in which words."""
    from aitia.store.finding import KINDS
    from aitia.store.opened import open_store
    from aitia.store.shown import show as look_up

    kind = what if name is not None else None
    if kind is not None and kind not in KINDS:
        words = f"; a name of several words stands in quotes: {shlex.quote(f'{what} {name}')}"
        raise typer.BadParameter(f"{kind!r} is none of {', '.join(KINDS)}{words}", param_hint="KIND")
    if name is None and what in KINDS:
        raise typer.BadParameter(f"say which {what}, by its name or its id", param_hint="NAME")
    with open_store(store, note=say) as opened:
        found = look_up(opened, kind, what if name is None else name, limit=None if all_rows else limit)
    if json:
        import msgspec

        from aitia.cli.asking import print_json

        print_json(msgspec.to_builtins(found))
        return
    _print(found)


def _print(found: Shown) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from aitia.present.printer import count_words
    from aitia.present.safe import one_line

    console = Console(highlight=False)

    def line(text: str, indent: int, style: str = "") -> None:
        console.print(Padding(Text(one_line(text), style=style), (0, 0, 0, indent), expand=False))

    line(f"{found.title}  ({found.kind} {found.id})", 0, "bold")
    for name, value in found.facts.items():
        if name not in ("id", "key", "name", "label") and value not in (None, [], ""):
            line(f"{_label(name)}: {_value(value)}", 2)
    for name, rows in found.tables.items():
        line(name, 0, "bold")
        for row in rows:
            line("  ".join(_value(v) if isinstance(v, str) else f"{_label(k)} {_value(v)}" for k, v in row.items()), 2)
    shown = "" if len(found.sentences) == found.total else f"{len(found.sentences):,} of "
    line(f"{shown}{count_words(found.total, 'sentence')}", 0, "bold")
    for sentence in found.sentences:
        line(_who(sentence), 2)
        line(f"“{sentence.quote}”", 4)
    if len(found.sentences) < found.total:
        sys.stderr.write("aitia: --all shows every sentence\n")


def _label(name: str) -> str:
    return name.removeprefix("n_").replace("_", " ")


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
