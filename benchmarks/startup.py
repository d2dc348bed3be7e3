"""Measure what a fresh process costs: ``import aitia``, and ``aitia read`` of one article from a cold start.

    python benchmarks/startup.py [FILE] [--runs N] [--json]

CPU seconds of the child process, user and system, the interpreter's own start included; medians.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "examples"
LIMITS = {"python": None, "import aitia": 0.2, "aitia read": 4.0}


def child_cpu(command: Sequence[str]) -> float:
    """CPU seconds of one child process. Raises where it does not end well."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return usage.ru_utime + usage.ru_stime


def measure(article: Path, runs: int) -> dict[str, float]:
    """Median CPU seconds of each start."""
    commands = {
        "python": [sys.executable, "-c", "pass"],
        "import aitia": [sys.executable, "-c", "import aitia"],
        "aitia read": [sys.executable, "-m", "aitia", "read", str(article), "--json"],
    }
    for command in commands.values():  # compiled files and the disk's cache are there afterwards
        child_cpu(command)
    return {
        name: round(statistics.median(child_cpu(command) for _ in range(runs)), 3) for name, command in commands.items()
    }


def main() -> int:
    """Measure and print; exit 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("article", nargs="?", type=Path, help="one text; the first of examples/ by default")
    parser.add_argument("--runs", type=int, default=5, help="starts of each (default 5)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    chosen = parser.parse_args()
    article = chosen.article or next(iter(sorted(EXAMPLES.glob("*.txt"))), None)
    if article is None or not article.is_file():
        parser.error(f"no article at {article or EXAMPLES}")
    result = measure(article, max(1, chosen.runs))
    if chosen.json:
        print(json.dumps({"article": article.name, "runs": chosen.runs, "cpu_s": result}, indent=2))
    else:
        print(f"CPU seconds in a fresh process, median of {chosen.runs}")
        for name, seconds in result.items():
            asked = f"   (asked: below {LIMITS[name]})" if LIMITS[name] is not None else ""
            print(f"  {name:<14} {seconds:7.3f}{asked}")
    return int(any(limit is not None and result[name] > limit for name, limit in LIMITS.items()))


if __name__ == "__main__":
    sys.exit(main())
