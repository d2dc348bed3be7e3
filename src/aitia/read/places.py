"""Read places. To be written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aitia.language.page import Page


class PlacesExtractor:
    """Reads the layer ``places``."""

    name = "places"

    def extract(self, page: Page) -> Iterator[Any]:
        """Yield nothing yet."""
        yield from ()
