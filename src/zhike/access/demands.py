"""What a role asks of whoever has it, before it lets them do anything: a second step at sign-in, an address it knows.

Of several roles each asks for itself. A second step is asked of sessions: a token is itself something one has, made in
a session that had taken the step, and no program can be asked for a code. Addresses are asked of both. Work in the
background goes on for whoever asked for it, wherever they are by then.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault, Forbidden, Refused

MOST_NETWORKS = 100
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class Demands:
    """Whether a second step is asked for, and by role the networks one must come from."""

    second_step: bool = False
    networks: tuple[tuple[Network, ...], ...] = ()

    def meet(self, *, second_step: bool, address: str | None) -> None:
        """Errors: Forbidden, if one of them is not met."""
        if any(not _within(address, one) for one in self.networks):
            raise Forbidden("access.address_not_allowed", address=address or "")
        if self.second_step and not second_step:
            raise Forbidden("access.second_step_needed")


def of_roles(roles: Iterable[tuple[bool, str | None]]) -> Demands:
    """What roles ask together, given whether each asks for a second step, and its addresses."""
    roles = list(roles)
    networks = () if settings.ANY_ADDRESS else tuple(_networks(text) for _, text in roles if text)
    return Demands(any(step for step, _ in roles), networks)


def check(addresses: str | None) -> Fault | None:
    """The first line of a role's addresses that is neither an address nor a network."""
    lines = _lines(addresses or "")
    if len(lines) > MOST_NETWORKS:
        return Fault("role.too_many_networks", {"most": MOST_NETWORKS})
    wrong = next((line for line in lines if _network(line) is None), None)
    return Fault("role.wrong_network", {"network": wrong[:60]}) if wrong is not None else None


def keep_in(tx: db.Transaction, actor: Actor) -> None:
    """Refuse the open transaction if the one who acts could not act any more from where they are. Errors: Refused."""
    if actor.address is None or actor.person_id is None or actor.all_rights:
        return
    rows = tx.rows(
        f"SELECT r.second_step, r.addresses FROM access_role r WHERE r.tenant_id = {tx.tenant_id}"
        " AND r.deleted_at IS NULL AND r.id = ANY(SELECT unnest(p.roles) FROM access_person p"
        f" WHERE p.tenant_id = {tx.tenant_id} AND p.id = %s)",
        (actor.person_id,),
    )
    if any(not _within(actor.address, one) for one in of_roles(rows).networks):
        raise Refused({"addresses": Fault("role.own_address", {"address": actor.address})})


def _lines(text: str) -> Sequence[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@lru_cache(maxsize=1024)
def _networks(text: str) -> tuple[Network, ...]:
    return tuple(found for line in _lines(text) if (found := _network(line)) is not None)


def _network(line: str) -> Network | None:
    """None for what is no network, which can only have come there past `check`: nobody is in it."""
    try:
        return ipaddress.ip_network(line)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _within(address: str | None, networks: tuple[Network, ...]) -> bool:
    if address is None:
        return False
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(found in one for one in networks)
