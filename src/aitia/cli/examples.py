"""What the help says in short, and shows at its end: calls as people make them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

EXAMPLES: Final = {
    "read": (
        "aitia read article.txt",
        "aitia read article.txt --html article.html",
        "aitia read articles/ --json > readings.jsonl",
    ),
    "assemble": (
        "aitia assemble readings.jsonl",
        "aitia assemble readings.jsonl --write-mapping concepts.csv",
        "aitia assemble readings.jsonl --json > model.json",
    ),
    "whatif": (
        'aitia whatif readings.jsonl --set "sanctions=+1"',
        'aitia whatif readings.jsonl --set "aid=-1" --on "the war" --hinges',
        "aitia whatif corpus --option option-4771bb5967 --reverse",
    ),
    "network": (
        "aitia network readings.jsonl --svg figures",
        'aitia network readings.jsonl --what-if "Egypt opposes Iran"',
    ),
    "compare": (
        "aitia compare readings.jsonl --by publisher",
        'aitia compare readings.jsonl --set "sanctions=+1" --on "the war"',
    ),
    "build": (
        "aitia build articles/ --store corpus",
        "aitia build more.jsonl.gz pages.urls --store corpus --workers 4",
    ),
    "review": (
        "aitia review corpus",
        "aitia review readings.jsonl --table causes --sample",
        "aitia review corpus --list",
    ),
    "query": (
        "aitia query corpus",
        "aitia query corpus --actor Egypt --type ASSAULT --since 2019-01 --quotes",
        "aitia query corpus --place Sudan --limit 10",
        "aitia query corpus --table ties_assembled --min-confidence 0.8 -o ties.csv",
        'aitia query corpus "SELECT type, count(*) AS n FROM a_events GROUP BY type ORDER BY n DESC"',
    ),
    "show": (
        'aitia show corpus "Khalifa Haftar"',
        "aitia show corpus event Tripoli",
        "aitia show corpus tie tie-4f1c2d9a07 --all",
    ),
    "evaluate": ("aitia evaluate gold/", "aitia evaluate gold/ --set NAME --errors ties"),
}

SHORT: Final = {
    "read": "Read texts, and see who does, wants and says what.",
    "assemble": "Make one model of many readings.",
    "whatif": "Run the causes: what follows if something grows.",
    "network": "Divide the actors into blocs by their ties.",
    "compare": "Set sources against sources.",
    "build": "Read a corpus into a store, each text once.",
    "review": "Judge rows one by one; decisions are kept.",
    "query": "Ask a store by filters or SQL.",
    "show": "Show one thing of a store with all its sentences.",
    "evaluate": "Measure the reader on annotated texts.",
}
FIRST: Final = ("aitia read article.txt", "aitia build articles/ --store corpus", "aitia query corpus --actor Egypt")


def examples(lines: Sequence[str]) -> str:
    """The end of a help; lines stay as they are."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
