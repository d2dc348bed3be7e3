"""Publish judged samples and count them per layer and rule, for the confidence of rows.

    python evaluation/calibrate.py                                          # print the figures, write the counts
    python evaluation/calibrate.py add NAME COMMIT KEYS VERDICTS VERDICTS   # add a sample that two judges went through

KEYS is a folder with ``LAYER.keys.jsonl`` as ``sample.py`` writes them, VERDICTS a file with lines
``{"layer": "events", "n": 1, "verdict": 1}``, with a word for what is wrong as ``fault`` where the judge gave one.
``precision/NAME.jsonl`` then holds ids, offsets, rules, verdicts and faults, no text. A row on which the judges differ counts as wrong in the figures and not at all in the confidence.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
COUNTS = HERE.parent / "src/aitia/lexicon/data/confidence.csv"


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def add(name: str, commit: str, keys: Path, verdicts: list[Path]) -> None:
    """Join the keys of a sample with its verdicts and write them as ``precision/NAME.jsonl``."""
    judges = [{(v["layer"], v["n"]): v for v in lines(path)} for path in verdicts]
    rows = []
    for path in sorted(keys.glob("*.keys.jsonl")):
        layer = path.name.partition(".")[0]
        for key in lines(path):
            n = key.pop("n")
            given = [j[layer, n] for j in judges]
            row = {"layer": layer, "n": n, **key, "verdicts": [v["verdict"] for v in given], "commit": commit}
            if any("fault" in v for v in given):
                row["faults"] = [v.get("fault", "") for v in given]
            rows.append(row)
    text = "".join(json.dumps(row) + "\n" for row in rows)
    (HERE / "precision" / f"{name}.jsonl").write_text(text, encoding="utf-8")


def counts(samples: list[Path]) -> Counter[tuple[str, str, str]]:
    """How many rows all judges accepted (``right``) and refused (``wrong``), per layer and rule."""
    out: Counter[tuple[str, str, str]] = Counter()
    for path in samples:
        for row in lines(path):
            if len(set(row["verdicts"])) == 1:
                out[row["layer"], row["rule"], "right" if row["verdicts"][0] else "wrong"] += 1
    return out


def write(found: Counter[tuple[str, str, str]]) -> str:
    """The counts as ``confidence.csv`` has them."""
    out = ["layer,rule,right,wrong"]
    for layer, name in sorted({(layer, name) for layer, name, _ in found}):
        out.append(f"{layer},{name},{found[layer, name, 'right']},{found[layer, name, 'wrong']}")
    return "\n".join(out) + "\n"


def report(samples: list[Path]) -> None:
    """Print, per sample and layer, how many rows were judged, each judge's share of right ones, and their agreement."""
    table = csv.writer(sys.stdout)
    table.writerow(["sample", "layer", "rows", "right by judge", "right by all", "agreement"])
    for path in samples:
        rows = lines(path)
        for layer in sorted({r["layer"] for r in rows}):
            given = [r["verdicts"] for r in rows if r["layer"] == layer]
            each = " ".join(f"{sum(v) / len(given):.2f}" for v in zip(*given, strict=True))
            both = sum(all(v) for v in given) / len(given)
            same = sum(len(set(v)) == 1 for v in given) / len(given)
            table.writerow([path.stem, layer, len(given), each, f"{both:.2f}", f"{same:.2f}"])


def main(arguments: list[str]) -> None:
    """Add a sample if asked to, then report and write the counts."""
    if arguments[:1] == ["add"] and len(arguments) >= 5:
        add(arguments[1], arguments[2], Path(arguments[3]), [Path(a) for a in arguments[4:]])
    elif arguments:
        sys.exit(__doc__)
    samples = sorted((HERE / "precision").glob("*.jsonl"))
    report(samples)
    COUNTS.write_text(write(counts(samples)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
