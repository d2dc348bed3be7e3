"""Read causes. To be written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aitia.language.page import Page


class CausesExtractor:
    """Reads the layer ``causes``."""

    name = "causes"

    def extract(self, page: Page) -> Iterator[Any]:
        """Yield nothing yet."""
        yield from ()
