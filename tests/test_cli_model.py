"""The commands that question a model, as a user runs them: outputs, promises to scripts, and every wrong turn."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any, Protocol
from xml.etree import ElementTree as ET

import pytest

from aitia.cli.main import run as main
from samples import ROOT, command

EXAMPLES = ROOT / "examples"
IRAN = EXAMPLES / "iran-reply.reading.jsonl"
LIBYA = (EXAMPLES / "libya.reading.jsonl", EXAMPLES / "libya-reply.reading.jsonl")
MAP = {
    "format": "aitia.causemap/1",
    "concepts": [{"id": c, "label": c.upper()} for c in ("aid", "trust", "war", "fear")],
    "influences": [
        {"cause": "aid", "effect": "trust", "polarity": 1, "belief": 0.5},
        {"cause": "trust", "effect": "war", "polarity": -1, "belief": 1.0},
        {"cause": "war", "effect": "fear", "polarity": 1, "weight": 0.5, "belief": 1.0},
    ],
}
NET = {
    "format": "aitia.network/1",
    "actors": [{"id": c, "name": c.upper()} for c in "abcd"],
    "ties": [
        {"subject": "a", "object": "b", "sign": 1}, {"subject": "b", "object": "c", "sign": -1},
        {"subject": "c", "object": "a", "sign": 1}, {"subject": "c", "object": "d", "sign": -1},
    ],
}  # fmt: skip


class Run(Protocol):
    """Run ``aitia ARGUMENTS`` and give what it printed."""

    def __call__(self, *arguments: str | Path, code: int = 0, stdin: bytes = b"") -> tuple[str, str]: ...


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """The command line in this process: a process for each of these tests would take minutes."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: str | Path, code: int = 0, stdin: bytes = b"") -> tuple[str, str]:
        monkeypatch.setattr(sys, "argv", ["aitia", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as left:
            main()
        out, err = (part.decode() for part in capfdbinary.readouterr())
        assert (left.value.code or 0) == code, err
        return out, err

    return call


@pytest.fixture
def causes(tmp_path: Path) -> Path:
    path = tmp_path / "map.json"
    path.write_text(json.dumps(MAP), encoding="utf-8")
    return path


@pytest.fixture
def net(tmp_path: Path) -> Path:
    path = tmp_path / "net.json"
    path.write_text(json.dumps(NET), encoding="utf-8")
    return path


# what scripts are promised


@pytest.mark.parametrize("engine", ["sign", "fcm", "linear", "montecarlo"])
def test_whatif_gives_scripts_what_it_promises(run: Run, causes: Path, engine: str) -> None:
    out, _ = run("whatif", causes, "--set", "aid=+1", "--engine", engine, "--json")
    answer = json.loads(out)
    assert answer["engine"] == engine and answer["set"] == {"aid": 1.0}
    results = {r["concept"]: r for r in answer["results"]}
    assert list(results) == ["aid", "trust", "war", "fear"]
    assert [results[c]["sign"] for c in results] == ["+", "+", "-", "-"]
    for row in results.values():
        assert {"concept", "sign", "value", "p_up", "p_down", "p_none", "paths"} <= set(row)
        assert (row["p_up"] is None) == (engine != "montecarlo")
    if engine == "montecarlo":
        assert results["war"]["p_down"] == pytest.approx(0.5, abs=0.02)
        assert sum(results["war"][k] for k in ("p_up", "p_down", "p_none")) == pytest.approx(1)
    assert results["fear"]["paths"][0]["concepts"] == ["aid", "trust", "war", "fear"]


def test_the_same_seed_gives_the_same_bytes(run: Run, causes: Path) -> None:
    arguments = ("whatif", causes, "--set", "aid=1", "--json", "--hinges", "--on", "war")
    first, _ = run(*arguments, "--seed", "3")
    again, _ = run(*arguments, "--seed", "3")
    other, _ = run(*arguments, "--seed", "4")
    assert first == again != other
    found = json.loads(first)["hinges"]
    assert found["sign"] == "-" and found["turning"] == ["aid>trust:+:asserted"]


def test_network_gives_scripts_what_it_promises(run: Run, net: Path) -> None:
    answer = json.loads(run("network", net, "--json")[0])
    assert (answer["actors"], answer["ties"], answer["frustration_index"]) == (4, 4, 1)
    assert answer["triads"]["balanced"] == 0 and answer["triads"]["unbalanced"] == 1
    assert answer["optimal"] is True and answer["bound"] == 1
    assert sorted(a for bloc in answer["blocs"] for a in bloc) == ["a", "b", "c", "d"]
    moved = json.loads(run("network", net, "--json", "--what-if", "b aligned_with c")[0])["what_if"]
    assert moved["after"]["frustration_index"] == 0


def test_compare_and_assemble_give_json(run: Run) -> None:
    answer = json.loads(run("compare", *LIBYA, "--json")[0])
    assert any(item["kind"] == "option" and item["positions"] for item in answer["items"])
    model, _ = run("assemble", *LIBYA, "--json")
    assert json.loads(model)["format"] == "aitia.model/1"
    again, _ = run("assemble", "-", "--json", stdin=model.encode())
    assert again == model


def test_readings_texts_models_and_standard_input_are_sources(run: Run, tmp_path: Path) -> None:
    from_file, _ = run("whatif", IRAN, "--set", "alignment (Iran)", "--json")
    piped, _ = run("whatif", "-", "--set", "alignment (Iran)", "--json", stdin=IRAN.read_bytes())
    assert from_file == piped
    folder = tmp_path / "both"
    folder.mkdir()
    (folder / "a.jsonl").write_bytes(IRAN.read_bytes())
    (folder / "z.txt").write_text((EXAMPLES / "iran-reply.txt").read_text(encoding="utf-8"), encoding="utf-8")
    in_folder, err = run("whatif", folder, "--set", "alignment (Iran)", "--json", "--fast")
    assert in_folder == from_file and "counts once" in err
    text = tmp_path / "t.txt"
    text.write_text("The sanctions caused famine. Famine fuelled the rebellion.", encoding="utf-8")
    answer = json.loads(run("whatif", text, "--set", "sanction", "--json")[0])
    assert {r["concept"]: r["sign"] for r in answer["results"]}["hunger"] == "+"


# what people see


def test_an_option_of_the_text_is_run_and_reversed(run: Run) -> None:
    out, _ = run("whatif", IRAN, "--option", "A tacit alignment with Iran", "--on", "threat.islamic_state")
    assert "argues for it" in out and "▼ less" in out and "“A tacit alignment with Iran is the surest way" in out
    back, _ = run(
        "whatif", IRAN, "--option", "A tacit alignment with Iran", "--reverse", "--on", "threat.islamic_state"
    )
    assert "The opposite of" in back and "▲ more" in back


def test_one_voice_alone_is_heard(run: Run) -> None:
    out, _ = run("whatif", IRAN, "--set", "alignment (Iran)", "--voice", "Leonora Castellane", "--json")
    heard = {r["concept"]: r["sign"] for r in json.loads(out)["results"]}
    assert heard["threat.islamic_state"] == "-"
    assert heard["instability.iraq"] == "0"  # the commentators say that


def test_figures_are_written_and_are_pictures(run: Run, tmp_path: Path, causes: Path, net: Path) -> None:
    run("whatif", causes, "--set", "aid=1", "--hinges", "--on", "war", "--svg", tmp_path / "a")
    run("network", net, "--svg", tmp_path / "b")
    run("compare", *LIBYA, "--svg", tmp_path / "c")
    run("assemble", *LIBYA, "--svg", tmp_path / "d")
    found = {p.name for p in tmp_path.rglob("*.svg")}
    assert found == {"causes.svg", "outcomes.svg", "hinges.svg", "network.svg", "agreement.svg"}
    for path in tmp_path.rglob("*.svg"):
        assert ET.fromstring(path.read_text(encoding="utf-8")).tag.endswith("svg")
    assert not list(tmp_path.rglob("*.part"))


def test_a_mapping_goes_out_and_comes_back(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "concepts.csv"
    run("assemble", IRAN, "--write-mapping", path)
    text = path.read_text(encoding="utf-8")
    before = json.loads(run("assemble", IRAN, "--json")[0])
    path.write_text(text.replace("concept,war.syria,war.syria,1", "concept,war.syria,war,1"), encoding="utf-8")
    after = json.loads(run("assemble", IRAN, "--mapping", path, "--json")[0])
    ids = [{c["id"] for c in m["causes"]["concepts"]} for m in (before, after)]
    assert ids[0] - ids[1] == {"war.syria"}


def test_a_voice_can_be_trusted_more(run: Run) -> None:
    def best(*more: str) -> float:
        rows: list[dict[str, Any]] = json.loads(run("assemble", IRAN, "--json", *more)[0])["causes"]["influences"]
        return max(float(r["belief"]) for r in rows if r["certainty"] == "asserted")

    assert best("--trust", "leonora_castellane=0.9") > best()


# wrong turns: what, where, what next


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("whatif", "MAP"), 2, "--set CONCEPT=+1"),
        (("whatif", "MAP", "--set", "trsut=1"), 2, "nearest: trust"),
        (("whatif", "MAP", "--set", "aid=x"), 2, "write CONCEPT=+1"),
        (("whatif", "MAP", "--set", "aid=0"), 2, "aid"),
        (("whatif", "MAP", "--set", "aid=nan"), 2, "aid"),
        (("whatif", "MAP", "--set", "aid=1", "--set", "aid=-1"), 2, "held at"),
        (("whatif", "MAP", "--set", "aid=1", "--cut", "aid"), 2, "cut"),
        (("whatif", "MAP", "--option", "o1"), 2, "holds no options"),
        (("whatif", "MAP", "--set", "aid", "--reverse"), 2, "--option"),
        (("whatif", "MAP", "--set", "aid", "--certainty", "sure"), 2, "hypothetical"),
        (("whatif", "MAP", "NET", "--set", "aid"), 1, "stands alone"),
        (("whatif", "NET", "--set", "aid"), 2, "holds no cause map"),
        (("network", "MAP"), 2, "holds no network"),
        (("compare", "NET"), 2, "holds no reading"),
        (("assemble", "MAP"), 2, "holds no reading"),
        (("network", "NET", "--what-if", "a likes b"), 2, "likes"),
        (("network", "NET", "--what-if", "x supports b"), 2, "x"),
        (("network", "NET", "--voice", "a"), 2, "voice"),
        (("whatif", "nowhere.json", "--set", "aid"), 1, "nowhere.json"),
        (("compare", "MAP", "--on", "war"), 2, "--set CONCEPT=+1"),
        (("assemble", "MAP", "--propose"), 2, "--write-mapping"),
        (("assemble", "MAP", "--trust", "x=2"), 2, "VOICE=P"),
    ],
)
def test_a_wrong_turn_is_told(
    run: Run, causes: Path, net: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    given = [str(causes) if a == "MAP" else str(net) if a == "NET" else a for a in arguments]
    out, err = run(*given, code=code)
    assert says in " ".join(err.replace("│", " ").split()), err
    assert not out


def test_unknown_options_and_ambiguous_words_list_what_there_is(run: Run) -> None:
    _, err = run("whatif", IRAN, "--option", "xyz", code=2)
    assert "option-" in err
    _, err = run("whatif", IRAN, "--set", "power=1", code=2)
    assert "fits" in err and "power.al_qaeda" in err


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'{"format": "aitia.causemap/1", "concepts": [{"id": ""}], "influences": []}', "concept"),
        (b'{"format": "aitia.causemap/1"', "JSON"),
        (b'{"format": "aitia.reading/1"}', "aitia.reading/1"),
        (b"", "-"),
    ],
)
def test_broken_input_leaves_nothing_half_written(run: Run, tmp_path: Path, data: bytes, says: str) -> None:
    target = tmp_path / "out"
    _, err = run("whatif", "-", "--set", "aid=1", "--svg", target, code=1, stdin=data)
    assert says in err
    assert not target.exists()


def test_an_unstable_map_says_so_and_gives_no_numbers(run: Run, tmp_path: Path) -> None:
    row = {"polarity": 1, "weight": 1.0}
    rows = [{"cause": a, "effect": b, **row} for a, b in (("a", "b"), ("b", "c"), ("c", "b"))]
    data = {"format": "aitia.causemap/1", "concepts": [{"id": c, "label": c} for c in "abc"], "influences": rows}
    path = tmp_path / "map.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    answer = json.loads(run("whatif", path, "--set", "a=1", "--engine", "linear", "--json")[0])
    assert answer["results"][1]["value"] is None and "radius" in " ".join(answer["notes"])


def test_no_path_is_an_answer(run: Run, causes: Path) -> None:
    out, _ = run("whatif", causes, "--set", "fear=1")
    assert "nothing follows" in out.lower()
    assert all(
        r["sign"] == "0" for r in json.loads(run("whatif", causes, "--set", "fear=1", "--json")[0])["results"][:3]
    )


def test_a_hundred_thousand_influences_are_taken(run: Run, tmp_path: Path) -> None:
    size = 2_000
    concepts = [{"id": f"c{n}", "label": f"c{n}"} for n in range(size)]
    rows = [
        {"cause": f"c{n % size}", "effect": f"c{(n * 7 + 1 + n // size) % size}", "polarity": 1 if n % 3 else -1,
         "belief": 0.5}
        for n in range(100_000)
    ]  # fmt: skip
    path = tmp_path / "big.json"
    path.write_text(json.dumps({"format": "aitia.causemap/1", "concepts": concepts, "influences": rows}))
    answer = json.loads(run("whatif", path, "--set", "c0=1", "--engine", "sign", "--json")[0])
    assert len(answer["results"]) == size
    drawn = json.loads(run("whatif", path, "--set", "c0=1", "--worlds", "50", "--json")[0])
    assert drawn["results"][5]["p_up"] is not None


@pytest.mark.parametrize("arguments", [("whatif", IRAN, "--set", "xyz"), ("network", "nowhere.json"), ("compare",)])
def test_no_traceback_reaches_a_user(arguments: tuple[str, ...]) -> None:
    done = command(*arguments)
    assert done.returncode in (1, 2) and b"Traceback" not in done.stderr and done.stderr


def test_a_concept_that_is_not_there_names_the_nearest(run: Run, causes: Path) -> None:
    _, err = run("whatif", causes, "--set", "trusting others", code=2)
    assert "no concept 'trusting others'; nearest: trust" in err
    _, err = run("whatif", causes, "--set", "zzz", code=2)
    assert "no concept 'zzz'; there are trust, war, aid, fear; aitia assemble --all lists them" in err


def test_a_value_outside_a_choice_is_told_once(run: Run) -> None:
    _, err = run("compare", *LIBYA, "--by", "author", code=2)
    assert "Invalid value for '--by': 'author' is not one of 'voice', 'document', 'publisher'." in err


def test_actors_of_one_name_are_told_apart_in_a_network(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "n.json"
    actors = [{"id": c, "name": "army" if c in "ab" else c} for c in "abcd"]
    path.write_text(json.dumps({**NET, "actors": actors}), encoding="utf-8")
    out, _ = run("network", path)
    assert "army (a)" in out and "army (b)" in out and "c (c)" not in out
