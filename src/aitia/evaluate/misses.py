"""What one layer missed and what it made up, on the whole articles, item by item, with the rules that made them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Final, Literal

from aitia.errors import InputError, UsageError
from aitia.evaluate.articles import ReadArticle, read_articles
from aitia.evaluate.gold import Gold
from aitia.evaluate.rows import LAYERS
from aitia.pipeline import Settings

Verdict = Literal["right", "missed", "extra"]
_LONG: Final = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a layer: found rightly, missed, or made up. ``rule`` is empty for a missed one."""

    article: str
    verdict: Verdict
    words: str
    rule: str = ""


def compare(folder: str | Path, layer: str, *, settings: Settings | None = None) -> Iterator[Item]:
    """Every item of ``layer``, strictly matched by the gold folder's own scorer, article by article."""
    if layer not in LAYERS:
        raise UsageError(f"no layer called {layer}; there are: {', '.join(LAYERS)}")
    gold = Gold(Path(folder))
    for read in read_articles(gold, settings or Settings(), gold.articles()):
        yield from _items(gold.article_scorer, read, layer)


def by_rule(items: list[Item]) -> list[tuple[str, int, int]]:
    """Each rule with its right and wrong items, the most wrong first."""
    counts: dict[str, list[int]] = {}
    for item in items:
        if item.verdict != "missed":
            counts.setdefault(item.rule or "(none)", [0, 0])[item.verdict == "extra"] += 1
    return sorted(((rule, right, wrong) for rule, (right, wrong) in counts.items()), key=lambda r: (-r[2], -r[1], r[0]))


def _items(scorer: ModuleType, read: ReadArticle, layer: str) -> Iterator[Item]:
    gold, predicted = read.article.gold, read.predicted
    pairs = dict(matched(scorer, gold, predicted, layer))
    rules = _rules(read.reading, layer)
    names = {side: {a["id"]: a["name"] for a in data["actors"]} for side, data in (("g", gold), ("p", predicted))}
    name = read.article.name
    items = predicted[layer]
    for i, item in enumerate(gold.get(layer) or []):
        words = _words(item, layer, names["g"])
        if i in pairs:
            yield Item(article=name, verdict="right", words=words, rule=rules.get(items[pairs[i]]["id"], ""))
        else:
            yield Item(article=name, verdict="missed", words=words)
    used = set(pairs.values())
    for j, item in enumerate(items):
        if j not in used:
            words = _words(item, layer, names["p"])
            yield Item(article=name, verdict="extra", words=words, rule=rules.get(item["id"], ""))


def matched(scorer: ModuleType, gold: dict[str, Any], predicted: dict[str, Any], layer: str) -> list[tuple[int, int]]:
    """The scorer's own strict matching of a layer: its matching function is watched while it scores."""
    if layer == "actors":
        strict: list[tuple[int, int]] = scorer.Actors(gold, predicted).strict
        return strict
    seen: list[tuple[Any, list[tuple[int, int]]]] = []
    match = getattr(scorer, "match", None)
    if match is None:
        raise InputError(f"{scorer.__file__}: has no function `match`, so its matches cannot be listed")

    def watched(golds: Any, preds: Any, score: Any) -> list[tuple[int, int]]:
        pairs: list[tuple[int, int]] = match(golds, preds, score)
        seen.append((golds, pairs))
        return pairs

    scorer.match = watched  # type: ignore[attr-defined]
    try:
        scorer.score(gold, predicted)
    finally:
        scorer.match = match  # type: ignore[attr-defined]
    return next((pairs for golds, pairs in seen if golds is gold.get(layer)), [])  # the strict matching comes first


def _rules(reading: dict[str, Any], layer: str) -> dict[str, str]:
    """The rule behind each row; layers that name none are told apart by their kind, cue or stance."""
    text = reading.get("text", "")
    out = {}
    for row in reading.get(layer, []):
        rule = row.get("rule") or ""
        if not rule and layer == "claims":
            cue = row.get("cue")
            rule = f"{row['kind']}: {text[cue[0] : cue[1]].lower() if cue else 'no cue'}"
        elif not rule and layer == "actors":
            rule = row["kind"]
        elif not rule and layer == "options":
            rule = row["stance"]
        out[row["id"]] = rule
    return out


def _words(item: dict[str, Any], layer: str, names: dict[str, str]) -> str:
    def who(key: str) -> str:
        value = item.get(key) or []
        ids = [value] if isinstance(value, str) else value
        return " and ".join(names.get(i, i) for i in ids) or "-"

    def text(key: str) -> str:
        span = item.get(key)
        words = span.get("text", "") if isinstance(span, dict) else ""
        return _short(words)

    if layer == "actors":
        seen = ", ".join(dict.fromkeys(m["text"] for m in item.get("mentions") or []))
        return f"{item['name']} ({item.get('kind')}, {item.get('country')}, {item.get('code')}): {_short(seen)}"
    if layer == "events":
        deed = f"{item['type']} {who('source')} -> {who('target')} [{text('trigger')}]"
        return f"{deed} {item.get('factuality')}: {text('span')}"
    if layer == "ties":
        evidence = " / ".join(_short(e.get("text", "")) for e in item.get("evidence") or [])
        return f"{who('source')} {item['type']} {who('target')} ({item.get('time')}): {evidence}"
    if layer == "claims":
        return f"{who('source')} [{text('cue')}] {text('content')}"
    if layer == "causes":
        sign = "+" if item["polarity"] > 0 else "-"
        return f"{text('cause')} =={text('connective')} ({sign}, {item.get('certainty')})==> {text('effect')}"
    if layer == "options":
        return f"{item['stance']} by {who('by')}, to be done by {who('doer')}: {text('action')}"
    return f"{text('number')} = {item.get('low')} to {item.get('high')} {item.get('unit') or ''}: {text('counts')}"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONG else words[: _LONG - 1] + "…"
