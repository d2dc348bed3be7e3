"""What a conclusion hangs on: influences and voices, each with what becomes of the conclusion when it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from aitia.analyse.carriers import Carriers
from aitia.analyse.compiled import Compiled, Floats, check_scenario, compile_map
from aitia.analyse.shares import Shares, shares
from aitia.analyse.turning import Turning, find_turning
from aitia.analyse.worlds import MOST_WORLDS, Prior, monte_carlo
from aitia.errors import UsageError
from aitia.model.assembled import CauseMap, Influence, Support
from aitia.model.outcomes import Hinge, Hinges, Scenario

Rescore = Callable[[tuple[Support, ...], tuple[Support, ...]], float]
Worlds = NDArray[np.bool_]

TOP: Final = 60
MOST_VOICES: Final = 60
_QUOTES: Final = 3
_CELLS: Final = 6_000_000  # influences times worlds kept at once
_WORK: Final = 1_000_000_000  # strengths multiplied for all changes together
_FEWEST: Final = 2_000  # worlds, but where even these cannot be kept
_FLOOR: Final = 50  # worlds, however large the map
_LEAST: Final = 10  # influences varied, however large the map
_SAMPLE: Final = 1_000  # worlds that importance is judged by


@dataclass(frozen=True, slots=True)
class _Change:
    """P(conclusion) after a change, and the standard error of its difference from P(conclusion) before."""

    p: float
    by: float
    error: float


def hinges(
    causes: CauseMap,
    scenario: Scenario,
    concept: str,
    *,
    sign: Literal["+", "-"] | None = None,
    worlds: int = 10_000,
    seed: int = 0,
    prior: Prior = "uniform",
    steps: int | None = None,
    sensitivity: bool = True,
    top: int = TOP,
    beliefs_without: Rescore | None = None,
    names: Mapping[str, str] | None = None,
) -> Hinges:
    """Find what the conclusion "``concept`` goes up" (or down) hangs on.

    P(conclusion) is Monte Carlo's (``aitia.analyse.worlds``). Only influences on a walk from a concept that is set to
    ``concept`` can move it. For each of them, in the same worlds (common random numbers):

    - ``p_dropped``: it exists in no world;
    - ``p_flipped``: its polarity is the opposite, where it exists;
    - ``p_believed``: it exists in every world.

    Each is P plus the mean over worlds of d = [conclusion after] - [conclusion before], whose standard error is
    ``sqrt((mean(d**2) - mean(d)**2) / N)``: far smaller than that of two independent estimates.

    For each voice: ``p_dropped`` when it is not heard. Its name is struck from the supports and denials; those that
    nobody else commits to are withdrawn; the beliefs follow from what is left, and an influence without any support
    left does not exist.

    Sobol and Morris indices are of the value itself, with one factor per influence (``aitia.analyse.shares``); the
    turning set is explained in ``aitia.analyse.turning``.

    Args:
        causes: the map.
        scenario: what is set and cut.
        concept: whose change is the conclusion.
        sign: "+" for up, "-" for down; None for the more probable one ("+" if they are equal).
        worlds: how many worlds to draw.
        seed: of the draws.
        prior: of strengths that nobody stated.
        steps: the most influences on a walk (see ``walk_values``).
        sensitivity: whether to compute Sobol and Morris indices.
        top: the most influences to vary; of more, those with the largest first-order importance
            E|strength * d value / d strength| are taken, and a note says so.
        beliefs_without: the belief that supports and denials amount to; without it no voice is looked at.
        names: names of voices, by actor id, for the labels.

    Returns:
        The hinges, those that move P(conclusion) most first, then by id.

    Raises:
        UsageError: the scenario or the concept does not fit the map, or a count is out of range.

    Source: common random numbers: A. M. Law, Simulation Modeling and Analysis, 5th ed. (2015), section 11.2; Sobol and
    Morris: see ``aitia.analyse.sensitivity``.

    Example:
        >>> from aitia.model.assembled import Concept
        >>> rows = (Influence(cause="aid", effect="trust", polarity=1, belief=0.5),
        ...         Influence(cause="trust", effect="war", polarity=-1))
        >>> concepts = tuple(Concept(id=name, label=name) for name in ("aid", "trust", "war"))
        >>> found = hinges(CauseMap(concepts=concepts, influences=rows), Scenario(set={"aid": 1.0}), "war")
        >>> found.sign, abs(found.p - 0.5) < 0.02, found.turning
        ('-', True, ('aid>trust:+:asserted',))
        >>> [(hinge.id, hinge.p_dropped, hinge.p_flipped, hinge.p_believed == 1) for hinge in found.influences]
        [('aid>trust:+:asserted', 0.0, 0.0, True), ('trust>war:-:asserted', 0.0, 0.0, False)]
    """
    compiled = compile_map(causes)
    check_scenario(compiled, scenario)
    check_scenario(compiled, Scenario(set={concept: 1.0}))
    if not 1 <= worlds <= MOST_WORLDS:
        raise UsageError(f"worlds is {worlds:,}; give 1 to {MOST_WORLDS:,}")
    if top < 1:
        raise UsageError(f"top is {top}; give how many influences to vary, at least 1")
    if prior not in ("uniform", "fixed"):
        raise UsageError(f"no prior {prior!r}; use uniform or fixed")
    carriers, notes = _carriers(compiled, scenario, concept, worlds, seed, prior, steps)
    chances = monte_carlo(carriers.part(), scenario, worlds=worlds, seed=seed, prior=prior, steps=carriers.steps)
    at = compiled.index[concept]
    up, down = float(chances.p_up[at]), float(chances.p_down[at])
    sign = sign or ("+" if up >= down else "-")
    p, opposite = (up, down) if sign == "+" else (down, up)
    before = _Before(carriers, sign, p)
    chosen = before.most_important(top)
    if len(chosen) < len(carriers.rows):
        notes.append(f"{len(carriers.rows)} influences can matter; the {len(chosen)} with the largest first-order "
                     "importance were varied")  # fmt: skip
    found: dict[int, Shares] = {}
    if sensitivity and chosen:
        found, said = shares(carriers, chosen, seed=seed)
        notes += said
    rows = [causes.influences[row] for row in carriers.rows.tolist()]
    influences = [before.influence(edge, rows[edge], compiled, found.get(edge)) for edge in chosen]
    voices: list[tuple[float, Hinge]] = []
    if beliefs_without is not None:
        voices, said = _voices(before, rows, beliefs_without, names or {})
        notes += said
    errors = [hinge.error or 0.0 for _, hinge in influences + voices]
    if errors:
        notes.append(f"differences of P have a standard error of at most {max(errors):.4f}")
    turning = find_turning(carriers, sign)
    notes += _turning_notes(turning, p, opposite, held=concept in scenario.set)
    return Hinges(
        concept=concept, sign=sign, p=p, error=float(chances.error[at]), influences=_ranked(influences),
        voices=_ranked(voices), turning=turning.influences if turning else None,
        turning_proven=turning.proven if turning else True, notes=(*carriers.notes, *notes),
    )  # fmt: skip


class _Before:
    """The conclusion as things stand, and what becomes of it."""

    def __init__(self, carriers: Carriers, sign: Literal["+", "-"], p: float) -> None:
        self.carriers, self.sign, self.p = carriers, 1.0 if sign == "+" else -1.0, p
        self.strengths = carriers.strengths
        self.holds = self.conclusion(self.strengths)

    def conclusion(self, strengths: Floats) -> Worlds:
        """In which worlds the conclusion comes true."""
        return np.asarray(self.carriers.values(strengths) * self.sign > 0)

    def most_important(self, top: int) -> list[int]:
        """The influences to vary, those whose strength times slope is largest on average first."""
        carriers = self.carriers
        count = len(carriers.rows)
        # dropping and believing take all worlds between them, flipping at most as many
        per_influence = max(2 * count * carriers.passes * carriers.worlds, 1)
        top = min(top, max(_WORK // per_influence, _LEAST))
        some = self.strengths[:, :_SAMPLE]
        there = np.repeat(carriers.start[:, None], some.shape[1], axis=1)
        there = carriers.spread(carriers.links, some, there)
        end = np.zeros_like(there)
        end[carriers.target] = 1.0
        onward = carriers.spread(carriers.back, some, end)
        size = np.zeros(count)
        for edge, cause, effect in carriers.links:
            size[edge] = np.abs(there[cause] * carriers.full[edge, :_SAMPLE] * onward[effect]).mean()
        return sorted(range(count), key=lambda e: (-size[e], carriers.ids[e], e))[:top]

    def influence(self, edge: int, row: Influence, compiled: Compiled, share: Shares | None) -> tuple[float, Hinge]:
        """One influence as a hinge, with its largest difference."""
        carriers = self.carriers
        present, full = carriers.present[edge], carriers.full[edge]
        dropped = self._change(edge, present, np.zeros_like(full))
        flipped = self._change(edge, present, -full)
        believed = self._change(edge, ~present, full)
        sign = "+" if row.polarity > 0 else "−"
        labels = compiled.labels[compiled.index[row.cause]], compiled.labels[compiled.index[row.effect]]
        changes = dropped, flipped, believed
        hinge = Hinge(
            kind="influence", id=row.id, label=f"{labels[0]} {sign}→ {labels[1]}", p_dropped=dropped.p,
            p_flipped=flipped.p, p_believed=believed.p, sobol_first=share.first if share else None,
            sobol_total=share.total if share else None, morris=share.morris if share else None,
            quotes=_quotes(row.supports), error=max(change.error for change in changes),
        )  # fmt: skip
        return max(abs(change.by) for change in changes), hinge

    def without(self, beliefs: Mapping[int, float]) -> _Change:
        """What becomes of the conclusion with other beliefs, by influence."""
        strengths = self.strengths.copy()
        moved = np.zeros(self.carriers.worlds, dtype=np.bool_)
        for edge, belief in beliefs.items():
            present = self.carriers.chance[edge] < belief
            moved |= present != self.carriers.present[edge]
            strengths[edge] = np.where(present, self.carriers.full[edge], 0.0)
        return self._compare(strengths[:, moved], moved)

    def _change(self, edge: int, where: Worlds, strength: Floats) -> _Change:
        strengths = self.strengths[:, where]
        strengths[edge] = strength[where]
        return self._compare(strengths, where)

    def _compare(self, strengths: Floats, where: Worlds) -> _Change:
        """``strengths`` hold for the worlds ``where``; in all others nothing changed."""
        change = self.conclusion(strengths).astype(np.int64) - self.holds[where]
        count = self.carriers.worlds
        gained, lost = int((change > 0).sum()), int((change < 0).sum())
        by = (gained - lost) / count
        error = float(np.sqrt(max((gained + lost) / count - by * by, 0.0) / count))
        return _Change(round(min(max(self.p + by, 0.0), 1.0), 12), by, error)


def _carriers(
    compiled: Compiled, scenario: Scenario, concept: str, worlds: int, seed: int, prior: Prior, steps: int | None
) -> tuple[Carriers, list[str]]:
    """What matters to the concept, drawn in as many worlds as can be kept."""
    carriers = Carriers(compiled, scenario, concept, worlds=1, seed=seed, prior=prior, steps=steps)
    count = max(len(carriers.rows), 1)
    most = max(_FEWEST, min(_CELLS // count, _WORK // (2 * TOP * count * carriers.passes)))
    most = max(_FLOOR, min(most, 4 * _CELLS // count))
    used = min(worlds, most)
    notes = []
    if used < worlds:
        notes.append(f"differences of P are from {used:,} of {worlds:,} worlds: {count} influences can matter")
    return Carriers(compiled, scenario, concept, worlds=used, seed=seed, prior=prior, steps=steps), notes


def _voices(
    before: _Before, rows: list[Influence], rescore: Rescore, names: Mapping[str, str]
) -> tuple[list[tuple[float, Hinge]], list[str]]:
    """Every voice behind the influences that matter, as a hinge."""
    heard: dict[str, dict[str, list[Support]]] = {}
    for row in rows:
        for support in (*row.supports, *row.denials):
            for voice in support.voices or ("",):
                heard.setdefault(voice, {}).setdefault(row.id, []).append(support)
    voices = sorted(heard, key=lambda voice: (-sum(map(len, heard[voice].values())), voice))
    notes = []
    if len(voices) > MOST_VOICES:
        notes.append(f"{len(voices)} voices; the {MOST_VOICES} that stand behind most rows were looked at")
    out = []
    for voice in sorted(voices[:MOST_VOICES]):
        beliefs: dict[int, float] = {}
        for edge, row in enumerate(rows):
            if row.id in heard[voice]:
                kept = _unheard(row.supports, voice)
                beliefs[edge] = rescore(kept, _unheard(row.denials, voice)) if kept else 0.0
                if not 0 <= beliefs[edge] <= 1:
                    raise UsageError(f"beliefs_without gave {beliefs[edge]} for {row.id}; it must lie in [0, 1]")
        change = before.without(beliefs)
        said = tuple(support for found in heard[voice].values() for support in found)
        label = names.get(voice, voice) or "unnamed sources"
        hinge = Hinge(kind="voice", id=voice, label=label, p_dropped=change.p, quotes=_quotes(said), error=change.error)
        out.append((abs(change.by), hinge))
    return out, notes


def _unheard(supports: tuple[Support, ...], voice: str) -> tuple[Support, ...]:
    """Supports without a voice: struck from those that others commit to as well, the rest withdrawn."""
    kept = []
    for support in supports:
        voices = tuple(other for other in support.voices if other != voice)
        if voices or (voice and not support.voices):
            kept.append(support if voices == support.voices else replace(support, voices=voices))
    return tuple(kept)


def _turning_notes(turning: Turning | None, p: float, opposite: float, *, held: bool) -> list[str]:
    if held:
        return ["the concept is itself set: nothing else moves it"]
    if not p and not opposite:
        return ["nothing that is set moves the concept, either way"]
    if turning is None and p <= opposite:
        return [f"the conclusion does not hold: the opposite is as probable ({opposite:.2f}) or more"]
    return []


def _ranked(found: list[tuple[float, Hinge]]) -> tuple[Hinge, ...]:
    return tuple(hinge for _, hinge in sorted(found, key=lambda item: (-item[0], item[1].id)))


def _quotes(supports: tuple[Support, ...]) -> tuple[str, ...]:
    """The words of the surest supports, each once."""
    sure = sorted(supports, key=lambda s: -s.confidence)
    return tuple(dict.fromkeys(support.quote for support in sure if support.quote))[:_QUOTES]
