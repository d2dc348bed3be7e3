"""Causal links: sentences and what must, and must not, be read from them (tests/cases/causes.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from aitia.extract.causes import CausesExtractor
from aitia.extract.voices import gather
from aitia.language.parse import read_page
from aitia.model.records import CausalLink
from aitia.model.text import Document, Span
from aitia.pipeline import read_documents

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "causes.toml").read_text(encoding="utf-8")
)["case"]


def marked(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
    return pytest.param(case, marks=marks, id=case["text"][:60])


@pytest.fixture(scope="module")
def links() -> dict[str, tuple[CausalLink, ...]]:
    documents = [Document(id=str(i), text=c["text"]) for i, c in enumerate(CASES)]
    return {r.text: r.causes for r in read_documents(documents)}


def near(text: str, words: str, span: Span) -> bool:
    start = text.index(words)
    end = start + len(words)
    shared = max(0, min(end, span.end) - max(start, span.start))
    return shared / (len(words) + span.end - span.start - shared) >= 0.5


def fits(case: dict[str, Any], wanted: dict[str, Any], link: CausalLink) -> bool:
    text = case["text"]
    if not (near(text, wanted["cause"], link.cause) and near(text, wanted["effect"], link.effect)):
        return False
    return all(getattr(link, key) == wanted[key] for key in ("polarity", "certainty", "relation") if key in wanted)


@pytest.mark.parametrize("case", [marked(c) for c in CASES])
def test_case(case: dict[str, Any], links: dict[str, tuple[CausalLink, ...]]) -> None:
    found = links[case["text"]]
    for wanted in case.get("expect", ()):
        assert any(fits(case, wanted, link) for link in found), (wanted, found)
    for unwanted in case.get("forbid", ()):
        assert not any(fits(case, unwanted, link) for link in found), (unwanted, found)
    if case.get("none"):
        assert not found


def test_rows_are_sound(links: dict[str, tuple[CausalLink, ...]]) -> None:
    for text, rows in links.items():
        assert len({r.id for r in rows}) == len(rows)
        for row in rows:
            assert 0 <= row.cause.start < row.cause.end <= len(text)
            assert 0 <= row.effect.start < row.effect.end <= len(text)
            assert not row.cause.overlaps(row.effect)
            assert row.polarity in (1, -1)
            assert 0 < row.confidence <= 1
            assert row.claim


def test_reported_links_hang_on_the_report() -> None:
    text = "The prime minister said that the strike had crippled the economy."
    reading = next(read_documents([Document(id="x", text=text)]))
    (link,) = reading.causes
    claims = {c.id: c for c in reading.claims}
    assert claims[link.claim].kind == "attributed"


@pytest.mark.parametrize("asked", [False, True])
def test_implied_links_only_on_request(asked: bool) -> None:
    page = read_page(Document(id="x", text="Shops closed after police fired on the crowd."))
    page.voices = gather([])
    page.cache["implied"] = asked
    found = list(CausesExtractor().extract(page))
    assert [f.relation for f in found] == (["implied"] if asked else [])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "because",
        "If",
        "If, then, because of, thus.",
        "so that that that so that",
        "because of " * 400,
        "The war caused " * 300 + "the war.",
        "the more the more, the more the more",
        "to stop to stop to stop to stop",
        "“Because” “if” “unless” ” ” ”",
    ],
)
def test_odd_input_does_no_harm(text: str) -> None:
    for reading in read_documents([Document(id="x", text=text)]):
        for link in reading.causes:
            assert reading.quote(link.cause).strip()
            assert reading.quote(link.effect).strip()
