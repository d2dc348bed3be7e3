"""What a person means by a name: actors, places, types and assembled rows of a store; a miss names the nearest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, get_args

from aitia.errors import UsageError
from aitia.lexicon.places import country_named
from aitia.model.codes import ActorKind, CausalRelation, ClaimKind, EventType, Relation

if TYPE_CHECKING:
    from aitia.store.opened import Store

FOLD: Final = "lower(strip_accents({}))"
_NEAREST: Final = 3
_LISTED: Final = 6
# what --type asks of a table: what it is called, and its values
TYPES: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "event_reports": ("type of event", get_args(EventType)),
    "a_events": ("type of event", get_args(EventType)),
    "tie_reports": ("relation of a tie", get_args(Relation)),
    "ties_assembled": ("relation of a tie", get_args(Relation)),
    "cause_reports": ("relation of a cause", get_args(CausalRelation)),
    "influences": ("relation of a cause", get_args(CausalRelation)),
    "claim_reports": ("kind of claim", get_args(ClaimKind)),
    "a_actors": ("kind of actor", get_args(ActorKind)),
}


def find_type(table: str, text: str) -> str:
    """The value of a table's closed vocabulary that a person writes, in any case, with blanks or hyphens.

    Raises UsageError with all values, the nearest first, and with the tables that do have the value.
    """
    what, values = TYPES[table]
    wanted = _spelled(text)
    for value in values:
        if _spelled(value) == wanted:
            return value
    elsewhere = [name for name, (_, others) in TYPES.items() if wanted in map(_spelled, others)]
    if elsewhere:
        raise UsageError(f"{text!r} is no {what} but a {TYPES[elsewhere[0]][0]}: give --table {' or '.join(elsewhere)}")
    near = get_close_matches(wanted, [_spelled(v) for v in values], n=1, cutoff=0.7)
    meant = [f" (did you mean {v}?)" for v in values if _spelled(v) in near]
    raise UsageError(f"{text!r} is no {what}{''.join(meant)}; there are {', '.join(values)}")


def _spelled(text: str) -> str:
    return "_".join(text.casefold().replace("-", " ").replace("_", " ").split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """What a place asks for: names of places as they are folded, countries by their ISO 3166 alpha-3 code."""

    names: tuple[str, ...]
    countries: tuple[str, ...]
    said: str


def find_place(store: Store, table: str, text: str) -> Where:
    """The place or the country that a name or a country's code means, with the places of the country.

    Args:
        store: an open store.
        table: whose rows are asked for: ``event_reports`` and ``a_events`` have places of their own, others any.
        text: a place, a country, or a country's ISO 3166 alpha-3 code, in any case.

    Raises:
        UsageError: the store has no such place, and there is no such country; the nearest are named.
    """
    source, name = (table, "place") if table in ("event_reports", "a_events") else ("places", "name")
    code, country = country_named(text)
    rows = store.rows(
        f"SELECT {FOLD.format(name)} AS folded, {FOLD.format('$text')} AS asked, min({name}) AS name, country,"  # noqa: S608 - our names
        f" count(*) AS n FROM {source} WHERE {name} IS NOT NULL AND (folded = asked OR country = $code)"
        " GROUP BY 1, 2, 4 ORDER BY n DESC, 3, 4",
        {"text": " ".join(text.split()), "code": code},
    )
    named = [r for r in rows if r["folded"] == r["asked"]]
    if not code and not named:
        placed = f"(SELECT DISTINCT {name} AS place FROM {source} WHERE {name} IS NOT NULL)"  # noqa: S608 - likewise
        near = nearest(store, placed, "place", "place", text)
        raise UsageError(f"the store has no place {text!r}, and there is no such country{near}")
    if not code:
        return Where(names=(named[0]["folded"],), countries=(), said=_with_countries(named))
    inside = [r["name"] for r in rows if r["country"] == code and r not in named and r["name"] != country]
    abroad = [r for r in named if r["country"] != code]
    said = [f"{country} ({code})", *([_with_countries(abroad)] if abroad else []), _counted(inside)]
    # where rows tell their country it decides, so that Tripoli in Libya does not stand for that in Lebanon
    among = rows if source == "places" else named
    return Where(names=tuple(dict.fromkeys(r["folded"] for r in among)), countries=(code,), said=", ".join(said))


def _with_countries(rows: Sequence[Mapping[str, Any]]) -> str:
    places = [f"{r['name']} ({r['country']})" if r["country"] else str(r["name"]) for r in rows]
    return ", ".join(dict.fromkeys(places))


def _counted(inside: Sequence[str]) -> str:
    if not inside:
        return "no other place in it"
    more = f" and {len(inside) - _LISTED:,} more" if len(inside) > _LISTED else ""
    return f"{len(inside):,} {'places' if len(inside) > 1 else 'place'} in it: {', '.join(inside[:_LISTED])}{more}"


def find_publisher(store: Store, text: str) -> str:
    """A publisher as it is folded. Raises UsageError with the nearest where the store has none of that name."""
    rows = store.rows(
        f"SELECT DISTINCT {FOLD.format('publisher')} AS folded FROM doc_info"  # noqa: S608 - our names
        f" WHERE folded = {FOLD.format('$text')}",
        {"text": " ".join(text.split())},
    )
    if not rows:
        table = "(SELECT DISTINCT publisher FROM doc_info WHERE publisher IS NOT NULL)"
        near = nearest(store, table, "publisher", "publisher", text)
        raise UsageError(f"the store has nothing published by {text!r}{near}")
    return str(rows[0]["folded"])


def find_actors(store: Store, text: str) -> list[str]:
    """The keys of the actors that a name, an alias or a key means, the most written of first.

    Raises UsageError with the nearest names where there is none.
    """
    found = named_actors(store, text)
    if not found:
        raise UsageError(f"the store has no actor {text!r}{nearest(store, 'a_actors', 'key', 'name', text)}")
    return [key for key, _ in found]


def named_actors(store: Store, text: str) -> list[tuple[str, str]]:
    """Keys and names of the actors that a name, an alias or a key means, the most written of first."""
    rows = store.rows(
        """
        WITH asked AS (SELECT lower(strip_accents($text)) AS t),
        named AS (SELECT a.*, lower(strip_accents(a.name)) AS folded FROM a_actors a)
        SELECT key, name, CASE WHEN key = $text THEN 0 WHEN folded = t OR folded = 'the ' || t THEN 1 ELSE 2 END AS how
        FROM named, asked
        WHERE key = $text OR folded = t OR folded = 'the ' || t
          OR list_contains(list_transform(aliases, lambda x: lower(strip_accents(x))), t)
        ORDER BY how, n_documents DESC, n_mentions DESC, key
        """,
        {"text": " ".join(text.split())},
    )
    return [(row["key"], row["name"]) for row in rows if row["how"] == rows[0]["how"]]


def namesakes(store: Store, text: str) -> list[tuple[str, str]]:
    """Keys and names of the other actors that are called as the key of one: ``army`` is a key, and what many are."""
    rows = store.rows(
        "SELECT key, name FROM a_actors WHERE key <> $text AND lower(name) = lower($text)"
        " AND EXISTS (FROM a_actors WHERE key = $text) ORDER BY n_documents DESC, n_mentions DESC, key",
        {"text": text},
    )
    return [(row["key"], row["name"]) for row in rows]


def listed(actors: Sequence[tuple[str, str]]) -> str:
    """Actors for a message: their names with their keys."""
    more = f" and {len(actors) - _LISTED:,} more" if len(actors) > _LISTED else ""
    return ", ".join(f"{name} ({key})" for key, name in actors[:_LISTED]) + more


def nearest(store: Store, table: str, key: str, shown: str, text: str) -> str:
    """The nearest entries of a table, for a message."""
    rows = store.rows(
        f"SELECT {key} AS k, {shown} AS s, greatest(jaro_winkler_similarity(lower(CAST({shown} AS VARCHAR)),"  # noqa: S608
        f" lower($text)), jaro_winkler_similarity(lower({key}), lower($text))) AS near FROM {table}"
        f" ORDER BY near DESC, {key} LIMIT {_NEAREST}",
        {"text": text},
    )
    close = [f"{r['s']} ({r['k']})" if r["s"] != r["k"] else r["k"] for r in rows if r["near"] > 0.6]
    return f"; the nearest: {', '.join(close)}" if close else ""


# one assembled row


@dataclass(frozen=True, slots=True)
class _Kind:
    """Where a kind of assembled rows stands: table, id, the words it is found by, a row behind it, what tells it."""

    table: str
    key: str
    words: str
    behind: str | None
    told: str
    order: str


_PARTIES: Final = "concat_ws(' ', array_to_string(actors, ' '), type, array_to_string(recipients, ' '), place)"
_FOUND: Final = {
    "actor": _Kind("a_actors", "key", "concat_ws(' ', name, key, array_to_string(aliases, ' '))", None, "name",
                   "n_documents DESC, n_mentions DESC"),
    "event": _Kind("a_events", "id", _PARTIES, "event_reports e ON e.event", f"concat_ws(' ', \"date\", {_PARTIES})",
                   "n_documents DESC"),
    "tie": _Kind("ties_assembled", "id", "id", "tie_supports e ON e.tie", "NULL", "n_documents DESC"),
    "cause": _Kind("influences", "id", "id", "influence_supports e ON e.influence", "NULL", "n_documents DESC"),
    "concept": _Kind("concepts", "id", "concat_ws(' ', id, label)", None, "label", "n_phrases DESC"),
}  # fmt: skip
KINDS: Final = tuple(_FOUND)
_NAMED: Final = ("actor", "concept")  # what has a name of its own
Found = tuple[str, str, str]  # kind, id, what tells a person which it is


def find_one(store: Store, kind: str | None, text: str) -> tuple[str, str]:
    """The kind and the id of an assembled row that a person names.

    Looked for in this order: an id, or the id of a row of a reading behind it; a name or an alias of an actor, or the
    label of a concept; words that are all in the name, or in the names of those that take part.

    Args:
        store: an open store.
        kind: one of ``KINDS``; None for any. Without it, names are those of actors and concepts.
        text: an id, a name, or words of it.

    Raises:
        UsageError: there is none (the nearest are named), or there are several (they are listed with their ids).
    """
    kinds = (kind,) if kind is not None else KINDS
    named = kinds if kind is not None else _NAMED
    for step in (_by_id, _behind):
        found = [row for k in kinds for row in step(store, k, text)]
        if found:
            return _only(found, kind, text)
    for step in (_by_name, _by_words):
        found = [row for k in named for row in step(store, k, text)]
        if found:
            return _only(found, kind, text)
    near = "".join(nearest(store, _FOUND[k].table, _FOUND[k].key, _shown(k), text) for k in named[:1])
    raise UsageError(f"the store has no {kind or 'actor, event, tie, cause or concept'} {text!r}{near}")


def _shown(kind: str) -> str:
    return _FOUND[kind].told if kind in _NAMED else _FOUND[kind].key


def _only(found: Sequence[Found], kind: str | None, text: str) -> tuple[str, str]:
    if len(found) == 1:
        return found[0][0], found[0][1]
    listed = [f"{'' if kind else f'{k} '}{i}{f' ({told})' if told and told != i else ''}" for k, i, told in found]
    more = f" and {len(found) - _LISTED:,} more" if len(found) > _LISTED else ""
    what = f"{kind}s" if kind else "things"
    raise UsageError(f"{text!r} may be {len(found):,} {what}: {'; '.join(listed[:_LISTED])}{more}. Give one by its id")


def _rows(store: Store, kind: str, where: str, given: Mapping[str, Any]) -> list[Found]:
    about = _FOUND[kind]
    rows = store.rows(
        f"SELECT {about.key} AS id, {about.told} AS told FROM {about.table} WHERE {where}"  # noqa: S608 - our names
        f" ORDER BY {about.order}, {about.key}",
        given,
    )
    return [(kind, str(row["id"]), str(row["told"] or "")) for row in rows]


def _by_id(store: Store, kind: str, text: str) -> list[Found]:
    return _rows(store, kind, f"{_FOUND[kind].key} = $text", {"text": text})


def _behind(store: Store, kind: str, text: str) -> list[Found]:
    behind = _FOUND[kind].behind
    if behind is None:
        return []
    source, _, column = behind.partition(" e ON e.")
    where = f'id IN (SELECT {column} FROM {source} WHERE "row" = $text)'  # noqa: S608 - our names
    return _rows(store, kind, where, {"text": text})


def _by_name(store: Store, kind: str, text: str) -> list[Found]:
    if kind == "actor":
        return [(kind, key, name) for key, name in named_actors(store, text)]
    if kind == "concept":
        return _rows(store, kind, f"{FOLD.format('label')} = {FOLD.format('$text')}", {"text": " ".join(text.split())})
    return []


def _by_words(store: Store, kind: str, text: str) -> list[Found]:
    """Rows in whose words all that is asked for begins a word."""
    plain = "' ' || regexp_replace(lower(strip_accents({})), '[^\\p{{L}}\\p{{N}}]+', ' ', 'g')"
    rows = store.rows(f"SELECT string_split(trim({plain.format('$text')}), ' ') AS words", {"text": text})
    words = [word for word in rows[0]["words"] if word]
    if not words:
        return []
    where = f"len(list_filter($words, lambda w: contains({plain.format(_FOUND[kind].words)}, ' ' || w))) = {len(words)}"
    return _rows(store, kind, where, {"words": words})
