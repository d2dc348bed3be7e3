"""Months, weekdays, clocks and time zones as texts write them: one table for all that read dates.

Example: "Sept. 12, 2014, 6:15 p.m. ET", "Tue 5 Jul 2016 09.12 BST".
"""

from __future__ import annotations

from typing import Final

# the full name, then what it is shortened to
_NAMES: Final = (
    "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct"
    "|november nov|december dec"
)
MONTHS: Final = {name: number for number, names in enumerate(_NAMES.split("|"), 1) for name in names.split()}
"""The number of a month by its name or short form, in small letters and without its full stop."""

DAYS: Final = {d: i for i, d in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
"""The number of a weekday, from 0."""

_LONGEST: Final = sorted(MONTHS, key=lambda name: (-len(name), MONTHS[name]))
_FULL: Final = [names.split()[0] for names in _NAMES.split("|")]

MONTH: Final = "(?:" + "|".join(_LONGEST) + r")\.?"
"""A month however it is written; for patterns that ignore case and stand beside digits."""

MONTH_NAME: Final = (
    "(?:"
    + "|".join(name.title() + ("" if name in _FULL else r"\.?") for name in _LONGEST)
    + "|"
    + "|".join(name.upper() for name in _FULL if name != "may")
    + ")"
)
"""A month as a name: "May" and "Sept." and "MARCH", but neither "may" nor "march"."""

DAY_NAME: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+)?"
"""A weekday before a date, if there is one; for patterns that ignore case."""

ZONE_NAMES: Final = frozenset(
    "BST CDT CEST CET CST CT EAT EDT EET EST ET GMT IST MDT MSK MST MT PDT PST PT SAST UTC WAT".split()
)
ZONE: Final = "(?:" + "|".join(sorted(ZONE_NAMES, key=lambda z: (-len(z), z))) + r")(?:\s?[+-]\d{1,2}(?::?\d{2})?)?"
"""A time zone behind a clock."""

CLOCK: Final = (
    r"\d{1,2}\s?[:.]\s?\d{2}(?:\s?:\s?\d{2})?(?:\s?(?:hrs\b|h\b|[ap]\.?m\b\.?))?"
    rf"(?:\s?(?:{ZONE}|[+-]\d{{2}}:?\d{{2}})(?!\w))?"
)
"""A time of day: "6:15 p.m. ET", "09.12 BST", "00:00 IST"; for patterns that ignore case."""
