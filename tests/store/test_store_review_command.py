"""``aitia review`` as people and scripts use it."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Protocol

import pytest
from decided import decision, example, judged

import aitia
import made
from aitia.cli.main import run as main
from aitia.model.decisions import encode
from aitia.model.reading import Reading, decode
from aitia.model.reading import encode as encode_reading
from aitia.store.journal import read_journal
from aitia.store.review import apply_decisions
from samples import ROOT, interrupt


@pytest.fixture
def reading() -> Reading:
    return example()


class Run(Protocol):
    """Run ``aitia ARGUMENTS`` and give what it printed."""

    def __call__(self, *arguments: str | Path, code: int = 0, stdin: str = "") -> tuple[str, str]: ...


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: str | Path, code: int = 0, stdin: str = "") -> tuple[str, str]:
        monkeypatch.setattr(sys, "argv", ["aitia", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as left:
            main()
        out, err = (part.decode() for part in capfdbinary.readouterr())
        assert (left.value.code or 0) == code, err
        return out, err

    return call


@pytest.fixture
def source(tmp_path: Path, reading: Reading) -> Path:
    path = tmp_path / "read ings's.jsonl"
    path.write_bytes(encode_reading(reading) + b"\n")
    return path


def test_the_dialogue_by_lines(run: Run, source: Path) -> None:
    keys = "a\nr says nothing of it\ne time=5\ne\ntime\npast\n z\n?\nb\nu\nn\nq\na\n"
    out, _ = run(
        "review", source, "--table", "causes", "--table", "ties", "--table", "events", "--who", "Ada", stdin=keys
    )
    assert "1 of 4" in out
    assert "[attacked]" in out
    assert "rule verb · confidence 0.80" in out
    assert "time is one of past, current, prospective, not '5'" in out
    assert "'z' is no key" in out
    assert "decided in this session: edit" in out
    decisions, problems = read_journal(source.with_name(source.name + ".review.jsonl"))
    assert not problems
    assert [d.kind for d in decisions] == ["accept", "reject", "edit", "undo"]
    assert decisions[2].fields == {"time": "past"}
    assert decisions[3].undoes == decisions[2].id
    assert decisions[1].why == "says nothing of it"
    assert {d.who for d in decisions} == {"Ada"}


def test_an_edit_outside_the_vocabulary_is_told_and_not_written(run: Run, source: Path, tmp_path: Path) -> None:
    journal = tmp_path / "j.jsonl"
    keys = "e polarity=up\ne mood\nq\n"
    out, _ = run("review", source, "--table", "causes", "--who", "Ada", "--journal", journal, stdin=keys)
    assert "polarity is one of 1, -1, not 'up'" in out
    assert "'mood' is no field of causes; one of cause, effect" in out
    assert not journal.exists()


def test_list_export_and_apply(run: Run, source: Path, tmp_path: Path, reading: Reading) -> None:
    journal, table, applied = tmp_path / "j.jsonl", tmp_path / "t.csv", tmp_path / "out.jsonl"
    reject = judged(reading, "causes", "cause-1", "reject")
    stray = decision(5, doc="0" * 64, why="=1+1")
    journal.write_bytes(encode(reject) + encode(stray) + b'{"format":"aitia.decision/9"}\n' + b'{"broken')
    out, _ = run("review", source, "--journal", journal, "--list", "--json", "--export", table, "--apply", applied)
    answer = json.loads(out)
    assert [d["holds"] for d in answer["decisions"]] == [True, True]
    assert answer["decisions"][0]["attached"] == [{"doc": reject.doc, "row": "cause-1", "how": "id"}]
    assert [(o["id"], o["reason"]) for o in answer["orphans"]] == [(stray.id, "its document is not here")]
    assert [p["line"] for p in answer["problems"]] == [3, 4]
    assert answer["precision"][0]["wrong"] == 1
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"))))
    assert [r["id"] for r in rows] == [reject.id, stray.id]
    assert rows[1]["why"] == "'=1+1"
    assert rows[1]["orphan"] == "its document is not here"
    new = decode(applied.read_bytes())
    assert [c.id for c in new.causes] == ["cause-2"]
    out, _ = run("review", source, "--journal", journal, "--list")
    assert "its document is not here" in out
    assert "newer version" in out
    assert "broken off" in out


def test_an_undo_of_an_undo_on_the_command_line(run: Run, source: Path, tmp_path: Path, reading: Reading) -> None:
    journal = tmp_path / "j.jsonl"
    one = judged(reading, "causes", "cause-1", "reject")
    journal.write_bytes(encode(one))
    run("review", source, "--journal", journal, "--undo", one.id, "--who", "Ada")
    _, err = run("review", source, "--journal", journal, "--undo", one.id, "--who", "Ada", code=2)
    assert "undo its undo" in " ".join(err.replace("│", " ").split())
    first = read_journal(journal)[0][-1]
    run("review", source, "--journal", journal, "--undo", first.id, "--who", "Ada")
    assert [c.id for c in apply_decisions(reading, read_journal(journal)[0]).causes] == ["cause-2"]


def test_merges_splits_and_maps_on_the_command_line(run: Run, source: Path, tmp_path: Path, reading: Reading) -> None:
    journal = tmp_path / "j.jsonl"
    run(
        "review", source, "--journal", journal, "--who", "Ada", "--why", "the same body", "--merge-actors", "a=b",
        "--split-actor", "doc:army=other_army", "--map-concept", "peace=-war",
    )  # fmt: skip
    merge, split, mapped = read_journal(journal)[0]
    assert merge.fields == {"from": "a", "to": "b"}
    assert split.fields["members"] == [[reading.document.sha256, "army"]]
    assert mapped.fields == {"from": "peace", "to": "war", "direction": -1}
    assert {d.why for d in (merge, split, mapped)} == {"the same body"}
    for wrong in (
        ("--merge-actors", "a"),
        ("--split-actor", "doc:nobody=x"),
        ("--map-concept", "a=-"),
        ("--undo", "x"),
    ):
        run("review", source, "--journal", journal, "--who", "Ada", *wrong, code=2)
    assert len(read_journal(journal)[0]) == 3


def test_hostile_text_is_made_visible(run: Run, tmp_path: Path) -> None:
    text = "The \x1b]0;owned\x07\u202earmy [bold]attacked[/bold] \x1b[31mthe rebels\x1b[0m in \x9bHoms."
    hostile = made.reading(
        text, name="\x1b[2Jdoc", title="[red]\x1b[31mtitle", causes=[{"cause": "army", "effect": "rebels"}]
    )
    path, journal = tmp_path / "r.jsonl", tmp_path / "j.jsonl"
    path.write_bytes(encode_reading(hostile) + b"\n")
    run("review", path, "--who", "\x1b[31mme", "--why", "\x1b]0;x\x07", "--journal", journal, stdin="a \x1b[5mwhy\n")
    journal.write_bytes(journal.read_bytes() + b'{"\x1b[31m": "\x07"}\n')
    shown = run("review", path, "--who", "me", "--journal", journal, stdin="q\n")
    listed = run("review", path, "--journal", journal, "--list")
    for part in (*shown, *listed):
        assert not any(c in part for c in "\x1b\x07\x9b\u202e"), part
    assert "[bold]" in run("review", path, "--who", "me", "--journal", tmp_path / "k.jsonl", stdin="q\n")[0]


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "no readings"), (b'{"format": "aitia.reading/9"}\n', "no readings"), (b"\x00\xff", "no readings")],
)
def test_files_that_hold_no_readings(run: Run, tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(content)
    assert told in run("review", path, code=1)[1]


def test_wrong_turns(run: Run, source: Path, tmp_path: Path) -> None:
    assert "cannot be read" in run("review", tmp_path / "none.jsonl", code=1)[1]
    assert "store" in run("review", tmp_path, code=1)[1]
    run("review", source, "--table", "feelings", code=2)
    run("review", source, "--json", code=2)
    run("review", source, "--limit", "0", code=2)
    before = source.read_bytes()
    journal = tmp_path / "j.jsonl"
    for taken in (["--journal", source], ["--apply", source], ["--journal", journal, "--export", journal]):
        run("review", source, *taken, code=2, stdin="a\n")
    assert source.read_bytes() == before
    err = run("review", source, "--who", "x", "--journal", tmp_path / "no" / "j.jsonl", code=1, stdin="a\n")[1]
    assert "cannot be written" in err


def test_a_line_that_is_no_reading_is_told_and_the_rest_judged(run: Run, source: Path) -> None:
    source.write_bytes(b"nonsense\n" + source.read_bytes())
    out, err = run("review", source, "--who", "Ada", code=1, stdin="q\n")
    assert "row 1" in err
    assert "to judge" in out


def test_interrupted_the_journal_is_whole(source: Path, tmp_path: Path) -> None:
    journal = tmp_path / "j.jsonl"
    environment = {**os.environ, "PYTHONPATH": str(Path(aitia.__file__).parents[1]), "NO_COLOR": "1"}
    running = subprocess.Popen(
        [sys.executable, "-m", "aitia", "review", str(source), "--sample", "--who", "Ada", "--journal", str(journal)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, start_new_session=True,
    )  # fmt: skip
    assert running.stdin is not None
    running.stdin.write(b"a\nr\n")
    running.stdin.flush()
    for _ in range(600):
        if journal.exists() and len(read_journal(journal)[0]) == 2:
            break
        time.sleep(0.05)
    interrupt(running)
    decisions, problems = read_journal(journal)
    assert ([d.kind for d in decisions], problems) == (["accept", "reject"], ())


def test_the_examples_can_be_reviewed(run: Run, tmp_path: Path) -> None:
    keys = "a\n" * 30 + "q\n"
    example = ROOT / "examples" / "libya.reading.jsonl"
    out, _ = run("review", example, "--who", "Ada", "--sample", "--journal", tmp_path / "j.jsonl", stdin=keys)
    assert "30 decisions made" in out


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_single_keys_on_a_terminal(source: Path, tmp_path: Path) -> None:
    """An arrow key is no answer, an edit asks for its field, and the terminal is left as it was."""
    import pty
    import select
    import termios

    journal = tmp_path / "j.jsonl"
    environment = {**os.environ, "PYTHONPATH": str(Path(aitia.__file__).parents[1]), "TERM": "xterm", "COLUMNS": "100"}
    outer, inner = pty.openpty()
    before = termios.tcgetattr(inner)
    call = [
        "-m",
        "aitia",
        "review",
        str(source),
        "--sample",
        "--table",
        "causes",
        "--who",
        "A",
        "--journal",
        str(journal),
    ]
    running = subprocess.Popen([sys.executable, *call], stdin=inner, stdout=inner, stderr=inner, env=environment)
    seen = b""

    def until(words: bytes, after: int) -> None:
        nonlocal seen
        while words not in seen[after:]:
            assert select.select([outer], [], [], 30)[0], seen
            seen += os.read(outer, 65536)

    try:
        until(b"1 of 2", 0)
        for keys, words in ((b"\x1b[A", b"is no key"), (b"a", b"2 of 2"), (b"e", b"field ("), (b"certainty\n", b"(now"),
                            (b"hedged\n", b"2 decisions made")):  # fmt: skip
            after = len(seen)
            os.write(outer, keys)
            until(words, after)
        assert running.wait(30) == 0
        assert termios.tcgetattr(inner) == before
    finally:
        running.kill()
        running.wait()
        os.close(outer)
        os.close(inner)
    accept, edit = read_journal(journal)[0]
    assert (accept.kind, edit.kind, edit.fields) == ("accept", "edit", {"certainty": "hedged"})
