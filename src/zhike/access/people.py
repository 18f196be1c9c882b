"""People outside of an administrator's hands: finding one by e-mail, and what each may change of themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import orjson

from zhike.access.models import Membership, Tenant
from zhike.kernel import read
from zhike.kernel.actor import Actor, system
from zhike.kernel.errors import Fault, Refused
from zhike.kernel.write import write

OWN = frozenset({"name", "phone", "language"})


class Place(NamedTuple):
    """One tenant in which an account is a person."""

    tenant_id: int
    tenant: str
    person_id: int


class Company(NamedTuple):
    """A tenant by its number."""

    tenant_id: int
    name: str


def companies() -> list[Company]:
    """All tenants of this installation, for whoever runs it."""
    return [Company(one.id, one.name) for one in Tenant.objects.order_by("id")]


def by_email(email: str, tenant_id: int | None = None) -> list[Place]:
    """The people who sign in with an address, over all tenants or in one."""
    found = Membership.objects.filter(account__email__iexact=email.strip())
    if tenant_id is not None:
        found = found.filter(tenant_id=tenant_id)
    pairs = list(found.order_by("tenant_id").values_list("tenant_id", "person_id"))
    names = dict(Tenant.objects.filter(id__in=[one[0] for one in pairs]).values_list("id", "name"))
    return [Place(number, names.get(number, ""), person_id) for number, person_id in pairs]


def own(actor: Actor) -> dict[str, Any]:
    """What a person may change of themselves, as it is now."""
    if actor.person_id is None:
        return {}
    whole = orjson.loads(read.record(system(actor.tenant_id), "person", actor.person_id))
    return {name: whole[name] for name in sorted(OWN)}


def change_own(actor: Actor, values: Mapping[str, Any]) -> None:
    """Change what everyone may of themselves: name, phone, language. Errors: Refused."""
    other = {name: Fault("field.not_writable") for name in values if name not in OWN}
    if other or actor.person_id is None:
        raise Refused(other)
    acting = replace(
        system(actor.tenant_id, via=actor.via, zone=actor.zone), person_id=actor.person_id, name=actor.name
    )
    result = write(acting, "person", [{"id": actor.person_id, **values}], mode="update")
    if result.refused:
        raise Refused(result.refused[0].faults)
