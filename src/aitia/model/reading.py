"""A reading: everything one document yields, and its JSON form (``aitia.reading/1``)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from aitia.errors import ContractError
from aitia.model.records import Actor, CausalLink, Claim, Event, Figure, Gap, Mention, Option, Place, Tie
from aitia.model.text import Document, Provenance

FORMAT: Final = "aitia.reading/1"
LAYERS: Final = (
    "actors", "mentions", "places", "claims", "events", "ties", "causes", "options", "figures", "gaps",
)  # fmt: skip
_DOCUMENT_KEYS: Final = (
    "id", "title", "author", "publisher", "published", "url", "language", "genre", "sha256",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All layers of one document, each row on somebody's word and at exact offsets."""

    document: Document
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    ties: tuple[Tie, ...] = ()
    causes: tuple[CausalLink, ...] = ()
    options: tuple[Option, ...] = ()
    figures: tuple[Figure, ...] = ()
    gaps: tuple[Gap, ...] = ()
    provenance: Provenance

    @property
    def text(self) -> str:
        """The document's text, in which all spans count."""
        return self.document.text

    def quote(self, span: tuple[int, int]) -> str:
        """The words at ``span``."""
        return self.document.text[span[0] : span[1]]


def row_id(layer: str, *key: object) -> str:
    """A short id that depends on the row's content only: the same row gets the same id in every run."""
    digest = hashlib.blake2b(repr(key).encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
    return f"{layer}-{digest}"


def to_dict(reading: Reading) -> dict[str, Any]:
    """The reading as plain data in the shape and key order of the contract."""
    out: dict[str, Any] = {
        "format": FORMAT,
        "document": {key: getattr(reading.document, key) for key in _DOCUMENT_KEYS},
        "text": reading.document.text,
    }
    for layer in LAYERS:
        out[layer] = msgspec.to_builtins(getattr(reading, layer))
    out["provenance"] = msgspec.to_builtins(reading.provenance)
    return out


def encode(reading: Reading) -> bytes:
    """The reading as one line of JSON (UTF-8, no newline)."""
    data = to_dict(reading)
    try:
        return msgspec.json.encode(data)
    except UnicodeEncodeError:
        # lone surrogates in the text of a stranger: JSON can escape them, UTF-8 cannot hold them
        import json

        return json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def decode(line: bytes | str) -> Reading:
    """A reading from one line of JSON. Raises ContractError where it does not follow the contract."""
    try:
        data = _parsed(line)
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise ContractError(f"not an {FORMAT} object; write one with `aitia read FILE --json`")
        document = {k: v for k, v in data["document"].items() if k in _DOCUMENT_KEYS and k != "sha256"}
        parts = {layer: data.get(layer) or [] for layer in LAYERS}
        return _checked(
            msgspec.convert(
                {"document": {**document, "text": data["text"]}, **parts, "provenance": data.get("provenance") or {}},
                Reading,
            )
        )
    except (msgspec.MsgspecError, KeyError, AttributeError, ValueError) as error:
        raise ContractError(f"not a valid {FORMAT} object: {error}") from error


def _parsed(line: bytes | str) -> Any:
    """JSON as ``encode`` writes it: with escaped halves of characters where the text holds them."""
    line = line.removeprefix(b"\xef\xbb\xbf") if isinstance(line, bytes) else line
    try:
        return msgspec.json.decode(line)
    except msgspec.DecodeError:
        if (b"\\ud" if isinstance(line, bytes) else "\\ud") not in line.lower():  # type: ignore[operator]  # both or none
            raise
        import json

        return json.loads(line)


def _checked(reading: Reading) -> Reading:
    """The reading, if its signs and probabilities are ones."""
    for link in reading.causes:
        if link.polarity not in (1, -1):
            raise ContractError(f"cause {link.id!r}: polarity is 1 or -1, not {link.polarity}")
    for tie in reading.ties:
        if tie.sign not in (1, 0, -1):
            raise ContractError(f"tie {tie.id!r}: sign is 1, 0 or -1, not {tie.sign}")
    rows: tuple[Event | Tie | CausalLink | Option | Figure, ...]
    rows = (*reading.events, *reading.ties, *reading.causes, *reading.options, *reading.figures)
    for row in rows:
        if not 0.0 <= row.confidence <= 1.0:
            raise ContractError(f"{row.id!r}: confidence is a number from 0 to 1, not {row.confidence}")
    return reading
