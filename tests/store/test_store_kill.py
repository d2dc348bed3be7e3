"""Killed anywhere and started again, a build ends with the bytes of an undisturbed one.

AITIA_KILLS says how often it is killed (scripts/nightly-store: 200 times), and then every step is cut, too.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from built import checksums, made, small_parts, sources

from aitia.store.batches import whole_batches
from aitia.store.layout import open_layout
from aitia.store.runs import sort_out
from samples import interrupt

KILLS = int(os.environ.get("AITIA_KILLS", "6"))
EVERY = 1 if KILLS > 6 else 9


class Cut(BaseException):
    """The power fails."""


class Power:
    """Counts the steps that make something last, and fails at one of them, before or after it is done."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.steps, self.last, self.after = 0, -1, False
        for name in ("fsync", "replace", "mkdir"):
            monkeypatch.setattr(os, name, self.step(getattr(os, name)))

    def step(self, real: Any) -> Any:
        def one(*arguments: Any, **options: Any) -> Any:
            self.steps += 1
            if self.steps == self.last and not self.after:
                raise Cut
            try:
                return real(*arguments, **options)
            finally:
                if self.steps == self.last:
                    raise Cut

        return one


def test_cut_at_every_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_parts(monkeypatch)
    source = sources(tmp_path / "in", 3)
    made(source, tmp_path / "whole")
    wanted = checksums(tmp_path / "whole", parses=True)
    power = Power(monkeypatch)
    made(source, tmp_path / "counted")
    steps = power.steps
    assert steps > 40
    for last in range(1, steps + 1, EVERY):
        for after in (False, True) if EVERY == 1 else (last % 2 == 0,):
            store = tmp_path / f"store{last}{after}"
            power.steps, power.last, power.after = 0, last, after
            with pytest.raises(Cut):
                made(source, store)
            power.last = -1
            if (store / "store.json").exists():
                open_layout(store)
            made(source, store)
            assert checksums(store, parses=True) == wanted, (last, after)


def test_the_newest_file_cut_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_parts(monkeypatch)
    source = sources(tmp_path / "in", 3)
    made(source, tmp_path / "whole")
    wanted = checksums(tmp_path / "whole")
    store = tmp_path / "store"
    made(source, store)
    files = [p for p in sorted(store.rglob("*")) if p.is_file() and p.name not in ("lock", "store.json")]
    assert not (store / "tmp").exists()
    for path in files[::EVERY]:
        for length in (0, path.stat().st_size // 2):
            os.truncate(path, length)
            made(source, store)
            assert checksums(store) == wanted, path


def killed(source: Path, store: Path, delay: float) -> bool:
    """Build in a child process that is killed after ``delay``; whether that came in time."""
    child = os.fork()
    if child == 0:
        try:
            made(source, store)
        finally:
            os._exit(0)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def test_killed_at_random_points(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_parts(monkeypatch, 4)
    source = sources(tmp_path / "in", 24)
    made(source, tmp_path / "warm")
    start = time.monotonic()
    made(source, tmp_path / "whole")
    whole = time.monotonic() - start
    wanted = checksums(tmp_path / "whole", parses=True)
    chance = random.Random(int(os.environ.get("AITIA_SEED", "1")))
    hits = number = 0
    while hits < KILLS:
        number += 1
        assert number < 20 * KILLS + 20
        store = tmp_path / f"store{number}"
        times = 0
        while killed(source, store, chance.uniform(0.0, whole)):
            hits += 1
            times += 1
            if store.is_dir() and (store / "store.json").exists():
                open_layout(store)
            if times == 3:
                break
        made(source, store)
        assert checksums(store, parses=True) == wanted, (number, times)


def test_the_command_with_two_workers_is_killed(tmp_path: Path) -> None:
    source = sources(tmp_path / "in", 70)

    def call(store: Path) -> list[str]:
        given = ["build", str(source), "--store", str(store), "--fast", "--workers", "2"]
        return [sys.executable, "-m", "aitia", *given]

    start = time.monotonic()
    subprocess.run(call(tmp_path / "whole"), check=True, capture_output=True)
    whole = time.monotonic() - start
    wanted = checksums(tmp_path / "whole", parses=True)
    assert any(name.startswith("near/") for name in wanted) and "datapackage.json" in wanted
    chance = random.Random(int(os.environ.get("AITIA_SEED", "1")))
    store, times = tmp_path / "store", max(2, KILLS // 4)
    for number in range(times):
        with subprocess.Popen(call(store), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
            time.sleep(chance.uniform(0.2, 1.0) * whole)
            running.kill()
        deadline = time.monotonic() + 10
        while workers_of(running.pid) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not workers_of(running.pid), "workers went on after the one who asked was gone"
        if (store / "store.json").exists():
            open_layout(store)
        if number == times - 1 or chance.random() < 0.3:  # to the end, and begin anew
            again = subprocess.run(call(store), capture_output=True, check=False)
            assert again.returncode == 0, again.stderr
            assert checksums(store, parses=True) == wanted
            store = tmp_path / f"store{number}"


def workers_of(leader: int) -> list[int]:
    """Processes that name ``leader`` as the one that started them (spawned workers carry it in their command)."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes()
        except OSError:
            continue
        if b"spawn_main" in line and f"parent_pid={leader}".encode() in line:
            found.append(int(path.parent.name))
    return found


def test_ctrl_c_stops_cleanly(tmp_path: Path) -> None:
    source = sources(tmp_path / "in", 300)
    call = [sys.executable, "-m", "aitia", "build", source, "--store", tmp_path / "store", "--fast", "--workers", "2"]
    with subprocess.Popen(call, stderr=subprocess.PIPE, start_new_session=True) as running:
        deadline = time.monotonic() + 30
        while not list(tmp_path.glob("store/runs/*/run.json")) and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(0.5)
        assert "the same command goes on" in interrupt(running)
    layout = open_layout(tmp_path / "store")
    whole, broken = whole_batches(layout)
    assert whole and not broken
    (run,) = layout.runs.iterdir()
    parts = [p for b in whole for p in b.parts]
    assert sort_out(layout, run.name, parts)[1]  # something is left, and
    assert made(source, tmp_path / "store").documents == 300  # it goes on
