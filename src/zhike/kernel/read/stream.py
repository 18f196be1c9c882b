"""All rows of a query, one after another, as they are at one moment: for files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.read import columns, order, scope
from zhike.kernel.read.page import Query, counted, joining, selection, source
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import FALSE, TRUE, Sql


@dataclass(frozen=True, kw_only=True)
class Stream:
    """What the actor reads of a query, less what a right beside reading (`action`) does not reach."""

    actor: Actor
    spec: ObjectSpec
    query: Query
    action: str
    plain: str | None = None  # the right without which sealed values come masked

    @contextmanager
    def opened(self, size: int) -> Iterator[Iterator[str]]:
        """The rows as JSON texts, fetched `size` at a time: all of one snapshot, whatever is written meanwhile.

        Inside, the snapshot is the open transaction: what writes does so in another thread.
        Errors: Malformed, Forbidden, Busy.
        """
        compiler = joining(self.actor)
        fields = columns.chosen(self.actor, self.spec, self.query.columns)
        shown = columns.shown(self.actor, self.spec, fields, "t", compiler)
        ordered = order.by(order.keys(self.actor, self.spec, self.query.sort, "t", compiler))
        plain, where = self._plain(compiler), self._where(compiler)
        secrets = frozenset(one.name for one in shown.apart if one.secret)
        veiled = replace(shown, masked=shown.masked | secrets)
        statement = (
            shown.columns.wrapped("DECLARE zhike_stream NO SCROLL CURSOR FOR SELECT ", ", ")
            + plain.wrapped("(", ") IS TRUE FROM ")
            + source(self.spec, compiler)
            + shown.joins
            + where.wrapped(" WHERE ", f" ORDER BY {ordered}")
        )
        with db.transaction(self.actor.tenant_id, snapshot=True) as tx:
            tx.execute(statement.text, statement.params)
            yield ((shown if plain else veiled).text(json, apart) for json, apart, plain in _fetched(tx, size))

    def count(self) -> int | None:
        """How many rows there are; None if more than a list counts."""
        compiler = joining(self.actor)
        where = self._where(compiler)
        with db.transaction(self.actor.tenant_id) as tx:
            number, exact = counted(tx, source(self.spec, compiler), where)
        return number if exact else None

    def _plain(self, compiler: Compiler) -> Sql:
        """Whether the sealed values of a row come as the actor sees them."""
        if self.plain is None:
            return TRUE
        if not self.actor.may(self.plain, self.spec.name):
            return FALSE
        return scope.rows(self.actor, self.spec, "t", self.plain, compiler)

    def _where(self, compiler: Compiler) -> Sql:
        found = selection(self.actor, self.spec, self.query, compiler)
        reached = scope.rows(self.actor, self.spec, "t", self.action, compiler)
        return found if reached == TRUE else found + reached.wrapped(" AND ")


def _fetched(tx: db.Transaction, size: int) -> Iterator[db.Row]:
    while found := tx.rows(f"FETCH {int(size)} FROM zhike_stream"):
        yield from found
