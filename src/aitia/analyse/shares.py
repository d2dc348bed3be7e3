"""Sobol and Morris indices of a conclusion's value, influence by influence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from aitia.analyse.carriers import Carriers
from aitia.analyse.compiled import Floats
from aitia.analyse.sensitivity import LEVELS, morris, sobol

FACTORS: Final = 30
_SAMPLES: Final = (128, 4_096)  # fewest and most rows of the first Sobol' sample
_TRAJECTORIES: Final = 64
_WORK: Final = 300_000_000  # strengths multiplied
_LOOPS: Final = 1_000_000  # turns of SALib's loop over rows and factors, in Python
_ROUGH: Final = 0.1  # half an interval of an index that a reader should know of


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """One influence's shares in the variance of a value, and its mean absolute elementary effect."""

    first: float
    total: float
    morris: float


def shares(carriers: Carriers, edges: Sequence[int], *, seed: int = 0) -> tuple[dict[int, Shares], list[str]]:
    """Compute how much of what is not known about a concept's value is due to each influence.

    One factor u, uniform in [0, 1], stands for each influence: it exists where ``u < belief``, and its strength is
    then the stated weight or, with the uniform prior, ``1 - u / belief``: uniform given that the influence exists,
    and falling to 0 as u comes to the belief. The output is the concept's value, the sum
    over walks. An influence that is certain and whose weight is stated has no part in it: its indices are 0, however
    much it carries.

    Args:
        carriers: the influences that matter to the concept.
        edges: those to look at (numbers within ``carriers``), the most important first if there are more than 30
            that are not certain; those left out are held at their expected strength.
        seed: of the samples.

    Returns:
        Shares by number, and notes.

    Source: see ``aitia.analyse.sensitivity``.

    Example:
        >>> from aitia.analyse.compiled import compile_map
        >>> from aitia.model.assembled import CauseMap, Concept, Influence
        >>> from aitia.model.outcomes import Scenario
        >>> rows = (Influence(cause="a", effect="c", polarity=1, weight=0.8, belief=0.5),
        ...         Influence(cause="b", effect="c", polarity=-1, weight=0.4, belief=0.5))
        >>> concepts = tuple(Concept(id=name, label=name) for name in "abc")
        >>> compiled = compile_map(CauseMap(concepts=concepts, influences=rows))
        >>> found, notes = shares(Carriers(compiled, Scenario(set={"a": 1.0, "b": 1.0}), "c", worlds=1), [0, 1])
        >>> [(round(share.first, 1), round(share.total, 1)) for share in found.values()], notes
        ([(0.8, 0.8), (0.2, 0.2)], [])
    """
    stated = ~np.isnan(carriers.weight) | carriers.fixed
    free = [edge for edge in edges if not (stated[edge] and carriers.belief[edge] == 1)]
    notes = []
    if len(free) > FACTORS:
        notes.append(f"Sobol and Morris indices are of {FACTORS} influences; {len(free) - FACTORS} more were held at "
                     "their expected strength")  # fmt: skip
        free = free[:FACTORS]
    sure = Shares(first=0.0, total=0.0, morris=0.0)
    out = {edge: sure for edge in edges if stated[edge] and carriers.belief[edge] == 1}
    if not free:
        return out, notes
    size = np.where(np.isnan(carriers.weight), 1.0 if carriers.fixed else 0.5, carriers.weight)
    expected: Floats = carriers.polarity * size * carriers.belief
    belief, known = carriers.belief[free][:, None], stated[free][:, None]
    stated_size = np.where(np.isnan(carriers.weight[free]), 1.0, carriers.weight[free])[:, None]

    def value(rows: Floats) -> Floats:
        u = rows.T
        strengths = np.repeat(expected[:, None], len(rows), axis=1)
        drawn = np.where(known, stated_size, 1 - u / belief)
        exists = (u < belief) | (belief == 1)
        strengths[free] = np.where(exists, drawn, 0.0) * carriers.polarity[free][:, None]
        return carriers.values(strengths)

    per_row = len(carriers.rows) * carriers.passes
    samples = _SAMPLES[1]
    cost = max(per_row / _WORK, len(free) / _LOOPS) * (len(free) + 2)
    while samples > _SAMPLES[0] and samples * cost > 1:
        samples //= 2
    names = [str(edge) for edge in free]
    variance = sobol(value, dict.fromkeys(names, (0.0, 1.0)), samples=samples, seed=seed)
    if max(variance.total_error) > _ROUGH:
        notes.append(f"Sobol indices are rough: 95 % intervals of up to ±{max(variance.total_error):.2f}")
    # levels in the middle of their cells: at the very ends every strength would be 0 or certain
    middle = (0.5 / LEVELS, 1 - 0.5 / LEVELS)
    effects = morris(value, dict.fromkeys(names, middle), trajectories=_TRAJECTORIES, seed=seed)
    for at, edge in enumerate(free):
        out[edge] = Shares(first=variance.first[at], total=variance.total[at], morris=effects.mean_abs[at])
    return out, notes
