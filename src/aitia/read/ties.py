"""Read ties. To be written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aitia.language.page import Page


class TiesExtractor:
    """Reads the layer ``ties``."""

    name = "ties"

    def extract(self, page: Page) -> Iterator[Any]:
        """Yield nothing yet."""
        yield from ()
