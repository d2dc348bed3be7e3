"""Bad input from end to end: a clear message naming file and row, the rest still read, exact offsets, bounded time."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest

from aitia.language.parse import load_parser
from aitia.model.reading import Reading
from aitia.model.text import Document
from aitia.pipeline import read_documents
from samples import EXAMPLES, check_reading, command
from test_contract import VALIDATOR

GOOD = "The army shelled the town on Monday, the minister said."
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n"
ENCRYPTED = PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 2 /R 3 /O (x) /U (y) /P -4 >>")

# name, content, words of the reason (None: it is read)
FILES: tuple[tuple[str, bytes, str | None], ...] = (
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\t\n", "empty"),
    ("binary.txt", bytes(range(256)) * 64, "binary"),
    ("nul.txt", b"\x00" * 5000, "binary"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "picture"),
    ("latin.txt", "Le général Haftar said the army shelled the café on Monday.".encode("latin-1"), "UTF-8"),
    ("utf16.txt", GOOD.encode("utf-16"), None),
    ("controls.txt", b"\x1b[31mThe army\x1b[0m shelled \x07the town.\x08 The minister \x7fsaid so on Monday.", None),
    ("bidi.txt", "The \u202earmy\u202c shelled \u2067the town\u2069 on Monday, the minister said.".encode(), None),
    ("emoji.txt", "🔥🔥 The army 🇸🇾 shelled 👩‍👩‍👧‍👦 families in the town 💔 on Monday. 🕊️".encode(), None),
    ("quotes.txt", ("“" * 200 + GOOD + "”" * 200).encode(), None),
    ("crlf.txt", GOOD.replace(" ", "\r\n").encode(), None),
    ("script.html", f"<html><body><script>alert(1)</script><style>p{{}}</style><article><p>{GOOD} {GOOD} {GOOD}</p>"
     "<p onclick='alert(2)'>The rebels fled the town, and the government sent more troops to the border.</p>"
     "<a href='javascript:alert(3)'>The government denied it.</a></article></body></html>".encode(), None),
    ("void.html", b"<html><body><script>alert(1)</script></body></html>", "text"),
    ("broken.pdf", PDF[:40], ""),
    ("locked.pdf", ENCRYPTED, ""),
    ("rows.jsonl", b'{"text": "' + GOOD.encode() + b'"}\n{"text": \n[]\n{"text": 3}\n\xff\xfe\n{"text": ""}\n', ""),
    ("rows.csv", b'id,text\n1,"' + GOOD.encode() + b'"\n2,\n3,"unclosed\n', ""),
    ("slides.docx", b"PK\x03\x04" + b"\x00" * 100, "no reader"),
)  # fmt: skip


def test_bad_files_among_good_ones(tmp_path: Path) -> None:
    """One call over everything: good files are read, bad ones have one line each, the exit code is 1."""
    first, last = tmp_path / "0first.txt", tmp_path / "zlast.txt"
    for file in (first, last):
        file.write_text(GOOD, encoding="utf-8")
    paths = []
    for name, content, _ in FILES:
        path = tmp_path / name
        path.write_bytes(content)
        paths.append(path)
    log = tmp_path / "errors.json"
    private = ["http://127.0.0.1:1/x", "http://[::1]/", "http://169.254.169.254/latest/meta-data", "file:///etc/passwd"]
    sources = [first, *paths, tmp_path / "missing.txt", *private, last]
    done = command("read", *sources, "--json", "--errors", log, timeout=300)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    readings = [json.loads(line) for line in done.stdout.splitlines()]
    failures = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert len(failures) == len(done.stderr.splitlines())
    assert b"\x1b" not in done.stderr
    ids = [r["document"]["id"] for r in readings]
    assert (ids[0], ids[-1]) == ("0first", "zlast")
    for data in readings:
        VALIDATOR.validate(data)
    failed = {Path(f["source"]).name: f["reason"] for f in failures}
    for name, _, words in FILES:
        if words is None:
            assert name not in failed, failed[name]
            assert Path(name).stem in ids
        else:
            assert words in failed[name], (name, failed[name])
    assert [f["row"] for f in failures if f["source"].endswith("rows.jsonl")] == [2, 3, 4, 5, 6]
    assert sum(f["source"] in private for f in failures) == len(private)
    assert "no such file" in failed["missing.txt"]
    (page,) = (r for r in readings if r["document"]["id"] == "script")
    assert "alert" not in page["text"]


def test_fifty_megabytes_of_one_line(tmp_path: Path) -> None:
    big, small = tmp_path / "big.txt", tmp_path / "small.txt"
    big.write_bytes(b"The army shelled the town and " * (50 * 2**20 // 30))
    small.write_text(GOOD, encoding="utf-8")
    done = command("read", big, small, "--json")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert len(done.stderr.splitlines()) == 1
    assert b"big.txt" in done.stderr
    assert b"characters" in done.stderr


def _sentence(words: int) -> str:
    return "The army " + " and ".join(
        f"attacked town{i} because rebels killed {i} soldiers" for i in range(words // 8)
    ) + "."  # fmt: skip


LONG = {
    "10,000 words": _sentence(10_000),
    "list": "Rebels, " * 2_000 + "attacked.",
    "names": "Chad and Sudan and " * 1_000 + "Libya fought.",
    "persons": " ".join(f"John Smith{i} met Mary Jones{i}." for i in range(600)),
    "pronouns": "He told her that they saw it when she met him. " * 300,
    "said that": "He said that " * 1_200 + "war began.",
    "quotations": '"We fight," the general said. ' * 500,
    "nested quotations": "He said “" * 200 + "war began" + "”" * 200 + ".",
    "open quotations": "He said: “war. " * 600,
    "connectives": "because if then thus therefore unless " * 600,
    "numbers": "1,000 2,000 3.5 million " * 1_500,
    "months": "in May 2014 on Monday last March 3 " * 500,
    "of": "the head of " * 1_200 + "Iran attacked.",
    "who": "the man who killed " * 1_000 + "him died.",
    "possessives": "Iran's " * 2_000 + "army attacked.",
    "hyphens": "Iran-backed-" * 2_000 + "rebels attacked.",
    "parentheses": "(" * 2_000 + "war" + ")" * 2_000,
    "marks": "\"'“”.,;:—" * 500,
    "one word": "a" * 200_000,
    "lines": "war\n" * 3_000,
    "handles": "@foo\n\n" * 3_000,
    "bylines": "By John Smith\n\n" * 2_000,
    "should": "We should attack and they should not attack if he should. " * 250,
}


def _tokens(text: str) -> int:
    return len(re.findall(r"\w+|[^\w\s]", text))


@pytest.fixture(scope="module")
def pace() -> float:
    """CPU seconds that the bare parser takes for a token of an ordinary article."""
    nlp = load_parser()
    texts = [p.read_text(encoding="utf-8") for p in EXAMPLES]
    started = time.process_time()
    list(nlp.pipe(texts))
    return (time.process_time() - started) / sum(_tokens(t) for t in texts)


@pytest.mark.no_cover  # counting lines costs more than reading them
@pytest.mark.parametrize("name", LONG)
def test_long_texts_take_bounded_time(name: str, pace: float) -> None:
    """Reading takes a few times what parsing takes, however the text is built."""
    started = time.process_time()
    (reading,) = read_documents([Document(id=name, text=LONG[name], published="2014-09-01")])
    taken, parsing = time.process_time() - started, _tokens(LONG[name]) * pace
    assert isinstance(reading, Reading), reading
    check_reading(reading)
    assert taken < 2 + 5 * parsing, f"{taken:.1f} s, where an article of that length is parsed in {parsing:.1f} s"
