"""Training: deterministic by seed, goes on where it was stopped, and what it exports is what the package reads."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from aitia.evaluate.splits import kept_back
from aitia.neural.encoder import DATA, Encoder
from aitia.neural.heads import SHAPES, cause_flags, tie_flags

torch = pytest.importorskip(
    "torch", reason="training needs the packages of the extra `training`; scripts/test installs them"
)
ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few sentences of every source, our own from one real file."""
    from training.sources import own

    folder = tmp_path_factory.mktemp("data")
    (folder / "text").mkdir()
    shutil.copy(ROOT / "training/text/f_01_conakry.txt", folder / "text")
    rows: list[dict[str, Any]] = [row for _, row in own(folder / "text")]
    text = "Sudan blames Chad because Chad armed the rebels."
    forth, back = tie_flags("opposes", None), tie_flags(None, "opposes")
    for n in range(6):
        rows += [
            {"source": "cnc", "id": f"c{n}", "text": text, "cnc": n % 2, "flags": cause_flags(True, False),
             "cnc_spans": [[[26, 47], [0, 17], [18, 25]]]},
            {"source": "dse", "id": f"d{n}", "text": text, "dse": [[[0, 5], [13, 17], 2, forth], [[13, 17], [0, 5], 0, back]]},
            {"source": "re3d", "id": f"r{n}", "text": text, "ties": [[[0, 5], [13, 17], ["opposes", "suppresses"], forth]]},
        ]  # fmt: skip
    path = folder / "train.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return path


def trained(data: Path, out: Path, *more: str) -> dict[str, Any]:
    from training.train import main

    main([str(data), str(out), "--epochs", "1", "--threads", "1", *more])
    model = out / "model.pt"
    return torch.load(model) if model.is_file() else {}


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[k], other[k]) for k in one)


def test_the_same_seed_gives_the_same_weights_also_when_stopped(data: Path, tmp_path: Path) -> None:
    whole = trained(data, tmp_path / "whole")
    assert trained(data, tmp_path / "stopped", "--until", "2") == {}
    assert (tmp_path / "stopped/checkpoint.pt").is_file()
    assert same(whole, trained(data, tmp_path / "stopped"))
    assert not same(whole, trained(data, tmp_path / "other", "--seed", "2"))


def test_what_is_exported_is_what_the_package_reads(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The small file says nearly what the trained model says, heads of two places included."""
    from training import export
    from training.net import Reader, load_encoder
    from training.train import base_folder, tokenizer

    saved = trained(data, tmp_path / "run")
    monkeypatch.setattr("sys.argv", ["export", str(tmp_path / "run"), "--out", str(tmp_path / "made")])
    assert export.main() == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["megabytes"] < 40
    model = Reader(load_encoder(base_folder()))
    model.load_state_dict(saved)
    model.eval()
    small, text = Encoder(tmp_path / "made"), "The army shelled the town after talks failed."
    ids = torch.tensor([tokenizer(base_folder()).encode(text).ids])
    with torch.no_grad():
        hidden = model.encode(ids, torch.ones_like(ids))[0]
        found = small.encode(text)
        assert np.corrcoef(hidden.numpy().ravel(), found.vectors.ravel())[0, 1] > 0.97
        row = np.concatenate([found.vectors[0], found.mean, [1.0, 0.0]]).astype(np.float32)
        expected = model.heads["cnc"](torch.tensor(row)[None])[0].numpy()
        np.testing.assert_allclose(small.ask("cnc", [row])[0], expected, atol=0.05)
        flags = [0.0] * SHAPES["tie"].flags
        pair = found.pair((1, 3), (5, 6))
        expected = model.pairs("tie", torch.tensor(found.vectors), torch.tensor(pair)[None], torch.tensor([flags]))[
            0
        ].numpy()
        np.testing.assert_allclose(small.ask_pairs("tie", found, [((1, 3), (5, 6))], [flags])[0], expected, atol=0.1)


def test_a_branch_learns_and_ships(data: Path, tmp_path: Path) -> None:
    """The same seed gives the same branch; the small file says nearly what the trained one says."""
    from training.branch import Item, batched, main, vectors
    from training.export import write
    from training.net import Branch

    run = tmp_path / "run"
    trained(data, run)
    words = ["causal", str(data), str(run), "--epochs", "1", "--limit", "6"]
    main(words)
    first = torch.load(run / "causal.pt")
    main(words)
    assert same(first, torch.load(run / "causal.pt"))
    sizes = write(run, tmp_path / "made")
    assert sum(sizes.values()) < 40_000_000
    assert "causal.onnx" in sizes
    branch = Branch("causal")
    branch.load_state_dict(first)
    branch.eval()
    text = "Sudan blames Chad because Chad armed the rebels."
    marks = [(0, 2, 4), (1, 6, 9)]
    (given, _) = vectors(tmp_path / "made", [{"text": text}])[0]
    with torch.no_grad():
        expected, _, _ = batched(branch, [Item(given, marks, None)])
    small = Encoder(tmp_path / "made")
    made = small.branch("causal", small.encode(text), marks)
    assert np.corrcoef(expected[0].numpy().ravel(), made.ravel())[0, 1] > 0.97


def test_a_branch_is_the_mean_of_those_trained_alike(data: Path, tmp_path: Path) -> None:
    """Each seed leaves its own; the mean is of all that lie there. What is read back of the shipped file is nearly it."""
    from training.branch import main
    from training.export import branch_weights, shared_weights, write_branches

    (tmp_path / "run").mkdir()
    shutil.copytree(DATA, tmp_path / "run/trunk")
    words = ["causal", str(data), str(tmp_path / "run"), "--epochs", "6", "--limit", "6"]
    main([*words, "--seeds", "1", "--withheld", "0"])
    main([*words, "--seeds", "2", "3"])
    parts = [torch.load(tmp_path / f"run/causal.{n}.pt") for n in (1, 2, 3)]
    made = torch.load(tmp_path / "run/causal.pt")
    assert not same(parts[0], parts[1])
    for name, weight in made.items():
        torch.testing.assert_close(weight, sum(p[name] for p in parts) / 3)
    write_branches(tmp_path / "run", tmp_path / "run/trunk")
    back = branch_weights(tmp_path / "run/trunk", "causal")
    assert set(back) == set(made)
    assert max(float((back[name] - weight).abs().max()) for name, weight in made.items()) < 0.02
    assert "heads.cnc.first.weight" in shared_weights(DATA)


def test_a_branch_begins_as_the_shared_encoder() -> None:
    """On the vectors of word pieces that ship, by the weights of the file that ships, before it has learned anything."""
    from training.branch import Item, batched, vectors
    from training.export import encoder_weights
    from training.net import Branch

    text = "The army shelled the town after talks failed."
    branch = Branch("causal").eval()
    branch.begin(encoder_weights(DATA / "encoder.onnx"))
    (given, _) = vectors(DATA, [{"text": text}])[0]
    with torch.no_grad():
        hidden, _, _ = batched(branch, [Item(given, [], None)])
    assert np.corrcoef(hidden[0].numpy().ravel(), Encoder().encode(text).vectors.ravel())[0, 1] > 0.97


def test_branches_alone_leave_the_shared_heads_as_they_are(tmp_path: Path) -> None:
    from training.export import write_branches
    from training.net import Branch

    (tmp_path / "run").mkdir()
    torch.manual_seed(1)
    torch.save(Branch("causal").state_dict(), tmp_path / "run/causal.pt")
    shutil.copytree(DATA, tmp_path / "made")
    write_branches(tmp_path / "run", tmp_path / "made")
    with np.load(DATA / "heads.npz") as before, np.load(tmp_path / "made/heads.npz") as after:
        assert set(before.files) == set(after.files)
        changed = {k.partition(".")[0] for k in before.files if not np.array_equal(before[k], after[k])}
    assert changed <= {"causal", "causal_spans"}
    for name in ("encoder.onnx", "words.npz", "tokenizer.json"):
        assert (DATA / name).read_bytes() == (tmp_path / "made" / name).read_bytes()


def test_what_is_measured_is_kept_back() -> None:
    records = [{"id": str(n), "text": f"sentence {n}"} for n in range(1000)]
    back = [kept_back("causal_sentences", r) for r in records]
    assert 150 < sum(back) < 250
    assert back == [kept_back("cause_spans", r) for r in records]
    assert kept_back("ties", {"id": "x", "text": "", "set": "re3d/BBC Online"})
    assert all(kept_back("attributions", r) for r in records)
