"""Readings made by hand: a text, and rows whose spans are named by their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from aitia.model.reading import Reading
from aitia.model.records import Actor, CausalLink, Claim, Event, Mention, Option, Participant, Tie, TieEvidence
from aitia.model.text import Document, Provenance, Span


def at(text: str, words: str) -> Span:
    """Where ``words`` stand; ``words#2`` is their second occurrence."""
    words, _, count = words.partition("#")
    start = -1
    for _ in range(int(count or 1)):
        start = text.find(words, start + 1)
        assert start >= 0, f"{words!r} is not in {text!r}"
    return Span(start, start + len(words))


def reading(
    text: str,
    *,
    name: str = "doc",
    author: str = "author",
    actors: Mapping[str, Sequence[str]] | None = None,
    kinds: Mapping[str, str] | None = None,
    countries: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    aliases: Mapping[str, tuple[str, ...]] | None = None,
    causes: Sequence[dict[str, Any]] = (),
    ties: Sequence[dict[str, Any]] = (),
    events: Sequence[dict[str, Any]] = (),
    options: Sequence[dict[str, Any]] = (),
    claims: Sequence[Claim] = (),
    **about: Any,
) -> Reading:
    """A reading whose rows hang on the author's voice unless they name a claim."""
    actors = actors or {}
    people = [Actor(id="author", name=author, kind="person", aliases=("author",))]
    for key, mentions in actors.items():
        people.append(
            Actor(
                id=key, name=(names or {}).get(key) or (mentions[0].partition("#")[0] if mentions else key),
                kind=(kinds or {}).get(key, "organisation"),  # type: ignore[arg-type]
                country=(countries or {}).get(key), aliases=(aliases or {}).get(key, ()),
            )
        )  # fmt: skip
    voice = Claim(id="voice", kind="voice", sources=("author",))
    whole = Span(0, len(text))
    return Reading(
        document=Document(id=name, text=text, author=None if author == "author" else author, **about),
        actors=tuple(people),
        mentions=tuple(
            Mention(actor=key, span=at(text, words), form="name") for key, rows in actors.items() for words in rows
        ),
        claims=(voice, *claims),
        causes=tuple(
            CausalLink(
                id=row.get("id", f"cause-{n}"), cause=at(text, row["cause"]), effect=at(text, row["effect"]),
                polarity=row.get("polarity", 1), certainty=row.get("certainty", "asserted"),
                relation=row.get("relation", "cause"), claim=row.get("claim", "voice"), rule=row.get("rule", "made"),
                confidence=row.get("confidence", 1.0),
            )
            for n, row in enumerate(causes, 1)
        ),
        ties=tuple(
            Tie(
                id=f"tie-{n}", subject=row["subject"], object=row["object"], relation=row["relation"],
                sign=row["sign"], time=row.get("time", "current"), factuality=row.get("factuality", "asserted"),
                evidence=(TieEvidence(sentence=whole),), claim=row.get("claim", "voice"), rule="made",
            )
            for n, row in enumerate(ties, 1)
        ),
        events=tuple(
            Event(
                id=f"event-{n}", type=row["type"], trigger=whole, sentence=whole, claim=row.get("claim", "voice"),
                actors=tuple(Participant(actor=a) for a in row.get("actors", ())),
                recipients=tuple(Participant(actor=a) for a in row.get("recipients", ())),
                factuality=row.get("factuality", "asserted"), rule="made",
            )
            for n, row in enumerate(events, 1)
        ),
        options=tuple(
            Option(
                id=f"option-{n}", action=at(text, row["action"]), stance=row.get("stance", "advocated"),
                other_mentions=tuple(at(text, m) for m in row.get("mentions", ())), by=("author",),
                consequences=tuple(at(text, m) for m in row.get("consequences", ())), claim="voice", rule="made",
            )
            for n, row in enumerate(options, 1)
        ),
        provenance=Provenance(),
    )  # fmt: skip
