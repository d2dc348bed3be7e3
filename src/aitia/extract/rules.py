"""The default reader: one page in, all layers out, by rules over the parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from aitia.extract.acceptance import accepted
from aitia.extract.actors import add_speakers, finish_cast, read_cast
from aitia.extract.causes import CausesExtractor
from aitia.extract.claims import read_voices
from aitia.extract.confidence import weighed
from aitia.extract.events import EventsExtractor
from aitia.extract.figures import FiguresExtractor
from aitia.extract.gaps import find_gaps
from aitia.extract.marks import marked
from aitia.extract.nominals import is_counted
from aitia.extract.options import OptionsExtractor
from aitia.extract.places import PlacesExtractor
from aitia.extract.ties import TiesExtractor
from aitia.extract.trained import Trained
from aitia.language.page import Page
from aitia.lexicon.actors import Registry
from aitia.model.reading import Reading
from aitia.model.records import Tie
from aitia.model.text import Provenance
from aitia.neural.encoder import one_thread


def read_layers(page: Page, provenance: Provenance, known: Registry | None = None) -> Reading:
    """Fill all layers of one page. Actors and claims come first: every other layer asks who and on whose word."""
    if page.cache.get("fast"):
        return _layers(page, provenance, known)
    page.cache["trained"] = Trained(page)
    with one_thread():
        return _layers(page, provenance, known)


def _layers(page: Page, provenance: Provenance, known: Registry | None) -> Reading:
    page.cast = read_cast(page, known)
    page.voices = read_voices(page)
    add_speakers(page)
    page.cache["places"] = places = tuple(PlacesExtractor().extract(page))
    page.cache["events"] = events = tuple(EventsExtractor().extract(page))
    page.cache["causes"] = causes = tuple(CausesExtractor().extract(page))
    page.cache["options"] = options = tuple(OptionsExtractor().extract(page))
    ties = tuple(_of_somebody(page))
    page.looks = accepted(page, "events", events) | accepted(page, "ties", ties) | accepted(page, "causes", causes)
    page.marks = marked(page, (*events, *ties, *causes))
    least = float(page.cache.get("min_confidence", 0.0))
    reading = Reading(
        document=page.document,
        places=places,
        claims=tuple(page.voices.claims),
        events=weighed("events", events, least, page.marks),
        ties=weighed("ties", ties, least, page.marks),
        causes=weighed("causes", causes, least, page.marks),
        options=weighed("options", options, least),
        figures=weighed("figures", FiguresExtractor().extract(page), least),
        provenance=provenance,
    )
    actors, mentions = finish_cast(page, reading)
    whole = replace(reading, actors=actors, mentions=mentions)
    return replace(whole, gaps=tuple(find_gaps(whole)))


def _of_somebody(page: Page) -> Iterator[Tie]:
    """The ties of a page but those with people of whom only the number is told: who kills 44 stands against nobody."""
    numbers = {actor for description, actor in page.cast.described if is_counted(description)}
    for tie in TiesExtractor().extract(page):
        if not numbers & {tie.subject, tie.object}:
            yield tie
