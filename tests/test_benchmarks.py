"""The benchmarks run and print what they promise; what they find is the business of a quiet machine."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from samples import ROOT


@pytest.mark.parametrize(
    ("script", "arguments", "keys"),
    [
        (
            "speed.py",
            ["examples/libya.txt", "--runs", "1"],
            {"ratio", "ratio_whole", "words_per_cpu_s", "share", "peak_rss_mb"},
        ),
        ("startup.py", ["examples/libya.txt"], {"article", "cpu_s"}),
        ("balance.py", ["--quick"], {"ratio", "proven", "asked", "beyond"}),
        ("whatif.py", ["--quick"], {"fcm", "worlds"}),
        ("build.py", ["--quick"], {"workers", "bare", "growth"}),
        ("store.py", ["--quick"], {"seconds"}),
    ],
)
def test_a_benchmark_runs(script: str, arguments: list[str], keys: set[str]) -> None:
    done = subprocess.run(
        [sys.executable, f"benchmarks/{script}", *arguments, "--json"],
        cwd=ROOT,
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr.decode()
    found = json.loads(done.stdout)
    assert keys <= set(found), found
    assert all(found[k] for k in keys)
