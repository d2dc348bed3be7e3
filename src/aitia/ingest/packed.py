"""Files packed with gzip or Zstandard, unpacked while they are read: bounded, and told apart from broken ones."""

from __future__ import annotations

import zlib
from typing import Any, Final

from aitia.errors import InputError, TooLarge
from aitia.ingest.decode import Readable
from aitia.ingest.limits import Limits, megabytes

PACKED: Final = {".gz": "gzip", ".zst": "zstd"}
_STEP: Final = {"gzip": 4096, "zstd": 512}  # packed bytes taken in at a time: at most some megabytes come of them
_WINDOW: Final = 2**27
_RATIO: Final = 200


class Unpacked:
    """The content of a packed stream.

    What unpacks to over ``limits.max_bytes`` and to more than two hundred times its packed size is a bomb: TooLarge.
    """

    def __init__(self, stream: Readable, kind: str, limits: Limits) -> None:
        self._stream, self._kind, self._limits = stream, kind, limits
        self._buffer = bytearray()
        self._given = 0  # of the buffer
        self._taken = self._made = 0
        self._rest = b""
        self._ended = False
        self._decoder: Any = None

    def read(self, size: int = -1, /) -> bytes:
        """Give up to ``size`` bytes, none at the end."""
        while not self._ended and (size < 0 or len(self._buffer) - self._given < size):
            self._fill()
        end = len(self._buffer) if size < 0 else self._given + size
        out = bytes(self._buffer[self._given : end])
        self._given += len(out)
        if self._given > 1 << 20:
            del self._buffer[: self._given]
            self._given = 0
        return out

    def _fill(self) -> None:
        data = self._rest or self._stream.read(_STEP[self._kind])
        self._rest = b""
        if not data:
            if self._decoder is not None:
                raise InputError(f"the {self._kind} file ends in the middle; copy it again")
            self._ended = True
            return
        if self._decoder is None:
            if self._taken and not data.strip(b"\0"):
                return  # padding behind the last piece
            self._decoder = self._new()
        self._taken += len(data)
        try:
            piece = self._decoder.decompress(data)
        except self._faults() as error:
            raise InputError(f"not a {self._kind} file, or a damaged one ({error}); copy it again") from None
        self._buffer += piece
        self._made += len(piece)
        if self._decoder.eof:
            self._rest = self._decoder.unused_data
            self._taken -= len(self._rest)
            self._decoder = None
        if self._made > max(self._limits.max_bytes, _RATIO * self._taken):
            raise TooLarge(
                f"too large: {megabytes(self._taken)} of it unpack to over {megabytes(self._made)}, which no text "
                "does; unpack it yourself if it is no bomb"
            )

    def _new(self) -> Any:
        if self._kind == "gzip":
            return zlib.decompressobj(wbits=31)
        import zstandard

        return zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()

    def _faults(self) -> tuple[type[Exception], ...]:
        if self._kind == "gzip":
            return (zlib.error,)
        import zstandard

        return (zstandard.ZstdError,)
