"""Sobol and Morris indices: the analytic ones of known functions, the same for the same seed, nothing on the side."""

from __future__ import annotations

import doctest
import math
import os
import subprocess
import sys
import warnings

import numpy as np
import pytest

from aitia.analyse import sensitivity, shares
from aitia.analyse.carriers import Carriers
from aitia.analyse.compiled import compile_map
from aitia.analyse.sensitivity import morris, sobol
from aitia.errors import UsageError
from aitia.model.assembled import CauseMap, Concept, Influence
from aitia.model.outcomes import Scenario

ANGLES = dict.fromkeys("abc", (-math.pi, math.pi))


def ishigami(x):
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def ishigami_indices(a=7.0, b=0.1):
    """Ishigami & Homma (1990): V1 = (1 + b pi^4 / 5)^2 / 2, V2 = a^2 / 8, V13 = b^2 pi^8 (1/18 - 1/50)."""
    v1, v2 = (1 + b * math.pi**4 / 5) ** 2 / 2, a**2 / 8
    v13 = b**2 * math.pi**8 * (1 / 18 - 1 / 50)
    v = v1 + v2 + v13
    return (v1 / v, v2 / v, 0.0), ((v1 + v13) / v, v2 / v, v13 / v)


@pytest.mark.parametrize("module", [sensitivity, shares])
def test_the_examples_run(module):
    result = doctest.testmod(module)
    assert result.attempted and not result.failed


def test_analytic_indices_are_the_published_ones():
    first, total = ishigami_indices()
    assert first == pytest.approx((0.3139, 0.4424, 0.0), abs=5e-5)
    assert total == pytest.approx((0.5576, 0.4424, 0.2437), abs=5e-5)


@pytest.mark.parametrize(("samples", "tolerance"), [(1024, 0.02), (16384, 0.002)])
def test_sobol_indices_of_the_ishigami_function(samples, tolerance):
    first, total = ishigami_indices()
    found = sobol(ishigami, ANGLES, samples=samples, seed=0)
    assert found.names == ("a", "b", "c")
    assert found.first == pytest.approx(first, abs=tolerance)
    assert found.total == pytest.approx(total, abs=tolerance)
    assert all(0 < error < 0.2 for error in found.total_error)


def test_morris_effects_of_a_plane_are_its_slopes():
    slopes = np.array([3.0, -2.0, 0.0])
    found = morris(lambda x: x @ slopes, {"a": (0, 1), "b": (0, 1), "c": (0, 1)}, trajectories=10, seed=3)
    assert found.mean == pytest.approx(slopes)
    assert found.mean_abs == pytest.approx(abs(slopes))
    assert found.spread == pytest.approx((0, 0, 0), abs=1e-9)


def test_morris_spread_shows_an_interaction_and_mean_abs_what_cancels():
    found = morris(lambda x: (x[:, 0] - 0.5) * (x[:, 1] - 0.5), {"a": (0, 1), "b": (0, 1)}, trajectories=400, seed=0)
    assert abs(found.mean[0]) < 0.05 < found.mean_abs[0]
    assert found.spread[0] > 0.1


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others():
    runs = [sobol(ishigami, ANGLES, samples=256, seed=seed) for seed in (0, 0, 1)]
    assert runs[0] == runs[1] != runs[2]
    effects = [morris(ishigami, ANGLES, trajectories=8, seed=seed) for seed in (0, 0, 1)]
    assert effects[0] == effects[1] != effects[2]


def test_nothing_is_warned_of_and_the_global_generator_is_left_alone():
    before = np.random.get_state()[1].copy()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sobol(ishigami, ANGLES, samples=100, seed=0)  # no power of two
        morris(ishigami, ANGLES, trajectories=5, seed=0)
    assert (np.random.get_state()[1] == before).all()


def test_what_does_not_vary_has_no_indices():
    found = sobol(lambda x: np.full(len(x), 0.3), {"a": (0, 1)}, samples=64)
    assert found.first == found.total == (0.0,)


def test_importing_is_light_and_running_writes_nothing(tmp_path):
    code = (
        "import sys; from aitia.analyse.sensitivity import sobol, morris\n"
        "assert not {'SALib', 'pandas', 'scipy', 'matplotlib'} & set(sys.modules), 'imported too early'\n"
        "f = {'a': (0, 1), 'b': (0, 1)}\n"
        "sobol(lambda x: x[:, 0], f, samples=8); morris(lambda x: x[:, 0], f, trajectories=4)\n"
        "assert 'matplotlib' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: sobol(ishigami, {}, samples=8), "no factor"),
        (lambda: sobol(ishigami, ANGLES, samples=1), "samples is 1"),
        (lambda: morris(ishigami, ANGLES, trajectories=1), "trajectories is 1"),
        (lambda: sobol(ishigami, {"a": (1, 0)}, samples=8), "'a' goes from 1 to 0"),
        (lambda: sobol(lambda x: x, ANGLES, samples=8), "shape"),
        (lambda: sobol(lambda x: x[:, 0] * math.inf, ANGLES, samples=8), "finite"),
    ],
)
def test_what_makes_no_sense_is_refused(call, words):
    with pytest.raises(UsageError, match=words):
        call()


def carriers_of(*rows: Influence, of: str = "c", given: tuple[str, ...] = ("a",), worlds: int = 1) -> Carriers:
    names = sorted({end for row in rows for end in (row.cause, row.effect)})
    causes = CauseMap(concepts=tuple(Concept(id=n, label=n) for n in names), influences=rows)
    return Carriers(compile_map(causes), Scenario(set=dict.fromkeys(given, 1.0)), of, worlds=worlds)


def test_shares_of_a_chain_are_the_analytic_ones():
    """Y = X1 X2 with independent X: S1 = v1 m2^2 / V, ST1 = v1 (m2^2 + v2) / V; X = 0 or uniform, with belief p."""
    p = 0.6
    mean, square = p / 2, p / 3
    var = square - mean**2
    whole = square**2 - mean**4
    chain = carriers_of(
        Influence(cause="a", effect="b", polarity=1, belief=p),
        Influence(cause="b", effect="c", polarity=-1, belief=p),
    )
    found, notes = shares.shares(chain, [0, 1], seed=0)
    assert notes == []
    for share in found.values():
        assert share.first == pytest.approx(var * mean**2 / whole, abs=0.03)
        assert share.total == pytest.approx(var * square / whole, abs=0.03)
        assert share.morris > 0


def test_a_certain_influence_with_a_stated_weight_has_no_share():
    found, _ = shares.shares(
        carriers_of(
            Influence(cause="a", effect="b", polarity=1, weight=0.9, belief=1.0),
            Influence(cause="b", effect="c", polarity=1, belief=0.5),
        ),
        [0, 1],
    )
    assert found[0] == shares.Shares(first=0.0, total=0.0, morris=0.0)
    assert found[1].total == pytest.approx(1.0, abs=1e-6)


def test_more_influences_than_the_cap_are_held_and_a_note_says_so():
    rows = [Influence(cause="a", effect=f"m{i:02}", polarity=1, belief=0.5) for i in range(20)]
    rows += [Influence(cause=f"m{i:02}", effect="c", polarity=1, belief=0.5) for i in range(20)]
    found, notes = shares.shares(carriers_of(*rows), list(range(40)))
    assert len(found) == shares.FACTORS
    assert "10 more were held" in notes[0]
