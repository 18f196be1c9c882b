"""An address on the web that somebody typed: which may be asked at all, and whose it is."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings

from zhike.engines.intake.errors import IntakeError
from zhike.kernel.errors import Fault

SETTING = "ZHIKE_IMPORT_NETWORKS"
PORTS = {"http": 80, "https": 443}
_UNFIT = re.compile(r"[\x00-\x20\x7f\\]")
Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
_WITHIN = ipaddress.ip_network("64:ff9b::/96")  # IPv4 as a translator writes it


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where a file is."""

    scheme: str
    host: str  # as the name service takes it
    port: int
    path: str  # with what is asked, as it goes over the wire
    text: str

    @property
    def origin(self) -> str:
        """Who is asked."""
        return f"{self.scheme}://{self.host}:{self.port}"

    def leads_to(self, place: str) -> Address:
        """Where a redirect goes. Errors: IntakeError."""
        return parse(urljoin(self.text, place))


def parse(text: str) -> Address:
    """An address, of http or https and without a password in it. Errors: IntakeError."""
    try:
        return _parsed(urlsplit(text.strip()), text.strip())
    except (ValueError, UnicodeError) as error:
        raise IntakeError("import_source.wrong_address") from error


def _parsed(found: SplitResult, text: str) -> Address:
    host = found.hostname or ""
    if found.scheme not in PORTS or not host or "@" in found.netloc or _UNFIT.search(text):
        raise IntakeError("import_source.wrong_address")
    if not host.isascii():
        host = host.encode("idna").decode()
    path = quote(found.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if found.query:
        path += "?" + quote(found.query, safe="/%:@!$&'()*+,;=~-._?")
    return Address(scheme=found.scheme, host=host, port=found.port or PORTS[found.scheme], path=path, text=text)


def fault(text: str) -> Fault | None:
    """What is wrong with an address as it was typed."""
    try:
        found = parse(text)
        literal = _literal(found.host)
        if literal is not None:
            need_allowed(literal)
    except IntakeError as error:
        return Fault(error.code, error.data)
    return None


def _literal(host: str) -> Ip | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def need_allowed(ip: Ip) -> None:
    """Only what everybody on the internet can reach is asked, unless the operator allows more. Errors: IntakeError."""
    plain = _unwrapped(ip)
    if any(plain in network for network in networks() if network.version == plain.version):
        return
    if not plain.is_global or plain.is_multicast or plain.is_reserved:
        raise IntakeError("import_source.address_refused", address=str(plain), setting=SETTING)


def _unwrapped(ip: Ip) -> Ip:
    """The IPv4 address that an IPv6 one may stand for."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip.ipv4_mapped:
        return ip.ipv4_mapped
    if ip.sixtofour:
        return ip.sixtofour
    if ip in _WITHIN:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip


def networks() -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    """What the operator allows besides."""
    return [ipaddress.ip_network(one) for one in settings.IMPORT_NETWORKS]
