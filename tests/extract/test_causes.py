"""Causal links: sentences and what must, and must not, be read from them (tests/cases/causes.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from aitia.extract.cause_spans import lessened
from aitia.extract.causes import CausesExtractor
from aitia.extract.trained import Trained
from aitia.extract.voices import gather
from aitia.language.page import Page, Sentence
from aitia.language.parse import read_page
from aitia.model.records import CausalLink
from aitia.model.text import Document, Span
from aitia.neural.decode import Linked
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


class Told(Trained):
    """Heads that say of every sentence what they were told to."""

    def __init__(self, page: Page, chance: float, *links: tuple[str, str, float]) -> None:
        super().__init__(page)
        self._page, self._chance, self._links = page, chance, links

    def causal(self, sentence: Sentence, flags: Sequence[float]) -> float:
        return self._chance

    def relations(self, sentence: Sentence) -> list[Linked]:
        out = []
        for cause, effect, chance in self._links:
            at = [self._page.text.index(words) for words in (cause, effect)]
            runs = [self.pieces(sentence, Span(s, s + len(w))) for s, w in zip(at, (cause, effect), strict=True)]
            assert runs[0] is not None
            assert runs[1] is not None
            out.append(Linked(runs[0], runs[1], None, 0.0, chance))
        return out


def told(text: str, chance: float, *links: tuple[str, str, float]) -> list[tuple[str, str, str, float]]:
    page = read_page(Document(id="x", text=text))
    page.voices = gather([])
    page.cache.update(implied=True, trained=Told(page, chance, *links))
    found = CausesExtractor().extract(page)
    return [(page.quote(f.cause), page.quote(f.effect), f.relation, f.confidence) for f in found]


def test_the_surest_of_a_sentence_come_first() -> None:
    """What the heads found first, then what they found next, surer by the chance that there was more."""
    text = "Shops closed after police fired on the crowd and the mayor fled because of the riots."
    first, second = ("police fired on the crowd", "Shops closed"), ("the riots", "Shops closed")
    found = told(text, 0.8, (*first, 1.0), (*second, 0.5))
    assert [(f[0], f[1]) for f in found[:2]] == [first, second]
    assert [f[3] for f in found[:2]] == [0.8, 0.4]
    assert found[-1][2] == "cause"
    assert found[-1][0] == "the riots"


def test_a_guess_stands_only_where_the_heads_find_nothing_else() -> None:
    text = "Shops closed after police fired on the crowd."
    assert [f[2] for f in told(text, 0.8)] == ["implied"]
    assert told(text, 0.2) == []
    read = told(text, 0.8, ("police fired", "Shops closed", 1.0))
    assert [(f[0], f[1]) for f in read] == [("police fired", "Shops closed")]


def test_the_items_of_a_list_stand_beside_the_whole() -> None:
    text = "The war, the drought and the embargo caused a long famine."
    rules = {(f[0], f[1]) for f in told(text, 0.2)}
    assert len(rules) > 1
    whole = ("The war, the drought and the embargo", "a long famine")
    assert {(f[0], f[1]) for f in told(text, 0.8, (*whole, 1.0))} == rules | {whole}


def test_a_link_read_by_both_has_the_bounds_of_the_heads() -> None:
    text = "The embargo caused a long famine in the north."
    (link,) = told(text, 0.8, ("The embargo", "a long famine", 1.0))
    assert link[:3] == ("The embargo", "a long famine", "cause")


@pytest.mark.parametrize(
    "words, less",
    [
        ("The war reduced farm output.", False),
        ("Farm output is expected to be lower.", True),
        ("Farm output is not lower.", False),
        ("Farm output fell.", True),
        ("a loss of income", True),
        ("deteriorating conditions", True),
        ("killed forty people", False),
        ("a long famine", False),
    ],
)
def test_what_becomes_less(words: str, less: bool) -> None:
    page = read_page(Document(id="x", text=words))
    assert lessened(list(page.words)) is less


def test_a_verb_that_lessens_its_object() -> None:
    text = "The floods reduced farm output."
    page = read_page(Document(id="x", text=text))
    assert lessened(page.words_in((text.index("reduced"), len(text))))


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
