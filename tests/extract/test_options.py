"""Options: sentences and what is put forward in them (tests/cases/options.toml), and the examples of the lexicon."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from aitia.lexicon.options import is_deed, option_words
from aitia.model.reading import Reading
from aitia.model.records import Option
from aitia.model.text import Document
from aitia.pipeline import read_documents

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "options.toml").read_text(encoding="utf-8")
)["case"]
EXAMPLES = [e for entries in option_words().values() for e in entries]


def marked(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
    return pytest.param(case, marks=marks, id=case["text"][:60])


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    texts = dict.fromkeys([c["text"] for c in CASES] + [e.example for e in EXAMPLES])
    documents = [Document(id=str(i), text=t) for i, t in enumerate(texts)]
    return {r.text: r for r in read_documents(documents) if isinstance(r, Reading)}


def near(text: str, words: str, option: Option) -> bool:
    start = text.index(words)
    shared = min(start + len(words), option.action.end) - max(start, option.action.start)
    longest = max(start + len(words), option.action.end) - min(start, option.action.start)
    return shared / longest >= 0.6


def names(reading: Reading, ids: tuple[str, ...]) -> str:
    called = {a.id: a.name for a in reading.actors}
    return " + ".join(sorted("author" if i == "author" else called[i] for i in ids)) or "-"


def fits(reading: Reading, wanted: str, option: Option) -> bool:
    stance, by, doer, action = wanted.split(" | ")
    said = (option.stance, names(reading, option.by), names(reading, option.doer))
    return said == (stance, by, doer) and near(reading.text, action, option)


@pytest.mark.parametrize("case", [marked(c) for c in CASES])
def test_case(case: dict[str, Any], readings: dict[str, Reading]) -> None:
    reading = readings[case["text"]]
    shown = [
        (o.stance, names(reading, o.by), names(reading, o.doer), reading.quote(o.action), o.rule)
        for o in reading.options
    ]
    for wanted in case.get("expect", ()):
        assert any(fits(reading, wanted, o) for o in reading.options), (wanted, shown)
    for unwanted in case.get("forbid", ()):
        stance, action = unwanted.split(" | ")
        assert not any(o.stance == stance and near(reading.text, action, o) for o in reading.options), shown
    if case.get("only"):
        assert len(reading.options) == len(case["expect"]), shown
    if case.get("none"):
        assert shown == []


def test_examples_of_the_lexicon(readings: dict[str, Reading]) -> None:
    silent = [
        (e.lemma, e.pos, e.example)
        for e in EXAMPLES
        if not any(o.stance == e.stance and o.rule == f"options/{e.lemma}" for o in readings[e.example].options)
    ]
    assert silent == []


def test_rows_are_sound(readings: dict[str, Reading]) -> None:
    for text, reading in readings.items():
        assert len({o.id for o in reading.options}) == len(reading.options)
        for o in reading.options:
            assert text[o.action.start : o.action.end].strip()
            assert all(text[s.start : s.end].strip() for s in o.consequences)


def test_deeds() -> None:
    assert is_deed("withdrawal")
    assert is_deed("recognition")
    assert not is_deed("nation")
    assert not is_deed("table")


@pytest.mark.parametrize(
    ("text", "action", "mentions"),
    [
        ("We should ally with the junta. Such a move would spread chaos.", "ally with the junta", ["Such a move"]),
        ("Chad urged Mali to leave. After doing so Mali sent aid.", "leave", ["doing so"]),
        ("We should ally with the junta. Such a risky course would spread chaos.", "ally with the junta", []),
        ("Such a move came late. We should ally with the junta.", "ally with the junta", []),
        ("We should leave. Rain fell. Snow fell. Hail fell. Such a move would be bold.", "leave", []),
    ],
)
def test_words_that_point_back_are_mentions_of_an_option(text: str, action: str, mentions: list[str]) -> None:
    (found,) = [r for r in read_documents([Document(id="x", text=text)]) if isinstance(r, Reading)]
    option = next(o for o in found.options if found.quote(o.action) == action)
    assert [found.quote(m) for m in option.other_mentions] == mentions
