"""Which records a change set touched, and which of them are undone already.

What is undone is known from the journal itself: a record that stands in a change set with `undo_of` has been put back,
once and for all. So a change set can be undone in pieces, each record at most once, and nothing has to be kept beside.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from zhike.kernel import db, settings
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict, Fault, Forbidden, NotFound, Refused
from zhike.kernel.secrets import records
from zhike.kernel.secrets import vault as vaults
from zhike.kernel.spec import ObjectSpec

Chosen = Mapping[str, Collection[int]]  # ids by object


class Entry(NamedTuple):
    """What a change set did to one record."""

    object: str
    verb: str  # create, update, delete, restore
    id: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    undone: bool


def opened(tx: db.Transaction, actor: Actor, change_set: int) -> str:
    """Check that a change set is there, is the actor's to undo, and not too old for it; gives its verb.

    Errors: NotFound, Forbidden, Conflict.
    """
    # The journal cannot be locked by those who may only append to it; two undos of one change set meet here instead.
    tx.execute("SELECT pg_advisory_xact_lock(%s)", (change_set,))
    days = settings.sql(tx, settings.UNDO_DAYS)
    row = tx.one(
        f"SELECT person_id, at < now() - make_interval(days => d.days), d.days, verb FROM kernel_changeset,"
        f" (SELECT {days} AS days) d WHERE tenant_id = {tx.tenant_id} AND id = %s",
        (change_set,),
    )
    if row is None:
        raise NotFound("undo.not_found")
    person_id, late, days_, verb = row
    if not (actor.admin or actor.all_rights) and person_id != actor.person_id:
        raise Forbidden("right.admin_only")
    if verb == "purge":
        raise Conflict("undo.purged")
    if late:
        raise Conflict("undo.too_late", days=days_)
    return str(verb)


def left(tx: db.Transaction, change_set: int, chosen: Chosen | None = None) -> list[Entry]:
    """What is not undone yet, of all records or of the chosen ones.

    Errors: Refused when a chosen record is not in the change set; Conflict when nothing is left.
    """
    found = entries(tx, change_set)
    if chosen is not None:
        wanted = {(name, one) for name, ids in chosen.items() for one in ids}
        if not wanted <= {(one.object, one.id) for one in found}:
            raise Refused({"records": Fault("undo.not_in_set")}, "undo.not_in_set")
        found = [one for one in found if (one.object, one.id) in wanted]
    remaining = [one for one in found if not one.undone]
    if not remaining:
        raise Conflict("undo.already")
    return remaining


def entries(tx: db.Transaction, change_set: int, *, start: int = 0, most: int | None = None) -> list[Entry]:
    """The records of a change set in the order in which they were touched, `most` of them from the `start`-th on.

    What was deleted or restored along with its parent is left out: it follows that again.
    """
    tenant = tx.tenant_id
    rows = tx.rows(
        "SELECT c.object, c.verb, i.id, c.before, c.after, EXISTS (SELECT 1 FROM kernel_changeset u"
        f" JOIN kernel_change k ON k.tenant_id = {tenant} AND k.change_set_id = u.id"
        f" WHERE u.tenant_id = {tenant} AND u.undo_of = c.change_set_id AND k.object = c.object AND k.record_id = i.id)"
        " FROM kernel_change c CROSS JOIN LATERAL unnest(coalesce(c.ids, ARRAY[c.record_id])) WITH ORDINALITY"
        f" AS i(id, n) WHERE c.tenant_id = {tenant} AND c.change_set_id = %s"
        " AND (c.verb IN ('create', 'update') OR c.object = (SELECT m.object FROM kernel_change m"
        f" WHERE m.tenant_id = {tenant} AND m.change_set_id = %s ORDER BY m.id LIMIT 1))"
        f" ORDER BY c.id, i.n LIMIT {'ALL' if most is None else int(most)} OFFSET {int(start)}",
        (change_set, change_set),
    )
    return [Entry(*row) for row in rows]


def unsealed(actor: Actor, spec: ObjectSpec, keys: Mapping[int, bytes], entries: list[Entry]) -> list[Entry]:
    """The same with sealed values opened, by the records' own keys."""
    vault = vaults.of(actor.tenant_id)
    return [
        one._replace(
            before=records.from_journal(spec, vault, keys.get(one.id), one.before or {}),
            after=records.from_journal(spec, vault, keys.get(one.id), one.after or {}),
        )
        for one in entries
    ]
