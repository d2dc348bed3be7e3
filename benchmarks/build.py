"""What a store costs: two workers against one, a build against the bare reader, memory as a corpus grows.

    python benchmarks/build.py [FILE_OR_FOLDER ...] [--documents N] [--memory N] [--fast] [--quick] [--json]

Every measurement runs in a process of its own, over the same distinct texts: those of the sources (default: the example
articles), cut or repeated with a numbered last line to ``--documents``. Two workers are to read 1.7 times what one
does, measured by the clock; a build with one worker 90 % of what the bare reader does for the same CPU time. For memory
``--memory`` numbered texts are built by one worker, which is not replaced: the peak at the end against the peak after
the first shards.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from aitia.ingest import open_documents
from aitia.model.text import Document
from aitia.pipeline import Settings, read_documents

EXAMPLES = Path(__file__).parent.parent / "examples"
WORKERS, BARE, GROWTH = 1.7, 0.9, 1.1  # what is asked for


def texts(sources: list[str], count: int | None) -> list[dict[str, Any]]:
    """Distinct texts with their names; beyond those there are, the same with a numbered last line."""
    found: dict[str, Document] = {}
    for item in open_documents(sources):
        if isinstance(item, Document):
            found.setdefault(item.sha256, item)
    rows = [{"id": d.id, "text": d.text, "published": d.published} for d in found.values()]
    wanted = count or len(rows)
    for number in range(len(rows), wanted):
        row = rows[number % len(found)]
        rows.append({**row, "id": f"{row['id']}-{number}", "text": f"{row['text']}\n\nNumber {number}.\n"})
    return rows[:wanted]


def write(rows: list[dict[str, Any]], path: Path) -> Path:
    """Texts as JSON Lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def cpu() -> float:
    """CPU seconds of all child processes that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(command: list[str]) -> tuple[dict[str, Any], float]:
    """What a command prints as JSON, and its CPU seconds."""
    before = cpu()
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        sys.exit(done.stderr.decode())
    return json.loads(done.stdout), cpu() - before


def built(source: Path, store: Path, workers: int, fast: bool) -> tuple[dict[str, Any], float]:
    """The report of one build by the command, and its CPU seconds."""
    command = [sys.executable, "-m", "aitia", "build", str(source), "--store", str(store), "--json"]
    return run([*command, "--workers", str(workers), *(["--fast"] if fast else [])])


def bare(source: Path, fast: bool) -> None:
    """Read everything and keep nothing: the child process of a measurement."""
    documents = [d for d in open_documents([source]) if isinstance(d, Document)]
    start = time.perf_counter()
    for _ in read_documents(documents, settings=Settings(fast=fast)):
        pass
    print(json.dumps({"seconds_reading": time.perf_counter() - start}))


def peaks(store: Path) -> list[int]:
    """The most bytes the worker had held when each shard was done, in the order of time."""
    markers = [json.loads(p.read_bytes()) | {"at": p.stat().st_mtime_ns} for p in store.glob("runs/*/done/*.json")]
    return [m["peak"] for m in sorted(markers, key=lambda m: m["at"])]


def measure(arguments: argparse.Namespace) -> dict[str, Any]:
    """All figures."""
    sources = arguments.sources or [str(EXAMPLES)]
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        rows = texts(sources, arguments.documents)
        source = write(rows, here / "texts.jsonl")
        words = sum(len(r["text"].split()) for r in rows)
        me = [sys.executable, __file__, "--bare", str(source), *(["--fast"] if arguments.fast else [])]
        alone, alone_cpu = run(me)
        one, one_cpu = built(source, here / "one", 1, arguments.fast)
        two, two_cpu = built(source, here / "two", 2, arguments.fast)
        sizes: dict[str, int] = {}
        for path in (here / "one").rglob("*"):
            if path.is_file():
                part = path.relative_to(here / "one").parts[0].partition(".")[0]
                sizes[part] = sizes.get(part, 0) + path.stat().st_size
        many = write(texts(sources, arguments.memory), here / "many.jsonl")
        grown, _ = built(many, here / "memory", 1, True)
        held = peaks(here / "memory")
    first = held[min(len(held) - 1, max(0, len(held) // 10))]
    return {
        "documents": len(rows),
        "words": words,
        "python": platform.python_version(),
        "bare_s": round(alone["seconds_reading"], 2),
        "one_s": round(one["seconds_reading"], 2),
        "two_s": round(two["seconds_reading"], 2),
        "bare_cpu_s": round(alone_cpu, 2),
        "one_cpu_s": round(one_cpu, 2),
        "two_cpu_s": round(two_cpu, 2),
        "words_per_s": round(words / one["seconds_reading"]),
        "intake_words_per_s": round(words / max(one["seconds_intake"], 0.001)),
        "workers": round(one["seconds_reading"] / two["seconds_reading"], 2),
        "bare": round(alone_cpu / one_cpu, 3),
        "rows": one["rows"],
        "store_bytes_per_document": round(sum(sizes.values()) / len(rows)),
        "bytes_per_word": {part: round(size / words, 2) for part, size in sorted(sizes.items())},
        "memory_documents": grown["documents"],
        "peak_mb_early": round(first / 2**20),
        "peak_mb_end": round(held[-1] / 2**20),
        "growth": round(held[-1] / first, 3),
        "asked": {"workers": WORKERS, "bare": BARE, "growth": GROWTH},
    }


def main() -> None:
    """Measure and report; exit 1 where something is below what is asked for (not with --quick)."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sources", nargs="*")
    parser.add_argument("--documents", type=int, default=None)
    parser.add_argument("--memory", type=int, default=1000)
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--bare", metavar="FILE")
    arguments = parser.parse_args()
    if arguments.bare:
        bare(Path(arguments.bare), arguments.fast)
        return
    if arguments.quick:
        arguments.documents, arguments.memory, arguments.fast = 6, 12, True
    found = measure(arguments)
    if arguments.json:
        print(json.dumps(found))
    else:
        print(f"{found['documents']:,} documents, {found['words']:,} words, Python {found['python']}")
        print(f"bare reader  {found['bare_s']:8.1f} s  {found['bare_cpu_s']:8.1f} s CPU")
        print(
            f"one worker   {found['one_s']:8.1f} s  {found['one_cpu_s']:8.1f} s CPU  {found['words_per_s']:,} words/s"
        )
        print(f"two workers  {found['two_s']:8.1f} s  {found['two_cpu_s']:8.1f} s CPU")
        print(f"two against one, by the clock: {found['workers']} (asked: {WORKERS})")
        print(f"build against the bare reader, CPU: {found['bare']:.0%} (asked: {BARE:.0%})")
        print(
            f"store: {found['store_bytes_per_document']:,} bytes a document; "
            f"intake {found['intake_words_per_s']:,} words/s"
        )
        print("bytes a word: " + ", ".join(f"{name} {size}" for name, size in found["bytes_per_word"].items()))
        print(
            f"memory over {found['memory_documents']:,} documents: {found['peak_mb_early']:,} MB early, "
            f"{found['peak_mb_end']:,} MB at the end (asked: {GROWTH} times at most)"
        )
    good = found["workers"] >= WORKERS and found["bare"] >= BARE and found["growth"] <= GROWTH
    sys.exit(0 if good or arguments.quick else 1)


if __name__ == "__main__":
    main()
