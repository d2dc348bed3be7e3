"""What expressions of time mean: patterns and, for each, the dates its words stand for.

A pattern's group ``it`` is the expression. A reader gets the match, the date the text is read against (None where it is
unknown: then relative expressions mean nothing) and whether the clause speaks of the future.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from aitia.lexicon.calendar import DAYS, MONTH_NAME, MONTHS
from aitia.model.codes import DatePrecision

NUMBERS: Final = {
    word: number
    for number, words in enumerate(
        "- a/an/one two/couple three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split()
    )
    for word in words.split("/")
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "hundred": 100}
SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}
_DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR: Final = r"(?:1[0-9]\d\d|20\d\d)"
_PART: Final = r"(?P<part>(?i:early|mid|late|the\s+(?:beginning|start|middle|end|first\s+half|second\s+half)\s+of))"
_DASH: Final = r"\s?[-–—]\s?"
_WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_COUNT: Final = r"(?:\d{1,3}|" + "|".join(sorted(NUMBERS.keys() - {"-"}, key=len, reverse=True)) + r")(?:\s+of)?"
_END: Final = r"(?![\w%])(?!,\d)"


@dataclass(frozen=True, slots=True)
class Today:
    """The date a document is read against, as exact as it is known (``month`` and ``day`` 0 where unknown)."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def date(self) -> date | None:
        """The day, where it is known."""
        return date(self.year, self.month, self.day) if self.day else None


@dataclass(frozen=True, slots=True)
class Dates:
    """The days an expression covers, first and last, and how exact it is."""

    start: date
    end: date
    precision: DatePrecision


Reader = Callable[[re.Match[str], "Today | None", bool], "Dates | None"]


def _number(text: str) -> int:
    text = text.lower().removesuffix("of").strip()
    return int(text) if text.isdigit() else NUMBERS[text]


def _month(text: str) -> int:
    return MONTHS[text.lower().rstrip(".")]


def _month_end(year: int, month: int) -> date:
    return date(year + (month == 12), month % 12 + 1, 1) - timedelta(days=1)


def _of_month(year: int, month: int, part: str = "") -> Dates:
    start, end = date(year, month, 1), _month_end(year, month)
    if part == "early":
        end = date(year, month, 10)
    elif part == "mid":
        start, end = date(year, month, 11), date(year, month, 20)
    elif part == "late":
        start = date(year, month, 21)
    return Dates(start, end, "month")


def _of_year(year: int, part: str = "", last: int | None = None) -> Dates:
    first_month, last_month = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "h1": (1, 6), "h2": (7, 12)}.get(
        part, (1, 12)
    )
    last = year if last is None else last
    return Dates(date(year, first_month, 1), _month_end(last, last_month), "year")


def _part(match: re.Match[str]) -> str:
    text = (match.groupdict().get("part") or "").lower()
    if not text:
        return ""
    if "half" in text:
        return "h1" if "first" in text else "h2"
    if "begin" in text or "start" in text or "early" in text:
        return "early"
    return "mid" if "mid" in text else "late"


def _on_day(year: int, month: int, day: int, last: int | None = None) -> Dates:
    start = date(year, month, day)
    return Dates(start, date(year, month, last) if last else start, "day")


def _full_date(match: re.Match[str], today: Today | None, future: bool) -> Dates | None:
    groups = match.groupdict()
    month, day = _month(groups["month"]), int(groups["day"])
    last = int(groups["last"]) if groups.get("last") else None
    if groups.get("year"):
        return _on_day(int(groups["year"]), month, day, last)
    if today is None:
        return None
    if today.date is None:
        return _on_day(today.year, month, day, last)
    near = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            near.append(date(year, month, day))
        except ValueError:  # 29 February
            continue
    here = today.date
    if future and any(d >= here for d in near):
        near = [d for d in near if d >= here]
    best = min(near, key=lambda d: (abs((d - here).days), d > here))
    return _on_day(best.year, month, day, last)


def _iso(match: re.Match[str], _today: Today | None, _future: bool) -> Dates | None:
    return _on_day(int(match["year"]), int(match["m"]), int(match["day"]))


def _month_year(match: re.Match[str], _today: Today | None, _future: bool) -> Dates | None:
    year = int(match["year"])
    if match.groupdict().get("to"):
        return Dates(date(year, _month(match["month"]), 1), _month_end(year, _month(match["to"])), "month")
    return _of_month(year, _month(match["month"]), _part(match))


def _season(match: re.Match[str], _today: Today | None, _future: bool) -> Dates | None:
    first, last = SEASONS[match["season"].lower()]
    year = int(match["year"])
    return Dates(date(year, first, 1), _month_end(year + (last > 12), (last - 1) % 12 + 1), "month")


def _years(match: re.Match[str], _today: Today | None, _future: bool) -> Dates | None:
    start, text = int(match["year"]), match["to"]
    end = int(text) if len(text) == 4 else start // 100 * 100 + int(text)
    return _of_year(start, last=end) if start < end <= start + 200 else None


def _decade(match: re.Match[str], _today: Today | None, _future: bool) -> Dates | None:
    text = match["decade"]
    year = int(text) if len(text) == 4 else 1900 + int(text)
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(_part(match), (0, 9))
    return Dates(date(year + first, 1, 1), date(year + last, 12, 31), "decade")


def _year(match: re.Match[str], _today: Today | None, _future: bool) -> Dates | None:
    return _of_year(int(match["year"]), _part(match))


def _eleventh(_match: re.Match[str], _today: Today | None, _future: bool) -> Dates | None:
    """ "9/11" and "the September 11 attacks", whatever the year of the text."""
    return _on_day(2001, 9, 11)


def _weekday(match: re.Match[str], today: Today | None, future: bool) -> Dates | None:
    if today is None or today.date is None:
        return None
    back = (today.date.weekday() - DAYS[match["weekday"].lower()]) % 7
    how = (match["how"] or "").lower()
    if how in ("next", "coming") or (future and how != "last"):
        day = today.date + timedelta(days=(7 - back) % 7 or 7)
    else:
        day = today.date - timedelta(days=back or (7 if how == "last" else 0))
    return Dates(day, day, "day")


def _near_day(match: re.Match[str], today: Today | None, _future: bool) -> Dates | None:
    if today is None or today.date is None:
        return None
    text = " ".join(match["it"].lower().split())
    step = -1 if text in ("yesterday", "last night") else 1 if text == "tomorrow" else 0
    day = today.date + timedelta(days=step)
    return Dates(day, day, "day")


def _near_unit(match: re.Match[str], today: Today | None, _future: bool) -> Dates | None:
    """ "last week", "this month", "next year"."""
    how = match["how"].lower()
    step = {"this": 0, "next": 1, "coming": 1}.get(how, -1)
    return _shift(match["unit"].lower(), step, today)


def _ago(match: re.Match[str], today: Today | None, _future: bool) -> Dates | None:
    unit = match["unit"].lower()
    return _shift(unit.removesuffix("s"), -_number(match["count"]), today, exact_day=True)


def _shift(unit: str, step: int, today: Today | None, *, exact_day: bool = False) -> Dates | None:
    if today is None:
        return None
    if unit == "decade":
        start = (today.year + 10 * step) // 10 * 10
        return Dates(date(start, 1, 1), date(start + 9, 12, 31), "decade")
    if unit == "year":
        return _of_year(today.year + step)
    if unit == "month" and today.month:
        count = today.year * 12 + today.month - 1 + step
        return _of_month(count // 12, count % 12 + 1)
    here = today.date
    if here is None:
        return None
    if unit == "day" and exact_day:
        day = here + timedelta(days=step)
        return Dates(day, day, "day")
    if unit in ("week", "weekend"):
        monday = here - timedelta(days=here.weekday()) + timedelta(weeks=step)
        return Dates(monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6), "day")
    return None


def _past(match: re.Match[str], today: Today | None, _future: bool) -> Dates | None:
    """ "the past three years", "the last decade": up to the day of publication."""
    if today is None:
        return None
    unit = match["unit"].lower().removesuffix("s")
    count = _number(match["count"]) if match["count"] else 1
    end = today.date or (_month_end(today.year, today.month) if today.month else date(today.year, 12, 31))
    if unit in ("year", "decade"):
        years = count * (10 if unit == "decade" else 1)
        start = date(end.year - years, end.month, min(end.day, 28))
        return Dates(start, end, "decade" if unit == "decade" else "year")
    if today.date is None:
        return None
    return Dates(end - timedelta(days=count * {"day": 1, "week": 7, "month": 30}[unit]), end,
                  "month" if unit == "month" else "day")  # fmt: skip


def _bare_month(match: re.Match[str], today: Today | None, future: bool) -> Dates | None:
    if today is None or not today.month:
        return None
    month, how = _month(match["month"]), (match["how"] or "").lower()
    year = today.year
    if how in ("next", "coming", "by", "until", "till") or future:
        year += month < today.month or (month == today.month and how == "next")
    else:
        year -= month > today.month or (month == today.month and how == "last")
    return _of_month(year, month, _part(match))


def _near_season(match: re.Match[str], today: Today | None, _future: bool) -> Dates | None:
    if today is None or not today.month:
        return None
    first, last = SEASONS[match["season"].lower()]
    how = match["how"].lower()
    year = today.year
    if how == "last":
        year -= first >= today.month or last >= today.month
    elif how == "next":
        year += last < today.month
    elif first == 12 and today.month < 3:
        year -= 1
    return Dates(date(year, first, 1), _month_end(year + (last > 12), (last - 1) % 12 + 1), "month")


_RULES: Final[tuple[tuple[str, Reader, str], ...]] = (
    (rf"\b(?P<it>(?P<year>{_YEAR})-(?P<m>[01]\d)-(?P<day>[0-3]\d)){_END}", _iso, "digit"),
    (r"\b(?P<it>9/11|(?:September|Sept\.?)\s+11(?:th)?(?=\s+(?:terror|attack|hijack)))(?![/\w])", _eleventh, "digit"),
    (r"\b(?i:since|after|before|post)[\s-]+(?P<it>(?:September|Sept\.?)\s+11(?:th)?)(?!,?\s*\d)(?!\w)",
     _eleventh, "digit"),
    (rf"\b(?P<it>(?:{_WEEKDAY},?\s+)?(?:the\s+)?(?P<day>{_DAY})(?:st|nd|rd|th)?"
     rf"(?:(?:{_DASH}|\s+to\s+)(?P<last>{_DAY})(?:st|nd|rd|th)?)?"
     rf"\s+(?:of\s+)?(?P<month>{MONTH_NAME})(?:,?\s+(?P<year>{_YEAR}))?){_END}", _full_date, "digit month"),
    (rf"\b(?P<it>(?:{_WEEKDAY},?\s+)?(?P<month>{MONTH_NAME})\s+(?P<day>{_DAY})(?:st|nd|rd|th)?(?:{_DASH}(?P<last>{_DAY}))?"
     rf"(?:,?\s+(?P<year>{_YEAR}))?){_END}", _full_date, "digit month"),
    (rf"\b(?P<it>(?P<month>{MONTH_NAME})(?:{_DASH}|\s+(?:to|and|through)\s+)"
     rf"(?P<to>{MONTH_NAME}),?\s+(?P<year>{_YEAR})){_END}", _month_year, "digit month"),
    (rf"\b(?P<it>(?:{_PART}[-\s]+)?(?P<month>{MONTH_NAME}),?\s+(?:of\s+)?(?P<year>{_YEAR})){_END}",
     _month_year, "digit month"),
    (rf"\b(?P<it>(?P<season>(?i:spring|summer|autumn|fall|winter))\s+(?:of\s+)?(?P<year>{_YEAR})){_END}",
     _season, "digit season"),
    (rf"(?<![-\d])\b(?P<it>(?P<year>{_YEAR})(?:{_DASH}|\s+(?:to|and|until|through)\s+)"
     rf"(?P<to>{_YEAR}|\d\d)){_END}(?!-)", _years, "digit"),
    (rf"(?P<it>\b(?:(?:the\s+)?{_PART}[-\s]+(?:the\s+)?)?"
     rf"(?:(?<=[\s-])|\b|['’])(?P<decade>1[0-9]\d0|20\d0|(?<=['’])[2-9]0)['’]?s)\b", _decade, "digit"),
    (rf"(?<![-–.,/:$€£\d])\b(?P<it>{_PART}[-\s]+(?P<year>{_YEAR})){_END}(?![-–/]\d)", _year, "digit"),
    (rf"(?<![-–.,/:$€£\d])\b(?i:in|since|by|until|till|of|from|during|after|before|around|circa|throughout"
     rf"|through|to|for|and|the|a|an|than|as)\s+(?P<it>(?P<year>{_YEAR})){_END}(?![-–/]\d)(?!\.\d)", _year, "digit"),
    (rf"[(\[,]\s?(?P<it>(?P<year>{_YEAR}))(?=[)\],;])", _year, "digit"),
    (r"(?i)\b(?P<it>today|yesterday|tomorrow|tonight|last\s+night|this\s+(?:morning|afternoon|evening))\b",
     _near_day, "unit"),
    (rf"\b(?P<it>(?:(?P<how>(?i:last|next|this|coming|late|early))\s+)?(?P<weekday>{_WEEKDAY}))\b",
     _weekday, "weekday"),
    (r"(?i)\b(?P<it>(?:(?:earlier|later|late|early)\s+)?(?P<how>last|next|this|coming|previous)"
     r"\s+(?P<unit>week|weekend|month|year|decade))\b", _near_unit, "unit"),
    (rf"(?i)\b(?P<it>(?P<count>{_COUNT})\s+(?P<unit>days?|weeks?|months?|years?|decades?)\s+ago)\b", _ago, "unit"),
    (rf"(?i)\b(?P<it>the\s+(?:past|last|previous)\s+(?:(?P<count>{_COUNT})\s+)?"
     rf"(?P<unit>days?|weeks?|months?|years?|decades?))\b", _past, "unit"),
    (rf"\b(?P<it>(?i:(?P<how>last|next|this)\s+)(?P<part>)(?P<month>{MONTH_NAME})){_END}", _bare_month, "month"),
    (rf"\b(?P<how>(?i:in|since|by|until|till|during|of|from))\s+"
     rf"(?P<it>(?:{_PART}[-\s]+)?(?P<month>{MONTH_NAME}))(?!\s*\d){_END}", _bare_month, "month"),
    (r"(?i)\b(?P<it>(?P<how>last|this|next)\s+(?P<season>spring|summer|autumn|fall|winter))\b", _near_season, "season"),
)  # fmt: skip


@cache
def date_rules() -> tuple[tuple[re.Pattern[str], Reader, frozenset[str]], ...]:
    """The patterns in the order in which they claim words, their readers, and what a sentence must have (``cues``)."""
    return tuple((re.compile(pattern), reader, frozenset(needs.split())) for pattern, reader, needs in _RULES)


@cache
def cues() -> dict[str, str]:
    """Words without which no pattern can match, and what they are: a month, a weekday, a season, a unit."""
    units = """today yesterday tomorrow tonight night morning afternoon evening week weekend month year decade days
    weeks months years decades day""".split()
    out = dict.fromkeys(units, "unit")
    for kind, words in (("month", MONTHS), ("weekday", DAYS), ("season", SEASONS)):
        out.update(dict.fromkeys(words, kind))
    return out


def published(text: str | None) -> Today | None:
    """What a document's ``published`` says, None where it is no date."""
    if not text:
        return None
    try:
        year, month, day = ([int(p) for p in text[:10].split("-")] + [0, 0])[:3]
        if not 1000 <= year <= 9998:
            return None
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return Today(year, month, day if month else 0)
