"""What an evaluation yields: figures with their support, a trivial baseline and a target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from aitia.evaluate.calibration import Reliability
from aitia.evaluate.judged import Sample

FORMAT: Final = "aitia.evaluation/1"
Part = Literal["real articles", "original articles", "sets"]
LAYERS: Final = ("actors", "events", "ties", "claims", "causes", "options", "figures")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure.

    ``key`` names it for scripts and floors (``real.events.strict``, ``plover_gsr.type``); ``value`` is an F1 or an
    accuracy between 0 and 1 (an MCC between -1 and 1); ``support`` counts the gold items it stands on; ``baseline`` is
    what the trivial answer ``baseline_name`` gets, ``published`` the best figure others report, ``ceiling`` what people
    reach.
    """

    key: str
    part: Part
    group: str
    figure: str
    measure: str
    value: float
    precision: float | None = None
    recall: float | None = None
    support: int
    baseline: float | None = None
    baseline_name: str = ""
    target: float | None = None
    ceiling: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All figures of one run, and what they were measured on.

    ``samples`` and ``reliability`` are there where a folder of judged rows was given; ``found_again`` and ``lost`` then
    count the judged rows that today's reading has and has not.
    """

    rows: tuple[Row, ...]
    records: dict[str, int]
    unread: dict[str, int]
    limit: int | None
    version: str
    commit: str | None
    command: str
    gold_sha256: str
    samples: tuple[Sample, ...] = ()
    reliability: tuple[Reliability, ...] = ()
    found_again: int = 0
    lost: int = 0

    def values(self) -> dict[str, float]:
        """Figures by key."""
        return {row.key: row.value for row in self.rows}

    def imprecise(self, least: float = 0.30) -> list[str]:
        """Layers whose strict precision on the real articles is below ``least``."""
        return [
            row.group
            for row in self.rows
            if row.part == "real articles"
            and row.measure == "strict F1"
            and row.group in LAYERS
            and row.precision is not None
            and row.precision < least
        ]
