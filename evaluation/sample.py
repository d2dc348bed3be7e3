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
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aitia.evaluate.judged import SOURCES, place, records
from aitia.ingest import from_text
from aitia.model.reading import Reading
from aitia.model.text import Document, Span, Unread
from aitia.pipeline import read_documents

DOCUMENTS = 60  # per set


def rows(reading: Reading, layer: str) -> Iterator[tuple[Any, str]]:
    """The rows of a layer, and what they say in words."""
    names = {a.id: a.name for a in reading.actors}
    sources = {c.id: [names[s] for s in c.sources] or ["an unnamed source"] for c in reading.claims}

    def who(people: Any) -> str:
        return ", ".join(names[p.actor] for p in people) or "(nobody named)"

    if layer == "events":
        for e in reading.events:
            words = f"{e.type} ({e.factuality}): {who(e.actors)} -> {who(e.recipients)}"
            words = f"{words}; trigger «{reading.quote(e.trigger)}»"
            yield e, f"{words}; on the word of {', '.join(sources[e.claim])}"
    elif layer == "ties":
        for t in reading.ties:
            at = t.evidence[0]
            trigger = reading.quote(at.trigger) if at.trigger else ""
            words = f"{names[t.subject]} {t.relation} {names[t.object]} ({t.factuality}, {t.time}); read at «{trigger}»"
            yield t, f"{words}; on the word of {', '.join(sources[t.claim])}"
    elif layer == "causes":
        for c in reading.causes:
            sign = "brings about / increases / helps" if c.polarity > 0 else "prevents / reduces / harms"
            words = f"[{reading.quote(c.cause)}] {sign} [{reading.quote(c.effect)}] ({c.relation}, {c.certainty})"
            yield c, words
    elif layer == "options":
        for o in reading.options:
            doer = ", ".join(names[d] for d in o.doer) or "somebody not named"
            by = ", ".join(names[b] for b in o.by) or "somebody not named"
            words = f"that {doer} should [{reading.quote(o.action)}]: {by} speaks {o.stance} it"
            yield o, words
    elif layer == "figures":
        for f in reading.figures:
            low, high = (bound(b) for b in (f.low, f.high))
            counted = reading.quote(f.counts) if f.counts else "(not said)"
            words = f"«{reading.quote(f.number)}» is {'about ' * f.approximate}{low} to {high} {f.unit or ''}; of: {counted}"
            yield f, words
    else:
        sys.exit(f"no cards for the layer {layer!r}; one of events, ties, causes, options, figures")


def bound(value: float | None) -> str:
    """One end of a range in words."""
    return "open" if value is None else f"{value:,.12g}"


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
            for row, words in rows(reading, layer):
                span = Span(*place(row))
                around = reading.text[max(0, span[0] - 350) : span[0]] + " >>> " + reading.quote(span) + " <<< "
                around += reading.text[span[1] : span[1] + 200]
                key = {"document": reading.document.id, "row": row.id, "span": list(span), "rule": row.rule}
                found[layer].append(({"text": " ".join(around.split()), "row": words}, key))
    return found


if __name__ == "__main__":
    if len(sys.argv) < 5 or not all("=" in word for word in sys.argv[4:]):
        sys.exit(__doc__)
    asked = dict(word.split("=", 1) for word in sys.argv[4:])
    known = Path(asked.pop("without")).read_text(encoding="utf-8").splitlines() if "without" in asked else []
    wanted = {layer: int(count) for layer, count in asked.items()}
    left = frozenset(json.loads(line)["document"] for line in known)
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), wanted, left)
