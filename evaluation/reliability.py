"""Fit how the trained heads move a row's confidence, and write the weights that ship.

    python evaluation/reliability.py GOLD_DIR

Reads the judged texts of ``evaluation/precision`` again, fits per layer (see ``aitia.evaluate.calibration``), and writes
``confidence_heads.csv``. How far the confidence can be trusted is shown by ``aitia evaluate GOLD_DIR --judged
evaluation/precision``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from aitia.evaluate.calibration import reliability
from aitia.evaluate.judged import HEADED, observe

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "src/aitia/lexicon/data/confidence_heads.csv"


def main(gold: Path) -> None:
    """Write the weights and say what they stand on."""
    found, missing = observe(gold, HERE / "precision")
    layers = [r for r in reliability(found) if r.layer in HEADED]
    lines = [f"{r.layer}," + ",".join(f"{w:.3f}" for w in r.weights) for r in sorted(layers, key=lambda r: r.layer)]
    WEIGHTS.write_text("\n".join(["layer,intercept,family,head,look,unreal,onesided", *lines]) + "\n", encoding="utf-8")
    print(f"{len(found)} judged rows found again, {missing} not; wrote {WEIGHTS}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
