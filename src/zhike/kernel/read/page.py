"""Lists: one statement for the rows, one for the bounded count."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any

from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.beside import Joins, Sums
from zhike.kernel.conditions import api
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.errors import Malformed
from zhike.kernel.read import columns, order, scope
from zhike.kernel.search import query as search
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import Sql

MOST_ROWS, COUNT_BOUND, FARTHEST = 500, 10_000, 10_000


@dataclass(frozen=True, kw_only=True)
class Query:
    """What to list. `where` is a JSON condition, `columns` None means all that the actor sees."""

    where: Any = None
    sort: str = ""
    columns: tuple[str, ...] | None = None
    limit: int = 50
    after: str | None = None
    page: int | None = None
    q: str = ""
    count: bool = True
    deleted: bool = False  # the recycle bin instead of the living
    ids: tuple[int, ...] | None = None  # of these records only


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of records: JSON texts, the cursor of the next page, and how many there are up to a bound."""

    rows: list[str]
    next: str | None
    count: int | None
    exact: bool

    def json(self) -> str:
        """The page as the API gives it."""
        count = "null" if self.count is None else f'{{"value":{self.count},"exact":{str(self.exact).lower()}}}'
        cursor = "null" if self.next is None else f'"{self.next}"'
        return f'{{"rows":[{",".join(self.rows)}],"next":{cursor},"count":{count}}}'


def selection(actor: Actor, spec: ObjectSpec, query: Query, compiler: Compiler, action: str = "read") -> Sql:
    """The WHERE of a query: what exists for the actor, the condition, and the search words."""
    found = scope.living(actor, spec, "t", action, compiler, deleted=query.deleted)
    if query.where:
        seen = scope.Seen(actor, compiler.aliases, compiler.joins)
        found += api.to_sql(actor, spec, query.where, "t", seen).wrapped(" AND ")
    if query.ids is not None:
        found += Sql(" AND t.id = ANY(%s::bigint[])", (list(query.ids),))
    if query.q.strip():
        found += search.matches(actor, spec, query.q, "t").wrapped(" AND ")
    return found


def joining(actor: Actor, sums: Sums | None = None) -> Compiler:
    """A compiler for a statement over records `t`, whose FROM is `source`."""
    aliases = count(1)
    return Compiler(actor, aliases, Joins("t", aliases, sums))


def source(spec: ObjectSpec, compiler: Compiler) -> Sql:
    """What stands behind FROM: the records, and what lies beside them that was asked for so far."""
    return (compiler.joins.sql() if compiler.joins else Sql("")).wrapped(f'"{spec.table}" t')


def page(actor: Actor, object_name: str, query: Query) -> Page:
    """One page of a list. Errors: Malformed, Forbidden."""
    spec = specs.of(actor, object_name)
    scope.need(actor, "read", spec)
    if not 1 <= query.limit <= MOST_ROWS:
        raise Malformed("read.bad_limit", most=MOST_ROWS)
    compiler = joining(actor)
    where = selection(actor, spec, query, compiler)
    with db.transaction(actor.tenant_id) as tx:
        records = source(spec, compiler)  # of what the condition asks for; the rows need more
        rows, following = _rows(tx, actor, spec, query, compiler, where)
        number, exact = counted(tx, records, where) if query.count else (None, False)
    return Page(rows=rows, next=following, count=number, exact=exact)


def _rows(
    tx: db.Transaction, actor: Actor, spec: ObjectSpec, query: Query, compiler: Compiler, where: Sql
) -> tuple[list[str], str | None]:
    shown = columns.shown(actor, spec, columns.chosen(actor, spec, query.columns), "t", compiler)
    keys = order.keys(actor, spec, query.sort, "t", compiler)
    skip = 0
    if query.after:
        where = where + order.after(keys, query.after).wrapped(" AND ")
    elif query.page is not None:
        skip = (query.page - 1) * query.limit
        if not 1 <= query.page <= FARTHEST or skip + query.limit > FARTHEST + MOST_ROWS:
            raise Malformed("read.too_far", most=FARTHEST)
    statement = (
        shown.columns.wrapped("SELECT ", f", {order.mark(keys)} FROM ")
        + source(spec, compiler)
        + shown.joins
        + where.wrapped(" WHERE ", f" ORDER BY {order.by(keys)} LIMIT {query.limit + 1} OFFSET {skip}")
    )
    found = tx.rows(statement.text, statement.params)
    more = len(found) > query.limit
    found = found[: query.limit]
    following = order.cursor(keys, found[-1][2]) if more else None
    return [shown.text(json, apart) for json, apart, _ in found], following


def counted(tx: db.Transaction, source: Sql, where: Sql) -> tuple[int, bool]:
    """How many rows of a source there are, up to a bound, and whether these are all."""
    statement = source.wrapped("SELECT count(*) FROM (SELECT 1 FROM ", " WHERE ") + where.wrapped(
        "", f" LIMIT {COUNT_BOUND + 1}) bounded"
    )
    row = tx.one(statement.text, statement.params)
    number = int(row[0]) if row else 0
    return min(number, COUNT_BOUND), number <= COUNT_BOUND
