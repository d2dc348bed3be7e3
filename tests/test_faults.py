"""A fault of ours in one document is told and loses no other document."""

from __future__ import annotations

import signal
import threading
from functools import partial

import pytest

from aitia import patience, pipeline
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


def test_a_reading_without_end_is_given_up_and_the_rest_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    real = pipeline.read_layers

    def endless(page, *args):  # type: ignore[no-untyped-def]
        while page.document.id == "b":
            try:
                sum(range(1000))
            except Exception:  # noqa: BLE001 - no rule may swallow it
                continue
        return real(page, *args)

    monkeypatch.setattr(pipeline, "read_layers", endless)
    monkeypatch.setattr(pipeline, "patience", partial(patience.patience, base=2.0))
    items = list(pipeline.read_documents(from_text("Chad armed the rebels.", id=i) for i in "abc"))
    assert [type(i) for i in items] == [Reading, Unread, Reading]
    given_up = items[1]
    assert isinstance(given_up, Unread)
    assert given_up.source == "b"
    assert "given up" in given_up.reason


def test_patience_leaves_timers_and_threads_as_they_were() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with patience.patience(10):
        assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] > 0
    assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0
    assert signal.getsignal(signal.SIGVTALRM) == before

    def elsewhere() -> None:
        with patience.patience(10):
            seen.append(signal.getitimer(signal.ITIMER_VIRTUAL)[0])

    seen: list[float] = []
    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert seen == [0]
