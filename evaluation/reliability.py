"""Fit how the marks of a row move its confidence, and write the weights that ship.

    python evaluation/reliability.py GOLD_DIR

Reads the judged texts of ``evaluation/precision`` again, fits per layer (see ``aitia.evaluate.calibration``), and writes
``confidence_marks.csv``. How far the confidence can be trusted is shown by ``aitia evaluate GOLD_DIR --judged
evaluation/precision``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from aitia.evaluate.calibration import reliability
from aitia.evaluate.judged import HEADED, observe

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "src/aitia/lexicon/data/confidence_marks.csv"


def main(gold: Path) -> None:
    """Write the weights and say what they stand on."""
    found, missing = observe(gold, HERE / "precision")
    layers = sorted((r for r in reliability(found) if r.layer in HEADED), key=lambda r: r.layer)
    lines = [f"{r.layer},{mark},{weight:.3f}" for r in layers for mark, weight in r.weights.items()]
    WEIGHTS.write_text("\n".join(["layer,mark,weight", *lines]) + "\n", encoding="utf-8")
    for r in layers:
        print(f"{r.layer}: {r.rows} rows, area by rule {r.area_rule:.3f}, with marks {r.area:.3f}, error {r.error:.3f}")
    print(f"{len(found)} judged rows found again, {missing} not; wrote {WEIGHTS}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
