"""What several tests read: the example articles and odd texts; and the command line as a user runs it."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aitia.model.codes import AUTHOR
from aitia.model.reading import LAYERS, Reading
from aitia.model.text import Document, Span

ROOT = Path(__file__).parents[1]
EXAMPLES = tuple(sorted((ROOT / "examples").glob("*.txt")))
# short texts that break readers: nothing to read, nothing but marks, two scripts, control and bidi characters
ODD_TEXTS = (
    "", " ", "\n\n\n", ".", "“”", "?!?!", "—", "\u202e\u200f\u2066", "\x00\x07\x1b[31mred\x1b[0m", "🕊️🔥👩‍👩‍👧‍👦",
    "a", "I", "He.", "He said she said they said.", '"', '"""""', "“Yes,” “no,” “yes,” he said.", "1,000,000", "$",
    "50% of 50%", "الجيش قصف المدينة", "The army shelled الحسكة on Tuesday.", "Z̷a̷l̷g̷o̷ bombed Kyiv.",
    "KYIV BOMBED", "Chad", "Chad armed Chad against Chad.", "the the the the", "A\r\nB\rC\n",
    "U.S.-led, U.S.-backed, Iran-backed militias",
    "Mr. Mr. Mr. Smith", "http://example.org/a?b=c&d=<e>", "<script>alert(1)</script> The army attacked the town.",
    "Because. If. Unless. Thus.", "not not not never no", "(((((((", ")))))))", "'''''''''''''", "Smith's's's army",
    "1e999 rebels and 9999999999999999999999 soldiers died on 99 Smarch 0000.",
    "ﬁghters ﬂed Ｋｙｉｖ. İstanbul ﬆormed.",
)  # fmt: skip


def command(
    *arguments: str | Path, stdin: str | bytes = b"", env: dict[str, str] | None = None, timeout: int = 120
) -> subprocess.CompletedProcess[bytes]:
    """Run ``aitia ARGUMENTS`` as a user does, in a process of its own."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith(("COVERAGE", "FORCE_COLOR"))}
    return subprocess.run(
        [sys.executable, "-m", "aitia", *map(str, arguments)],
        input=data, capture_output=True, timeout=timeout, env={**surroundings, "NO_COLOR": "1", **(env or {})},
        check=False,
    )  # fmt: skip


def interrupt(running: subprocess.Popen[bytes]) -> str:
    """Press Ctrl-C, as a terminal does: in all processes of a session that ``running`` leads; gives what it said."""
    os.killpg(running.pid, signal.SIGINT)
    _, told = running.communicate(timeout=30)
    assert running.returncode == 130, told
    assert b"Traceback" not in told
    return told.decode()


def documents() -> list[Document]:
    """The examples and the odd texts."""
    odd = [Document(id=f"odd-{n}", text=t) for n, t in enumerate(ODD_TEXTS)]
    return [Document(id=p.stem, text=p.read_text(encoding="utf-8"), published="2020-05-17") for p in EXAMPLES] + odd


def spans(record: Any) -> Iterator[Span]:
    """Every span in a record, however deep."""
    if isinstance(record, Span):
        yield record
    elif dataclasses.is_dataclass(record):
        for field in dataclasses.fields(record):
            yield from spans(getattr(record, field.name))
    elif isinstance(record, tuple | list):
        for part in record:
            yield from spans(part)


def check_reading(reading: Reading) -> None:
    """What the contract promises of every reading beyond its schema."""
    text = reading.text
    for layer in LAYERS:
        for row in getattr(reading, layer):
            for span in spans(row):
                assert 0 <= span.start < span.end <= len(text), (layer, row)
                assert text[span.start : span.end].strip(), (layer, row)
    ids = [row.id for layer in LAYERS if layer != "mentions" for row in getattr(reading, layer)]
    assert len(ids) == len(set(ids)), sorted(i for i in set(ids) if ids.count(i) > 1)
    actors, claims = {a.id for a in reading.actors}, {c.id for c in reading.claims}
    places = {p.id for p in reading.places}
    rows = {r.id for r in (*reading.events, *reading.ties, *reading.claims)}
    assert AUTHOR in actors
    voices = [c for c in reading.claims if c.kind == "voice"]
    assert len(voices) == 1
    assert (voices[0].sources, voices[0].cue, voices[0].content, voices[0].parent) == ((AUTHOR,), None, (), None)
    parents = {c.id: c.parent for c in reading.claims}
    for claim in reading.claims:
        assert set(claim.sources) <= actors, claim
        assert claim.kind == "voice" or claim.parent in claims, claim
        above, at = set(), claim.id
        while (parent := parents[at]) is not None:  # claims nest, they never go round
            assert parent not in above, claim
            above.add(parent)
            at = parent
    for mention in reading.mentions:
        assert mention.actor in actors, mention
    for row in (*reading.events, *reading.ties, *reading.causes, *reading.options, *reading.figures):
        assert row.claim in claims, row
        assert set(row.claims) <= claims, row
        assert not row.claims or row.claims[0] == row.claim, row
        assert len(set(row.claims)) == len(row.claims) != 1, row
        assert 0 < row.confidence <= 1, row
    for event in reading.events:
        assert {p.actor for p in (*event.actors, *event.recipients)} <= actors, event
        assert event.actors or event.recipients, event
        assert event.where is None or event.where in places, event
        assert event.sentence.contains(event.trigger), event
    for tie in reading.ties:
        assert {tie.subject, tie.object} <= actors, tie
        assert tie.subject != tie.object, tie
    for link in reading.causes:
        assert link.cause != link.effect, link
    for option in reading.options:
        assert {*option.doer, *option.by} <= actors, option
    for figure in reading.figures:
        assert figure.low is None or figure.high is None or figure.low <= figure.high, figure
    for gap in reading.gaps:
        assert gap.claim in claims, gap
        assert {gap.professed, *gap.contradicted_by} <= rows, gap
        assert gap.professed not in gap.contradicted_by, gap
