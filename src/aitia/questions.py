"""Whatever a person hands in becomes a model that can be questioned: readings, a model, a map, a network, or texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import BinaryIO, Final

from aitia.assembly.belief import Errors
from aitia.assembly.files import (
    CAUSE_MAP,
    FORMATS,
    MODEL,
    NETWORK,
    decode_cause_map,
    decode_model,
    decode_network,
    format_of,
)
from aitia.assembly.mapping import Mapping
from aitia.assembly.model import assemble
from aitia.errors import AitiaError, ContractError, InputError, TooLarge, UsageError
from aitia.ingest.folders import files_in
from aitia.model.assembled import CauseMap, ConflictModel, SignedNetwork
from aitia.model.decisions import Decision
from aitia.model.reading import FORMAT, Reading, decode
from aitia.model.text import Unread
from aitia.pipeline import Settings, read_many
from aitia.store.anchoring import Orphan

Kinds = Sequence[tuple[str | Path, str | None]]  # sources, each with the format it states
_PEEK: Final = 4096
_LARGEST: Final = 2_000_000_000
_JSON: Final = (".json", ".jsonl", ".ndjson")


@dataclass(slots=True)
class Opened:
    """What was handed in. ``model`` is None where it was a bare cause map or network file.

    ``errors`` and ``mapping`` are those it was assembled with; ``orphans`` are decisions that fit nothing.
    """

    model: ConflictModel | None = None
    causes: CauseMap | None = None
    network: SignedNetwork | None = None
    unread: list[Unread] = field(default_factory=list)
    errors: Errors = field(default_factory=Errors)
    mapping: Mapping | None = None
    orphans: tuple[Orphan, ...] = ()


def open_sources(
    sources: Sequence[str | Path],
    *,
    settings: Settings | None = None,
    errors: Errors | None = None,
    mapping: Mapping | None = None,
    decisions: Sequence[Decision] | None = None,
    stdin: BinaryIO | None = None,
    progress: Callable[[int], None] | None = None,
) -> Opened:
    """Open readings (JSON Lines), a model, a cause map, a network, or texts to be read first.

    Args:
        sources: files, folders, addresses, or ``-`` for standard input. One map, network or model file, or the folder
            of a store, stands alone; readings and texts may be mixed.
        settings: how texts are read.
        errors: prior errors for belief.
        mapping: a person's decisions about concepts.
        decisions: a journal of decisions, laid over the readings (see ``aitia.store.reviewed``).
        stdin: where ``-`` is read from.
        progress: called with the number of documents so far.

    Raises:
        InputError: a file cannot be read or does not follow its format, or nothing was found.
    """
    if not all(str(source) for source in sources):
        raise InputError("one of the sources is an empty name; give a file, a folder, an address or -")
    out = Opened(errors=errors or Errors(), mapping=mapping)
    kinds = [(source, _kind(source)) for source in sources]
    whole = [(s, name) for s, name in kinds if name in FORMATS]
    data = stdin.read(_LARGEST) if stdin is not None and "-" in sources else b""
    if "-" in sources and (piped := format_of(data)) in FORMATS:
        whole.append(("-", piped))
    if whole:
        if len(sources) > 1:
            raise InputError(f"{whole[0][0]}: an {whole[0][1]} file stands alone; hand in readings to join several")
        if out.mapping is not None or out.errors.voices or out.errors.rules or decisions is not None:
            raise UsageError(f"{whole[0][0]}: is assembled already; a mapping, review or trust is given to readings")
        _open_whole(out, whole[0][1] or "", data if whole[0][0] == "-" else _bytes(Path(whole[0][0])), str(whole[0][0]))
        return out
    if any(is_store(source) for source in sources):
        if decisions is not None:
            raise UsageError(
                "a store follows its own journal (review.jsonl in its folder); a review goes with readings"
            )
        return _open_stored(out, sources)
    readings: Iterable[Reading] = _readings(kinds, settings or Settings(), data, out.unread, progress)
    actors = None
    if decisions is not None:
        from aitia.store.reviewed import reviewed

        found = reviewed(readings, decisions, mapping=out.mapping, errors=out.errors)
        readings, actors = found.readings, found.actors
        out.mapping, out.errors, out.orphans = found.mapping, found.errors, found.orphans
    out.model = assemble(readings, errors=out.errors, mapping=out.mapping, actors=actors)
    if not out.model.documents:
        first = f"; the first: {out.unread[0].source}: {out.unread[0].reason}" if out.unread else ""
        raise InputError(f"no reading and no text in {', '.join(map(str, sources))}{first}")
    known = {actor.id for actor in out.model.actors}
    for voice in sorted(set(out.errors.voices) - known):
        wanted = voice.casefold()
        close = [a.id for a in out.model.actors if wanted in (a.name.casefold(), *map(str.casefold, a.aliases))]
        near = close or get_close_matches(voice, sorted(known), n=3)
        said = f"; did you mean {' or '.join(near[:3])}?" if near else ""
        raise UsageError(f"there is no voice {voice!r} to be trusted{said} (voices are named by actor id)")
    out.causes, out.network = out.model.causes, out.model.network
    return out


def is_store(source: str | Path) -> bool:
    """Whether a source is the folder of a store."""
    return source != "-" and (Path(source) / "store.json").is_file()


def _open_stored(out: Opened, sources: Sequence[str | Path]) -> Opened:
    """The model of a store, as its catalogue has assembled it."""
    from aitia.store.opened import open_store

    if len(sources) > 1:
        store = next(s for s in sources if is_store(s))
        raise InputError(f"{store}: a store stands alone; aitia build adds documents to it")
    if out.mapping is not None or out.errors.voices or out.errors.rules:
        raise UsageError("a store is assembled once for all questions; a mapping or trust is given to readings")
    told: list[str] = []
    with open_store(sources[0], note=told.append) as opened:
        model = opened.model()
    out.model = replace(model, notes=(*told, *model.notes))
    if not out.model.documents:
        raise InputError(f"{sources[0]}: the store holds no documents yet")
    out.causes, out.network = out.model.causes, out.model.network
    return out


def _open_whole(out: Opened, name: str, data: bytes, where: str) -> None:
    if name == CAUSE_MAP:
        out.causes = decode_cause_map(data, where)
    elif name == NETWORK:
        out.network = decode_network(data, where)
    elif name == MODEL:
        out.model = decode_model(data, where)
        out.causes, out.network = out.model.causes, out.model.network


def _kind(source: str | Path) -> str | None:
    """The format a file states, by its first bytes; None for what is no JSON of ours."""
    path = Path(source)
    try:
        if source == "-" or not path.is_file():
            return None
        with path.open("rb") as file:
            head = file.read(_PEEK)
            if path.suffix.lower() not in _JSON and not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
                return None
            line = head + file.readline(_LARGEST)
            found = format_of(line)
            if found is None and path.stat().st_size <= _LARGEST:  # a file of one object over many lines
                found = format_of(line + file.read())
    except (OSError, ValueError):
        return None
    return found


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise TooLarge(f"{path}: larger than {_LARGEST // 1_000_000_000} GB")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error


def _readings(
    kinds: Kinds,
    settings: Settings,
    data: bytes,
    unread: list[Unread],
    progress: Callable[[int], None] | None,
) -> Iterator[Reading]:
    """Readings as they are, texts read; readings of a folder come before its texts, which may be the same."""
    for count, item in enumerate(_items(kinds, settings, data), 1):
        if progress is not None:
            progress(count)
        if isinstance(item, Unread):
            unread.append(item)
        else:
            yield item


def _items(kinds: Kinds, settings: Settings, data: bytes) -> Iterator[Reading | Unread]:
    texts: list[str | Path] = []
    for source, kind in kinds:
        path = Path(source)
        if source == "-" and format_of(data) == FORMAT:
            yield from decode_lines(data.splitlines(), "standard input")
        elif source != "-" and path.is_dir():
            for file in files_in(path):
                if isinstance(file, Unread):
                    yield file
                elif file.suffix in _JSON and _kind(file) == FORMAT:
                    yield from _file(file)
                else:
                    texts.append(file)
        elif kind == FORMAT:
            yield from _file(path)
        else:
            texts.append(source)
    if texts:
        from io import BytesIO

        yield from read_many(texts, settings=settings, stdin=BytesIO(data))


def _file(path: Path) -> Iterator[Reading | Unread]:
    try:
        with path.open("rb") as file:
            yield from decode_lines(file, str(path))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error


def decode_lines(lines: Iterable[bytes], where: str) -> Iterator[Reading | Unread]:
    """Readings from JSON Lines; a line that is none comes as an ``Unread`` row with its number."""
    for row, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield decode(line)
        except (ContractError, RecursionError) as error:
            yield Unread(
                source=where, row=row, reason=str(error) if isinstance(error, AitiaError) else "nests too deeply"
            )
