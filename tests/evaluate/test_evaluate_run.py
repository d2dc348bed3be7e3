"""Evaluating a toy gold folder: figures, bounds, misses, the command."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from aitia.cli.main import app
from aitia.errors import InputError, UsageError
from aitia.evaluate.baselines import BASELINES, article
from aitia.evaluate.gold import Gold
from aitia.evaluate.misses import by_rule, compare
from aitia.evaluate.report import table, to_data, to_markdown
from aitia.evaluate.run import evaluate
from aitia.evaluate.sets import SETS, chosen

FILE = "causal_sentences/cnc_v2.jsonl"


def test_a_set_is_scored_beside_its_baseline(toy: Path) -> None:
    result = evaluate(toy, sets=["cnc_sentences"])
    rows = {r.key: r for r in result.rows}
    assert rows["cnc_sentences.f1"].value == 1.0
    assert rows["cnc_sentences.f1"].support == 20
    assert rows["cnc_sentences.f1"].baseline == 0.6667  # always causal, half of them are
    assert rows["cnc_sentences.mcc"].target == 0.69
    assert result.records == {"cnc_sentences": 40}


def test_articles_are_scored_by_layer(toy: Path) -> None:
    result = evaluate(toy, articles_only=True)
    rows = {r.key: r for r in result.rows}
    assert (rows["real.causes.strict"].value, rows["real.causes.strict"].support) == (0.5, 2)
    assert "original.causes.strict" not in rows
    assert rows["real.attributes.causes.certainty"].baseline == 1.0


def test_two_runs_are_equal(toy: Path) -> None:
    assert to_data(evaluate(toy, sets=["cnc_sentences"])) == to_data(evaluate(toy, sets=["cnc_sentences"]))


def test_a_bound_keeps_the_same_records_in_file_order(toy: Path) -> None:
    gold = Gold(toy)
    few = [r["id"] for r in gold.records(FILE, limit=5)]
    more = [r["id"] for r in gold.records(FILE, limit=15)]
    everything = [r["id"] for r in gold.records(FILE)]
    assert len(few) == 5
    assert set(few) <= set(more)
    assert few == [i for i in everything if i in few]
    assert evaluate(toy, sets=["cnc_sentences"], limit=5).records == {"cnc_sentences": 5}


def test_the_digest_follows_the_gold(toy: Path) -> None:
    before = Gold(toy).digest([FILE])
    path = toy / "dev" / FILE
    path.write_text(path.read_text().replace("drought", "flood"))
    assert Gold(toy).digest([FILE]) != before


def test_nothing_is_left_in_the_gold_folder(toy: Path) -> None:
    before = sorted(toy.rglob("*"))
    evaluate(toy, sets=["cnc_sentences"], articles=True, limit=2)
    assert sorted(toy.rglob("*")) == before


def test_misses_and_extras_come_with_their_rule(toy: Path) -> None:
    items = list(compare(toy, "causes"))
    assert [(i.verdict, i.words.split(" ==")[0]) for i in items] == [
        ("right", "The drought"),
        ("missed", "ruin"),
        ("extra", "The war"),
    ]
    assert all(i.rule for i in items if i.verdict != "missed")
    assert sum(right for _, right, _ in by_rule(items)) == 1
    assert sum(wrong for _, _, wrong in by_rule(items)) == 1


def test_actors_can_be_compared_too(toy: Path) -> None:
    assert [i.verdict for i in compare(toy, "actors") if i.words.startswith("Chad")] == ["right"]


def test_an_unknown_layer_or_set_is_refused(toy: Path) -> None:
    with pytest.raises(UsageError, match="no layer called moods"):
        list(compare(toy, "moods"))
    with pytest.raises(UsageError, match="no set called nothing"):
        chosen(["nothing"])


def test_sets_go_by_name_task_or_file() -> None:
    assert [s.name for s in chosen(["places"])] == ["tr_news", "geowebnews", "lgl"]
    assert [s.name for s in chosen(["events/plover_gsr"])] == ["plover_gsr"]
    assert chosen(()) == SETS


def test_no_gold_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no gold folder: it has no convert\.py"):
        Gold(tmp_path)


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"text": "x"}', '{"id": 1, "text": 2}'])
def test_a_broken_record_is_named_with_its_row(toy: Path, line: str) -> None:
    path = toy / "dev" / FILE
    path.write_text(path.read_text() + line + "\n")
    with pytest.raises(InputError, match=r"cnc_v2\.jsonl, row 41"):
        list(Gold(toy).records(FILE))


def test_a_broken_scorer_is_named(toy: Path) -> None:
    (toy / "score.py").write_text("def score(:\n")
    with pytest.raises(InputError, match=r"score\.py: cannot be loaded"):
        evaluate(toy, sets=["cnc_sentences"])


def test_every_set_has_a_baseline_and_measures() -> None:
    assert len({s.name for s in SETS}) == len(SETS)
    for item in SETS:
        assert item.baseline in BASELINES
        assert item.measures
        assert item.gate > 0


def test_baselines_answer_in_the_schema() -> None:
    text = "The minister of Chad said the war would end. Sudan says no."
    said = BASELINES["said"]([{"id": "1", "text": text}])[0]["attributions"]
    assert [text[slice(*a["cue"][0])] for a in said] == ["said", "says"]
    assert text[slice(*said[0]["source"][0])] == "Chad"
    read = article("Chad lost 1,200 men.")
    assert read["figures"][0]["low"] == 1200.0
    assert [a["name"] for a in read["actors"]] == ["Chad"]


@pytest.mark.parametrize("name", sorted(BASELINES))
def test_baselines_take_an_empty_text(name: str) -> None:
    record = {"id": "1", "text": "", "events": [], "relations": [], "labels": [], "expect": {}}
    assert [p["id"] for p in BASELINES[name]([record])] == ["1"]


def test_a_table_is_even_and_safe() -> None:
    lines = table(["name", "n"], [["a|b", "1"], ["c", "22"]], left=(0,))
    assert len({len(line) for line in lines}) == 1
    assert "a\\|b" in lines[2]


def test_results_name_command_and_commit(toy: Path) -> None:
    page = to_markdown(evaluate(toy, articles_only=True, command="aitia evaluate GOLD_DIR"))
    assert "`aitia evaluate GOLD_DIR`" in page
    assert "commit" in page
    assert str(toy) not in page


def test_the_command_prints_writes_and_gates(toy: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    done = run(app, ["evaluate", str(toy), "--set", "cnc_sentences", "--limit", "6", "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["records"] == {"cnc_sentences": 6}
    done = run(app, ["evaluate", str(toy), "--set", "cnc_sentences", "--limit", "6", "--json", "--fast"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["command"].endswith("--fast")
    page = tmp_path / "RESULTS.md"
    done = run(app, ["evaluate", str(toy), "--articles-only", "--write", str(page)])
    assert done.exit_code == 0, done.output
    assert page.read_text().startswith("# Results")
    floors = tmp_path / "floors.json"
    floors.write_text('{"records": {"cnc_sentences": 10}}')
    done = run(app, ["evaluate", str(toy), "--gate", str(floors)])
    assert done.exit_code == 1
    assert "not the one the floors were measured on" in done.stderr
    done = run(app, ["evaluate", str(toy), "--gate", str(floors), "--update-floors"])
    assert done.exit_code == 0, done.output
    done = run(app, ["evaluate", str(toy), "--errors", "causes"])
    assert done.exit_code == 0
    assert "missed" in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["--update-floors"],
        ["--gate", "f.json", "--allow-lower"],
        ["--gate", "f.json", "--set", "dse"],
        ["--set", "nothing"],
        ["--errors", "moods"],
        ["--write", "x.txt"],
        ["--fast", "--gate", "f.json"],
        ["--fast", "--judged", "rows"],
    ],
)
def test_wrong_usage_is_told_apart(toy: Path, words: list[str]) -> None:
    assert CliRunner().invoke(app, ["evaluate", str(toy), *words]).exit_code == 2
