"""Draw rows to be judged by hand: a fixed number per layer from texts that nobody annotated for that layer.

    python evaluation/sample.py GOLD_DIR SEED OUT_DIR LAYER=COUNT... [without=SAMPLE.jsonl]

``without`` leaves out the texts of a sample that was worked with. Texts come from three sets of GOLD_DIR (PolNeAR,
TR-News, MUC-4), an equal share each, read once for all layers. Of each layer OUT_DIR gets ``LAYER.cards.jsonl``, what a
judge needs to see (the sentences around and the row in words), which stays outside of the repository, since the texts
are not ours, and ``LAYER.keys.jsonl``, ids and offsets, to be published together with the verdicts.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

from aitia.evaluate.cards import digest, in_words, place
from aitia.evaluate.judged import LAYERS, SOURCES, records
from aitia.ingest import from_text
from aitia.model.text import Document, Span, Unread
from aitia.pipeline import read_documents

DOCUMENTS = 60  # per set


def main(gold: Path, seed: int, out: Path, counts: dict[str, int], seen: frozenset[str] = frozenset()) -> None:
    """Write the cards and their keys."""
    rng = random.Random(seed)
    drawn: dict[str, list[tuple[dict[str, Any], dict[str, Any]]]] = {layer: [] for layer in counts}
    for number, (name, _, _) in enumerate(SOURCES):
        texts = [(key, text) for key, text in records(gold, name) if key not in seen]
        rng.shuffle(texts)
        found = _pairs([from_text(text, id=key) for key, text in texts[:DOCUMENTS]], list(counts))
        for layer, count in counts.items():
            share = count // len(SOURCES) + (number < count % len(SOURCES))
            drawn[layer] += random.Random(f"{seed}{layer}{name}").sample(found[layer], min(share, len(found[layer])))
    out.mkdir(parents=True, exist_ok=True)
    for layer, pairs in drawn.items():
        random.Random(f"{seed}{layer}").shuffle(pairs)
        for part, kind in enumerate(("cards", "keys")):
            lines = (json.dumps({"n": n, **pair[part]}, ensure_ascii=False) for n, pair in enumerate(pairs, 1))
            (out / f"{layer}.{kind}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _pairs(documents: list[Document], layers: list[str]) -> dict[str, list[tuple[dict[str, Any], dict[str, Any]]]]:
    """Card and key of every row of some layers in some documents."""
    found: dict[str, list[tuple[dict[str, Any], dict[str, Any]]]] = {layer: [] for layer in layers}
    for reading in read_documents(documents):
        if isinstance(reading, Unread):
            continue
        for layer in layers:
            for row in getattr(reading, layer):
                words = in_words(row, reading)
                span = Span(*place(row))
                around = reading.text[max(0, span[0] - 350) : span[0]] + " >>> " + reading.quote(span) + " <<< "
                around += reading.text[span[1] : span[1] + 200]
                key = {"document": reading.document.id, "row": row.id, "span": list(span), "rule": row.rule}
                key["told"] = digest(words)
                found[layer].append(({"text": " ".join(around.split()), "row": words}, key))
    return found


if __name__ == "__main__":
    if len(sys.argv) < 5 or not all("=" in word for word in sys.argv[4:]):
        sys.exit(__doc__)
    asked = dict(word.split("=", 1) for word in sys.argv[4:])
    known = Path(asked.pop("without")).read_text(encoding="utf-8").splitlines() if "without" in asked else []
    wanted = {layer: int(count) for layer, count in asked.items() if layer in LAYERS}
    if len(wanted) < len(asked):
        sys.exit(f"no cards for {', '.join(asked.keys() - wanted)}; layers are {', '.join(LAYERS)}")
    left = frozenset(json.loads(line)["document"] for line in known)
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), wanted, left)
