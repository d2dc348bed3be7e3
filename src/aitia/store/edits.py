"""What an edit may set: the fields of each table, and the values each field takes.

Closed vocabularies are those of ``aitia.model.codes``; actors, places and claims must be of the same reading; words of
the text are quoted, so that they are found again when the text has moved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from math import isfinite
from typing import Any, Final, get_args

from aitia.errors import UsageError
from aitia.lexicon.events import ontology
from aitia.model.codes import (
    SIGN,
    ActorKind,
    CausalRelation,
    Certainty,
    EventType,
    Factuality,
    Relation,
    Stance,
    TieTime,
)
from aitia.model.decisions import selector_from
from aitia.model.reading import Reading
from aitia.model.records import CausalLink, Event, Participant, Tie
from aitia.store.anchoring import locate

_Value = Callable[[Reading, str, Any], Any]
_TRUE: Final[dict[object, bool]] = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_MOST: Final = 12  # ids listed in a message


def _one_of(*known: Any) -> _Value:
    def value(_reading: Reading, name: str, given: Any) -> Any:
        for one in known:
            if (given == one and type(given) is type(one)) or str(given).strip() in (str(one), f"+{one}"):
                return one
        raise UsageError(f"{name} is one of {', '.join(map(str, known))}, not {given!r}")

    return value


def _flag(_reading: Reading, name: str, given: Any) -> bool:
    found = given if isinstance(given, bool) else _TRUE.get(str(given).strip().lower())
    if found is None:
        raise UsageError(f"{name} is true or false, not {given!r}")
    return found


def _text(_reading: Reading, name: str, given: Any) -> str:
    if not isinstance(given, str) or not given.strip():
        raise UsageError(f"{name} must be a text that is not empty, not {given!r}")
    return given.strip()


def _or_none(value: _Value) -> _Value:
    def either(reading: Reading, name: str, given: Any) -> Any:
        if given is None or (isinstance(given, str) and given.strip().lower() in ("", "none", "null", "-")):
            return None
        return value(reading, name, given)

    return either


def _number(low: float, high: float) -> _Value:
    def value(_reading: Reading, name: str, given: Any) -> float:
        try:
            found = float("nan") if isinstance(given, bool) else float(given)
        except (TypeError, ValueError, OverflowError):
            found = float("nan")
        if not isfinite(found) or not low <= found <= high:
            raise UsageError(f"{name} is a number from {low:g} to {high:g}, not {given!r}")
        return found

    return value


def _whole(reading: Reading, name: str, given: Any) -> int:
    return int(_number(1, 1e9)(reading, name, given))


def _known(name: str, given: Any, ids: Mapping[str, str]) -> str:
    """An id of the reading, given as the id or as the name of exactly one."""
    text = str(given).strip()
    if text in ids:
        return text
    named = [key for key, label in ids.items() if label.casefold() == text.casefold()]
    if len(named) == 1:
        return named[0]
    near = list(dict.fromkeys((*get_close_matches(text, ids, n=_MOST, cutoff=0.4), *ids)))
    more = f" and {len(near) - _MOST} more" if len(near) > _MOST else ""
    raise UsageError(f"{name}: {given!r} is not in this reading; one of {', '.join(near[:_MOST]) or 'none'}{more}")


def _actor(reading: Reading, name: str, given: Any) -> str:
    return _known(name, given, {a.id: a.name for a in reading.actors})


def _actors(reading: Reading, name: str, given: Any) -> list[str]:
    parts = given if isinstance(given, list | tuple) else [p for p in str(given or "").split(",") if p.strip()]
    return list(dict.fromkeys(_actor(reading, name, part) for part in parts))


def _place(reading: Reading, name: str, given: Any) -> str:
    return _known(name, given, {p.id: p.name for p in reading.places})


def _claim(reading: Reading, name: str, given: Any) -> str:
    return _known(name, given, {c.id: c.kind if c.kind == "voice" else c.id for c in reading.claims})


def _words(reading: Reading, name: str, given: Any) -> dict[str, Any]:
    quote = selector_from(given)
    if quote is None:
        raise UsageError(f"{name}: give words of the text")
    if locate(reading.text, quote) is None:
        raise UsageError(f"{name}: {quote.exact!r} does not stand in the text in its place any more")
    return dict(given)


def _aliases(_reading: Reading, _name: str, given: Any) -> list[str]:
    parts = given if isinstance(given, list | tuple) else str(given).split(",")
    return list(dict.fromkeys(str(p).strip() for p in parts if str(p).strip()))


_FACTUALITY: Final = _one_of(*get_args(Factuality))
EDITABLE: Final[dict[str, dict[str, _Value]]] = {
    "claims": {"sources": _actors, "hedged": _flag, "negated": _flag},
    "events": {"type": _one_of(*get_args(EventType)), "mode": _or_none(_text), "actors": _actors,
               "recipients": _actors, "factuality": _FACTUALITY, "where": _or_none(_place), "trigger": _words,
               "claim": _claim},
    "ties": {"subject": _actor, "object": _actor, "relation": _one_of(*get_args(Relation)), "sign": _one_of(1, 0, -1),
             "time": _one_of(*get_args(TieTime)), "factuality": _FACTUALITY, "claim": _claim},
    "causes": {"cause": _words, "effect": _words, "polarity": _one_of(1, -1),
               "certainty": _one_of(*get_args(Certainty)), "relation": _one_of(*get_args(CausalRelation)),
               "claim": _claim},
    "options": {"action": _words, "stance": _one_of(*get_args(Stance)), "doer": _actors, "by": _actors,
                "claim": _claim},
    "figures": {"number": _words, "low": _or_none(_number(-1e18, 1e18)), "high": _or_none(_number(-1e18, 1e18)),
                "approximate": _flag, "unit": _or_none(_text), "scope": _or_none(_text), "claim": _claim},
    "places": {"name": _text, "country": _or_none(_text), "geonameid": _or_none(_whole),
               "lat": _or_none(_number(-90, 90)), "lon": _or_none(_number(-180, 180))},
    "actors": {"name": _text, "kind": _one_of(*get_args(ActorKind)), "country": _or_none(_text),
               "code": _or_none(_text), "aliases": _aliases},
}  # fmt: skip
# fields whose edit says that the row was read wrongly; the others complete it
CORE: Final[dict[str, frozenset[str]]] = {
    "claims": frozenset(("sources", "negated")),
    "events": frozenset(("type", "actors", "recipients", "factuality", "trigger", "claim")),
    "ties": frozenset(("subject", "object", "relation", "sign", "factuality", "claim")),
    "causes": frozenset(("cause", "effect", "polarity", "certainty", "relation", "claim")),
    "options": frozenset(("action", "stance", "doer", "by", "claim")),
    "figures": frozenset(("number", "low", "high", "claim")),
    "places": frozenset(("country", "geonameid", "lat", "lon")),
    "actors": frozenset(("kind",)),
}
SPANS: Final = frozenset(("trigger", "cause", "effect", "action", "number"))


def checked(reading: Reading, table: str, row: Any, given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an edit as JSON data in their own types, fit to be written into a journal.

    Raises UsageError, with what is allowed, where a field cannot be edited or does not take the value.
    """
    known = EDITABLE.get(table)
    if known is None:
        raise UsageError(f"rows of {table!r} are not edited; tables: {', '.join(EDITABLE)}")
    out: dict[str, Any] = {}
    for name, value in given.items():
        if name not in known:
            raise UsageError(f"{name!r} is no field of {table} that can be edited; one of {', '.join(known)}")
        out[name] = known[name](reading, name, value)
    edited(reading, row, out)
    return out


def edited(reading: Reading, row: Any, fields: Mapping[str, Any]) -> Any:
    """The row with checked fields set. Raises UsageError where they do not go together."""
    new = {name: _stored(reading, name, value) for name, value in fields.items()}
    if "claim" in new:
        new["claims"] = ()
    if isinstance(row, Event):
        _roles(row, new)
    if isinstance(row, Tie) and "relation" in new and "sign" not in new:
        new["sign"] = SIGN[new["relation"]]
    out = replace(row, **new)
    match out:
        case Event():
            modes = ontology()[out.type]
            if "mode" in new and out.mode is not None and out.mode not in modes:
                raise UsageError(f"mode of {out.type} is one of {', '.join(modes) or 'none'}, not {out.mode!r}")
            if "type" in new and out.mode not in modes:
                out = replace(out, mode=None)
            if not out.actors and not out.recipients:
                raise UsageError("an event has at least one actor or recipient; reject it if it has neither")
            if not out.sentence.contains(out.trigger):
                raise UsageError("trigger must be words of the event's sentence")
        case Tie():
            if out.subject == out.object:
                raise UsageError("a tie has two different actors; reject it if it has not")
        case CausalLink():
            if out.cause == out.effect:
                raise UsageError("cause and effect must be different words")
        case _ if getattr(out, "low", None) is not None and getattr(out, "high", None) is not None:
            if out.low > out.high:
                raise UsageError(f"low ({out.low:g}) must not be above high ({out.high:g})")
    return out


def _stored(reading: Reading, name: str, value: Any) -> Any:
    """A value as the record holds it."""
    if name in SPANS:
        quote = selector_from(value)
        span = locate(reading.text, quote) if quote else None
        if span is None:
            raise UsageError(f"{name}: the words do not stand in the text in their place any more")
        return span
    return tuple(value) if isinstance(value, list) else value


def _roles(row: Event, new: dict[str, Any]) -> None:
    """Actors by id become participants; those who were there keep their words."""
    words = {p.actor: p for p in (*row.recipients, *row.actors)}
    for name in ("actors", "recipients"):
        if name in new:
            new[name] = tuple(words.get(actor) or Participant(actor=actor) for actor in new[name])
