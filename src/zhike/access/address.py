"""The address in the network that a request comes from: what nobody but a proxy of our own may say otherwise."""

from __future__ import annotations

import ipaddress
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest

IPV6_OF_ONE = 64  # bits: whoever has one address of such a network has all of them


def of(request: HttpRequest) -> str:
    """The caller's address; where `ZHIKE_PROXIES` stand in front, the one that the outermost of them saw.

    What did not come through all of them is counted by whoever connected to us, whatever its headers say.
    """
    caller = str(request.META.get("REMOTE_ADDR", ""))
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if proxies:
        named = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        told = _plain(named[-proxies].strip()) if len(named) >= proxies else None
        if told:
            return told
    return _plain(caller) or caller


def of_one(address: str) -> str:
    """An address as one caller is counted by it: of IPv6 the network, as a caller has all of it."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, IPV6_OF_ONE), strict=False)) if found.version == 6 else str(found)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str | None:
    """An address without port and zone, and IPv4 as itself; None for what is no address."""
    host = text.rpartition(":")[0] if text.count(":") == 1 else text
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    try:
        found = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None
    mapped = found.ipv4_mapped if found.version == 6 else None
    return str(mapped or found)
