"""Which IP addresses belong to the public internet.

`ipaddress.is_global` does not answer this: on Python 3.11 it lets through ::127.0.0.1, 64:ff9b::7f00:1, fec0::1,
224.0.0.1, 2002:7f00:1:: and more. So the ranges are written out, from the IANA special-purpose registries (RFC 6890
and its updates), with what cloud providers put at addresses of their own.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

_RANGES: Final = (
    ("this host", "0.0.0.0/8"),
    ("a private network", "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16"),
    ("a carrier's network", "100.64.0.0/10"),
    ("this machine", "127.0.0.0/8"),
    ("a cloud provider's inner service", "168.63.129.16/32"),
    ("the local link", "169.254.0.0/16"),
    ("a protocol assignment", "192.0.0.0/24 192.31.196.0/24 192.52.193.0/24 192.175.48.0/24 2620:4f:8000::/48"),
    ("documentation", "192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 2001:db8::/32 3fff::/20"),
    ("a relay", "192.88.99.0/24"),
    ("a test network", "198.18.0.0/15"),
    ("a group of hosts", "224.0.0.0/4"),
    ("a reserved range", "240.0.0.0/4"),
    ("a protocol assignment (Teredo and others)", "2001::/23"),
    ("a 6to4 relay", "2002::/16"),
)
_NAMED: Final = tuple((ip_network(network), name) for name, networks in _RANGES for network in networks.split())
_PUBLIC_V6: Final = IPv6Network("2000::/3")  #: all that is assigned for general use
_MAPPED: Final = IPv6Network("::ffff:0:0/96")  #: IPv4 written as IPv6
_NAT64: Final = IPv6Network("64:ff9b::/96")  #: how a network without IPv4 reaches all of IPv4


_RULE: Final = ": only the public internet is read; --allow-private lifts this"


def refusal(address: str) -> str | None:
    """Why an address is not connected to, in words; None when it is on the public internet.

    Args:
        address: as the resolver gives it, with or without a zone ("fe80::1%eth0").
    """
    where = _inside(address)
    return f"{where}{_RULE}" if where else None


def _inside(address: str) -> str | None:
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return "no address at all"
    if isinstance(found, IPv6Address):
        if found in _MAPPED or found in _NAT64:
            found = IPv4Address(int(found) & 0xFFFFFFFF)
        elif found not in _PUBLIC_V6:
            return "no part of the public internet"
    return next((name for network, name in _NAMED if found in network), None)
