"""The annotated text: every file without a problem, a third annotated twice, and what the check says of wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from training.annotated import Compiler, compile_file, form, plain, unmark

TEXT = Path(__file__).parents[1] / "training"
FIRST = sorted((TEXT / "text").glob("*.txt"))
SECOND = sorted((TEXT / "second").glob("*.txt"))
LAYERS = ("events", "ties", "claims", "causes", "options", "figures")
SAMPLE = """# sample
title: A sample
author: Nobody
date: 2020-01-02

1 {army:The army} shelled {town:the town of {x:Xaltan}}, killing 12.
2 {army:It} denied it.

ACTORS
army | army | armed_group | - | MIL
town | town | population | - | CVL
x | Xaltan | state | - | GOV

EVENTS
1 | ASSAULT | army | town | shelled | asserted | author

TIES
1 | army | fights | town | current | author

CLAIMS
2 | army | denied | it | author

CAUSES
1 | The army shelled the town of Xaltan | killing | 12 | + | asserted | cause | author

OPTIONS

FIGURES
1 | 12 | 12 | 12 | people
"""


@pytest.mark.parametrize("path", [*FIRST, *SECOND], ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_no_file_has_a_problem(path: Path) -> None:
    made = compile_file(path)
    assert made.problems == []
    for layer in LAYERS:
        for row in made.gold[layer]:
            for value in row.values():
                if isinstance(value, dict) and "start" in value:
                    assert made.text[value["start"] : value["end"]] == value["text"] != ""


def test_there_is_enough_of_it() -> None:
    first = {p.name: compile_file(p) for p in FIRST}
    second = {p.name: compile_file(p) for p in SECOND}
    assert sum(len(c.sentences) for c in first.values()) >= 3000
    assert 3 * sum(len(c.sentences) for c in second.values()) >= sum(len(c.sentences) for c in first.values())
    assert all(first[name].text == c.text for name, c in second.items())


def test_a_sample_compiles() -> None:
    made = Compiler(SAMPLE).run()
    assert made.problems == []
    assert made.text == "The army shelled the town of Xaltan, killing 12. It denied it."
    assert [m["text"] for a in made.gold["actors"] if a["id"] == "army" for m in a["mentions"]] == ["The army", "It"]
    assert made.gold["events"][0]["trigger"]["text"] == "shelled"
    assert made.gold["ties"][0]["sign"] == -1
    assert made.gold["figures"][0]["low"] == 12


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("shelled | asserted", "bombed | asserted", "does not hold 'bombed'"),
        ("ASSAULT", "ATTACK", "'ATTACK' is none of"),
        ("army | fights", "nobody | fights", "no actor 'nobody'"),
        ("fights", "hates", "'hates' is none of"),
        ("2 {army:It}", "2 {army:It", "is not closed"),
        ("2 {army:It}", "1 {army:It}", "used twice"),
        ("| 12 | 12 | people", "| twelve | 12 | people", "'twelve' is no number"),
        ("1 | army | fights", "9 | army | fights", "'9' is no sentence number"),
        ("x | Xaltan | state | - | GOV\n", "", "'x' is marked in the text but not under ACTORS"),
        ("2 | army | denied | it | author", "2 | army | denied", "CLAIMS needs 5 cells"),
    ],
)
def test_the_check_says_what_is_wrong(old: str, new: str, problem: str) -> None:
    assert any(problem in p for p in Compiler(SAMPLE.replace(old, new, 1)).run().problems)


def test_marks_nest() -> None:
    text, mentions = unmark("{a:the {b:Iraqi} minister} spoke")
    assert text == "the Iraqi minister spoke"
    assert mentions == [("a", 0, 18), ("b", 4, 9)]


def test_a_blind_annotator_sees_text_alone(tmp_path: Path) -> None:
    path = tmp_path / "sample.txt"
    path.write_text(SAMPLE, encoding="utf-8")
    seen = plain(path)
    assert "{" not in seen
    assert "ACTORS" not in seen
    assert "1 The army shelled the town of Xaltan, killing 12." in seen


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("it", "pronoun"),
        ("Their", "pronoun"),
        ("the rebels", "nominal"),
        ("President Kiir", "name"),
        ("troops", "nominal"),
    ],
)
def test_forms(words: str, expected: str) -> None:
    assert form(words) == expected
