"""A role: what its people may do, and with whose records."""

from __future__ import annotations

from collections.abc import Sequence

from zhike.access import admins, demands, grants
from zhike.kernel import db, declare, kinds
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Refused


class Role(declare.Object):
    """A set of grants. A person with several roles has the union of them."""

    name = kinds.Text(max_length=60, title=True, search=1)
    code = kinds.Text(max_length=40, unique=True, null=True, blank=True)  # of the roles that a tenant starts with
    admin = kinds.Boolean(default=False)  # everything, and the settings too
    grants = kinds.Json(null=True, blank=True)  # see access.grants
    second_step = kinds.Boolean(default=False)  # nobody with this role does anything without one
    addresses = kinds.LongText(max_length=5000, null=True, blank=True)  # one network a line, from which it is had
    note = kinds.Text(max_length=300, null=True, blank=True)

    class Shape(declare.Shape):
        icon = "shield"
        columns = ("name", "admin", "note")
        sort = "name"
        settings = True

    @declare.rule("grants")
    def grants_are_understood(self) -> declare.Verdict:
        """Nothing is granted, or withheld, by a word that nobody reads."""
        return grants.check(self.grants)

    @declare.rule("addresses")
    def addresses_are_understood(self) -> declare.Verdict:
        """Each line is an address or a network."""
        return demands.check(self.addresses)

    @staticmethod
    @declare.after
    def its_conditions_are_understood(tx: db.Transaction, actor: Actor, ids: Sequence[int]) -> None:
        """They may name custom fields, which only the tenant knows."""
        rows = tx.rows(
            f"SELECT r.grants FROM access_role r WHERE r.tenant_id = {tx.tenant_id} AND r.id = ANY(%s::bigint[])"
            " AND r.deleted_at IS NULL",
            (list(ids),),
        )
        for (held,) in rows:
            fault = grants.check_conditions(actor, held)
            if fault is not None:
                raise Refused({"grants": fault})

    @staticmethod
    @declare.after
    def an_administrator_remains(tx: db.Transaction, actor: Actor, ids: Sequence[int]) -> None:
        """Whoever takes rights away leaves somebody who can give them."""
        del ids
        admins.must_remain(tx, actor)
        demands.keep_in(tx, actor)
