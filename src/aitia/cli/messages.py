"""What commands tell on standard error: one harmless line each."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aitia.model.text import Unread


def say(message: str) -> None:
    """One line on standard error; names and words of strangers are made visible."""
    from aitia.present.safe import one_line

    sys.stderr.write(one_line(f"aitia: {message}") + "\n")


def complain(unread: Unread) -> None:
    """What could not be read: file, row and reason."""
    where = f"{unread.source}, row {unread.row}" if unread.row is not None else unread.source
    say(f"{where}: {unread.reason}")
