"""Links with which people see and correct their own record: made, found again, used once, revoked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import orjson
from django.core import signing

from zhike.access import audit
from zhike.kernel import db, read, specs
from zhike.kernel.actor import Actor, Reach, Rights, resolve
from zhike.kernel.errors import Conflict, Forbidden, NotFound, Unauthenticated
from zhike.kernel.secrets import record_keys
from zhike.kernel.spec import FieldSpec, ObjectSpec

SALT = "zhike.forms.self"
VIA = "self_service"
PATH = "/f/my/"
SEEN, NOW = "see", "now"


class Over(Exception):
    """The link was ours, and is of no use any more."""


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A link that may be used now."""

    id: int
    actor: Actor  # who sees and corrects: this one record, as far as the rule and the maker of the link may
    spec: ObjectSpec
    record_id: int
    rules: dict[str, str]  # field -> see, now or approve
    company: str

    def fields(self) -> list[FieldSpec]:
        """What the page shows, in the object's order."""
        return [one for one in self.spec.own_fields if one.name in self.rules]


def rule_of(tx: db.Transaction, object_name: str) -> tuple[dict[str, str], int] | None:
    """What people may see and correct of records of an object, and for how many days; None: nothing."""
    row = tx.one(
        f"SELECT fields, days FROM forms_selfservice WHERE tenant_id = {tx.tenant_id} AND object = %s AND active"
        " AND deleted_at IS NULL ORDER BY id DESC LIMIT 1",
        (object_name,),
    )
    return (row[0], row[1]) if row else None


def make(actor: Actor, object_name: str, record_id: int) -> tuple[int, dt.datetime]:
    """A link to a record that the actor may change: its number, and until when.

    Errors: NotFound, Forbidden; Conflict where no rule says what would be seen, or the person is erased.
    """
    with db.transaction(actor.tenant_id) as tx:
        _need(actor, object_name, record_id)
        rule = rule_of(tx, object_name)
        if rule is None or actor.person_id is None:
            raise Conflict("self_service.none", object=specs.of(actor, object_name).label(actor.language))
        if record_keys.of(tx, object_name, [record_id]).get(record_id) == record_keys.ERASED:
            raise Conflict("self_service.erased")
        row = tx.one(
            "INSERT INTO forms_link (tenant_id, object, record_id, state, by_id, at, until)"
            f" VALUES ({tx.tenant_id}, %s, %s, 'open', %s, now(), now() + %s * interval '1 day') RETURNING id, until",
            (object_name, record_id, actor.person_id, rule[1]),
        )
        assert row is not None
        return row[0], row[1]


def token(tenant_id: int, link_id: int) -> str:
    """What stands in the link."""
    return signing.dumps([tenant_id, link_id], salt=SALT)


def address_of(actor: Actor, object_name: str, record_id: int) -> str | None:
    """The e-mail address in a record, if there is one to see for the actor."""
    spec = specs.of(actor, object_name)
    try:
        record = orjson.loads(read.record(actor, object_name, record_id))
    except NotFound:
        return None
    found = (record.get(one.name) for one in spec.own_fields if one.kind.kind == "email")
    return next((str(one) for one in found if one), None)


def said_of(tenant_id: int, link_id: int) -> tuple[str, str, dt.datetime | None]:
    """The company's name and language, and until when an open link lasts."""
    with db.transaction(tenant_id) as tx:
        company, language = _company(tx)
        link = tx.one(
            f"SELECT until FROM forms_link WHERE tenant_id = {tenant_id} AND id = %s AND state = 'open'", (link_id,)
        )
    return company, language, link[0] if link else None


def _company(tx: db.Transaction) -> tuple[str, str]:
    row = tx.one(f"SELECT name, language FROM access_tenant WHERE id = {tx.tenant_id}")
    assert row is not None
    return row[0], row[1]


def noted(actor: Actor, object_name: str, record_id: int, *, sent: bool) -> None:
    """Say in the audit trail that a link was made."""
    audit.note(
        actor.tenant_id, "self_service.made", audit.Asked.by(actor), object=object_name, record=record_id, sent=sent
    )


def revoke(actor: Actor, object_name: str, record_id: int) -> int:
    """End the open links to a record; how many there were. Errors: NotFound, Forbidden."""
    with db.transaction(actor.tenant_id) as tx:
        _need(actor, object_name, record_id)
        count = tx.execute(
            f"UPDATE forms_link SET state = 'revoked' WHERE tenant_id = {tx.tenant_id} AND object = %s"
            " AND record_id = %s AND state = 'open'",
            (object_name, record_id),
        ).rowcount
        told = {"object": object_name, "record": record_id, "links": count}
        audit.note(actor.tenant_id, "self_service.revoked", audit.Asked.by(actor), **told)
    return count


def _need(actor: Actor, object_name: str, record_id: int) -> None:
    read.record(actor, object_name, record_id)
    if not read.reaches(actor, object_name, record_id, "update"):
        raise Forbidden("right.out_of_scope")


def parse(token: str) -> tuple[int, int] | None:
    """Tenant and link; None for what we have not made."""
    try:
        tenant_id, link_id = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return tenant_id, link_id


def opened(tx: db.Transaction, link_id: int) -> Opened:
    """The link, locked. Errors: Over when it is used, revoked, too old, or its record is deleted or erased."""
    row = tx.one(
        "SELECT object, record_id, by_id, state = 'open' AND until > now() FROM forms_link"
        f" WHERE tenant_id = {tx.tenant_id} AND id = %s FOR UPDATE",
        (link_id,),
    )
    if row is None or not row[3]:
        raise Over
    name, record_id, by_id, _ = row
    rule = rule_of(tx, name)
    if rule is None or record_keys.of(tx, name, [record_id]).get(record_id) == record_keys.ERASED:
        raise Over
    try:
        maker = resolve(tx.tenant_id, by_id, via=VIA)
        _need(maker, name, record_id)
    except (NotFound, Forbidden, Unauthenticated) as error:
        raise Over from error
    spec = specs.of(maker, name)
    rights = maker.on(name)
    kept = {
        one.name: SEEN if one.name in rights.read_only or one.read_only else rule[0][one.name]
        for one in spec.own_fields
        if one.name in rule[0] and one.name not in rights.hidden
    }
    if not kept:
        raise Over
    actor = _one_record(maker, spec, record_id, kept)
    company, _ = _company(tx)
    return Opened(id=link_id, actor=actor, spec=spec, record_id=record_id, rules=kept, company=company)


def _one_record(maker: Actor, spec: ObjectSpec, record_id: int, rules: dict[str, str]) -> Actor:
    """Nobody, who may see and correct these fields of one record. What is sealed at rest is shown in part."""
    shown, mine = frozenset(rules), Reach(where={"field": "id", "op": "=", "value": record_id})
    theirs = maker.on(spec.name)
    rights = Rights(
        actions=frozenset({"read", "update"}), reach={"read": (mine,), "update": (mine,)},
        hidden=frozenset(spec.fields) - shown - {"id", "version"},
        masked=frozenset(one.name for one in spec.own_fields if one.secret or theirs.masks(one.name, one.kind)),
        read_only=frozenset(name for name, rule in rules.items() if rule != NOW), unguarded=True,
    )  # fmt: skip
    return Actor(tenant_id=maker.tenant_id, zone=maker.zone, rights={spec.name: rights}, via=VIA, stamp=maker.stamp)


def use(tx: db.Transaction, link_id: int) -> None:
    """It was of use, once."""
    tx.execute(f"UPDATE forms_link SET state = 'used' WHERE tenant_id = {tx.tenant_id} AND id = %s", (link_id,))


def forget(tx: db.Transaction, object_name: str, ids: Any) -> None:
    """Drop the links to records that are erased or purged, and what was corrected by them."""
    for table in ("forms_link", "forms_correction"):
        tx.execute(
            f"DELETE FROM {table} WHERE tenant_id = {tx.tenant_id} AND object = %s AND record_id = ANY(%s::bigint[])",
            (object_name, list(ids)),
        )


def prune(tx: db.Transaction) -> None:
    """Forget links that were over long ago."""
    tx.execute(f"DELETE FROM forms_link WHERE tenant_id = {tx.tenant_id} AND until < now() - interval '1 year'")
