"""Fetch what a person asked for by its http(s) address: bounded in size, time and redirects, public addresses only.

The connection is made to the very address that was checked, at the first request and after every redirect, so that a
name that changes its address in between gains nothing. Proxy settings of the environment are not used.
"""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote, urljoin, urlsplit

from aitia.errors import InputError, TooLarge, UnsupportedInput
from aitia.ingest.addresses import resolve
from aitia.ingest.limits import Limits, megabytes

_REDIRECTS: Final = (301, 302, 303, 307, 308)
_CHUNK: Final = 1 << 16
_HEADERS: Final = {
    "User-Agent": "aitia (reads one page at a person's request)",
    "Accept": "text/html,application/xhtml+xml,text/plain,application/pdf,application/json,text/csv;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A fetched page. ``url`` is where it was found in the end; ``kind`` its content type, lower-case, or empty."""

    url: str
    kind: str
    charset: str | None
    data: bytes

    @property
    def name(self) -> str:
        """Return a name for the document: the last part of the path without its ending, else the host."""
        parts = urlsplit(self.url)
        last = unquote(parts.path).rstrip("/").rpartition("/")[2]
        return re.sub(r"\.\w{1,5}$", "", last) or parts.hostname or "page"


def is_url(source: str) -> bool:
    """Whether a source as a person gave it is a web address."""
    return re.match(r"(?i)https?://", source) is not None


def fetch(url: str, *, limits: Limits, allow_private: bool = False) -> Fetched:
    """Get a page; raises InputError with a message for people where that fails."""
    deadline = time.monotonic() + limits.web_seconds
    here = url
    for _ in range(limits.max_redirects + 1):
        there = _request(here, limits=limits, allow_private=allow_private, deadline=deadline)
        if isinstance(there, Fetched):
            return there
        here = there
    raise InputError(f"more than {limits.max_redirects} redirects, the last to {_shown(here)}; give the final address")


@dataclass(frozen=True, slots=True)
class _Target:
    scheme: str
    host: str
    port: int
    path: str


def _target(url: str) -> _Target:
    if re.search(r"[\x00-\x20\x7f]", url):
        raise InputError(f"not a web address: blanks or control characters in {_shown(url)}")
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError as error:  # also what IDNA does not take
        raise InputError(f"not a web address: {_shown(url)} ({error})") from None
    if scheme not in ("http", "https"):
        raise UnsupportedInput(f"only http and https addresses can be read, not {_shown(url)}")
    if not host:
        raise InputError(f"not a web address: no host in {_shown(url)}")
    if parts.username is not None:
        raise UnsupportedInput("addresses with a user name or password are not read; save the page and read the file")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    return _Target(scheme, host, port or (443 if scheme == "https" else 80), path + query)


def _request(url: str, *, limits: Limits, allow_private: bool, deadline: float) -> Fetched | str:
    """One request: the page, or the address it redirects to."""
    target = _target(url)
    addresses = resolve(target.host, target.port, timeout=deadline - time.monotonic(), allow_private=allow_private)
    stop = threading.Event()
    try:
        raw = _connected(addresses, target, deadline)
        with _cut_off(raw, deadline, stop):
            connection = http.client.HTTPConnection(target.host, target.port)
            connection.sock = raw if target.scheme == "http" else _secured(raw, target)
            with contextlib.closing(connection):
                connection.request("GET", target.path, headers=_HEADERS)
                with contextlib.closing(connection.getresponse()) as response:
                    return _answer(response, url, limits)
    except ssl.SSLCertVerificationError as error:
        raise InputError(f"the certificate of {target.host} cannot be trusted: {error.verify_message}") from None
    except (OSError, http.client.HTTPException, zlib.error) as error:
        if stop.is_set() or isinstance(error, TimeoutError):
            raise InputError(
                f"time-out: {target.host} did not answer within {limits.web_seconds:g} seconds; try again later, or "
                "raise the setting web_seconds"
            ) from None
        if isinstance(error, ConnectionRefusedError):
            raise InputError(f"{target.host} refuses connections on port {target.port}; check the address") from None
        what = getattr(error, "strerror", None) or type(error).__name__
        raise InputError(f"{target.host} cannot be read: {what}; try again later") from None


def _connected(addresses: list[str], target: _Target, deadline: float) -> socket.socket:
    failure: OSError = OSError("no address")
    for address in addresses:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        try:
            return socket.create_connection((address, target.port), timeout=left)
        except OSError as error:
            failure = error
    raise failure


def _secured(raw: socket.socket, target: _Target) -> ssl.SSLSocket:
    try:
        return ssl.create_default_context().wrap_socket(raw, server_hostname=target.host)
    except OSError:
        raw.close()
        raise


@contextlib.contextmanager
def _cut_off(sock: socket.socket, deadline: float, stop: threading.Event) -> Iterator[None]:
    """Close the connection at the deadline, however slowly the other side drips its bytes."""
    handle = sock.dup()  # survives the wrapping of the socket by TLS

    def cut() -> None:
        stop.set()
        with contextlib.suppress(OSError):
            handle.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(deadline - time.monotonic(), 0.01), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
        if stop.is_set():
            raise TimeoutError
    finally:
        timer.cancel()
        timer.join()
        handle.close()


def _answer(response: http.client.HTTPResponse, url: str, limits: Limits) -> Fetched | str:
    location = response.getheader("Location")
    if response.status in _REDIRECTS and location:
        return urljoin(url, location.strip())
    if response.status != 200:
        reason = re.sub(r"[^ -~]", "?", response.reason or "")[:80]
        raise InputError(
            f"HTTP {response.status} {reason}".rstrip() + f" from {_shown(url)}; check the address in a browser"
        )
    data = _body(response, limits.max_web_bytes)
    kind = response.headers.get_content_type().lower() if response.getheader("Content-Type") else ""
    return Fetched(url=url, kind=kind, charset=response.headers.get_content_charset(), data=data)


def _body(response: http.client.HTTPResponse, limit: int) -> bytes:
    too_large = TooLarge(f"too large: the page is over {megabytes(limit)}; save its text and read the file")
    coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip", "deflate"):
        raise UnsupportedInput(
            f"the page comes packed as {coding[:20]!r}, which was not asked for; save it and read the file"
        )
    length = response.getheader("Content-Length") or ""
    if length.isdecimal() and len(length) < 20 and int(length) > limit:
        raise too_large
    unpack = zlib.decompressobj(wbits=47) if coding != "identity" else None
    pieces: list[bytes] = []
    size = 0
    while chunk := response.read(_CHUNK):
        piece = unpack.decompress(chunk, limit + 1) if unpack else chunk
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise too_large
    return b"".join(pieces)


def _shown(url: str) -> str:
    return repr(url[:200])
