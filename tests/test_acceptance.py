"""Judges of rows see a row's own words, stay out of fast readings, and learn what they are shown."""

from pathlib import Path

import numpy as np
import pytest
from training.acceptance import FOLDS, crossed, fit

from aitia.evaluate.calibration import area
from aitia.extract.acceptance import accepted, look, parts
from aitia.extract.rules import read_layers
from aitia.extract.trained import trained
from aitia.ingest import from_text
from aitia.language.page import Page
from aitia.language.parse import DEFAULT_PARSER, read_pages
from aitia.model.reading import Reading
from aitia.neural.acceptance import PARTS, Judges, judges
from aitia.neural.heads import WIDTH
from aitia.pipeline import Settings

TEXT = "Chad attacked Libya on Monday. The attack led to a famine. Chad is an ally of France."


@pytest.fixture(scope="module")
def read() -> tuple[Page, Reading]:
    [page] = read_pages([(from_text(TEXT), [])], parser=DEFAULT_PARSER)
    return page, read_layers(page, Settings().provenance())


def test_every_layer_that_ships_has_weights() -> None:
    assert judges().layers == ("causes", "events", "ties")


def test_rows_are_looked_at(read: tuple[Page, Reading]) -> None:
    page, reading = read
    rows = [*reading.events, *reading.ties, *reading.causes]
    assert rows
    assert set(page.looks) == {row.id for row in rows}
    assert all(0 < p < 1 for p in page.looks.values())


def test_a_look_is_of_signal_and_sides(read: tuple[Page, Reading]) -> None:
    page, reading = read
    heads = trained(page)
    assert heads is not None
    attack = next(e for e in reading.events if page.quote(e.trigger) == "attacked")
    found = look(page, heads, attack)
    assert found is not None
    assert found.shape == (PARTS * WIDTH,)
    encoded = heads.encoded(page.sentences[0])
    assert encoded is not None
    for n, span in enumerate(parts(attack)):
        assert span is not None
        run = heads.pieces(page.sentences[0], span)
        assert run is not None
        np.testing.assert_array_equal(found[n * WIDTH : (n + 1) * WIDTH], encoded.over(run))


def test_rules_alone_are_not_judged() -> None:
    [page] = read_pages([(from_text(TEXT), [])], parser=DEFAULT_PARSER)
    page.cache["fast"] = True
    reading = read_layers(page, Settings(fast=True).provenance())
    assert reading.events
    assert page.looks == {} == accepted(page, "events", reading.events)


def test_a_judge_learns_and_ships(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(600, 30))
    y = (x[:, 0] + x[:, 1] + 0.5 * rng.normal(size=600) > 0).astype(float)
    odds = crossed(x, y, np.arange(600) % FOLDS)
    assert area(odds, y) > 0.8
    weights = fit(x, y).astype(np.float32)
    np.savez(tmp_path / "w.npz", events=weights)
    known = Judges(tmp_path / "w.npz")
    assert known.log_odds("events", x[0].astype(np.float32)) == pytest.approx(
        float(x[0] @ weights[:-1] + weights[-1]), 1e-4
    )
