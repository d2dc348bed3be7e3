"""What the command line promises to scripts: streams, exit codes, order, one line per failure, never a traceback."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

import aitia
from aitia.cli.main import run
from aitia.model import schema
from samples import EXAMPLES, ROOT, command

Result = tuple[int, str, str]


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Result]:
    """Run the command line in this process (a process of its own loads the parser anew): exit code, stdout, stderr."""

    def call(*arguments: str | Path, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["aitia", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        monkeypatch.setenv("NO_COLOR", "1")
        code = 0
        try:
            run()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1 if stop.code else 0
        out, err = capsysbinary.readouterr()
        assert b"Traceback" not in out + err
        return code, out.decode(), err.decode()

    return call


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A JSON Lines file with good and bad rows between each other."""
    rows = [
        '{"id": "one", "text": "Chad armed the rebels.", "published": "2019-03-02"}',
        '{"id": "broken", "text": ',
        '{"id": "two", "text": "Sudan condemned Chad on Monday."}',
        '{"id": "nothing"}',
        '{"id": "three", "text": "The minister said that the talks had failed."}',
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return file


def test_a_report_goes_to_stdout(cli: Callable[..., Result]) -> None:
    code, out, err = cli("read", EXAMPLES[0])
    assert (code, err) == (0, "")
    assert "FARC" in out
    assert "\x1b" not in out


def test_json_is_one_valid_object_per_line_in_order(cli: Callable[..., Result], two: Path) -> None:
    code, out, err = cli("read", two, "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert [d["document"]["id"] for d in lines] == ["one", "two", "three"]
    for data in lines:
        jsonschema.validate(data, schema.load(), cls=jsonschema.Draft202012Validator)
    assert code == 1
    assert [line.split(":")[1].strip() for line in err.splitlines()] == [f"{two}, row 2", f"{two}, row 4"]


def test_errors_are_json_lines_too(cli: Callable[..., Result], two: Path, tmp_path: Path) -> None:
    log = tmp_path / "errors.jsonl"
    missing = tmp_path / "nowhere.txt"
    code, out, err = cli("read", missing, two, "--json", "--errors", log)
    rows = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert code == 1
    assert [(r["source"], r["row"]) for r in rows] == [(str(missing), None), (str(two), 2), (str(two), 4)]
    assert all(set(r) == {"source", "row", "reason"} and r["reason"] for r in rows)
    assert len(err.splitlines()) == len(rows)
    assert len(out.splitlines()) == 3


def test_an_empty_errors_file_means_all_was_read(cli: Callable[..., Result], tmp_path: Path) -> None:
    log = tmp_path / "errors.jsonl"
    code, _, err = cli("read", "-", "--json", "--errors", log, stdin=b"Chad armed the rebels.")
    assert (code, err, log.read_text(encoding="utf-8")) == (0, "", "")


def test_offsets_hold_in_the_users_file(cli: Callable[..., Result], tmp_path: Path) -> None:
    raw = "\ufeffFire \U0001f525.\r\nThe “rebels” shelled Karsk in Chad, the minister said."
    file = tmp_path / "a.txt"
    file.write_bytes(raw.encode("utf-8"))
    code, out, _ = cli("read", file, "--json")
    data = json.loads(out)
    assert code == 0
    assert data["text"] == raw[1:]
    assert "the minister" in [data["text"][m["span"][0] : m["span"][1]] for m in data["mentions"]]


def test_standard_input(cli: Callable[..., Result]) -> None:
    code, out, err = cli("read", "-", "--json", stdin=b"Chad armed the rebels.")
    data = json.loads(out)
    assert (code, err) == (0, "")
    assert {a["name"] for a in data["actors"]} >= {"Chad", "rebels"}


def test_a_page_is_written(cli: Callable[..., Result], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    code, out, err = cli("read", EXAMPLES[0], "--html", page)
    assert (code, out) == (0, "")
    assert err == f"aitia: wrote {page}\n"
    assert page.read_text(encoding="utf-8").lower().startswith("<!doctype html>")


def test_biographies_are_not_listed_as_unread(cli: Callable[..., Result], tmp_path: Path) -> None:
    bio = "Amina Diallo teaches history. Follow her at @aminadiallo."
    body = "Chad armed the rebels on Monday. Nobody knew about it before. " * 6
    file, page = tmp_path / "a.txt", tmp_path / "a.html"
    file.write_text(f"By Amina Diallo\n\n{body}\n\n{bio}\n", encoding="utf-8")
    _, out, _ = cli("read", file, "--all")
    assert "teaches history" not in out
    cli("read", file, "--html", page)
    assert page.read_text(encoding="utf-8").count("teaches history") == 1


def test_text_that_is_not_english_is_listed(cli: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "de.txt"
    file.write_text(
        "Die Regierung hat am Montag die Verhandlungen mit den Rebellen abgebrochen. " * 5, encoding="utf-8"
    )
    code, out, err = cli("read", file, "--json")
    assert (code, out) == (1, "")
    assert "English" in err
    code, out, err = cli("read", file, "--json", "--any-language")
    assert (code, len(out.splitlines()), err) == (0, 1, "")


@pytest.mark.parametrize(
    "arguments",
    [["read"], ["reed", "x"], ["read", "x", "--jsn"], ["read", "x", "--html"], ["--frobnicate"]],
    ids=lambda a: " ".join(a),
)
def test_wrong_usage_is_exit_2(cli: Callable[..., Result], arguments: list[str]) -> None:
    code, out, err = cli(*arguments)
    assert (code, out) == (2, "")
    assert "Error" in err


@pytest.mark.parametrize("option", ["--html", "--errors"])
def test_files_that_cannot_be_written_are_wrong_usage(cli: Callable[..., Result], tmp_path: Path, option: str) -> None:
    code, _, err = cli("read", EXAMPLES[0], option, tmp_path / "no" / "such" / "folder" / "x")
    assert code == 2
    assert "cannot write" in err


def test_a_page_of_many_documents_is_wrong_usage(cli: Callable[..., Result], two: Path, tmp_path: Path) -> None:
    code, _, err = cli("read", two, "--html", tmp_path / "page.html")
    assert code == 2
    assert "one document" in err
    assert not (tmp_path / "page.html").exists()


@pytest.mark.parametrize("option", ["--html", "--errors"])
def test_no_text_is_overwritten(cli: Callable[..., Result], tmp_path: Path, option: str) -> None:
    file, link = tmp_path / "a.txt", tmp_path / "link.txt"
    file.write_text("Chad armed the rebels.", encoding="utf-8")
    link.symlink_to(file)
    code, out, err = cli("read", file, option, link)
    assert (code, out) == (2, "")
    assert "one of the texts" in err
    assert file.read_text(encoding="utf-8") == "Chad armed the rebels."


def test_a_parser_that_is_not_there(cli: Callable[..., Result]) -> None:
    code, out, err = cli("read", EXAMPLES[0], "--parser", "xx_no_such_pipeline")
    assert (code, out) == (1, "")
    assert "pip install" in err


@pytest.mark.parametrize("name", ["missing", "folder", "binary"])
def test_actor_dictionaries_that_cannot_be_read(cli: Callable[..., Result], tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "binary").write_bytes(bytes(range(256)) * 40)
    code, out, err = cli("read", EXAMPLES[0], "--actors", tmp_path / name)
    assert code in (1, 2)
    assert out == ""
    assert name in err


def test_version_and_help(cli: Callable[..., Result]) -> None:
    assert cli("--version") == (0, f"aitia {aitia.__version__}\n", "")
    code, out, _ = cli("--help")
    assert code == 0
    assert "read" in out
    code, out, _ = cli("read", "--help")
    assert code == 0
    for option in ("--json", "--html", "--errors", "--any-language", "--actors", "--parser", "--implied"):
        assert option in out


def test_escape_codes_of_a_file_name_do_not_reach_the_terminal(cli: Callable[..., Result], tmp_path: Path) -> None:
    code, _, err = cli("read", tmp_path / "a\x1b[31mb\nc.txt")
    assert code == 1
    assert "\x1b" not in err
    assert len(err.splitlines()) == 1


def test_file_names_that_are_no_text(cli: Callable[..., Result], tmp_path: Path) -> None:
    bad = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.txt"))
    log = tmp_path / "errors.jsonl"
    code, _, err = cli("read", bad, "--errors", log)
    assert (code, len(err.splitlines())) == (1, 1)
    assert json.loads(log.read_text(encoding="utf-8"))["source"] == str(bad)
    bad.write_text("Chad armed the rebels.", encoding="utf-8")
    code, out, _ = cli("read", bad, "--json")
    assert code == 0
    assert json.loads(out)["document"]["id"] == bad.stem
    assert cli("read", bad)[0] == 0
    assert cli("read", bad, "--html", tmp_path / "page.html")[0] == 0


def test_a_reader_that_stops_listening() -> None:
    """``aitia read ... | head -c 1``: no traceback."""
    process = subprocess.Popen(
        [sys.executable, "-m", "aitia", "read", "--json", *map(str, EXAMPLES[:2])],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert b"Traceback" not in errors
    assert process.wait(timeout=60) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full disk to write to")
def test_a_full_disk(tmp_path: Path) -> None:
    full = Path("/dev/full")
    with full.open("wb") as nowhere:
        done = subprocess.run(
            [sys.executable, "-m", "aitia", "--help"], stdout=nowhere, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.decode() == "aitia: the output cannot be written: No space left on device\n"
    done = command("read", tmp_path / "nothing.txt", "--errors", full)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines()[-1] == "aitia: cannot write /dev/full: No space left on device"


def test_streams_that_are_closed(cli: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    code, _, err = cli("read", EXAMPLES[0])
    assert (code, err) == (1, "aitia: standard output is closed; send it to a file or to /dev/null\n")


def test_a_fresh_process_reads_an_article() -> None:
    done = command("read", EXAMPLES[0], "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["document"]["id"] == EXAMPLES[0].stem


def test_implied_rows_are_shown_where_they_are_asked_for(tmp_path: Path) -> None:
    article = ROOT / "examples" / "libya.txt"
    asked = command("read", "--implied", "--all", article).stdout.decode()
    assert "[implied]" in asked
    assert "[implied]" not in command("read", "--all", article).stdout.decode()
    page = tmp_path / "libya.html"
    assert command("read", "--implied", "--html", page, article).returncode == 0
    assert "only implied" not in page.read_text(encoding="utf-8")


def test_fast_is_told_in_the_provenance() -> None:
    article = ROOT / "examples" / "libya.txt"
    fast, whole = (json.loads(command("read", *o, "--json", article).stdout) for o in (("--fast",), ()))
    assert fast["provenance"]["settings"]["fast"] is True
    assert fast["provenance"]["reader"] == "rules"
    assert whole["provenance"]["reader"] == "rules and trained heads"
