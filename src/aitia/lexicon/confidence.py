"""How often rows of a rule are right, as people judged them: what a row's confidence is made of.

``data/confidence.csv`` counts judged rows per layer and rule. The estimate for a rule is drawn towards that of its
family (the part of its name before the first ``/``; of a cause's, an option's and a figure's, which begin with the
layer, what follows up to a ``:``), that of a family towards its layer's, the more so the fewer rows were judged (beta
priors worth ``PRIOR`` rows).

``data/confidence_marks.csv`` says, per layer, how that estimate is moved by what can be seen of a row
(``extract.marks``): a logistic regression of the verdicts on the log-odds of the estimate and the marks.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import exp, log
from typing import Final

from aitia.lexicon.tables import table

PRIOR: Final = 6.0
_NAMED_BY_LAYER: Final = ("causes", "options", "figures")


@cache
def _counts() -> dict[str, dict[str, tuple[int, int]]]:
    """Right and wrong rows by layer and rule, families (with ``/`` at the end) and layers (empty) included."""
    out: dict[str, dict[str, tuple[int, int]]] = {}
    for row in table("confidence.csv"):
        known = out.setdefault(row["layer"], {})
        for key in (row["rule"], f"{family(row['rule'])}/", ""):
            right, wrong = known.get(key, (0, 0))
            known[key] = (right + int(row["right"]), wrong + int(row["wrong"]))
    return out


def family(rule: str) -> str:
    """The family of a rule: ``verb`` of ``verb/attack``, ``clause`` of ``causes/clause:if``."""
    first, _, rest = rule.partition("/")
    return rest.partition(":")[0] if first in _NAMED_BY_LAYER else first


def judged(layer: str, rule: str, *, without: bool | None = None) -> float | None:
    """The probability that a careful reader accepts a row of this rule, in (0, 1); None for a layer nobody judged.

    ``without``: the verdict of one row of this rule that is not to count.
    """
    known = _counts().get(layer)
    if not known:
        return None
    p = 0.5
    for key, prior in (("", 2.0), (f"{family(rule)}/", PRIOR), (rule, PRIOR)):
        right, wrong = known.get(key, (0, 0))
        if without is not None:
            right, wrong = max(0, right - without), max(0, wrong - (not without))
        p = (right + prior * p) / (right + wrong + prior)
    return p


@cache
def _weights() -> dict[str, dict[str, float]]:
    out: dict[str, dict[str, float]] = {}
    for row in table("confidence_marks.csv"):
        out.setdefault(row["layer"], {})[row["mark"]] = float(row["weight"])
    return out


def moved(layer: str, p: float, marks: Mapping[str, float]) -> float:
    """The probability of a row whose rule has ``p`` and which bears these marks (see ``extract.marks``)."""
    weights = _weights().get(layer)
    if weights is None:
        return p
    total = weights["intercept"] + weights["rule"] * log_odds(p)
    return 1 / (1 + exp(-total - sum(weights.get(name, 0.0) * value for name, value in marks.items())))


def log_odds(p: float) -> float:
    """The logarithm of p / (1 - p), for p drawn into [.02, .98]."""
    bounded = min(0.98, max(0.02, p))
    return log(bounded / (1 - bounded))
