"""The journal of decisions: nothing that was written is lost, whatever happens while it is written."""

from __future__ import annotations

import errno
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from decided import decision, undo
from hypothesis import given
from hypothesis import strategies as st

import aitia
from aitia.errors import StoreError
from aitia.model.decisions import Decision, Selector, encode
from aitia.store.journal import append, append_all, in_force, read_journal

KILLS = int(os.environ.get("AITIA_KILLS", "40"))
TESTS = Path(__file__).parents[1]
SEARCHED = (Path(aitia.__file__).parents[1], TESTS, TESTS / "store")
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, SEARCHED))}

TEXTS = st.text(st.characters(exclude_categories=()), max_size=40)  # lone surrogates and all
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
SELECTORS = st.builds(
    Selector,
    exact=TEXTS.filter(bool),
    prefix=TEXTS,
    suffix=TEXTS,
    start=st.integers(0, 10**6),
    end=st.integers(0, 10**6),
)


@given(TEXTS, TEXTS, st.none() | SELECTORS, st.dictionaries(TEXTS, VALUES, max_size=3))
def test_a_decision_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, who: str, why: str, quote: Selector | None, about: dict[str, Any]
) -> None:
    path = tmp_path_factory.mktemp("journal") / "review.jsonl"
    one = decision(quote=quote, about=about, who=who, why=why)
    append(path, one)
    assert read_journal(path) == ((one,), ())
    assert path.read_bytes().isascii()
    assert path.read_bytes().count(b"\n") == 1


def test_the_id_is_the_content() -> None:
    assert decision(1).id == decision(1).id != decision(2).id
    assert decision(1, why="so").id != decision(1).id


def test_a_journal_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert read_journal(tmp_path / "none.jsonl") == ((), ())


def test_cut_off_anywhere_nothing_before_is_lost_and_writing_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    lines = [encode(decision(n, why="añ🕊️")) for n in range(3)]
    whole = b"".join(lines)
    for cut in range(len(lines[0]) + len(lines[1]), len(whole) + 1):
        path.write_bytes(whole[:cut])
        decisions, problems = read_journal(path)
        complete = cut >= len(whole) - 1  # only the line feed is missing
        assert [d.row for d in decisions] == ["cause-0", "cause-1", "cause-2"][: 3 if complete else 2]
        rest = whole[len(lines[0]) + len(lines[1]) : cut]
        assert [p.text.encode() for p in problems] == ([] if complete or not rest else [rest])
        append(path, decision(9))
        decisions, problems = read_journal(path)
        assert decisions[-1] == decision(9)
        assert len(decisions) == (4 if complete else 3)
        assert [p.text.encode() for p in problems] == ([] if complete or not rest else [rest])
        assert path.read_bytes().startswith(whole[:cut])


def test_a_broken_last_line_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    path.write_bytes(encode(decision(1)) + b'{"format":"aitia.dec')
    _, problems = read_journal(path)
    assert [(p.line, "broken off" in p.reason) for p in problems] == [(2, True)]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b'{"format":"aitia.decision/2","kind":"accept"}', "newer version"),
        (b'{"format":"aitia.decision/1","kind":"weigh","by":3}', "weigh"),
        (b'{"format":"aitia.decision/1","kind":["accept"]}', "kind is one of"),
        (b'{"format":"aitia.decision/1","kind":"accept"}', "needs table, row, doc"),
        (b'{"format":"aitia.decision/1","kind":"undo"}', "needs undoes"),
        (b'{"format":"aitia.decision/1","kind":"accept","table":7}', '"table" must be a text'),
        (b'{"format":"aitia.decision/1","kind":"merge_actors","fields":[1]}', '"fields" must be an object'),
        (b'{"format":"aitia.decision/1","kind":"accept","quote":{"exact":3}}', '"quote"'),
        (b'{"format":"else"}', '"format"'), (b"[1]", "one JSON object"), (b"\x00" * 40, "not valid JSON"),
        (b"\xff\xfe", "not valid JSON"), (b"[" * 100_000, "not valid JSON"), (b'{"a": NaN}', "not valid JSON"),
        (b"9" * 5000, "not valid JSON"),
    ],
)  # fmt: skip
def test_lines_that_are_no_decision_are_kept_and_listed(tmp_path: Path, line: bytes, told: str) -> None:
    path = tmp_path / "review.jsonl"
    path.write_bytes(encode(decision(1)) + line + b"\n" + encode(decision(2)))
    decisions, problems = read_journal(path)
    assert decisions == (decision(1), decision(2))
    assert [p.line for p in problems] == [2]
    assert told in problems[0].reason
    append(path, decision(3))
    assert line + b"\n" in path.read_bytes()


def test_keys_of_later_versions_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    data = {**json.loads(encode(decision(1))), "mood": "sunny"}
    path.write_text(json.dumps(data) + "\r\n\r\n", encoding="utf-8")
    assert read_journal(path) == ((decision(1),), ())


def test_a_line_changed_by_hand_counts_and_is_told(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    path.write_bytes(encode(decision(1)).replace(b"tester", b"another"))
    decisions, problems = read_journal(path)
    assert [d.who for d in decisions] == ["another"]
    assert "changed after it was written" in problems[0].reason


def test_two_journals_joined_hold_each_decision_once(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    path.write_bytes(b"".join(encode(decision(n)) for n in (1, 2, 2, 1, 3)))
    assert read_journal(path) == ((decision(1), decision(2), decision(3)), ())


def test_ten_thousand_decisions_are_read_in_a_moment(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    quote = Selector(exact="the words of the row " * 4, prefix="p" * 32, suffix="s" * 32, start=10, end=94)
    append_all(path, [decision(n, quote=quote, about={"type": "ACCUSE"}) for n in range(10_000)])
    began = time.process_time()
    decisions, problems = read_journal(path)
    assert time.process_time() - began < 5  # about half a second; under coverage twice that
    assert (len(decisions), problems) == (10_000, ())


_WRITER = """
from pathlib import Path
from decided import decision
from aitia.store.journal import append
for n in range({count}):
    append(Path({path!r}), decision(n, who={who!r}, why="x" * (n % 700)))
"""


def test_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    script = _WRITER.replace("{path!r}", repr(str(path)))
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script.replace("{count}", "150").replace("{who!r}", repr(who))], env=ENVIRONMENT
        )
        for who in ("one", "two", "three")
    ]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    decisions, problems = read_journal(path)
    assert not problems
    assert len(decisions) == 450
    for who in ("one", "two", "three"):
        assert [d.row for d in decisions if d.who == who] == [f"cause-{n}" for n in range(150)]


_KILLED = """
import os, random, signal, time
from pathlib import Path
from decided import decision
from aitia.store.journal import append
draw = random.Random({seed})
path, told = Path({path!r}), os.open({told!r}, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
for kill in range({kills}):
    before = os.fstat(told).st_size
    child = os.fork()
    if not child:
        for n in range(100_000):
            one = decision(n, who=f"writer {kill}", why="x" * draw.randrange(3000))
            append(path, one)
            os.write(told, (one.id + "\\n").encode())
    while kill % 3 and os.fstat(told).st_size == before:  # however slow the machine
        time.sleep(0.0005)
    time.sleep(draw.random() * 0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
"""


def test_killed_while_writing_nothing_told_as_written_is_lost(tmp_path: Path) -> None:
    path, told = tmp_path / "review.jsonl", tmp_path / "told.txt"
    names = {"path": str(path), "told": str(told)}
    script = _KILLED
    for name, value in names.items():
        script = script.replace(f"{{{name}!r}}", repr(value))
    script = script.replace("{seed}", str(random.randrange(10**6))).replace("{kills}", str(KILLS))
    subprocess.run([sys.executable, "-c", script], check=True, timeout=120, env=ENVIRONMENT)
    decisions, problems = read_journal(path)
    written = told.read_text(encoding="ascii").splitlines()
    assert len(written) >= KILLS / 4
    assert set(written) <= {d.id for d in decisions}
    assert len({d.who for d in decisions}) > KILLS / 4  # writing went on after every kill
    assert len(problems) <= KILLS


# what cannot be written


def test_a_half_written_line_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "review.jsonl"
    append(path, decision(1))
    before = path.read_bytes()
    real = os.write
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:20]))
        with pytest.raises(StoreError, match="not written"):
            append(path, decision(2))
    assert path.read_bytes() == before
    append(path, decision(2))
    assert read_journal(path) == ((decision(1), decision(2)), ())


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "review.jsonl"
    append(path, decision(1))
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(StoreError, match="No space left"):
            append(path, decision(2))
    assert read_journal(path) == ((decision(1),), ())


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        append(tmp_path / "no" / "such" / "folder.jsonl", decision(1))
    with pytest.raises(StoreError, match="cannot be written"):
        append(tmp_path, decision(1))
    with pytest.raises(StoreError, match="cannot be read"):
        read_journal(tmp_path)


# undo


def rows(decisions: tuple[Decision, ...]) -> list[str]:
    return [d.row for d in decisions]


def test_undo_and_undo_of_undo() -> None:
    one, two = decision(1), decision(2)
    first = undo(one, 1)
    second = undo(first, 2)
    third = undo(second, 3)
    assert rows(in_force([one, two, first])[0]) == ["cause-2"]
    assert rows(in_force([one, two, first, second])[0]) == ["cause-1", "cause-2"]
    assert rows(in_force([one, two, first, second, third])[0]) == ["cause-2"]
    assert rows(in_force([one, first, undo(one, 4), second])[0]) == []  # undone twice, one of them taken back


def test_an_undo_of_nothing_is_listed() -> None:
    one = decision(1)
    stray = undo(decision(7))
    assert in_force([stray, one]) == ((one,), (stray,))
    early = undo(one)
    assert in_force([early, one]) == ((one,), (early,))


@given(st.lists(st.integers(0, 30), max_size=30))
def test_every_decision_either_holds_or_is_taken_back_by_one_that_holds(targets: list[int]) -> None:
    listed = [decision(n) for n in range(4)]
    for n, target in enumerate(targets):
        listed.append(undo(listed[target % len(listed)], n))
    held, lost = in_force(listed)
    assert not lost
    holding: dict[str, bool] = {}
    for one in reversed(listed):
        holding[one.id] = not any(
            o.undoes == one.id and holding[o.id] for o in listed if o.kind == "undo" and o.id in holding
        )
    assert [d.id for d in held] == [d.id for d in listed if d.kind != "undo" and holding[d.id]]
