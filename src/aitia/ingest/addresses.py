"""Which network addresses may be read from: public ones only, unless asked."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from typing import Final

from aitia.errors import InputError

_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address is on the public internet, also behind the ways IPv6 has to wrap an IPv4 address.

    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.1")
    (False, False)
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is None and int(ip) >> 32 == 0:
            return False  # the old "IPv4-compatible" form, ::1 and ::
        if inner is not None and not is_public(str(inner)):
            return False
        if ip.ipv4_mapped or ip in _NAT64:
            return True
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_link_local)


def resolve(host: str, port: int, *, timeout: float, allow_private: bool) -> list[str]:
    """Give the IP addresses of ``host``; raises InputError where it has none, or one that is not public.

    One address that is not public refuses the host as a whole.
    """
    results: queue.SimpleQueue[list[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            results.put(list(dict.fromkeys(str(entry[4][0]) for entry in found)))
        except (OSError, UnicodeError) as error:
            results.put(error)

    # the resolver takes no time limit of its own
    threading.Thread(target=look_up, daemon=True).start()
    try:
        addresses = results.get(timeout=max(timeout, 0.01))
    except queue.Empty:
        raise InputError(f"time-out: the name {host} was not resolved in time; try again later") from None
    if isinstance(addresses, OSError | UnicodeError):
        raise InputError(f"the name {host} cannot be resolved ({addresses}); check the address and the network")
    private = [address for address in addresses if not is_public(address)]
    if private and not allow_private:
        raise InputError(
            f"refused: {host} is the private or reserved address {private[0]}; "
            "use --allow-private to read from your own network"
        )
    return addresses
