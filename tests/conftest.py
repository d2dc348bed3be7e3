"""The example articles and odd texts, read once for all tests that only look at readings."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from aitia.model.reading import Reading
from aitia.pipeline import read_documents
from samples import documents


@pytest.fixture(scope="session")
def readings() -> Sequence[Reading]:
    """One reading of each, in the order of ``samples.documents()``."""
    out = []
    for item in read_documents(documents()):
        assert isinstance(item, Reading), item
        out.append(item)
    return out
