"""Language cases of the claims layer, its lexicon's examples, and the questions other layers ask of voices."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from aitia.extract.actors import read_cast
from aitia.extract.claims import ClaimsExtractor, read_voices
from aitia.language.page import Page
from aitia.language.parse import read_pages
from aitia.lexicon.claims import CueEntry, cue_entries
from aitia.model.records import Claim
from aitia.model.text import Document

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "claims.toml").read_text(encoding="utf-8"))["case"]


def pages(texts: list[str]) -> Iterator[Page]:
    for page in read_pages((Document(id=str(n), text=t), ()) for n, t in enumerate(texts)):
        page.cast = read_cast(page)
        yield page


def told(page: Page, claim: Claim) -> str:
    """A claim as the cases write it: source | cue | content (flags)."""
    flags = [claim.kind] if claim.kind == "framed" else []
    flags += ["negated"] if claim.negated else []
    flags += ["hedged"] if claim.hedged else []
    flags += ["nested"] if claim.parent not in (None, page.voices.default) else []
    return " | ".join(
        [
            page.quote(claim.source_span) if claim.source_span else "-",
            page.quote(claim.cue) if claim.cue else "-",
            " … ".join(page.quote(s) for s in claim.content) + (f" ({', '.join(flags)})" if flags else ""),
        ]
    )


@pytest.fixture(scope="module")
def read() -> dict[str, list[str]]:
    out = {}
    for page in pages([case["text"] for case in CASES]):
        page.voices = read_voices(page)
        out[page.text] = [told(page, c) for c in page.voices.claims[1:]]
    return out


def params() -> Iterator[object]:
    for case in CASES:
        marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
        yield pytest.param(case, id=case["text"][:60], marks=marks)


@pytest.mark.parametrize("case", list(params()))
def test_case(case: dict[str, object], read: dict[str, list[str]]) -> None:
    got = read[str(case["text"])]
    assert [x for x in case.get("expect", []) if x not in got] == [], got
    assert [x for x in got if any(x.startswith(f) for f in case.get("forbid", []))] == []
    if case.get("only", False):
        assert sorted(got) == sorted(case["expect"])


@pytest.fixture(scope="module")
def cues() -> dict[str, list[str]]:
    entries = [e for pos in ("verb", "noun", "adj") for rows in cue_entries(pos).values() for e in rows]
    return {
        page.text: [page.quote(c.cue).lower() for c in ClaimsExtractor().extract(page) if c.cue]
        for page in pages(sorted({e.example for e in entries}))
    }


ENTRIES = [
    pytest.param(entry, id=f"{pos}:{entry.lemma} {entry.particle}".strip())
    for pos in ("verb", "noun", "adj")
    for rows in cue_entries(pos).values()
    for entry in rows
]


@pytest.mark.parametrize("entry", ENTRIES)
def test_example_of_entry_is_read(entry: CueEntry, cues: dict[str, list[str]]) -> None:
    assert cues[entry.example], entry.example


def test_rows_hang_on_the_claim_whose_content_holds_them() -> None:
    (page,) = pages(["The army burned the town, and officials said the rebels had attacked the port."])
    voices = read_voices(page)
    said = voices.claims[1]
    at = page.text.index
    assert voices.at((at("attacked"), at("attacked") + 8)) == said.id
    assert voices.at((at("burned"), at("burned") + 6)) == voices.default
    assert voices.at((at("said"), at("said") + 4)) == voices.default
    assert voices.sources(said.id) == said.sources
    assert voices.sources("nobody") == ()


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("France criticised the bombing of the port.", "bombing"),
        ("France called the raid a mistake.", "raid"),
        ("The president decided to leave the town.", "leave"),
    ],
)
def test_what_is_only_judged_or_decided_stays_with_the_author(text: str, row: str) -> None:
    (page,) = pages([text])
    voices = read_voices(page)
    at = page.text.index(row)
    assert len(voices.claims) == 2
    assert voices.at((at, at + 7)) == voices.default


def test_speaker_of_a_quotation() -> None:
    (page,) = pages(['The rebels left. "I will not resign," President Macron said. Nobody believed it.'])
    voices = read_voices(page)
    at = page.text.index("I will")
    assert voices.speaker_at((at, at + 1)) == voices.claims[1].sources != ()
    assert voices.speaker_at((0, 3)) == ()


def test_empty_and_broken_quotations_do_no_harm() -> None:
    for text in ("", '"', '"" ""', "““““", "'''''", '"He said "she said "they said', "“ ”", "said", ": :", "’" * 50):
        for page in pages([text]):
            for claim in read_voices(page).claims[1:]:
                assert all(0 <= s.start < s.end <= len(text) for s in claim.content)


def test_claims_are_told_once_and_parents_end_at_the_voice() -> None:
    text = 'He said that she said that they said "we said that you said that it fell" and that I think that it rose.'
    (page,) = pages([text * 20])
    voices = read_voices(page)
    by_id = {c.id: c for c in voices.claims}
    assert len(by_id) == len(voices.claims)
    for claim in voices.claims[1:]:
        steps, above = 0, claim
        while above.parent is not None:
            above = by_id[above.parent]
            steps += 1
            assert steps < 20
        assert above.id == voices.default
