"""Train the judges that say, by the look of a row's words, how probably the row is right.

    python -m training.acceptance GOLD_DIR [--out src/aitia/neural/data/acceptance.npz]

Every event, tie and cause that the shipped reader reads in this repository's annotated text and in the articles that
were written for the gold is right where the gold's scorer matches it strictly. Beside them stand the rows that people
judged in sentences of the sets that may be learned from (`evaluation/precision`). A judge is a ridge logistic regression on
the principal components of the vectors of those rows, folded into one weight for each number of a vector. Prints, by
cross-validation over whole texts, how often a right row stands above a wrong one.
"""

import argparse
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aitia.evaluate.articles import plain
from aitia.evaluate.calibration import area
from aitia.evaluate.gold import Gold
from aitia.evaluate.judged import SENTENCES, read_again, same
from aitia.evaluate.misses import matched
from aitia.extract.acceptance import look
from aitia.extract.rules import read_layers
from aitia.extract.trained import trained
from aitia.ingest import from_text
from aitia.language.parse import DEFAULT_PARSER, read_pages
from aitia.pipeline import Settings, apparatus
from training.annotated import compile_file

Array = NDArray[np.float64]
LAYERS = ("events", "ties", "causes")
TEXT = Path(__file__).parent / "text"
PRECISION = Path(__file__).parent.parent / "evaluation/precision"
OUT = Path(__file__).parent.parent / "src/aitia/neural/data/acceptance.npz"
COMPONENTS = 50
RIDGE = 100.0
FOLDS = 5


def texts(gold: Gold) -> dict[str, tuple[str, dict[str, Any]]]:
    """What may be learned from, by name: texts with what is right in them."""
    own = ((path.stem, compile_file(path)) for path in sorted(TEXT.glob("*.txt")))
    found = {f"own:{name}": (made.text, made.gold) for name, made in own}
    return found | {f"gold:{a.name}": (a.text, a.gold) for a in gold.articles() if a.original}


def examples(gold: Gold) -> Iterator[tuple[str, str, Array, bool]]:
    """Layer, text, look and verdict of every row that the reader reads in the annotated texts."""
    known = texts(gold)
    documents = (from_text(text, id=name) for name, (text, _) in known.items())
    provenance = Settings().provenance()
    for page in read_pages(((d, apparatus(d)) for d in documents), parser=DEFAULT_PARSER):
        reading = read_layers(page, provenance)
        heads = trained(page)
        right = known[page.document.id][1]
        predicted = gold.converter.article(plain(reading))
        for layer in LAYERS:
            pairs = matched(gold.article_scorer, right, predicted, layer)
            good = {predicted[layer][j]["id"] for _, j in pairs}
            for row in getattr(reading, layer):
                seen = look(page, heads, row) if heads is not None else None
                if seen is not None:
                    yield layer, page.document.id, seen.astype(np.float64), row.id in good


def judged(gold: Path) -> Iterator[tuple[str, str, Array, bool]]:
    """The same of every judged row of single sentences that the reader still reads."""
    for page, reading, verdicts in read_again(gold, PRECISION, [name for name, _, _ in SENTENCES]):
        heads = trained(page)
        for verdict in verdicts:
            row = same(verdict, reading) if verdict["layer"] in LAYERS else None
            seen = look(page, heads, row) if heads is not None and row is not None else None
            if seen is not None:
                yield verdict["layer"], page.document.id, seen.astype(np.float64), all(verdict["verdicts"])


def fit(x: Array, y: Array) -> Array:
    """Weights of a linear judge with its bias last, by Newton's method on standardised principal components."""
    middle = x.mean(axis=0)
    _, _, axes = np.linalg.svd(x - middle, full_matrices=False)
    axes = axes[: min(COMPONENTS, len(axes))]
    z = (x - middle) @ axes.T
    scale = z.std(axis=0) + 1e-9
    design = np.column_stack([z / scale, np.ones(len(z))])
    penalty = RIDGE * np.diag([*np.ones(len(axes)), 0.0])
    w = np.zeros(design.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-design @ w))
        hessian = (design * (p * (1 - p))[:, None]).T @ design + penalty
        w -= np.linalg.solve(hessian, design.T @ (p - y) + penalty @ w)
    weights = (w[:-1] / scale) @ axes
    return np.append(weights, w[-1] - weights @ middle)


def crossed(x: Array, y: Array, fold: NDArray[np.int64]) -> Array:
    """Log-odds of each row from judges that never saw its text."""
    out = np.zeros(len(y))
    for part in range(FOLDS):
        w = fit(x[fold != part], y[fold != part])
        out[fold == part] = x[fold == part] @ w[:-1] + w[-1]
    return out


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args(argv)
    found: dict[str, list[tuple[str, Array, bool]]] = defaultdict(list)
    for layer, name, seen, right in chain(examples(Gold(chosen.gold)), judged(chosen.gold)):
        found[layer].append((name, seen, right))
    judges = {}
    for layer, rows in found.items():
        x, y = np.stack([r[1] for r in rows]), np.array([float(r[2]) for r in rows])
        fold = np.array([zlib.crc32(r[0].encode()) % FOLDS for r in rows])
        judges[layer] = fit(x, y).astype(np.float32)
        print(
            f"{layer}: {len(y)} rows, {y.mean():.3f} right, area under the ROC curve {area(crossed(x, y, fold), y):.3f}"
        )
    np.savez(chosen.out, allow_pickle=False, **judges)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
