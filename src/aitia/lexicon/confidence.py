"""How often rows of a rule family are right, as people judged them: what a row's confidence is made of.

``data/confidence.csv`` counts judged rows per layer and family: the part of a rule's name before its first ``/``; of a
cause's, an option's and a figure's, which begin with the layer, what follows up to a ``:``. The estimate for a family
is drawn towards its layer's, the more so the fewer rows were judged (a beta prior worth ``PRIOR`` rows).

``data/confidence_heads.csv`` says, per layer, how that estimate is moved by what the trained heads think of a row, by
the look of its words to a judge trained on annotated rows, by its being no plain assertion (planned, denied,
hypothetical, hedged), and by a deed's lacking one of its sides: a logistic regression of the verdicts on the three
log-odds and the two marks.
"""

from __future__ import annotations

from functools import cache
from math import exp, log
from typing import Final

from aitia.lexicon.tables import table

PRIOR: Final = 6.0
_NAMED_BY_LAYER: Final = ("causes", "options", "figures")


@cache
def _counts() -> dict[str, dict[str, tuple[int, int]]]:
    out: dict[str, dict[str, tuple[int, int]]] = {}
    for row in table("confidence.csv"):
        out.setdefault(row["layer"], {})[row["family"]] = (int(row["right"]), int(row["wrong"]))
    return out


def family(rule: str) -> str:
    """The family of a rule: ``verb`` of ``verb/attack``, ``clause`` of ``causes/clause:if``."""
    first, _, rest = rule.partition("/")
    return rest.partition(":")[0] if first in _NAMED_BY_LAYER else first


def judged(layer: str, rule: str) -> float | None:
    """The probability that a careful reader accepts a row of this rule, in (0, 1); None for a layer nobody judged."""
    families = _counts().get(layer)
    if not families:
        return None
    right = sum(r for r, _ in families.values())
    wrong = sum(w for _, w in families.values())
    base = (right + 1) / (right + wrong + 2)
    own_right, own_wrong = families.get(family(rule), (0, 0))
    return (own_right + PRIOR * base) / (own_right + own_wrong + PRIOR)


@cache
def _weights() -> dict[str, tuple[float, ...]]:
    columns = ("intercept", "family", "head", "look", "unreal", "onesided")
    return {row["layer"]: tuple(float(row[c]) for c in columns) for row in table("confidence_heads.csv")}


def moved(
    layer: str, p: float, opinion: float, look: float = 0.5, *, unreal: bool = False, onesided: bool = False
) -> float:
    """The probability of a row whose rule has ``p``, given that the heads give it ``opinion``.

    ``look``: how probably it is right by the look of its words (one half where they were not seen);
    ``unreal``: it is not plainly asserted; ``onesided``: it is a deed with a doer or a target only.
    """
    weights = _weights().get(layer)
    if weights is None:
        return p
    seen = (1.0, log_odds(p), log_odds(opinion), log_odds(look), float(unreal), float(onesided))
    return 1 / (1 + exp(-sum(w * x for w, x in zip(weights, seen, strict=True))))


def log_odds(p: float) -> float:
    """The logarithm of p / (1 - p), for p drawn into [.02, .98]."""
    bounded = min(0.98, max(0.02, p))
    return log(bounded / (1 - bounded))
