"""What a trained run gets on the records kept back, head by head, before any rule has its say.

    python -m training.measure RUN_DIR DATA.dev.jsonl

Reads the checkpoint in full precision or, where RUN_DIR holds only the exported reader (`trunk`), its weights as they
ship; what the reading gets with them is measured by `aitia evaluate`.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sklearn.metrics import f1_score, matthews_corrcoef

from aitia.extract.cause_trained import ANY
from aitia.extract.trained import MORE
from aitia.model.codes import SIGN
from aitia.neural.decode import Linked, spans_linked
from aitia.neural.heads import RELATIONS, TYPES
from training.branch import Item, batched, mean, relation_pieces, trunk, vectors
from training.export import branch_weights, shared_weights
from training.net import Branch, Reader, load_encoder, span_mean
from training.train import Losses, base_folder, tokenizer

Row = dict[str, Any]


def batches(rows: list[Row], size: int = 32) -> Iterator[list[Row]]:
    ordered = sorted(rows, key=lambda r: len(r["text"]))
    yield from (ordered[i : i + size] for i in range(0, len(ordered), size))


class Measure:
    """The heads of a run on rows of one source at a time."""

    def __init__(self, run: Path) -> None:
        self.tok, self.model = tokenizer(base_folder()), Reader(load_encoder(base_folder()))
        self.run, self.trunk = run, trunk(run)
        if (run / "model.pt").is_file():
            self.model.load_state_dict(torch.load(run / "model.pt"))
        else:  # without the heads that do not ship
            self.model.load_state_dict(shared_weights(self.trunk), strict=False)
        self.model.eval()

    def branch(self, name: str) -> Branch | None:
        """A branch of the run, if it was trained."""
        path = self.run / f"{name}.pt"
        if not path.is_file() and not (self.trunk / f"{name}.onnx").is_file():
            return None
        made = Branch(name)
        made.load_state_dict(torch.load(path) if path.is_file() else branch_weights(self.trunk, name))
        made.eval()
        return made

    def each(self, rows: list[Row]) -> Iterator[tuple[Losses, int, Row]]:
        for batch in batches(rows):
            made = Losses(self.model, self.tok, batch)
            yield from ((made, i, row) for i, row in enumerate(batch))

    def sentences(self, head: str, key: str, rows: list[Row]) -> tuple[list[int], list[int]]:
        gold, said = [], []
        for made, i, row in self.each(rows):
            x = torch.cat([made.h[i][0], made.mean[i], torch.tensor(row["flags"])])
            gold.append(int(row[key]))
            said.append(int(self.model.head(head, [x[None]])[0, 0] > 0))
        return gold, said

    def pairs(self, head: str, key: str, rows: list[Row]) -> tuple[list[Any], list[Any]]:
        gold, said = [], []
        for made, i, row in self.each(rows):
            for a, b, label, flags in row[key]:
                x = made.pair(i, a, b)
                if x is not None:
                    gold.append(label)
                    said.append(self.model.pairs(head, made.h[i], x[None], torch.tensor([flags]))[0])
        return gold, said

    def causal(self, branch: Branch, rows: list[Row]) -> tuple[list[int], list[int], tuple[int, int, int]]:
        """Causal sentences, gold and said; and relations: those right (both spans share half of their pieces), said, gold."""
        gold, said, counts = [], [], [0, 0, 0]
        for row, (words, offsets) in zip(rows, vectors(self.trunk, rows), strict=True):
            wanted = [r for r in (relation_pieces(offsets, x) for x in row["cnc_spans"]) if r is not None]
            chance, found = linked(branch, words)
            gold.append(int(row["cnc"]))
            said.append(int(chance >= ANY))
            left = list(wanted)
            for one in found:
                same = next((w for w in left if near(w[0], one.cause) and near(w[1], one.effect)), None)
                if same is not None:
                    left.remove(same)
                    counts[0] += 1
            counts[1] += len(found)
            counts[2] += len(wanted)
        return gold, said, (counts[0], counts[1], counts[2])

    def triggers(self, rows: list[Row]) -> tuple[list[int], list[int], list[int]]:
        gold, said, rules = [], [], []
        for made, i, row in self.each(rows):
            for span, kind, flags in row["triggers"]:
                at = made.spans(i, span)
                if at is not None:
                    x = torch.cat([span_mean(made.h[i], at), made.mean[i], torch.tensor(flags)])
                    gold.append(TYPES.index(kind))
                    said.append(int(self.model.head("trigger", [x[None]])[0].argmax()))
                    rules.append(flags.index(1.0))
        return gold, said, rules


def linked(branch: Branch, words: np.ndarray) -> tuple[float, list[Linked]]:
    """What `aitia.extract.trained` reads with the shipped files, in full precision."""
    chance = 0.0
    found: list[Linked] = []
    marks: list[tuple[int, int, int]] = []
    while len(found) < 4:
        hidden, inside, _ = batched(branch, [Item(words, marks, None)])
        row = torch.cat([hidden[:, 0], mean(hidden, inside)], -1)
        p = float(torch.sigmoid(branch.heads["causal"](row))[0, 0])
        chance = chance if found else p
        one = spans_linked(branch.heads["causal_spans"](hidden[0]).numpy()) if p >= (MORE if found else ANY) else None
        if one is None or any(one.cause == x.cause and one.effect == x.effect for x in found):
            break
        found.append(one)
        marks += [(n, *run) for n, run in enumerate((one.cause, one.effect, one.signal)) if run is not None]
    return chance, found


def near(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two runs share half of the pieces of both together."""
    return 2 * (min(a[1], b[1]) - max(a[0], b[0])) >= max(a[1], b[1]) - min(a[0], b[0])


def sign(relation: str) -> int:
    return 0 if relation == "none" else SIGN[relation]  # type: ignore[index]


def main(argv: list[str]) -> int:
    measure = Measure(Path(argv[0]))
    by: dict[str, list[Row]] = defaultdict(list)
    for line in Path(argv[1]).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        by[row["source"]].append(row)
    out: dict[str, float] = {}
    with torch.no_grad():
        gold, said = measure.sentences("cnc", "cnc", by["cnc"])
        out["cnc causal F1"], out["cnc causal MCC"] = f1_score(gold, said), matthews_corrcoef(gold, said)
        labels, logits = measure.pairs("dse", "dse", by["dse"])
        out["dse signed, directed F1"] = f1_score(
            labels, [int(x.argmax()) for x in logits], labels=[1, 2], average="micro"
        )
        for source in ("re3d", "own"):
            labels, logits = measure.pairs("tie", "ties", by[source])
            signs = [sign(RELATIONS[int(x.argmax())]) for x in logits]
            out[f"{source} ties, sign F1"] = f1_score(
                [sign(x[0]) for x in labels], signs, labels=[1, -1], average="micro"
            )
        labels, logits = measure.pairs("role", "roles", by["own"])
        flat = [k & bit > 0 for k in labels for bit in (1, 2)]
        out["own roles F1"] = f1_score(flat, [bool(v > 0) for x in logits for v in x])
        gold, said, rules = measure.triggers(by["own"])
        kinds = list(range(1, len(TYPES)))
        out["own triggers, type F1"] = f1_score(gold, said, labels=kinds, average="micro")
        out["own triggers, type F1, rules alone"] = f1_score(gold, rules, labels=kinds, average="micro")
        gold, said = measure.sentences("guide", "guide", by["own"])
        out["own signalled causes, sentences F1"] = f1_score(gold, said)
        if (branch := measure.branch("causal")) is not None:
            gold, said, (right, given, wanted) = measure.causal(branch, by["cnc"])
            out["branch, cnc causal F1"] = f1_score(gold, said)
            out["branch, cnc causal MCC"] = matthews_corrcoef(gold, said)
            out["branch, cnc pairs, half of the pieces shared, F1"] = 2 * right / max(1, given + wanted)
    print(json.dumps({k: round(float(v), 3) for k, v in out.items()}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
