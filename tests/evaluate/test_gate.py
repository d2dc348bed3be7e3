"""The quality gate: no figure on the gold falls below its floor."""

import json
from pathlib import Path

import pytest

from aitia.errors import InputError
from aitia.evaluate import gate
from aitia.evaluate.rows import Evaluation, Row

FLOORS = Path(__file__).parents[2] / "evaluation" / "floors.json"


@pytest.mark.gold
def test_no_figure_falls_below_its_floor(gold_folder: Path) -> None:
    floors = gate.load(FLOORS)
    wrong = gate.failures(gate.measure(gold_folder, floors), floors)
    assert not wrong, "\n".join(wrong)


def result(sha: str = "g", **values: float) -> Evaluation:
    rows = tuple(
        Row(key=k, part="sets", group=k, figure="f1", measure="F1", value=v, support=50) for k, v in values.items()
    )
    return Evaluation(
        rows=rows, records={}, unread={}, limit=None, version="0", commit=None, command="", gold_sha256=sha
    )


def test_a_figure_within_the_tolerance_passes() -> None:
    floors = gate.Floors(gold_sha256="g", floors={"a": 0.500})
    assert gate.failures(result(a=0.4981), floors) == []


def test_a_figure_below_its_floor_is_named() -> None:
    floors = gate.Floors(gold_sha256="g", floors={"a": 0.500, "b": 0.300})
    wrong = gate.failures(result(a=0.490, b=0.300), floors)
    assert wrong == ["a: 0.4900 is below its floor 0.5000 by 0.0100"]


def test_a_floor_without_a_figure_is_a_failure() -> None:
    floors = gate.Floors(gold_sha256="g", floors={"gone": 0.5})
    assert gate.failures(result(a=0.9), floors) == ["gone: has a floor of 0.5000 and was not measured"]


def test_other_gold_is_a_failure() -> None:
    floors = gate.Floors(gold_sha256="older", floors={"a": 0.5})
    assert "not the one the floors were measured on" in gate.failures(result(a=0.9), floors)[0]


def test_update_raises_and_never_lowers_unasked() -> None:
    floors = gate.Floors(gold_sha256="g", floors={"a": 0.5, "b": 0.5, "gone": 0.1})
    raised = gate.update(result(a=0.6, b=0.4, c=0.2), floors)
    assert raised.floors == {"a": 0.6, "b": 0.5, "c": 0.2, "gone": 0.1}
    lowered = gate.update(result(a=0.6, b=0.4, c=0.2), floors, allow_lower=True)
    assert lowered.floors == {"a": 0.6, "b": 0.4, "c": 0.2}


def test_figures_on_few_items_are_not_pinned() -> None:
    few = Row(key="few", part="sets", group="few", figure="f1", measure="F1", value=1.0, support=gate.LEAST_SUPPORT - 1)
    one = Evaluation(
        rows=(few,), records={}, unread={}, limit=None, version="0", commit=None, command="", gold_sha256=""
    )
    assert gate.update(one, gate.default()).floors == {}


def test_floors_survive_a_round_trip(tmp_path: Path) -> None:
    floors = gate.update(result(b=0.25, a=0.5), gate.default())
    gate.save(tmp_path / "floors.json", floors)
    assert gate.load(tmp_path / "floors.json") == floors
    assert list(json.loads((tmp_path / "floors.json").read_text())["floors"]) == ["a", "b"]


@pytest.mark.parametrize("content", ["", "[]", "{", '{"format": "aitia.floors/9"}', '{"floors": {"a": "x"}}'])
def test_a_broken_floors_file_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "floors.json"
    path.write_text(content)
    with pytest.raises(InputError, match=r"floors\.json"):
        gate.load(path)


def test_the_pinned_floors_name_known_sets() -> None:
    floors = gate.load(FLOORS)
    assert set(floors.records) == set(gate.default().records)
    assert floors.floors
    assert all(-1 <= v <= 1 for v in floors.floors.values())
