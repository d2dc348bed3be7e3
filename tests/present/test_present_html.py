"""The HTML page: exact highlights, harmless whatever the text holds, every link with a target."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from aitia.model.reading import Reading
from aitia.model.records import Claim, Mention
from aitia.model.text import Document, Provenance, Span
from aitia.present.html import html_report
from aitia.present.safe import visible

VOID = {"meta", "link", "input", "br", "img"}
ALLOWED = set(
    (
        "a article b bdi body caption code defs desc details div fieldset figcaption figure footer g h1 h2 h3 "
        "head header html input label legend li link main marker meta nav ol p path q rect section span style "
        "summary svg table tbody td text th thead title tr tspan ul "
    ).split()
)


class Page(HTMLParser):
    """The tags, attributes, ids, links and the text of the article, with where each highlight starts."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.article: list[str] = []
        self.marks: list[tuple[int, str, str]] = []
        self._open: list[str] = []
        self._start = -1
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self._open.append(tag)
        if tag == "a" and self._reads():
            found = dict(attrs)
            self._start = len("".join(self.article))
            self.marks.append((self._start, found["class"], found["href"]))

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag):
        assert self._open.pop() == tag, (tag, self._open)

    def handle_data(self, data):
        if self._reads():
            self.article.append(data)

    def _reads(self) -> bool:
        return "article" in self._open and "details" not in self._open

    @property
    def text(self) -> str:
        return "".join(self.article)

    def values(self, name: str) -> list[str]:
        return [value for _, key, value in self.attributes if key == name]


def test_the_text_stands_there_character_by_character(reading):
    assert Page(html_report(reading)).text == reading.text


def test_highlights_begin_where_the_spans_begin(reading):
    page = Page(html_report(reading))
    for layer, spans in (
        ("actors", [mention.span for mention in reading.mentions]),
        ("events", [event.trigger for event in reading.events]),
        ("claims", [span for claim in reading.claims for span in claim.content]),
        ("causes", [link.effect for link in reading.causes[:3]]),
        ("options", [option.action for option in reading.options]),
        ("figures", [figure.number for figure in reading.figures]),
    ):
        starts = {start for start, classes, _ in page.marks if f"k-{layer}" in classes.split()}
        assert {span.start for span in spans} <= starts, layer


def test_every_link_has_one_target(reading):
    page = Page(html_report(reading))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.values("href") if link.startswith("#")} <= set(ids)
    for record in (*reading.actors, *reading.events, *reading.ties, *reading.options, *reading.figures, *reading.gaps):
        assert f"row-{record.id}" in ids


def test_it_needs_nothing_from_outside(reading):
    page = Page(html_report(reading))
    assert not {"script", "iframe", "object", "img", "form"} & set(page.tags)
    assert [link for link in page.values("href") if not link.startswith("#")] == [
        "data:,", "https://example.org/karsk?a=1&b=2",
    ]  # fmt: skip
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in page.values("content")
    assert "@import" not in html_report(reading)


def test_headings_are_in_order_and_tables_have_captions(reading):
    page = Page(html_report(reading))
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.tags.count("table") == page.tags.count("caption") > 0
    assert page.tags.count("svg") - page.values("aria-hidden").count("true") == page.tags.count("desc") == 2
    assert {"header", "main", "nav", "footer"} <= set(page.tags)


def test_hostile_words_stay_words(hostile):
    page = Page(html_report(hostile))
    assert set(page.tags) <= ALLOWED
    assert not [name for _, name, _ in page.attributes if name.startswith("on") or name == "style"]
    assert all(link.startswith("#") or link == "data:," for link in page.values("href"))
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", value) for value in page.values("id"))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert page.text == visible(hostile.text)


def test_no_control_or_bidi_override_is_left(hostile):
    page = html_report(hostile)
    page.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)


def test_two_runs_are_equal(reading, hostile):
    assert html_report(reading) == html_report(reading)
    assert html_report(hostile) == html_report(hostile)


def test_an_empty_reading(empty):
    page = Page(html_report(empty))
    assert page.text == ""
    assert "svg" not in page.tags


def test_implied_causes_only_on_request(reading):
    assert "1 cause only implied" in html_report(reading)
    assert "row-k4" not in html_report(reading)
    assert "row-k4" in html_report(reading, implied=True)


def test_spans_outside_the_text_do_no_harm(reading):
    odd = replace(
        reading,
        mentions=(
            Mention(actor="a1", span=Span(9_000, 9_010), form="name"),
            Mention(actor="a1", span=Span(8, 2), form="name"),
        ),
    )
    assert Page(html_report(odd)).text == reading.text


@pytest.mark.parametrize("ending", ["\n\n", "\r\n\r\n", "\r", " "])
def test_two_megabytes_take_bounded_time(ending):
    text = ("Ardo told Karsk about it." + ending) * (2_000_000 // (25 + len(ending)))
    step = 25 + len(ending)
    count = len(text) // step
    big = Reading(
        document=Document(id="big", text=text),
        mentions=tuple(Mention(actor="a", span=Span(n * step, n * step + 4), form="name") for n in range(0, count, 8)),
        claims=tuple(
            Claim(
                id=f"c{n}",
                kind="attributed",
                cue=Span(n * step + 5, n * step + 9),
                content=(Span(n * step, len(text)),),
            )
            for n in range(0, count, 40)
        ),
        provenance=Provenance(),
    )
    start = time.process_time()
    page = html_report(big)
    assert time.process_time() - start < 60
    assert len(page) < 12 * len(text)
