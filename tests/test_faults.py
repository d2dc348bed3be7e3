"""A fault of ours in one document is told and loses no other document."""

from __future__ import annotations

import pytest

from aitia import pipeline
from aitia.ingest import from_text
from aitia.model.reading import Reading
from aitia.model.text import Unread


def test_a_fault_in_one_document_is_a_row_and_the_rest_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    real = pipeline.read_layers

    def faulty(page, *args):  # type: ignore[no-untyped-def]
        if page.document.id == "b":
            raise KeyError("nobody")
        return real(page, *args)

    monkeypatch.setattr(pipeline, "read_layers", faulty)
    items = list(pipeline.read_documents(from_text("Chad armed the rebels.", id=i) for i in "abc"))
    assert [type(i) for i in items] == [Reading, Unread, Reading]
    fault = items[1]
    assert isinstance(fault, Unread)
    assert fault.source == "b"
    assert "KeyError" in fault.reason and "test_faults.py" in fault.reason and "report" in fault.reason
