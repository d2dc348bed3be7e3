"""Read options. To be written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aitia.language.page import Page


class OptionsExtractor:
    """Reads the layer ``options``."""

    name = "options"

    def extract(self, page: Page) -> Iterator[Any]:
        """Yield nothing yet."""
        yield from ()
