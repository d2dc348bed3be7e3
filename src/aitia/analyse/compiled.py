"""A cause map as arrays: checked once, then handed to every engine; and scenarios checked against it."""

from __future__ import annotations

import difflib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from aitia.errors import UsageError
from aitia.model.assembled import CauseMap
from aitia.model.outcomes import Scenario

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_NEAREST: Final = 4
_NOTED: Final = 3
_MOST_COMPARED: Final = 20_000  # names looked through for a near one; difflib takes about 5 µs each


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Compiled:
    """A cause map with C concepts and E influences as arrays; row i of the arrays is influence ``ids[i]``.

    ``cause`` and ``effect`` are places in ``concepts``, ``polarity`` is +1 or -1, ``weight`` NaN where nobody stated
    one. An influence of belief 0 keeps its row, but no engine follows it (``live`` is False).
    """

    concepts: tuple[str, ...]
    labels: tuple[str, ...]
    index: dict[str, int]
    ids: tuple[str, ...]
    cause: Ints
    effect: Ints
    polarity: Floats
    weight: Floats
    belief: Floats

    @property
    def live(self) -> NDArray[np.bool_]:
        """Which influences anybody believes at all, shape (E,)."""
        return self.belief > 0

    @property
    def loops(self) -> tuple[str, ...]:
        """The ids of live influences of a concept on itself."""
        found = np.flatnonzero((self.cause == self.effect) & self.live)
        return tuple(self.ids[i] for i in found)

    @property
    def loop_note(self) -> tuple[str, ...]:
        """What to tell a reader where influences of a concept on itself are not followed."""
        loops = self.loops
        more = f" and {len(loops) - _NOTED:,} more" if len(loops) > _NOTED else ""
        return (f"not followed, as it acts on itself: {', '.join(loops[:_NOTED])}{more}",) if loops else ()

    @property
    def strength(self) -> Floats:
        """Signed strength of each influence, shape (E,): its stated weight, else its belief, times its polarity."""
        return np.where(np.isnan(self.weight), self.belief, self.weight) * self.polarity * self.live


def compile_map(causes: CauseMap) -> Compiled:
    """A cause map as arrays, after every number in it was checked.

    Args:
        causes: the map; C concepts, E influences.

    Returns:
        The same map as arrays, concepts and influences in the order of ``causes``.

    Raises:
        UsageError: two concepts with one id, an influence between concepts that are not there, a polarity that is
            neither +1 nor -1, a weight outside (0, 1], a belief outside [0, 1], or a number that is none.

    Example:
        >>> from aitia.model.assembled import CauseMap, Concept, Influence
        >>> rain, mud = Concept(id="rain", label="rain"), Concept(id="mud", label="mud")
        >>> more = Influence(cause="rain", effect="mud", polarity=1, belief=0.9)
        >>> compiled = compile_map(CauseMap(concepts=(rain, mud), influences=(more,)))
        >>> compiled.ids, compiled.effect.tolist(), compiled.strength.tolist()
        (('rain>mud:+:asserted',), [1], [0.9])
    """
    concepts = tuple(concept.id for concept in causes.concepts)
    index = {name: at for at, name in enumerate(concepts)}
    if len(index) != len(concepts):
        twice = next(name for at, name in enumerate(concepts) if index[name] != at)
        raise UsageError(f"two concepts of the map have the id {twice!r}; merge them or rename one")
    rows = causes.influences
    cause = _places([row.cause for row in rows], index, "cause", causes)
    effect = _places([row.effect for row in rows], index, "effect", causes)
    ids = tuple(row.id for row in rows)
    stated = np.fromiter((row.weight is not None for row in rows), dtype=np.bool_, count=len(rows))
    polarity = _numbers([row.polarity for row in rows], ids, "polarity")
    weight = _numbers([1.0 if row.weight is None else row.weight for row in rows], ids, "weight")
    belief = _numbers([row.belief for row in rows], ids, "belief")
    _require(np.abs(polarity) == 1, polarity, ids, "polarity", "+1 or -1")
    _require((weight > 0) & (weight <= 1), weight, ids, "weight", "above 0 and at most 1, or left out")
    _require((belief >= 0) & (belief <= 1), belief, ids, "belief", "between 0 and 1")
    weight[~stated] = np.nan
    return Compiled(
        concepts=concepts, labels=tuple(concept.label for concept in causes.concepts), index=index, ids=ids,
        cause=cause, effect=effect, polarity=polarity, weight=weight, belief=belief,
    )  # fmt: skip


def check_scenario(compiled: Compiled, scenario: Scenario) -> None:
    """Refuse a scenario that makes no sense on this map.

    Args:
        compiled: the map.
        scenario: what is supposed: values in [-1, 1] and not 0 for the concepts that are set.

    Raises:
        UsageError: an empty map, nothing set, a concept that is not in the map (the nearest ones are named), a value
            that is out of range, zero or no number, or a concept both set and cut.

    Example:
        >>> from aitia.model.assembled import CauseMap, Concept
        >>> from aitia.model.outcomes import Scenario
        >>> rain = Concept(id="rain", label="heavy rain")
        >>> compiled = compile_map(CauseMap(concepts=(rain,), influences=()))
        >>> check_scenario(compiled, Scenario(set={"rian": 1.0}))
        Traceback (most recent call last):
        aitia.errors.UsageError: no concept 'rian' in this map; nearest: rain (heavy rain)
    """
    if not compiled.concepts:
        raise UsageError("the cause map is empty: it has no concept, so nothing can be asked of it; read more texts "
                         "or check the map file")  # fmt: skip
    if not scenario.set:
        raise UsageError(f"nothing is set: say which concept goes up or down, for example {compiled.concepts[0]}=+1")
    for name in (*scenario.set, *scenario.cut):
        if name not in compiled.index:
            raise UsageError(f"no concept {name!r} in this map; {_nearest(compiled, name)}")
    for name, value in scenario.set.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise UsageError(f"{name}={value!r} is not a number; give one from -1 to 1, such as +1 or -0.5")
        if value == 0:
            raise UsageError(f"{name}=0 sets nothing; give +1 or -1, or cut {name} to hold it at no change")
        if abs(value) > 1:
            raise UsageError(f"{name}={value:g} is out of range; give a value from -1 (much less) to +1 (much more)")
    both = [name for name in scenario.set if name in scenario.cut]
    if both:
        raise UsageError(f"{both[0]} is both set and cut; setting a concept already cuts its causes, so drop one")


def pair_strengths(compiled: Compiled) -> tuple[Ints, Ints, Floats]:
    """Strength of each concept on each other: influences of one pair added up, within [-1, 1]; none that are 0.

    Args:
        compiled: the map.

    Returns:
        Places of causes and of effects and signed strengths, one of each for a pair, ordered by cause and effect.

    Example:
        >>> from aitia.model.assembled import CauseMap, Concept, Influence
        >>> a, b = Concept(id="a", label="a"), Concept(id="b", label="b")
        >>> rows = tuple(Influence(cause="a", effect="b", polarity=p, belief=0.5, certainty=c)
        ...              for p, c in ((1, "asserted"), (1, "hedged"), (-1, "hedged")))
        >>> [column.tolist() for column in pair_strengths(compile_map(CauseMap(concepts=(a, b), influences=rows)))]
        [[0], [1], [0.5]]
    """
    size = len(compiled.concepts)
    pairs, which = np.unique(compiled.cause * size + compiled.effect, return_inverse=True)
    total = np.clip(np.bincount(which, weights=compiled.strength, minlength=len(pairs)), -1.0, 1.0)
    kept = total != 0
    return pairs[kept] // max(size, 1), pairs[kept] % max(size, 1), total[kept]


def _places(names: Sequence[str], index: dict[str, int], end: str, causes: CauseMap) -> Ints:
    try:
        return np.fromiter((index[name] for name in names), dtype=np.int64, count=len(names))
    except KeyError:
        row = next(row for row, name in zip(causes.influences, names, strict=True) if name not in index)
        raise UsageError(
            f"influence {row.id}: its {end} {getattr(row, end)!r} is not among the map's concepts; add it to them"
        ) from None


def _numbers(values: Sequence[float], ids: tuple[str, ...], what: str) -> Floats:
    try:
        return np.array(values, dtype=np.float64)
    except (TypeError, ValueError):
        bad = next((at for at, v in enumerate(values) if not isinstance(v, int | float)), 0)
        raise UsageError(f"influence {ids[bad]}: {what} {values[bad]!r} is not a number") from None


def _require(fits: NDArray[np.bool_], values: Floats, ids: tuple[str, ...], what: str, range_: str) -> None:
    """Raise for the first influence whose number does not fit; NaN fits nothing."""
    if not fits.all():
        bad = int(np.flatnonzero(~fits)[0])
        raise UsageError(f"influence {ids[bad]}: {what} {values[bad]:g} must be {range_}")


def _nearest(compiled: Compiled, wanted: str) -> str:
    """The concepts whose id or label looks most like ``wanted``, in words."""
    pairs = list(zip(compiled.concepts, compiled.labels, strict=True))[:_MOST_COMPARED]
    names: dict[str, str] = {}
    for name, label in pairs:
        names.setdefault(label.casefold(), name)
    names.update((name.casefold(), name) for name, _ in pairs)
    low = wanted.casefold()
    close = [names[word] for word in difflib.get_close_matches(low, list(names), n=2 * _NEAREST, cutoff=0.5)]
    close += [name for word, name in names.items() if low and low in word] if len(low) > 2 else []
    found = list(dict.fromkeys(close))[:_NEAREST]
    if not found:
        some = ", ".join(compiled.concepts[:_NEAREST])
        return f"it has {len(compiled.concepts):,}, among them: {some}"
    labels = dict(pairs)
    return "nearest: " + ", ".join(name if labels[name] == name else f"{name} ({labels[name]})" for name in found)
