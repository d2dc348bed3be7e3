"""A course of action that is taken, on a terminal: who argues for or against it, and with what results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rich.console import Console

from aitia.model.assembled import MergedOption
from aitia.present.printer import Printer
from aitia.present.tables import UNNAMED, shorten
from aitia.present.terminal_model import quoted

_STANCE: Final = {"advocated": "argues for it", "warned_against": "argues against it", "neutral": "discusses it"}
_WIDTH: Final = 200


def print_option(option: MergedOption, names: Mapping[str, str], console: Console, *, reverse: bool = False) -> None:
    """Print which option is run.

    Args:
        option: the option.
        names: actor ids to names.
        console: where to print.
        reverse: whether its opposite is run.
    """
    out = Printer(console, None)
    by = ", ".join(shorten(names.get(b, b), 60) for b in option.by) or UNNAMED
    console.print()
    out.line(("The opposite of: " if reverse else "Taken: ", "bold"), (shorten(option.action, _WIDTH), "bold"),
             (f"  ({by} {_STANCE[option.stance]})", "dim"), indent=0)  # fmt: skip
    for support in option.supports[:1]:
        out.line((quoted(support), ""), indent=4)
    for words in option.consequences:
        out.line(("said to follow: ", "dim"), (shorten(words, _WIDTH), ""), indent=4)
