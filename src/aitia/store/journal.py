"""The journal of decisions: JSON Lines that only grow, one line a decision, safe against crashes and against others.

A line is written by one system call on a descriptor that appends, under a lock, and is on the disk before the call
returns. What a crash left of a line stays in the file, is told at every reading, and never stops the lines after it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

from aitia.errors import ContractError, StoreError
from aitia.model.decisions import FORMAT, KINDS, Decision, content_id, encode, from_data

NAME: Final = "review.jsonl"
_PATIENCE: Final = 20.0  # seconds to wait for another writer
_FAMILY: Final = "aitia.decision/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A line of a journal that could not be used, or not be trusted fully; ``text`` is the line as it stands there."""

    line: int
    reason: str
    text: str


def read_journal(path: Path) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    """The decisions of a journal in the order of its lines, and every line that is none.

    A journal that is not there yet is empty. A line with a kind or format of a later version is kept in the file and
    listed; the same decision twice (two journals joined) counts once. Raises StoreError where the file cannot be read.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return (), ()
    except OSError as error:
        raise StoreError(f"{path}: the journal cannot be read ({error.strerror})") from error
    decisions: dict[str, Decision] = {}
    problems: list[Problem] = []
    lines = data.split(b"\n")
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            decision = _decode(raw, last=number == len(lines))
        except ContractError as error:
            problems.append(Problem(line=number, reason=str(error), text=raw.decode("utf-8", "replace")))
            continue
        earlier = decisions.setdefault(decision.id, decision)
        if content_id(decision) != decision.id:
            reason = "changed after it was written (its id does not fit its content); it counts as it stands"
            if earlier is not decision:
                reason = "another decision of this journal has its id; the first one counts"
            problems.append(Problem(line=number, reason=reason, text=raw.decode("utf-8", "replace")))
    return tuple(decisions.values()), tuple(problems)


def _decode(raw: bytes, *, last: bool) -> Decision:
    try:
        data = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        broken = "broken off (a crash or a full disk while it was written)" if last else "not valid JSON"
        raise ContractError(f"{broken}; it is kept and left out") from error
    if not isinstance(data, dict):
        raise ContractError("no decision: a line holds one JSON object")
    name, kind = data.get("format"), data.get("kind")
    if name != FORMAT and isinstance(name, str) and name.startswith(_FAMILY):
        raise ContractError(f"written by a newer version (format {name}); it is kept and left out")
    if name != FORMAT:
        raise ContractError(f'no decision: "format" must be "{FORMAT}"')
    if isinstance(kind, str) and kind not in KINDS:
        raise ContractError(f"of a kind this version does not know ({kind}); it is kept and left out")
    return from_data(data)


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def append(path: Path, decision: Decision) -> None:
    """Write one decision at the end of a journal, wholly or not at all, and wait until it is on the disk.

    Raises StoreError where that is not possible; what stood in the journal before stays.
    """
    append_all(path, (decision,))


def append_all(path: Path, decisions: Sequence[Decision]) -> None:
    """Write several decisions at the end of a journal, all of them or none."""
    data = b"".join(encode(decision) for decision in decisions)
    try:
        new = not path.exists()
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
    except OSError as error:
        raise StoreError(f"{path}: the journal cannot be written ({error.strerror}); give another --journal") from error
    try:
        with _locked(descriptor, path):
            _write(descriptor, data)
            os.fsync(descriptor)
    except OSError as error:
        raise StoreError(
            f"{path}: the decision was not written ({error.strerror}); make room or mend the disk and decide again"
        ) from error
    finally:
        os.close(descriptor)
    if new:
        _sync_folder(path.parent)


def _write(descriptor: int, data: bytes) -> None:
    """One write. A line that broke off before gets its line feed first; what was only half written is taken back."""
    end = os.fstat(descriptor).st_size
    if end and os.pread(descriptor, 1, end - 1) != b"\n":
        data = b"\n" + data
    if os.write(descriptor, data) < len(data):
        os.ftruncate(descriptor, end)
        raise OSError(28, "no space left on the disk")


@contextmanager
def _locked(descriptor: int, path: Path) -> Iterator[None]:
    """Nobody else writes meanwhile. The lock ends with the descriptor, also when the process is killed."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    until = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError as error:
            if time.monotonic() > until:
                raise StoreError(
                    f"{path}: somebody else has been writing for {_PATIENCE:.0f} seconds; try again"
                ) from error
            time.sleep(0.005)
    try:
        yield
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


def _sync_folder(folder: Path) -> None:
    """Let a new file's name survive a power cut, where the system can promise that."""
    if sys.platform == "win32":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        return  # some file systems cannot sync a folder; the file itself is safe
    finally:
        os.close(descriptor)


def in_force(decisions: Iterable[Decision]) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """The decisions that hold, in order, and the undos whose decision is not before them.

    An undo takes back one earlier decision; an undo can be undone too, and then what it took back holds again.
    """
    listed = list(decisions)
    place = {decision.id: at for at, decision in enumerate(listed)}
    holds = [True] * len(listed)
    lost: list[Decision] = []
    for at in range(len(listed) - 1, -1, -1):
        decision = listed[at]
        if decision.kind != "undo" or not holds[at]:
            continue
        target = place.get(decision.undoes)
        if target is None or target >= at:
            lost.append(decision)
        else:
            holds[target] = False
    kept = tuple(d for at, d in enumerate(listed) if holds[at] and d.kind != "undo")
    return kept, tuple(reversed(lost))


def journal_dict(decision: Decision) -> dict[str, Any]:
    """A decision as one flat row, for tables."""
    quote = decision.quote
    return {
        "id": decision.id, "when": decision.when, "who": decision.who, "kind": decision.kind,
        "table": decision.table, "row": decision.row, "document": decision.document, "doc": decision.doc,
        "quote": quote.exact if quote else "", "about": dict(decision.about), "fields": dict(decision.fields),
        "undoes": decision.undoes, "why": decision.why,
    }  # fmt: skip
