"""Every entry of the causal lexicon reads its own example."""

from __future__ import annotations

import re

import pytest

from aitia.lexicon import causes
from aitia.model.records import CausalLink
from aitia.model.text import Document
from aitia.pipeline import read_documents

EXAMPLES = causes.examples()


def plain(example: str) -> str:
    return re.sub(r"[\[\]{}]", "", example)


@pytest.fixture(scope="module")
def links() -> dict[str, list[tuple[str, str, CausalLink]]]:
    texts = sorted({plain(e) for e, _ in EXAMPLES})
    readings = read_documents(Document(id=str(i), text=t) for i, t in enumerate(texts))
    return {r.text: [(r.quote(c.cause), r.quote(c.effect), c) for c in r.causes] for r in readings}


@pytest.mark.parametrize(("example", "sign"), EXAMPLES, ids=[plain(e) for e, _ in EXAMPLES])
def test_example(example: str, sign: int, links: dict[str, list[tuple[str, str, CausalLink]]]) -> None:
    cause = re.findall(r"\[(.*?)\]", example)[0]
    effect = re.findall(r"\{(.*?)\}", example)[0]
    got = links[plain(example)]
    assert any(near(cause, c) and near(effect, e) and link.polarity == sign for c, e, link in got), got


def near(want: str, got: str) -> bool:
    a, b = want.lower(), got.lower()
    return (a in b and len(b) <= 2 * len(a)) or (b in a and len(a) <= 2 * len(b))


def test_entries_are_sorted_by_what_they_ask_for() -> None:
    for entries in causes.verbs().values():
        fixed = [e.fixed for e in entries]
        assert fixed == sorted(fixed, reverse=True)
