"""One number in running text, in digits or words, with its unit.

Example: "two hundred and six" → 206; "tens of thousands" → from 10000; "half an hour" → 30 minutes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from aitia.lexicon import figures as lexicon
from aitia.lexicon.figures import Unit

Shape = Literal["count", "vague", "share", "ratio", "group", "article"]

_ATOM: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+|[^\s\w]|_")
DASHES: Final = frozenset("-–—‑−")
JOINED: Final = frozenset("-‑")
_LIMIT: Final = 1e15
_LONGEST: Final = 30  # words of one number
_ARTICLES: Final = ("a", "an")
_HALVED: Final = frozenset("the of its their his her our all a an that those these this percent my your".split())
_NOT_HALVES: Final = frozenset("first second other latter former better top bottom northern southern".split())
_DURING: Final = frozenset("in for within during than nearly almost about over around roughly under least".split())

_SMALLER: Final = {"hour": (30, "minutes"), "year": (6, "months"), "day": (12, "hours")}


@dataclass(slots=True)
class Atom:
    """A piece of text: a number, a word or a sign."""

    text: str
    start: int
    end: int
    glued: bool  # no space before it


@dataclass(slots=True)
class Value:
    """One bare number, from atom ``first`` up to, not including, atom ``last``."""

    low: float
    high: float | None
    first: int
    last: int
    shape: Shape = "count"
    scale: float = 1.0  # the multiplier it ended in
    digits: bool = False
    unit: Unit | None = None


def atoms(text: str) -> list[Atom]:
    """Numbers, words and signs of a text."""
    out: list[Atom] = []
    last = -1
    for m in _ATOM.finditer(text):
        out.append(Atom(m.group().lower(), m.start(), m.end(), m.start() == last))
        last = m.end()
    return out


class Numerals:
    """Reads the number that begins at an atom."""

    def __init__(self, items: list[Atom]) -> None:
        self.a = items
        self.n = len(items)
        self.numerals = lexicon.numerals()

    def word(self, i: int) -> str:
        """The text of atom ``i``, empty outside."""
        return self.a[i].text if 0 <= i < self.n else ""

    def value(self, i: int) -> Value | None:
        """The number that begins at atom ``i``, with its unit."""
        if i >= self.n:
            return None
        text = self.a[i].text
        if text[0].isdecimal():
            found = self._digits(i)
        elif text in _ARTICLES:
            found = self._article(i)
        else:
            found = self._words(i)
        if found is None or found.low > _LIMIT:
            return None
        return self._unit(found)

    def _digits(self, i: int) -> Value | None:
        atom = self.a[i]
        if i > 0 and atom.glued and not self._may_precede(i - 1):
            return None
        number = float(atom.text.replace(",", "")) if len(atom.text) < 40 else _LIMIT * 2
        out = Value(number, number, i, i + 1, digits=True)
        after = i + 1
        if after < self.n and self.a[after].glued:
            tail = self.a[after].text
            if tail in ("/", ":") and self.word(after + 1)[:1].isdecimal():
                return None
            if tail[0].isalpha():
                short = self.numerals.get(tail)
                money = self.word(i - 1) in lexicon.currencies() or self.word(i - 1) in lexicon.currency_codes()
                if short is not None and short.kind == "short" and (money or tail in ("bn", "mn", "tn", "k")):
                    return Value(number * short.value, number * short.value, i, i + 2, scale=short.value, digits=True)
                return out if (tail,) in lexicon.units() else None
        return self._scaled(out)

    def _may_precede(self, i: int) -> bool:
        """Whether a number may stand right after atom ``i`` without a space: not in "F-16", "MH17" or "12/5"."""
        text = self.a[i].text
        if text in DASHES:
            if text not in JOINED or not self.a[i].glued or i == 0:
                return True
            left = self.a[i - 1].text
            return left[0].isdecimal() or left in self.numerals or left in ("mid", "pre", "post") or len(left) > 9
        if text[0].isalpha():
            return text in lexicon.currency_codes() or len(text) > 8
        return text not in ("/", ":", ".", "#", "@", "_", "\\", "+", "*", "=", "°")

    def _scaled(self, out: Value) -> Value:
        """Multipliers after a number: "1.3 billion", "two dozen", "5.5 million"."""
        j = out.last
        while j < self.n:
            step = 1 if self.word(j) not in JOINED else 2
            numeral = self.numerals.get(self.word(j + step - 1))
            if numeral is None or (numeral.kind != "scale" and not (out.digits and numeral.kind == "vague")):
                break
            if numeral.kind == "vague" and self.word(j) in ("tens", "scores"):
                break
            out = Value(
                out.low * numeral.value, out.low * numeral.value, out.first, j + step, out.shape,
                out.scale * numeral.value, out.digits,
            )  # fmt: skip
            j = out.last
        return out

    def _words(self, i: int) -> Value | None:
        numeral = self.numerals.get(self.a[i].text)
        if numeral is None:
            unit = lexicon.units().get((self.a[i].text,))
            return self._bare_unit(i, unit) if unit is not None and unit.kind == "time" else None
        tied = i > 1 and self.a[i].glued and self.word(i - 1) in JOINED and self.a[i - 1].glued
        if tied and self.word(i - 2) not in self.numerals and self.word(i - 2) not in ("mid", "a", "an"):
            return None  # "thirty-one" begins earlier, "well-one" not at all
        if numeral.kind == "vague":
            return self._vague(i, numeral.value)
        if numeral.kind == "part":
            return self._half(i) if self.a[i].text == "half" else None
        if numeral.kind == "group":
            return Value(numeral.value, numeral.value, i, i + 1, "group")
        if numeral.kind in ("times", "adverb"):
            return Value(numeral.value, numeral.value, i, i + 1, "ratio")
        if numeral.kind in ("ones", "tens"):
            return self._cardinal(i)
        if numeral.kind == "scale" and self.word(i + 1) != "-":
            return Value(numeral.value, numeral.value, i, i + 1, "article")  # "the dozen rebels"
        return None

    def _cardinal(self, i: int) -> Value | None:
        """ "fifty-four million", "two hundred and six", "a hundred and twenty million", "one and a half"."""
        total = current = 0.0
        scale = 1.0
        j, seen = i, ""
        if self.word(i) in _ARTICLES:
            j, current, seen = i + 1, 1.0, "ones"
        while j < min(self.n, i + _LONGEST):
            numeral = self.numerals.get(self.word(j))
            if numeral is None:
                break
            if numeral.kind == "ones" and seen in ("", "tens", "hundred"):
                if seen == "tens" and numeral.value > 9:
                    break
                current += numeral.value
                seen = "ones"
            elif numeral.kind == "tens" and seen in ("", "hundred"):
                current += numeral.value
                seen = "tens"
            elif numeral.kind == "scale" and seen != "":
                scale = numeral.value
                if numeral.value == 100:
                    current = max(current, 1) * 100
                    seen = "hundred"
                else:
                    total += max(current, 1) * numeral.value
                    current, seen = 0.0, "hundred"
            else:
                break
            j += 1
            j = self._join(j, seen)
        found = Value(total + current, total + current, i, j, scale=scale)
        return self._fraction(found) or self._decimal(found) or self._and_half(found)

    def _decimal(self, found: Value) -> Value | None:
        """ "one point three billion", "nought point five": digits said one by one."""
        j, digits = found.last + 1, ""
        while self.word(found.last) == "point" and found.scale == 1.0:
            numeral = self.numerals.get(self.word(j))
            if numeral is None or numeral.kind != "ones" or numeral.value > 9:
                break
            digits, j = f"{digits}{numeral.value:.0f}", j + 1
        if not digits:
            return None
        worth = found.low + float(f"0.{digits}")
        return self._scaled(Value(worth, worth, found.first, j))

    def _join(self, j: int, seen: str) -> int:
        """Past the hyphen of "fifty-four" and the "and" of "two hundred and six"."""
        after = self.numerals.get(self.word(j + 1))
        if after is None:
            return j
        if self.word(j) in JOINED and self.a[j].glued and after.kind in ("ones", "scale"):
            return j + 1
        if self.word(j) == "and" and seen == "hundred" and after.kind in ("ones", "tens") and self.word(j - 1) not in (
            "dozen",
        ):  # fmt: skip
            return j + 1
        return j

    def _and_half(self, found: Value) -> Value:
        j = found.last
        if self._half_follows(j):
            worth = found.low + 0.5 * found.scale
            return self._scaled(Value(worth, worth, found.first, j + 3, scale=found.scale))
        return found

    def _fraction(self, found: Value) -> Value | None:
        """ "two-thirds", "one quarter": a number over a part."""
        j = found.last
        tied = self.word(j) in JOINED
        part = self.numerals.get(self.word(j + 1 if tied else j))
        if part is None or part.kind != "part" or found.low > 12 or found.scale > 1:
            return None
        single = self.word(j + 1 if tied else j) in ("half", "third", "quarter")
        if found.low == 1 and not (tied or single):
            return None
        if found.low > 1 and not self.word(j + 1 if tied else j).endswith("s"):
            return None
        share = found.low / part.value
        return Value(share, share, found.first, j + (2 if tied else 1), "share")

    def _article(self, i: int) -> Value | None:
        """ "a million", "a dozen", "a third of", "a decade", "a pair of", "a couple of"."""
        j = i + 1
        text = self.word(j)
        numeral = self.numerals.get(text)
        if text in ("few", "good", "whole", "full", "further", "record", "mere") and numeral is None:
            j += 1
            text = self.word(j)
            numeral = self.numerals.get(text)
        few = self.word(i + 1) == "few"
        if numeral is None:
            unit = lexicon.units().get((text,))
            if unit is None or unit.kind != "time" or few:
                return None
            return self._one_unit(i, j, unit)
        if numeral.kind == "scale":
            if j == i + 1:
                return self._cardinal(i)
            out = self._scaled(Value(numeral.value, numeral.value, i, j + 1, scale=numeral.value))
            return Value(2 * out.low, None, i, out.last, "vague") if few else self._and_half(out)
        if text == "half":
            return self._half(j) or (self._share(i, j, 2) if self.word(j + 1) == "of" else None)
        if numeral.kind == "part" and self.word(j + 1) == "of":
            after = self.numerals.get(self.word(j + 3))
            if self.word(j + 2) == "a" and after is not None and after.kind == "scale":
                worth = after.value / numeral.value
                return Value(worth, worth, i, j + 4)
            if self.word(j + 2) == "a" and self.word(j + 3) == "century":
                return Value(1 / numeral.value, 1 / numeral.value, i, j + 3)
            return self._share(i, j, numeral.value)
        if numeral.kind == "group" and (self.word(j + 1) == "of" or text == "couple"):
            after = self.numerals.get(self.word(j + 2)) or self.numerals.get(self.word(j + 1))
            if after is not None and after.kind == "scale":
                end = j + 3 if self.word(j + 1) == "of" else j + 2
                return Value(2 * after.value, 2 * after.value, i, end)
            return Value(numeral.value, numeral.value, i, j + 2 if self.word(j + 1) == "of" else j + 1, "group")
        return None

    def _share(self, i: int, j: int, parts: float) -> Value:
        return Value(1 / parts, 1 / parts, i, j + 1, "share")

    def _half(self, i: int) -> Value | None:
        """ "half a million", "half-dozen", "half an hour", "half of them"; not "the first half", "half-hearted"."""
        if self.word(i - 1) in _NOT_HALVES:
            return None
        j = i + 1
        tied = self.word(j) in JOINED
        if tied or self.word(j) in _ARTICLES:
            numeral = self.numerals.get(self.word(j + 1))
            if numeral is not None and numeral.kind == "scale":
                return self._scaled(Value(numeral.value / 2, numeral.value / 2, i, j + 2, scale=numeral.value))
            if (self.word(j + 1),) in lexicon.units():
                smaller = _SMALLER.get(self.word(j + 1))
                if smaller is not None:
                    return Value(smaller[0], smaller[0], i, j + 2, unit=lexicon.units()[(smaller[1],)])
                return Value(0.5, 0.5, i, j + 1)
            if tied:
                return None
        if self.word(j) in _HALVED:
            return self._share(i, i, 2)
        return None

    def _vague(self, i: int, worth: float) -> Value:
        """ "tens of thousands", "dozens", "millions"."""
        j = i + 1
        while self.word(j) == "of":
            after = self.numerals.get(self.word(j + 1))
            if after is None or after.kind != "vague":
                break
            worth *= after.value
            j += 2
        return Value(worth, None, i, j, "vague", scale=worth)

    def _one_unit(self, i: int, j: int, unit: Unit) -> Value | None:
        """ "in a week", "more than a decade", "a year of": the article counts."""
        before, after = self.word(i - 1), self.word(j + 1)
        if after in lexicon.words("offsets") or self.word(j) in ("second", "night", "generation"):
            return None
        if self._half_follows(j + 1):
            return Value(1.5, 1.5, i, j + 4, unit=unit)
        if before in _DURING or after in ("of", "-") or before in ("nearly", "of"):
            if before == "of" and self.word(i - 2) not in ("part", "course", "period", "sentence"):
                return None
            if after == "-" and self.word(j + 2) not in ("long",):
                return None
            return Value(1, 1, i, j)
        return None

    def _bare_unit(self, i: int, unit: Unit) -> Value | None:
        """ "for decades", "the past decade", "month-long"."""
        text, before = self.a[i].text, self.word(i - 1)
        tied = self.word(i + 1) in JOINED
        if tied and self.word(i + 2) == "long" and not text.endswith("s"):
            return Value(unit.factor, unit.factor, i, i + 3, unit=unit)
        if text in ("decades", "centuries", "millennia", "generations"):
            if self.word(i + 1) in lexicon.words("offsets") or (tied and self.word(i + 2) == "old") or unit.factor == 1:
                return None
            return Value(unit.factor, None, i, i + 1, "vague", unit=unit)
        if text in ("decade", "century") and before in ("past", "last", "previous", "preceding", "next"):
            return Value(unit.factor, unit.factor, i, i + 1, unit=unit) if text == "decade" else None
        return None

    def _unit(self, found: Value) -> Value:
        """Take in the unit after a number: "percent", "-month", "square miles"."""
        if found.unit is not None:
            return found
        j = found.last
        of = found.shape == "vague" and self.word(j) == "of"
        if of or self.word(j) in JOINED:
            j += 1
        if self.word(j) == "%":
            found.unit, found.last = lexicon.units()[("percent",)], j + 1
            return found
        for words in ((self.word(j), self.word(j + 1)), (self.word(j),)):
            unit = lexicon.units().get(words)
            if unit is None or (words[0] == "second" and self.word(j - 1) not in JOINED):
                continue
            if unit.kind == "ratio" and words == ("times",) and found.digits and found.low > 1000:
                continue
            found.unit = unit
            found.low *= unit.factor
            found.high = None if found.high is None else found.high * unit.factor
            if unit.kind in ("time", "money", "percent", "ratio", "mass"):
                found.last = j + len(words)
                if self._half_follows(found.last):
                    found.low += 0.5 * unit.factor
                    found.high = found.low
                    found.last += 3
            break
        return found

    def _half_follows(self, j: int) -> bool:
        return self.word(j) == "and" and self.word(j + 1) == "a" and self.word(j + 2) == "half"
