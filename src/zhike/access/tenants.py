"""Founding a company, and adding people to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from django.db import connections

from zhike.access import passwords
from zhike.kernel import db, words
from zhike.kernel.actor import ACTIONS, CHINA, Actor, system
from zhike.kernel.errors import Fault, Refused
from zhike.kernel.secrets import vault
from zhike.kernel.write import write

_OF_SALES = ("create", "read", "update", "delete", "bulk", "reveal")
# code -> (administrator, grants); their names stand in the catalogues
ROLES: dict[str, tuple[bool, dict[str, Any]]] = {
    "admin": (True, {}),
    "manager": (False, {"*": {"actions": dict.fromkeys(ACTIONS, True), "scope": "department_below"}}),
    "sales": (
        False,
        {"*": {"actions": dict.fromkeys(_OF_SALES, True), "scope": "own", "reveal": {"reason": True, "hourly": 30}}},
    ),
    "steward": (False, {"*": {"actions": dict.fromkeys(ACTIONS, True), "scope": "all"}}),
}


def zone(tx: db.Transaction) -> ZoneInfo:
    """The company's zone."""
    row = tx.one(f"SELECT zone FROM access_tenant WHERE id = {tx.tenant_id}")
    return ZoneInfo(row[0]) if row else CHINA


class Founded(NamedTuple):
    """Ids of a new tenant, of its owner, and of its department that stands above all others."""

    tenant: int
    person: int
    department: int


@cache
def _zones() -> set[str]:
    """The names of all zones, which are read from a folder of files."""
    return available_timezones()


def create_tenant(
    name: str, *, owner_email: str, owner_name: str, password: str | None = None, zone: str = "Asia/Shanghai",
    language: str = words.DEFAULT, tenant_id: int | None = None,
) -> Founded:  # fmt: skip
    """Make a tenant with the usual roles, a department, and its owner, who is an administrator.

    The password is for an account that is new; somebody who has one already keeps theirs. `tenant_id` is one of
    `new_id`, for a caller who makes more in the same transaction. Errors: Refused.
    """
    if not name.strip():
        raise Refused({"name": Fault("tenant.no_name")})
    if zone not in _zones():
        raise Refused({"zone": Fault("tenant.bad_zone", {"zone": zone})})
    tenant_id = tenant_id or new_id()
    with db.transaction(tenant_id) as tx:
        tx.execute(
            "INSERT INTO access_tenant (id, name, zone, language, active, created_at)"
            f" VALUES ({tenant_id}, %s, %s, %s, TRUE, now())",
            (name.strip(), zone, language),
        )
        vault.make(tx)
        actor = system(tenant_id, zone=ZoneInfo(zone))
        roles = [
            {"name": words.say(f"role.default.{code}", language), "code": code, "admin": admin, "grants": grants}
            for code, (admin, grants) in ROLES.items()
        ]
        _written(actor, "role", roles)
        department = _written(actor, "department", [{"name": name.strip()}])[0]
        person = add_person(
            actor, name=owner_name, email=owner_email, roles=("admin",), department=department, password=password
        )
    return Founded(tenant_id, person, department)


def new_id() -> int:
    """A number for a tenant that is to be made."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('access_tenant', 'id'))")
        return int(cursor.fetchone()[0])


def add_person(
    actor: Actor, *, name: str, email: str | None = None, roles: Sequence[int | str] = (),
    department: int | str | None = None, password: str | None = None, **values: Any,
) -> int:  # fmt: skip
    """Add a colleague and give back their id; roles and department by id, code or name.

    With an e-mail they can sign in: with the account they have in another tenant, or with a new one and `password`.
    Errors: Refused, Forbidden.
    """
    with db.transaction(actor.tenant_id) as tx:
        row = {"name": name, "email": email, "roles": list(roles), "department": department, **values}
        person_id = _written(actor, "person", [row])[0]
        if password is not None and _is_new(tx, person_id):
            passwords.set_by_administrator(actor, person_id, password)
    return person_id


def _is_new(tx: db.Transaction, person_id: int) -> bool:
    """Whether the person's account never had a password."""
    row = tx.one(
        "SELECT starts_with(a.password, '!') FROM access_membership m JOIN access_account a ON a.id = m.account_id"
        f" WHERE m.tenant_id = {tx.tenant_id} AND m.person_id = %s",
        (person_id,),
    )
    return bool(row and row[0])


def _written(actor: Actor, name: str, rows: list[dict[str, Any]]) -> list[int]:
    result = write(actor, name, rows, all_or_nothing=True)
    if result.refused:
        raise Refused(result.refused[0].faults)
    return [one.id or 0 for one in result.rows]


def name(tenant_id: int) -> str:
    """What a tenant is called."""
    with db.transaction(tenant_id) as tx:
        row = tx.one(f"SELECT name FROM access_tenant WHERE id = {int(tenant_id)}")
    return str(row[0]) if row else ""


def ids() -> list[int]:
    """Every tenant there is, for work that goes over all of them."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT id FROM access_tenant ORDER BY id")
        return [row[0] for row in cursor.fetchall()]
