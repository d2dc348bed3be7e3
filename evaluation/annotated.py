"""Score the reading of texts annotated as in ``training/FORMAT.md``, layer by layer, with the gold's own scorer.

    python -m evaluation.annotated GOLD_DIR FOLDER

Prints what the gold has and precision, recall and F1, strict and lenient. ``precision/opinion/annotated`` holds six opinion
pieces that nobody looked at while the reader was made; ``training/text`` is what its heads learned from.
"""

from __future__ import annotations

import sys
from pathlib import Path

from training.annotated import compile_file

from aitia.evaluate.articles import read_articles
from aitia.evaluate.gold import Article, Gold
from aitia.pipeline import Settings

LAYERS = ("actors", "mentions", "events", "ties", "claims", "causes", "options", "figures")


def main(gold: Gold, folder: Path) -> None:
    """Read the texts of a folder and print the figures of all of them together."""
    articles = []
    for path in sorted(folder.glob("*.txt")):
        made = compile_file(path)
        articles.append(Article(name=path.stem, text=made.text, gold=made.gold))
    if not articles:
        sys.exit(f"{folder}: no annotated texts (.txt) here")
    scorer = gold.article_scorer
    figures = scorer.render(*scorer.merge([read.score for read in read_articles(gold, Settings(), articles)]))
    print(f"{len(articles)} texts")
    for layer in LAYERS:
        for how in ("strict", "lenient"):
            found = figures[layer].get(how)
            if found:
                cells = " ".join(f"{name} {found[key]:.3f}" for name, key in (("P", "p"), ("R", "r"), ("F1", "f1")))
                print(f"{layer:9} {how:8} gold {found['gold']:4} {cells}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Gold(Path(sys.argv[1])), Path(sys.argv[2]))
