"""The trained heads: spans and pieces, pointers, the NumPy heads, and the encoder that ships."""

from __future__ import annotations

import numpy as np
import pytest

from aitia.model.reading import Reading
from aitia.neural.decode import decode, spans_linked
from aitia.neural.encoder import DATA, Encoder, digest, encoder
from aitia.neural.heads import (
    ATTENDING,
    BRANCHES,
    FACTOR,
    FOCI,
    RELATIONS,
    SHAPES,
    TYPES,
    UNASKED,
    WIDTH,
    Attention,
    Head,
    cause_flags,
    role_flags,
    sigmoid,
    softmax,
    tie_flags,
    type_flags,
)
from aitia.neural.pieces import MAX_PIECES, between, pieces_of
from aitia.pipeline import Settings, read_documents
from samples import ODD_TEXTS, documents

OFFSETS = [(0, 0), (0, 5), (6, 9), (9, 12), (13, 20), (0, 0)]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(0, 5, (1, 2)), (6, 12, (2, 4)), (7, 8, (2, 3)), (0, 20, (1, 5)), (5, 6, None), (20, 25, None), (12, 14, (4, 5))],
)
def test_pieces_of_characters(start: int, end: int, expected: tuple[int, int] | None) -> None:
    assert pieces_of(OFFSETS, start, end) == expected


def test_between_two_runs() -> None:
    assert between((1, 2), (4, 5)) == (2, 4)
    assert between((4, 5), (1, 2)) == (2, 4)
    assert between((1, 3), (3, 4)) == (0, 1)  # they touch: the start marker
    assert between((1, 4), (2, 3)) == (0, 1)


def pointers(size: int, **spans: tuple[int, int]) -> np.ndarray:
    """Log-probabilities that point at the given runs of pieces."""
    out = np.full((size, 6), -9.0, dtype=np.float32)
    for name, (start, end) in spans.items():
        part = 2 * ("cause", "effect", "signal").index(name)
        out[start, part] = out[end - 1, part + 1] = -0.1
    return out


def test_decode_finds_what_is_pointed_at() -> None:
    found = decode(pointers(12, cause=(1, 4), effect=(6, 10), signal=(4, 6)))
    assert found is not None
    assert (found.cause, found.effect, found.signal) == ((1, 4), (6, 10), (4, 6))


def test_decode_takes_no_signal_where_the_start_marker_is_pointed_at() -> None:
    found = decode(pointers(12, cause=(1, 4), effect=(6, 10), signal=(0, 1)))
    assert found is not None
    assert found.signal is None


def test_decode_never_lets_cause_and_effect_overlap() -> None:
    for seed in range(50):
        noise = np.random.default_rng(seed).normal(size=(15, 6)).astype(np.float32)
        found = decode(np.log(softmax(noise.T).T))
        assert found is not None
        assert found.cause[1] <= found.effect[0] or found.effect[1] <= found.cause[0]
        assert all(1 <= a < b <= 14 for a, b in (found.cause, found.effect))


def test_decode_of_next_to_nothing() -> None:
    assert decode(np.zeros((2, 6), dtype=np.float32)) is None
    assert decode(np.zeros((3, 6), dtype=np.float32)) is None


def span_logits(size: int, **spans: tuple[int, int]) -> np.ndarray:
    """Logits of ``causal_spans`` that point at the given runs of pieces."""
    out = np.full((size, SHAPES["causal_spans"].outputs), 0.0, dtype=np.float32)
    for name, (start, end) in spans.items():
        part = 2 * ("cause", "effect", "signal").index(name)
        out[start, part] = out[end - 1, part + 1] = 9.0
    return out


def test_whole_spans_are_found() -> None:
    found = spans_linked(span_logits(12, cause=(1, 4), effect=(6, 10), signal=(4, 6)))
    assert found is not None
    assert (found.cause, found.effect, found.signal) == ((1, 4), (6, 10), (4, 6))
    silent = spans_linked(span_logits(12, cause=(6, 7), effect=(1, 3), signal=(0, 1)))
    assert silent is not None
    assert (silent.cause, silent.effect, silent.signal) == ((6, 7), (1, 3), None)
    assert spans_linked(span_logits(3)) is None


def test_both_ends_of_a_span_must_agree() -> None:
    """Two starts and two ends are as likely; what their vectors say decides which belong together."""
    logits = span_logits(14, cause=(1, 3), effect=(9, 12), signal=(0, 1))
    logits[5, 0] = logits[6, 1] = 9.0
    logits[5, 6], logits[6, 6 + FACTOR] = 4.0, 4.0
    found = spans_linked(logits)
    assert found is not None
    assert found.cause == (5, 7)


def test_spans_never_overlap_nor_leave_the_sentence() -> None:
    for seed in range(30):
        noise = np.random.default_rng(seed).normal(size=(15, SHAPES["causal_spans"].outputs)).astype(np.float32)
        found = spans_linked(noise)
        assert found is not None
        assert found.cause[1] <= found.effect[0] or found.effect[1] <= found.cause[0]
        assert all(1 <= a < b <= 14 for a, b in (found.cause, found.effect))


def test_a_branch_sees_what_is_marked() -> None:
    shipped = encoder()
    found = shipped.encode("Shops closed after the clashes, so the town ran short of bread.")
    for name in BRANCHES:
        plain, marked = shipped.branch(name, found, []), shipped.branch(name, found, [(0, 1, 3)])
        assert plain.shape == found.vectors.shape
        assert not np.allclose(plain, marked)
        assert (shipped.branch(name, found, []) == plain).all()


def test_attention_is_softmax_weighted_values() -> None:
    rng = np.random.default_rng(1)
    query, key, value = (
        rng.normal(size=s).astype(np.float32) / 20 for s in ((2 * WIDTH, WIDTH), (WIDTH,) * 2, (WIDTH,) * 2)
    )
    pairs, pieces = rng.normal(size=(2, 2 * WIDTH)).astype(np.float32), rng.normal(size=(5, WIDTH)).astype(np.float32)
    made = Attention(query, key, value)(pairs, pieces)
    size = WIDTH // FOCI
    for n in range(2):
        for f in range(FOCI):
            part = slice(f * size, (f + 1) * size)
            q = (pairs[n] @ query)[part]
            scores = [float(q @ (p @ key)[part]) / size**0.5 for p in pieces]
            weights = np.exp(scores) / np.exp(scores).sum()
            expected = sum(w * (p @ value)[part] for w, p in zip(weights, pieces, strict=True))
            np.testing.assert_allclose(made[n, part], expected, rtol=1e-3, atol=1e-4)


def test_a_head_is_one_hidden_layer() -> None:
    head = Head(
        np.eye(2, dtype=np.float32), np.array([0, -1], np.float32), np.ones((2, 1), np.float32), np.zeros(1, np.float32)
    )
    assert head(np.array([[2.0, 3.0], [-1.0, 0.5]], np.float32)).tolist() == [[4.0], [0.0]]
    assert sigmoid(np.array([0.0, 1e9, -1e9], np.float32)).tolist() == pytest.approx([0.5, 1.0, 0.0])


def test_flags_say_what_the_rules_read() -> None:
    assert sum(type_flags("ASSAULT")) == 1
    assert type_flags(None)[0] == 1
    forth = tie_flags("opposes", None)
    assert forth[RELATIONS.index("opposes")] == forth[len(RELATIONS)] == 1
    assert len(type_flags(None)) == len(TYPES) == SHAPES["trigger"].flags
    assert len(forth) == SHAPES["tie"].flags == SHAPES["dse"].flags
    assert len(role_flags(True, False, True)) == SHAPES["role"].flags
    assert len(cause_flags(True, False)) == SHAPES["guide"].flags


def test_the_shipped_files_fit() -> None:
    sizes = {p.name: p.stat().st_size for p in DATA.iterdir() if p.suffix in (".onnx", ".npz", ".json")}
    assert {"encoder.onnx", "heads.npz", "tokenizer.json"} <= set(sizes)
    assert sum(sizes.values()) <= 40_000_000
    shipped = encoder()
    for name, shape in SHAPES.items():
        rows = np.zeros((2, shape.inputs), dtype=np.float32)
        if name not in ATTENDING and name not in UNASKED:
            assert shipped.ask(name, list(rows)).shape == (2, shape.outputs)
    assert len(digest()) == 12


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_any_text_can_be_encoded(text: str) -> None:
    found = encoder().encode(text)
    assert len(found.vectors) == len(found.offsets) >= 2
    assert np.isfinite(found.vectors).all()
    assert all(0 <= a <= b <= len(text) for a, b in found.offsets)


def test_long_text_is_cut_not_refused() -> None:
    assert len(encoder().encode("war and peace " * 5000).vectors) == MAX_PIECES


def test_a_sentence_gets_the_same_vectors_in_any_company() -> None:
    shipped, sentence = Encoder(), "The army shelled the town after talks failed."
    alone = shipped.encode(sentence).vectors
    shipped.encode("Something else altogether, and rather longer than the sentence before it was.")
    assert (shipped.encode(sentence).vectors == alone).all()
    assert (Encoder().encode(sentence).vectors == alone).all()


@pytest.fixture(scope="module")
def both() -> list[tuple[Reading, Reading]]:
    """Every example article read by rules alone, and with the heads."""
    fast, whole = (
        [r for r in read_documents(documents(), settings=Settings(fast=quick)) if isinstance(r, Reading)]
        for quick in (True, False)
    )
    return list(zip(fast, whole, strict=True))


def rules_of(reading: Reading) -> list[str]:
    return [row.rule for layer in (reading.events, reading.ties, reading.causes) for row in layer]


def test_fast_reads_by_rules_alone(both: list[tuple[Reading, Reading]]) -> None:
    for fast, whole in both:
        assert not [r for r in rules_of(fast) if "trained" in r]
        assert fast.provenance.reader != whole.provenance.reader
        assert not any("heads" in m for m in fast.provenance.models)
        assert any(digest() in m for m in whole.provenance.models)


def test_rows_of_the_heads_say_so() -> None:
    found = read_documents(documents(), settings=Settings(implied=True))
    rules = [r for reading in found if isinstance(reading, Reading) for r in rules_of(reading)]
    assert any(r == "causes/trained-implied" for r in rules)
    assert any(r == "trained/attitude" for r in rules)


def test_rules_are_never_silently_dropped(both: list[tuple[Reading, Reading]]) -> None:
    """Whatever the rules read from an explicit signal is in the whole reading too."""
    for fast, whole in both:
        assert {(e.trigger, e.type) for e in fast.events} <= {(e.trigger, e.type) for e in whole.events}
        assert {(c.cause, c.effect) for c in fast.causes} <= {(c.cause, c.effect) for c in whole.causes}
        assert {(t.subject, t.relation, t.object) for t in fast.ties} <= {
            (t.subject, t.relation, t.object) for t in whole.ties
        }
