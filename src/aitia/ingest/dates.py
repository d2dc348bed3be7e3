"""Dates as people and files write them, into ISO form.

Only whole, unmistakable dates count: ``03/04/2014`` is the third of April or the fourth of March, so only its year is
kept.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from aitia.lexicon.calendar import CLOCK, DAY_NAME, MONTH, MONTHS

_BEHIND: Final = rf"(?i:[,\s]*(?:[|–-]\s*)?(?:\bat\s+)?{CLOCK})?"
_BEFORE: Final = rf"(?i:(?:at\s+)?{CLOCK},?\s+(?:on\s+)?)?"
_YEAR: Final = r"(?P<y>(?:1[89]|20)\d{2})"

DATE: Final = re.compile(
    "(?i:"
    + "|".join(
        (
            rf"{DAY_NAME}(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{MONTH}),?\s+"
            rf"{_YEAR.replace('<y>', '<y1>')}",
            rf"{DAY_NAME}(?P<m2>{MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR.replace('<y>', '<y2>')}",
            r"(?P<y3>(?:1[89]|20)\d{2})[-/.](?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2})"
            r"(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?",
            rf"(?P<m4>{MONTH}),?\s+{_YEAR.replace('<y>', '<y4>')}",
        )
    )
    + ")"
)
"""A date anywhere in a line, day first, month first, ISO, or a month with its year."""

DATE_LINE: Final = re.compile(rf"{_BEFORE}{DATE.pattern}{_BEHIND}")
"""A date with, perhaps, the time of day before or behind it."""

_PACKED: Final = re.compile(r"(?:D:)?((?:1[89]|20)\d{2})(\d{2})(\d{2})(?:\d{2,6}.{0,8}|[T ].{0,20})?")
_SHORT: Final = re.compile(r"((?:1[89]|20)\d{2})(?:\.0|[-/.](\d{1,2}))?")
_SLASHES: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]((?:1[89]|20)\d{2})")


def iso_date(value: str | None) -> str | None:
    """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` for a written date, None where it is not one.

    >>> iso_date("Sept. 12, 2014")
    '2014-09-12'
    """
    if value is None:
        return None
    value = value.strip()[:100]
    if found := _SHORT.fullmatch(value):
        return _iso(found[1], found[2])
    if found := _PACKED.fullmatch(value):
        return _iso(found[1], found[2], found[3])
    if found := _SLASHES.match(value):
        first, second = int(found[1]), int(found[2])
        if first == second or (first > 12) != (second > 12):
            month, day = sorted((first, second))
            return _iso(found[3], month, day)
        return found[3] if max(first, second) <= 12 else None
    found = DATE.search(value)
    return date_of(found) if found else None


def date_of(found: re.Match[str]) -> str | None:
    """Return the ISO date of a match of ``DATE`` or ``DATE_LINE``; None for a day that never was."""
    group = found.groupdict()
    for way in "123":
        if group[f"y{way}"]:
            return _iso(group[f"y{way}"], group[f"m{way}"], group[f"d{way}"])
    return _iso(group["y4"], group["m4"])


def _iso(year: str, month: str | int | None = None, day: str | int | None = None) -> str | None:
    if month is None:
        return year
    number = month if isinstance(month, int) else _month_number(month)
    try:
        date = dt.date(int(year), number, int(day or 1))
    except ValueError:
        return None
    return date.isoformat() if day is not None else date.isoformat()[:7]


def _month_number(month: str) -> int:
    if month.isdecimal():
        return int(month)
    return MONTHS[month.lower().rstrip(".")]
