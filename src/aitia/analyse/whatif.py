"""Ask what follows when concepts go up or down: one question, four engines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, get_args

from aitia.analyse.compiled import Compiled, compile_map
from aitia.analyse.fuzzy import TOLERANCE, Inference, Transfer, fuzzy_what_if
from aitia.analyse.linear import steady_state
from aitia.analyse.signs import Signs, propagate_signs
from aitia.analyse.worlds import Prior, chance_sign, monte_carlo
from aitia.errors import UsageError
from aitia.model.assembled import CauseMap
from aitia.model.outcomes import Engine, Outcome, Scenario, Sign, WhatIf

ENGINES: Final[tuple[Engine, ...]] = get_args(Engine)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """Everything an engine is told; ``signs`` is what propagation of signs says."""

    compiled: Compiled
    scenario: Scenario
    signs: Signs
    worlds: int
    seed: int
    prior: Prior
    transfer: Transfer
    inference: Inference
    slope: float
    steps: int | None


@dataclass(frozen=True, slots=True)
class _Told:
    """What an engine says of one concept."""

    sign: Sign
    value: float | None = None
    chances: tuple[float, float, float] | None = None
    exact: bool = True


_Answer = tuple[list[_Told], tuple[str, ...]]


def what_if(
    causes: CauseMap,
    scenario: Scenario,
    *,
    engine: Engine = "sign",
    worlds: int = 10_000,
    seed: int = 0,
    prior: Prior = "uniform",
    paths: int = 3,
    transfer: Transfer = "tanh",
    inference: Inference = "kosko",
    slope: float = 1.0,
    steps: int | None = None,
) -> WhatIf:
    """What happens to every concept when some are held up or down, by one of four engines.

    ``sign`` follows signs alone over simple paths (``aitia.analyse.signs``) and gives no value. ``fcm`` runs a fuzzy
    cognitive map (``aitia.analyse.fuzzy``); the value is the change of activation, and one below 1e-9 is none; "?"
    is what goes both up and down and does not settle. ``linear`` solves for the steady state
    (``aitia.analyse.linear``); a concept that cannot settle has sign "?" and no value. ``montecarlo`` draws worlds
    (``aitia.analyse.worlds``); the value is P(up) - P(down), "?" stands where neither is twice the other. A concept
    that no path reaches is "0" under every engine; paths are those of ``sign``.

    Args:
        causes: the map.
        scenario: what is set (values in [-1, 1]) and cut.
        engine: ``sign``, ``fcm``, ``linear`` or ``montecarlo``.
        worlds: how many worlds to draw; Monte Carlo only, as are the next two.
        seed: of the random numbers.
        prior: of strengths that nobody stated, ``uniform`` on (0, 1) or ``fixed`` at 1.
        paths: how many paths of either effect to give for each concept.
        transfer: of the fuzzy cognitive map: ``sigmoid``, ``tanh``, ``bivalent`` or ``trivalent``.
        inference: of the fuzzy cognitive map: ``kosko``, ``modified_kosko`` or ``rescaled``.
        slope: of ``sigmoid`` and ``tanh``.
        steps: the most influences on a walk; Monte Carlo only, see ``aitia.analyse.worlds.walk_values``.

    Returns:
        One outcome for each concept, in the order of the map, and notes.

    Raises:
        UsageError: the map or the scenario makes no sense, or an option is unknown; the message says what to change.

    Source: the modules named above.

    Example:
        >>> from aitia.model.assembled import Concept, Influence
        >>> a, b = Concept(id="a", label="a"), Concept(id="b", label="b")
        >>> row = Influence(cause="a", effect="b", polarity=-1, weight=0.5)
        >>> causes = CauseMap(concepts=(a, b), influences=(row,))
        >>> [(o.concept, o.sign, o.value) for o in what_if(causes, Scenario(set={"a": 1.0}), engine="linear").outcomes]
        [('a', '+', 1.0), ('b', '-', -0.5)]
    """
    ask = _ENGINES.get(engine)
    if ask is None:
        raise UsageError(f"no engine {engine!r}; use {', '.join(ENGINES)}")
    compiled = compile_map(causes)
    signs = propagate_signs(compiled, scenario, paths=paths)
    told, notes = ask(_Question(
        compiled=compiled, scenario=scenario, signs=signs, worlds=worlds, seed=seed, prior=prior, transfer=transfer,
        inference=inference, slope=slope, steps=steps,
    ))  # fmt: skip
    outcomes = []
    for at, (name, row) in enumerate(zip(compiled.concepts, told, strict=True)):
        up, down, none = row.chances or (None, None, None)
        outcomes.append(Outcome(
            concept=name, sign=row.sign, value=row.value, p_up=up, p_down=down, p_none=none, paths=signs.paths[at],
            exact=row.exact,
        ))  # fmt: skip
    notes += signs.path_notes if paths else ()
    if signs.total == 0:
        notes = ("nothing follows: no influence leads on from what is set", *notes)
    return WhatIf(engine=engine, scenario=scenario, outcomes=tuple(outcomes), notes=tuple(dict.fromkeys(notes)))


def _sign(asked: _Question) -> _Answer:
    pairs = zip(asked.signs.signs, asked.signs.exact, strict=True)
    return [_Told(sign, exact=exact) for sign, exact in pairs], asked.signs.notes


def _fcm(asked: _Question) -> _Answer:
    found = fuzzy_what_if(
        asked.compiled, asked.scenario, transfer=asked.transfer, inference=asked.inference, slope=asked.slope
    )
    told = []
    columns = zip(asked.compiled.concepts, asked.signs.signs, found.change.tolist(), found.low.tolist(),
                  found.high.tolist(), strict=True)  # fmt: skip
    for name, reached, change, low, high in columns:
        if name in asked.scenario.set:
            told.append(_Told(reached, change))
        elif reached == "0":
            told.append(_Told("0", 0.0))
        else:
            told.append(_Told(_between(low, high), change))
    return told, found.notes


def _between(low: float, high: float) -> Sign:
    """The sign of everything from ``low`` to ``high``."""
    if low >= -TOLERANCE and high <= TOLERANCE:
        return "0"
    if low >= -TOLERANCE:
        return "+"
    return "-" if high <= TOLERANCE else "?"


def _linear(asked: _Question) -> _Answer:
    found = steady_state(asked.compiled, asked.scenario)
    told = []
    for value in found.values.tolist():
        if value != value:  # NaN: no steady state
            told.append(_Told("?", exact=False))
        else:
            told.append(_Told("+" if value > 0 else "-" if value < 0 else "0", value))
    return told, found.notes


def _monte_carlo(asked: _Question) -> _Answer:
    found = monte_carlo(asked.compiled, asked.scenario, worlds=asked.worlds, seed=asked.seed, prior=asked.prior,
                        steps=asked.steps)  # fmt: skip
    rows = zip(found.p_up.tolist(), found.p_down.tolist(), found.p_none.tolist(), strict=True)
    told = [_Told(chance_sign(up, down), up - down, (up, down, none)) for up, down, none in rows]
    how = "drawn uniformly from 0 to 1" if asked.prior == "uniform" else "taken as 1"
    note = (f"{found.worlds:,} worlds, seed {asked.seed}; standard error of a probability at most "
            f"{found.error.max(initial=0.0):.2g}; strengths nobody stated are {how}")  # fmt: skip
    return told, (note, *found.notes)


_ENGINES: Final[dict[str, Callable[[_Question], _Answer]]] = {
    "sign": _sign, "fcm": _fcm, "linear": _linear, "montecarlo": _monte_carlo,
}  # fmt: skip
