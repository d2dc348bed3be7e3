"""Build a store: take in what is new, then read what is not read yet, on any number of workers.

Two stages. Intake streams the sources into a batch of the texts that the store does not hold yet. Then one function,
``run_shard``, is mapped over the parts of all batches that have no valid done-marker for the reader's fingerprint.
Stopped anywhere and started again, the result is byte for byte that of an undisturbed build.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from aitia.errors import AitiaError, NotWritten
from aitia.ingest import Limits, open_documents
from aitia.language.parse import load_parser
from aitia.model.reading import Reading
from aitia.model.text import Document, Unread
from aitia.pipeline import Settings, fault, read_documents
from aitia.scale.executor import Executor, Lost
from aitia.scale.local import cores, local_executor
from aitia.scale.progress import Progress, Watch, count_file
from aitia.store.batches import Intake, Known, Part, documents_in, set_aside, whole_batches
from aitia.store.files import cannot_write
from aitia.store.fingerprints import fingerprint, parse_mark
from aitia.store.layout import Layout, clear_tmp, make_layout
from aitia.store.lock import locked
from aitia.store.near import sign_parts
from aitia.store.parses import KeptParses
from aitia.store.runs import Manifest, find_done, sort_out, write_run, write_shard
from aitia.store.schema import TABLES
from aitia.store.shards import ShardTables


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardSpec:
    """What a worker needs to read one part: names and numbers, no text."""

    store: str
    part: str
    shard: str
    fingerprint: str
    settings: Settings
    retry: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did, and what the store holds now."""

    store: str
    fingerprint: str
    opened: int  # documents that the sources gave
    new: int  # of them, texts that the store did not hold
    duplicates: int  # of them, texts that it held
    unread: int  # items of the sources that could not be opened
    read: int  # documents read in this build
    parsed: int  # of them, documents that had to be parsed: no other run had parsed them
    words: int  # words read in this build
    failed: int  # documents of the store whose reading failed (table errors)
    lost: tuple[str, ...]  # shards that no worker could finish, and why
    aside: tuple[str, ...]  # folders of broken batches that were put aside
    documents: int  # documents of the store that are read
    shards: int
    rows: Mapping[str, int] = field(default_factory=dict)  # of the whole run, by table
    seconds_intake: float = 0.0
    seconds_reading: float = 0.0

    @property
    def words_per_second(self) -> float:
        """How fast this build read."""
        return self.words / self.seconds_reading if self.seconds_reading else 0.0

    @property
    def ok(self) -> bool:
        """Whether everything that was handed in is read."""
        return not (self.unread or self.failed or self.lost or self.aside)


def build(
    sources: Sequence[str | Path],
    store: str | Path,
    *,
    settings: Settings | None = None,
    executor: Executor | None = None,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    tell: Callable[[Unread], None] | None = None,
    note: Callable[[str], None] | None = None,
    retry_errors: bool = False,
    wait: bool = False,
    any_language: bool = False,
    allow_private: bool = False,
    limits: Limits | None = None,
    stdin: BinaryIO | None = None,
) -> BuildReport:
    """Read everything in ``sources`` into the store in the folder ``store``, which is made where it is missing.

    Args:
        sources: files, folders, tables, feeds, lists of addresses, ``-`` and addresses, as for ``read_many``; without
            any, only what the store holds unread is read.
        store: the folder.
        settings: how to read; other settings make another run beside the first.
        executor: where to read; without it ``workers`` processes of this machine (all its cores).
        workers: how many processes, where there is no ``executor``.
        progress: called about once a second.
        tell: called with every item of the sources that could not be opened.
        note: called with messages about what was found broken and made good.
        retry_errors: read again the shards in which the reading of a document failed.
        wait: wait for another build on the same store instead of refusing.
        any_language: take in texts that are plainly not English, too.
        allow_private: allow addresses in private networks.
        limits: bounds on single inputs.
        stdin: what ``-`` reads.

    Raises:
        StoreError: the folder is no store or a newer one, cannot be written, or the disk is full. What is done by then
            stays done, and the same call goes on from there.
    """
    settings = settings or Settings()
    note = note or (lambda _: None)
    mark = fingerprint(settings.provenance(), settings.actors)
    if not find_spec(settings.parser.partition(".")[0]):
        load_parser(settings.parser)  # says what is missing before anything is written
    layout = make_layout(store)
    with locked(layout.lock, wait=wait, waiting=lambda who: note(f"waiting for {who}")):
        _clear(layout)
        batches, broken = whole_batches(layout)
        aside = tuple(str(set_aside(layout, folder)) for folder in broken)
        for folder in aside:
            note(f"a batch was not whole and is put aside in {folder}; give its sources again to have its texts read")
        started = time.perf_counter()
        intake = Intake(layout, Known())
        if sources:
            for batch in batches:
                intake.known.load(batch)
            items = open_documents(
                sources, stdin=stdin, any_language=any_language, allow_private=allow_private, limits=limits or Limits()
            )
            _take_in(intake, items, progress, tell)
        read_from = time.perf_counter()
        parts = [part for batch in (*batches, *intake.finished) for part in batch.parts]
        done, waiting = sort_out(layout, mark, parts, retry_errors=retry_errors)
        write_run(layout, mark, settings.provenance(), done, missing=len(waiting))
        chosen = executor or local_executor(min(workers or cores(), max(1, len(waiting))))
        now, lost = _read(layout, mark, settings, waiting, chosen, progress, retry=retry_errors)
        finished = [*done, *now]
        write_run(layout, mark, settings.provenance(), finished, missing=len(parts) - len(finished))
        clear_tmp(layout)
        with suppress(OSError):  # somebody else is at work there
            layout.tmp.rmdir()
        return BuildReport(
            store=str(layout.root),
            fingerprint=mark,
            opened=intake.new + intake.again,
            new=intake.new,
            duplicates=intake.again,
            unread=intake.unread,
            read=sum(m.documents for m in now),
            parsed=sum(m.parsed for m in now),
            words=sum(m.words for m in now),
            failed=sum(m.failed for m in finished),
            lost=lost,
            aside=aside,
            documents=sum(m.documents for m in finished),
            shards=len(finished),
            rows={name: sum(m.rows[name] for m in finished) for name in TABLES},
            seconds_intake=read_from - started,
            seconds_reading=time.perf_counter() - read_from,
        )


def _clear(layout: Layout) -> None:
    """Remove what an interrupted build left unfinished; nobody else writes, for the lock is held."""
    clear_tmp(layout)
    try:
        layout.tmp.mkdir(exist_ok=True)
    except OSError as error:
        raise cannot_write(layout.tmp, error) from error


def _take_in(
    intake: Intake,
    items: Iterable[Document | Unread],
    progress: Callable[[Progress], None] | None,
    tell: Callable[[Unread], None] | None,
) -> None:
    shown = time.monotonic()
    for count, item in enumerate(items, 1):
        if isinstance(item, Unread) and tell is not None:
            tell(item)
        intake.add(item)
        if progress is not None and time.monotonic() - shown > 0.5:
            shown = time.monotonic()
            progress(Progress(stage="intake", done=count))
    intake.finish()


def _read(
    layout: Layout,
    mark: str,
    settings: Settings,
    waiting: Sequence[Part],
    executor: Executor,
    progress: Callable[[Progress], None] | None,
    *,
    retry: bool,
) -> tuple[list[Manifest], tuple[str, ...]]:
    """Read the parts, the large ones first so that workers end together."""
    ordered = sorted(waiting, key=lambda p: (-p.words, p.shard))
    specs = [
        ShardSpec(
            store=str(layout.root.absolute()),
            part=str(p.file.absolute()),
            shard=p.shard,
            fingerprint=mark,
            settings=settings,
            retry=retry,
        )
        for p in ordered
    ]
    done: list[Manifest] = []
    lost: list[str] = []
    sizes = {p.shard: p.documents for p in ordered}
    words = {p.shard: p.words for p in ordered}
    with Watch(layout.tmp, sizes, words, progress):
        try:
            for result in executor.map_unordered(run_shard, specs):
                if isinstance(result, Lost):
                    lost.append(f"{result.spec.shard}: {result.reason}")
                else:
                    done.append(result)
        finally:
            executor.close()
    return done, tuple(sorted(lost))


def run_shard(spec: ShardSpec) -> Manifest:
    """Read one part and write its shard of every table; the very same on every executor.

    Documents whose reading fails go to the shard's table of errors. Two workers on one shard write the same bytes.
    """
    layout = Layout(Path(spec.store))
    done = find_done(layout, spec.fingerprint, spec.shard)
    if done is not None and not (spec.retry and done.failed):
        return done
    start = time.perf_counter()
    documents = documents_in(Path(spec.part))
    tables = ShardTables()
    mark = parse_mark(spec.settings.parser)
    parses = KeptParses(layout, mark, spec.shard) if mark else None
    failed = 0
    with count_file(layout.tmp, spec.shard) as count:
        for document, item in zip(documents, _readings(documents, spec.settings, tables, parses), strict=True):
            if isinstance(item, Unread):
                failed += 1
                tables.fail(document, item)
            else:
                tables.add(item)
            count()
    tables.flush()
    with suppress(NotWritten):  # both can be made again; where there is no room for them, there may be for the shard
        if parses is not None:
            parses.write()
        sign_parts(layout.root, {spec.shard: Path(spec.part)}, aside=layout.tmp)
    manifest = Manifest(
        shard=spec.shard,
        documents=len(documents),
        words=sum(len(d.text.split()) for d in documents),
        failed=failed,
        rows={name: tables.counts[name] for name in TABLES},
        seconds=time.perf_counter() - start,
        peak=_peak(),
        parsed=parses.parsed if parses is not None else len(documents),
    )
    write_shard(layout, spec.fingerprint, manifest, tables.pieces)
    return manifest


def _readings(
    documents: Sequence[Document], settings: Settings, tables: ShardTables, parses: KeptParses | None
) -> Iterator[Reading | Unread]:
    """One reading, or why there is none, for each document; what stops the parser stops only its own document."""
    given = 0
    try:
        for item in read_documents(documents, settings=settings, also=tables.ground, parses=parses):
            yield item
            given += 1
    except (AitiaError, OSError):
        raise
    except Exception:  # noqa: BLE001 - a fault of ours in one document must not lose the others
        for document in documents[given:]:
            yield _alone(document, settings, tables)


def _alone(document: Document, settings: Settings, tables: ShardTables) -> Reading | Unread:
    try:
        return next(iter(read_documents([document], settings=settings, also=tables.ground)))
    except (AitiaError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 - as above
        return Unread(source=document.id, row=None, reason=fault(error))


def _peak() -> int:
    """The most bytes this process has held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
