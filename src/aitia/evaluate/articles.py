"""Score whole articles layer by layer with the gold folder's own scorer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from aitia.evaluate.baselines import ARTICLE_BASELINES
from aitia.evaluate.baselines import article as trivial
from aitia.evaluate.gold import Article, Gold
from aitia.evaluate.rows import Part, Row
from aitia.ingest import from_text
from aitia.model.reading import Reading, encode
from aitia.model.text import Unread
from aitia.pipeline import Settings, read_documents

MEASURES: Final = (
    ("actors", "strict"),
    ("actors", "lenient"),
    ("mentions", "strict"),
    ("mentions", "lenient"),
    ("events", "strict"),
    ("events", "lenient"),
    ("events_detect", "strict"),
    ("ties", "strict"),
    ("ties", "lenient"),
    ("ties_undirected", "lenient"),
    ("claims", "strict"),
    ("claims", "lenient"),
    ("claims_nosource", "lenient"),
    ("causes", "strict"),
    ("causes", "lenient"),
    ("causes_nopolarity", "lenient"),
    ("options", "strict"),
    ("options", "lenient"),
    ("figures", "strict"),
    ("figures", "lenient"),
)
TARGETS: Final = {
    ("actors", "strict"): 0.80,
    ("mentions", "lenient"): 0.65,
    ("events", "strict"): 0.50,
    ("ties", "strict"): 0.45,
    ("claims", "strict"): 0.65,
    ("causes", "strict"): 0.45,
    ("options", "strict"): 0.50,
    ("figures", "strict"): 0.85,
}
CEILINGS: Final = {
    "actors": ".74 / .92",
    "events": ".71 / .72",
    "ties": ".81 / .83",
    "claims": ".74 / .89",
    "causes": ".81 / .53",
    "options": ".84 / .77",
    "figures": "1.0 / 1.0",
}
_EMPTY: Final[dict[str, Any]] = {
    layer: [] for layer in ("actors", "events", "ties", "claims", "causes", "options", "figures")
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadArticle:
    """An article, what was read in it (as contract and in the scorer's schema), and its score."""

    article: Article
    reading: dict[str, Any]
    predicted: dict[str, Any]
    score: Any


def read_articles(gold: Gold, settings: Settings, articles: Iterable[Article]) -> Iterator[ReadArticle]:
    """Read and score articles in order; one that cannot be read counts as empty."""
    waiting: dict[str, Article] = {}

    def documents() -> Iterator[Any]:
        for article in articles:
            waiting[article.name] = article
            yield from_text(article.text, id=article.name)

    for item in read_documents(documents(), settings=settings):
        if isinstance(item, Unread):
            continue
        article = waiting.pop(item.document.id)
        reading = plain(item)
        predicted = gold.converter.article(reading)
        yield ReadArticle(
            article=article,
            reading=reading,
            predicted=predicted,
            score=gold.article_scorer.score(article.gold, predicted),
        )
    for article in waiting.values():
        score = gold.article_scorer.score(article.gold, _EMPTY)
        yield ReadArticle(article=article, reading={}, predicted=dict(_EMPTY), score=score)


def plain(reading: Reading) -> dict[str, Any]:
    """The reading as scripts get it: through its JSON form."""
    data: dict[str, Any] = msgspec.json.decode(encode(reading))
    return data


def article_rows(gold: Gold, articles: list[ReadArticle], part: Part) -> list[Row]:
    """All figures of some articles together."""
    if not articles:
        return []
    scorer = gold.article_scorer
    prefix = part.split()[0]
    scores = scorer.render(*scorer.merge([a.score for a in articles]))
    base = scorer.render(*scorer.merge([scorer.score(a.article.gold, trivial(a.article.text)) for a in articles]))
    rows = []
    for layer, mode in MEASURES:
        block = scores.get(layer, {}).get(mode)
        if block is None:
            continue
        target = TARGETS.get((layer, mode)) if part == "real articles" else None
        rows.append(
            Row(
                key=f"{prefix}.{layer}.{mode}",
                part=part,
                group=layer,
                figure=mode,
                measure=f"{mode} F1",
                value=block["f1"],
                precision=block["p"],
                recall=block["r"],
                support=block["gold"],
                baseline=base[layer][mode]["f1"],
                baseline_name=ARTICLE_BASELINES.get(layer.split("_")[0], "nothing"),
                target=target,
                ceiling=CEILINGS.get(layer, "") if mode == "strict" else "",
            )
        )
    usual = _usual([a.article.gold for a in articles])
    for name, block in scores["attributes"].items():
        share, value = usual.get(name, (None, ""))
        rows.append(
            Row(
                key=f"{prefix}.attributes.{name}",
                part=part,
                group="attributes",
                figure=name,
                measure="accuracy",
                value=block["acc"],
                support=block["n"],
                baseline=share,
                baseline_name=f"always {value}" if value else "",
            )
        )
    means = (
        Row(
            key=f"{prefix}.macro.{mode}",
            part=part,
            group="macro",
            figure=mode,
            measure=f"{mode} F1, mean of layers",
            value=scores[f"macro_f1_{mode}"],
            support=len(articles),
            baseline=base[f"macro_f1_{mode}"],
            baseline_name="as above",
        )
        for mode in ("strict", "lenient")
    )
    return [*rows, *means]


def _usual(golds: list[dict[str, Any]]) -> dict[str, tuple[float | None, str]]:
    """For each attribute the share of its commonest value in all gold items of the layer, and that value."""
    fields = {
        "actors": ("kind", "country", "code"),
        "events": ("factuality", "claimed_by"),
        "ties": ("time", "claimed_by"),
        "claims": ("claimed_by",),
        "causes": ("certainty", "relation", "claimed_by"),
        "options": ("claimed_by",),
        "figures": ("claimed_by",),
    }
    out: dict[str, tuple[float | None, str]] = {}
    for layer, names in fields.items():
        items = [item for gold in golds for item in gold.get(layer) or []]
        for name in names:
            counts = Counter(_shown(item.get(name)) for item in items)
            if counts:
                value = min(counts, key=lambda v: (-counts[v], v))
                out[f"{layer}.{name}"] = (round(counts[value] / len(items), 4), value)
    ties = [tie for gold in golds for tie in gold.get("ties") or []]
    signs = sorted({tie["sign"] for tie in ties})
    best = [Counter(t["type"] for t in ties if t["sign"] == sign).most_common(1)[0][1] for sign in signs]
    if ties:
        out["ties.type_given_sign"] = (round(sum(best) / len(ties), 4), "the sign's commonest")
    return out


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return " and ".join(sorted(map(str, value))) or "nobody"
    return "none" if value is None else str(value)
