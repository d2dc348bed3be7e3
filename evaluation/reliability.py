"""How far a row's confidence can be trusted: reliability of judged rows, and how the trained heads move it.

    python evaluation/reliability.py GOLD_DIR [--write]

Reads the judged texts again, finds the judged rows (same layer and rule, overlapping words), and fits, per layer, a logistic
regression of the verdicts on the log-odds of the rule family and of the heads' opinion. The table shows confidences from
ten-fold cross-fitting: no row had a part in the fit that gave its own. ``--write`` writes ``RELIABILITY.md`` and
``confidence_heads.csv``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sample import SETS

from aitia.extract.rules import read_layers
from aitia.ingest import from_text
from aitia.language.parse import DEFAULT_PARSER, read_pages
from aitia.lexicon.confidence import judged, log_odds
from aitia.pipeline import Settings, apparatus

HERE = Path(__file__).parent
COEFFICIENTS = HERE.parent / "src/aitia/lexicon/data/confidence_heads.csv"
Array = NDArray[np.float64]
HEADED = ("events", "ties", "causes")  # layers on which the trained heads have an opinion
RIDGE = 2.0
PULL = np.array([0.0, 1.0, 0.0])  # without evidence: the family's rate, unmoved


def verdicts() -> dict[str, list[dict[str, Any]]]:
    """Judged rows by document."""
    out: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in sorted((HERE / "precision").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            out[row["document"]].append(row)
    return out


def texts(gold: Path, wanted: set[str]) -> Iterator[tuple[str, str]]:
    """The judged documents that the gold folder holds."""
    for name, (path, _) in SETS.items():
        with (gold / path).open(encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                key = f"{name}:{record['id']}"
                if key in wanted or str(record["id"]) in wanted:
                    yield (key if key in wanted else str(record["id"])), record["text"]


def place(layer: str, row: Any) -> tuple[int, int]:
    """Where a row stands, as ``sample.py`` has it."""
    if layer == "events":
        return row.sentence
    if layer == "ties":
        return row.evidence[0].sentence
    if layer == "options":
        return row.action
    if layer == "figures":
        counts = row.counts or row.number
        return min(row.number[0], counts[0]), max(row.number[1], counts[1])
    return min(row.cause[0], row.effect[0]), max(row.cause[1], row.effect[1])


def observations(gold: Path) -> tuple[dict[str, list[tuple[float, float, int]]], int]:
    """Per layer ``(log-odds of the family, log-odds of the opinion, accepted)``, and how many rows were not found again."""
    wanted = verdicts()
    found: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    missing = 0
    provenance = Settings().provenance()
    documents = [from_text(text, id=key) for key, text in texts(gold, set(wanted))]
    for page in read_pages(((d, apparatus(d)) for d in documents), parser=DEFAULT_PARSER):
        reading = read_layers(page, provenance)
        for verdict in wanted[page.document.id]:
            layer, (start, end) = verdict["layer"], verdict["span"]
            fits = [
                (min(end, b) - max(start, a), row.id)
                for row in getattr(reading, layer)
                if row.rule == verdict["rule"]
                for a, b in [place(layer, row)]
                if min(end, b) - max(start, a) > 0
            ]
            if not fits:
                missing += 1
                continue
            exact = [r for r in fits if r[1] == verdict["row"]]
            row_id = (exact or [max(fits)])[0][1]
            opinion = page.opinions.get(row_id)
            p = judged(layer, verdict["rule"])
            if p is None or (opinion is None and layer in HEADED):
                missing += 1
                continue
            seen = 0.0 if opinion is None else log_odds(opinion)
            found[layer].append((log_odds(p), seen, int(all(verdict["verdicts"]))))
    return found, missing


def fit(x: Array, y: Array) -> Array:
    """Ridge logistic regression by Newton's method, drawn towards ``PULL``."""
    design = np.column_stack([np.ones(len(x)), x])
    w = PULL.copy()
    penalty = RIDGE * np.diag([0.1, 1.0, 1.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-design @ w))
        gradient = design.T @ (p - y) + penalty @ (w - PULL)
        hessian = (design * (p * (1 - p))[:, None]).T @ design + penalty
        w = w - np.linalg.solve(hessian, gradient)
    return w


def predict(w: Array, x: Array) -> Array:
    """The probabilities of a fit."""
    out: Array = 1 / (1 + np.exp(-np.column_stack([np.ones(len(x)), x]) @ w))
    return out


def calibration_error(p: Array, y: Array, bins: int = 5) -> float:
    """Expected calibration error over bins of equal width."""
    index = np.minimum((p * bins).astype(int), bins - 1)
    return float(
        sum(abs(p[index == b].mean() - y[index == b].mean()) * (index == b).mean() for b in set(index.tolist()))
    )


def ranked(p: Array, y: Array) -> float:
    """How often a right row stands above a wrong one (area under the ROC curve)."""
    right, wrong = p[y == 1], p[y == 0]
    return float(np.mean((right[:, None] > wrong) + 0.5 * (right[:, None] == wrong)))


def report(found: dict[str, list[tuple[float, float, int]]], missing: int) -> tuple[str, str]:
    """The page, and the coefficients as CSV."""
    lines = [
        "# Reliability of confidence", "", "`python evaluation/reliability.py GOLD_DIR --write`", "",
        f"Rows that two people judged ({sum(map(len, found.values()))} found again in readings of the same texts, {missing} not: the",
        "reader has changed since). Accepted means by both. Each confidence comes from a fit that did not see the row.", "",
    ]  # fmt: skip
    csv = ["layer,intercept,family,head"]
    summary, detail = [], []
    for layer, rows in sorted(found.items()):
        x, y = np.array([r[:2] for r in rows]), np.array([float(r[2]) for r in rows])
        order = np.random.default_rng(0).permutation(len(x))
        p = np.empty(len(x))
        for fold in range(10):
            out = order[fold::10]
            rest = np.setdiff1d(order, out)
            p[out] = predict(fit(x[rest], y[rest]), x[out])
        family = 1 / (1 + np.exp(-x[:, 0]))
        w = fit(x, y)
        if layer in HEADED:
            csv.append(f"{layer}," + ",".join(f"{v:.3f}" for v in w))
        summary.append(
            f"| {layer} | {len(x)} | {y.mean():.2f} | {calibration_error(family, y):.3f} | {calibration_error(p, y):.3f} | "
            f"{((family - y) ** 2).mean():.3f} | {((p - y) ** 2).mean():.3f} | {ranked(family, y):.2f} | {ranked(p, y):.2f} |"
        )
        for low in range(5):
            here = np.minimum((p * 5).astype(int), 4) == low
            if here.any():
                bar = "#" * round(20 * y[here].mean())
                detail.append(
                    f"| {layer} | {low / 5:.1f} to {low / 5 + 0.2:.1f} | {here.sum()} | {p[here].mean():.2f} | {y[here].mean():.2f} | `{bar:<20}` |"
                )
    lines += [
        "| layer | rows | accepted | ECE, family | ECE, with heads | Brier, family | Brier, with heads | AUC, family | AUC, with heads |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|", *summary, "",
        "*Family*: how often judged rows of the same kind of rule were right. *With heads*: moved by what the trained heads think.",
        "ECE is the expected calibration error over five bins.", "",
        "| layer | confidence | rows | mean confidence | accepted | |", "|---|---|---:|---:|---:|---|", *detail, "",
    ]  # fmt: skip
    return "\n".join(lines), "\n".join(csv) + "\n"


def main() -> int:
    """Print the page; write it and the coefficients if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    page, csv = report(*observations(args.gold))
    print(page)
    print(csv)
    if args.write:
        (HERE / "RELIABILITY.md").write_text(page, encoding="utf-8")
        COEFFICIENTS.write_text(csv, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
