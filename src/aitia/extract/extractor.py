"""The one interface of all extractors: a page in, records out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, TypeVar

from aitia.language.page import Page

R = TypeVar("R", covariant=True)


class Extractor(Protocol[R]):
    """Reads one layer. ``page.cast`` (actors) and ``page.voices`` (claims) are there when ``extract`` is called."""

    @property
    def name(self) -> str:
        """The layer it fills, such as ``events``."""
        ...

    def extract(self, page: Page) -> Iterator[R]:
        """Yield the records of this layer, in text order."""
        ...
