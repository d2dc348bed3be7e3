"""Weights of what speaks for and against an antecedent of a pronoun: ``data/antecedents.csv``."""

from __future__ import annotations

from functools import cache

from aitia.lexicon.tables import table


@cache
def _weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in table("antecedents.csv")}


def weight(feature: str) -> float:
    """The weight of a feature, in log-odds; 0 for one that says nothing."""
    return _weights().get(feature, 0.0)
