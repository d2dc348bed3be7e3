"""``aitia.read`` and its siblings: what they take, what they give, what they raise."""

from __future__ import annotations

from pathlib import Path

import pytest

import aitia
from samples import EXAMPLES

TEXT = "Chad armed the rebels."


def test_a_text() -> None:
    reading = aitia.read(TEXT)
    assert isinstance(reading, aitia.Reading)
    assert reading.text == TEXT
    assert reading.provenance.version == aitia.__version__


def test_a_path_and_its_name() -> None:
    path = EXAMPLES[0]
    assert aitia.read(path) == aitia.read(str(path))
    assert aitia.read(path).document.id == path.stem


def test_a_document() -> None:
    document = aitia.Document(id="mine", text=TEXT, title="Arms", published="2020")
    assert aitia.read(document).document == document


def test_a_string_that_names_nothing_is_a_text() -> None:
    for text in ("no such file.txt", "a\x00b", "x" * 5_000, "Chad\nSudan"):
        assert aitia.read(text).text == text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("missing.txt", None, "no such file"), ("empty.txt", b"", "empty"), ("a.docx", b"PK", "no reader"),
     ("binary.txt", bytes(range(256)) * 20, "binary")],
)  # fmt: skip
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, content: bytes | None, words: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(aitia.InputError, match=words) as caught:
        aitia.read(path)
    assert name in str(caught.value)


def test_many_documents_need_read_many(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "a", "text": "Chad armed the rebels."}\n{"id": "b", "text": 3}\n', encoding="utf-8")
    with pytest.raises(aitia.InputError, match="read_many"):
        aitia.read(rows)
    first, second = aitia.read_many([rows])
    assert isinstance(first, aitia.Reading)
    assert isinstance(second, aitia.Unread)
    assert (second.source, second.row) == (str(rows), 2)


def test_progress_counts_what_was_opened(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text("", encoding="utf-8")
    counts: list[int] = []
    items = list(aitia.read_many([tmp_path / "a.txt", tmp_path / "b.txt"], progress=counts.append))
    assert [type(i).__name__ for i in items] == ["Reading", "Unread"]
    assert counts == [1, 2]


def test_items_come_in_order_whatever_fails(tmp_path: Path) -> None:
    names = [f"{n}.txt" for n in range(8)]
    for n, name in enumerate(names):
        (tmp_path / name).write_text("" if n % 3 == 0 else TEXT, encoding="utf-8")
    items = list(aitia.read_many([tmp_path / name for name in names]))
    found = [i.document.id + ".txt" if isinstance(i, aitia.Reading) else Path(i.source).name for i in items]
    assert found == names


def test_a_parser_that_is_not_there() -> None:
    with pytest.raises(aitia.ParserError, match="pip install"):
        aitia.read(TEXT, settings=aitia.Settings(parser="xx_no_such_pipeline"))


def test_settings_are_kept() -> None:
    reading = aitia.read("The rains failed. Thousands fled.", settings=aitia.Settings(implied=True))
    assert reading.provenance.settings["implied"] is True


def test_implied_causes_come_only_on_request() -> None:
    text = "The army left the town. Days later the rebels took it. Two weeks after the raid, riots broke out."
    assert not [c for c in aitia.read(text).causes if c.relation == "implied"]
    for link in aitia.read(text, settings=aitia.Settings(implied=True)).causes:
        assert link.relation in ("cause", "purpose", "implied")


def test_a_file_that_is_not_there_is_no_text() -> None:
    with pytest.raises(aitia.InputError, match="no such file"):
        aitia.read("articles/nowhere.txt")
    assert aitia.read("Sudan armed the rebels. See notes.txt").text.startswith("Sudan")
