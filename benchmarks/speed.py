"""Compare the whole reading with bare spaCy on the same texts: CPU seconds, the share of each layer, peak memory.

    python benchmarks/speed.py [FILE_OR_FOLDER ...] [--runs N] [--json]

All work in the same process with the same full pipeline and take turns: spaCy is called text by text, the reading goes
through ``read_documents``, by rules alone (``--fast``) and whole, with the trained heads. The ratio is spaCy's CPU
seconds over those of rules alone, the median of all turns; 0.5 means that everything the rules do beside parsing costs
as much as parsing. Layers are timed in one more turn of the whole reading, the encoder apart from those that ask it.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from aitia import pipeline
from aitia.extract import rules
from aitia.ingest import from_text, open_documents
from aitia.language.parse import load_parser
from aitia.model.text import Document
from aitia.neural.encoder import Encoder
from aitia.pipeline import Settings, read_documents

EXAMPLES = Path(__file__).parent.parent / "examples"
RATIO, MEMORY = 0.5, 1200  # what is asked for: rules at least half as fast as bare spaCy, below 1.2 GB
WORDS = 1000  # words a CPU second the whole reading is to manage


def texts(sources: Sequence[str]) -> list[Document]:
    """The documents to read, all of them in memory."""
    return [item for item in open_documents(sources) if isinstance(item, Document)]


def cpu(work: Callable[[], Any]) -> float:
    """CPU seconds of one call, all threads together."""
    start = time.process_time()
    work()
    return time.process_time() - start


def layer_seconds(documents: Sequence[Document]) -> dict[str, float]:
    """CPU seconds per step of one reading; whatever steps the reader has, in its own order."""
    spent: dict[str, float] = defaultdict(float)
    kept = {(m, n): v for m in (rules, pipeline) for n, v in vars(m).items()}

    def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            start = time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                spent[name] += time.process_time() - start

        return wrapper

    def extractor(kind: Any) -> Callable[[], Any]:
        def make() -> Any:
            one = kind()
            name = one.name

            class Timed:
                def extract(self, page: Any) -> list[Any]:
                    return timed(name, lambda: list(one.extract(page)))()

            return Timed()

        return make

    def pages(*args: Any, **kwargs: Any) -> Iterator[Any]:
        found = kept[pipeline, "read_pages"](*args, **kwargs)
        while (page := timed("parse", lambda: next(found, None))()) is not None:
            yield page

    for (module, name), value in kept.items():
        if module is not rules or not getattr(value, "__module__", "").startswith("aitia.extract."):
            continue
        if isinstance(value, type):
            if hasattr(value, "extract"):
                setattr(rules, name, extractor(value))
        elif callable(value) and value.__module__ != rules.__name__:
            setattr(rules, name, timed(name, value))
    pipeline.apparatus = timed("apparatus", pipeline.apparatus)
    pipeline.read_pages = pages
    encode = Encoder.encode
    Encoder.encode = timed("encoder", encode)  # type: ignore[method-assign]
    try:
        total = cpu(lambda: list(read_documents(documents)))
    finally:
        Encoder.encode = encode  # type: ignore[method-assign]
        for (module, name), value in kept.items():
            setattr(module, name, value)
    spent["parse"] -= spent["apparatus"]
    spent["the layers' rules and heads"] = sum(
        s for n, s in spent.items() if n not in ("parse", "apparatus", "encoder")
    )
    spent["the layers' rules and heads"] -= spent["encoder"]
    spent["the rest"] = (
        total - spent["parse"] - spent["apparatus"] - spent["encoder"] - spent["the layers' rules and heads"]
    )
    return dict(spent)


def peak_megabytes() -> float:
    """The most memory this process has held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def measure(documents: Sequence[Document], runs: int) -> dict[str, Any]:
    """All figures over some documents."""
    nlp = load_parser()

    def bare() -> None:
        for document in documents:
            nlp(document.text)

    def rules_alone() -> None:
        for _ in read_documents(documents, settings=Settings(fast=True)):
            pass

    def whole() -> None:
        for _ in read_documents(documents):
            pass

    list(read_documents([from_text("Chad armed the rebels, the minister said.")]))  # tables load once
    turns = []
    for turn in range(runs + 1):
        order = (bare, rules_alone, whole) if turn % 2 == 0 else (whole, rules_alone, bare)
        spent = {work: cpu(work) for work in order}
        if turn:  # the first turn warms up
            turns.append((spent[bare], spent[rules_alone], spent[whole]))
    words = sum(len(d.text.split()) for d in documents)
    spacy, fast, reading = (statistics.median(t[i] for t in turns) for i in range(3))
    layers = layer_seconds(documents)
    total = sum(layers[n] for n in ("parse", "apparatus", "encoder", "the layers' rules and heads", "the rest"))
    return {
        "texts": len(documents),
        "words": words,
        "runs": runs,
        "python": platform.python_version(),
        "spacy_cpu_s": round(spacy, 3),
        "fast_cpu_s": round(fast, 3),
        "reading_cpu_s": round(reading, 3),
        "ratio": round(statistics.median(a / b for a, b, _ in turns), 3),
        "ratio_whole": round(statistics.median(a / c for a, _, c in turns), 3),
        "words_per_cpu_s": round(words / reading),
        "microseconds_per_word": {
            "spacy": round(1e6 * spacy / words, 1),
            "fast": round(1e6 * fast / words, 1),
            "reading": round(1e6 * reading / words, 1),
            **{name: round(1e6 * s / words, 1) for name, s in sorted(layers.items(), key=lambda x: -x[1])},
        },
        "share": {name: round(s / total, 3) for name, s in sorted(layers.items(), key=lambda x: -x[1])},
        "peak_rss_mb": round(peak_megabytes()),
    }


def main() -> int:
    """Measure and print; exit 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "sources",
        nargs="*",
        default=sorted(map(str, EXAMPLES.glob("*.txt"))),
        help="files or folders; the texts of examples/ by default",
    )
    parser.add_argument("--runs", type=int, default=5, help="turns of each (default 5)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    chosen = parser.parse_args()
    documents = texts(chosen.sources)
    if not documents:
        parser.error(f"nothing to read in {', '.join(chosen.sources)}")
    result = measure(documents, max(1, chosen.runs))
    if chosen.json:
        print(json.dumps(result, indent=2))
    else:
        report(result)
    slow = result["ratio"] < RATIO or result["words_per_cpu_s"] < WORDS
    return int(slow or result["peak_rss_mb"] > MEMORY)


def report(result: dict[str, Any]) -> None:
    """Print the figures for a person."""
    print(f"{result['texts']} texts, {result['words']} words, median of {result['runs']} turns, CPU seconds")
    print(f"  bare spaCy    {result['spacy_cpu_s']:8.3f}")
    print(f"  rules alone   {result['fast_cpu_s']:8.3f}")
    print(f"  whole reading {result['reading_cpu_s']:8.3f}")
    print(f"  spaCy / rules {result['ratio']:8.3f}   (asked: {RATIO} or more)")
    print(f"  spaCy / whole {result['ratio_whole']:8.3f}")
    print(f"  words / s     {result['words_per_cpu_s']:8d}   (whole; asked: {WORDS} or more)")
    print(f"  peak memory   {result['peak_rss_mb']:8.0f} MB (asked: below {MEMORY})")
    print("share of each step, and microseconds a word")
    for name, share in result["share"].items():
        print(f"  {name:<16} {share:6.1%} {result['microseconds_per_word'][name]:8.1f}")


if __name__ == "__main__":
    sys.exit(main())
