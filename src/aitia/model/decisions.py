"""Decisions of people about rows of readings: accepted, rejected, edited, merged, mapped, undone.

A decision says what it is about twice: by the row's content id, and by the words the row stands on, quoted with what
stands before and after them, so that it finds its row again when the reader has changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, get_args

from aitia.errors import ContractError

DecisionKind = Literal["accept", "reject", "edit", "merge_actors", "split_actor", "map_concept", "undo"]
FORMAT: Final = "aitia.decision/1"
KINDS: Final[tuple[str, ...]] = get_args(DecisionKind)
ON_ROWS: Final = frozenset(("accept", "reject", "edit"))
CONTEXT: Final = 32
_NEEDS: Final[dict[str, tuple[str, ...]]] = {
    "merge_actors": ("from", "to"), "split_actor": ("key", "members", "to"), "map_concept": ("from", "to"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """Words of a text and where they stood: W3C's TextQuoteSelector and TextPositionSelector in one.

    ``prefix`` and ``suffix`` are up to 32 characters before and after; ``start`` and ``end`` count code points.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision. ``id`` is made from everything else unless it is given.

    ``doc`` is the SHA-256 of the text and ``document`` its id; ``about`` is what the row said when it was judged (a
    tie's relation and parties), so that another reading of the same words is not taken for it. ``fields`` holds what
    an edit sets, a merge or split joins or parts (keys of actors), or a mapping maps (``from``, ``to``,
    ``direction``); only JSON data. ``undoes`` is the id of the decision that an undo takes back. ``when`` is UTC in
    ISO 8601.
    """

    kind: DecisionKind
    table: str = ""
    row: str = ""
    doc: str = ""
    document: str = ""
    quote: Selector | None = None
    about: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
    undoes: str = ""
    who: str = ""
    when: str = ""
    why: str = ""
    id: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", content_id(self))


def content_id(decision: Decision) -> str:
    """The id that a decision's content gives it."""
    content = {k: v for k, v in to_data(decision).items() if k not in ("format", "id")}
    plain = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return f"decision-{hashlib.blake2b(plain.encode('ascii'), digest_size=8).hexdigest()}"


def to_data(decision: Decision) -> dict[str, Any]:
    """A decision as plain data, what is empty left out."""
    out: dict[str, Any] = {"format": FORMAT, "id": decision.id, "kind": decision.kind}
    quote = decision.quote
    shown = quote and {name: getattr(quote, name) for name in ("exact", "prefix", "suffix", "start", "end")}
    for name in ("table", "row", "doc", "document"):
        out[name] = getattr(decision, name)
    out |= {"quote": shown, "about": dict(decision.about), "fields": dict(decision.fields)}
    for name in ("undoes", "who", "when", "why"):
        out[name] = getattr(decision, name)
    return {name: value for name, value in out.items() if value}


def encode(decision: Decision) -> bytes:
    """A decision as one line of JSON in ASCII, with its line feed."""
    return json.dumps(to_data(decision), ensure_ascii=True, separators=(",", ":"), allow_nan=False).encode() + b"\n"


def from_data(data: Mapping[str, Any]) -> Decision:
    """A decision from plain data; keys of later versions are passed over. Raises ContractError where it is none."""
    kind = data.get("kind")
    if kind not in KINDS:
        raise ContractError(f"kind is one of {', '.join(KINDS)}, not {kind!r}")
    texts: dict[str, Any] = {
        k: data.get(k, "") for k in ("id", "table", "row", "doc", "document", "undoes", "who", "when", "why")
    }
    for name, value in texts.items():
        if not isinstance(value, str):
            raise ContractError(f'"{name}" must be a text, not {value!r}')
    parts: dict[str, Any] = {name: data.get(name) or {} for name in ("about", "fields")}
    for name, value in parts.items():
        if not isinstance(value, dict):
            raise ContractError(f'"{name}" must be an object, not {value!r}')
    decision = Decision(kind=kind, quote=_selector(data.get("quote")), **parts, **texts)
    _check(decision)
    return decision


def _check(decision: Decision) -> None:
    """Refuse decisions that say too little to be applied."""
    lacking = [key for key in _NEEDS.get(decision.kind, ()) if not decision.fields.get(key)]
    if decision.kind in ON_ROWS:
        lacking += [key for key in ("table", "row", "doc") if not getattr(decision, key)]
    if decision.kind == "edit" and not decision.fields:
        lacking.append("fields")
    if decision.kind == "undo" and not decision.undoes:
        lacking.append("undoes")
    if lacking:
        raise ContractError(f"{decision.kind} needs {', '.join(lacking)}")


def selector_from(value: object) -> Selector | None:
    """A selector from plain data; None where it is none."""
    if not isinstance(value, dict):
        return None
    texts = [value.get(name, "") for name in ("exact", "prefix", "suffix")]
    numbers = [value.get(name, 0) for name in ("start", "end")]
    if not texts[0] or not all(isinstance(t, str) for t in texts) or not all(type(n) is int for n in numbers):
        return None
    return Selector(exact=texts[0], prefix=texts[1], suffix=texts[2], start=numbers[0], end=numbers[1])


def _selector(value: object) -> Selector | None:
    found = selector_from(value)
    if value and found is None:
        raise ContractError('"quote" must be an object with exact, prefix, suffix, start and end')
    return found
