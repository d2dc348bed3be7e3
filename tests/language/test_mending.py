"""Headlines and short sentences whose verb the parser took for a noun are read again."""

from __future__ import annotations

import pytest

from aitia.language.mending import past_of
from aitia.language.parse import read_page
from aitia.model.text import Document


@pytest.mark.parametrize(
    ("verb", "past"),
    [("thank", "thanked"), ("denounce", "denounced"), ("deny", "denied"), ("ban", "banned"), ("send", "sent")],
)
def test_past_tense(verb: str, past: str) -> None:
    assert past_of(verb) == past


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Chad thanks Togo for support on trade issues", "thanks", "Chad"),
        ("Kenya and Ghana sign landmark peace agreement", "sign", "Kenya"),
        ("Dozens march in downtown demonstration", "march", "Dozens"),
        ("The Palestinian government rejects and condemns the American decision.", "rejects", "government"),
        ("Trump slashed aid to the Palestinians.", "slashed", "Trump"),
        ("A Turkish court freed two American pastors.", "freed", "court"),
    ],
)
def test_the_verb_is_found(text: str, verb: str, subject: str) -> None:
    words = read_page(Document(id="x", text=text)).words
    found = next(w for w in words if w.text == verb)
    assert found.dep == "ROOT"
    assert any(c.text == subject and c.dep == "nsubj" for c in found.children)
    assert [text[w.start : w.end] for w in words] == [w.text for w in words]


@pytest.mark.parametrize(
    "text", ["Iran sanctions relief plan", "The road ahead for Syrian refugees", "Letters to the editor"]
)
def test_titles_without_a_verb_stay(text: str) -> None:
    words = read_page(Document(id="x", text=text)).words
    assert all(w.pos not in ("VERB", "AUX") for w in words)


def test_a_headline_without_copula_is_passive() -> None:
    words = read_page(Document(id="x", text="Three monks arrested in Lhasa")).words
    verb = next(w for w in words if w.text == "arrested")
    monks = next(w for w in words if w.text == "monks")
    assert verb.tag == "VBN"
    assert monks.dep == "nsubjpass" or verb.dep == "acl"
