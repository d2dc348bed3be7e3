"""The confidence of rows is what people judged, and nothing else."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from aitia.lexicon.confidence import judged

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def calibrate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("calibrate", ROOT / "evaluation/calibrate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_counts_are_those_of_the_published_verdicts(calibrate: ModuleType) -> None:
    samples = sorted((ROOT / "evaluation/precision").glob("*.jsonl"))
    assert samples
    assert calibrate.COUNTS.read_text(encoding="utf-8") == calibrate.write(calibrate.counts(samples))


def test_published_samples_hold_no_text(calibrate: ModuleType) -> None:
    for path in (ROOT / "evaluation/precision").glob("*.jsonl"):
        always = {"layer", "n", "document", "row", "span", "rule", "verdicts", "commit"}
        for row in calibrate.lines(path):
            assert set(row) - {"faults", "told"} == always
            assert len(row.get("told", "")) in (0, 8)
            assert all(len(word.split()) <= 1 for word in row.get("faults", ()))


def test_rows_judges_differ_on_do_not_count(calibrate: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    key = '{"n": %d, "document": "d", "row": "r", "span": [0, 1], "rule": "verb/attack"}\n'
    (tmp_path / "keys/events.keys.jsonl").write_text("".join(key % n for n in (1, 2, 3)), encoding="utf-8")
    verdict = '{"layer": "events", "n": %d, "verdict": %d, "fault": "voice"}\n'
    one, two = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    one.write_text(verdict % (1, 1) + verdict % (2, 0) + verdict % (3, 1), encoding="utf-8")
    two.write_text(verdict % (1, 1) + verdict % (2, 0) + verdict % (3, 0), encoding="utf-8")
    calibrate.HERE = tmp_path
    (tmp_path / "precision").mkdir()
    calibrate.add("s", "c", tmp_path / "keys", [one, two])
    first, *_ = calibrate.lines(tmp_path / "precision/s.jsonl")
    assert (first["verdicts"], first["faults"]) == ([1, 1], ["voice", "voice"])
    assert calibrate.write(calibrate.counts([tmp_path / "precision/s.jsonl"])) == (
        "layer,rule,right,wrong\nevents,verb/attack,1,1\n"
    )


def test_confidence_is_drawn_towards_its_layer() -> None:
    known, unknown = judged("events", "verb/attack"), judged("events", "nothing/like/it")
    assert known is not None and unknown is not None
    assert 0 < unknown < 1 and 0 < known < 1
    assert judged("no such layer", "verb/attack") is None
