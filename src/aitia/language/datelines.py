"""Time stamps, credits and datelines that run on into the text: no sentence goes on across them.

Where a page lost its lines, "Farmers block road May 19 , 2012 00:00 IST KURNOOL : Farmers on Friday blocked" is
headline, stamp, place and story in one. Parsed as one, the stamp becomes part of somebody's name ("IST Farmers"); so
each is a piece of its own. A date that belongs to a sentence ("on May 19, 2012") is none, nor is a clock without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from aitia.language.paragraphs import paragraphs
from aitia.lexicon.actors import fold, registry
from aitia.lexicon.calendar import CLOCK, MONTH, ZONE
from aitia.lexicon.places import country_of, is_populated_place, own_senses
from aitia.model.text import Span

_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_STAMP: Final = re.compile(
    r"(?:(?:first |last )?\b(?:published|posted|updated)(?:\s?:\s?|\s+))?"
    r"(?:\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?\s?,?\s?)?"
    rf"\b(?:(?i:{MONTH})\s?{_DAY}|{_DAY}\s?,?\s?(?i:{MONTH}))\s?,?\s?\d{{4}}\s?,?\s?(?:(?i:{CLOCK})|{ZONE}\b)",
    re.IGNORECASE,
)
_IN_SENTENCE: Final = re.compile(
    r"\b(?:after|and|at|before|between|by|dated|for|from|in|of|on|since|the|till|to|until)\s+$", re.IGNORECASE
)
_CREDIT: Final = re.compile(r"(?:^|\s)[-–—]\s+(?:[A-Z][\w.&'’-]*\s+|[,:]\s*){1,18}$")
_BYLINE: Final = re.compile(
    r"\s*(?:(?:Staff|Special|Senior|City|Our) (?:Reporter|Correspondent)s?\b|"
    r"(?:PTI|ANI|IANS|AFP|Reuters)\b(?=\s+[A-Z]))"
)
_CAPITALS: Final = r"[A-Z][A-Z.]+(?:[ -][A-Z][A-Z.]+){0,2}"
_AGENCY: Final = r"\(\s?[A-Z][\w ]{1,20}\s?\)"
_AFTER_STAMP: Final = re.compile(
    rf"\s*({_CAPITALS}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)\s?(?:,\s?(?i:{MONTH})\s?\d{{1,2}}\s?)?(?:{_AGENCY})?\s?:(?=\s)"
)
_OPENING: Final = re.compile(rf"\s*({_CAPITALS})\s?(?:,\s?(?i:{MONTH})\s?\d{{1,2}}\s?)?(?:{_AGENCY})?\s?:(?=\s)")
_LABEL: Final = re.compile(rf"\s*({_CAPITALS})(?=\s+[A-Z][a-z])")
_WIRED: Final = re.compile(rf"(?<=\s)({_CAPITALS})\s?(?:,\s?(?i:{MONTH})\s?\d{{1,2}}\s?)?{_AGENCY}\s?[:–—-](?=\s)")


def datelines(text: str) -> list[Span]:
    """The stamps, credits and datelines within the text, without overlap, in text order."""
    found: list[Span] = []
    for paragraph in paragraphs(text):
        for span in sorted(_within(text, paragraph)):
            if not found or span.start >= found[-1].end:
                found.append(span)
    return found


def _within(text: str, paragraph: Span) -> Iterator[Span]:
    start, end = paragraph
    opening = _OPENING.match(text, start, end)
    label = _LABEL.match(text, start, end)
    if opening is not None and _is_place(opening.group(1)) and not _is_speaker(opening):
        yield _trimmed(text, start, opening.end())
    elif label is not None and len(label.group(1)) > 4 and _is_place(label.group(1)) and not _is_state(label.group(1)):
        yield _trimmed(text, start, label.end())
    elif (byline := _BYLINE.match(text, start, end)) is not None and " " in byline.group().strip():
        yield _trimmed(text, start, byline.end())
    for wired in _WIRED.finditer(text, start, end):
        if _is_place(wired.group(1)):
            yield Span(wired.start(), wired.end())
    for stamp in _STAMP.finditer(text, start, end):
        before = text[max(start, stamp.start() - 160) : stamp.start()]
        if _IN_SENTENCE.search(before):
            continue
        credit = _CREDIT.search(before)
        first = stamp.start() - (len(before) - credit.start() if credit is not None else 0)
        last = stamp.end()
        byline = _BYLINE.match(text, last, end)
        last = byline.end() if byline is not None else last
        place = _AFTER_STAMP.match(text, last, end)
        if place is not None and (place.group(1).isupper() or _is_place(place.group(1))):
            last = place.end()
        yield _trimmed(text, first, last)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)


def _is_place(name: str) -> bool:
    title = name.title()
    return is_populated_place(title) or bool(country_of(title))


def _is_speaker(opening: re.Match[str]) -> bool:
    """Whether a name with nothing but a colon may be somebody's who speaks: "CLINTON: I won"."""
    name = opening.group(1)
    return fold(name) in registry().surnames and opening.group().strip(" :") == name


def _is_state(name: str) -> bool:
    return any(p.kind == "country" for p in own_senses(name.title()))
