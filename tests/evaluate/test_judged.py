"""Judged rows are found again in today's reading, and confidence is measured by them."""

import json
from pathlib import Path

import numpy as np
import pytest

from aitia.errors import InputError
from aitia.evaluate.calibration import calibration_error, reliability
from aitia.evaluate.cards import digest, in_words
from aitia.evaluate.judged import Observation, observe, samples
from aitia.evaluate.report import to_data, to_markdown
from aitia.evaluate.run import evaluate
from aitia.ingest import from_text
from aitia.pipeline import read_documents

TEXT = "Chad attacked Libya on Monday. Sudan should withdraw its troops from Libya. The rebels killed 40 soldiers."


@pytest.fixture
def gold(toy: Path) -> Path:
    for file in ("attributions/polnear", "places/news", "roles_muc4/muc4"):
        path = toy / "dev" / f"{file}.jsonl"
        path.parent.mkdir(exist_ok=True)
        text = TEXT if "polnear" in file else "Nothing happened."
        path.write_text(json.dumps({"id": "one", "text": text}) + "\n", encoding="utf-8")
    return toy


@pytest.fixture
def verdicts(tmp_path: Path) -> Path:
    """A sample of what is read today, judged; one row is read no more."""
    [reading] = read_documents([from_text(TEXT, id="polnear:one")])
    rows = [("events", e, e.sentence) for e in reading.events]
    rows += [("figures", f, f.number) for f in reading.figures]
    assert len(rows) >= 3
    folder = tmp_path / "judged"
    folder.mkdir()
    made = [
        {"layer": layer, "n": n, "document": "polnear:one", "row": row.id, "span": list(span), "rule": row.rule,
         "verdicts": [1, n % 2], "commit": "c"}
        for n, (layer, row, span) in enumerate(rows)
    ]  # fmt: skip
    made.append({**made[0], "n": 99, "row": "event-0000000000"})
    (folder / "s.jsonl").write_text("".join(json.dumps(m) + "\n" for m in made), encoding="utf-8")
    return folder


def test_what_judges_said_is_counted(verdicts: Path) -> None:
    events, *_ = samples(verdicts)
    assert (events.name, events.layer) == ("s", "events")
    assert events.by_judge[0] == 1.0
    assert events.accepted == events.by_judge[1] == events.agreement


def test_judged_rows_are_found_again(gold: Path, verdicts: Path) -> None:
    found, lost = observe(gold, verdicts)
    judged = sum(s.rows for s in samples(verdicts))
    assert lost >= 1
    assert len(found) + lost == judged
    assert {o.layer for o in found} >= {"events"}
    assert {o.accepted for o in found} == {True, False}


def test_a_row_that_says_something_else_today_is_not_the_judged_one(gold: Path, verdicts: Path) -> None:
    before, lost = observe(gold, verdicts)
    [reading] = read_documents([from_text(TEXT, id="polnear:one")])
    file = verdicts / "s.jsonl"
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    rows[0]["told"] = digest(in_words(reading.events[0], reading))
    rows[1]["told"] = digest("ASSAULT (negated): Chad -> Libya; trigger «attacked»; on the word of Sudan")
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    after, lost_then = observe(gold, verdicts)
    assert (len(after), lost_then) == (len(before) - 1, lost + 1)


def test_texts_may_stand_beside_the_samples(gold: Path, verdicts: Path) -> None:
    (verdicts / "own").mkdir()
    (verdicts / "own/one.txt").write_text(TEXT, encoding="utf-8")
    before, _ = observe(gold, verdicts)
    file = verdicts / "s.jsonl"
    file.write_text(file.read_text(encoding="utf-8").replace("polnear:one", "own:one"), encoding="utf-8")
    assert observe(gold, verdicts)[0] == before


def test_the_page_shows_them(gold: Path, verdicts: Path) -> None:
    result = evaluate(gold, sets=["cnc_sentences"], judged=verdicts)
    page = to_markdown(result)
    assert "## Judged rows" in page
    assert "| s " in page
    assert "## Confidence" in page
    assert to_data(result)["found_again"] == result.found_again > 0


def test_a_folder_without_samples_and_a_broken_row_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no judged samples"):
        samples(tmp_path)
    for line in ("{", "[]", '{"layer": "events", "span": [1, 2], "verdicts": [2]}', '{"layer": "moods"}'):
        (tmp_path / "s.jsonl").write_text(line + "\n", encoding="utf-8")
        with pytest.raises(InputError, match="line 1"):
            samples(tmp_path)


def test_reliability_of_a_reader_that_knows_itself() -> None:
    rng = np.random.default_rng(3)
    seen = []
    for _ in range(4000):
        p = rng.uniform(0.1, 0.9)
        odds = float(np.log(p / (1 - p)))
        seen.append(Observation(layer="events", rule=odds, accepted=bool(rng.random() < p)))
    [found] = reliability(seen)
    assert found.error < 0.03
    assert found.error_rule < 0.03
    assert found.area == pytest.approx(0.76, abs=0.04)
    assert [b.rows > 0 for b in found.bins] == [True] * 5


def test_reliability_moves_a_wrong_rule_by_the_heads() -> None:
    rng = np.random.default_rng(4)
    seen = []
    for _ in range(2000):
        right = bool(rng.random() < 0.5)
        opinion = (2.0 if right else -2.0) * (1 if rng.random() < 0.9 else -1)
        seen.append(Observation(layer="ties", rule=1.5, accepted=right, marks={"head": opinion}))
    [found] = reliability(seen)
    assert found.area_rule == pytest.approx(0.5)
    assert found.area > 0.85
    assert found.error < 0.05 < found.error_rule
    assert found.weights["head"] > 0.5


def test_reliability_learns_what_a_mark_costs() -> None:
    rng = np.random.default_rng(5)
    seen = []
    for _ in range(2000):
        unreal = bool(rng.random() < 0.3)
        right = bool(rng.random() < (0.3 if unreal else 0.7))
        seen.append(Observation(layer="events", rule=0.5, accepted=right, marks={"unreal": float(unreal), "rare": 0.0}))
    [found] = reliability(seen)
    assert found.weights["unreal"] < -1.0
    assert "rare" not in found.weights
    assert found.area > 0.65 > found.area_rule


def test_reliability_heeds_the_look_of_words() -> None:
    rng = np.random.default_rng(6)
    seen = []
    for _ in range(2000):
        right = bool(rng.random() < 0.5)
        look = float(rng.normal(1.0 if right else -1.0, 1.0))
        seen.append(Observation(layer="causes", rule=0.0, accepted=right, marks={"look": look}))
    [found] = reliability(seen)
    assert found.weights["look"] > 0.5
    assert found.area > 0.85 > found.area_rule


def test_calibration_error_by_hand() -> None:
    p, y = np.array([0.1, 0.1, 0.9, 0.9]), np.array([0.0, 1.0, 1.0, 1.0])
    assert calibration_error(p, y) == pytest.approx(0.5 * 0.4 + 0.5 * 0.1)
    assert reliability([Observation(layer="events", rule=0.0, accepted=True)]) == []
