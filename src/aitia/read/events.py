"""Read events. To be written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aitia.language.page import Page


class EventsExtractor:
    """Reads the layer ``events``."""

    name = "events"

    def extract(self, page: Page) -> Iterator[Any]:
        """Yield nothing yet."""
        yield from ()
