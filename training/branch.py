"""Train a branch: an encoder for one task alone, on the vectors of word pieces that the shared one has.

    python -m training.branch TASK DATA.jsonl RUN_DIR [--seeds 1 2] [--epochs 8] [--threads 1] [--half]

TASK is `causal` (Causal News Corpus: the spans of its causal relations, one relation after the other). DATA is what
`training.sources` wrote. RUN_DIR/trunk holds the exported reader (made from RUN_DIR/model.pt where it is not there yet):
a branch starts from its layers, and learns on the vectors of word pieces it will see. Each seed gives RUN_DIR/TASK.SEED.pt:
the same first weights, another order of the sentences; the mean of all that lie there is RUN_DIR/TASK.pt, which
`training.export` takes up. Deterministic by seed, machine and threads.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from aitia.neural.encoder import Encoder
from aitia.neural.heads import BRANCHES, FACTOR, SPAN_PARTS, WIDTH
from aitia.neural.pieces import pieces_of
from training.export import encoder_weights, write
from training.net import Branch, load_encoder
from training.train import base_folder

Row = dict[str, Any]
BATCH = {"causal": 16}
FIRST = 1  # seed of the first weights of heads and marks: branches that began alike can be averaged


@dataclass(slots=True)
class Item:
    """One thing to learn: the vectors of a sentence's word pieces, what is marked in it, and the answer."""

    words: np.ndarray
    marks: list[tuple[int, int, int]]  # mark, first piece, last piece + 1
    target: Any


def trunk(run: Path) -> Path:
    """The folder of the run's exported encoder, written where it is not there yet."""
    folder = run / "trunk"
    if not (folder / "heads.npz").is_file():
        write(run, folder)
    return folder


def vectors(folder: Path, rows: Sequence[Row]) -> list[tuple[np.ndarray, Any]]:
    """The vectors of the word pieces of each sentence, as they ship, with the offsets of its pieces."""
    encoder = Encoder(folder)
    return [encoder.pieces(row["text"]) for row in rows]


def relation_pieces(offsets: Any, relation: Any) -> list[tuple[int, int]] | None:
    """Runs of pieces of cause, effect and signal; the start marker where there is no signal."""
    found = [pieces_of(offsets, *span) if span is not None else (0, 1) for span in relation[:3]]
    return None if None in found else found  # type: ignore[return-value]


def jittered(run: tuple[int, int], size: int, rng: random.Random) -> tuple[int, int]:
    """A run whose ends are off by a piece or two, as those that are read may be."""
    if run[0] == 0 or rng.random() < 0.6:
        return run
    start = min(max(1, run[0] + rng.choice((-2, -1, 0, 1, 2))), size - 2)
    return start, max(start + 1, min(size - 1, run[1] + rng.choice((-2, -1, 0, 1, 2))))


def causal_items(rows: list[Row], seen: list[tuple[np.ndarray, Any]], rng: random.Random) -> Iterator[Item]:
    """Each sentence as it is; each causal one again with some of its relations marked, to find the others or none."""
    for row, (words, offsets) in zip(rows, seen, strict=True):
        relations = [r for r in (relation_pieces(offsets, x) for x in row["cnc_spans"]) if r is not None]
        yield Item(words, [], (row["cnc"], relations))
        if relations:
            count = 1 if len(relations) == 1 or rng.random() < 0.7 else rng.randint(1, len(relations))
            marked = rng.sample(range(len(relations)), count)
            left = [r for i, r in enumerate(relations) if i not in marked]
            marks = [
                (part, *jittered(run, len(words), rng))
                for i in marked
                for part, run in enumerate(relations[i])
                if run[0] > 0
            ]
            yield Item(words, marks, (int(bool(left)), left))


ITEMS = {"causal": causal_items}
SOURCE = {"causal": "cnc"}


def batched(model: Branch, items: list[Item], withheld: float = 0.0) -> tuple[Tensor, Tensor, Tensor]:
    """Hidden vectors of a batch, with the mask of its pieces and what each row is as long as.

    Of the pieces a share may be withheld, so that no single word decides.
    """
    width = max(len(i.words) for i in items)
    x = torch.zeros(len(items), width, WIDTH)
    marks = torch.zeros(len(items), width, len(model.marks))
    inside = torch.zeros(len(items), width)
    for n, item in enumerate(items):
        x[n, : len(item.words)] = torch.from_numpy(item.words.astype(np.float32))
        inside[n, : len(item.words)] = 1
        for mark, start, end in item.marks:
            marks[n, start:end, mark] = 1
    if withheld:
        shown = torch.rand(len(items), width, 1) >= withheld
        shown[:, 0] = True
        x = x * shown
    mask = (1 - inside)[:, None, None, :] * -1e4
    hidden = model(x + marks @ model.marks, mask)
    return hidden.float(), inside, marks


def mean(hidden: Tensor, inside: Tensor) -> Tensor:
    out: Tensor = (hidden * inside[:, :, None]).sum(1) / inside.sum(1, keepdim=True).clamp(min=1)
    return out


def span_scores(logits: Tensor) -> Tensor:
    """Log-probabilities `(3, pieces, pieces)` of spans of cause, effect and signal by first and last piece."""
    t = len(logits)
    ends, factors = logits[:, :6], logits[:, 6:].view(t, 6, FACTOR)
    rising = torch.ones(t, t, dtype=torch.bool).triu()
    rising[0, 1:] = False
    rising[:, t - 1] = False
    out = []
    for part in range(SPAN_PARTS):
        joint = factors[:, 2 * part] @ factors[:, 2 * part + 1].T / FACTOR**0.5
        scores = ends[:, 2 * part, None] + ends[None, :, 2 * part + 1] + joint
        allowed = rising.clone()
        if part < 2:
            allowed[0, 0] = False
        scores = scores.masked_fill(~allowed, -1e4)
        out.append((scores.flatten() - scores.flatten().logsumexp(0)).view(t, t))
    return torch.stack(out)


def causal_loss(model: Branch, items: list[Item], withheld: float) -> Tensor:
    hidden, inside, _ = batched(model, items, withheld)
    sentence = model.heads["causal"](torch.cat([hidden[:, 0], mean(hidden, inside)], -1))[:, 0]
    loss = F.binary_cross_entropy_with_logits(sentence, torch.tensor([float(i.target[0]) for i in items]))
    found = []
    for n, item in enumerate(items):
        if item.target[1]:
            scores = span_scores(model.heads["causal_spans"](hidden[n, : len(item.words)]))
            of = [torch.stack([scores[p, r[0], r[1] - 1] for p, r in enumerate(rel)]).sum() for rel in item.target[1]]
            found.append(-torch.stack(of).logsumexp(0))
    return loss + (torch.stack(found).sum() / len(items) / 3 if found else 0)


LOSS = {"causal": causal_loss}


def batches(items: list[Item], size: int, rng: random.Random) -> list[list[Item]]:
    """Batches of sentences of like length, in random order."""
    rng.shuffle(items)
    out = []
    for i in range(0, len(items), size * 20):
        block = sorted(items[i : i + size * 20], key=lambda r: len(r.words))
        out += [block[j : j + size] for j in range(0, len(block), size)]
    rng.shuffle(out)
    return out


def learn(
    task: str, rows: list[Row], seen: list[tuple[np.ndarray, Any]], saved: dict[str, Tensor], seed: int, args: Any
) -> Branch:
    """A branch trained on rows, its weights averaged over the way's last part."""
    torch.manual_seed(FIRST)
    model = Branch(task)
    model.begin(saved)
    torch.manual_seed(seed)
    rng = random.Random(seed)
    plan = [b for _ in range(args.epochs) for b in batches(list(ITEMS[task](rows, seen, rng)), BATCH[task], rng)]
    new = ("heads", "marks")
    body = [p for n, p in model.named_parameters() if not n.startswith(new)]
    heads = [p for n, p in model.named_parameters() if n.startswith(new)]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": args.rate}, {"params": heads, "lr": 5 * args.rate}], weight_decay=0.01, fused=True
    )
    warm = len(plan) // 15 + 1
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.02, (len(plan) - s) / (len(plan) - warm + 1)))
    )
    now = list(model.parameters())
    average = [p.detach().clone() for p in now]
    model.train()
    began, losses = time.monotonic(), []
    for step, batch in enumerate(plan):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.half):
            loss = LOSS[task](model, batch, args.withheld)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 5 == 4:
            torch._foreach_lerp_(average, [p.detach() for p in now], max(0.01, 10 / (step + 10)))
        losses.append(float(loss.detach()))
        if (step + 1) % 200 == 0:
            spent = time.monotonic() - began
            print(f"{step + 1}/{len(plan)} {spent:.0f}s {np.mean(losses[-200:]):.3f}", file=sys.stderr, flush=True)
    for p, kept in zip(now, average, strict=True):
        p.data.copy_(kept)
    return model.eval()


def mean_of(paths: list[Path]) -> dict[str, Tensor]:
    """The mean of branches that began alike, weight by weight."""
    found = [torch.load(path) for path in paths]
    return {name: torch.stack([f[name] for f in found]).mean(0) for name in found[0]}


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=sorted(BRANCHES))
    parser.add_argument("data")
    parser.add_argument("run")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--withheld", type=float, default=0.1, help="share of the pieces that are not shown")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--fresh", action="store_true", help="start from the public encoder, not from the shared one")
    parser.add_argument("--half", action="store_true", help="multiply in sixteen bits: faster where the processor can")
    args = parser.parse_args(arguments)
    torch.set_num_threads(args.threads)
    torch.use_deterministic_algorithms(True)
    rows = [json.loads(line) for line in Path(args.data).read_text(encoding="utf-8").splitlines()]
    rows = [r for r in rows if r["source"] == SOURCE[args.task] and len(r["text"]) < 1500]
    rows = rows[: args.limit or len(rows)]
    run = Path(args.run)
    folder = trunk(run)
    start = load_encoder(base_folder()).state_dict() if args.fresh else encoder_weights(folder / "encoder.onnx")
    seen = vectors(folder, rows)
    for seed in args.seeds:
        torch.save(learn(args.task, rows, seen, start, seed, args).state_dict(), run / f"{args.task}.{seed}.pt")
    torch.save(mean_of(sorted(run.glob(f"{args.task}.*.pt"))), run / f"{args.task}.pt")


if __name__ == "__main__":
    main()
