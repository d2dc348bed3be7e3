"""How far two annotators who worked apart agree, layer by layer, on the texts annotated twice.

    python -m training.agreement GOLD_DIR [--write training/AGREEMENT.md]

The first annotation (`training/text`) is taken as gold, the second (`training/second`) as prediction, and scored as a reading
is (the gold folder's own scorer): F1 is the same either way round.
"""

import argparse
import sys
from pathlib import Path

from aitia.evaluate.gold import Gold
from training.annotated import compile_file

HERE = Path(__file__).parent
LAYERS = (
    "actors",
    "mentions",
    "events",
    "events_detect",
    "ties",
    "ties_undirected",
    "claims",
    "causes",
    "options",
    "figures",
)


def table(gold: Gold) -> str:
    """The table of agreement as Markdown."""
    scores = []
    sentences = 0
    for path in sorted((HERE / "second").glob("*.txt")):
        first, second = compile_file(HERE / "text" / path.name), compile_file(path)
        if first.problems or second.problems or first.text != second.text:
            raise SystemExit(f"{path.name}: not the same text in both annotations, or one with problems")
        sentences += len(first.sentences)
        scores.append(gold.article_scorer.score(first.gold, second.gold))
    found = gold.article_scorer.render(*gold.article_scorer.merge(scores))
    out = [
        "# Agreement of two annotators who worked apart", "",
        f"{len(scores)} texts, {sentences} sentences. `python -m training.agreement GOLD_DIR`", "",
        "| layer | first | second | strict F1 | lenient F1 |", "|---|---:|---:|---:|---:|",
    ]  # fmt: skip
    for layer in LAYERS:
        kinds = found[layer]
        some = kinds.get("strict") or kinds["lenient"]
        strict, lenient = (f"{kinds[k]['f1']:.2f}" if k in kinds else "" for k in ("strict", "lenient"))
        out.append(f"| {layer} | {some['gold']} | {some['pred']} | {strict} | {lenient} |")
    out += ["", "| attribute of items both found | items | equal |", "|---|---:|---:|"]
    for name, block in sorted(found["attributes"].items()):
        if block["n"] >= 20 and block["acc"] is not None:
            out.append(f"| {name} | {block['n']} | {block['acc']:.2f} |")
    return "\n".join(out) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("--write")
    args = parser.parse_args()
    made = table(Gold(Path(args.gold)))
    print(made, end="")
    if args.write:
        Path(args.write).write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
