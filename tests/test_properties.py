"""Whatever text comes: a reading that keeps the contract, the same one every time."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aitia.model.reading import Reading, decode, encode
from aitia.model.text import Document
from aitia.pipeline import read_documents
from samples import check_reading
from test_contract import VALIDATOR

# pieces of political prose, and what breaks offsets: two-unit emoji, combining marks, bidi, controls, odd blanks
WORDS = st.sampled_from(
    """The the a rebels army Chad Sudan's Iran Iranian U.S. United Nations Mr. Smith Khalifa Haftar he they their who
    minister president group government said says warned that "We will “We ” " ' ’s attacked killed met condemned
    backs backed Iran-backed because if unless will never not could should must to by of in with against and or but
    after before since 2014 Monday May 3 nearly 200,000 $4 million 76% two dozens people troops war talks sanctions
    , . ! ? : ; — - ( ) [ ] … \n \n\n \r\n \t""".split(" ")
)
ODD = st.sampled_from(
    ["🔥", "👩‍👩‍👧", "e\u0301", "\u202e", "\u200b", "\u00a0", "\x00", "\x1b[31m", "\x85", "\ufeff",
     "الجيش", "战争", "ﬁ", "İ", "ß",
     "\u2028", "0²", "½", "٣", "<b>", "&amp;", "``", "''", "’", "‘", "««", "»", "@foo", "https://a.example/b", "#war",
     "Ph.D.", "\ud800", "\U0010ffff"]
)  # fmt: skip
PROSE = st.lists(st.one_of(WORDS, WORDS, WORDS, ODD), max_size=60).map(" ".join)
GLUED = st.lists(st.one_of(WORDS, ODD), max_size=30).map("".join)
ANY = st.text(max_size=200)
BOUNDED = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def read(text: str, published: str | None = None) -> Reading:
    (reading,) = read_documents([Document(id="d", text=text, published=published)])
    assert isinstance(reading, Reading), reading
    return reading


@pytest.mark.parametrize("kind", [PROSE, GLUED, ANY], ids=["prose", "glued", "any"])
def test_every_text_gives_a_valid_reading(kind: st.SearchStrategy[str]) -> None:
    @BOUNDED
    @given(text=kind, published=st.sampled_from([None, "2014", "2014-09", "2014-09-24"]))
    def check(text: str, published: str | None) -> None:
        reading = read(text, published)
        assert reading.text == text
        check_reading(reading)
        line = encode(reading)
        VALIDATOR.validate(json.loads(line))
        assert encode(read(text, published)) == line
        if not any("\ud800" <= c <= "\udfff" for c in text):
            assert decode(line) == reading

    check()


@settings(BOUNDED, max_examples=25)
@given(texts=st.lists(PROSE, min_size=2, max_size=5))
def test_texts_read_the_same_alone_and_together(texts: list[str]) -> None:
    together = list(read_documents(Document(id="d", text=t) for t in texts))
    assert together == [read(t) for t in texts]


@BOUNDED
@given(text=PROSE, mark=st.sampled_from(['"', "“", "”", "'", "(", "—"]), count=st.integers(1, 40))
def test_repeated_marks(text: str, mark: str, count: int) -> None:
    check_reading(read(mark * count + text + mark * count))
