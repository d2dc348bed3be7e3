"""Print for people: lines of safe text, headings over the whole width, and what is left out counted."""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

LIMIT: Final = 12
_WIDEST: Final = 130  # longer lines are hard to read
_ASCII: Final = str.maketrans(
    {"−": "-", "–": "-", "—": "-", "·": ".", "“": '"', "”": '"', "‘": "'", "’": "'", "→": ">", "≈": "~", "≥": ">",
     "≤": "<", "─": "-", "…": "."}
)  # fmt: skip


class Printer:
    """Prints lines of safe text; knows the encoding of the console and nothing of markup."""

    def __init__(self, console: Console, limit: int | None) -> None:
        self.console = console
        self.limit = limit
        self.width = min(console.width, _WIDEST)
        self.plain = not console.encoding.lower().replace("-", "").startswith(("utf", "gb18030"))

    def text(self, words: str, style: str = "") -> Text:
        """Words as a Rich text, in characters the console can write."""
        if self.plain:
            encoding = self.console.encoding
            words = words.translate(_ASCII).encode(encoding, "replace").decode(encoding)
        return Text(words, style=style)

    def line(self, *parts: tuple[str, str], indent: int = 2, hang: int = 2) -> None:
        """One line of styled parts; what does not fit goes on, indented a little more."""
        whole = Text()
        for words, style in parts:
            whole.append_text(self.text(words, style))
        width = max(self.width - indent - hang, 20)
        first, *rest = whole.wrap(self.console, width) or [Text()]
        self.console.print(Padding(first, (0, 0, 0, indent), expand=False), highlight=False)
        for more in rest:
            self.console.print(Padding(more, (0, 0, 0, indent + hang), expand=False), highlight=False)

    def heading(self, title: str, right: str) -> None:
        """Print a section's heading over the whole width."""
        dashes = max(self.width - cell_len(title) - cell_len(right) - 3, 3)
        self.console.print()
        line = self.text(f"{title} ", "bold")
        line.append_text(self.text("─" * dashes, "dim"))
        line.append_text(self.text(f" {right}", "dim"))
        self.console.print(line, highlight=False, overflow="ignore", no_wrap=True, crop=True)

    def cut(self, count: int) -> int:
        """How many of ``count`` rows to print."""
        return count if self.limit is None else min(count, self.limit)

    def more(self, count: int) -> None:
        """Say that rows were left out."""
        if count > self.cut(count):
            self.line((f"and {count - self.cut(count)} more (use --all)", "dim"))


def count_words(count: int, noun: str) -> str:
    """'1 tie', '18 ties'."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
