"""How often each rule reads rightly, by what people accepted and rejected; and what that does to belief.

A rule's precision has a Beta prior worth ``STRENGTH`` decisions. Its mean is what the other rules of its layer came to,
and theirs is what the reader itself expected of its rows (their mean confidence). So a rule with few decisions is as
good as its layer, and one with many is what people found.

    layer ~ Beta(S * c + right, S * (1 - c) + wrong)        c: mean confidence of the layer's judged rows
    rule  ~ Beta(S * m + right, S * (1 - m) + wrong)        m: mean of the layer without this rule

Rows that were judged because they looked doubtful are no fair sample: the figures are then too low
(docs/model/review.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from aitia.model.decisions import Decision
from aitia.model.reading import Reading
from aitia.model.records import Claim
from aitia.store.anchoring import REVIEWED, reattach
from aitia.store.review import verdicts

STRENGTH: Final = 8.0  # decisions that the prior is worth
FEW: Final = 5  # below this a rule is told to rest on its layer
UNSTATED: Final = 0.8  # expected of rows that have no confidence of their own
_EDGE: Final = 0.02  # no prior is surer than that


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """Rows judged of one rule. ``mean`` is that of its Beta distribution, ``low`` and ``high`` hold 90 % of it.

    ``few``: under five decisions; the figure is mostly its layer's.
    """

    table: str
    rule: str
    right: int
    wrong: int
    mean: float
    low: float
    high: float
    few: bool


def rule_of(row: Any) -> str:
    """The rule that made a row, also where a decision has been applied to it."""
    if isinstance(row, Claim):
        return f"claim/{row.kind}"
    rule = str(getattr(row, "rule", ""))
    return rule.removeprefix("accepted/").removeprefix("edited/")


def precisions(decisions: Iterable[Decision], readings: Iterable[Reading]) -> tuple[Precision, ...]:
    """The precision of every rule with a judged row, by layer and rule. ``readings`` are as read, not as decided."""
    counts = _counts(list(decisions), readings)
    out = []
    for (table, rule), (right, wrong, _) in sorted(counts.items()):
        alpha, beta = _posterior(counts, table, rule)
        low, high = interval(alpha, beta)
        mean = alpha / (alpha + beta)
        few = right + wrong < FEW
        out.append(Precision(table=table, rule=rule, right=right, wrong=wrong, mean=mean, low=low, high=high, few=few))
    return tuple(out)


def errors_from(decisions: Iterable[Decision], readings: Iterable[Reading]) -> dict[str, float]:
    """The share of misread rows by rule, for ``aitia.assembly.belief.Errors(rules=...)``.

    Only rules with a judged row are named: the others keep the reader's own confidence. A rule of several layers gets
    the mean, weighed by decisions.
    """
    return errors_of(precisions(decisions, readings))


def errors_of(figures: Iterable[Precision]) -> dict[str, float]:
    """As ``errors_from``, from figures that are there already."""
    found: dict[str, list[tuple[int, float]]] = {}
    for one in figures:
        found.setdefault(one.rule, []).append((one.right + one.wrong, 1.0 - one.mean))
    return {rule: sum(n * e for n, e in rows) / sum(n for n, _ in rows) for rule, rows in sorted(found.items())}


_Counts = Mapping[tuple[str, str], tuple[int, int, float]]


def _counts(decisions: list[Decision], readings: Iterable[Reading]) -> _Counts:
    """Rows judged right and wrong, and the sum of their confidence, by table and rule."""
    kept: dict[tuple[str, str, str], Any] = {}

    def seen() -> Iterable[Reading]:
        wanted = {d.doc for d in decisions} | {d.document for d in decisions}
        for reading in readings:
            doc = reading.document.sha256
            if doc in wanted or reading.document.id in wanted:
                kept.update({(doc, table, row.id): row for table in REVIEWED for row in getattr(reading, table)})
            yield reading

    attached, _ = reattach(decisions, seen())
    out: dict[tuple[str, str], tuple[int, int, float]] = {}
    for key, verdict in verdicts(attached).items():
        if key not in kept:
            continue
        row = kept[key]
        right, wrong, sure = out.get((verdict.table, rule_of(row)), (0, 0, 0.0))
        sure += float(getattr(row, "confidence", UNSTATED))
        good = verdict.right
        out[verdict.table, rule_of(row)] = right + good, wrong + (not good), sure
    return out


def _posterior(counts: _Counts, table: str, rule: str) -> tuple[float, float]:
    """The Beta distribution of a rule's precision."""
    layer = {r: c for (t, r), c in counts.items() if t == table}
    judged = sum(right + wrong for right, wrong, _ in layer.values())
    expected = min(max(sum(c[2] for c in layer.values()) / judged, _EDGE), 1 - _EDGE)
    others = [c for r, c in layer.items() if r != rule]
    alpha = STRENGTH * expected + sum(c[0] for c in others)
    beta = STRENGTH * (1 - expected) + sum(c[1] for c in others)
    mean = min(max(alpha / (alpha + beta), _EDGE), 1 - _EDGE)
    right, wrong, _ = layer[rule]
    return STRENGTH * mean + right, STRENGTH * (1 - mean) + wrong


def interval(alpha: float, beta: float) -> tuple[float, float]:
    """The middle 90 % of a Beta distribution.

    >>> [round(x, 3) for x in interval(1, 1)]
    [0.05, 0.95]
    """
    from scipy.special import betaincinv

    return float(betaincinv(alpha, beta, 0.05)), float(betaincinv(alpha, beta, 0.95))
