"""A tenant never loses its last administrator, by whatever write: nobody could let one in again."""

from __future__ import annotations

from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict


def must_remain(tx: db.Transaction, actor: Actor) -> None:
    """Refuse the open transaction if it leaves nobody who can sign in and administer. Errors: Conflict."""
    if actor.all_rights:  # a tenant that is being founded has nobody yet
        return
    left = tx.one(
        "SELECT 1 FROM access_person p"
        f" JOIN access_role r ON r.tenant_id = {tx.tenant_id} AND r.id = ANY(p.roles) AND r.admin"
        f" JOIN access_membership m ON m.tenant_id = {tx.tenant_id} AND m.person_id = p.id AND m.active AND m.confirmed"
        f" WHERE p.tenant_id = {tx.tenant_id} AND p.deleted_at IS NULL AND p.active"
        " AND r.deleted_at IS NULL LIMIT 1"
    )
    if left is None:
        raise Conflict("person.last_admin")
