"""A set of digests in sorted runs holds what a plain set holds, in little room."""

from __future__ import annotations

import random

import pytest

from aitia.store import digests
from aitia.store.digests import SIZE, Digests


@pytest.mark.parametrize("longest", [64, 1 << 24])
def test_it_is_a_set(monkeypatch: pytest.MonkeyPatch, longest: int) -> None:
    monkeypatch.setattr(digests, "_NEWEST", 8)
    monkeypatch.setattr(digests, "_LONGEST", longest)
    chance = random.Random(4)
    few = [bytes(SIZE), b"\xff" * SIZE, *(bytes(8) + bytes([n]) * 8 for n in range(20))]  # many with one first half
    drawn = [*few, *few, *(chance.randbytes(SIZE) for _ in range(500))]
    chance.shuffle(drawn)
    held, plain = Digests(), set[bytes]()
    for number, digest in enumerate(drawn):
        assert (digest in held) == (digest in plain)
        if number % 3:
            assert held.add(digest) == (digest not in plain)
        else:
            held.update([digest])
        plain.add(digest)
    assert all(digest in held for digest in plain)
    assert not any(chance.randbytes(SIZE) in held for _ in range(200))
    assert len(plain) <= len(held) <= len(drawn)


def test_it_takes_little_room() -> None:
    import tracemalloc

    chance = random.Random(1)
    tracemalloc.start()
    try:
        held = Digests()
        held.update(chance.randbytes(SIZE) for _ in range(3 << 18))
        room, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert room / len(held) < 30
