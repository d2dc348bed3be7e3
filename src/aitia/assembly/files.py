"""Models as files: cause maps, signed networks and whole models in JSON, from strangers and for them.

Formats: ``aitia.causemap/1``, ``aitia.network/1`` and ``aitia.model/1``; docs/commands say what stands in them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final, cast, get_args

import msgspec

from aitia.errors import InputError
from aitia.model.assembled import CauseMap, Concept, ConflictModel, Influence, NetworkActor, SignedNetwork, SignedTie
from aitia.model.codes import RELATIONS, SIGN, CausalRelation, Certainty, Relation, TieTime
from aitia.model.reading import FORMAT as READING

CAUSE_MAP: Final = "aitia.causemap/1"
NETWORK: Final = "aitia.network/1"
MODEL: Final = "aitia.model/1"
FORMATS: Final = (CAUSE_MAP, NETWORK, MODEL)
_PEEK: Final = 4096
_BOM: Final = b"\xef\xbb\xbf"
_SIGNS: Final[dict[object, int]] = {1: 1, -1: -1, "+": 1, "-": -1, "+1": 1, "-1": -1}


def format_of(data: bytes) -> str | None:
    """The ``format`` that a JSON object states, of the first line where that is one, else of the whole."""
    head = data.removeprefix(_BOM).lstrip()
    if not head.startswith(b"{"):
        return None
    for part in (head.split(b"\n", 1)[0], head):
        try:
            return msgspec.json.decode(part, type=_Head).format
        except (msgspec.MsgspecError, RecursionError):
            continue
    # broken, but plainly meant to be one of ours: to be told, not to be read as a text
    start = head[:_PEEK].decode("utf-8", "replace")
    return next((name for name in (READING, *FORMATS) if f'"{name}"' in start), None)


class _Head(msgspec.Struct):
    format: str | None = None


def decode_cause_map(data: bytes, where: str = "cause map") -> CauseMap:
    """A cause map from JSON. Raises InputError, naming the entry, where something is missing or makes no sense."""
    content = _object(data, CAUSE_MAP, where)
    names = _names(content, "concept", "label", where)
    influences = []
    for at, row in enumerate(_rows(content, "influences", where), 1):
        place = f"{where}: influence {at}"
        cause, effect = _ends(row, ("cause", "effect"), "concept", names, place)
        polarity, weight = _signed(row, place)
        belief = _number(row, "belief", place, 0.0, 1.0)
        certainty = _one_of(row, "certainty", get_args(Certainty), "asserted", place)
        if certainty == "negated":
            belief = 0.0  # denied by whoever made the map: shown, never followed
        influences.append(
            Influence(
                cause=cause,
                effect=effect,
                polarity=polarity,
                weight=weight,
                belief=1.0 if belief is None else belief,
                certainty=certainty,
                relation=_one_of(row, "relation", get_args(CausalRelation), "cause", place),
            )
        )
    concepts = tuple(Concept(id=identity, label=label) for identity, label in names.items())
    return CauseMap(concepts=concepts, influences=tuple(influences))


def _signed(row: Mapping[str, Any], place: str) -> tuple[int, float | None]:
    """Polarity and strength of an influence; a negative weight without a polarity is one of polarity -1."""
    weight = _number(row, "weight", place, -1.0, 1.0)
    stated = row.get("polarity")
    polarity = _SIGNS.get(stated) if isinstance(stated, int | str) and not isinstance(stated, bool) else None
    if stated is not None and polarity is None:
        raise InputError(f"{place}: polarity is 1 or -1, not {stated!r}")
    if weight == 0:
        raise InputError(f"{place}: a weight of 0 is no influence; leave it out")
    if polarity is None:
        if weight is None:
            raise InputError(f"{place}: give a polarity (1 or -1)")
        polarity = 1 if weight > 0 else -1
    if weight is not None and weight < 0 and polarity > 0:
        raise InputError(f"{place}: polarity +1 and a negative weight contradict each other")
    return polarity, None if weight is None else abs(weight)


def cause_map_dict(causes: CauseMap) -> dict[str, Any]:
    """A cause map in the shape of its file format."""
    return {
        "format": CAUSE_MAP,
        "concepts": [{"id": c.id, "label": c.label} for c in causes.concepts],
        "influences": [
            {"cause": i.cause, "effect": i.effect, "polarity": i.polarity, "weight": i.weight, "belief": i.belief,
             "certainty": i.certainty, "relation": i.relation}
            for i in causes.influences
        ],
    }  # fmt: skip


def decode_network(data: bytes, where: str = "network") -> SignedNetwork:
    """A signed network from JSON. Raises InputError, naming the entry, where something makes no sense."""
    content = _object(data, NETWORK, where)
    names = _names(content, "actor", "name", where)
    ties = []
    for at, row in enumerate(_rows(content, "ties", where), 1):
        place = f"{where}: tie {at}"
        subject, target = _ends(row, ("subject", "object"), "actor", names, place)
        relation = row.get("relation")
        if relation is not None and (not isinstance(relation, str) or relation not in RELATIONS):
            raise InputError(f"{place}: {relation!r} is no relation; one of {', '.join(sorted(RELATIONS))}")
        stated = row.get("sign", SIGN.get(cast(Relation, relation)))
        known = isinstance(stated, int | str) and not isinstance(stated, bool) and stated in (*_SIGNS, 0)
        if not known:
            raise InputError(f"{place}: sign is 1 or -1 (or 0), not {stated!r}")
        if relation is not None and SIGN[cast(Relation, relation)] != _SIGNS.get(stated, 0):
            raise InputError(f"{place}: {relation} and sign {stated!r} contradict each other")
        belief = _number(row, "belief", place, 0.0, 1.0)
        ties.append(
            SignedTie(
                subject=subject,
                object=target,
                sign=_SIGNS.get(stated, 0),
                relation=cast("Relation | None", relation),
                time=_one_of(row, "time", get_args(TieTime), "current", place),
                belief=1.0 if belief is None else belief,
            )
        )
    actors = tuple(NetworkActor(id=identity, name=name) for identity, name in names.items())
    return SignedNetwork(actors=actors, ties=tuple(ties))


def network_dict(network: SignedNetwork) -> dict[str, Any]:
    """A signed network in the shape of its file format."""
    return {
        "format": NETWORK,
        "actors": [{"id": a.id, "name": a.name} for a in network.actors],
        "ties": [
            {"subject": t.subject, "object": t.object, "sign": t.sign, "relation": t.relation, "time": t.time,
             "belief": t.belief}
            for t in network.ties
            if t.factuality == "asserted"
        ],
    }  # fmt: skip


def encode_model(model: ConflictModel) -> bytes:
    """A whole model as one line of JSON."""
    return json.dumps(
        {"format": MODEL, **msgspec.to_builtins(model)}, ensure_ascii=True, separators=(",", ":")
    ).encode()


def decode_model(data: bytes, where: str = "model") -> ConflictModel:
    """A whole model from JSON, as ``encode_model`` wrote it. Raises InputError where it does not follow the format."""
    content = dict(_object(data, MODEL, where))
    del content["format"]
    try:
        return msgspec.convert(content, ConflictModel)
    except msgspec.ValidationError as error:
        raise InputError(f"{where}: not a valid {MODEL} object: {error}") from error


def _object(data: bytes, name: str, where: str) -> Mapping[str, Any]:
    try:
        content = msgspec.json.decode(data.removeprefix(_BOM))
    except (msgspec.DecodeError, RecursionError) as error:
        raise InputError(f"{where}: not valid JSON ({error})") from error
    if not isinstance(content, dict) or content.get("format") != name:
        raise InputError(f'{where}: expected a JSON object with "format": "{name}"')
    return content


def _rows(content: Mapping[str, Any], key: str, where: str) -> Sequence[Mapping[str, Any]]:
    rows = content.get(key)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError(f'{where}: "{key}" must be a list of objects')
    return rows


def _names(content: Mapping[str, Any], noun: str, label: str, where: str) -> dict[str, str]:
    """What the nodes of a graph are called, by their ids."""
    out: dict[str, str] = {}
    for at, row in enumerate(_rows(content, f"{noun}s", where), 1):
        identity = _text(row, "id", f"{where}: {noun} {at}")
        if identity in out:
            raise InputError(f"{where}: {noun} {at}: the id {identity!r} is there twice")
        out[identity] = str(row.get(label) or identity)
    return out


def _ends(
    row: Mapping[str, Any], keys: tuple[str, str], noun: str, names: Mapping[str, str], place: str
) -> tuple[str, str]:
    """The two nodes that an edge joins."""
    one, other = (_text(row, key, place) for key in keys)
    for end in (one, other):
        if end not in names:
            raise InputError(f"{place}: there is no {noun} {end!r}{_near(end, names)}")
    return one, other


def _text(row: Mapping[str, Any], key: str, place: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value:
        raise InputError(f'{place}: "{key}" must be a text that is not empty')
    return value


def _number(row: Mapping[str, Any], key: str, place: str, low: float, high: float) -> float | None:
    value = row.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:  # NaN is neither
        raise InputError(f'{place}: "{key}" must be a number from {low:g} to {high:g}, not {str(value)[:40]}')
    return float(value)


def _one_of(row: Mapping[str, Any], key: str, known: tuple[Any, ...], default: Any, place: str) -> Any:
    value = row.get(key, default)
    if value not in known:
        raise InputError(f'{place}: "{key}" is one of {", ".join(known)}, not {value!r}')
    return value


def _near(wanted: str, known: Mapping[str, str]) -> str:
    found = get_close_matches(wanted, list(known)[:20_000], n=3)
    return f"; did you mean {' or '.join(repr(f) for f in found)}?" if found else ""
