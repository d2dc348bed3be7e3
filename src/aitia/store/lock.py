"""One writer at a time: a lock of the operating system on a file, gone with the process that holds it."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from aitia.errors import StoreBusy, StoreError
from aitia.store.files import cannot_write


@contextmanager
def locked(path: Path, *, wait: bool = False, waiting: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the lock ``path``. Raises StoreBusy where another process holds it, unless told to ``wait``.

    ``waiting`` is called once with who holds it before the wait begins.
    """
    try:
        import fcntl
    except ModuleNotFoundError:  # pragma: no cover - not on POSIX
        raise StoreError("stores can only be written on Linux and macOS; they can be read anywhere") from None
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise cannot_write(path, error) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
                raise StoreError(f"cannot lock {path}: {error.strerror}; keep the store on a local disk") from error
            holder = _holder(handle)
            if not wait:
                raise StoreBusy(
                    f"{path.parent} is being written by {holder}; wait for it, or use --wait to begin after it"
                ) from None
            if waiting is not None:
                waiting(holder)
            fcntl.flock(handle, fcntl.LOCK_EX)
        try:
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        except OSError:  # a full disk: the name of the holder is only for messages
            pass
        yield
    finally:
        os.close(handle)


def _holder(handle: int) -> str:
    text = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
    return f"process {text}" if text.isdecimal() else "another process"
