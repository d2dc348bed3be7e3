"""Near-duplicates are found, and only they: wire copies, updates with a new lead; not other texts on the matter."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from made_store import make_store

from aitia.model.reading import Reading
from aitia.store.near import Signer, agreement
from aitia.store.opened import open_store
from made import reading

NOUNS = "army rebel city minister border treaty embargo convoy parliament militia harvest river envoy".split()
VERBS = "crossed denounced rejected welcomed shelled defended inspected followed left entered".split()


def story(seed: int, sentences: int = 30) -> list[str]:
    """Sentences of one story; another seed tells of the same things in other words."""
    rng = random.Random(seed)
    return [
        f"The {rng.choice(NOUNS)} {rng.choice(VERBS)} the {rng.choice(NOUNS)} near the {rng.choice(NOUNS)}"
        f" on day {rng.randint(1, 28)}."
        for _ in range(sentences)
    ]


def shingles(text: str) -> set[tuple[str, ...]]:
    words = text.lower().replace(".", "").split()
    return {tuple(words[n : n + 3]) for n in range(len(words) - 2)}


def test_a_signature_estimates_the_shared_share() -> None:
    signer, rng = Signer(), random.Random(5)
    for kept in (1.0, 0.9, 0.8, 0.6, 0.3):
        one = [f"w{rng.randint(0, 10**6)}" for _ in range(600)]
        other = one[: int(600 * kept)] + [f"w{rng.randint(0, 10**6)}" for _ in range(int(600 * (1 - kept)))]
        a, b = " ".join(one), " ".join(other)
        exact = len(shingles(a) & shingles(b)) / len(shingles(a) | shingles(b))
        first, second = signer.signature(a), signer.signature(b)
        assert first is not None
        assert second is not None
        assert agreement(first, second) == pytest.approx(exact, abs=0.13)


def test_signatures_do_not_hang_on_what_was_signed_before() -> None:
    text, signer = " ".join(story(1)), Signer()
    before = signer.signature(text)
    signer.signature(" ".join(story(2)))
    assert before is not None
    assert np.array_equal(before, signer.signature(text))
    assert np.array_equal(before, Signer().signature(text))
    assert Signer().signature("only a few words here") is None


def of(text: str, name: str) -> Reading:
    return reading(text, name=name)


def clusters(tmp_path: Path, texts: dict[str, str]) -> dict[str, frozenset[str]]:
    with open_store(make_store(tmp_path / "store", [of(t, n) for n, t in texts.items()])) as store:
        rows = store.rows("SELECT d.name, c.cluster FROM doc_info d JOIN clusters c USING (doc)")
    out: dict[str, set[str]] = {}
    for row in rows:
        out.setdefault(row["cluster"], set()).add(row["name"])
    return {name: frozenset(names) for names in out.values() for name in names}


def test_copies_and_updates_are_one_cluster_and_others_are_not(tmp_path: Path) -> None:
    base = story(1)
    found = clusters(tmp_path, {
        "wire": " ".join(base),
        "copy": "(Agency) " + " ".join(base),
        "update": "NEW: Talks have collapsed, officials said late on Sunday. " + " ".join(base),
        "edited": " ".join([*base[:10], "A line was changed.", *base[11:]]),
        "other": " ".join(story(2)),
        "third": " ".join(story(3)),
        "half": " ".join([*base[:15], *story(4, 15)]),
        "short": "The army left.", "short too": "The army left!",
    })  # fmt: skip
    assert found["wire"] == {"wire", "copy", "update", "edited"}
    for name in ("other", "third", "half", "short", "short too"):
        assert found[name] == {name}, name


def test_later_documents_join_the_clusters_that_are_there(tmp_path: Path) -> None:
    base = " ".join(story(1))
    root = make_store(tmp_path / "store", [of(base, "one")])
    with open_store(root) as store:
        assert len(store.rows("SELECT DISTINCT cluster FROM clusters")) == 1
    signed = {p: p.stat().st_mtime_ns for p in (root / "near").iterdir()}
    from made_store import add_readings

    add_readings(root, [of(base + " Later.", "two"), of(" ".join(story(9)), "three")])
    from aitia.store.catalogue import build_catalogue

    build_catalogue(root)
    with open_store(root) as store:
        assert sorted(r["n"] for r in store.rows("SELECT count(*) AS n FROM clusters GROUP BY cluster")) == [1, 2]
    assert all(p.stat().st_mtime_ns == when for p, when in signed.items())
