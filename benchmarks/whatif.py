"""Measure the what-if engines: fuzzy maps against a plain NumPy loop, Monte Carlo worlds, and how cost grows.

    python benchmarks/whatif.py [--quick] [--json]

CPU seconds, best of several, both sides of a ratio taking turns in one process. Asked for: one run of a fuzzy map at
most 1.5 times the plain loop, 10,000 worlds of 1,000 concepts and 5,000 influences in under 10 s and 1 GB, and every
engine in seconds on 100,000 influences. Growth is the power of the cost in worlds and in influences: 1 is linear; the
large map of a pair no longer fits the nearest cache, which costs a little more for each number.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import sys
import time
from collections.abc import Callable

import numpy as np

from aitia.analyse.compiled import Compiled, compile_map
from aitia.analyse.fuzzy import fuzzy_what_if, run_fuzzy
from aitia.analyse.linear import steady_state
from aitia.analyse.signs import propagate_signs
from aitia.analyse.worlds import monte_carlo
from aitia.model.assembled import CauseMap, Concept, Influence
from aitia.model.outcomes import Scenario

MOST_RATIO = 1.5
MOST_SECONDS = 10.0
MOST_MEGABYTES = 1000.0
MOST_GROWTH = 1.2
MOST_LARGE = 20.0
ASKED = Scenario(set={"c0": 1.0})


def random_map(concepts: int, influences: int, *, believed: float = 1.0) -> CauseMap:
    """A random map: each influence between two random concepts, of random sign and belief."""
    rng = np.random.default_rng(concepts + influences)
    causes, effects = rng.integers(0, concepts, (2, influences)).tolist()
    polarities = rng.choice((-1, 1), influences).tolist()
    beliefs = (rng.random(influences) * believed).tolist()
    rows = zip(causes, effects, polarities, beliefs, strict=True)
    return CauseMap(
        concepts=tuple(Concept(id=f"c{i}", label=f"c{i}") for i in range(concepts)),
        influences=tuple(Influence(cause=f"c{a}", effect=f"c{b}", polarity=p, belief=q) for a, b, p, q in rows),
    )


def cpu(action: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    before = time.process_time()
    action()
    return time.process_time() - before


def plain_loop(weights: np.ndarray, begin: np.ndarray, iterations: int) -> np.ndarray:
    """A fuzzy map as anybody would write it."""
    state = begin
    for _ in range(iterations):
        new = 1 / (1 + np.exp(-(state @ weights)))
        still = np.abs(new - state).max() < 1e-3
        state = new
        if still:
            break
    return state


def fuzzy_ratio(size: int, rounds: int) -> dict[str, float]:
    """One run against the plain loop, on a map in which every concept acts on every third or so."""
    rng = np.random.default_rng(size)
    weights = np.where(rng.random((size, size)) < 0.3, rng.uniform(-1, 1, (size, size)), 0)
    begin = rng.random(size)
    repeat = max(1, 2000 // size)
    ours, plain = math.inf, math.inf
    for _ in range(rounds):
        ours = min(ours, cpu(lambda: [run_fuzzy(weights, begin) for _ in range(repeat)]))
        plain = min(plain, cpu(lambda: [plain_loop(weights, begin, 30) for _ in range(repeat)]))
    if not np.allclose(run_fuzzy(weights, begin).states[-1], plain_loop(weights, begin, 30)):
        raise AssertionError("the two sides do not compute the same")
    return {"ours_ms": ours / repeat * 1e3, "plain_ms": plain / repeat * 1e3, "ratio": ours / plain}


def worlds_cost(compiled: Compiled, worlds: int, rounds: int) -> float:
    """Best CPU seconds of so many worlds."""
    return min(cpu(lambda: monte_carlo(compiled, ASKED, worlds=worlds)) for _ in range(rounds))


def growth(small: float, large: float, times: float) -> float:
    """The power of the cost where the work grew so many times."""
    return math.log(large / small) / math.log(times)


def large_maps(influences: int) -> dict[str, float]:
    """CPU seconds of each engine on a map with five influences a concept."""
    compiled = compile_map(random_map(influences // 5, influences))
    weak = compile_map(random_map(influences // 5, influences, believed=0.3))
    return {
        "compile": cpu(lambda: compile_map(random_map(influences // 5, influences))),
        "sign": cpu(lambda: propagate_signs(compiled, ASKED)),
        "fcm": cpu(lambda: fuzzy_what_if(compiled, ASKED)),
        "linear": cpu(lambda: steady_state(weak, ASKED)),
        "montecarlo, 100 worlds": cpu(lambda: monte_carlo(compiled, ASKED, worlds=100)),
    }


def measure(quick: bool) -> dict[str, object]:
    """Everything, Monte Carlo first: its memory is the highest so far then."""
    rounds = 2 if quick else 5
    compiled = compile_map(random_map(1000, 5000))
    seconds = min(cpu(lambda: monte_carlo(compiled, ASKED, worlds=10_000)) for _ in range(1 if quick else 3))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    step = 500 if quick else 2000
    few, many = worlds_cost(compiled, step, rounds), worlds_cost(compiled, 4 * step, rounds)
    wide = worlds_cost(compile_map(random_map(4000, 20_000)), step, rounds)
    return {
        "worlds": {"cpu_s": seconds, "peak_mb": memory},
        "growth": {"worlds": growth(few, many, 4), "influences": growth(few, wide, 4)},
        "fcm": {str(size): fuzzy_ratio(size, 3 * rounds) for size in (10, 100, 1000)},
        "large": large_maps(20_000 if quick else 100_000),
    }


def missed(result: dict[str, object]) -> list[str]:
    """Which targets are missed, in words."""
    worlds, grows, fcm, large = (result[key] for key in ("worlds", "growth", "fcm", "large"))
    out = [f"fcm ratio at {size}" for size, row in fcm.items() if row["ratio"] > MOST_RATIO]  # type: ignore[attr-defined]
    out += ["seconds of 10,000 worlds"] * (worlds["cpu_s"] > MOST_SECONDS)  # type: ignore[index]
    out += ["memory of 10,000 worlds"] * (worlds["peak_mb"] > MOST_MEGABYTES)  # type: ignore[index]
    out += [f"growth with {what}" for what, power in grows.items() if power > MOST_GROWTH]  # type: ignore[attr-defined]
    return out + [f"{what} on the large map" for what, took in large.items() if took > MOST_LARGE]  # type: ignore[attr-defined]


def main() -> int:
    """Measure and print; exit 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer rounds, smaller large maps")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    chosen = parser.parse_args()
    result = measure(chosen.quick)
    wrong = missed(result)
    if chosen.json:
        print(json.dumps({**result, "missed": wrong}, indent=2))
        return 1 if wrong else 0
    worlds, grows, fcm, large = (result[key] for key in ("worlds", "growth", "fcm", "large"))
    print(f"10,000 worlds, 1,000 concepts, 5,000 influences: {worlds['cpu_s']:.2f} CPU s, "  # type: ignore[index]
          f"{worlds['peak_mb']:.0f} MB of the whole process")  # type: ignore[index] # fmt: skip
    print("growth of the cost: " + ", ".join(f"{p:.2f} in {what}" for what, p in grows.items()))  # type: ignore[attr-defined]
    for size, row in fcm.items():  # type: ignore[attr-defined]
        print(f"fuzzy map of {size:>4}: {row['ours_ms']:.3f} ms, plain loop {row['plain_ms']:.3f} ms, "
              f"ratio {row['ratio']:.2f}")  # fmt: skip
    count = "20,000" if chosen.quick else "100,000"
    print(f"{count} influences: " + ", ".join(f"{what} {took:.2f} s" for what, took in large.items()))  # type: ignore[attr-defined]
    for what in wrong:
        print(f"MISSED: {what}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
