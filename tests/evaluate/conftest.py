"""A toy gold folder with scorers of its own, and the real one where it is."""

import json
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

CONVERT = """
def causes(gold, reading):
    return {"label": int(bool(reading["causes"])), "relations": []}

TASKS = {"causal_sentences": causes}

def article(reading):
    text = reading["text"]
    def span(s):
        return {"start": s[0], "end": s[1], "text": text[s[0]:s[1]]} if s else None
    rows = {k: [] for k in ("events", "ties", "claims", "options", "figures")}
    rows["causes"] = [{"id": c["id"], "cause": span(c["cause"]), "effect": span(c["effect"]), "polarity": c["polarity"],
                       "connective": span(c["connective"]), "certainty": c["certainty"]} for c in reading["causes"]]
    rows["actors"] = [{"id": a["id"], "name": a["name"], "kind": a["kind"], "mentions": []} for a in reading["actors"]]
    return rows
"""
SCORE = """
def score(task, gold, pred):
    by = {p["id"]: p for p in pred}
    hits = [g["label"] == 1 == by.get(g["id"], {}).get("label") for g in gold]
    n = sum(g["label"] for g in gold)
    tp, made = sum(hits), sum(p["label"] for p in pred)
    f1 = 2 * tp / (n + made) if n + made else 0.0
    return {"records": len(gold), "f1": f1, "p": tp / made if made else 0.0, "r": tp / n if n else 0.0,
            "gold": n, "pred": made, "tp": tp, "mcc": 0.5}
"""
ARTICLES = """
LAYERS = ("actors", "events", "ties", "claims", "causes", "options", "figures")

def match(gold, pred, same):
    out, used = [], set()
    for i, g in enumerate(gold):
        for j, p in enumerate(pred):
            if j not in used and same(g, p) > 0:
                out.append((i, j))
                used.add(j)
                break
    return out

class Actors:
    def __init__(self, gold, pred):
        self.strict = match(gold["actors"], pred["actors"], lambda g, p: g["name"] == p["name"])

def score(gold, pred):
    counts = {}
    for layer in LAYERS:
        g, p = gold.get(layer) or [], pred.get(layer) or []
        if layer == "actors":
            pairs = Actors(gold, pred).strict
        else:
            pairs = match(g, p, lambda a, b: a.get("cause") is not None and a["cause"]["text"] == b["cause"]["text"])
        for mode in ("strict", "lenient"):
            counts[layer, mode] = (len(pairs), len(g), len(p))
    return counts, {"causes.certainty": [1, 1]}

def merge(parts):
    counts = {}
    for found, _ in parts:
        for key, value in found.items():
            counts[key] = tuple(a + b for a, b in zip(counts.get(key, (0, 0, 0)), value))
    return counts, {"causes.certainty": [len(parts), len(parts)]}

def render(counts, att):
    out = {"macro_f1_strict": 0.5, "macro_f1_lenient": 0.5}
    for (layer, mode), (tp, gold, pred) in counts.items():
        p, r = tp / pred if pred else 0.0, tp / gold if gold else 0.0
        f1 = round(2 * p * r / (p + r), 4) if p + r else 0.0
        out.setdefault(layer, {})[mode] = {"p": p, "r": r, "f1": f1, "tp": tp, "gold": gold, "pred": pred}
    out["attributes"] = {k: {"acc": a / b, "n": b} for k, (a, b) in att.items()}
    return out
"""
CAUSAL = "The drought caused hunger."
PLAIN = "The minister opened the session."
ARTICLE = "The drought caused hunger. The war caused ruin. Chad armed the rebels."


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A gold folder in small: two sentences (40 records, none trained on), one article, scorers of its own."""
    monkeypatch.setattr("aitia.evaluate.gold.kept_back", lambda *_: True)
    folder = tmp_path / "gold"
    (folder / "articles").mkdir(parents=True)
    (folder / "dev" / "causal_sentences").mkdir(parents=True)
    (folder / "convert.py").write_text(CONVERT, encoding="utf-8")
    (folder / "score.py").write_text(SCORE, encoding="utf-8")
    (folder / "articles" / "score_articles.py").write_text(ARTICLES, encoding="utf-8")
    records = [{"id": f"s{i}", "text": CAUSAL if i % 2 else PLAIN, "label": i % 2} for i in range(40)]
    lines = "".join(json.dumps(r) + "\n" for r in records)
    (folder / "dev" / "causal_sentences" / "cnc_v2.jsonl").write_text(lines, encoding="utf-8")
    (folder / "articles" / "field.txt").write_text(ARTICLE, encoding="utf-8")

    def span(words: str) -> dict[str, object]:
        start = ARTICLE.index(words)
        return {"start": start, "end": start + len(words), "text": words}

    notes = {
        "actors": [{"id": "a", "name": "Chad", "kind": "state", "mentions": [span("Chad")]}],
        "causes": [
            {"id": "c1", "cause": span("The drought"), "effect": span("hunger"), "polarity": 1,
             "connective": span("caused"), "certainty": "asserted"},
            {"id": "c2", "cause": span("ruin"), "effect": span("The war"), "polarity": 1, "certainty": "asserted"},
        ],
    }  # fmt: skip
    (folder / "articles" / "field.gold.json").write_text(json.dumps(notes), encoding="utf-8")
    return folder


@pytest.fixture
def gold_folder() -> Path:
    """The gold folder of AITIA_GOLD, else ../shared/gold beside the repository; CI must have it."""
    given = os.environ.get("AITIA_GOLD")
    folder = Path(given) if given else ROOT.parent / "shared" / "gold"
    if not (folder / "convert.py").is_file():
        reason = f"no gold folder at {folder}; set AITIA_GOLD to one"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{reason} (CI=true: the gate must run)")
        pytest.skip(reason)
    return folder
