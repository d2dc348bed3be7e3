"""What the readers learn from, in one shape: sentences with the labels each source gives.

    python -m training.sources GOLD_DIR OUT.jsonl

Sources: Causal News Corpus, directed sentiment (DSE), re3d without its BBC part, and the text of this repository
(`training/text`). Records that are measured (`aitia.evaluate.splits`) are left out; a tenth of our own files is written to
OUT's side file `OUT.dev.jsonl` for watching the training, together with the records kept back of the other sets.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from aitia.evaluate.splits import kept_back
from aitia.extract.rules import read_layers
from aitia.extract.trained import CONTENT, head_word
from aitia.ingest import from_text
from aitia.language.page import Page, Sentence
from aitia.language.parse import DEFAULT_PARSER, read_pages
from aitia.model.reading import Reading
from aitia.model.text import Span
from aitia.neural.heads import cause_flags, role_flags, tie_flags, type_flags
from aitia.pipeline import Settings, apparatus
from training.annotated import compile_file

Row = dict[str, Any]
TEXT = Path(__file__).parent / "text"
SECOND = Path(__file__).parent / "second"
# what a relation of re3d may be in a reading, and whether it holds both ways
RE3D = {
    "FightingAgainst": (["fights"], True), "Dislikes": (["opposes", "suppresses"], False), "AlliesOf": (["aligned_with"], True),
    "Likes": (["supports", "sponsors"], False), "BelongsTo": (["part_of", "acts_for"], False), "InChargeOf": (["controls", "rules"], False),
}  # fmt: skip


def lines(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def read(texts: Iterable[tuple[str, str]], *, implied: bool = False) -> Iterator[tuple[Page, Reading]]:
    """The pages of `(id, text)` with what the rules alone read in them."""
    provenance = Settings(fast=True, implied=implied).provenance()
    documents = (from_text(text, id=name) for name, text in texts)
    for page in read_pages(((d, apparatus(d)) for d in documents), parser=DEFAULT_PARSER):
        page.cache.update(fast=True, implied=implied)
        yield page, read_layers(page, provenance)


def related(reading: Reading, a: Any, b: Any) -> str | None:
    """The relation that the rules read from the actor mentioned at `a` to the one mentioned at `b`."""
    for tie in reading.ties:
        if tie.factuality == "negated":
            continue
        for e in tie.evidence:
            if e.subject is not None and e.object is not None and overlap(e.subject, a) and overlap(e.object, b):
                return tie.relation
    return None


def causal(gold: Path) -> Iterator[tuple[bool, Row]]:
    """CNC: whether a sentence holds a causal relation, and the spans of those it holds."""
    spans = {r["text"]: r["relations"] for r in lines(gold / "dev/cause_spans/cnc_v2.jsonl")}
    records = list(lines(gold / "dev/causal_sentences/cnc_v2.jsonl"))
    for record, (_, reading) in zip(records, read(((r["id"], r["text"]) for r in records), implied=True), strict=True):
        relations = [[r["cause"], r["effect"], (r["signal"] or [None])[0]] for r in spans[record["text"]]]
        kinds = {c.relation for c in reading.causes}
        flags = cause_flags(bool(kinds - {"implied"}), "implied" in kinds)
        row = {
            "source": "cnc",
            "id": record["id"],
            "text": record["text"],
            "cnc": record["label"],
            "cnc_spans": relations,
            "flags": flags,
        }
        yield kept_back("causal_sentences", record), row


def sentiment(gold: Path) -> Iterator[tuple[bool, Row]]:
    """DSE: signed, directed attitude between two entities; the rows of one sentence together."""
    by_text: dict[str, list[Row]] = {}
    for record in lines(gold / "dev/directed_sentiment/dse.jsonl"):
        by_text.setdefault(record["text"], []).append(record)
    for (text, records), (_, reading) in zip(
        by_text.items(), read((r[0]["id"], t) for t, r in by_text.items()), strict=True
    ):
        row: Row = {"source": "dse", "id": records[0]["id"], "text": text, "dse": []}
        for record in records:
            label, p, q = record["label"], record["p_span"], record["q_span"]
            forth, back = related(reading, p, q), related(reading, q, p)
            row["dse"].append(
                [p, q, 0 if not label.startswith("p_") else 1 if "pos" in label else 2, tie_flags(forth, back)]
            )
            row["dse"].append(
                [q, p, 0 if not label.startswith("q_") else 1 if "pos" in label else 2, tie_flags(back, forth)]
            )
        yield kept_back("directed_sentiment", records[0]), row


def conflict(gold: Path) -> Iterator[tuple[bool, Row]]:
    """re3d: who fights, allies with, likes, dislikes, belongs to whom; every pair of entities of a sentence is a row."""
    records = list(lines(gold / "dev/ties/re3d.jsonl"))
    for record, (page, reading) in zip(records, read((r["id"], r["text"]) for r in records), strict=True):
        people = [
            e["span"] for e in record["entities"] if e["type"] in ("Organisation", "Person", "Nationality", "Location")
        ]
        found: dict[tuple[tuple[int, int], tuple[int, int]], list[str]] = {}
        for r in record["relations"]:
            if r["type"] in RE3D and r["confidence"] >= 0.5:
                kinds, both = RE3D[r["type"]]
                a, b = tuple(r["source"]), tuple(r["target"])
                found[a, b] = kinds  # type: ignore[index]
                if both:
                    found[b, a] = kinds  # type: ignore[index]
        for sentence in page.sentences:
            start, end = sentence.span
            here = sorted({tuple(s) for s in people if start <= s[0] and s[1] <= end})
            pairs: list[Any] = [
                [shift(a, start), shift(b, start), found.get((a, b), ["none"]), tie_flags(related(reading, a, b), related(reading, b, a))]
                for a in here for b in here if a != b and not overlap(a, b)
            ]  # fmt: skip
            if pairs:
                yield kept_back("ties", record), {
                    "source": "re3d", "id": f"{record['id']}:{sentence.index}", "text": page.text[start:end], "ties": few(pairs)}  # fmt: skip


def few(pairs: list[Any]) -> list[Any]:
    """The pairs that stand in a tie, and as many others as are worth a batch's time."""
    return [p for p in pairs if p[2] != ["none"]][:30] + [p for p in pairs if p[2] == ["none"]][:40]


def shift(span: Any, by: int) -> list[int]:
    return [span[0] - by, span[1] - by]


def overlap(a: Any, b: Any) -> bool:
    return bool(a[0] < b[1] and b[0] < a[1])


def own(folder: Path = TEXT) -> Iterator[tuple[bool, Row]]:
    """Our own text: triggers with types and roles, ties, causes, options and the author's stance, by sentence.

    What was annotated twice comes twice: where annotators differ, a head learns to doubt.
    """
    files = sorted(folder.glob("*.txt"))
    made = {path.stem: compile_file(path) for path in files}
    for stem, (page, reading) in zip(made, read((stem, c.text) for stem, c in made.items()), strict=True):
        held = int(hashlib.sha256(stem.encode()).hexdigest()[:8], 16) % 10 == 0
        golds = [made[stem].gold]
        if not held and (SECOND / f"{stem}.txt").is_file():
            golds.append(compile_file(SECOND / f"{stem}.txt").gold)
        for gold in golds:
            for sentence in page.sentences:
                yield held, own_row(gold, page, reading, sentence, stem)


def own_row(gold: Row, page: Page, reading: Reading, sentence: Sentence, stem: str) -> Row:
    start, end = sentence.span
    inside = lambda s: s is not None and start <= s["start"] and s["end"] <= end
    at = lambda s: [s["start"] - start, s["end"] - start]
    mentions = {a["id"]: [at(m) for m in a["mentions"] if inside(m)] for a in gold["actors"]}
    mentions = {k: v for k, v in mentions.items() if v}
    relations = [
        [at(k["cause"]), at(k["effect"]), at(k["connective"]) if inside(k["connective"]) else None, k["polarity"]]
        for k in gold["causes"] if inside(k["cause"]) and inside(k["effect"])
    ]  # fmt: skip
    ties: dict[tuple[str, str], str] = {}
    stances: dict[str, int] = {}
    for t in gold["ties"]:
        if any(e["start"] < end and start < e["end"] for e in t["evidence"]):
            ties.setdefault((t["source"], t["target"]), t["type"])
            if t["source"] == "author" and t["sign"]:
                stances[t["target"]] = t["sign"]
    wide = lambda s: (s[0] + start, s[1] + start)
    pairs = [
        [x, y, [ties.get((a, b), "none")], tie_flags(related(reading, wide(x), wide(y)), related(reading, wide(y), wide(x)))]
        for a, xs in mentions.items() for b, ys in mentions.items() if a != b
        for x in xs[:3] for y in ys[:3] if x != y
    ]  # fmt: skip
    read_at = {}
    for event in reading.events:
        if start <= event.trigger.start < end and (word := head_word(page, event.trigger)) is not None:
            read_at[word.i] = event
    marked: dict[int, tuple[str, Row]] = {}
    for e in gold["events"]:
        if (
            inside(e["trigger"])
            and (word := head_word(page, Span(e["trigger"]["start"], e["trigger"]["end"]))) is not None
        ):
            marked.setdefault(word.i, (e["type"], e))
    triggers, roles = [], []
    for w in sentence.words:
        event = read_at.get(w.i)
        place = [w.start - start, w.end - start]
        kind, e = marked.get(w.i, ("none", None))
        if w.pos in CONTENT or e is not None or event is not None:
            triggers.append([place, kind, type_flags(event.type if event else None)])
        if e is None:
            continue
        sources = [p.span for p in event.actors if p.span is not None] if event else []
        targets = [p.span for p in event.recipients if p.span is not None] if event else []
        for actor, spans in mentions.items():
            label = (1 if actor in e["source"] else 0) + (2 if actor in e["target"] else 0)
            for s in spans[:3]:
                is_source, is_target = (any(overlap(x, wide(s)) for x in side) for side in (sources, targets))
                roles.append([place, s, label, role_flags(event is not None, is_source, is_target)])
    options = {}
    for o in gold["options"]:
        if inside(o["action"]) and o["stance"] != "neutral":
            word = head_word(page, Span(o["action"]["start"], o["action"]["end"]))
            if word is not None:
                options[word.i] = 1 if o["stance"] == "advocated" else 2
    signalled = any(c.cause.start < end and start < c.effect.end and c.effect.start < end for c in reading.causes)
    joined = any(k["effect"]["start"] < end and start < k["effect"]["end"] for k in gold["causes"])
    return {
        "source": "own", "id": f"{stem}:{sentence.index}", "text": page.text[start:end], "guide": int(joined),
        "flags": cause_flags(signalled, False), "guide_spans": relations, "triggers": triggers, "roles": roles[:60], "ties": few(pairs),
        "stances": [[s, {1: 1, -1: 2}.get(stances.get(a, 0), 0)] for a, ss in mentions.items() if a != "author" for s in ss[:2]],
        "options": [[[w.start - start, w.end - start], options.get(w.i, 0)] for w in sentence.words if w.pos in CONTENT],
    }  # fmt: skip


def main(argv: list[str]) -> int:
    gold, out = Path(argv[0]), Path(argv[1])
    counts: dict[str, list[int]] = {}
    with out.open("w", encoding="utf-8") as train, out.with_suffix(".dev.jsonl").open("w", encoding="utf-8") as dev:
        for source in (causal(gold), sentiment(gold), conflict(gold), own()):
            for held, row in source:
                counts.setdefault(row["source"], [0, 0])[held] += 1
                (dev if held else train).write(json.dumps(row, ensure_ascii=False) + "\n")
    print(json.dumps({k: {"train": v[0], "kept back": v[1]} for k, v in counts.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
