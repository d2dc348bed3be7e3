"""On a Ray cluster of this machine: the same bytes as one worker, lost work is told, nothing runs on after it."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from built import checksums, made, sources

from aitia.errors import StoreError
from aitia.scale.executor import Lost
from aitia.scale.ray import RayExecutor
from samples import command


@pytest.fixture(autouse=True)
def ray_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Skips where Ray cannot be installed, but never where the project tests itself."""
    if find_spec("ray") is None:
        told = "Ray is not installed: pip install 'aitia[ray]', where there is a wheel of it for this platform"
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)
    monkeypatch.delenv("RAY_ADDRESS", raising=False)


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A short folder for the cluster: its sockets have long names."""
    path = Path(tempfile.mkdtemp(prefix="ray"))
    monkeypatch.setenv("RAY_TMPDIR", str(path))
    yield path
    shutil.rmtree(path, ignore_errors=True)


def running_in(folder: Path) -> list[str]:
    """The processes of the cluster in ``folder``."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes()
        except OSError:
            continue
        if os.fsencode(f"{folder}/") in line:
            found.append(line.replace(b"\0", b" ").decode("utf-8", "replace")[:200])
    return found


def test_ray_writes_the_same_bytes(tmp_path: Path, folder: Path) -> None:
    source = sources(tmp_path / "in", 70)  # two parts
    made(source, tmp_path / "one")
    call = ("build", source, "--store", tmp_path / "ray", "--fast", "--executor", "ray", "--workers", "2", "--json")
    done = command(*call, timeout=300)
    assert done.returncode == 0, done.stderr
    assert b'"read": 70' in done.stdout
    wanted = checksums(tmp_path / "one")
    found = checksums(tmp_path / "ray")
    assert {name: found.get(name) for name in wanted} == wanted
    assert list(folder.iterdir()), "the cluster lived elsewhere"
    deadline = time.monotonic() + 30
    while running_in(folder) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not running_in(folder), "the cluster went on after the build"


def who(number: int) -> tuple[int, int]:
    """Who did it; long enough for the other one to take the next."""
    time.sleep(0.3)
    return number, os.getpid()


def fall(number: int) -> int:
    if number == 1:
        raise ValueError("one")
    if number == 2:
        os._exit(9)
    return number


def refuse(number: int) -> int:
    raise StoreError("the disk is full")


def test_two_actors_share_the_work_and_name_what_fell(folder: Path) -> None:
    from ray import cloudpickle

    cloudpickle.register_pickle_by_value(sys.modules[__name__])  # actors do not see the tests' folder
    executor = RayExecutor(2)
    try:
        assert executor.workers == 2
        found = [f for f in executor.map_unordered(who, range(12)) if not isinstance(f, Lost)]
        assert sorted(number for number, _ in found) == list(range(12))
        assert len({process for _, process in found} - {os.getpid()}) == 2
        rest = list(executor.map_unordered(fall, range(5)))
        assert sorted(f for f in rest if not isinstance(f, Lost)) == [0, 3, 4]
        lost = {f.spec: f.reason for f in rest if isinstance(f, Lost)}
        assert "ValueError" in lost[1] and "died twice" in lost[2]
        with pytest.raises(StoreError, match="the disk is full"):
            list(executor.map_unordered(refuse, range(3)))
    finally:
        executor.close()


def test_a_cluster_that_is_not_there_is_told(tmp_path: Path) -> None:
    call = ("build", sources(tmp_path / "in", 1), "--store", tmp_path / "store", "--fast", "--executor", "ray")
    done = command(*call, env={"RAY_ADDRESS": "127.0.0.1:9"}, timeout=100)
    assert done.returncode == 2 and b"RAY_ADDRESS" in done.stderr and b"Traceback" not in done.stderr, done.stderr
