"""A reading with every layer, by hand, over a text with emoji, Arabic, combining marks and CRLF."""

from __future__ import annotations

import pytest

from aitia.model.reading import Reading
from aitia.model.records import (
    Actor,
    CausalLink,
    Claim,
    Event,
    Figure,
    Gap,
    Mention,
    Option,
    Participant,
    Place,
    Tie,
    TieEvidence,
    When,
)
from aitia.model.text import Document, Provenance, Span

TEXT = (
    "Who feeds the war in Karsk? 🕊️\r\n"
    "\r\n"
    "General Noe\u0301l Ardo told reporters that his men protect Karsk. On 3 May 2021 Ardo's brigade (لواء أردو) "
    "shelled Karsk and killed at least 40 people.\r\n"
    "\r\n"
    "Shelling drives families out, and flight empties the fields. The border could be closed to arms, "
    "which would stop the shelling.\n"
    "Nobody listens. It rained.\n"
)


def at(words: str, nth: int = 0, text: str = TEXT) -> Span:
    """The span of the nth occurrence of ``words``."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def full_reading() -> Reading:
    """Every layer, at least one row each."""
    return Reading(
        document=Document(
            id="karsk",
            text=TEXT,
            title="Who feeds the war?",
            author="Ada Quill",
            publisher="The Lamp",
            published="2021-06-01",
            url="https://example.org/karsk?a=1&b=2",
            language="en",
        ),
        actors=(
            Actor(id="author", name="Ada Quill", kind="person", aliases=("author",)),
            Actor(
                id="a1", name="General Noe\u0301l Ardo", kind="person", country="KRS", code="KRS MIL", aliases=("Ardo",)
            ),
            Actor(id="a2", name="Ardo's brigade", kind="armed_group", country="KRS", code="KRS REB"),
            Actor(id="a3", name="people of Karsk", kind="population", aliases=("Karsk", "families")),
        ),
        mentions=(
            Mention(actor="a1", span=at("General Noe\u0301l Ardo"), form="name"),
            Mention(actor="a2", span=at("his men"), form="nominal"),
            Mention(actor="a2", span=at("Ardo's brigade"), form="name"),
            Mention(actor="a1", span=at("Ardo's")._replace(end=at("Ardo's").start + 4), form="name"),
            Mention(actor="a2", span=at("لواء أردو"), form="name"),
            Mention(actor="a3", span=at("families"), form="nominal"),
        ),
        places=(Place(id="p1", span=at("Karsk"), name="Karsk", country="KRS", geonameid=7, lat=1.5, lon=2.25),),
        claims=(
            Claim(id="voice", kind="voice", sources=("author",)),
            Claim(
                id="c1",
                kind="attributed",
                sources=("a1",),
                source_span=at("General Noe\u0301l Ardo"),
                cue=at("told reporters that"),
                content=(at("his men protect Karsk"),),
                parent="voice",
                hedged=True,
            ),
            Claim(id="c2", kind="attributed", sources=(), cue=at("told"), content=(at("protect Karsk"),), parent="c1"),
        ),
        events=(
            Event(
                id="e1",
                type="ASSAULT",
                mode="heavy_weapons",
                actors=(Participant(actor="a2"),),
                recipients=(Participant(actor="a3"),),
                trigger=at("shelled"),
                sentence=Span(at("On 3 May").start, at("40 people.").end),
                when=When(span=at("3 May 2021"), start="2021-05-03", end="2021-05-03", precision="day"),
                where="p1",
                claim="voice",
            ),
            Event(
                id="e2",
                type="COERCE",
                trigger=at("closed"),
                sentence=at("The border could be closed to arms"),
                factuality="hypothetical",
                claim="voice",
                confidence=0.3,
            ),
        ),
        ties=(
            Tie(
                id="t1",
                subject="a2",
                object="a3",
                relation="fights",
                sign=-1,
                claim="voice",
                evidence=(TieEvidence(sentence=at("shelled Karsk"), trigger=at("shelled")),),
            ),
            Tie(
                id="t2",
                subject="a2",
                object="a3",
                relation="supports",
                sign=1,
                claim="c1",
                evidence=(TieEvidence(sentence=at("his men protect Karsk"), trigger=at("protect")),),
            ),
            Tie(
                id="t3",
                subject="a1",
                object="a2",
                relation="controls",
                sign=1,
                claim="voice",
                evidence=(TieEvidence(sentence=at("his men")),),
            ),
            Tie(
                id="t4",
                subject="a1",
                object="a3",
                relation="rules",
                sign=0,
                factuality="negated",
                time="past",
                claim="c2",
                claims=("c2", "voice"),
                evidence=(TieEvidence(sentence=at("his men protect Karsk")),),
            ),
        ),
        causes=(
            CausalLink(
                id="k1",
                cause=at("Shelling"),
                connective=at("drives"),
                effect=at("families out"),
                polarity=1,
                claim="voice",
            ),
            CausalLink(
                id="k2",
                cause=at("flight"),
                connective=at("empties"),
                effect=at("the fields"),
                polarity=-1,
                certainty="hedged",
                claim="voice",
            ),
            CausalLink(
                id="k3",
                cause=at("The border could be closed to arms"),
                connective=at("would stop"),
                effect=at("the shelling"),
                polarity=-1,
                certainty="hypothetical",
                claim="voice",
            ),
            CausalLink(
                id="k4",
                cause=at("It rained"),
                effect=at("Nobody listens"),
                polarity=1,
                relation="implied",
                claim="voice",
            ),
        ),
        options=(
            Option(
                id="o1",
                action=at("closed to arms"),
                by=("author",),
                doer=("a3",),
                stance="advocated",
                consequences=(at("stop the shelling"),),
                claim="voice",
            ),
        ),
        figures=(
            Figure(
                id="f1",
                number=at("at least 40"),
                low=40.0,
                high=None,
                unit="people killed",
                counts=at("people"),
                claim="voice",
            ),
        ),
        gaps=(Gap(id="g1", professed="t2", contradicted_by=("t1", "e1"), claim="voice"),),
        provenance=Provenance(version="0.1.0", reader="rules"),
    )


@pytest.fixture
def reading() -> Reading:
    """See ``full_reading``."""
    return full_reading()


@pytest.fixture
def empty() -> Reading:
    """A reading of nothing."""
    return Reading(document=Document(id="nothing", text=""), provenance=Provenance())


HOSTILE = (
    '<script>alert(1)</script> "><img src=x onerror=alert(2)> [red]markup[/red] [link=https://evil.example]x[/link] '
    "\x1b[31mred\x1b[0m \x1b]8;;https://evil.example\x07link\x1b]8;;\x07 \x9b31m \u202egnp.exe\u202c \u2066a\u2069 "
    "\x00\x07\x08\x7f \ud800 javascript:alert(3) :smile: &amp; </style></svg></title> '"
)


@pytest.fixture
def hostile() -> Reading:
    """The same words of an attacker wherever words can stand."""
    whole = Span(0, len(HOSTILE))
    return Reading(
        document=Document(
            id=HOSTILE,
            text=HOSTILE,
            title=HOSTILE,
            author=HOSTILE,
            publisher=HOSTILE,
            published=HOSTILE,
            url="javascript:alert(1)",
            language='en"><script>',
            genre=HOSTILE,
        ),
        actors=(
            Actor(id=HOSTILE, name=HOSTILE, kind="state", country=HOSTILE, code=HOSTILE, aliases=(HOSTILE + "2",)),
            Actor(id="b", name="B" + HOSTILE, kind="person"),
        ),
        mentions=(Mention(actor=HOSTILE, span=whole, form="name"),),
        places=(Place(id="p", span=whole, name=HOSTILE, country=HOSTILE),),
        claims=(
            Claim(
                id=HOSTILE, kind="attributed", sources=(HOSTILE, "no such actor" + HOSTILE), cue=whole, content=(whole,)
            ),
        ),
        events=(
            Event(
                id=HOSTILE,
                type="ACCUSE",
                mode=HOSTILE,
                actors=(Participant(actor=HOSTILE),),
                trigger=whole,
                sentence=whole,
                when=When(span=whole, start=HOSTILE, end=HOSTILE, precision="decade"),
                where="p",
                claim=HOSTILE,
            ),
        ),
        ties=(
            Tie(
                id=HOSTILE,
                subject=HOSTILE,
                object="b",
                relation="fights",
                sign=-9,
                claim="none",
                evidence=(TieEvidence(sentence=whole, trigger=Span(5, 9)),),
            ),
        ),
        causes=(CausalLink(id="k", cause=Span(0, 30), effect=Span(40, 90), polarity=7, claim=HOSTILE),),
        options=(Option(id="o", action=whole, doer=(HOSTILE,), by=(HOSTILE,), stance="neutral", claim=HOSTILE),),
        figures=(Figure(id="f", number=whole, low=None, high=1e300, unit=HOSTILE, scope=HOSTILE, claim=HOSTILE),),
        gaps=(Gap(id="g", professed=HOSTILE, contradicted_by=(HOSTILE, "gone"), claim=HOSTILE),),
        provenance=Provenance(version=HOSTILE, reader=HOSTILE, models=(HOSTILE,)),
    )
