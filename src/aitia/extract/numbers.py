"""Quantities in running text: numbers and ranges with their bounds. No syntax needed.

Example: "between 20 and 30 percent" → low 20, high 30, unit percent; "nearly half a million" → high 500000.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aitia.extract.numerals import DASHES, JOINED, Atom, Numerals, Shape, Value, atoms
from aitia.lexicon import figures as lexicon
from aitia.lexicon.figures import Unit

_WHOLES = (3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000)
_FILLERS = {"as": 4, "even": 2, "perhaps": 2, "up": 3, "about": 2, "more": 3, "nearly": 2}


@dataclass(slots=True)
class Quantity:
    """A number with bounds and unit; offsets in the text that was read. ``core`` is the bare number's start and end."""

    start: int
    end: int
    core: tuple[int, int]
    low: float | None
    high: float | None
    approximate: bool
    unit: Unit | None
    shape: Shape
    before: str  # the word before all of it, lower case
    after: str  # the word after all of it
    hyphen: str  # the word it is tied to by a hyphen ("three-stage")
    digits: bool
    modified: bool


def quantities(text: str) -> Iterator[Quantity]:
    """Quantities of a text in order, without overlaps."""
    if lexicon.trigger().search(text) is None:
        return
    yield from _Scan(atoms(text)).run()


class _Scan:
    """One pass over the atoms of a text."""

    def __init__(self, items: list[Atom]) -> None:
        self.a = items
        self.n = len(items)
        self.one = Numerals(items)
        self.word = self.one.word

    def run(self) -> Iterator[Quantity]:
        """Yield the quantities in order."""
        i = 0
        while i < self.n:
            found = self._range(i)
            if found is None:
                i += 1
                continue
            values, start, money = found
            for k, value in enumerate(values):
                yield self._finish(value, start if k == 0 else value.first, money)
            i = max(values[-1].last, i + 1)

    def _range(self, i: int) -> tuple[list[Value], int, str] | None:
        """One number or a range from atom ``i``: the values, the atom where its words begin, the currency."""
        start, money, at = i, "", i
        opener = self.word(i) if self.word(i) in ("between", "from") else ""
        if opener:
            at = i + 1
        before = at
        at, money = self._currency(at)
        first = self.one.value(at)
        if first is None:
            if not opener:
                return None
            return None
        second, link = self._second(first, opener, money)
        if second is None:
            first.first = before
            return [first], before, money
        if not second.digits and second.low == 1 and second.unit is None and link == "to":
            ratio = Value(first.low, first.high, before, second.last, "ratio")
            return [ratio], before, money
        if link in ("in", "of") and first.high is not None:
            share = Value(first.low / second.low, first.low / second.low, before, second.last, "share")
            return [share], before, money
        self._share_scale(first, second)
        if link in DASHES and 1100 <= first.low <= 2100 and second.low < first.low < 2101 and second.unit is None:
            return [Value(first.low, first.low, before, second.last, digits=True)], before, money  # "2006-07"
        apart = first.high is None or second.high is None or second.low <= first.low
        if apart or (link == "to" and self._changes(i)):
            first.first = before
            return [first, second], before, money
        joined = Value(
            first.low, second.high, start if opener else before, second.last, "count", unit=second.unit or first.unit
        )
        joined.digits = first.digits
        return [joined], joined.first, money

    def _currency(self, i: int) -> tuple[int, str]:
        """Past "$", "US$" or "USD": where the number begins, and in what money it is."""
        for skip in (0, 1, 2, 3):
            text = self.word(i + skip)
            if text in lexicon.currencies():
                letters = [self.word(i + k) for k in range(skip)]
                if not all(w in lexicon.words("prefixes") or w in ("u", "s", ".") for w in letters):
                    return i, ""
                if not all(self.a[i + k].glued for k in range(1, skip + 1)):
                    return i, ""
                return i + skip + 1, lexicon.currencies()[text]
            if skip == 0 and text in lexicon.currency_codes():
                return i + 1, lexicon.currency_codes()[text]
            if not text or len(text) > 2:
                return i, ""
        return i, ""

    def _second(self, first: Value, opener: str, money: str) -> tuple[Value | None, str]:
        """The other end of a range: "20 to 30", "80-200", "two or three", "between 5 and 10"."""
        j = first.last
        link = self.word(j)
        if link in DASHES and (opener == "" or first.digits):
            allowed = (first.digits and self.word(j + 1)[:1].isdecimal()) or self.word(j + 1) in lexicon.currencies()
        elif link == "and":
            allowed = opener == "between"
        elif link == "to":
            allowed = True
        elif link == "of" or (link in ("in", "out") and self.word(j + 1) in ("every", "of")):
            return self._out_of(first)
        elif link == "in":
            counts = self.word(j + 1) in self.one.numerals or self.word(j + 1)[:1].isdecimal()
            allowed = counts and first.unit is None and first.low <= 9
        elif link == "or":
            allowed = (first.low < 100 and self.word(j + 1) in self.one.numerals) or self.word(j + 1)[:1].isdecimal()
        else:
            return None, ""
        if not allowed:
            return None, ""
        at, _ = self._currency(j + 1)
        for name, bound in _FILLERS.items():
            if self.word(at) == name:
                at = next((k for k in range(at, min(at + bound, self.n)) if self.one.value(k) is not None), at)
        second = self.one.value(at)
        if second is None or second.shape not in ("count", "share"):
            return None, ""
        if link == "in" and (
            second.unit is not None or not first.low < second.low <= 1000 or second.low not in _WHOLES
        ):
            return None, ""
        if not money and at > j + 1 and self.word(at - 1) in lexicon.currencies():
            return None, ""
        return second, link

    def _out_of(self, first: Value) -> tuple[Value | None, str]:
        """The whole of "65 of every hundred voters", "eight in every ten", "three out of five"."""
        links = ("out", "of", "every"), ("out", "of"), ("of", "every"), ("in", "every")
        step = next((len(k) for k in links if all(self.word(first.last + n) == w for n, w in enumerate(k))), 0)
        at = first.last + step
        whole = self.one.value(at) if step else None
        if whole is None or whole.unit is not None or first.unit is not None or first.high is None:
            return None, ""
        return (whole, "of") if first.low < whole.low else (None, "")

    def _share_scale(self, first: Value, second: Value) -> None:
        """ "2 to 3 million": both in millions; "5 to 10 decades" both times ten."""
        if first.scale == 1.0 and second.scale > 1.0 and first.low < 1000 and first.unit is None:
            first.low *= second.scale
        if first.unit is None and second.unit is not None:
            first.low *= second.unit.factor
        first.high = first.low if first.high is not None else None

    def _changes(self, i: int) -> bool:
        """Whether a verb of change stands close before: "rose from 10 to 20" states two figures."""
        words = lexicon.words("changes")
        return any(self.word(k) in words for k in range(max(0, i - 6), i))

    def _finish(self, value: Value, start: int, money: str) -> Quantity:
        low: float | None = value.low
        high = value.high
        begin, core = start, (self.a[value.first].start, self.a[value.last - 1].end)
        end = value.last
        marks: list[str] = []
        while True:
            step = self._before(begin)
            if step is None:
                break
            begin -= step[0]
            marks.append(step[1])
        step = self._after(end)
        if step is not None:
            end += step[0]
            marks.append(step[1])
        else:
            marks += self._behind(end)
        if "above" in marks and "below" not in marks:
            high = None
        elif "below" in marks:
            low, high = None, value.high if value.high is not None else value.low
        unit = value.unit
        if money and unit is None:
            unit = Unit(money, 1.0, "money")
        approximate = bool({"about", "below"} & set(marks)) or value.shape == "vague"
        if value.shape == "vague" and "below" not in marks:
            low, high = value.low, None
        hyphen = self.word(end + 1) if self.word(end) in JOINED and self.a[end].glued else ""
        return Quantity(
            start=self.a[begin].start, end=self.a[end - 1].end, core=core, low=_tidy(low), high=_tidy(high),
            approximate=approximate, unit=unit, shape=value.shape, before=self.word(begin - 1), after=self.word(end),
            hyphen=hyphen, digits=value.digits, modified=bool(marks),
        )  # fmt: skip

    def _before(self, at: int) -> tuple[int, str] | None:
        for phrase, bound in lexicon.bounds("before").get(self.word(at - 1), ()):
            n = len(phrase)
            if at >= n and all(self.word(at - n + k) == phrase[k] for k in range(n)):
                if phrase == ("over",) and self.word(at) == "the":
                    continue
                return n, bound
        return None

    def _behind(self, at: int) -> list[str]:
        """What the bound behind the counted noun says: "817 people at least", "two hectares or more"."""
        if at >= self.n or not self.word(at)[0].isalpha() or self.word(at) in self.one.numerals:
            return []
        step = self._after(at + 1)
        return [step[1]] if step is not None and step[0] > 1 else []

    def _after(self, at: int) -> tuple[int, str] | None:
        if self.word(at) == "+":
            return 1, "above"
        step = 1 if self.word(at) in JOINED else 0
        for phrase, bound in lexicon.bounds("after").get(self.word(at + step), ()):
            if step == 0 and phrase[0] in ("strong", "plus", "odd", "ish"):
                continue
            all_there = all(self.word(at + step + k) == p for k, p in enumerate(phrase))
            if all_there and self.word(at + step + len(phrase)) != "than":
                return step + len(phrase), bound
        return None


def _tidy(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
